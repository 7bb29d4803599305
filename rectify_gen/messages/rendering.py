"""Sentences said while rendering."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {}
