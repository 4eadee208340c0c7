"""Choosing one option for each agreement, at the least cost, under what was learnt so far.

The choice is a weighted MaxSAT problem: first the goals given up, then the cost of the changes, as
one sum. What a choice runs into comes in as clauses (implicit hitting sets, after Davies and
Bacchus, CP 2011). Among choices of equal cost the one with the fewest owners is taken, then the
least list of changes, so that an answer never depends on the order of the input.

A way with a choice of days stands for all of them until it is chosen; only then its days become
options. One that ends when another agreement starts stands for every such day until it is chosen
beside others that do start, and then gets the options for that day alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date

from tandem.core.check.answer import ChangeKind
from tandem.core.check.counting import more_than
from tandem.core.check.options import Option, Options, SortKey, Way
from tandem.core.check.solver import Deadline, MaxSat, never, watch
from tandem.core.check.usages import Between, Clause, Holds, Reach, Usages
from tandem.core.model import Agreement, Household
from tandem.core.rules import ChangeCosts


class Master:
    """The choice of options, with variables for options, for postponing, and for costs."""

    def __init__(
        self,
        household: Household,
        options: Options,
        costs: ChangeCosts,
        deadline: Deadline = never,
    ) -> None:
        """Take in the options. Raises OutOfTimeError."""
        self._household = household
        self.options = options
        self._costs = costs
        self._deadline = deadline
        self._maxsat = MaxSat()
        self._option_of: dict[int, Option] = {}
        self._variable: dict[int, int] = {}
        self._taken: dict[int, int] = {}
        """For each way the literal that it is taken, on whatever day."""
        self._open: dict[int, Way] = {}
        """Literals that a way is taken in an option that is not made yet."""
        self._first: dict[tuple[tuple[str, ...], date | None], int] = {}
        """For agreements and a day the literal that it is the first on which one of them starts."""
        self._changed: dict[str, int] = {}
        """For each agreement that can change the literal that says that it does."""
        self._concerned: dict[str, int] = {}
        self._owner_count: list[int] | None = None
        self._varied: list[int] | None = None
        self._usages = Usages(self)
        for agreement in options.agreements:
            watch(deadline)
            self._choices(agreement)
        for ways in options.ways.values():
            for way in ways:
                self._conditions(way)
        self._weigh()

    # --- variables --------------------------------------------------------------------------

    def new(self) -> int:
        """Return a new variable."""
        return self._maxsat.new()

    def literal(self, option: Option) -> int:
        """Return the literal that says that this option is chosen."""
        return self._variable[option.index]

    def to_come(self, agreement: str) -> Iterator[tuple[Option, int]]:
        """Yield ways of an agreement, as stated, that stand for options that are not made yet."""
        for literal, way in self._open.items():
            if way.id == agreement:
                yield way.stated, literal

    def _choices(self, agreement: Agreement) -> None:
        """Exactly one way for each agreement, and exactly one option of that."""
        literals = []
        for way in self.options.ways[agreement.id]:
            made = self.options.made(way)
            for option in made:
                self._number(option)
            if len(made) == 1 and self.options.is_made(way):
                taken = self.literal(made[0])
            else:
                taken = self.new()
                self._spell_out(taken, way, made)
            self._taken[way.number] = taken
            literals.append(taken)
        self.forbid(literals)
        for place, one in enumerate(literals):
            for other in literals[:place]:
                self.forbid([-one, -other])

    def _number(self, option: Option) -> None:
        variable = self.new()
        self._variable[option.index] = variable
        self._option_of[variable] = option

    def kept(self, agreement: Agreement) -> int:
        """Return the literal that says that an agreement stays as it is, whenever it starts."""
        return self._taken[self.options.ways[agreement.id][0].number]

    def _spell_out(self, taken: int, way: Way, options: Sequence[Option]) -> None:
        """Say that a way that is taken means exactly one of these, or one that is not made yet."""
        self._open.pop(taken, None)
        literals = [self._variable[option.index] for option in options]
        if not self.options.is_made(way):
            rest = self.new() if literals else taken
            self._open[rest] = way
            if not literals:
                return
            literals.append(rest)
        self.forbid([-taken, *literals])
        passed: int | None = None
        for literal in literals:
            self.forbid([-literal, taken])
            before, passed = passed, self.new()
            self.forbid([-literal, passed])
            if before is not None:
                self.forbid([-before, passed])
                self.forbid([-before, -literal])

    def _conditions(self, way: Way) -> None:
        """A way that makes others unnecessary, or goes with another, needs these so."""
        mine, stated = self._taken[way.number], way.stated
        for name in stated.takes_place_of:
            for other in self.options.ways[name]:
                if other.stated.kind is ChangeKind.REPLACED:
                    self.forbid([-mine, self._taken[other.number]])
        partners = self.options.partners(way)
        if partners:
            self.forbid([-mine, *(self._taken[other.number] for other in partners)])
        if stated.kind is ChangeKind.REPLACED:
            takers = (
                self._taken[other.number]
                for ways in self.options.ways.values()
                for other in ways
                if way.id in other.stated.takes_place_of
            )
            self.forbid([-mine, *takers])
        if way.ends:
            self._end_as_others_start(self.options.made(way))

    # --- ways that end as others start ------------------------------------------------------

    def _end_as_others_start(self, options: Iterable[Option]) -> None:
        """Say that options are there only when others start, first on their day."""
        for option in options:
            watch(self._deadline)
            key = option.triggers, option.first_start
            if key not in self._first:
                self._first[key] = self.new()
                self._say_first(*key)
            self.forbid([-self.literal(option), self._first[key]])

    def _say_first(self, names: tuple[str, ...], day: date | None) -> None:
        """Say that one of these starts on a day and none before, as far as options are made."""
        first, on_day = self._first[names, day], []
        for starts, literal in self._starts_of(names):
            if starts == day:
                on_day.append(literal)
            elif _is_before(starts, day):
                self.forbid([-first, -literal])
        self.forbid([-first, *on_day, *self._still_open(names)])

    def _starts_of(self, names: Iterable[str]) -> Iterator[tuple[date | None, int]]:
        """Yield for each option with which one of these is there when it starts."""
        for name in names:
            for option in self.options.of[name]:
                if option.form is not None:
                    yield self.options.first_day(option), self.literal(option)

    def _still_open(self, names: Iterable[str]) -> Iterator[int]:
        return (literal for name in names for _, literal in self.to_come(name))

    def _end(self, rest: int, way: Way, model: frozenset[int]) -> None:
        """Make the options of a way for the day on which others start in this choice."""
        names = way.stated.triggers
        starts = [(day, literal) for day, literal in self._starts_of(names) if literal in model]
        open_too = [literal for literal in self._still_open(names) if literal in model]
        if open_too:
            # Each waits for the other: then every day that could be is an option.
            self._make(rest, way, self.options.make(way))
            return
        first = min(starts, key=lambda one: one[0] or date.max, default=None)
        if first is None:
            there = (literal for _, literal in self._starts_of(names))
            self.forbid([-rest, *there, *self._still_open(names)])
            return
        day, starting = first
        new = self.options.make_ended(way, day)
        if new:
            rest = self._make(rest, way, new)
        before = (literal for other, literal in self._starts_of(names) if _is_before(other, day))
        self.forbid([-rest, -starting, *before, *self._still_open(names)])

    # --- costs ------------------------------------------------------------------------------

    def _weigh(self) -> None:
        agreements = self.options.agreements
        stated = [way.stated for ways in self.options.ways.values() for way in ways]
        heaviest = max([self._costs.end, *(option.heaviness for option in stated)])
        most = sum(self._weight(a) * heaviest for a in agreements)
        goal_unit = most + 1
        self._concerned = {owner: self.new() for owner in sorted({a.owner for a in agreements})}
        for agreement in agreements:
            watch(self._deadline)
            self._weigh_agreement(agreement)
        for goal, served in self.goals().items():
            given_up = self.new()
            self.forbid([given_up, *(lit for a in served for lit in self._present(a))])
            self._maxsat.charge(-given_up, self._household.goal_weight(goal) * goal_unit)

    def _weight(self, agreement: Agreement) -> int:
        return self._household.goal_weight(agreement.goal)

    def goals(self) -> dict[str, list[Agreement]]:
        """Return each goal that has agreements in the plan, with these."""
        goals: dict[str, list[Agreement]] = {}
        for agreement in self.options.agreements:
            if agreement.goal is not None:
                goals.setdefault(agreement.goal, []).append(agreement)
        return goals

    def _present(self, agreement: Agreement) -> Iterator[int]:
        for way in self.options.ways[agreement.id]:
            if way.stated.form is not None:
                yield self._taken[way.number]

    def _weigh_agreement(self, agreement: Agreement) -> None:
        """Charge each step of heaviness apart, so that a heavier option pays all lighter steps."""
        below = 0
        heavier = dict(self._heavinesses(agreement))
        for level in sorted(set(heavier.values()) - {0}):
            reached = self.new()
            self._changed.setdefault(agreement.id, reached)
            for literal, heaviness in heavier.items():
                if heaviness >= level:
                    self.forbid([-literal, reached])
            self._maxsat.charge(-reached, (level - below) * self._weight(agreement))
            below = level
        concerned = self._concerned[agreement.owner]
        for literal, heaviness in heavier.items():
            if heaviness > 0:
                self.forbid([-literal, concerned])

    def _heavinesses(self, agreement: Agreement) -> Iterator[tuple[int, int]]:
        for way in self.options.ways[agreement.id]:
            yield self._taken[way.number], way.stated.heaviness

    def usage(
        self, agreement: str, key: Hashable, holds: Holds, between: Between | None = None
    ) -> int:
        """Return a literal that is true when an option of an agreement is chosen that `holds`.

        So one clause says something of all options that ask the same in a certain week, also of
        those that come later. `key` names what `holds` tests, within the agreement.
        """
        del between  # of options that come later it may be otherwise
        return self._usages.literal(agreement, key, holds)

    def reaching(
        self, agreement: str, key: Hashable, reach: Reach, least: int, between: Between
    ) -> int:
        """Return a literal that is true when an option is chosen that goes at least so far."""
        del between
        return self._usages.reaching(agreement, key, reach, least)

    # --- asking -----------------------------------------------------------------------------

    def forbid(self, clause: Iterable[int]) -> None:
        """Add what was learnt: at least one of these literals is true."""
        self._maxsat.add(clause)

    def demand_gentler(self, chosen: Sequence[Option]) -> None:
        """From now on, treat at least one agreement more gently than this choice does."""
        clause: Clause = []
        for option in chosen:
            agreement = option.agreement
            lighter = (lit for lit, h in self._heavinesses(agreement) if h < option.heaviness)
            clause.extend(lighter)
        self.forbid(clause)

    def choose(self) -> tuple[Option, ...] | None:
        """Return a choice of least cost; None when there is none."""
        while (model := self._maxsat.solve()) is not None:
            if not self._open_up(model):
                return self._chosen(model)
        return None

    def another(self, wanted: Sequence[int]) -> tuple[Option, ...] | None:
        """Return a choice of the same least cost in which these literals hold, or None."""
        while (model := self._maxsat.another(wanted)) is not None:
            if not self._open_up(model):
                return self._chosen(model)
        return None

    def other_than(self, chosen: Sequence[Option]) -> int:
        """Return a literal that says that the choice is not this one, but for start dates."""
        other = self.new()
        self.forbid([-other, *(-self._alike(option) for option in chosen)])
        return other

    def _alike(self, option: Option) -> int:
        """Return the literal that an option, or one that is the same change, is chosen."""
        way = self.options.way_of(option)
        return self.literal(option) if way.postpones else self._taken[way.number]

    def starting_sooner(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes alike, and starts sooner."""
        return self._starting(chosen, "sooner", lambda day, now: day < now)

    def starting_then(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes alike, and starts on this day."""
        return self._starting(chosen, "then", lambda day, now: day == now)

    def _starting(
        self, chosen: Option, name: str, wanted: Callable[[date, date], bool]
    ) -> list[int]:
        """Return assumptions; options that are made later keep to them too."""
        now, way = _start_of(chosen), chosen.way

        def is_other(option: Option) -> bool:
            return option.way != way or not wanted(_start_of(option), now)

        return [self._taken[way], -self.usage(chosen.id, ("starting", name, way, now), is_other)]

    def at_most(self, owners: int) -> list[int]:
        """Return assumptions under which at most this number of owners is concerned."""
        if self._owner_count is None:
            clauses, self._owner_count = more_than(list(self._concerned.values()), self.new)
            for clause in clauses:
                self.forbid(clause)
        return [-literal for literal in self._owner_count[owners : owners + 1]]

    def at_most_thought_of(self, count: int) -> list[int]:
        """Return assumptions under which at most so many changes are Tandem's own idea."""
        if self._varied is None:
            self._varied = [varied for a in self.options.agreements for varied in self._vary(a)]
        return self._maxsat.at_most(self._varied, count)

    def _vary(self, agreement: Agreement) -> Iterator[int]:
        """Yield a literal that is true when a variant is chosen, if there is any."""
        ways = [w for w in self.options.ways[agreement.id] if w.stated.variation is not None]
        if ways:
            varied = self.new()
            for way in ways:
                self.forbid([-self._taken[way.number], varied])
            yield varied

    def _open_up(self, model: frozenset[int]) -> bool:
        """Make options of ways that were chosen without any; return whether there were.

        What ends as others start waits until it is known when they do.
        """
        opened = [(literal, way) for literal, way in self._open.items() if literal in model]
        ending = [one for one in opened if one[1].ends]
        for literal, way in opened:
            if not way.ends:
                self._make(literal, way, self.options.make(way))
        if len(opened) == len(ending):
            for literal, way in ending:
                self._end(literal, way, model)
        return bool(opened)

    def _make(self, rest: int, way: Way, new: Sequence[Option]) -> int:
        """Take in new options of a way; return the literal of what is still to come, if any."""
        fresh = [option for option in new if option.index not in self._variable]
        for option in fresh:
            self._number(option)
        self._spell_out(rest, way, fresh)
        self._usages.note(way.id, fresh)
        if way.ends:
            self._end_as_others_start(fresh)
        for names, day in self._first:
            if way.id in names:
                self._say_first(names, day)
        return next((literal for literal, other in self._open.items() if other is way), rest)

    def _chosen(self, model: frozenset[int]) -> tuple[Option, ...]:
        chosen = (self._option_of[lit] for lit in model if lit in self._option_of)
        return tuple(sorted(chosen, key=lambda option: option.id))

    def close(self) -> None:
        """Free the memory of the solver."""
        self._maxsat.close()

    def must_stay(self, agreement: Agreement) -> bool:
        """Whether an agreement is kept in every choice of least cost: a quick look, may say no."""
        lightest = self._changed.get(agreement.id)
        return lightest is None or self._maxsat.is_forced(-lightest)

    def changes_of(self, agreement: Agreement) -> list[SortKey]:
        """Return the changes of an agreement as they sort in the list of changes, sorted."""
        self.open_days(agreement)
        changes = [way.stated for way in self.options.ways[agreement.id] if not way.postpones]
        later = (way for way in self.options.ways[agreement.id] if way.postpones)
        changes.extend(option for way in later for option in self.options.made(way))
        return sorted({one.sort_key for one in changes if one.kind is not None})

    def just(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes as here, or stays as here."""
        if chosen.kind is None:
            return [self.kept(chosen.agreement)]
        return self.only(chosen.agreement, chosen.sort_key)

    def only(self, agreement: Agreement, key: SortKey) -> list[int]:
        """Return assumptions under which an agreement changes in just this way.

        More than one option may be this change: an alternative that ends when others start is an
        option for each day on which they can.
        """
        return list(self._unlike(agreement.id, lambda other: other != key))

    def sooner(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes in a way that sorts before this."""
        key = chosen.sort_key
        return [
            -self.kept(chosen.agreement),
            *self._unlike(chosen.id, lambda other: other >= key),
        ]

    def _unlike(self, agreement: str, unwanted: Callable[[SortKey], bool]) -> Iterator[int]:
        """Yield assumptions under which no change is chosen whose place in a list is unwanted."""
        for way in self.options.ways[agreement]:
            if way.postpones and self.options.is_made(way):
                for option in self.options.made(way):
                    if unwanted(option.sort_key):
                        yield -self.literal(option)
            elif unwanted(way.stated.sort_key):
                yield -self._taken[way.number]

    def open_days(self, agreement: Agreement) -> None:
        """Make options of the days to which an agreement may be postponed."""
        for literal, way in tuple(self._open.items()):
            if way.id == agreement.id and way.postpones:
                self._open_up(frozenset({literal}))


def _start_of(option: Option) -> date:
    start = None if option.form is None else option.form.start
    return start or date.min


def _is_before(one: date | None, other: date | None) -> bool:
    """Whether a day is known, and before another or that is not."""
    return one is not None and (other is None or one < other)
