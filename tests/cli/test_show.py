"""`tandem show`: a household file read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.cli.headings import HEADINGS
from tandem.core.model import STATES_IN_CHECK, State
from tests.cli.examples import EXAMPLES, FITS, FIVE_PLANS, HALF, Runner


def test_every_agreement_is_a_sentence(tandem: Runner) -> None:
    done = tandem("show", FIVE_PLANS)
    assert (done.status, done.err) == (0, "")
    assert done.lines[0] == "Gezin De Vries"
    assert len([line for line in done.lines if line.startswith("- ")]) == 10
    text = " ".join(done.out.split())
    assert "- Therapie: Kevin, met GGZ De Oever" in text
    assert "Ook goed: Een avondgroep online, maandag en woensdag om 19.00 uur." in text


def test_english(tandem: Runner) -> None:
    done = tandem("show", FIVE_PLANS, "--lang", "en")
    assert "Would also do: Tot 13.30 uur." in done.out
    assert "Tuesday and Thursday from 10:00 to 12:00" in " ".join(done.out.split())


def test_what_is_mandatory_and_what_is_not_filled_in(tandem: Runner) -> None:
    court = tandem("show", EXAMPLES / "court-order.yaml").out
    assert "Verplicht: Beschikking van de kinderrechter" in court
    half = tandem("show", EXAMPLES / "half-known.yaml").out
    assert "Nog niet ingevuld: wanneer het begint. GGZ De Linde kan dit invullen." in half


def test_an_agreement_that_is_over(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "over.yaml"
    path.write_text(FITS.replace("members: [ali]", "members: [ali], state: ended"), "utf-8")
    assert "Telt niet mee in de plancheck: afgerond." in tandem("show", path).out
    assert "Takes no part in the plan check: ended." in tandem("show", path, "--lang", "en").out


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_state_that_takes_no_part_has_words(lang: str) -> None:
    assert set(HEADINGS[lang].states) == set(State) - STATES_IN_CHECK


def test_a_household_without_agreements(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text(HALF[: HALF.index("agreements:")], encoding="utf-8")
    assert "Er staan geen afspraken in dit bestand." in tandem("show", path).out


def test_a_file_that_cannot_be_read(tandem: Runner, bad: Path) -> None:
    done = tandem("show", bad)
    assert (done.status, done.out) == (2, "")
    assert str(bad) in done.err


def test_schema(tandem: Runner) -> None:
    import json

    done = tandem("schema")
    assert done.status == 0
    assert json.loads(done.out)["type"] == "object"
