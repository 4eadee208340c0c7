"""The actions against the machine of states: step by step the database says the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tandem.actions.coordination.offers import (
    Declined,
    NewOffer,
    accept_offer,
    decline_offer,
    offer_item,
    reassign_item,
    take_offer_back,
)
from tandem.actions.coordination.questions import NewQuestion, handle_question
from tandem.actions.coordination.signals import Handled, NewSignal, give_signal, handle_signal
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
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.involve import NewMember, add_member
from tandem.actions.people.note_question import note_question
from tandem.core.access import Actor
from tandem.core.coordination.items import (
    Item,
    ItemKind,
    ItemState,
    Move,
    RefusedMoveError,
    step,
)
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.items import item_row
from tandem.records.coordination.models import MaySee, SignalAnswer
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, involve, later, number

DUE = (MOMENT + timedelta(days=30)).date()
SAID = "Gezegd."
EXAMPLES, STEPS = 6, 15


class Machine(RuleBasedStateMachine):
    """One item in the database, and the same item as the core has it."""

    town: Town
    code: str
    minutes = 1

    @initialize(kind=st.sampled_from(ItemKind))
    def begin(self, kind: ItemKind) -> None:
        self.people = [self.town.karin, self.town.peter, self.town.chief]
        led = kind in {ItemKind.SIGNAL, ItemKind.QUESTION}
        holder = self.town.chief if led else self.town.karin
        giver = self.town.chief if kind is ItemKind.QUESTION else self.town.karin
        self.item = self.run(giver, self.opened(kind))
        self.model = Item(kind, number(holder))
        if kind is ItemKind.COMMISSION:
            self.model = step(self.model, Move.OFFER, number(holder), number(self.town.peter))

    def opened(self, kind: ItemKind) -> Callable[[Work], int]:
        code = self.code
        commission = NewCommission(
            SAID, DUE, SAID, MaySee.ASKED, NewOffer(number(self.town.peter), legal_ground=GROUND)
        )
        return {
            ItemKind.SIGNAL: lambda w: give_signal(w, code, NewSignal("home", SAID)),
            ItemKind.ACTION: lambda w: add_action(w, code, NewAction(SAID, DUE)),
            ItemKind.COMMISSION: lambda w: add_commission(w, code, commission),
            ItemKind.QUESTION: self.asked,
            ItemKind.DISPUTE: lambda w: add_dispute(w, code, NewDispute(SAID, SAID, SAID)),
        }[kind]

    def asked(self, opened: Work) -> int:
        member = add_member(opened, head_of(opened, self.code), NewMember(f"Nora {self.minutes}"))
        new = NewQuestion("", SAID, SAID, "wmo", member=member)
        return note_question(opened, new).item

    def run(self, who: Actor, do: Callable[[Work], object]) -> int:
        type(self).minutes += 1
        found = work(who, later(type(self).minutes)).run(do)
        return found if isinstance(found, int) else 0

    @rule(
        move=st.sampled_from(Move),
        who=st.integers(0, 2),
        to=st.integers(0, 2),
        likely=st.booleans(),
    )
    def try_it(self, move: Move, who: int, to: int, *, likely: bool) -> None:
        """Try a move as somebody; half of the time as who may well do it."""
        actor = self.people[who]
        if likely:
            wanted = self.model.offered_to or self.model.carried_out_by or self.model.holder
            actor = next(one for one in self.people if number(one) == wanted)
        if move is Move.REASSIGN:
            actor = self.town.chief
        other = number(self.people[to])
        try:
            after = step(self.model, move, number(actor), other)
        except RefusedMoveError:
            with pytest.raises((NotAllowedError, SomebodyWasFirstError, InvalidError)):
                self.run(actor, self.tried(move, other))
        else:
            self.run(actor, self.tried(move, other))
            self.model = after

    def tried(self, move: Move, to: int) -> Callable[[Work], None]:
        code, item = self.code, self.item
        handled = Handled(SignalAnswer.HELPED, SAID)

        def handle(opened: Work) -> None:
            if self.model.kind is ItemKind.DISPUTE:
                settle_dispute(opened, code, item, SAID)
            elif self.model.kind is ItemKind.QUESTION:
                handle_question(opened, code, item, SAID)
            else:
                handle_signal(opened, code, item, handled)

        return {
            Move.OFFER: lambda w: offer_item(w, code, item, NewOffer(to, legal_ground=GROUND)),
            Move.ACCEPT: lambda w: accept_offer(w, code, item),
            Move.DECLINE: lambda w: decline_offer(w, code, item, Declined("other", SAID)),
            Move.TAKE_BACK: lambda w: take_offer_back(w, code, item),
            Move.HANDLE: handle,
            Move.FINISH: lambda w: finish_item(w, code, item, SAID),
            Move.FAIL: lambda w: fail_item(w, code, item, SAID),
            Move.READ: lambda w: read_report(w, code, item),
            Move.WITHDRAW: lambda w: withdraw_item(w, code, item, SAID),
            Move.REASSIGN: lambda w: reassign_item(w, code, item, to),
        }[move]

    @invariant()
    def the_database_says_the_same(self) -> None:
        def read(opened: Work) -> Item:
            row = item_row(opened, head_of(opened, self.code).id, self.item)
            assert row is not None
            return row.core

        found = work(self.town.chief, later(type(self).minutes)).run(read)
        assert (found.holder, found.state) == (self.model.holder, self.model.state)
        assert found.offered_to == self.model.offered_to
        if self.model.state is ItemState.UNDER_WAY:
            assert found.carried_out_by == self.model.carried_out_by
        if self.model.kind is not ItemKind.COMMISSION:
            assert found.passed_on == self.model.passed_on


@pytest.mark.django_db
def test_the_actions_do_what_the_machine_of_states_says() -> None:
    Machine.town = build()
    Machine.code = Machine.town.open().code
    involve(Machine.town, Machine.code, Machine.town.karin, "karin")
    involve(Machine.town, Machine.code, Machine.town.peter, "peter")
    few = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
    run_state_machine_as_test(Machine, settings=few)
