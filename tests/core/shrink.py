"""Make a failing household as small as it can be, and write it down as Python.

Only used when a property fails: its message then shows the smallest household that fails alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from tandem.core.model import Agreement, Horizon, Household, Sessions
from tandem.core.rules import RuleBase, StatusRules

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Case = tuple[Household, RuleBase]
MOST_SECONDS = 15


def smallest(case: Case, fails: Callable[[Household, RuleBase], bool]) -> Case:
    """Return a case that fails as well, of which no part can be left out; or the best found."""
    end = time.monotonic() + MOST_SECONDS
    smaller = True
    while smaller:
        smaller = False
        for one in variants(case):
            if time.monotonic() > end:
                return case
            if is_sound(*one) and _still(one, fails):
                case, smaller = one, True
                break
    return case


def _still(case: Case, fails: Callable[[Household, RuleBase], bool]) -> bool:
    try:
        return fails(*case)
    except (AssertionError, LookupError, ValueError):
        return False


def variants(case: Case) -> Iterator[Case]:
    """Yield the case with one thing less."""
    household, rules = case
    for weeks in range(1, household.horizon.weeks):
        yield replace(household, horizon=Horizon(household.horizon.start, weeks)), rules
    yield from ((smaller, rules) for smaller in less(household))
    yield from ((household, replace(rules, holidays=fewer)) for fewer in less(rules.holidays))
    for i in range(len(rules.statuses.rules)):
        left = rules.statuses.rules[:i] + rules.statuses.rules[i + 1 :]
        yield household, replace(rules, statuses=StatusRules(rules.statuses.statuses, left))


def less(thing: object) -> Iterator[Any]:
    """Yield a value with one part left out, or put back to what it is by itself."""
    if isinstance(thing, tuple):
        yield from (thing[:i] + thing[i + 1 :] for i in range(len(thing)))
        for i, part in enumerate(thing):
            yield from ((*thing[:i], one, *thing[i + 1 :]) for one in less(part))
    elif is_dataclass(thing) and not isinstance(thing, type):
        for f in fields(thing):
            if f.name != "horizon":
                yield from _less_of(thing, f)


def _less_of(thing: DataclassInstance, of: Field[Any]) -> Iterator[Any]:
    now = getattr(thing, of.name)
    for one in ([] if _default(of) in (now, MISSING) else [_default(of)], less(now)):
        for value in one:
            try:
                yield replace(thing, **{of.name: value})
            except ValueError:
                continue


def _default(of: Field[Any]) -> object:
    if of.default_factory is not MISSING:
        return of.default_factory()
    return of.default


def is_sound(household: Household, _rules: RuleBase) -> bool:
    """Whether everything that is named is there."""
    members = {m.id for m in household.members}
    goals = {g.id for g in household.goals}
    return (
        bool(members)
        and set(household.priorities) <= goals
        and all(_is_sound(a, members, goals) for a in household.agreements)
    )


def _is_sound(agreement: Agreement, members: set[str], goals: set[str]) -> bool:
    for form in (agreement.form, *(a.form for a in agreement.alternatives)):
        asks = form.demands
        named = {m for s in asks.sessions for m in (*s.members, *s.contact_of)}
        named |= {m for h in asks.somebody_home for m in h.adults}
        named |= {h.child for h in asks.somebody_home if h.child is not None}
        named |= {s.member for s in asks.statuses}
        if not named <= members or not all(_is_whole(s) for s in asks.sessions):
            return False
        if not all(h.adults and h.windows for h in asks.somebody_home):
            return False
    return agreement.goal is None or agreement.goal in goals


def _is_whole(sessions: Sessions) -> bool:
    has_first = sessions.every_weeks == 1 or sessions.first_week is not None
    return bool(sessions.members) and sessions.windows != () and has_first


def as_code(thing: object, indent: int = 0) -> str:
    """Return Python that makes this value, without what stands there by itself."""
    pad = " " * (indent + 4)
    if isinstance(thing, StatusRules):
        return f"StatusRules({as_code(thing.statuses)}, {as_code(thing.rules, indent)})"
    if isinstance(thing, Enum):
        return f"{type(thing).__name__}.{thing.name}"
    if isinstance(thing, date):
        return f"date({thing.year}, {thing.month}, {thing.day})"
    if isinstance(thing, tuple):
        if not any(is_dataclass(part) for part in thing):
            return "(" + "".join(f"{as_code(part)}, " for part in thing) + ")"
        inner = "".join(f"\n{pad}{as_code(part, indent + 4)}," for part in thing)
        return f"({inner}\n{' ' * indent})"
    if not is_dataclass(thing) or isinstance(thing, type):
        return repr(thing)
    parts = [
        f"{f.name}={as_code(getattr(thing, f.name), indent)}"
        for f in fields(thing)
        if getattr(thing, f.name) != _default(f)
    ]
    return f"{type(thing).__name__}({', '.join(parts)})"
