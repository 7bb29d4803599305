"""Sentences said while reading and writing workbooks (.xlsx)."""

from rectify_gen.messages import Message

_SAVE_ZH = "在 Excel 或 WPS 中打开，另存为“Excel 工作簿 (*.xlsx)”"
_SAVE_EN = "open it in Excel or WPS and save it as “Excel Workbook (*.xlsx)”"

TABLE: dict[str, Message] = {
    "xlsx-damaged": Message(
        "error",
        "不是完好的 .xlsx 文件：{reason}",
        "not an intact .xlsx file: {reason}",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "xlsx-other-kind": Message(
        "error",
        "不是 .xlsx 文件，而是{kind_zh}",
        "not a .xlsx file but {kind_en}",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "xlsx-binary": Message(
        "error",
        "这是二进制工作簿（.xlsb）",
        "a binary workbook (.xlsb)",
        _SAVE_ZH,
        _SAVE_EN,
    ),
    "xlsx-encrypted": Message(
        "error",
        "文件有密码保护",
        "the file is protected by a password",
        "在 Excel 或 WPS 中用密码打开，去掉密码，另存为 .xlsx",
        "open it with its password in Excel or WPS, remove the password and save it as .xlsx",
    ),
    "xlsx-too-large": Message(
        "error",
        "解压后超过 {limit} MB",
        "unpacks to more than {limit} MB",
        "删去图片和用不着的工作表，另存为 .xlsx",
        "delete pictures and sheets that are not needed and save it as .xlsx",
    ),
    "xlsx-too-many-parts": Message(
        "error",
        "压缩包里有超过 {limit} 个部件，不像正常的台账",
        "the package has more than {limit} parts, as no usual ledger has",
        "把需要的行复制到新工作簿，另存为 .xlsx",
        "copy the rows that are needed into a new workbook and save it as .xlsx",
    ),
    "xlsx-too-many-nodes": Message(
        "error",
        "内容有超过 {limit} 个 XML 元素和属性，不像正常的台账",
        "its parts have more than {limit} XML elements and attributes, as no usual ledger has",
        "把需要的行复制到新工作簿，另存为 .xlsx",
        "copy the rows that are needed into a new workbook and save it as .xlsx",
    ),
    "xlsx-merged": Message(
        "error",
        "工作表“{sheet}”合并的单元格太多",
        "sheet “{sheet}” merges too many cells",
        "取消整行、整列的合并",
        "unmerge whole rows and columns",
    ),
    "xlsx-macros": Message(
        "warning",
        "文件带有宏；宏没有运行，也没有读入",
        "the file carries macros; they were neither run nor read",
        "来历不明的，不要在 Excel 中启用宏",
        "do not enable them in Excel unless you know where they come from",
    ),
    "xlsx-external-links": Message(
        "warning",
        "文件链接到别的工作簿；链接没有打开",
        "the file links to other workbooks; the links were not followed",
        "需要那里的内容时，在 Excel 或 WPS 中复制，选择性粘贴为“数值”",
        "where their content is needed, copy the cells and paste them as values",
    ),
    "xlsx-drawings": Message(
        "warning",
        "文件里的图片、图表、文本框没有读入",
        "pictures, charts and text boxes of the file were not read",
        "文本框中的文字请抄到单元格里",
        "copy the words of text boxes into cells",
    ),
    "xlsx-formulas": Message(
        "warning",
        "工作表“{sheet}”有 {count} 个单元格是公式，没有取计算结果：{places}",
        "sheet “{sheet}” has {count} cell(s) with formulas, whose results were not taken: {places}",
        "在 Excel 或 WPS 中复制这些单元格，选择性粘贴为“数值”，保存后再读",
        "copy these cells in Excel or WPS, paste them as values, save, and read again",
    ),
    "xlsx-error-values": Message(
        "warning",
        "工作表“{sheet}”有 {count} 个单元格是错误值（#REF! 之类）：{places}",
        "sheet “{sheet}” has {count} cell(s) with error values such as #REF!: {places}",
        "在 Excel 或 WPS 中改正",
        "correct them in Excel or WPS",
    ),
    "xlsx-covered": Message(
        "warning",
        "工作表“{sheet}”有 {count} 个单元格被合并单元格盖住，看不见，没有读入：{places}",
        "sheet “{sheet}” has {count} cell(s) that a merged cell covers, which were not read: {places}",
        "需要时取消合并，把内容抄出来",
        "unmerge the cells and copy what is needed",
    ),
    "xlsx-hidden-sheet": Message(
        "info",
        "工作表“{sheet}”是隐藏的",
        "sheet “{sheet}” is hidden",
    ),
    "xlsx-hidden-rows": Message(
        "info",
        "工作表“{sheet}”有 {count} 行是隐藏的，照样读入：第 {places} 行",
        "sheet “{sheet}” has {count} hidden row(s), which were read all the same: {places}",
    ),
    "xlsx-hidden-columns": Message(
        "info",
        "工作表“{sheet}”有 {count} 列是隐藏的，照样读入：{places}",
        "sheet “{sheet}” has {count} hidden column(s), which were read all the same: {places}",
    ),
    "xlsx-no-library": Message(
        "error",
        "写 Excel 工作簿要装 openpyxl",
        "writing workbooks needs openpyxl",
        "运行 pip install 'rectify-gen[excel]'",
        "run pip install 'rectify-gen[excel]'",
    ),
}
