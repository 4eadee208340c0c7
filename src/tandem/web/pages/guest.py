"""The pages of a guest: a link, a code, one agreement, one answer. There is no account.

What is behind a link is told to nobody without a code: for a link that does not exist, was
withdrawn or is too old, the page and its answers are the same, sign for sign.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.guests.visit import (
    GuestSight,
    LinkOverError,
    answer_as_guest,
    guest_sight,
    read_guest_line,
    said_of,
)
from tandem.actions.plans.draft import draft_of
from tandem.core.access import Actor, GuestAsks
from tandem.core.access.guests import VISIT_LASTS
from tandem.core.explain.languages import Lang
from tandem.core.model import OVER
from tandem.gateways.folder import Posted, posted
from tandem.records.plans.guest_sign_in import ask_for_code, enter, guest_of_visit, leave
from tandem.records.plans.states import By, GuestSays
from tandem.records.work import Work, work
from tandem.web import wording
from tandem.web.clock import now
from tandem.web.pages.agreement_form import line_of_draft
from tandem.web.pages.doors import refused
from tandem.web.pages.refusals import refusal
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.forms import Problem as Shown
from tandem.web.shapes.frame import Frame
from tandem.web.shapes.guests import DemoLetter, GuestLinkPage, GuestPage

LONGEST_SECRET = 64
FIELDS = ("line", "text")
FROM_US = frozenset({"same-origin", "none", ""})
"""What a browser says of where a request comes from, when that is this site or nowhere."""

IN_ENGLISH = (
    "In English: somebody you work with asks you to look at one thing. Let us send you a code "
    "(by text message or e-mail), and fill it in here. Or call who sent you the link."
)

View = Callable[..., HttpResponse]


def _quiet(view: View) -> View:
    """Let a page tell nobody that it was looked at: its address holds a secret.

    Browsers then leave out where a form came from, by which Django tells a forged one; so that is
    asked of the browser in another way. Whoever forges knows the secret of the link already.
    """

    @wraps(view)
    def answer(request: HttpRequest, **values: str) -> HttpResponse:
        came_from = request.headers.get("Sec-Fetch-Site", "")
        if request.method == "POST" and came_from not in FROM_US:
            response = refusal(request, 403, "Go back, and use the buttons on the page.")
        else:
            response = view(request, **values)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(answer)


# --- the link and the code ------------------------------------------------------------------


@_quiet
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def guest_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Offer a code, send one, and let in who gives the right one."""
    known = secret[:LONGEST_SECRET]
    do = request.POST.get("do", "")
    if request.method == "POST" and do == "code":
        ask_for_code(known, By.TEXT if request.POST.get("by") == By.TEXT else By.MAIL, now())
        return _link_page(request, asked=True)
    if request.method == "POST" and do == "enter":
        return _enter(request, known)
    return _link_page(request)


def _enter(request: HttpRequest, secret: str) -> HttpResponse:
    code = "".join(sign for sign in request.POST.get("code", "")[:40] if sign in "0123456789")
    visit = enter(secret, code, now()) if code else None
    if visit is None:
        said = _("This code is not right, or it no longer works. Try again, or ask for a new code.")
        return _link_page(request, Shown("code", said), asked=True)
    response = HttpResponseRedirect(reverse("guest"))
    response.set_cookie(
        settings.GUEST_COOKIE_NAME,
        visit,
        max_age=int(VISIT_LASTS.total_seconds()),
        secure=settings.GUEST_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _link_page(
    request: HttpRequest, problem: Shown | None = None, *, asked: bool = False
) -> HttpResponse:
    page = GuestLinkPage(
        form=FormState(request.path, {}, [problem] if problem else []),
        by=[
            Option(By.TEXT.value, _("By text message"), is_chosen=True),
            Option(By.MAIL.value, _("By e-mail")),
        ],
        asked=asked,
        in_english="" if wording.current_language() is Lang.EN else IN_ENGLISH,
    )
    shown = {"frame": Frame(home=request.path, path=request.path), "page": page}
    return render(request, "guest_link.html", shown, status=422 if problem else 200)


# --- the one page ---------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest) -> HttpResponse:
    """Show a guest the one agreement, and take what he or she says of it."""
    visit = request.COOKIES.get(settings.GUEST_COOKIE_NAME, "")[:LONGEST_SECRET]
    actor = guest_of_visit(visit, now()) if visit else None
    if request.method == "POST" and request.POST.get("do") == "leave":
        return _leave(request, visit)
    if actor is None:
        return _over(request)
    return refused(request, lambda: _answer(request, actor))


def _answer(request: HttpRequest, actor: Actor) -> HttpResponse:
    try:
        if request.method == "POST":
            return _said(request, actor)
        return work(actor, now()).run(lambda opened: _page(request, guest_sight(opened)))
    except LinkOverError:
        return _over(request)


def _said(request: HttpRequest, actor: Actor) -> HttpResponse:
    do, line = request.POST.get("do", ""), _text(request, "line")
    if do not in set(GuestSays) or (do == GuestSays.CHANGES and _text(request, "read") != line):
        return work(actor, now()).run(lambda opened: _read(request, opened, line))
    text = line if do == GuestSays.CHANGES else _text(request, "text")
    version = _text(request, "version")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        work(actor, now()).run(
            lambda opened: answer_as_guest(opened, says=GuestSays(do), version=seen, text=text)
        )
    except InvalidError as error:
        problems = problems_of(error, FIELDS)
        return work(actor, now()).run(
            lambda opened: _page(request, guest_sight(opened), problems=problems)
        )
    return HttpResponseRedirect(reverse("guest"))


def _read(request: HttpRequest, opened: Work, line: str) -> HttpResponse:
    """Read a line back, before it is sent."""
    sight = guest_sight(opened)
    if sight.asks is not GuestAsks.CHECK or sight.answered is not None:
        return _page(request, sight)
    try:
        _form, sentences = read_guest_line(sight, line)
    except InvalidError as error:
        return _page(request, sight, problems=problems_of(_at_line(error), FIELDS))
    return _page(request, sight, read_back=_in_language(sentences))


def _at_line(error: InvalidError) -> InvalidError:
    return InvalidError(*(Problem("line", p.text, p.values, p.dutch) for p in error.problems))


def _leave(request: HttpRequest, visit: str) -> HttpResponse:
    leave(visit)
    response = _over(request)
    response.delete_cookie(settings.GUEST_COOKIE_NAME, samesite="Strict")
    return response


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "guest.html", {"frame": _frame(), "page": None})


