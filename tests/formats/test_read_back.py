"""An agreement read back as a sentence, to see what was understood."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from tandem.core.model import Household
from tandem.formats.read_back import read_back
from tests.formats.households import HEAD, parsed
from tests.formats.strategies import households

CASES: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "read_back.yaml").read_text(encoding="utf-8")
)


def household(line: str) -> Household:
    quoted = line.replace("'", "''")
    return parsed(f"{HEAD}agreements:\n  - {{owner: bram, line: '{quoted}'}}\n")


@pytest.mark.parametrize("case", CASES, ids=[case["line"] for case in CASES])
def test_a_line_is_read_back(case: dict[str, str]) -> None:
    found = household(case["line"])
    (agreement,) = found.agreements
    assert read_back(agreement, found) == case["nl"]
    assert read_back(agreement, found, "en") == case["en"]


def test_what_is_written_in_full_is_read_back_too() -> None:
    found = parsed(
        f"""{HEAD}agreements:
  - id: a
    kind: traject
    title: Training
    owner: karin
    members: [kevin]
    from: 2027-01-18
    latest_from: 2027-05-03
    lasts: 6 weken
    order: {{after: [b], starts_before: 2027-06-01}}
    sessions: [{{windows: [ma 9-12, do 9-12], times: unknown, minutes: 60, from: 2027-02-01}}]
    money: [{{out: unknown}}, {{in: 12.50, account: household}}]
  - {{id: b, kind: own, title: Revalidatie, owner: bram}}
"""
    )
    assert read_back(found.agreements[0], found) == (
        "Training: Kevin, Karin zorgt ervoor, hoe vaak is nog niet bekend, een uur per keer, "
        "maandag ergens tussen 9.00 en 12.00 uur en donderdag ergens tussen 9.00 en 12.00 uur, "
        "vanaf 1 februari 2027, het bedrag is nog niet bekend, brengt € 12,50 per maand van het "
        "geld van het gezin, te beginnen tussen 18 januari 2027 en 3 mei 2027, 42 dagen lang, pas "
        "als Revalidatie klaar is, begint voor 1 juni 2027."
    )


def test_a_choice_of_days_is_read_back_as_a_choice() -> None:
    session = "{windows: di do 10-12, times: 1, minutes: 120}"
    found = parsed(
        f"{HEAD}agreements:\n  - {{id: a, kind: own, title: Sport, owner: kevin, "
        f"sessions: [{session}]}}\n"
    )
    assert read_back(found.agreements[0], found) == (
        "Sport: Kevin, 1 keer per week, 2 uur per keer, dinsdag en donderdag ergens tussen 10.00 "
        "en 12.00 uur."
    )


@settings(max_examples=20)
@given(households())
def test_every_agreement_can_be_read_back(made: Household) -> None:
    for agreement in made.agreements:
        for lang in ("nl", "en"):
            assert read_back(agreement, made, lang).startswith(agreement.title)
