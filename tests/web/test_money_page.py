"""The money of a household: who may write it down, what is read, what is refused."""

from __future__ import annotations

import pytest

from tandem.core.model import HOUSEHOLD, Account, FixedCost, Income
from tandem.formats.rulebase import load_grounds
from tandem.records.people.models import Involvement
from tandem.records.plans.history import history_of
from tandem.records.plans.models import Plan
from tandem.records.work import Work
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


def keep(five: Household, visitor: Visitor, of: str = "kevin", **more: str) -> Page:
    """Open an account, and send it with some of it changed."""
    address = five.at("account", of=of)
    form = visitor.get(address)
    assert form.status == 200, form.text
    names = ("floor", "opened", "income-1", "income-amount-1", "income-key-1")
    given = {name: form.value(name) for name in names}
    known = {"known": "yes"} if form.chosen("yes") else {}
    sent = given | known | {"do": "keep", "reason": "Loonstrook"} | more
    return visitor.send(address, **sent)


def account(five: Household, of: str = "kevin") -> Account:
    return next(one for one in five.family.case().plan.accounts if one.of == of)


def on_ground(five: Household, key: str, ground: str) -> None:
    recorded = next(one.recorded for one in load_grounds() if one.id == ground)

    def write(_: Work) -> None:
        Involvement.objects.filter(key=key).update(legal_ground=recorded)

    five.family.run("samira", write)


def test_all_amounts_stand_on_one_page(five: Household) -> None:
    page = five.visitor("samira", "nl").get(five.at("money"))
    text = page.text.replace("\xa0", " ")
    assert "Minstens € 330 per maand moet vrij blijven." in text
    assert "Bijstand € 350" in text
    assert "Er staat nog niets." in text
    assert five.at("money") in five.plan().html


def test_what_is_filled_in_is_kept_with_its_reason(five: Household) -> None:
    before = five.family.case().plan.version
    page = keep(
        five,
        five.visitor("samira"),
        floor="€ 340,50",
        **{
            "income-amount-1": "360",
            "income-from-1": "1-1-2027",
            "income-3": "Bijbaan",
            "income-amount-3": "80,25",
            "cost-1": "Premie",
            "cost-amount-1": "145",
            "cost-until-1": "31-12-2027",
        },
    )
    assert page.address == five.at("money")
    assert "The amounts stand in the plan." in page.text
    found = account(five)
    assert found.floor == 34050
    assert [(one.id, one.cents) for one in found.incomes] == [
        ("bijstand-kevin", 36000),
        ("bijbaan", 8025),
    ]
    assert isinstance(found.incomes[0], Income)
    assert isinstance(found.costs[0], FixedCost)
    assert found.costs[0].period.last is not None
    assert five.family.case().plan.version == before + 1
    event = five.family.run("samira", lambda w: history_of(w, five.family.id))
    said = next(one for one in event if one.verb == "money-entered")
    assert (said.data["reason"], said.data["of"]) == ("Loonstrook", "kevin")
    history = five.visitor("kevin").get(five.at("history"))
    assert "Samira changed the money in the plan" in history.text


def test_the_household_itself_has_money_too(five: Household) -> None:
    address = five.at("account", of=HOUSEHOLD)
    visitor = five.visitor("samira")
    opened = visitor.get(address).value("opened")
    given = {"cost-1": "Huur", "cost-amount-1": "700", "opened": opened, "reason": "Huurcontract"}
    assert visitor.send(address, do="keep", **given).status == 200
    found = account(five, HOUSEHOLD)
    assert (found.floor, found.income_known) == (None, False)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"floor": "veel"}, "Write an amount like"),
        ({"floor": "1.250"}, "Write an amount like"),
        ({"income-amount-1": "-3"}, "Write an amount like"),
        ({"income-amount-1": "0"}, "Write an amount like"),
        ({"income-2": "Bijbaan"}, "Write an amount like"),
        ({"income-amount-2": "10"}, "Say what this amount is."),
        ({"cost-1": "Huur", "cost-amount-1": "3", "cost-from-1": "ooit"}, "Write the day like"),
        (
            {
                "cost-1": "Huur",
                "cost-amount-1": "3",
                "cost-from-1": "2-1-2027",
                "cost-until-1": "1-1-2027",
            },
            "The last day lies before the first one.",
        ),
        ({"reason": " "}, "Say where these amounts come from."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    five: Household, more: dict[str, str], words: str
) -> None:
    before = account(five)
    page = keep(five, five.visitor("samira"), **more)
    assert page.status == 422
    assert words in page.text
    for name, value in more.items():
        assert page.value(name) == value.strip()
    assert account(five) == before


def test_rows_are_added_without_losing_anything(five: Household) -> None:
    page = keep(five, five.visitor("samira"), do="more", **{"cost-1": "Huur"})
    assert page.status == 200
    assert page.value("cost-1") == "Huur"
    assert page.value("cost-7") == ""


def test_an_income_that_an_agreement_ends_stays(five: Household) -> None:
    page = keep(
        five, five.visitor("samira"), **{"income-1": "", "income-amount-1": "", "income-key-1": ""}
    )
    assert page.status == 422
    assert "ends Bijstand: leave it in." in page.text


def test_two_at_once_lose_nothing(five: Household) -> None:
    def change(_: Work) -> None:
        Plan.objects.filter(household_id=five.family.id).update(accounts=[])

    visitor = five.visitor("samira")
    opened = visitor.get(five.at("account", of="kevin")).value("opened")
    five.family.run("samira", change)
    page = visitor.send(five.at("account", of="kevin"), do="keep", floor="12", opened=opened)
    assert page.status == 409
    assert "Somebody changed these amounts meanwhile." in page.text
    assert page.value("floor") == "12"
    assert page.value("opened") != opened


def test_who_helps_with_income_or_debts_may_and_others_not(five: Household) -> None:
    on_ground(five, "dirk", "debt-help")
    on_ground(five, "joris", "youth-help")
    assert keep(five, five.visitor("dirk"), floor="335").status == 200
    assert account(five).floor == 33500
    for who, status in {"joris": 403, "kevin": 403, "karin": 403, "stranger": 404}.items():
        visitor = five.visitor(who)
        for route in (five.at("money"), five.at("account", of="kevin")):
            assert visitor.get(route).status == status, (who, route)
        sent = visitor.send(five.at("account", of="kevin"), do="keep", reason="x")
        assert sent.status == status
        if status == 403:
            assert five.at("money") not in visitor.get(five.at("plan")).html
    assert five.visitor("samira").get(five.at("account", of="iemand")).status == 404
