"""The log: one JSON object a line, with the number of the request and nothing about people.

Our own messages are fixed sentences. Of what others log only the sentence is kept, without the
values that were put in it: those may be an address, a name or a piece of a form. Of an error its
kind and where it happened are told, not what it says and not the values of variables.
"""

from __future__ import annotations

import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from tandem.core.model.bsn import is_bsn, plain_bsn
from tandem.web.middleware.request_number import request_number

OUR_OWN = "tandem"
OUR_FIELDS = frozenset({"method", "route", "status", "milliseconds", "name", "count", "seconds"})
"""What our own lines may add; anything else is left out."""
FRAMES = 40
HIDDEN = "[number]"
_LIKE_A_BSN = re.compile(r"(?<!\d)\d(?:[ .-]?\d){7,8}(?!\d)")


class SafeJsonFormatter(JsonFormatter):
    """Writes a line that holds nothing about people."""

    def __init__(self) -> None:
        super().__init__(reserved_attrs=[*RESERVED_ATTRS, "request", "response"])

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return self.serialize_log_record(_fields(record))


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": _sentence(record),
    }
    if number := request_number():
        fields["request"] = number
    if _is_ours(record):
        fields |= {
            key: value for key, value in vars(record).items() if key in OUR_FIELDS - {"name"}
        }
    if record.exc_info and record.exc_info[1]:
        fields["error"] = describe(record.exc_info[1])
    return fields


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == OUR_OWN or record.name.startswith(f"{OUR_OWN}.")


def _sentence(record: logging.LogRecord) -> str:
    if record.name == "django.request":
        return "unhandled error" if record.exc_info else "refused"
    return without_bsn(record.getMessage() if _is_ours(record) else str(record.msg))


def without_bsn(text: str) -> str:
    """Return a text in which no citizen service number can be read."""
    return _LIKE_A_BSN.sub(lambda found: HIDDEN if is_bsn(plain_bsn(found[0])) else found[0], text)


def describe(error: BaseException) -> list[dict[str, Any]]:
    """Return the kinds of an error and of what caused it, each with where it happened."""
    told: list[dict[str, Any]] = []
    current: BaseException | None = error
    while current is not None and len(told) < 5:
        told.append(_one(current))
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return told


def _one(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    told: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if state := getattr(error, "sqlstate", None):
        told["sqlstate"] = state
    return told


class OnlyErrors(logging.Filter):
    """Lets through what broke: that a page was not found is told by our own line already."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is about something that broke."""
        return bool(record.exc_info and record.exc_info[0])


def logging_settings(level: str) -> dict[str, Any]:
    """Return what Django hands to `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "tandem.config.logs.SafeJsonFormatter"}},
        "filters": {"only_errors": {"()": "tandem.config.logs.OnlyErrors"}},
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard_error"], "level": "WARNING"},
        "loggers": {
            OUR_OWN: {"level": level},
            "axes": {"level": "ERROR"},
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"filters": ["only_errors"], "level": "ERROR"},
            "django.security": {"handlers": [], "level": "ERROR"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
