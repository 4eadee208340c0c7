"""One week of the agenda as constraints of CP-SAT: who is where, and who is at home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.field.reading import Literal, Need, Watch


@dataclass(frozen=True, slots=True, eq=False)
class Absence:
    """Somebody may be away from home: from `start` for `length`, when `here` is true."""

    here: Literal
    start: Any
    length: int
    earliest: int
    latest: int
    """The earliest and the latest start, in steps."""


def add_week(
    model: Any,
    unit: int,
    needs: Iterable[tuple[Literal, Need]],
    watches: Sequence[tuple[Literal, Watch]],
) -> list[list[tuple[Literal, Any]]]:
    """Ask of a model that the sessions of a week have places, and that somebody is home.

    A session or a watch is asked when its literal is true. All times are in steps of `unit`.
    Returns for each need, for each of its days, whether it is there and where it starts.
    """
    occupied: dict[str, list[Any]] = defaultdict(list)
    absences: dict[str, list[Absence]] = defaultdict(list)
    places = [_add_need(model, unit, asked, occupied, absences) for asked in needs]
    for intervals in occupied.values():
        model.add_no_overlap(intervals)
    orders: dict[tuple[Absence, Absence], Literal] = {}
    for literal, watch in watches:
        _add_watch(model, unit, (literal, watch), absences, orders)
    return places


def _add_need(
    model: Any,
    unit: int,
    asked: tuple[Literal, Need],
    occupied: dict[str, list[Any]],
    absences: dict[str, list[Absence]],
) -> list[tuple[Literal, Any]]:
    literal, need = asked
    places: list[tuple[Literal, Any]] = []
    for day in need.days:
        here = model.new_bool_var("")
        model.add_implication(here, literal)
        stretches = [[low // unit, high // unit] for low, high in day.starts]
        domain = cp_model.Domain.from_intervals(stretches)
        start = model.new_int_var_from_domain(domain, "")
        places.append((here, start))
        for member, travel in zip(need.members, day.travels, strict=True):
            before, length = travel // unit, (need.minutes + 2 * travel) // unit
            occupied[member].append(
                model.new_optional_fixed_size_interval_var(start - before, length, here, "")
            )
            if need.is_out:
                low, high = domain.min() - before, domain.max() - before
                absences[member].append(Absence(here, start - before, length, low, high))
    if len(places) < need.times:
        model.add_bool_or([literal.negated()])
    else:
        model.add(sum(here for here, _ in places) == need.times).only_enforce_if(literal)
    return places


def _add_watch(
    model: Any,
    unit: int,
    asked: tuple[Literal, Watch],
    absences: dict[str, list[Absence]],
    orders: dict[tuple[Absence, Absence], Literal],
) -> None:
    """Never let all adults be away at one moment of a watch.

    Stretches of time that meet two by two have a moment in common; so it is enough that in every
    choice of one absence for each adult two of them, or one and the watch, do not meet.
    """
    literal, watch = asked
    start, end = watch.start // unit, watch.end // unit
    stretch = Absence(literal, start, end - start, start, start)
    choices = [[one for one in absences[a] if _may_meet(one, stretch)] for a in watch.adults]
    for chosen in product(*choices):
        pairs = list(combinations((*chosen, stretch), 2))
        if all(_may_meet(one, other) for one, other in pairs):
            apart = [
                _before(model, *pair, orders)
                for one, other in pairs
                for pair in ((one, other), (other, one))
                if _may_precede(*pair)
            ]
            model.add_bool_or([one.here.negated() for one in (*chosen, stretch)] + apart)


def _may_meet(one: Absence, other: Absence) -> bool:
    return one.earliest < other.latest + other.length and other.earliest < one.latest + one.length


def _may_precede(one: Absence, other: Absence) -> bool:
    return one.earliest + one.length <= other.latest


def _before(
    model: Any, one: Absence, other: Absence, orders: dict[tuple[Absence, Absence], Literal]
) -> Literal:
    """Return a literal that makes the one end before the other starts."""
    key = one, other
    if key not in orders:
        orders[key] = model.new_bool_var("")
        model.add(one.start + one.length <= other.start).only_enforce_if(orders[key])
    return orders[key]
