"""*Huishoudens*: all of mine, page by page, those of a verdict, and those of a name.

A name is personal: it stands in no address. What somebody searches for is sent in a form and kept
in the session until the next search.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.core.access import Action, may
from tandem.records.coordination.lists import Fit, HouseholdLine, HouseholdList, households
from tandem.web import wording
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.fits import in_short
from tandem.web.shapes.plan import FitState
from tandem.web.shapes.today import HouseholdRow, HouseholdsPage, Pages

WANTED = "households-wanted"
"""Under which the session keeps what was searched for."""
LONGEST = 60
MOST_PAGES = 100_000
AROUND = 2
"""Pages that are named on either side of the current one."""


@page(Action.SEE_TODAY)
def all_households(visit: Visit) -> HttpResponse:
    """List all households of the viewer, or those whose plan stands in one way."""
    if visit.actor.is_resident or visit.actor.is_supporter:
        return HttpResponseRedirect(reverse("today"))
    wanted = visit.request.GET.get("past", "")
    fit = Fit(wanted) if wanted in set(Fit) else None
    listed = households(visit.work, fit=fit, page=_number(visit))
    more = f"past={fit.value}&" if fit else ""
    shown = _page(visit, listed, lambda number: f"{reverse('households')}?{more}pagina={number}")
    return visit.draw("households.html", page=shown)


@change(Action.SEE_TODAY)
def search(sent: Change) -> HttpResponse:
    """Keep what is searched for in the session, and show what it finds."""
    sent.request.session[WANTED] = sent.text("q")[:LONGEST]
    return HttpResponseRedirect(reverse("households-found"))


@page(Action.SEE_TODAY)
def found_households(visit: Visit) -> HttpResponse:
    """List the households with the name that was searched for."""
    wanted = str(visit.request.session.get(WANTED, ""))
    if not wanted or visit.actor.is_resident or visit.actor.is_supporter:
        return HttpResponseRedirect(reverse("households"))
    listed = households(visit.work, wanted=wanted, page=_number(visit))
    shown = _page(
        visit, listed, lambda number: f"{reverse('households-found')}?pagina={number}", wanted
    )
    return visit.draw("households.html", page=shown)


def _number(visit: Visit) -> int:
    asked = visit.request.GET.get("pagina", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    return min(max(number, 1), MOST_PAGES)


def _page(
    visit: Visit, listed: HouseholdList, address: Callable[[int], str], asked: str = ""
) -> HouseholdsPage:
    may_open = may(visit.actor, Action.OPEN_HOUSEHOLD)
    return HouseholdsPage(
        total=listed.total,
        rows=[_row(one) for one in listed.rows],
        asked=asked,
        search=reverse("households-search"),
        emergency=reverse("emergency") if may(visit.actor, Action.OPEN_EMERGENCY) else "",
        add=reverse("household-new") if may_open else "",
        pages=_pages(listed, address),
        everything=reverse("households") if asked or visit.request.GET.get("past") else "",
    )


def _row(one: HouseholdLine) -> HouseholdRow:
    state = FitState(one.fit.value)
    return HouseholdRow(
        name=one.name,
        href=reverse("plan", kwargs={"code": one.code}),
        members=wording.listing(one.members) if one.members else _("nobody named yet"),
        lead=one.leader,
        state=state,
        note=in_short(one.clashes, one.limits) if one.fit is Fit.NOT_YET else "",
    )


def _pages(listed: HouseholdList, address: Callable[[int], str]) -> Pages:
    current, total = listed.page, listed.pages
    near = range(max(1, current - AROUND), min(total, current + AROUND) + 1)
    return Pages(
        current=current,
        total=total,
        previous=address(current - 1) if current > 1 else "",
        following=address(current + 1) if current < total else "",
        near=[(number, address(number)) for number in near],
    )
