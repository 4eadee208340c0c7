"""Passkeys: what the script of a page asks, and signing in with the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tandem.records.people.models import Account
from tandem.records.sign_in import Backend, is_fresh, pending, prove_again
from tandem.records.signing import passkeys
from tandem.records.signing.throttle import Limit
from tandem.web.client_address import client_address
from tandem.web.pages.ways_in import arrive, host_of, let_in, safe, stopped, wanted
from tandem.web.shapes.frame import Link

KEPT = "passkey"
PATIENCE = 300
"""Seconds between the question and the answer."""
QUESTIONS = Limit("passkey question", 120, timedelta(minutes=5))
"""From one address to which nobody is signed in: each question takes a row in the database."""


@require_POST
def question(request: HttpRequest) -> HttpResponse:
    """Return what a passkey has to answer, for the script of the page."""
    account = request.user if isinstance(request.user, Account) else None
    if request.POST.get("for") == "make":
        return _to_make(request, account)
    return _to_use(request, account)


@require_POST
def sign_in_with_key(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey, alone or as the second step, or prove anew who one is."""
    signed_in = request.user if isinstance(request.user, Account) else None
    who = pending(request)
    try:
        used = passkeys.finish_using(
            host_of(request), kept_question(request), answer_of(request), timezone.now()
        )
    except passkeys.PasskeyError:
        return _not_right(request)
    account = Backend().get_user(used.account)
    if account is None:
        return _not_right(request)
    if signed_in is not None:
        return _again(request, signed_in, account, verified=used.verified)
    if who is not None and who.account.pk == account.pk:
        return let_in(request, account, who.next_page)
    return arrive(request, account, wanted(request), both_steps=used.verified)


def kept_question(request: HttpRequest) -> passkeys.State:
    """Return what was asked in this session, once. Raises PasskeyError."""
    held = request.session.pop(KEPT, None)
    if held is None or timezone.now().timestamp() - held["at"] > PATIENCE:
        raise passkeys.PasskeyError
    state: passkeys.State = held["state"]
    return state


def answer_of(request: HttpRequest) -> Mapping[str, Any]:
    """Return what the passkey answered. Raises PasskeyError when it cannot be read."""
    try:
        read = json.loads(request.POST.get("answer", "")[:20_000])
    except ValueError:
        raise passkeys.PasskeyError from None
    if not isinstance(read, dict):
        raise passkeys.PasskeyError
    return read


def _to_use(request: HttpRequest, account: Account | None) -> HttpResponse:
    """Ask for a passkey of who is signed in or between two steps, or for any of this site."""
    host = host_of(request)
    if account is not None:
        return _asked(request, *passkeys.begin_using(host, passkeys.known_to(account.pk)))
    who = pending(request)
    if who is not None:
        known = passkeys.known_to(who.account.pk)
        return _asked(request, *passkeys.begin_using(host, known, alone=False))
    if not QUESTIONS.count(client_address(request), timezone.now()):
        return JsonResponse({}, status=429)
    return _asked(request, *passkeys.begin_using(host))


def _to_make(request: HttpRequest, account: Account | None) -> HttpResponse:
    """Ask for a new passkey, of who is signed in or of who takes an invitation."""
    invited = request.session.get("invitation", "")
    if account is not None and is_fresh_enough(request):
        known, name, user = passkeys.known_to(account.pk), account.name, str(account.pk)
    elif invited:
        known, name, user = (), request.session.get("joining", {}).get("name", ""), invited
    else:
        return JsonResponse({}, status=403)
    return _asked(request, *passkeys.begin_making(host_of(request), name, user, known))


def is_fresh_enough(request: HttpRequest) -> bool:
    """Whether who is signed in proved so lately enough to change how he or she signs in."""
    return is_fresh(request, settings.TANDEM_FRESH_MINUTES)


def _asked(request: HttpRequest, options: passkeys.State, state: passkeys.State) -> HttpResponse:
    request.session[KEPT] = {"state": state, "at": timezone.now().timestamp()}
    return JsonResponse(options)


def _again(
    request: HttpRequest, signed_in: Account, account: Account, *, verified: bool
) -> HttpResponse:
    if signed_in.pk != account.pk or not verified:
        return _not_right(request)
    prove_again(request)
    return HttpResponseRedirect(safe(request, wanted(request)))


def _not_right(request: HttpRequest) -> HttpResponse:
    signed_in = isinstance(request.user, Account)
    back = reverse("sign-in-again") if signed_in else reverse("sign-in")
    return stopped(
        request,
        _("This passkey is not known here"),
        _("It may have been removed, or the page was open too long."),
        _("Try again, or sign in in another way."),
        link=Link(_("Try again"), back),
    )
