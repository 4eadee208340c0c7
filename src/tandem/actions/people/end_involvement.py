"""Somebody who helps by profession stops: from that moment the household is closed to him or her.

Nothing may be left without a holder, so what somebody holds goes to somebody else first.
"""

from __future__ import annotations

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, locked_case
from tandem.actions.limits import wrong_words
from tandem.core.access import Action, Facts
from tandem.core.model import OVER
from tandem.records.coordination.heads import Head
from tandem.records.people.models import Involvement
from tandem.records.people.rows import InvolvementRow
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work, after

LEADS = Problem("helper", "This person leads the plan: let somebody else lead it first.")
STANDS_IN = Problem("helper", "This person stands in for who leads: end that first.")
ASKED = Problem("helper", "This person is asked to lead: take that question back first.")
GUARDIAN = Problem("helper", "This person is a guardian here: write down first who is that now.")
REPRESENTS = Problem(
    "helper", "This person represents somebody by law here: write down first who does that now."
)
HOLDS = Problem(
    "helper", "Agreements still have this person as their holder: give them to somebody else first."
)


class UnknownHelperError(LookupError):
    """Nobody helps here at this moment under that number."""


def involvement_facts(head: Head, helper: InvolvementRow) -> Facts:
    """Return what the policy looks at for a question about somebody's part here."""
    return Facts(household=head.facts, own_part=helper.id == head.own_part)


def helper_of(head: Head, involvement: int) -> InvolvementRow:
    """Return who helps at this moment; raises UnknownHelperError."""
    found = next((one for one in head.involved if one.id == involvement), None)
    if found is None:
        raise UnknownHelperError(involvement)
    return found


def held_by(case: Case, helper: InvolvementRow) -> tuple[AgreementRow, ...]:
    """Return the agreements that are not over and have somebody as owner, or as who decides."""
    return tuple(
        one
        for one in case.plan.agreements
        if one.state not in OVER and helper.id in {one.owner.involvement, one.decided_by}
    )


def in_the_way(case: Case, helper: InvolvementRow) -> list[Problem]:
    """Return what has to be settled before somebody can stop."""
    head = case.head
    checks = {
        LEADS: head.lead is not None and head.lead.professional.id == helper.professional,
        STANDS_IN: head.stand_in is not None
        and head.stand_in.professional.id == helper.professional,
        ASKED: head.asked is not None and head.asked.professional.id == helper.professional,
        GUARDIAN: any(one.involvement == helper.id for m in head.members for one in m.authority),
        REPRESENTS: any(
            one.involvement == helper.id for m in head.members for one in m.representations
        ),
        HOLDS: bool(held_by(case, helper)),
    }
    return [problem for problem, stands in checks.items() if stands]


def end_involvement(work: Work, code: str, *, involvement: int, reason: str) -> None:
    """Let somebody stop helping now: he or she sees nothing of the household any more.

    Raises UnknownHouseholdError, UnknownHelperError, NotAllowedError, and InvalidError without a
    reason, or while something has this person as its holder.
    """
    case = locked_case(work, code)
    helper = helper_of(case.head, involvement)
    require(work.actor, Action.END_INVOLVEMENT, involvement_facts(case.head, helper))
    needed = [Problem("reason", "Say why, in words that the family may read.")]
    problems = in_the_way(case, helper) + wrong_words({"reason": reason}, needed)
    if problems:
        raise InvalidError(*problems)
    stop_helping(work, case, helper, reason.strip())
    work.later("tell-stopped-helping", household=case.head.id, involvement=helper.id)


def stop_helping(work: Work, case: Case, helper: InvolvementRow, reason: str) -> None:
    """End an involvement now, and keep why; whether that may be was asked before."""
    ended = after(helper.since, work.at)
    Involvement.objects.filter(pk=helper.id).update(until=ended)
    work.event(
        "stopped-helping",
        household=case.head.id,
        subject="involvement",
        subject_id=helper.id,
        by=helper.key,
        reason=reason,
    )
