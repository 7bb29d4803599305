"""Enumerations that are tables: each member is written as its row, and is the row's code."""

from enum import StrEnum
from typing import Any, Self


class Coded(StrEnum):
    """A code of the YAML, with the columns of its row; a table gives them their names in ``row``."""

    _value_: str
    columns: tuple[Any, ...]

    def __new__(cls, code: str, *columns: Any) -> Self:
        """Return the member ``code``: its value is the code alone, since that is what the YAML says."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.columns = (code, *columns)
        return member
