"""Rules of headings compared with their neighbours: form, end mark, run-in, length, what stands below (GB/T 9704, custom)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rectify_gen import model
from rectify_gen.diagnostics import Fix, Severity, Span
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.rules.item_lists import ItemList, Listed, at_heading, levels
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.view import inspection_name, section_heading

LONGEST_HEADING = 40
"""Characters of a heading in its author's own words; a problem's name is quoted and may be longer."""
_FORM = LatePattern(r"((?:关于|针对|对)?“).*(”[^“”]{0,12})")
_END_MARKS = "。！？；：.;:!?"
_ENDS = tuple(_END_MARKS)
_FEW = 5
"""A list shorter than this shows no habit that one heading could break."""


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题句式“{form}”与同组的“{usual}”不一致：“{heading}”",
        "the heading's form “{form}” is not that of its list, “{usual}”: “{heading}”",
    ),
    hint=(
        "改成同一句式；原文如此的，写入 waivers",
        "use one form; if the original reads this way, add a waiver",
    ),
    what=(
        "同一组问题的标题句式不统一",
        "headings of one list of problems in different forms",
    ),
    why=(
        "同级标题句式应当一致，少数几个不同多为漏改",
        "headings of one level are alike; the odd one was overlooked",
    ),
    basis="习惯",
    wrong="16个“……的问题。”，2个“……问题的整改。”",
    right="18个“……的问题。”",
)
def heading_form_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield each heading whose form at most a fifth of its list shares, where all others share one."""
    for item_list in subject.lists:
        if len(item_list.items) < _FEW:
            continue
        form_of_section = subject.notice.sections[item_list.section].form
        forms = [_form(listed, form_of_section) for listed in item_list.items]
        # A heading that is no problem's shows that the list mixes kinds on purpose.
        if None in forms:
            continue
        usual, count = Counter(forms).most_common(1)[0]
        if len(forms) > count >= 0.8 * len(forms):
            for listed, form in zip(item_list.items, forms, strict=True):
                if form != usual:
                    yield at_heading(listed, form=form, usual=usual)


def _form(listed: Listed, of_section: str | None) -> str | None:
    """The form around the problem's name, end mark left out; None for a heading that is no problem's."""
    item = listed.item
    if isinstance(item, model.ProblemItem):
        return (item.form or of_section or "{}").rstrip(_END_MARKS)
    match = _FORM.compiled.fullmatch(listed.heading.rstrip(_END_MARKS))
    return f"{match.group(1)}{{}}{match.group(2)}" if match else None


