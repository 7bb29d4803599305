"""Shipped templates, each with one thing changed in its XML, and what must be reported of it: nothing else may be."""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.package import read_package, write_parts

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
ODD, EVEN = "word/footer1.xml", "word/footer2.xml"


class Mutation(NamedTuple):
    """One change: ``old`` becomes ``new`` in a part of a template, from the first time that ``after`` stands there.

    ``codes`` are those of the reports without ``layout-``.
    """

    name: str
    codes: str
    template: str
    part: str
    old: str
    new: str
    after: str = ""
    everywhere: bool = False

    def applied(self, data: bytes) -> bytes:
        """Return the .docx ``data`` with the change."""
        parts = read_package(data)
        text = parts[self.part].decode("utf-8")
        start = text.index(self.after) if self.after else 0
        assert self.old in text[start:], f"{self.name}: nothing to change"
        changed = text[:start] + text[start:].replace(
            self.old, self.new, -1 if self.everywhere else 1
        )
        return write_parts({**parts, self.part: changed.encode("utf-8")})


def _style(identifier: str) -> str:
    return f'w:styleId="{identifier}"'


_TITLE_FONT, _BODY_FONT = "方正小标宋简体", "仿宋_GB2312"
_FIRST_LINE = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'

MUTATIONS = (
    # page
    Mutation("paper", "paper", "notice", BODY, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
    Mutation("margin-top", "margin", "notice", BODY, 'w:top="2098"', 'w:top="1440"'),
    Mutation("margin-left", "margin", "redhead", BODY, 'w:left="1587" w:header', 'w:left="1800" w:header'),
    Mutation("margin-bottom", "margin", "report", BODY, 'w:bottom="1984"', 'w:bottom="1440"'),
    Mutation("margin-ledger", "margin", "ledger", BODY, 'w:top="1134"', 'w:top="2098"'),
    Mutation("gutter", "margin", "notice", BODY, 'w:gutter="0"', 'w:gutter="284"'),
    Mutation("grid-gone", "grid", "notice", BODY, '<w:docGrid w:type="lines" w:linePitch="579"/>', ""),
    Mutation("grid-type", "grid", "notice", BODY, 'w:type="lines"', 'w:type="linesAndChars"'),
    Mutation("grid-pitch", "grid", "notice", BODY, 'w:linePitch="579"', 'w:linePitch="312"'),
    Mutation("ledger-upright", "paper", "ledger", BODY, 'w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"'),
    Mutation("punctuation", "punctuation", "notice", SETTINGS, "compressPunctuation", "doNotCompress"),
    # lines
    Mutation("pitch-other", "line-pitch", "notice", STYLES, 'w:line="579"', 'w:line="600"'),
    Mutation("pitch-28", "line-pitch", "notice", STYLES, 'w:line="579"', 'w:line="560"'),
    Mutation("title-line-too-high", "line-pitch", "notice", STYLES, '<w:jc w:val="center"/>', '<w:spacing w:line="740" w:lineRule="exact"/><w:jc w:val="center"/>', _style("Title")),
    Mutation("pitch-automatic", "line-pitch", "notice", STYLES, 'w:line="579" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"'),
    Mutation("pitch-one-and-a-half", "line-pitch", "notice", STYLES, 'w:line="579" w:lineRule="exact"', 'w:line="360" w:lineRule="auto"'),
    Mutation("pitch-at-least", "line-pitch", "notice", STYLES, 'w:lineRule="exact"', 'w:lineRule="atLeast"'),
    Mutation("cell-pitch", "line-pitch", "ledger", STYLES, 'w:line="240" w:lineRule="exact"', 'w:line="240" w:lineRule="auto"', _style("CellHead")),
    Mutation("characters", "characters", "notice", STYLES, '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>'),
    Mutation("space-before", "spacing", "notice", STYLES, 'w:before="0"', 'w:before="156"'),
    Mutation("space-after-lines", "spacing", "notice", STYLES, 'w:after="0"', 'w:afterLines="50" w:after="0"'),
    Mutation("space-automatic", "spacing", "notice", STYLES, 'w:after="0"', 'w:afterAutospacing="1" w:after="0"'),
    Mutation("widow", "widow", "notice", STYLES, '<w:widowControl w:val="0"/>', ""),
    Mutation("auto-space", "auto-space", "notice", STYLES, '<w:autoSpaceDE w:val="0"/>', ""),
    Mutation("auto-space-digits", "auto-space", "notice", STYLES, '<w:autoSpaceDN w:val="0"/>', '<w:autoSpaceDN/>'),
    Mutation("hanging", "hanging-punctuation", "notice", STYLES, '<w:overflowPunct w:val="1"/>', '<w:overflowPunct w:val="0"/>'),
    # fonts of each role
    Mutation("font-title", "font", "notice", STYLES, f'w:eastAsia="{_TITLE_FONT}"', 'w:eastAsia="宋体"'),
    Mutation("font-body", "font", "notice", STYLES, f'w:eastAsia="{_BODY_FONT}"', 'w:eastAsia="宋体"'),
    Mutation("font-level-1", "font", "notice", STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"', _style("Heading1")),
    Mutation("font-level-2", "font", "notice", STYLES, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"', _style("Heading2")),
    Mutation("font-run-in-1", "font", "notice", STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="宋体"', _style("RunIn1")),
    Mutation("font-run-in-2", "font", "notice", STYLES, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="黑体"', _style("RunIn2")),
    Mutation("run-in-lost", "font", "notice", BODY, '<w:rStyle w:val="RunIn2"/>', ""),
    Mutation("run-in-on-text", "font", "notice", BODY, '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{{ p.text }}', '<w:rPr><w:rStyle w:val="RunIn1"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{{ p.text }}'),
    Mutation("font-page-number", "font", "notice", STYLES, 'w:ascii="宋体"', 'w:ascii="Times New Roman"'),
    Mutation("font-dash", "font", "notice", STYLES, 'w:eastAsia="宋体"', 'w:eastAsia="仿宋_GB2312"'),
    Mutation("font-secrecy", "font", "redhead", STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="仿宋_GB2312"', _style("Secrecy")),
    Mutation("font-signer", "font", "redhead", STYLES, 'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"', _style("Signer")),
    Mutation("font-mark", "font", "redhead", STYLES, f'w:eastAsia="{_TITLE_FONT}"', 'w:eastAsia="黑体"', _style("OrganMark")),
    Mutation("font-letter-mark", "font", "letter", STYLES, f'w:eastAsia="{_TITLE_FONT}"', 'w:eastAsia="黑体"', _style("OrganMark")),
    Mutation("font-cell-head", "font", "ledger", STYLES, 'w:eastAsia="黑体"', 'w:eastAsia="宋体"', _style("CellHead")),
    Mutation("font-latin", "latin-font", "notice", STYLES, f'w:ascii="{_BODY_FONT}"', 'w:ascii="Calibri"'),
    Mutation("theme", "theme-font", "notice", STYLES, 'w:eastAsia="仿宋_GB2312"', 'w:eastAsiaTheme="minorEastAsia" w:eastAsia="仿宋_GB2312"'),
    Mutation("theme-latin", "theme-font", "notice", STYLES, f'w:ascii="{_TITLE_FONT}"', f'w:asciiTheme="majorHAnsi" w:ascii="{_TITLE_FONT}"'),
    Mutation("direct-font", "font", "notice", BODY, '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{{ paragraph }}', '<w:rFonts w:hint="eastAsia" w:eastAsia="微软雅黑"/></w:rPr><w:t xml:space="preserve">{{ paragraph }}'),
    # sizes of each role
    Mutation("size-title", "size", "notice", STYLES, '<w:sz w:val="44"/>', '<w:sz w:val="36"/>'),
    Mutation("size-body", "size", "notice", STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="28"/>'),
    Mutation("size-page-number", "size", "notice", STYLES, '<w:sz w:val="28"/>', '<w:sz w:val="21"/>'),
    Mutation("size-imprint", "size", "redhead", STYLES, '<w:sz w:val="28"/>', '<w:sz w:val="32"/>', _style("Imprint")),
    Mutation("size-mark", "size", "redhead", STYLES, '<w:sz w:val="84"/>', '<w:sz w:val="72"/>'),
    Mutation("size-ledger", "size", "ledger", STYLES, '<w:sz w:val="18"/>', '<w:sz w:val="21"/>'),
    # weight and colour
    Mutation("bold-heading", "bold", "notice", STYLES, "<w:rPr>", "<w:rPr><w:b/>", _style("Heading1")),
    Mutation("bold-title", "bold", "notice", STYLES, "<w:rPr>", "<w:rPr><w:b/>", _style("Title")),
    Mutation("colour-body", "colour", "notice", STYLES, '<w:sz w:val="32"/>', '<w:color w:val="333399"/><w:sz w:val="32"/>'),
    Mutation("colour-mark", "colour", "redhead", STYLES, '<w:color w:val="FF0000"/>', '<w:color w:val="auto"/>'),
    Mutation("colour-letter-mark", "colour", "letter", STYLES, '<w:color w:val="FF0000"/>', '<w:color w:val="1F4E79"/>'),
    # placed on the line
    Mutation("title-left", "alignment", "notice", STYLES, '<w:jc w:val="center"/>', "", _style("Title")),
    Mutation("body-left", "alignment", "notice", STYLES, '<w:jc w:val="both"/>', '<w:jc w:val="left"/>'),
    Mutation("body-centred", "alignment", "notice", STYLES, _FIRST_LINE, f'{_FIRST_LINE}<w:jc w:val="center"/>', _style("BodyText")),
    Mutation("number-left", "alignment", "redhead", STYLES, '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', _style("Number")),
    Mutation("letter-number-centred", "alignment", "letter", STYLES, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>', _style("Number")),
    Mutation("mark-left", "alignment", "redhead", STYLES, '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', _style("OrganMark")),
    Mutation("indent-gone", "indent", "notice", STYLES, _FIRST_LINE, "", _style("BodyText")),
    Mutation("indent-three", "indent", "notice", STYLES, _FIRST_LINE, '<w:ind w:firstLineChars="300" w:firstLine="960"/>', _style("Heading2")),
    Mutation("indent-whole", "indent", "notice", STYLES, _FIRST_LINE, '<w:ind w:left="640" w:firstLineChars="200" w:firstLine="640"/>', _style("BodyText")),
    Mutation("indent-right", "indent", "notice", STYLES, _FIRST_LINE, '<w:ind w:right="420" w:firstLineChars="200" w:firstLine="640"/>', _style("BodyText")),
    Mutation("indent-addressee", "indent", "notice", BODY, '<w:pStyle w:val="Addressee"/>', f'<w:pStyle w:val="Addressee"/>{_FIRST_LINE}'),
    Mutation("indent-imprint", "indent", "redhead", BODY, 'w:left="1120" w:right="280" w:hanging="840"', 'w:left="840" w:right="280" w:hanging="840"'),
    Mutation("twin-missing", "indent-twin", "notice", STYLES, _FIRST_LINE, '<w:ind w:firstLineChars="200"/>', _style("BodyText")),
    Mutation("twin-disagrees", "indent-twin", "notice", STYLES, _FIRST_LINE, '<w:ind w:firstLineChars="200" w:firstLine="420"/>', _style("Heading1")),
    Mutation("hint-gone", "hint", "notice", BODY, '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{{ p.text }}', '<w:t xml:space="preserve">{{ p.text }}'),
    Mutation("hint-footer", "hint", "notice", ODD, '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>', ""),
    # page numbers
    Mutation("sides-alike", "page-number-sides", "notice", SETTINGS, "<w:evenAndOddHeaders/>", ""),
    Mutation("sides-centred", "page-number-sides", "notice", ODD, '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'),
    Mutation("even-at-right", "page-number-sides", "notice", EVEN, '<w:jc w:val="left"/>', '<w:jc w:val="right"/>'),
    Mutation("even-none", "page-number-sides", "notice", BODY, '<w:footerReference w:type="even" r:id="rId4"/>', ""),
    Mutation("ledger-number-left", "page-number-sides", "ledger", ODD, '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
    Mutation("number-none", "page-number", "notice", BODY, '<w:footerReference w:type="default" r:id="rId3"/>', ""),
    Mutation("number-typed", "page-number", "report", ODD, " PAGE ", " DATE "),
    Mutation("number-first", "page-number-first", "notice", BODY, "<w:docGrid", "<w:titlePg/><w:docGrid"),
    Mutation("number-hyphens", "page-number-form", "notice", ODD, "— ", "- "),
    Mutation("number-bare", "page-number-form", "notice", EVEN, "— ", ""),
    Mutation("number-spaces", "page-number-form", "notice", ODD, " —", "—"),
    Mutation("number-roman", "page-number-form", "notice", BODY, "<w:docGrid", '<w:pgNumType w:fmt="lowerRoman"/><w:docGrid'),
    Mutation("number-edge", "page-number-edge", "notice", ODD, 'w:right="280"', 'w:right="0"'),
    Mutation("number-height", "page-number-place", "notice", BODY, 'w:footer="1423"', 'w:footer="992"'),
    # red heads, letters, imprint, ledger
    Mutation("mark-high", "mark-place", "redhead", BODY, '<w:trHeight w:val="1964"', '<w:trHeight w:val="1400"'),
    Mutation("letter-high", "mark-place", "letter", BODY, 'w:header="1701"', 'w:header="851"'),
    Mutation("rule-black", "rule", "redhead", STYLES, 'w:sz="8" w:space="0" w:color="FF0000"', 'w:sz="8" w:space="0" w:color="auto"'),
    Mutation("rule-thick", "rule", "redhead", STYLES, 'w:sz="8" w:space="0" w:color="FF0000"', 'w:sz="24" w:space="0" w:color="FF0000"'),
    Mutation("rule-near", "rule-place", "redhead", STYLES, 'w:line="150"', 'w:line="60"'),
    Mutation("letter-rule-black", "rule", "letter", STYLES, 'w:color="FF0000"/><w:bottom', 'w:color="000000"/><w:bottom'),
    Mutation("letter-rule-turned", "rule", "letter", STYLES, '<w:top w:val="single" w:sz="18"', '<w:top w:val="single" w:sz="6"'),
    Mutation("letter-second-rule", "page-number-place rule-place", "letter", BODY, 'w:footer="1134"', 'w:footer="850"'),
    Mutation("letter-rule-short", "rule-length", "letter", STYLES, '<w:ind w:left="-453" w:right="-340"/>', '<w:ind w:left="0" w:right="0"/>', _style("FirstRule")),
    Mutation("imprint-rule", "rule", "redhead", BODY, '<w:top w:val="single" w:sz="8"', '<w:top w:val="single" w:sz="12"'),
    Mutation("row-splits", "row-split", "ledger", BODY, "<w:cantSplit/>", ""),
    Mutation("head-not-repeated", "header-row", "ledger", BODY, "<w:tblHeader/>", ""),
)  # fmt: skip

TOLERATED = (
    Mutation("half-a-millimetre", "", "notice", BODY, 'w:top="2098"', 'w:top="2126"'),
    Mutation("fangsong", "", "notice", STYLES, "仿宋_GB2312", "仿宋", everywhere=True),
    Mutation("simhei", "", "notice", STYLES, "黑体", "SimHei", everywhere=True),
    Mutation("xiaobiaosong", "", "notice", STYLES, "方正小标宋简体", "方正小标宋_GBK", everywhere=True),
    Mutation("black", "", "notice", STYLES, '<w:sz w:val="32"/>', '<w:color w:val="000000"/><w:sz w:val="32"/>'),
    Mutation("indent-in-points", "", "notice", STYLES, _FIRST_LINE, '<w:ind w:firstLine="640"/>', everywhere=True),
    Mutation("indent-squeezed", "", "notice", STYLES, _FIRST_LINE, '<w:ind w:firstLineChars="200" w:firstLine="630"/>', everywhere=True),
    Mutation("title-line", "", "notice", STYLES, '<w:jc w:val="center"/>', '<w:spacing w:line="660" w:lineRule="exact"/><w:jc w:val="center"/>', _style("Title")),
    Mutation("title-line-higher-by-a-quarter", "", "notice", STYLES, '<w:jc w:val="center"/>', '<w:spacing w:line="723" w:lineRule="exact"/><w:jc w:val="center"/>', _style("Title")),
    Mutation("deep-red", "", "redhead", STYLES, '<w:color w:val="FF0000"/>', '<w:color w:val="E60012"/>', everywhere=True),
    Mutation("comment", "", "notice", STYLES, "<w:docDefaults>", "<!-- 模板 --><w:docDefaults>"),
)  # fmt: skip
"""Changes that leave the layout as the standard has it."""
