"""*Vraag het …*: asking a professional without an account about one agreement, by a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, require
from tandem.actions.guests.ask import (
    NewGuest,
    UnknownLinkError,
    ask_guest,
    guest_to_ask,
    known_mail,
    send_again,
    withdraw_link,
)
from tandem.actions.households import Case, agreement_facts
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import OPEN_STATES, Action, GuestAsks, LinkState, may
from tandem.core.model import OVER
from tandem.records.people.rows import InvolvementRow
from tandem.records.plans.guests import LinkRow, links_of
from tandem.records.plans.rows import AgreementRow, PlanRow
from tandem.records.plans.states import GuestSays, LetterFailed
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.addresses import address
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.forms import shown_and_sent, values_of
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.guests import GuestAskPage, GuestLinkShown, GuestPanel

FIELDS = ("asks", "question", "mail", "telephone")


# --- on the page of an agreement ------------------------------------------------------------


def guest_panel(visit: HouseholdVisit, case: Case, row: AgreementRow) -> GuestPanel | None:
    """Return who can be asked about an agreement by a link, and the links there are."""
    if not may(visit.actor, Action.ASK_GUEST, agreement_facts(visit.head, row)):
        return None
    found = links_of(visit.work, visit.head.id, row.id)
    helper = guest_to_ask(visit.work, case, row)
    if helper is None and not found:
        return None
    where = {"code": visit.head.code, "agreement": row.id}
    can_ask = helper is not None and row.state not in OVER
    return GuestPanel(
        name=_name(case, row),
        ask=reverse("guest-ask", kwargs=where) if can_ask else "",
        links=[_shown(visit, one, can_ask=can_ask) for one in found],
        action=reverse("guest-change", kwargs=where),
    )


def _name(case: Case, row: AgreementRow) -> str:
    key = case.everybody.keys().get(row.owner, "")
    return case.core().person_name(key)


def _shown(visit: HouseholdVisit, link: LinkRow, *, can_ask: bool) -> GuestLinkShown:
    state = link.state(visit.work.at)
    is_open = state in OPEN_STATES
    return GuestLinkShown(
        id=link.id,
        asked=_asked(link),
        state=_state(link, state),
        wrong=_wrong(link) if is_open or link.answer else "",
        answer=_answer(link),
        may_withdraw=is_open,
        may_send_again=can_ask and state is not LinkState.ANSWERED,
    )


def _asked(link: LinkRow) -> str:
    values = {"day": wording.day(link.asked_at), "name": link.asked_by}
    if link.asks is GuestAsks.QUESTION:
        said = _("Asked on %(day)s by %(name)s:") % values
        return f"{said} {wording.quoted(link.question)}"
    return _("Asked on %(day)s by %(name)s: is this right?") % values


def _state(link: LinkRow, state: LinkState) -> str:
    day = link.answer.given_at if link.answer else link.marks.opened or link.expires_at
    return _STATES[state]() % {"day": wording.day(day), "until": wording.day(link.expires_at)}


_STATES: Mapping[LinkState, Callable[[], str]] = {
    LinkState.WAITING: lambda: _("The letter is on its way"),
    LinkState.FAILED: lambda: _("The letter did not arrive"),
    LinkState.SENT: lambda: _("Sent, not opened yet. The link works until %(until)s"),
    LinkState.OPENED: lambda: _("Opened on %(day)s, not answered yet"),
    LinkState.ANSWERED: lambda: _("Answered on %(day)s"),
    LinkState.WITHDRAWN: lambda: _("Withdrawn: the link no longer works"),
    LinkState.EXPIRED: lambda: _("Too old since %(until)s: the link no longer works"),
}


def _wrong(link: LinkRow) -> str:
    """Say what went wrong: with the last letter, or with taking the answer over."""
    if link.answer is not None:
        if not link.answer.problem:
            return ""
        said = _("This answer could not be taken over by itself: %(why)s Do it by hand.")
        return said % {"why": gettext(link.answer.problem)}
    return "" if link.failed is None else _FAILED[link.failed]()


_FAILED: Mapping[LetterFailed, Callable[[], str]] = {
    LetterFailed.BOUNCED: lambda: _("The address does not take it. Look whether it is right."),
    LetterFailed.UNREACHABLE: lambda: _("It could not be delivered. Send a new link, or call."),
    LetterFailed.NOT_SET_UP: lambda: _("Sending is not set up here. Tell who looks after Tandem."),
    LetterFailed.TOO_LATE: lambda: _("A code came too late. A new one can be asked for."),
    LetterFailed.WITHDRAWN: lambda: _("The link was withdrawn before the letter left."),
    LetterFailed.UNREADABLE: lambda: _("The letter was lost. Send a new link."),
}


def _answer(link: LinkRow) -> str:
    if link.answer is None:
        return ""
    said = _SAID[link.answer.says]()
    return f"{said} {wording.quoted(link.answer.text)}" if link.answer.text else said


_SAID: Mapping[GuestSays, Callable[[], str]] = {
    GuestSays.CONFIRMS: lambda: _("This is right."),
    GuestSays.NOT_RIGHT: lambda: _("This is not right:"),
    GuestSays.CHANGES: lambda: _("It is otherwise:"),
    GuestSays.ANSWERS: lambda: _("The answer:"),
}


# --- asking ---------------------------------------------------------------------------------


@household_page(Action.SEE_PLAN, look="agreement")
def ask_asked(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Ask what to ask. Raises Http404 when nobody can be asked by a link."""
    case = seen_case(visit.work, visit.head, busy_word())
    row = find(case.plan, agreement)
    require(visit.actor, Action.ASK_GUEST, agreement_facts(visit.head, row))
    helper = guest_to_ask(visit.work, case, row)
    if helper is None:
        raise Http404
    values = {"asks": GuestAsks.CHECK.value, "mail": known_mail(visit.work, helper)}
    return _draw(visit, case, row, helper, FormState(_address(visit, row), values))


