"""*Vandaag*: what waits for me, what waits too long first, and my households with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.core.access import Action, AnswerKind, AsWhom
from tandem.core.check.answer import Verdict
from tandem.records.coordination.lists import own_households
from tandem.records.coordination.today import (
    LastVerdict,
    MyHousehold,
    Today,
    WaitingAgreement,
    WaitingElse,
    WaitingKind,
    today_of,
)
from tandem.web import wording
from tandem.web.pages.doors import Visit, page
from tandem.web.shapes.people_forms import OwnPlan
from tandem.web.shapes.plan import FitState
from tandem.web.shapes.today import (
    MiniRow,
    Tally,
    TodayPage,
    Todo,
    TodoButton,
    TodoGroup,
    TodoGroupKind,
)

PATIENCE = timedelta(days=7)
"""An answer is asked within a week; what waits longer stands on top."""
MOST_NOT_YET = 5
ORDER = (FitState.FITS, FitState.SO_FAR, FitState.NOT_YET, FitState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Something that waits, with since when."""

    since: date
    todo: Todo


@page(Action.SEE_TODAY)
def today(visit: Visit) -> HttpResponse:
    """Draw what waits for who helps; lead a resident to the own plan."""
    if visit.actor.is_resident:
        return _own_plan(visit)
    return visit.draw("today.html", page=today_page(visit, today_of(visit.work)))


def _own_plan(visit: Visit) -> HttpResponse:
    plans = [
        OwnPlan(one.name, wording.listing(one.with_whom), _plan("my-plan", one.code))
        for one in own_households(visit.work)
    ]
    if len(plans) == 1:
        return HttpResponseRedirect(plans[0].href)
    return visit.draw("own_plans.html", page=plans)


def _plan(route: str, code: str) -> str:
    return reverse(route, kwargs={"code": code})


def today_page(visit: Visit, found: Today) -> TodayPage:
    """Return everything that stands on the page."""
    day = timezone.localdate(visit.work.at)
    waiting = sorted(_waiting(found, day), key=lambda one: one.since)
    states = Counter(state_of(one.verdict) for one in found.households)
    return TodayPage(
        day=day,
        waiting=len(waiting),
        groups=_groups(waiting),
        households=len(found.households),
        search=reverse("households-search"),
        all_households=reverse("households"),
        tallies=[
            Tally(state, states[state], f"{reverse('households')}?past={state.value}")
            for state in ORDER
            if states[state]
        ],
        not_yet=_not_yet(found.households),
        load=_load(found.households),
    )


def state_of(last: LastVerdict | None) -> FitState:
    """Return how a plan stands, by what the plan check said last."""
    if last is None or last.verdict is Verdict.UNKNOWN:
        return FitState.UNKNOWN
    if last.verdict is Verdict.INFEASIBLE:
        return FitState.NOT_YET
    return FitState.FITS if last.known == last.total else FitState.SO_FAR


def _not_yet(households: Iterable[MyHousehold]) -> list[MiniRow]:
    rows = [one for one in households if state_of(one.verdict) is FitState.NOT_YET]
    rows.sort(key=lambda one: -one.verdict.clashes if one.verdict else 0)
    return [
        MiniRow(one.name, _plan("check", one.code), _clashes(one)) for one in rows[:MOST_NOT_YET]
    ]


def _clashes(one: MyHousehold) -> str:
    if one.verdict is None:
        return ""
    counted = []
    if one.verdict.clashes:
        counted.append(ngettext("one clash", "%(num)s clashes", one.verdict.clashes))
    if one.verdict.limits:
        counted.append(ngettext("one limit passed", "%(num)s limits passed", one.verdict.limits))
    numbers = [number for number in (one.verdict.clashes, one.verdict.limits) if number]
    return ", ".join(words % {"num": num} for words, num in zip(counted, numbers, strict=True))


def _load(households: tuple[MyHousehold, ...]) -> str:
    leading = sum(one.i_lead or one.i_stand_in for one in households)
    if not leading:
        return ""
    return ngettext(
        "You lead the plan of one household.",
        "You lead the plans of %(num)s households.",
        leading,
    ) % {"num": leading}


