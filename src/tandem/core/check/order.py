"""Clashes of order: agreements that cannot all begin and end in time.

First and last days are the unknowns of a system of differences (x ≥ y + days). It has a solution
unless going round some circle would push a day past itself; the circle names the agreements.
Days are counted as ordinals; `ORIGIN` stands for day 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.core.check.answer import Days
from tandem.core.check.items import Item
from tandem.core.check.why import OrderReason, OrderStep
from tandem.core.model import Agreement, Form, Horizon, Order, State

ORIGIN = "origin"
NO_ORDER = Order()
FAR_PAST = 1
"""The ordinal of the first day there is: for what is over, nobody knows since when."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`later` is at least `earlier` + `days`; binds when all `items` are kept."""

    earlier: str
    later: str
    days: int
    items: tuple[int, ...]
    step: OrderStep


def edges_of(
    items: Sequence[Item], ended: Mapping[str, Agreement], horizon: Horizon
) -> tuple[Edge, ...]:
    """Return everything that binds the first and last days of items.

    `ended` holds agreements that are over (state ended): they count as facts.
    """
    by_agreement: dict[str, list[Item]] = {}
    for item in items:
        by_agreement.setdefault(item.id, []).append(item)
    return tuple(
        edge
        for item in items
        for edges in (_own(item, horizon), _links(item, by_agreement, ended))
        for edge in edges
    )


def own_edges(item: Item, ended: Mapping[str, Agreement], horizon: Horizon) -> Iterator[Edge]:
    """Yield what binds the first and last day of an item alone."""
    yield from _own(item, horizon)
    yield from _links(item, {item.id: [item]}, ended)


def ordered(items: Sequence[Item], horizon: Horizon) -> tuple[Item, ...]:
    """Return the items whose days can clash at all: the others have only their own dates."""
    named = {after.agreement for item in items for after in item.form.demands.order.after}
    return tuple(item for item in items if item.id in named or is_bound(item, horizon))


def is_bound(item: Item, horizon: Horizon) -> bool:
    """Whether an item by itself can clash: by an order, or by dates that cannot be kept."""
    return item.form.demands.order != NO_ORDER or not _is_sound(item, horizon)


def _is_sound(item: Item, horizon: Horizon) -> bool:
    """Whether the own dates of an item can be kept."""
    earliest, latest = start_bounds(item.form, horizon)
    if earliest is None:
        return True
    until = item.form.until
    return earliest <= (latest or earliest) and (until is None or earliest <= until.toordinal())


def _start(item: Item) -> str:
    return f"start of {item.index}"


def _end(item: Item) -> str:
    return f"end of {item.index}"


def _own(item: Item, horizon: Horizon) -> Iterator[Edge]:
    start, end, form = _start(item), _end(item), item.form
    own = (item.index,)

    def bound(name: str, days: int, *, at_least: bool, step: OrderStep) -> Edge:
        if at_least:
            return Edge(ORIGIN, name, days, own, step)
        return Edge(name, ORIGIN, -days, own, step)

    earliest, latest = start_bounds(form, horizon)
    if earliest is not None:
        yield bound(start, earliest, at_least=True, step=OrderStep(item.id, "start", form.start))
    if latest is not None:
        step = OrderStep(item.id, "start", form.latest_start or form.start)
        yield bound(start, latest, at_least=False, step=step)
    yield Edge(start, end, 0, own, OrderStep(item.id, "until"))
    if form.until is not None:
        step = OrderStep(item.id, "until", form.until)
        yield bound(end, form.until.toordinal(), at_least=True, step=step)
        yield bound(end, form.until.toordinal(), at_least=False, step=step)
    elif form.lasts_days is not None:
        step = OrderStep(item.id, "until")
        yield Edge(start, end, form.lasts_days - 1, own, step)
        yield Edge(end, start, 1 - form.lasts_days, own, step)
    order = form.demands.order
    if order.starts_before is not None:
        step = OrderStep(item.id, "starts-before", order.starts_before)
        yield bound(start, order.starts_before.toordinal() - 1, at_least=False, step=step)
    if order.finishes_before is not None:
        step = OrderStep(item.id, "finishes-before", order.finishes_before)
        yield bound(end, order.finishes_before.toordinal() - 1, at_least=False, step=step)


