"""Sentences said while importing."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {}
