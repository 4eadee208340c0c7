"""Setting up a second step: what an app is given, and reading what comes back."""

from __future__ import annotations

import qrcode
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tandem.actions.people.join import App, Key
from tandem.records.signing import passkeys
from tandem.records.signing.otp import address_of, new_secret, step_of
from tandem.records.signing.sealed import UnreadableError, seal, unseal
from tandem.web.pages.passkey import answer_of, kept_question
from tandem.web.pages.ways_in import host_of
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.sign_in import AppOffer, KeyQuestion, SecondStepForm

SECRET = "new-app"  # noqa: S105 - the name under which a session keeps it, sealed


class WrongError(Exception):
    """What came back cannot be kept; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def second_step_form(
    request: HttpRequest,
    action: str,
    name: str,
    problem: Problem | None = None,
    *,
    may_skip: bool = False,
    back: str = "",
) -> SecondStepForm:
    """Return the form that sets up an app or a passkey; the secret stays the same until it is."""
    return SecondStepForm(
        form=FormState(action, {"name": ""}, [problem] if problem else []),
        app=_offer(_secret(request), name),
        key=KeyQuestion(action, reverse("sign-in-key-question"), makes=True),
        may_skip=may_skip,
        back=back,
    )


def read_second_step(request: HttpRequest) -> App | Key:
    """Return the second step that was set up. Raises WrongError."""
    return _key(request) if request.POST.get("answer") else _app(request)


def _app(request: HttpRequest) -> App:
    secret = _secret(request)
    code = request.POST.get("code", "").strip()[:20]
    if not code:
        raise WrongError(Problem("code", _("Fill in the code that the app shows.")))
    step = step_of(secret, code, timezone.now().timestamp())
    if step is None:
        words = _("This is not the code that the app shows now. Take the newest one.")
        raise WrongError(Problem("code", words))
    request.session.pop(SECRET, None)
    return App(secret, step)


def _key(request: HttpRequest) -> Key:
    try:
        made = passkeys.finish_making(host_of(request), kept_question(request), answer_of(request))
    except passkeys.PasskeyError:
        words = _("The passkey was not made. Try again, or take an app.")
        raise WrongError(Problem("name", words)) from None
    return Key(made, request.POST.get("name", "").strip() or _("My passkey"))


def _secret(request: HttpRequest) -> str:
    try:
        return unseal(request.session.get(SECRET, ""))
    except UnreadableError:
        secret = new_secret()
        request.session[SECRET] = seal(secret)
        return secret


def _offer(secret: str, name: str) -> AppOffer:
    drawing = qrcode.QRCode(border=4)
    drawing.add_data(address_of(secret, account=name, site=passkeys.SITE))
    rows: list[list[bool]] = drawing.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return AppOffer(groups, len(rows), path)
