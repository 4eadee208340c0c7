"""Order, judged for options: what cannot come after one another, said of all options at once.

A circle of edges (`order.py`) passes through agreements. Of each it uses only how far its form
pushes one day from another: so far from the origin to its end, say, or from its end back to its
start. Every option that pushes at least as far closes the circle too. What the circle pushes more
than needed may be let off one agreement. So one finding speaks of all days to which an agreement
might be postponed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from tandem.core.check.enumerate import Items, shrink
from tandem.core.check.items import Item
from tandem.core.check.options import Option
from tandem.core.check.order import Edge, circle, edges_of, is_bound, own_edges
from tandem.core.model import Agreement, Horizon

ROLES = ("origin", "start", "end")
"""The days of an agreement as `order.py` names them, and the origin they share."""

Days = dict[tuple[str, str], int]
"""How many days (at least) the second of two roles lies after the first."""


@dataclass(frozen=True, slots=True)
class Push:
    """A stretch of a circle within one agreement: `later` lies at least `days` after `earlier`."""

    earlier: str
    later: str
    days: int


@dataclass(slots=True)
class Share:
    """What one agreement adds to a circle: pushes of its own, and whom it has to come after."""

    pushes: list[Push] = field(default_factory=list)
    after: list[tuple[str, int]] = field(default_factory=list)
    """An agreement, and the days between its end and the start of this one."""


Need = tuple[tuple[Push, ...], tuple[tuple[str, int], ...]]
"""What an option needs in order to close a circle in the place of another of its agreement."""


class Started:
    """How far any day of one item is pushed from any other, by any way, when it starts on a day.

    What else binds its days is worked out once for all days to start on. A way then uses the start
    at most once, there or back, as no way round pushes a day from itself.
    """

    __slots__ = ("_others", "_start")

    def __init__(self, others: Days, start: int) -> None:
        self._others = others
        self._start = start

    @property
    def is_possible(self) -> bool:
        """Whether no way round pushes a day from itself."""
        others, start = self._others, self._start
        back, there = others.get(("start", "origin")), others.get(("origin", "start"))
        return (
            (back is None or back + start <= 0)
            and (there is None or there <= start)
            and all(others.get((role, role), 0) <= 0 for role in ROLES)
        )

    def get(self, way: tuple[str, str], default: int | None = None) -> int | None:
        """Return how far the second day lies after the first at least, if it is pushed."""
        earlier, later = way
        known = [] if (far := self._others.get(way)) is None else [far]
        for one, other, days in (
            ("origin", "start", self._start),
            ("start", "origin", -self._start),
        ):
            before = 0 if earlier == one else self._others.get((earlier, one))
            after = 0 if other == later else self._others.get((other, later))
            if before is not None and after is not None:
                known.append(before + days + after)
        return max(known, default=default)


class Circles:
    """Finds circles among chosen options, and tells which options close them as well."""

    def __init__(self, ended: Mapping[str, Agreement], horizon: Horizon) -> None:
        self._ended = ended
        self._horizon = horizon
        self._own: dict[int, Days | Started] = {}
        self._but_start: dict[Hashable, tuple[Days, Days]] = {}
        """What binds the days of a form besides the day on which it starts: each, and all ways."""
        self._bound: dict[int, tuple[bool, tuple[str, ...]]] = {}
        """For each item whether it can clash by itself, and what it has to come after."""
        self._known: dict[Items, tuple[dict[str, Need], ...]] = {}

    def among(self, items: Sequence[Item]) -> tuple[dict[str, Need], ...]:
        """Return circles among items that share no agreement, each with what it needs of whom."""
        concerned = self._ordered(items)
        key = frozenset(item.index for item in concerned)
        if key not in self._known:
            self._known[key] = tuple(self._find(concerned))
        return self._known[key]

    def _ordered(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Return the items whose days can clash at all, as `order.ordered` does."""
        bound = self._bound
        for item in items:
            if item.index not in bound:
                after = tuple(after.agreement for after in item.form.demands.order.after)
                bound[item.index] = is_bound(item, self._horizon), after
        named = {name for item in items for name in bound[item.index][1]}
        return tuple(item for item in items if bound[item.index][0] or item.id in named)

    def _find(self, items: Sequence[Item]) -> Iterator[dict[str, Need]]:
        edges = edges_of(items, self._ended, self._horizon)
        names = {item.index: item.id for item in items}
        rest = frozenset(names)
        while (core := _core(edges, rest)) is not None:
            rest -= core
            within = [edge for edge in edges if core.issuperset(edge.items)]
            found = circle(within, shrink(core, partial(_core, within)))
            if found is not None:
                yield from _needs(found, names)

    def closes(self, option: Option, need: Need) -> bool:
        """Whether an option does all that a circle needs of its agreement."""
        if option.item is None:
            return False
        pushes, after = need
        own = self._days(option.item)
        if any(_far(own, push) < push.days for push in pushes):
            return False
        return _comes_after(option.item, after)

    def reach(self, option: Option, push: Push, after: Sequence[tuple[str, int]]) -> int | None:
        """Return how far an option pushes one day from another, if it comes after all of these."""
        item = option.item
        if item is None or not _comes_after(item, after):
            return None
        own = self._own.get(item.index) or self._days(item)
        return own.get((push.earlier, push.later))

    def is_closed_between(self, options: Sequence[Option], need: Need) -> bool:
        """Whether options that start ever later close a circle from some of them to some other.

        A push is the furthest of ways of which each goes a day further, or less far, or as far,
        when the start is a day later. When it goes no less far at first, so it does all along; and
        when it went no further at last. Else this says no, though it may be so.
        """
        days = [self._days(o.item) for o in (*options[:2], *options[-2:]) if o.item]
        if len(options) < 2 or len(days) < 4:
            return False
        far = [[_far(own, push) for own in days] for push in need[0]]
        return all(first <= second or last <= before for first, second, before, last in far)

    def _days(self, item: Item) -> Days | Started:
        if item.index not in self._own:
            self._own[item.index] = self._ways(item)
        return self._own[item.index]

    def _ways(self, item: Item) -> Days | Started:
        """Return how far the edges of an item push; only the start is otherwise on another day."""
        form = item.form
        if form.start is None or form.latest_start is not None or not form.start_known:
            return _all_ways(_pushes(own_edges(item, self._ended, self._horizon)))
        key = item.id, form.until, form.lasts_days, form.demands.order
        if key not in self._but_start:
            unknown = replace(item, form=replace(form, start_known=False))
            pushes = _pushes(own_edges(unknown, self._ended, self._horizon))
            self._but_start[key] = pushes, _all_ways(pushes)
        pushes, others = self._but_start[key]
        start = form.start.toordinal()
        started = Started(others, start)
        if started.is_possible:
            return started
        pushes = dict(pushes)
        for way, days in ((("origin", "start"), start), (("start", "origin"), -start)):
            pushes[way] = max(days, pushes.get(way, days))
        return _all_ways(pushes)


