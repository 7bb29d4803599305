"""What ``preview`` says: on its pages, and where it cannot begin."""

from rectify_gen.messages import Message


def _said(zh: str, en: str) -> Message:
    return Message("info", zh, en)


TABLE: dict[str, Message] = {
    "preview-address": _said(
        "预览：{address} （按 Ctrl-C 结束）", "preview: {address} (Ctrl-C ends it)"
    ),
    "preview-list": _said("全部通报", "All notices"),
    "preview-notice": _said("通报", "Notice"),
    "preview-reports": _said("检查结果", "Reports"),
    "preview-document": _said("Word 文件", "Word file"),
    "preview-document-is": _said("Word 文件：{standing}", "Word file: {standing}"),
    "preview-counts": _said(
        "{errors} 个错误，{warnings} 个警告，{notes} 条提示",
        "{errors} error(s), {warnings} warning(s), {notes} note(s)",
    ),
    "preview-fine": _said("没有发现问题", "nothing to report"),
    "preview-waiting": _said("正在检查……", "checking …"),
    "preview-refused": _said(
        "有错误，还不能生成 Word 文件。", "There are errors: no Word file can be built."
    ),
    "preview-draft-earlier": _said(
        "下面是出错以前的草稿。", "This is the draft from before them."
    ),
    "preview-draft-none": _said(
        "改正左侧所列错误后，这里显示草稿。",
        "The draft is shown here once the errors on the left are fixed.",
    ),
    "preview-draft": _said(
        "草稿，每页 22 行、每行 28 字：只看文字和结构，版面以生成的 Word 文件为准。点一段文字，左侧显示它在来源文件中的位置。",
        "A draft of 22 lines of 28 characters: text and structure only, the Word file decides the layout. Click on a text to see where it stands in the source.",
    ),
    "preview-show-draft": _said("草稿", "Draft"),
    "preview-show-pages": _said("版面（LibreOffice）", "Pages (LibreOffice)"),
    "preview-drawing": _said("正在排版……", "drawing the pages …"),
    "preview-absent": _said(
        "（此处的标准句缺少数据，见左侧检查结果）",
        "(the standard sentence here lacks a fact: see the reports on the left)",
    ),
    "preview-unreadable": _said("读不到文件内容。", "The file cannot be read."),
    "preview-sample": _said(
        "下面是示例数据。在 Word 中改模板，保存后这里随即更新；点版面上的文字，看它出自哪一行。",
        "This is sample data. Save the template in Word to see what it makes of it; click on a text of the pages to see its line.",
    ),
    "preview-ended": _said(
        "预览程序已经结束或没有应答，本页不再更新。",
        "The preview has ended or does not answer: this page is no longer up to date.",
    ),
    "preview-document-current": _said("最新", "up to date"),
    "preview-document-missing": _said("未生成", "not built"),
    "preview-document-stale": _said("须重新生成", "out of date"),
    "preview-document-other-template": _said(
        "模板已变，须重新生成", "built with another template"
    ),
    "preview-document-other-edition": _said(
        "版本不同，须重新生成", "built as another edition"
    ),
    "preview-document-edited": _said("在 Word 里改过", "edited in Word"),
    "preview-document-foreign": _said("不是本程序生成的", "not made by this program"),
    "preview-address-refused": _said(
        "地址不完整或已失效。请用运行 rectify-gen preview 的窗口里显示的完整地址打开。",
        "This address is incomplete or no longer valid. Open the whole address that rectify-gen preview printed.",
    ),
    "preview-page-missing": _said("没有这一页。", "There is no such page."),
    "preview-port": Message(
        "error",
        "端口 {port} 不能用：{reason}",
        "port {port} cannot be used: {reason}",
        "换一个 --port，或不写 --port，自动选用空闲端口",
        "give another --port, or none, and a free one is chosen",
    ),
    "preview-not-installed": Message(
        "error",
        "没有安装预览所需的 {package}",
        "{package}, which the preview needs, is not installed",
        'pip install "rectify-gen[preview]"',
        'pip install "rectify-gen[preview]"',
    ),
}
