"""Choosing one option for each agreement, at the least cost, under what was learnt so far.

The choice is a weighted MaxSAT problem: first the goals given up, then the cost of the changes, as
one sum. What a choice runs into comes in as clauses (implicit hitting sets, after Davies and
Bacchus, CP 2011). Among choices of equal cost the one with the fewest owners is taken, then the
least list of changes, so that an answer never depends on the order of the input.

A postponement stands for all its days until it is chosen; only then its days become options.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date

from tandem.core.check.answer import ChangeKind
from tandem.core.check.counting import more_than
from tandem.core.check.options import Option, Options, SortKey
from tandem.core.check.solver import MaxSat
from tandem.core.check.usages import Holds, Usages
from tandem.core.model import Agreement, Household
from tandem.core.rules import ChangeCosts

Clause = list[int]


class Master:
    """The choice of options, with variables for options, for postponing, and for costs."""

    def __init__(self, household: Household, options: Options, costs: ChangeCosts) -> None:
        self._household = household
        self.options = options
        self._costs = costs
        self._maxsat = MaxSat()
        self._option_of: dict[int, Option] = {}
        self._variable: dict[int, int] = {}
        self._later: dict[str, int] = {}
        self._open: dict[int, Agreement] = {}
        self._changed: dict[str, int] = {}
        """For each agreement that can change the literal that says that it does."""
        self._concerned: dict[str, int] = {}
        self._owner_count: list[int] | None = None
        self._varied: list[int] | None = None
        self._usages = Usages(self)
        for agreement in options.agreements:
            self._choices(agreement)
        for option in options.all:
            self._conditions(option)
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
        literals = []
        for option in self.options.of[agreement.id]:
            variable = self.new()
            self._variable[option.index] = variable
            self._option_of[variable] = option
            if option.kind is not ChangeKind.POSTPONE:
                literals.append(variable)
        if self.options.may_postpone(agreement):
            variable = self.new()
            self._later[agreement.id] = variable
            self._open[variable] = agreement
            literals.append(variable)
            dates = [o for o in self.options.of[agreement.id] if o.kind is ChangeKind.POSTPONE]
            if dates:
                self._spell_out(variable, dates)
        self.forbid(literals)
        for place, one in enumerate(literals):
            for other in literals[:place]:
                self.forbid([-one, -other])

    def _spell_out(self, later: int, dates: Sequence[Option]) -> None:
        """Say that postponing means exactly one of these days."""
        del self._open[later]
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

    def _conditions(self, option: Option) -> None:
        """An option that makes others unnecessary, or ends as others start, needs these so."""
        mine = self.literal(option)
        for name in option.takes_place_of:
            for other in self.options.of[name]:
                if other.kind is ChangeKind.REPLACED:
                    self.forbid([-mine, self.literal(other)])
        partner = self.options.partner(option)
        if partner is not None:
            self.forbid([-mine, self.literal(partner)])
        if not option.triggers:
            return
        there = [o for name in option.triggers for o in self.options.options_of(name)]
        first = [o for o in there if self.options.first_day(o) == option.first_start]
        self.forbid([-mine, *(self.literal(o) for o in first)])
        for other in there:
            day = self.options.first_day(other)
            if day is not None and (option.first_start is None or day < option.first_start):
                self.forbid([-mine, -self.literal(other)])

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

    def usage(self, agreement: str, key: Hashable, holds: Holds) -> int:
        """Return a literal that is true when an option of an agreement is chosen that `holds`.

        So one clause says something of all options that ask the same in a certain week, also of
        those that come later. `key` names what `holds` tests, within the agreement.
        """
        return self._usages.literal(agreement, key, holds)

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
        """Return a literal that says that the choice is not this one."""
        other = self.new()
        self.forbid([-other, *(-self.literal(option) for option in chosen)])
        return other

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
            agreement = self._open[later].id
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
            return [self.literal(chosen)]
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
