"""What a family does itself is hers; what is done for it is told; what was kept is counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from tandem.actions.coordination.items import Seen, offer_item
from tandem.actions.coordination.offers import Declined, NewOffer, accept_offer, decline_offer
from tandem.actions.coordination.own_actions import (
    NewOwnAction,
    add_own_action,
    end_own_action,
    own_actions_seen,
    remind_me,
    remind_today,
)
from tandem.actions.coordination.tasks import (
    NewAction,
    NewCommission,
    add_action,
    add_commission,
    finish_item,
)
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.involve import NewMember, add_member, add_supporter
from tandem.core.access import SYSTEM, Actor, Duty
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.items import item_row, items_for_family
from tandem.records.coordination.kept import Kept, kept_by_me, kept_by_organisations
from tandem.records.coordination.means import obstacles_of
from tandem.records.coordination.models import MaySee, NoticeKind, Outbox, OwnEnd
from tandem.records.coordination.notices import notices_of
from tandem.records.door import plumbing
from tandem.records.people.models import Account, Membership, Organisation
from tandem.records.sign_in import actor_of
from tandem.records.work import SomebodyWasFirstError, Work, work
from tests.actions.town import MOMENT, Town, build, involve, later, number, professional
from tests.tasks.town import as_worker

pytestmark = pytest.mark.django_db
WHY = "ik moest opeens werken"
TOMORROW = (MOMENT + timedelta(days=1)).date()


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


def made(who: Actor, change: Callable[[Work], int], minutes: float = 1) -> int:
    return work(who, later(minutes)).run(change)


def lives_there(town: Town, code: str, name: str) -> Actor:
    """Write a member with an account."""

    def write(opened: Work) -> int:
        add_member(opened, head_of(opened, code), NewMember(name, key=name.casefold()))
        return Membership.objects.get(key=name.casefold()).person_id

    person = work(town.chief, later(0)).run(write)
    return work(SYSTEM, later(0)).run(
        lambda _: actor_of(Account.objects.create(username=name, name=name, person_id=person))
    )


def news(who: Actor) -> list[NoticeKind]:
    return work(who, later(900)).run(lambda opened: [one.kind for one in notices_of(opened)])


def test_her_words_reach_who_leads_and_who_wrote_it_down_and_count_nowhere(
    town: Town, code: str
) -> None:
    roos, tim = lives_there(town, code, "Roos"), lives_there(town, code, "Tim")
    new = NewOwnAction("De post openmaken", who="roos", by_when=date(2020, 1, 1))
    own = made(town.karin, lambda opened: add_own_action(opened, code, new))
    with pytest.raises(InvalidError):
        do(tim, lambda opened: add_own_action(opened, code, new))
    for somebody in (town.chief, town.karin, tim):
        with pytest.raises(NotAllowedError):
            do(somebody, lambda opened: end_own_action(opened, code, own, OwnEnd.WORKED))
    with pytest.raises(InvalidError):
        do(roos, lambda opened: end_own_action(opened, code, own, OwnEnd.NOT, " "))
    seen = [
        do(one, lambda opened: len(own_actions_seen(opened, head_of(opened, code))))
        for one in (roos, town.chief, town.karin, tim)
    ]
    assert seen == [1, 1, 1, 0]
    do(roos, lambda opened: end_own_action(opened, code, own, OwnEnd.NOT, WHY), 2)
    with pytest.raises(SomebodyWasFirstError):
        do(roos, lambda opened: end_own_action(opened, code, own, OwnEnd.WORKED), 3)
    said = work(town.chief, later(4)).run(
        lambda opened: obstacles_of(opened, head_of(opened, code).id)
    )
    assert [(one.what, one.whose, one.holder) for one in said] == [
        (f"De post openmaken: {WHY}", "Roos", number(town.chief))
    ]
    assert NoticeKind.ANSWERED in news(town.chief)
    assert NoticeKind.ANSWERED in news(town.karin)
    assert do(town.chief, lambda opened: sum(kept_by_me(opened).values())) == 0


@pytest.mark.django_db(transaction=True)
def test_she_is_reminded_once_on_the_day_she_chose_and_by_nobody_else(
    town: Town, code: str
) -> None:
    roos = lives_there(town, code, "Roos")
    for_her = NewOwnAction("Bellen", who="roos", remind_on=TOMORROW)
    with pytest.raises(InvalidError):
        do(town.karin, lambda opened: add_own_action(opened, code, for_her))
    own = made(roos, lambda opened: add_own_action(opened, code, NewOwnAction("Bellen")))
    with plumbing():
        assert not Outbox.objects.filter(name="remind-own-action").exists()
    do(roos, lambda opened: remind_me(opened, code, own, TOMORROW), 2)
    moments = [MOMENT + timedelta(days=days) for days in (0, 1, 1, 2)]
    with as_worker():
        strikes = [work(SYSTEM, at).run(lambda w: remind_today(w, own)) for at in moments]
    assert strikes == [False, True, False, False]
    assert news(roos).count(NoticeKind.OWN) == 1
    do(roos, lambda opened: end_own_action(opened, code, own, OwnEnd.DROPPED), 3)
    assert (
        work(town.chief, later(4)).run(
            lambda opened: obstacles_of(opened, head_of(opened, code).id)
        )
        == ()
    )


def test_the_family_speaks_for_who_helps_from_the_network_without_an_account(
    town: Town, code: str
) -> None:
    roos = lives_there(town, code, "Roos")
    do(town.chief, lambda w: add_supporter(w, head_of(w, code), name="Oma Riet", key="oma"))
    new = NewOwnAction("Op woensdag eten brengen", who="oma")
    own = made(roos, lambda opened: add_own_action(opened, code, new))
    do(roos, lambda opened: end_own_action(opened, code, own, OwnEnd.WORKED), 2)


def commission(town: Town, code: str, family: str = "") -> int:
    new = NewCommission(
        "Een regeling", TOMORROW, "Bel me", MaySee.ASKED, NewOffer(number(town.chief)), family
    )
    return made(town.karin, lambda opened: add_commission(opened, code, new))


def test_the_family_reads_only_the_sentence_that_was_written_for_it(town: Town, code: str) -> None:
    commission(town, code)
    told = commission(town, code, "Wij zoeken een regeling.")
    roos = lives_there(town, code, "Roos")
    rows = work(roos, later(5)).run(
        lambda w: items_for_family(w, head_of(w, code).id, MOMENT - timedelta(days=1))
    )
    assert [(one.id, one.for_family) for one in rows] == [(told, "Wij zoeken een regeling.")]


def test_who_asked_hears_every_answer_and_every_report(town: Town, code: str) -> None:
    item = commission(town, code)
    assert news(town.chief) == [NoticeKind.OFFER]
    no = Declined("no-time", "Nu niet")
    do(town.chief, lambda opened: decline_offer(opened, code, item, no), 2)
    assert news(town.karin) == [NoticeKind.ANSWERED]
    row = work(town.karin, later(3)).run(lambda w: item_row(w, head_of(w, code).id, item))
    assert row is not None
    seen = Seen(code, item, row.version)
    do(town.karin, lambda opened: offer_item(opened, seen, to=number(town.chief)), 3)
    assert news(town.chief) == [NoticeKind.OFFER] * 2, "told once, also by way of the list"
    do(town.chief, lambda opened: accept_offer(opened, code, item), 4)
    do(town.chief, lambda opened: finish_item(opened, code, item, "Klaar"), 5)
    assert news(town.karin) == [NoticeKind.ANSWERED] * 3


# --- agreements kept ----------------------------------------------------------------------------


def ended(code: str, who: Actor, times: int, *, late: int = 0) -> None:
    new, moment = NewAction("Bellen", MOMENT.date()), MOMENT + timedelta(days=late)
    items = [made(who, lambda opened: add_action(opened, code, new)) for _ in range(times)]
    for item in items:
        work(who, moment).run(partial(finish_item, code=code, item=item, words=""))


def read(who: Actor) -> dict[str, list[int | None]]:
    """What somebody reads of organisations, four days later."""
    found = work(who, MOMENT + timedelta(days=4)).run(kept_by_organisations)
    return {one.organisation: [one.counts[way] for way in Kept] for one in found}


def test_counts_tell_of_no_person_and_of_no_small_group(town: Town, code: str) -> None:
    def others(_: Work) -> tuple[Actor, Actor]:
        school = Organisation.objects.create(name="Aventus")
        return professional(school, "Sam"), professional(school, "Wouter", Duty.MANAGER)

    sam, manager = work(SYSTEM, later(0)).run(others)
    for who, key in ((town.peter, "peter"), (sam, "sam")):
        involve(town, code, who, key)
    ended(code, town.karin, 9)
    ended(code, town.peter, 4)
    ended(code, sam, 12)
    assert read(manager) == {"Aventus": [None] * 5, "Gemeente Dommeldal": [None] * 5}
    ended(code, town.chief, 1)
    ended(code, town.chief, 1, late=3)
    assert read(manager)["Gemeente Dommeldal"] == [None] * 5, "13 could be told: 14 less the one"
    ended(code, town.chief, 10, late=3)
    assert read(manager) == {"Aventus": [None] * 5, "Gemeente Dommeldal": [14, 11, *[None] * 3]}
    assert list(read(sam)) == ["Aventus"]
    assert read(lives_there(town, code, "Roos")) == {}
    mine = work(sam, MOMENT + timedelta(days=4)).run(kept_by_me)
    assert (mine[Kept.IN_TIME], sum(mine.values())) == (12, 12)
