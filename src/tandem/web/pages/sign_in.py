"""*Inloggen*, *afmelden*, the choice of language, and the way out at once."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.actions.people.own_details import choose_address
from tandem.records.people.models import Account
from tandem.records.people.queries import demo_accounts
from tandem.records.sign_in import CrowdedError, actor_of, check_password
from tandem.records.sign_in import sign_out as do_sign_out
from tandem.records.work import work
from tandem.web.client_address import client_address
from tandem.web.clock import now
from tandem.web.pages.frames import public_frame
from tandem.web.pages.languages import remember_language
from tandem.web.pages.ways_in import (
    all_providers,
    arrive,
    provider_links,
    safe,
    use_key,
    wanted,
)
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.sign_in import SignInPage


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password, and go on to the second step or where the visitor wanted."""
    if request.method != "POST":
        return _page(request)
    username = request.POST.get("username", "").strip()
    password = request.POST.get("password", "")
    if not username or not password:
        missing = "password" if username else "username"
        return _page(request, username, Problem(missing, _missing(missing)), status=422)
    try:
        account = check_password(request, username, password, client_address(request))
    except PermissionDenied:
        words = _(
            "There were too many attempts from here. Wait five minutes, or call your organisation."
        )
        return _page(request, username, Problem("username", words), status=429)
    except CrowdedError:
        return _crowded(request, username)
    if account is None:
        words = _("This name and this password do not belong together. Try again.")
        return _page(request, username, Problem("username", words), status=422)
    return arrive(request, account, wanted(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    do_sign_out(request)
    return HttpResponseRedirect(reverse("sign-in"))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Go on in the other language, also next time. Raises Http404 for one we do not speak."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if isinstance(request.user, Account):
        door = work(actor_of(request.user), now())
        door.run(lambda opened: choose_address(opened, language=chosen))
    response = HttpResponseRedirect(safe(request, wanted(request)))
    remember_language(response, chosen)
    return response


@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """Lead away at once, to a page that has nothing to do with us; the session ends as well."""
    do_sign_out(request)
    response = HttpResponseRedirect(settings.TANDEM_AWAY)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _missing(field: str) -> str:
    if field == "username":
        return _("Fill in the name you sign in with.")
    return _("Fill in your password.")


def _crowded(request: HttpRequest, username: str) -> HttpResponse:
    words = _(
        "Very many people try to sign in now, and we did not look at your password. "
        "Try again in a few seconds."
    )
    response = _page(request, username, Problem("username", words), status=503)
    response.headers["Retry-After"] = "5"
    return response


def _page(
    request: HttpRequest, username: str = "", problem: Problem | None = None, status: int = 200
) -> HttpResponse:
    demo = [(one.name, one.what, str(one.id)) for one in demo_accounts()] if _is_demo() else []
    page = SignInPage(
        form=FormState(reverse("sign-in"), {"username": username}, [problem] if problem else []),
        next_page=wanted(request),
        key=use_key(),
        providers=provider_links(all_providers(), wanted(request), "in"),
        demo=demo,
        demo_action=reverse("demo-switch") if demo else "",
        demo_letters=reverse("demo-letters") if demo else "",
    )
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "sign_in.html", shown, status=status)


def _is_demo() -> bool:
    return bool(settings.TANDEM_DEMO)
