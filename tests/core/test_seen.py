"""What one viewer sees: what is shielded is as if it did not exist, what is busy says only when."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tandem.cli.answer_json import answer_as_json
from tandem.core.access import Sight, as_seen_by
from tandem.core.check import check
from tandem.core.check.load_weeks import load_by_week
from tandem.core.explain import explain_verdict
from tandem.core.model import Agreement, Form, Household, Order, Place
from tandem.core.rules import RuleBase
from tandem.documents.report import render_report
from tandem.documents.views.load_weeks import load_pictures
from tests.core.households import SHARDS, case_of

SEEDS = range(200)
BUSY = "Bezet"


def _bare(form: Form, gone: set[str]) -> Form:
    order: Order = form.demands.order
    after = tuple(one for one in order.after if one.agreement not in gone)
    return replace(form, demands=replace(form.demands, order=replace(order, after=after)))


def never_there(household: Household, gone: set[str]) -> Household:
    """The household as somebody would have written it who knows nothing of these agreements."""
    agreements: list[Agreement] = []
    for one in household.agreements:
        if one.id in gone:
            continue
        others = []
        for other in one.alternatives:
            points = {*other.ends_when, *other.takes_place_of}
            if points and points <= gone:
                continue
            others.append(
                replace(
                    other,
                    form=_bare(other.form, gone),
                    ends_when=tuple(key for key in other.ends_when if key not in gone),
                    takes_place_of=tuple(key for key in other.takes_place_of if key not in gone),
                )
            )
        agreements.append(replace(one, form=_bare(one.form, gone), alternatives=tuple(others)))
    used = {one.part for one in agreements} | {goal.part for goal in household.goals}
    before = {one.part for one in household.agreements}
    parts = tuple(one for one in household.parts if one.id in used or one.id not in before)
    bare = replace(household, agreements=tuple(agreements), parts=parts)
    return replace(bare, places=_places(household, bare))


def _places(household: Household, bare: Household) -> tuple[Place, ...]:
    """The places but those that only these agreements named: who knows nothing writes no way."""
    unknown = _named(household) - _named(bare)
    return tuple(
        replace(one, ways=tuple(way for way in one.ways if way.place not in unknown))
        for one in household.places
        if one.name not in unknown
    )


def _named(household: Household) -> set[str]:
    forms = [
        form
        for one in household.agreements
        for form in (one.form, *(other.form for other in one.alternatives))
    ]
    return {session.place for form in forms for session in form.demands.sessions} - {""}


def everything(household: Household, rules: RuleBase) -> bytes:
    """All that the check gives: the answer, its sentences, its JSON, the report and the load."""
    answer = check(household, rules)
    load = load_pictures(load_by_week(household), household, rules, "nl")
    parts = [
        repr(answer),
        json.dumps(
            answer_as_json(answer, household, rules, "nl", Path("plan")), ensure_ascii=False
        ),
        repr(explain_verdict(answer, household, rules, "nl")),
        render_report(answer, household, rules, "nl"),
        repr(load),
    ]
    return "\n".join(parts).encode()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_shielded_leaves_no_trace_in_anything_the_check_gives(shard: int) -> None:
    for seed in SEEDS:
        if seed % SHARDS != shard:
            continue
        case = case_of(seed)
        keys = sorted(one.id for one in case.household.agreements)
        count = 1 + seed % 3
        gone = set(Random(seed).sample(keys, min(count, len(keys))))
        seen = as_seen_by(case.household, Sight(hidden=frozenset(gone)), BUSY).household
        plain = never_there(case.household, gone)
        assert everything(seen, case.rules) == everything(plain, case.rules), seed


def secret(household: Household) -> Household:
    """The same household with a word in everything that may not be told."""
    agreements = []
    for one in household.agreements:
        demands = replace(
            one.form.demands,
            sessions=tuple(replace(s, place="GEHEIM") for s in one.form.demands.sessions),
            money=tuple(replace(m, title="GEHEIM") for m in one.form.demands.money),
        )
        form = replace(one.form, demands=demands)
        agreements.append(replace(one, title="GEHEIM", form=form))
    return replace(household, agreements=tuple(agreements))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_of_what_is_busy_no_word_and_no_place_is_told(shard: int) -> None:
    for seed in SEEDS:
        if seed % SHARDS != shard:
            continue
        case = case_of(seed)
        household = secret(case.household)
        busy = frozenset(one.id for one in household.agreements)
        seen = as_seen_by(household, Sight(busy=busy, ask="lead"), BUSY)
        assert b"GEHEIM" not in everything(seen.household, case.rules), seed
        assert {one.title for one in seen.household.agreements} <= {BUSY}
        assert not any(one.id in busy for one in seen.household.agreements if one.id in seen.names)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_clash_that_is_seen_beside_what_is_busy_is_a_clash_of_the_plan(shard: int) -> None:
    """Leaving out what may not be told is lenient: it makes no clash that is not there.

    But for short ways: whoever may not see a place is not told the way to it.
    """
    for seed in SEEDS:
        if seed % SHARDS != shard:
            continue
        case = case_of(seed)
        if case.household.places:
            continue
        keys = sorted(one.id for one in case.household.agreements)
        busy = frozenset(keys[::2])
        seen = as_seen_by(case.household, Sight(busy=busy), BUSY)
        back = {new: old for old, new in seen.names.items()}
        whole = [set(one.agreements) for one in case.answer.clashes]
        if not case.answer.complete:
            continue
        found = check(seen.household, case.rules, proposals=0)
        for clash in found.clashes:
            told = {back.get(key, key) for key in clash.agreements}
            assert any(one <= told for one in whole), (seed, clash)
        if found.missing_support:
            assert case.answer.missing_support, seed
