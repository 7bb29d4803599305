"""The rule that nothing kept for the internal edition stands in the public one."""

from collections.abc import Iterator, Sequence

from rectify_gen.diagnostics import Route, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.vocabulary.ledger_keys import LEDGER_WORDS

SHORTEST_NAME, SHORTEST_SENTENCE = 6, 12
"""Characters from which on the same words elsewhere are no chance."""
_SENTENCE = LatePattern("[^。；！？\n]+")


@rule(
    severity=Severity.ERROR,
    sentence=(
        "只进党内通报版的内容出现在公开版里：“{quote}”",
        "what is kept for the internal edition stands in the public one: “{quote}”",
    ),
    hint=("删去或改写这一处", "delete or reword it here"),
    what=(
        "只进党内通报版的内容出现在公开版里",
        "what is meant for the internal edition stands in the public one",
    ),
    why=(
        "audience: internal 的问题名称或语句被复制到公开的部分，等于公开",
        "a name or sentence of an internal item that was copied elsewhere is published",
    ),
    basis="《中国共产党巡视工作条例》；巡察整改公开的规定",
    wrong="audience: internal 的问题，名称又写进导语",
    right="从导语中删去，或改写为不涉及具体内容的话",
)
def internal_text_published(subject: Subject) -> Iterator[Finding]:
    """Yield each place in the public edition where the name of an internal item, or a sentence of it, stands."""
    hidden = tuple(_internal(subject))
    if not hidden:
        return
    public_texts: list[tuple[int, str]] = []
    internal_pieces: dict[str, None] = {}  # each once, in the order of the texts
    for route, start, text in subject.texts():
        if _is_within(route, hidden):
            for piece in _pieces(route, text):
                internal_pieces[piece] = None
        elif LEDGER_WORDS.isdisjoint(route):
            public_texts.append((start, text))
    for piece in internal_pieces:
        for start, text in public_texts:
            index = text.find(piece)
            if index >= 0:
                yield subject.finding((start + index, start + index + len(piece)))


def _internal(subject: Subject) -> Iterator[Route]:
    """Routes of the sections and items that a public edition leaves out."""
    for index, section in enumerate(subject.notice.sections):
        if section.audience == "internal":
            yield ("sections", index)
    for route, item, _ in subject.items():
        if item.audience == "internal":
            yield route


def _is_within(route: Route, hidden: Sequence[Route]) -> bool:
    return any(route[: len(part)] == part for part in hidden)


def _pieces(route: Route, text: str) -> Iterator[str]:
    """What of an internal text must not be read elsewhere: a name whole, a paragraph by sentences."""
    if route[-1] in ("heading", "problem"):
        name = text.strip("。； ")
        if len(name) >= SHORTEST_NAME:
            yield name
    elif LEDGER_WORDS.isdisjoint(route) and route[-1] not in ("form", "label"):
        for match in _SENTENCE.finditer(text):
            sentence = match.group().strip()
            if len(sentence) >= SHORTEST_SENTENCE:
                yield sentence


RULES: tuple[Rule, ...] = (internal_text_published,)
