"""The notice: its facts, its sections, its ending.

This room must not know what is derived from them.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError

from rectify_gen.model import slots
from rectify_gen.model.attachments import Attachments
from rectify_gen.model.choices import Audience, ContactKind, Kind, Role
from rectify_gen.model.content import (
    Content,
    Paragraph,
    Prose,
    prose_texts,
    slot_error,
)
from rectify_gen.model.own_names import OwnTexts
from rectify_gen.model.scalars import (
    Count,
    Date,
    Flag,
    Form,
    MarkSample,
    Part,
    RunIn,
    Text,
    Texts,
    described,
    listed,
)
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, KIND_TITLE


class Organization(Part, title="单位"):
    """The organ that was inspected and publishes."""

    name: Text = described(
        "单位全称", "印发机关的全称或规范化简称，如：中共示例市卫生健康局党组"
    )
    short_name: Text | None = described("单位简称", "文中自称，如：局党组", None)


class Inspection(Part, title="巡察情况"):
    """The facts of the inspection (巡察)."""

    authority: Text | None = described("派出机关", "谁部署的巡察，如：市委、县委", None)
    term: Text | None = described("届次", "如：八届", None)
    round: Text | None = described("轮次", "如：第四轮", None)
    team: Text | None = described("巡察组", "如：市委第五巡察组", None)
    inspected: Text | None = described(
        "被巡察单位", "导语里怎样称呼被巡察单位，如：市水务局党组；不写即单位全称", None
    )
    type: Text | None = described(
        "巡察方式", "如：常规巡察、专项巡察、巡视、回头看；不写即“巡察”", None
    )
    start: Date | None = described("巡察开始日期", "2023-09-12 或 2023年9月12日", None)
    end: Date | None = described("巡察结束日期", "不早于开始日期", None)
    feedback_date: Date | None = described("反馈日期", "巡察组反馈巡察意见的日期", None)
    feedback_by: Text | None = described(
        "反馈主体", "由谁反馈；与巡察组不同时才写", None
    )


class Statistics(Part, title="统计"):
    """Figures that the notice claims; they are checked against its body."""

    areas: Count | None = described("方面数", "反馈了几个方面的问题", None)
    problems: Count | None = described("问题数", "反馈了多少个问题", None)
    tasks: Count | None = described("任务数", "分解为多少项整改任务", None)
    measures: Count | None = described("措施数", "制定了多少条整改措施", None)
    completed: Count | None = described("已完成数", "已完成整改多少个", None)


class LevelMark(Part, title="序号样式"):
    """How one level is numbered, where the count does not simply restart."""

    mark: MarkSample = described(
        "序号样式", "以第一个序号表示，如：①、1.、（一）、none"
    )
    continuous: Flag = described("连续编号", "true：在本部分内跨标题连续编号", False)


def _bare_mark(value: Any) -> Any:
    return {"mark": value} if isinstance(value, (str, int)) else value


class _BareMark:
    """Says in the JSON Schema that a LevelMark may be written as its mark alone."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                handler.resolve_ref_schema(handler(core))["properties"]["mark"],
                handler(core),
            ]
        }


LevelMarks = Annotated[
    tuple[Annotated[LevelMark, BeforeValidator(_bare_mark), _BareMark()], ...],
    BeforeValidator(listed),
]


class Section(Part, title="一级标题下的一部分"):
    """A section of level one: 一、二、三、"""

    role: Role = described("作用", "本部分写什么，决定标准标题", Role.OTHER)
    heading: Text | None = described("标题", "不写则用本部分的标准标题", None)
    numbering: LevelMarks = described(
        "序号样式",
        "本部分以下各级的序号，与标准（一）1.（1）不同时填写；没写到的各级接着最后一个往下排，如 1. 之后为（1）①",
        (),
        listed=True,
    )
    no_heading: Flag = described(
        "不排标题",
        "true：本部分没有标题，下面各条排成一级，序号与其他部分接续：一、二、三、",
        False,
    )
    run_in: RunIn = described(
        "标题接排",
        "true：本部分的标题与正文在同一自然段；items：下面各条的标题都接排；all：都接排",
        False,
    )
    form: Form | None = described(
        "标题句式", "本部分各 problem 的句式，如：关于“{}”问题的整改。", None
    )
    number: Text | None = described(
        "原序号", "仅当原文序号有误而须照录时填写，如 三、；其余序号自动生成", None
    )
    audience: Audience = described(
        "公开范围", "internal：整个部分只进党内通报版，公开版不出现、不计数", "public"
    )
    content: Content = described(
        "内容",
        "自然段、措施、下级标题和问题，按顺序；只有一段时可直接写文字",
        (),
        listed=True,
    )

    @property
    def runs_in_heading(self) -> bool:
        """Whether the section's own heading stands in one paragraph with its text."""
        return self.run_in in (True, "all")

    @property
    def runs_in_items(self) -> bool:
        """Whether the headings of its items do, where the items do not say otherwise."""
        return self.run_in in ("items", "all")

    @model_validator(mode="after")
    def _heading_where_required(self) -> Self:
        if self.no_heading:
            if self.heading is not None or self.number is not None:
                raise PydanticCustomError("heading_not_printed", "no heading printed")
        elif self.role is Role.OTHER and self.heading is None:
            raise PydanticCustomError("heading_missing", "heading required")
        return self


