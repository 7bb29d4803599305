"""Which reports are of use to the editor of a document, and in which words.

An editor has no YAML: reports on how the import understood a document as data are left out, and so is advice on keys and
waivers. This module must not know where anything stands.
"""

from __future__ import annotations

import re

from rectify_gen.canonical_names import ALL_KEYS
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.messages import lookup

_OF_DOCUMENT = {
    "import-other-document": "document-other",
    "import-no-sections": "document-without-sections",
    "import-invisible": "document-invisible",
    "import-control": "document-control",
    "import-field-code": "document-field-code",
    "import-changes": "document-changes",
    "import-hidden": "document-hidden",
    "import-struck": "document-struck",
    "import-comment": "document-comment",
    "import-margin": "document-margin",
    "import-pictures": "document-pictures",
    "import-placeholder": "document-placeholder",
    "import-symbol": "document-symbol",
    "import-chunk": "document-chunk",
    "import-active": "document-active",
    "encoding-legacy": "encoding-legacy",
}
"""What an import reports of the document itself, and how a check reports it: what was not read, and what nobody publishes."""
_OF_DATA = frozenset(
    {
        # A typed number is printed once in a document; only data would have another generated.
        "typed-mark",
        "waiver-unused",
        # How a title would be broken if it were built from data.
        "title-without-good-break",
        "ledger-fact-unprinted",
        "count-mismatch",
        "all-done-contradicted",
        "status-contradicted",
        "status-against-deadline",
        "closed-while-open",
        "edition-empty",
        "heading-emptied",
        "fact-not-in-text",
    }
)
"""What rules report of keys that a document does not have."""
_OTHER_DOCUMENT = "import-other-document"
_WORDS_OF_DATA = ("waiver", "YAML", "--force", "导入")
_WORD = re.compile("[A-Za-z_]{2,}")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_HINTS = {
    "part-missing": ("补出这一部分", "add this part"),
    "number-out-of-sequence": ("改正序号", "correct the number"),
    "mark-repeated": (
        "减少层次，或换一种序号",
        "use fewer levels, or another kind of number",
    ),
    "heading-without-content": (
        "补写内容，或删去标题",
        "write what belongs below it, or delete it",
    ),
    "heading-too-long": (
        "概括要点，其余写入正文",
        "keep the main point, and move the rest into the text",
    ),
    "heading-repeated": (
        "各写一个标题，或并为一处",
        "give each a heading of its own, or make one of them",
    ),
    "run-in-mixed": (
        "统一：标题都单独成段，或都与正文接排",
        "let all of them stand alone, or all run into their text",
    ),
    "measure-run-mixed": (
        "统一用一是、二是",
        "count with 一是, 二是 throughout",
    ),
    "inspection-level-differs": (
        "核对机关、届次和巡察组的层级",
        "check the levels of the authority, the term and the team",
    ),
    "words-at-join": ("删去重复的词", "delete the words that stand twice"),
    "contact-label-open": ("在名称后加冒号", "write a colon behind the label"),
}
"""What an editor can do, in Chinese and English, where the advice of a rule is about keys alone."""
_SENTENCES = {
    "claims-differ": (
        "这里称 {claimed} {counted_zh}，前文称 {first}：“{quote}”",
        "{claimed} {counted_en} here, but {first} before: “{quote}”",
    ),
}
"""Sentences that speak of keys, in words of the text."""


def is_of_document(diagnostic: Diagnostic) -> bool:
    """Return whether what an import reports is about the document, and not about the data made of it."""
    return diagnostic.code in _OF_DOCUMENT


def of_document(diagnostic: Diagnostic) -> Diagnostic:
    """Return what an import reports of the document in the words of a check."""
    return diagnostic._replace(code=_OF_DOCUMENT[diagnostic.code])


def is_other_document(codes: frozenset[str]) -> bool:
    """Return whether the reports with ``codes`` say that a document is none of those that the rules know."""
    return _OTHER_DOCUMENT in codes


def is_for_editor(diagnostic: Diagnostic, *, is_other: bool) -> bool:
    """Return whether a rule's report is of use to the editor of a document.

    Of a document of another kind (``is_other``) only words at fault are: it lacks what a notice has to have.
    """
    if diagnostic.code in _OF_DATA:
        return False
    return diagnostic.span is not None or not is_other


def in_words_of_editor(diagnostic: Diagnostic) -> Diagnostic:
    """Return ``diagnostic`` without advice on keys and waivers."""
    message = diagnostic.wording or lookup(diagnostic.code)
    if diagnostic.code in _HINTS:
        zh_hint, en_hint = _HINTS[diagnostic.code]
    else:
        keys = _keys_in(message.zh_hint)
        zh_hint = _without_data(message.zh_hint, keys, "；", "，或")
        en_hint = _without_data(message.en_hint, keys, "; ", ", or ")
    zh, en = _SENTENCES.get(diagnostic.code, (message.zh, message.en))
    wording = message._replace(zh=zh, en=en, zh_hint=zh_hint, en_hint=en_hint)
    return diagnostic._replace(wording=wording)


def _keys_in(chinese_hint: str) -> frozenset[str]:
    """Return the keys that a hint names: in Chinese advice, a word of Latin letters that is a key is meant as one."""
    without_placeholders = _PLACEHOLDER.sub("", chinese_hint)
    return ALL_KEYS.intersection(_WORD.findall(without_placeholders))


def _without_data(
    hint: str, keys: frozenset[str], between_clauses: str, between_choices: str
) -> str:
    """Return ``hint`` without its clauses about data, and without what it offers besides that names one of ``keys``."""
    clauses = []
    for clause in _split_outside_quotes(hint, between_clauses):
        choices = []
        for choice in clause.split(between_choices):
            words = _WORD.findall(_PLACEHOLDER.sub("", choice))
            is_about_data = any(word in choice for word in _WORDS_OF_DATA)
            if not is_about_data and keys.isdisjoint(words):
                choices.append(choice)
        if choices:
            clauses.append(between_choices.join(choices))
    return between_clauses.join(clauses)


def _split_outside_quotes(hint: str, between_clauses: str) -> list[str]:
    """Return the clauses of ``hint``; a sign in quotation marks is one that it speaks of."""
    clauses: list[str] = []
    for piece in hint.split(between_clauses):
        if clauses and clauses[-1].count("“") > clauses[-1].count("”"):
            clauses[-1] += between_clauses + piece
        else:
            clauses.append(piece)
    return clauses
