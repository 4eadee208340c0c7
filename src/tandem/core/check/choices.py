"""Choices of start dates: a day for each agreement with a free start; the plan as it is then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from tandem.core.check import order
from tandem.core.check.clashes import Context, order_sets
from tandem.core.check.enumerate import Items
from tandem.core.check.items import Item
from tandem.core.check.starts import StartDays
from tandem.core.model import Form, in_force, starting

Choice = tuple[tuple[int, date], ...]
"""The items with a free start, each with a day."""


class Choices:
    """The choices of start dates of a plan."""

    def __init__(self, items: Sequence[Item], context: Context, limit: int) -> None:
        """Take in a plan, and how many sets that cannot keep an order are sought at most."""
        self._items = tuple(items)
        self._context = context
        self._limit = limit
        days = StartDays(context.household, context.calendar)
        found = {item.index: days.of(item.agreement, item.form)[::-1] for item in items}
        self.days: Mapping[int, tuple[date, ...]] = {i: d for i, d in found.items() if d}
        """The items with a free start, each with the days that matter, the soonest first."""
        self._started: dict[tuple[int, date], Item] = {}

    @cached_property
    def latest(self) -> Choice:
        """The choice in which everything starts as late as allowed."""
        return tuple((item, days[-1]) for item, days in self.days.items())

    @cached_property
    def _ordered(self) -> tuple[Item, ...]:
        """The items whose days can clash."""
        return order.ordered(self._items, self._context.household.horizon)

    @cached_property
    def edges(self) -> tuple[order.Edge, ...]:
        """What binds the days of items whose days can clash, wherever they may start."""
        return order.edges_of(self._ordered, self._context.ended, self._context.household.horizon)

    @cached_property
    def in_no_order(self) -> tuple[Items, ...]:
        """The smallest sets that no start dates put in order, as far as time allows."""
        if order.circle(self.edges, frozenset(i.index for i in self._ordered)) is None:
            return ()
        return order_sets(self.edges, self._limit, self._context.deadline).sets

    @cached_property
    def soonest(self) -> Choice:
        """The choice in which everything starts as soon as the order allows."""
        return self.soonest_for(frozenset())

    def soonest_for(self, some: Items) -> Choice:
        """Return the choice in which everything starts as soon as the order allows.

        Days that keep an order are as soon as can be all at once. Of each smallest set that cannot
        keep it one stands apart: none of `some`, which keep it.
        """
        first = {item: days[0] for item, days in self.days.items()}
        apart = {max(one - some) for one in self.in_no_order}
        kept = [item for item in self._ordered if item.index not in apart]
        for item, one in zip(kept, order.first_and_last_days(self.edges, kept), strict=True):
            if item.index in first:
                days = self.days[item.index]  # none is late enough when time was up before
                first[item.index] = next((d for d in days if d >= one.first), days[-1])
        return tuple(first.items())

    def items_at(self, choice: Choice) -> tuple[Item, ...]:
        """Return the plan as it is with these start dates."""
        days = dict(choice)
        return tuple(
            self._start(item, days[item.index]) if item.index in days else item
            for item in self._items
        )

    def _start(self, item: Item, day: date) -> Item:
        key = item.index, day
        if key not in self._started:
            form = self._form(item, day)
            self._started[key] = Item(item.index, item.agreement, form, in_force(form))
        return self._started[key]

    def _form(self, item: Item, day: date) -> Form:
        """Return the form of an item that starts on a day: the same as before, for a memory."""
        memory, question = self._context.memory, ("starting", id(item.form), day)
        known: Form | None = memory.recall(question) if memory else None
        if known is None:
            known = starting(item.form, day)
            if memory:
                memory.keep(question, known, item.form)
        return known
