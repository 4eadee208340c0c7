"""The lead can decide: an owner is asked to change something, and silence is no answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from tandem.actions.coordination.matters import UnknownMatterError, matter_facts
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, case_of, household_facts, lock, locked_case
from tandem.actions.limits import wrong_words
from tandem.actions.plans.find import UnknownAgreementError, require_open
from tandem.core.access import SYSTEM, Action
from tandem.core.flow.asks import (
    Ask,
    AskState,
    AskStep,
    AskTerms,
    NotNowError,
    Party,
    begin,
    due,
    holder,
    pass_time,
    step,
)
from tandem.core.rules.steps import StepTerm
from tandem.formats.steps import load_steps
from tandem.records.coordination.asks import AskRow, asks_of, keep_ask, waiting_asks
from tandem.records.coordination.heads import Head, head_by_id
from tandem.records.coordination.matters import (
    MatterKind,
    matter_of,
    pass_matter,
)
from tandem.records.coordination.models import AskToChange
from tandem.records.coordination.plain_items import NewItem, close_item, open_item
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work, work

CLOCK = "pass-time-of-asks"
"""How the clock of these questions is called in the outbox; its household says whose."""
ANSWERED = Problem("words", "This was answered already, or is not yours to answer now.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody does with a question, in which words."""

    step: AskStep
    words: str
    legal_ground: str = ""


def terms_of(work: Work) -> AskTerms:
    """Return how long each has, as the rule base says today."""
    steps, on = load_steps(), work.today
    return AskTerms(
        steps.term(StepTerm.OWNER_ANSWERS, on),
        steps.term(StepTerm.LEAD_DECIDES, on),
        steps.term(StepTerm.TEAM_LEADER_ANSWERS, on),
    )


def ask_to_change(work: Work, code: str, *, agreement: int, wanted: str) -> int:
    """Ask the owner of an agreement to change it; return the number of the item.

    The agreement itself stays as it is. Raises NotAllowedError, UnknownAgreementError,
    InvalidError, and SomebodyWasFirstError when this was asked already.
    """
    case = locked_case(work, code)
    head, row = case.head, _found(work, case, agreement)
    require_open(row)
    owner = _owner(head, row)
    needed = [Problem("wanted", "Say what should be otherwise, and why.")]
    problems = wrong_words({"wanted": wanted}, needed)
    if owner is None:
        problems.append(Problem("wanted", "Nobody who helps answers for this: talk about it."))
    if problems or owner is None:
        raise InvalidError(*problems)
    asked = begin(work.today, terms_of(work))
    question = NewItem(MatterKind.ASK_TO_CHANGE.value, wanted.strip(), owner, asked.answer_by)
    item = open_item(work, head.id, question).pk
    made = AskToChange.objects.create(
        household_id=head.id,
        item_id=item,
        agreement_id=row.id,
        state=asked.state.value,
        answer_by=asked.answer_by,
        asked_at=work.at,
        asked_by=work.account,
    )
    work.event("asked-to-change", household=head.id, subject="ask", subject_id=made.pk, key=row.key)
    _set_clock(work, head.id, asked)
    return item


def answer_ask(work: Work, code: str, item: int, answer: Answer) -> None:
    """Do the next step: the owner answers, the lead orders, the team leader settles.

    The owner answers for as long as it is open. Raises NotAllowedError, UnknownMatterError, and
    InvalidError without words, without a legal ground where one is named, or when it is over.
    """
    head = lock(work, code)
    row = ask_of_item(work, head, item)
    if answer.step is AskStep.WITHDRAW:
        require(work.actor, Action.ASK_TO_CHANGE, household_facts(head))
    else:
        found = matter_of(work, head.id, item)
        require(work.actor, Action.ANSWER_MATTER, matter_facts(work, head, found))
    problems = _problems(answer)
    if answer.step not in steps_for(work, row) and answer.step is not AskStep.WITHDRAW:
        problems.append(ANSWERED)
    if problems:
        raise InvalidError(*problems)
    try:
        moved = step(row.ask, answer.step, work.today, terms_of(work))
    except NotNowError:
        raise InvalidError(ANSWERED) from None
    keep_ask(work, row.id, moved, **_said(work, answer))
    _hold(work, head, row, moved, answer.words.strip())
    work.event(f"ask-{moved.state.value}", household=head.id, subject="ask", subject_id=row.id)


