"""*Zorg om iemand*: the form that anybody can use without signing in, and its receipt.

Nothing that is answered says anything about a household: not even whether there is one. Too many
from one address are led to the telephone; others are not bothered by it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.actions.coordination.outside import NobodyToHoldItError, give_outside
from tandem.actions.errors import InvalidError
from tandem.core.access import SYSTEM, Actor, Duty
from tandem.core.model.postcodes import Postcode, read_postcode
from tandem.formats.rulebase_signals import load_signals
from tandem.records.coordination.models import Source
from tandem.records.coordination.outside import NewOutside, Receipt, code_of, receipt_of
from tandem.records.people.models import Account
from tandem.records.sign_in import actor_of
from tandem.records.signing.throttle import Limit
from tandem.records.work import SomebodyWasFirstError, work
from tandem.web.client_address import client_network
from tandem.web.clock import now
from tandem.web.pages.frames import frame_of, public_frame
from tandem.web.pages.item_words import word_options
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.outside import CareForm, CareReceipt

FIELDS = ("concern", "about", "postcode", "words", "name", "telephone")
GIVEN = Limit("signals from an address", 30, timedelta(hours=1))
"""A school or a practice has one address; a form is not filled in more often than this."""
LOOKED_UP = Limit("receipts looked up", 30, timedelta(minutes=15))
TOO_MANY = 429


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def care_form(request: HttpRequest) -> HttpResponse:
    """Ask what somebody worries about, and tell who picks it up."""
    if request.method != "POST":
        return _draw_form(request, FormState(reverse("care")))
    if not GIVEN.count(client_network(request), now()):
        return _draw_form(request, _filled(request), stopped=True, status=TOO_MANY)
    postcode = read_postcode(_text(request, "postcode"))
    if postcode is None and _text(request, "postcode"):
        wrong = [Problem("postcode", _("Write a postcode like 1234 AB."))]
        return _draw_form(request, _filled(request, wrong), status=422)
    return _give(request, postcode)


def _give(request: HttpRequest, postcode: Postcode | None) -> HttpResponse:
    code = code_of(_once(request))
    actor = _actor(request)
    new = _new(request, actor, postcode)
    try:
        work(actor, now()).run(lambda opened: give_outside(opened, new, postcode, code))
    except InvalidError as error:
        return _draw_form(request, _filled(request, problems_of(error, FIELDS)), status=422)
    except NobodyToHoldItError:
        return _draw_form(request, _filled(request), stopped=True, status=503)
    except SomebodyWasFirstError:
        pass  # sent twice: the receipt is that of the first
    return _draw_receipt(request, receipt_of(code), code)


def _actor(request: HttpRequest) -> Actor:
    return actor_of(request.user) if isinstance(request.user, Account) else SYSTEM


def _new(request: HttpRequest, actor: Actor, postcode: Postcode | None) -> NewOutside:
    at_desk = Duty.FRONT_DESK in actor.duties
    about = _text(request, "about")
    return NewOutside(
        Source.FRONT_DESK if at_desk else Source.OUTSIDER,
        _text(request, "concern"),
        f"{about} ({postcode})" if postcode and about else about,
        _text(request, "words"),
        _text(request, "name"),
        _text(request, "telephone"),
        actor.account,
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Tell who has the code of a receipt whether it was picked up, and by whom."""
    form = FormState(reverse("care-receipt"))
    if request.method != "POST":
        return _draw(request, "care_receipt.html", CareReceipt(form))
    if not LOOKED_UP.count(client_network(request), now()):
        return _draw(request, "care_receipt.html", CareReceipt(form, wrong=True), status=TOO_MANY)
    return _draw_receipt(request, receipt_of(_text(request, "receipt")[:60]))


def _once(request: HttpRequest) -> str:
    """Return what this one form was drawn with: its token, which is the same when sent twice."""
    return _text(request, "csrfmiddlewaretoken")[:100] or secrets.token_urlsafe()


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()


def _filled(request: HttpRequest, wrong: list[Problem] | None = None) -> FormState:
    return FormState(reverse("care"), {name: _text(request, name) for name in FIELDS}, wrong or [])


def _draw_form(
    request: HttpRequest, form: FormState, *, stopped: bool = False, status: int = 200
) -> HttpResponse:
    page = CareForm(
        form=form,
        concerns=word_options(load_signals().concerns, form.value("concern")),
        receipt=reverse("care-receipt"),
        desk=reverse("front-desk"),
        stopped=stopped,
    )
    return _draw(request, "care.html", page, status=status)


def _draw_receipt(request: HttpRequest, found: Receipt | None, code: str = "") -> HttpResponse:
    form = FormState(reverse("care-receipt"))
    if found is None:
        return _draw(request, "care_receipt.html", CareReceipt(form, wrong=True), status=422)
    page = CareReceipt(
        form=form,
        code=code,
        name=found.name,
        telephone=found.telephone,
        received=localdate(found.received_at),
        picked_up=localdate(found.picked_up_at) if found.picked_up_at else None,
        again=reverse("care"),
    )
    return _draw(request, "care_receipt.html", page)


def _draw(
    request: HttpRequest, template: str, page: CareForm | CareReceipt, *, status: int = 200
) -> HttpResponse:
    account = request.user
    frame = frame_of(request, account) if isinstance(account, Account) else public_frame(request)
    return render(request, template, {"frame": frame, "page": page}, status=status)
