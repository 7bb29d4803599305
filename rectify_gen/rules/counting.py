"""How many areas, problems and tasks a notice lists, for rules that compare figures with it.

What counts as which is known to ``vocabulary.tally``.
"""

from collections.abc import Sequence

from rectify_gen import model
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.tally import Counted, Tally, tally


def tally_of(subject: Subject, *, internal: bool) -> Tally:
    """Return the counts over the rectification sections of a notice; ``internal`` items count where asked for."""
    return tally(
        _counted(section.content, internal=internal)
        for section in subject.notice.sections
        if section.role is model.Role.RECTIFICATION
        and (internal or section.audience == "public")
    )


def _counted(content: Sequence[model.Member], *, internal: bool) -> tuple[Counted, ...]:
    items: list[Counted] = []
    for member in content:
        if isinstance(member, model.Labelled):
            items += _counted(member.content, internal=internal)
        if not isinstance(member, model.HeadingItem | model.ProblemItem):
            continue
        if internal or member.audience == "public":
            below = _counted(member.content, internal=internal)
            items.append(Counted(isinstance(member, model.ProblemItem), below))
    return tuple(items)
