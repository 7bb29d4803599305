"""What ``doctor`` says: what of the machine is there, what a missing thing costs, and how to get it."""

from rectify_gen.messages import Message


def _said(zh: str, en: str) -> Message:
    return Message("info", zh, en)


TABLE: dict[str, Message] = {
    "doctor-program": _said(
        "rectify-gen {version}，Python {python}，{system}",
        "rectify-gen {version}, Python {python}, {system}",
    ),
    "doctor-office": _said("{version}（{program}）", "{version} ({program})"),
    "doctor-office-mute": _said(
        "{program} 不答版本：打不开，或者不是 LibreOffice",
        "{program} does not say its version: it cannot start, or is no LibreOffice",
    ),
    "doctor-uno": _said(
        "与 LibreOffice 通信用的 Python（{python}）",
        "a Python that can talk to LibreOffice ({python})",
    ),
    "doctor-no-uno": _said(
        "没有能与 LibreOffice 通信的 Python：预览每次都要重新启动 LibreOffice（慢两秒左右）；"
        "PDF 里汉字与数字之间多出四分之一字的空隙，换行与 Word 不同",
        "no Python that can talk to LibreOffice: the preview starts LibreOffice anew each time (some two seconds slower), "
        "and PDFs have gaps of a quarter em between Chinese characters and digits, so lines break otherwise than in Word",
    ),
    "doctor-get-uno": _said(
        "安装：Debian、Ubuntu 用 apt-get install python3-uno；其他系统用 LibreOffice 官方网站的安装包重装，它自带 Python",
        "get it: apt-get install python3-uno on Debian and Ubuntu; elsewhere install LibreOffice from its own site, which brings one",
    ),
    "doctor-no-office": _said(
        "没有 LibreOffice：不能生成 PDF（build --pdf），不能读 .doc、.wps、.odt、.rtf；Word 文件照常生成",
        "no LibreOffice: no PDFs (build --pdf), and .doc, .wps, .odt and .rtf cannot be imported; Word files are built all the same",
    ),
    "doctor-get-office-linux": _said(
        "安装：apt-get install libreoffice-writer，或用本系统的软件包管理器",
        "get it: apt-get install libreoffice-writer, or your system's package manager",
    ),
    "doctor-get-office": _said(
        "安装：从 LibreOffice 官方网站下载；装在别处的，用环境变量 RECTIFY_GEN_SOFFICE 指明",
        "get it from LibreOffice's own site; if it is somewhere else, name it in RECTIFY_GEN_SOFFICE",
    ),
    "doctor-font": _said("字体 {family}", "font {family}"),
    "doctor-no-font": _said(
        "没有字体 {family}：PDF 用 {stand_in} 代替；Word 文件仍写 {family}，在装有它的电脑上显示正确",
        "no font {family}: PDFs are drawn with {stand_in}; Word files name {family} all the same, and are right where it is installed",
    ),
    "doctor-no-stand-in": _said(
        "没有字体 {family}，也没有可代替的：PDF 里的这些字由系统随意选字体",
        "no font {family}, and none to stand in for it: in PDFs the system chooses any",
    ),
    "doctor-get-fonts": _said(
        "WPS 和中文 Windows 自带仿宋、楷体、黑体、宋体；方正小标宋简体向方正字库取得授权后安装",
        "WPS and Chinese Windows have 仿宋, 楷体, 黑体 and 宋体; 方正小标宋简体 is licensed by its foundry",
    ),
    "doctor-fonts-unknown": _said(
        "无法得知装了哪些字体（没有 fc-list 命令）：apt-get install fontconfig",
        "which fonts are installed cannot be seen (there is no fc-list): apt-get install fontconfig",
    ),
    "doctor-extra": _said(
        "[{extra}] {package} {version}", "[{extra}] {package} {version}"
    ),
    "doctor-no-extra": _said(
        '没有 [{extra}]：{cost}。安装：pip install "rectify-gen[{extra}]"',
        '[{extra}] is not installed: {cost}. Get it: pip install "rectify-gen[{extra}]"',
    ),
    "doctor-cost-excel": _said(
        "不能读写 Excel 台账和工作簿", "no ledgers and workbooks in Excel"
    ),
    "doctor-cost-preview": _said("不能用 preview 预览", "no preview"),
    "doctor-cost-cluster": _said("不能用 build --cluster", "no build --cluster"),
    "doctor-fine": _said("齐全。", "Everything is there."),
}
