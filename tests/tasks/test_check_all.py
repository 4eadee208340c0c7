"""A round past every plan: what it finds, what it skips, and where it goes on."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from typing import Any

import pytest

from tandem.actions.plans import check_all as module
from tandem.actions.plans.check_all import (
    AlreadyGoingRoundError,
    How,
    Progress,
    check_all,
    rules_are_new,
)
from tandem.actions.plans.check_part import Part, check_part
from tandem.actions.processes import Here, beside
from tandem.core.access import SYSTEM
from tandem.core.check import VERSION, check
from tandem.core.check.answer import Answer, Verdict
from tandem.records.audit.models import Event
from tandem.records.plans import rounds
from tandem.records.plans.models import CheckRound, Plan
from tandem.records.plans.rounds import Round, Tally
from tandem.records.work import work
from tests.actions.plans.family import NOON
from tests.database import ConnectAs
from tests.tasks.town import Town, as_worker, verdicts

NIGHT = NOON + timedelta(hours=12)
NEXT = NIGHT + timedelta(hours=24)


def go_round(
    at: datetime = NIGHT,
    executor: Executor | None = None,
    *,
    ahead: int = 2,
    again: bool = False,
    part: int = module.PART,
) -> Round:
    told: list[Progress] = []
    how = How(executor or Here(), ahead=ahead, again=again, part=part)
    done = check_all(at, how, told.append)
    assert told[-1].left == 0
    return done


def kept(household: int) -> list[Verdict]:
    return work(SYSTEM, NIGHT).run(lambda _: verdicts(household))


class Interrupted(Executor):
    """Does so many parts, and then somebody presses Control-C."""

    def __init__(self, parts: int) -> None:
        self.left = parts

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return Here().submit(fn, *args, **kwargs)


def test_every_plan_is_checked_and_counted(town: Town) -> None:
    with as_worker():
        done = go_round()
        assert done.tally == Tally(fits=1, not_yet=2, solved=3)
        assert {one: kept(one) for one in town.households} == {
            one: [Verdict.FEASIBLE if one == town.fitting else Verdict.INFEASIBLE]
            for one in town.households
        }
        event = work(SYSTEM, NIGHT).run(lambda _: Event.objects.get(verb="checked-all"))
    assert (event.household_id, event.actor_id) == (None, None)
    assert event.data["not_yet"] == 2


def test_what_did_not_change_is_not_worked_out_again(town: Town) -> None:
    with as_worker():
        go_round()
        assert go_round(NEXT).tally == Tally(fits=1, not_yet=2)
    town.retitle("Praten")
    with as_worker():
        assert go_round(NEXT).tally == Tally(fits=1, not_yet=2, solved=1)
        assert go_round(NEXT, again=True).tally == Tally(fits=1, not_yet=2, solved=3)


def test_a_verdict_that_changed_is_counted(town: Town) -> None:
    with as_worker():
        go_round()
        work(SYSTEM, NIGHT).run(lambda _: _turn_over(town.fitting))
        assert go_round(NEXT, again=True).tally.changed == 1


def _turn_over(household: int) -> None:
    from tandem.records.plans.models import Verdict as Row

    Row.objects.filter(household_id=household).update(verdict="infeasible")


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_an_interrupted_round_goes_on_where_it_was(town: Town, parts: int) -> None:
    with as_worker():
        with pytest.raises(KeyboardInterrupt):
            check_all(NIGHT, How(Interrupted(parts), ahead=1, part=1), lambda _: None)
        row = work(SYSTEM, NIGHT).run(lambda _: CheckRound.objects.get())
        assert row.reached == (town.households[parts - 1] if parts else 0)
        seen: list[int] = []
        done = check_all(
            NIGHT + timedelta(hours=1), How(Here(), part=1), lambda told: seen.append(told.left)
        )
        assert seen[0] == 3 - parts
    assert done.tally == Tally(fits=1, not_yet=2, solved=3)


def test_a_part_that_was_done_and_not_noted_counts_once(town: Town) -> None:
    """Its answers are there, so only the count of what was worked out is lower."""
    with as_worker():
        check_part(Part(tuple(town.households[:2]), NIGHT, NIGHT))
        assert go_round(NIGHT).tally == Tally(fits=1, not_yet=2, solved=1)
        assert all(len(kept(one)) == 1 for one in town.households)


def test_a_round_of_long_ago_begins_anew(town: Town) -> None:
    with as_worker():
        with pytest.raises(KeyboardInterrupt):
            check_all(NIGHT, How(Interrupted(2), ahead=1, part=1), lambda _: None)
        done = go_round(NIGHT + rounds.FRESH)
        assert done.started_at == NIGHT + rounds.FRESH
        assert done.tally.done == len(town.households)


def test_new_rules_touch_every_plan(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with as_worker():
        go_round()
        assert not rules_are_new(NEXT)
        monkeypatch.setattr("tandem.records.plans.verdicts.VERSION", VERSION + 1)
        monkeypatch.setattr("tandem.records.plans.verdicts._RULES_SEEN", {})
        assert rules_are_new(NEXT)
        assert go_round(NEXT).tally == Tally(fits=1, not_yet=2, solved=3)
        assert not rules_are_new(NEXT)
        events = work(SYSTEM, NIGHT).run(lambda _: list(Event.objects.filter(verb="checked-all")))
    assert [one.data["new_rules"] for one in sorted(events, key=lambda one: one.pk)] == [
        False,
        True,
    ]
    del town


def test_two_do_not_go_round_at_once(town: Town, connect_as: ConnectAs) -> None:
    other = connect_as("tandem_worker")
    other.execute("SELECT pg_advisory_lock(hashtext('tandem check round'))")
    with as_worker():
        with pytest.raises(AlreadyGoingRoundError):
            go_round()
        other.execute("SELECT pg_advisory_unlock_all()")
        other.close()
        assert go_round().tally.done == len(town.households)


def test_a_plan_that_changed_meanwhile_keeps_its_newer_verdict(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tandem.actions.plans import check_part as parts

    def change_first(*asked: object, **more: object) -> Answer:
        work(SYSTEM, NIGHT).run(
            lambda _: Plan.objects.filter(household_id=town.fitting).update(version=99)
        )
        return check(*asked, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(parts, "check", change_first)
    with as_worker():
        check_part(Part((town.fitting,), NIGHT, NIGHT))
        assert kept(town.fitting) == []


def test_one_that_cannot_be_checked_does_not_stop_the_others(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tandem.actions.plans import check_part as parts

    def fail_once(*_: object, **__: object) -> Answer:
        monkeypatch.setattr(parts, "check", check)
        raise ZeroDivisionError

    monkeypatch.setattr(parts, "check", fail_once)
    with as_worker():
        assert go_round().tally.failed == 1
        assert go_round(NEXT).tally.done == len(town.households)
        assert go_round(NEXT).tally.failed == 0


def test_the_site_sees_nothing_of_a_round(town: Town, connect_as: ConnectAs) -> None:
    from psycopg import errors

    site = connect_as("tandem_app")
    with pytest.raises(errors.InsufficientPrivilege):
        site.execute("SELECT * FROM plans_checkround")
    del town


@pytest.mark.slow
def test_processes_beside_this_one_do_the_same(town: Town) -> None:
    with as_worker(), beside(2) as executor:
        done = go_round(executor=executor, part=1, ahead=4)
    assert done.tally == Tally(fits=1, not_yet=2, solved=3)
    del town
