"""*Eén plan?*: the tick of a person, with a reason; and since when and why there is one plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.one_plan import tick_one_plan
from tandem.actions.errors import InvalidError
from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.records.coordination.terms import Tracked, tracks_of
from tandem.web import wording
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.item_words import seen_name
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState
from tandem.web.shapes.people_forms import OnePlanPage

FIELDS = ("reason",)


@household_page(Action.TICK_ONE_PLAN, look="one-plan")
def tick_shown(visit: HouseholdVisit) -> HttpResponse:
    """Ask why this household needs one plan."""
    return _draw(visit, FormState(_address(visit.head.code)))


@change(Action.TICK_ONE_PLAN)
def tick_sent(sent: Change, code: str) -> HttpResponse:
    """Tick it."""
    reason = sent.text("reason")
    try:
        sent.door.run(lambda work: tick_one_plan(work, code, reason=reason))
    except InvalidError as error:
        form = FormState(_address(code), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, form), Action.TICK_ONE_PLAN)
    messages.success(
        sent.request, _("This household has one plan now. The family reads why on their own page.")
    )
    return HttpResponseRedirect(reverse("people", kwargs={"code": code}))


one_plan = shown_and_sent(tick_shown, tick_sent)


def tick_address(visit: HouseholdVisit) -> str:
    """Return where this viewer ticks one plan; empty when she may not, or when there is one."""
    if visit.head.lead is not None:
        return ""
    known = may(visit.actor, Action.TICK_ONE_PLAN, household_facts(visit.head))
    return _address(visit.head.code) if known else ""


def why_one_plan(visit: HouseholdVisit) -> list[str]:
    """Return since when and why there is one plan, or is none any more, the last first."""
    return [_in_words(visit, one) for one in tracks_of(visit.work, visit.head.id)]


def _in_words(visit: HouseholdVisit, one: Tracked) -> str:
    """Return one time with one plan, in sentences that the family may read."""
    began = _by(visit, one.by, one.by_name)
    said = _("One plan since %(day)s, says %(name)s: %(why)s")
    if not began:
        said = _("One plan since %(day)s: %(why)s")
    since = wording.day(localdate(one.since), year=True)
    told = said % {"day": since, "name": began, "why": wording.quoted(one.reason)}
    if one.until is None or one.until > visit.work.at:
        return told
    ended = _("No longer since %(day)s.")
    if one.ended_because:
        ended = _("No longer since %(day)s: %(why)s")
    until = wording.day(localdate(one.until), year=True)
    return f"{told} {ended % {'day': until, 'why': wording.quoted(one.ended_because)}}"


def _by(visit: HouseholdVisit, professional: int | None, name: str) -> str:
    return "" if professional is None else seen_name(visit.head, professional, name)


def _address(code: str) -> str:
    return reverse("one-plan", kwargs={"code": code})


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    head = visit.head
    page = OnePlanPage(
        form=form,
        on_track=head.lead is not None,
        team_leader=head.team_leader.name,
        past=why_one_plan(visit),
        back=reverse("people", kwargs={"code": head.code}),
    )
    return visit.draw("one_plan.html", status=422 if form.problems else 200, page=page)
