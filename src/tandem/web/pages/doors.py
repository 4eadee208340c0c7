"""How a request becomes work: who asks, may they, in one transaction; a refusal becomes a page.

Every view is made with one of these, so that none can be reached without the policy. A guard test
lists all routes and fails for one that is neither here nor public by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Protocol
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError, require
from tandem.actions.households import household_facts
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.find import UnknownAgreementError
from tandem.core.access import Action, Actor, Reason
from tandem.records.coordination.heads import Head, UnknownHouseholdError, head_of
from tandem.records.people.models import Account
from tandem.records.sign_in import actor_of
from tandem.records.work import BusyError, Door, SomebodyWasFirstError, Work, work
from tandem.web.clock import now
from tandem.web.pages.frames import frame_of, household_frame
from tandem.web.pages.refusals import refusal
from tandem.web.problems import message_of
from tandem.web.shapes.frame import Change as Seen

View = Callable[..., HttpResponse]

PATIENCE = 2.0
"""Seconds that whoever changes a plan waits to know whether it fits; after that a page says so."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is signed in asks for a page, in an open work."""

    request: HttpRequest
    account: Account
    work: Work

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return self.work.actor

    def draw(self, template: str, *, status: int = 200, **shown: object) -> HttpResponse:
        """Draw a page with what stands around every page."""
        shown = {"frame": frame_of(self.request, self.account), **shown}
        return render(self.request, template, shown, status=status)


@dataclass(frozen=True, slots=True)
class HouseholdVisit(Visit):
    """The same, of a page of one household within the actor's scope."""

    head: Head

    def draw(self, template: str, *, status: int = 200, **shown: object) -> HttpResponse:
        """Draw a page of the household, with its strip, tabs and readers."""
        changes: Sequence[Seen] = shown.pop("changes", ())  # type: ignore[assignment]
        around = household_frame(self.request, self.work, self.head, changes)
        return super(HouseholdVisit, self).draw(template, status=status, household=around, **shown)


class PageView(Protocol):
    """A view that knows which decision of the policy it asks for; the guard test reads it."""

    policy: Action

    def __call__(self, request: HttpRequest, **values: object) -> HttpResponse:
        """Answer a request."""


def page(action: Action) -> Callable[[Callable[..., HttpResponse]], View]:
    """Make a view of a page that belongs to no household; its function gets a `Visit`."""

    def decorate(draw: Callable[..., HttpResponse]) -> View:
        def answer(request: HttpRequest, opened: Work, **values: object) -> HttpResponse:
            require(opened.actor, action)
            return draw(Visit(request, _account(request), opened), **values)

        return _view(answer, draw, action, ["GET", "HEAD"])

    return decorate


def household_page(action: Action, look: str) -> Callable[[Callable[..., HttpResponse]], View]:
    """Make a view of a page of a household; its function gets a `HouseholdVisit`.

    `look` is what the log of looks calls the page; the look is written with every answer.
    """

    def decorate(draw: Callable[..., HttpResponse]) -> View:
        def answer(
            request: HttpRequest, opened: Work, *, code: str, **values: object
        ) -> HttpResponse:
            head = head_of(opened, code)
            require(opened.actor, action, household_facts(head))
            opened.look(head.id, look)
            return draw(HouseholdVisit(request, _account(request), opened, head), **values)

        return _view(answer, draw, action, ["GET", "HEAD"])

    return decorate


def change(action: Action) -> Callable[[Callable[..., HttpResponse]], View]:
    """Make a view that changes something; its function gets a `Change` and does one action.

    The action itself asks the policy about what it touches; `action` names that decision.
    """

    def decorate(do: Callable[..., HttpResponse]) -> View:
        @wraps(do)
        @require_http_methods(["POST"])
        def view(request: HttpRequest, **values: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            return refused(request, lambda: do(Change.of(request), **values))

        view.policy = action  # type: ignore[attr-defined]
        return view

    return decorate


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who is signed in sends a form."""

    request: HttpRequest
    account: Account
    door: Door

    @classmethod
    def of(cls, request: HttpRequest) -> Change:
        """Return the change that a request asks for."""
        account = _account(request)
        return cls(request, account, work(actor_of(account), now()))

    def text(self, name: str) -> str:
        """Return a field of the form, without spaces around it."""
        return self.request.POST.get(name, "").replace("\0", "").strip()

    def number(self, name: str, default: int = 0) -> int:
        """Return a field of the form as a whole number; `default` when it is none."""
        found = self.text(name)
        return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else default

    def recheck(self, code: str) -> None:
        """Work out at once whether the plan fits now, so that the next page can say so."""
        self.door.run(lambda opened: check_plan(opened, code, seconds=PATIENCE))

    def visit(
        self,
        code: str,
        draw: Callable[[HouseholdVisit], HttpResponse],
        action: Action = Action.SEE_PLAN,
    ) -> HttpResponse:
        """Draw a page of the household after all: what was sent could not be kept."""

        def again(opened: Work) -> HttpResponse:
            head = head_of(opened, code)
            require(opened.actor, action, household_facts(head))
            return draw(HouseholdVisit(self.request, self.account, opened, head))

        return self.door.run(again)


def _view(
    answer: Callable[..., HttpResponse],
    draw: Callable[..., HttpResponse],
    action: Action,
    methods: list[str],
) -> View:
    @wraps(draw)
    @require_http_methods(methods)
    def view(request: HttpRequest, **values: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        door = work(actor_of(_account(request)), now(), reads=True)
        return refused(request, lambda: door.run(lambda opened: answer(request, opened, **values)))

    view.policy = action  # type: ignore[attr-defined]
    return view


def refused(request: HttpRequest, do: Callable[[], HttpResponse]) -> HttpResponse:
    """Do it, and turn what is refused into a page that says why and what to do next.

    Raises Http404 for what lies outside the actor's scope: nobody learns that it exists.
    """
    try:
        return do()
    except (UnknownHouseholdError, UnknownAgreementError):
        raise Http404 from None
    except NotAllowedError as error:
        if error.decision.reason is Reason.NOT_TIED:
            raise Http404 from None
        return refusal(request, 403, error.decision.reason.value)
    except SomebodyWasFirstError:
        return refusal(
            request, 409, "Somebody else was just before you. Look at the page again and try anew."
        )
    except ChangedMeanwhileError:
        return refusal(
            request, 409, "Somebody else changed this meanwhile. Look at the page again first."
        )
    except InvalidError as error:
        return refusal(request, 422, message_of(error.problems[0]))
    except BusyError:
        return refusal(request, 503, "It is very busy. Nothing was lost; try again in a minute.")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead somebody who is not signed in to the sign-in page, and back again afterwards."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    target = reverse("sign-in")
    return HttpResponseRedirect(f"{target}?next={quote(back)}" if back else target)


def _account(request: HttpRequest) -> Account:
    account = request.user
    if not isinstance(account, Account):
        raise Http404
    return account
