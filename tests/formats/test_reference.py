"""The reference says what is so: its examples can be read, and what it calls refused is refused."""

from __future__ import annotations

import re

import pytest

from tandem.formats.one_line import LineError, read_line
from tandem.formats.published import ROOT
from tandem.formats.read_back import read_back
from tests.formats.households import parsed, told
from tests.formats.lines import codes, context

FOLDER = ROOT / "docs" / "reference"
HOUSEHOLD_FILE = (FOLDER / "household-file.md").read_text(encoding="utf-8")
ONE_LINE = (FOLDER / "one-line.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", HOUSEHOLD_FILE, re.DOTALL)
LINES = re.findall(r"```\n(.*?)```", ONE_LINE, re.DOTALL)[0].splitlines()
REFUSED = re.findall(
    r"^\| (`.*?) \| .* \| .* \|$", ONE_LINE.split("## What is refused")[1], re.MULTILINE
)


def test_the_example_household_can_be_read() -> None:
    (example,) = [text for form, text in BLOCKS if form == "yaml"]
    assert [one.id for one in parsed(example).agreements] == ["therapie-kevin", "coach-talk"]


def test_the_example_problem_is_told_in_these_words() -> None:
    (shown,) = [text.strip() for form, text in BLOCKS if not form]
    (example,) = [text for form, text in BLOCKS if form == "yaml"]
    spoilt = example.replace("windows: wo 14:00-15:00", "windows: di 12:00-10:00")
    (only,) = told(spoilt)
    words = shown.split("windows: ", 1)[1]
    assert only.endswith(words.removeprefix("“12:00-10:00”"))


@pytest.mark.parametrize("line", LINES)
def test_the_example_lines_can_be_read(line: str) -> None:
    assert read_line(line, context()).document["kind"]


def test_the_first_line_is_read_back_as_the_page_says() -> None:
    (example,) = [text for form, text in BLOCKS if form == "yaml"]
    household = parsed(example)
    quoted = " ".join(re.findall(r"^> (.*)$", ONE_LINE, re.MULTILINE))
    assert LINES[0] in example
    assert read_back(household.agreements[0], household) == quoted


@pytest.mark.parametrize("cell", REFUSED)
def test_what_the_page_calls_refused_is_refused(cell: str) -> None:
    for piece in re.findall(r"`(.*?)`", cell):
        kind = "aflossen" if "€" in piece and "with work" not in cell else "werk"
        assert codes(f"{kind}: Kevin, {piece}"), piece


def test_a_kind_in_the_page_is_enough() -> None:
    with pytest.raises(LineError):
        read_line("Kevin, di 10-12", context())
