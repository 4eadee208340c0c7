"""The citizen service number (BSN): kept sealed where a ground allows it, shown with a reason."""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import lock
from tandem.actions.limits import require_words
from tandem.actions.plans.own_words import find_member
from tandem.core.access import Action, Facts
from tandem.core.model.bsn import is_bsn, plain_bsn
from tandem.formats.keeping import bsn_grounds
from tandem.gateways.sealing import Sealer
from tandem.records.coordination.heads import Head
from tandem.records.coordination.standing import standing_of
from tandem.records.people.models import CitizenNumber
from tandem.records.people.rows import InvolvementRow
from tandem.records.work import Work


class NoNumberError(LookupError):
    """No number is kept of this member."""


def number_facts(head: Head) -> Facts:
    """Return what the policy looks at for a question about somebody's number."""
    own = _own_part(head)
    allowed = own is not None and own.legal_ground in bsn_grounds()
    return Facts(household=head.facts, bsn_ground=allowed)


def keep_number(work: Work, code: str, *, member: int, number: str, sealer: Sealer) -> None:
    """Keep the number of a member, sealed; one that was kept is replaced.

    Raises UnknownHouseholdError, UnknownMemberError, NotAllowedError, and InvalidError for what is
    no BSN, or is kept of somebody else.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.USE_BSN, number_facts(head))
    plain = plain_bsn(number)
    if not is_bsn(plain):
        raise InvalidError(Problem("number", "This is no BSN: look at the nine digits again."))
    known = CitizenNumber.objects.filter(digest__in=sealer.digests(plain))
    others = known.exclude(member__person_id=row.person)
    if others.exists():
        raise InvalidError(Problem("number", "This number is kept of somebody else already."))
    part = _own_part(head)
    CitizenNumber.objects.update_or_create(
        member_id=row.id,
        defaults={
            "household_id": head.id,
            "sealed": sealer.seal(plain.encode(), context_of(row.id)),
            "digest": sealer.digest(plain),
            "ground": part.legal_ground if part else "",
            "kept_at": work.at,
            "kept_by": work.account,
        },
    )
    work.event("kept-number", household=head.id, subject="member", subject_id=row.id)


def show_number(work: Work, code: str, *, member: int, reason: str, sealer: Sealer) -> str:
    """Return the number of a member; that it was shown, and why, is recorded as a look.

    Raises UnknownHouseholdError, UnknownMemberError, NotAllowedError, NoNumberError, and
    InvalidError without a reason.
    """
    head = lock(work, code)
    row = find_member(head, member)
    require(work.actor, Action.USE_BSN, number_facts(head))
    require_words({"reason": reason}, [Problem("reason", "Say for what you need the number.")])
    found = CitizenNumber.objects.filter(member_id=row.id).first()
    if found is None:
        raise NoNumberError(member)
    work.look(head.id, "citizen-number", standing_of(work, head))
    work.event(
        "showed-number",
        household=head.id,
        subject="member",
        subject_id=row.id,
        reason=reason.strip(),
    )
    return sealer.open(bytes(found.sealed), context_of(row.id)).decode()


def has_number(member: int) -> bool:
    """Whether a number is kept of a member; inside a work."""
    return CitizenNumber.objects.filter(member_id=member).exists()


def _own_part(head: Head) -> InvolvementRow | None:
    return next((one for one in head.helpers if one.id == head.own_part), None)


def context_of(member: int) -> str:
    """Return what the seal of the number of a member is bound to."""
    return f"member {member}"
