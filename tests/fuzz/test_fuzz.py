"""A few random households of every sort, and what is written down when one fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tandem.formats.household import read
from tests.core.households import Case
from tests.fuzz.failure import Failure, problems, smaller, write
from tests.fuzz.households import RULES, SORTS, TEXTS, TURNS
from tests.fuzz.look import look
from tests.mutations.mutation import ROOT

TRIED = {"small": 6, "varied": 4, "written": 4, "one person": 2, "typical": 1, "worst": 0}
"""Seeds of each sort; the largest takes too long to be tried every time."""


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_goes_wrong_with_a_few_of_every_sort(sort: str) -> None:
    for seed in range(TRIED[sort]):
        case = SORTS[sort](500_000 + seed)
        assert list(look(case, brute_force=sort in {"small", "varied"}, hurried=False)) == [], seed


@pytest.mark.parametrize("sort", ["small", "written", "typical"])
def test_a_seed_always_gives_the_same_household(sort: str) -> None:
    assert SORTS[sort](7).household == SORTS[sort](7).household
    assert SORTS[sort](7).household != SORTS[sort](8).household


def test_every_sort_has_its_turn_and_words_nobody_foresaw_occur() -> None:
    assert set(TURNS) == set(SORTS)
    titles = {one.title for seed in range(3) for one in SORTS["typical"](seed).household.agreements}
    assert len(titles & set(TEXTS)) > 3


def test_what_fails_is_written_down_as_small_as_can_be(tmp_path: Path) -> None:
    def looking(case: Case) -> list[str]:
        return ["plan: it has agreements"] if case.household.plan() else []

    case = next(c for c in map(SORTS["typical"], range(20)) if c.household.plan())
    failure = Failure("typical", case, problems(looking, case))
    small = smaller(failure, looking)
    assert len(small.case.household.agreements) < len(case.household.agreements)
    folder = write(failure, small, tmp_path)
    assert folder.name == f"typical-{case.seed}"
    code = (folder / "smallest.py.txt").read_text(encoding="utf-8")
    assert f"# typical, seed {case.seed}" in code
    assert "# plan: it has agreements" in code
    again = read((folder / "household.yaml").read_bytes(), "household.yaml", RULES)
    assert again == case.household


def test_an_exception_is_a_failure_as_well() -> None:
    def looking(_case: Case) -> list[str]:
        raise LookupError("nothing there")

    assert problems(looking, SORTS["small"](1)) == ("LookupError: nothing there",)


def test_the_command_stops_when_it_has_had_enough(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--households", "3", "--out", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.startswith("3 households (3 small)")
    assert list(tmp_path.iterdir()) == []
