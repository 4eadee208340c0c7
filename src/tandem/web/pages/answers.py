"""Answers to agreements: yes, niet akkoord, "dit lukt niet, want …", gezien, and "klopt dit?"."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, Problem
from tandem.actions.households import agreement_facts, case_of, own_ref
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.find import find_agreement
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, AnswerKind
from tandem.records.people.models import Account
from tandem.records.plans.finding import key_of_agreement
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.asking import Wrong, ask_of
from tandem.web.pages.cases import CaseTeller, busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.forms import shown_and_sent
from tandem.web.problems import message_of
from tandem.web.refs import ref
from tandem.web.shapes.answer import AnswerPage
from tandem.web.shapes.plan import Said

KINDS = {
    "yes": AnswerKind.YES,
    "disagrees": AnswerKind.NOT_AGREED,
    "cannot": AnswerKind.CANNOT,
    "seen": AnswerKind.SEEN,
}


@household_page(Action.SEE_PLAN, look="answer")
def answer_asked(visit: HouseholdVisit, agreement: int) -> HttpResponse:
    """Ask for an answer on a page of its own: most of all to change one that was given."""
    return _draw(visit, agreement)


def _draw(
    visit: HouseholdVisit, agreement: int, wrong: Wrong | None = None, status: int = 200
) -> HttpResponse:
    """Draw the question; raises Http404 when nothing is asked of this viewer."""
    case = seen_case(visit.work, visit.head, busy_word())
    row = next((one for one in case.plan.agreements if one.id == agreement), None)
    if row is None:
        raise Http404
    teller, me = CaseTeller(case), own_ref(visit.head)
    asked = ask_of(teller, row, me, wrong)
    if asked is None:
        raise Http404
    own = next((one for one in teller.answers(row, me) if one.is_me), None)
    page = AnswerPage(
        title=row.title,
        who=teller.members(row),
        when=wording.going_on(teller.columns(row).when),
        given=own if asked.chosen is not Said.NOTHING else None,
        ask=asked,
        familiar=visit.account.informal,
        back=f"{back_to(visit.account, visit.head.code)}#a-{ref('agreement', agreement)}",
        files=reverse("files", kwargs={"code": visit.head.code, "agreement": agreement}),
    )
    return visit.draw("answer.html", status=status, page=page)


@change(Action.ANSWER_AGREEMENT)
def answer_sent(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Take an answer, and go back to the page it was given on."""
    kind = KINDS.get(sent.text("answer"))
    if kind is None:
        raise InvalidError(Problem("answer", "Choose one of the answers."))
    back = back_to(sent.account, code)
    try:
        sent.door.run(lambda work: give(work, sent, code, agreement, kind))
    except InvalidError as error:
        wrong = Wrong(agreement, sent.text("reason"), message_of(error.problems[0]))
        return sent.visit(code, lambda visit: _draw(visit, agreement, wrong, status=422))
    except ChangedMeanwhileError:
        messages.warning(
            sent.request,
            _("This agreement was changed meanwhile. Look at it again, and answer then."),
        )
    else:
        messages.success(sent.request, said_back(kind, familiar=sent.account.informal))
    return HttpResponseRedirect(f"{back}#a-{ref('agreement', agreement)}")


answer = shown_and_sent(answer_asked, answer_sent)


def give(work: Work, sent: Change, code: str, agreement: int, kind: AnswerKind) -> None:
    """Give an answer as the actor's own: a member's, or an owner's to "klopt dit?"."""
    head = ask(work, code)
    key = key_of_agreement(head.id, agreement)
    if key is None:
        raise Http404
    me = own_ref(head)
    values = {
        "key": key,
        "version": sent.number("version", 1),
        "kind": kind,
        "reason": sent.text("reason"),
    }
    case = case_of(work, code)
    facts = agreement_facts(head, find_agreement(case, key)).agreement
    if (me is None or me.member is None) and (facts.owns or facts.decided):
        confirm_agreement(work, code, **values)  # type: ignore[arg-type]
    else:
        answer_agreement(work, code, **values)  # type: ignore[arg-type]


def back_to(account: Account, code: str) -> str:
    """Return the page an answer was given on: the resident's own, or the plan of all."""
    name = "plan" if account.person_id is None else "my-plan"
    return reverse(name, kwargs={"code": code})


def said_back(kind: AnswerKind, *, familiar: bool) -> str:
    """Return what is said to somebody whose answer was written down."""
    words = {
        AnswerKind.YES: you("Your yes is written down.", familiar),
        AnswerKind.NOT_AGREED: you(
            "It is written down that you do not agree. Somebody calls you about it.", familiar
        ),
        AnswerKind.CANNOT: you("Thank you for saying so. Somebody calls you about it.", familiar),
        AnswerKind.SEEN: you("It is written down that you have seen it.", familiar),
    }
    return str(words[kind])