@change(Action.ASK_GUEST)
def ask_said(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Send a link."""
    asks = sent.text("asks")
    wanted = NewGuest(
        GuestAsks(asks) if asks in set(GuestAsks) else GuestAsks.CHECK,
        sent.text("mail"),
        sent.text("telephone"),
        sent.text("question"),
    )
    try:
        sent.door.run(
            lambda work: ask_guest(
                work,
                code,
                key=_key(work, code, agreement),
                wanted=wanted,
                days=settings.TANDEM_GUEST_DAYS,
            )
        )
    except InvalidError as error:
        return _again(sent, code, agreement, error)
    messages.success(sent.request, _("The link is on its way. Below you see what becomes of it."))
    return _back(code, agreement)


@change(Action.ASK_GUEST)
def link_change(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Withdraw a link, or send a new one in its place. Raises Http404 for an unknown one."""
    number = sent.number("link")

    def do(work: Work) -> str:
        key = _key(work, code, agreement)
        if sent.text("do") == "again":
            send_again(work, code, key=key, link=number, days=settings.TANDEM_GUEST_DAYS)
            return _("A new link is on its way. The old one no longer works.")
        withdraw_link(work, code, key=key, link=number)
        return _("The link is withdrawn: it no longer works.")

    try:
        messages.success(sent.request, sent.door.run(do))
    except UnknownLinkError:
        raise Http404 from None
    return _back(code, agreement)


ask_form = shown_and_sent(ask_asked, ask_said)


def find(plan: PlanRow, number: int) -> AgreementRow:
    """Return an agreement by the number in an address; raises Http404."""
    found = next((one for one in plan.agreements if one.id == number), None)
    if found is None:
        raise Http404
    return found


def _key(work: Work, code: str, agreement: int) -> str:
    """Ask before anything is looked up: of which one sees only that and when has no name here."""
    case = seen_case(work, ask(work, code), busy_word())
    row = find(case.plan, agreement)
    require(work.actor, Action.ASK_GUEST, agreement_facts(case.head, row))
    return row.key


def _back(code: str, agreement: int) -> HttpResponse:
    where = address("agreement", code=code, agreement=agreement)
    return HttpResponseRedirect(f"{where}#guests")


def _address(visit: HouseholdVisit, row: AgreementRow) -> str:
    return reverse("guest-ask", kwargs={"code": visit.head.code, "agreement": row.id})


def _again(sent: Change, code: str, agreement: int, error: InvalidError) -> HttpResponse:
    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = seen_case(visit.work, visit.head, busy_word())
        row = find(case.plan, agreement)
        helper = guest_to_ask(visit.work, case, row)
        if helper is None:
            raise Http404
        form = FormState(_address(visit, row), values_of(sent, FIELDS), problems_of(error, FIELDS))
        return _draw(visit, case, row, helper, form)

    return sent.visit(code, draw)


def _draw(
    visit: HouseholdVisit, case: Case, row: AgreementRow, helper: InvolvementRow, form: FormState
) -> HttpResponse:
    require(visit.actor, Action.ASK_GUEST, agreement_facts(visit.head, row))
    chosen = form.value("asks")
    words = {
        GuestAsks.CHECK: _("Is this agreement right?"),
        GuestAsks.QUESTION: _("One question"),
    }
    page = GuestAskPage(
        form=form,
        name=_name(case, row) or helper.name,
        title=row.title,
        asks=[Option(one.value, said, one.value == chosen) for one, said in words.items()],
        days=settings.TANDEM_GUEST_DAYS,
        back=address("agreement", code=visit.head.code, agreement=row.id),
    )
    return visit.draw("guest_ask.html", status=422 if form.problems else 200, page=page)
