"""What readers of files say, in Dutch and English: what is wrong, and what would be right."""

from __future__ import annotations

from tandem.formats.messages.area_messages import AREAS
from tandem.formats.messages.file_messages import FILE
from tandem.formats.messages.line_messages import LINE
from tandem.formats.messages.meaning_messages import MEANING
from tandem.formats.messages.message import Message
from tandem.formats.messages.rule_messages import RULES
from tandem.formats.messages.shape_messages import SHAPE
from tandem.formats.messages.value_messages import VALUES

__all__ = ["MESSAGES", "Message"]

MESSAGES: dict[str, Message] = {**FILE, **SHAPE, **VALUES, **MEANING, **RULES, **LINE, **AREAS}
"""Every message, by its code."""
