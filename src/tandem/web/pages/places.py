"""*Regio en wegen*: by which region schools have holidays, and how far places are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError
from tandem.actions.households import Case, sight_of
from tandem.actions.plans.places import (
    Between,
    Whereabouts,
    fingerprint,
    places_in_use,
    set_whereabouts,
    whereabouts_of,
)
from tandem.actions.plans.seeing import seen_with
from tandem.core.access import Action
from tandem.core.model import Region
from tandem.records.plans.queries import plan_of
from tandem.web.numbers import whole
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import in_order, shown_and_sent
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.places import PlacesPage

SPARE = 2
MORE = 6
MOST_ROWS = 30
UNREADABLE = -1
"""What stands for minutes that are no number: refused with the same words as too many."""


@dataclass(frozen=True, slots=True)
class Row:
    """A way as it was filled in; without `other` it is about one place."""

    one: str = ""
    other: str = ""
    minutes: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: such a row is left out."""
        return not (self.one or self.other or self.minutes)

    def way(self) -> Between:
        """Return the way that was filled in."""
        if self.one and not self.other:
            return Between(self.one, self.one, 0)
        minutes = whole(self.minutes)
        return Between(self.one, self.other, UNREADABLE if minutes is None else minutes)


@dataclass(frozen=True, slots=True)
class PlacesForm:
    """Everything that was filled in."""

    region: str = ""
    rows: Sequence[Row] = ()
    spare: int = SPARE

    def shown(self) -> int:
        """Return how many rows stand on the page."""
        return min(len(self.rows) + self.spare, MOST_ROWS)

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, in the order of the page."""
        values = {"region": self.region}
        for number, row in enumerate(self.rows, 1):
            values |= {
                f"one-{number}": row.one,
                f"other-{number}": row.other,
                f"minutes-{number}": row.minutes,
            }
        return values

    def whereabouts(self) -> Whereabouts:
        """Return what was filled in, as it is kept."""
        known = next((one for one in Region if one.value == self.region), None)
        return Whereabouts(known, tuple(row.way() for row in self.rows))


@household_page(Action.SET_PLACES, look="places")
def places_shown(visit: HouseholdVisit) -> HttpResponse:
    """Show what is written down, to change it."""
    plan = _read(visit)
    return _draw(visit, plan, _filled(plan.known), fingerprint(plan.known))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the page needs of the plan, which is read once."""

    known: Whereabouts
    in_use: tuple[str, ...]
    """Places that stand in agreements this viewer sees."""


def _read(visit: HouseholdVisit) -> _Plan:
    plan = plan_of(visit.work, visit.head.id)
    seen = seen_with(Case(visit.head, plan), sight_of(visit.head, plan), busy_word())
    return _Plan(whereabouts_of(plan), places_in_use(seen))


@change(Action.SET_PLACES)
def places_kept(sent: Change, code: str) -> HttpResponse:
    """Keep the region and the ways as they were filled in, or give more rows."""
    form = _sent(sent)
    if sent.text("do") == "more":
        return _again(sent, code, replace(form, spare=MORE))
    try:
        sent.door.run(
            lambda work: set_whereabouts(
                work, code, wanted=form.whereabouts(), opened=sent.text("opened")
            )
        )
    except InvalidError as error:
        return _again(sent, code, form, error)
    except ChangedMeanwhileError:
        return _again(sent, code, form, changed=True)
    sent.recheck(code)
    messages.success(sent.request, _("The region and the ways stand in the plan."))
    return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))


places_form = shown_and_sent(places_shown, places_kept)


def _filled(known: Whereabouts) -> PlacesForm:
    rows = [
        Row(way.one) if way.one == way.other else Row(way.one, way.other, str(way.minutes))
        for way in known.ways
    ]
    return PlacesForm(known.region.value if known.region else "", rows)


def _sent(sent: Change) -> PlacesForm:
    rows = (
        Row(*(sent.text(f"{name}-{number}") for name in ("one", "other", "minutes")))
        for number in range(1, MOST_ROWS + 1)
    )
    return PlacesForm(sent.text("region"), [row for row in rows if not row.is_blank])


def _again(
    sent: Change,
    code: str,
    form: PlacesForm,
    error: InvalidError | None = None,
    *,
    changed: bool = False,
) -> HttpResponse:
    """Draw the form again with everything that was filled in."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        plan = _read(visit)
        opened = fingerprint(plan.known) if changed else sent.text("opened")
        return _draw(visit, plan, form, opened, error, changed=changed)

    return sent.visit(code, draw, Action.SET_PLACES)


def _draw(
    visit: HouseholdVisit,
    plan: _Plan,
    form: PlacesForm,
    opened: str,
    error: InvalidError | None = None,
    *,
    changed: bool = False,
) -> HttpResponse:
    problems = in_order(problems_of(error), form.values()) if error else []
    numbers = range(1, form.shown() + 1)
    theirs = ""
    if changed:
        theirs = _("Somebody changed this meanwhile. What stands below is what you filled in.")
    page = PlacesPage(
        form=FormState(
            reverse("places", kwargs={"code": visit.head.code}), form.values(), problems
        ),
        regions=_regions(form.region),
        rows=numbers,
        places=_choices(plan, form),
        opened=opened,
        back=reverse("plan", kwargs={"code": visit.head.code}),
        changed_by_other=theirs,
    )
    return visit.draw("places.html", status=422 if problems else 409 if theirs else 200, page=page)


def _regions(chosen: str) -> list[Option]:
    words = {
        "": _("That is not known: school holidays are not counted"),
        Region.NORTH.value: _("North"),
        Region.MIDDLE.value: _("Middle"),
        Region.SOUTH.value: _("South"),
    }
    return [Option(value, said, value == chosen) for value, said in words.items()]


def _choices(plan: _Plan, form: PlacesForm) -> dict[str, list[Option]]:
    """Return the places that stand in agreements this viewer sees, and those already here."""
    here = {name for row in form.rows for name in (row.one, row.other) if name}
    names = sorted({*plan.in_use, *here})
    values = form.values()
    return {
        f"{field}-{number}": _options(names, values.get(f"{field}-{number}", ""), empty)
        for number in range(1, form.shown() + 1)
        for field, empty in (("one", _("Choose a place")), ("other", _("Nowhere else")))
    }


def _options(names: Sequence[str], chosen: str, empty: str) -> list[Option]:
    return [Option("", empty, not chosen), *(Option(one, one, one == chosen) for one in names)]
