"""All smallest sets that cannot go together, by CP-SAT: apart in parts, or as one whole.

A set that cannot be kept fails in the agenda of one week, in the statuses of one member, or in the
order; and what fails in a week hangs together by members. So each such part is searched by itself.
The search asks CP-SAT about one set after another, as in Liffiton and others, "Fast, flexible MUS
enumeration" (Constraints 21, 2016). Every core that CP-SAT gives is shrunk and asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ortools.sat.python import cp_model
from pysat.solvers import Solver

from benchmarks.field.agenda import add_week
from benchmarks.field.claims import (
    Statuses,
    add_after,
    add_days,
    add_form,
    claims_of,
    status_pairs,
)
from benchmarks.field.family import Asked, Places, meetings
from benchmarks.field.loose import parts_of
from benchmarks.field.parts import Part, largest, ordered, whole_weeks
from benchmarks.field.reading import Literal, Reading

Clash = frozenset[str]
TimeIsUp = Callable[[], bool]
AGENDA, HOME, STATUS, ORDER = "agenda", "home", "status", "order"
SECONDS_A_CALL = 60.0


class OutOfTimeError(Exception):
    """CP-SAT, or the search, had no more time."""


@dataclass
class Found:
    """The clashes found so far, each with its kinds."""

    kinds: dict[Clash, set[str]] = field(default_factory=lambda: defaultdict(set))
    complete: bool = True

    @property
    def sets(self) -> frozenset[Clash]:
        """The smallest of the sets found."""
        return frozenset(s for s in self.kinds if not any(other < s for other in self.kinds))


class Encoded:
    """Parts of a plan as constraints, each asked only when the agreement is."""

    def __init__(
        self, model: Any, reading: Reading, parts: Sequence[Part], pairs: Iterable[Clash]
    ) -> None:
        self.model = model
        self.names = sorted({name for part in parts for name in part.names} | set().union(*pairs))
        self.asked: dict[str, Literal] = {name: model.new_bool_var(name) for name in self.names}
        self.places: list[tuple[Asked, list[tuple[Literal, Any]]]] = []
        for part in parts:
            self._add(reading, part)
        for pair in pairs:
            model.add_bool_or([self.asked[name].negated() for name in pair])

    def _add(self, reading: Reading, part: Part) -> None:
        asked = sorted(part.needs, key=repr)
        needs = [(self.asked[name], need) for name, need in asked]
        watches = [(self.asked[name], one) for name, one in sorted(part.watches, key=repr)]
        places = add_week(self.model, reading.unit, needs, watches)
        self.places += zip(asked, places, strict=True)
        days = add_days(self.model, reading, sorted(part.ordered))
        others = {name: (self.asked[name], one) for name, one in days.items()}
        for name, mine in days.items():
            form = reading.plan[name].form
            add_form(self.model, reading, self.asked[name], form, mine)
            add_after(self.model, reading, (self.asked[name], form), mine, others)


class Judge:
    """Says of a set of agreements whether it can be kept, as far as some parts go."""

    def __init__(self, reading: Reading, parts: Sequence[Part], pairs: Iterable[Clash]) -> None:
        encoded = Encoded(cp_model.CpModel(), reading, parts, pairs)
        self.names, self._asked = encoded.names, encoded.asked
        self._model, self._places = encoded.model, encoded.places
        self._index = {one.index: name for name, one in self._asked.items()}
        self.unit = reading.unit
        self._solver: Any = None

    def core(self, names: Iterable[str], seconds: float = SECONDS_A_CALL) -> Clash | None:
        """Return agreements among these that cannot be kept together; None when all can.

        Raises OutOfTimeError.
        """
        self._model.clear_assumptions()
        self._model.add_assumptions([self._asked[name] for name in sorted(names)])
        solver: Any = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self._model)
        self._solver = solver
        if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None
        if status != cp_model.INFEASIBLE:
            raise OutOfTimeError
        return frozenset(
            self._index[index] for index in solver.sufficient_assumptions_for_infeasibility()
        )

    def places(self, names: frozenset[str]) -> Places:
        """Return where the sessions of these agreements are, in the week that was found last."""
        return {
            asked: [
                (day, int(self._solver.value(start)) * self.unit)
                for day, (here, start) in zip(asked[1].days, chosen, strict=True)
                if self._solver.boolean_value(here)
            ]
            for asked, chosen in self._places
            if asked[0] in names
        }


def smallest_sets(
    judge: Judge, time_is_up: TimeIsUp, part: Part | None = None, known: Iterable[Clash] = ()
) -> Iterator[Clash]:
    """Yield every smallest set that cannot be kept; raises OutOfTimeError.

    With the part of a week of which all is asked, each week found settles a whole family of sets.
    Sets that are `known` already are not sought again.
    """
    explorer = Explorer(judge.names)
    for one in known:
        explorer.clash(one)
    while (seed := explorer.seed()) is not None:
        if time_is_up():
            raise OutOfTimeError
        core = judge.core(seed)
        if core is not None:
            smallest = shrink(judge, core)
            explorer.clash(smallest)
            yield smallest
        elif part is None:
            explorer.keep([frozenset({name}) for name in judge.names if name not in seed])
        else:
            met = meetings(part, judge.places(seed), explorer.clashes, judge.unit)
            explorer.keep(sorted(met, key=sorted))


class Explorer:
    """Knows of which sets nothing is known yet."""

    def __init__(self, names: Sequence[str]) -> None:
        self._number = {name: place for place, name in enumerate(names, 1)}
        self._sets: dict[Clash, int] = {frozenset({n}): at for n, at in self._number.items()}
        self._solver: Any = Solver(name="glucose4")
        self._solver.set_phases(list(self._number.values()))
        self.clashes: list[Clash] = []

    def clash(self, names: Clash) -> None:
        """Look no more at sets that hold this one."""
        self.clashes.append(names)
        self._solver.add_clause([-self._number[name] for name in names])

    def keep(self, sets: Iterable[Clash]) -> None:
        """Look no more at sets that hold none of these."""
        self._solver.add_clause([self._literal(one) for one in sets])

    def _literal(self, names: Clash) -> int:
        """Return a literal that is true only when all these are in the set."""
        if names not in self._sets:
            literal = len(self._sets) + 1
            self._sets[names] = literal
            for name in names:
                self._solver.add_clause([-literal, self._number[name]])
        return self._sets[names]

    def seed(self) -> frozenset[str] | None:
        """Return a largest set of which nothing is known yet; None when all is known."""
        if not self._solver.solve():
            return None
        chosen = {n for n in self._solver.get_model() or () if n > 0}
        taken = [n for n in self._number.values() if n in chosen]
        for n in self._number.values():
            if n not in chosen and self._solver.solve(assumptions=[*taken, n]):
                taken.append(n)
        return frozenset(name for name, n in self._number.items() if n in set(taken))


def shrink(judge: Judge, core: Clash) -> Clash:
    """Return a smallest set within a core; each of its steps is asked anew."""
    again = judge.core(core)
    if again is None:
        raise AssertionError("CP-SAT gave a core that can be kept")
    needed: set[str] = set()
    left = set(again)
    while left - needed:
        name = min(left - needed)
        smaller = judge.core(left - {name})
        if smaller is None:
            needed.add(name)
        else:
            left = set(smaller)
    return frozenset(left)


# --- the parts of a plan --------------------------------------------------------------------


def status_clashes(reading: Reading) -> set[Clash]:
    """Return every two agreements, or one, that ask statuses which cannot go together."""
    claims = [
        (name, claim)
        for name, agreement in reading.plan.items()
        for claim in claims_of(reading, agreement.form)
    ]
    return {frozenset(pair) for pair in status_pairs(Statuses(reading), claims)}


def clashes_in_parts(reading: Reading, time_is_up: TimeIsUp) -> Found:
    """Find all smallest sets, part by part, until time is up."""
    found = Found()
    for pair in status_clashes(reading):
        found.kinds[pair].add(STATUS)
    try:
        for part in ordered(reading):
            for one in smallest_sets(Judge(reading, [part], ()), time_is_up):
                found.kinds[one].add(ORDER)
        weeks = [small for week in whole_weeks(reading) for small in parts_of(week)]
        for part in largest(weeks):
            _add_agenda(found, reading, part, time_is_up)
    except OutOfTimeError:
        found.complete = False
    return found


def _add_agenda(found: Found, reading: Reading, part: Part, time_is_up: TimeIsUp) -> None:
    judge = Judge(reading, [part], ())
    unwatched = Judge(reading, [Part(part.needs)], ()) if part.watches else judge
    names, timed = set(judge.names), set(unwatched.names)
    known = [one for one in sorted(found.sets, key=sorted) if one <= names]
    failing = (one for one in known if judge.core(one) is not None)
    for one in chain(failing, smallest_sets(judge, time_is_up, part, known)):
        fails = one <= timed and unwatched.core(one) is not None
        found.kinds[one].add(AGENDA if fails else HOME)


def everything(reading: Reading) -> tuple[list[Part], list[Clash]]:
    """Return the whole plan: every week and the order of things, and which statuses clash."""
    pairs = sorted(status_clashes(reading), key=sorted)
    return [*whole_weeks(reading), *ordered(reading)], pairs


def monolith(reading: Reading) -> Judge:
    """Return one model of the whole plan: every week, the order and the statuses together."""
    return Judge(reading, *everything(reading))
