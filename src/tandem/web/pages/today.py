"""*Vandaag*: what waits for me, what waits too long first, and my households with counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.core.access import Action, AnswerKind, AsWhom, may
from tandem.records.coordination.also_waiting import AlsoWaiting, also_waiting
from tandem.records.coordination.lists import Fit, own_circle, own_households
from tandem.records.coordination.matters import MatterKind
from tandem.records.coordination.today import (
    MyPlans,
    Today,
    WaitingAgreement,
    WaitingElse,
    WaitingKind,
    today_of,
)
from tandem.web import wording
from tandem.web.pages.also_today import also_now, coming
from tandem.web.pages.doors import Visit, page
from tandem.web.pages.fits import in_short
from tandem.web.pages.matter import WORDS as MATTERS
from tandem.web.pages.today_items import ITEMS, item_href, item_is_late, item_said
from tandem.web.refs import ref
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
OFFICES = ((Action.SEE_FIGURES, "figures"), (Action.CONFIGURE, "administration"))
"""Whoever has no household at all begins where the own work is."""
ORDER = (Fit.FITS, Fit.SO_FAR, Fit.NOT_YET, Fit.UNKNOWN)


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
    circle = own_circle(visit.work) if visit.actor.is_supporter else ""
    if circle:
        return HttpResponseRedirect(_plan("own-part", circle))
    office = next((name for action, name in OFFICES if may(visit.actor, action)), "")
    if office:
        return HttpResponseRedirect(reverse(office))
    found, also = today_of(visit.work), also_waiting(visit.work)
    return visit.draw("today.html", page=today_page(visit, found, also))


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


def today_page(visit: Visit, found: Today, also: tuple[AlsoWaiting, ...] = ()) -> TodayPage:
    """Return everything that stands on the page."""
    day = timezone.localdate(visit.work.at)
    now, later = also_now(also, day), coming(also, day)
    more = (_Waiting(since, todo) for since, todo in now)
    waiting = sorted((*_waiting(found, day), *more), key=lambda one: one.since)
    states = found.plans.fits
    return TodayPage(
        day=day,
        waiting=found.waiting + len(now),
        coming=sum(len(one.items) for one in later),
        groups=[*_groups(waiting), *later],
        households=found.plans.total,
        search=reverse("households-search"),
        all_households=reverse("households"),
        tallies=[
            Tally(FitState(fit), states[fit], f"{reverse('households')}?past={fit}")
            for fit in ORDER
            if fit in states
        ],
        not_yet=_not_yet(found.plans),
        work=reverse("work") if visit.actor.professional is not None else "",
        team=reverse("team-work"),
        kept=reverse("kept"),
        questions=reverse("questions"),
        simple=reverse("simple-question") if may(visit.actor, Action.NOTE_QUESTION) else "",
        load=_load(found.plans.leading),
    )


def _not_yet(plans: MyPlans) -> list[MiniRow]:
    return [
        MiniRow(one.name, _plan("check", one.code), in_short(one.clashes, one.limits))
        for one in plans.not_yet
    ]


def _load(leading: int) -> str:
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
    ordered = sorted(found.agreements, key=_household_and_whom)
    for (_number, as_whom), rows in groupby(ordered, key=_household_and_whom):
        yield _agreements(as_whom, list(rows), day)
    for other in found.others:
        yield _other(other, day)


def _household_and_whom(one: WaitingAgreement) -> tuple[int, AsWhom]:
    return one.household, one.as_whom


def _agreements(as_whom: AsWhom, rows: list[WaitingAgreement], day: date) -> _Waiting:
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
    address = _plan("plan", rows[0].code)
    since = timezone.localdate(min(one.since for one in rows))
    todo = Todo(
        when=_when(since, day),
        household=rows[0].name,
        href=address,
        what=what % {"num": len(rows), "title": rows[0].title},
        button=TodoButton(_("Answer"), f"{address}#a-{ref('agreement', rows[0].agreement)}"),
        is_late=_is_late(since, day),
    )
    return _Waiting(since, todo)


def _other(one: WaitingElse, day: date) -> _Waiting:
    since = timezone.localdate(one.since)
    words, next_step, button = _said(one)
    todo = Todo(
        when=_when(since, day),
        household=one.name or _("No household yet"),
        href=_where(one),
        what=words,
        next_step=next_step,
        button=button,
        is_late=_other_is_late(one, since, day),
    )
    return _Waiting(since, todo)


def _where(one: WaitingElse) -> str:
    if one.kind in ITEMS:
        return item_href(one)
    if one.kind in {WaitingKind.LOOK_QUESTION, WaitingKind.EMERGENCY}:
        return _item(one)
    if one.kind is WaitingKind.MATTER:
        return _matter(one)
    if one.kind is WaitingKind.NO_LEAD:
        return _plan("lead", one.code)
    return _plan("lead-question" if one.kind is WaitingKind.LEAD_OFFER else "plan", one.code)


def _other_is_late(one: WaitingElse, since: date, day: date) -> bool:
    """A request is late when its own term ends within a week; anything else after a week."""
    if one.kind is WaitingKind.REQUEST:
        return date.fromisoformat(one.reason) - day < PATIENCE
    if one.kind is WaitingKind.MATTER and one.due is not None:
        return one.due < day
    if one.kind in ITEMS:
        return item_is_late(one, day, waits_long=_is_late(since, day))
    return _is_late(since, day)


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
        case WaitingKind.LOOK_QUESTION:
            words = _("%(name)s asks why somebody looked.")
            return words % {"name": one.who}, _answer_by(one), _to_item(one, _("Answer"))
        case WaitingKind.EMERGENCY:
            words = _("%(name)s looked in an emergency: %(reason)s.")
            said = words % {"name": one.who, "reason": wording.quoted(one.reason)}
            return said, _answer_by(one), _to_item(one, _("Read it"))
        case WaitingKind.REQUEST:
            return _request(one)
        case WaitingKind.MATTER:
            kind = MATTERS[MatterKind(one.key)]
            said = kind.wait() % {"text": wording.quoted(one.reason)}
            return said, _answer_by(one), TodoButton(kind.button(), _matter(one))
        case WaitingKind.NO_LEAD:
            return (
                _("Nobody leads this plan yet but you, as team leader."),
                _("Until somebody says yes, you lead."),
                TodoButton(_("Ask somebody"), _plan("lead", one.code)),
            )
        case _:
            return _against_or_item(one)


def _against_or_item(one: WaitingElse) -> tuple[str, str, TodoButton]:
    if one.kind is not WaitingKind.AGAINST:
        return item_said(one)
    button = TodoButton(_("Read it"), _plan("plan", one.code))
    return _against(one), _("You call about it."), button


def _request(one: WaitingElse) -> tuple[str, str, TodoButton]:
    by = wording.day(date.fromisoformat(one.reason), year=True)
    words = _("A resident asks something about what is recorded. Answer by %(day)s.")
    return (
        words % {"day": by},
        _("Without an answer the term is missed."),
        TodoButton(_("Answer"), reverse("request", kwargs={"number": one.subject})),
    )


def _matter(one: WaitingElse) -> str:
    return reverse("matter", kwargs={"code": one.code, "matter": one.subject})


def _answer_by(one: WaitingElse) -> str:
    if one.due is None:
        return ""
    return _("Answer no later than %(day)s.") % {"day": wording.day(one.due)}


def _to_item(one: WaitingElse, words: str) -> TodoButton:
    return TodoButton(words, _item(one))


def _item(one: WaitingElse) -> str:
    return reverse("look-item", kwargs={"code": one.code, "item": one.subject})


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
