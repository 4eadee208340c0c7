"""Shield something from a member, close or open a part of the plan: on a recorded ground."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, locked_case
from tandem.actions.plans.find import UnknownAgreementError
from tandem.actions.plans.shieldable import OF_AGREEMENTS, Shieldable, ShieldKind, shieldable
from tandem.core.access import Action, AgreementFacts, Facts
from tandem.records.plans.models import PartDepth, Plan, Shield
from tandem.records.plans.rows import PartRow
from tandem.records.work import Work


class UnknownPartError(LookupError):
    """There is no part of this name in the plan."""


class UnknownItemError(LookupError):
    """There is nothing of this name that can be shielded, or the actor does not see it."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be shielded: what it is, and its short name."""

    kind: ShieldKind
    key: str


def shield(work: Work, code: str, *, item: Item, member: str, ground: str) -> None:
    """Let something not exist for a member: on no page, in no verdict, on no paper.

    Who leads may, and who answers for it. Raises UnknownHouseholdError, UnknownItemError (also for
    who does not see it), NotAllowedError, and InvalidError without a ground, for somebody who does
    not live there, for a member whom it asks something, and for who leads the plan.
    """
    case, found = _found(work, code, item)
    number = next((one.id for one in case.head.members if one.key == member), None)
    if number is None:
        raise InvalidError(Problem("member", "Say from whom it is shielded."))
    _require_possible(found, number)
    said = _ground(ground)
    if Shield.objects.filter(**found.columns, member_id=number, lifted_at__isnull=True).exists():
        return
    Shield.objects.create(
        household_id=case.head.id,
        **found.columns,
        member_id=number,
        ground=said,
        set_at=work.at,
        set_by=work.account,
    )
    _noted(work, case, "shielded", item, found, member, said)


def unshield(work: Work, code: str, *, item: Item, member: str, ground: str) -> None:
    """Let a member see something again. Raises as shielding does."""
    case, found = _found(work, code, item)
    said = _ground(ground)
    lifted = Shield.objects.filter(
        **found.columns, member__key=member, lifted_at__isnull=True
    ).update(lifted_at=work.at)
    if lifted:
        _noted(work, case, "unshielded", item, found, member, said)


def shield_agreement(work: Work, code: str, *, key: str, member: str, ground: str) -> None:
    """Let an agreement not exist for a member; see `shield`."""
    shield(work, code, item=Item(ShieldKind.AGREEMENT, key), member=member, ground=ground)


def unshield_agreement(work: Work, code: str, *, key: str, member: str, ground: str) -> None:
    """Let a member see an agreement again; see `unshield`."""
    unshield(work, code, item=Item(ShieldKind.AGREEMENT, key), member=member, ground=ground)


def _found(work: Work, code: str, item: Item) -> tuple[Case, Shieldable]:
    case = locked_case(work, code)
    found = shieldable(case, item.kind, item.key)
    if found is None:
        if item.kind in OF_AGREEMENTS:
            raise UnknownAgreementError(item.key)
        raise UnknownItemError(item.key)
    require(work.actor, Action.SHIELD, found.facts)
    return case, found


def _require_possible(found: Shieldable, member: int) -> None:
    if member in found.asks:
        raise InvalidError(
            Problem("member", "It asks something of this person, so this person has to know.")
        )
    if found.leads:
        raise InvalidError(
            Problem("member", "Everybody has to be able to call who leads the plan.")
        )


def _noted(
    work: Work, case: Case, verb: str, item: Item, found: Shieldable, member: str, ground: str
) -> None:
    work.event(
        verb,
        household=case.head.id,
        subject=found.subject,
        subject_id=found.number,
        kind=item.kind.value,
        key=item.key,
        member=member,
        ground=ground,
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


def open_to_helpers(work: Work, code: str, *, ground: str) -> None:
    """Let helpers see *what* of each other's parts, on a ground: the family said so at the table.

    Raises UnknownHouseholdError, NotAllowedError, and InvalidError without a ground.
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_DEPTH, Facts(household=case.head.facts))
    _set_open(work, case, _ground(ground), "plan-opened")


def keep_apart(work: Work, code: str, *, ground: str) -> None:
    """Let helpers see of each other's parts only that and when, as it is by default.

    Raises as opening does.
    """
    case = locked_case(work, code)
    require(work.actor, Action.SET_DEPTH, Facts(household=case.head.facts))
    _ground(ground)
    _set_open(work, case, "", "plan-kept-apart", ground)


def _set_open(work: Work, case: Case, opened: str, verb: str, ground: str = "") -> None:
    Plan.objects.filter(household_id=case.head.id).update(
        opened_ground=opened, opened_at=work.at, opened_by=work.account
    )
    said = (opened or ground).strip()
    work.event(verb, household=case.head.id, subject="plan", subject_id=case.plan.id, ground=said)


def _part(work: Work, code: str, key: str) -> tuple[Case, PartRow]:
    case = locked_case(work, code)
    found = next((one for one in case.plan.parts if one.key == key), None)
    if found is None:
        raise UnknownPartError(key)
    require(work.actor, Action.SET_DEPTH, _part_facts(case, found))
    return case, found


def _part_facts(case: Case, part: PartRow) -> Facts:
    """Return what the policy looks at: who brought a part in answers for it."""
    involvement, member = case.head.own_part, case.head.facts.member
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
    "Item",
    "UnknownItemError",
    "UnknownPartError",
    "close_part",
    "keep_apart",
    "open_part",
    "open_to_helpers",
    "shield",
    "shield_agreement",
    "unshield",
    "unshield_agreement",
]
