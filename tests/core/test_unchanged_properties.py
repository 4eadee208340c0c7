"""What may not change an answer: order, names, a finer grid, a step of the search left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest

from tandem.core.check import Switches, check
from tandem.core.check.answer import Answer
from tandem.core.model import Household, free_start
from tandem.core.rules import RuleBase
from tests.core.compare import Outline, as_lacking, as_limit, outline
from tests.core.households import Case, hold, in_shards
from tests.core.oracle import Lacking, Limit
from tests.core.transform import (
    identifiers,
    new_names,
    other_words,
    renamed,
    shuffled,
    with_statuses,
)


@dataclass(frozen=True)
class Gist:
    """What an answer says, apart from the week by which it shows that something fits."""

    verdict: str
    clashes: frozenset[tuple[frozenset[str], str, frozenset[str], frozenset[str]]]
    limits: frozenset[tuple[Limit, str]]
    lacking: frozenset[tuple[Lacking, object]]
    circles: frozenset[frozenset[str]]
    proposals: tuple[Outline, ...]
    set_aside: tuple[frozenset[frozenset[str]], ...]
    must_agree: tuple[frozenset[str], ...]
    budget: frozenset[tuple[str, object, int, bool]]
    contacts: frozenset[tuple[str, int, int, int]]
    coverage: tuple[int, int]


def gist(rules: RuleBase, answer: Answer) -> Gist:
    """Return the gist of an answer."""
    return Gist(
        answer.verdict.value,
        frozenset(
            (
                frozenset(c.agreements),
                c.way_out.value,
                frozenset(c.ask),
                frozenset(reason.kind.value for reason in c.reasons),
            )
            for c in answer.clashes
        ),
        frozenset((as_limit(limit), limit.way_out.value) for limit in answer.limits),
        frozenset((as_lacking(m), m.period) for m in answer.missing_support),
        frozenset(frozenset(circle.agreements) for circle in answer.circles),
        tuple(outline(rules, proposal) for proposal in answer.proposals),
        tuple(frozenset(map(frozenset, p.set_aside)) for p in answer.proposals),
        tuple(frozenset(p.must_agree) for p in answer.proposals),
        frozenset((b.account, b.month, b.free, b.is_checked) for b in answer.budget),
        frozenset((m.member, m.contacts, m.minutes, m.travel) for m in answer.load.members),
        (answer.coverage.filled, answer.coverage.total),
    )


def difference(one: Gist, other: Gist) -> Iterator[str]:
    """Yield the parts in which two gists differ."""
    for name in Gist.__dataclass_fields__:
        if getattr(one, name) != getattr(other, name):
            yield f"{name} {getattr(one, name)} became {getattr(other, name)}"


Rewrite = Callable[[Household, RuleBase, int], tuple[Household, RuleBase]]

REWRITES: dict[str, Rewrite] = {
    "order": lambda h, r, seed: (shuffled(h, Random(seed)), shuffled(r, Random(seed))),
    "words": lambda h, r, _: (other_words(h), r),
    "finer-grid": lambda h, r, _: (replace(h, grid=1), r),
}

SWITCHES = {
    "reduction-off": Switches(reduction=False),
    "split-off": Switches(split=False),
    "greedy-off": Switches(greedy=False),
    "all-off": Switches(reduction=False, split=False, greedy=False),
}


@in_shards
@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_answer_is_the_same_for_the_same_household(rewrite: str, shard: int) -> None:
    def differences(case: Case) -> Iterator[str]:
        other = REWRITES[rewrite](case.household, case.rules, case.seed)
        now = gist(case.rules, case.answer)
        yield from difference(now, gist(case.rules, check(*other)))

    hold(shard, differences)


@in_shards
@pytest.mark.parametrize("off", SWITCHES)
def test_the_answer_is_the_same_with_a_step_left_out(off: str, shard: int) -> None:
    def differences(case: Case) -> Iterator[str]:
        other = check(case.household, case.rules, switches=SWITCHES[off])
        yield from difference(gist(case.rules, case.answer), gist(case.rules, other))

    hold(shard, differences)


@in_shards
def test_the_answer_is_the_same_with_other_identifiers_in_the_same_order(shard: int) -> None:
    def differences(case: Case) -> Iterator[str]:
        names = new_names(with_statuses(identifiers(case.household), case.rules))
        other = check(renamed(case.household, names), renamed(case.rules, names))
        now = renamed(gist(case.rules, case.answer), names)
        yield from difference(now, gist(case.rules, other))

    hold(shard, differences)


@in_shards
def test_identifiers_decide_nothing_but_ties(shard: int) -> None:
    def differences(case: Case) -> Iterator[str]:
        names = with_statuses(identifiers(case.household), case.rules)
        back = dict(zip(names, reversed(new_names(names).values()), strict=True))
        other = check(renamed(case.household, back), renamed(case.rules, back))
        now = renamed(gist(case.rules, case.answer), back)
        then = gist(case.rules, other)
        same = ["verdict", "limits", "lacking", "coverage"]
        if not any(free_start(a.form, case.household.horizon) for a in case.household.plan()):
            same += ["circles", "budget"]  # names decide which of equal start dates are told
        if not case.oracle.never_together():
            same.append("clashes")
        for name in same:
            if getattr(now, name) != getattr(then, name):
                yield f"{name} {getattr(now, name)} became {getattr(then, name)}"
        ranks = [
            [(p.cost, len(p.given_up), len(p.owners)) for p in one.proposals[:1]]
            for one in (now, then)
        ]
        if ranks[0] != ranks[1]:
            yield f"rank {ranks[0]} of the first proposal became {ranks[1]}"

    hold(shard, differences)