def _frame() -> Frame:
    here = reverse("guest")
    return Frame(home=here, language_action=reverse("language"), path=here)


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()


def _page(
    request: HttpRequest,
    sight: GuestSight,
    *,
    problems: list[Shown] | None = None,
    read_back: str = "",
) -> HttpResponse:
    page = GuestPage(
        form=FormState(reverse("guest"), _values(request, sight), problems or []),
        asks_question=sight.asks is GuestAsks.QUESTION,
        asked=_("%(name)s asked you this on %(day)s.")
        % {"name": sight.asked_by, "day": wording.day(sight.asked_at)},
        title=sight.agreement.title,
        sentence=_in_language(said_of(sight)),
        concerns=wording.listing(one.name for one in sight.case.head.members),
        question=sight.question,
        lead=sight.lead.name,
        telephone=sight.lead.telephone,
        until=wording.day(sight.expires_at),
        version=sight.agreement.version,
        read_back=read_back,
        line_read=_text(request, "line") if read_back else "",
        answered=_answered(sight),
        words=sight.answered.text if sight.answered else "",
        is_open=sight.agreement.state not in OVER,
    )
    status = 422 if problems else 200
    return render(request, "guest.html", {"frame": _frame(), "page": page}, status=status)


def _values(request: HttpRequest, sight: GuestSight) -> dict[str, str]:
    if request.method == "POST":
        return {name: _text(request, name) for name in FIELDS}
    line = line_of_draft(sight.case, draft_of(sight.case, sight.agreement))
    return {"line": line or ""}


def _answered(sight: GuestSight) -> str:
    if sight.answered is None:
        return ""
    return _ANSWERED[sight.answered.says]() % {"day": wording.day(sight.answered.given_at)}


_ANSWERED: Mapping[GuestSays, Callable[[], str]] = {
    GuestSays.CONFIRMS: lambda: _("You answered on %(day)s: this is right."),
    GuestSays.NOT_RIGHT: lambda: _("You answered on %(day)s: this is not right."),
    GuestSays.CHANGES: lambda: _("You answered on %(day)s: it is otherwise."),
    GuestSays.ANSWERS: lambda: _("You answered on %(day)s:"),
}


def _in_language(sentences: tuple[str, str]) -> str:
    dutch, english = sentences
    return dutch if wording.current_language().value == "nl" else english


# --- the mail of the demo -------------------------------------------------------------------


@require_GET
def demo_letters(request: HttpRequest) -> HttpResponse:
    """Show what the demo would have sent. Raises Http404 outside the demo."""
    folder = settings.TANDEM_LETTERS if settings.TANDEM_DEMO else None
    if folder is None:
        raise Http404
    letters = [_letter(one) for one in posted(folder)]
    frame = Frame(home=reverse("today"), language_action=reverse("language"), path=request.path)
    return render(request, "demo_letters.html", {"frame": frame, "letters": letters})


def _letter(one: Posted) -> DemoLetter:
    lines = [line for line in one.text.splitlines() if line.strip() and line != "--"]
    link = next((line for line in lines if "/gast/link/" in line), "")
    return DemoLetter(one.to, one.subject, lines, link)