def _groups(waiting: list[_Waiting]) -> list[TodoGroup]:
    late = [one.todo for one in waiting if one.todo.is_late]
    fresh = [one.todo for one in waiting if not one.todo.is_late]
    found = [TodoGroup(TodoGroupKind.LATE, late), TodoGroup(TodoGroupKind.TODAY, fresh)]
    return [one for one in found if one.items]


# --- what waits -----------------------------------------------------------------------------


def _waiting(found: Today, day: date) -> Iterator[_Waiting]:
    households = {one.id: one for one in found.households}
    ordered = sorted(found.agreements, key=_household_and_whom)
    for (number, as_whom), rows in groupby(ordered, key=_household_and_whom):
        household = households.get(number)
        if household is not None:
            yield _agreements(household, as_whom, list(rows), day)
    for other in found.others:
        yield _other(other, day)


def _household_and_whom(one: WaitingAgreement) -> tuple[int, AsWhom]:
    return one.household, one.as_whom


def _agreements(
    household: MyHousehold, as_whom: AsWhom, rows: list[WaitingAgreement], day: date
) -> _Waiting:
    """Return the agreements of one household as one thing to do."""
    if as_whom is AsWhom.OWNER:
        what = ngettext(
            "“%(title)s” waits for your answer: is this right?",
            "%(num)s agreements wait for your answer: are they right?",
            len(rows),
        )
    else:
        what = ngettext(
            "“%(title)s” waits for your yes.", "%(num)s agreements wait for your yes.", len(rows)
        )
    address = _plan("plan", household.code)
    since = timezone.localdate(min(one.since for one in rows))
    todo = Todo(
        when=_when(since, day),
        household=household.name,
        href=address,
        what=what % {"num": len(rows), "title": rows[0].title},
        button=TodoButton(_("Answer"), f"{address}#a-{rows[0].agreement}"),
        is_late=_is_late(since, day),
    )
    return _Waiting(since, todo)


def _other(one: WaitingElse, day: date) -> _Waiting:
    since = timezone.localdate(one.since)
    words, next_step, button = _said(one)
    todo = Todo(
        when=_when(since, day),
        household=one.name,
        href=_plan("lead-question" if one.kind is WaitingKind.LEAD_OFFER else "plan", one.code),
        what=words,
        next_step=next_step,
        button=button,
        is_late=_is_late(since, day),
    )
    return _Waiting(since, todo)


def _said(one: WaitingElse) -> tuple[str, str, TodoButton]:
    """Return what waits, what happens next, and what can be done."""
    match one.kind:
        case WaitingKind.CHANGE:
            words = _("A change of “%(title)s” is proposed. What do you say?")
            return (
                words % {"title": one.title},
                _("Until everybody answered, nothing changes."),
                TodoButton(_("Answer"), _plan("changes", one.code)),
            )
        case WaitingKind.LEAD_OFFER:
            words = _("%(name)s asks whether you will lead this plan.")
            return (
                words % {"name": one.who},
                _("Until you answer, who leads now goes on leading."),
                TodoButton(_("Answer"), _plan("lead-question", one.code)),
            )
        case WaitingKind.AGAINST:
            return (
                _against(one),
                _("You call about it."),
                TodoButton(_("Read it"), _plan("plan", one.code)),
            )


def _against(one: WaitingElse) -> str:
    values = {
        "name": wording.first_name(one.who),
        "title": one.title,
        "reason": wording.quoted(one.reason),
    }
    if one.answer is AnswerKind.CANNOT:
        return _("%(name)s wrote at %(title)s: this does not work, because %(reason)s.") % values
    if one.reason:
        return _("%(name)s does not agree with %(title)s: %(reason)s.") % values
    return _("%(name)s does not agree with %(title)s.") % values


def _when(since: date, day: date) -> str:
    if since >= day:
        return _("today")
    return _("since %(since)s") % {"since": wording.short_day(since)}


def _is_late(since: date, day: date) -> bool:
    return day - since > PATIENCE