@rule(
    severity=Severity.WARNING,
    sentence=(
        "只有这一个下级标题，不必编号：“{heading}”",
        "the only heading below its parent: “{heading}”",
    ),
    hint=(
        "并入上一级，或补出其余各项",
        "merge it with its parent, or write the others",
    ),
    what=("一个标题下只有一个下级标题", "a heading with only one heading below it"),
    why=("只有一项就不必分项编号", "what is not divided needs no number"),
    basis="习惯",
    wrong="（一）之下只有 1.",
    right="1. 之后有 2.，或者不编号",
)
def lone_heading(subject: Subject) -> Iterator[Finding]:
    """Yield each heading alone in its list; a problem may be, as may an item of a level that counts on."""
    for item_list in subject.lists:
        if (
            len(item_list.items) == 1
            and not item_list.continuous
            and isinstance(item_list.items[0].item, model.HeadingItem)
        ):
            section = subject.notice.sections[item_list.section]
            numbers = (
                *section.numbering[item_list.depth - 1 : item_list.depth],
                *subject.notice.numbering[item_list.depth :][:1],
            )
            # Without a mark nothing is numbered, so there is no lone number.
            if not (numbers and numbers[0].mark == "none"):
                yield at_heading(item_list.items[0])


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题下没有内容：“{heading}”",
        "there is nothing below the heading “{heading}”",
    ),
    hint=("写出 content，或删去这一项", "write content, or delete the item"),
    what=("只有标题，下面没有内容", "a heading with nothing below it"),
    why=(
        "每个问题都要写明怎么改、改得怎样",
        "each problem says what was done about it",
    ),
    basis="习惯",
    wrong="problem: 学习不够深入（没有 content）",
    right="写出 content",
)
def heading_without_content(subject: Subject) -> Iterator[Finding]:
    """Yield each item and section of the public edition with nothing below; a heading that is a whole sentence is a text."""
    for item_list in subject.lists:
        for listed in item_list.items:
            if listed.item.content:
                continue
            is_sentence = listed.heading.endswith(("。", "；"))
            says_all = is_sentence and isinstance(listed.item, model.HeadingItem)
            if not says_all:
                yield at_heading(listed)
    for index, section in enumerate(subject.notice.sections):
        if not section.content and section.audience == "public":
            inspection = inspection_name(subject.notice.inspection)
            heading = section_heading(section, inspection)
            yield Finding(("sections", index), facts={"heading": heading})


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题 {length} 字，超过 {longest} 字：“{heading}”",
        "a heading of {length} characters, more than {longest}: “{heading}”",
    ),
    hint=(
        "概括要点，其余写入 content",
        "keep the main point, and move the rest to content",
    ),
    what=("标题超过40字", "a heading longer than 40 characters"),
    why=(
        "标题应当简明，一行排不下的读起来像正文",
        "a heading says briefly what follows",
    ),
    basis="习惯",
    wrong="一句话的标题写了三行",
    right="标题概括要点，其余写入正文",
)
def heading_too_long(subject: Subject) -> Iterator[Finding]:
    """Yield each heading of the author's own words, section headings included, wider than :data:`LONGEST_HEADING`."""
    for item_list in subject.lists:
        for listed in item_list.items:
            if len(listed.heading) <= LONGEST_HEADING:
                continue
            says_all = not listed.item.content and listed.heading.endswith(("。", "；"))
            if isinstance(listed.item, model.HeadingItem) and not says_all:
                yield at_heading(
                    listed,
                    length=len(listed.heading),
                    longest=LONGEST_HEADING,
                )
    for index, section in enumerate(subject.notice.sections):
        heading = section.heading or ""
        if len(heading) > LONGEST_HEADING:
            facts = {
                "heading": heading[:24] + "…",
                "length": len(heading),
                "longest": LONGEST_HEADING,
            }
            yield Finding(("sections", index, "heading"), facts=facts)


