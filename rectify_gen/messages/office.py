"""Messages while LibreOffice makes PDFs."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "office-missing": Message(
        "error",
        "没有找到 LibreOffice，不能生成 PDF",
        "LibreOffice was not found; without it no PDF can be made",
        "安装 LibreOffice；已安装的，用环境变量 RECTIFY_GEN_SOFFICE 指明 soffice 程序的路径。不加 --pdf 照常生成 Word 文件",
        "install LibreOffice, or name its program soffice in the variable RECTIFY_GEN_SOFFICE; without --pdf Word files are built as usual",
    ),
    "office-not-there": Message(
        "error",
        "RECTIFY_GEN_SOFFICE 指明的程序不存在或不能运行：{program}",
        "RECTIFY_GEN_SOFFICE names a program that is not there or cannot be run: {program}",
        "改正路径，或清空这个变量，由程序自行查找",
        "correct the path, or empty the variable to have LibreOffice searched for",
    ),
    "office-unstartable": Message(
        "error",
        "无法启动 {program}：{reason}",
        "{program} cannot be started: {reason}",
        "在命令行直接运行它看看；必要时重装 LibreOffice",
        "run it yourself to see why; reinstall LibreOffice if necessary",
    ),
    "stand-in-form": Message(
        "error",
        "环境变量 RECTIFY_GEN_FONTS 里的“{entry}”写法不对",
        "the variable RECTIFY_GEN_FONTS has an entry that cannot be read: '{entry}'",
        "写成 字体=替代字体,替代字体；多条之间用分号隔开",
        "write family=stand-in,stand-in with semicolons between entries",
    ),
    "pdf-timeout": Message(
        "error",
        "LibreOffice 转换时停住不动（超过 {seconds} 秒），重试仍然如此；没有生成 PDF",
        "LibreOffice made no progress for more than {seconds} s, twice; no PDF was made",
        "用 LibreOffice 打开这个文件看看；机器很忙时稍后再试",
        "open the file in LibreOffice; try again later if the machine is busy",
    ),
    "pdf-not-made": Message(
        "error",
        "LibreOffice 没有生成 PDF，重试仍然如此；它最后的输出：{said}",
        "LibreOffice made no PDF, twice; its last output: {said}",
        "用 LibreOffice 打开这个文件看看",
        "open the file in LibreOffice",
    ),
    "pdf-unreadable": Message(
        "error",
        "LibreOffice 生成的 PDF 打不开或没有页面：{reason}",
        "the PDF that LibreOffice made cannot be opened or has no page: {reason}",
        "用 LibreOffice 打开这个 Word 文件看看",
        "open the Word file in LibreOffice",
    ),
    "pdf-text-lost": Message(
        "error",
        "与 Word 文件相比，PDF 少了 {count} 个字符：{text}；没有写入 PDF",
        "the PDF lacks {count} character(s) of the Word file: {text}; it was not written",
        "{hint_zh}。也可以在 Word/WPS 中打开后另存为 PDF",
        "{hint_en}. Or open the document in Word or WPS and save it as PDF there",
    ),
    "pdf-glyph-missing": Message(
        "error",
        "PDF 显示不出“{sign}”（{code}），共 {count} 处：本机没有字体有这个字；没有写入 PDF{places}",
        "the PDF cannot show “{sign}” ({code}), which stands in {count} place(s): no font on this machine has it; "
        "the PDF was not written{places}",
        "安装有这个字的字体（如宋体-ExtB、思源宋体、花园明朝）后重新生成；确实找不到的，改用别的写法",
        "install a font that has it (SimSun-ExtB, Source Han Serif, HanaMin) and build again; where there is none, write it otherwise",
    ),
    "font-lacks-sign": Message(
        "warning",
        "{families} 里没有“{sign}”（{code}）：Word 换用别的字体，或者显示为方框",
        "{families} has no “{sign}” ({code}): Word takes it from another font, or shows a box",
        "核对这个字；没有写错的，在发文的电脑上打开 Word 文件看看，必要时安装有这个字的字体（如宋体-ExtB）",
        "check the character; if it is right, look at the Word file on the machine that issues it, and install a font that has it (SimSun-ExtB)",
    ),
    "stand-in-lacks-sign": Message(
        "warning",
        "本机没有 {families}，代替它的 {fonts} 里没有“{sign}”（{code}）：PDF 换用别的字体，或者显示不出",
        "{families} is not installed here, and {fonts}, which stands in for it, has no “{sign}” ({code}): "
        "PDFs take it from another font, or cannot show it",
        "核对这个字；没有写错的，在装有 {families} 的电脑上打开 Word 文件看看",
        "check the character; if it is right, look at the Word file where {families} is installed",
    ),
    "pdf-lost-field": Message(
        "info",
        "LibreOffice 不显示 EQ 域（如带圈字符），在模板里改用普通文字（如 ㉒）",
        "LibreOffice does not draw EQ fields (enclosed characters): put plain text such as ㉒ into the template",
    ),
    "pdf-lost-punctuation": Message(
        "info",
        "行末的标点没有显示，常见于用 LibreOffice 保存过的模板：在模板中全选，"
        "段落 → 中文版式 → 勾选“允许标点溢出边界”，再重新生成",
        "punctuation at the end of a line was not drawn, as with templates that LibreOffice has saved: "
        "select all of the template, Paragraph → Asian Typography → tick Allow hanging punctuation, and build again",
    ),
    "pdf-lost-glyph": Message(
        "info",
        "本机的字体没有“{signs}”，安装有这些字的字体（如宋体-ExtB、思源宋体）后重新生成",
        "no font on this machine has {signs}: install one that has (SimSun-ExtB, Source Han Serif) and build again",
    ),
    "pdf-lost-covered": Message(
        "info",
        "文字被遮住或截断：在模板里查看此处的固定行距、固定行高和文本框大小是否放得下文字",
        "text is covered or cut off: check that exact line spacing, exact row heights and text boxes "
        "of the template are large enough here",
    ),
    "font-substituted": Message(
        "warning",
        "本机没有 {families}，PDF 用的是：{fonts}",
        "not installed here: {families}; the PDFs are drawn with {fonts}",
        "正式印发的 PDF 请在装有这些字体的机器上生成",
        "make PDFs for publication on a machine that has these fonts",
    ),
    "pdf-gaps": Message(
        "warning",
        "PDF 里汉字与数字之间多出四分之一字的空隙，换行与 Word 不同：没有找到能与 LibreOffice 通信的 Python",
        "the PDFs have gaps of a quarter em between Chinese characters and digits, so lines break otherwise than in Word: "
        "no Python was found that can talk to LibreOffice",
        "Debian、Ubuntu：apt install python3-uno；其他系统用 LibreOffice 官网的安装包重装，它自带 Python",
        "on Debian and Ubuntu: apt install python3-uno; elsewhere reinstall LibreOffice with its own installer, which brings one",
    ),
    "pdf-signature-alone": Message(
        "warning",
        "第 {page} 页有落款，没有正文（GB/T 9704 7.3.5.5）",
        "page {page} has the signature and no text (GB/T 9704 7.3.5.5)",
        "正文末段、附件说明、落款和附注一页放不下：缩短附件说明或附注，或在 Word 里把这几段的行距调小（如固定值 26 磅），另存为 PDF",
        "a page does not hold the end of the text, attachments, signature and note: shorten attachments or note, "
        "or reduce the line spacing of these paragraphs in Word (for example to exactly 26 pt) and save as PDF there",
    ),
    "pdf-imprint-alone": Message(
        "warning",
        "第 {page} 页没有正文和落款，只有版记或附注",
        "page {page} has neither text nor signature, only the imprint (版记) or the note (附注)",
        "正文末段到版记一页放不下：缩短附件说明、附注或抄送机关，或在 Word 里把正文末段到附注的行距调小（如固定值 26 磅），另存为 PDF",
        "a page does not hold all from the end of the text to the imprint: shorten attachments, note or copies, "
        "or reduce the line spacing from the end of the text to the note in Word (for example to exactly 26 pt) and save as PDF there",
    ),
    "office-open-timeout": Message(
        "error",
        "LibreOffice 打开这个文件超过 {seconds} 秒，已停止",
        "LibreOffice took more than {seconds} s to open the file and was stopped",
        "在 Word 或 WPS 中另存为 .docx，再导入；机器很忙时稍后再试",
        "save it as .docx in Word or WPS and import that; try again later if the machine is busy",
    ),
    "office-open-failed": Message(
        "error",
        "LibreOffice 打不开这个文件；它最后的输出：{words}",
        "LibreOffice cannot open the file; its last output: {words}",
        "文件可能已损坏或有密码；在 Word 或 WPS 中打开，另存为 .docx，再导入",
        "it may be damaged or have a password; open it in Word or WPS, save it as .docx and import that",
    ),
}