def start_bounds(form: Form, horizon: Horizon) -> tuple[int | None, int | None]:
    """Return the earliest and latest start of a form as ordinals; None is unbounded."""
    if not form.start_known:
        return None, None
    if form.latest_start is not None:
        earliest = min(horizon.start, form.latest_start) if form.start is None else form.start
        return earliest.toordinal(), form.latest_start.toordinal()
    if form.start is not None:
        return form.start.toordinal(), form.start.toordinal()
    return None, horizon.start.toordinal()


def _links(
    item: Item, by_agreement: Mapping[str, Sequence[Item]], ended: Mapping[str, Agreement]
) -> Iterator[Edge]:
    for after in item.form.demands.order.after:
        step = OrderStep(item.id, "after", other=after.agreement, gap_days=after.gap_days)
        for other in by_agreement.get(after.agreement, ()):
            items = (other.index, item.index)
            yield Edge(_end(other), _start(item), 1 + after.gap_days, items, step)
        if after.agreement in ended:
            until = ended[after.agreement].form.until
            day = FAR_PAST if until is None else until.toordinal()
            yield Edge(ORIGIN, _start(item), day + 1 + after.gap_days, (item.index,), step)


def is_absent(agreement: str, present: Iterable[str], agreements: Sequence[Agreement]) -> bool:
    """Whether an agreement that should come first is neither in the plan nor over."""
    if agreement in set(present):
        return False
    return not any(a.id == agreement and a.state is State.ENDED for a in agreements)


def circle(edges: Sequence[Edge], items: frozenset[int]) -> tuple[Edge, ...] | None:
    """Return edges among these items that push a day past itself; None when all can be kept."""
    days, pushed_by, last = _push(edges, items)
    return None if last is None else _walk_back(last, pushed_by, len(days))


def first_and_last_days(edges: Sequence[Edge], items: Sequence[Item]) -> tuple[Days, ...]:
    """Return days that keep the order, as early as can be; the order has to be possible."""
    days, _, _ = _push(edges, frozenset(item.index for item in items))
    found = ((item.id, days[_start(item)], days[_end(item)]) for item in items)
    return tuple(Days(name, date.fromordinal(s), date.fromordinal(e)) for name, s, e in found)


def _push(
    edges: Sequence[Edge], items: frozenset[int]
) -> tuple[dict[str, int], dict[str, Edge], str | None]:
    """Push every day as far as the edges ask, after Bellman and Ford.

    Returns the days, by which edge each was last pushed, and a day that is pushed without end
    (None when there is none).
    """
    binding = [edge for edge in edges if items.issuperset(edge.items)]
    days = {name: FAR_PAST for edge in binding for name in (edge.earlier, edge.later)}
    days[ORIGIN] = 0
    pushed_by: dict[str, Edge] = {}
    last: str | None = None
    for _ in range(len(days) + 1):
        last = None
        for edge in binding:
            if days[edge.earlier] + edge.days > days[edge.later]:
                days[edge.later] = days[edge.earlier] + edge.days
                pushed_by[edge.later] = edge
                last = edge.later
        if last is None:
            break
    return days, pushed_by, last


def _walk_back(name: str, pushed_by: Mapping[str, Edge], steps: int) -> tuple[Edge, ...]:
    """Return the circle that is reached by going back from a day that is pushed without end."""
    for _ in range(steps):
        name = pushed_by[name].earlier
    found: list[Edge] = []
    start = name
    while not found or name != start:
        found.append(pushed_by[name])
        name = found[-1].earlier
    return tuple(reversed(found))


def reason(found: Sequence[Edge]) -> OrderReason:
    """Return why a circle of edges cannot be."""
    steps = tuple(dict.fromkeys(edge.step for edge in found))
    return OrderReason(steps, sum(edge.days for edge in found))


def linked_groups(edges: Sequence[Edge], items: Iterable[int]) -> list[frozenset[int]]:
    """Return the items in groups that are linked by an order."""
    groups: dict[int, set[int]] = {item: {item} for item in items}
    for edge in edges:
        merged = set().union(*(groups[i] for i in edge.items))
        for item in merged:
            groups[item] = merged
    return [frozenset(group) for group in {id(g): g for g in groups.values()}.values()]
