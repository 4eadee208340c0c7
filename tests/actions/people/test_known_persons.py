"""Somebody who is known already may live in a second household, when the actor knows the first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tandem.actions.coordination.leads import appoint_lead
from tandem.actions.errors import InvalidError
from tandem.actions.people.involve import NewMember, add_member
from tandem.core.access import Actor
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Membership, Person
from tandem.records.work import Work, work
from tests.actions.town import MOMENT, Town, build, involve, number

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build()


def add(actor: Actor, code: str, person: int | None = None, at: datetime = MOMENT) -> int:
    def do(opened: Work) -> int:
        add_member(opened, head_of(opened, code), NewMember(name="Noor", person=person))
        return Membership.objects.latest("id").person_id

    return work(actor, at).run(do)


def test_a_child_of_two_households_is_one_person(town: Town) -> None:
    first, second = town.open("de Wit"), town.open("Bakker")
    child = add(town.chief, first.code)
    assert add(town.chief, second.code, child) == child
    homes = work(town.chief, MOMENT).run(lambda _: Membership.objects.filter(person=child).count())
    assert homes == 2


def test_who_lives_in_an_unknown_household_is_not_to_be_found(town: Town) -> None:
    known, unknown = town.open("de Wit"), town.open("Bakker")
    stranger = add(town.chief, unknown.code)
    involve(town, known.code, town.karin)
    work(town.chief, MOMENT).run(
        lambda opened: appoint_lead(
            opened, known.code, professional=number(town.karin), reason="Knows them"
        )
    )
    just_after = MOMENT + timedelta(seconds=1)
    with pytest.raises(InvalidError, match="a household you know"):
        add(town.karin, known.code, stranger, just_after)
    assert work(town.karin, just_after).run(lambda _: Person.objects.count()) == 0
    assert add(town.karin, known.code, at=just_after)
