"""*Wie keek er mee*, the question why, and emergency access."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look, in words."""

    at: datetime
    what: str
    """"Samira Haddou van Gemeente keek naar Ons plan."."""
    why: str = ""
    ground: str = ""
    """The legal ground that was written down."""
    is_emergency: bool = False
    ask: str = ""
    """Where one asks why; empty when one cannot."""
    asked: Sequence[str] = ()
    """What was asked about it and what was answered, in sentences."""


@dataclass(frozen=True, slots=True)
class LookDay:
    """The looks of a day, the last one first."""

    day: date
    rows: Sequence[LookRow]


@dataclass(frozen=True, slots=True)
class LooksPage:
    """*Wie keek er mee*."""

    days: Sequence[LookDay]
    action: str
    people: Sequence[Option]
    """Of whom the looks are shown: everybody, or one."""
    is_one: bool = False
    older: str = ""
    is_family: bool = False
    familiar: bool = False


@dataclass(frozen=True, slots=True)
class LookQuestionPage:
    """Asking why somebody looked."""

    form: FormState
    look: LookRow
    back: str
    days: int
    """Within so many days there is an answer."""
    familiar: bool = False


@dataclass(frozen=True, slots=True)
class LookItemPage:
    """Answering a question about a look, or the notice of an emergency."""

    form: FormState
    is_notice: bool
    who: str
    """Who asks, or who opened the household."""
    words: str
    """What was asked, or the reason that was given."""
    since: datetime
    due: date | None
    look: LookRow | None
    all_looks: str
    withheld: date | None = None
    """Until which day the family does not see the emergency, and why."""
    withheld_reason: str = ""
    answered: str = ""
    """What was answered; empty while it waits."""


@dataclass(frozen=True, slots=True)
class EmergencyPage:
    """*Noodtoegang*."""

    form: FormState
    kinds: Sequence[Option]
    hours: int
