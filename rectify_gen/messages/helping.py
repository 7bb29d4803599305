"""What --help says: commands, arguments and options."""

from rectify_gen.messages import Message


def _said(zh: str, en: str) -> Message:
    return Message("info", zh, en)


TABLE: dict[str, Message] = {
    "help-import-source": _said(
        "已发布的通报：.docx、.txt、网页（.html、.mht）、有文字的 .pdf，或 Excel 台账（.xlsx）；装有 LibreOffice 时还有 .doc、.wps、.odt、.rtf；- 表示标准输入。",
        "A published notice: .docx, .txt, a web page (.html, .mht), a .pdf with text, a ledger in Excel (.xlsx) or, with LibreOffice, .doc, .wps, .odt, .rtf; "
        "- is standard input.",
    ),
    "help-import-force": _said(
        "覆盖已有文件；有错误也写出 YAML。",
        "Overwrite an existing file, and write the YAML in spite of errors.",
    ),
    "help-import-normalize": _said(
        "改正全角半角、序号、引号、破折号、多余的空格和残留的代码，并逐处列出；不写则一字不改。",
        "Correct widths, marks, quotation marks, dashes, stray blanks and leaked codes, and list each correction; "
        "without it, no character is changed.",
    ),
    "help-import-format": _said(
        "报告格式：text、json（结构见 schemas/import.schema.json）。",
        "Format of the report: text, or json (described by schemas/import.schema.json).",
    ),
    "help-onto": _said(
        "把 Word 文件或 Excel 台账中的修改写回这个 YAML，其余原样不动。",
        "Bring what was changed in the Word file or the ledger (.xlsx) back into this YAML; all else stays as it is.",
    ),
    "help-base": _said(
        "配合 --onto：生成这份 Word 文件时的 YAML（此后 YAML 又改过）。",
        "With --onto: the YAML that the document was built from, where it was changed since.",
    ),
    "help-onto-diff": _said(
        "配合 --onto：只显示 YAML 将怎样改动，不写文件。",
        "With --onto: show how the YAML would change; write nothing.",
    ),
    "help-docx": _said("Word 文件。", "A Word file."),
    "help-template-kind": _said(
        "{templates}。",
        "{templates}.",
    ),
    "help-overlay": _said(
        "本单位与国家标准不同之处，YAML；写法见 templates/overlay.yaml。",
        "Where your office departs from the standard, in YAML; see templates/overlay.yaml.",
    ),
    "help-layout": _said(
        "连同版式一起检查（GB/T 9704-2012，及项目配置的 layout）；没有标记的成文只查版式。",
        "Also check the layout, against GB/T 9704-2012 and the layout of the project; finished documents get only this check.",
    ),
    "help-latin": _said(
        '数字和字母的字体，如 "Times New Roman"；默认随中文字体。',
        'Font of digits and letters, such as "Times New Roman"; default: that of the Chinese text.',
    ),
    "help-preprinted": _said(
        "套打：纸上已印好发文机关标志和红线时用，文件里不再排，其余位置不变；用于 redhead、letter。",
        "For paper that bears the organ mark and the red rules already (套打): they are left out, all else stays in its place; for redhead and letter.",
    ),
    "help-columns": _said(
        "台账的各栏，从左到右，如 序号,方面,问题,整改措施,状态；“方面”一栏按方面合并单元格。默认各栏都有，方面各占一行。",
        "Columns of the ledger from left to right, by their Chinese titles or codes: 序号,方面,问题,整改措施,状态; the cells of 方面 are merged. Default: all columns, and a row for each area.",
    ),
    "help-drop-empty": _said(
        "台账中各行都没有内容的列，生成时不排，其余各列相应加宽。",
        "Leave out columns of the ledger in which no row has anything when a document is built; the others become wider.",
    ),
    "help": _said(
        "把 YAML 数据变成巡察整改进展情况通报：先校验，再按 GB/T 9704-2012 生成 Word 文件。",
        "From YAML to official rectification notices: checked, then laid out in Word to GB/T 9704-2012.",
    ),
    "help-examples": _said(
        "\b\n常用：\n  rectify-gen new 通报.yaml            写一份样稿，照着改\n"
        "  rectify-gen validate 通报.yaml       列出全部问题\n"
        "  rectify-gen preview 通报.yaml        在浏览器里边写边看\n"
        "  rectify-gen build 通报.yaml          生成 通报.docx\n"
        "  rectify-gen import 旧通报.txt -o 通报.yaml\n\n"
        "退出码：0 正常，1 有待改正，2 用法不对，3 环境或模板不可用。",
        "\b\nTypical use:\n  rectify-gen new notice.yaml          a starter file to edit\n"
        "  rectify-gen validate notice.yaml     list every problem\n"
        "  rectify-gen preview notice.yaml      see it in the browser while writing\n"
        "  rectify-gen build notice.yaml        make notice.docx\n"
        "  rectify-gen import old.txt -o notice.yaml\n\n"
        "Exit codes: 0 fine, 1 problems found, 2 usage, 3 environment or template.",
    ),
    "help-new": _said(
        "写一份带注释的样稿。\n\n原样即可校验和生成；照着改成本单位的内容。以 .xlsx 结尾的，写成在 Excel 或 WPS 里填写的工作簿；名为 rectify-gen.yaml 的，写成项目配置。",
        "Write a commented starter file.\n\nIt validates and builds as it is; edit it into your own. If PATH ends with .xlsx, a workbook to fill in with Excel or WPS is written; if it is named rectify-gen.yaml, a project file.",
    ),
    "help-validate": _said(
        "校验 YAML 文件，或直接校验 Word 文件。\n\n一次列出全部问题，各有行列（Word 文件为段落）、原文和建议。有错误时退出码为 1。",
        "Check YAML files, or Word files as they are.\n\nAll problems in one run, with line and column (paragraph of a Word file) and what to do. Exit 1 if there is an error.",
    ),
    "help-build": _said(
        "由 YAML 生成 Word 文件。\n\nPATH 可以是文件或文件夹。一份出错不影响其余；出错的保留旧文件不动。",
        "Build Word files from YAML.\n\nPATH is a file or a folder. One that fails does not stop the others, and its old document stays as it was.",
    ),
    "help-import": _said(
        "把已发布的通报读成 YAML。\n\n读 .docx、.txt、保存的网页和有文字的 PDF；认出单位、巡察情况、各部分、问题、措施、期限、联系方式和落款，不丢一个字。",
        "Read a published notice into YAML.\n\nReads .docx, .txt, saved web pages and PDFs with text; recognises organisation, inspection, sections, problems, measures, period, contacts and signature, and loses no character.",
    ),
    "help-text": _said(
        "打印 Word 文件的纯文本。", "Print the plain text of a Word file."
    ),
    "help-schema": _said(
        "打印 JSON Schema。\n\n供编辑器补全、提示和 CI 校验 YAML 之用。",
        "Print the JSON Schema.\n\nEditors and CI use it to complete and validate the YAML.",
    ),
    "help-schema-of": _said(
        "notice 通报；project 项目配置 rectify-gen.yaml。",
        "Which schema: notice (default) or project (rectify-gen.yaml).",
    ),
    "help-template": _said("列出或制作 Word 模板。", "List or make Word templates."),
    "help-template-check": _said(
        "检查 Word 模板。\n\n不需要数据。正文、表格、页眉、页脚、脚注和文档属性里的每个标记都检查，一次列出全部问题，各有位置和改法。"
        "有错误时退出码为 1；文件根本不是模板时为 3。",
        "Check Word templates, without any data.\n\nEvery tag of body, tables, headers, footers, footnotes and document "
        "properties; all problems in one run, with place and remedy. Exit 1 if there is an error, 3 if a file is no template.",
    ),
    "help-template-fields": _said(
        "列出模板可以打印的全部内容。\n\n各有类型、中文名称、是否可能没有、样例；docx 格式可直接复制标记。",
        "List everything that a template may print.\n\nWith type, title, whether it may be absent, and a sample; "
        "the docx format is for copying tags from.",
    ),
    "help-template-file": _said(
        "模板（.docx）或文件夹。", "Template (.docx) or folder."
    ),
    "help-comments": _said(
        "另存一份模板，问题以批注标在原处。",
        "Write a copy of the template with the problems as Word comments.",
    ),
    "help-fields-format": _said(
        "输出格式：text、json、docx。", "Format: text, json, docx."
    ),
    "help-template-list": _said(
        "列出自带模板及其位置。", "List the shipped templates."
    ),
    "help-template-new": _said(
        "制作一个 Word 模板。\n\n按 GB/T 9704-2012 排好，可在 Word 或 WPS 中改版式，不需要懂 Python。",
        "Make a Word template.\n\nLaid out to GB/T 9704-2012; restyle it in Word or WPS, no Python needed.",
    ),
    "help-template-learn": _said(
        "由一份排好的公文或旧模板学出本单位版式。\n\n只写与国家标准不同的项，每项注明见于哪一段；写不进版式的另行列出。用法：template new notice --overlay 版式.yaml",
        "Learn your office's layout from a finished document or an old template.\n\nOnly where it departs from the standard is written, each value with the paragraph that shows it; what an overlay cannot say is listed. Then: template new notice --overlay layout.yaml",
    ),
    "help-sample": _said(
        "样张：.docx，或 .doc、.wps、.rtf、.odt（要有 LibreOffice）。",
        "The sample: .docx, or .doc, .wps, .rtf, .odt through LibreOffice.",
    ),
    "help-output-overlay": _said(
        "写到这个 YAML 文件；默认写到屏幕。",
        "Write to this YAML file; default: standard output.",
    ),
    "help-path": _said(
        "YAML 文件、通报工作簿（.xlsx）或文件夹。",
        "YAML file, notice workbook (.xlsx) or folder.",
    ),
    "help-lang": _said(
        "提示语言：zh 或 en；默认随系统。",
        "Language of messages: zh or en; the system's by default.",
    ),
    "help-debug": _said(
        "程序内部出错时显示详情；也可设环境变量 RECTIFY_GEN_DEBUG=1。",
        "Show details of internal errors; RECTIFY_GEN_DEBUG=1 does the same.",
    ),
    "help-quiet": _said(
        "不显示进度和小结，报告里只列错误。",
        "No progress, no summary, and only errors.",
    ),
    "help-version": _said("显示版本。", "Show the version."),
    "help-strict": _said("有警告也算不通过。", "Warnings count as failures."),
    "help-fix": _said(
        "在 YAML 文件中改正有把握的标点和用词，其余一字不动，再报告剩下的问题。豁免的不改。",
        "Fix the safe faults of marks and words in the YAML itself, touch nothing else, then report what is left. "
        "What is waived stays.",
    ),
    "help-unsafe": _said(
        "与 --fix 同用：没有十足把握的也改，改后请逐处核对；先用 --diff 看一遍。",
        "With --fix: also make fixes that may be wrong; look at each of them, best with --diff first.",
    ),
    "help-diff": _said(
        "与 --fix 同用：只显示将改什么，不写文件；有可改的则退出码为 1。",
        "With --fix: only show what would change, write nothing; exit 1 where something would.",
    ),
    "help-project": _said(
        "项目文件夹：连同其中 rectify-gen.yaml 声明的自定义项（fields）。",
        "The folder of a project: also what its rectify-gen.yaml declares below fields.",
    ),
    "help-keys": _said(
        "键和选项用中文（zh）还是英文（en）书写。",
        "Write keys and choices in Chinese (zh) or English (en).",
    ),
    "help-doctor": _said(
        "检查本机的字体、LibreOffice 和可选组件。\n\n缺了什么、影响什么、怎样补上。",
        "Check this machine's fonts, LibreOffice and extras.\n\nWhat is missing, what that costs, how to get it.",
    ),
    "help-preview": _said(
        "在浏览器里预览：每次保存后显示检查结果和草稿。\n\n只在本机显示，不写任何文件。须先安装 rectify-gen[preview]。",
        "Show reports and a draft in the browser, again at each save.\n\nOnly this machine can see them, and nothing is written. Needs rectify-gen[preview].",
    ),
    "help-path-preview": _said(
        "YAML 文件、通报工作簿（.xlsx）、文件夹，或模板（.docx，套用示例数据）；不写则预览 rectify-gen.yaml 所说的整个项目。",
        "YAML file, notice workbook (.xlsx), folder, or template (.docx, shown with sample data); without one, the project of rectify-gen.yaml.",
    ),
    "help-preview-port": _said(
        "用这个端口；不写则自动选用空闲端口。",
        "Use this port; without it, a free one.",
    ),
    "help-preview-no-open": _said(
        "不打开浏览器，只显示地址。",
        "Only print the address, and open no browser.",
    ),
    "help-open": _said(
        "生成后打开；几份时打开所在文件夹。",
        "Open the document afterwards; of several, their folder.",
    ),
    "help-vscode": _said(
        "同时为 VS Code 写好设置、扩展建议和补全用的 JSON Schema。",
        "Also write settings, extension advice and the JSON Schema for VS Code.",
    ),
    "help-document-comments": _said(
        "校验一份 Word 文件时：另存一份，每个问题写成一条批注，标在出错的字上。",
        "Where one Word file is checked: write a copy with each report as a comment at its characters.",
    ),
    "help-revisions": _said(
        "同上：另存一份，有把握的改正写成修订，在 Word 里接受或拒绝；与 --comments 同名则写在一份里。",
        "The same: write a copy with the safe fixes as tracked changes, to accept or reject in Word; "
        "with the path of --comments, both go into one copy.",
    ),
    "help-baseline": _said(
        "已知问题的清单：其中的不再报告，只报新出现的；已经消失的提醒删去。不写则用项目配置的 baseline。",
        "A list of known problems: they are not reported again, new ones are, and entries that are gone are named. "
        "Default: the baseline of the project.",
    ),
    "help-update-baseline": _said(
        "把现有的问题全部写进清单（没有就新建），已经消失的从中删去。",
        "Write all that is reported now into the baseline, which is made if need be, and drop what is gone.",
    ),
    "help-only": _said(
        "只报告这个代码；可写几次，也可用逗号分开。",
        "Report this code only; may be given several times, or with commas.",
    ),
    "help-ignore": _said(
        "不报告这个代码；可写几次，也可用逗号分开。",
        "Leave this code out; may be given several times, or with commas.",
    ),
    "help-severity": _said(
        "最低报告到哪一级：error 错误、warning 警告、info 提示。",
        "The least grave to report: error, warning or info.",
    ),
    "help-statistics": _said(
        "只列出每个代码有几处。",
        "List only how many there are of each code.",
    ),
    "help-rules": _said(
        "列出规则，或解释一个代码。\n\n规则说明查什么、为什么（依据）、错例和正例、能否自动改正、怎样豁免；其他代码说明报告什么、怎么办。",
        "List the rules, or explain a code.\n\nA rule says what it looks for, why and on what basis, what it reports and what not, whether --fix corrects it, and how to waive it. Any other code says what it reports and what to do.",
    ),
    "help-rule": _said(
        "规则或其他报告的代码，如 date-order、not-a-date。",
        "Code of a rule or of any other report, such as date-order or not-a-date.",
    ),
    "help-format": _said(
        "输出格式：text、json、sarif、github。",
        "Format of the report: text, json, sarif, github.",
    ),
    "help-output": _said(
        "输出的文件或文件夹。默认写在 YAML 旁边。",
        "File or folder to write to. Default: beside the YAML.",
    ),
    "help-output-file": _said(
        "写到这个文件；不给则打印到标准输出。",
        "Write to this file; without it, to standard output.",
    ),
    "help-output-template": _said(
        "写到这个文件；默认为 KIND.docx。", "Write to this file; default: KIND.docx."
    ),
    "help-template-option": _said(
        "模板名（{templates}）或 .docx 路径；默认随文种。",
        "Template name ({templates}) or path of a .docx; default: by kind.",
    ),
    "help-path-project": _said(
        "YAML 文件、通报工作簿（.xlsx）或文件夹；也可以是一份 Word 文件、网页或 PDF；不写则检查 rectify-gen.yaml 所说的整个项目。",
        "YAML file, notice workbook (.xlsx) or folder; or a Word file, web page or PDF; without one, the project of rectify-gen.yaml.",
    ),
    "help-path-build": _said(
        "YAML 文件、通报工作簿（.xlsx）或文件夹；不写则按 rectify-gen.yaml 生成整个项目。",
        "YAML file, notice workbook (.xlsx) or folder; without one, the project of rectify-gen.yaml.",
    ),
    "help-build-check": _said(
        "不写文件；Word 文件缺少、过时或被手工改过，则说明差异，退出码为 1。",
        "Write nothing; report what is missing, stale or edited by hand, and exit 1.",
    ),
    "help-build-prune": _said(
        "删除来源已不存在的文件（本程序生成、未经手工修改的，连同旁边的 PDF）；与 --check 同用时只列出。",
        "Remove documents whose source is gone, if built here and not edited, with their PDFs; with --check only list them.",
    ),
    "help-build-force": _said(
        "全部重新生成，手工改过的也覆盖。",
        "Build everything anew, documents edited by hand included.",
    ),
    "help-yaml": _said("来源 YAML 文件。", "The YAML source."),
    "help-changes": _said(
        "按字段列出有人在 Word 里改了什么；有改动则退出码为 1。",
        "Show what somebody changed in Word, by field of the data; exit 1 if anything was.",
    ),
    "help-jobs": _said(
        "同时用几个进程；默认随文件多少和处理器定。",
        "Number of worker processes (default: chosen from the number of files and CPUs).",
    ),
    "help-cluster": _said(
        "在这个 Dask 集群上生成（需要 rectify-gen[cluster]）；不与 -j 同用。集群能以你的身份运行代码；tcp:// 不加密、不验证身份，tls:// 才有。",
        "Build on this Dask cluster (needs rectify-gen[cluster]); not with -j. It can run code as you; tcp:// is neither encrypted nor authenticated, tls:// is.",
    ),
    "help-build-format": _said(
        "text，或 json（报告写到标准输出）。",
        "text, or json (a report on standard output).",
    ),
    "help-audience": _said(
        "public 公开版；internal 党内通报版。",
        "public, or internal: the Party-internal edition.",
    ),
    "help-pdf": _said(
        "同时用 LibreOffice 在 Word 文件旁边生成 PDF，并逐字核对。",
        "Also make a PDF beside each Word file with LibreOffice, and compare its text with the document's.",
    ),
    "help-pdf-a": _said(
        "同 --pdf，但生成归档用的 PDF/A-2b：字体全部嵌入，带标签、语言、标题和书签。",
        "Like --pdf, but for archives: PDF/A-2b with every font in it, tags, language, title and an outline.",
    ),
    "help-new-from": _said(
        "把这份通报填进新的工作簿（PATH 为 .xlsx）。",
        "Fill this notice into the new workbook (PATH ends with .xlsx).",
    ),
    "help-kind": _said(
        "{kinds}。",
        "{kinds}.",
    ),
    "help-force": _said("覆盖已有文件。", "Overwrite an existing file."),
    "help-check": _said(
        "不写文件；FILE 过时则退出码为 1。", "Write nothing; exit 1 when FILE is stale."
    ),
}
