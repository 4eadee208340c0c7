"""Three separate yeses to somebody's part: written down one by one, and withdrawn with an effect.

To the use of data (only where the legal ground asks for consent), to telling what falls under
professional secrecy, and to the help itself. Consent repairs no missing ground (Autoriteit
Persoonsgegevens, 2016), and none of the three stands for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.leads import end_stand_ins, pass_the_lead
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, locked_case
from tandem.actions.people.end_involvement import helper_of, involvement_facts
from tandem.core.access import Action, Facts, YesKind, YesWay
from tandem.formats.rulebase import load_grounds
from tandem.records.coordination.heads import Head
from tandem.records.people.models import GivenYes, Involvement
from tandem.records.people.rows import InvolvementRow, YesRow
from tandem.records.plans.models import PartDepth
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work

SECRECY_GROUND = "Beroepsgeheim: de toestemming om te delen is ingetrokken"
"""How a part that closes with a withdrawn yes says on what ground."""


class UnknownYesError(LookupError):
    """There is no yes under that number that still stands."""


@dataclass(frozen=True, slots=True)
class NewYes:
    """A yes as it was given."""

    kind: YesKind
    by: str
    """The short name of who gave it: a member, or who represents or has authority over one."""
    way: YesWay
    given_on: date


def needs_consent(ground: str) -> bool:
    """Whether a ground, by its short name, asks for the consent of whom it concerns."""
    return any(one.id == ground and one.needs_consent for one in load_grounds())


def lacks_consent(helper: InvolvementRow) -> bool:
    """Whether the ground of a part asks for a consent that was not written down, or is gone."""
    given = (one for one in helper.yeses if one.kind is YesKind.PROCESSING and one.stands)
    return needs_consent(helper.ground) and next(given, None) is None


def record_yes(work: Work, code: str, *, involvement: int, new: NewYes) -> int:
    """Write a yes to somebody's part down; return its number.

    A resident gives an own yes (SELF); others write down what was said aloud or signed. Raises
    UnknownHouseholdError, UnknownHelperError, NotAllowedError, and InvalidError.
    """
    case = locked_case(work, code)
    helper = helper_of(case.head, involvement)
    require(work.actor, Action.RECORD_YES, _facts(case, helper, new.by))
    return write_yes(work, case, helper.id, new)


def write_yes(work: Work, case: Case, involvement: int, new: NewYes) -> int:
    """Write a yes down, for who may; a consent that was withdrawn and is given anew opens again."""
    who, problems = _speaker(work, case, new)
    if who is None or problems:
        raise InvalidError(*problems)
    same = GivenYes.objects.filter(
        involvement_id=involvement,
        kind=new.kind.value,
        by_member_id=who.member,
        by_involvement_id=who.involvement,
        by_supporter_id=who.supporter,
        withdrawn_at__isnull=True,
    ).first()
    if same is not None:
        return int(same.pk)
    row = GivenYes.objects.create(
        household_id=case.head.id,
        involvement_id=involvement,
        kind=new.kind.value,
        by_member_id=who.member,
        by_involvement_id=who.involvement,
        by_supporter_id=who.supporter,
        way=new.way.value,
        given_on=new.given_on,
        recorded_at=work.at,
        recorded_by=work.account,
    )
    if new.kind is YesKind.PROCESSING:
        Involvement.objects.filter(pk=involvement).update(closed_at=None)
    _noted(work, case.head, "yes-given", involvement, new.kind, new.by)
    return int(row.pk)


def withdraw_yes(work: Work, code: str, *, involvement: int, yes: int, on: date) -> None:
    """Withdraw a yes, with what follows from that at this moment.

    Of a consent that the ground asks for: the household closes to whom it was given; who led or
    stood in does so no longer, and the team leader leads. Of secrecy: what she brought in shows
    others only that and when. Of the help: who leads is told, and calls. No legal duty stops, and
    nobody loses anything by it. Raises UnknownHouseholdError, UnknownHelperError, UnknownYesError,
    NotAllowedError, and InvalidError.
    """
    case = locked_case(work, code)
    helper = helper_of(case.head, involvement)
    row = next((one for one in helper.yeses if one.id == yes and one.stands), None)
    if row is None:
        raise UnknownYesError(yes)
    by = case.everybody.keys().get(PersonRef(row.involvement, row.member, row.supporter), "?")
    require(work.actor, Action.WITHDRAW_YES, _facts(case, helper, by))
    if not row.given_on <= on <= work.today:
        raise InvalidError(Problem("on", "Give a day from the yes until today."))
    GivenYes.objects.filter(pk=yes).update(
        withdrawn_on=on, withdrawn_at=work.at, withdrawn_by=work.account
    )
    _noted(work, case.head, "yes-withdrawn", helper.id, row.kind, by)
    work.later("tell-yes-withdrawn", household=case.head.id, yes=yes)
    _follow(work, case, helper, row)


def _follow(work: Work, case: Case, helper: InvolvementRow, row: YesRow) -> None:
    if row.kind is YesKind.PROCESSING and needs_consent(helper.ground):
        _close(work, case.head, helper)
    elif row.kind is YesKind.SECRECY:
        _close_parts(work, case, helper)


def _close(work: Work, head: Head, helper: InvolvementRow) -> None:
    Involvement.objects.filter(pk=helper.id).update(closed_at=work.at)
    end_stand_ins(work, head.id, helper.professional)
    if head.lead is not None and head.lead.professional.id == helper.professional:
        chief = head.team_leader.id
        if chief != helper.professional:
            reason = "De toestemming is ingetrokken"
            pass_the_lead(work, head.id, professional=chief, reason=reason, accepted=False)


def _close_parts(work: Work, case: Case, helper: InvolvementRow) -> None:
    """Let others see of what she brought in only that and when; what was opened closes too."""
    for part in case.plan.parts:
        if part.by.involvement != helper.id:
            continue
        PartDepth.objects.filter(part_id=part.id, lifted_at__isnull=True).update(lifted_at=work.at)
        PartDepth.objects.create(
            household_id=case.head.id,
            part_id=part.id,
            opened_to_id=None,
            ground=SECRECY_GROUND,
            set_at=work.at,
            set_by=work.account,
        )


# --- who says it ----------------------------------------------------------------------------


def _facts(case: Case, helper: InvolvementRow, by: str) -> Facts:
    """Return what the policy looks at: a resident speaks for himself or herself."""
    facts = involvement_facts(case.head, helper)
    own = case.head.member(case.head.facts.member) if case.head.facts.member else None
    about_self = own is not None and own.key == by
    return Facts(household=facts.household, own_part=facts.own_part, about_self=about_self)


def _speaker(work: Work, case: Case, new: NewYes) -> tuple[PersonRef | None, list[Problem]]:
    problems = []
    ref = case.everybody.refs().get(new.by)
    if ref is None or ref not in speakers_here(case.head):
        problems.append(Problem("yes_by", "Choose who said yes: somebody who lives here."))
    if new.given_on > work.today:
        problems.append(Problem("yes_on", "This day lies in the future."))
    if new.way is YesWay.SELF and ref != _me(case.head):
        problems.append(Problem("yes_way", "Say whether it was said aloud, or signed."))
    return ref, problems


def _me(head: Head) -> PersonRef | None:
    return None if head.facts.member is None else PersonRef(member=head.facts.member)


def speakers_here(head: Head) -> tuple[PersonRef, ...]:
    """Return who can say yes to somebody's part: the family, and who speaks for one of them."""
    family = [PersonRef(member=one.id) for one in head.members]
    guards = [
        PersonRef(row.involvement, row.parent, row.supporter)
        for one in head.members
        for row in one.authority
    ]
    stands = [
        PersonRef(row.involvement, row.member, row.supporter)
        for one in head.members
        for row in one.representations
        if row.is_current(head.today)
    ]
    return tuple(dict.fromkeys((*family, *guards, *stands)))


def _noted(work: Work, head: Head, verb: str, involvement: int, kind: YesKind, by: str) -> None:
    work.event(
        verb,
        household=head.id,
        subject="involvement",
        subject_id=involvement,
        by=by,
        kind=kind.value,
    )
