"""Choosing start dates: one day for each agreement with a free start, under what was learnt.

What the judge finds of a choice comes in as clauses. Each is said under a *concern*: a literal that
is assumed when the question is about it. So one solver answers for the whole plan, for one limit,
and for any set of agreements, and what is learnt for one question serves the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tandem.core.check.items import Item
from tandem.core.check.options import Listed, Option
from tandem.core.check.solver import Deadline, Sat
from tandem.core.check.usages import Between, Holds, Reach
from tandem.core.model import Agreement, Form, in_force, starting

Concern = Hashable
"""What a clause is about: an agreement of a set, a limit, a requirement."""


class Started(Listed):
    """The agreements of a plan as they are, on each day on which they may start."""

    def __init__(self, items: Sequence[Item], days: Mapping[int, Sequence[date]]) -> None:
        """Take in items, and the days (the soonest first) of those of which the start is free."""
        super().__init__(item.agreement for item in items)
        self.items = tuple(items)
        self.days = days
        self.index = {item.id: item.index for item in items}
        """The number of each agreement among the items."""
        for item in items:
            own = days.get(item.index)
            forms = [starting(item.form, day) for day in own] if own else [item.form]
            self.of[item.id] = [
                self._as_option(len(self.all) + place, item, form)
                for place, form in enumerate(forms)
            ]
            self.all.extend(self.of[item.id])

    def _as_option(self, index: int, item: Item, form: Form) -> Option:
        started = Item(index, item.agreement, form, in_force(form))
        return Option(index, item.agreement, None, 0, form, item=started)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the items."""
        return tuple(item.index for item in self.items)

    def number(self, option: Option) -> int:
        """Return the number of the item that an option is of."""
        return self.index[option.id]


@dataclass(frozen=True, slots=True)
class Impossible:
    """No start dates are left; all that could do is said under these concerns."""

    concerns: tuple[Concern, ...]


