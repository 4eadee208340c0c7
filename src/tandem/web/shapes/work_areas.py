"""*Toegang*: whom one calls for a postcode; and the list of work areas behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people_forms import FileProblem


@dataclass(frozen=True, slots=True)
class Reachable:
    """Somebody whom one calls."""

    name: str
    telephone: str
    function: str = ""
    organisation: str = ""
    area: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class FrontDeskPage:
    """*Toegang*. Field: `postcode`."""

    form: FormState
    postcode: str = ""
    """The postcode that was looked up, as it is written."""
    first: Reachable | None = None
    """Whom one calls today."""
    other: Reachable | None = None
    """For whom she stands in."""
    until: date | None = None
    """The last day on which somebody stands in."""


@dataclass(frozen=True, slots=True)
class AreaLine:
    """A line of the list."""

    postcodes: str
    area: str
    name: str
    organisation: str
    telephone: str
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class AreasPage:
    """*Werkgebieden*: the whole list."""

    lines: Sequence[AreaLine]
    download: str
    read_in: str = ""
    look_up: str = ""


@dataclass(frozen=True, slots=True)
class AreasImportPage:
    """*Werkgebieden inlezen*. Field: `file`; the button `do` sends `look` or `read`."""

    form: FormState
    back: str
    columns: Sequence[Option] = ()
    """What each column holds, with the name it must have."""
    file_name: str = ""
    problems: Sequence[FileProblem] = ()
    more: str = ""
    told: str = ""
    """What the file would change, in a sentence."""
    come: Sequence[AreaLine] = ()
    go: Sequence[AreaLine] = ()
