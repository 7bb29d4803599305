"""What a file really is, and how to make YAML of it."""

from rectify_gen.messages import Message

_SAVE_AS_WORD_ZH = "在 Word 或 WPS 中另存为 .docx，再 rectify-gen import"
_SAVE_AS_WORD_EN = "save it as .docx in Word or WPS, then rectify-gen import"
_IMPORT_ZH = "要转成 YAML：rectify-gen import {path} -o 通报.yaml（要用 LibreOffice；没有的，先在 Word 或 WPS 中另存为 .docx）"
_IMPORT_EN = (
    "for YAML, rectify-gen import {path} -o notice.yaml (with LibreOffice; "
    "without it, save the file as .docx in Word or WPS first)"
)
_READ_ZH = "要转成 YAML：rectify-gen import {path} -o 通报.yaml"
_READ_EN = "for YAML, rectify-gen import {path} -o notice.yaml"
_SAVE_AS_XLSX_ZH = "在 Excel 或 WPS 中另存为 .xlsx；通报工作簿可直接 validate、build，台账用 rectify-gen import 转成 YAML"
_SAVE_AS_XLSX_EN = "save it as .xlsx in Excel or WPS; validate and build read a notice workbook as it is, rectify-gen import turns a ledger into YAML"
_COPY_ZH = "把文字复制到 .txt 文件，再 rectify-gen import"
_COPY_EN = "copy its text into a .txt file, then rectify-gen import"
_RIGHT_FILE_ZH = "检查是不是选错了文件；这里要 YAML 或纯文本"
_RIGHT_FILE_EN = "check that this is the right file; YAML or plain text is wanted"


def _kind(zh: str, en: str, zh_advice: str, en_advice: str) -> Message:
    return Message("info", zh, en, zh_advice, en_advice)


TABLE: dict[str, Message] = {
    "file-kind-docx": _kind(
        "Word 文件（.docx）",
        "a Word file (.docx)",
        "给出生成它的 YAML 文件；没有 YAML 的，用 rectify-gen import {path} -o 通报.yaml 转成 YAML",
        "name the YAML file that it was made from; where there is none, make it with "
        "rectify-gen import {path} -o notice.yaml",
    ),
    "file-kind-doc": _kind(
        "旧式 Word 或 WPS 文件（.doc、.wps）",
        "an old Word or WPS file (.doc, .wps)",
        _IMPORT_ZH,
        _IMPORT_EN,
    ),
    "file-kind-rtf": _kind("RTF 文件", "an RTF file", _IMPORT_ZH, _IMPORT_EN),
    "file-kind-odt": _kind(
        "OpenDocument 文件（.odt）",
        "an OpenDocument text (.odt)",
        _IMPORT_ZH,
        _IMPORT_EN,
    ),
    "file-kind-encrypted": _kind(
        "有密码保护的 Office 文件",
        "an Office file with a password",
        "去掉密码；" + _SAVE_AS_WORD_ZH,
        "remove the password; " + _SAVE_AS_WORD_EN,
    ),
    "file-kind-ole": _kind(
        "旧式 Office 文件", "an old Office file", _SAVE_AS_WORD_ZH, _SAVE_AS_WORD_EN
    ),
    "file-kind-xlsx": _kind(
        "表格文件（Excel、WPS 表格）",
        "a spreadsheet",
        "通报工作簿或整改台账，先运行 rectify-gen import {path} -o notice.yaml 转成 YAML",
        "turn a notice workbook or a ledger into YAML first: rectify-gen import {path} -o notice.yaml",
    ),
    "file-kind-xls": _kind(
        "旧式表格文件（.xls、.et）",
        "an old spreadsheet (.xls, .et)",
        _SAVE_AS_XLSX_ZH,
        _SAVE_AS_XLSX_EN,
    ),
    "file-kind-ods": _kind(
        "OpenDocument 表格（.ods）",
        "an OpenDocument spreadsheet (.ods)",
        _SAVE_AS_XLSX_ZH,
        _SAVE_AS_XLSX_EN,
    ),
    "file-kind-pptx": _kind("演示文稿", "a presentation", _COPY_ZH, _COPY_EN),
    "file-kind-pdf": _kind("PDF 文件", "a PDF", _READ_ZH, _READ_EN),
    "file-kind-ofd": _kind("OFD 版式文件", "an OFD file", _COPY_ZH, _COPY_EN),
    "file-kind-html": _kind("网页（HTML）", "a web page (HTML)", _READ_ZH, _READ_EN),
    "file-kind-mht": _kind("网页（MHT）", "a web page (MHT)", _READ_ZH, _READ_EN),
    "file-kind-picture": _kind(
        "图片",
        "a picture",
        "先识别成文字，存为 .txt，再 rectify-gen import",
        "have its text recognised and saved as .txt, then rectify-gen import",
    ),
    "file-kind-zip": _kind("压缩包", "an archive", "先解压", "unpack it first"),
    "file-kind-archive": _kind("压缩包", "an archive", "先解压", "unpack it first"),
    "file-kind-xml": _kind("XML 文件", "an XML file", _RIGHT_FILE_ZH, _RIGHT_FILE_EN),
    "file-kind-program": _kind("程序", "a program", _RIGHT_FILE_ZH, _RIGHT_FILE_EN),
    "file-kind-text": _kind("文本文件", "text", "", ""),
    "not-regular-folder": Message("info", "文件夹", "a folder"),
    "not-regular-fifo": Message("info", "管道", "a pipe"),
    "not-regular-socket": Message("info", "套接字", "a socket"),
    "not-regular-device": Message("info", "设备", "a device"),
    "file-kind-empty": _kind("空文件", "an empty file", "", ""),
}
