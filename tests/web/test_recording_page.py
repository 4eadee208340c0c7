"""Writing down an answer that was given aloud or on paper, and reading who wrote it down."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.core.access import AnswerKind
from tandem.core.model import Basis, Mandatory
from tandem.records.plans.changes import open_changes
from tandem.records.plans.queries import plan_of
from tests.web.five_plans import Household, household
from tests.web.visitors import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch: pytest.MonkeyPatch) -> Household:
    return household(monkeypatch)


TOLD = {"by": "kevin", "answer": "yes", "way": "aloud", "given_on": "10-12-2026"}


def record(five: Household, title: str = "Therapie", who: str = "samira", **more: str) -> Page:
    address = five.at("answer-record", agreement=five.agreement(title))
    return five.visitor(who).send(address, **{**TOLD, "version": "1", **more})


def test_an_answer_given_aloud_stands_with_who_wrote_it_down(five: Household) -> None:
    page = five.visitor("samira", "nl").get(
        five.at("answer-record", agreement=five.agreement("Therapie"))
    )
    assert page.status == 200
    assert page.value("given_on") == "14-12-2026"
    assert "Wie gaf antwoord?" in page.text
    assert all(f'value="{who}"' in page.html for who in ("de-oever", "joris", "kevin"))
    assert all(f'value="{who}"' not in page.html for who in ("karin", "lotte", "seen"))
    written = record(five)
    assert written.status == 200
    assert "The answer is written down, with your name and the day." in written.text
    said = "Kevin yes, 10 December (said aloud, written down by Samira)"
    assert said in five.plan().text.replace("\xa0", " ")
    assert said in five.plan("kevin").text.replace("\xa0", " ")
    answer = five.family.row("therapy").answers[-1]
    assert (answer.kind, answer.recorded_by) == (AnswerKind.YES, "Samira Haddou")


def test_on_paper_with_a_reason(five: Household) -> None:
    record(five, answer="cannot", way="paper", reason="Dan werk ik")
    text = five.plan().text.replace("\xa0", " ")
    assert "this does not work, because “Dan werk ik” (on paper, written down by Samira)" in text


def test_everything_that_is_missing_is_told_at_once(five: Household) -> None:
    page = record(five, by="", answer="", way="", given_on="morgen", reason="x")
    assert page.status == 422
    for words in (
        "Say who answered.",
        "Choose one of the answers.",
        "Say whether it was given aloud or on paper.",
        "Write the day like this",
    ):
        assert words in page.text
    assert page.value("given_on") == "morgen"
    assert page.value("reason") == "x"


def test_no_answer_lies_in_the_future_or_comes_from_somebody_else(five: Household) -> None:
    tomorrow = record(five, given_on="15-12-2026")
    assert (tomorrow.status, "lies in the future" in tomorrow.text) == (422, True)
    other = record(five, by="lotte")
    assert (other.status, "This person is not asked" in other.text) == (422, True)
    nobody = record(five, by="samira-wie-dan")
    assert nobody.status == 422
    reason = record(five, answer="cannot")
    assert (reason.status, "Say what makes that it cannot be done" in reason.text) == (422, True)
    seen = record(five, answer="seen")
    assert seen.status == 422
    assert five.family.row("therapy").answers == ()


def test_of_what_a_court_ordered_it_is_written_down_that_it_was_seen(five: Household) -> None:
    five.family.order_by_court("therapy", Mandatory(Basis.COURT_ORDER, "Beschikking 12"))
    assert record(five, answer="seen").status == 200
    assert "Kevin has seen it, 10 December" in five.plan().text.replace("\xa0", " ")


def test_an_agreement_that_was_changed_meanwhile_is_shown_first(five: Household) -> None:
    page = record(five, version="9")
    assert "This agreement was changed meanwhile." in page.text
    assert page.chosen("kevin")
    assert five.family.row("therapy").answers == ()


def test_only_who_leads_or_answers_for_it_writes_it_down(five: Household) -> None:
    number = five.agreement("Therapie")
    address = five.at("answer-record", agreement=number)
    assert five.visitor("kevin").get(address).status == 403
    assert record(five, who="kevin").status == 403
    assert five.visitor("stranger").get(address).status == 404
    assert five.visitor("samira").get(five.at("answer-record", agreement=99999)).status == 404
    assert "Write an answer down" in five.plan().text
    assert address not in five.plan("kevin").html


def test_an_answer_to_a_change_is_written_down(five: Household) -> None:
    family = five.family
    family.run("samira", lambda w: check_plan(w, family.code))
    version = family.case().plan.version
    family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))
    changes = five.visitor("samira").get(five.at("changes"))
    assert "Write an answer down" in changes.text
    found = family.run("samira", lambda w: open_changes(w, family.id))
    titles = {one.id: one.title for one in family.case().plan.agreements}
    number = next(one.id for one in found if titles[one.agreement] == "Therapie")
    address = five.at("change-answer-record", change=number)
    asked = five.visitor("samira").get(address)
    assert asked.status == 200
    page = five.visitor("samira").send(address, **TOLD)
    assert page.address.startswith(five.at("changes"))
    assert "(said aloud, written down by Samira)" in page.text
    no = five.visitor("samira").send(address, **{**TOLD, "answer": "disagrees"})
    assert "Somebody said no: it stays as it was" in no.text
    late = five.visitor("samira").send(address, **TOLD)
    assert "no longer waits for an answer" in late.text
    assert five.visitor("samira").get(address).status == 404


def test_the_plan_with_names_is_read_in_as_many_statements(five: Household) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            five.family.run("samira", lambda w: plan_of(w, five.family.id))
        return len(captured)

    before = statements()
    record(five)
    assert statements() == before


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answers_stand_in_both_languages(five: Household, language: str) -> None:
    record(five)
    said = {"nl": "opgeschreven door Samira", "en": "written down by Samira"}
    assert said[language] in five.visitor("samira", language).get(five.at("plan")).text
