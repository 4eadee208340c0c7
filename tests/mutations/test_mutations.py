"""The tests notice what would make the verifier or an explanation wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import chain

import pytest

from tests.core.households import IS_FULL
from tests.mutations.__main__ import LISTS, verifier_files
from tests.mutations.mutation import ROOT, Mutation, StaleMutationError, mutant_of
from tests.mutations.page import noticed_by, row_of
from tests.mutations.sweep import count, sweep

MUTATIONS = list(chain.from_iterable(mutations for mutations, _ in LISTS.values()))
LEAST = {"verifier": 40, "explanation": 30}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=range(len(MUTATIONS)))
def test_every_mutation_is_of_the_source_as_it_is_now(mutation: Mutation) -> None:
    compile(mutant_of(mutation).source, mutation.file, "exec")


def test_a_mutation_of_what_the_source_no_longer_says_is_told_by_name() -> None:
    stale = replace(MUTATIONS[0], old="what nobody wrote")
    with pytest.raises(StaleMutationError, match="has 0 times 'what nobody wrote'") as told:
        mutant_of(stale)
    assert MUTATIONS[0].means in str(told.value)
    with pytest.raises(StaleMutationError, match=r"check/verify_weeks\.py has"):
        mutant_of(replace(MUTATIONS[0], old="return"))
    with pytest.raises(StaleMutationError):
        mutant_of(replace(MUTATIONS[0], new=MUTATIONS[0].old))


def test_the_lists_are_long_enough_and_each_says_something_else() -> None:
    assert {name: len(mutations) >= LEAST[name] for name, (mutations, _) in LISTS.items()} == {
        "verifier": True,
        "explanation": True,
    }
    assert len({(one.file, one.old, one.new) for one in MUTATIONS}) == len(MUTATIONS)


def test_the_page_lists_every_mutation_and_who_notices_and_none_survived() -> None:
    assert list(noticed_by()) == [row_of(one) for one in MUTATIONS]


def test_simple_mutations_are_of_every_sort_and_can_be_compiled() -> None:
    assert sum(map(count, verifier_files())) > 300
    for path in verifier_files():
        for mutant in sweep(path, every=1 if IS_FULL else 10):
            assert mutant.source != path.read_text(encoding="utf-8")
            compile(mutant.source, path, "exec")


@pytest.mark.slow
@pytest.mark.parametrize("part", LISTS)
def test_what_is_mutated_is_noticed(part: str) -> None:
    """In the full tests by any test, in the others by the one that the page names for each."""
    command = [sys.executable, "-m", "tests.mutations", "--only", part]
    if not IS_FULL:
        command.append("--quick")
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_mutant_that_no_test_notices_is_told_and_one_that_changes_nothing_is_no_mutant() -> None:
    """Only how mutants are tried is looked at here, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", TRIES], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.stdout.splitlines() == ["survived", "killed", "pytest ended with 3"], ended.stderr


TRIES = """
from tests.mutations.mutation import SOURCE, Mutant
from tests.mutations.trial import trials

path = SOURCE / "tandem" / "core" / "check" / "verify_claims.py"
source = path.read_text(encoding="utf-8")
tests = ["tests/core/check/test_verifier_claims.py"]
name = "test_one_may_come_after_what_has_ended_and_not_after_what_is_not_there"
for old, new in (
    ("it starts too late", "it starts at another time"),
    ("one.state is State.ENDED", "one.state is State.WITHDRAWN"),
    ("# --- order", "# --- another order"),
):
    assert source.count(old) == 1
    mutant = Mutant(path, source.replace(old, new), "a mutant")
    try:
        print(trials([mutant], tests, {"a mutant": name})[0].outcome)
    except RuntimeError as error:
        print(str(error)[:19])
"""
