"""What a section holds: paragraphs, measures, items and labels, one recursive list.

This room must not know sections or the notice around them.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationError,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from rectify_gen.model import slots
from rectify_gen.model.choices import Audience
from rectify_gen.model.scalars import (
    ONE_OR_MORE,
    Date,
    Deadline,
    Flag,
    Form,
    Ordinal,
    Part,
    Text,
    Texts,
    described,
    listed,
)
from rectify_gen.vocabulary.statuses import Status

Measure = Annotated[
    tuple[Text, ...],
    Field(min_length=1, json_schema_extra={ONE_OR_MORE: True}),
    BeforeValidator(listed),
]


class Paragraph(Part, title="自然段"):
    """A paragraph, with measures run in after its text."""

    text: Text = described("正文", "一个自然段的文字")
    measures: tuple[Measure, ...] = described(
        "措施", "一是、二是……接排在正文之后；“一是”自动生成，不要键入", ()
    )
    start: Ordinal = described("起始序号", "接续被打断的“一是……”时，从第几条开始", 1)


class MeasureRun(Part, title="整改措施"):
    """Measures: 一是 … 二是 …, each a paragraph of its own or all run in."""

    measures: tuple[Measure, ...] = described(
        "措施", "“一是”自动生成，不要键入；一条措施有几个自然段时写成列表", minimum=1
    )
    run_in: Flag = described("接排", "true：各条排在同一自然段内", False)
    start: Ordinal = described("起始序号", "接续被打断的“一是……”时，从第几条开始", 1)


class _Item(Part):
    number: Text | None = described(
        "原序号", "仅当原文序号有误而须照录时填写，如 ⑳；其余序号自动生成", None
    )
    run_in: Flag | None = described(
        "标题接排", "true：标题与正文在同一自然段；不写则按本部分的 run_in", None
    )
    content: "Content" = described(
        "内容", "标题下的自然段、措施、下级标题，按顺序", (), listed=True
    )
    audience: Audience = described(
        "公开范围", "internal：只进党内通报版，公开版不出现、不计数", "public"
    )
    status: Status | None = described("整改状态", "只进台账，不在正文印出", None)
    responsible_leader: Text | None = described("责任领导", "只进台账", None)
    responsible_departments: Texts = described(
        "责任科室", "只进台账；几个科室写成列表", (), listed=True
    )
    person: Text | None = described("责任人", "具体承办人，只进台账", None)
    deadline: Deadline | None = described(
        "整改时限",
        "应完成的日期，如 2024-12-31，或“长期坚持”“2024年底前”等文字，照录；只进台账",
        None,
    )
    target: Text | None = described("整改目标", "要达到的结果，只进台账", None)
    progress: Text | None = described("整改进展", "目前做到哪一步，只进台账", None)
    evidence: Texts = described(
        "佐证材料", "文件、会议纪要、照片等的名称，只进台账", (), listed=True
    )
    closed_on: Date | None = described(
        "销号日期", "核验通过、予以销号的日期，只进台账", None
    )


class HeadingItem(_Item, title="标题项"):
    """An item with a heading of its own words, numbered by its level."""

    heading: Text = described("标题", "不含序号；照录打印，句末有句号就写句号")


class ProblemItem(_Item, title="问题项"):
    """An item whose heading is a form around the name of a problem (问题)."""

    problem: Text = described("问题", "反馈问题的名称，如：系统谋划不够")
    form: Form | None = described(
        "标题句式",
        "如：关于“{}”问题的整改。｛｝处填问题名称；不写则用上一级的句式",
        None,
    )


class Labelled(Part, title="标签段"):
    """A labelled stretch: 整改情况：…… 整改成效：……"""

    label: Text = described(
        "标签", "如：整改成效（冒号自动加）；写作【整改成效】的照录，不加冒号"
    )
    content: "Content" = described(
        "内容", "标签下的内容；只有一段时可直接写文字", listed=True, minimum=1
    )
    run_in: Flag | None = described(
        "接排",
        "不写：正文接排在标签后，标题另起一段；true：第一条的标题也接排；false：标签单独成段",
        None,
    )


_MEMBER_CLASSES = {
    "Paragraph": "text",
    "MeasureRun": "measures",
    "HeadingItem": "heading",
    "ProblemItem": "problem",
    "Labelled": "label",
}
_MEMBER_KEYS = ("text", "heading", "problem", "label")


def _member_tag(value: Any) -> str | None:
    """Which kind of content member this is: the one key that it must have says so."""
    if isinstance(value, (str, int, float)):
        return "paragraph"
    if not isinstance(value, dict):
        return _MEMBER_CLASSES.get(type(value).__name__)
    keys = [key for key in _MEMBER_KEYS if key in value]
    if len(keys) == 1:
        return keys[0]
    if not keys and "measures" in value:
        return "measures"
    return None


Member = Annotated[
    Annotated[Text, Tag("paragraph")]
    | Annotated[MeasureRun, Tag("measures")]
    | Annotated[Paragraph, Tag("text")]
    | Annotated[HeadingItem, Tag("heading")]
    | Annotated[ProblemItem, Tag("problem")]
    | Annotated[Labelled, Tag("label")],
    Discriminator(
        _member_tag,
        custom_error_type="member_kind",
        custom_error_message="not a content member",
    ),
]
Content = Annotated[tuple[Member, ...], BeforeValidator(listed)]


def _prose_tag(value: Any) -> str | None:
    tag = _member_tag(value)
    return tag if tag in ("paragraph", "text") else None


ProseMember = Annotated[
    Annotated[Text, Tag("paragraph")] | Annotated[Paragraph, Tag("text")],
    Discriminator(
        _prose_tag,
        custom_error_type="prose_kind",
        custom_error_message="not a paragraph",
    ),
]


Location = tuple[str | int, ...]
"""Where pydantic reports a fault: keys, indices and the tags of union members."""


def prose_texts(
    members: Sequence[str | Paragraph],
) -> Iterator[tuple[Location, str]]:
    """Yield each text of a preamble or closing, with its location in the list."""
    for index, member in enumerate(members):
        if isinstance(member, str):
            yield (index,), member
            continue
        yield (index, "text", "text"), member.text
        for number, measure in enumerate(member.measures):
            for place, text in enumerate(measure):
                yield (index, "text", "measures", number, place), text


def slot_error(
    error_type: str, name: str, span: tuple[int, int], location: Location, text: str
) -> InitErrorDetails:
    """Return the error of a slot that stands at ``span`` of ``text``; validation words it by its type."""
    facts = {"slot": name, "start": span[0], "end": span[1]}
    any_type: Any = error_type
    return InitErrorDetails(
        type=PydanticCustomError(any_type, "slot", facts),
        loc=location,
        input=text,
    )


def _with_known_slots(members: tuple[str | Paragraph, ...]) -> Any:
    """Refuse names in braces that are no slot, and braces without their partner."""
    line_errors = []
    for location, text in prose_texts(members):
        if not slots.has_braces(text):
            continue
        for fault in slots.faults(text):
            span = (fault.start, fault.end)
            error = slot_error(fault.error_type, fault.name, span, location, text)
            line_errors.append(error)
    if line_errors:
        raise ValidationError.from_exception_data("slots", line_errors)
    return members


Prose = Annotated[
    tuple[ProseMember, ...],
    BeforeValidator(listed),
    AfterValidator(_with_known_slots),
]


Item = HeadingItem | ProblemItem


def numbered_items(
    content: Sequence[Member], route: tuple[str | int, ...]
) -> list[tuple[tuple[str | int, ...], Item]]:
    """Return every item below ``content`` with its route, parents before children."""
    items: list[tuple[tuple[str | int, ...], Item]] = []
    for index, member in enumerate(content):
        if isinstance(member, (HeadingItem, ProblemItem, Labelled)):
            member_route = (*route, "content", index)
            # A label has no number; what stands below it counts with the item above.
            if not isinstance(member, Labelled):
                items.append((member_route, member))
            items += numbered_items(member.content, member_route)
    return items
