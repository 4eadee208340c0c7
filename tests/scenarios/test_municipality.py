"""The municipality is whole, fictional, and as the stories say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tandem.actions.plans.seeing import seen_case
from tandem.core.access import AnswerKind, InvolvementRole
from tandem.core.check.answer import Verdict
from tandem.records.coordination.heads import head_of
from tandem.records.plans.consent import consent_of, family_of
from tandem.records.plans.rows import AgreementRow
from tandem.records.plans.states import Way
from tandem.records.work import Work
from tandem.scenarios.cast import household_of, roles_of
from tandem.scenarios.load import load
from tandem.scenarios.municipality import AREAS, WORKERS, username_of
from tandem.scenarios.stories import STORIES
from tandem.scenarios.story import Story
from tests.scenarios.town import Loaded

HOUSEHOLDS = Path(__file__).resolve().parents[2] / "src" / "tandem" / "scenarios" / "households"
TELEPHONE = re.compile(r"088 000 \d\d \d\d")
DE_VRIES = "Gezin De Vries"
FIT = {
    "De heer Bosman",
    "Gezin El Idrissi",
    "Gezin Van Oosterwijk tot Bergschenhoek-Ramkhelawan",
    "Gezin Yılmaz",
    "Jeroen Bakker",
    "Manon Willems",
    "Nadia en Sem",
    "Roos",
}


# --- without a database ---------------------------------------------------------------------


def test_45_professionals_of_eleven_organisations_in_three_areas() -> None:
    assert len(WORKERS) == 45
    assert len({one.organisation for one in WORKERS}) == 11
    assert len(AREAS) == 3
    assert {one.team_leader for one in AREAS} <= {one.username for one in WORKERS}


def test_nobody_shares_a_name_to_sign_in_with() -> None:
    residents = [one.username for story in STORIES for one in story.residents.values()]
    names = Counter([*residents, *(one.username for one in WORKERS)])
    assert [name for name, count in names.items() if count > 1] == []


def test_every_case_has_a_household_and_every_file_a_story() -> None:
    assert {story.case for story in STORIES} - {""} == {f"C{number}" for number in range(1, 10)}
    assert len(STORIES) >= 12
    assert {path.stem for path in HOUSEHOLDS.glob("*.yaml")} <= {story.file for story in STORIES}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.file)
def test_a_file_says_of_a_professional_what_the_municipality_says(story: Story) -> None:
    """Whoever is imported is known already; a second telephone number would be lost."""
    workers = {one.username: one for one in WORKERS}
    core = household_of(story.file)
    for one in core.professionals:
        username = username_of(one.name, one.organisation)
        if username is not None:
            assert (one.telephone, one.role) == (
                workers[username].telephone,
                workers[username].function,
            )


def test_telephone_numbers_are_nobodys() -> None:
    numbers = [one.telephone for one in WORKERS]
    for story in STORIES:
        core = household_of(story.file)
        numbers += [one.telephone for one in core.professionals]
        numbers += [one.telephone for one in core.network]
    assert [one for one in numbers if not TELEPHONE.fullmatch(one)] == []


def test_no_address_of_anybody_stands_in_the_files() -> None:
    for path in HOUSEHOLDS.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "verzonnen" in text
        assert re.findall(r"@(?!\S*\.example\b)", text) == []
        assert re.findall(r"\b\d{4} ?[A-Z]{2}\b|\b\d{9}\b|https?:", text) == []


def test_a_function_tells_the_role() -> None:
    roles = roles_of(household_of("hendriks"))
    assert roles == {"joris": InvolvementRole.CONSULTANT, "wies": InvolvementRole.GUARDIAN}


# --- loaded ---------------------------------------------------------------------------------


def test_it_is_loaded_once(town: Loaded) -> None:
    assert len(town.everything()) == len(STORIES)
    assert not load()


def test_which_plans_fit(town: Loaded) -> None:
    verdicts = {name: town.answer(case).verdict for name, case in town.everything().items()}
    assert Verdict.UNKNOWN not in verdicts.values()
    assert {name for name, one in verdicts.items() if one is Verdict.FEASIBLE} == FIT


def test_every_agreement_has_one_owner_and_a_goal(town: Loaded) -> None:
    for name, case in town.everything().items():
        known = case.everybody.keys()
        for row in case.plan.agreements:
            assert row.owner in known, f"{name}: {row.key}"
            assert row.goal is not None, f"{name}: {row.key}"


def test_somebody_has_authority_over_every_child(town: Loaded) -> None:
    for name, case in town.everything().items():
        for member in case.head.members:
            age = member.age(town.at.date())
            if age is not None and age < 18:
                assert member.parents, f"{name}: {member.name}"


def test_who_runs_an_agreement_was_asked(town: Loaded) -> None:
    """What runs has every yes; so nothing in the demo goes on over somebody's head unmarked."""
    for name, case in town.everything().items():
        for row in case.plan.agreements:
            if row.state.value in {"active", "agreed"}:
                consent = consent_of(row, family_of(case.head.members, town.at.date()))
                assert consent.is_agreed, f"{name}: {row.key}"


