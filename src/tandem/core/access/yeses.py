"""Three separate yeses to somebody's part in a household; none of them stands for another."""

from __future__ import annotations

from enum import StrEnum


class YesKind(StrEnum):
    """To what a yes is said."""

    PROCESSING = "processing"
    """That data are used: only where the legal ground asks for consent."""
    SECRECY = "secrecy"
    """That somebody with professional secrecy tells the others what they need."""
    HELP = "help"
    """The help itself."""


class YesWay(StrEnum):
    """How a yes was given."""

    SELF = "self"
    ALOUD = "aloud"
    SIGNED = "signed"
