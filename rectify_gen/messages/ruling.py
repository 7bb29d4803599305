"""Sentences said while ruling."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {}
