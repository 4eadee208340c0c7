"""Somebody leaves: everything she holds in a household goes to a colleague, all of it or nothing.

Household by household, each in a transaction of its own: what was done stays done, and whoever goes
on later finds what is left. At the end her account closes. At no moment is anything without a
holder: who takes over is the holder at the very moment at which she no longer is.
"""

from __future__ import annotations

from django.db.models import F, Q

from tandem.actions.coordination.leads import end_stand_ins, pass_the_lead
from tandem.actions.errors import InvalidError, NotAllowedError, Problem, require
from tandem.actions.households import Case, case_of, locked_case, touch_plan
from tandem.actions.limits import wrong_words
from tandem.actions.people.end_involvement import (
    GUARDIAN,
    REPRESENTS,
    in_the_way,
    stop_helping,
)
from tandem.actions.people.yeses import needs_consent
from tandem.actions.plans.find import free_key
from tandem.actions.plans.settle import settle
from tandem.core.access import Action, Decision, Reason
from tandem.core.model import OVER, STATES_IN_CHECK
from tandem.records.coordination.holdings import holdings_of, still_holds, still_holds_outside
from tandem.records.coordination.models import Commission, Item, LeadOffer, Offer
from tandem.records.people.directory import keys_of
from tandem.records.people.directory import professional as professional_row
from tandem.records.people.models import Account, Involvement, Professional
from tandem.records.people.rows import InvolvementRow, ProfessionalRow
from tandem.records.plans.models import Agreement, Part
from tandem.records.work import Work

GONE = "Werkt hier niet meer"
"""What is written as the answer to what nobody can answer any more."""
NOBODY = Problem("to", "Choose a colleague who goes on here.")


def take_over(work: Work, code: str, *, leaver: int, to: int, reason: str) -> None:
    """Let a colleague take over all that somebody holds in a household, at this moment.

    The lead, items, agreements that she answers for or decided on, what she brought in, and days on
    which she stands in. Whoever said yes to an agreement said it to what it asks, so that stays;
    the new holder is asked whether it is right. What she is asked herself is answered with no.
    Who represents or guards somebody by law is not replaced by this: a court decides that. Raises
    UnknownHouseholdError, NotAllowedError, and InvalidError that names what is in the way.
    """
    case = locked_case(work, code)
    _require_chief(work, case)
    colleague = professional_row(work, to)
    problems = _problems(work, case, leaver, colleague, reason)
    if colleague is None or problems:
        raise InvalidError(*problems)
    part = _part_of(case, leaver)
    heir = _heir(work, case, part, colleague)
    _pass_lead(work, case, leaver, to, reason.strip())
    _pass_items(work, case, leaver, to)
    if part is not None:
        _pass_plan(work, case, part, heir)
        stop_helping(work, case, part, reason.strip())
    work.event(
        "taken-over",
        household=case.head.id,
        subject="involvement",
        subject_id=heir,
        by=part.key if part is not None else "",
        reason=reason.strip(),
    )
    if part is not None:
        _settle(work, code, part)
    work.later("tell-taken-over", household=case.head.id, involvement=heir)


def close_account(work: Work, *, leaver: int) -> None:
    """Close the account of somebody who leaves: its sessions end with it.

    Raises NotAllowedError, and InvalidError while something anywhere still has her as its holder.
    """
    require(work.actor, Action.CLOSE_ACCOUNT)
    if leaver == work.actor.professional:
        raise InvalidError(Problem("leaver", "Nobody closes the own account here."))
    left = still_holds(work, leaver) + still_holds_outside(work, leaver)
    if left:
        raise InvalidError(
            Problem(
                "leaver",
                "In %(count)s places something still has this person as its holder.",
                (("count", str(left)),),
            )
        )
    Professional.objects.filter(pk=leaver, left_at__isnull=True).update(left_at=work.at)
    for account in Account.objects.filter(professional_id=leaver, is_active=True):
        account.is_active = False
        account.save(update_fields=["is_active"])
        work.event("account-closed", household=None, subject="account", subject_id=account.pk)


# --- what is in the way ---------------------------------------------------------------------


def _require_chief(work: Work, case: Case) -> None:
    """The team leader of the household's own area reassigns; the duty alone is not enough."""
    require(work.actor, Action.OFF_BOARD)
    if not case.head.facts.team_leader:
        refused = Decision(allowed=False, reason=Reason.NOT_OFF_BOARDER)
        raise NotAllowedError(Action.OFF_BOARD, refused)