class Publication(Part, title="公开期限"):
    """公开期限: how long the notice stays public; two dates, or a vague ``text``."""

    start: Date | None = described(
        "开始日期", "公开期的第一天；2025-04-07 或 2025年4月7日", None
    )
    end: Date | None = described("结束日期", "公开期的最后一天，含当日", None)
    text: Text | None = described(
        "公开期限", "没有确切日期时的写法，如：自发布之日起30日", None
    )

    @model_validator(mode="after")
    def _dates_or_text(self) -> Self:
        dated = (self.start is not None) + (self.end is not None)
        if (dated, self.text is not None) not in ((2, False), (0, True)):
            raise PydanticCustomError("publication_incomplete", "both dates or text")
        return self


class Contact(Part, title="联系方式"):
    """One way to reach the publisher."""

    kind: ContactKind = described("类别", "other 须另写 label", ContactKind.OTHER)
    label: Text | None = described(
        "名称", "照录打印，含冒号，如：邮政地址：；不写则用标准名称", None
    )
    value: Text = described("内容", "号码、地址或邮箱，照录打印")

    @model_validator(mode="after")
    def _label_where_required(self) -> Self:
        if self.kind is ContactKind.OTHER and self.label is None:
            raise PydanticCustomError("label_missing", "label required")
        return self


def _contacts(value: Any) -> Any:
    """``{phone: …, email: …}`` in the order written is a list of contacts."""
    if not isinstance(value, dict):
        return value
    return [{"kind": kind, "value": entry} for kind, entry in value.items()]


class Signature(Part, title="落款"):
    """落款: who signs, and the date."""

    organizations: Texts | None = described(
        "署名", "不写则用单位全称；[] 不排署名", None, listed=True
    )
    date: Date | None = described(
        "成文日期", "负责人签发的日期；2025-04-07 或 2025年4月7日", None
    )
    seal: Flag = described(
        "加盖印章", "true：留出用印位置，按加盖印章的公文排署名和日期", False
    )


class DocumentFacts(Part, title="公文要素"):
    """What surrounds the text of a formal document: number, addressees, copies."""

    copy_number: Text | None = described(
        "份号", "6位阿拉伯数字，如：000001；涉密公文才编", None
    )
    number: Text | None = described("发文字号", "如：清卫〔2025〕9号", None)
    addressees: Text | None = described("主送机关", "不含冒号", None)
    signer: Text | None = described("签发人", "签发人姓名，上行文才排", None)
    secrecy: Text | None = described(
        "密级和保密期限", "如：秘密★1年；公开的文件不写", None
    )
    urgency: Text | None = described("紧急程度", "特急或加急", None)
    copies_to: Text | None = described(
        "抄送机关", "不含“抄送”二字和句号，如：市纪委，市委组织部", None
    )
    attachments: Attachments = described(
        "附件",
        "附件名称，不含序号和标点；要把正文排在后面的，写成 title 加 content、table、ledger 或 file",
        (),
        listed=True,
    )
    note: Text | None = described("附注", "不含括号", None)
    issued_by: Text | None = described(
        "印发机关", "办公厅（室）或文秘部门，如：临江市教育局办公室", None
    )
    issued_on: Date | None = described(
        "印发日期", "送印的日期；2025-04-08 或 2025年4月8日", None
    )


class Waiver(Part, title="豁免"):
    """A diagnostic that is meant to stay, by code and place, with the reason."""

    code: Text = described("规则", "要豁免的规则代码")
    where: Text | None = described("位置", "引用原文以指明位置；不写则豁免整篇", None)
    reason: Text = described("理由", "为什么保留")


