"""*Toegang*: a postcode, and whom one calls for it. Open to everybody: a GP need not sign in.

The postcode is sent in a form, so that it stands in no address and in no log.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.model.postcodes import Postcode, read_postcode
from tandem.records.people.contact_points import Found, point_of
from tandem.records.people.models import Account
from tandem.web.clock import now
from tandem.web.pages.frames import frame_of, public_frame
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.work_areas import FrontDeskPage, Reachable


@require_http_methods(["GET", "HEAD", "POST"])
def front_desk(request: HttpRequest) -> HttpResponse:
    """Ask for a postcode, and tell whom one calls."""
    if request.method != "POST":
        return _draw(request, FrontDeskPage(FormState(reverse("front-desk"))))
    typed = request.POST.get("postcode", "")[:20]
    postcode = read_postcode(typed.replace("\0", ""))
    if postcode is None:
        words = _("Write a postcode like 1234 AB.")
        return _again(request, typed, words)
    found = point_of(postcode)
    if found is None:
        words = _("No work area has this postcode. Look whether it is right.")
        return _again(request, str(postcode), words)
    return _draw(request, _told(postcode, found))


def _again(request: HttpRequest, typed: str, words: str) -> HttpResponse:
    form = FormState(reverse("front-desk"), {"postcode": typed}, [Problem("postcode", words)])
    return _draw(request, FrontDeskPage(form), status=422)


def _told(postcode: Postcode, found: Found) -> FrontDeskPage:
    form = FormState(reverse("front-desk"), {"postcode": str(postcode)})
    own = Reachable(
        name=found.name,
        telephone=found.telephone,
        function=found.function,
        organisation=found.organisation,
        area="" if found.is_rest else found.area,
        hours=found.hours,
    )
    if not found.replaced_on(localdate(now())):
        return FrontDeskPage(form, str(postcode), own)
    stand_in = Reachable(found.stand_in, found.stand_in_telephone, hours=found.hours)
    return FrontDeskPage(form, str(postcode), stand_in, own, found.stand_in_until)


def _draw(request: HttpRequest, page: FrontDeskPage, *, status: int = 200) -> HttpResponse:
    account = request.user
    frame = frame_of(request, account) if isinstance(account, Account) else public_frame(request)
    shown = {"frame": frame, "page": page}
    return render(request, "front_desk.html", shown, status=status)
