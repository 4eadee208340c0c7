"""The ladder: what was tried, back to the provider, and the second failure asks who subsidises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.actions.coordination.ladder import (
    NewTry,
    SentBack,
    UnknownGapError,
    answer_gap,
    note_try,
    send_back,
    set_subsidy_colleague,
)
from tandem.actions.coordination.offers import Declined, accept_offer, decline_offer
from tandem.actions.coordination.questions import NewQuestion, Noted
from tandem.actions.coordination.tasks import fail_item, finish_item, withdraw_item
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.note_question import note_question
from tandem.core.access import Actor, Duty
from tandem.core.coordination.ladder import Rung, Went, falls_short
from tandem.records.coordination.also_waiting import Also, also_waiting
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.coordination.items import items_given, offers_of
from tandem.records.coordination.ladder import GapRow, TriedRow, gaps_of, tried_of
from tandem.records.door import plumbing
from tandem.records.people.models import Organisation
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import MOMENT, Town, build, later, number, professional

pytestmark = pytest.mark.django_db
DAY = MOMENT.date()
BACK = "Probeer het nog maar een keer"
T = TypeVar("T")
TRY = NewTry("general", "Buurthuis", "Anja", None, "failed", "Niemand had tijd")


class Street:
    """A town with a consultant who holds a question, a provider, and who subsidises."""

    def __init__(self) -> None:
        self.town: Town = build()
        with plumbing():
            office = Organisation.objects.get()
            self.consultant = professional(office, "Wil", Duty.CONSULTANT)
            self.policy = professional(office, "Pim", Duty.POLICY_STAFF)
            self.admin = professional(office, "Ada", Duty.ADMINISTRATOR)
        self.minutes = 0.0
        new = NewQuestion(
            "Sjaak Peters", "Ik ben zo alleen", "Gezelschap", "wmo", area=self.town.area
        )
        self.noted: Noted = self.do(self.consultant, lambda w: note_question(w, new))

    def do(self, who: Actor, change: Callable[[Work], T]) -> T:
        self.minutes += 1
        return work(who, later(self.minutes)).run(change)

    def send(self, to: Actor | None = None) -> int:
        new = SentBack("Buurthuis De Linde", number(to or self.town.karin), BACK)
        return self.do(
            self.consultant, lambda w: send_back(w, self.noted.code, self.noted.item, new)
        )

    def rows(self) -> tuple[TriedRow, ...]:
        code = self.noted.code
        return self.do(self.consultant, lambda w: tried_of(w, head_of(w, code).id))

    def gaps(self, who: Actor) -> tuple[GapRow, ...]:
        return self.do(who, gaps_of)

    def fails(self, words: str) -> None:
        code, sent = self.noted.code, self.send()
        self.do(self.town.karin, lambda w: accept_offer(w, code, sent))
        self.do(self.town.karin, lambda w: fail_item(w, code, sent, words))
        # The contact holder ends what failed; the question itself stays where it was.
        self.do(self.consultant, lambda w: withdraw_item(w, code, sent, "Het lukte daar niet"))


@pytest.fixture
def street() -> Street:
    return Street()


@given(st.lists(st.tuples(st.sampled_from(Rung), st.none() | st.sampled_from(Went)), max_size=8))
def test_only_failures_of_general_provisions_count(tries: list[tuple[Rung, Went | None]]) -> None:
    failed = tries.count((Rung.GENERAL, Went.FAILED))
    assert falls_short(tries) == (failed if failed >= 2 else 0)
    assert falls_short([*tries, (Rung.SELF, Went.FAILED)]) == falls_short(tries)


def test_back_to_the_provider_twice_and_who_subsidises_answers(street: Street) -> None:
    town, code = street.town, street.noted.code
    colleague = number(street.policy)
    street.do(street.admin, lambda w: set_subsidy_colleague(w, area=town.area, colleague=colleague))
    street.fails("Er was geen vrijwilliger")
    assert street.gaps(street.policy) == ()
    (first,) = street.rows()
    assert (first.rung, first.went, first.by_whom) == (Rung.GENERAL, Went.FAILED, "Karin")
    street.fails("Weer geen vrijwilliger")
    street.fails("En nog een keer niet")
    (gap,) = street.gaps(street.policy)
    assert (gap.provision, gap.times, gap.due_on) == (
        "Buurthuis De Linde",
        2,
        DAY + timedelta(days=28),
    )
    assert (gap.holder_name, gap.ask_name) == ("Pim", "Wil")
    with pytest.raises(UnknownHouseholdError):
        street.do(street.policy, lambda w: head_of(w, code))
    assert street.gaps(town.karin) == ()
    assert street.gaps(town.desk) == ()

    waits = [one for one in street.do(street.policy, also_waiting) if one.what is Also.GAP]
    assert [(one.text, one.name, one.due) for one in waits] == [(gap.provision, "", gap.due_on)]
    street.minutes = 60 * 24 * 29
    assert [one.what for one in street.do(town.chief, also_waiting)] == [Also.GAP]

    with pytest.raises(NotAllowedError):
        street.do(town.chief, lambda w: answer_gap(w, gap.id, "Ik niet"))
    with pytest.raises(UnknownGapError):
        street.do(town.karin, lambda w: answer_gap(w, gap.id, "Ik ook niet"))
    with pytest.raises(InvalidError):
        street.do(street.policy, lambda w: answer_gap(w, gap.id, " "))
    street.do(street.policy, lambda w: answer_gap(w, gap.id, "Er komt een coördinator bij"))
    with pytest.raises(SomebodyWasFirstError):
        street.do(street.policy, lambda w: answer_gap(w, gap.id, "Nog eens"))
    assert [one.gap_answer for one in street.rows()][1] == "Er komt een coördinator bij"
    assert [one.what for one in street.do(town.chief, also_waiting)] == []


def test_it_is_said_to_the_provider_and_not_to_who_asked(street: Street) -> None:
    code, town = street.noted.code, street.town
    sent = street.send()
    home = street.do(street.consultant, lambda w: head_of(w, code))
    (offer,) = street.do(town.karin, lambda w: offers_of(w, home.id, sent))
    assert offer.to == "Karin"
    member = home.members[0].id
    own = street.do(street.consultant, lambda w: items_given(w, home.id, 0, member))
    assert [one.id for one in own] == [street.noted.item]
    assert BACK not in str(own)
    with pytest.raises(InvalidError) as wrong:
        street.send(town.peter)
    assert [one.field for one in wrong.value.problems] == ["provision"]
    no = Declined("other", "Wij zitten vol")
    street.do(town.karin, lambda w: decline_offer(w, code, sent, no))
    assert [(one.went, one.words) for one in street.rows()] == [(Went.DECLINED, "Wij zitten vol")]
    again = street.send(town.peter)
    street.do(town.peter, lambda w: accept_offer(w, code, again))
    street.do(town.peter, lambda w: finish_item(w, code, again, "Hij komt elke week"))
    assert [one.went for one in street.rows()] == [Went.DECLINED, Went.HELPED]
    assert street.gaps(town.chief) == ()


def test_what_is_written_by_hand_counts_too_and_the_team_leader_gets_it_without_a_colleague(
    street: Street,
) -> None:
    code, item, town = street.noted.code, street.noted.item, street.town

    def note(who: Actor, new: NewTry) -> int:
        return street.do(who, lambda w: note_try(w, code, new))

    mine = replace(TRY, item=item)
    note(street.consultant, replace(mine, rung="network"))
    note(street.consultant, mine)
    assert street.gaps(town.chief) == ()
    note(street.consultant, replace(mine, what="Maatjesproject"))
    (gap,) = street.gaps(town.chief)
    assert (gap.provision, gap.holder) == ("Maatjesproject", number(town.chief))
    other = number(street.policy)
    with pytest.raises(NotAllowedError):
        street.do(town.chief, lambda w: set_subsidy_colleague(w, area=town.area, colleague=other))
    street.do(street.admin, lambda w: set_subsidy_colleague(w, area=town.area, colleague=other))
    assert [one.holder for one in street.gaps(street.policy)] == [other]

    with pytest.raises(InvalidError) as wrong:
        note(street.consultant, NewTry("roof", "", "", DAY + timedelta(days=9), "so-so"))
    told = {one.field for one in wrong.value.problems}
    assert told == {"about", "rung", "what", "by_whom", "went", "tried_on"}
    with pytest.raises(UnknownHouseholdError):
        note(town.peter, mine)
    with pytest.raises(NotAllowedError):
        street.do(
            town.chief, lambda w: send_back(w, code, item, SentBack("X", number(town.karin), "Y"))
        )
