"""What the plan check is asked, answered by trying everything: clashes, support, verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tests.core.oracle.limits import limits
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
