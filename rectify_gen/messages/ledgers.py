"""Sentences said while reading, merging and writing ledgers (整改台账) as workbooks."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {
    "ledger-none": Message(
        "error",
        zh="没有找到台账：没有一张工作表的前40行里有“问题”或“整改任务”和另一个认得的列名",
        en="no ledger found: no sheet has a column of problems or tasks and another known one within its first 40 rows",
        zh_hint="列名写作：序号、方面、问题、整改目标、整改措施、整改进展、整改状态、责任领导、责任科室、责任人、整改时限、佐证材料、销号时间",
        en_hint="name the columns 序号, 方面, 问题, 整改目标, 整改措施, 整改进展, 整改状态, 责任领导, 责任科室, 责任人, 整改时限, 佐证材料, 销号时间",
    ),
    "ledger-sheet-unread": Message(
        "warning",
        zh="工作表“{sheet}”不是台账，未导入",
        en="sheet “{sheet}” holds no ledger and was not imported",
        zh_hint="如是台账，请在表头写明“问题”“整改措施”等列名",
        en_hint="if it is one, name its columns 问题, 整改措施 and so on",
    ),
    "ledger-column-unknown": Message(
        "warning",
        zh="不认得“{title}”这一列；内容作为注释留在各问题旁",
        en="column “{title}” is not known; what it says is kept as comments beside the problems",
        zh_hint="如是整改措施、责任领导等内容，把列名改成这样的说法再导入",
        en_hint="if it holds measures, leaders or the like, name it so (整改措施, 责任领导 …) and import again",
    ),
    "ledger-value-unread": Message(
        "warning",
        zh="“{title}”里的“{text}”看不懂，作为注释保留",
        en="“{text}” under “{title}” is not understood and kept as a comment",
        zh_hint="核对后手工填写",
        en_hint="check it and fill in the value by hand",
    ),
    "ledger-kept": Message(
        "info",
        zh="台账上还写着：{text}",
        en="the ledger also says: {text}",
    ),
    "ledger-status-differs": Message(
        "warning",
        zh="同一问题各行的整改状态不同，没有写 status：{text}",
        en="the rows of one problem have different statuses; status was left out: {text}",
        zh_hint="核对后填写 status",
        en_hint="check them and fill in status",
    ),
    "ledger-days-differ": Message(
        "warning",
        zh="同一问题各行的销号日期不同，没有写 closed_on：{text}",
        en="the rows of one problem have different days of closing; closed_on was left out: {text}",
        zh_hint="核对后填写 closed_on",
        en_hint="check them and fill in closed_on",
    ),
    "ledger-joined": Message(
        "info",
        zh="同一问题各行的“{title}”不同，已合写：{text}",
        en="the rows of one problem differ under “{title}” and were joined: {text}",
    ),
    "ledger-deadlines-joined": Message(
        "warning",
        zh="同一问题各行的“{title}”不同，已合写：{text}",
        en="the rows of one problem differ under “{title}” and were joined: {text}",
        zh_hint="核对是否这样写",
        en_hint="check whether it should read so",
    ),
    "ledger-sheet-hidden": Message(
        "warning",
        zh="工作表“{sheet}”是隐藏的，未导入",
        en="sheet “{sheet}” is hidden and was not imported",
        zh_hint="需要时在 Excel 或 WPS 中取消隐藏",
        en_hint="unhide it in Excel or WPS where it is needed",
    ),
    "ledger-sheets-differ": Message(
        "warning",
        zh="另一张工作表上同一问题的{title}不同：{text}",
        en="another sheet has another {title} for the same problem: {text}",
        zh_hint="以先出现的为准；核对后改正",
        en_hint="the first sheet was taken; check and correct it",
    ),
    "ledger-measures-differ": Message(
        "warning",
        zh="另一张工作表上同一问题的整改措施不同，未导入",
        en="another sheet has other measures for the same problem, which were not imported",
        zh_hint="以先出现的为准；核对后改正",
        en_hint="the first sheet was taken; check and correct it",
    ),
    "ledger-regrouped": Message(
        "info",
        zh="“{problem}”归到前面的“{area}”下",
        en="“{problem}” was put to its area “{area}”, which began further up",
    ),
    "ledger-text-around": Message(
        "info",
        zh="这一行不是问题，未导入：{text}",
        en="this row is no problem and was not imported: {text}",
    ),
    "ledger-cell-full": Message(
        "error",
        zh="台账第{number}行“{problem}”的文字超过一个单元格能放的 {limit} 个字符",
        en="row {number} of the ledger, “{problem}”, has more text than the {limit} characters that a cell can hold",
        zh_hint="生成 Word 台账：-o 台账.docx；或把问题拆开",
        en_hint="build a ledger in Word (-o ledger.docx), or divide the problem",
    ),
    "ledger-facts-missing": Message(
        "info",
        zh="台账里没有通报要写的{names}等，请补写",
        en="a ledger does not hold all that a notice prints; fill in: {names}",
    ),
}
