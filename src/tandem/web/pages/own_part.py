"""*Mijn deel*: what somebody from the family's own circle helps with, and whom to call.

Nothing else of the household is on it: no strip, no tabs, no names of who helps or reads.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError, Problem
from tandem.actions.households import Case, own_ref
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action
from tandem.core.model import STATES_IN_CHECK
from tandem.records.plans.finding import key_of_agreement
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.pages.answers import KINDS, said_back
from tandem.web.pages.asking import Wrong, ask_of
from tandem.web.pages.cases import CaseTeller, busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, Visit, ask, change, household_page
from tandem.web.pages.happening import own_lines
from tandem.web.problems import message_of
from tandem.web.refs import ref
from tandem.web.shapes.own_part import OwnHelp, OwnPartPage
from tandem.web.shapes.plan import Said


@household_page(Action.SEE_OWN_PART, look="own-part")
def own_part(visit: HouseholdVisit) -> HttpResponse:
    """Draw what the supporter helps with."""
    return _draw(visit)


def _draw(visit: HouseholdVisit, wrong: Wrong | None = None, status: int = 200) -> HttpResponse:
    case = seen_case(visit.work, visit.head, busy_word())
    me = own_ref(visit.head)
    teller = CaseTeller(case)
    page = OwnPartPage(
        help=[_help(teller, one, me, wrong) for one in _mine(case, me)],
        own=own_lines(visit),
        add_own=reverse("own-action-new", kwargs={"code": visit.head.code}),
        lead=visit.head.leader.name,
        telephone=visit.head.leader.telephone,
        signals=reverse("items", kwargs={"code": visit.head.code}),
        familiar=visit.account.informal,
    )
    return Visit.draw(visit, "own_part.html", page=page, status=status)


def _mine(case: Case, me: PersonRef | None) -> list[AgreementRow]:
    """Return what the supporter answers for and is in the plan."""
    return [one for one in case.plan.agreements if one.owner == me and one.state in STATES_IN_CHECK]


def _help(
    teller: CaseTeller, row: AgreementRow, me: PersonRef | None, wrong: Wrong | None
) -> OwnHelp:
    asked = ask_of(teller, row, me, wrong)
    if asked is not None:
        values = {"code": teller.head.code, "agreement": row.id}
        asked = replace(asked, action=reverse("own-part-answer", kwargs=values), readers=_readers())
    said = next((one for one in teller.answers(row, me) if one.is_me), None)
    return OwnHelp(
        anchor=f"a-{ref('agreement', row.id)}",
        title=row.title,
        when=wording.going_on(teller.columns(row).when),
        who=teller.members(row),
        given=said if asked is not None and asked.chosen is not Said.NOTHING else None,
        ask=asked,
    )


def _readers() -> str:
    return _("Who leads the plan, the family and who helps them read this.")


@change(Action.CONFIRM_AGREEMENT)
def own_part_answer(sent: Change, code: str, agreement: int) -> HttpResponse:
    """Take the supporter's answer to something of his or her own."""
    kind = KINDS.get(sent.text("answer"))
    back = f"{reverse('own-part', kwargs={'code': code})}#a-{ref('agreement', agreement)}"

    def give(work: Work) -> None:
        version, reason = sent.number("version", 1), sent.text("reason")
        head = ask(work, code, Action.SEE_OWN_PART)
        key = key_of_agreement(head.id, agreement)
        if key is None or kind is None:
            raise Http404
        try:
            confirm_agreement(work, code, key=key, version=version, kind=kind, reason=reason)
        except NotAllowedError:
            raise Http404 from None  # of somebody else: it is not there

    try:
        sent.door.run(give)
    except InvalidError as error:
        wrong = Wrong(agreement, sent.text("reason"), message_of(_first(error)))
        return sent.visit(code, lambda v: _draw(v, wrong, status=422), Action.SEE_OWN_PART)
    except ChangedMeanwhileError:
        changed = _("This agreement was changed meanwhile. Look at it again, and answer then.")
        messages.warning(sent.request, changed)
    else:
        assert kind is not None  # noqa: S101 - without a kind there was no page
        messages.success(sent.request, said_back(kind, familiar=sent.account.informal))
    return HttpResponseRedirect(back)


def _first(error: InvalidError) -> Problem:
    return error.problems[0]
