"""What every way in shares: where to go afterwards, the second step, and the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from tandem.gateways.identity.configured import Provider
from tandem.records.people.models import Account
from tandem.records.sign_in import begin_second_step, complete, must_have_second_step
from tandem.records.signing.browsers import remember_browser
from tandem.records.signing.factors import factors_of
from tandem.web.pages.frames import public_frame
from tandem.web.pages.languages import remember_language
from tandem.web.shapes.frame import Link
from tandem.web.shapes.sign_in import KeyQuestion, StoppedPage


def wanted(request: HttpRequest) -> str:
    """Return where the visitor wanted to be, as it was sent; it may lead anywhere."""
    return request.POST.get("next", "") or request.GET.get("next", "")


def safe(request: HttpRequest, address: str) -> str:
    """Return an address when it is a page of this site, and else that of the first one."""
    allowed = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and allowed else reverse("today")


def host_of(request: HttpRequest) -> str:
    """Return the name of the site without a port: a passkey belongs to it."""
    return request.get_host().rsplit(":", 1)[0]


def arrive(
    request: HttpRequest, account: Account, next_page: str, *, both_steps: bool = False
) -> HttpResponse:
    """Go on with somebody whose first step was right: to the second step, or in."""
    if both_steps:
        return let_in(request, account, next_page)
    if factors_of(account.pk).has_second_step:
        begin_second_step(request, account, next_page)
        return HttpResponseRedirect(reverse("sign-in-second"))
    if must_have_second_step(account):
        return no_second_step(request)
    return let_in(request, account, next_page)


def let_in(request: HttpRequest, account: Account, next_page: str) -> HttpResponse:
    """Sign somebody in and go where he or she wanted to be."""
    complete(request, account)
    response = HttpResponseRedirect(safe(request, next_page))
    remember_language(response, account.language)
    remember_browser(request, response, account)
    return response


def use_key() -> KeyQuestion:
    """Return the form that signs in with a passkey."""
    return KeyQuestion(reverse("sign-in-key"), reverse("sign-in-key-question"))


def provider_links(providers: Sequence[Provider], next_page: str, purpose: str) -> list[Link]:
    """Return a link to each provider."""
    return [
        Link(
            _("Sign in with %(name)s") % {"name": one.name},
            f"{reverse('sign-in-provider', kwargs={'provider': one.key})}"
            f"?{urlencode({'next': next_page, 'for': purpose})}",
        )
        for one in providers
    ]


def all_providers() -> list[Provider]:
    """Return the providers that this site knows."""
    found: dict[str, Provider] = settings.TANDEM_PROVIDERS
    return list(found.values())


def stopped(
    request: HttpRequest, title: str, *sentences: str, link: Link | None = None, status: int = 403
) -> HttpResponse:
    """Return a page that says what went wrong on the way in, and what to do next."""
    page = StoppedPage(title, sentences, link or Link(_("To signing in"), reverse("sign-in")))
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "sign_in_stopped.html", shown, status=status)


def too_often(request: HttpRequest) -> HttpResponse:
    """Return the page for who tried too often."""
    return stopped(
        request,
        _("Too often in a row"),
        _("Wait a quarter of an hour and try again."),
        status=429,
    )


def no_second_step(request: HttpRequest) -> HttpResponse:
    """Return the page for who works here and has a password alone."""
    return stopped(
        request,
        _("Your account has no second step yet"),
        _("Who works with families signs in with a password and a second step."),
        _("Ask your front desk or team leader for a new invitation. You set it up with that."),
    )
