"""Can this household live this plan? Asked once for each state of the plan."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from tandem.actions.errors import require
from tandem.actions.households import Case, case_of, household_facts
from tandem.actions.plans.draft import DRAFT_KEY, AgreementDraft
from tandem.actions.plans.memories import memory_of
from tandem.actions.plans.telling import told_of, words_digest
from tandem.core.access import Action
from tandem.core.check import check, time_to_search
from tandem.core.check.answer import Answer
from tandem.core.check.memory import Memory
from tandem.core.check.run import PROPOSALS
from tandem.core.model import Household, State
from tandem.formats import rulebase
from tandem.records.plans.verdicts import (
    StoredVerdict,
    ToKeep,
    store_answer,
    stored_answer,
)
from tandem.records.work import Work

PATIENCE = 20.0
"""Seconds after which the check answers with what it found so far."""
PATIENCE_WHILE_TYPING = 2.0


def check_plan(
    work: Work, code: str, *, afresh: bool = False, seconds: float | None = PATIENCE
) -> StoredVerdict:
    """Return whether the household can live its plan, and if not, why and what would fit.

    What was answered before to the same plan is answered again, without solving, unless `afresh`
    asks for it (an answer that was cut short). Raises UnknownHouseholdError and NotAllowedError.
    """
    case = case_of(work, code)
    require(work.actor, Action.SEE_CHECK, household_facts(case.head))
    return check_case(work, case, seconds) if afresh else answer_case(work, case, seconds)


def answer_case(work: Work, case: Case, seconds: float | None = PATIENCE) -> StoredVerdict:
    """Return the answer to the plan of a case, solved only when it never was; for who may.

    A plan that changed and came back to what was answered before gets that answer again, kept
    under its present version: so the last answer that is kept is always that of the plan as it is.
    """
    if case.seen is not None:
        return check_seen(work, case, seconds)
    stored = stored_verdict(case)
    return check_case(work, case, seconds) if stored is None else as_of_now(work, case, stored)


def as_of_now(work: Work, case: Case, stored: StoredVerdict) -> StoredVerdict:
    """Return an answer to the plan of a case, kept under its present version and our words."""
    if stored.plan_version == case.plan.version and stored.words == words_digest():
        return stored
    return _keep(work, case, case.core(), stored.answer)


def check_case(work: Work, case: Case, seconds: float | None = PATIENCE) -> StoredVerdict:
    """Solve the plan of a case and keep the answer; for who may, and sees all of it."""
    if case.seen is not None:
        raise ValueError("what somebody sees of a plan in part is not kept: ask `check_seen`")
    core = case.core()
    rules, deadline = rulebase.load(), deadline_of(seconds)
    with case_memory(case) as memory:
        answer = check(core, rules, variants=True, deadline=deadline, memory=memory)
    return _keep(work, case, core, answer)


def case_memory(case: Case) -> AbstractContextManager[Memory | None]:
    """Return what this process remembers of the whole plan; of part of it nothing is kept."""
    return memory_of(case.head.id) if case.seen is None else nullcontext()


def _keep(work: Work, case: Case, core: Household, answer: Answer) -> StoredVerdict:
    rules = rulebase.load()
    kept = ToKeep(core, rules, answer, told_of(core, rules, answer.limits), words_digest())
    return store_answer(work, case.head.id, case.plan.version, kept)


def check_seen(
    work: Work, case: Case, seconds: float | None = PATIENCE, proposals: int = PROPOSALS
) -> StoredVerdict:
    """Solve a plan as its viewer sees it; nothing is kept, so that it leaves no trace.

    What is kept of a plan is of the whole plan, and says nothing to who does not see all of it.
    """
    answer = check(
        case.core(),
        rulebase.load(),
        proposals=proposals,
        variants=True,
        deadline=deadline_of(seconds),
    )
    return StoredVerdict(work.at, case.plan.version, answer)


def stored_verdict(case: Case) -> StoredVerdict | None:
    """Return what was answered to the plan as it is now; None when it was not asked yet."""
    return stored_answer(case.head.id, case.core(), rulebase.load())


def check_with(
    case: Case,
    draft: AgreementDraft,
    *,
    instead_of: str | None = None,
    seconds: float | None = PATIENCE_WHILE_TYPING,
) -> tuple[Household, Answer]:
    """Return what the check says of the plan with a draft in it, before it is kept.

    `instead_of` is the agreement that the draft changes. Nothing is written and no proposals are
    sought. The draft has the name `draft.DRAFT_KEY`, or that of the agreement it changes.
    """
    core = case.core()
    key = instead_of or DRAFT_KEY
    state = next((one.state for one in core.agreements if one.id == key), State.PROPOSED)
    household = with_draft(core, draft, key, state)
    rules, deadline = rulebase.load(), deadline_of(seconds)
    with case_memory(case) as memory:
        return household, check(household, rules, proposals=0, deadline=deadline, memory=memory)


def with_draft(core: Household, draft: AgreementDraft, key: str, state: State) -> Household:
    """Return a household with a draft in place of an agreement, or after the others."""
    new = replace(draft.core(key), state=state)
    others = [new if one.id == key else one for one in core.agreements]
    if all(one.id != key for one in core.agreements):
        others.append(new)
    return replace(core, agreements=tuple(others))


def deadline_of(seconds: float | None) -> Callable[[], bool] | None:
    """Return when to stop searching for an answer within so many seconds; None: at no time."""
    if seconds is None:
        return None
    end = time.monotonic() + time_to_search(seconds)
    return lambda: time.monotonic() > end
