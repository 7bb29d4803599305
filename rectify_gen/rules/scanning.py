"""How the rules of punctuation read a text: what they scan, and how a finding quotes its place.

This room must not know any rule.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.rules.rule import Subject
from rectify_gen.rules.sparse import Sparse

IDEOGRAPH = "〇㐀-䶿一-鿿豈-﫿𠀀-𲎯"
CLOSING = "”’》〉）〕】」』"
OPENING = "“‘《〈（〔【「『"
STOPS = "，。、；：？！"
SPACE = " \u00a0\u2002-\u200a\u202f\u3000"
WIDER = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
AROUND = 12
LIST_NUMBER = re.compile(rf"(?:\A|[{STOPS}{SPACE}])[0-9A-Za-z一二三四五六七八九十①-⑳]{{1,3}}\Z")
CHINESE_SIDE = Sparse(f"[{IDEOGRAPH}{OPENING}{CLOSING}{STOPS}]")


class Scanned(NamedTuple):
    """A text as it is scanned: ``scanned`` has the length of ``text``, with Chinese for the ``{}`` of a form."""

    route: Route
    text: str
    scanned: str


def scan(subject: Subject) -> Iterator[Scanned]:
    """Yield every text, and the document number, which the walk leaves out as it does numbers of items."""
    for route, text in subject.texts:
        yield Scanned(route, text, text.replace("{}", "问题") if route[-1] == "form" else text)
    document = subject.notice.document
    if document is not None and document.number is not None:
        yield Scanned(("document", "number"), document.number, document.number)


def finding(code: str, read: Scanned, at: int, marks: str, **more: object) -> Diagnostic:
    """Return the diagnostic of ``marks`` at index ``at`` of a text, with a short quotation around them."""
    quote = read.text[max(at - AROUND, 0) : at + len(marks) + AROUND]
    return Diagnostic(code, read.route, {"quote": quote, "marks": marks, "text": read.text, "at": at, **more})


def sign_at(text: str, at: int) -> str:
    """Return the character at ``at``, empty outside the text."""
    return text[at] if 0 <= at < len(text) else ""


def is_latin(sign: str) -> bool:
    """Return whether ``sign`` is a Latin letter or an ASCII digit."""
    return sign.isascii() and sign.isalnum()
