"""Household files for the tests of their reading: a small sound one, and ways to spoil it."""

from __future__ import annotations

from tandem.core.model import Household
from tandem.formats.household import read
from tandem.formats.problems import HouseholdFileError, Problem
from tandem.formats.rulebase import load

RULES = load()

HEAD = """\
id: x
name: Gezin
horizon: {from: 2027-01-04}
members:
  - {id: karin, name: Karin}
  - {id: kevin, name: Kevin}
professionals:
  - {id: bram, name: Bram Post}
"""
"""Eight lines that are a household; what a test adds begins on line 9."""

EXTRA = """\
parts: [{id: deel, title: Deelplan, by: bram}]
goals: [{id: doel, text: Een doel}]
accounts:
  - {of: kevin, incomes: [{id: bijstand, title: Bijstand, amount: 350}]}
"""


def with_agreement(fragment: str) -> str:
    """Return a household with one agreement of Kevin, on line 10, that holds this fragment."""
    start = "{id: a, kind: own, owner: bram, members: [kevin], "
    return f"{HEAD}agreements:\n  - {start}{fragment}}}\n{EXTRA}"


def with_session(fragment: str) -> str:
    """Return a household with one agreement on line 10 with one session."""
    return with_agreement(f"sessions: [{{{fragment}}}]")


def with_line(line: str) -> str:
    """Return a household with one agreement on line 10, as one line of Dutch."""
    quoted = line.replace("'", "''")
    return f"{HEAD}agreements:\n  - {{owner: bram, line: '{quoted}'}}\n{EXTRA}"


def parsed(text: str, name: str = "gezin.yaml") -> Household:
    """Read a household from text."""
    return read(text.encode(), name, RULES)


def problems(data: str | bytes, name: str = "gezin.yaml") -> tuple[Problem, ...]:
    """Return the problems of a file that cannot be read."""
    try:
        read(data.encode() if isinstance(data, str) else data, name, RULES)
    except HouseholdFileError as error:
        return error.problems
    return ()


def told(data: str | bytes, name: str = "gezin.yaml") -> list[str]:
    """Return every problem of a file as a sentence, without the name of the file."""
    return [one.sentence().removeprefix(f"{name}:") for one in problems(data, name)]
