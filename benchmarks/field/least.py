"""The least change that makes a plan fit, by a model of CP-SAT that learns from the weeks.

The model chooses what is done to each agreement. It holds order, status, support, contacts and
money from the start. When the choice that is least so far cannot be lived in some week, the model
learns which smallest sets of things asked there cannot go together in any week; and chooses anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.field.asis import pieces
from benchmarks.field.budget import adds, ends, facts
from benchmarks.field.claims import (
    Claim,
    Statuses,
    add_after,
    add_days,
    add_form,
    claims_of,
)
from benchmarks.field.clashing import Judge, OutOfTimeError, shrink
from benchmarks.field.loose import parts_of
from benchmarks.field.options import KEEP, REPLACED, Option, all_options, start_of, weight
from benchmarks.field.parts import Part
from benchmarks.field.reading import Literal, Need, Reading, Span, Watch, span_of
from tandem.core.model import Relation

TimeLeft = Callable[[], float]
"""The seconds that are left."""


@dataclass(frozen=True, slots=True)
class Least:
    """The least change: what it costs, and one way to do it."""

    given_up: int
    """The sum of the weights of the goals that are given up."""
    cost: int
    changes: tuple[Option, ...]


@dataclass
class Model:
    """A choice for each agreement, with all that it has to keep but for the weeks."""

    reading: Reading
    model: Any = field(default_factory=cp_model.CpModel)
    options: dict[str, list[tuple[Option, Literal]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, options in all_options(self.reading).items():
            self.options[name] = [(one, self.model.new_bool_var("")) for one in options]
            self.model.add_exactly_one(literal for _, literal in self.options[name])

    @property
    def chosen(self) -> list[tuple[Option, Literal]]:
        """Every option of every agreement, with its literal."""
        return [one for options in self.options.values() for one in options]

    def gone(self, name: str) -> list[Literal]:
        """Return the literals by which an agreement is gone."""
        return [literal for option, literal in self.options[name] if option.form is None]


def least_change(
    reading: Reading,
    time_left: TimeLeft,
    *,
    limits_aside: frozenset[tuple[str, str]] = frozenset(),
    support_aside: frozenset[str] = frozenset(),
) -> Least | None:
    """Return the least change that makes the plan fit; None when there is none.

    `limits_aside` may stay passed ("contacts" or "money", of whom), and `support_aside` may stay
    without support. Raises OutOfTimeError.
    """
    model = Model(reading)
    add_replacements(model)
    add_triggers(model)
    add_order(model)
    add_status(model)
    add_support(model, support_aside)
    add_contacts(model, limits_aside)
    add_money(model, limits_aside)
    given_up, cost = _objective(model)
    return _solve(model, given_up, cost, time_left)


def _solve(model: Model, given_up: Any, cost: Any, time_left: TimeLeft) -> Least | None:
    weeks = Weeks(model)
    while True:
        solver = _solved(model.model, time_left)
        if solver is None:
            return None
        chosen = [option for option, literal in model.chosen if solver.boolean_value(literal)]
        broken = weeks.broken(chosen, time_left)
        if not broken:
            changes = tuple(one for one in chosen if one.kind != KEEP)
            return Least(int(solver.value(given_up)), int(solver.value(cost)), changes)
        for clash in broken:
            weeks.forbid(clash)


def _solved(model: Any, time_left: TimeLeft) -> Any:
    """Return a solver with the best solution; None when there is none; raises OutOfTimeError."""
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(time_left(), 0.01)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise OutOfTimeError
    return solver


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a form of an agreement asks of a week."""

    agreement: str
    place: int
    """Its place among what the form asks of that week; negative for a watch."""
    asked: Need | Watch


