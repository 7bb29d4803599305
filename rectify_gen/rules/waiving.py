"""Which waivers cover a diagnostic. This room must not know any rule."""

from collections.abc import Sequence

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic


class WaiverIndex:
    """The waivers of one notice, looked up by code and by the beginning of their quotation.

    A notice may have thousands of both findings and waivers, so not every pair is compared.
    """

    def __init__(self, waivers: Sequence[model.Waiver]) -> None:
        self._everywhere: dict[str, list[int]] = {}
        self._quotations: dict[str, list[tuple[int, str]]] = {}
        for number, waiver in enumerate(waivers):
            if waiver.where is None:
                self._everywhere.setdefault(waiver.code, []).append(number)
            else:
                quotation = (number, waiver.where)
                self._quotations.setdefault(waiver.code, []).append(quotation)
        self._beginnings: dict[str, dict[str, list[tuple[int, str]]]] = {}
        self._last: tuple[str, str] = ("", "")
        self._quoted_in_last: list[tuple[int, str]] = []

    def covering(self, diagnostic: Diagnostic) -> list[int]:
        """Return the numbers, from 0 and in order, of the waivers that name the code and the place of ``diagnostic``."""
        numbers = self._everywhere.get(diagnostic.code, [])
        if diagnostic.code not in self._quotations:
            return numbers
        if diagnostic.span is None:
            return numbers
        covering = list(numbers)
        for number, where in self._quoted_in(diagnostic.code, diagnostic.span.text):
            # The quotation must cover the marks: another fault in the same text is not waived by it.
            if diagnostic.span.marks in where:
                covering.append(number)
        return sorted(covering)

    def _quoted_in(self, code: str, text: str) -> list[tuple[int, str]]:
        """The waivers of ``code`` that quote a part of ``text``; those of one text are looked up once."""
        if self._last != (code, text):
            self._last = (code, text)
            beginnings = self._beginnings_of(code)
            # All beginnings have the length of the shortest quotation, so that one set of parts serves.
            size = len(next(iter(beginnings)))
            parts = set()
            for index in range(len(text) - size + 1):
                part = text[index : index + size]
                parts.add(part)
            quoted: list[tuple[int, str]] = []
            for part in parts & beginnings.keys():
                for number, where in beginnings[part]:
                    if where in text:
                        quoted.append((number, where))
            self._quoted_in_last = quoted
        return self._quoted_in_last

    def _beginnings_of(self, code: str) -> dict[str, list[tuple[int, str]]]:
        """The waivers of ``code`` by as many first characters of their quotation as the shortest one has."""
        if code not in self._beginnings:
            quotations = self._quotations[code]
            size = min(len(where) for _, where in quotations)
            beginnings: dict[str, list[tuple[int, str]]] = {}
            for number, where in quotations:
                beginnings.setdefault(where[:size], []).append((number, where))
            self._beginnings[code] = beginnings
        return self._beginnings[code]
