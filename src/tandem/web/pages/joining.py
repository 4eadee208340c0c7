"""*Uitnodiging*: taking an invitation, from the link to signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from tandem.actions.errors import InvalidError
from tandem.actions.people.join import (
    App,
    ByPassword,
    ByProvider,
    Key,
    first_step,
    join,
)
from tandem.gateways.identity.configured import Kind, Provider
from tandem.records.people.models import Account
from tandem.records.signing.factors import new_paper
from tandem.records.signing.identities import TakenError
from tandem.records.signing.invitations import (
    Invited,
    NotOpenError,
    Standing,
    hash_of,
    look_at,
)
from tandem.records.signing.sealed import unseal
from tandem.records.signing.throttle import Limit
from tandem.web.client_address import client_address
from tandem.web.clock import now
from tandem.web.pages.enrolling import WrongError, read_second_step, second_step_form
from tandem.web.pages.frames import public_frame
from tandem.web.pages.ways_in import (
    all_providers,
    let_in,
    provider_links,
    stopped,
    too_often,
)
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.frame import Link
from tandem.web.shapes.sign_in import JoinPage, PaperPage

INVITATION, JOINING, BY_PROVIDER, PAPER = "invitation", "joining", "joined-by", "paper"
"""What a session keeps while somebody takes an invitation."""
UNKNOWN_LINKS = Limit("unknown invitation", 60, timedelta(minutes=5))
"""From one address. A link that is right always opens, however many wrong ones were tried."""


@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open an invitation; what stands in the link does not stand in an address after this."""
    hashed = hash_of(token).hex()
    try:
        look_at(hashed, now())
    except NotOpenError as error:
        within = UNKNOWN_LINKS.count(client_address(request), now())
        return _over(request, error.standing) if within else too_often(request)
    request.session.flush()
    request.session[INVITATION] = hashed
    return HttpResponseRedirect(reverse("invitation"))


def _with_invitation(
    view: Callable[[HttpRequest, Invited], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Make a view of who opened an invitation that can still be used."""

    @sensitive_post_parameters("password", "repeated", "code", "answer")
    @require_http_methods(["GET", "HEAD", "POST"])
    def opened(request: HttpRequest) -> HttpResponse:
        try:
            invited = look_at(request.session.get(INVITATION, ""), now())
            return view(request, invited)
        except NotOpenError as error:
            return _over(request, error.standing)
        except TakenError:
            request.session.pop(BY_PROVIDER, None)
            return stopped(
                request,
                _("This is somebody else's sign-in"),
                _("It belongs to another account here. Sign in as yourself, or call your desk."),
                link=Link(_("Back to the invitation"), reverse("invitation")),
            )

    return opened


@_with_invitation
def invitation(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Ask how somebody wants to sign in: with a name and a password, or at a provider."""
    if BY_PROVIDER in request.session:
        return _came_from_provider(request, invited)
    if request.method != "POST":
        return _first(request, invited)
    password = request.POST.get("password", "")
    username = request.POST.get("username", "").replace("\0", "")
    try:
        way = first_step(invited, username, password)
    except InvalidError as error:
        return _first(request, invited, problems_of(error, ("username", "password")))
    if password != request.POST.get("repeated", ""):
        words = _("This is not the same password. Type it twice.")
        return _first(request, invited, [Problem("repeated", words)])
    request.session[JOINING] = {"name": way.username, "password": way.password}
    return HttpResponseRedirect(reverse("invitation-second"))


@_with_invitation
def second(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Ask for a second step, which a resident may leave for later; then the account is there."""
    if _way(request) is None:
        return HttpResponseRedirect(reverse("invitation"))
    if request.method != "POST":
        return _second(request, invited)
    if request.POST.get("do") == "skip" and not invited.is_professional:
        return _join(request, invited, None)
    try:
        return _join(request, invited, read_second_step(request))
    except WrongError as error:
        return _second(request, invited, error.problem)


@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """Show the codes on paper, once."""
    codes = request.session.pop(PAPER, None)
    if not codes or not isinstance(request.user, Account):
        return HttpResponseRedirect(reverse("today"))
    page = PaperPage(codes, reverse("today"))
    return render(request, "sign_in_paper.html", {"frame": public_frame(request), "page": page})


# --- what the steps come to -----------------------------------------------------------------


def _way(request: HttpRequest) -> ByPassword | ByProvider | None:
    held = request.session.get(BY_PROVIDER)
    if held is not None:
        return ByProvider(held["provider"], unseal(held["subject"]), held["second_step"])
    held = request.session.get(JOINING)
    return None if held is None else ByPassword(held["name"], held["password"])


def _came_from_provider(request: HttpRequest, invited: Invited) -> HttpResponse:
    held = request.session[BY_PROVIDER]
    if held["provider"] not in {one.key for one in _fitting(invited)}:
        request.session.pop(BY_PROVIDER)
        return _first(request, invited)
    if invited.is_professional and not held["second_step"]:
        return HttpResponseRedirect(reverse("invitation-second"))
    return _join(request, invited, None)


def _join(request: HttpRequest, invited: Invited, chosen: App | Key | None) -> HttpResponse:
    way = _way(request)
    if way is None:
        return HttpResponseRedirect(reverse("invitation"))
    try:
        account = join(request.session[INVITATION], way, chosen, now())
    except InvalidError as error:
        request.session.pop(JOINING, None)
        return _first(request, invited, problems_of(error, ("username", "password")))
    codes = new_paper(account.pk) if chosen is not None else []
    response = let_in(request, account, "")
    if codes:
        request.session[PAPER] = codes
        response.headers["Location"] = reverse("sign-in-paper")
    return response


def _fitting(invited: Invited) -> list[Provider]:
    """Return the providers that may vouch for who is invited."""
    return [
        one
        for one in all_providers()
        if (one.kind is Kind.DIGID) != invited.is_professional
        and one.organisation in {"", invited.employer}
    ]


def _first(
    request: HttpRequest, invited: Invited, problems: list[Problem] | None = None
) -> HttpResponse:
    values = {"username": request.POST.get("username", "")}
    page = JoinPage(
        form=FormState(reverse("invitation"), values, problems or []),
        name=invited.name,
        organisation=invited.organisation,
        until=invited.until,
        is_professional=invited.is_professional,
        username=invited.username,
        providers=provider_links(_fitting(invited), "", "join"),
    )
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "invitation.html", shown, status=422 if problems else 200)


def _second(request: HttpRequest, invited: Invited, problem: Problem | None = None) -> HttpResponse:
    page = second_step_form(
        request,
        reverse("invitation-second"),
        invited.name,
        problem,
        may_skip=not invited.is_professional,
    )
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "second_step_new.html", shown, status=422 if problem else 200)


def _over(request: HttpRequest, standing: Standing) -> HttpResponse:
    title, sentence = {
        Standing.USED: (
            _("This invitation was used already"),
            _("Was it you? Then you have an account: sign in. If not, call who invited you."),
        ),
        Standing.WITHDRAWN: (
            _("This invitation was withdrawn"),
            _("Ask who invited you for a new one."),
        ),
        Standing.EXPIRED: (
            _("This invitation is too old"),
            _("That keeps it safe. Ask who invited you for a new one; it takes a minute."),
        ),
    }.get(
        standing,
        (
            _("This invitation is not known here"),
            _("Perhaps a part of the link is missing. Copy it as a whole, or ask for a new one."),
        ),
    )
    return stopped(request, title, sentence, status=404 if standing is Standing.UNKNOWN else 410)
