"""The figures: naive pairs, tables, and the page they are written into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.households import generate
from benchmarks.measure import AFTER_CHANGE, QUESTIONS, WHAT_IF, measure_one
from benchmarks.page import END, PAGE, START, rewrite
from benchmarks.pairs import clashing_pairs
from benchmarks.sizes import SMALL
from benchmarks.tables import mark, ms, percentile, share, table
from tandem.formats.rulebase import load


def test_pairs_alone_find_the_planted_pairs_and_nothing_larger() -> None:
    rules = load()
    for seed in range(12):
        made = generate(SMALL, seed, rules)
        pairs = clashing_pairs(made.household, rules)
        assert {planted for planted in made.sets if len(planted) == 2} <= pairs
        assert all(len(pair) == 2 for pair in pairs)


@pytest.mark.slow
def test_every_question_is_measured() -> None:
    rules = load()
    measured = measure_one(generate(SMALL, 2, rules), rules, 2, compare=True)
    assert set(measured.ms) == set(measured.cpu_ms) == {*QUESTIONS, AFTER_CHANGE, WHAT_IF}
    assert all(value > 0 for value in measured.ms.values())
    assert measured.wrong == []
    assert measured.planted_found == len(measured.planted)
    assert measured.naive is not None


def test_columns_are_aligned() -> None:
    assert table(("what", "ms"), [("a", "1.0"), ("longer", "10.0")]).splitlines() == [
        "| what   |   ms |",
        "| :----- | ---: |",
        "| a      |  1.0 |",
        "| longer | 10.0 |",
    ]


@pytest.mark.parametrize(
    ("values", "expected"), [([5.0], 5.0), ([*range(1, 101)], 95), ([3.0, 1.0, 2.0], 3.0)]
)
def test_95_in_100_do_not_pass_p95(values: list[float], expected: float) -> None:
    assert percentile(values, 0.95) == expected


def test_words_for_figures() -> None:
    assert (ms(1.234), ms(1234.5)) == ("1.2", "1234")
    assert (share(0, 0), share(2999, 3000), share(3, 3)) == ("–", "99.9 %", "100 %")
    assert (mark(reached=True), mark(reached=False)) == ("reached", "not reached")


def test_only_what_is_between_the_markers_is_written(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n\n{START}\n\nold\n\n{END}\n\nAfter.\n", encoding="utf-8")
    rewrite(page, "new")
    assert page.read_text(encoding="utf-8") == f"Before.\n\n{START}\n\nnew\n\n{END}\n\nAfter.\n"


def test_a_page_without_markers_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing here.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks"):
        rewrite(page, "new")


def test_the_page_has_its_markers() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.index(START) < text.index(END)


@pytest.mark.slow
def test_the_command_measures_and_writes_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    words = ["--size", "small", "--count", "2", "--no-processes", "--date", "2027-01-04"]
    main([*words, "--json", str(file)])
    printed = capsys.readouterr().out
    assert "small: best proposal" in printed
    assert "2027-01-04" in printed
    figures = json.loads(file.read_text(encoding="utf-8"))
    assert [one["seed"] for one in figures["households"]] == [0, 1]
    assert set(figures["households"][0]["ms"]) == {*QUESTIONS, AFTER_CHANGE, WHAT_IF}
