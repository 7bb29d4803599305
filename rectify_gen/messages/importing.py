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
        zh="第 {line} 行是页码或页眉，未导入：{text}",
        en="line {line} is a page number or running header and was left out: {text}",
    ),
    "import-web-page": Message(
        severity="warning",
        zh="第 {line} 行像是网页上的附带文字，未导入：{text}",
        en="line {line} looks like a part of the web page, not of the notice, and was left out: {text}",
        zh_hint="如是正文，请手工补入",
        en_hint="if it belongs to the text, add it by hand",
    ),
}
