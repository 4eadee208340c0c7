"""Every choice of start dates: each agreement with a free start begins on one day.

Days on which a form asks exactly the same are tried once, unless the plan knows an order, or an
agreement that ends when another starts: then every day is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from weakref import WeakKeyDictionary

from tandem.core.model import Form
from tests.core.oracle.days import free_days, number, span, started
from tests.core.oracle.limits import counts, ends
from tests.core.oracle.world import Kept, World

_KNOWN: WeakKeyDictionary[World, dict[tuple[str, Form], list[Form]]] = WeakKeyDictionary()


def all_starts(world: World, forms: Mapping[str, Form]) -> Iterator[dict[str, Form]]:
    """Yield these forms with every choice of start dates, the latest dates first."""
    names = list(forms)
    for chosen in product(*(days_of(world, name, forms[name]) for name in names)):
        yield dict(zip(names, chosen, strict=True))


def all_kept(world: World, ids: Iterable[str] | None = None) -> Iterator[list[Kept]]:
    """Yield agreements of the plan (all, or these), laid out for every choice of start dates."""
    wanted = set(world.plan if ids is None else ids)
    forms = {name: a.form for name, a in world.plan.items() if name in wanted}
    for chosen in all_starts(world, forms):
        yield [world.keep(name, form) for name, form in chosen.items()]


def days_of(world: World, name: str, form: Form) -> list[Form]:
    """Return a form with every start that it may have."""
    known = _KNOWN.setdefault(world, {})
    if (name, form) not in known:
        days = reversed(free_days(form, world.calendar.first))
        found = [started(form, day) for day in days]
        if found and not has_order(world):
            found = unlike(world, name, found)
        known[name, form] = found or [form]
    return known[name, form]


def has_order(world: World) -> bool:
    """Whether anything in the plan hangs on the very day on which something begins or ends."""
    for agreement in world.plan.values():
        if any(alternative.ends_when for alternative in agreement.alternatives):
            return True
        for form in (agreement.form, *(one.form for one in agreement.alternatives)):
            order = form.demands.order
            if order.after or order.starts_before or order.finishes_before:
                return True
    return False


def unlike(world: World, name: str, forms: list[Form]) -> list[Form]:
    """Leave out forms that ask exactly what one before asks."""
    seen = set()
    left = []
    for form in forms:
        kept = world.keep(name, form)
        assert form.start is not None
        is_over = form.until is not None and form.until < form.start
        asks = (is_over, kept.sessions, kept.homes, kept.claims, tuple(money(world, kept)))
        if asks not in seen:
            seen.add(asks)
            left.append(form)
    return left


def money(world: World, kept: Kept) -> Iterator[object]:
    """Yield what counts of the money of an agreement, month by month."""
    for days in world.calendar.months:
        for demand in kept.form.demands.money:
            yield counts(demand, kept.holds.and_(span(demand.period)), days)
        for account in world.household.accounts:
            for income in account.incomes:
                held = [d for d in days if span(income.period).has(d)]
                yield bool(held) and ends(kept, income.id, held)


def may_start(form: Form, first_day: int, day: int) -> bool:
    """Whether a form with a free start may start on a day."""
    days = free_days(form, first_day)
    return not days or day in days


def latest(form: Form, first_day: int) -> Form:
    """Return a form that starts as late as allowed, when its start is free."""
    if not free_days(form, first_day) or form.latest_start is None:
        return form
    return started(form, number(form.latest_start))
