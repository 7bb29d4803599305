"""Other names under which keys and values may be written in a notice. Without rows, only the codes are read.

A row makes a name readable everywhere at once; positions, messages and routes follow::

    KeyAlias(part="Notice", written="巡察情况", key="inspection")
    ValueAlias(part="HeadingItem", key="status", written="已完成", value="done")

``part`` is the name of the class of the model. The Chinese titles of the model are the names that are meant to
stand here (``model.shapes.keys_by_title``); the schema must offer them to editors before they are let in.
"""

from typing import NamedTuple


class KeyAlias(NamedTuple):
    """Another name of a key of one part."""

    part: str
    written: str
    key: str


class ValueAlias(NamedTuple):
    """Another name of one value of a key."""

    part: str
    key: str
    written: str
    value: str


KEY_ALIASES: tuple[KeyAlias, ...] = ()
VALUE_ALIASES: tuple[ValueAlias, ...] = ()
