"""*Mijn gegevens*: the language and "u" or "je", kept with the account."""

from __future__ import annotations

import pytest

from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tests.web.five_plans import Household, household

pytestmark = pytest.mark.django_db
DETAILS = "/mijn-gegevens/"


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    found = household(monkeypatch)
    with plumbing():
        Account.objects.filter(username="kevin").update(language="nl", informal=False)
    return found


def kept(username: str) -> tuple[str, bool]:
    with plumbing():
        return Account.objects.values_list("language", "informal").get(username=username)


def test_a_resident_chooses_je_and_is_addressed_so(five: Household) -> None:
    kevin = five.visitor("kevin", "nl")
    assert DETAILS in kevin.get(five.at("my-plan")).html
    page = kevin.get(DETAILS)
    assert page.chosen("u")
    assert "U logt in als kevin." in page.text
    after = kevin.send(DETAILS, language="nl", form_of_address="je")
    assert "Je logt in als kevin." in after.text
    assert after.chosen("je")
    assert "Je mag altijd van antwoord veranderen." in kevin.get(five.at("my-plan")).text
    assert kept("kevin") == ("nl", True)


def test_the_language_is_kept_and_comes_back_with_signing_in(five: Household) -> None:
    kevin = five.visitor("kevin", "nl")
    page = kevin.send(DETAILS, language="en", form_of_address="u")
    assert "Your choice is kept." in page.text
    assert kept("kevin") == ("en", False)
    kevin.client.cookies["language"] = "nl"
    assert kevin.get(DETAILS).chosen("en")


def test_the_switch_on_a_page_is_kept_too(five: Household) -> None:
    kevin = five.visitor("kevin", "nl")
    page = kevin.send("/taal/", language="en", next=five.at("my-plan"))
    assert page.address == five.at("my-plan")
    assert "My plan" in page.text
    assert kept("kevin") == ("en", False)


def test_a_helper_is_not_asked_for_je(five: Household) -> None:
    samira = five.visitor("samira", "nl")
    assert "Hoe spreken we u aan?" not in samira.get(DETAILS).text
    assert samira.send(DETAILS, language="en", form_of_address="je").status == 200
    assert kept("samira haddou") == ("en", False)


def test_a_language_that_we_do_not_speak_is_refused(five: Household) -> None:
    kevin = five.visitor("kevin")
    page = kevin.send(DETAILS, language="fr")
    assert (page.status, "Choose one of the languages." in page.text) == (422, True)
    assert kevin.send("/taal/", language="fr").status == 404
    assert kept("kevin") == ("nl", False)
