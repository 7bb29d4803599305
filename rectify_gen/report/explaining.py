"""What a code means, for people: of a rule with its cases, of any other report with what it says.

Pure: from values to text. This room must not know commands or terminals.
"""

import string
from collections.abc import Sequence

from rectify_gen.messages import Message, say
from rectify_gen.rules import Rule

_MOST_ENTRIES = 5
"""Cases that are shown of what is reported, and of what is not."""
_MOST_LINES = 8
"""Lines of a case that is still short enough to be shown."""
_NOTHING_CHANGED = "- notice: {}"
"""The notice of the frame itself, which shows nothing of a rule."""


_KINDS_OF_FIX = {
    (True, True): "rule-fixed-or-offered",
    (True, False): "rule-fixed",
    (False, True): "rule-offered",
    (False, False): "rule-not-fixed",
}
"""What is said of a rule that has safe fixes, and of one that has others."""
_BASES_IN_ENGLISH = {
    "习惯": "custom",
    "《中国共产党章程》和党中央文件的原文": "the wording of 《中国共产党章程》 and of the Central Committee's documents",
    "巡察整改公开的规定": "local rules on publishing a rectification",
}
"""Bases that are no documents with a name."""


def _basis(basis: str, lang: str) -> str:
    if lang != "en":
        return basis
    parts = basis.split("；")
    return "; ".join(_BASES_IN_ENGLISH.get(part, part) for part in parts)


def explain_rule(
    rule: Rule,
    wrong: Sequence[str],
    right: Sequence[str],
    lang: str,
) -> str:
    """Return what ``rule`` looks for and why, what it says, some of its cases, and how to waive it."""
    documentation = rule.documentation
    is_english = lang == "en"
    explanation = say(
        "rule-explained",
        lang,
        rule=rule.code,
        severity=say(rule.message.severity, lang),
        what=documentation.what[is_english],
        why=documentation.why[is_english],
        basis=_basis(documentation.basis, lang),
        wrong=documentation.wrong,
        right=documentation.right,
        fix=say(_KINDS_OF_FIX[rule.fixes, rule.offers], lang),
    )
    explanation += _says(rule.message, lang)
    explanation += _cases("rule-cases-wrong", wrong, lang)
    explanation += _cases("rule-cases-right", right, lang)
    return explanation + say("rule-waiver", lang, rule=rule.code)


def explain_report(
    code: str,
    message: Message,
    lang: str,
) -> str:
    """Return what the report ``code``, which is of no rule, says and advises."""
    severity = say(message.severity, lang)
    heading = say("report-explained", lang, report=code, severity=severity)
    return heading + _says(message, lang)


def _says(message: Message, lang: str) -> str:
    """The sentence and the hint, with … for what a report fills in."""
    sentence, hint = message.en, message.en_hint
    if lang == "zh":
        sentence, hint = message.zh, message.zh_hint
    lines = say("report-says", lang, sentence=_with_gaps(sentence))
    if hint:
        lines += say("report-hints", lang, hint=_with_gaps(hint))
    return lines


def _with_gaps(pattern: str) -> str:
    """``pattern`` with … in the place of each placeholder."""
    pieces = []
    for text, placeholder, _, _ in string.Formatter().parse(pattern):
        pieces.append(text)
        if placeholder is not None:
            pieces.append("…")
    return "".join(pieces)


def _cases(code: str, entries: Sequence[str], lang: str) -> str:
    """The first short ones of ``entries`` below a heading that says how many there are; nothing where there is none."""
    short = []
    for entry in entries:
        is_short = entry.count("\n") < _MOST_LINES
        # A long case is there to test the rule, and shows a reader nothing that a short one does not.
        if is_short and entry != _NOTHING_CHANGED:
            short.append(entry)
    shown_entries = short[:_MOST_ENTRIES]
    if not shown_entries:
        return ""
    heading = say(
        code,
        lang,
        shown=len(shown_entries),
        count=len(entries),
    )
    lines = [heading]
    for entry in shown_entries:
        for line in entry.split("\n"):
            lines.append(f"    {line}\n")
    return "".join(lines)
