"""A chosen proposal: the changes it asks, and the answers of owners and family to each."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case, agreement_facts, own_ref
from tandem.actions.plans.answer_change import UnknownChangeError, answer_change
from tandem.actions.plans.changes_seen import last_choice_seen
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, AsWhom, may
from tandem.core.model import Variant
from tandem.documents.views.columns import Columns
from tandem.records.plans.changes import ChangeRow
from tandem.records.plans.rows import AgreementRow, PersonRef
from tandem.records.plans.states import ChangeKind, ChangeState
from tandem.web import wording
from tandem.web.pages.answers import KINDS
from tandem.web.pages.asking import Wrong, own_need
from tandem.web.pages.cases import SAID, CaseTeller, busy_word, last_answer
from tandem.web.pages.changing import agreement_of, columns_after, needs_of, waits_for
from tandem.web.pages.doors import Change, HouseholdVisit, change, household_page
from tandem.web.problems import message_of
from tandem.web.refs import ref
from tandem.web.shapes.changes import ChangesPage, ChangeView
from tandem.web.shapes.plan import Ask, Said


@household_page(Action.SEE_PLAN, look="changes")
def changes(visit: HouseholdVisit) -> HttpResponse:
    """Draw the proposal that was chosen last, with who said what."""
    return draw_changes(visit)


def draw_changes(
    visit: HouseholdVisit, wrong: Wrong | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page; `wrong` is an answer that could not be taken."""
    case = seen_case(visit.work, visit.head, busy_word())
    return visit.draw("changes.html", status=status, page=changes_page(visit, case, wrong))


def changes_page(visit: HouseholdVisit, case: Case, wrong: Wrong | None = None) -> ChangesPage:
    """Return everything that stands on the page."""
    teller = CaseTeller(case)
    me = own_ref(visit.head)
    rows = last_choice_seen(visit.work, case)
    return ChangesPage(
        chosen_at=rows[0].chosen_at if rows else None,
        chosen_by=rows[0].chosen_by if rows else "",
        changes=[change_view(visit, teller, one, wrong) for one in rows],
        waiting=sum(one.state is ChangeState.OPEN for one in rows),
        mine=sum(waits_for(teller, one, me) for one in rows),
        check=reverse("check", kwargs={"code": visit.head.code}),
        familiar=visit.account.informal,
    )


def change_view(
    visit: HouseholdVisit, teller: CaseTeller, row: ChangeRow, wrong: Wrong | None = None
) -> ChangeView:
    """Return what a proposal changes of one agreement, in words, with the way to answer it."""
    agreement, me = agreement_of(teller, row), own_ref(visit.head)
    after = columns_after(teller, row)
    return ChangeView(
        anchor=f"c-{ref('change', row.id)}",
        title=agreement.title,
        what=_what(teller, row, agreement),
        now=_lines(teller.columns(agreement)) if row.state is ChangeState.OPEN else (),
        then=_lines(after) if after is not None else (),
        state=row.state.value,
        state_words=_state_words(row),
        answers=[teller.answer(need, agreement, row.answers, me) for need in needs_of(teller, row)],
        ask=_ask(teller, row, agreement, me, wrong),
        record=_record(visit, row, agreement),
    )


def _record(visit: HouseholdVisit, row: ChangeRow, agreement: AgreementRow) -> str:
    """Return where this viewer writes down what somebody said; empty when she may not."""
    facts = agreement_facts(visit.head, agreement)
    if row.state is not ChangeState.OPEN or not may(visit.actor, Action.RECORD_ANSWER, facts):
        return ""
    return reverse("change-answer-record", kwargs={"code": visit.head.code, "change": row.id})


def _lines(columns: Columns) -> Sequence[str]:
    return [*columns.when, *columns.places, *columns.asks]


def _what(teller: CaseTeller, row: ChangeRow, agreement: AgreementRow) -> str:
    by = teller.case.plan.agreement(row.because_of) if row.because_of else None
    match row.kind:
        case ChangeKind.ALTERNATIVE:
            words = (one.text for one in agreement.alternatives if one.id == row.alternative)
            return next(words, "") or _("In another form")
        case ChangeKind.POSTPONE if row.starts_on is not None:
            return _("Starts later: on %(day)s") % {"day": wording.day(row.starts_on)}
        case ChangeKind.REPLACED if by is not None:
            return _("Makes way: %(title)s comes in its place") % {"title": by.title}
        case kind if kind.value in set(Variant) and row.form is not None:
            return wording.variant(kind.value, agreement.form, row.form, by.title if by else None)
        case ChangeKind.END if row.ends_on is not None:
            return _("Ends on %(day)s") % {"day": wording.day(row.ends_on)}
        case _:
            return _("Ends")


def _state_words(row: ChangeRow) -> str:
    match row.state:
        case ChangeState.OPEN:
            return _("Waits for answers")
        case ChangeState.ACCEPTED:
            return _("Everybody said yes: it stands in the plan")
        case ChangeState.DECLINED:
            return _("Somebody said no: it stays as it was")
        case ChangeState.WITHDRAWN:
            return _("Withdrawn")


def _ask(
    teller: CaseTeller,
    row: ChangeRow,
    agreement: AgreementRow,
    me: PersonRef | None,
    wrong: Wrong | None,
) -> Ask | None:
    need = own_need(needs_of(teller, row), me)
    if need is None or row.state is not ChangeState.OPEN:
        return None
    said = last_answer(row.answers, need)
    mistaken = wrong is not None and wrong.subject == row.id
    reason = said.reason if said is not None else ""
    return Ask(
        action=reverse("change-answer", kwargs={"code": teller.case.head.code, "change": row.id}),
        name=agreement.title,
        anchor=f"change-{ref('change', row.id)}",
        asks_owner=need.as_whom is AsWhom.OWNER and me is not None and me.member is None,
        chosen=SAID[said.kind] if said is not None else Said.NOTHING,
        is_open=mistaken,
        reason=wrong.reason if wrong is not None and mistaken else reason,
        error=wrong.error if wrong is not None and mistaken else "",
        readers=teller.readers(agreement),
    )


@change(Action.ANSWER_CHANGE)
def change_answer(sent: Change, code: str, change: int) -> HttpResponse:
    """Take an answer to a proposed change."""
    kind = KINDS.get(sent.text("answer"))
    if kind is None:
        raise InvalidError(Problem("answer", "Choose one of the answers."))
    reason = sent.text("reason")
    try:
        state = sent.door.run(
            lambda work: answer_change(work, code, change=change, kind=kind, reason=reason)
        )
    except InvalidError as error:
        wrong = Wrong(change, reason, message_of(error.problems[0]))
        return sent.visit(code, lambda visit: draw_changes(visit, wrong, status=422))
    except UnknownChangeError:
        words = _("This change no longer waits for an answer. You see how it stands now.")
        messages.warning(sent.request, words)
    else:
        messages.success(sent.request, _said(state))
        if state is ChangeState.ACCEPTED:
            sent.recheck(code)
    return HttpResponseRedirect(
        reverse("changes", kwargs={"code": code}) + f"#c-{ref('change', change)}"
    )


def _said(state: ChangeState) -> str:
    if state is ChangeState.ACCEPTED:
        return _("Everybody said yes. The agreement is changed.")
    if state is ChangeState.DECLINED:
        return _("Your no is written down. The agreement stays as it was.")
    return _("Your answer is written down.")
