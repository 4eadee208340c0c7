"""Labels for households, each by two means that share no code; what they differ about is told."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from benchmarks.field.asis import Limit, limits_passed, unsupported
from benchmarks.field.clashing import Found, OutOfTimeError, clashes_in_parts, monolith
from benchmarks.field.collection import Entry, make, planted
from benchmarks.field.labels import (
    BRUTE_FORCE,
    CP_SAT,
    PLANTED,
    TANDEM,
    Clash,
    Label,
    Labelled,
    Least,
)
from benchmarks.field.least import Least as Found_Least
from benchmarks.field.least import least_change
from benchmarks.field.options import weight
from benchmarks.field.reading import Reading
from benchmarks.sizes import SMALL
from tandem.core.check import check
from tandem.core.check.answer import Answer, Change, Proposal
from tandem.core.check.why import ContactsReason, MoneyReason, Reason
from tandem.core.rules import RuleBase
from tests.core.oracle import Oracle
from tests.core.oracle.plan import fits
from tests.core.oracle.proposals import choices_up_to, goal_weight, kept_after, options_of, way
from tests.core.oracle.world import World

SECONDS = 40.0
"""What CP-SAT may take for all clashes of one household, and again for its least change."""
BRUTE_SECONDS = 15.0
"""What brute force may take for the clashes, and again for the least change."""
MOST_CHOICES = 400
"""As many combinations of changes are tried by brute force, to see that none is less."""
Sets = frozenset[frozenset[str]]


class DifferError(Exception):
    """Two means give different answers."""


def label(entry: Entry, rules: RuleBase) -> Labelled:
    """Return the label of a household, or what stands in its way."""
    before = time.perf_counter()
    try:
        made = _Labelling(entry, rules).label()
    except DifferError as error:
        return Labelled(entry.name, None, str(error))
    return Labelled(entry.name, made, seconds=time.perf_counter() - before)


class _Labelling:
    """The labelling of one household."""

    def __init__(self, entry: Entry, rules: RuleBase) -> None:
        self.entry, self.rules = entry, rules
        self.household = make(entry, rules)
        self.reading = Reading(self.household, rules)
        self.answer: Answer = check(
            self.household, rules, limit=100_000, proposals=1, deadline=_deadline(SECONDS)
        )
        is_small = entry.size == SMALL
        self.oracle = Oracle(self.household, rules) if is_small else None
        self.planted: Sets = frozenset() if entry.miss else planted(entry, rules).sets
        self.notes: list[str] = []

    def label(self) -> Label:
        clashes, complete = self._clashes()
        limits, lacking = self._limits(), self._unsupported()
        verdict = self._verdict(complete, bool(clashes or limits or lacking))
        sets = frozenset(frozenset(clash.agreements) for clash in clashes)
        means: tuple[str, ...] = (CP_SAT, TANDEM)
        if self._by_brute_force(verdict, sets, limits, lacking):
            means = (BRUTE_FORCE, *means)
        return Label(
            name=self.entry.name,
            file=self.entry.path,
            group=self.entry.group,
            size=self.entry.size.name,
            seed=self.entry.seed,
            members=len(self.household.members),
            agreements=len(self.household.agreements),
            verdict=verdict,
            verdict_by=means,
            clashes=clashes,
            clashes_complete=complete,
            clashes_by=(*means, PLANTED) if self.planted else means,
            limits=tuple(sorted(limits)),
            unsupported=tuple(sorted(lacking)),
            least=None if verdict == "feasible" else self._least(),
            miss=self.entry.miss,
            twin=self.entry.twin,
            notes=tuple(self.notes),
        )

    def _by_brute_force(
        self, verdict: str, sets: Sets, limits: frozenset[Limit], lacking: frozenset[str]
    ) -> bool:
        """Whether brute force had the time to say the same of a small household."""
        oracle = self.oracle
        if oracle is None:
            return False
        try:
            with patience(BRUTE_SECONDS):
                tried = frozenset(one.agreement for one in oracle.missing_support())
                _same("missing support", tried, lacking)
                _same("limits", frozenset((o.kind, o.of) for o in oracle.limits()), limits)
                _same("verdict", oracle.verdict().value, verdict)
                prove_all(oracle, sets)
        except OutOfTimeError:
            return False
        return True

    def _verdict(self, complete: bool, fails: bool) -> str:  # noqa: FBT001
        verdict = "infeasible" if fails else "feasible"
        if not fails and not complete:
            raise DifferError("no verdict by the second means")
        _same("verdict", verdict, self.answer.verdict.value)
        return verdict

    def _limits(self) -> frozenset[Limit]:
        told = frozenset(_limit(clash.reasons[0]) for clash in self.answer.limits)
        _same("limits", limits_passed(self.reading), told)
        return told

    def _unsupported(self) -> frozenset[str]:
        told = frozenset(one.agreement for one in self.answer.missing_support)
        _same("missing support", unsupported(self.reading), told)
        return told

    # --- clashes ----------------------------------------------------------------------------

    def _clashes(self) -> tuple[tuple[Clash, ...], bool]:
        told = {
            frozenset(one.agreements): tuple(sorted({r.kind.value for r in one.reasons}))
            for one in self.answer.clashes
        }
        if not self.planted <= set(told):
            raise DifferError(f"planted and not found: {self.planted - set(told)}")
        found = clashes_in_parts(self.reading, _deadline(SECONDS))
        complete = found.complete and self.answer.complete
        if complete:
            _same("clashes", found.sets, frozenset(told))
            _same_kinds(found, told)
        else:
            self._prove_each(told)
            self.notes.append(self._why_not_complete(found))
        in_order = sorted(told, key=lambda one: (len(one), sorted(one)))
        return tuple(Clash(tuple(sorted(one)), told[one]) for one in in_order), complete

    def _why_not_complete(self, found: Found) -> str:
        who = []
        if not self.answer.complete:
            who.append("Tandem")
        if not found.complete:
            who.append("CP-SAT")
        return (
            f"each clash is proven by two means; that there are no others is not: "
            f"{' and '.join(who)} had no more time"
        )

    def _prove_each(self, told: Iterable[frozenset[str]]) -> None:
        for one in told:
            some = tuple(a for a in self.household.agreements if a.id in one)
            reading = Reading(replace(self.household, agreements=some), self.rules)
            judge = monolith(reading)
            if judge.core(one) is None:
                raise DifferError(f"no clash by CP-SAT: {sorted(one)}")
            if any(judge.core(one - {name}) is not None for name in one):
                raise DifferError(f"not smallest by CP-SAT: {sorted(one)}")

    # --- the least change -------------------------------------------------------------------

    def _least(self) -> Least | None:
        proposal = next(iter(self.answer.proposals), None)
        if proposal is None and self.answer.proposals_complete:
            self._none_at_all()
            return None
        if proposal is None or not proposal.proven_least:
            self.notes.append("least change not known: Tandem proves none within the time")
            return None
        if proposal.set_aside:
            self.notes.append("least change not labelled: it sets clashes aside")
            return None
        try:
            other = self._by_cp_sat(proposal)
        except OutOfTimeError:
            self.notes.append("least change not labelled: CP-SAT had no more time")
            return None
        given_up = sum(weight(self.reading, goal) for goal in proposal.goals_given_up)
        if other is None:
            raise DifferError("a proposal of Tandem, and none by CP-SAT")
        _same("least change", (other.given_up, other.cost), (given_up, proposal.cost))
        means: tuple[str, ...] = (CP_SAT, TANDEM)
        if self._none_is_less(proposal, given_up):
            means = (BRUTE_FORCE, *means)
        return Least(
            given_up=given_up,
            cost=proposal.cost,
            goals_given_up=tuple(sorted(proposal.goals_given_up)),
            changes=tuple(change_as_data(change) for change in proposal.changes),
            set_aside=tuple(_aside(proposal)),
            by=means,
        )

    def _none_at_all(self) -> None:
        try:
            other = self._by_cp_sat()
        except OutOfTimeError:
            self.notes.append("least change not labelled: CP-SAT had no more time")
            return
        if other is not None:
            raise DifferError(f"no proposal of Tandem, and one of {other.cost} by CP-SAT")
        self.notes.append("no change makes it fit: by CP-SAT and Tandem")

    def _by_cp_sat(self, proposal: Proposal | None = None) -> Found_Least | None:
        end = time.perf_counter() + SECONDS
        limits = proposal.limits_aside if proposal else ()
        return least_change(
            self.reading,
            lambda: end - time.perf_counter(),
            limits_aside=frozenset((kind.value, of) for kind, of in limits),
            support_aside=frozenset(proposal.support_aside if proposal else ()),
        )

    def _none_is_less(self, proposal: Proposal, given_up: int) -> bool:
        """Whether brute force finds nothing less; false when there is too much to try."""
        aside = proposal.limits_aside or proposal.support_aside
        if self.oracle is None or given_up or aside:
            return False
        world = self.oracle.world
        if count_choices(world, proposal.cost) > MOST_CHOICES:
            return False
        try:
            with patience(BRUTE_SECONDS):
                least = least_by_force(world, proposal.cost)
        except OutOfTimeError:
            return False
        _same("least change by brute force", least, proposal.cost)
        return True


def least_by_force(world: World, cost: int) -> int | None:
    """Return the least cost, up to this one, of a change that gives up no goal and fits."""
    least = None
    for choice in choices_up_to(world, cost):
        one = way(world, choice)
        if one.given_up or (least is not None and one.cost >= least):
            continue
        if any(fits(world, kept) for kept in kept_after(world, choice)):
            least = one.cost
    return least


def count_choices(world: World, cost: int) -> int:
    """Return how many combinations of changes cost no more than this."""
    ways = {0: 1}
    for agreement in world.plan.values():
        prices = [
            o.heaviness * goal_weight(world, agreement.goal) for o in options_of(world, agreement)
        ]
        more: dict[int, int] = {}
        for spent, count in ways.items():
            for price in prices:
                if spent + price <= cost:
                    more[spent + price] = more.get(spent + price, 0) + count
        ways = more
    return sum(ways.values())


def prove_all(oracle: Oracle, told: Sets) -> None:
    """Prove by brute force that these are the smallest sets that clash, and all of them.

    What leaves something out of a set that can be kept can be kept. So there are no others when
    every largest set that holds none of them can be kept: the plan without a least choice of one
    from each. Raises DifferError.
    """
    for one in told:
        if oracle.keeps(one):
            raise DifferError(f"no clash by brute force: {sorted(one)}")
        if not all(oracle.keeps(one - {name}) for name in one):
            raise DifferError(f"not smallest by brute force: {sorted(one)}")
    plan = frozenset(oracle.world.plan)
    for left_out in least_choices(told):
        if not oracle.keeps(plan - left_out):
            raise DifferError(f"a clash by brute force without {sorted(left_out)}")


def least_choices(sets: Sets) -> Sets:
    """Return every least choice of agreements with at least one from each set."""
    found: Sets = frozenset({frozenset()})
    for one in sorted(sets, key=sorted):
        more = {choice if choice & one else choice | {name} for choice in found for name in one}
        found = frozenset(c for c in more if not any(other < c for other in more))
    return found


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Stop what is done inside after so many seconds; raises OutOfTimeError."""

    def stop(_number: int, _frame: object) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _deadline(seconds: float) -> Callable[[], bool]:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() > end


def _same(what: str, one: object, other: object) -> None:
    if one != other:
        raise DifferError(f"{what}: {one} and {other}")


def _same_kinds(found: Found, told: dict[frozenset[str], tuple[str, ...]]) -> None:
    for one, kinds in told.items():
        if not set(kinds) & found.kinds[one]:
            raise DifferError(f"kind of {sorted(one)}: {found.kinds[one]} and {kinds}")


def _limit(reason: Reason) -> tuple[str, str]:
    if isinstance(reason, MoneyReason):
        return "money", reason.account
    assert isinstance(reason, ContactsReason)
    return "contacts", reason.member


def change_as_data(change: Change) -> dict[str, str]:
    """Return a change as the labels and the protocol write it."""
    data = {"agreement": change.agreement, "kind": change.kind.value}
    if change.alternative is not None:
        data["alternative"] = change.alternative
    if change.start is not None:
        data["from"] = change.start.isoformat()
    return data


def _aside(proposal: Proposal) -> Iterable[dict[str, str]]:
    for kind, of in proposal.limits_aside:
        yield {"limit": kind.value, "of": of}
    for agreement in proposal.support_aside:
        yield {"support": agreement}
