"""*Mijn deel*: somebody of the own circle with an account sees the own part, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.urls import NoReverseMatch, reverse

from tandem.actions.people.involve import add_supporter
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.actions.plans.withdraw_agreement import withdraw_agreement
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Account, Professional, Supporter
from tandem.records.plans.models import Answer
from tandem.records.sign_in import actor_of
from tandem.records.work import Work
from tandem.web.urls import urlpatterns
from tests.web.five_plans import Household, household
from tests.web.visitors import Page, Visitor

pytestmark = pytest.mark.django_db
OWN = {"own-part", "own-part-answer"}


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    """The family, and Mia next door, who can sign in and takes Lotte swimming."""
    five = household(monkeypatch)

    def arrange(opened: Work) -> None:
        head = head_of(opened, five.family.code)
        Professional.objects.filter(name="Samira Haddou").update(telephone="0512 34 56 78")
        add_supporter(opened, head, name="Mia", relation="buurvrouw", telephone="")
        mia = Supporter.objects.get(household_id=head.id, name="Mia")
        account = Account.objects.create(username="mia", name="Mia", supporter_id=mia.pk)
        five.family.actors["mia"] = actor_of(account)
        draft = AgreementDraft("Naar zwemles", "own", mia.key, ("lotte",))
        add_agreement(opened, five.family.code, draft=draft)

    five.family.run("samira", arrange)
    return five


def test_a_supporter_sees_the_own_part_and_whom_to_call(five: Household) -> None:
    page = five.visitor("mia").get(reverse("today"))
    assert page.address == five.at("own-part")
    for words in ("Naar zwemles", "Lotte", "Samira Haddou leads the plan", "tel:"):
        assert words in page.html if words == "tel:" else words in page.text, words
    kept = {one.title for one in five.family.case().plan.agreements} - {"Naar zwemles"}
    others = {one.name for one in five.family.case().head.members} - {"Lotte"}
    helpers = {one.name for one in five.family.case().head.helpers} - {"Samira Haddou"}
    for words in (*kept, *others, *helpers, "Gezin De Vries"):
        assert words not in page.text, words


def test_a_supporter_who_is_young_may_hear_je(five: Household) -> None:
    """Everywhere on her pages, also where there is nothing of hers yet or where she answered."""
    mia = Visitor(five.family.actors["mia"], "nl")
    polite, familiar = r"\b(?:u|uw|Uw|U|Wilt)\b", r"\b(?:je|jou|Wil)\b"
    own = five.at("own-part")
    assert re.search(polite, main(mia.get(own)))
    details = {"language": "nl", "form_of_address": "je"}
    assert "Met “je”" in mia.get(reverse("my-details")).text
    mia.send(reverse("my-details"), **details)
    pages = [mia.get(own)]
    answer = five.at("own-part-answer", agreement=five.agreement("Naar zwemles"))
    pages.append(mia.send(answer, answer="cannot", reason="Ik werk dan", version=1))
    pages.append(mia.get(five.at("items")))
    withdrawn = {"version": five.family.version("naar-zwemles"), "reason": "Het hoeft niet meer"}
    five.family.run(
        "samira",
        lambda w: withdraw_agreement(w, five.family.code, key="naar-zwemles", **withdrawn),  # type: ignore[arg-type]
    )
    pages.append(mia.get(own))
    for page in pages:
        assert re.search(familiar, main(page)), page.text
        assert not re.search(polite, main(page)), page.text


def main(page: Page) -> str:
    """What stands between the bars of a page."""
    found = re.search(r"<main\b.*?</main>", page.html, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>", " ", found.group())


def test_a_supporter_answers_for_the_own_help(five: Household) -> None:
    mia, own = five.visitor("mia"), five.agreement("Naar zwemles")
    address = five.at("own-part-answer", agreement=own)
    wrong = mia.send(address, answer="cannot", version=1)
    assert wrong.status == 422
    assert "Naar zwemles" in wrong.text
    assert mia.send(address, answer="yes", version=1).address.startswith(five.at("own-part"))
    answers = Answer.objects.filter(agreement_id=own)
    (said,) = five.family.run("samira", lambda _: list(answers))
    assert (said.kind, said.by_supporter_id) == ("yes", five.family.actors["mia"].supporter)
    other = five.agreement("Therapie")
    for number in (other, 999_999):
        sent = five.at("own-part-answer", agreement=number)
        assert mia.send(sent, answer="yes", version=1).status == 404
    assert mia.send(address, answer="maybe", version=1).status == 404


SIGNALS = {"items", "signal-new", "own-action-new"}
"""Whoever is worried says so, reads back what became of it, and writes down what he or she does."""


def test_nothing_else_of_the_household_opens(five: Household) -> None:
    """Every page of a household that an address alone can ask for."""
    mia, opened, asked = five.visitor("mia"), set(), 0
    for name in sorted(_names(urlpatterns) - OWN):
        for more in ({}, {"agreement": five.agreement("Therapie")}):
            try:
                address = five.at(name, **more)
            except NoReverseMatch:
                continue
            asked += 1
            if mia.get(address).status == 200:
                opened.add(name)
    for route in ("households", "households-found"):
        assert mia.get(reverse(route)).address == five.at("own-part"), route
    assert mia.send(reverse("households-search"), q="Vries").address == five.at("own-part")
    assert f'href="{reverse("households")}"' not in mia.get(five.at("own-part")).html
    assert asked > 30
    assert opened == SIGNALS
    for name in SIGNALS:
        html = mia.get(five.at(name)).html
        assert not re.search(r"Vries|Karin|Kevin|Lotte|Therapie", html), name


def test_the_own_part_is_of_nobody_else(five: Household) -> None:
    for who, status in (("karin", 403), ("bram", 403), ("stranger", 404)):
        assert five.visitor(who).get(five.at("own-part")).status == status, who


def test_it_is_over_when_the_help_is(five: Household) -> None:
    mia = five.visitor("mia")
    ended = five.family.at
    five.family.run("samira", lambda _: Supporter.objects.filter(name="Mia").update(until=ended))
    assert mia.get(five.at("own-part")).status == 404
    assert mia.get(reverse("today")).status == 200


def _names(patterns: object) -> set[str]:
    found: set[str] = set()
    for one in patterns:  # type: ignore[attr-defined]
        found |= _names(one.url_patterns) if hasattr(one, "url_patterns") else {one.name or ""}
    return found