def test_exactly_one_lead_but_for_the_simple_question(town: Loaded) -> None:
    without = {name for name, case in town.everything().items() if case.head.lead is None}
    assert without == {"De heer Bosman"}


def test_everybody_has_a_ground_and_a_purpose(town: Loaded) -> None:
    for case in town.everything().values():
        for one in case.head.helpers:
            assert "artikel" in one.legal_ground
            assert one.purpose


def test_de_vries_stands_as_in_december(town: Loaded) -> None:
    case = town.case("samira", DE_VRIES)
    assert case.head.lead is not None
    assert case.head.lead.professional.name == "Samira Haddou"
    assert case.head.lead.since.date() == date(2026, 11, 23)
    said = {
        (row.key, case.everybody.keys()[one.by]): (one.kind, one.given_on.day)
        for row in case.plan.agreements
        for one in row.answers
    }
    assert said["school", "samira"] == (AnswerKind.YES, 8)
    assert said["coach-talk", "kevin"] == (AnswerKind.CANNOT, 15)
    assert said["work", "kevin"] == (AnswerKind.NOT_AGREED, 14)
    assert said["karin-traject", "karin"] == (AnswerKind.YES, 10)
    assert ("school", "kevin") not in said
    reasons = [one.reason for one in _row(case.plan.agreements, "coach-talk").answers]
    assert "dan ben ik op school" in reasons


def _row(rows: tuple[AgreementRow, ...], key: str) -> AgreementRow:
    return next(row for row in rows if row.key == key)


def test_de_vries_has_fifteen_clashes_and_a_contact_too_many(town: Loaded) -> None:
    answer = town.answer(town.case("samira", DE_VRIES))
    assert (len(answer.clashes), len(answer.limits)) == (15, 1)
    assert len(answer.proposals) == 3


def test_a_child_in_two_households_is_one_person(town: Loaded) -> None:
    homes = [town.case("fatma", name) for name in ("Gezin Yılmaz", "Jeroen Bakker")]
    found = [one.person for case in homes for one in case.head.members if one.key == "mila"]
    assert len(found) == 2
    assert len(set(found)) == 1


def test_a_neighbour_owns_an_agreement_and_said_yes_aloud(town: Loaded) -> None:
    case = town.case("joris", "Gezin Hendriks")
    row = _row(case.plan.agreements, "naar-bed")
    assert row.owner.supporter is not None
    assert Way.ALOUD in {one.way for one in row.answers if one.by == row.owner}


def test_what_is_shielded_leaves_no_trace_for_the_mother(town: Loaded) -> None:
    name, key = "Gezin Van Dongen", "praten-lisa"
    assert key in {one.key for one in town.case("lisa", name).plan.agreements}
    code = town.codes("ellen")[name]
    seen = town.run("ellen", lambda opened: seen_case(opened, head_of(opened, code), "Bezet"))
    assert key not in {one.key for one in seen.plan.agreements}
    assert key not in {one.id for one in seen.core().agreements}


def test_states_that_are_rare_are_there(town: Loaded) -> None:
    everything = town.everything()
    assert everything["Familie Blom"].head.asked is not None
    assert everything["Gezin El Idrissi"].head.stand_in is not None
    assert len(everything["Gezin Ferreira"].head.helpers) == 48
    assert len(next(c for n, c in everything.items() if "Oosterwijk" in n).plan.agreements) == 40


def test_everybody_is_at_home_only_in_the_own_household(town: Loaded) -> None:
    assert list(town.codes("kevin")) == [DE_VRIES]
    assert list(town.codes("bram")) == [DE_VRIES, "Gezin Yılmaz"]
    assert town.codes("ilse") == {}


def test_the_outbox_tells_of_it_like_of_anything_else(town: Loaded) -> None:
    """Everything went through the actions, so every household has its history."""
    from tandem.records.audit.models import Event

    case = town.case("samira", DE_VRIES)

    def verbs(_: Work) -> set[str]:
        found = Event.objects.filter(household_id=case.head.id)
        return set(found.values_list("verb", flat=True))

    assert {"opened", "imported", "accepted-to-lead", "answered"} <= town.run("samira", verbs)
