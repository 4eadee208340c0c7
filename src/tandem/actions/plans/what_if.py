"""What if: the check over a copy of the plan. Nothing is kept, unless it becomes a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, household_facts, locked_case
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.check_plan import case_memory, deadline_of
from tandem.actions.plans.draft import AgreementDraft, require_sound
from tandem.actions.plans.find import find_agreement, require_open, require_version
from tandem.actions.plans.open_changes import withdraw_all
from tandem.core.access import Action
from tandem.core.check import Memory, check
from tandem.core.check.answer import Answer
from tandem.core.model import (
    Agreement,
    Form,
    Household,
    Put,
    StartOn,
    StopAfter,
    Supposition,
    Without,
    suppose,
)
from tandem.formats import rulebase
from tandem.records.plans import codec
from tandem.records.plans.models import Change, Choice
from tandem.records.plans.states import ChangeKind
from tandem.records.work import Work

PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Supposed:
    """Something that somebody supposes, with the draft when it is an agreement as it would be."""

    what: Supposition
    draft: AgreementDraft | None = None
    is_new: bool = False

    @property
    def can_be_proposed(self) -> bool:
        """Whether somebody can say yes or no to it: facts are as they are."""
        return isinstance(self.what, Put | StopAfter | StartOn | Without)


@dataclass(frozen=True, slots=True)
class Beside:
    """The plan as it is and as it would be, each with what the check says."""

    today: Answer
    household: Household
    then: Answer


def look_ahead(
    case: Case, supposed: Sequence[Supposed], seconds: float | None = PATIENCE
) -> Beside:
    """Return what the check says of the plan today, and if all of this were so.

    Nothing is written, and no proposals are sought.
    """
    core, rules = case.core(), rulebase.load()
    then = suppose(core, (one.what for one in supposed))
    with case_memory(case) as kept:
        memory = kept or Memory()
        today = check(core, rules, proposals=0, deadline=deadline_of(seconds), memory=memory)
        answer = check(then, rules, proposals=0, deadline=deadline_of(seconds), memory=memory)
    return Beside(today, then, answer)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was put before everybody."""

    added: int
    changes: int


def propose_supposed(
    work: Work, code: str, *, supposed: Sequence[Supposed], plan_version: int
) -> Proposed:
    """Put what was supposed before everybody whom it asks something; nothing changes by itself.

    A new agreement stands in the plan as a proposal; a change of one waits for the yes of its
    owner and the members concerned. Facts are left out. Changes of an earlier choice that are
    still open are withdrawn. Raises UnknownHouseholdError, NotAllowedError, ChangedMeanwhileError
    when the plan is not at that version, and InvalidError when there is nothing to propose.
    """
    case = locked_case(work, code)
    require(work.actor, Action.CHOOSE_PROPOSAL, household_facts(case.head))
    require_version("plan", plan_version, case.plan.version)
    if not any(one.can_be_proposed for one in supposed):
        raise InvalidError(Problem("line", "There is no agreement in this to propose."))
    changes = _propose_changes(work, case, supposed)
    added = 0
    for one in supposed:
        if one.is_new and one.draft is not None:
            add_agreement(work, code, draft=one.draft)
            added += 1
    return Proposed(added, changes)


def _propose_changes(work: Work, case: Case, supposed: Sequence[Supposed]) -> int:
    changed = {one.id: one for one in _changed(case, supposed)}
    if not changed:
        return 0
    withdraw_all(work, case, "another proposal was chosen")
    choice = Choice.objects.create(
        household_id=case.head.id,
        chosen_at=work.at,
        chosen_by=work.account,
        plan_version=case.plan.version,
    )
    rows = [_change(case, choice.pk, became, supposed) for became in changed.values()]
    Change.objects.bulk_create(rows)
    work.event(
        "proposal-chosen",
        household=case.head.id,
        subject="choice",
        subject_id=choice.pk,
        proposal="what-if",
        plan_version=case.plan.version,
        changes=[
            {"agreement": key, "kind": row.kind} for key, row in zip(changed, rows, strict=True)
        ],
    )
    work.later("tell-changes-asked", household=case.head.id, choice=choice.pk)
    return len(rows)


def _changed(case: Case, supposed: Sequence[Supposed]) -> Iterator[Agreement]:
    """Yield each agreement of the plan that would be otherwise, as it would be."""
    core = case.core()
    then = suppose(core, (one.what for one in supposed if one.can_be_proposed))
    before = {one.id: one for one in core.agreements}
    for one in then.agreements:
        if one.id in before and one != before[one.id]:
            yield one


def _change(case: Case, choice: int, became: Agreement, supposed: Sequence[Supposed]) -> Change:
    row = find_agreement(case, became.id)
    require_open(row)
    mine = [one.what for one in supposed if _about(one.what) == became.id]
    goes = any(isinstance(one, Without) for one in mine)
    start = next((one.day for one in mine if isinstance(one, StartOn)), None)
    until = next((one.day for one in mine if isinstance(one, StopAfter)), None)
    kind = ChangeKind.ALTERNATIVE
    if goes or (until is not None and len(mine) == 1):
        kind = ChangeKind.END
    elif start is not None and len(mine) == 1:
        kind = ChangeKind.POSTPONE
    return Change(
        household_id=case.head.id,
        choice_id=choice,
        agreement_id=row.id,
        agreement_version=row.version,
        kind=kind.value,
        starts_on=start if kind is ChangeKind.POSTPONE else None,
        ends_on=until if kind is ChangeKind.END else None,
        form=None if goes else codec.FORM.to_json(became.form),
    )


def _about(what: Supposition) -> str:
    match what:
        case Put(agreement):
            return agreement.id
        case StopAfter() | StartOn() | Without():
            return what.agreement
        case _:
            return ""


def as_form(case: Case, row_key: str, draft: AgreementDraft) -> Supposed:
    """Return the supposition that an agreement of the plan has the form of a draft.

    Only when and what it asks may be otherwise: whose it is and who answers for it is another
    agreement, and that is said when they differ. Raises InvalidError for what cannot mean anything.
    """
    require_sound(case, draft, row_key)
    now = next(one for one in case.core().agreements if one.id == row_key)
    if (set(draft.members), draft.kind) != (set(now.members), now.kind):
        raise InvalidError(
            Problem(
                "line",
                "This is about somebody or something else: suppose a new agreement for that.",
            )
        )
    form: Form = draft.form
    return Supposed(Put(replace(now, form=form, unknown=draft.unknown)), draft)
