"""*Huishoudens*, opening one, and *Vandaag*, as somebody without scripts meets them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tandem.core.access import Actor
from tandem.records.people.models import Household
from tandem.records.work import work
from tests.actions.town import Town, build
from tests.web.visitors import NOW, Visitor

pytestmark = pytest.mark.django_db

OPENING = {
    "do": "open",
    "name": "Household Bosch",
    "name_1": "Ans Bosch",
    "born_1": "6-1-1980",
    "parent_1": "yes",
    "name_2": "Teun Bosch",
    "born_2": "1 maart 2018",
    "tick": "yes",
    "reason": "Four plans at once",
    "purpose": "Bring them together",
    "legal_ground": "wmo-investigation",
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tandem.web.pages.doors.now", lambda: NOW)


@pytest.fixture
def town() -> Town:
    return build()


def names(actor: Actor) -> list[str]:
    return work(actor, NOW).run(lambda _: list(Household.objects.values_list("name", flat=True)))


# --- opening --------------------------------------------------------------------------------


def test_the_front_desk_opens_a_household_with_who_lives_there(town: Town) -> None:
    desk = Visitor(town.desk)
    page = desk.send(reverse("household-new"), **OPENING, area=town.area)
    assert page.status == 200
    assert page.address.endswith("/mensen/")
    assert "The household is open." in page.text
    assert "Ans Bosch 46 years old" in page.text
    assert "Anja" in page.text


def test_a_parent_has_authority_over_the_children(town: Town) -> None:
    from tandem.records.people.models import ParentalAuthority

    Visitor(town.desk).send(reverse("household-new"), **OPENING, area=town.area)
    found = work(town.desk, NOW).run(
        lambda _: list(
            ParentalAuthority.objects.values_list("parent__person__name", "child__person__name")
        )
    )
    assert found == [("Ans Bosch", "Teun Bosch")]


def test_nothing_typed_is_lost_and_everything_is_told_at_once(town: Town) -> None:
    wrong = OPENING | {"name": "", "tick": "", "legal_ground": "", "born_2": "yesterday"}
    page = Visitor(town.desk).send(reverse("household-new"), **wrong, area="")
    assert page.status == 422
    for told in (
        "5 things are not right yet",
        "Give the household a name.",
        "Tick that one plan is needed",
        "Write the day like this",
        "Choose an area from the list.",
        "Name the legal ground.",
    ):
        assert told in page.text, told
    assert page.value("name-1") == "Ans Bosch"
    assert page.value("born-2") == "yesterday"
    assert page.value("reason") == "Four plans at once"
    assert names(town.chief) == []


def test_more_rows_keep_what_stands_in_the_others(town: Town) -> None:
    page = Visitor(town.desk).send(reverse("household-new"), **OPENING | {"do": "more"})
    assert page.status == 200
    assert page.value("name-2") == "Teun Bosch"
    assert page.value("name-6") == ""
    assert names(town.chief) == []


def test_who_has_no_duty_opens_nothing(town: Town) -> None:
    for route in ("household-new", "household-import"):
        helper = Visitor(town.karin)
        for page in (helper.get(reverse(route)), helper.send(reverse(route), **OPENING)):
            assert page.status == 403
            assert "The front desk, a consultant or a team leader does this." in page.text
    assert names(town.chief) == []


# --- the list -------------------------------------------------------------------------------


def test_a_search_stands_in_no_address(town: Town) -> None:
    for name in ("De Wit", "Yilmaz", "50% van 100_"):
        town.open(name)
    desk = Visitor(town.desk)
    page = desk.send(reverse("households-search"), q="yil")
    assert page.address == reverse("households-found")
    assert "Yilmaz" in page.text
    assert "De Wit" not in page.text
    assert "One household with “yil”." in page.text
    assert "No household found." in desk.send(reverse("households-search"), q="100%_").text
    assert "50% van 100_" in desk.send(reverse("households-search"), q="0_").text


def test_a_name_of_who_lives_there_finds_the_household(town: Town) -> None:
    desk = Visitor(town.desk)
    desk.send(reverse("household-new"), **OPENING, area=town.area)
    assert "Household Bosch" in desk.send(reverse("households-search"), q="teun").text


def test_what_lies_outside_the_scope_is_not_found(town: Town) -> None:
    town.open("De Wit")
    assert "De Wit" not in Visitor(town.karin).send(reverse("households-search"), q="wit").text
    assert "De Wit" not in Visitor(town.karin).get(reverse("households")).text


def test_many_households_stand_on_pages(town: Town) -> None:
    for number in range(27):
        town.open(f"Household {number:02}")
    desk = Visitor(town.desk)
    first = desk.get(reverse("households"))
    assert "27 households." in first.text
    assert "Household 24" in first.text
    assert "Household 25" not in first.text
    last = desk.get(f"{reverse('households')}?pagina=2")
    assert "Household 26" in last.text
    assert "Page 2 of 2" in last.text
    assert "Household 26" in desk.get(f"{reverse('households')}?pagina=99").text
    assert "Household 00" in desk.get(f"{reverse('households')}?pagina=-1").text


def test_a_verdict_chooses_households(town: Town) -> None:
    town.open("De Wit")
    desk = Visitor(town.desk)
    assert "De Wit" in desk.get(f"{reverse('households')}?past=unknown").text
    assert "De Wit" not in desk.get(f"{reverse('households')}?past=fits").text
    assert "De Wit" in desk.get(f"{reverse('households')}?past=nonsense").text
