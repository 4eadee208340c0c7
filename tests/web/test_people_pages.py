"""Adding somebody, asking somebody to lead, standing in, and stepping down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tandem.core.access import Actor
from tandem.records.coordination.heads import Head, head_of
from tandem.records.work import work
from tests.actions.town import Town, build
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)


@pytest.fixture
def town() -> Town:
    return build()


@pytest.fixture
def code(town: Town) -> str:
    return town.open().code


def at(code: str, route: str) -> str:
    return reverse(route, kwargs={"code": code})


def head(actor: Actor, code: str) -> Head:
    return work(actor, NOW + timedelta(seconds=1)).run(lambda opened: head_of(opened, code))


def add_helper(town: Town, code: str, whom: Actor, **more: str) -> None:
    given = {
        "do": "add",
        "professional": str(whom.professional),
        "role": "provider",
        "purpose": "Help with the debts",
        "legal_ground": "debt-help",
    }
    page = Visitor(town.chief).send(at(code, "person-new"), **given | more)
    assert page.status == 200
    assert "It is done" in page.text


# --- adding somebody ------------------------------------------------------------------------


def test_a_professional_is_added_on_a_ground(town: Town, code: str) -> None:
    add_helper(town, code, town.karin, role="consultant")
    added = next(one for one in head(town.chief, code).involved if one.name == "Karin")
    assert added.role.value == "consultant"
    assert added.purpose == "Help with the debts"
    assert added.legal_ground.startswith("Wgs, artikel 8d: ")
    assert added.key == "karin"
    assert Visitor(town.karin).get(at(code, "people")).status == 200


def test_a_search_keeps_what_was_filled_in(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    page = chief.send(
        at(code, "person-new"),
        do="search",
        q="pet",
        purpose="Help",
        professional=town.karin.professional,
    )
    assert page.status == 200
    assert "Peter" in page.text
    assert f'value="{town.chief.professional}"' not in page.html
    assert page.chosen(str(town.karin.professional))
    assert page.value("purpose") == "Help"
    assert "Nobody found." in chief.send(at(code, "person-new"), do="search", q="zzz").text


def test_what_is_wrong_about_a_professional_stands_beside_it(town: Town, code: str) -> None:
    page = Visitor(town.chief).send(at(code, "person-new"), do="add", professional="999999")
    assert page.status == 422
    assert "Choose somebody from the list." in page.text
    assert "Name the legal ground." in page.text
    assert "Say what this professional is involved for." in page.text
    add_helper(town, code, town.karin)
    again = Visitor(town.chief).send(
        at(code, "person-new"), do="add", professional=town.karin.professional, purpose="x"
    )
    assert "This professional is involved already." in again.text


def test_a_member_is_added_with_parents_and_own_question(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    chief.send(at(code, "member-new"), name="Ans", born="1980-01-06")
    ans = head(town.chief, code).members[0]
    page = chief.send(
        at(code, "member-new"), name="Teun", born="1-3-2018", parents=ans.id, question="A dog"
    )
    assert page.status == 200
    teun = head(town.chief, code).members[1]
    assert teun.parents == (ans.id,)
    assert "“A dog”" in chief.get(at(code, "plan")).text


@pytest.mark.parametrize("born", ["31-2-2018", "gisteren", "1-1-1800", "1-1-2030"])
def test_a_day_that_is_none_is_told(town: Town, code: str, born: str) -> None:
    page = Visitor(town.chief).send(at(code, "member-new"), name="Teun", born=born)
    assert page.status == 422
    assert page.value("born") == born
    assert page.value("name") == "Teun"


def test_who_helps_stops_and_sees_nothing_any_more(
    town: Town, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_helper(town, code, town.karin)
    helper = next(one for one in head(town.chief, code).involved if one.name == "Karin")
    address = reverse("stop-helping", kwargs={"code": code, "involvement": helper.id})
    assert address in Visitor(town.chief).get(at(code, "people")).html
    assert "You stop helping here" in Visitor(town.karin).get(address).text
    assert Visitor(town.karin).send(address, reason="").status == 422
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW + timedelta(minutes=5))
    stopped = Visitor(town.karin).send(address, reason="Iemand anders gaat verder")
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW + timedelta(minutes=6))
    assert "This household is closed to you now".lower() in stopped.text.lower()
    assert Visitor(town.karin).get(at(code, "people")).status == 404
    assert Visitor(town.chief).get(address).status == 404
    assert "no longer helps here" in Visitor(town.chief).get(at(code, "history")).text


def test_who_has_authority_is_written_down_with_how_that_is_known(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    for name, born in (("Ans", "1980-01-06"), ("Teun", "1-3-2018")):
        chief.send(at(code, "member-new"), name=name, born=born)
    people = chief.get(at(code, "people"))
    assert "It is not written down yet who has authority. Write it down" in people.text
    teun = head(town.chief, code).members[1]
    address = reverse("authority", kwargs={"code": code, "member": teun.id})
    assert "Who has authority over Teun?" in chief.get(address).text
    wrong = chief.send(address, source="register", seen_on="gisteren")
    assert wrong.status == 422
    assert wrong.value("seen_on") == "gisteren"
    assert "or who is the guardian" in chief.send(address, source="told").text

    page = chief.send(address, parents="ans", source="register", seen_on="1-11-2026")
    assert "It is written down who has authority." in page.text
    assert "Authority: Ans (register seen on 1 November 2026). Change" in page.text
    assert chief.get(address).chosen("ans")
    history = chief.get(at(code, "history")).text
    assert "wrote down who has authority over a child" in history


def test_a_guardian_from_outside_has_authority(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    chief.send(at(code, "member-new"), name="Teun", born="1-3-2018")
    chief.send(at(code, "supporter-new"), name="Mia", relation="tante")
    teun = head(town.chief, code).members[0]
    address = reverse("authority", kwargs={"code": code, "member": teun.id})
    page = chief.send(address, guardian="mia", source="told")
    assert "Authority: Mia (as it was told)." in page.text
    assert chief.get(address).chosen("mia")


def test_only_who_leads_writes_down_authority_and_only_over_a_child(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    for name, born in (("Ans", "1980-01-06"), ("Teun", "1-3-2018")):
        chief.send(at(code, "member-new"), name=name, born=born)
    add_helper(town, code, town.karin)
    ans, teun = (
        reverse("authority", kwargs={"code": code, "member": one.id})
        for one in head(town.chief, code).members
    )
    assert chief.get(ans).status == 404
    helper = Visitor(town.karin)
    assert helper.get(teun).status == 403
    assert helper.send(teun, parents="ans", source="told").status == 403
    assert "Write it down" not in helper.get(at(code, "people")).text


def test_somebody_of_the_own_circle_is_added(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    assert "Give a name." in chief.send(at(code, "supporter-new"), relation="buurvrouw").text
    page = chief.send(at(code, "supporter-new"), name="Mia", relation="buurvrouw")
    assert "Mia buurvrouw" in page.text


def test_signs_that_no_database_keeps_are_left_out(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    page = chief.send(at(code, "supporter-new"), name="Mi\0a", relation="a" * 121)
    assert page.status == 422
    assert "Write this shorter: at most 120 signs." in page.text
    assert chief.send(at(code, "supporter-new"), name="Mi\0a").status == 200


def test_who_may_not_add_reads_why(town: Town, code: str) -> None:
    add_helper(town, code, town.karin)
    for route in ("person-new", "member-new"):
        for page in (
            Visitor(town.karin).get(at(code, route)),
            Visitor(town.karin).send(at(code, route), do="add", name="x", born="?"),
        ):
            assert page.status == 403
            assert "Only who leads the plan, or stands in, may do this." in page.text
    assert Visitor(town.karin).get(at(code, "supporter-new")).status == 200


@pytest.mark.parametrize(
    "route",
    [
        "person-new",
        "member-new",
        "supporter-new",
        "lead",
        "lead-ask",
        "lead-stand-in",
        "lead-step-down",
        "lead-take-back",
        "lead-question",
    ],
)
def test_outside_the_scope_nothing_is_there(town: Town, code: str, route: str) -> None:
    stranger = Visitor(town.peter)
    if route not in {"lead-ask", "lead-stand-in", "lead-step-down", "lead-take-back"}:
        assert stranger.get(at(code, route)).status == 404
    if route == "lead":
        return
    assert stranger.send(at(code, route), do="search", answer="x").status == 404
    assert stranger.send(at(code, route), do="yes", until="1-1-2027").status == 404


# --- who leads ------------------------------------------------------------------------------


def ask(town: Town, code: str, whom: Actor, **more: str) -> Visitor:
    chief = Visitor(town.chief)
    given = {
        "do": "ask",
        "professional": str(whom.professional),
        "reason": "Knows the family",
        "legal_ground": "wmo-investigation",
    }
    page = chief.send(at(code, "lead-ask"), **given | more)
    assert page.status == 200, page.text
    assert "The question is asked." in page.text
    return chief


def test_the_whole_way_of_the_lead(town: Town, code: str) -> None:
    chief = ask(town, code, town.karin)
    for route in ("lead", "people"):
        assert "Karin was asked on 21 November" in chief.get(at(code, route)).text
    karin = Visitor(town.karin)
    today = karin.get(reverse("today"))
    assert "Anja asks whether you will lead this plan." in today.text
    question = karin.get(at(code, "lead-question"))
    assert "“Knows the family”" in question.text
    no = karin.send(at(code, "lead-question"), do="no", answer=" ")
    assert (no.status, "Say why not" in no.text) == (422, True)
    yes = karin.send(at(code, "lead-question"), do="yes")
    assert yes.address == at(code, "plan")
    assert "From now on you lead this plan." in yes.text
    assert "Karin" in chief.get(at(code, "people")).text
    assert karin.send(at(code, "lead-question"), do="yes").status == 409


def test_a_no_closes_the_household_again(town: Town, code: str) -> None:
    ask(town, code, town.karin)
    karin = Visitor(town.karin)
    assert karin.get(at(code, "plan")).status == 404
    page = karin.send(at(code, "lead-question"), do="no", answer="On leave")
    assert page.address == reverse("today")
    assert "Your answer is noted." in page.text


def test_who_asked_takes_the_question_back(town: Town, code: str) -> None:
    chief = ask(town, code, town.karin)
    assert "Take the question back" in chief.get(at(code, "lead")).text
    page = chief.send(at(code, "lead-take-back"))
    assert "The question is taken back." in page.text
    assert page.address == at(code, "lead")
    assert "Take the question back" not in page.text
    assert "Anja took the question to lead back" in chief.get(at(code, "history")).text
    assert Visitor(town.karin).get(at(code, "lead-question")).status in {403, 404}
    assert chief.send(at(code, "lead-take-back")).status == 409
    ask(town, code, town.peter)


def test_a_question_needs_a_person_a_reason_and_for_who_is_new_a_ground(
    town: Town, code: str
) -> None:
    chief = Visitor(town.chief)
    page = chief.send(at(code, "lead-ask"), do="ask", reason="Knows them")
    assert page.status == 422
    assert "Choose somebody from the list." in page.text
    assert page.value("reason") == "Knows them"
    new = chief.send(
        at(code, "lead-ask"), do="ask", reason="x", professional=town.karin.professional
    )
    assert "Name the legal ground." in new.text
    assert new.chosen(str(town.karin.professional))


def test_who_was_second_reads_who_was_first(town: Town, code: str) -> None:
    chief = ask(town, code, town.karin)
    page = chief.send(
        at(code, "lead-ask"),
        do="ask",
        professional=town.peter.professional,
        reason="Lives near",
        legal_ground="wmo-investigation",
    )
    assert page.status == 409
    assert "Somebody was asked a moment ago." in page.text
    assert "Karin was asked on" in page.text
    assert page.value("reason") == "Lives near"


def test_standing_in_for_some_days(town: Town, code: str) -> None:
    add_helper(town, code, town.karin)
    chief = Visitor(town.chief)
    wrong = chief.send(at(code, "lead-stand-in"), stand_in=town.karin.professional, until="soon")
    assert (wrong.status, wrong.value("until")) == (422, "soon")
    new = chief.send(at(code, "lead-stand-in"), stand_in=town.peter.professional, until="1-1-2027")
    assert "Only somebody who is involved here can stand in." in new.text
    page = chief.send(at(code, "lead-stand-in"), stand_in=town.karin.professional, until="1-1-2027")
    assert "The stand-in is noted" in page.text
    assert "stands in for Anja until 2 January" in page.text.replace("\xa0", " ")
    again = chief.send(
        at(code, "lead-stand-in"), stand_in=town.karin.professional, until="1-2-2027"
    )
    assert again.status == 409
    assert "Somebody stands in on these days already." in again.text
    assert again.value("until") == "1-2-2027"


def test_stepping_down_needs_a_reason(town: Town, code: str) -> None:
    chief = Visitor(town.chief)
    wrong = chief.send(at(code, "lead-step-down"), why="")
    assert (wrong.status, "Say why one plan is no longer needed." in wrong.text) == (422, True)
    page = chief.send(at(code, "lead-step-down"), why="It is quiet now")
    assert "The one plan has ended." in page.text
    assert "has ended" in chief.get(at(code, "lead")).text
    assert chief.send(at(code, "lead-step-down"), why="Again").status == 409


def test_who_only_helps_does_not_choose_who_leads(town: Town, code: str) -> None:
    add_helper(town, code, town.karin)
    karin = Visitor(town.karin)
    sent = [
        karin.send(at(code, "lead-ask"), do="ask"),
        karin.send(at(code, "lead-stand-in"), until="soon"),
        karin.send(at(code, "lead-step-down")),
        karin.get(at(code, "lead")),
        karin.send(at(code, "lead-question"), do="yes"),
    ]
    assert [page.status for page in sent] == [403, 403, 403, 403, 409]
    assert "Only the team leader of the area, or who leads now, may do this." in sent[0].text
