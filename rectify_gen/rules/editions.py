"""Rules on what an edition prints of the outline: nothing, a bare heading, one heading or mark twice.

They read the outline as it is printed, which the author's texts do not show. This room
must not know positions, YAML or reports.
"""

from collections.abc import Iterator, Sequence

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route, Severity, Span
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.item_lists import Listed, at_heading
from rectify_gen.rules.repeats import SHORTEST_REPEATED_NAME
from rectify_gen.rules.rule import Numbered, Rule, Subject, rule
from rectify_gen.view import (
    heading_of,
    inspection_name,
    inspection_type,
    marks_of,
    section_heading,
)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "公开版没有内容：所有部分都只进党内通报版",
        "the public edition is empty: every section is audience: internal",
    ),
    hint=(
        "公开至少一个部分；只要党内通报版的，用 build --audience internal",
        "publish a section at least; for the internal edition alone use build --audience internal",
    ),
    what=(
        "公开版没有任何部分：所有部分都标了 internal",
        "a public edition without any section: all of them are internal",
    ),
    why=(
        "公开版会是一份空文件，不能生成",
        "the public edition would be an empty document; it is not built",
    ),
    basis="习惯",
    wrong="sections: [{role: rectification, audience: internal, …}]（仅此一个部分）",
    right="至少一个部分不写 audience: internal",
)
def edition_empty(subject: Subject) -> Iterator[Finding]:
    """Yield that no section is left in the public edition."""
    if is_public_edition_empty(subject.notice):
        yield Finding(("sections",))


def is_public_edition_empty(notice: model.Notice) -> bool:
    """Return whether every section is kept for the internal edition."""
    return all(section.audience == "internal" for section in notice.sections)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "公开版中“{heading}”下没有内容：其下各项都只进党内通报版",
        "nothing is left below “{heading}” in the public edition: all of it is audience: internal",
    ),
    hint=(
        "也标 audience: internal（标签则移到一个 internal 的条目之下），或写出可公开的内容",
        "set audience: internal here too (move a label below an internal item), or write what may be published",
    ),
    what=(
        "公开版里标题或标签下没有内容：其下各项都标了 internal",
        "a heading or label left empty in the public edition: all below it is internal",
    ),
    why=(
        "公众只看到一个空标题，会追问缺了什么",
        "the public sees a bare heading and asks what was left out",
    ),
    basis="习惯",
    wrong="heading: 关于党的建设方面（其下各项都标了 audience: internal）",
    right="heading: 关于党的建设方面，audience: internal",
)
def heading_emptied(subject: Subject) -> Iterator[Finding]:
    """Yield each section, item and label of the public edition below which only internal items stand."""
    notice = subject.notice
    # Most notices have no internal item, and nothing can be emptied there.
    if all(numbered.item.audience == "public" for numbered in subject.items()):
        return
    for index, section in enumerate(notice.sections):
        if section.audience == "public":
            route: Route = ("sections", index)
            if _is_emptied(section.content):
                heading = section_heading(section, inspection_name(notice.inspection))
                yield Finding(route, facts={"heading": heading})
            yield from _emptied_below(section.content, route, section.form)


def _emptied_below(
    content: Sequence[model.Member], route: Route, form: str | None
) -> Iterator[Finding]:
    for index, member in enumerate(content):
        place = (*route, "content", index)
        if isinstance(member, model.Labelled):
            if _is_emptied(member.content):
                yield Finding(
                    (*place, "label"),
                    span=Span(member.label, 0, 0),
                    facts={"heading": member.label},
                )
            yield from _emptied_below(member.content, place, form)
        elif isinstance(member, model.Item):
            if member.audience == "internal":
                continue
            if _is_emptied(member.content):
                listed = Listed(place, member, heading_of(member, form))
                yield at_heading(listed)
            yield from _emptied_below(member.content, place, form)


def _is_emptied(content: Sequence[model.Member]) -> bool:
    """Whether something stands here, and the public edition prints nothing of it."""
    return bool(content) and all(_is_left_out(member) for member in content)


