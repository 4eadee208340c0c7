"""The labelled households, their labels, and the marks that solvers get."""

from __future__ import annotations

import os
import shlex
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.field import labels
from benchmarks.field.collection import FOLDER, LABELS, Entry, entries, text_of
from benchmarks.field.compare import sample
from benchmarks.field.figures import tables
from benchmarks.field.labels import Label
from benchmarks.field.protocol import Clash, Proposed, Told, WrongAnswerError, read_answer
from benchmarks.field.reading import NotReadError, Reading
from benchmarks.field.score import Marked, mark, ratio
from benchmarks.field.solvers import CLASHES
from benchmarks.field.worker import Command, Given
from tandem.core.check import check
from tandem.core.model import Household, Place
from tandem.core.rules import RuleBase
from tandem.formats.household import read_path
from tandem.formats.rulebase import load

RULES: RuleBase = load()
KNOWN = labels.read(LABELS)
ENTRIES = {entry.name: entry for entry in entries()}
IS_FULL = bool(os.environ.get("TANDEM_FULL"))
MISSES = [label for label in KNOWN.values() if label.miss]


def chosen() -> list[Label]:
    """All near misses and some small households; in the full run everything."""
    if IS_FULL:
        return list(KNOWN.values())
    return MISSES + [KNOWN[f"small-{seed}"] for seed in range(1000, 1008)]


def household(label: Label) -> Household:
    return read_path(FOLDER / label.file, RULES)


# --- the set --------------------------------------------------------------------------------


def test_every_household_has_a_file_and_a_label() -> None:
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.yaml")}
    assert len(files) >= 200
    assert files == {entry.path for entry in ENTRIES.values()}
    assert files == {label.file for label in KNOWN.values()}
    assert set(KNOWN) == set(ENTRIES)


@pytest.mark.parametrize("group", ["small", "near", "typical", "worst", "crowded"])
def test_every_file_is_a_household_and_what_its_label_says(group: str) -> None:
    for label in (one for one in KNOWN.values() if one.group == group):
        found = household(label)
        assert found.id == label.name
        assert (len(found.members), len(found.plan())) == (label.members, label.agreements)
        names = {agreement.id for agreement in found.agreements}
        assert all(one <= names for one in label.sets)
        Reading(found, RULES)


@pytest.mark.parametrize(
    "name", ["small-1007", "typical-1000", "worst-1001", "crowded-1002", "home-small-1001-misses"]
)
def test_the_generator_gives_the_same_bytes(name: str) -> None:
    entry = ENTRIES[name]
    assert (FOLDER / entry.path).read_bytes() == text_of(entry, RULES).encode()


# --- near misses ----------------------------------------------------------------------------


def twins() -> list[tuple[Entry, Entry]]:
    return [(entry, ENTRIES[entry.twin]) for entry in ENTRIES.values() if entry.fits and entry.twin]


def test_one_just_fits_and_its_twin_just_does_not() -> None:
    assert len(twins()) >= 30
    for fits, misses in twins():
        assert KNOWN[fits.name].verdict == "feasible"
        label = KNOWN[misses.name]
        assert label.verdict == "infeasible"
        assert len(label.clashes) + len(label.limits) == 1


def test_twins_differ_in_one_number_and_what_follows_from_it() -> None:
    for fits, misses in twins():
        one, other = (
            Counter((FOLDER / entry.path).read_text(encoding="utf-8").splitlines()[1:])
            for entry in (fits, misses)
        )
        assert 1 <= (one - other).total() <= 6, fits.name
        assert 1 <= (other - one).total() <= 6, fits.name


# --- labels ---------------------------------------------------------------------------------


@pytest.mark.parametrize("label", chosen(), ids=lambda label: label.name)
def test_the_check_answers_what_the_label_says(label: Label) -> None:
    found = household(label)
    answer = check(found, RULES, limit=100_000, proposals=1 if label.least else 0)
    assert answer.verdict.value == label.verdict
    assert {missing.agreement for missing in answer.missing_support} == set(label.unsupported)
    assert len(answer.limits) == len(label.limits)
    sets = frozenset(frozenset(clash.agreements) for clash in answer.clashes)
    assert label.sets == sets if label.clashes_complete else label.sets <= sets
    if label.least is not None:
        best = answer.proposals[0]
        given_up = sum(found.goal_weight(goal) for goal in best.goals_given_up)
        assert (given_up, best.cost) == (label.least.given_up, label.least.cost)


def test_no_label_rests_on_one_means() -> None:
    for label in KNOWN.values():
        assert len(label.verdict_by) >= 2
        assert len(label.clashes_by) >= 2
        assert label.least is None or len(label.least.by) >= 2


def test_what_is_not_proven_is_said() -> None:
    for label in KNOWN.values():
        if not label.clashes_complete or (label.verdict == "infeasible" and label.least is None):
            assert label.notes, label.name


def test_labels_come_back_as_they_were_written(tmp_path: Path) -> None:
    labels.write(tmp_path / "labels.json", list(KNOWN.values()))
    assert labels.read(tmp_path / "labels.json") == KNOWN
    assert (tmp_path / "labels.json").read_bytes() == LABELS.read_bytes()


def test_a_reading_refuses_what_it_does_not_know() -> None:
    found = household(MISSES[0])
    with pytest.raises(NotReadError, match="places"):
        Reading(replace(found, places=(Place("op school"),)), RULES)


