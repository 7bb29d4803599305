"""部分的作用: what a section of level one is about. A new role is one row here."""

from functools import cached_property
from typing import NamedTuple

from rectify_gen.vocabulary.coded import Coded


class RoleRow(NamedTuple):
    """What the product knows of one role."""

    code: str
    """Its value in the YAML."""
    zh: str
    en: str
    heading: str | None
    """The standard heading (标准标题); None where a section of this role must give its own."""


class Role(Coded):
    """What a section of level one is about: a code, with its row."""

    OVERVIEW = RoleRow(
        code="overview",
        zh="总体情况",
        en="overview",
        heading="巡察总体情况",
    )
    RESPONSIBILITY = RoleRow(
        code="responsibility",
        zh="主体责任",
        en="responsibility of the organ",
        heading="履行巡察整改主体责任情况",
    )
    FIRST_RESPONSIBLE = RoleRow(
        code="first_responsible",
        zh="第一责任人",
        en="first responsible person",
        heading="履行第一责任人责任情况",
    )
    RECTIFICATION = RoleRow(
        code="rectification",
        zh="整改任务",
        en="rectification, item by item",
        heading="巡察整改任务落实情况",
    )
    LONG_TERM = RoleRow(
        code="long_term",
        zh="长期整改",
        en="long-term items",
        heading="需长期整改事项进展情况",
    )
    NEXT_STEPS = RoleRow(
        code="next_steps",
        zh="下一步",
        en="next steps",
        heading="下一步打算",
    )
    OTHER = RoleRow(code="other", zh="其他", en="other", heading=None)

    @cached_property
    def row(self) -> RoleRow:
        """What the table says of it."""
        return RoleRow(*self.columns)

    @property
    def meaning(self) -> str:
        """What the schema and the messages say of it: its standard heading, which says most."""
        return self.row.heading or f"{self.row.zh}，须写 heading"
