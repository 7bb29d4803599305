"""公开范围: who reads an edition, and what is in it."""

from collections.abc import Mapping
from typing import Literal

Audience = Literal["public", "internal"]

AUDIENCE_MEANINGS: Mapping[Audience, str] = {
    "public": "公开",
    "internal": "只进党内通报版",
}
"""What the schema and the messages say of each."""

AUDIENCE_TITLES: Mapping[Audience, str] = {"public": "公开", "internal": "内部"}
"""The Chinese word for each, in one word."""
