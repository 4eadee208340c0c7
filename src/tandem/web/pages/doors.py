"""How a request becomes work: who asks, may they, in one transaction; a refusal becomes a page.

Every view is made with one of these, so that none can be reached without the policy. A guard test
lists all routes and fails for one that is neither here nor public by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Protocol
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tandem.actions.audit.ask_why import UnknownLookError, item_facts
from tandem.actions.coordination.handing_over import handover_facts
from tandem.actions.coordination.holding import UnknownItemError
from tandem.actions.coordination.holding import item_facts as held_facts
from tandem.actions.coordination.matters import matter_facts
from tandem.actions.coordination.own_actions import own_facts
from tandem.actions.coordination.talks import facts_of_talk
from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError, require
from tandem.actions.households import household_facts
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.find import UnknownAgreementError
from tandem.core.access import Action, Actor, Facts, Reason
from tandem.formats.rulebase_logs import load_logs
from tandem.records.coordination.handovers import open_handover
from tandem.records.coordination.heads import Head, UnknownHouseholdError, head_of
from tandem.records.coordination.items import item_row
from tandem.records.coordination.look_items import look_item
from tandem.records.coordination.matters import matter_of
from tandem.records.coordination.own_actions import own_action_row
from tandem.records.coordination.standing import standing_of
from tandem.records.people.models import Account
from tandem.records.sign_in import actor_of
from tandem.records.work import BusyError, Door, SomebodyWasFirstError, Work, work
from tandem.web.clock import now
from tandem.web.numbers import whole
from tandem.web.pages.days import day_of, day_problem
from tandem.web.pages.frames import frame_of, household_frame
from tandem.web.pages.people_words import in_words
from tandem.web.pages.refusals import refusal
from tandem.web.problems import message_of
from tandem.web.refs import number_of
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

    def draw_one(
        self, template: str, *, alone: str, status: int = 200, **shown: object
    ) -> HttpResponse:
        """Draw a page of one item; who is here for that alone gets another, of nothing else."""
        if self.head.facts.is_tied_besides_emergency:
            return self.draw(template, status=status, **shown)
        return super(HouseholdVisit, self).draw(alone, status=status, **shown)


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


def household_page(
    action: Action, look: str, about: str = ""
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Make a view of a page of a household; its function gets a `HouseholdVisit`.

    `look` is what the log of looks calls the page; the look is written with every answer. `about`
    names the value of the address by which a page is of one item about a look.
    """

    def decorate(draw: Callable[..., HttpResponse]) -> View:
        def answer(
            request: HttpRequest, opened: Work, *, code: str, **values: object
        ) -> HttpResponse:
            head = ask(opened, code, action, values.get(about))
            note_look(opened, head, look, action)
            return draw(HouseholdVisit(request, _account(request), opened, head), **values)

        view = _view(answer, draw, action, ["GET", "HEAD"])
        view.look = look  # type: ignore[attr-defined]
        return view

    return decorate


def _facts(opened: Work, head: Head, action: Action, item: object) -> Facts:
    """Return what the policy looks at: for the household, or for one item of somebody in it."""
    if action in {Action.HAND_OVER, Action.CLOSE_HANDOVER}:
        return handover_facts(opened, head, open_handover(opened, head.id))
    if not isinstance(item, int):
        return household_facts(head)
    if action is Action.SEE_TALKS:
        return facts_of_talk(opened, head, item)
    if action in {Action.SEE_ITEM, Action.SEND_BACK}:
        return held_facts(opened, head, item_row(opened, head.id, item))
    if action is Action.END_OWN_ACTION:
        return own_facts(head, own_action_row(opened, head.id, item))
    if action is Action.ANSWER_MATTER:
        return matter_facts(opened, head, matter_of(opened, head.id, item))
    return item_facts(opened, head, look_item(opened, head.id, item))


def note_look(opened: Work, head: Head, look: str, action: Action) -> None:
    """Note in the log that the actor looks at a page of a household, as whom and why."""
    opened.look(head.id, look, standing_of(opened, head), activity_of(action))


def activity_of(action: Action) -> str:
    """Return the processing activity that an action belongs to; empty for one without."""
    return load_logs().by_action.get(action, "")


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
            return refused(request, lambda: do(Change.of(request, action), **values))

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
    def of(cls, request: HttpRequest, action: Action) -> Change:
        """Return the change that a request asks for."""
        account = _account(request)
        door = work(actor_of(account), now(), activity=activity_of(action))
        return cls(request, account, door)

    def text(self, name: str) -> str:
        """Return a field of the form, without spaces around it."""
        return self.request.POST.get(name, "").replace("\0", "").strip()

    def number(self, name: str, default: int = 0) -> int:
        """Return a field of the form as a whole number; `default` when it is none."""
        found = whole(self.text(name))
        return default if found is None else found

    def ref(self, name: str) -> int:
        """Return the number of the row whose code is in a field; 0 for a code of nothing."""
        return number_of(name, self.text(name)) or 0

    def day(self, name: str) -> date | None:
        """Return a field of the form as a day; None when it is empty.

        Raises InvalidError for what is no day.
        """
        typed = self.text(name)
        day = day_of(typed)
        if typed and day is None:
            raise InvalidError(day_problem(name))
        return day

    def recheck(self, code: str) -> None:
        """Work out at once whether the plan fits now, so that the next page can say so."""
        self.door.run(lambda opened: check_plan(opened, code, seconds=PATIENCE))

    def visit(
        self,
        code: str,
        draw: Callable[[HouseholdVisit], HttpResponse],
        action: Action = Action.SEE_PLAN,
        *,
        about: int | None = None,
    ) -> HttpResponse:
        """Draw a page of the household after all: what was sent could not be kept."""

        def again(opened: Work) -> HttpResponse:
            head = ask(opened, code, action, about)
            note_look(opened, head, "form", action)
            return draw(HouseholdVisit(self.request, self.account, opened, head))

        return self.door.run(again)


def ask(work: Work, code: str, action: Action = Action.SEE_PLAN, item: object = None) -> Head:
    """Return a household's head to who may; a change asks this before it looks anything up.

    Else what is not there would be answered otherwise than what may not be done, and so tell that
    something is there. `item` is what it is about, when that waits for one person. Raises
    UnknownHouseholdError and NotAllowedError.
    """
    head = in_words(head_of(work, code))
    require(work.actor, action, _facts(work, head, action, item))
    return head


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
    except (UnknownHouseholdError, UnknownAgreementError, UnknownLookError, UnknownItemError):
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
