"""A process remembers checks by household, a few of them, and never two at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tandem.actions.plans import memories
from tandem.actions.plans.check_plan import check_with
from tandem.actions.plans.draft import draft_of
from tandem.actions.plans.memories import memory_of
from tandem.core.check import check
from tandem.formats import rulebase
from tests.actions.plans.family import Family


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    memories.forget()
    yield
    memories.forget()


def test_a_household_has_a_memory_of_its_own() -> None:
    with memory_of(1) as first:
        pass
    with memory_of(2) as second:
        pass
    with memory_of(1) as again:
        pass
    assert again is first
    assert second is not first


def test_it_is_for_one_at_a_time() -> None:
    with memory_of(1) as first, memory_of(1) as beside:
        assert beside is not first


def test_after_a_failure_it_is_not_used_again() -> None:
    with pytest.raises(ZeroDivisionError), memory_of(1) as failed:
        raise ZeroDivisionError
    with memory_of(1) as again:
        assert again is not failed


def test_so_many_households_are_remembered() -> None:
    for number in range(memories.MOST + 5):
        with memory_of(number):
            pass
    assert len(memories._kept) == memories.MOST


def test_while_one_types_the_answer_is_that_of_a_fresh_check(family: Family) -> None:
    case = family.case()
    draft = draft_of(case, family.row("coach-talk"))
    for title in ("Praten", "Spreken", "Praten"):
        household, answer = check_with(case, replace(draft, title=title), instead_of="coach-talk")
        assert answer == check(household, rulebase.load(), proposals=0)
