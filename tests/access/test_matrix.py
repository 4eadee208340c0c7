"""The permission matrix: every route as every role, against the table that people reviewed.

`matrix.txt` says what everybody gets. When this fails, the code or the table is wrong: look it up
in the policy first. `python -m tests.access` prints the table as it is found.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.access.asking import found_answers
from tests.access.columns import COLUMNS, ELSEWHERE
from tests.access.table import TABLE, Cells, line, name_of, read, write_anew
from tests.conftest import FULL

ALL = (*COLUMNS, ELSEWHERE)
UNTIED = ("gone", "ended", "desk", "free", "mana", "admin", "priv", "elsew", "chie2")
"""Who has no tie to the household, whatever the office."""
CODES = {"200", "302", "403", "404", "409", "422", "log", "yes", "-"}


def differences(expected: Cells, found: Cells) -> list[str]:
    """Return what is not as the table says, a line each, with a draft for what is new.

    What was not asked is not in `found`.
    """
    width = max(map(len, found))
    told = [
        f"no row: review this draft and add it\n{line(name, found[name], ALL, width)}"
        for name in found
        if name not in expected
    ]
    told += [f"no such route any more: {name}" for name in expected if name not in found]
    told += [
        f"{name}: {column} gets {cells.get(column)}, the table says {expected[name].get(column)}"
        for name, cells in found.items()
        if name in expected
        for column in cells
        if cells[column] != expected[name].get(column)
    ]
    return told


@pytest.mark.django_db
def test_everybody_gets_what_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = os.environ.get("TANDEM_MATRIX")
    everything = FULL or bool(draft)
    found = found_answers(monkeypatch, everything=everything)
    text = TABLE.read_text(encoding="utf-8")
    if draft:
        Path(draft).write_text(write_anew(text, found, ALL), encoding="utf-8")
        return
    told = differences(read(text), found if everything else _by_turns(found))
    assert told == [], "\n" + "\n".join(told)


def _by_turns(found: Cells) -> Cells:
    """Leave out that words were not read: they may stand on a page that was not asked."""
    return {
        name: {
            column: code
            for column, code in cells.items()
            if not (name.startswith("READ") and code == "-")
        }
        for name, cells in found.items()
    }


# --- the table itself -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table() -> Cells:
    return read(TABLE.read_text(encoding="utf-8"))


def test_every_cell_is_a_known_code_and_every_column_is_explained(table: Cells) -> None:
    assert {code for cells in table.values() for code in cells.values()} <= CODES
    assert {column for cells in table.values() for column in cells} == set(ALL)
    legend = TABLE.read_text(encoding="utf-8").split("\nROW")[0].split()
    assert set(ALL) <= set(legend)


def test_of_another_household_nobody_gets_anything(table: Cells) -> None:
    """Whatever somebody is here; a former member or helper is a stranger again, as offices are."""
    for name, cells in table.items():
        if cells[ELSEWHERE] == "-":
            continue
        assert cells[ELSEWHERE] == "404", name
        assert {cells[one] for one in UNTIED} == {"404"}, name
        assert cells["none"] == cells["net"] == "log", name


def test_an_office_reads_nothing_of_a_household(table: Cells) -> None:
    read_by = [cells for name, cells in table.items() if name.startswith("READ")]
    assert {cells[one] for cells in read_by for one in ("mana", "admin", "priv")} == {"-"}


def test_enforcement_and_young_children_read_nothing_of_the_plan(table: Cells) -> None:
    for name, cells in table.items():
        if cells[ELSEWHERE] != "-" and name.split()[1] != "people":
            assert cells["enf"] == cells["r9"] == "403", name
    read_by = {name: cells for name, cells in table.items() if name.startswith("READ")}
    assert {cells[one] for cells in read_by.values() for one in ("enf", "r9")} == {"-"}


def test_what_is_shielded_is_not_there(table: Cells) -> None:
    """Hans gets of it what he gets of a number that nothing has."""
    for name, cells in table.items():
        if name.endswith(":hidden"):
            led_back = name.split()[0] == "POST" and "change-answer" in name
            never = "own-part-answer" in name  # of no number at all: he is no supporter
            assert cells["par-"] == ("302" if led_back else "403" if never else "404"), name
    assert table[name_of("READ", "hidden")]["par-"] == "-"


def test_a_new_route_and_a_route_that_is_gone_are_told(table: Cells) -> None:
    found = {name: dict(cells) for name, cells in table.items()}
    gone = found.pop(name_of("GET", "plan"))
    found[name_of("GET", "new-page")] = gone
    told = differences(table, found)
    assert len(told) == 2
    assert "GET  new-page" in told[0]
    assert "review this draft" in told[0]
    assert told[1] == "no such route any more: GET  plan"
    found = {name: dict(cells) for name, cells in table.items()}
    found[name_of("GET", "plan")]["enf"] = "200"
    assert differences(table, found) == ["GET  plan: enf gets 200, the table says 403"]


def test_a_table_that_is_not_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="has 1 cells, not 2"):
        read("ROW a b\nGET plan 200\n")
    with pytest.raises(ValueError, match="stands there twice"):
        read("ROW a\nGET plan 200\nGET plan 200\n")