@rule(
    severity=Severity.INFO,
    sentence=(
        "同一组标题有 {alone} 个独立成行、{run_in} 个接排，如：“{heading}”",
        "headings of this list on a line of their own: {alone}, run in: {run_in}, such as “{heading}”",
    ),
    hint=(
        "统一 run_in；有意区分的，写入 waivers",
        "set run_in alike; if it is meant, add a waiver",
    ),
    what=(
        "同一组标题有的独立成行、有的与正文接排",
        "in one list some headings stand alone and some run in",
    ),
    why=("同级标题的排法应当一致", "headings of one level are set alike"),
    basis="习惯",
    wrong="1.独立成行，2.接排，3.独立成行",
    right="1.2.3.都接排",
)
def run_in_mixed(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each list, the first heading set otherwise than most; a level that counts on is one list.

    Only headings with one paragraph below are compared: one with measures in paragraphs of their own stands alone.
    """
    for whole in _wholes(subject.lists):
        if len({listed.run_in for listed in whole}) == 1:
            continue
        alone: list[Listed] = []
        run_in: list[Listed] = []
        for listed in whole:
            if _is_one_paragraph(listed.item):
                group = run_in if listed.run_in else alone
                group.append(listed)
        if alone and run_in:
            odd = alone if len(alone) <= len(run_in) else run_in
            yield at_heading(odd[0], alone=len(alone), run_in=len(run_in))


def _is_one_paragraph(item: model.Item) -> bool:
    if len(item.content) != 1:
        return False
    member = item.content[0]
    if isinstance(member, str):
        return True
    if isinstance(member, model.MeasureRun):
        return member.run_in
    return isinstance(member, model.Paragraph)


def _wholes(lists: Sequence[ItemList]) -> Iterator[Sequence[Listed]]:
    """The lists that a reader takes for one."""
    for level in levels(lists):
        if level[0].continuous:
            yield _listed_of(level)
        else:
            for item_list in level:
                yield item_list.items


def _listed_of(level: Sequence[ItemList]) -> list[Listed]:
    """The items of all lists of one level, in order."""
    items: list[Listed] = []
    for item_list in level:
        items += item_list.items
    return items


@rule(
    severity=Severity.WARNING,
    sentence=(
        "标题末尾的标点与同级不一致，或接排标题缺句号：“{heading}”",
        "the heading ends unlike its level, or runs in without a full stop: “{heading}”",
    ),
    hint=(
        "按同级多数加上或删去句号",
        "add or delete the full stop as most of its level do",
    ),
    what=(
        "标题末尾的标点与同级不一致；接排标题没有句末标点",
        "a heading's end mark unlike its level's; a run-in heading without one",
    ),
    why=(
        "独立成行的标题同级应当一致；接排的标题没有标点就与正文连成一句",
        "headings of one level are alike; without a mark a run-in heading and its text are one sentence",
    ),
    basis="GB/T 15834-2011；习惯",
    wrong="13个标题没有句号，1个有",
    right="14个标题都没有句号",
    fixes=True,
)
def heading_mark_uneven(subject: Subject) -> Iterator[Finding]:
    """Yield each heading alone on its line that differs from at least three quarters of its level, and each open run-in."""
    for level in levels(subject.lists):
        items = [listed for listed in _listed_of(level) if listed.item.content]
        yield from _uneven([listed for listed in items if not listed.run_in])
        for listed in items:
            if listed.run_in and not _ends(listed):
                yield _at_last_sign(listed)
    yield from _open_run_in_sections(subject)


def _open_run_in_sections(subject: Subject) -> Iterator[Finding]:
    """Yield each section whose heading runs into its text without an end mark."""
    inspection = inspection_name(subject.notice.inspection)
    for index, section in enumerate(subject.notice.sections):
        heading = section_heading(section, inspection)
        if not section.runs_in_heading or not section.content or not heading:
            continue
        if heading.rstrip("”’》）)").endswith(_ENDS):
            continue
        key = ("heading",) if section.heading is not None else ()
        yield at_value(("sections", index, *key), heading, heading=heading)


def _uneven(alone: Sequence[Listed]) -> Iterator[Finding]:
    """Yield those of the headings alone on their lines that end otherwise than three quarters of them."""
    if len(alone) < _FEW:
        return
    most = len(alone) / 4
    marked: list[Listed] = []
    bare: list[Listed] = []
    for listed in alone:
        group = marked if _ends(listed) else bare
        group.append(listed)
    if len(marked) <= most:
        for listed in marked:
            yield _without_stop(_at_last_sign(listed))
    if len(bare) <= most:
        for listed in bare:
            yield _at_last_sign(listed)


def _ends(listed: Listed) -> bool:
    heading = listed.heading
    return heading[-1] in _END_MARKS or heading.rstrip("”’》）)").endswith(_ENDS)


def _at_last_sign(listed: Listed) -> Finding:
    """The finding at the last sign of a heading; at all of a problem's name, whose last sign belongs to its form."""
    finding = at_heading(listed)
    if not isinstance(listed.item, model.HeadingItem):
        return finding
    end = len(listed.heading)
    return finding._replace(span=Span(listed.item.heading, end - 1, end))


def _without_stop(finding: Finding) -> Finding:
    """The finding with the fix that deletes its 。; the same finding where it is another mark."""
    if finding.span is None or finding.span.marks != "。":
        return finding
    return finding._replace(fixes=(Fix(finding.route, finding.span, ""),))


RULES: tuple[Rule, ...] = (
    heading_form_mixed,
    lone_heading,
    heading_without_content,
    heading_too_long,
    run_in_mixed,
    heading_mark_uneven,
)
