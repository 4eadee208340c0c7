"""*Ons plan*: own words, does it fit, and the agreements under the goals of the family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How an agreement or a goal stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    NEVER_STARTED = "never-started"
    TRIED = "tried"


class Said(StrEnum):
    """What somebody answered."""

    YES = "yes"
    NOTHING = "nothing"
    DISAGREES = "disagrees"
    CANNOT = "cannot"
    SEEN = "seen"
    """For what a court ordered: read, without a yes."""


class Given(StrEnum):
    """How an answer was given, when not on this site."""

    HERE = "here"
    ALOUD = "aloud"
    ON_PAPER = "on-paper"


class FitState(StrEnum):
    """What the plan check says of a plan."""

    NOT_YET = "not-yet"
    FITS = "fits"
    SO_FAR = "so-far"
    BUSY = "busy"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fits:
    """The quiet line "Past het?"."""

    state: FitState
    sentence: str = ""
    """What comes after the verdict: "15 botsingen, en Kevin heeft een contact te veel."."""
    href: str = ""
    """The page *Past het?*; empty hides the link."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said about an agreement."""

    who: str
    said: Said = Said.NOTHING
    when: date | None = None
    reason: str = ""
    """In own words, for "dit lukt niet, want …"."""
    given: Given = Given.HERE
    recorded_by: str = ""
    """Who wrote down an answer given aloud or on paper."""
    next_step: str = ""
    """Whose turn it is, and when: "Joris belt vandaag."."""
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """The question for an answer.

    The form sends `answer` (yes, disagrees, cannot or seen) and `reason`, with `version`.
    """

    action: str
    name: str
    """The title of the agreement, for who does not see the page."""
    anchor: str
    """What makes identifiers in the form its own."""
    version: int = 1
    """Of the agreement: an answer to an older one is shown what changed."""
    asks_owner: bool = False
    """Whether the owner is asked "klopt dit?"; else a member is asked for a yes."""
    ordered: bool = False
    """Whether a court ordered it: then it is only seen, and may be disputed."""
    chosen: Said = Said.NOTHING
    """The answer given before, when it is being changed."""
    is_open: bool = False
    """Whether "dit lukt niet, want …" is opened."""
    reason: str = ""
    error: str = ""
    """What is missing in the reason."""
    readers: str = ""
    """Who reads the reason and who calls when: "Dirk en Samira lezen dit. Samira belt …"."""


@dataclass(frozen=True, slots=True)
class Mandatory:
    """On what ground an agreement is mandatory; the word stands in the column of the state."""

    ground: str
    """The article or the court order."""
    href: str = ""
    """Where the text stands."""
    dispute: str = ""
    """Where "Ik ben het hier niet mee eens" leads; empty when the viewer may not."""
    disputed_by: str = ""
    """Who disputes it already."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement, in a row of five columns."""

    anchor: str
    title: str
    who: str
    """Whose it is and where: "Kevin, bij GGZ De Oever"."""
    via: str = ""
    """Who decided it for another who carries it out: "Joris van Beek"."""
    when: Sequence[str] = ()
    """Lines: days, hours, from when."""
    asks: Sequence[str] = ()
    """Lines: what it asks of the household."""
    unknown: Sequence[str] = ()
    """What is not filled in yet."""
    standing: Standing = Standing.PROPOSED
    note: str = ""
    """A line under the state: since when, why it stands still, whom is asked."""
    clashes: int = 0
    clashes_href: str = ""
    mandatory: Mandatory | None = None
    answers: Sequence[Answer] = ()
    ask: Ask | None = None
    """The question to this viewer, when an answer is waited for."""
    href: str = ""
    """Where this viewer changes it; empty when she may not."""
    record: str = ""
    """Where this viewer writes down what somebody said; empty when she may not."""

    @property
    def is_busy(self) -> bool:
        """Whether only that and when may be seen."""
        return False

    @property
    def is_over(self) -> bool:
        """Whether it asks nothing of the household any more."""
        return self.standing in {Standing.COMPLETED, Standing.NEVER_STARTED, Standing.TRIED}


@dataclass(frozen=True, slots=True)
class BusyRow:
    """What a viewer sees of an agreement that she may not read: that, when, and whom to ask."""

    anchor: str
    when: Sequence[str]
    ask: str
    """The name of whom to ask."""
    telephone: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether only that and when may be seen."""
        return True


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its agreements, in the order of the family."""

    anchor: str
    number: int | None
    """Its place; none for agreements without a goal and goals without an order."""
    words: str
    own: bool = True
    """Whether these are the family's own words: they get quotes and the yellow marker."""
    whose: str = ""
    part: str = ""
    """The part of the plan that it came with."""
    rows: Sequence[AgreementRow | BusyRow] = ()
    href: str = ""
    """Where this viewer changes it; empty when she may not."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody of the family said."""

    words: str
    who: str
    when: date | None = None
    href: str = ""
    """Where she changes it, on her own page."""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """*Ons plan*. An empty address hides its link."""

    voices: Sequence[Voice] = ()
    fits: Fits | None = None
    goals: Sequence[GoalView] = ()
    add_agreement: str = ""
    add_goal: str = ""
    change_order: str = ""
    print_pdf: str = ""
    money: str = ""
    places: str = ""
    load: str = ""
    what_if: str = ""
    discretion: str = ""
    table: str = ""
    """Overlegstand: one screen for everybody at the table."""
    waiting: int = 0
    """How many answers this viewer still owes."""
    first_waiting: str = ""
    """The anchor of the first of them."""
