"""How many areas, problems and tasks a notice lists, for rules that compare figures with it.

What counts as which is known to ``vocabulary.tally``. Rules ask through
``subject.once(public_tally)`` and ``subject.once(whole_tally)``, so that items are
counted once for all rules.
"""

from collections.abc import Sequence

from rectify_gen import model
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.tally import Counted, Tally, tally


def public_tally(subject: Subject) -> Tally:
    """Return the counts over the rectification sections as the public edition prints them."""
    return _tally_of(subject, internal=False)


def whole_tally(subject: Subject) -> Tally:
    """Return the counts over the rectification sections with all internal items."""
    return _tally_of(subject, internal=True)


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
        if isinstance(member, model.Item):
            if internal or member.audience == "public":
                is_problem = isinstance(member, model.ProblemItem)
                below = _counted(member.content, internal=internal)
                items.append(Counted(is_problem, below))
        elif isinstance(member, model.Labelled):
            # Items below a label count as those beside it.
            items += _counted(member.content, internal=internal)
    return tuple(items)
