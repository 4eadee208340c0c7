"""The same household, written down otherwise: other names, another order, finer time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any, TypeVar

from tandem.core.model import HOUSEHOLD, Agreement, Household, Member
from tandem.core.rules import RuleBase, StatusRules

T = TypeVar("T")


def shuffled(thing: T, random: Random) -> T:
    """Return the same with every list in another order, but for the order that means something."""
    made: Any = thing
    if isinstance(thing, tuple):
        parts = [shuffled(part, random) for part in thing]
        random.shuffle(parts)
        made = tuple(parts)
    elif isinstance(thing, StatusRules):
        made = StatusRules(shuffled(thing.statuses, random), shuffled(thing.rules, random))
    elif is_dataclass(thing) and not isinstance(thing, type):
        made = replace(
            thing,
            **{
                f.name: shuffled(getattr(thing, f.name), random)
                for f in fields(thing)
                if f.name != "priorities"
            },
        )
    result: T = made
    return result


def other_words(household: Household) -> Household:
    """Return the same household with other names, titles and texts."""
    return replace(
        household,
        name="Anders",
        members=tuple(_other_name(m, i) for i, m in enumerate(household.members)),
        agreements=tuple(_other_title(a, i) for i, a in enumerate(household.agreements)),
        professionals=tuple(replace(p, name="Zomaar iemand") for p in household.professionals),
        goals=tuple(replace(g, text="Iets anders") for g in household.goals),
    )


def _other_name(member: Member, place: int) -> Member:
    return replace(member, name=f"Zus {9 - place}", question="Waarom?")


def _other_title(agreement: Agreement, place: int) -> Agreement:
    alternatives = tuple(replace(a, text="Anders") for a in agreement.alternatives)
    return replace(agreement, title=f"Titel {9 - place}", alternatives=alternatives)


def identifiers(household: Household) -> tuple[str, ...]:
    """Return every identifier of a household, in order."""
    found = {m.id for m in household.members} | {g.id for g in household.goals}
    found |= {p.id for p in household.professionals}
    found |= {i.id for account in household.accounts for i in account.incomes}
    for agreement in household.agreements:
        found |= {agreement.id, *(alt.id for alt in agreement.alternatives)}
        for form in (agreement.form, *(alt.form for alt in agreement.alternatives)):
            found |= {s.visit for s in form.demands.sessions if s.visit is not None}
            found |= {after.agreement for after in form.demands.order.after}
    return tuple(sorted(found - {HOUSEHOLD}))


def new_names(names: tuple[str, ...]) -> dict[str, str]:
    """Return a new name for each, in the same order."""
    return {name: f"n{place:03d}" for place, name in enumerate(names)}


def renamed(thing: T, names: Mapping[str, str]) -> T:
    """Return the same with these identifiers replaced wherever they stand."""
    made: Any = thing
    if type(thing) is str:
        made = names.get(str(thing), thing)
    elif isinstance(thing, tuple | frozenset):
        made = type(thing)(renamed(part, names) for part in thing)
    elif isinstance(thing, StatusRules):
        made = StatusRules(renamed(thing.statuses, names), renamed(thing.rules, names))
    elif is_dataclass(thing) and not isinstance(thing, type):
        made = replace(
            thing, **{f.name: renamed(getattr(thing, f.name), names) for f in fields(thing)}
        )
    result: T = made
    return result


def with_statuses(names: tuple[str, ...], rules: RuleBase) -> tuple[str, ...]:
    """Return identifiers with those of the statuses of the rule base."""
    return tuple(sorted({*names, *(s.id for s in rules.statuses.statuses)}))