def _far(own: Days | Started, push: Push) -> int:
    """Return how far days are pushed; when they are not, less far than asked."""
    far = own.get((push.earlier, push.later))
    return push.days - 1 if far is None else far


def _comes_after(item: Item, after: Sequence[tuple[str, int]]) -> bool:
    """Whether an item comes after all of these, by at least so many days."""
    if not after:
        return True
    links = item.form.demands.order.after
    return all(
        any(link.agreement == name and 1 + link.gap_days >= days for link in links)
        for name, days in after
    )


def _core(edges: Sequence[Edge], items: Items) -> Items | None:
    found = circle(edges, items)
    return None if found is None else frozenset(i for edge in found for i in edge.items)


def _role(day: str) -> str:
    return day.partition(" ")[0]


def _pushes(edges: Iterable[Edge]) -> Days:
    """Return how far the edges of one item push its days from one another."""
    days: Days = {}
    for edge in edges:
        nodes = (_role(edge.earlier), _role(edge.later))
        days[nodes] = max(edge.days, days.get(nodes, edge.days))
    return days


def _all_ways(pushes: Days) -> Days:
    """Return how far any day of one item is pushed from any other, by any way."""
    days = dict(pushes)
    for by in ROLES:
        before = [(one, far) for one in ROLES if (far := days.get((one, by))) is not None]
        after = [(other, far) for other in ROLES if (far := days.get((by, other))) is not None]
        for one, far in before:
            for other, further in after:
                way = far + further
                days[one, other] = max(way, days.get((one, other), way))
    return days


def _needs(found: Sequence[Edge], names: Mapping[int, str]) -> Iterator[dict[str, Need]]:
    """Yield what a circle needs of whom: once for each push that may be less, if any may be."""
    shares = _shares(found, names)
    spare = sum(edge.days for edge in found) - 1
    for agreement, share in shares.items():
        for place, push in enumerate(share.pushes):
            less = [*share.pushes]
            less[place] = replace(push, days=push.days - spare)
            yield _as_needs({**shares, agreement: Share(less, share.after)})
            if not spare:
                return


def _as_needs(shares: Mapping[str, Share]) -> dict[str, Need]:
    return {name: (tuple(s.pushes), tuple(s.after)) for name, s in shares.items()}


def _shares(found: Sequence[Edge], names: Mapping[int, str]) -> dict[str, Share]:
    """Return what each agreement adds to a circle."""
    shares = {names[item]: Share() for edge in found for item in edge.items}
    before: int | None = None
    for edge in _from_a_seam(found):
        other, item = edge.items[0], edge.items[-1]
        share = shares[names[item]]
        if other != item:
            share.after.append((names[other], edge.days))
            before = None
            continue
        earlier, later, days = _role(edge.earlier), _role(edge.later), edge.days
        if before == item:
            last = share.pushes.pop()
            earlier, days = last.earlier, last.days + days
        share.pushes.append(Push(earlier, later, days))
        before = item
    return shares


def _from_a_seam(found: Sequence[Edge]) -> Sequence[Edge]:
    """Turn a circle so that it begins where another agreement begins, if there is more than one."""
    for place, edge in enumerate(found):
        if edge.items != found[place - 1].items:
            return [*found[place:], *found[:place]]
    return found
