"""Since when a plan fits or does not, and after whose change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.draft import draft_of
from tandem.core.check.answer import Verdict
from tandem.records.coordination.heads import head_of
from tandem.records.plans.models import Verdict as Row
from tandem.records.plans.verdict_history import Turn, turns_of
from tandem.records.work import work
from tandem.web.pages.turns import turns
from tests.actions.plans.family import NOON, Family


def ask(family: Family) -> None:
    family.run("samira", lambda w: check_plan(w, family.code))


def turned(family: Family) -> tuple[Turn, ...]:
    return family.run("samira", lambda w: turns_of(w, family.id))


def retitle(family: Family, title: str) -> None:
    draft = replace(draft_of(family.case(), family.row("coach-talk")), title=title)
    at = family.version("coach-talk")
    family.run(
        "bram",
        lambda w: change_agreement(w, family.code, key="coach-talk", version=at, draft=draft),
    )


def call_it(family: Family, verdict: Verdict) -> None:
    """Write down that the last answer was another, as if the plan had been another."""
    last = Row.objects.filter(household_id=family.id).order_by("-id")[:1].values("id")
    family.run("samira", lambda _: Row.objects.filter(id__in=last).update(verdict=verdict.value))


def test_the_first_verdict_is_the_first_turn(family: Family) -> None:
    assert turned(family) == ()
    ask(family)
    (first,) = turned(family)
    assert (first.verdict, first.was) == (Verdict.INFEASIBLE, None)


def test_a_turn_names_who_changed_what(family: Family) -> None:
    ask(family)
    call_it(family, Verdict.FEASIBLE)
    retitle(family, "Praten")
    ask(family)
    last, first = turned(family)
    assert (last.verdict, last.was) == (Verdict.INFEASIBLE, Verdict.FEASIBLE)
    assert last.event is not None
    assert last.event.actor
    assert last.event.verb == "changed"
    assert last.event.title == "Praten"
    assert first.was is None
    told = family.run("samira", lambda w: turns(w, head_of(w, family.code)))
    assert "Praten" in told[0].what
    assert "past het niet meer" in told[0].what


def test_the_same_verdict_again_is_no_turn(family: Family) -> None:
    ask(family)
    retitle(family, "Praten")
    ask(family)
    assert len(turned(family)) == 1


def test_new_rules_turn_it_too(family: Family) -> None:
    ask(family)
    call_it(family, Verdict.FEASIBLE)
    family.run("samira", lambda _: Row.objects.filter(household_id=family.id).update(rules="old"))
    family.run("samira", lambda w: check_plan(w, family.code, afresh=True))
    last = turned(family)[0]
    assert last.new_rules
    assert last.event is None


def test_of_another_household_there_is_nothing(family: Family) -> None:
    ask(family)
    assert (
        work(family.actors["stranger"], NOON + timedelta(days=1)).run(
            lambda w: turns_of(w, family.id)
        )
        == ()
    )
