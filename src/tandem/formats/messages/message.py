"""One message: what is wrong and what would be right, in Dutch and English."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """What is wrong and what would be right, in both languages."""

    nl: str
    right_nl: str
    en: str
    right_en: str
