"""*Inloggen en apparaten*: password, second steps and sessions of somebody's own account."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tandem.actions.people.join import App, password_problems
from tandem.actions.people.own_sign_in import (
    add_second_step,
    change_password,
    make_paper,
    remove_second_step,
)
from tandem.core.access import Action
from tandem.records.sign_in import must_have_second_step, sign_out_everywhere
from tandem.records.signing import where
from tandem.records.signing.factors import factors_of
from tandem.web.pages.again import fresh_sign_in
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.enrolling import WrongError, read_second_step, second_step_form
from tandem.web.pages.forms import drawn_again, shown_and_sent
from tandem.web.pages.joining import PAPER
from tandem.web.pages.ways_in import all_providers
from tandem.web.problems import message_of
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.sign_in import KeyLine, OwnSignInPage, PlaceLine

HERE = "my-sign-in"


@page(Action.CHANGE_OWN_SIGN_IN)
def own_shown(visit: Visit) -> HttpResponse:
    """Show how somebody signs in, and where he or she is signed in."""
    return _draw(visit)


@change(Action.CHANGE_OWN_SIGN_IN)
def sessions_sent(sent: Change) -> HttpResponse:
    """End one session, or every other: that needs no proof, for it may be in a hurry."""
    if sent.text("do") == "everywhere":
        sign_out_everywhere(sent.request, sent.account)
        _say(sent.request, _("You are signed out everywhere but here."))
    else:
        where.end(sent.account.pk, sent.number("session"))
        _say(sent.request, _("You are signed out there."))
    return HttpResponseRedirect(reverse(HERE))


@fresh_sign_in(back=HERE)
@change(Action.CHANGE_OWN_SIGN_IN)
def second_removed(sent: Change) -> HttpResponse:
    """Take a second step away, or make new codes on paper."""
    if sent.text("do") == "paper":
        sent.request.session[PAPER] = sent.door.run(make_paper)
        return HttpResponseRedirect(reverse("sign-in-paper"))
    number = None if sent.text("do") == "app" else sent.number("passkey")
    if sent.door.run(lambda work: remove_second_step(work, sent.account, number)):
        sign_out_everywhere(sent.request, sent.account)
        _say(sent.request, _("It is removed. You are signed out everywhere but here."))
    else:
        words = _("This is your only second step. Add another one before you remove it.")
        _say(sent.request, words)
    return HttpResponseRedirect(reverse(HERE))


@page(Action.CHANGE_OWN_SIGN_IN)
def second_shown(visit: Visit) -> HttpResponse:
    """Ask for a new second step."""
    return _draw_second(visit)


@change(Action.CHANGE_OWN_SIGN_IN)
def second_added(sent: Change) -> HttpResponse:
    """Keep a new second step; who had none gets codes on paper as well."""
    try:
        chosen = read_second_step(sent.request)
    except WrongError as error:
        wrong = error.problem
        return drawn_again(sent, lambda visit: _draw_second(visit, wrong))
    codes = sent.door.run(lambda work: add_second_step(work, chosen))
    sign_out_everywhere(sent.request, sent.account)
    if codes:
        sent.request.session[PAPER] = codes
        return HttpResponseRedirect(reverse("sign-in-paper"))
    _say(
        sent.request,
        _("The app is set up.") if isinstance(chosen, App) else _("The passkey is added."),
    )
    return HttpResponseRedirect(reverse(HERE))


@sensitive_post_parameters("password", "repeated")
@fresh_sign_in(back=HERE)
@change(Action.CHANGE_OWN_SIGN_IN)
def password_sent(sent: Change) -> HttpResponse:
    """Change the password; every other session ends."""
    password = sent.request.POST.get("password", "")
    found = password_problems(sent.account.username, password)
    problems = [Problem(one.field, message_of(one)) for one in found]
    if password != sent.request.POST.get("repeated", ""):
        words = _("This is not the same password. Type it twice.")
        problems.append(Problem("repeated", words))
    if problems:
        return drawn_again(sent, lambda visit: _draw(visit, problems))
    sent.door.run(lambda work: change_password(work, sent.account, password))
    sign_out_everywhere(sent.request, sent.account)
    _say(sent.request, _("Your password is changed. You are signed out everywhere but here."))
    return HttpResponseRedirect(reverse(HERE))


password_form = shown_and_sent(fresh_sign_in(back=HERE)(own_shown), password_sent)
second_form: Callable[..., HttpResponse] = fresh_sign_in(back=HERE)(
    shown_and_sent(second_shown, second_added)
)


def _say(request: HttpRequest, words: str) -> None:
    messages.success(request, words)


def _draw(visit: Visit, problems: list[Problem] | None = None) -> HttpResponse:
    account = visit.account
    factors = factors_of(account.pk)
    places = where.places_of(account.pk, visit.request.session.session_key, timezone.now())
    shown = OwnSignInPage(
        action=reverse("my-sign-in-second-remove"),
        username=account.username,
        password_form=FormState(reverse("my-sign-in-password"), {}, problems or []),
        has_password=account.has_usable_password(),
        passkeys=[KeyLine(one.id, one.name, one.added_at, one.used_at) for one in factors.passkeys],
        code_app=factors.code_app,
        paper=factors.recovery_codes,
        must_have_second=must_have_second_step(account),
        places=[
            PlaceLine(one.id, one.device, one.started_at, one.seen_at, one.is_this)
            for one in places
        ],
        sessions=reverse("my-sign-in-sessions"),
        providers=[one.name for one in all_providers() if one.key in factors.providers],
        add_second=reverse("my-sign-in-second"),
        details=reverse("my-details"),
    )
    return visit.draw("own_sign_in.html", status=422 if problems else 200, page=shown)


def _draw_second(visit: Visit, problem: Problem | None = None) -> HttpResponse:
    shown = second_step_form(
        visit.request,
        reverse("my-sign-in-second"),
        visit.account.username,
        problem,
        back=reverse(HERE),
    )
    return visit.draw("second_step_new.html", status=422 if problem else 200, page=shown)
