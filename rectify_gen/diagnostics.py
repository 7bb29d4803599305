"""Diagnostics: what is wrong, how grave, and where; and the family of errors.

A diagnostic is a finished value: code, route into the data, characters at fault,
facts for the message, fixes. It is worded when it is printed, so the same diagnostic
reads in Chinese or English. A rule's diagnostic carries its message; any other finds it
by its code in :mod:`rectify_gen.messages`.

This room must not know files, YAML, Word, or how a report is printed.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Self

from rectify_gen import messages
from rectify_gen.places import Place

Route = tuple[str | int, ...]
"""Keys and indices that lead from the top of a document to one value."""


def common_part(routes: Sequence[Route]) -> Route:
    """Return the deepest part of a document that holds all of ``routes``."""
    common = []
    for steps in zip(*routes, strict=False):
        if len(set(steps)) > 1:
            break
        common.append(steps[0])
    return tuple(common)


class Severity(StrEnum):
    """How grave a diagnostic is; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Position(NamedTuple):
    """A stretch of source text: lines and columns count from 1, columns in characters.

    ``end_column`` is the column just after the last character. ``cell`` names the cell of a workbook: 基本情况!B7.
    Lines and columns then are those of a listing of its cells, which reports quote from and nobody else sees.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    cell: str = ""

    @property
    def name(self) -> str:
        """The cell, or line and column: ``3:5``."""
        return self.cell or f"{self.line}:{self.column}"


_QUOTED_AROUND = 12
"""Characters that a message quotes on either side of those at fault."""


class Span(NamedTuple):
    """The characters of ``text`` from index ``start`` to before ``end``; none where the text as a whole is meant.

    The span of 。。 in 评议结果公布公示。。 is ``Span("评议结果公布公示。。", 8, 10)``.
    """

    text: str
    start: int
    end: int

    @property
    def marks(self) -> str:
        """The characters themselves."""
        return self.text[self.start : self.end]

    @property
    def quote(self) -> str:
        """The characters with some of the text on either side."""
        quote_start = max(self.start - _QUOTED_AROUND, 0)
        quote_end = self.end + _QUOTED_AROUND
        return self.text[quote_start:quote_end]


class Fix(NamedTuple):
    """What to write in the place of ``span`` in the text at ``route``; no digit changes.

    One that is not safe may be wrong: it is made only with ``--unsafe``.
    """

    route: Route
    span: Span
    replacement: str
    is_safe: bool = True


NO_FACTS: Mapping[str, object] = {}


class Diagnostic(NamedTuple):
    """One fault found in a text (a 问题 of the inspection is a ``problem``, never this).

    ``facts`` fill the placeholders of the message, beside those that :meth:`placeholders` adds.
    ``place`` is a spot in a template. ``grade`` is a severity that the project chose in
    the place of the message's. ``span`` are the characters at fault of the text at ``route``.
    ``fixes`` are several where one report gathers several marks. ``wording`` is the message
    of a rule; without it the table of messages has one for the code.
    """

    code: str
    route: Route = ()
    facts: Mapping[str, object] = NO_FACTS
    position: Position | None = None
    path: str = ""
    place: Place | None = None
    grade: Severity | None = None
    span: Span | None = None
    fixes: tuple[Fix, ...] = ()
    wording: messages.Message | None = None

    @property
    def severity(self) -> Severity:
        """The severity that the project chose, else the one of the message."""
        return self.grade or self.default_severity

    @property
    def default_severity(self) -> Severity:
        """The severity where no project chooses another."""
        return Severity(self._worded().severity)

    def message(self, lang: str = "en") -> str:
        """The sentence that says what is wrong, in ``zh`` or ``en``."""
        return self._worded().text(lang, self.placeholders())

    def hint(self, lang: str = "en") -> str:
        """What to do about it, in ``zh`` or ``en``; may be empty."""
        return self._worded().hint(lang, self.placeholders())

    def placeholders(self) -> Mapping[str, object]:
        """What fills the message: ``marks`` and ``quote`` of the span, ``replacement`` of the first fix, and the facts.

        A fact of the same name wins: a rule may quote what is printed instead of what was written.
        """
        words: dict[str, object] = {}
        if self.span is not None:
            words["marks"] = self.span.marks
            words["quote"] = self.span.quote
        if self.fixes:
            words["replacement"] = self.fixes[0].replacement
        return {**words, **self.facts}

    def _worded(self) -> messages.Message:
        return self.wording or messages.lookup(self.code)


class RectifyError(Exception):
    """The work cannot go on."""

    exit_code = 1

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        """Return the sentences; worked out when they are asked for, since there may be thousands."""
        sentences = [diagnostic.message() for diagnostic in self.diagnostics]
        return "; ".join(sentences)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Diagnostic, ...]]]:
        """Travel between processes as the diagnostics, not as their sentences."""
        return type(self), (self.diagnostics,)


class InputError(RectifyError):
    """The data has faults that its author must fix (exit code 1)."""


class UsageError(RectifyError):
    """The command or call makes no sense as given (exit code 2)."""

    exit_code = 2


class TemplateError(RectifyError):
    """The template cannot be used (exit code 3)."""

    exit_code = 3


class EnvironmentFaultError(RectifyError):
    """Something outside the product is missing or fails (exit code 3)."""

    exit_code = 3


class InternalFaultError(RectifyError):
    """A bug of this product, met in the work on one file (exit code 3); the fact ``trace`` is its traceback."""

    exit_code = 3


INTERNAL_CODES = frozenset({"internal-fault", "memory-exhausted"})
"""Codes of the diagnostics that :func:`internal_fault` makes."""

_ERROR_LIMIT = 300
"""Characters of an unexpected error's own words that a message repeats."""


def internal_fault(error: Exception, path: str) -> InternalFaultError:
    """Return the unexpected ``error``, met in the work on the file ``path``, as an error that can be reported."""
    import traceback  # only where there is a bug

    # Some errors say nothing: then the name of the class stands alone.
    words = f"{type(error).__name__}: {error}".strip(": ")
    trace = traceback.format_exception(error)
    facts = {
        "error": words[:_ERROR_LIMIT],
        "trace": "".join(trace),
    }
    code = "memory-exhausted" if isinstance(error, MemoryError) else "internal-fault"
    return InternalFaultError([Diagnostic(code, facts=facts, path=path)])


def as_reported(error: Exception, path: str) -> RectifyError:
    """Return ``error`` where it is meant for the user, else the internal fault that it is."""
    if isinstance(error, RectifyError):
        return error
    return internal_fault(error, path)


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return those of ``diagnostics`` that stop a build."""
    grave = []
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            grave.append(diagnostic)
    return grave
