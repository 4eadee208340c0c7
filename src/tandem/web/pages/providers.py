"""Signing in at a provider: going there, and coming back."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import timedelta
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tandem.gateways.identity.configured import Kind, Provider
from tandem.gateways.identity.ends import end_of
from tandem.gateways.identity.provider import (
    Failure,
    IdentityError,
    Person,
    Question,
    took_second_step,
)
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.sign_in import Backend, prove_again
from tandem.records.signing.browsers import is_known
from tandem.records.signing.identities import account_of
from tandem.records.signing.sealed import seal
from tandem.records.signing.throttle import Limit
from tandem.web.client_address import client_address
from tandem.web.pages.ways_in import arrive, safe, stopped, too_often

logger = logging.getLogger("tandem.sign_in")

SALT = "tandem.question"
PATIENCE = timedelta(minutes=10)
PURPOSES = frozenset({"in", "join", "again"})
FAILED = Limit("failed at a provider", 60, timedelta(minutes=5))
"""From one address; browsers in which somebody signed in before go on all the same."""


@require_GET
def go(request: HttpRequest, provider: str) -> HttpResponse:
    """Send somebody to a provider; what comes back must answer this very question."""
    asked = request.GET.get("for", "in")
    purpose = asked if asked in PURPOSES else "in"
    known = _provider(provider)
    if _is_too_often(request):
        return too_often(request)
    back = request.build_absolute_uri(reverse("sign-in-back", kwargs={"provider": provider}))
    question = Question(back, fresh=purpose == "again")
    try:
        response = HttpResponseRedirect(end_of(known).address_for(question))
    except IdentityError as error:
        return _failed(request, known, error)
    held = {"provider": provider, "for": purpose, "next": request.GET.get("next", "")[:2000]}
    _keep(response, held | {"question": asdict(question)})
    return response


@require_GET
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Let in who comes back from a provider; the question is thrown away, whatever comes of it."""
    known = _provider(provider)
    try:
        held = _asked(request, provider)
        person = _person(request, known, Question(**held["question"]))
        response = _let_in(request, known, person, held)
    except IdentityError as error:
        response = _failed(request, known, error)
    response.delete_cookie(settings.TANDEM_QUESTION_COOKIE, samesite="Lax")
    return response


def _provider(key: str) -> Provider:
    found: Provider | None = settings.TANDEM_PROVIDERS.get(key)
    if found is None:
        raise Http404
    return found


def _keep(response: HttpResponse, held: dict[str, Any]) -> None:
    response.set_cookie(
        settings.TANDEM_QUESTION_COOKIE,
        signing.dumps(held, salt=SALT, compress=True),
        max_age=PATIENCE,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def _asked(request: HttpRequest, provider: str) -> dict[str, Any]:
    """Return what this browser asked this provider. Raises IdentityError when it asked nothing."""
    try:
        held: dict[str, Any] = signing.loads(
            request.COOKIES.get(settings.TANDEM_QUESTION_COOKIE, ""), salt=SALT, max_age=PATIENCE
        )
    except signing.BadSignature:
        raise IdentityError(Failure.NOT_OURS) from None
    state = request.GET.get("state", "")
    same = compare_digest(state.encode(), held["question"]["state"].encode())
    if not same or held["provider"] != provider:
        raise IdentityError(Failure.NOT_OURS)
    return held


def _person(request: HttpRequest, provider: Provider, question: Question) -> Person:
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise IdentityError(Failure.NOT_OURS)
    if "error" in request.GET:
        stopped_there = request.GET["error"] == "access_denied"
        raise IdentityError(Failure.CANCELLED if stopped_there else Failure.UNREACHABLE)
    if _is_too_often(request):
        raise IdentityError(Failure.TOO_OFTEN)
    return end_of(provider).person(question, request.GET.get("code", ""))


def _let_in(
    request: HttpRequest, provider: Provider, person: Person, held: dict[str, Any]
) -> HttpResponse:
    if held["for"] == "join":
        request.session["joined-by"] = {
            "provider": provider.key,
            "subject": seal(person.subject),
            "second_step": took_second_step(provider, person),
        }
        return HttpResponseRedirect(reverse("invitation"))
    account = _account(provider, person)
    if account is None:
        return _no_account(request, provider)
    if held["for"] == "again":
        return _again(request, provider, account, held["next"])
    both = took_second_step(provider, person)
    return arrive(request, account, held["next"], both_steps=both)


def _account(provider: Provider, person: Person) -> Account | None:
    """Return the account that was bound to this person, when it is one the provider vouches for."""
    number = account_of(provider.key, person.subject)
    account = None if number is None else Backend().get_user(number)
    if account is None:
        return None
    if provider.kind is Kind.DIGID:
        return account if account.person_id is not None else None
    with plumbing():
        works = account.professional and account.professional.organisation.name
    return account if works == provider.organisation else None


def _again(
    request: HttpRequest, provider: Provider, account: Account, next_page: str
) -> HttpResponse:
    if not isinstance(request.user, Account) or request.user.pk != account.pk:
        return _no_account(request, provider)
    prove_again(request)
    return HttpResponseRedirect(safe(request, next_page))


def _no_account(request: HttpRequest, provider: Provider) -> HttpResponse:
    return stopped(
        request,
        _("%(name)s knows you, but Tandem does not yet") % {"name": provider.name},
        _("Who signs in here was invited first. Ask whoever helps you for an invitation."),
        _("Did you get one? Open its link, and sign in with %(name)s there.")
        % {"name": provider.name},
    )


def _is_too_often(request: HttpRequest) -> bool:
    address = client_address(request)
    return not is_known(request) and FAILED.is_reached(address, timezone.now())


def _failed(request: HttpRequest, provider: Provider, error: IdentityError) -> HttpResponse:
    """Say what went wrong; the log tells which provider and why, and nothing about a person."""
    if error.failure is Failure.TOO_OFTEN:
        return too_often(request)
    if error.failure is not Failure.CANCELLED:
        FAILED.count(client_address(request), timezone.now())
        logger.warning("not let in", extra={"provider": provider.key, "why": str(error)})
    title, sentence, status = _words(error.failure)
    named = {"name": provider.name}
    return stopped(request, title % named, sentence % named, status=status)


def _words(failure: Failure) -> tuple[str, str, int]:
    """Return the title and the sentence of a page, and its status."""
    if failure is Failure.CANCELLED:
        return _("You stopped at %(name)s"), _("Nothing happened. You can begin again."), 403
    if failure is Failure.TOO_LOW:
        return (
            _("You need a stronger way to sign in"),
            _(
                "With this way of signing in at %(name)s we cannot be sure enough that it is you. "
                "Sign in there in a stronger way: with the app and a check of your identity "
                "document, for example."
            ),
            403,
        )
    if failure is Failure.UNREACHABLE:
        return (
            _("%(name)s cannot be reached now"),
            _("It is not your fault. Try again in a few minutes, or sign in in another way."),
            503,
        )
    return (
        _("Signing in with %(name)s did not work out"),
        _("It took too long, or the page was opened twice. Begin again."),
        403,
    )
