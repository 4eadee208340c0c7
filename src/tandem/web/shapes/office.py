"""Pages apart from households: figures, looking after the site, and somebody who leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people_forms import OptionGroup


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One measure: its words, the figure of the municipality, and one for each area."""

    words: str
    total: str
    areas: Sequence[str]


@dataclass(frozen=True, slots=True)
class FlowBar:
    """One group: its words, how many in words, and the width of its bar; 0 for what is not told."""

    words: str
    told: str
    width: int


@dataclass(frozen=True, slots=True)
class FlowChart:
    """One measure of how things go, as bars with counts."""

    anchor: str
    title: str
    what: str
    """What is counted, in a sentence."""
    bars: Sequence[FlowBar]
    """One for each group; none at all when no group is large enough."""


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """*Cijfers*."""

    areas: Sequence[str]
    rows: Sequence[FigureRow]
    smallest: int
    shares: Sequence[str] = ()
    """Which part is on the one-plan track, beside what is said elsewhere."""
    flows: Sequence[FlowChart] = ()
    gaps: str = ""
    """Where provisions stand that fell short."""


@dataclass(frozen=True, slots=True)
class AdministrationPage:
    """*Beheer*. Fields: `do`, `name`, `telephone`; `area`, `team_leader`, `of_area`, `q`."""

    form: FormState
    organisations: Sequence[str]
    areas: Sequence[str]
    team_leaders: Sequence[OptionGroup]
    areas_to_choose: Sequence[Option]
    """For which area somebody is in charge of the subsidy."""
    wams: str
    """Whether the Wams is on, and what it would change, in sentences."""
    leaving: str


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """*Wie vertrekt*. Fields: `q`, `professional`."""

    form: FormState
    found: Sequence[OptionGroup]
    more: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A household in which somebody holds something. Field: `to-N`."""

    number: int
    name: str
    what: str
    problem: str
    """Why it did not go over, in a sentence; empty when it was not tried."""
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class LeaverPage:
    """Everything somebody holds. Fields: `to` for all, `to-N` for one, `reason`; `do`."""

    form: FormState
    name: str
    rows: Sequence[HeldRow]
    left: int
    """In how many places something is held, also outside what this viewer sees."""
    everybody: Sequence[Option]
    back: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An organisation, with a count in words for each way in which something ended."""

    name: str
    counts: Sequence[str]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """*Afspraken nagekomen*: by name, never by number."""

    ways: Sequence[str]
    mine: Sequence[tuple[str, int]]
    rows: Sequence[KeptRow]
    untold: str
    """What stands for a count that is not told."""
    smallest: int
