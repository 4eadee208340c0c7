"""The status rules, by cases that an expert can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tandem.core.rules import RuleRelation
from tandem.formats.rulebase import load

HERE = Path(__file__).parent
STATUSES = load().statuses
PAIRS: list[dict[str, Any]] = yaml.safe_load((HERE / "statuses.yaml").read_text(encoding="utf-8"))
IMPLIED: list[dict[str, Any]] = yaml.safe_load((HERE / "implied.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PAIRS, ids=[case["case"] for case in PAIRS])
def test_what_goes_together(case: dict[str, Any]) -> None:
    by_id = {rule.id: rule for rule in STATUSES.rules}
    for one, other in ((case["status"], case["other"]), (case["other"], case["status"])):
        reasons = [
            [by_id[name] for name in found.rules]
            for found in STATUSES.incompatibilities(one, other)
            if found.period.contains(case["day"])
        ]
        assert bool(reasons) is not case["together"]
        if reasons:
            assert any(all(rule.sure for rule in rules) for rules in reasons) is case["sure"]


@pytest.mark.parametrize("case", IMPLIED, ids=[f"{c['status']}-{c['day']}" for c in IMPLIED])
def test_what_a_status_brings_with_it(case: dict[str, Any]) -> None:
    held = {
        one.status for one in STATUSES.implied(case["status"]) if one.period.contains(case["day"])
    }
    assert held == {case["status"], *case["implies"]}


def test_every_exclusion_has_a_case() -> None:
    tried = {frozenset((case["status"], case["other"])) for case in PAIRS if not case["together"]}
    for rule in STATUSES.rules:
        if rule.relation is RuleRelation.EXCLUDES:
            assert frozenset((rule.status, rule.other)) in tried


def test_every_rule_has_a_source_and_a_day_on_which_it_was_checked() -> None:
    for rule in STATUSES.rules:
        assert rule.source
        assert rule.checked_on is not None


def test_the_words_of_a_status_follow_a_name() -> None:
    for status in STATUSES.statuses:
        for text in (status.nl, status.en, status.need_nl, status.need_en):
            assert text == text.strip()
            assert not text.endswith(".")
        assert status.nl[0].islower()
