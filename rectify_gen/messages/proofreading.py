"""What a check of a Word file, web page or PDF says of the document itself."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "document-other": Message(
        severity="warning",
        zh="不像巡察整改情况的通报、报告或公示，只检查用字和标点：{found_zh}",
        en="this does not look like a notice of rectification after an inspection; only words and marks were checked: {found_en}",
    ),
    "document-without-sections": Message(
        severity="warning",
        zh="没有找到“一、二、三、”各部分，不检查结构",
        en="no sections (一、二、三、) were found, so the structure was not checked",
    ),
    "document-changes": Message(
        severity="warning",
        zh="文件中有 {count} 处修订，按全部接受检查；第一处：{text}",
        en="the file has {count} tracked changes, which were checked as accepted; the first: {text}",
        zh_hint="公开前接受或拒绝全部修订",
        en_hint="accept or reject all of them before it is published",
    ),
    "document-hidden": Message(
        severity="warning",
        zh="有隐藏文字，未检查：{text}",
        en="hidden text was not checked: {text}",
        zh_hint="公开前删去，或取消隐藏再检查",
        en_hint="delete it before it is published, or show it and check again",
    ),
    "document-struck": Message(
        severity="warning",
        zh="有删除线的文字：{text}",
        en="text with a line through it: {text}",
        zh_hint="公开前删去，或取消删除线",
        en_hint="delete it before it is published, or take the line away",
    ),
    "document-comment": Message(
        severity="info",
        zh="文件中有批注（{author}）：{text}",
        en="the file has a comment ({author}): {text}",
    ),
    "document-margin": Message(
        severity="info",
        zh="页眉、页脚未检查：{text}",
        en="a header or footer was not checked: {text}",
    ),
    "document-pictures": Message(
        severity="warning",
        zh="{count} 个图片、图表或嵌入对象中的文字未检查",
        en="the text of {count} pictures, charts or embedded objects was not checked",
        zh_hint="图中有正文的，请人工核对",
        en_hint="if one of them shows text of the notice, read it yourself",
    ),
    "document-placeholder": Message(
        severity="warning",
        zh="内容控件没有填写，还是提示文字：{text}",
        en="a form field was not filled in and shows its prompt: {text}",
        zh_hint="填写，或删去这个控件",
        en_hint="fill it in, or delete it",
    ),
    "document-symbol": Message(
        severity="warning",
        zh="有 Word 符号字体中的符号无法识别，未检查",
        en="a sign of a symbol font is not known and was not checked",
        zh_hint="改用普通字符",
        en_hint="write it as a usual character",
    ),
    "document-chunk": Message(
        severity="warning",
        zh="此处插入了另一份文件的内容，未检查",
        en="the content of another file is inserted here and was not checked",
        zh_hint="在 Word 中打开并另存一次，内容并入正文后再检查",
        en_hint="open the file in Word, save it once so that the content becomes its own, and check again",
    ),
    "document-active": Message(
        severity="info",
        zh="只检查文字，其余未运行：{zh}",
        en="only text was checked, nothing was run: {en}",
    ),
    "document-invisible": Message(
        severity="warning",
        zh="有 {count} 个看不见的字符（零宽字符等），检查时略过",
        en="{count} characters that nobody sees, such as zero-width ones, were passed over",
        zh_hint="用“查找和替换”删去",
        en_hint="delete them with Find and Replace",
    ),
    "document-control": Message(
        severity="warning",
        zh="有 {count} 个控制字符，检查时当作空格",
        en="{count} control characters were read as spaces",
    ),
    "document-field-code": Message(
        severity="warning",
        zh="有 {count} 处域代码（EQ \\o\\ac）露在正文里，检查时当作带圈序号",
        en="{count} field codes (EQ \\o\\ac) stand in the text, and were read as circled numbers",
        zh_hint="删去代码，改为①②③",
        en_hint="write ①②③ in their place",
    ),
}
