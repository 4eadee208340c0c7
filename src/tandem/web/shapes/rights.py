"""*Uw rechten* for a resident, and requests for who answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem.web.shapes.files import FileLine
from tandem.web.shapes.forms import FormState, Option


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Something that was asked, as who asked it reads it."""

    title: str
    words: str
    asked_on: date
    answer_by: date
    holder: str
    telephone: str
    answer: str = ""
    """What was decided, in words; empty: not yet."""
    reason: str = ""
    alternative: str = ""
    caller: str = ""
    destroyed_on: date | None = None
    """When it will be destroyed, or was."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Somebody for whom the viewer uses these rights: herself, or a child."""

    name: str
    is_own: bool
    copy: str
    correction: str
    destruction: str
    requests: Sequence[OwnRequest] = ()


@dataclass(frozen=True, slots=True)
class RightsPage:
    """*Uw rechten*."""

    familiar: bool
    people: Sequence[Whose]
    correction_term: str
    destruction_term: str
    back: str


@dataclass(frozen=True, slots=True)
class RightsFormPage:
    """Asking. Fields: `subject` (for a correction), `words` and `wanted`."""

    form: FormState
    familiar: bool
    is_correction: bool
    whose: str
    """The name of the child it is about; empty: the viewer herself."""
    answer_by: date
    source: str
    readers: str
    back: str
    subjects: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request, to be answered. Fields: `answer`, `reason`, `alternative`, `caller`, `scope`."""

    form: FormState
    title: str
    about: str
    who: str
    """Whose request it is; empty for the privacy officer, who need not know."""
    words: str
    wanted: str
    asked_on: date
    answer_by: date
    source: str
    holder: str
    telephone: str
    is_destruction: bool
    back: str
    answers: Sequence[Option] = ()
    scopes: Sequence[Option] = ()
    said: str = ""
    """What was decided, in words; empty: not yet."""
    reason: str = ""
    alternative: str = ""
    caller: str = ""
    planned: date | None = None
    """When it will be destroyed."""
    stop: str = ""
    """Where that is taken back; empty: it is not, or no more."""
    waiting_days: int = 0
    files: Sequence[FileLine] = ()


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """A request in the list of the privacy officer."""

    number: int
    title: str
    words: str
    href: str
    asked_on: date
    answer_by: date
    holder: str
    telephone: str
    is_late: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ListedDestruction:
    """Something that is to be destroyed, was, or is proposed."""

    number: int
    what: str
    why: str
    state: str
    go: str = ""
    """Where the go-ahead is given; empty: it was, or it is not hers to give."""
    stop: str = ""


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """*Verzoeken en vernietiging*, for the privacy officer."""

    open: Sequence[ListedRequest] = ()
    answered: Sequence[ListedRequest] = ()
    destructions: Sequence[ListedDestruction] = ()
    waiting_days: int = 0


@dataclass(frozen=True, slots=True)
class NumberPage:
    """A citizen service number. Fields: `number`, or `reason`; `do` is `keep` or `show`."""

    form: FormState
    name: str
    is_kept: bool
    told: str
    """The number, in the one answer that shows it."""
    back: str
