"""Sentences said while reading an office's overlay and making a template."""

from rectify_gen.messages import Message

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
    "pitch-too-small": Message(
        "error",
        zh="行距 {pitch} 磅小于正文字号 {size} 磅，文字会被裁掉上下",
        en="a line of {pitch} pt would clip characters of {size} pt",
        zh_hint="加大行距，或缩小正文字号、减少每面行数",
        en_hint="raise the pitch, or lower the size of the text or the number of lines",
    ),
    "ledger-column-unknown": Message(
        "error",
        zh="台账没有“{value}”这一栏",
        en="a ledger has no column '{value}'",
        zh_hint="可用的栏：{choices}，或它们的常见叫法",
        en_hint="columns: {choices}, or other usual names of them",
    ),
    "ledger-column-twice": Message(
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
}
