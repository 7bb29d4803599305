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
    "place-page": _said("第{page}页", "page {page}"),
    "place-paragraph": _said("第{paragraph}段", "paragraph {paragraph}"),
    "place-cell": _said(
        "表格{table}第{row}行第{cell}格", "table {table} row {row} cell {cell}"
    ),
    "place-sheet": _said("工作表“{sheet}”{name}", "sheet “{sheet}” {name}"),
    "place-joined": _said("{part}{inside}", "{part} {inside}"),
    "new-questions": _said(
        "逐项填写；直接回车保留方括号里的示例，Ctrl-D 跳过其余各项。",
        "Answer each; Enter keeps the sample in brackets, Ctrl-D skips the rest.",
    ),
    "new-no-date": _said(
        "不是日期，写作 2024-03-27 或 2024年3月27日",
        "no date; write 2024-03-27 or 2024年3月27日",
    ),
    "new-answers-lost": _said(
        "填写的内容写不进样稿，保留示例；请在文件里改",
        "the answers cannot be written into the starter, which keeps its samples; change them in the file",
    ),
    "usage-wrong": _said("错误：{what}", "error: {what}"),
    "usage-near": _said("      是不是 {near}？", "      did you mean {near}?"),
    "usage-help": _said("详见 {command} --help", "see {command} --help"),
    "of-several": _said("（共 {count} 处）", " ({count} times)"),
    "more-reports": _said(
        "{path}：另有 {count} 处未列出。改好上面的再运行；全部列出用 validate、build 或 template check 的 --format json",
        "{path}: {count} more not shown. Fix these and run again, or list all with --format json (validate, build, template check)",
    ),
    "summary": _said(
        "共 {files} 个文件：{errors} 个错误，{warnings} 个警告，{waived} 处已豁免。",
        "{files} file(s): {errors} error(s), {warnings} warning(s), {waived} waived.",
    ),
    "summary-known": _said(
        "另有 {known} 处已在基线中。",
        "{known} more in the baseline.",
    ),
    "copy-written": _said(
        "已写入 {path}：批注 {comments} 处，修订 {changes} 处",
        "wrote {path}: {comments} comments, {changes} tracked changes",
    ),
    "copy-left": _said(
        "另有 {count} 处可以改正，未写成修订：在域、文本框、脚注里，或已有修订",
        "{count} more could be fixed but are no tracked changes: they stand in a field, text box or note, or were changed before",
    ),
    "copy-of-one": Message(
        "error",
        "--comments、--revisions 一次只用于一份 Word 文件",
        "--comments and --revisions take one Word file, and nothing beside it",
        "rectify-gen validate 通报.docx --comments 审校.docx",
        "rectify-gen validate notice.docx --comments reviewed.docx",
    ),
    "copy-suffix": Message(
        "error",
        "副本 {output} 的文件名须以 {suffix} 结尾",
        "the name of the copy {output} must end with {suffix}",
        "改用 {suffix} 结尾的文件名",
        "give it a name that ends with {suffix}",
    ),
    "copy-over-document": Message(
        "error",
        "{output} 就是要校验的文件，不能又是副本",
        "{output} is the document that is checked, and cannot be its copy",
        "副本另起一个文件名",
        "give the copy another name",
    ),
    "copy-needs-word": Message(
        "error",
        "批注和修订只能写进 Word 文件的副本",
        "comments and tracked changes can be written into copies of Word files only",
        "先另存为 .docx，再校验",
        "save it as .docx first, and check that",
    ),
    "fix-of-document": Message(
        "error",
        "--fix、--diff、--keys 用于 YAML，不改动 Word 等文件",
        "--fix, --diff and --keys are for YAML; they change no document",
        "rectify-gen validate {path} --revisions 修订.docx",
        "rectify-gen validate {path} --revisions revised.docx",
    ),
    "baseline-written": _said(
        "已写入 {path}：{count} 处（原有 {before} 处）",
        "wrote {path}: {count} known (before: {before})",
    ),
    "baseline-unnamed": Message(
        "error",
        "没有说明基线是哪个文件",
        "no baseline file is named",
        "加上 --baseline 基线.yaml，或在 rectify-gen.yaml 里写 baseline: 基线.yaml",
        "add --baseline baseline.yaml, or write baseline: baseline.yaml into rectify-gen.yaml",
    ),
    "baseline-missing": Message(
        "error",
        "没有这个基线文件",
        "there is no such baseline file",
        "检查文件名；第一次使用，加 --update-baseline 把现有的问题写进去",
        "check the name; the first time, add --update-baseline to write what is reported now into it",
    ),
    "baseline-gone": Message(
        "warning",
        "基线中的问题已经消失：{file} 的 {known_code}“{known_quote}”",
        "a known problem is gone: {known_code} “{known_quote}” of {file}",
        "删去这一行，或用 --update-baseline 更新基线",
        "delete this line, or update the baseline with --update-baseline",
    ),
    "fixed": _said(
        "{path}：已改正 {count} 处（{codes}）", "{path}: {count} fixed ({codes})"
    ),
    "fixable": _said(
        "{path}：可改正 {count} 处（{codes}）", "{path}: {count} to fix ({codes})"
    ),
    "diff-alone": Message(
        "error",
        "--diff 须与 --fix 同用，且不能与 --format、--baseline、--update-baseline 同用",
        "--diff needs --fix, and takes no --format, --baseline or --update-baseline",
        "rectify-gen validate --fix --diff {path}",
        "rectify-gen validate --fix --diff {path}",
    ),
    "onto-options": Message(
        "error",
        "--base、--diff、-t 须与 --onto 同用；--onto 不能与 -o、--normalize、--format 同用",
        "--base, --diff and -t need --onto; --onto takes no -o, --normalize or --format",
        "rectify-gen import {path} --onto notice.yaml --diff",
        "rectify-gen import {path} --onto notice.yaml --diff",
    ),
    "unsafe-alone": Message(
        "error",
        "--unsafe 须与 --fix 同用",
        "--unsafe needs --fix",
        "rectify-gen validate --fix --unsafe --diff {path}",
        "rectify-gen validate --fix --unsafe --diff {path}",
    ),
    "keys-alone": Message(
        "error",
        "--keys 须与 --fix 同用",
        "--keys needs --fix",
        "rectify-gen validate --fix --keys {keys} {path}",
        "rectify-gen validate --fix --keys {keys} {path}",
    ),
    "built": _said("已生成 {output}", "built {output}"),
    "built-pdf": _said(
        "已生成 {output}（{pages} 页）", "built {output} ({pages} pages)"
    ),
    "build-failed": _said("未生成 {output}", "not built: {output}"),
    "build-summary": _said(
        "生成 {built} 份，无须重新生成 {current} 份，失败 {failed} 份。",
        "{built} built, {current} up to date, {failed} failed.",
    ),
    "build-summary-check": _said(
        "一致 {current} 份，不一致 {other} 份，失败 {failed} 份。",
        "{current} up to date, {other} not, {failed} failed.",
    ),
    "build-interrupted": _said(
        "已处理 {done} 份，其余 {left} 份未处理；再次运行即接着生成。",
        "{done} done, {left} not; run again to continue.",
    ),
    "building": _said("正在生成", "building"),
    "written": _said("已写入 {path}", "wrote {path}"),
    "schema-fresh": _said("{path} 与当前模型一致。", "{path} matches the model."),
    "folder-empty": Message(
        "error",
        "文件夹里没有通报：既没有 YAML 文件，也没有通报工作簿",
        "the folder holds no notice: neither a YAML file nor a notice workbook",
    ),
    "folder-without-docx": Message(
        "error", "文件夹里没有 .docx 文件", "the folder holds no .docx file"
    ),
    "preprinted-without-head": Message(
        "error",
        "模板“{name}”没有红头，不能用 --preprinted（套打）",
        "the template {name!r} has no red head, so --preprinted is not for it",
        "--preprinted 用于 {choices}",
        "--preprinted is for {choices}",
    ),
    "comments-single": Message(
        "error",
        "--comments 一次只能写一个模板的批注，这里有 {count} 个",
        "--comments writes the copy of one template, these are {count}",
        "只给出一个模板",
        "name one template",
    ),
    "path-missing": Message(
        "error",
        "没有这个文件或文件夹",
        "no such file or folder",
        "核对路径",
        "check the path",
    ),
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
        "rename one, or build them separately",
    ),
    "output-is-source": Message(
        "error",
        "{output} 是来源文件，不能又是生成的文件",
        "{output} is a source and cannot be what is made of it",
        "用 -o 写另一个文件名",
        "name another file with -o",
    ),
    "output-is-template": Message(
        "error",
        "{output} 是模板，不能又是生成的文件",
        "{output} is a template and cannot be what is made by it",
        "用 -o 写另一个文件名，或把模板改名",
        "name another file with -o, or rename the template",
    ),
    "output-without-template": Message(
        "error",
        "{suffix} 文件不用模板生成",
        "a {suffix} file is made without a template",
        "写 -t {template}，或不写 -t",
        "write -t {template}, or leave -t out",
    ),
    "output-not-docx": Message(
        "error",
        "-o 只能是 .docx 文件、.xlsx 文件（整改台账）或文件夹",
        "-o takes a .docx file, a .xlsx file (the ledger) or a folder",
        "写成 -o 名称.docx、-o 台账.xlsx 或 -o 文件夹；PDF 用 --pdf，与 .docx 放在一起",
        "write -o name.docx, -o ledger.xlsx or -o folder; --pdf makes a PDF beside the .docx",
    ),
    "check-force": Message(
        "error",
        "--check 与 --force 不能同用：--check 只比较，不写文件",
        "--check and --force cannot be combined: --check only compares and writes nothing",
        "去掉其中一个",
        "leave one of them out",
    ),
    "new-vscode-notice": Message(
        "error",
        "--vscode 只用于 YAML 通报",
        "--vscode is for notices in YAML only",
        "rectify-gen new 通报.yaml --vscode",
        "rectify-gen new notice.yaml --vscode",
    ),
    "check-open": Message(
        "error",
        "--check 与 --open 不能同用：--check 不写文件",
        "--check and --open cannot be combined: --check writes nothing",
        "去掉其中一个",
        "leave one of them out",
    ),
    "not-opened": Message(
        "warning",
        "已生成，但没能打开",
        "built, but it could not be opened",
        "在文件夹里双击打开；没有图形界面的系统上不用 --open",
        "open it from its folder; leave out --open on a system without a desktop",
    ),
    "argument-empty": Message(
        "error",
        "“{before}”后面是空的",
        "what follows '{before}' is empty",
        "写出内容，或去掉它；在脚本里，检查变量是不是没有赋值",
        "give it a value or leave it out; in a script, check that the variable is set",
    ),
    "option-without-value": Message(
        "error",
        "{name} 后面没有写值",
        "{name} needs a value",
        "可选：{choices}",
        "one of: {choices}",
    ),
    "output-lost": Message(
        "error",
        "无法写到标准输出：{reason}",
        "cannot write to standard output: {reason}",
        "检查磁盘空间和输出去向",
        "check the disk and where the output goes",
    ),
    "working-folder-gone": Message(
        "error",
        "当前文件夹已被删除或改名",
        "the working folder was deleted or renamed",
        "换到另一个文件夹再运行",
        "change to another folder and run again",
    ),
    "system-fault": Message(
        "error",
        "操作系统报错：{reason}",
        "the system reports: {reason}",
        "排除后再运行一次；已生成的不会重做。加 --debug 显示详情",
        "run again once it is fixed; what was built is not built again. --debug shows details",
    ),
    "internal-fault": Message(
        "error",
        "程序内部错误：{error}",
        "internal error: {error}",
        "这是程序的问题，不是您的文件有错。加 --debug 再运行一次，把显示的内容发给维护者",
        "this is a bug in the program, not a fault in your file. Run again with --debug and send the output to the maintainers",
    ),
    "memory-exhausted": Message(
        "error",
        "内存不足",
        "out of memory",
        "关闭其他程序，或一次少做几份（-j 1）；加 --debug 显示详情",
        "close other programs, or build fewer at a time (-j 1); --debug shows details",
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
    "schema-check-file": Message(
        "error", "--check 需要用 -o 指明文件", "--check needs a file: -o FILE"
    ),
    "kind-unknown": Message(
        "error",
        "没有“{name}”这个选项",
        "'{name}' is not a choice",
        "可选：{choices}",
        "one of: {choices}",
    ),
    "imported": _said(
        "识别出 {sections} 个部分、{items} 个整改条目、{problems} 个问题、{measures} 条措施；"
        "填入：{facts}。另有 {paragraphs} 个自然段照录。",
        "recognised {sections} sections, {items} items, {problems} problems, {measures} measures; facts: {facts}. "
        "{paragraphs} paragraphs kept as plain text.",
    ),
    "import-normalize-ledger": Message(
        "error",
        "--normalize 只用于文字，不用于台账",
        "--normalize is for texts and not for ledgers",
        "去掉 --normalize 再导入，然后运行 rectify-gen validate --fix 改正标点",
        "import without --normalize, then correct the marks with rectify-gen validate --fix",
    ),
    "import-no-facts": _said("无", "none"),
    "import-not-written": _said(
        "有错误，没有写出 YAML；确要写出的，加 --force",
        "there are errors, so no YAML was written; --force writes it all the same",
    ),
    "import-next": _said(
        "下一步：运行 rectify-gen validate {path}",
        "next: run rectify-gen validate {path}",
    ),
    "import-next-comments": _said(
        "下一步：核对文件里“#”后面的说明，然后运行 rectify-gen validate {path}",
        "next: look at what stands behind # in the file, then run rectify-gen validate {path}",
    ),
    "input-closed": Message(
        "error",
        "无法读取标准输入：{reason}",
        "cannot read standard input: {reason}",
        "用文件名代替 -",
        "give the name of a file instead of -",
    ),
    "fields-tag": _said("标记", "tag"),
    "fields-kind": _said("类型", "type"),
    "fields-title": _said("名称", "what it is"),
    "fields-may": _said("可否缺", "absent"),
    "fields-sample": _said("样例", "sample"),
    "fields-absent": _said("可能没有", "may be"),
    "fields-text": _said("文字", "text"),
    "fields-number": _said("数字", "number"),
    "fields-picture": _said("图片", "picture"),
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
    "rule-explained": _said(
        "{rule}（{severity}）\n  查什么：{what}\n  为什么：{why}\n  依据：{basis}\n  错：{wrong}\n  对：{right}\n  改正：{fix}\n",
        "{rule} ({severity})\n  what: {what}\n  why: {why}\n  basis: {basis}\n  wrong: {wrong}\n  right: {right}\n  fix: {fix}\n",
    ),
    "rule-fixed": _said(
        "validate --fix 自动改正（有把握的地方）",
        "validate --fix corrects it where that is safe",
    ),
    "rule-offered": _said(
        "validate --fix --unsafe 代为改写，改后须核对",
        "validate --fix --unsafe rewrites it; check what it wrote",
    ),
    "rule-fixed-or-offered": _said(
        "validate --fix 自动改正有把握的地方，加 --unsafe 也改写其余，改后须核对",
        "validate --fix corrects it where that is safe, with --unsafe elsewhere too; check what it wrote then",
    ),
    "rule-not-fixed": _said("须人工改正", "by hand"),
    "rule-cases-wrong": _said(
        "  会报告的（{count} 例中的 {shown} 例）：\n",
        "  reported ({shown} of {count} cases):\n",
    ),
    "rule-cases-right": _said(
        "  不报告的（{count} 例中的 {shown} 例）：\n",
        "  not reported ({shown} of {count} cases):\n",
    ),
    "rule-waiver": _said(
        "  原文如此、不改的，在 YAML 中写（不写“位置”，就是全篇豁免）：\n"
        "    豁免:\n      - {{规则: {rule}, 位置: 报告处的原文, 理由: 原文如此}}\n"
        "  键用英文的文件写：\n"
        "    waivers:\n      - {{code: {rule}, where: 报告处的原文, reason: 原文如此}}\n",
        "  if it is to stay, write in the YAML (without where, for the whole notice):\n"
        "    waivers:\n      - {{code: {rule}, where: the text that is reported, reason: 原文如此}}\n",
    ),
    "report-explained": _said("{report}（{severity}）\n", "{report} ({severity})\n"),
    "report-says": _said("  报告：{sentence}\n", "  report: {sentence}\n"),
    "report-hints": _said("  建议：{hint}\n", "  hint: {hint}\n"),
    "onto-not-written": _said(
        "{path} 没有改动：上面列出的改动写不回去，须先处理。",
        "{path} was not changed: what is listed above has to be settled first.",
    ),
    "onto-unchanged": _said(
        "文件与 {path} 一致，没有要写回的改动。",
        "the document agrees with {path}: there is nothing to bring back.",
    ),
    "onto-changed": _said(
        "已写回 {path}：改动 {changed} 处，新增 {added} 处，删除 {removed} 处。"
        "重新生成 Word 文件：rectify-gen build {path}（要覆盖改过的文件，加 --force）。",
        "{path} was edited: {changed} changed, {added} added, {removed} removed. "
        "To build it again: rectify-gen build {path} (--force overwrites a document that was edited).",
    ),
    "onto-would-change": _said(
        "写回 {path} 将改动 {changed} 处，新增 {added} 处，删除 {removed} 处；尚未写入。",
        "{path} would be edited: {changed} changed, {added} added, {removed} removed; nothing was written.",
    ),
    "diff-generated": _said(
        "{field}（自动生成的序号或标准文字）",
        "{field} (a number or standard words, generated)",
    ),
    "diff-template": _said(
        "（模板中的固定文字，不在数据里）",
        "(wording of the template, not in the data)",
    ),
    "diff-added": _said(
        "{field} 之后新增的段落",
        "paragraph added after {field}",
    ),
    "diff-added-first": _said(
        "开头新增的段落",
        "paragraph added at the beginning",
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
        "rectify-gen diff shows what was changed, so that you can copy it into the YAML; --force discards the changes",
    ),
    "document-foreign": Message(
        "error",
        "这里已有一份不是由本程序生成的文件，没有覆盖",
        "there is already a file that rectify-gen did not build; it was not overwritten",
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
        "it may have run out of memory; build this file alone",
    ),
    "check-missing": Message(
        "error",
        "还没有生成",
        "has not been built",
        "运行 rectify-gen build",
        "run rectify-gen build",
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
        "was built with another template, or an older version of it",
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
        "rectify-gen diff shows what was changed; copy it into the YAML, or restore the document with build --force",
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
        "--check does not look at PDFs: two conversions of the same document differ",
        "去掉 --pdf、--pdf-a",
        "leave --pdf and --pdf-a out",
    ),
    "rule-unknown": Message(
        "error",
        "没有规则“{rule}”",
        "there is no rule '{rule}'",
        "{near_zh}rectify-gen rules 列出全部规则",
        "{near_en}rectify-gen rules lists them all",
    ),
    "path-outside": Message(
        "error",
        "{path} 在项目文件夹之外，没有读写",
        "{path} lies outside the project's folder; it was neither read nor written",
        "写项目文件夹里面的路径（链接按它指向的地方算）；或把 rectify-gen.yaml 放到上一级文件夹",
        "write a path inside the project's folder (a link counts as what it leads to), or put rectify-gen.yaml into a folder above",
    ),
    "link-outside": Message(
        "error",
        "这里的链接指向文件夹 {folder} 之外，没有读写",
        "a link here leads out of the folder {folder}; it was neither read nor written",
        "换成文件或文件夹本身；来源也可以在命令行里直接写出它的路径",
        "replace the link by the file or folder itself; a source may also be named on the command line",
    ),
    "folder-unsearchable": Message(
        "error",
        "无法查看这个文件夹：{reason}",
        "cannot look into this folder: {reason}",
        "检查权限和路径长度，或把它移走",
        "check its permissions and the length of its path, or move it away",
    ),
}
