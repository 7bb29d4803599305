"""整改状态: how far the rectification of one problem has come. A new status is one row here."""

from functools import cached_property
from typing import NamedTuple

from rectify_gen.vocabulary.coded import Coded


class StatusRow(NamedTuple):
    """What the product knows of one status."""

    code: str
    """Its value in the YAML."""
    zh: str
    """What documents print."""
    en: str
    is_open: bool
    """Whether work goes on. A problem whose work goes on has no date of closing."""
    prose: str = ""
    """A pattern of the words by which a text counts problems of this status; empty: its name alone."""


class Status(Coded):
    """整改状态: a code, with its row."""

    DONE = StatusRow(
        code="done",
        zh="已完成",
        en="done",
        is_open=False,
        prose="已?完成整改|已?整改完成|已?完成|已整改|已?整改到位|已?办结|已?销号",
    )
    MOSTLY_DONE = StatusRow(
        code="mostly_done",
        zh="基本完成",
        en="mostly done",
        is_open=False,
        prose="已?基本完成(?:整改)?",
    )
    ONGOING = StatusRow(
        code="ongoing",
        zh="持续整改",
        en="ongoing",
        is_open=True,
        prose="(?:正在)?(?:持续|长期|继续)(?:整改|推进|坚持)|正在(?:整改|推进|办理)",
    )
    NOT_DONE = StatusRow(
        code="not_done",
        zh="未完成",
        en="not done",
        is_open=True,
        prose="[尚还]?未(?:完成|整改|办结)(?:整改)?",
    )

    @cached_property
    def row(self) -> StatusRow:
        """What the table says of it."""
        return StatusRow(*self.columns)

    @property
    def prose(self) -> str:
        """A pattern of the words by which a text counts problems of this status."""
        return self.row.prose or self.row.zh


STATUS_TITLES = tuple(status.row.zh for status in Status)
"""All statuses as documents print them."""
