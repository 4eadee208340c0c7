"""Choosing one option for each agreement, at the least cost, under what was learnt so far.

The choice is a weighted MaxSAT problem: first the goals given up, then the cost of the changes, as
one sum. What a choice runs into comes in as clauses (implicit hitting sets, after Davies and
Bacchus, CP 2011). Among choices of equal cost the one with the fewest owners is taken, then the
least list of changes, so that an answer never depends on the order of the input.

A postponement stands for all its days until it is chosen; only then its days become options.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date

from tandem.core.check.answer import ChangeKind
from tandem.core.check.counting import more_than
from tandem.core.check.options import Option, Options, SortKey
from tandem.core.check.solver import Deadline, MaxSat, never, watch
from tandem.core.check.usages import Between, Clause, Holds, Reach, Usages
from tandem.core.model import Agreement, Household
from tandem.core.rules import ChangeCosts

Starts = dict[tuple[str, ...], tuple[tuple[date | None, int], ...]]
"""For some agreements the days on which they may start, with the literals of these options."""


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
        self._later: dict[str, int] = {}
        self._open: dict[int, Agreement] = {}
        self._alike: dict[int, int] = {}
        """For each group of options that are one change the literal that one of them is chosen."""
        self._changed: dict[str, int] = {}
        """For each agreement that can change the literal that says that it does."""
        self._concerned: dict[str, int] = {}
        self._owner_count: list[int] | None = None
        self._varied: list[int] | None = None
        self._usages = Usages(self)
        for agreement in options.agreements:
            watch(deadline)
            self._choices(agreement)
        starts: Starts = {}
        for option in options.all:
            if option.triggers:
                watch(deadline)
            self._conditions(option, starts)
        for option in options.all:
            if option.kind is ChangeKind.REPLACED:
                self._needs_replacer(option)
        self._weigh()

    # --- variables --------------------------------------------------------------------------

    def new(self) -> int:
        """Return a new variable."""
        return self._maxsat.new()

    def literal(self, option: Option) -> int:
        """Return the literal that says that this option is chosen."""
        return self._variable[option.index]

    def later(self, agreement: str) -> int | None:
        """Return the literal of postponing an agreement while its days are no options yet."""
        variable = self._later.get(agreement)
        return variable if variable in self._open else None

    def _choices(self, agreement: Agreement) -> None:
        """Exactly one option for each agreement; postponing may still stand for many days."""
        groups: dict[int, list[Option]] = {}
        for option in self.options.of[agreement.id]:
            variable = self.new()
            self._variable[option.index] = variable
            self._option_of[variable] = option
            if option.kind is not ChangeKind.POSTPONE:
                groups.setdefault(option.group, []).append(option)
        literals = [self._one_of(group, alike) for group, alike in groups.items()]
        if self.options.may_postpone(agreement):
            variable = self.new()
            self._later[agreement.id] = variable
            self._open[variable] = agreement
            literals.append(variable)
            dates = [o for o in self.options.of[agreement.id] if o.kind is ChangeKind.POSTPONE]
            if dates:
                del self._open[variable]
                self._spell_out(variable, dates)
        self.forbid(literals)
        for place, one in enumerate(literals):
            for other in literals[:place]:
                self.forbid([-one, -other])

    def _one_of(self, group: int, alike: Sequence[Option]) -> int:
        """Return the literal that one of these options is chosen, which are one change."""
        if len(alike) == 1:
            literal = self.literal(alike[0])
        else:
            literal = self.new()
            self._spell_out(literal, alike)
        self._alike[group] = literal
        return literal

    def kept(self, agreement: Agreement) -> int:
        """Return the literal that says that an agreement stays as it is, whenever it starts."""
        return self._alike[self.options.of[agreement.id][0].group]

    def _spell_out(self, later: int, dates: Sequence[Option]) -> None:
        """Say that a choice (postponing, a free start) means exactly one of these days."""
        literals = [self._variable[option.index] for option in dates]
        self.forbid([-later, *literals])
        passed: int | None = None
        for literal in literals:
            self.forbid([-literal, later])
            before, passed = passed, self.new()
            self.forbid([-literal, passed])
            if before is not None:
                self.forbid([-before, passed])
                self.forbid([-before, -literal])

    def _conditions(self, option: Option, starts: Starts) -> None:
        """An option that makes others unnecessary, or ends as others start, needs these so."""
        mine = self.literal(option)
        for name in option.takes_place_of:
            for other in self.options.of[name]:
                if other.kind is ChangeKind.REPLACED:
                    self.forbid([-mine, self.literal(other)])
        partners = self.options.partners(option)
        if partners:
            self.forbid([-mine, *map(self.literal, partners)])
        if not option.triggers:
            return
        there = starts.get(option.triggers)
        if there is None:
            there = starts[option.triggers] = tuple(self._starts_of(option.triggers))
        self.forbid([-mine, *(literal for day, literal in there if day == option.first_start)])
        for day, literal in there:
            if day is not None and (option.first_start is None or day < option.first_start):
                self.forbid([-mine, -literal])

    def _starts_of(self, agreements: Iterable[str]) -> Iterator[tuple[date | None, int]]:
        """Yield for each option with which one of these is there when it starts."""
        for name in agreements:
            for option in self.options.options_of(name):
                yield self.options.first_day(option), self.literal(option)

    def _needs_replacer(self, replaced: Option) -> None:
        takers = [o for o in self.options.all if replaced.id in o.takes_place_of]
        self.forbid([-self.literal(replaced), *(self.literal(o) for o in takers)])

    # --- costs ------------------------------------------------------------------------------

    def _weigh(self) -> None:
        agreements = self.options.agreements
        heaviest = max([self._costs.end, *(option.heaviness for option in self.options.all)])
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
        for option in self.options.of[agreement.id]:
            if option.form is not None and option.kind is not ChangeKind.POSTPONE:
                yield self.literal(option)
        if agreement.id in self._later:
            yield self._later[agreement.id]

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
        for option in self.options.of[agreement.id]:
            if option.kind is not ChangeKind.POSTPONE:
                yield self.literal(option), option.heaviness
        if agreement.id in self._later:
            yield self._later[agreement.id], self._costs.postpone

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
        self.forbid([-other, *(-self._alike_or(option) for option in chosen)])
        return other

    def _alike_or(self, option: Option) -> int:
        """Return the literal that an option, or one that is the same change, is chosen."""
        return self._alike.get(option.group, self.literal(option))

    def starting_sooner(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes alike, and starts sooner."""
        return self._starting(chosen, lambda day, now: day < now)

    def starting_then(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes alike, and starts on this day."""
        return self._starting(chosen, lambda day, now: day == now)

    def _starting(self, chosen: Option, wanted: Callable[[date, date], bool]) -> list[int]:
        now = _start_of(chosen)
        return [
            -self.literal(option)
            for option in self.options.of[chosen.id]
            if option.group != chosen.group or not wanted(_start_of(option), now)
        ]

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
        options = [o for o in self.options.of[agreement.id] if o.variation is not None]
        if options:
            varied = self.new()
            for option in options:
                self.forbid([-self.literal(option), varied])
            yield varied

    def _open_up(self, model: frozenset[int]) -> bool:
        """Make options of the days of postponements that were chosen; return whether there were."""
        opened = [variable for variable in self._open if variable in model]
        for later in opened:
            dates = self.options.postponed(self._open[later])
            for option in dates:
                variable = self.new()
                self._variable[option.index] = variable
                self._option_of[variable] = option
            agreement = self._open.pop(later).id
            self._spell_out(later, dates)
            self._usages.note(agreement, dates)
        return bool(opened)

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
        options = self.options.of[agreement.id]
        return sorted({option.sort_key for option in options if option.kind is not None})

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
        options = self.options.of[agreement.id]
        others = [-self.literal(option) for option in options if option.sort_key != key]
        later = self.later(agreement.id)
        return others if later is None else [*others, -later]

    def sooner(self, chosen: Option) -> list[int]:
        """Return assumptions under which an agreement changes in a way that sorts before this."""
        key, agreement = chosen.sort_key, chosen.id
        wanted = [
            -self.literal(option)
            for option in self.options.of[agreement]
            if option.kind is None or option.sort_key >= key
        ]
        later = self.later(agreement)
        if later is not None and (agreement, self._costs.postpone, "", date.min) >= key:
            wanted.append(-later)
        return wanted

    def open_days(self, agreement: Agreement) -> None:
        """Make options of the days to which an agreement may be postponed."""
        variable = self._later.get(agreement.id)
        if variable in self._open:
            self._open_up(frozenset({variable}))


def _start_of(option: Option) -> date:
    start = None if option.form is None else option.form.start
    return start or date.min
