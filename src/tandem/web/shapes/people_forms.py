"""Opening a household, reading one in, adding somebody, and the question who leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Choices under one heading."""

    title: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class OpeningPage:
    """*Huishouden openen*.

    Fields: `name`, `name-1`, `born-1`, `parent-1` and so on for each row, `area`, `tick`, `reason`,
    `purpose`, `legal_ground`; the button `do` sends `more` or `open`.
    """

    form: FormState
    rows: Sequence[int]
    """The numbers of the rows for who lives there."""
    areas: Sequence[Option]
    grounds: Sequence[Option]
    tick: Sequence[Option]
    other_way: str = ""
    """Where a household file is read in instead."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing that is wrong in a file: where, what, and what would be right."""

    line: int
    column: int
    place: str
    what: str
    right: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """*Plan inlezen*. Fields: `file`, `area`, `tick`, `reason`, `purpose`, `legal_ground`."""

    form: FormState
    areas: Sequence[Option]
    grounds: Sequence[Option]
    tick: Sequence[Option]
    file_name: str = ""
    """The file that was sent, when it could not be read."""
    problems: Sequence[FileProblem] = ()
    more: str = ""
    """How many other problems there are, in words."""
    other_way: str = ""


class PersonKind(StrEnum):
    """Who is added."""

    HELPER = "helper"
    MEMBER = "member"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Adding somebody.

    For a helper: `q` with the button `do` = `search`, `professional`, `role`, `purpose`,
    `legal_ground`; for a member: `name`, `born`, `telephone`, `question`, `parents`; for the
    network: `name`, `relation`, `telephone`.
    """

    form: FormState
    kind: PersonKind
    kinds: Sequence[Link]
    found: Sequence[OptionGroup] = ()
    more: str = ""
    roles: Sequence[Option] = ()
    grounds: Sequence[Option] = ()
    parents: Sequence[Option] = ()
    yeses: Sequence[Option] = ()
    """To what somebody said yes already, each apart."""
    speakers: Sequence[Option] = ()
    ways: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """Who has authority over a child.

    Fields: `parents`, `without`, `guardian`, `source`, `seen_on`.
    """

    form: FormState
    name: str
    """Of the child."""
    parents: Sequence[Option]
    guardians: Sequence[Option]
    """The first is nobody."""
    sources: Sequence[Option]
    back: str
    without: Sequence[Option] = ()
    """Parents of whom is known that they have no authority."""


@dataclass(frozen=True, slots=True)
class StopHelpingPage:
    """Somebody stops helping. Field: `reason`; without the form while something is in the way."""

    form: FormState
    name: str
    is_me: bool = False
    first: Sequence[str] = ()
    """What has to be settled before, in sentences."""
    held: Sequence[Link] = ()
    """The agreements that somebody else has to hold first."""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked to lead and did not answer yet."""

    name: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class OnePlanPage:
    """*Eén plan?* Field: `reason`."""

    form: FormState
    on_track: bool
    team_leader: str
    past: Sequence[str]
    """When there was one plan and why, in sentences."""
    back: str


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Who leads, with three forms.

    Each has fields of its own: `q`, `professional`, `reason` and `legal_ground`; `stand_in`,
    `since` and `until`; `why`.
    """

    name: str
    line: str
    """In what quality he or she leads, and since when."""
    on_track: bool = True
    asked: Asked | None = None
    answer_at: str = ""
    """Where the viewer answers, when it is the viewer who is asked."""
    take_back: str = ""
    """Where the viewer takes the question back; empty when she may not."""
    ask: FormState = field(default_factory=lambda: FormState(""))
    candidates: Sequence[OptionGroup] = ()
    more: str = ""
    grounds: Sequence[Option] = ()
    stand_in: FormState = field(default_factory=lambda: FormState(""))
    stand_ins: Sequence[Option] = ()
    step_down: FormState = field(default_factory=lambda: FormState(""))
    proposed: Sequence[str] = ()
    """Who could lead and why, in sentences."""
    family: Sequence[str] = ()
    """What each of the family says of who leads now, in sentences."""
    record: str = ""
    """Where is written down what somebody of the family said; empty for who may not."""
    hand_over: str = ""
    """Where the lead is handed over."""

    @property
    def wrong(self) -> FormState:
        """The form that something is wrong with, for the summary on top."""
        forms = (self.ask, self.stand_in, self.step_down)
        return next((one for one in forms if one.problems), self.ask)


@dataclass(frozen=True, slots=True)
class LeadQuestionPage:
    """The question to lead, to who is asked. The form sends `do` = `yes` or `no`, and `answer`."""

    form: FormState
    household: str
    members: str
    reason: str
    since: date
    leader: str


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """One of the plans of a resident who lives in two households."""

    name: str
    with_whom: str
    href: str