def _is_left_out(member: model.Member) -> bool:
    if isinstance(member, model.Item):
        return member.audience == "internal"
    return isinstance(member, model.Labelled) and _is_emptied(member.content)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "前面已有相同的标题：“{heading}”",
        "an earlier heading is the same: “{heading}”",
    ),
    hint=(
        "各写一个 heading，或并为一处",
        "give each a heading, or make one of them",
    ),
    what=(
        "几个部分或同级的几条印出同一个标题",
        "several sections, or items side by side, with one heading",
    ),
    why=(
        "读者分不清各处写什么，多为复制后没有改；同一 role 的几个部分须各写 heading",
        "readers cannot tell them apart, often a copy was not edited; sections of one role each need a heading",
    ),
    basis="GB/T 9704-2012 7.3.3；习惯",
    wrong="两个 role: rectification，都不写 heading",
    right="两个 role: rectification，各写 heading",
)
def heading_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield each section, and each item with a heading, that has the printed heading of an earlier one beside it."""
    inspection = inspection_name(subject.notice.inspection)
    seen: set[str] = set()
    for index, section in enumerate(subject.notice.sections):
        heading = section_heading(section, inspection)
        if heading and heading in seen:
            key = ("heading",) if section.heading is not None else ()
            yield at_value(("sections", index, *key), heading, heading=heading)
        seen.add(heading)
    for listed_items in subject.lists:
        yield from _repeated_beside(listed_items.items)


def _repeated_beside(items: Sequence[Listed]) -> Iterator[Finding]:
    """Yield each of ``items`` whose heading an earlier one of them has; problems have a rule of their own."""
    earlier_headings: set[str] = set()
    for listed in items:
        if not isinstance(listed.item, model.HeadingItem):
            continue
        heading = listed.heading.strip("。：")
        if len(heading) < SHORTEST_REPEATED_NAME:
            continue
        if heading in earlier_headings:
            yield at_value(
                (*listed.route, "heading"), listed.item.heading, heading=heading
            )
        earlier_headings.add(heading)


@rule(
    severity=Severity.ERROR,
    sentence=(
        "序号 {mark} 与上级的样式相同，分不清上下级：“{heading}”",
        "mark {mark} looks like that of a level above: “{heading}”",
    ),
    hint=(
        "减少层次，或在 numbering 中给本级写另一种序号（不编号写 none）；原文如此的，写入 waivers",
        "use fewer levels, or give this level another mark under numbering (none for no number); if the original reads this way, add a waiver",
    ),
    what=(
        "下一级的序号样式与上级相同",
        "a level whose marks look like those of a level above",
    ),
    why=(
        "读者分不清上下级；标准只到①，更深的层次没有序号可用",
        "readers cannot tell the levels apart; no mark is known below ①",
    ),
    basis="GB/T 9704-2012 7.3.3；习惯",
    wrong="numbering: [1., 1.]",
    right="numbering: [1., （1）]",
)
def mark_repeated(subject: Subject) -> Iterator[Finding]:
    """Yield, once for a section, the first item on a level that has the mark of a level above."""
    notice = subject.notice
    items_by_section: dict[int, list[Numbered]] = {}
    for numbered in subject.items():
        section_number = int(numbered.route[1])
        items_by_section.setdefault(section_number, []).append(numbered)
    for section_number, items in items_by_section.items():
        section = notice.sections[section_number]
        marks = marks_of(notice, section)
        first_repeated = _first_repeated(marks)
        if first_repeated is None:
            continue
        # An item has a step of two keys for each level above it, labels among them.
        deepest = max(len(route) for route, _, _ in items) // 2 - 1
        if deepest < first_repeated:
            continue
        depths: dict[Route, int] = {}
        for route, item, _ in items:
            depth = _depth_above(route, depths) + 1
            depths[route] = depth
            # A number that was typed may well differ from the mark of its level.
            if depth >= first_repeated and item.number is None:
                mark = marks[min(depth, len(marks) - 1)].write(1)
                heading = heading_of(item, section.form)
                yield at_heading(Listed(route, item, heading), mark=mark)
                break


def _depth_above(route: Route, depths: dict[Route, int]) -> int:
    """The depth of the nearest item above the one at ``route``; 0 straight below the section."""
    for end in range(len(route) - 2, 2, -2):
        if route[:end] in depths:
            return depths[route[:end]]
    return 0


def _first_repeated(marks: Sequence[chinese.Mark]) -> int | None:
    """The first level whose mark a level above has; below the last one given, marks repeat it."""
    for depth, mark in enumerate(marks):
        if any(chinese.is_same_style(mark, above) for above in marks[:depth]):
            return depth
    return len(marks) if marks[-1].sign else None


@rule(
    severity=Severity.WARNING,
    sentence=(
        "这里写“{marks}”，巡察方式是“{name}”：“{text}”",
        "“{marks}” here, while the inspection is a {name}: “{text}”",
    ),
    hint=(
        "统一为{name}，或改正 inspection.type；原文如此的，写入 waivers",
        "write {name} throughout, or correct inspection.type; if the original reads this way, add a waiver",
    ),
    what=(
        "巡察与巡视混用：巡察方式、巡察组、标题各说各的",
        "巡察 and 巡视 mixed among type, team, title and headings",
    ),
    why=(
        "中央、省级派出的是巡视，市县派出的是巡察；一份文件只说一种",
        "a province sends a 巡视, a city or county a 巡察; a document is of one of them",
    ),
    basis="《中国共产党巡视工作条例》",
    wrong="type: 巡视，team: 市委第二巡察组",
    right="type: 巡察，team: 市委第二巡察组",
)
def inspection_name_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield each team, title line and heading of a section that names the inspection otherwise than its type."""
    notice = subject.notice
    if notice.inspection is None:
        return
    name = inspection_name(notice.inspection)
    other = {"巡察": "巡视", "巡视": "巡察"}.get(name)
    # 巡视巡察 names both, so that neither can be the wrong one.
    if other is None:
        return
    titles = enumerate(notice.title or ())
    headings = enumerate(section.heading for section in notice.sections)
    texts: list[tuple[Route, str | None]] = [
        (("inspection", "team"), notice.inspection.team),
        (("inspection", "feedback_by"), notice.inspection.feedback_by),
        *((("title", index), line) for index, line in titles),
        *((("sections", index, "heading"), heading) for index, heading in headings),
    ]
    for route, text in texts:
        # 贯彻巡视巡察工作条例 names both and confuses nobody.
        if text is not None and other in text and name not in text:
            first = text.index(other)
            span = Span(text, first, first + len(other))
            yield Finding(route, span=span, facts={"name": name, "text": text})