def _problems(
    work: Work, case: Case, leaver: int, colleague: ProfessionalRow | None, reason: str
) -> list[Problem]:
    needed = [Problem("reason", "Say why, in words that the family may read.")]
    problems = wrong_words({"reason": reason}, needed)
    if colleague is None or colleague.id == leaver or _has_left(colleague.id):
        problems.append(NOBODY)
    if all(one.code != case.head.code for one in holdings_of(work, leaver)):
        problems.append(Problem("leaver", "This person holds nothing here any more."))
    part = _part_of(case, leaver)
    if part is None:
        return problems
    problems += [one for one in in_the_way(case, part) if one in {GUARDIAN, REPRESENTS}]
    known = colleague is not None and _part_of(case, colleague.id) is not None
    if needs_consent(part.ground) and not known:
        problems.append(
            Problem("to", "This part rests on consent: involve the colleague first, with hers.")
        )
    return problems


def _has_left(professional: int) -> bool:
    return Professional.objects.filter(pk=professional, left_at__isnull=False).exists()


def _part_of(case: Case, professional: int) -> InvolvementRow | None:
    return next((one for one in case.head.involved if one.professional == professional), None)


# --- passing on -----------------------------------------------------------------------------


def _heir(work: Work, case: Case, part: InvolvementRow | None, colleague: ProfessionalRow) -> int:
    """Return the part of who takes over; a new one has role, purpose and ground of the old."""
    present = _part_of(case, colleague.id)
    if present is not None:
        return present.id
    if part is None:
        raise InvalidError(
            Problem("to", "Involve this colleague here first, on a ground of his or her own.")
        )
    row = Involvement.objects.create(
        household_id=case.head.id,
        professional_id=colleague.id,
        key=free_key(colleague.name, keys_of(work, case.head.id), "helper"),
        role=part.role.value,
        purpose=part.purpose,
        legal_ground=part.legal_ground,
        ground=part.ground,
        since=work.at,
    )
    work.event("involved", household=case.head.id, subject="involvement", subject_id=row.pk)
    return int(row.pk)


def _pass_lead(work: Work, case: Case, leaver: int, to: int, reason: str) -> None:
    head = case.head
    LeadOffer.objects.filter(household_id=head.id, professional_id=leaver, answered_at=None).update(
        answered_at=work.at, accepted=False, answer=GONE
    )
    end_stand_ins(work, head.id, leaver)
    if head.lead is not None and head.lead.professional.id == leaver:
        end_stand_ins(work, head.id, to)
        pass_the_lead(work, head.id, professional=to, reason=reason)


def _pass_items(work: Work, case: Case, leaver: int, to: int) -> None:
    household = case.head.id
    Offer.objects.filter(household_id=household, to_id=leaver, answered_at=None).update(
        answered_at=work.at, accepted=False, answer=GONE
    )
    Offer.objects.filter(
        household_id=household, item__holder_id=leaver, to_id=to, answered_at=None
    ).update(answered_at=work.at, accepted=True, answer="")
    _pass_commissions(household, leaver, to)
    Item.objects.filter(household_id=household, holder_id=leaver, closed_at__isnull=True).update(
        holder_id=to, version=F("version") + 1
    )


def _pass_commissions(household: int, leaver: int, to: int) -> None:
    """Let who takes over carry out what she carried out; what one asks of oneself is open again."""
    mine = Commission.objects.filter(household_id=household)
    mine.filter(carried_out_by_id=to, item__holder_id=leaver).update(carried_out_by_id=None)
    mine.filter(carried_out_by_id=leaver, item__holder_id=to).update(carried_out_by_id=None)
    mine.filter(carried_out_by_id=leaver).update(carried_out_by_id=to)


def _pass_plan(work: Work, case: Case, part: InvolvementRow, heir: int) -> None:
    """Give agreements and what was brought in to who takes over; the family's yes stays."""
    held = Agreement.objects.filter(household_id=case.head.id).exclude(
        state__in=[one.value for one in OVER]
    )
    mine = held.filter(Q(owner_involvement_id=part.id) | Q(decided_by_id=part.id))
    numbers = list(mine.values_list("id", flat=True))
    held.filter(owner_involvement_id=part.id).update(owner_involvement_id=heir)
    held.filter(decided_by_id=part.id).update(decided_by_id=heir)
    Agreement.objects.filter(pk__in=numbers).update(version=F("version") + 1, changed_at=work.at)
    Part.objects.filter(household_id=case.head.id, by_involvement_id=part.id).update(
        by_involvement_id=heir
    )
    touch_plan(case.head.id)


def _settle(work: Work, code: str, part: InvolvementRow) -> None:
    """Let agreements follow: what only the old holder had said is asked of the new one."""
    fresh = case_of(work, code)
    for row in fresh.plan.agreements:
        if row.state in STATES_IN_CHECK and part.id not in {row.owner.involvement, row.decided_by}:
            settle(work, fresh, row)
