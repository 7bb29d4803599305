"""What the command line says: help, progress, summaries."""

from rectify_gen.messages import Message


def _said(zh: str, en: str) -> Message:
    return Message("info", zh, en)


TABLE: dict[str, Message] = {
    "error": _said("错误", "error"),
    "warning": _said("警告", "warning"),
    "info": _said("提示", "note"),
    "hint": _said("建议：", "hint: "),
    "place": _said("模板位置：", "in the template: "),
    "place-document": _said("正文", "body"),
    "place-header": _said("页眉{number}", "header {number}"),
    "place-footer": _said("页脚{number}", "footer {number}"),
    "place-footnotes": _said("脚注", "footnotes"),
    "place-endnotes": _said("尾注", "endnotes"),
    "place-comments": _said("批注", "comments"),
    "place-property": _said("文档属性 {name}", "document property {name}"),
    "place-paragraph": _said("第{paragraph}段", "paragraph {paragraph}"),
    "place-cell": _said("表格{table}第{row}行第{cell}格", "table {table} row {row} cell {cell}"),
    "place-joined": _said("{part}{inside}", "{part} {inside}"),
    "summary": _said(
        "共 {files} 个文件：{errors} 个错误，{warnings} 个警告，{waived} 处已豁免。",
        "{files} file(s): {errors} error(s), {warnings} warning(s), {waived} waived.",
    ),
    "mended": _said("{path}：已改正 {count} 处（{codes}）", "{path}: {count} mended ({codes})"),
    "mendable": _said("{path}：可改正 {count} 处（{codes}）", "{path}: {count} to mend ({codes})"),
    "diff-alone": Message(
        "error",
        "--diff 须与 --fix 同用，且不能另选 --format",
        "--diff goes with --fix, and with no --format",
        "rectify-gen validate --fix --diff {path}",
        "rectify-gen validate --fix --diff {path}",
    ),
    "built": _said("已生成 {output}", "built {output}"),
    "built-pdf": _said("已生成 {output}（{pages} 页）", "built {output} ({pages} pages)"),
    "build-failed": _said("未生成 {output}", "not built: {output}"),
    "build-summary": _said(
        "生成 {built} 份，无须重新生成 {current} 份，失败 {failed} 份。",
        "{built} built, {current} up to date, {failed} failed.",
    ),
    "build-summary-check": _said(
        "一致 {current} 份，不一致 {other} 份，失败 {failed} 份。",
        "{current} up to date, {other} not, {failed} failed.",
    ),
    "building": _said("正在生成", "building"),
    "written": _said("已写入 {path}", "wrote {path}"),
    "schema-fresh": _said("{path} 与当前模型一致。", "{path} matches the model."),
    "folder-empty": Message("error", "文件夹里没有 YAML 文件", "the folder holds no YAML file"),
    "folder-without-docx": Message("error", "文件夹里没有 .docx 文件", "the folder holds no .docx file"),
    "comments-single": Message(
        "error",
        "--comments 一次只能写一个模板的批注，这里有 {count} 个",
        "--comments writes the copy of one template, these are {count}",
        "只给出一个模板",
        "name one template",
    ),
    "path-missing": Message("error", "没有这个文件或文件夹", "no such file or folder", "核对路径", "check the path"),
    "output-single": Message(
        "error",
        "{count} 个来源不能写进同一个文件 {output}",
        "{count} sources cannot be written to the one file {output}",
        "-o 给出文件夹",
        "give a folder to -o",
    ),
    "output-collides": Message(
        "error",
        "{first} 与 {second} 会写到同一个文件 {output}",
        "{first} and {second} would both be written to {output}",
        "改名，或分别生成",
        "rename one, or build them apart",
    ),
    "output-exists": Message(
        "error",
        "文件已存在",
        "the file exists",
        "换一个名字，或加 --force 覆盖",
        "choose another name, or add --force to overwrite",
    ),
    "file-unwritable": Message(
        "error",
        "无法写入文件：{reason}",
        "cannot write the file: {reason}",
        "检查权限和磁盘空间；若文件正在 Word/WPS 中打开，请先关闭",
        "check permissions and disk space; close the file if Word or WPS has it open",
    ),
    "schema-stale": Message(
        "error",
        "与当前模型不一致",
        "does not match the model",
        "rectify-gen schema {of} -o {path}",
        "rectify-gen schema {of} -o {path}",
    ),
    "schema-check-file": Message("error", "--check 需要用 -o 指明文件", "--check needs a file: -o FILE"),
    "kind-unknown": Message(
        "error", "没有“{name}”这个选项", "'{name}' is not a choice", "可选：{choices}", "one of: {choices}"
    ),
    "imported": _said(
        "识别出 {sections} 个部分、{items} 个整改条目、{problems} 个问题、{measures} 条措施；事实：{facts}。"
        "按普通段落保留 {paragraphs} 段。",
        "recognised {sections} sections, {items} items, {problems} problems, {measures} measures; facts: {facts}. "
        "{paragraphs} paragraphs kept as plain text.",
    ),
    "help-import-source": _said("已发布的通报，.txt。", "A published notice, .txt."),
    "help-docx": _said("Word 文件。", "A Word file."),
    "help-template-kind": _said(
        "notice 通报，report 情况报告，redhead 红头文件，letter 信函，ledger 整改台账。",
        "notice 通报, report 情况报告, redhead 红头文件, letter 信函, ledger 整改台账.",
    ),
    "help-overlay": _said(
        "本单位与国家标准不同之处，YAML；写法见 templates/overlay.yaml。",
        "What your office does otherwise than the standard, in YAML; see templates/overlay.yaml.",
    ),
    "help-layout": _said(
        "连同版式一起检查（GB/T 9704-2012）；没有标记的成文只查版式。",
        "Check the layout against GB/T 9704-2012 too; of a finished document, without tags, the layout only.",
    ),
    "help-latin": _said(
        '数字和字母的字体，如 "Times New Roman"；默认随中文字体。',
        'Font of digits and letters, such as "Times New Roman"; default: that of the Chinese text.',
    ),
    "import-unsupported": Message(
        "error",
        "目前只能导入 .txt 文件",
        "only .txt files can be imported so far",
        "在 Word/WPS 中另存为纯文本（.txt）",
        "save it as plain text (.txt) in Word or WPS",
    ),
    "help": _said(
        "把 YAML 数据变成巡察整改进展情况通报：先校验，再按 GB/T 9704-2012 生成 Word 文件。",
        "From YAML to official rectification notices: checked, then laid out in Word to GB/T 9704-2012.",
    ),
    "help-examples": _said(
        "\b\n常用：\n  rectify-gen new 通报.yaml            写一份样稿，照着改\n"
        "  rectify-gen validate 通报.yaml       列出全部问题\n"
        "  rectify-gen build 通报.yaml          生成 通报.docx\n"
        "  rectify-gen import 旧通报.txt -o 通报.yaml\n\n"
        "退出码：0 正常，1 有待改正，2 用法不对，3 环境或模板不可用。",
        "\b\nTypical use:\n  rectify-gen new notice.yaml          a starter file to edit\n"
        "  rectify-gen validate notice.yaml     list every fault\n"
        "  rectify-gen build notice.yaml        make notice.docx\n"
        "  rectify-gen import old.txt -o notice.yaml\n\n"
        "Exit codes: 0 fine, 1 something to mend, 2 usage, 3 environment or template.",
    ),
    "help-new": _said(
        "写一份带注释的样稿。\n\n原样即可校验和生成；照着改成本单位的内容。名为 rectify-gen.yaml 的，写成项目配置。",
        "Write a commented starter file.\n\nIt validates and builds as it is; edit it into your own. Named rectify-gen.yaml, it is a project file.",
    ),
    "help-validate": _said(
        "校验 YAML 文件。\n\n一次列出全部问题，各有行列、原文和建议。有错误时退出码为 1。",
        "Check YAML files.\n\nEvery fault in one run, with line, column and what to do. Exit 1 where there is an error.",
    ),
    "help-build": _said(
        "由 YAML 生成 Word 文件。\n\nPATH 可以是文件或文件夹。一份出错不影响其余；出错的保留旧文件不动。",
        "Build Word files from YAML.\n\nPATH is a file or a folder. One that fails does not stop the others, and its old document stays as it was.",
    ),
    "help-import": _said(
        "把已发布的通报读成 YAML。\n\n读 .txt；认出单位、巡察情况、各部分、问题、措施、期限、联系方式和落款，不丢一个字。",
        "Read a published notice into YAML.\n\nReads .txt; recognises organisation, inspection, sections, problems, measures, period, contacts and signature, and loses no character.",
    ),
    "help-text": _said("打印 Word 文件的纯文本。", "Print the plain text of a Word file."),
    "help-schema": _said(
        "打印 JSON Schema。\n\n供编辑器补全、提示和 CI 校验 YAML 之用。",
        "Print the JSON Schema.\n\nEditors complete and check the YAML by it; so can CI.",
    ),
    "help-schema-of": _said(
        "notice 通报；project 项目配置 rectify-gen.yaml。", "notice, or project: of the project file rectify-gen.yaml."
    ),
    "help-template": _said("列出或制作 Word 模板。", "List or make Word templates."),
    "fields-tag": _said("标记", "tag"),
    "fields-kind": _said("类型", "type"),
    "fields-title": _said("名称", "what it is"),
    "fields-may": _said("可否缺", "absent"),
    "fields-sample": _said("样例", "sample"),
    "fields-absent": _said("可能没有", "may be"),
    "fields-text": _said("文字", "text"),
    "fields-number": _said("数字", "number"),
    "fields-flag": _said("是否", "yes/no"),
    "fields-list": _said("列表", "list"),
    "fields-group": _said("一组", "group"),
    "fields-heading": _said("模板可以打印的内容", "What a template may print"),
    "fields-how": _said(
        "复制“标记”一栏粘贴到模板里。{{% for … %}} 用 {{% endfor %}} 结束，{{% if … %}} 用 {{% endif %}} 结束；"
        "“可能没有”的内容先用 {{% if … %}} 判断。",
        "Copy tags from the first column into your template. {{% for … %}} ends with {{% endfor %}}, {{% if … %}} with "
        "{{% endif %}}; test for what may be absent.",
    ),
    "help-template-check": _said(
        "检查 Word 模板。\n\n不需要数据。正文、表格、页眉、页脚、脚注和文档属性里的每个标记都检查，一次列出全部问题，各有位置和改法。"
        "有错误时退出码为 1；文件根本不是模板时为 3。",
        "Check Word templates, without any data.\n\nEvery tag of body, tables, headers, footers, footnotes and document "
        "properties; all faults in one run, with place and remedy. Exit 1 where there is an error, 3 where a file is no template.",
    ),
    "help-template-fields": _said(
        "列出模板可以打印的全部内容。\n\n各有类型、中文名称、是否可能没有、样例；docx 格式可直接复制标记。",
        "List everything that a template may print.\n\nWith type, title, whether it may be absent, and a sample; "
        "the docx format is for copying tags from.",
    ),
    "help-template-file": _said("模板（.docx）或文件夹。", "Template (.docx) or folder."),
    "help-comments": _said(
        "另存一份模板，问题以批注标在原处。", "Write a copy of the template with the reports as Word comments."
    ),
    "help-fields-format": _said("输出格式：text、json、docx。", "Format: text, json, docx."),
    "help-template-list": _said("列出自带模板及其位置。", "List the shipped templates."),
    "help-template-new": _said(
        "制作一个 Word 模板。\n\n按 GB/T 9704-2012 排好，可在 Word 或 WPS 中改版式，不需要懂 Python。",
        "Make a Word template.\n\nLaid out to GB/T 9704-2012; restyle it in Word or WPS, no Python needed.",
    ),
    "help-path": _said("YAML 文件或文件夹。", "YAML file or folder."),
    "help-lang": _said("提示语言：zh 或 en；默认随系统。", "Language of messages: zh or en; the system's by default."),
    "help-quiet": _said("不显示进度和小结。", "No progress and no summary."),
    "help-version": _said("显示版本。", "Show the version."),
    "help-strict": _said("有警告也算不通过。", "Warnings count as failures."),
    "help-fix": _said(
        "在 YAML 文件中改正有把握的标点和用词，其余一字不动，再报告剩下的问题。豁免的不改。",
        "Mend the safe faults of marks and words in the YAML itself, touch nothing else, then report what is left. "
        "What is waived stays.",
    ),
    "help-diff": _said(
        "与 --fix 同用：只显示将改什么，不写文件；有可改的则退出码为 1。",
        "With --fix: only show what would change, write nothing; exit 1 where something would.",
    ),
    "help-rules": _said(
        "列出规则，或解释一条。\n\n每条说明查什么、为什么（依据）、错例和正例。",
        "List the rules, or explain one.\n\nEach says what it looks for, why and on what basis, a wrong and a right example.",
    ),
    "help-rule": _said("规则代码，如 date-order。", "Code of a rule, such as date-order."),
    "rule-explained": _said(
        "{rule}（{severity}）\n  查什么：{what}\n  为什么：{why}\n  依据：{basis}\n  错：{wrong}\n  对：{right}\n",
        "{rule} ({severity})\n  what: {what}\n  why: {why}\n  basis: {basis}\n  wrong: {wrong}\n  right: {right}\n",
    ),
    "help-format": _said("输出格式：text、json、sarif、github。", "Format of the report: text, json, sarif, github."),
    "help-output": _said(
        "输出的文件或文件夹。默认写在 YAML 旁边。", "File or folder to write to. Default: beside the YAML."
    ),
    "help-output-file": _said(
        "写到这个文件；不给则打印到标准输出。", "Write to this file; without it, to standard output."
    ),
    "help-output-template": _said("写到这个文件；默认为 KIND.docx。", "Write to this file; default: KIND.docx."),
    "help-template-option": _said(
        "模板名（notice、report、redhead、letter、ledger）或 .docx 路径；默认随文种。",
        "Template name (notice, report, redhead, letter, ledger) or path of a .docx; default: by kind.",
    ),
    "help-path-project": _said(
        "YAML 文件或文件夹；不写则检查 rectify-gen.yaml 所说的整个项目。",
        "YAML file or folder; without one, the project of rectify-gen.yaml.",
    ),
    "help-path-build": _said(
        "YAML 文件或文件夹；不写则按 rectify-gen.yaml 生成整个项目。",
        "YAML file or folder; without one, the project of rectify-gen.yaml.",
    ),
    "help-build-check": _said(
        "不写文件；Word 文件缺少、过时或被手工改过，则说明差异，退出码为 1。",
        "Write nothing; tell what is missing, stale or edited by hand, and exit 1.",
    ),
    "help-build-force": _said(
        "全部重新生成，手工改过的也覆盖。", "Build everything anew, documents edited by hand included."
    ),
    "help-yaml": _said("来源 YAML 文件。", "The YAML source."),
    "help-changes": _said(
        "按字段列出有人在 Word 里改了什么；有改动则退出码为 1。",
        "Show what somebody changed in Word, by field of the data; exit 1 where there is something.",
    ),
    "no-field": _said(
        "（不在哪一个字段里：序号、标准文句，或新增的段落）",
        "(in no one field: a number, standard wording, or a new paragraph)",
    ),
    "help-jobs": _said(
        "同时用几个进程；默认随文件多少和处理器定。", "Processes to use; by default as many as are of use."
    ),
    "help-cluster": _said(
        "在这个 Dask 集群上生成（须可信；需要 rectify-gen[cluster]）；不与 -j 同用。",
        "Build on this Dask cluster, which you trust (needs rectify-gen[cluster]); not with -j.",
    ),
    "help-build-format": _said("text，或 json（报告写到标准输出）。", "text, or json (a report on standard output)."),
    "help-audience": _said("public 公开版；internal 党内通报版。", "public, or internal: the Party-internal edition."),
    "help-pdf": _said(
        "同时用 LibreOffice 在 Word 文件旁边生成 PDF，并逐字核对。",
        "Also make a PDF beside each Word file, by LibreOffice, and check it character by character.",
    ),
    "help-kind": _said(
        "notice 通报，report 情况报告，announcement 公示。", "notice 通报, report 情况报告, announcement 公示."
    ),
    "help-force": _said("覆盖已有文件。", "Overwrite an existing file."),
    "help-check": _said("不写文件；FILE 过时则退出码为 1。", "Write nothing; exit 1 when FILE is stale."),
    "template-notice": _said(
        "通报（公示同用）：标题、导语、正文、结语、落款。",
        "通报 (also 公示): title, opening, body, closing, signature.",
    ),
    "template-report": _said(
        "情况报告：主送机关，无公开期限和联系方式。", "情况报告: addressee, no publication period or contacts."
    ),
    "template-redhead": _said(
        "红头文件：份号、密级、发文机关标志、发文字号、签发人、红线、附件说明、版记。",
        "文件 with red head: mark, number, signer, red rule, attachments, 版记 (copies, issuing office).",
    ),
    "template-letter": _said(
        "信函：红色标志、双线、发文字号居右，首页不编页码。",
        "信函: red mark, double rules, number at the right, first page unnumbered.",
    ),
    "template-ledger": _said(
        "整改台账：横排表格，每个末级条目一行；build -t ledger。",
        "整改台账: landscape table, a row for each leaf item; build -t ledger.",
    ),
    "interrupted": _said("已中断。", "interrupted."),
    "project-missing": Message(
        "error",
        "没有指明文件，这里也没有 {name}",
        "no file is named, and there is no {name} here",
        "写出 YAML 文件或文件夹，或新建 {name}",
        "name a YAML file or folder, or write a {name}",
    ),
    "document-edited": Message(
        "error",
        "这份 Word 文件生成后被手工改过，没有覆盖",
        "this document was edited by hand after it was built; it was not overwritten",
        "用 rectify-gen diff 看改了什么，改进 YAML；不要这些修改就加 --force",
        "rectify-gen diff shows what was changed, to bring it into the YAML; --force gives the changes up",
    ),
    "document-foreign": Message(
        "error",
        "这里已有一份不是由本程序生成的文件，没有覆盖",
        "a file that was not built by rectify-gen lies here; it was not overwritten",
        "移走它，用 -o 换个地方，或加 --force 覆盖",
        "move it, choose another place with -o, or overwrite it with --force",
    ),
    "source-changed": Message(
        "warning",
        "生成过程中来源文件又有改动",
        "the source was changed while it was being built",
        "再生成一次",
        "build again",
    ),
    "worker-died": Message(
        "error",
        "生成这份文件的进程意外结束（{reason}）",
        "the process that built this died ({reason})",
        "可能是内存不足；单独生成这一份再看",
        "memory may have run out; build this one alone",
    ),
    "check-missing": Message(
        "error", "还没有生成", "has not been built", "运行 rectify-gen build", "run rectify-gen build"
    ),
    "check-stale": Message(
        "error",
        "已过时：来源改过之后没有重新生成",
        "is stale: the source was changed after it was built",
        "运行 rectify-gen build",
        "run rectify-gen build",
    ),
    "check-other-template": Message(
        "error",
        "是用另一个模板，或同一模板的旧版生成的",
        "was built with another template, or an older state of it",
        "运行 rectify-gen build",
        "run rectify-gen build",
    ),
    "check-other-edition": Message(
        "error",
        "是另一版本（公开版、党内通报版），或由另一版程序生成的",
        "is another edition (public, internal), or was built by another version of the program",
        "运行 rectify-gen build --force",
        "run rectify-gen build --force",
    ),
    "check-edited": Message(
        "error",
        "生成后被手工改过",
        "was edited by hand after it was built",
        "用 rectify-gen diff 看改了什么；改进 YAML，或用 build --force 恢复",
        "rectify-gen diff shows what was changed; bring it into the YAML, or restore it with build --force",
    ),
    "check-foreign": Message(
        "error",
        "不是由本程序生成的文件",
        "was not built by rectify-gen",
        "移走它，或用 build --force 覆盖",
        "move it, or overwrite it with build --force",
    ),
    "check-pdf": Message(
        "error",
        "--check 不看 PDF：同一份文件两次转换的 PDF 并不相同",
        "--check does not look at PDFs: two conversions of one document differ",
        "去掉 --pdf",
        "leave --pdf out",
    ),
    "rule-unknown": Message(
        "error",
        "没有规则“{rule}”",
        "there is no rule '{rule}'",
        "最接近的是 {near}；rectify-gen rules 列出全部规则",
        "the nearest is {near}; rectify-gen rules lists them all",
    ),
    "output-outside": Message(
        "error",
        "输出文件夹 {output} 在项目文件夹之外",
        "the output folder {output} lies outside the project's folder",
        "写项目文件夹里面的路径，如 output: 成文",
        "write a path inside the project's folder, such as output: documents",
    ),
}
