"""The demo's switch of person. Outside the demo it does not exist."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tandem.records.people.queries import demo_accounts
from tandem.records.sign_in import sign_in_as
from tandem.web.shapes.frame import DemoBar, DemoPerson


def demo_bar(current: int | None) -> DemoBar:
    """Return the bar with everybody whom a visitor of the demo can be."""
    people = [
        DemoPerson(str(one.id), ", ".join(filter(None, (one.name, one.what))), one.id == current)
        for one in demo_accounts()
    ]
    return DemoBar(action=reverse("demo-switch"), people=people)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Go on as somebody else. Raises Http404 outside the demo and for accounts of real people."""
    chosen = request.POST.get("person", "")
    known = {str(one.id) for one in demo_accounts()} if settings.TANDEM_DEMO else set()
    if chosen not in known:
        raise Http404
    sign_in_as(request, int(chosen))
    return HttpResponseRedirect(reverse("today"))
