"""The simple question: noted with a holder at once, its steps by the day, handled in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from tandem.actions.coordination.offers import NewOffer, accept_offer, offer_item
from tandem.actions.coordination.questions import (
    NewQuestion,
    Noted,
    handle_question,
    set_step,
    steps_of,
)
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.involve import NewMember, add_member
from tandem.actions.people.note_question import note_question
from tandem.core.access import Actor, Duty
from tandem.core.coordination.items import ItemKind
from tandem.core.rules.steps import LawStep
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.items import ItemRow, item_row
from tandem.records.coordination.models import Lead, Track
from tandem.records.coordination.simple_questions import namesakes
from tandem.records.coordination.today import today_of
from tandem.records.door import plumbing
from tandem.records.people.models import Household, Organisation
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, later, number, professional

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()
NEEDED_BY = TODAY + timedelta(days=60)


def asked(town: Town, **other: object) -> NewQuestion:
    new = NewQuestion(
        name="Sjaak Peters",
        question="Ik wil weer zelf naar buiten.",
        needed="Een rolstoel",
        way="wmo",
        area=town.area,
        needed_by=NEEDED_BY,
    )
    return replace(new, **other)  # type: ignore[arg-type]


def note(who: Actor, new: NewQuestion, minutes: float = 0) -> Noted:
    return work(who, later(minutes)).run(lambda opened: note_question(opened, new))


def row_of(who: Actor, noted: Noted, minutes: float = 1) -> ItemRow:
    def read(opened: Work) -> ItemRow:
        found = item_row(opened, head_of(opened, noted.code).id, noted.item)
        assert found is not None
        return found

    return work(who, later(minutes)).run(read)


def test_the_wheelchair_is_noted_held_stepped_and_handled() -> None:
    town = build()
    noted = note(town.desk, asked(town))
    row = row_of(town.desk, noted)
    assert (row.kind, row.holder) == (ItemKind.QUESTION, number(town.desk))
    assert row.question is not None
    assert row.question.member == "Sjaak Peters"
    # The investigation is due after six weeks, before the day on which the chair is needed.
    assert row.due_on == TODAY + timedelta(weeks=6)
    with plumbing():
        home = Household.objects.get(code=noted.code)
        assert not Track.objects.filter(household=home).exists()
        assert not Lead.objects.filter(household=home).exists()

    def press(step: LawStep, day: date | None, minutes: float = 2) -> None:
        change = (noted.code, noted.item, step, day)
        work(town.desk, later(minutes)).run(lambda opened: set_step(opened, *change))

    press(LawStep.INVESTIGATION, TODAY)
    assert row_of(town.desk, noted).due_on == NEEDED_BY
    press(LawStep.APPLICATION, TODAY)
    assert row_of(town.desk, noted).due_on == TODAY + timedelta(weeks=2)
    for step, day, field in (
        (LawStep.DECISION, TODAY + timedelta(days=1), "done_on"),
        (LawStep.DECISION, TODAY - timedelta(days=1), "done_on"),
    ):
        with pytest.raises(InvalidError) as wrong:
            press(step, day)
        assert [one.field for one in wrong.value.problems] == [field]
    press(LawStep.APPLICATION, None)
    assert row_of(town.desk, noted).due_on == NEEDED_BY

    other = town.chief
    with pytest.raises(NotAllowedError):
        work(other, later(3)).run(lambda w: handle_question(w, noted.code, noted.item, "Klaar"))
    work(town.desk, later(4)).run(
        lambda w: handle_question(w, noted.code, noted.item, "De rolstoel is gebracht")
    )
    over = row_of(town.desk, noted, 5)
    assert (over.ended, over.outcome) == ("handled", "De rolstoel is gebracht")
    with pytest.raises(SomebodyWasFirstError):
        press(LawStep.DECISION, TODAY, 6)


def test_what_is_late_stands_on_vandaag_of_who_holds_it_also_after_it_was_passed_on() -> None:
    town = build()
    noted = note(town.desk, asked(town, needed_by=None))
    karin = number(town.karin)
    offer = NewOffer(karin, legal_ground=GROUND)
    work(town.desk, later(1)).run(lambda w: offer_item(w, noted.code, noted.item, offer))
    assert row_of(town.desk, noted).holder == number(town.desk)
    work(town.karin, later(2)).run(lambda w: accept_offer(w, noted.code, noted.item))
    after = later(60 * 24 * 43)
    found = [one for one in work(town.karin, after).run(today_of).others if one.due]
    assert [(one.subject, one.due) for one in found] == [(noted.item, TODAY + timedelta(weeks=6))]
    assert not work(town.desk, after).run(today_of).others


def test_somebody_who_is_known_is_asked_about_and_gets_no_second_household() -> None:
    town = build()
    first = note(town.desk, asked(town))
    with pytest.raises(InvalidError) as wrong:
        note(town.desk, asked(town, name="sjaak peters"), 1)
    assert [one.field for one in wrong.value.problems] == ["who"]
    for name, found in (("Sjaak", 1), ("Sjaak Peters-Bos", 0), ("Sja", 0)):
        known = work(town.desk, later(1)).run(partial(namesakes, name=name))
        assert len(known) == found, name
    # Who may not see the first does not learn that he is known.
    with plumbing():
        other = professional(Organisation.objects.get(), "Ida", Duty.CONSULTANT)
    assert note(other, asked(town), 2).code != first.code
    member = row_of(town.desk, first).member
    again = note(town.desk, asked(town, member=member, area=0), 3)
    assert again.code == first.code
    assert note(town.desk, asked(town, is_new=True), 4).code != first.code
    with pytest.raises(InvalidError):
        note(other, asked(town, member=member), 5)


def test_where_somebody_leads_the_lead_has_it() -> None:
    town = build()
    home = town.open()
    member = work(town.chief, later(1)).run(
        lambda w: add_member(w, head_of(w, home.code), NewMember("Nora de Wit"))
    )
    noted = note(town.desk, asked(town, name="Nora de Wit", member=member), 2)
    assert (noted.code, row_of(town.chief, noted, 3).holder) == (home.code, number(town.chief))


def test_what_is_lacking_is_said_all_at_once_and_only_some_may() -> None:
    town = build()
    empty = NewQuestion("", "", "", "", received_on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidError) as wrong:
        note(town.desk, empty)
    told = {one.field for one in wrong.value.problems}
    assert told == {"name", "question", "needed", "way", "received_on"}
    with pytest.raises(NotAllowedError):
        note(town.karin, asked(town))
    with pytest.raises(InvalidError):
        note(town.desk, asked(town, area=0))
    noted = note(town.desk, asked(town, way="income", needed_by=None))
    steps = work(town.desk, later(1)).run(
        lambda w: steps_of(w, item_row(w, head_of(w, noted.code).id, noted.item))  # type: ignore[arg-type]
    )
    assert [one.sure for one in steps] == [True, False, False]
    assert row_of(town.desk, noted).due_on is None
