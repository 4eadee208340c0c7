"""Choose a proposal of the plan check: it asks changes, and changes nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case
from tandem.actions.plans.check_plan import check_case, check_seen, stored_verdict
from tandem.actions.plans.find import find_agreement, require_version
from tandem.actions.plans.open_changes import withdraw_all
from tandem.actions.plans.seeing import seen_with
from tandem.core.access import Action
from tandem.core.check.answer import Change as CoreChange
from tandem.core.check.answer import Proposal
from tandem.core.model import STATES_IN_CHECK
from tandem.records.plans import codec
from tandem.records.plans.models import Change, Choice
from tandem.records.plans.verdicts import StoredVerdict
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that was chosen."""

    choice: int
    changes: tuple[int, ...]
    """The changes that are now asked, by number."""


def choose_proposal(work: Work, code: str, *, index: int, plan_version: int) -> Chosen:
    """Put a proposal before everybody whose agreement it changes, and whom it concerns.

    `index` counts from 0 in the proposals of the check of the plan at `plan_version`. Changes of
    an earlier choice that are still open are withdrawn. Raises UnknownHouseholdError,
    NotAllowedError, ChangedMeanwhileError when the plan is not at that version, and InvalidError
    when there is no such proposal.
    """
    case = locked_case(work, code)
    require(work.actor, Action.CHOOSE_PROPOSAL, household_facts(case.head))
    require_version("plan", plan_version, case.plan.version)
    stored = _answered(work, case)
    if not 0 <= index < len(stored.answer.proposals):
        raise InvalidError(Problem("proposal", "This proposal is not there: choose another."))
    proposal = stored.answer.proposals[index]
    known = {one.key for one in case.plan.agreements} - case.sight.hidden
    if not {one.agreement for one in proposal.changes} <= known:
        raise InvalidError(
            Problem("proposal", "This changes something that you do not see: ask who leads.")
        )
    withdraw_all(work, case, "another proposal was chosen")
    choice = Choice.objects.create(
        household_id=case.head.id,
        chosen_at=work.at,
        chosen_by=work.account,
        plan_version=plan_version,
    )
    changes = Change.objects.bulk_create(_changes(case, choice.pk, proposal))
    work.event(
        "proposal-chosen",
        household=case.head.id,
        subject="choice",
        subject_id=choice.pk,
        proposal=index,
        plan_version=plan_version,
        changes=[_plain(one) for one in proposal.changes],
    )
    work.later("tell-changes-asked", household=case.head.id, choice=choice.pk)
    return Chosen(choice.pk, tuple(one.pk for one in changes))


def _answered(work: Work, case: Case) -> StoredVerdict:
    """Return the answer that the actor was shown."""
    if not case.sight.is_whole:
        return check_seen(work, seen_with(case, case.sight))
    return stored_verdict(case) or check_case(work, case)


def _changes(case: Case, choice: int, proposal: Proposal) -> Iterable[Change]:
    after = {one.id: one for one in proposal.household.agreements}
    for one in proposal.changes:
        row, became = find_agreement(case, one.agreement), after[one.agreement]
        goes = became.state not in STATES_IN_CHECK
        yield Change(
            household_id=case.head.id,
            choice_id=choice,
            agreement_id=row.id,
            agreement_version=row.version,
            kind=one.kind.value,
            alternative=one.alternative or "",
            starts_on=one.start,
            ends_on=one.until,
            because_of=one.by or "",
            form=None if goes else codec.FORM.to_json(became.form),
        )


def _plain(change: CoreChange) -> dict[str, object]:
    return {
        "agreement": change.agreement,
        "kind": change.kind.value,
        "alternative": change.alternative,
        "start": change.start.isoformat() if change.start else None,
        "until": change.until.isoformat() if change.until else None,
        "by": change.by,
    }
