"""Sentences said while reading a YAML file and typing it by the model."""

from rectify_gen.messages import Message

_QUOTE_ZH = '若这就是正文，请用引号括起来："…"'
_QUOTE_EN = 'if this is text, put it in quotes: "…"'

TABLE: dict[str, Message] = {
    "file-unreadable": Message(
        "error",
        "无法读取文件：{reason}",
        "cannot read the file: {reason}",
        "检查路径，并确认它是文件、没有被其他程序占用",
        "check the path, and that it is a file that no other program holds",
    ),
    "file-too-large": Message(
        "error",
        "文件过大：{size} 字节，上限 {limit} 字节",
        "file is too large: {size} bytes, the limit is {limit}",
        "一篇通报不会这么大，检查是不是选错了文件",
        "no notice is that large; check that this is the right file",
    ),
    "encoding-damaged": Message(
        "error",
        "这里的字符已损坏，既不是 UTF-8 也不是 GB18030（第 {at} 字节）",
        "damaged characters: neither UTF-8 nor GB18030 (byte {at})",
        "打开原文件，用“另存为 → 编码：UTF-8”重新保存；不是文本文件（如 .docx）不能直接读",
        "open the original and save it again with encoding UTF-8; a .docx cannot be read as YAML",
    ),
    "encoding-legacy": Message(
        "info", "按 {encoding} 编码读取", "read as {encoding}", "建议另存为 UTF-8", "saving it as UTF-8 is safer"
    ),
    "file-empty": Message(
        "error",
        "文件里没有内容",
        "the file is empty",
        "用 rectify-gen new 写一份起草样稿",
        "rectify-gen new writes a starter file",
    ),
    "yaml-syntax": Message(
        "error",
        "YAML 写法有误（{problem}）",
        "YAML syntax: {problem}",
        "检查此处及上一行的缩进、冒号和引号",
        "check indentation, colon and quotes here and on the line before",
    ),
    "yaml-tab": Message(
        "error",
        "缩进用了制表符（Tab）",
        "a tab is used for indentation",
        "改用空格缩进，每级两个空格",
        "indent with spaces, two for each level",
    ),
    "yaml-colon": Message(
        "error",
        "键“{key}”后面是全角冒号“：”",
        "key '{key}' is followed by a full-width colon",
        "改为半角冒号加空格：{key}: …",
        "write a half-width colon and a space: {key}: …",
    ),
    "yaml-colon-space": Message(
        "error",
        "键“{key}”的冒号后面缺空格",
        "a space is missing after the colon of key '{key}'",
        "冒号后面加一个空格：{key}: …",
        "write a space after the colon: {key}: …",
    ),
    "yaml-colon-in-text": Message(
        "error",
        "文字里有半角冒号加空格，会被当作又一个键",
        "the text holds a colon and a space, which makes it look like another key",
        "改用全角冒号“：”，或把整段文字用引号括起来",
        "write a full-width colon (：), or put the whole text in quotes",
    ),
    "yaml-indicator": Message(
        "error",
        "这里的文字以 {sign} 开头，这个符号在 YAML 里另有用途",
        "this text begins with {sign}, which means something else in YAML",
        "把整段文字用单引号括起来：'…'",
        "put the whole text in single quotes: '…'",
    ),
    "yaml-escape": Message(
        "error",
        "双引号里的反斜杠 \\ 后面不是有效的写法",
        "what follows the backslash in these double quotes has no meaning",
        "把双引号改成单引号：'…'，或去掉反斜杠",
        "use single quotes: '…', or delete the backslash",
    ),
    "yaml-key-invisible": Message(
        "error",
        "键的前面或中间有看不见的字符 {character}",
        "the key holds the invisible character {character}",
        "删去它；缩进只用半角空格",
        "delete it; indent with ordinary spaces",
    ),
    "yaml-quote-open": Message(
        "error",
        "引号没有配对",
        "this quote is never closed",
        "在这段文字末尾补上同样的引号",
        "write the same quote at the end of the text",
    ),
    "yaml-indent": Message(
        "error",
        "缩进与上面的行对不齐",
        "the indentation does not fit the lines before",
        "同一级的行左端对齐，下一级多缩进两个空格",
        "align lines of one level; indent the next level by two spaces",
    ),
    "yaml-second-document": Message(
        "error",
        "同一文件里有第二个 YAML 文档（--- 之后）",
        "a second YAML document starts here (after ---)",
        "一个文件只写一份通报",
        "keep one notice in one file",
    ),
    "yaml-tag": Message(
        "error",
        "“{tag}”会被 YAML 当作标签，这里不能用",
        "YAML tags such as {tag} are not part of the vocabulary",
        _QUOTE_ZH,
        _QUOTE_EN,
    ),
    "yaml-anchor": Message(
        "error",
        "“&{name}”会被 YAML 当作锚点，这里不能用",
        "YAML anchors such as &{name} are not part of the vocabulary",
        _QUOTE_ZH,
        _QUOTE_EN,
    ),
    "yaml-alias": Message(
        "error",
        "“*{name}”会被 YAML 当作别名，这里不能用",
        "YAML aliases such as *{name} are not part of the vocabulary",
        "照写一遍原文；" + _QUOTE_ZH,
        "write the text out again; " + _QUOTE_EN,
    ),
    "yaml-depth": Message(
        "error",
        "嵌套超过 {limit} 层",
        "nested deeper than {limit} levels",
        "检查缩进和方括号、花括号",
        "check indentation, brackets and braces",
    ),
    "yaml-not-mapping": Message(
        "error",
        "文件顶层应是“键: 值”的形式",
        "the top of the file must be 'key: value' lines",
        "若这是通报的文字，用 rectify-gen import 转成 YAML；样稿用 rectify-gen new 生成",
        "rectify-gen import turns the text of a notice into YAML; rectify-gen new writes a sample",
    ),
    "yaml-key": Message(
        "error", "冒号前面应是一个键（一个英文词，如 kind）", "a key must be one plain word", _QUOTE_ZH, _QUOTE_EN
    ),
    "duplicate-key": Message(
        "error",
        "键“{key}”重复；第 {first} 行已有",
        "key '{key}' is given twice; first on line {first}",
        "删去其中一个",
        "delete one of the two",
    ),
    "empty-value": Message(
        "error",
        "键“{key}”后面没有内容",
        "key '{key}' has no value",
        "填写内容，或删去这一行",
        "write a value, or delete the line",
    ),
    "empty-entry": Message(
        "error",
        "列表里有一个空项",
        "an empty entry in a list",
        "填写内容，或删去这一行",
        "write a value, or delete the line",
    ),
    "character-illegal": Message(
        "error",
        "含有不可见的控制字符 {character}",
        "holds the control character {character}",
        "删去该字符（多为从网页或 PDF 粘贴带入）",
        "delete it (it usually comes from pasting web pages or PDF)",
    ),
    "unknown-key": Message(
        "error", "没有“{key}”这个键", "there is no key '{key}' here", "{suggestion_zh}", "{suggestion_en}"
    ),
    "missing-key": Message(
        "error", "缺少“{key}”（{title}）", "'{key}' ({title}) is missing", "补上 {key}: …", "add {key}: …"
    ),
    "wrong-kind": Message(
        "error",
        "{title}应是{expected_zh}，这里是{found_zh}",
        "'{key}' must be {expected_en}, this is {found_en}",
        "{advice_zh}",
        "{advice_en}",
    ),
    "too-few": Message(
        "error", "{title}不能为空", "'{key}' must not be empty", "至少写一项", "write at least one entry"
    ),
    "not-a-choice": Message(
        "error",
        "“{value}”不是 {key}（{title}）的可选值",
        "'{value}' is not a value of '{key}'",
        "{choices_zh}",
        "{choices_en}",
    ),
    "not-a-date": Message(
        "error",
        "“{value}”不是日期",
        "'{value}' is not a date",
        "写作 2024-03-27 或 2024年3月27日，并确有这一天",
        "write 2024-03-27 or 2024年3月27日, a day that exists",
    ),
    "not-a-count": Message(
        "error",
        "“{value}”不是整数",
        "'{value}' is not a whole number",
        "只写阿拉伯数字，如 52",
        "write digits only, such as 52",
    ),
    "not-an-ordinal": Message(
        "error",
        "{title}应是 1 到 999 的整数，这里是“{value}”",
        "'{key}' must be a whole number from 1 to 999, this is '{value}'",
        "只写阿拉伯数字，如 4",
        "write digits only, such as 4",
    ),
    "not-a-flag": Message(
        "error",
        "{title}应为 true 或 false，这里是“{value}”",
        "'{key}' must be true or false, this is '{value}'",
        "是写 true，否写 false",
        "write true for yes, false for no",
    ),
    "not-a-form": Message(
        "error",
        "句式“{value}”里应有且仅有一个 {{}}",
        "form '{value}' must hold {{}} exactly once",
        "{{}} 处填入问题名称，如：关于“{{}}”问题的整改",
        "{{}} stands for the problem's name: 关于“{{}}”问题的整改",
    ),
    "not-a-mark": Message(
        "error",
        "“{value}”看不出序号样式",
        "'{value}' shows no kind of numbering",
        "写出第一个序号，如 （一）、1.、①；不编号写 none",
        "write the first mark, such as （一）, 1. or ①; or none",
    ),
    "text-empty": Message(
        "error", "{title}只有空白", "'{key}' is blank", "填写内容，或删去这一行", "write a value, or delete the line"
    ),
    "text-line-break": Message(
        "error",
        "{title}里有换行",
        "'{key}' holds a line break",
        "每个自然段单独写成列表的一项（- …）",
        "make each paragraph an entry of its own (- …)",
    ),
    "member-kind": Message(
        "error",
        "内容的一项应是文字，或有 text、heading、problem、label 中的一个（或只有 measures）",
        "an entry of content is text, or has one of text, heading, problem, label (or measures alone)",
        "{advice_zh}",
        "{advice_en}",
    ),
    "prose-kind": Message(
        "error",
        "此处只能写自然段（文字，或 text 加 measures）",
        "only paragraphs may stand here (text, or text with measures)",
        "标题、问题等写到 sections 里",
        "headings and problems belong in sections",
    ),
    "heading-missing": Message(
        "error",
        "没有 role 或 role 为 other 的部分必须写 heading",
        "a section without role, or with role other, needs a heading",
        "补上 heading: …，或给出 role",
        "add heading: …, or give its role",
    ),
    "publication-incomplete": Message(
        "error",
        "公开期限应写 start 和 end，或只写 text",
        "publication needs start and end, or text alone",
        "有确切日期就写 start 和 end，没有就写 text: …",
        "write start and end where the dates are known, else text: …",
    ),
    "label-missing": Message(
        "error",
        "没有 kind 或 kind 为 other 的联系方式必须写 label",
        "a contact without kind, or of kind other, needs a label",
        "写成列表的一项：- {{kind: other, label: 名称：, value: …}}",
        "write it as an entry of a list: - {{kind: other, label: …, value: …}}",
    ),
}
