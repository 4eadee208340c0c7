"""*Huishouden openen*: a household, who lives there, and why it needs one plan."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.people.involve import NewMember
from tandem.actions.people.open_household import NO_AREA, Opening, OpeningMember, open_household
from tandem.core.access import Action
from tandem.formats.lines import slug
from tandem.web.pages.choices import area_options, ground_options, ground_text
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, in_order, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.people_forms import OpeningPage

FIELDS = ("name", "area", "tick", "reason", "purpose", "legal_ground")
ROWS = 3
MOST_ROWS = 15
NO_TICK = Problem("tick", "Tick that one plan is needed: a person decides that, not a computer.")


@page(Action.OPEN_HOUSEHOLD)
def household_new(visit: Visit) -> HttpResponse:
    """Ask for a new household."""
    return _draw(visit, FormState(reverse("household-new")), ROWS)


@change(Action.OPEN_HOUSEHOLD)
def household_open(sent: Change) -> HttpResponse:
    """Open the household that was filled in, or give more rows for who lives there."""
    require(sent.door.actor, Action.OPEN_HOUSEHOLD)
    if sent.text("do") == "more":
        return _again(sent, None)
    try:
        opening = _opening(sent)
        opened = sent.door.run(lambda work: open_household(work, opening))
    except InvalidError as error:
        return _again(sent, error)
    messages.success(
        sent.request,
        _("The household is open. The team leader leads until somebody says yes."),
    )
    return HttpResponseRedirect(reverse("people", kwargs={"code": opened.code}))


household_form = shown_and_sent(household_new, household_open)


def _rows(sent: Change) -> int:
    """Return how many rows were sent; the names of the fields say so."""
    numbers = [
        int(name.removeprefix("name-"))
        for name in sent.request.POST
        if name.startswith("name-") and name.removeprefix("name-").isdecimal() and len(name) < 8
    ]
    return min(max([*numbers, ROWS]), MOST_ROWS)


def _opening(sent: Change) -> Opening:
    """Return what was filled in; raises InvalidError for what cannot be read."""
    problems = [] if sent.text("tick") else [NO_TICK]
    problems += [] if sent.text("area") else [NO_AREA]
    members, unread = _members(sent)
    opening = Opening(
        name=sent.text("name"),
        area=sent.number("area"),
        reason=sent.text("reason"),
        purpose=sent.text("purpose"),
        legal_ground=ground_text(sent.door.today, sent.text("legal_ground")),
        key=slug(sent.account.name.split(" ", 1)[0]) or "opener",
        members=members,
    )
    problems += unread
    if not members:
        problems.append(Problem("name-1", "Give the name of somebody who lives there."))
    if problems:
        raise InvalidError(*problems, *opening.problems(sent.door.today))
    return opening


def _members(sent: Change) -> tuple[tuple[OpeningMember, ...], list[Problem]]:
    members: list[OpeningMember] = []
    problems: list[Problem] = []
    for row in range(1, _rows(sent) + 1):
        name, born = sent.text(f"name-{row}"), sent.text(f"born-{row}")
        if not name and not born:
            continue
        day = day_of(born)
        if born and day is None:
            problems.append(day_problem(f"born-{row}"))
        is_parent = bool(sent.text(f"parent-{row}"))
        members.append(OpeningMember(NewMember(name, _key(name, members), day), is_parent, row))
    return tuple(members), problems


def _key(name: str, others: list[OpeningMember]) -> str:
    taken = {one.member.key for one in others}
    base = slug(name.split(" ", 1)[0]) or "member"
    numbered = (f"{base}-{number}" for number in range(2, MOST_ROWS + 2))
    return base if base not in taken else next(one for one in numbered if one not in taken)


def _again(sent: Change, error: InvalidError | None) -> HttpResponse:
    rows = _rows(sent)
    more = error is None
    names = [f"{name}-{row}" for row in range(1, rows + 1) for name in ("name", "born", "parent")]
    values = values_of(sent, (*FIELDS, *names))
    order = ("name", *names, *FIELDS[1:])
    problems = in_order(problems_of(error), order) if error else ()
    form = FormState(reverse("household-new"), values, problems)
    shown = min(rows + ROWS, MOST_ROWS) if more else rows
    return drawn_again(sent, lambda visit: _draw(visit, form, shown))


def _draw(visit: Visit, form: FormState, rows: int) -> HttpResponse:
    on = visit.work.today
    shown = OpeningPage(
        form=form,
        rows=range(1, rows + 1),
        tick=tick_option(form.values),
        other_way=reverse("household-import"),
        areas=area_options(visit.work, form.value("area")),
        grounds=ground_options(on, form.value("legal_ground")),
    )
    return visit.draw("household_form.html", status=422 if form.problems else 200, page=shown)


def tick_option(values: Mapping[str, str]) -> list[Option]:
    """Return the tick for the one-plan track: a person sets it, with a reason."""
    words = _("This household needs one plan, with one who leads.")
    return [Option("yes", words, bool(values.get("tick")))]
