"""*Afspraak toevoegen*: one line of text, or kind, who, when, where and from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Change
from tandem.web.shapes.guests import GuestPanel
from tandem.web.shapes.plan import FitState

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How the line was read: a sentence with the parts that were read in bold."""

    parts: Sequence[tuple[str, bool]] = ()
    """Text, and whether it was read from the line."""
    note: str = ""
    """What follows from the kind: "Een gesprek telt als 1 contact per week."."""


@dataclass(frozen=True, slots=True)
class Instead:
    """A time or a way that would fit; the form sends `instead=<value>`."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the plan check says of the plan with this agreement, before it is kept."""

    state: FitState
    title: str
    """"Dit past er nog niet bij"."""
    sentence: Markup | str = ""
    short: str = ""
    """The same on one line, which stays in view on a telephone."""
    picture: Markup = NOTHING
    picture_title: str = ""
    instead: Sequence[Instead] = ()
    instead_title: str = ""


@dataclass(frozen=True, slots=True)
class AgreementFormPage:
    """The form.

    Its fields: `line`, or `kind`, `member` (several), `day` (several), `start`, `end`, `rhythm`,
    `place`, `other_place`, `travel`, `from`, `latest`, `goal` and `owner`; for one that is there
    also `title` and `reason`. Its buttons send `do`: `read`, `save` or `save-more`, or a step.
    """

    form: FormState
    title: str
    kinds: Sequence[Option] = ()
    members: Sequence[Option] = ()
    days: Sequence[Option] = ()
    """Seven, Monday first; `words` is the whole name."""
    rhythms: Sequence[Option] = ()
    places: Sequence[Option] = ()
    goals: Sequence[Option] = ()
    steps_open: bool = False
    """Whether the step-by-step part is unfolded."""
    read_back: ReadBack | None = None
    preview: Preview | None = None
    live: str = ""
    """Where the page asks again while one types; it answers with the part `agreement_live.html`."""
    afterwards: str = ""
    """Who is asked what after it is kept: "Daarna vragen we Joris van Beek: klopt dit? …"."""
    version: int = 1
    changed_by_other: str = ""
    """Who changed this agreement in the meantime and what, when two edit it."""
    is_part: bool = False
    """Whether only the part that changes while one types is sent."""
    owners: Sequence[Option] = ()
    """Who may answer for it."""
    agreement: str = ""
    """The number of the agreement that is changed; 0 for a new one."""
    unsaid: bool = False
    """Whether it asks more than one line can say: then the line is empty, and stays so."""
    record: str = ""
    ask_to_change: str = ""
    """Where who leads asks the owner to change it; empty for anybody else."""
    """Where an answer is written down that somebody gave aloud or on paper."""
    steps: Sequence[Option] = ()
    """What else can be done with it: begin, stand still, be over. The form sends `do`, `reason`."""
    files: str = ""
    """Where its files stand; empty for a new one."""
    happened: Sequence[Change] = ()
    """What happened with it, the latest first."""
    guests: GuestPanel | None = None
    """Who answers for it and can be asked by a link; None when that is nobody."""
