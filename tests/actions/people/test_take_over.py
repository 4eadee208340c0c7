"""Somebody leaves: nothing is left without a holder, whatever she held and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

import pytest
from django.db import connection

from tandem.actions.coordination.leads import appoint_stand_in, ask_to_lead, pass_the_lead
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.involve import (
    NewInvolvement,
    NewMember,
    add_member,
    involve_professional,
)
from tandem.actions.people.parental_authority import Authority, say_who_has_authority
from tandem.actions.people.take_over import close_account, take_over
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.core.access import SYSTEM, Actor, Duty, InvolvementRole
from tandem.core.model import State
from tandem.records.coordination.heads import UnknownHouseholdError, head_by_id, head_of
from tandem.records.coordination.holdings import holdings_of, still_holds
from tandem.records.coordination.models import Item, Offer
from tandem.records.people.models import Account, Involvement, Organisation
from tandem.records.people.rows import Source
from tandem.records.sign_in import Backend
from tandem.records.work import Work, work
from tests.actions.town import GROUND, MOMENT, Town, build, number, professional

pytestmark = pytest.mark.django_db

HOLDERLESS = """
    SELECT 'lead', h.id FROM people_household h
        JOIN coordination_track t ON t.household_id = h.id AND upper_inf(t.period)
        WHERE (SELECT count(*) FROM coordination_lead l
               WHERE l.household_id = h.id AND l.period @> %(at)s) <> 1
    UNION ALL SELECT 'item', i.id FROM coordination_item i
        WHERE i.closed_at IS NULL AND NOT EXISTS (
            SELECT FROM people_account a WHERE a.professional_id = i.holder_id AND a.is_active)
    UNION ALL SELECT 'owner', a.id FROM plans_agreement a
        JOIN people_involvement i ON i.id = a.owner_involvement_id
        WHERE i.until IS NOT NULL AND i.until <= %(at)s
          AND a.state IN ('proposed', 'agreed', 'active', 'on-hold')
    UNION ALL SELECT 'decided', a.id FROM plans_agreement a
        JOIN people_involvement i ON i.id = a.decided_by_id
        WHERE i.until IS NOT NULL AND i.until <= %(at)s
          AND a.state IN ('proposed', 'agreed', 'active', 'on-hold')
    UNION ALL SELECT 'two offers', item_id FROM coordination_offer
        WHERE answered_at IS NULL GROUP BY item_id HAVING count(*) > 1
    UNION ALL SELECT 'to nobody', f.id FROM coordination_offer f
        WHERE f.answered_at IS NULL AND NOT EXISTS (
            SELECT FROM people_account a WHERE a.professional_id = f.to_id AND a.is_active)
