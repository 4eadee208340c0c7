"""`tandem explain`: why some agreements do, or do not, go together."""

from __future__ import annotations

from pathlib import Path

from tests.cli.examples import FITS, FIVE_PLANS, Runner


def test_two_that_do_not_go_together(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "school", "therapy")
    assert done.status == 1
    assert done.lines == [
        "Therapie en School",
        "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur, met de reis erbij.",
        "Dit geldt elke week vanaf 1 februari.",
    ]


def test_three_that_clash_only_together(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "school", "karin-traject", "lotte-home", "--lang", "en")
    assert done.status == 1
    assert done.lines[1].startswith("Any two of them go well together, all three do not.")


def test_several_clashes_stand_apart(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "school", "therapy", "work")
    assert done.status == 1
    assert done.lines.count("") == 2


def test_agreements_that_go_together(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "therapy", "karin-traject", "therapy")
    assert (done.status, done.out) == (0, "Therapie en Karins traject gaan goed samen.\n")
    english = tandem("explain", FIVE_PLANS, "therapy", "karin-traject", "--lang", "en")
    assert english.out == "Therapie and Karins traject go well together.\n"


def test_one_agreement(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "therapy")
    assert (done.status, done.out) == (0, "Therapie kan op zichzelf.\n")


def test_too_many_contacts_together(tandem: Runner) -> None:
    contacts = ("therapy", "coach-talk", "budget-talk", "home-guidance")
    done = tandem("explain", FIVE_PLANS, *contacts)
    assert done.status == 1
    assert done.lines[0] == "Kevin heeft een contact per week te veel"
    assert "Het gaat om Therapie 2 (GGZ De Oever), Coachgesprek 1 (Bram Post)" in " ".join(
        done.lines
    )
    assert tandem("explain", FIVE_PLANS, *contacts[:3]).status == 0


def test_an_unknown_agreement_is_named_with_the_nearest(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "school", "thrapy")
    assert done.status == 2
    assert done.out == ""
    assert done.err == (
        f"{FIVE_PLANS}: er is geen afspraak met de naam thrapy. Bedoelt u therapy?\n"
    )


def test_a_title_is_known_too(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "aflossen", "--lang", "en")
    assert done.err.endswith("Did you mean repayment?\n")


def test_what_is_like_nothing_gets_the_list(tandem: Runner) -> None:
    done = tandem("explain", FIVE_PLANS, "zzzzzzzz", "qqqq")
    assert done.status == 2
    assert done.err.count("Deze afspraken zijn er: ") == 2
    assert "budget-talk" in done.err


def test_an_agreement_that_is_over_takes_no_part(tandem: Runner, tmp_path: Path) -> None:
    path = tmp_path / "over.yaml"
    path.write_text(FITS.replace("members: [ali]", "members: [ali], state: ended"), "utf-8")
    done = tandem("explain", path, "talk")
    assert (done.status, done.out) == (0, "Telt niet mee in de plancheck: Gesprek.\n")


def test_a_file_that_is_not_there(tandem: Runner, tmp_path: Path) -> None:
    done = tandem("explain", tmp_path / "nothing.yaml", "school")
    assert (done.status, done.out) == (2, "")
    assert "nothing.yaml" in done.err
