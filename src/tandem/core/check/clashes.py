"""All smallest sets of agreements that cannot be kept together, over agenda, status and order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from tandem.core.check import order
from tandem.core.check.agenda import Agenda
from tandem.core.check.answer import Clash, Days
from tandem.core.check.enumerate import Found, Items, enumerate_smallest, smallest
from tandem.core.check.items import Calendar, Item
from tandem.core.check.memory import Memory
from tandem.core.check.reasons import agenda_reason
from tandem.core.check.solver import Deadline, in_time, never
from tandem.core.check.status import StatusClash, StatusClashes, claims_of
from tandem.core.check.switches import Switches
from tandem.core.check.why import Reason
from tandem.core.model import Agreement, Household, State
from tandem.core.rules import StatusRules

WITHIN_ONE = 10_000
"""More sets than there can be within one smallest set of another resource."""


@dataclass(frozen=True)
class Context:
    """What every step of one check needs."""

    household: Household
    rules: StatusRules
    calendar: Calendar
    switches: Switches
    deadline: Deadline
    status_clashes: StatusClashes
    memory: Memory | None = None
    """What was worked out of this household before."""

    @property
    def ended(self) -> dict[str, Agreement]:
        """The agreements that are over: facts for the order of others."""
        return {a.id: a for a in self.household.agreements if a.state is State.ENDED}


def order_core(edges: Sequence[order.Edge], items: Items) -> Items | None:
    """Return some of these items that cannot be put in order; None when all can."""
    found = order.circle(edges, items)
    return None if found is None else frozenset(i for edge in found for i in edge.items)


def order_sets(edges: Sequence[order.Edge], limit: int, deadline: Deadline) -> Found:
    """Return the smallest sets that cannot be put in order, up to a limit and a deadline."""
    core_of = partial(order_core, edges)
    concerned = {item for edge in edges for item in edge.items}
    sets: list[Items] = []
    complete = True
    for group in order.linked_groups(edges, concerned):
        if core_of(group) is None:
            continue
        found = enumerate_smallest(group, core_of, limit, deadline)
        sets.extend(found.sets)
        complete = complete and found.complete
    return Found(tuple(sets), complete)


class Sets:
    """The set-wise demands of some items: what cannot go together, and why."""

    def __init__(self, items: Sequence[Item], context: Context, *, any_week: bool = False) -> None:
        """Take in the items; with `any_week` more forms with the same demands may come."""
        self._items: dict[int, Item] = {item.index: item for item in items}
        self._context = context
        self._memory = None if any_week else context.memory
        self.agenda = Agenda(
            items, context.calendar, context.switches, context.deadline, any_week=any_week
        )
        self._edges = self._order_edges(items)
        self._agenda_sets: frozenset[Items] = frozenset()

    def _order_edges(self, items: Sequence[Item]) -> tuple[order.Edge, ...]:
        horizon = self._context.household.horizon
        return order.edges_of(order.ordered(items, horizon), self._context.ended, horizon)

    @cached_property
    def _status(self) -> tuple[StatusClash, ...]:
        """The clashes of status, worked out when they are asked for."""
        claims = claims_of(tuple(self._items.values()), self._context.household.horizon)
        return tuple(self._context.status_clashes.among(claims))

    def include(self, items: Sequence[Item]) -> bool:
        """Take in more forms; return False when they ask what was not asked before."""
        asks_more = [self.agenda.uses.include(item) for item in items]
        if True in asks_more:
            return False
        if items:
            self._items.update({item.index: item for item in items})
            self.__dict__.pop("_status", None)
            everything = tuple(self._items.values())
            self._edges = self._order_edges(everything)
        return True

    def smallest(self, limit: int) -> Found:
        """Return all smallest sets that cannot be kept, up to a limit and the deadline."""
        sets: list[Items] = [clash.items for clash in self._status]
        ordered = order_sets(self._edges, limit, self._context.deadline)
        sets.extend(ordered.sets)
        complete = ordered.complete
        agenda = self.agenda.clashes(frozenset(self._items), limit, self._memory)
        sets.extend(agenda.sets)
        self._agenda_sets = frozenset(agenda.sets)
        if self._memory is not None:
            self._memory.note(frozenset(self._items[i].id for i in one) for one in agenda.sets)
        kept = smallest(sets)
        if not (complete and agenda.complete):
            told = in_time(kept[:limit], self._context.deadline)
            kept = smallest(part for one in told for part in self._smallest_in(one))
            return Found(kept[:limit], complete=False)
        return Found(kept[:limit], len(kept) <= limit)

    def _smallest_in(self, found: Items) -> tuple[Items, ...]:
        """Return the smallest sets in one that was found: another resource may give smaller ones.

        Needed only when not all sets are known; takes no heed of the deadline, as the set is small.
        """
        context = replace(self._context, deadline=never, memory=None)
        alone = Sets([self._items[i] for i in found], context)
        within = alone.smallest(WITHIN_ONE)
        self._agenda_sets |= alone._agenda_sets
        return within.sets

    def days(self, items: Sequence[Item]) -> tuple[Days, ...]:
        """Return first and last days of items that keep the order, if it can be kept."""
        edges = order.edges_of(items, self._context.ended, self._context.household.horizon)
        return order.first_and_last_days(edges, items)

    def clash(self, found: Items) -> Clash:
        """Return a smallest set, as `smallest` gave it, with its reasons."""
        names = tuple(sorted(self._items[i].id for i in found))
        return Clash(names, tuple(self._reasons(found)))

    def _reasons(self, found: Items) -> Iterator[Reason]:
        if found in self._agenda_sets:
            yield self._agenda_reason([self._items[i] for i in sorted(found)])
        yield from (clash.reason for clash in self._status if clash.items == found)
        is_ordered = any(not found.isdisjoint(edge.items) for edge in self._edges)
        circle = order.circle(self._edges, found) if is_ordered else None
        if circle is not None:
            yield order.reason(circle)

    def _agenda_reason(self, items: list[Item]) -> Reason:
        memory = self._memory
        question = tuple((item.id, id(item.form)) for item in items)
        known: Reason | None = memory.recall(question) if memory else None
        if known is None:
            known = agenda_reason(items, self._context.calendar)
            if memory:
                memory.keep(question, known, items)
        return known

    def begin_anew(self, limit: int) -> None:
        """Learn what a check without a memory learns: for who needs the week that it finds."""
        self.agenda.begin_anew(frozenset(self._items), limit)