"""


@dataclass
class World:
    """Three households of one area, a few colleagues, and a clock that goes on."""

    town: Town
    codes: list[str]
    people: dict[str, Actor]
    chance: Random
    minutes: Iterator[int] = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        return MOMENT + timedelta(minutes=next(self.minutes))

    def run(self, who: Actor, do: object) -> object:
        return work(who, self.now()).run(do)  # type: ignore[arg-type]

    def holderless(self) -> list[tuple[str, int]]:
        at = self.now()

        def ask(_: Work) -> list[tuple[str, int]]:
            with connection.cursor() as cursor:
                cursor.execute(HOLDERLESS, {"at": at})
                return list(cursor.fetchall())

        return work(self.town.chief, at).run(ask)


def world(seed: int) -> World:
    town, chance = build(), Random(seed)

    def colleagues(_: Work) -> dict[str, Actor]:
        home = Organisation.objects.get()
        names = ("Anouk", "Bas", "Chris")
        made = {name: professional(home, name) for name in names}
        made["Boss"] = professional(home, "Boss", Duty.ADMINISTRATOR)
        return made

    people = work(SYSTEM, MOMENT).run(colleagues) | {"Karin": town.karin, "Peter": town.peter}
    made = World(town, [town.open(f"Gezin {n}").code for n in range(3)], people, chance)
    for code in made.codes:
        made.run(town.chief, lambda w, code=code: _fill(w, made, code))
        made.run(town.karin, lambda w, code=code: _agree(w, made, code))
    return made


def _fill(opened: Work, made: World, code: str) -> None:
    """Let Karin hold anything, and others something too."""
    head, chance = head_of(opened, code), made.chance
    add_member(opened, head, NewMember("Ans", key="ans", born=date(1980, 1, 1)))
    keys = {}
    for name in ("Karin", *chance.sample(["Anouk", "Bas", "Chris"], 2)):
        new = NewInvolvement(
            number(made.people[name]), InvolvementRole.PROVIDER, "Helpen", GROUND, name.lower()
        )
        keys[name] = involve_professional(opened, head_of(opened, code), new)
    karin = number(made.people["Karin"])
    other = number(made.people[next(one for one in keys if one != "Karin")])
    head = head_of(opened, code)
    if chance.random() < 0.5:
        pass_the_lead(opened, head.id, professional=karin, reason="Kent het gezin")
    else:
        if chance.random() < 0.5:
            pass_the_lead(opened, head.id, professional=other, reason="Kent het gezin")
            until = opened.at + timedelta(days=9)
            appoint_stand_in(opened, code, professional=karin, until=until)
        if chance.random() < 0.5:
            ask_to_lead(opened, code, professional=karin, reason="Kent het gezin")
    for _ in range(chance.randrange(3)):
        holder, to = chance.sample([karin, other], 2)
        item = Item.objects.create(
            household_id=head.id, kind="question", text="?", holder_id=holder, opened_at=opened.at
        )
        if chance.random() < 0.6:
            Offer.objects.create(
                household_id=head.id, item=item, to_id=to, offered_at=opened.at, offered_by=1
            )


def _agree(opened: Work, made: World, code: str) -> None:
    """Let Karin answer for agreements, decide on them, or both."""
    keys = [one.key for one in head_of(opened, code).involved if one.key not in {"desk", "karin"}]
    pairs = [("karin", None), ("karin", "karin"), (keys[0], "karin")]
    for n in range(made.chance.randrange(3)):
        owner, decided = made.chance.choice(pairs)
        draft = AgreementDraft(f"Gesprek {n}", "own", owner=owner, members=("ans",))
        add_agreement(opened, code, draft=replace(draft, decided_by=decided))


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_ever_without_a_holder_and_at_the_end_she_is_out(seed: int) -> None:
    made = world(seed)
    chief, boss = made.town.chief, made.people["Boss"]
    karin, held = number(made.people["Karin"]), made.codes[:]
    assert made.holderless() == []
    made.chance.shuffle(held)
    for done, code in enumerate(held):
        with pytest.raises(InvalidError):
            made.run(boss, lambda w: close_account(w, leaver=karin))
        left = made.run(chief, lambda w: holdings_of(w, karin))
        assert {one.code for one in left} == set(held[done:])  # type: ignore[attr-defined]
        to = number(made.people[made.chance.choice(["Anouk", "Bas", "Chris", "Peter"])])
        made.run(
            chief,
            lambda w, code=code, to=to: take_over(
                w, code, leaver=karin, to=to, reason="Een andere baan"
            ),
        )
        assert made.holderless() == []
        with pytest.raises(UnknownHouseholdError):
            made.run(made.people["Karin"], lambda w, code=code: head_of(w, code))
        with pytest.raises(InvalidError):
            made.run(
                chief,
                lambda w, code=code, to=to: take_over(w, code, leaver=karin, to=to, reason="Nog"),
            )
    assert made.run(chief, lambda w: holdings_of(w, karin)) == ()
    assert made.run(boss, lambda w: still_holds(w, karin)) == 0
    made.run(boss, lambda w: close_account(w, leaver=karin))
    assert made.holderless() == []
    account = made.people["Karin"].account
    assert account is not None
    assert Backend().get_user(account) is None


def test_all_of_a_household_or_nothing() -> None:
    """What stops half way leaves everything as it was."""
    made = world(3)
    karin, code = number(made.people["Karin"]), made.codes[0]
    before = made.run(made.town.chief, lambda w: holdings_of(w, karin))

    def breaks(opened: Work) -> None:
        take_over(opened, code, leaver=karin, to=number(made.people["Bas"]), reason="Weg")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made.run(made.town.chief, breaks)
    assert made.run(made.town.chief, lambda w: holdings_of(w, karin)) == before


def test_the_yes_of_the_family_stays_and_the_new_holder_is_asked() -> None:
    made = world(1)
    code, chief = made.codes[0], made.town.chief
    karin = made.people["Karin"]
    draft = AgreementDraft("Koffie", "own", owner="karin", members=("ans",))
    key = made.run(karin, lambda w: add_agreement(w, code, draft=draft)).key  # type: ignore[attr-defined]
    made.run(
        chief,
        lambda w: take_over(
            w, code, leaver=number(karin), to=number(made.people["Peter"]), reason="Weg"
        ),
    )
    from tandem.actions.households import case_of

    row = made.run(chief, lambda w: case_of(w, code).plan.agreement(key))
    assert row.state is State.PROPOSED  # type: ignore[attr-defined]
    assert row.yes_from_version == 1  # type: ignore[attr-defined]


def test_who_guards_a_child_is_not_replaced_by_a_colleague() -> None:
    made = world(2)
    code, chief = made.codes[0], made.town.chief
    head = made.run(chief, lambda w: head_of(w, code))
    made.run(chief, lambda w: add_member(w, head, NewMember("Bo", "bo", date(2020, 1, 1))))  # type: ignore[arg-type]
    guard = Authority(guardian="karin", source=Source.TOLD)
    made.run(chief, lambda w: say_who_has_authority(w, code, child="bo", authority=guard))
    with pytest.raises(InvalidError):
        made.run(
            chief,
            lambda w: take_over(
                w,
                code,
                leaver=number(made.people["Karin"]),
                to=number(made.people["Peter"]),
                reason="Weg",
            ),
        )


def test_only_the_team_leader_of_the_area_reassigns_and_only_duties_close() -> None:
    made = world(4)
    code = made.codes[0]
    values = {
        "leaver": number(made.people["Karin"]),
        "to": number(made.people["Peter"]),
        "reason": "Weg",
    }
    for who, error in (
        ("Boss", UnknownHouseholdError),
        ("Anouk", (NotAllowedError, UnknownHouseholdError)),
    ):
        with pytest.raises(error):
            made.run(made.people[who], lambda w: take_over(w, code, **values))  # type: ignore[arg-type]
    with pytest.raises(NotAllowedError):
        made.run(made.people["Peter"], lambda w: close_account(w, leaver=number(made.town.desk)))


def test_the_administrator_counts_and_has_no_household() -> None:
    made = world(5)
    boss, karin = made.people["Boss"], number(made.people["Karin"])
    assert made.run(boss, lambda w: still_holds(w, karin)) == 3
    assert made.run(boss, lambda w: holdings_of(w, karin)) == ()
    assert made.run(made.people["Peter"], lambda w: still_holds(w, karin)) == 0
    assert made.run(boss, lambda _: Involvement.objects.count()) == 0


def test_who_leads_an_area_cannot_simply_go() -> None:
    made = world(6)
    chief = number(made.town.chief)
    with pytest.raises(InvalidError):
        made.run(made.people["Boss"], lambda w: close_account(w, leaver=chief))
    assert made.run(
        made.people["Boss"],
        lambda _: Account.objects.filter(professional_id=chief, is_active=True).exists(),
    )
    assert made.run(made.town.chief, lambda w: head_by_id(w, head_of(w, made.codes[0]).id))
