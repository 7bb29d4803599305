"""Sentences said while reading an office's overlay, learning one, and making a template."""

from rectify_gen.messages import Message


def _said(zh: str, en: str) -> Message:
    return Message("info", zh, en)


TABLE: dict[str, Message] = {
    "not-a-length": Message(
        "error",
        zh="{title}“{value}”不是长度",
        en="'{value}' is not a length ({key})",
        zh_hint="写数字和单位，如 37毫米、3.7厘米、28磅；只写数字时，边距按毫米、行距按磅",
        en_hint="write a number with its unit: 37mm, 3.7cm, 28pt; a number alone is millimetres, for pitches points",
    ),
    "not-a-font-size": Message(
        "error",
        zh="{title}“{value}”不是字号",
        en="'{value}' is not a font size ({key})",
        zh_hint="写字号（初号至六号，如 三号、小四）或磅值（如 16磅）",
        en_hint="write a name (三号, 小四 …) or points (16pt)",
    ),
    "not-a-page-number": Message(
        "error",
        zh="页码样式“{value}”看不懂",
        en="the page number style '{value}' is not understood",
        zh_hint="写出第1页的样子，如 — 1 — 、-1- 、1",
        en_hint="write page one as it should look: — 1 —, -1-, 1",
    ),
    "out-of-range": Message(
        "error",
        zh="{title}“{value}”超出范围",
        en="'{value}' is out of range ({key})",
        zh_hint="应在 {low} 到 {high} {unit}之间",
        en_hint="between {low} and {high} {unit_en}",
    ),
    "lines-and-pitch": Message(
        "error",
        zh="每面行数（lines）和行距（line_pitch）只能写一个",
        en="give lines or line_pitch, not both",
        zh_hint="删去一个；另一个会算出来",
        en_hint="delete one; it follows from the other",
    ),
    "pitch-too-small-body": Message(
        "error",
        zh="行距 {pitch} 磅排不下 {size} 磅的正文",
        en="a line of {pitch} pt is too low for text of {size} pt",
        zh_hint="行距至少 {least} 磅（每面至多 {lines} 行），或正文字号至多 {largest} 磅",
        en_hint="a pitch of at least {least} pt (at most {lines} lines to a page), or text of at most {largest} pt",
    ),
    "pitch-too-small-imprint": Message(
        "error",
        zh="行距 {pitch} 磅排不下 {size} 磅的版记",
        en="a line of {pitch} pt is too low for an imprint of {size} pt",
        zh_hint="行距至少 {least} 磅（每面至多 {lines} 行），或版记字号至多 {largest} 磅",
        en_hint="a pitch of at least {least} pt (at most {lines} lines to a page), or an imprint of at most {largest} pt",
    ),
    "characters-too-many": Message(
        "error",
        zh="每行 {count} 字，{size} 磅的字会挤得相碰",
        en="with {count} characters to a line, characters of {size} pt would touch",
        zh_hint="版心宽 {width} 毫米，每行至多 {most} 字；要更多，缩小正文字号或页边距",
        en_hint="at most {most} on a line of {width} mm; for more, lower the size of the text or the margins",
    ),
    "characters-too-few": Message(
        "error",
        zh="版心宽 {width} 毫米，{size} 磅的正文每行只排 {count} 字，至少应为 {fewest} 字",
        en="a line of {width} mm holds {count} characters of {size} pt; at least {fewest} are needed",
        zh_hint="正文字号至多 {largest} 磅，或减小左右页边距",
        en_hint="text of at most {largest} pt, or smaller margins left and right",
    ),
    "title-too-wide": Message(
        "error",
        zh="标题 {size} 磅，{count} 字的一行排不进宽 {width} 毫米的版心",
        en="a title line of {count} characters of {size} pt does not fit a line of {width} mm",
        zh_hint="标题字号至多 {largest} 磅，或减小左右页边距",
        en_hint="a title of at most {largest} pt, or smaller margins left and right",
    ),
    "number-place": Message(
        "error",
        zh="页码不在版心与纸边之间：地脚 {bottom} 毫米，页码 {size} 磅",
        en="the page number is not between text and edge of the paper: bottom margin {bottom} mm, number {size} pt",
        zh_hint="页码距版心（page_number.below）在 {low} 至 {high} 毫米之间，或改地脚、页码字号",
        en_hint="page_number.below between {low} and {high} mm, or another bottom margin or size of the number",
    ),
    "number-place-none": Message(
        "error",
        zh="地脚 {bottom} 毫米排不下 {size} 磅的页码",
        en="a bottom margin of {bottom} mm has no room for a page number of {size} pt",
        zh_hint="地脚至少 {least} 毫米，或缩小页码字号",
        en_hint="a bottom margin of at least {least} mm, or a smaller number",
    ),
    "number-too-long": Message(
        "error",
        zh="三位数的页码有 {count} 字宽，{size} 磅时一行排不下",
        en="a page number of three digits is {count} characters wide, too long for one line at {size} pt",
        zh_hint="至多 {most} 字宽；缩短样式（page_number.style），或缩小页码字号",
        en_hint="at most {most} characters; shorten page_number.style, or lower the size of the number",
    ),
    "suffix-too-long": Message(
        "error",
        zh="联合行文时，标志后缀 {count} 字、{size} 磅，占去半行以上，排不下单位名称",
        en="in a joint document a suffix of {count} characters of {size} pt takes more than half of the line from the names",
        zh_hint="后缀至多 {most} 字（none 不排），或标志字号至多 {largest} 磅",
        en_hint="at most {most} characters (none for no suffix), or a mark of at most {largest} pt",
    ),
    "rule-too-near": Message(
        "error",
        zh="红色分隔线距发文字号 {distance} 毫米，会压到上面一行",
        en="a red rule {distance} mm below the document number would run into the line above it",
        zh_hint="至少 {least} 毫米",
        en_hint="at least {least} mm",
    ),
    "head-too-high": Message(
        "error",
        zh="发文机关标志距版心上边缘 {top} 毫米，首页排不下标题和正文",
        en="with the organ mark {top} mm below the type area, the first page has no room for title and text",
        zh_hint="至多 {most} 毫米，或减小上下页边距、标志字号、行距",
        en_hint="at most {most} mm, or smaller margins above and below, mark or pitch",
    ),
    "overlay-no-effect-ledger": Message(
        "info",
        zh="台账不随这几项改变：{keys}",
        en="the ledger does not follow {keys}",
        zh_hint="台账是横排的工作用表，页边距 20 毫米、页码居中；要改，在 Word 中改做好的模板",
        en_hint="it is a landscape working sheet with margins of 20 mm and centered numbers; change the template in Word",
    ),
    "overlay-no-effect-letter": Message(
        "info",
        zh="信函的页码不能低于首页下端红双线的位置，{keys} 不起作用",
        en="page numbers of a letter stand no lower than the double rule at its foot; {keys} has no effect",
        zh_hint="加大地脚（page.bottom），或减小 {keys}",
        en_hint="raise page.bottom, or lower {keys}",
    ),
    "column-unknown": Message(
        "error",
        zh="台账没有“{value}”这一栏",
        en="a ledger has no column '{value}'",
        zh_hint="可用的栏：{choices}，或它们的常见叫法",
        en_hint="columns: {choices}, or other usual names of them",
    ),
    "column-twice": Message(
        "error",
        zh="“{value}”与前面的一栏内容相同",
        en="'{value}' has the same facts as a column before it",
        zh_hint="删去一栏",
        en_hint="delete one of the two",
    ),
    "columns-without-ledger": Message(
        "error",
        zh="模板“{name}”不是台账，不能用 {option}",
        en="the template {name!r} is no ledger, so {option} is not for it",
        zh_hint="{option} 用于 template new ledger",
        en_hint="{option} is for template new ledger",
    ),
    "font-name": Message(
        "error",
        zh="“{name}”不能作字体名",
        en="'{name}' cannot be the name of a font",
        zh_hint="写 1 至 {limit} 个字符，与 Word 字体列表中的一致",
        en_hint="1 to {limit} characters, as Word's list of fonts has it",
    ),
    "learn-nothing": Message(
        "error",
        zh="没有认出公文的标题、正文等，学不出版式",
        en="neither title nor text of an official document is recognised, so that there is no layout to learn",
        zh_hint="换一份排好的通报、报告等公文，或用本程序的模板做成、在 Word 中调好的模板；扫描件和图片认不出",
        en_hint="take a finished notice or report, or a template of ours that was restyled in Word; scans and pictures do not do",
    ),
    "learn-left-out": Message(
        "info",
        zh="{key}（样张为 {value}）未写入：{reason_zh}",
        en="{key} ({value} in the sample) is left out: {reason_en}",
    ),
    "learn-no-such-value": Message(
        "info",
        zh="“{value}”超出版式可写的范围",
        en="an overlay takes no '{value}'",
    ),
    "learned": _said(
        "学到 {values} 项与国家标准不同的版式，{remarks} 条说明",
        "{values} departure(s) from the standard learned, {remarks} remark(s)",
    ),
    "learn-head": _said(
        "据 {source} 学得的本单位版式，只列与国家标准不同的项",
        "Learned from {source}: where it departs from the national standard",
    ),
    "learn-standard": _said(
        "版式与国家标准一致，没有不同的项", "No departure was found"
    ),
    "learn-seen": _said("见{place}", "seen in {place}"),
    "learn-seen-other": _said(
        "；另有 {count} 处为 {value}（{place}）",
        "; {count} more have {value} ({place})",
    ),
    "learn-remarks": _said(
        "样张中以下各处写不进版式，或与多数段落不同：",
        "Not in this overlay, or unlike most paragraphs:",
    ),
    "learn-remark": _said("{place}：{text}", "{place}: {text}"),
    "learn-page-setup": _said("页面设置", "page setup"),
    "learn-latin-follows": _said("随中文字体", "the Chinese font"),
}