class Weeks:
    """The weeks of a choice: which cannot be lived, and by what."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._kept: set[Part] = set()
        self._literals: dict[tuple[int, Thing], list[Literal]] = defaultdict(list)
        self._any: dict[tuple[int, ...], Literal] = {}
        for option, literal in model.chosen:
            for week in range(len(model.reading.mondays)):
                for thing in self._things([option], week):
                    self._literals[week, thing].append(literal)

    def _things(self, options: Iterable[Option], week: int) -> Iterator[Thing]:
        for option in options:
            if option.form is not None:
                asked = self._model.reading.lay(option.form).weeks[week]
                for place, need in enumerate(asked.needs):
                    yield Thing(option.agreement, place, need)
                for place, watch in enumerate(asked.watches):
                    yield Thing(option.agreement, -1 - place, watch)

    def broken(self, chosen: list[Option], time_left: TimeLeft) -> list[frozenset[Thing]]:
        """Return smallest sets of things in which a choice cannot be lived; none when it can."""
        found: list[frozenset[Thing]] = []
        for week in range(len(self._model.reading.mondays)):
            names = {f"{t.agreement} {t.place}": t for t in self._things(chosen, week)}
            left = dict(names)
            for known in found:
                if known <= set(names.values()):
                    left = {name: thing for name, thing in left.items() if thing not in known}
            clashes = self._clashes(left, time_left)
            found += [frozenset(left[name] for name in clash) for clash in clashes]
        return found

    def _clashes(self, names: dict[str, Thing], time_left: TimeLeft) -> Iterator[frozenset[str]]:
        """Yield smallest sets that cannot be kept and share nothing."""
        whole = Part(
            frozenset((n, t.asked) for n, t in names.items() if isinstance(t.asked, Need)),
            frozenset((n, t.asked) for n, t in names.items() if isinstance(t.asked, Watch)),
        )
        for part in parts_of(whole):
            if part in self._kept:
                continue
            judge = Judge(self._model.reading, [part], ())
            left = frozenset(part.names)
            while (core := judge.core(left)) is not None:
                if time_left() < 0:
                    raise OutOfTimeError
                clash = shrink(judge, core)
                left -= clash
                yield clash
            if left == frozenset(part.names):
                self._kept.add(part)

    def forbid(self, clash: frozenset[Thing]) -> None:
        """Ask that these things are asked together in no week."""
        for week in range(len(self._model.reading.mondays)):
            literals = [self._literals.get((week, thing), []) for thing in clash]
            if all(literals):
                asked = [self._asked(one).negated() for one in literals]
                self._model.model.add_bool_or(asked)

    def _asked(self, literals: list[Literal]) -> Literal:
        key = tuple(sorted(literal.index for literal in literals))
        if key not in self._any:
            self._any[key] = _any(self._model, literals)
        return self._any[key]


def _any(model: Model, literals: list[Literal]) -> Literal:
    """Return a literal that is true when exactly one of these is, which exclude one another."""
    if len(literals) == 1:
        return literals[0]
    result = model.model.new_bool_var("")
    model.model.add(sum(literals) == result)
    return result


def _objective(model: Model) -> tuple[Any, Any]:
    goals: dict[str, list[str]] = defaultdict(list)
    for name, agreement in model.reading.plan.items():
        if agreement.goal is not None:
            goals[agreement.goal].append(name)
    lost = []
    for goal, names in goals.items():
        given_up = model.model.new_bool_var("")
        kept = [gone.negated() for name in names for gone in [_any_gone(model, name)]]
        model.model.add_bool_or([given_up, *kept])
        lost.append(weight(model.reading, goal) * given_up)
    prices = {
        name: weight(model.reading, agreement.goal)
        for name, agreement in model.reading.plan.items()
    }
    costs = [prices[o.agreement] * o.heaviness * literal for o, literal in model.chosen]
    most = 1 + sum(
        prices[name] * max(option.heaviness for option, _ in options)
        for name, options in model.options.items()
    )
    given_up, cost = sum(lost), sum(costs)
    model.model.minimize(most * given_up + cost)
    return given_up, cost


def _any_gone(model: Model, name: str) -> Literal:
    gone = model.gone(name)
    return _any(model, gone) if gone else model.model.new_constant(0)


# --- what a choice has to keep --------------------------------------------------------------


def add_replacements(model: Model) -> None:
    """Ask that exactly those are replaced whose place is taken."""
    takers: dict[str, list[Literal]] = defaultdict(list)
    for option, literal in model.chosen:
        if option.alternative is not None:
            for other in option.alternative.takes_place_of:
                takers[other].append(literal)
    for name, options in model.options.items():
        replaced = [literal for option, literal in options if option.kind == REPLACED]
        for taker in takers[name]:
            model.model.add_bool_or([taker.negated(), *replaced])
        for literal in replaced:
            model.model.add_bool_or([literal.negated(), *takers[name]])


def add_triggers(model: Model) -> None:
    """Ask that what ends when others start, ends when the first of them does."""
    for option, literal in model.chosen:
        if option.alternative is None or not option.alternative.ends_when:
            continue
        starts = [
            (start_of(model.reading, other.form), there)
            for name in option.triggers
            for other, there in model.options[name]
            if other.form is not None
        ]
        first = option.first_trigger
        due = [there for start, there in starts if start == first]
        model.model.add_bool_or([literal.negated(), *due])
        for start, there in starts:
            if start is not None and (first is None or start < first):
                model.model.add_bool_or([literal.negated(), there.negated()])


def add_order(model: Model) -> None:
    """Ask that there are first and last days that keep the order of things."""
    days = add_days(model.model, model.reading, model.options)
    others = {name: (_any_gone(model, name).negated(), one) for name, one in days.items()}
    ended = set(model.reading.ended)
    for option, literal in model.chosen:
        if option.form is None:
            continue
        mine = days[option.agreement]
        add_form(model.model, model.reading, literal, option.form, mine)
        add_after(model.model, model.reading, (literal, option.form), mine, others)
        for after in option.form.demands.order.after:
            if after.agreement in others:
                model.model.add_implication(literal, others[after.agreement][0])
            elif after.agreement not in ended:
                model.model.add_bool_or([literal.negated()])


Claims = list[tuple[Claim, Literal]]


def _claims(model: Model) -> Claims:
    return [
        (claim, literal)
        for option, literal in model.chosen
        if option.form is not None
        for claim in claims_of(model.reading, option.form)
    ]


def add_status(model: Model) -> None:
    """Ask that no two claims clash, nor one with itself."""
    statuses, claims = Statuses(model.reading), _claims(model)
    for place, (one, literal) in enumerate(claims):
        for other, theirs in claims[place:]:
            if statuses.clash(one, other):
                model.model.add_bool_or([literal.negated(), theirs.negated()])


def add_support(model: Model, aside: frozenset[str]) -> None:
    """Ask that every status that is required is given, on each day."""
    statuses, claims = Statuses(model.reading), _claims(model)
    facts_of = [
        (member.id, fact.status, span_of(fact.period))
        for member in model.reading.household.members
        for fact in member.statuses
    ]
    for option, literal in model.chosen:
        if option.form is None or option.agreement in aside:
            continue
        for claim in claims_of(model.reading, option.form):
            if claim.relation is Relation.REQUIRES:
                made = [
                    (one.status, one.span, there)
                    for one, there in claims
                    if one.relation is Relation.MAKES and one.member == claim.member
                ]
                known = [(s, span, None) for member, s, span in facts_of if member == claim.member]
                _add_givers(model, statuses, (literal, claim), [*made, *known])


def _add_givers(
    model: Model,
    statuses: Statuses,
    asked: tuple[Literal, Claim],
    given: list[tuple[str, Span, Literal | None]],
) -> None:
    literal, claim = asked
    for part in pieces(claim.span, [span for _, span, _ in given]):
        for era in statuses.eras(part):
            givers = [
                there
                for status, span, there in given
                if span.covers(era) and claim.status in statuses.implied(status, era.first)
            ]
            if not any(there is None for there in givers):
                model.model.add_bool_or([literal.negated(), *givers])


def add_contacts(model: Model, aside: frozenset[tuple[str, str]]) -> None:
    """Ask that no member has more contacts in a week than he or she can carry."""
    for member in model.reading.household.members:
        most = member.contacts_a_week
        if most is None or ("contacts", member.id) in aside:
            continue
        for week in range(len(model.reading.mondays)):
            load = [
                times * literal
                for option, literal in model.chosen
                if option.form is not None
                for who, times in model.reading.lay(option.form).contacts[week]
                if who == member.id
            ]
            model.model.add(sum(load) <= most)


def add_money(model: Model, aside: frozenset[tuple[str, str]]) -> None:
    """Ask that each account keeps its floor, in each month of which all income is known."""
    for account in model.reading.household.accounts:
        if account.floor is None or not account.income_known or ("money", account.of) in aside:
            continue
        for month in facts(model.reading, account):
            free, unknown = [month.free], []
            for option, literal in model.chosen:
                if option.form is not None:
                    cents = adds(model.reading, option.form, account.of, month.month)
                    if cents is None:
                        unknown.append(literal)
                    elif cents:
                        free.append(cents * literal)
            for income, cents, days in month.incomes:
                free.append(cents * _stays(model, income, days))
            known = [literal.negated() for literal in unknown]
            model.model.add(sum(free) >= account.floor).only_enforce_if(known)


def _stays(model: Model, income: str, days: Span) -> Literal:
    """Return a literal that can be true only when nothing that is there ends an income."""
    stays = model.model.new_bool_var("")
    for option, literal in model.chosen:
        if option.form is not None and ends(model.reading, option.form, income, days):
            model.model.add_implication(literal, stays.negated())
    return stays