class Notice(Part, title="巡察整改进展情况通报"):
    """One rectification notice (巡察整改进展情况通报) as its author wrote it."""

    kind: Kind = described(KIND_TITLE, "不写即通报", DEFAULT_KIND)
    title: Texts | None = described(
        "标题", "不写则用标准标题；写成列表则逐行照排，[] 不排标题", None, listed=True
    )
    organization: Annotated[tuple[Organization, ...], BeforeValidator(listed)] = (
        described("单位", "发布单位；联合发布写成列表", (), listed=True)
    )
    inspection: Inspection | None = described(
        "巡察情况",
        "谁派出、哪一轮、哪个组、何时巡察、何时反馈；标准标题和导语由此生成",
        None,
    )
    statistics: Statistics | None = described(
        "统计", "文中所称的数字，与正文核对", None
    )
    preamble: Prose | None = described(
        "导语",
        "不写则用标准导语；[] 不排导语；事实写作占位，如：根据{authority}统一部署，{period}，{team}对……",
        None,
        listed=True,
    )
    numbering: LevelMarks = described(
        "全文序号样式",
        "从一级标题起，与标准一、（一）1.（1）不同时填写；没写到的各级接着最后一个往下排",
        (),
        listed=True,
    )
    sections: tuple[Section, ...] = described(
        "各部分", "一级标题（一、二、三、）及其内容，按顺序", minimum=1
    )
    closing: Prose | None = described(
        "结语",
        "代替标准的监督、公开期限和联系方式；[] 不排结语；事实写作占位，如：请于{publication}内反映。{contacts}。",
        None,
        listed=True,
    )
    publication: Publication | None = described(
        "公开期限", "写 start 和 end，或只写 text；不写则不排", None
    )
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(_contacts)] = described(
        "联系方式", "如 phone: 0755-88113963；同类有几个时写成 kind、value 的列表", ()
    )
    signature: Signature | None = described("落款", "署名和成文日期；不写则不排", None)
    document: DocumentFacts | None = described(
        "公文要素", "发文字号、主送机关、附件、抄送机关等正文以外的要素", None
    )
    fields: OwnTexts = described(
        "自定义项",
        "本单位自己的内容，名称: 文字，如 举报电话: 12380；模板里写 fields.举报电话 打印，自拟导语、结语里写 {fields.举报电话}",
        {},
    )
    pictures: OwnTexts = described(
        "图片",
        "名称: 图片文件（PNG、JPEG、EMF），从本文件所在的文件夹算起，如 印章: 印章.png；模板里替代文字为 {{ pictures.印章 }} 的图片换成它",
        {},
    )
    waivers: tuple[Waiver, ...] = described(
        "豁免", "照录原文而保留的问题，须写理由", ()
    )

    @model_validator(mode="after")
    def _facts_of_slots_given(self) -> Self:
        line_errors = [
            *self._absent_facts("preamble", self.preamble),
            *self._absent_facts("closing", self.closing),
        ]
        if line_errors:
            raise ValidationError.from_exception_data("slots", line_errors)
        return self

    def _absent_facts(
        self, key: str, members: tuple[str | Paragraph, ...] | None
    ) -> Iterator[InitErrorDetails]:
        """Yield the error of each slot whose fact the notice does not give."""
        for location, text in prose_texts(members or ()):
            if "{" not in text:
                continue
            for piece in slots.pieces(text):
                use = slots.slot_use(piece.words) if piece.is_slot else None
                if use is None or self._gives(use):
                    continue
                span = (piece.start, piece.end)
                place = (key, *location)
                yield slot_error("slot_absent", piece.words, span, place, text)

    def _gives(self, use: slots.SlotUse) -> bool:
        """Whether the facts of a slot are there: those that it prints, or those that stand in for them."""
        if use.field:
            return use.field in self.fields
        if use.place is not None:
            kinds = [contact.kind.value for contact in self.contacts]
            return kinds.count(use.slot.name) >= use.place
        if not use.slot.needs:
            return True
        return any(all(self._has_fact(key) for key in keys) for keys in use.slot.needs)

    def _has_fact(self, dotted_key: str) -> bool:
        name, _, key = dotted_key.partition(".")
        part = getattr(self, name)
        if name == "contacts" and key:
            return any(contact.kind.value == key for contact in part)
        if name == "organization":
            # The short name is that of the first organ.
            part = part[0] if part else None
        if not key or part is None:
            return bool(part)
        return getattr(part, key) is not None


def notice_of(data: Mapping[str, Any]) -> Notice | None:
    """Return the notice that plain ``data`` is, or None where the model refuses it."""
    try:
        return Notice.model_validate(data)
    except ValidationError:
        return None