class Dates:
    """The choice of start dates, with variables for days and for concerns."""

    def __init__(self, options: Listed, deadline: Deadline) -> None:
        self.options = options
        self._deadline = deadline
        self._sat = Sat()
        self._always = self.new()
        self.forbid([self._always])
        self._literal: dict[int, int] = {}
        self._fixed: list[Option] = []
        self._free: dict[str, tuple[list[Option], list[int]]] = {}
        """For each agreement with a free start its days, and literals that it starts by then."""
        self._place: dict[str, int] = {}
        """Which of these days was chosen the last time."""
        self._usages: dict[tuple[str, Hashable], int] = {}
        self._concerns: dict[Concern, int] = {}
        self._concern_of: dict[int, Concern] = {}
        for own in options.of.values():
            self._take_in(own)

    def _take_in(self, own: Sequence[Option]) -> None:
        if len(own) == 1:
            self._fixed.append(own[0])
            self._literal[own[0].index] = self._always
            return
        by = [*(self.new() for _ in own[1:]), self._always]
        for place, option in enumerate(own):
            started, before = self.new(), by[place - 1] if place else -self._always
            self.forbid([-started, by[place]])
            self.forbid([-started, -before])
            self.forbid([started, -by[place], before])
            self.forbid([-before, by[place]])
            self._literal[option.index] = started
        self._sat.prefer(by)
        self._free[own[0].id] = list(own), by

    # --- as the judge speaks to it ----------------------------------------------------------

    def new(self) -> int:
        """Return a new variable."""
        return self._sat.new()

    def literal(self, option: Option) -> int:
        """Return the literal that says that an agreement starts on the day of this option."""
        return self._literal[option.index]

    def kept(self, agreement: Agreement) -> int:
        """Return the literal that says that an agreement is there: it always is."""
        del agreement
        return self._always

    def to_come(self, agreement: str) -> Iterator[tuple[Option, int]]:
        """Yield nothing: all starts are options."""
        del agreement
        yield from ()

    def usage(
        self, agreement: str, key: Hashable, holds: Holds, between: Between | None = None
    ) -> int:
        """Return a literal that is true when a start is chosen of an agreement that `holds`."""
        known = self._usages.get((agreement, key))
        if known is None:
            known = self._usages[agreement, key] = self.new()
            options = self.options.of[agreement]
            first = self._place.get(agreement, 0)
            if self._is_between(options, between) and holds(options[first]):
                self._say_between(known, agreement, first, holds)
            else:
                for option in filter(holds, options):
                    self.forbid([-self.literal(option), known])
        return known

    def reaching(
        self, agreement: str, key: Hashable, reach: Reach, least: int, between: Between
    ) -> int:
        """Return a literal that is true when a start is chosen with which it goes so far."""

        def holds(option: Option) -> bool:
            far = reach(option)
            return far is not None and far >= least

        return self.usage(agreement, (key, least), holds, between)

    def _is_between(self, options: Sequence[Option], between: Between | None) -> bool:
        return len(options) > 1 and between is not None and between(options)

    def _say_between(self, literal: int, agreement: str, inside: int, holds: Holds) -> None:
        """Say that something holds between two days, of which one in between is known."""
        options, by = self._free[agreement]
        first = bisect_left(range(inside), 1, key=lambda n: holds(options[n]))
        after = range(inside + 1, len(options))
        last = inside + bisect_left(after, 1, key=lambda n: not holds(options[n]))
        before = [by[first - 1]] if first else []
        self.forbid([literal, -by[last], *before])

    def forbid(self, clause: Iterable[int]) -> None:
        """Add what holds always: at least one of these literals is true."""
        self._sat.add(clause)

    # --- questions --------------------------------------------------------------------------

    def say(self, clause: Iterable[int], concerns: Iterable[Concern]) -> None:
        """Add what holds when all of these concerns are asked about."""
        self._sat.add([*clause, *(-self._concern(one) for one in concerns)])

    def _concern(self, one: Concern) -> int:
        literal = self._concerns.get(one)
        if literal is None:
            literal = self._concerns[one] = self.new()
            self._concern_of[literal] = one
        return literal

    def any(self, concerns: Iterable[Concern]) -> tuple[Option, ...] | Impossible:
        """Return start dates by which nothing that was learnt is against these concerns.

        Raises OutOfTimeError.
        """
        asked = self._asked(concerns)
        if not self._sat.solve(asked, self._deadline):
            return self._impossible()
        return self._chosen(set(self._sat.model()))

    def soonest(self, concerns: Iterable[Concern]) -> tuple[Option, ...] | Impossible:
        """Return such start dates as soon as can be: of the first agreement, then the next.

        Raises OutOfTimeError.
        """
        asked = self._asked(concerns)
        if not self._sat.solve(asked, self._deadline):
            return self._impossible()
        model = set(self._sat.model())
        for _, by in self._free.values():
            while (place := _first(by, model)) and self._sat.solve(
                [*asked, by[place - 1]], self._deadline
            ):
                model = set(self._sat.model())
            asked.append(by[place])
        return self._chosen(model)

    def _asked(self, concerns: Iterable[Concern]) -> list[int]:
        return [self._concerns[one] for one in concerns if one in self._concerns]

    def _impossible(self) -> Impossible:
        return Impossible(tuple(self._concern_of[literal] for literal in self._sat.core()))

    def _chosen(self, model: set[int]) -> tuple[Option, ...]:
        self._place = {name: _first(by, model) for name, (_, by) in self._free.items()}
        started = (self._free[name][0][place] for name, place in self._place.items())
        return tuple(sorted([*self._fixed, *started], key=lambda option: option.id))


def _first(by: Sequence[int], model: set[int]) -> int:
    """Return the place of the first of these literals that is true; the last always is."""
    return next(place for place, literal in enumerate(by) if literal in model)