def ask_of_item(work: Work, head: Head, item: int) -> AskRow:
    """Return the question of an item; raises UnknownMatterError."""
    found = next(iter(asks_of(work, head.id, item)), None)
    if found is None:
        raise UnknownMatterError(item)
    return found


def steps_for(work: Work, row: AskRow) -> tuple[AskStep, ...]:
    """Return what the actor can do with a question now: as its owner, or as who holds it."""
    me = work.actor.professional
    if holder(row.ask) is None or me is None:
        return ()
    steps: list[AskStep] = []
    if me == row.owner:
        steps += [AskStep.CHANGE, AskStep.GROUND]
    if me == row.holder and row.ask.state is AskState.SILENT:
        steps.append(AskStep.ORDER)
    if me == row.holder and row.ask.state in {AskState.ORDERED, AskState.UP}:
        steps.append(AskStep.SETTLE)
    return tuple(steps)


def move_asks_on(household: int, at: datetime) -> int:
    """Let time pass for the questions of a household; return how many moved.

    Done twice it changes nothing the second time. The next day on which something ends is put in
    the outbox again.
    """
    return work(SYSTEM, at).run(lambda opened: move_on(opened, household))


def move_on(opened: Work, household: int) -> int:
    """Do so within a work; return how many moved."""
    head = lock(opened, head_by_id(opened, household).code)
    terms, moved = terms_of(opened), 0
    for item in waiting_asks(opened, household):
        row = ask_of_item(opened, head, item)
        now = pass_time(row.ask, opened.today, terms)
        _set_clock(opened, household, now)
        if now == row.ask:
            continue
        keep_ask(opened, row.id, now)
        _hold(opened, head, row, now, "")
        opened.event(
            f"ask-{now.state.value}", household=household, subject="ask", subject_id=row.id
        )
        moved += 1
    return moved


def _hold(work: Work, head: Head, row: AskRow, moved: Ask, words: str) -> None:
    """Let the item be held by whom the machine says, or end it."""
    party, until = holder(moved), due(moved)
    if party is None or until is None:
        close_item(work, row.item, words)
        return
    lead = head.lead.professional.id if head.lead is not None else head.team_leader.id
    who = {Party.OWNER: row.owner, Party.LEAD: lead, Party.TEAM_LEADER: head.team_leader.id}
    pass_matter(work, row.item, holder=who[party], due_on=until)


def _set_clock(work: Work, household: int, ask: Ask) -> None:
    """Have somebody look again on the day after the last day, while a clock runs."""
    until = due(ask)
    if until is None or ask.state not in {AskState.ASKED, AskState.SILENT}:
        return
    first = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
    work.later(CLOCK, household=household, due=max(first, work.at))


def _said(work: Work, answer: Answer) -> dict[str, object]:
    words = answer.words.strip()
    if answer.step in {AskStep.CHANGE, AskStep.GROUND}:
        return {
            "answer": words,
            "legal_ground": answer.legal_ground.strip(),
            "answered_at": work.at,
            "answered_by": work.account,
        }
    if answer.step is AskStep.ORDER:
        return {"comes_first": words, "ordered_at": work.at, "ordered_by": work.account}
    return {}


def _problems(answer: Answer) -> list[Problem]:
    needed = [Problem("words", "Say in a few words what came of it.")]
    if answer.step is AskStep.GROUND:
        needed.append(Problem("legal_ground", "Name the article on which it stays as it is."))
    return wrong_words({"words": answer.words, "legal_ground": answer.legal_ground}, needed)


def _found(work: Work, case: Case, agreement: int) -> AgreementRow:
    """Return the agreement that is asked about.

    What is shielded is not there before anything is asked of the policy, as what never was.
    """
    require(work.actor, Action.SEE_PLAN, household_facts(case.head))
    row = next((one for one in case.plan.agreements if one.id == agreement), None)
    if row is None or row.key in case.sight.hidden:
        raise UnknownAgreementError(str(agreement))
    require(work.actor, Action.ASK_TO_CHANGE, household_facts(case.head))
    if row.key in case.sight.busy:
        raise UnknownAgreementError(str(agreement))
    return row


def _owner(head: Head, row: AgreementRow) -> int | None:
    """Return the professional who answers for an agreement: its owner, or who decided on it."""
    part = row.owner.involvement or row.decided_by
    return next((one.professional for one in head.involved if one.id == part), None)


def agreement_to_ask(work: Work, code: str, agreement: int) -> AgreementRow:
    """Return what a form is about; raises NotAllowedError and UnknownAgreementError."""
    return _found(work, case_of(work, code), agreement)
