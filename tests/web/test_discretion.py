"""Discretion on the pages: shielded is not there, closed is "busy", and the lead sees both."""

from __future__ import annotations

import re

import pytest

from tandem.actions.people.parental_authority import Authority, say_who_has_authority
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.discretion import (
    close_part,
    keep_apart,
    open_part,
    shield_agreement,
    unshield_agreement,
)
from tandem.actions.plans.draft import AgreementDraft
from tandem.records.plans.models import Plan
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db

PAGES = ("plan", "check", "load", "what-if", "conference", "history", "changes", "people")
GROUND = "Jeugdwet art. 7.3.11"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def _own(html: str) -> str:
    """A page without the kinds of agreement that anybody may choose from."""
    return re.sub(r'<select[^>]*name="kind".*?</select>', "", html, flags=re.DOTALL)


def shield(five: Household, key: str = "therapy", member: str = "karin") -> None:
    five.family.run(
        "samira",
        lambda work: shield_agreement(
            work, five.family.code, key=key, member=member, ground=GROUND
        ),
    )


def close(five: Household, part: str = "jeugd") -> None:
    five.family.run(
        "samira", lambda work: close_part(work, five.family.code, part=part, ground=GROUND)
    )


@pytest.mark.parametrize("route", [*PAGES, "my-plan"])
def test_for_who_may_not_know_of_it_no_page_says_a_word(five: Household, route: str) -> None:
    shield(five)
    page = five.visitor("karin", "nl").get(five.at(route))
    assert page.status == 200
    assert "Therapie" not in _own(page.html)
    lead = five.visitor("samira", "nl").get(five.at("plan"))
    assert "Therapie" in lead.html


def test_what_is_shielded_cannot_be_found_by_its_number(five: Household) -> None:
    number = five.agreement("Therapie")
    shield(five)
    karin = five.visitor("karin", "nl")
    assert karin.get(five.at("agreement", agreement=number)).status == 404
    answered = karin.send(five.at("answer", agreement=number), answer="yes", version=1)
    assert answered.status == 404


def test_today_says_nothing_of_it_either(five: Household) -> None:
    shield(five)
    page = five.visitor("karin", "nl").get("/")
    assert "Therapie" not in page.html


def test_the_verdict_of_who_is_shielded_is_as_if_it_were_not_there(five: Household) -> None:
    before = five.visitor("karin", "nl").get(five.at("check")).text
    shield(five)
    after = five.visitor("karin", "nl").get(five.at("check")).text
    assert "15 botsingen" in before
    assert "15 botsingen" not in after
    assert "15 botsingen" in five.visitor("samira", "nl").get(five.at("check")).text


def test_the_lead_sees_that_the_two_differ(five: Household) -> None:
    shield(five)
    page = five.visitor("samira", "nl").get(five.at("check"))
    assert "Karin ziet" in page.text
    assert "Karin ziet" not in five.visitor("karin", "nl").get(five.at("check")).text
    assert "Karin ziet" not in five.visitor("dirk", "nl").get(five.at("check")).text


def test_it_comes_back_when_it_is_no_longer_shielded(five: Household) -> None:
    shield(five)
    five.family.run(
        "samira",
        lambda work: unshield_agreement(
            work, five.family.code, key="therapy", member="karin", ground=GROUND
        ),
    )
    assert "Therapie" in five.visitor("karin", "nl").get(five.at("plan")).html


@pytest.mark.parametrize("route", [one for one in PAGES if one not in {"history", "people"}])
def test_of_a_closed_part_another_helper_sees_only_that_and_when(
    five: Household, route: str
) -> None:
    close(five)
    page = five.visitor("dirk", "nl").get(five.at(route))
    assert page.status == 200
    for word in ("Therapie", "Coachgesprek", "therapy", "coach-talk", "bij GGZ De Oever"):
        assert word not in _own(page.html), (route, word)


def test_what_is_busy_says_when_and_whom_to_ask(five: Household) -> None:
    close(five)
    page = five.visitor("dirk", "nl").get(five.at("plan"))
    assert "Bezet" in page.text
    assert "10.00–12.00" in page.text
    assert "Samira Haddou" in page.text
    assert five.visitor("dirk", "nl").client.get(five.at("plan-pdf")).status_code == 200


def test_who_has_a_part_in_it_still_sees_what(five: Household) -> None:
    close(five)
    for who in ("samira", "joris", "bram", "kevin"):
        assert "Coachgesprek" in five.visitor(who, "nl").get(five.at("plan")).html, who


def test_what_is_opened_to_one_helper_stays_closed_to_another(five: Household) -> None:
    close(five)
    five.family.run(
        "samira",
        lambda work: open_part(work, five.family.code, part="jeugd", to="dirk", ground=GROUND),
    )
    assert "Therapie" in five.visitor("dirk", "nl").get(five.at("plan")).html
    assert "Therapie" not in five.visitor("ineke", "nl").get(five.at("plan")).html


def test_at_the_table_nobody_sees_more_than_anybody(five: Household) -> None:
    shield(five)
    close(five, "wmo")
    page = five.visitor("samira", "nl").get(five.at("conference"))
    assert "Therapie" not in page.html
    assert "Dagactiviteit" not in page.html


