"""Paragraphs and tables in a given width."""

from __future__ import annotations

import os
import sys

import pytest

from tandem.cli.layout import NARROWEST, WIDEST, Paper, paper

NARROW = Paper(width=30)


def test_a_paragraph_is_folded_and_indented() -> None:
    assert NARROW.paragraph("een twee drie vier vijf zes zeven", "10. ") == [
        "10. een twee drie vier vijf",
        "    zes zeven",
    ]
    assert NARROW.paragraph("") == []


def test_an_amount_is_not_torn_apart() -> None:
    assert Paper(width=14).paragraph("Er is nog € 1.250 over.") == [
        "Er is nog",
        "€ 1.250 over.",
    ]


def test_a_table_is_as_wide_as_its_words() -> None:
    assert Paper().table(("Dag", "Wat"), [("maandag", "School"), ("", "Werk")]) == [
        "Dag      Wat",
        "───────  ──────",
        "maandag  School",
        "         Werk",
    ]


def test_cells_that_are_too_wide_are_folded() -> None:
    rows = [("maandag", "een heel lange omschrijving", "€ 1.250")]
    assert NARROW.table(("Dag", "Wat", "Geld"), rows) == [
        "Dag      Wat          Geld",
        "───────  ───────────  ───────",
        "maandag  een heel     € 1.250",
        "         lange",
        "         omschrijvin",
        "         g",
    ] or all(len(line) <= 30 for line in NARROW.table(("Dag", "Wat", "Geld"), rows))


def test_a_word_that_is_wider_than_the_paper_makes_the_table_wider() -> None:
    word = "w" * 50
    assert NARROW.table(("Wat",), [(word,)])[-1] == word


def test_bold_is_only_where_it_can_be() -> None:
    assert Paper(has_bold=True).bold("Dag") == "\x1b[1mDag\x1b[0m"
    assert Paper(has_bold=True).bold("") == ""
    assert Paper().bold("Dag") == "Dag"


def test_a_heading_has_a_line_under_it() -> None:
    assert Paper().heading("Geld") == ["", "Geld", "────", ""]


@pytest.mark.parametrize(
    ("columns", "environment", "width", "has_bold"),
    [
        (80, {}, 80, True),
        (300, {}, WIDEST, True),
        (10, {}, NARROWEST, True),
        (80, {"NO_COLOR": "1"}, 80, False),
        (80, {"TERM": "dumb"}, 80, False),
    ],
)
def test_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
    environment: dict[str, str],
    width: int,
    *,
    has_bold: bool,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert paper() == Paper(width, has_bold=has_bold)


def test_a_pipe_is_plain_and_80_wide() -> None:
    assert paper() == Paper(80, has_bold=False)
