"""Sentences said while opening, compiling and filling a Word template."""

from rectify_gen.messages import Message

_SAVE_ZH = "请在 Word 或 WPS 中打开，另存为 .docx"
_SAVE_EN = "open it in Word or WPS and save it as .docx"

TABLE: dict[str, Message] = {
    "docx-damaged": Message(
        "error",
        "不是完好的 .docx 文件：{reason}",
        "not an intact .docx file: {reason}",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "docx-other-kind": Message(
        "error",
        "不是 .docx 文件，而是{kind_zh}",
        "not a .docx file but {kind_en}",
        "给出 Word 文件（.docx）：.doc、.wps、.rtf、.odt 在 Word 或 WPS 中另存为 .docx；YAML 用 rectify-gen build 生成 .docx",
        "name a Word file (.docx): Word and WPS save .doc, .wps, .rtf and .odt as .docx, rectify-gen build makes it from YAML",
    ),
    "docx-encrypted": Message(
        "error",
        "文件有密码保护，或是旧式 .doc",
        "the file is protected by a password, or an old .doc",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "docx-too-large": Message(
        "error", "解压后超过 {limit} MB", "unpacks to more than {limit} MB"
    ),
    "docx-too-many-nodes": Message(
        "error",
        "内容有超过 {limit} 个 XML 元素和属性，不像正常的公文",
        "its parts have more than {limit} XML elements and attributes, as no usual document has",
        "打开看是否有成片的空段落或重复内容，删去；或把需要的文字复制到新文档，另存为 .docx",
        "look for long stretches of empty or repeated paragraphs and delete them; or copy what is needed into a new document",
    ),
    "docx-dotx": Message(
        "error",
        "这是 Word 的“模板”格式（.dotx），用它生成的文件别的程序打不开；改文件名没有用",
        "this is Word's own template format (.dotx), whatever its name; other programs do not open what is made from it",
        "在 Word 或 WPS 中打开，另存为“Word 文档 (*.docx)”，用另存的文件",
        "open it in Word or WPS, save it as “Word Document (*.docx)”, and use that file",
    ),
    "docx-tracked": Message(
        "error",
        "文件里还有 {count} 处修订（{authors_zh}），打开文件的人都能看到删改的文字和姓名",
        "the file holds {count} tracked change(s) by {authors_en}; whoever opens it sees deleted text and names",
        "在 Word 或 WPS 中：审阅 → 逐条或全部接受（拒绝）修订，关闭“修订”，保存",
        "in Word or WPS: Review → accept or reject all changes, turn Track Changes off, and save",
    ),
    "docx-comments": Message(
        "error",
        "文件里还有 {count} 条批注（{authors_zh}），打开文件的人都能看到",
        "the file holds {count} comment(s) by {authors_en}, which whoever opens it can read",
        "在 Word 或 WPS 中：审阅 → 删除 → 删除文档中的所有批注，保存",
        "in Word or WPS: Review → Delete → Delete All Comments in Document, and save",
    ),
    "docx-comments-own": Message(
        "error",
        "这是 --comments 写出的带批注的副本（{count} 条），只供阅读，不能作模板",
        "this is the copy with {count} comment(s) that --comments wrote: it is for reading, not for use as a template",
        "照批注修改原来的模板；已经改在副本上的：审阅 → 删除 → 删除文档中的所有批注，保存后作模板",
        "correct the template itself; where the copy was corrected instead: Review → Delete → Delete All Comments in Document, save, and use it",
    ),
    "docx-strict": Message(
        "error",
        "这是“Strict Open XML”格式的 .docx，不能作模板",
        "this .docx is in the format “Strict Open XML”, which cannot be a template",
        "在 Word 中另存，保存类型选“Word 文档 (*.docx)”，不要选“Strict Open XML 文档 (*.docx)”",
        "save it in Word with the type “Word Document (*.docx)”, not “Strict Open XML Document (*.docx)”",
    ),
    "docx-no-document": Message(
        "error",
        "{part} 不是 Word 的正文",
        "{part} is not the text of a Word document",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "docx-macro": Message(
        "error",
        "文件含有宏（.docm、.dotm），改文件名没有用",
        "the file carries macros (.docm, .dotm), whatever its name",
        "在 Word 或 WPS 中打开，另存为“Word 文档 (*.docx)”，用另存的文件",
        "open it in Word or WPS, save it as “Word Document (*.docx)”, which drops them, and use that file",
    ),
    "docx-outside": Message(
        "error",
        "{part} 引用了文件之外的内容：{target}",
        "{part} refers to something outside the file: {target}",
        "在 Word 中断开链接（图片改为嵌入，“文档模板”改为 Normal），再保存",
        "break the link in Word (embed pictures, attach the Normal template) and save again",
    ),
    "docx-link": Message(
        "error",
        "链接“{target}”通向本机、局域网或某个程序，不是网页",
        "the link “{target}” leads to a file, a network share or a program, and to no web page",
        "在 Word 中右击链接 → 取消超链接，或改为 http://、https://、mailto: 开头的地址",
        "right-click it in Word → Remove Hyperlink, or give it an address that begins with http://, https:// or mailto:",
    ),
    "docx-field": Message(
        "error",
        "域 {field} 会读取其他文件、启动程序或运行宏",
        "the field {field} fetches other files, starts programs or runs macros",
        "在 Word 中选中该处，按 Ctrl+Shift+F9 变为普通文字（Alt+F9 显示域代码），再保存",
        "select it in Word and press Ctrl+Shift+F9 to make it plain text (Alt+F9 shows the codes of fields), then save",
    ),
    "docx-active-object": Message(
        "error",
        "{part} 带有嵌入的对象或控件（OLE、ActiveX），打开或点击时会运行",
        "{part} brings an embedded object or control (OLE, ActiveX), which runs when it is opened or clicked",
        "在 Word 中删去该对象；要保留样子的，剪切后用“选择性粘贴 → 图片”贴回",
        "delete the object in Word; to keep its look, cut it and use Paste Special → Picture",
    ),
    "docx-active-chunk": Message(
        "error",
        "{part} 带有另一份文件的内容（altChunk、子文档、框架页、附加模板），打开时才读入",
        "{part} brings in another file (altChunk, subdocument, frame, attached template), which is read when it is opened",
        "在 Word 中打开并另存一次，内容就并入正文；附加模板改为 Normal",
        "open the file in Word and save it once, so that the content becomes its own; attach the Normal template",
    ),
    "docx-active-merge": Message(
        "error",
        "{part} 连着邮件合并的数据源",
        "{part} is connected to a data source of a mail merge",
        "在 Word 中：邮件 → 开始邮件合并 → 普通 Word 文档，再保存",
        "in Word: Mailings → Start Mail Merge → Normal Word Document, and save",
    ),
    "docx-active-macro": Message(
        "error",
        "{part} 带有宏、工具栏或加载项，换了名称也一样",
        "{part} brings macros, toolbars or add-ins, under whatever name",
        "在 Word 或 WPS 中把内容全选复制到新文档，另存为“Word 文档 (*.docx)”",
        "in Word or WPS copy the whole text into a new document and save it as “Word Document (*.docx)”",
    ),
    "docx-part-missing": Message(
        "error", "缺少部件 {part}", "the part {part} is missing", _SAVE_ZH, _SAVE_EN
    ),
    "docx-part-unreadable": Message(
        "error",
        "部件 {part} 不是合法的 XML：{reason}",
        "the part {part} is not well-formed XML: {reason}",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "template-text-dropped": Message(
        "error",
        "标记 {tag} 所在的段落（行、单元格）里还有其他文字：“{text}”，生成时会丢失",
        "beside the tag {tag} stands other text that would be lost: “{text}”",
        "把标记放在单独的段落里",
        "put the tag into a paragraph of its own",
    ),
    "template-content-dropped": Message(
        "error",
        "标记 {tag} 所在的段落（行、单元格）里还有{zh}，生成时会一起消失",
        "beside the tag {tag} stands {en}, which would vanish with it",
        "把{zh}移到别的段落（行、单元格），没有就另起一段；标记单独占一段",
        "move it to another paragraph (row, cell), or to a new one; the tag needs one for itself",
    ),
    "template-text-astray": Message(
        "error",
        "“{name}”打印在文字之外，Word 不会显示",
        "'{name}' is printed outside any text, where Word does not show it",
        "{{{{p …}}}} 和 {{{{r …}}}} 只用于整段内容；文字用 {{{{ … }}}}",
        "{{{{p …}}}} and {{{{r …}}}} are for ready-made content; print text with {{{{ … }}}}",
    ),
    "template-hidden": Message(
        "error",
        "标记 {tag} 在隐藏文字里，打印的内容 Word 不显示、也不印出来",
        "the tag {tag} stands in hidden text: Word neither shows nor prints what comes out",
        "选中该标记：字体 → 取消“隐藏”；隐藏来自样式的，换一种样式（只有 {{% if … %}}、{{% for … %}} 一类可以隐藏）",
        "select the tag: Font → clear Hidden; where a style hides it, choose another style (only tags such as "
        "{{% if … %}} and {{% for … %}} may be hidden)",
    ),
    "template-syntax": Message(
        "error",
        "标记写法有误：{reason_zh}",
        "a tag is not understood: {reason}",
        "检查大括号、%、引号，以及 for/endfor、if/endif 是否成对",
        "check braces, %, quotes, and that for/endfor and if/endif come in pairs",
    ),
    "template-unknown-name": Message(
        "error",
        "{owner_zh}没有 {name}；{suggestion_zh}",
        "{owner_en} has no '{name}'; {suggestion_en}",
        "rectify-gen template fields 列出可以打印的全部内容",
        "rectify-gen template fields lists all that can be printed",
    ),
    "template-undefined": Message(
        "error",
        "标记用了不存在的名称：{reason}",
        "a tag uses a name that does not exist: {reason}",
        "rectify-gen template fields 列出可以打印的全部内容",
        "rectify-gen template fields lists all that can be printed",
    ),
    "template-forbidden": Message(
        "error",
        "标记做了模板不允许的事：{reason_zh}",
        "a tag does what templates may not do: {reason}",
    ),
    "template-failed": Message(
        "error", "标记执行出错：{reason}", "a tag fails: {reason}"
    ),
    "fact-absent": Message(
        "error",
        "模板要打印“{fact}”，数据里没有",
        "the template prints '{fact}', which the data does not give",
        "在 YAML 里补上 {fact}；或在模板里用 {{% if … %}} 判断",
        "add {fact} to the YAML, or test for it with {{% if … %}} in the template",
    ),
    "text-not-printed": Message(
        "error",
        "这段文字没有出现在生成的文档里：“{text}”",
        "this text is not in the document made: “{text}”",
        "检查模板是否漏掉了某种段落；有意只打印一部分时写 {{% for … if … %}}",
        "see whether the template forgets a kind of paragraph; to print only some, write {{% for … if … %}}",
    ),
    "text-illegal": Message(
        "error",
        "文字含有 Word 不能容纳的字符 {character}",
        "a text holds {character}, which Word cannot hold",
        "删去该字符",
        "delete it",
    ),
    "result-malformed": Message(
        "error",
        "生成的 {part} 不是合法的 XML：{reason}",
        "the {part} made is not well-formed XML: {reason}",
        "模板的标记跨越了不完整的段落或表格",
        "a tag of the template cuts across a paragraph or table",
    ),
    "fact-not-printed": Message(
        "warning",
        "数据给出了“{fact}”，但这个模板不打印它",
        "'{fact}' is given, but this template does not print it",
        "换用会打印它的模板，或删去这一项",
        "use a template that prints it, or delete it",
    ),
    "template-finished": Message(
        "error",
        "这是成文，不是模板：里面没有标记，生成的每份公文都会是它的原文",
        "this is a finished document and no template: it has no tags, so its own text would come out as every notice",
        "选错了就换成模板（rectify-gen template list 列出随附的模板）；要以它为底制作模板，把标题、正文换成标记，写法见 rectify-gen template fields",
        "name a template instead (rectify-gen template list shows those that come with the product); to make one of it, "
        "replace its title and text by tags, see rectify-gen template fields",
    ),
    "template-prints-nothing": Message(
        "error",
        "模板既不打印标题，也不打印正文、问题或台账：数据里的内容一样也不会出现",
        "the template prints neither the title nor the paragraphs, problems or ledger: nothing that the notice says would come out",
        "在正文里加上标题 {{{{ title }}}} 和 {{%p for p in paragraphs %}} … {{%p endfor %}}；随附的模板可作样本",
        "add the title {{{{ title }}}} and {{%p for p in paragraphs %}} … {{%p endfor %}}; the templates that come with the product show how",
    ),
    "template-unknown": Message(
        "error",
        "没有模板“{name}”",
        "there is no template '{name}'",
        "rectify-gen template list 列出可用模板，或给出 .docx 文件的路径",
        "rectify-gen template list shows them; or give the path of a .docx",
    ),
}
