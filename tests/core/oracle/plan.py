"""What the plan check is asked, answered by trying everything: clashes, support, verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from tandem.core.model import Demands, Direction, Form
from tests.core.oracle.limits import Limit, limits
from tests.core.oracle.starts import all_kept
from tests.core.oracle.world import Kept, World

Clashes = set[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A requirement without support: a status of a member, or another agreement first."""

    agreement: str
    member: str | None = None
    status: str | None = None
    after: str | None = None


def clashes(world: World, kept: list[Kept]) -> Clashes:
    """Return every smallest set of these that cannot be kept together."""
    found: Clashes = set()
    for size in range(1, len(kept) + 1):
        for some in combinations(kept, size):
            ids = frozenset(k.id for k in some)
            if not any(clash <= ids for clash in found) and not world.keeps(list(some)):
                found.add(ids)
    return found


def may_be_kept(world: World, ids: Iterable[str]) -> bool:
    """Whether these agreements can be kept together with some choice of start dates."""
    return any(world.keeps(kept) for kept in all_kept(world, ids))


def clashes_of_plan(world: World) -> Clashes:
    """Return every smallest set of the plan that no choice of start dates keeps together."""
    found: Clashes = set()
    for size in range(1, len(world.plan) + 1):
        for some in combinations(world.plan, size):
            ids = frozenset(some)
            if not any(clash <= ids for clash in found) and not may_be_kept(world, ids):
                found.add(ids)
    return found


def limits_of_plan(world: World) -> set[Limit]:
    """Return the limits passed with every choice of start dates, as they are with the latest."""
    choices = list(all_kept(world))
    always = {(one.kind, one.of) for one in limits(world, choices[0])}
    for kept in choices:
        always &= {(one.kind, one.of) for one in limits(world, kept)} if always else set()
    return {one for one in limits(world, choices[0]) if (one.kind, one.of) in always}


def lacking_of_plan(world: World) -> dict[Lacking, set[int]]:
    """Return the support missing with every choice of start dates, as it is with the latest."""
    choices = list(all_kept(world))
    always = set(missing_support(world, choices[0]))
    for kept in choices:
        always &= set(missing_support(world, kept)) if always else set()
    found = missing_support(world, choices[0])
    return {one: days for one, days in found.items() if one in always}


def never_together(world: World) -> Clashes:
    """Return the set that is left when agreements are left out, one by one, as nothing fits."""
    if any(fits(world, kept) for kept in all_kept(world)):
        return set()
    left = set(world.plan)
    for name in sorted(world.plan):
        if not any(fit_by_themselves(world, kept, left - {name}) for kept in all_kept(world)):
            left -= {name}
    return {frozenset(left)}


def fit_by_themselves(world: World, kept: list[Kept], some: set[str]) -> bool:
    """Whether some agreements fit with these start dates, with the income and support of all."""
    own = [k for k in kept if k.id in some]
    incomes = [world.keep(k.id, income_alone(k.form)) for k in kept if k.id not in some]
    return (
        world.keeps(own)
        and not limits(world, own + incomes)
        and not any(one.agreement in some for one in missing_support(world, kept))
    )


def income_alone(form: Form) -> Form:
    """Return a form of which nothing is left but the income it brings."""
    money = tuple(m for m in form.demands.money if m.direction is Direction.IN)
    return replace(form, demands=Demands(money=money))


def missing_support(world: World, kept: list[Kept]) -> dict[Lacking, set[int]]:
    """Return every requirement without support, with the days on which it lacks it.

    An agreement that has to come first and is not in the plan has no days.
    """
    found: dict[Lacking, set[int]] = {}
    for index, day in enumerate(world.calendar.days):
        for name, member, status in world.lacks_on(kept, index):
            found.setdefault(Lacking(name, member, status), set()).add(day)
    for name, after in lacking_after(world, kept):
        found[Lacking(name, after=after)] = set()
    return found


def lacking_after(world: World, kept: list[Kept]) -> Iterator[tuple[str, str]]:
    """Yield which agreement comes after which other that is not there and has not ended."""
    there = {k.id for k in kept} | set(world.ended)
    for k in kept:
        for after in k.form.demands.order.after:
            if after.agreement not in there:
                yield k.id, after.agreement


def is_supported(world: World, kept: list[Kept]) -> bool:
    """Whether no requirement of these lacks support among these and the facts."""
    if any(True for _ in lacking_after(world, kept)):
        return False
    return not any(world.lacks_on(kept, d) for d in range(len(world.calendar.days)))


def fits(world: World, kept: list[Kept]) -> bool:
    """Whether these fit by the true meaning: what is not among them supports nothing."""
    return world.keeps(kept) and not limits(world, kept) and is_supported(world, kept)
