"""How many areas, problems and tasks a notice lists, for rules that compare figures with it.

What counts as which is known to ``vocabulary.tally``. Rules ask through
``subject.once(public_tally)`` and ``subject.once(whole_tally)``, so that items are
counted once for all rules.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rectify_gen import model
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.tally import Counted, Tally, tally


def public_tally(subject: Subject) -> Tally:
    """Return the counts over the rectification sections as the public edition prints them."""
    return _tally_of(subject, internal=False)


def whole_tally(subject: Subject) -> Tally:
    """Return the counts over the rectification sections with all internal items."""
    if not subject.once(has_internal_parts):
        return subject.once(public_tally)
    return _tally_of(subject, internal=True)


def listed_in_words(
    public: Tally, whole: Tally, *, with_headings: bool
) -> tuple[str, str]:
    """Return how many problems or tasks are listed, in Chinese and English, with each number that readers may count.

    The headings above them are counted too where ``with_headings``.
    """
    others: list[tuple[int, str, str]] = [
        (public.leaves, "分到最末一级", "down to the last level")
    ]
    if with_headings:
        others.append((public.numbered, "连同上级标题", "with the headings above them"))
    others.append((whole.problems, "连同党内通报版", "with the internal ones"))
    known = {public.problems}
    in_chinese = []
    in_english = []
    for number, words, words_en in others:
        if number in known:
            continue
        known.add(number)
        in_chinese.append(f"{words} {number} 项")
        in_english.append(f"{number} {words_en}")
    chinese = f"{public.problems} 项"
    english = str(public.problems)
    if in_chinese:
        chinese += f"（{'，'.join(in_chinese)}）"
        english += f" ({', '.join(in_english)})"
    return chinese, english


def editions_in_words(counts: AbstractSet[int]) -> tuple[str, str]:
    """Return ``counts``, in which the editions may differ, in Chinese and English: 3 个 或 5 个."""
    numbers = [str(count) for count in sorted(counts)]
    in_chinese = " 或 ".join(f"{number} 个" for number in numbers)
    return in_chinese, " or ".join(numbers)


def has_internal_parts(subject: Subject) -> bool:
    """Return whether a section or an item is not for the public: else both editions are the same. Ask ``once``."""
    sections = {section.audience for section in subject.notice.sections}
    items = {numbered.item.audience for numbered in subject.items()}
    return "internal" in sections | items


def _tally_of(subject: Subject, *, internal: bool) -> Tally:
    sections = []
    for section in subject.notice.sections:
        if section.role is not model.Role.RECTIFICATION:
            continue
        if internal or section.audience == "public":
            sections.append(_counted(section.content, internal=internal))
    return tally(sections)


def _counted(content: Sequence[model.Member], *, internal: bool) -> tuple[Counted, ...]:
    items: list[Counted] = []
    for member in content:
        # Most members are plain texts: they are told apart first, for speed.
        if isinstance(member, str):
            continue
        if isinstance(member, (model.ProblemItem, model.HeadingItem)):
            if internal or member.audience == "public":
                is_problem = isinstance(member, model.ProblemItem)
                below = _counted(member.content, internal=internal)
                items.append(Counted(is_problem, below))
        elif isinstance(member, model.Labelled):
            # Items below a label count as those beside it.
            items += _counted(member.content, internal=internal)
    return tuple(items)
