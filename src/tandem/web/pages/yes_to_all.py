"""*Akkoord met alles, behalve …*, as one act."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.errors import ChangedMeanwhileError
from tandem.actions.households import own_ref
from tandem.actions.plans.answer_agreement import Except, answer_all
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, AnswerKind
from tandem.core.model import STATES_IN_CHECK
from tandem.records.coordination.heads import head_of
from tandem.records.plans.finding import key_of_agreement
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.numbers import whole
from tandem.web.pages.asking import own_need
from tandem.web.pages.cases import CaseTeller, busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.refs import agreement_ref, number_of
from tandem.web.shapes.yes_to_all import AllPage, AllRow


@household_page(Action.SEE_PLAN, look="yes-to-all")
def yes_to_all(visit: HouseholdVisit) -> HttpResponse:
    """Show everything that waits for this resident."""
    code = visit.head.code
    if visit.head.facts.member is None:
        return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))
    case = seen_case(visit.work, visit.head, busy_word())
    teller, me = CaseTeller(case), own_ref(visit.head)
    rows = [
        AllRow(
            agreement_ref(one.id),
            one.version,
            one.title,
            wording.in_one_line(teller.columns(one).when),
        )
        for one in waiting(teller, me)
    ]
    page = AllPage(
        action=reverse("yes-to-all-send", kwargs={"code": code}),
        rows=rows,
        familiar=visit.account.informal,
        back=reverse("my-plan", kwargs={"code": code}),
    )
    return visit.draw("yes_to_all.html", page=page)


def waiting(teller: CaseTeller, me: PersonRef | None) -> list[AgreementRow]:
    """Return the agreements that wait for this person's word."""
    found = []
    for one in teller.case.plan.agreements:
        if one.state in STATES_IN_CHECK:
            need = own_need(teller.needs(one), me)
            if need is not None and need.said is None:
                found.append(one)
    return found


@change(Action.ANSWER_AGREEMENT)
def yes_to_all_send(sent: Change, code: str) -> HttpResponse:
    """Take the answers: yes to what was seen, but for what is left out."""
    back = HttpResponseRedirect(reverse("my-plan", kwargs={"code": code}))
    try:
        count = sent.door.run(lambda work: _answer(work, sent, code))
    except ChangedMeanwhileError:
        words = _("Something was changed meanwhile. Nothing is written down yet: look again.")
        messages.warning(sent.request, words)
        return HttpResponseRedirect(reverse("yes-to-all", kwargs={"code": code}))
    words = ngettext(
        "Your yes to one agreement is written down.",
        "Your yes to %(num)s agreements is written down.",
        count,
    )
    messages.success(sent.request, words % {"num": count})
    return back


def _answer(work: Work, sent: Change, code: str) -> int:
    head = head_of(work, code)
    seen: dict[str, int] = {}
    exceptions: dict[str, Except] = {}
    for number, version in _seen(sent).items():
        key = key_of_agreement(head.id, number)
        if key is None:
            continue
        seen[key] = version
        if sent.text(f"not-{agreement_ref(number)}"):
            reason = sent.text(f"reason-{agreement_ref(number)}")
            kind = AnswerKind.CANNOT if reason else AnswerKind.NOT_AGREED
            exceptions[key] = Except(kind, reason)
    return answer_all(work, code, seen=seen, exceptions=exceptions)


def _seen(sent: Change) -> Mapping[int, int]:
    found = {}
    for one in sent.request.POST.getlist("seen"):
        code, _colon, text = one.partition(":")
        number, version = number_of("agreement", code), whole(text)
        if number is not None and version is not None:
            found[number] = version
    return found
