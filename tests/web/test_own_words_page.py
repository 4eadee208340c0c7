"""A member's own question and what he or she can carry: by herself, or written down for her."""

from __future__ import annotations

import pytest

from tandem.actions.plans.own_words import OwnWords, say_own_words
from tandem.records.plans.history import history_of
from tests.web.five_plans import Household, household
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def address(five: Household, whose: str) -> str:
    return five.at("own-words", member=five.family.numbers[whose])


def say(five: Household, who: str, whose: str, **more: str) -> Page:
    """Open the form, and send it with some of it changed."""
    visitor = five.visitor(who)
    form = visitor.get(address(five, whose))
    assert form.status == 200, form.text
    names = ("question", "contacts", "was_question", "was_contacts")
    return visitor.send(address(five, whose), **{name: form.value(name) for name in names} | more)


def words_of(five: Household, whose: str) -> tuple[str, int | None]:
    rows = five.family.case().plan.circumstances
    row = next(one for one in rows if one.member == five.family.numbers[whose])
    return row.question, row.contacts_a_week


def test_a_resident_changes_her_own_words_on_her_own_page(five: Household) -> None:
    before = five.family.case().plan.version
    mine = five.visitor("kevin").get(five.at("my-plan"))
    assert address(five, "kevin") in mine.html
    page = say(five, "kevin", "kevin", question="Ik wil\n  slapen.", contacts="3")
    assert page.address == five.at("my-plan")
    assert "The words stand in the plan." in page.text
    assert "“Ik wil slapen.”" in page.text
    assert "You can manage 3 talks a week." in page.text
    assert words_of(five, "kevin") == ("Ik wil slapen.", 3)
    case = five.family.case()
    assert case.plan.version == before + 1
    own = next(one for one in case.plan.circumstances if one.question == "Ik wil slapen.")
    assert own.asked_on is not None
    event = five.family.run("samira", lambda w: history_of(w, five.family.id))
    said = next(one for one in event if one.verb == "said-own-words")
    assert said.data["became"] == {"question": "Ik wil slapen.", "contacts_a_week": 3}


def test_the_plan_is_checked_again_with_what_she_can_carry(five: Household) -> None:
    say(five, "kevin", "kevin", contacts="0")
    assert "Kevin" in five.plan().text
    check = five.visitor("samira").get(five.at("check"))
    assert "Kevin can carry 0" in check.text.replace("\xa0", " ") or "0 a week" in check.text


def test_who_leads_writes_it_down_and_history_tells(five: Household) -> None:
    plan = five.plan()
    assert address(five, "kevin") in plan.html
    page = say(five, "samira", "lotte", question="Een konijn")
    assert page.address == five.at("plan")
    assert "“Een konijn”" in page.text
    history = five.visitor("samira").get(five.at("history"))
    assert "What Lotte wants is written down anew" in history.text
    assert address(five, "lotte") in five.visitor("samira").get(five.at("people")).html


def test_a_parent_does_so_for_a_child(five: Household) -> None:
    assert say(five, "karin", "lotte", question="Een hond").status == 200
    assert words_of(five, "lotte")[0] == "Een hond"


@pytest.mark.parametrize(
    ("who", "whose", "status"),
    [
        ("karin", "kevin", 403),
        ("kevin", "karin", 403),
        ("bram", "kevin", 403),
        ("lotte", "lotte", 403),
        ("stranger", "kevin", 404),
    ],
)
def test_nobody_else_speaks_for_somebody(
    five: Household, who: str, whose: str, status: int
) -> None:
    visitor = five.visitor(who)
    assert visitor.get(address(five, whose)).status == status
    assert visitor.send(address(five, whose), question="x").status == status


def test_of_who_does_not_live_there_there_are_no_words(five: Household) -> None:
    nowhere = five.at("own-words", member=999999)
    assert five.visitor("samira").get(nowhere).status == 404
    assert five.visitor("samira").send(nowhere, question="x").status == 404


def test_two_at_once_lose_nothing(five: Household) -> None:
    visitor, member = five.visitor("kevin"), five.family.numbers["kevin"]
    form = visitor.get(address(five, "kevin"))
    opened = OwnWords(form.value("was_question"), int(form.value("was_contacts")))
    five.family.run(
        "samira",
        lambda w: say_own_words(
            w, five.family.code, member=member, words=OwnWords("Rust"), opened=opened
        ),
    )
    given = {name: form.value(name) for name in ("was_question", "was_contacts")}
    page = visitor.send(address(five, "kevin"), question="Een auto", contacts="", **given)
    assert page.status == 409
    assert "It now says: “Rust”." in page.text
    assert page.value("question") == "Een auto"
    again = {name: page.value(name) for name in ("was_question", "was_contacts")}
    assert visitor.send(address(five, "kevin"), question="Een auto", **again).status == 200
    assert words_of(five, "kevin")[0] == "Een auto"


@pytest.mark.parametrize("contacts", ["veel", "-1", "41", "3,5", "9999"])
def test_a_number_that_is_none_is_told(five: Household, contacts: str) -> None:
    page = say(five, "kevin", "kevin", question="Nog dit", contacts=contacts)
    assert page.status == 422
    assert "Give a number from 0 to 40" in page.text
    assert page.value("question") == "Nog dit"


def test_what_is_not_changed_is_not_written(five: Household) -> None:
    before = five.family.case().plan.version
    say(five, "kevin", "kevin")
    assert five.family.case().plan.version == before


def test_a_long_story_is_told_to_be_shorter(five: Household) -> None:
    page = say(five, "kevin", "kevin", question="a" * 2001)
    assert (page.status, "Write this shorter" in page.text) == (422, True)


def test_je_for_who_chose_je(five: Household) -> None:
    visitor = five.visitor("kevin", "nl")
    assert "Wat wilt u zelf?" in visitor.get(address(five, "kevin")).text
    visitor.send("/mijn-gegevens/", language="nl", form_of_address="je")
    assert "Wat wil je zelf?" in visitor.get(address(five, "kevin")).text