# --- marks ----------------------------------------------------------------------------------


def said(label: Label, clashes: Iterable[frozenset[str]], *, complete: bool) -> Marked:
    given = Given(dict.fromkeys(clashes, 0.5), label.verdict, complete, seconds=1.0)
    return Marked(label, given)


def hard() -> Label:
    """A household with clashes that are all known, and a least change."""
    return next(
        one
        for one in KNOWN.values()
        if one.clashes_complete and len(one.clashes) >= 3 and one.least is not None
    )


def test_a_good_solver_gets_a_good_mark() -> None:
    label = hard()
    assert label.least is not None
    marked = said(label, label.sets, complete=True)
    marked.given.least = label.least.given_up, label.least.cost
    good = mark([marked])
    assert (good.clashes_found, good.wrong) == (good.clashes, 0)
    assert (good.flagged, good.flagged_right) == (1, 1)
    assert (good.leasts, good.leasts_right) == (1, 1)
    assert good.verdicts_right == 1


def test_a_bad_solver_gets_a_bad_mark() -> None:
    label = hard()
    assert label.least is not None
    some = sorted(label.sets, key=sorted)[1:]
    marked = said(label, [*some, frozenset({"nobody"})], complete=True)
    marked.given.least = label.least.given_up, label.least.cost + 1
    marked.given.verdict = "feasible"
    bad = mark([marked])
    assert bad.clashes_found == bad.clashes - 1
    assert bad.wrong == 1
    assert (bad.flagged, bad.flagged_right) == (1, 0)
    assert (bad.leasts_right, bad.verdicts_right) == (0, 0)


def test_a_larger_set_is_no_smallest_set() -> None:
    label = hard()
    one, other = sorted(label.sets, key=sorted)[:2]
    assert mark([said(label, [one | other], complete=False)]).clashes_found == 0


def test_a_ratio_takes_the_time_until_all_was_found_or_the_deadline() -> None:
    label = hard()
    fast = [said(label, label.sets, complete=True)]
    slow = replace(fast[0], given=Given(dict.fromkeys(label.sets, 7.0), seconds=9.0))
    never = replace(fast[0], given=Given(seconds=10.0, is_late=True))
    found = ratio([slow, never], fast, deadline=10.0)
    assert found is not None
    assert (found.households, found.least, found.unfinished) == (2, 7.0, 1)
    assert (found.done_least, found.undone) == (10.0, 2)


def test_the_tables_say_how_many_were_asked() -> None:
    label = hard()
    marked = [said(label, label.sets, complete=True)]
    text = tables({(CLASHES, "Tandem", "small"): marked}, {"small": 60, "near": 70}, 10.0)
    (row,) = text.splitlines()[2:]
    assert row.startswith("| small: Tandem | ")
    assert "1 of 60" in row
    assert "100 %" in row


def test_a_sample_is_spread_evenly() -> None:
    many = [replace(hard(), seed=seed) for seed in range(10)]
    assert [one.seed for one in sample(many, 4)] == [0, 2, 5, 7]
    assert sample(many, None) == sample(many, 99) == many


# --- solvers of others ----------------------------------------------------------------------

ANSWER = '{"verdict": "infeasible", "clashes": [["a", "b"]], "proposal": {"cost": 3}}'


def test_an_answer_is_read() -> None:
    sayings, seconds = read_answer(ANSWER)
    assert sayings == [
        Clash(frozenset({"a", "b"})),
        Told("infeasible", complete=False),
        Proposed(0, 3),
    ]
    assert seconds is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"verdict": "feasible", "clashes": [1]}'])
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(WrongAnswerError):
        read_answer(text)


def command(code: str) -> Command:
    return Command(shlex.join([sys.executable, "-c", code]))


def test_a_command_is_asked_with_the_file(tmp_path: Path) -> None:
    code = f"import sys; assert sys.argv[1].endswith('.yaml'); print({ANSWER!r})"
    given = command(code).ask(tmp_path / "household.yaml", 20.0)
    assert (given.verdict, given.least, set(given.clashes)) == (
        "infeasible",
        (0, 3),
        {frozenset({"a", "b"})},
    )
    assert not given.is_late


def test_a_command_that_says_nonsense_gets_nothing() -> None:
    given = command("print('hello')").ask(Path("household.yaml"), 20.0)
    assert given.problem
    assert given.verdict == "unknown"


# --- the second means -----------------------------------------------------------------------


@pytest.mark.slow
def test_cp_sat_finds_what_the_labels_say() -> None:
    pytest.importorskip("ortools", reason="only where the comparison is installed")
    from benchmarks.field.clashing import clashes_in_parts
    from benchmarks.field.least import least_change

    for label in [KNOWN["small-1000"], KNOWN["small-1003"]]:
        reading = Reading(household(label), RULES)
        assert clashes_in_parts(reading, lambda: False).sets == label.sets
        found = least_change(reading, lambda: 60.0)
        assert label.least is not None
        assert found is not None
        assert (found.given_up, found.cost) == (label.least.given_up, label.least.cost)


def test_least_choices_take_one_of_each_set() -> None:
    pytest.importorskip("ortools", reason="only where the comparison is installed")
    from benchmarks.field.label import least_choices

    sets = frozenset(map(frozenset, combinations("abc", 2)))
    assert least_choices(sets) == frozenset(map(frozenset, combinations("abc", 2)))
