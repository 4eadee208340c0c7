"""The form for who worries about somebody, its receipt, and what professionals do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class CareForm:
    """*Zorg om iemand*.

    Fields: `concern`, `about`, `postcode`, `words`, `name` and `telephone`.
    """

    form: FormState
    concerns: Sequence[Option]
    receipt: str
    """Where who has a receipt looks how it stands."""
    desk: str
    stopped: bool = False
    """Whether too many came from this address: then one calls."""


@dataclass(frozen=True, slots=True)
class CareReceipt:
    """How a signal stands, for who has its code. Field of the form: `receipt`."""

    form: FormState
    code: str = ""
    """Only on the page that follows the form."""
    name: str = ""
    telephone: str = ""
    received: date | None = None
    picked_up: date | None = None
    wrong: bool = False
    again: str = ""


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """A signal from outside in a list."""

    href: str
    concern: str
    standing: str
    since: date


@dataclass(frozen=True, slots=True)
class OutsideList:
    """*Signalen van buiten*."""

    rows: Sequence[OutsideLine]


@dataclass(frozen=True, slots=True)
class OutsidePage:
    """One signal from outside.

    Every form sends `do` and `version`; naming the household `household`, offering `to`, ending it
    `words`. `moves` holds what the reader can do.
    """

    form: FormState
    concern: str
    about: str
    words: str
    name: str
    telephone: str
    standing: str
    since: date
    version: int
    moves: frozenset[str]
    households: Sequence[Option]
    people: Sequence[Option]
    back: str
    new_household: str = ""
    outcome: str = ""
