"""*Tweede stap*: a code of the app, a code on paper, or a passkey, after the password."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tandem.records.people.models import Account
from tandem.records.sign_in import Pending, forget_tries, may_try_code, pending
from tandem.records.signing.factors import check_code, use_recovery_code
from tandem.records.signing.otp import DIGITS
from tandem.web.pages.frames import public_frame
from tandem.web.pages.ways_in import let_in, use_key
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.sign_in import SecondStepPage


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the second step of who did the first; who did not begins there."""
    who = pending(request)
    if who is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if request.method != "POST":
        return _page(request, who)
    problem = wrong_code(request, who.account, request.POST.get("code", ""))
    if problem is None:
        return let_in(request, who.account, who.next_page)
    words, status = problem
    return _page(request, who, Problem("code", words), status)


def wrong_code(request: HttpRequest, account: Account, typed: str) -> tuple[str, int] | None:
    """Return what is wrong with a code, and the status of the page; None when it is right.

    Codes on paper are too long to guess, so they are looked at however often others guessed.
    """
    typed = typed.strip()[:40]
    if not typed:
        return _("Fill in the code."), 422
    at = timezone.now()
    if is_of_app(typed):
        if not may_try_code(request, account, at):
            words = _(
                "Too many wrong codes were tried. Wait a quarter of an hour, or use a passkey "
                "or a code on paper."
            )
            return words, 429
        right = check_code(account.pk, typed, at)
    else:
        right = use_recovery_code(account.pk, typed)
    if right:
        forget_tries(request, account)
        return None
    return _("This code is not right, or it was used already. Take the newest code."), 422


def is_of_app(typed: str) -> bool:
    """Whether it looks like a code of the app, and not like one on paper."""
    digits = "".join(typed.split())
    return digits.isascii() and digits.isdigit() and len(digits) == DIGITS


def _page(
    request: HttpRequest, who: Pending, problem: Problem | None = None, status: int = 200
) -> HttpResponse:
    page = SecondStepPage(
        form=FormState(reverse("sign-in-second"), {}, [problem] if problem else []),
        name=who.account.name,
        code_app=who.factors.code_app,
        paper=who.factors.recovery_codes > 0,
        key=use_key() if who.factors.passkeys else None,
        back=reverse("sign-in"),
    )
    shown = {"frame": public_frame(request), "page": page}
    return render(request, "sign_in_second.html", shown, status=status)
