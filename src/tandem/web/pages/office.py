"""*Cijfers* for manager and policy staff, *Beheer* for the administrator: no household at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.ladder import set_subsidy_colleague
from tandem.actions.errors import InvalidError
from tandem.actions.people.configuration import add_area, add_organisation
from tandem.core.access import Action
from tandem.core.explain.languages import Lang
from tandem.core.rules.steps import Band
from tandem.formats.steps import load_steps
from tandem.records.coordination.figures import SMALLEST, Figure, Measure, figures
from tandem.records.coordination.ladder import subsidy_colleagues
from tandem.records.people.directory import areas, organisations, professionals
from tandem.web import wording
from tandem.web.pages.again import fresh_form
from tandem.web.pages.choices import by_organisation
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.flow import flow_charts
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.pages.requests import unsure
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.office import AdministrationPage, FigureRow, FiguresPage

FIELDS = ("name", "telephone", "area", "team_leader", "q", "of_area")


@page(Action.SEE_FIGURES)
def figures_page(visit: Visit) -> HttpResponse:
    """Draw how many households there are on each track, without any of them."""
    found = figures(visit.work)
    named = list(dict.fromkeys(one.area for one in found if one.area))
    shown = FiguresPage(
        areas=named,
        rows=[_row(found, measure, words, named) for measure, words in _measures().items()],
        smallest=SMALLEST,
        shares=_shares(found),
        flows=flow_charts(visit.work),
        gaps=reverse("gaps"),
    )
    return visit.draw("figures.html", page=shown)


SHARES = (
    ("families", Measure.ONE_PLAN, Measure.HOUSEHOLDS),
    ("youth-clients", Measure.YOUTH_ONE_PLAN, Measure.YOUTH),
)
"""What is compared with a band: a part, and of what."""


def _shares(found: tuple[Figure, ...]) -> list[str]:
    """Return which part is on the one-plan track, beside what is said elsewhere; never a goal."""
    counts = {one.measure: one.count for one in found if not one.area}
    return [
        _share(band, counts.get(part), counts.get(whole))
        for name, part, whole in SHARES
        if (band := load_steps().band(name)) is not None
    ]


def _share(band: Band, part: int | None, whole: int | None) -> str:
    is_dutch = wording.current_language() is Lang.NL
    values = {
        "of": band.nl if is_dutch else band.en,
        "band": f"{band.least}–{band.most}" if band.least != band.most else f"{band.most}",
        "source": unsure(band.source, sure=band.sure),
    }
    if part is None or not whole:
        said = _("%(of)s: not told. Elsewhere about %(band)s%% is said (%(source)s).")
        return wording.capital(said % values)
    share = f"{100 * part / whole:.1f}"
    values["share"] = share.replace(".", ",") if is_dutch else share
    said = _("%(of)s: %(share)s%% has one plan. Elsewhere about %(band)s%% is said (%(source)s).")
    return wording.capital(said % values)


def _measures() -> Mapping[Measure, str]:
    return {
        Measure.HOUSEHOLDS: _("Households"),
        Measure.ONE_PLAN: _("On the one-plan track"),
        Measure.LED: _("With somebody who said yes to leading"),
        Measure.THIRD_LEAD: _("With the third lead or a later one"),
        Measure.YOUTH: _("With youth care"),
        Measure.YOUTH_ONE_PLAN: _("With youth care, on the one-plan track"),
        Measure.ASKED: _("Waiting for an answer to the question to lead"),
    }


def _row(found: tuple[Figure, ...], measure: Measure, words: str, named: list[str]) -> FigureRow:
    counts = {one.area: _count(one.count) for one in found if one.measure is measure}
    empty = _("not told")
    return FigureRow(words, counts.get("", empty), [counts.get(one, empty) for one in named])


def _count(count: int | None) -> str:
    return _("not told") if count is None else str(count)


@page(Action.CONFIGURE)
def administration_shown(visit: Visit) -> HttpResponse:
    """Draw the organisations and areas."""
    return _draw(visit, FormState(reverse("administration")))


@change(Action.CONFIGURE)
def administration_sent(sent: Change) -> HttpResponse:
    """Add an organisation or an area, or search for who leads a team."""
    values = values_of(sent, FIELDS)
    if sent.text("do") == "search":
        return drawn_again(
            sent, lambda visit: _draw(visit, FormState(reverse("administration"), values))
        )
    try:
        if sent.text("do") == "area":
            name, leader = sent.text("area"), sent.number("team_leader")
            sent.door.run(lambda work: add_area(work, name=name, team_leader=leader))
        elif sent.text("do") == "subsidy":
            of, who = sent.number("of_area"), sent.number("team_leader")
            sent.door.run(lambda work: set_subsidy_colleague(work, area=of, colleague=who))
        else:
            name, telephone = sent.text("name"), sent.text("telephone")
            sent.door.run(lambda work: add_organisation(work, name=name, telephone=telephone))
    except InvalidError as error:
        form = FormState(reverse("administration"), values, problems_of(error, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, form))
    messages.success(sent.request, _("It is added."))
    return HttpResponseRedirect(reverse("administration"))


administration = fresh_form(shown_and_sent(administration_shown, administration_sent))


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    found = professionals(visit.work, form.value("q")[:60])
    shown = AdministrationPage(
        form=form,
        organisations=organisations(visit.work),
        areas=_areas(visit),
        areas_to_choose=[
            Option(str(one.id), one.name, str(one.id) == form.value("of_area"))
            for one in areas(visit.work)
        ],
        team_leaders=by_organisation(found.rows, form.value("team_leader")),
        wams=_wams(),
        leaving=reverse("leaving"),
    )
    status = 422 if form.problems else 200
    return visit.draw("administration.html", status=status, page=shown)


def _areas(visit: Visit) -> list[str]:
    """Return each area with who leads the team, and who is in charge of the subsidy there."""
    colleagues = subsidy_colleagues(visit.work)
    plain = _("%(area)s (%(leader)s)")
    with_one = _("%(area)s (%(leader)s; in charge of the subsidy: %(colleague)s)")
    return [
        (with_one if one.id in colleagues else plain)
        % {"area": one.name, "leader": one.team_leader, "colleague": colleagues.get(one.id, "")}
        for one in areas(visit.work)
    ]


def _wams() -> str:
    if settings.TANDEM_WAMS:
        return _("The Wams is on. Its ground is offered, and told as still to be checked.")
    return _(
        "The Wams is off: that it is in force is not known. On, one more ground would be offered "
        "to who involves somebody: a coordinated approach, with data of youth care, income and "
        "debts. Nothing else would change."
    )
