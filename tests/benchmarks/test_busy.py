"""A busy day: who arrives when, what is copied together, and what the tables say."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.page import PAGE, rewrite
from benchmarks.web.arrivals import MIX, Answer, Day
from benchmarks.web.busy import END, START, Step, _time
from benchmarks.web.fill import CHUNK, chunks

PEOPLE: Any = [SimpleNamespace(code=name) for name in ("a", "b")]


def day() -> Day:
    return Day(0, PEOPLE, date(2026, 12, 17))


def test_people_arrive_by_a_clock_that_waits_for_nobody() -> None:
    arrivals = day().arrivals(100.0, rate=25, seconds=600, seed=6)
    assert arrivals == day().arrivals(100.0, rate=25, seconds=600, seed=6)
    assert arrivals != day().arrivals(100.0, rate=25, seconds=600, seed=7)
    assert len(arrivals) == pytest.approx(15_000, rel=0.05)
    assert all(one.at < other.at for one, other in pairwise(arrivals))
    assert 100 <= arrivals[0].at <= arrivals[-1].at < 700
    assert {one.ask.name for one in arrivals} == {one.name for one in MIX}
    writes = sum(one.ask.fields is not None for one in arrivals)
    assert writes / len(arrivals) == pytest.approx(0.1, abs=0.02)
    assert sum(one.share for one in MIX) == 100


@given(st.sets(st.integers(1, 400)), st.sampled_from([8, 53, 103]))
def test_towns_are_copied_in_chunks_of_one_team(towns: set[int], towns_a_team: int) -> None:
    """Whatever was copied already: what is missing, each once, a few that follow each other."""
    found = list(chunks(sorted(towns), towns_a_team))
    copied = [n for one in found for n in range(one.first, one.last + 1)]
    assert copied == sorted(towns)
    for one in found:
        assert one.last - one.first < CHUNK
        assert {(n - 1) // towns_a_team + 1 for n in (one.first, one.last)} == {one.team}


def test_a_wrong_answer_is_counted_and_a_rate_with_one_is_not_kept_up_with() -> None:
    answers = [Answer("Vandaag", ms, is_right=ms < 400) for ms in (100.0, 200.0, 500.0)]
    row = _time("Vandaag", 150, answers)
    assert row[1:7] == ("3", "200", "500", "500", "500", "1")
    assert row[7] == "≤ 150: not reached"
    assert _time("everything", None, answers)[1] == "3"
    assert _time("Mensen", None, answers)[1] == "0"
    kept = [Step(25, 500, 0, 9), Step(25, 501, 0, 9), Step(25, 10, 1, 9)]
    assert [one.is_kept_up_with for one in kept] == [True, False, False]


def test_the_page_has_a_place_for_it(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    rewrite(page, "new", START, END)
    assert f"{START}\n\nnew\n\n{END}" in page.read_text(encoding="utf-8")
