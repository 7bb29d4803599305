"""Messages of the import: what was repaired, left out, not understood or kept as it was."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "import-other-kind": Message(
        severity="error",
        zh="这是{kind_zh}，不能导入",
        en="this is {kind_en}, which cannot be imported",
        zh_hint="{advice_zh}",
        en_hint="{advice_en}",
    ),
    "import-other-document": Message(
        severity="error",
        zh="不像巡察整改情况的通报、报告或公示：{found_zh}",
        en="this does not look like a notice of rectification after an inspection: {found_en}",
        zh_hint="确是这类文件的，加 --force 再导入",
        en_hint="if it is one after all, import it with --force",
    ),
    "import-empty": Message(
        severity="error",
        zh="文本里没有内容",
        en="the text has no content",
        zh_hint="检查文件是否保存完整、编码是否正确",
        en_hint="check that the file was saved completely and in a known encoding",
    ),
    "import-differs": Message(
        severity="error",
        zh="导入的数据不能一字不差地还原原文",
        en="the imported data does not give the original text back word for word",
        zh_hint="请保留原文并报告此问题",
        en_hint="keep the original and report this as a bug",
    ),
    "import-plainer": Message(
        severity="warning",
        zh="部分结构未能可靠识别，已按原文段落保留",
        en="part of the structure could not be recognised reliably and is kept as plain paragraphs",
        zh_hint="检查各部分的标题、序号和条目",
        en_hint="check headings, numbers and items of every section",
    ),
    "import-no-sections": Message(
        severity="warning",
        zh="没有找到“一、二、三、”各部分，全文作为一个部分保留",
        en="no sections (一、二、三、) were found; the text is kept as one section",
        zh_hint="在 sections 下分出各部分，并写明 role",
        en_hint="divide it under sections and give each its role",
    ),
    "import-preamble": Message(
        severity="info",
        zh="导语与标准导语不同，照录在 preamble",
        en="the opening differs from the standard one and is kept word for word in preamble",
    ),
    "import-closing": Message(
        severity="info",
        zh="结语与标准结语不同，照录在 closing",
        en="the closing differs from the standard one and is kept word for word in closing",
    ),
    "import-signature": Message(
        severity="warning",
        zh="落款的日期不是 2025年4月7日 的写法，或日期之下另有附注，照录在 closing：{text}",
        en="the date of the signature is not written as 2025年4月7日, or a note stands below it; kept in closing: {text}",
        zh_hint="改用 signature，并删去 closing 中的落款",
        en_hint="use signature instead and delete those lines from closing",
    ),
    "import-figure": Message(
        severity="warning",
        zh="文中所称数字与正文不符，未写入 statistics：{figure} 称 {claimed}，正文为 {held}",
        en="a claimed figure contradicts the body and is left out of statistics: {figure} is claimed to be {claimed}, the body has {held}",
        zh_hint="核对原文；数字无误时补写 statistics",
        en_hint="check the original; if the figure is right, add it to statistics",
    ),
    "import-number": Message(
        severity="warning",
        zh="序号“{number}”与位置不符，照录原序号：{heading}",
        en="the number {number} does not fit its place and is kept as typed: {heading}",
        zh_hint="原文有误时删去 number，序号自动生成",
        en_hint="delete number to have the right one derived",
    ),
    "import-signs": Message(
        severity="info",
        zh="{count} 个序号的写法与同级不同，照录原序号：{numbers}",
        en="{count} numbers are written with other signs than their level and kept as typed: {numbers}",
        zh_hint="删去 number，序号按 numbering 统一生成",
        en_hint="delete number to have them written alike, as numbering says",
    ),
    "import-waived": Message(
        severity="info",
        zh="原文有误（{code}），已照录并豁免：{where}",
        en="a fault of the original ({code}) is kept and waived: {where}",
        zh_hint="改正后删去这条豁免",
        en_hint="delete the waiver once the fault is fixed",
    ),
    "import-invisible": Message(
        severity="info",
        zh="去掉 {count} 个零宽字符",
        en="{count} characters without width were removed",
    ),
    "import-space": Message(
        severity="info",
        zh="去掉 {blank} 个空行、{spaced} 行首尾的空格",
        en="{blank} empty lines and the spaces at the ends of {spaced} lines were removed",
    ),
    "import-control": Message(
        severity="info",
        zh="{count} 个控制字符换成空格",
        en="{count} control characters were replaced by spaces",
    ),
    "import-field-code": Message(
        severity="info",
        zh="{count} 处残留的域代码（EQ \\o\\ac）已还原为带圈序号",
        en="{count} leaked field codes (EQ \\o\\ac) were resolved to circled numbers",
    ),
    "import-lines-joined": Message(
        severity="info",
        zh="接上了 {count} 处被断开的行",
        en="{count} wrapped lines were joined",
    ),
    "import-page": Message(
        severity="info",
        zh="{where_zh}是页码或页眉，未导入：{text}",
        en="{where_en} is a page number or running header and was left out: {text}",
    ),
    "import-web-page": Message(
        severity="info",
        zh="{where_zh}是网页或报纸版面上的附带文字，未导入：{text}",
        en="{where_en} belongs to the web page or newspaper page, not to the notice, and was left out: {text}",
        zh_hint="如是正文，请手工补入",
        en_hint="if it belongs to the text, add it by hand",
    ),
    "import-beside-notice": Message(
        severity="warning",
        zh="{where_zh}在标题之上或正文之后，不像通报的内容，未导入：{text}",
        en="{where_en} stands above the title or below the end and does not look like a part of the notice, so it was left out: {text}",
        zh_hint="如是正文，请手工补入",
        en_hint="if it belongs to the text, add it by hand",
    ),
    "import-changes": Message(
        severity="warning",
        zh="文件中有 {count} 处修订，按全部接受导入；第一处：{text}",
        en="the file has {count} tracked changes, which were imported as accepted; the first: {text}",
        zh_hint="有不应接受的，先在 Word 或 WPS 中处理修订，再导入",
        en_hint="if some must not be accepted, resolve them in Word first and import again",
    ),
    "import-hidden": Message(
        severity="warning",
        zh="隐藏文字未导入：{text}",
        en="hidden text was left out: {text}",
        zh_hint="如是正文，在 Word 或 WPS 中取消隐藏，再导入",
        en_hint="if it belongs to the text, show it in Word and import again",
    ),
    "import-comment": Message(
        severity="info",
        zh="批注未导入（{author}）：{text}",
        en="a comment was left out ({author}): {text}",
    ),
    "import-margin": Message(
        severity="info",
        zh="页眉、页脚或页码未导入：{text}",
        en="a header, footer or page number was left out: {text}",
    ),
    "import-pictures": Message(
        severity="warning",
        zh="{count} 个图片、图表或嵌入对象未导入",
        en="{count} pictures, charts or embedded objects were left out",
        zh_hint="图中有正文的，请手工补入文字",
        en_hint="if one of them shows text of the notice, type it in",
    ),
    "import-only-pictures": Message(
        severity="error",
        zh="文件里只有图片，没有文字",
        en="the file holds pictures and no text",
        zh_hint="如是扫描件，先识别成文字，再导入",
        en_hint="if it is a scan, have its text recognised and import that",
    ),
    "import-contents": Message(
        severity="info",
        zh="目录（{count} 行）未导入",
        en="a table of contents ({count} lines) was left out",
    ),
    "import-placeholder": Message(
        severity="warning",
        zh="未填写的内容控件，提示文字未导入：{text}",
        en="a form field that was not filled in; its prompt was left out: {text}",
    ),
    "import-symbol": Message(
        severity="warning",
        zh="有 Word 符号字体中的符号无法识别，未导入",
        en="a sign of a symbol font is not known and was left out",
        zh_hint="对照原文，手工补入",
        en_hint="compare with the original and type it in",
    ),
    "import-chunk": Message(
        severity="warning",
        zh="此处插入了另一份文件的内容，未导入",
        en="the content of another file is inserted here and was not imported",
        zh_hint="在 Word 中打开并另存一次，内容并入正文后再导入",
        en_hint="open the file in Word, save it once so that the content becomes its own, and import again",
    ),
    "import-active": Message(
        severity="info",
        zh="只导入文字，其余未运行、未导入：{zh}",
        en="only text is imported, nothing was run: {en}",
    ),
    "import-table": Message(
        severity="warning",
        zh="表格（{rows} 行）按行导入，每行一段，各格之间空一字",
        en="a table ({rows} rows) was imported as one paragraph for each row, with a blank between cells",
        zh_hint="检查各段；需要表格的，在 Word 中另排",
        en_hint="check these paragraphs; lay the table out again in Word if it is needed",
    ),
    "import-note": Message(
        severity="info",
        zh="{count} 处脚注或尾注写进正文括号内",
        en="{count} footnotes or endnotes were put in brackets where they are cited",
    ),
    "import-more": Message(
        severity="info",
        zh="同类情况另有 {count} 处（{code}）",
        en="{count} more of the same kind ({code})",
    ),
    "import-note-line": Message(severity="info", zh="第{line}行", en="line {line}"),
    "import-note-no-title": Message(
        severity="info", zh="原文没有标题", en="the original has no title"
    ),
    "import-note-no-preamble": Message(
        severity="info", zh="原文没有导语", en="the original has no opening"
    ),
    "import-note-no-closing": Message(
        severity="info", zh="原文没有结语", en="the original has no closing"
    ),
    "import-note-more": Message(severity="info", zh="等处", en=" and more"),
    "import-corrected": Message(
        severity="info",
        zh="“{before}”改为“{after}”，{count} 处：{where}",
        en="“{before}” replaced by “{after}”, {count} times: {where}",
    ),
    "import-deleted": Message(
        severity="info",
        zh="删去“{before}”，{count} 处：{where}",
        en="“{before}” deleted, {count} times: {where}",
    ),
    "import-unprinted": Message(
        severity="warning",
        zh="版头或版记中的这一行没有对应的字段，未导入：{text}",
        en="this line of the red head or imprint has no field and was left out: {text}",
        zh_hint="需要的，在生成的 Word 文件或自己的模板中补上",
        en_hint="if it is needed, add it in the Word file or in a template of your own",
    ),
    "import-moved": Message(
        severity="info",
        zh="落款之下的联系方式移到结语：{text}",
        en="contacts below the signature were moved into the closing: {text}",
    ),
    "import-rewritten": Message(
        severity="info",
        zh="“{text}”将按标准写法排印为“{printed}”",
        en="“{text}” will be printed in the standard form “{printed}”",
    ),
    "import-attached": Message(
        severity="warning",
        zh="落款之后是附件的正文（{count} 段），未导入：{text}",
        en="the text of an attachment follows the signature ({count} paragraphs) and was left out: {text}",
        zh_hint="附件是另一份文件，请另存；名称写在 document.attachments",
        en_hint="an attachment is a document of its own: keep it separately, and name it in document.attachments",
    ),
    "import-mark": Message(
        severity="warning",
        zh="版头的发文机关标志“{text}”与单位名称不同，未导入",
        en="the organ in the red head, {text}, is not the name of the organization and was left out",
        zh_hint="版头按 organization 排印；不对的，改 organization",
        en_hint="the red head prints organization; correct it if it is wrong",
    ),
}
