"""One lead at every moment: asked, accepted, declined, passed on, stood in for, and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from tandem.actions.coordination.leads import (
    NobodyAskedError,
    answer_to_lead,
    appoint_lead,
    appoint_stand_in,
    ask_to_lead,
    step_down,
    take_question_back,
)
from tandem.actions.coordination.one_plan import tick_one_plan
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.access import Actor, Reason
from tandem.records.coordination.heads import Head, UnknownHouseholdError, head_of
from tandem.records.coordination.terms import tracks_of
from tandem.records.people.models import Involvement
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, involve, later, number

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build()


@pytest.fixture
def code(town: Town) -> str:
    return town.open().code


def head(actor: Actor, code: str, at: datetime = MOMENT) -> Head:
    return work(actor, at).run(lambda opened: head_of(opened, code))


def leader(actor: Actor, code: str, at: datetime = MOMENT) -> tuple[str, bool]:
    lead = head(actor, code, at).lead
    assert lead is not None
    return lead.professional.name, lead.accepted


def ask(town: Town, code: str, whom: Actor, at: datetime = MOMENT, ground: str = GROUND) -> int:
    return work(town.chief, at).run(
        lambda opened: ask_to_lead(
            opened, code, professional=number(whom), reason="Knows them", legal_ground=ground
        )
    )


def answer(
    actor: Actor, code: str, *, accepted: bool, text: str = "", at: datetime | None = None
) -> None:
    work(actor, at or later(10)).run(
        lambda opened: answer_to_lead(opened, code, accepted=accepted, answer=text)
    )


def verbs(actor: Actor, at: datetime) -> list[str]:
    def read(_: Work) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT verb FROM audit_event ORDER BY id")
            return [verb for (verb,) in cursor.fetchall()]

    return work(actor, at).run(read)


# --- from the first moment ------------------------------------------------------------------


def test_the_team_leader_leads_until_somebody_accepts(town: Town, code: str) -> None:
    assert leader(town.chief, code) == ("Anja", False)
    ask(town, code, town.karin)
    assert leader(town.karin, code, later(5)) == ("Anja", False)
    answer(town.karin, code, accepted=True)
    assert leader(town.karin, code, later(10)) == ("Karin", True)
    assert leader(town.chief, code, later(9)) == ("Anja", False)
    assert verbs(town.chief, later(11)) == [
        "opened",
        "asked-to-lead",
        "accepted-to-lead",
        "involved",
        "lead-passed",
    ]


def test_who_accepts_is_involved_on_the_ground_that_was_named(town: Town, code: str) -> None:
    ask(town, code, town.karin, ground="Named by the team leader")
    answer(town.karin, code, accepted=True)
    mine = [
        one
        for one in head(town.karin, code, later(10)).involved
        if one.professional == town.karin.professional
    ]
    assert [(one.legal_ground, one.purpose) for one in mine] == [
        ("Named by the team leader", "Knows them")
    ]


def test_who_is_involved_already_is_not_involved_twice(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    ask(town, code, town.karin, ground="")
    answer(town.karin, code, accepted=True)
    involved = head(town.chief, code, later(10)).involved
    assert len([one for one in involved if one.name == "Karin"]) == 1


def test_without_a_ground_nobody_new_is_asked(town: Town, code: str) -> None:
    with pytest.raises(InvalidError, match="legal_ground"):
        ask(town, code, town.karin, ground=" ")
    with pytest.raises(UnknownHouseholdError):
        head(town.karin, code)


def test_a_no_needs_a_reason_and_closes_the_household_again(town: Town, code: str) -> None:
    ask(town, code, town.karin)
    with pytest.raises(InvalidError, match="Say why not"):
        answer(town.karin, code, accepted=False)
    answer(town.karin, code, accepted=False, text="On leave until March")
    assert leader(town.chief, code, later(11)) == ("Anja", False)
    assert "declined-to-lead" in verbs(town.chief, later(11))
    with pytest.raises(UnknownHouseholdError):
        head(town.karin, code, later(11))
    ask(town, code, town.peter, at=later(12))


def test_a_question_is_taken_back_and_another_is_asked(town: Town, code: str) -> None:
    def take_back(actor: Actor) -> None:
        work(actor, later(6)).run(lambda w: take_question_back(w, code))

    with pytest.raises(NobodyAskedError):
        take_back(town.chief)
    ask(town, code, town.karin)
    with pytest.raises((NotAllowedError, UnknownHouseholdError)):
        take_back(town.karin)
    take_back(town.chief)
    assert leader(town.chief, code, later(11)) == ("Anja", False)
    assert "took-question-back" in verbs(town.chief, later(11))
    with pytest.raises(UnknownHouseholdError):
        head(town.karin, code, later(11))
    ask(town, code, town.peter, at=later(12))


def test_one_is_asked_at_a_time(town: Town, code: str) -> None:
    ask(town, code, town.karin)
    with pytest.raises(SomebodyWasFirstError) as stopped:
        ask(town, code, town.peter)
    assert stopped.value.constraint == "one_open_lead_offer"


def test_only_who_is_asked_answers(town: Town, code: str) -> None:
    with pytest.raises(NobodyAskedError):
        answer(town.chief, code, accepted=True)
    ask(town, code, town.karin)
    with pytest.raises(NotAllowedError) as refused:
        answer(town.chief, code, accepted=True)
    assert refused.value.decision.reason is Reason.NOT_OFFERED
    with pytest.raises(UnknownHouseholdError):
        answer(town.peter, code, accepted=True)


def test_who_leads_already_is_not_asked(town: Town, code: str) -> None:
    ask(town, code, town.karin)
    answer(town.karin, code, accepted=True)
    with pytest.raises(InvalidError, match="leads already"):
        ask(town, code, town.karin, at=later(20))


def test_a_team_leader_may_be_asked_and_accept(town: Town, code: str) -> None:
    ask(town, code, town.chief)
    answer(town.chief, code, accepted=True)
    assert leader(town.chief, code, later(10)) == ("Anja", True)


# --- passed on ------------------------------------------------------------------------------


def test_the_lead_is_passed_at_one_moment(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    appoint(town.chief, code, town.karin, later(1))
    assert leader(town.chief, code, later(0.999)) == ("Anja", False)
    assert leader(town.chief, code, later(1)) == ("Karin", True)


def test_a_lead_whose_only_tie_it_is_can_pass_it_on(town: Town, code: str) -> None:
    """The last tie ends with this very change, and the change is still written."""
    mine = involve(town, code, town.karin)
    involve(town, code, town.peter, "p")
    appoint(town.chief, code, town.karin, later(1))
    end = Involvement.objects.filter(pk=mine)
    work(town.chief, later(2)).run(lambda _: end.update(until=later(2)))
    appoint(town.karin, code, town.peter, later(3))
    assert leader(town.peter, code, later(3)) == ("Peter", True)
    with pytest.raises(UnknownHouseholdError):
        head(town.karin, code, later(4))


def test_a_clock_that_runs_behind_leaves_no_gap(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    involve(town, code, town.peter, "p")
    appoint(town.chief, code, town.karin, later(5))
    appoint(town.chief, code, town.peter, later(1))
    assert leader(town.chief, code, later(5)) == ("Karin", True)
    assert leader(town.chief, code, later(5.01)) == ("Peter", True)


def test_only_who_is_involved_is_appointed(town: Town, code: str) -> None:
    with pytest.raises(InvalidError, match="Only somebody who is involved"):
        appoint(town.chief, code, town.karin)


def test_who_only_helps_does_not_appoint(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    for act in APPOINTMENTS:
        with pytest.raises(NotAllowedError) as refused:
            do(town.karin, act, code, town)
        assert refused.value.decision.reason is Reason.NOT_APPOINTER
        with pytest.raises(UnknownHouseholdError):
            do(town.peter, act, code, town)


def test_a_reason_is_asked(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    for act in APPOINTMENTS:
        if act is not stand_in:
            with pytest.raises(InvalidError, match="Say why"):
                do(town.chief, act, code, town, " ")


def appoint(actor: Actor, code: str, whom: Actor, at: datetime = MOMENT) -> None:
    work(actor, at).run(
        lambda opened: appoint_lead(opened, code, professional=number(whom), reason="Knows them")
    )


# --- standing in, and stepping down ---------------------------------------------------------


def test_who_stands_in_is_not_the_lead(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    work(town.chief, MOMENT).run(lambda opened: stand_in(opened, code, town))
    during = head(town.karin, code, later(30))
    assert during.stand_in is not None
    assert during.leader.name == "Karin"
    assert leader(town.karin, code, later(30)) == ("Anja", False)
    assert (during.facts.stands_in, during.facts.leads) == (True, False)
    with pytest.raises(NotAllowedError):
        appoint(town.karin, code, town.karin, later(30))
    after = head(town.karin, code, later(60))
    assert (after.facts.stands_in, after.stand_in, after.leader.name) == (False, None, "Anja")


def test_one_stands_in_at_a_time_and_until_later(town: Town, code: str) -> None:
    involve(town, code, town.karin)
    work(town.chief, MOMENT).run(lambda opened: stand_in(opened, code, town))
    with pytest.raises(SomebodyWasFirstError) as stopped:
        work(town.chief, MOMENT).run(lambda opened: stand_in(opened, code, town))
    assert stopped.value.constraint == "one_stand_in_at_a_time"
    with pytest.raises(InvalidError, match="in the future"):
        work(town.chief, later(60)).run(lambda opened: stand_in(opened, code, town))


def test_stepping_down_ends_the_track_and_all_that_came_with_it(town: Town, code: str) -> None:
    ask(town, code, town.peter)
    involve(town, code, town.karin)
    work(town.chief, MOMENT).run(lambda opened: stand_in(opened, code, town))
    work(town.chief, later(5)).run(lambda opened: step_down(opened, code, reason="It is quiet"))
    after = head(town.chief, code, later(5))
    assert (after.lead, after.stand_in, after.asked) == (None, None, None)
    assert after.leader.name == "Anja"
    assert not head(town.karin, code, later(6)).facts.stands_in
    with pytest.raises(UnknownHouseholdError):
        head(town.peter, code, later(6))
    with pytest.raises(SomebodyWasFirstError):
        work(town.chief, later(6)).run(lambda opened: step_down(opened, code, reason="Again"))


def stand_in(opened: Work, code: str, town: Town, _reason: str = "") -> None:
    appoint_stand_in(opened, code, professional=number(town.karin), until=later(60))


Appointment = Callable[..., object]


def do(actor: Actor, act: Appointment, *values: object) -> None:
    work(actor, MOMENT).run(lambda opened: act(opened, *values))


APPOINTMENTS: tuple[Appointment, ...] = (
    stand_in,
    lambda opened, code, town, reason="Because": ask_to_lead(
        opened, code, professional=number(town.peter), reason=reason, legal_ground=GROUND
    ),
    lambda opened, code, town, reason="Because": appoint_lead(
        opened, code, professional=number(town.karin), reason=reason
    ),
    lambda opened, code, _town, reason="Because": step_down(opened, code, reason=reason),
)


def test_a_person_ticks_one_plan_again_and_the_reasons_stay_to_be_read(
    town: Town, code: str
) -> None:
    def tick(who: Actor, minutes: float, reason: str = "Weer drie plannen") -> None:
        work(who, later(minutes)).run(lambda w: tick_one_plan(w, code, reason=reason))

    involve(town, code, town.karin)
    with pytest.raises(SomebodyWasFirstError):
        tick(town.desk, 1)
    work(town.chief, later(2)).run(lambda w: step_down(w, code, reason="Eén vraag is over"))
    for minutes in (2, 3):
        assert head(town.chief, code, later(minutes)).lead is None
    with pytest.raises(NotAllowedError) as refused:
        tick(town.karin, 3)
    assert refused.value.decision.reason is Reason.NOT_TICKER
    with pytest.raises(InvalidError):
        tick(town.desk, 3, "  ")
    # By a clock that runs behind, and still without a moment that has two leads or none.
    tick(town.desk, 1)
    assert leader(town.chief, code, later(4)) == ("Anja", False)
    with pytest.raises(SomebodyWasFirstError):
        tick(town.desk, 5)
    found = work(town.chief, later(6)).run(lambda w: tracks_of(w, head_of(w, code).id))
    assert [(one.reason, one.by_name, one.ended_because) for one in found] == [
        ("Weer drie plannen", "Dirk", ""),
        ("Five plans at once.", "Dirk", "Eén vraag is over"),
    ]
    assert found[1].ended_by_name == "Anja"
