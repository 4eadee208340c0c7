"""*Knelpunt*: what stands in the way, from any page of a household."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.coordination.obstacles import Stuck, raise_obstacle
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.pages.look_words import PAGES
from tandem.web.pages.means import member_options, order_words
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.means import ObstaclePage

FIELDS = ("what", "whose", "order", "member", "page")


@household_page(Action.RAISE_OBSTACLE, look="obstacle")
def obstacle_shown(visit: HouseholdVisit) -> HttpResponse:
    """Show the form; `van` in the address is the page that the button stood on."""
    page = visit.request.GET.get("van", "")
    return _draw(
        visit, FormState(_address(visit.head.code), {"page": page if page in PAGES else ""})
    )


@change(Action.RAISE_OBSTACLE)
def obstacle_sent(sent: Change, code: str) -> HttpResponse:
    """Keep what stands in the way, with who holds it."""
    page = sent.text("page")
    stuck = Stuck(
        sent.text("what"),
        sent.text("whose"),
        sent.number("order"),
        sent.text("member"),
        page if page in PAGES else "",
    )
    try:
        sent.door.run(lambda work: raise_obstacle(work, code, stuck))
    except InvalidError as error:
        form = FormState(_address(code), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return sent.visit(code, lambda visit: _draw(visit, form), Action.RAISE_OBSTACLE)
    messages.success(sent.request, _("It is written down. You see here who answers, and when."))
    return HttpResponseRedirect(reverse("means", kwargs={"code": code}) + "#obstacles")


obstacle_form = shown_and_sent(obstacle_shown, obstacle_sent)


def _address(code: str) -> str:
    return reverse("obstacle", kwargs={"code": code})


def _draw(visit: HouseholdVisit, form: FormState) -> HttpResponse:
    chosen = form.value("order")
    page = ObstaclePage(
        form=form,
        orders=[
            Option(str(order), wording_of(order), str(order) == chosen) for order in order_words()
        ],
        members=member_options(visit.head, form.value("member")),
        until=load_steps().last_day(StepTerm.OBSTACLE_ANSWER, visit.work.today),
        back=reverse("means", kwargs={"code": visit.head.code}),
    )
    return visit.draw("obstacle.html", status=422 if form.problems else 200, page=page)


def wording_of(order: int) -> str:
    """Return an order with its number: "1. in this case"."""
    return f"{order}. {order_words()[order]}"
