"""`tandem check` in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.examples import FITS, FIVE_PLANS, HALF, Runner


def test_a_plan_that_does_not_fit(tandem: Runner) -> None:
    done = tandem.once("check", FIVE_PLANS)
    assert done.status == 1
    assert done.err == ""
    assert done.lines[:5] == [
        "Gezin De Vries",
        "",
        "Dit plan past nog niet",
        "Elke afspraak is op zichzelf goed. Samen passen ze niet: er zijn 15 botsingen,",
        "en Kevin heeft een contact per week te veel.",
    ]


def test_every_clash_is_told_with_its_agreements_and_owners(tandem: Runner) -> None:
    text = tandem.once("check", FIVE_PLANS).out
    assert "15. " in text
    assert "16. " not in text
    assert "Therapie (GGZ De Oever) en School (Samira Haddou)" in text
    assert (
        "    Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur, met de reis\n"
        "    erbij. Dit geldt elke week vanaf 1 februari.\n"
    ) in text
    assert "1. Kevin heeft een contact per week te veel" in text
    assert "Samen 6 contacten per week, 5 kan Kevin aan: 1 te veel." in text


def test_proposals_say_what_they_change_keep_and_ask(tandem: Runner) -> None:
    text = " ".join(tandem.once("check", FIVE_PLANS).out.split())
    assert "Alle zes doelen blijven." in text
    assert "Dit komt in de plaats van Werk." in text
    assert "moeten ja zeggen." in text
    assert "Anders dan in voorstel 1 blijft" in text
    assert "Met minder verandering kan het zo niet." in text


def test_the_week_of_the_first_proposal_is_a_table(tandem: Runner) -> None:
    text = tandem.once("check", FIVE_PLANS).out
    week = text[text.index("Met voorstel 1") :]
    heads = week.splitlines()[4].split("  ")
    assert [head.strip() for head in heads if head] == [
        "Dag",
        "Tijd",
        "Wat",
        "Wie",
        "Waar en hoe ver",
    ]
    assert "Thuis bij Lotte: er is steeds iemand." in week
    assert "Met --every-week staan ze er allemaal." in week
    assert "Kevin houdt elke maand ten minste € 350 vrij." in week


def test_every_kind_of_week(tandem: Runner) -> None:
    text = tandem.once("check", FIVE_PLANS, "--every-week").out
    assert "Met --every-week" not in text
    assert "Week van 4 januari\nDag" in text


def test_nothing_is_wider_than_80_columns_when_it_is_piped(tandem: Runner) -> None:
    for lang in ("nl", "en"):
        lines = tandem.once("check", FIVE_PLANS, "--lang", lang, "--every-week").lines
        assert [line for line in lines if len(line) > 80] == []
        assert "\x1b" not in "".join(lines)


def test_english(tandem: Runner) -> None:
    done = tandem.once("check", FIVE_PLANS, "--lang", "en")
    assert done.status == 1
    assert "This plan does not fit yet" in done.lines
    assert "There are three proposals that do fit." in done.lines


def test_a_plan_that_fits(tandem: Runner, fits: Path) -> None:
    done = tandem("check", fits)
    assert done.status == 0
    assert done.lines[2] == "Dit plan past"
    assert "Een week die past" in done.lines
    assert "maandag  10.00–11.00  Gesprek  Ali  bij Eva, 15 minuten reizen" in done.lines


def test_a_plan_that_fits_as_far_as_is_known(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "half.yaml"
    path.write_text(HALF, encoding="utf-8")
    done = tandem("check", path)
    assert done.status == 0
    assert done.lines[2] == "Dit plan past, voor zover we weten"
    assert "Wat nog niet is ingevuld" in done.lines
    assert "- Gesprek: wanneer het is. Eva Bos kan dit invullen." in done.lines
    assert "Er zijn geen tijden bekend." in done.lines


def test_fewer_clashes(tandem: Runner) -> None:
    done = tandem("check", FIVE_PLANS, "--limit", "2")
    assert done.status == 1
    assert "ten minste 2 botsingen" in done.out
    assert "Er kunnen meer botsingen zijn dan hier staan." in " ".join(done.out.split())


def test_no_time(tandem: Runner) -> None:
    done = tandem("check", FIVE_PLANS, "--deadline", "1e-9")
    assert done.status in {1, 3}
    assert "Dit plan past\n" not in done.out


# --- what goes wrong ------------------------------------------------------------------------


def test_a_file_that_is_no_household(tandem: Runner, bad: Path) -> None:
    done = tandem("check", bad)
    assert done.status == 2
    assert done.out == ""
    assert all(line.startswith(f"{bad}:1:1") for line in done.err.splitlines())
    assert "kennen we hier niet" in done.err


def test_a_file_that_is_not_there(tandem: Runner, tmp_path: Path) -> None:
    done = tandem("check", tmp_path / "nothing.yaml")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert "nothing.yaml" in done.err


def test_a_folder_without_household_files(tandem: Runner, tmp_path: Path) -> None:
    (tmp_path / ".hidden.yaml").write_text(FITS, encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Dag", encoding="utf-8")
    done = tandem("check", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"{tmp_path}: in deze map staat geen huishoudbestand (.yaml, .yml of .json).\n"
    )
    english = tandem("check", tmp_path, "--lang", "en")
    assert "there is no household file in this folder" in english.err


def test_hostile_names_do_no_harm(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    long = "Een heel lange naam van een afspraak " * 4
    text = FITS.replace("title: Gesprek", f"title: '{long.strip()}'")
    path.write_text(text.replace("name: Ali", "name: 'Zoë \u202eA 李'"), encoding="utf-8")
    done = tandem("check", path)
    assert done.status in {0, 2}
    assert [line for line in done.lines if len(line) > 80] == []


# --- several files --------------------------------------------------------------------------


def test_several_files_give_a_summary(tandem: Runner, fits: Path, bad: Path) -> None:
    done = tandem("check", fits, bad, FIVE_PLANS)
    assert done.status == 2
    assert done.lines[2].split() == ["Dit", "plan", "past", "0", "1/1", "0", str(fits)]
    assert done.lines[3].startswith("Niet gelezen: zie hierboven")
    assert done.lines[4].split()[-4:] == ["16", "10/10", "3", str(FIVE_PLANS)]
    assert done.lines[-1] == "Het hele antwoord: tandem check BESTAND"
    assert str(bad) in done.err


def test_a_folder_gives_a_summary_of_its_files(tandem: Runner, fits: Path) -> None:
    (fits.parent / "deeper").mkdir()
    (fits.parent / "deeper" / "other.YML").write_text(FITS, encoding="utf-8")
    done = tandem("check", fits.parent)
    assert done.status == 0
    assert "other.YML" in "".join(done.out.split())


def test_a_file_that_is_named_twice_is_checked_once(tandem: Runner, fits: Path) -> None:
    done = tandem("check", fits, fits.parent, "--json")
    assert len(done.lines) == 1


def test_the_worst_status_counts(tandem: Runner, fits: Path) -> None:
    assert tandem("check", fits, FIVE_PLANS).status == 1
    assert tandem("check", fits, fits.parent / "nothing").status == 2


# --- the report -----------------------------------------------------------------------------


def test_a_report(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    done = tandem("check", FIVE_PLANS, "--html", path)
    assert done.status == 1
    assert done.err == f"Het verslag staat in {path}.\n"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("place", "reason"), [("gone/report.html", "de map bestaat niet"), (".", "dit is een map")]
)
def test_a_report_that_cannot_be_written(
    tandem: Runner, tmp_path: Path, place: str, reason: str
) -> None:
    done = tandem("check", FIVE_PLANS, "--html", tmp_path / place)
    assert done.status == 2
    assert done.err.endswith(f"het verslag kan hier niet worden geschreven ({reason}).\n")


def test_a_report_is_of_one_household(tandem: Runner, fits: Path) -> None:
    done = tandem("check", fits, FIVE_PLANS, "--html", "report.html")
    assert done.status == 2
    assert "--html goes with one household file" in done.err
