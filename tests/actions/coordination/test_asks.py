"""An owner is asked to change an agreement: answered, or the lead sets the order and it goes up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from tandem.actions.coordination.asks import Answer, answer_ask, ask_to_change, move_on
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.flow.asks import AskState, AskStep
from tandem.records.coordination.asks import AskRow, asks_of
from tandem.records.coordination.today import WaitingKind, today_of
from tandem.records.work import SomebodyWasFirstError, work
from tests.actions.plans.family import Family, five_plans

pytestmark = pytest.mark.django_db
KEY, OWNER, LEAD = "coach-talk", "bram", "samira"


@pytest.fixture
def family() -> Family:
    return five_plans()


def ask(family: Family) -> int:
    row = family.case().plan.agreement(KEY)
    assert row is not None
    return family.run(
        LEAD,
        lambda one: ask_to_change(
            one, family.code, agreement=row.id, wanted="After school, for he is at school"
        ),
    )


def said(family: Family, item: int, who: str, answer: Answer) -> None:
    family.run(who, lambda one: answer_ask(one, family.code, item, answer))


def row_of(family: Family, item: int) -> AskRow:
    return family.run(LEAD, lambda one: asks_of(one, family.id, item))[0]


def days_later(family: Family, days: int) -> int:
    family.at += timedelta(days=days)
    return family.run("chief", lambda one: move_on(one, family.id))


def waits(family: Family, who: str) -> list[str]:
    others = work(family.actors[who], family.at).run(today_of).others
    return [one.key for one in others if one.kind is WaitingKind.MATTER]


def test_the_owner_answers_in_time_and_the_agreement_is_as_it_was(family: Family) -> None:
    before = family.case().plan.agreement(KEY)
    item = ask(family)
    row = row_of(family, item)
    owner = next(key for key, one in family.actors.items() if one.professional == row.owner)
    assert waits(family, owner) == ["ask-to-change"]
    with pytest.raises(SomebodyWasFirstError):
        ask(family)
    with pytest.raises(NotAllowedError):
        said(family, item, "dirk", Answer(AskStep.CHANGE, "I do"))
    with pytest.raises(InvalidError):
        said(family, item, owner, Answer(AskStep.GROUND, "It has to"))
    said(family, item, owner, Answer(AskStep.GROUND, "It has to", "Jeugdwet, article 2.3"))
    assert row_of(family, item).ask.state is AskState.GROUNDED
    assert waits(family, owner) == []
    assert family.case().plan.agreement(KEY) == before


def test_silence_goes_to_the_lead_then_up_and_the_owner_may_still_answer(family: Family) -> None:
    item = ask(family)
    assert days_later(family, 7) == 0
    assert days_later(family, 1) == 1
    assert days_later(family, 0) == 0
    assert "ask-to-change" in waits(family, LEAD)
    said(family, item, LEAD, Answer(AskStep.ORDER, "School comes first, then the coach"))
    row = row_of(family, item)
    assert (row.ask.state, row.comes_first[:6]) == (AskState.ORDERED, "School")
    assert row.ask.up_on is not None
    assert "ask-to-change" in waits(family, "chief")
    with pytest.raises(InvalidError):
        said(family, item, "chief", Answer(AskStep.CHANGE, "For the owner"))
    said(family, item, "chief", Answer(AskStep.SETTLE, "Spoke with youth care: after school"))
    assert row_of(family, item).ask.state is AskState.SETTLED


def test_when_the_lead_does_nothing_either_it_goes_up_by_itself(family: Family) -> None:
    item = ask(family)
    assert days_later(family, 30) == 1
    assert row_of(family, item).ask.state is AskState.UP
    assert days_later(family, 30) == 0


def test_only_who_leads_asks_and_the_clock_waits_in_the_outbox(family: Family) -> None:
    row = family.case().plan.agreement(KEY)
    assert row is not None
    for who in ("dirk", "karin"):
        with pytest.raises(NotAllowedError):
            family.run(
                who,
                lambda one: ask_to_change(one, family.code, agreement=row.id, wanted="Now"),
            )
    with pytest.raises(InvalidError):
        family.run(LEAD, lambda one: ask_to_change(one, family.code, agreement=row.id, wanted=" "))
    ask(family)
    found = family.run(LEAD, lambda _: _clocks())
    assert [one - family.at > timedelta(days=7) for one in found] == [True]


def _clocks() -> list[datetime]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT due_at FROM coordination_outbox WHERE name = 'pass-time-of-asks'")
        return [one for (one,) in cursor.fetchall()]
