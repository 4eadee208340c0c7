"""Shield an agreement from a member, close or open a part of the plan: on a recorded ground."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import (
    Case,
    agreement_facts,
    locked_case,
    own_involvement,
)
from tandem.actions.plans.find import find_agreement
from tandem.core.access import Action, AgreementFacts, Facts
from tandem.records.plans.models import PartDepth, Shield
from tandem.records.plans.rows import AgreementRow, PartRow
from tandem.records.work import Work


class UnknownPartError(LookupError):
    """There is no part of this name in the plan."""


def shield_agreement(work: Work, code: str, *, key: str, member: str, ground: str) -> None:
    """Let an agreement not exist for a member: on no page, in no verdict, on no paper.

    Raises UnknownHouseholdError, UnknownAgreementError (also for who does not see it), and
    NotAllowedError, and InvalidError without a ground, for somebody who does not live there, and
    for a member whom it asks something.
    """
    case, row = _found(work, code, key)
    number = next((one.id for one in case.head.members if one.key == member), None)
    if number is None:
        raise InvalidError(Problem("member", "Say from whom it is shielded."))
    if number in row.members or row.owner.member == number:
        raise InvalidError(
            Problem("member", "It asks something of this person, so this person has to know.")
        )
    if any(one.agreement == row.id and one.member == number for one in case.plan.shields):
        return
    Shield.objects.create(
        household_id=case.head.id,
        agreement_id=row.id,
        member_id=number,
        ground=_ground(ground),
        set_at=work.at,
        set_by=work.account,
    )
    _noted(work, case, "shielded", row, member, ground)


def unshield_agreement(work: Work, code: str, *, key: str, member: str, ground: str) -> None:
    """Let a member see an agreement again. Raises as shielding does."""
    case, row = _found(work, code, key)
    _ground(ground)
    lifted = Shield.objects.filter(
        agreement_id=row.id, member__key=member, lifted_at__isnull=True
    ).update(lifted_at=work.at)
    if lifted:
        _noted(work, case, "unshielded", row, member, ground)


def _found(work: Work, code: str, key: str) -> tuple[Case, AgreementRow]:
    case = locked_case(work, code)
    row = find_agreement(case, key)
    require(work.actor, Action.SHIELD, agreement_facts(work, case.head, row))
    return case, row


def _noted(work: Work, case: Case, verb: str, row: AgreementRow, member: str, ground: str) -> None:
    work.event(
        verb,
        household=case.head.id,
        subject="agreement",
        subject_id=row.id,
        key=row.key,
        member=member,
        ground=ground.strip(),
    )


# --- parts ----------------------------------------------------------------------------------


def close_part(work: Work, code: str, *, part: str, ground: str) -> None:
    """Let others see of a part only that and when, and whom to ask.

    Raises UnknownHouseholdError, UnknownPartError, NotAllowedError, and InvalidError without a
    ground.
    """
    case, row = _part(work, code, part)
    if not any(one.part == row.id and one.opened_to is None for one in case.plan.depths):
        _add(work, case, row, None, ground)


def open_part(work: Work, code: str, *, part: str, ground: str, to: str | None = None) -> None:
    """Open *what* of a closed part to one helper, or with `to` None to everybody again.

    Raises as closing does, and InvalidError for who does not help here.
    """
    case, row = _part(work, code, part)
    if to is None:
        _ground(ground)
        PartDepth.objects.filter(part_id=row.id, lifted_at__isnull=True).update(lifted_at=work.at)
        _part_noted(work, case, row, "part-opened", ground)
        return
    helper = next((one.id for one in case.head.involved if one.key == to), None)
    if helper is None:
        raise InvalidError(Problem("to", "Say to whom it is opened."))
    if not any(one.part == row.id and one.opened_to == helper for one in case.plan.depths):
        _add(work, case, row, helper, ground)


def _part(work: Work, code: str, key: str) -> tuple[Case, PartRow]:
    case = locked_case(work, code)
    found = next((one for one in case.plan.parts if one.key == key), None)
    if found is None:
        raise UnknownPartError(key)
    require(work.actor, Action.SET_DEPTH, _part_facts(work, case, found))
    return case, found


def _part_facts(work: Work, case: Case, part: PartRow) -> Facts:
    """Return what the policy looks at: who brought a part in answers for it."""
    involvement, member = own_involvement(work, case.head), case.head.facts.member
    owns = (involvement is not None and part.by.involvement == involvement) or (
        member is not None and part.by.member == member
    )
    return Facts(household=case.head.facts, agreement=AgreementFacts(owns=owns))


def _add(work: Work, case: Case, part: PartRow, to: int | None, ground: str) -> None:
    PartDepth.objects.create(
        household_id=case.head.id,
        part_id=part.id,
        opened_to_id=to,
        ground=_ground(ground),
        set_at=work.at,
        set_by=work.account,
    )
    _part_noted(work, case, part, "part-closed" if to is None else "part-opened", ground)


def _part_noted(work: Work, case: Case, part: PartRow, verb: str, ground: str) -> None:
    work.event(
        verb,
        household=case.head.id,
        subject="part",
        subject_id=part.id,
        key=part.key,
        ground=ground.strip(),
    )


def _ground(text: str) -> str:
    said = text.strip()
    if not said:
        raise InvalidError(Problem("ground", "Say on what ground."))
    return said


__all__ = [
    "UnknownPartError",
    "close_part",
    "open_part",
    "shield_agreement",
    "unshield_agreement",
]