@rule(
    severity=Severity.WARNING,
    sentence=(
        "巡察方式“{type}”看不出是巡察还是巡视",
        "the type “{type}” names no inspection",
    ),
    hint=(
        "写全，如：专项巡察、巡视、回头看",
        "write it in full: 专项巡察, 巡视, 回头看",
    ),
    what=(
        "巡察方式里没有“巡察”“巡视”，也不是“回头看”",
        "a type of inspection without 巡察, 巡视 or 回头看",
    ),
    why=(
        "导语印作“进行了……”，读者看不出是巡察",
        "the opening prints 进行了 and the type; readers cannot tell that it was an inspection",
    ),
    basis="习惯",
    wrong="type: 调研督导",
    right="type: 专项巡察",
)
def inspection_type_unclear(subject: Subject) -> Iterator[Finding]:
    """Yield a type that the standard opening prints and that names no inspection."""
    notice = subject.notice
    if notice.inspection is None or notice.preamble is not None:
        return
    printed = inspection_type(notice.inspection)
    if not any(word in printed for word in ("巡察", "巡视", "回头看")):
        yield at_value(("inspection", "type"), printed, type=printed)


RULES: tuple[Rule, ...] = (
    edition_empty,
    heading_emptied,
    heading_repeated,
    mark_repeated,
    inspection_name_mixed,
    inspection_type_unclear,
)
