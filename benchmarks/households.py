"""Seeded households with the plans of several professionals, as full as real ones.

The same size and seed always give the same household. About one in five simply fits; in the others
sets that cannot go together are planted, and a limit is passed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from benchmarks.alternatives import name_alternatives
from benchmarks.draft import HORIZON, Draft
from benchmarks.limits import Limits, set_limits
from benchmarks.lives import live
from benchmarks.offers import fill
from benchmarks.people import Age, Person, family_name, people, professionals
from benchmarks.plants import crowd, plant, stray
from benchmarks.sizes import Size
from tandem.core.model import (
    Away,
    Goal,
    Household,
    Member,
    Period,
    Relation,
    Sessions,
    StatusDemand,
    StatusFact,
    Supporter,
    Where,
)
from tandem.core.rules import RuleBase

FITS = 0.2
"""The share of households that simply fit."""
LACKS_SUPPORT = 0.1
"""The share in which an agreement requires a status that nothing gives."""

GOALS = {
    Age.ADULT: ("Rondkomen met het geld", "Aan het werk", "Rust in huis", "Gezonder leven"),
    Age.YOUNG: ("Een vak leren", "Van de schulden af", "Eigen geld verdienen"),
    Age.TEEN: ("Het schooljaar halen", "Minder ruzie thuis"),
    Age.CHILD: ("Nooit in een leeg huis komen", "Beter praten"),
    Age.ELDER: ("Thuis blijven wonen",),
}


Near = Callable[[Draft], None]
"""Adds to a household, before it is filled, what just fits or just does not."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A household, and what is known about it because it was made so."""

    household: Household
    sets: frozenset[frozenset[str]]
    """Sets planted in it: each is a smallest set that cannot go together."""
    limits: frozenset[tuple[str, str]]
    """Limits passed on purpose: ("contacts", member) or ("money", account)."""
    lacking: frozenset[str]
    """Agreements that require what nothing gives."""
    fits: bool
    """Whether it was made to fit."""


def generate(size: Size, seed: int, rules: RuleBase, *, near: Near | None = None) -> Generated:
    """Return the household of a size and a seed.

    With `near` it simply fits, but for what that adds to its life.
    """
    rng = Random(f"{size.name} {seed}")
    members = people(rng, size)
    draft = Draft(rng, rules, size, members, professionals(rng, size, members))
    draft.goals = _goals(draft)
    fits = draft.chance(FITS) or near is not None
    live(draft)
    if near is not None:
        near(draft)
    if not fits:
        crowd(draft, size.crowds)
        plant(draft, rng.randint(*size.planted))
        for _ in range(rng.randint(0, min(size.strays, draft.room))):
            stray(draft)
    fill(draft, until=size.agreements)
    lacking = _lack_support(draft) if not fits and draft.chance(LACKS_SUPPORT) else frozenset()
    passed = 0 if fits else draft.rng.choice((0, 1, 1, 2))
    limits = set_limits(draft, passed=passed)
    name_alternatives(draft)
    household = _household(draft, limits, seed)
    return Generated(household, frozenset(draft.sets), limits.passed, lacking, fits)


def _goals(draft: Draft) -> tuple[Goal, ...]:
    """One goal for each member, and two for those with the fullest lives."""
    goals: list[Goal] = []
    for person in draft.people:
        wishes = GOALS[person.age]
        count = min(2 if person.age in {Age.ADULT, Age.YOUNG} else 1, len(wishes))
        for wish in draft.rng.sample(wishes, count):
            goals.append(Goal(f"goal-{len(goals) + 1}", f"{person.name}: {wish}", (person.id,)))
    return tuple(goals)


def _lack_support(draft: Draft) -> frozenset[str]:
    """Let one open agreement require a status that nothing gives."""
    for agreement in draft.agreements:
        if agreement.kind == "repayment" and not agreement.form.demands.statuses:
            member = agreement.members[0]
            required = StatusDemand(Relation.REQUIRES, member, "debt-arrangement")
            demands = replace(agreement.form.demands, statuses=(required,))
            draft.change(replace(agreement, form=replace(agreement.form, demands=demands)))
            return frozenset({agreement.id})
    return frozenset()


# --- the household --------------------------------------------------------------------------


def _household(draft: Draft, limits: Limits, seed: int) -> Household:
    priorities = [goal.id for goal in draft.goals]
    draft.rng.shuffle(priorities)
    agreements = list(draft.agreements)
    draft.rng.shuffle(agreements)
    return Household(
        id=f"{draft.size.name}-{seed}",
        name=f"Gezin {family_name(draft.rng)}",
        horizon=HORIZON,
        members=tuple(_member(draft, person, limits) for person in draft.people),
        agreements=tuple(agreements),
        professionals=draft.professionals,
        network=(Supporter("buurvrouw", "Fatima", "buurvrouw"),),
        lead=draft.rng.choice(draft.professionals).id,
        parts=draft.parts,
        goals=draft.goals,
        priorities=tuple(priorities[:6]),
        accounts=limits.accounts,
    )


def _member(draft: Draft, person: Person, limits: Limits) -> Member:
    return Member(
        id=person.id,
        name=person.name,
        born=person.born,
        contacts_a_week=limits.contacts[person.id],
        statuses=tuple(StatusFact(status) for status in draft.statuses.get(person.id, ())),
        away=_away(draft, person),
    )


def _away(draft: Draft, person: Person) -> tuple[Away, ...]:
    """A minor may stay elsewhere for a fortnight, when nothing asks him or her at home."""
    if person.age not in {Age.TEEN, Age.CHILD} or not draft.chance(0.25):
        return ()
    if any(_is_at_home(session, person.id) for session in _sessions(draft)):
        return ()
    first = HORIZON.monday(draft.rng.randint(4, 20))
    return (Away(Period(first, first + timedelta(days=13)), "logeert bij de grootouders"),)


def _sessions(draft: Draft) -> list[Sessions]:
    return [s for a in draft.agreements for s in a.form.demands.sessions]


def _is_at_home(session: Sessions, member: str) -> bool:
    return session.where is Where.HOME and member in session.members
