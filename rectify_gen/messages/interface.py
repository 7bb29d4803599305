"""Sentences said while interface."""

from rectify_gen.messages import Message

TABLE: dict[str, Message] = {}
