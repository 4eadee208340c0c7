"""Load over the weeks: contacts, hours, travel, letters and forms, and when they grew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check import check
from tandem.core.check.load_weeks import MemberWeeks, WeekLoad, load_by_week
from tandem.core.model import (
    Agreement,
    Form,
    Household,
    Member,
    Paperwork,
    Period,
    with_starts,
)
from tests.core.households import HOUSEHOLDS, SHARDS, cases
from tests.core.oracle.build import MON, TUE, agreement, household, rule_base, session

KEVIN = Member("kevin", "Kevin", contacts_a_week=2)


def talk(key: str, day: int, start: date | None = None, visit: str | None = None) -> Agreement:
    one = agreement(key, session([day], "10:00-11:00", contact_of=("kevin",), visit=visit))
    return replace(one, form=replace(one.form, start=start))


def kevin(*agreements: Agreement, member: Member = KEVIN) -> MemberWeeks:
    (found,) = load_by_week(household(*agreements, members=(member,))).members
    return found


def papers(*demands: Paperwork) -> Agreement:
    one = agreement("papers")
    return replace(
        one, form=replace(one.form, demands=replace(one.form.demands, paperwork=demands))
    )


def test_the_next_contact_is_one_too_many_exactly_at_what_can_be_carried() -> None:
    one, two = talk("a", MON), talk("b", TUE)
    assert kevin(one).room == 1
    assert kevin(one, two).room == 0
    assert kevin(one, two).over == ()
    over = kevin(one, two, talk("c", MON))
    assert over.room == -1
    assert over.over == tuple(range(len(over.weeks)))


def test_nobody_is_warned_who_was_never_asked() -> None:
    found = kevin(talk("a", MON), member=replace(KEVIN, contacts_a_week=None))
    assert found.room is None
    assert found.over == ()


def test_letters_and_forms_a_month_become_minutes_a_week() -> None:
    found = kevin(papers(Paperwork(("kevin",), 4, 30)))
    assert found.weeks[0] == WeekLoad(pieces=4, paper_minutes=28)
    assert found.weeks[0].total == 28


@pytest.mark.parametrize("pieces", [None, 0])
def test_letters_that_nobody_counted_ask_nothing(pieces: int | None) -> None:
    assert not kevin(papers(Paperwork(("kevin",), pieces, 30))).asks


def test_letters_count_in_the_weeks_that_their_days_touch() -> None:
    start = household(members=(KEVIN,)).horizon.monday(2)
    within = Period(start.replace(day=start.day), start)
    found = kevin(papers(Paperwork(("kevin",), 1, None, period=within)))
    assert [n for n, week in enumerate(found.weeks) if week.pieces] == [2]


def test_when_it_grew_and_by_whom() -> None:
    later = household(members=(KEVIN,)).horizon.monday(1)
    found = kevin(talk("a", MON), talk("b", TUE, start=later))
    assert [(one.agreement, one.from_start) for one in found.arrivals] == [
        ("a", True),
        ("b", False),
    ]
    assert found.arrivals[1].week == later
    assert found.arrivals[1].adds == WeekLoad(contacts=1, minutes=60)


def test_a_shared_visit_grows_once() -> None:
    found = kevin(talk("a", MON, visit="same"), talk("b", MON, visit="same"))
    assert found.most == 1
    assert sum(one.adds.contacts for one in found.arrivals) == 1


def test_what_nobody_asks_anything_of_grew_by_nothing() -> None:
    assert kevin(Agreement("a", "A", "own", "kevin", Form(), ("kevin",))).arrivals == ()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_heaviest_week_is_what_the_check_says(shard: int) -> None:
    """Contacts, hours and travel agree with the load of the answer, for random households."""
    assert HOUSEHOLDS
    for case in cases(shard, every=5):
        answer = check(case.household, case.rules, proposals=0, limit=1)
        days = answer.witness.days if answer.witness else ()
        started = with_starts(case.household, {one.agreement: one.first for one in days})
        found = load_by_week(started, case.rules.holidays)
        for one, weeks in zip(answer.load.members, found.members, strict=True):
            assert weeks.most == one.contacts
            heaviest = max(week.minutes + week.travel for week in weeks.weeks)
            assert heaviest == one.minutes + one.travel
            assert weeks.professionals == one.professionals
        assert max(week.contacts for week in found.weeks) == answer.load.contacts


def test_papers_change_nothing_of_the_answer() -> None:
    """They take no place in the week: the check is the same with and without them."""
    plain: Household = household(talk("a", MON), members=(KEVIN,))
    more = replace(plain, agreements=(*plain.agreements, papers(Paperwork(("kevin",), 200, 600))))
    assert check(more, rule_base()).verdict is check(plain, rule_base()).verdict
