"""Items change hands: taken when they lie still, offered, given; and the list that shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.actions.coordination.holding import UnknownItemError
from tandem.actions.coordination.items import (
    Seen,
    answer_offer,
    drop_view,
    give_item,
    offer_item,
    save_view,
    take_item,
)
from tandem.actions.coordination.offers import OFFER_CLOCK
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.core.access.idle import PATIENCE, Standing, is_idle
from tandem.core.coordination.clocks import Step
from tandem.records.coordination.also_waiting import Also, also_waiting
from tandem.records.coordination.held import Due, Filter, Whose, caseload, held, views_of
from tandem.records.coordination.items import item_row
from tandem.records.coordination.models import Item, Offer, Outbox
from tandem.records.work import Work
from tests.actions.plans.family import DAY, Family, five_plans

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def family() -> Family:
    return five_plans()


def number(family: Family, key: str) -> int:
    return family.actors[key].professional or 0


def add(family: Family, holder: str, kind: str = "nog-onbekend", due: date | None = DAY) -> Seen:
    def write(_work: object) -> Seen:
        row = Item.objects.create(
            household_id=family.id,
            kind=kind,
            text=f"{kind} van {holder}",
            holder_id=number(family, holder),
            opened_at=family.at,
            due_on=due,
        )
        return Seen(family.code, row.pk, 1)

    return family.run("samira", write)


def holder(family: Family, seen: Seen) -> tuple[int, int]:
    return family.run(
        "samira", lambda _: Item.objects.values_list("holder_id", "version").get(pk=seen.item)
    )


def test_only_what_lies_still_is_taken_and_by_one_of_two(family: Family) -> None:
    busy, still = add(family, "dirk"), add(family, "dirk", due=DAY - PATIENCE - WEEK)
    with pytest.raises(InvalidError):
        family.run("bram", partial(take_item, seen=busy))
    for stranger in ("kevin", "karin"):
        with pytest.raises(NotAllowedError):
            family.run(stranger, partial(take_item, seen=still))
    family.run("bram", partial(take_item, seen=still))
    with pytest.raises(ChangedMeanwhileError):
        family.run("samira", partial(take_item, seen=still))
    assert holder(family, still) == (number(family, "bram"), 2)
    family.run("chief", partial(take_item, seen=busy))
    assert holder(family, busy) == (number(family, "chief"), 2)
    with pytest.raises(UnknownItemError):
        family.run("chief", partial(take_item, seen=add(family, "dirk", "correction")))


def test_an_offer_leaves_it_where_it_is_until_the_answer(family: Family) -> None:
    seen, bram = add(family, "dirk"), number(family, "bram")
    for writer, to in (("dirk", number(family, "stranger")), ("dirk", number(family, "dirk"))):
        with pytest.raises(InvalidError):
            family.run(writer, partial(offer_item, seen=seen, to=to))
    with pytest.raises(NotAllowedError):
        family.run("samira", partial(offer_item, seen=seen, to=bram))
    family.run("dirk", partial(offer_item, seen=seen, to=bram))
    assert holder(family, seen) == (number(family, "dirk"), 1)
    with pytest.raises(InvalidError):
        family.run("dirk", partial(offer_item, seen=seen, to=number(family, "samira")))
    with pytest.raises(NotAllowedError):
        family.run("samira", partial(answer_offer, seen=seen, accepted=True))
    with pytest.raises(InvalidError):
        family.run("bram", partial(answer_offer, seen=seen, accepted=False))
    family.run("bram", partial(answer_offer, seen=seen, accepted=False, words="Geen tijd"))
    family.run("dirk", partial(offer_item, seen=seen, to=bram))
    offered = family.run("bram", lambda w: held(w, Filter())).rows
    assert [(one.id, one.offered_to_me) for one in offered] == [(seen.item, True)]
    family.run("bram", partial(answer_offer, seen=seen, accepted=True))
    assert holder(family, seen) == (bram, 2)
    assert family.run("bram", lambda _: Offer.objects.filter(answered_at=None).count()) == 0


@pytest.mark.parametrize("kind", ["nog-onbekend", "obstacle"])
def test_an_offer_of_whatever_kind_stands_on_today_of_who_is_asked(
    family: Family, kind: str
) -> None:
    seen = add(family, "dirk", kind)
    family.run("dirk", partial(offer_item, seen=seen, to=number(family, "bram")))
    waiting = family.run("bram", also_waiting)
    assert [(one.what, one.number) for one in waiting] == [(Also.OFFER, seen.item)]


def test_what_has_steps_of_its_own_changes_hands_by_them(family: Family) -> None:
    """From the list of everything too: it counts as passed on, and its clock is set."""
    seen, bram = add(family, "dirk", "action"), number(family, "bram")
    family.run("dirk", partial(offer_item, seen=seen, to=bram))
    assert holder(family, seen) == (number(family, "dirk"), 2)
    clocks = family.run("dirk", lambda _: Outbox.objects.filter(name=OFFER_CLOCK).count())
    assert clocks == len(Step)
    again = replace(seen, version=2)
    family.run("bram", partial(answer_offer, seen=again, accepted=False, words="Geen tijd"))
    row = family.run("dirk", lambda _: Offer.objects.get(item_id=seen.item))
    assert (row.accepted, row.reason, row.answer) == (False, "other", "Geen tijd")
    family.run("dirk", partial(offer_item, seen=replace(seen, version=3), to=bram))
    family.run("bram", partial(answer_offer, seen=replace(seen, version=4), accepted=True))
    assert holder(family, seen) == (bram, 5)
    found = family.run("bram", lambda w: item_row(w, family.id, seen.item))
    assert found is not None
    assert found.passed_on == 1
    samira = number(family, "samira")
    given = partial(give_item, seen=replace(seen, version=5), to=samira, reason="Bram is ziek")
    family.run("chief", given)
    assert holder(family, seen) == (samira, 6)


def test_a_team_leader_gives_it_at_once_and_says_why(family: Family) -> None:
    seen, bram = add(family, "dirk"), number(family, "bram")
    with pytest.raises(InvalidError):
        family.run("chief", partial(give_item, seen=seen, to=bram, reason=" "))
    with pytest.raises(InvalidError):
        family.run(
            "chief", partial(give_item, seen=seen, to=number(family, "stranger"), reason="Vol")
        )
    with pytest.raises(NotAllowedError):
        family.run("samira", partial(give_item, seen=seen, to=bram, reason="Vol"))
    family.run("chief", partial(give_item, seen=seen, to=bram, reason="Dirk is ziek"))
    assert holder(family, seen) == (bram, 2)


def test_the_list_counts_filters_and_pages_whatever_the_kind(family: Family) -> None:
    days = [DAY - WEEK, DAY, DAY + WEEK, DAY + 20 * WEEK, None]
    made = [add(family, "bram", kind, due) for kind in ("signal", "nog-onbekend") for due in days]
    add(family, "dirk", "signal")
    add(family, "dirk", "correction")

    def rows(who: str, wanted: Filter, **more: int) -> list[int]:
        return [one.id for one in family.run(who, lambda w: held(w, wanted, **more)).rows]

    assert len(rows("bram", Filter())) == len(made)
    assert rows("bram", Filter())[0] in {made[0].item, made[5].item}, "overdue first"
    assert len(rows("bram", Filter(kind="nog-onbekend"))) == len(days)
    assert rows("bram", Filter(due=Due.OVERDUE, kind="signal")) == [made[0].item]
    assert rows("bram", Filter(due=Due.NO_DAY, kind="signal")) == [made[4].item]
    assert rows("bram", Filter(household="elders")) == []
    pages = [rows("bram", Filter(), page=page, most=4) for page in (1, 2, 3, 4)]
    assert [len(one) for one in pages] == [4, 4, 2, 0]
    assert [one for page in pages for one in page] == rows("bram", Filter())
    load = family.run("bram", lambda w: caseload(w, Whose.MINE))
    assert dict(load.kinds) == {"signal": 5, "nog-onbekend": 5}
    assert [one.count for one in load.weeks] == [2, 2, 2, 0, 0, 2, 2]
    team = family.run("bram", lambda w: held(w, Filter(Whose.TEAM)))
    assert [(one.kind, one.text) for one in team.rows] == [("signal", "")]
    assert len(rows("chief", Filter(Whose.TEAM))) == 11
    assert rows("stranger", Filter(Whose.TEAM)) == rows("karin", Filter()) == []
    family.run("bram", lambda w: save_view(w, name="Te laat", query="wanneer=overdue"))
    family.run("bram", lambda w: save_view(w, name="Te laat", query="wanneer=later"))
    ((view, name, query),) = family.run("bram", views_of)
    assert (name, query) == ("Te laat", "wanneer=later")
    family.run("dirk", lambda w: drop_view(w, view))
    assert family.run("dirk", views_of) == ()
    assert len(family.run("bram", views_of)) == 1


@given(
    due=st.none() | st.integers(-12, 12),
    opened=st.integers(0, 40),
    offered=st.none() | st.integers(0, 12),
    here=st.booleans(),
)
@settings(max_examples=200)
def test_what_lies_still_is_past_its_day_unanswered_or_of_nobody(
    due: int | None, opened: int, offered: int | None, *, here: bool
) -> None:
    one = Standing(
        DAY - timedelta(days=opened),
        None if due is None else DAY + timedelta(days=due),
        None if offered is None else DAY - timedelta(days=offered),
        holder_is_here=here,
    )
    still = not here or (offered or 0) > 7 or (opened > 28 if due is None else due < -7)
    assert is_idle(one, DAY) is still


def test_the_database_finds_what_lies_still_as_the_rule_says(family: Family) -> None:
    family.at += 60 * timedelta(days=1)
    today = family.at.date()
    for ago in (*range(-1, 10), 27, 28, 29, 30):
        then = family.at - timedelta(days=ago)
        add(family, "bram", due=today - timedelta(days=ago))
        undated, offered = add(family, "bram", due=None), add(family, "bram", due=today)
        family.run("bram", partial(offer_item, seen=offered, to=number(family, "dirk")))
        family.run("samira", partial(_since, undated=undated, offered=offered, then=then))
    everything = family.run("bram", lambda w: held(w, Filter(), most=100)).rows
    found = family.run("bram", lambda w: held(w, Filter(idle=True), most=100)).rows
    assert {one.id for one in found} == {one.id for one in everything if one.is_idle}
    assert len(found) > 5


def _since(_work: Work, undated: Seen, offered: Seen, then: datetime) -> None:
    Item.objects.filter(pk=undated.item).update(opened_at=then)
    Offer.objects.filter(item_id=offered.item).update(offered_at=then)
