"""整改状态: how far the rectification of one problem has come. A new status is one row here."""

from enum import StrEnum


class Status(StrEnum):
    """A status: its code in the YAML, what it is called in Chinese and English, whether work on it goes on.

    A problem whose work goes on has no date of closing.
    """

    DONE = "done", "已完成", "done", False
    MOSTLY_DONE = "mostly_done", "基本完成", "mostly done", False
    ONGOING = "ongoing", "持续整改", "ongoing", True
    NOT_DONE = "not_done", "未完成", "not done", True

    zh: str
    en: str
    is_open: bool

    def __new__(cls, code: str, zh: str, en: str, is_open: bool) -> "Status":
        """Return the member ``code``, which is known by its titles as well."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        member.is_open = is_open
        return member


STATUS_TITLES = tuple(status.zh for status in Status)
"""All statuses as documents print them."""
