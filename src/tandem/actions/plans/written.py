"""Agreements as they are written: columns for the database, plain values for the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tandem.actions.errors import ChangedMeanwhileError
from tandem.actions.households import Case
from tandem.actions.plans.draft import AgreementDraft
from tandem.core.model import State, Step, after
from tandem.records.plans import codec
from tandem.records.plans.models import Agreement, AgreementMember
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work

Plain = dict[str, object]


def columns(case: Case, draft: AgreementDraft) -> dict[str, Any]:
    """Return the columns of a draft; it was found sound, so every name points at something."""
    refs = case.everybody.refs()
    owner = refs[draft.owner]
    mandatory = draft.mandatory
    return {
        "title": draft.title.strip(),
        "kind": draft.kind,
        "goal_id": next((one.id for one in case.plan.goals if one.key == draft.goal), None),
        "part_id": next((one.id for one in case.plan.parts if one.key == draft.part), None),
        "owner_involvement_id": owner.involvement,
        "owner_member_id": owner.member,
        "owner_supporter_id": owner.supporter,
        "decided_by_id": refs[draft.decided_by].involvement if draft.decided_by else None,
        "mandatory_basis": mandatory.basis.value if mandatory else "",
        "mandatory_text": mandatory.text if mandatory else "",
        "protected": draft.is_protected,
        "form": codec.FORM.to_json(draft.form),
        "alternatives": codec.ALTERNATIVES.to_json(draft.alternatives),
        "unknown": codec.UNKNOWN.to_json(draft.unknown),
        "line": draft.line,
    }


def write_members(case: Case, agreement: int, members: Sequence[str]) -> None:
    """Write whom an agreement concerns, in this order, instead of whom it concerned."""
    AgreementMember.objects.filter(agreement_id=agreement).delete()
    AgreementMember.objects.bulk_create(
        AgreementMember(
            household_id=case.head.id,
            agreement_id=agreement,
            member_id=member_number(case, key),
            position=position,
        )
        for position, key in enumerate(dict.fromkeys(members))
    )


def plain_values(draft: AgreementDraft) -> Plain:
    """Return a draft as plain values, field by field, for the log."""
    mandatory = draft.mandatory
    return {
        "title": draft.title.strip(),
        "kind": draft.kind,
        "owner": draft.owner,
        "members": list(draft.members),
        "goal": draft.goal,
        "part": draft.part,
        "decided_by": draft.decided_by,
        "form": codec.FORM.to_json(draft.form),
        "mandatory": {mandatory.basis.value: mandatory.text} if mandatory else None,
        "protected": draft.is_protected,
        "alternatives": codec.ALTERNATIVES.to_json(draft.alternatives),
        "unknown": codec.UNKNOWN.to_json(draft.unknown),
        "line": draft.line,
    }


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two sets of plain values, and what it was and became."""

    was: Plain
    became: Plain

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.became)


def differences(was: Mapping[str, object], became: Mapping[str, object]) -> Differences:
    """Return the fields that differ."""
    changed = [name for name in became if was.get(name) != became[name]]
    return Differences({n: was.get(n) for n in changed}, {n: became[n] for n in changed})


def update_agreement(work: Work, row: AgreementRow, values: Mapping[str, Any]) -> None:
    """Write columns of an agreement that is still at the version that was read.

    The household is locked, so another version means that the lock was forgotten somewhere.
    Raises ChangedMeanwhileError then.
    """
    written = Agreement.objects.filter(pk=row.id, version=row.version).update(
        **values, changed_at=work.at
    )
    if not written:
        raise ChangedMeanwhileError(row.key, row.version)


def take_step(work: Work, case: Case, row: AgreementRow, step: Step) -> State | None:
    """Take a step of the states of agreements; None, and nothing is written, when there is none.

    The version stays: a state is nothing that anybody edits, and no yes depends on it.
    """
    became = after(row.state, step)
    if became is None:
        return None
    update_agreement(work, row, {"state": became.value})
    work.event(
        step.value,
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        was={"state": row.state.value},
        became={"state": became.value},
    )
    return became


def member_number(case: Case, key: str) -> int:
    """Return the membership under a short name that is known to be a member's."""
    number = case.everybody.refs()[key].member
    assert number is not None  # noqa: S101 - the draft was found sound
    return number
