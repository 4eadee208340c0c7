"""Where things are: the region of the school holidays, and the ways between places.

Both change what the plan check knows, and nothing of what anybody agreed to. Who leads writes them
down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case, touch_plan
from tandem.actions.limits import too_long
from tandem.actions.plans.meanwhile import mark_of
from tandem.core.access import Action
from tandem.core.model import Place, Region, Way
from tandem.records.plans import codec
from tandem.records.plans.models import Plan
from tandem.records.plans.rows import PlanRow
from tandem.records.work import Work

LONGEST_WAY = 480
"""Minutes; the longest journey that a household file may hold."""


@dataclass(frozen=True, slots=True)
class Between:
    """How many minutes it is from one place straight to another, and back."""

    one: str
    other: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The region of the school holidays, and the ways between places."""

    region: Region | None = None
    ways: tuple[Between, ...] = ()


def whereabouts_of(plan: PlanRow) -> Whereabouts:
    """Return what is written down; a place without a way stands as a way to itself."""
    ways = [
        Between(place.name, way.place, way.minutes) for place in plan.places for way in place.ways
    ]
    joined = {name for way in ways for name in (way.one, way.other)}
    alone = (Between(one.name, one.name, 0) for one in plan.places if one.name not in joined)
    return Whereabouts(plan.region, (*ways, *alone))


def places_in_use(case: Case) -> tuple[str, ...]:
    """Return the places of the agreements of a plan, in the words that they have for them."""
    sessions = (
        session
        for row in case.plan.agreements
        for form in (row.form, *(one.form for one in row.alternatives))
        for session in form.demands.sessions
    )
    return tuple(sorted({session.place for session in sessions if session.place}))


def fingerprint(known: Whereabouts) -> str:
    """Return a short mark of what is written down, to see whether it was changed meanwhile."""
    return mark_of([known.region, *([w.one, w.other, w.minutes] for w in known.ways)])


def set_whereabouts(work: Work, code: str, *, wanted: Whereabouts, opened: str) -> bool:
    """Write down the region and the ways; `opened` is the fingerprint of what was changed.

    Returns whether anything is otherwise now. Raises UnknownHouseholdError, NotAllowedError,
    ChangedMeanwhileError, and InvalidError that names what is wrong: `one-1`, `minutes-2` …
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_PLACES, household_facts(case.head))
    was = whereabouts_of(case.plan)
    if fingerprint(was) != opened:
        raise ChangedMeanwhileError("places", case.plan.version)
    problems = list(_problems(wanted.ways))
    if problems:
        raise InvalidError(*problems)
    if wanted == was:
        return False
    Plan.objects.filter(household_id=case.head.id).update(
        region=wanted.region.value if wanted.region else "",
        places=codec.PLACES.to_json(_places(wanted.ways)),
    )
    touch_plan(case.head.id)
    work.event(
        "places-set",
        household=case.head.id,
        subject="plan",
        subject_id=case.plan.id,
        was=_plain(was),
        became=_plain(wanted),
    )
    return True


def _problems(ways: Sequence[Between]) -> Iterator[Problem]:
    told: set[frozenset[str]] = set()
    for number, way in enumerate(ways, 1):
        both = frozenset((way.one, way.other))
        if not (way.one and way.other):
            empty = "other" if way.one else "one"
            yield Problem(f"{empty}-{number}", "Say which place this is.")
        yield from too_long({f"one-{number}": way.one, f"other-{number}": way.other})
        if not 0 <= way.minutes <= LONGEST_WAY:
            yield Problem(f"minutes-{number}", "Write the minutes as a number, at most 480.")
        if both in told:
            yield Problem(f"other-{number}", "These two places stand here twice.")
        told.add(both)


def _places(ways: Sequence[Between]) -> tuple[Place, ...]:
    names = sorted({name for way in ways for name in (way.one, way.other)})
    return tuple(
        Place(
            name,
            tuple(
                Way(way.other, way.minutes) for way in ways if way.one == name and way.other != name
            ),
        )
        for name in names
    )


def _plain(known: Whereabouts) -> dict[str, object]:
    region = known.region.value if known.region else ""
    return {"region": region, "ways": [[w.one, w.other, w.minutes] for w in known.ways]}
