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
    "summary": _said(
        "共 {files} 个文件：{errors} 个错误，{warnings} 个警告，{waived} 处已豁免。",
        "{files} file(s): {errors} error(s), {warnings} warning(s), {waived} waived.",
    ),
    "built": _said("已生成 {output}", "built {output}"),
    "build-failed": _said("未生成 {output}", "not built: {output}"),
    "build-summary": _said("生成 {built} 份，失败 {failed} 份。", "{built} built, {failed} failed."),
    "building": _said("正在生成", "building"),
    "written": _said("已写入 {path}", "wrote {path}"),
    "schema-fresh": _said("{path} 与当前模型一致。", "{path} matches the model."),
    "folder-empty": Message("error", "文件夹里没有 YAML 文件", "the folder holds no YAML file"),
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
        "rectify-gen schema -o {path}",
        "rectify-gen schema -o {path}",
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
        "写一份带注释的样稿。\n\n原样即可校验和生成；照着改成本单位的内容。",
        "Write a commented starter file.\n\nIt validates and builds as it is; edit it into your own.",
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
    "help-template": _said("列出或制作 Word 模板。", "List or make Word templates."),
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
    "help-audience": _said("public 公开版；internal 党内通报版。", "public, or internal: the Party-internal edition."),
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
}
