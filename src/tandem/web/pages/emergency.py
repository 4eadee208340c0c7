"""*Noodtoegang*: open a household in an emergency, with a reason that others read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.audit.open_emergency import Asked, EmergencyKind, open_emergency
from tandem.actions.errors import InvalidError
from tandem.core.access import Action
from tandem.formats.rulebase_logs import load_logs
from tandem.records.people.emergencies import Wanted
from tandem.web.pages.again import fresh_form
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, in_order, shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.looks import EmergencyPage

FIELDS = ("name", "born", "code", "kind", "reason", "withheld_reason", "withheld_until")


@page(Action.OPEN_EMERGENCY)
def emergency(visit: Visit) -> HttpResponse:
    """Ask which household it is, and why."""
    return _draw(visit, FormState(reverse("emergency")))


@change(Action.OPEN_EMERGENCY)
def emergency_open(sent: Change) -> HttpResponse:
    """Open the household."""
    try:
        asked = _asked(sent)
        code = sent.door.run(lambda work: open_emergency(work, asked))
    except InvalidError as error:
        problems = in_order(problems_of(error), FIELDS)
        form = FormState(reverse("emergency"), values_of(sent, FIELDS), problems)
        return drawn_again(sent, lambda visit: _draw(visit, form))
    messages.success(sent.request, _("The household is open to you. Others have been told."))
    return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))


emergency_form = fresh_form(shown_and_sent(emergency, emergency_open))


def _asked(sent: Change) -> Asked:
    """Return what was filled in; raises InvalidError for a day that cannot be read."""
    born, withheld = (day_of(sent.text(name)) for name in ("born", "withheld_until"))
    unread = [
        day_problem(name)
        for name, day in (("born", born), ("withheld_until", withheld))
        if sent.text(name) and day is None
    ]
    if unread:
        raise InvalidError(*unread)
    return Asked(
        Wanted(sent.text("code").casefold(), " ".join(sent.text("name").split()), born),
        sent.text("kind"),
        sent.text("reason"),
        withheld,
        sent.text("withheld_reason"),
    )


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    words = {
        EmergencyKind.DANGER: _("Somebody is in danger, or may be."),
        EmergencyKind.CARE: _("Somebody needs care now, and who helps cannot be reached."),
        EmergencyKind.EVICTION: _("A home, light, heating or water is about to be lost."),
        EmergencyKind.OTHER: _("Something else."),
    }
    chosen = form.value("kind")
    shown = EmergencyPage(
        form=form,
        kinds=[Option(kind.value, said, chosen == kind.value) for kind, said in words.items()],
        hours=load_logs().terms.emergency_hours,
    )
    return visit.draw("emergency.html", status=422 if form.problems else 200, page=shown)
