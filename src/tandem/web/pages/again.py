"""*Nog even bevestigen*: proving anew who one is, before something sensitive."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tandem.core.access import Action
from tandem.records.people.models import Account
from tandem.records.sign_in import CrowdedError, check_password, is_fresh, prove_again
from tandem.records.signing.factors import Factors, factors_of
from tandem.web.client_address import client_address
from tandem.web.pages.doors import Change, View, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent
from tandem.web.pages.second_step import wrong_code
from tandem.web.pages.ways_in import all_providers, provider_links, safe, use_key, wanted
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.sign_in import AgainPage


def fresh_sign_in(
    *, back: str = "", when: Callable[[HttpRequest], bool] = lambda _: True
) -> Callable[[View], View]:
    """Make a view that is only for who proved lately who he or she is; others do so first.

    After proving it somebody comes back to the page that was asked for; after a form that was sent,
    to the route `back`, of the same household. `when` says which requests are sensitive.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **values: object) -> HttpResponse:
            if not when(request) or _proved(request, settings.TANDEM_FRESH_MINUTES):
                return view(request, **values)
            if _is_read(request):
                return _prove_first(request.get_full_path())
            place = {"code": values["code"]} if "code" in values else None
            return _prove_first(reverse(back or "today", kwargs=place if back else None))

        guarded.fresh = True  # type: ignore[attr-defined]
        return guarded

    return decorate


def fresh_form(view: View) -> View:
    """Make a form, at one address, that is only for who proved lately who he or she is.

    Who opened it in time may take as long again to fill it in, so that what is typed is seldom
    lost; after proving it one is back at the form.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **values: object) -> HttpResponse:
        read = _is_read(request)
        minutes = settings.TANDEM_FRESH_MINUTES * (1 if read else 2)
        if _proved(request, minutes):
            return view(request, **values)
        return _prove_first(request.get_full_path() if read else request.path)

    guarded.fresh = True  # type: ignore[attr-defined]
    return guarded


def _proved(request: HttpRequest, minutes: int) -> bool:
    """Whether nothing has to be proved: it was lately, or nobody is signed in at all."""
    return not isinstance(request.user, Account) or is_fresh(request, minutes)


def _is_read(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"}


def _prove_first(onward: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('sign-in-again')}?{urlencode({'next': onward})}")


@page(Action.CHANGE_OWN_SIGN_IN)
def again_shown(visit: Visit) -> HttpResponse:
    """Ask who is signed in to prove it anew."""
    return _draw(visit)


@sensitive_post_parameters("password", "code")
@change(Action.CHANGE_OWN_SIGN_IN)
def again_sent(sent: Change) -> HttpResponse:
    """Check the password, and the code of who has an app; then go on."""
    problem = _wrong(sent)
    if problem is not None:
        return drawn_again(sent, lambda visit: _draw(visit, problem))
    prove_again(sent.request)
    return HttpResponseRedirect(safe(sent.request, wanted(sent.request)))


again_form = shown_and_sent(again_shown, again_sent)


def _wrong(sent: Change) -> Problem | None:
    try:
        right = check_password(
            sent.request,
            sent.account.username,
            sent.request.POST.get("password", ""),
            client_address(sent.request),
        )
    except PermissionDenied:
        return Problem("password", _("There were too many attempts from here. Wait five minutes."))
    except CrowdedError:
        return Problem("password", _("It is very busy now. Try again in a few seconds."))
    if right is None or right.pk != sent.account.pk:
        return Problem("password", _("This is not your password. Try again."))
    factors = factors_of(sent.account.pk)
    if not _may_by_password(factors):
        return Problem("password", _("Use your passkey here."))
    if not factors.code_app:
        return None
    wrong = wrong_code(sent.request, sent.account, sent.request.POST.get("code", ""))
    return None if wrong is None else Problem("code", wrong[0])


def _draw(visit: Visit, problem: Problem | None = None) -> HttpResponse:
    factors = factors_of(visit.account.pk)
    onward = wanted(visit.request)
    shown = AgainPage(
        form=FormState(reverse("sign-in-again"), {}, [problem] if problem else []),
        next_page=onward,
        password=visit.account.has_usable_password() and _may_by_password(factors),
        code=factors.code_app,
        key=use_key() if factors.passkeys else None,
        providers=provider_links(
            [one for one in all_providers() if one.key in factors.providers], onward, "again"
        ),
    )
    return visit.draw("sign_in_again.html", status=422 if problem else 200, page=shown)


def _may_by_password(factors: Factors) -> bool:
    """Whether a password will do: not beside a passkey alone, which is the second step then."""
    return factors.code_app or not factors.passkeys
