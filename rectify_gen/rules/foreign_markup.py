"""The rule of marks for looks that belong to other programs: Markdown and HTML, which a document prints as they stand.

Looks come from the template, so that “**制度**” is printed with its asterisks.
"""

from collections.abc import Iterator

from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Sparse

_ELEMENTS = (
    "a|b|i|u|s|p|q|em|strong|br|hr|span|font|div|big|small|sup|sub|mark|code|pre|img|center|del|ins"
    "|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th"
)
_HTML = Sparse(
    rf"(?i:</?(?:{_ELEMENTS})(?:\s[^<>\n]*)?/?>|&(?:[a-z]{{2,8}}|\#[0-9]{{1,6}}|\#x[0-9a-f]{{1,5}});)",
    ("<", "&"),
    (">", ";"),
)
# 张**、李** are masked names: what stands between two of them is no bold text.
_MARKDOWN = Sparse(
    r"(?<!\*)\*\*(?![*\s、，。；和与及等同])[^*\n]{1,60}(?<!\s)\*\*(?!\*)"
    r"|(?<!_)__(?![_\s])[^_\n]{1,60}(?<!\s)__(?!_)"
    r"|~~(?!\s)[^~\n]{1,60}(?<!\s)~~"
    r"|!?\[[^\[\]\n]{1,60}\]\([^()\s]{1,200}\)"
    r"|(?m:^\#{1,6} (?=\S))",
    ("**", "__", "~~", "](", "# "),
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "“{marks}”会照原样印出来：“{quote}”",
        "“{marks}” would be printed as it stands: “{quote}”",
    ),
    hint=(
        "删去这些符号；加粗、换字体由模板决定（措施首句见模板指南里的 p.lead）",
        "delete these marks; bold words and fonts are the template's (for lead sentences see p.lead in its guide)",
    ),
    what=(
        "Markdown 或 HTML 的排版符号：**加粗**、<b>加粗</b>、&nbsp;",
        "marks of Markdown or HTML: **bold**, <b>bold</b>, &nbsp;",
    ),
    why=(
        "数据里只有文字，样子由模板决定；这些符号读者会看到",
        "the data holds words only and their looks are the template's; readers see these marks",
    ),
    basis="习惯",
    wrong="健全**议事规则**并<b>逐月</b>通报。",
    right="健全议事规则并逐月通报。",
)
def markup_left(subject: Subject) -> Iterator[Finding]:
    """Yield each mark of Markdown or HTML in any text; not fixed, because something was meant by it."""
    for pattern in (_HTML, _MARKDOWN):
        for match in pattern.finditer(subject.whole):
            yield subject.finding(match.span())


RULES: tuple[Rule, ...] = (markup_left,)
