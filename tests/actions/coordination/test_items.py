"""Signals, offers, commissions and disputes against the database: who holds what, at every step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tandem.actions.coordination.offers import (
    Declined,
    NewOffer,
    accept_offer,
    decline_offer,
    offer_item,
    reassign_item,
    take_offer_back,
    take_step,
)
from tandem.actions.coordination.signals import (
    Handled,
    NewSignal,
    give_signal,
    handle_signal,
    pick_up,
)
from tandem.actions.coordination.tasks import (
    NewAction,
    NewCommission,
    NewDispute,
    add_action,
    add_commission,
    add_dispute,
    fail_item,
    finish_item,
    read_report,
    settle_dispute,
    withdraw_item,
)
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.people.take_over import take_over
from tandem.core.access import Actor
from tandem.core.coordination.clocks import Step
from tandem.core.coordination.items import ItemKind, ItemState
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.coordination.items import ItemRow, item_row, items_of, offers_of
from tandem.records.coordination.models import MaySee, Outbox, SignalAnswer
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, involve, later, number

pytestmark = pytest.mark.django_db

WORRY = NewSignal("children", "De jongste komt al een week niet op school.")


@pytest.fixture
def town() -> Town:
    return build()


@pytest.fixture
def code(town: Town) -> str:
    code = town.open().code
    involve(town, code, town.karin, "karin")
    return code


def do(who: Actor, change: Callable[[Work], object], minutes: float = 1) -> object:
    return work(who, later(minutes)).run(change)


def given(town: Town, code: str, who: Actor | None = None, minutes: float = 1) -> int:
    number = do(who or town.karin, lambda opened: give_signal(opened, code, WORRY), minutes)
    assert isinstance(number, int)
    return number


def row(town: Town, code: str, item: int) -> ItemRow:
    def read(opened: Work) -> ItemRow:
        found = item_row(opened, head_of(opened, code).id, item)
        assert found is not None
        return found

    return work(town.chief, later(600)).run(read)


def asked(town: Town, code: str, to: Actor, may_see: MaySee = MaySee.ASKED) -> int:
    new = NewCommission(
        "Een betaalregeling voor de huur",
        (MOMENT + timedelta(days=20)).date(),
        "Bel me als er een regeling is.",
        may_see,
        NewOffer(number(to), legal_ground=GROUND),
    )
    item = do(town.karin, lambda opened: add_commission(opened, code, new))
    assert isinstance(item, int)
    return item


def test_a_signal_has_a_holder_at_once_and_ends_as_handled(town: Town, code: str) -> None:
    item = given(town, code)
    found = row(town, code, item)
    assert (found.state, found.holder) == (ItemState.OPEN, number(town.chief))
    do(town.chief, lambda opened: pick_up(opened, code, item), 2)
    with pytest.raises(NotAllowedError):
        do(town.karin, lambda opened: handle_signal(opened, code, item, DONE))
    empty = Handled(SignalAnswer.HELPED, " ")
    with pytest.raises(InvalidError):
        do(town.chief, lambda opened: handle_signal(opened, code, item, empty), 3)
    do(town.chief, lambda opened: handle_signal(opened, code, item, DONE), 3)
    found = row(town, code, item)
    assert found.state is ItemState.HANDLED
    assert found.signal is not None
    assert found.signal.picked_up_at == later(2)
    with pytest.raises(SomebodyWasFirstError):
        do(town.chief, lambda opened: handle_signal(opened, code, item, DONE), 4)


DONE = Handled(SignalAnswer.HELPED, "Gebeld en een afspraak gemaakt.")


def test_passing_on_is_an_offer_until_somebody_accepts(town: Town, code: str) -> None:
    item = given(town, code)
    to_karin = NewOffer(number(town.karin), "Jij kent de school.")
    do(town.chief, lambda opened: offer_item(opened, code, item, to_karin), 2)
    assert row(town, code, item).holder == number(town.chief)
    with pytest.raises(ChangedMeanwhileError):
        do(town.karin, lambda opened: accept_offer(opened, code, item, version=1), 3)
    no = Declined("no-time", "Deze week lukt het niet.")
    do(town.karin, lambda opened: decline_offer(opened, code, item, no), 3)
    do(town.chief, lambda opened: offer_item(opened, code, item, to_karin), 4)
    do(town.chief, lambda opened: take_offer_back(opened, code, item), 5)
    do(town.chief, lambda opened: offer_item(opened, code, item, to_karin), 6)
    do(town.karin, lambda opened: accept_offer(opened, code, item), 7)
    found = row(town, code, item)
    assert (found.holder, found.passed_on) == (number(town.karin), 1)
    assert found.signal is not None
    assert found.signal.picked_up_at == later(7)

    def told(opened: Work) -> list[tuple[bool | None, bool, str]]:
        past = offers_of(opened, head_of(opened, code).id, item)
        return [(one.accepted, one.taken_back, one.reason) for one in past]

    assert do(town.chief, told, 8) == [
        (False, False, "no-time"),
        (False, True, ""),
        (True, False, ""),
    ]


def test_who_is_not_involved_gets_one_item_on_a_ground_and_nothing_else(
    town: Town, code: str
) -> None:
    item = given(town, code)
    with pytest.raises(InvalidError):
        do(town.chief, lambda o: offer_item(o, code, item, NewOffer(number(town.peter))), 2)
    with_ground = NewOffer(number(town.peter), legal_ground=GROUND)
    do(town.chief, lambda o: offer_item(o, code, item, with_ground), 2)
    no = Declined("not-mine", "Ik werk in Zuid.")
    do(town.peter, lambda o: decline_offer(o, code, item, no), 3)
    with pytest.raises(UnknownHouseholdError):
        do(town.peter, lambda o: accept_offer(o, code, item), 4)


def test_a_commission_moves_the_work_and_not_the_contact(town: Town, code: str) -> None:
    item = asked(town, code, town.peter)
    do(town.peter, lambda o: accept_offer(o, code, item), 2)
    found = row(town, code, item)
    assert (found.state, found.holder) == (ItemState.UNDER_WAY, number(town.karin))
    with pytest.raises(NotAllowedError):
        do(town.karin, lambda o: finish_item(o, code, item, "Klaar."), 3)
    do(town.peter, lambda o: fail_item(o, code, item, "Drie keer gebeld, niemand thuis."), 3)
    found = row(town, code, item)
    assert (found.state, found.holder) == (ItemState.OPEN, number(town.karin))
    again = NewOffer(number(town.peter), legal_ground=GROUND)
    do(town.karin, lambda o: offer_item(o, code, item, again), 4)
    do(town.peter, lambda o: accept_offer(o, code, item), 5)
    do(town.peter, lambda o: finish_item(o, code, item, "Regeling van 50 euro."), 6)
    assert row(town, code, item).state is ItemState.REPORTED
    do(town.karin, lambda o: read_report(o, code, item), 7)
    found = row(town, code, item)
    assert (found.state, found.outcome) == (ItemState.DONE, "Regeling van 50 euro.")
    with pytest.raises(UnknownHouseholdError):
        do(town.peter, lambda o: finish_item(o, code, item, "Nog eens."), 8)


def test_actions_and_disputes_end_as_their_holder_says(town: Town, code: str) -> None:
    new = NewAction("De school bellen", (MOMENT + timedelta(days=3)).date())
    first = do(town.karin, lambda o: add_action(o, code, new))
    second = do(town.karin, lambda o: add_action(o, code, new))
    quarrel = NewDispute("Taxi naar school", "gemeente en school", "De gemeente")
    third = do(town.karin, lambda o: add_dispute(o, code, quarrel))
    assert isinstance(first, int)
    assert isinstance(second, int)
    assert isinstance(third, int)
    do(town.karin, lambda o: finish_item(o, code, first, ""), 2)
    do(town.karin, lambda o: withdraw_item(o, code, second, "Al gedaan door de buurvrouw."), 3)
    do(town.karin, lambda o: settle_dispute(o, code, third, "De school betaalt."), 4)
    ends = [row(town, code, one).state for one in (first, second, third)]
    assert ends == [ItemState.DONE, ItemState.WITHDRAWN, ItemState.HANDLED]
    late = NewAction("Te laat", (MOMENT - timedelta(days=3)).date())
    with pytest.raises(InvalidError):
        do(town.karin, lambda o: add_action(o, code, late))


def calls(town: Town, code: str) -> list[str]:
    def read(opened: Work) -> list[str]:
        rows = items_of(opened, head_of(opened, code).id)
        return [one.why for one in rows if one.kind is ItemKind.ACTION and one.why]

    found = do(town.chief, read, 500)
    assert isinstance(found, list)
    return found


def test_try_it_yourself_a_second_time_asks_for_a_call_today(town: Town, code: str) -> None:
    again = Handled(SignalAnswer.TRY_FIRST, "Eerst zelf de school bellen.")
    for minutes in (1, 3):
        item = given(town, code, town.karin, minutes)
        assert calls(town, code) == []
        do(town.chief, lambda o, i=item: handle_signal(o, code, i, again), minutes + 1)  # type: ignore[misc]
    assert calls(town, code) == ["second-try"]


def test_one_concern_from_two_sources_asks_for_a_call_once(town: Town, code: str) -> None:
    given(town, code, town.karin)
    given(town, code, town.karin, 2)
    assert calls(town, code) == []
    given(town, code, town.chief, 3)
    given(town, code, town.chief, 4)
    assert calls(town, code) == ["two-sources"]


def test_the_clock_of_an_offer_is_set_and_each_step_taken_once(town: Town, code: str) -> None:
    item = given(town, code)
    to_karin = NewOffer(number(town.karin))
    do(town.chief, lambda o: offer_item(o, code, item, to_karin), 2)
    rows = list(
        work(town.chief, later(3)).run(
            lambda _: list(Outbox.objects.filter(name="offer-clock").order_by("due_at"))
        )
    )
    assert [one.payload["step"] for one in rows] == [step.value for step in Step]
    # Saturday 21 November: two working days later is Tuesday, four is Thursday, six is Monday.
    assert [one.due_at.day for one in rows] == [24, 26, 30]
    household, offer = rows[0].household_id, rows[0].payload["offer"]
    assert household is not None
    strike = [do(town.chief, lambda o: take_step(o, household, offer, Step.LEAD)) for _ in "ab"]
    assert strike == [True, False]
    do(town.karin, lambda o: accept_offer(o, code, item), 5)
    assert do(town.chief, lambda o: take_step(o, household, offer, Step.TEAM_LEADER)) is False


def test_who_leaves_hands_over_what_she_holds_and_carries_out(town: Town, code: str) -> None:
    involve(town, code, town.peter, "peter")
    item = asked(town, code, town.chief)
    do(town.chief, lambda o: accept_offer(o, code, item), 2)
    held = asked(town, code, town.peter)
    leaver, to = number(town.karin), number(town.peter)
    do(town.chief, lambda o: reassign_item(o, code, item, to), 3)
    do(town.chief, lambda o: take_over(o, code, leaver=leaver, to=to, reason="Ander werk."), 4)
    assert {row(town, code, one).holder for one in (item, held)} == {to}
    assert row(town, code, item).state is ItemState.UNDER_WAY
