"""*Inloggen*, *afmelden*, the choice of language, and the way out at once."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tandem.actions.people.own_details import choose_address
from tandem.records.people.models import Account
from tandem.records.people.queries import demo_accounts
from tandem.records.sign_in import actor_of
from tandem.records.sign_in import sign_in as do_sign_in
from tandem.records.sign_in import sign_out as do_sign_out
from tandem.records.work import work
from tandem.web.clock import now
from tandem.web.pages.frames import public_frame
from tandem.web.pages.languages import remember_language
from tandem.web.shapes.forms import FormState, Problem, SignInPage


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a password, and go where the visitor wanted to be."""
    if request.method != "POST":
        return _page(request)
    username = request.POST.get("username", "").strip()
    password = request.POST.get("password", "")
    if not username or not password:
        missing = "password" if username else "username"
        return _page(request, username, Problem(missing, _missing(missing)), status=422)
    try:
        account = do_sign_in(request, username, password)
    except PermissionDenied:
        words = _(
            "There were too many attempts from here. Wait five minutes, or call your organisation."
        )
        return _page(request, username, Problem("username", words), status=429)
    if account is None:
        words = _("This name and this password do not belong together. Try again.")
        return _page(request, username, Problem("username", words), status=422)
    response = HttpResponseRedirect(_next(request))
    remember_language(response, account.language)
    return response


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
    response = HttpResponseRedirect(_next(request))
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


def _page(
    request: HttpRequest, username: str = "", problem: Problem | None = None, status: int = 200
) -> HttpResponse:
    demo = [(one.name, one.what, str(one.id)) for one in demo_accounts()] if _is_demo() else []
    page = SignInPage(
        form=FormState(reverse("sign-in"), {"username": username}, [problem] if problem else []),
        next_page=_wanted(request),
        demo=demo,
        demo_action=reverse("demo-switch") if demo else "",
    )
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "sign_in.html", shown, status=status)


def _is_demo() -> bool:
    return bool(settings.TANDEM_DEMO)


def _wanted(request: HttpRequest) -> str:
    return request.POST.get("next", "") or request.GET.get("next", "")


def _next(request: HttpRequest) -> str:
    """Return where to go: a page of this site, or else the first one."""
    wanted = _wanted(request)
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and allowed else reverse("today")
