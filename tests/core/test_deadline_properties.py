"""What is answered when time runs out, or the list is cut short: less, never anything wrong."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tandem.core.check import check
from tandem.core.check.answer import Answer, Verdict
from tests.core.compare import (
    as_lacking,
    as_limit,
    one_proposal_differences,
    outline,
    outline_of,
    sets_of,
    words,
)
from tests.core.households import Case, hold, in_shards


class Countdown:
    """A deadline that is there after so many times of asking."""

    def __init__(self, asks: int | None = None) -> None:
        self.asked = 0
        self._asks = asks

    def __call__(self) -> bool:
        self.asked += 1
        return self._asks is not None and self.asked > self._asks


@in_shards
def test_out_of_time_is_never_wrong(shard: int) -> None:
    hold(shard, wrong_out_of_time)


def wrong_out_of_time(case: Case) -> Iterator[str]:
    count = Countdown()
    check(case.household, case.rules, deadline=count)
    random = Random(case.seed)
    for asks in {0, random.randint(0, count.asked), random.randint(0, count.asked)}:
        answer = check(case.household, case.rules, deadline=Countdown(asks))
        yield from (f"{one} (after {asks} asks)" for one in wrong_findings(case, answer))
        yield from (f"{one} (after {asks} asks)" for one in wrong_proposals(case, answer))


def wrong_findings(case: Case, answer: Answer) -> Iterator[str]:
    """Yield what an answer that may be cut short says that is not so."""
    oracle = case.oracle
    if answer.verdict not in {Verdict.UNKNOWN, oracle.verdict()}:
        yield f"verdict {answer.verdict}, the oracle says {oracle.verdict()}"
    said, true = sets_of(answer), oracle.clashes()
    if not said <= true:
        yield f"clashes {words(said - true)} are no smallest clashes"
    if answer.complete and said != true:
        yield f"clashes {words(true - said)} are not listed, and the list is called complete"
    if not {as_limit(limit) for limit in answer.limits} <= oracle.limits():
        yield f"limits {answer.limits} are not passed"
    if not {as_lacking(m) for m in answer.missing_support} <= set(oracle.missing_support()):
        yield f"support {answer.missing_support} is not missing"
    if answer.verdict is Verdict.UNKNOWN and (said or answer.limits or answer.missing_support):
        yield "verdict unknown, though enough is known"
    if answer.verdict is Verdict.FEASIBLE:
        if answer.witness is None:
            yield "it fits, and no witness"
        else:
            yield from oracle.witness_problems(answer.witness)


def wrong_proposals(case: Case, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the proposals of an answer that may be cut short."""
    if case.oracle.verdict() is Verdict.FEASIBLE:
        if answer.proposals:
            yield "it fits, and still there are proposals"
        return
    said = [outline(case.rules, p) for p in answer.proposals]
    true = [outline_of(way) for way in case.oracle.proposals()]
    if answer.proposals_complete and said != true:
        yield f"proposals {said} are called complete, the oracle says {true}"
    proven = [o for o, p in zip(said, answer.proposals, strict=True) if p.proven_least]
    if proven != true[: len(proven)] or said[: len(proven)] != proven:
        yield f"proposals {proven} are called least, the oracle says {true}"
    for proposal in answer.proposals:
        for one in one_proposal_differences(case.rules, proposal, case.oracle.settled()[1]):
            if one != "not proven least":
                yield one


@in_shards
def test_a_shorter_list_holds_nothing_wrong_and_says_it_is_short(shard: int) -> None:
    hold(shard, wrong_when_limited)


def wrong_when_limited(case: Case) -> Iterator[str]:
    everything = case.oracle.clashes()
    for limit in range(len(everything) + 1):
        answer = check(case.household, case.rules, limit=limit)
        yield from (f"{one} (at most {limit})" for one in wrong_findings(case, answer))
        if len(answer.clashes) > limit:
            yield f"length {len(answer.clashes)} of a list of at most {limit}"