def test_the_lead_sets_it_on_a_page_with_a_ground(five: Household) -> None:
    samira = five.visitor("samira", "nl")
    sent = {"item": "agreement:therapy", "member": "karin", "do": "shield"}
    assert samira.send(five.at("discretion"), **sent).status == 422
    page = samira.send(five.at("discretion"), **sent, ground=GROUND)
    assert page.status == 200
    assert "Therapie" in page.text
    assert GROUND in page.text
    assert "Therapie" not in five.visitor("karin", "nl").get(five.at("plan")).html
    back = samira.send(five.at("discretion"), **{**sent, "do": "unshield"}, ground=GROUND)
    assert back.status == 200
    assert "Therapie" in five.visitor("karin", "nl").get(five.at("plan")).html


def test_the_lead_closes_a_part_and_opens_it(five: Household) -> None:
    samira = five.visitor("samira", "nl")
    sent = {"part": "jeugd", "ground": GROUND}
    assert samira.send(five.at("discretion"), **sent, do="close").status == 200
    assert "Therapie" not in five.visitor("dirk", "nl").get(five.at("plan")).html
    assert samira.send(five.at("discretion"), **sent, to="dirk", do="open").status == 200
    assert "Therapie" in five.visitor("dirk", "nl").get(five.at("plan")).html
    assert samira.send(five.at("discretion"), **sent, do="open").status == 200
    assert "Therapie" in five.visitor("ineke", "nl").get(five.at("plan")).html


def test_who_answers_for_something_may_shield_that_and_nothing_else(five: Household) -> None:
    bram = five.visitor("bram", "nl")
    page = bram.get(five.at("discretion"))
    assert page.status == 200
    own = re.findall(r'value="agreement:([a-z-]+)"', page.html)
    assert own
    assert all(five.family.row(key).owner == five.family.row(own[0]).owner for key in own)
    assert "part" not in re.findall(r'name="([a-z]+)"', page.html)
    sent = {"member": "karin", "ground": GROUND, "do": "shield"}
    assert bram.send(five.at("discretion"), **sent, item="agreement:school").status in {403, 422}
    other = next(one for one in five.family.case().plan.agreements if one.key not in own)
    refused = bram.send(five.at("discretion"), **sent, item=f"agreement:{other.key}")
    assert refused.status == 403


def test_whom_it_asks_something_has_to_know(five: Household) -> None:
    sent = {"item": "agreement:therapy", "member": "kevin", "ground": GROUND}
    asked = five.visitor("samira").send(five.at("discretion"), **sent, do="shield")
    assert asked.status == 422


# --- what is so without anybody setting it --------------------------------------------------


def apart(five: Household) -> None:
    five.family.run("samira", lambda work: keep_apart(work, five.family.code, ground=GROUND))


def test_by_default_helpers_see_of_each_other_only_that_and_when(five: Household) -> None:
    apart(five)
    dirk = five.visitor("dirk", "nl").get(five.at("plan"))
    assert "Therapie" not in _own(dirk.html)
    assert "Bezet" in dirk.text
    assert "Samira Haddou" in dirk.text
    for who in ("samira", "joris", "kevin", "karin"):
        assert "Therapie" in five.visitor(who, "nl").get(five.at("plan")).html, who
    assert "Bezet" not in five.visitor("karin", "nl").get(five.at("plan")).text
    assert "Therapie" in five.visitor("samira", "nl").get(five.at("conference")).html


def test_a_new_household_begins_with_helpers_apart(five: Household) -> None:
    assert Plan._meta.get_field("opened_ground").default == ""
    apart(five)
    samira = five.visitor("samira", "nl")
    assert samira.send(five.at("discretion"), do="open-all").status == 422
    assert "Therapie" not in _own(five.visitor("dirk", "nl").get(five.at("plan")).html)
    assert samira.send(five.at("discretion"), do="open-all", ground=GROUND).status == 200
    assert "Therapie" in five.visitor("dirk", "nl").get(five.at("plan")).html
    assert five.visitor("dirk").send(five.at("discretion"), do="keep-apart").status == 403


def test_what_is_opened_to_one_helper_is_open_though_helpers_are_apart(five: Household) -> None:
    apart(five)
    five.family.run(
        "samira",
        lambda work: open_part(work, five.family.code, part="jeugd", to="dirk", ground=GROUND),
    )
    assert "Therapie" in five.visitor("dirk", "nl").get(five.at("plan")).html
    assert "Therapie" not in _own(five.visitor("ineke", "nl").get(five.at("plan")).html)


def test_a_parent_without_authority_sees_only_when_of_what_is_of_the_child(
    five: Household,
) -> None:
    authority = Authority(parents=("karin",), without=("kevin",))
    five.family.run(
        "samira",
        lambda work: say_who_has_authority(
            work, five.family.code, child="lotte", authority=authority
        ),
    )
    draft = AgreementDraft("Speltherapie", "own", owner="samira", members=("lotte",))
    five.family.run("samira", lambda work: add_agreement(work, five.family.code, draft=draft))
    assert "Speltherapie" in five.visitor("karin", "nl").get(five.at("plan")).html
    kevin = five.visitor("kevin", "nl").get(five.at("plan"))
    assert "Speltherapie" not in kevin.html
    assert "Bezet" in kevin.text
    assert "Coachgesprek" in kevin.text  # his own stays his own
