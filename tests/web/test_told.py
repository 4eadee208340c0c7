"""What is said of a plan is written down with the verdict, and reads as if it were said anew."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tandem.actions.plans import telling
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.plans.models import Verdict
from tandem.records.sign_in import actor_of
from tandem.records.work import work
from tests.e2e.de_vries import build
from tests.e2e.family import DeVries
from tests.web.visitors import Visitor

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def family() -> DeVries:
    return build()


def visitor(name: str, language: str = "en") -> Visitor:
    with plumbing():
        return Visitor(actor_of(Account.objects.get(username=name)), language)


def change_what_was_told(told: object) -> None:
    with plumbing():
        account = Account.objects.get(username="samira")
    work(actor_of(account), timezone.now()).run(lambda _: Verdict.objects.update(told=told))


def plan(family: DeVries, name: str, language: str) -> str:
    page = visitor(name, language).get(family.at("plan/"))
    return TOKEN.sub("", page.html)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["samira", "kevin"])
def test_a_plan_reads_the_same_told_before_and_told_now(
    family: DeVries, name: str, language: str
) -> None:
    visitor("samira").get(family.at("past-het/"))
    before = plan(family, name, language)
    change_what_was_told(None)
    assert plan(family, name, language) == before


def test_what_was_told_is_what_is_shown(family: DeVries) -> None:
    """Or the test before this one could compare twice the same way of telling."""
    visitor("samira").get(family.at("past-het/"))
    words = {
        "words": telling.words_digest(),
        "en": {"lines": {}, "limits": ["a limit of the test"]},
        "nl": {"lines": {}, "limits": []},
    }
    change_what_was_told(words)
    assert "a limit of the test" in plan(family, "samira", "en")


def test_other_words_are_told_anew(family: DeVries) -> None:
    visitor("samira").get(family.at("past-het/"))
    told = {"words": "of an older release", "en": {"lines": {}, "limits": ["stale"]}}
    change_what_was_told(told)
    assert "stale" not in plan(family, "samira", "en")
    visitor("samira").get(family.at("past-het/"))
    with plumbing():
        account = Account.objects.get(username="samira")
    last = work(actor_of(account), timezone.now()).run(
        lambda _: Verdict.objects.order_by("-id").values_list("told", flat=True)[0]
    )
    assert last is not None
    assert last["words"] == telling.words_digest()


def test_a_plan_that_changed_since_is_told_anew(family: DeVries) -> None:
    samira = visitor("samira")
    samira.get(family.at("past-het/"))
    line = "gesprek: Kevin, wo 16:30-17:30, telefonisch"
    samira.send(family.at("afspraken/toevoegen/"), line=line)
    assert "16:30" in plan(family, "samira", "en")


# --- an answer on a page of its own -----------------------------------------------------------


def first(pattern: str, html: str) -> str:
    found = re.search(pattern, html)
    assert found is not None, pattern
    return found.group(1)


def test_an_answer_is_changed_on_a_page_of_its_own(family: DeVries) -> None:
    kevin = visitor("kevin")
    plan = kevin.get(family.at("mijn-plan/"))
    address = first(r'<form method="post" action="([^"]*/antwoord/)"', plan.html)
    given = kevin.send(address, answer="yes", version=plan.value("version"))
    again = first(r'<a class="change[^"]*" href="([^"]*)"', given.html)
    assert again == address
    page = kevin.get(again)
    assert (page.status, 'aria-pressed="true"' in page.html) == (200, True)
    wrong = kevin.send(again, answer="cannot", reason="", version=page.value("version"))
    assert (wrong.status, 'aria-invalid="true"' in wrong.html) == (422, True)
    sent = kevin.send(
        again, answer="cannot", reason="dat lukt dan niet", version=wrong.value("version")
    )
    assert "dat lukt dan niet" in sent.text


def test_who_is_asked_nothing_finds_no_question(family: DeVries) -> None:
    plan = visitor("kevin").get(family.at("mijn-plan/"))
    asked = re.findall(r'<form method="post" action="([^"]*/antwoord/)"', plan.html)
    assert {visitor("kevin").get(one).status for one in asked} == {200}
    owner_of_some = [visitor("samira").get(one).status for one in asked]
    assert set(owner_of_some) == {200, 404}
    assert visitor("samira").get(family.at("afspraken/999999/antwoord/")).status == 404
