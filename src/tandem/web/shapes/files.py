"""Files with an agreement or a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file."""

    name: str
    size: str
    added: date
    by: str
    href: str
    """Where it is given out; empty: nobody gets it now, and `state` says why."""
    state: str = ""
    remove: str = ""


@dataclass(frozen=True, slots=True)
class FilesPage:
    """*Bestanden* of an agreement. The form sends `file`."""

    form: FormState
    title: str
    agreement: str
    """Its code."""
    may_add: bool
    is_scanned: bool
    files: Sequence[FileLine]
    back: str
