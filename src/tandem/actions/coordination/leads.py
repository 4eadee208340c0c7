"""Who leads: somebody is asked, accepts or not, and hands over without a moment between.

Until somebody accepts, whoever leads now goes on leading; at first that is the team leader.
"""

from __future__ import annotations

from datetime import datetime

from psycopg.types.range import TimestamptzRange

from tandem.actions.coordination.grounds import require_ground
from tandem.actions.coordination.handing_over import handover_ended, lead_passed
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.core.access import Action, Facts, InvolvementRole
from tandem.core.flow.handover import Handover
from tandem.formats.rulebase import ground_of
from tandem.records.coordination.heads import Head
from tandem.records.coordination.models import Lead, LeadOffer, StandIn, Track
from tandem.records.people.directory import professional as professional_row
from tandem.records.people.models import Involvement
from tandem.records.work import SomebodyWasFirstError, Work, after


class NobodyAskedError(LookupError):
    """There is no open question to lead this household."""


def ask_to_lead(
    work: Work, code: str, *, professional: int, reason: str, legal_ground: str = ""
) -> int:
    """Ask a professional to lead; return the number of the question.

    The question opens the household to who is asked. So for somebody who is not involved yet,
    whoever asks names the legal ground; leading is none by itself.

    Raises NotAllowedError, InvalidError without a reason or a ground or when he or she leads
    already, and SomebodyWasFirstError when somebody else is asked already.
    """
    head = lock(work, code)
    require(work.actor, Action.APPOINT_LEAD, household_facts(head))
    if not reason.strip():
        raise InvalidError(Problem("reason", "Say why this professional should lead."))
    if professional_row(work, professional) is None:
        raise InvalidError(Problem("professional", "Choose somebody from the list."))
    leads = head.lead is not None and head.lead.accepted
    if leads and head.lead is not None and head.lead.professional.id == professional:
        raise InvalidError(Problem("professional", "This professional leads already."))
    if not _is_involved(head, professional):
        require_ground(legal_ground.strip(), Problem("legal_ground", "Name the legal ground."))
    offer = LeadOffer.objects.create(
        household_id=head.id,
        professional_id=professional,
        reason=reason.strip(),
        legal_ground=legal_ground.strip(),
        offered_at=work.at,
        offered_by=work.account,
    )
    work.event("asked-to-lead", household=head.id, subject="lead-offer", subject_id=offer.pk)
    work.later("tell-asked-to-lead", household=head.id, offer=offer.pk)
    return offer.pk


def answer_to_lead(work: Work, code: str, *, accepted: bool, answer: str = "") -> None:
    """Answer the question to lead. With a yes the lead passes at this very moment.

    A no needs a word of why. Raises NobodyAskedError, NotAllowedError, InvalidError.
    """
    head = lock(work, code)
    offer = LeadOffer.objects.filter(household_id=head.id, answered_at=None).first()
    if offer is None:
        raise NobodyAskedError
    offered = offer.professional_id == work.actor.professional
    require(work.actor, Action.ACCEPT_LEAD, Facts(household=head.facts, offered=offered))
    if not accepted and not answer.strip():
        raise InvalidError(Problem("answer", "Say why not, so that somebody else can be asked."))
    offer.answered_at = work.at
    offer.accepted = accepted
    offer.answer = answer.strip()
    offer.save(update_fields=["answered_at", "accepted", "answer"])
    work.event(
        "accepted-to-lead" if accepted else "declined-to-lead",
        household=head.id,
        subject="lead-offer",
        subject_id=offer.pk,
    )
    if accepted:
        _involve_if_needed(work, head, offer)
        pass_the_lead(work, head.id, professional=offer.professional_id, reason=offer.reason)


def take_question_back(work: Work, code: str) -> None:
    """Withdraw the open question to lead: who leads now goes on leading, and another can be asked.

    Raises NobodyAskedError when it was answered meanwhile, and NotAllowedError.
    """
    head = lock(work, code)
    if head.asked is None:
        raise NobodyAskedError
    require(work.actor, Action.TAKE_LEAD_QUESTION_BACK, question_facts(work, head))
    LeadOffer.objects.filter(pk=head.asked.id).update(
        answered_at=work.at, accepted=False, answer=""
    )
    work.event(
        "took-question-back", household=head.id, subject="lead-offer", subject_id=head.asked.id
    )


def question_facts(work: Work, head: Head) -> Facts:
    """Return what the policy looks at for the open question to lead."""
    asked_it = head.asked is not None and head.asked.by == work.actor.account
    return Facts(household=head.facts, offered=head.facts.asked, asked_it=asked_it)


def appoint_lead(work: Work, code: str, *, professional: int, reason: str) -> None:
    """Appoint who leads from this moment: for somebody who already said yes to the appointer.

    Raises NotAllowedError and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.APPOINT_LEAD, household_facts(head))
    if not reason.strip():
        raise InvalidError(Problem("reason", "Say why this professional should lead."))
    if not _is_involved(head, professional):
        raise InvalidError(
            Problem("professional", "Only somebody who is involved in this household can lead it.")
        )
    pass_the_lead(work, head.id, professional=professional, reason=reason.strip())


def pass_the_lead(
    work: Work, household: int, *, professional: int, reason: str, accepted: bool = True
) -> None:
    """End the present lead and begin the next at the same moment; the household is locked.

    With `accepted` false it is the team leader, until somebody accepts.

    When the present lead began at this very moment or later (another change went through with a
    later clock), the passing takes place just after it: no moment is without a lead.
    """
    present = Lead.objects.filter(household_id=household, period__endswith__isnull=True).first()
    if present is None:
        raise InvalidError(Problem("professional", "This household is not on the one-plan track."))
    began = present.period.lower
    moment = after(began, work.at)
    present.period = TimestamptzRange(began, moment)
    present.save(update_fields=["period"])
    passed = Lead.objects.create(
        household_id=household,
        professional_id=professional,
        period=TimestamptzRange(moment, None),
        accepted=accepted,
        reason=reason,
    )
    work.event(
        "lead-passed",
        household=household,
        subject="lead",
        subject_id=passed.pk,
        was=present.professional_id,
        became=professional,
    )
    change = Handover(present.professional_id, professional)
    lead_passed(work, household, change, reason, was_lead=present.accepted)


def appoint_stand_in(
    work: Work, code: str, *, professional: int, until: datetime, since: datetime | None = None
) -> None:
    """Let somebody stand in for the lead until a moment: with rights, not as the lead.

    It begins now, or `since` a later moment. Who stands in is involved already, so that there is
    a ground for what he or she sees. Raises NotAllowedError, InvalidError, and
    SomebodyWasFirstError when somebody stands in then.
    """
    head = lock(work, code)
    require(work.actor, Action.APPOINT_LEAD, household_facts(head))
    begins = max(since or work.at, work.at)
    if until <= begins:
        raise InvalidError(Problem("until", "The last day lies after the first, in the future."))
    if not _is_involved(head, professional):
        raise InvalidError(
            Problem("professional", "Only somebody who is involved here can stand in.")
        )
    if head.lead is not None and head.lead.professional.id == professional:
        raise InvalidError(Problem("professional", "Nobody stands in for himself or herself."))
    row = StandIn.objects.create(
        household_id=head.id,
        professional_id=professional,
        period=TimestamptzRange(begins, until),
    )
    work.event("stands-in", household=head.id, subject="stand-in", subject_id=row.pk)


def step_down(work: Work, code: str, *, reason: str) -> None:
    """End the one-plan track (afschalen): as easy as it began, with a reason."""
    head = lock(work, code)
    require(work.actor, Action.APPOINT_LEAD, household_facts(head))
    if not reason.strip():
        raise InvalidError(Problem("reason", "Say why one plan is no longer needed."))
    track = Track.objects.filter(household_id=head.id, period__endswith__isnull=True).first()
    lead = Lead.objects.filter(household_id=head.id, period__endswith__isnull=True).first()
    if track is None or lead is None:
        raise SomebodyWasFirstError("one_track_at_a_time")
    moment = after(lead.period.lower, work.at)
    for row in (track, lead):
        row.period = TimestamptzRange(row.period.lower, moment)
    track.ended_because, track.ended_by = reason.strip(), work.account
    track.save(update_fields=["period", "ended_because", "ended_by"])
    lead.save(update_fields=["period"])
    _close_what_came_with_it(work, head.id, moment, reason.strip())
    work.event("stepped-down", household=head.id, subject="track", reason=reason.strip())


def _close_what_came_with_it(work: Work, household: int, moment: datetime, reason: str) -> None:
    """Without a track nobody is asked to lead any more, and nobody stands in."""
    LeadOffer.objects.filter(household_id=household, answered_at=None).update(
        answered_at=work.at, accepted=False, answer=reason
    )
    for row in StandIn.objects.filter(household_id=household, period__endswith__gt=moment):
        row.period = TimestamptzRange(min(row.period.lower, moment), moment)
        row.save(update_fields=["period"])
    handover_ended(work, household, reason)


def end_stand_ins(work: Work, household: int, professional: int) -> int:
    """End every stand-in of somebody, of now and of later, in a locked household; return how many.

    Nothing is left open by it: who leads, leads.
    """
    ended = StandIn.objects.filter(
        household_id=household, professional_id=professional, period__endswith__gt=work.at
    )
    for row in ended:
        row.period = TimestamptzRange(row.period.lower, max(row.period.lower, work.at))
        row.save(update_fields=["period"])
    return len(ended)


def _is_involved(head: Head, professional: int) -> bool:
    return any(one.professional == professional for one in head.involved)


def _involve_if_needed(work: Work, head: Head, offer: LeadOffer) -> None:
    """Whoever leads is involved, on the ground that the appointer named."""
    if _is_involved(head, offer.professional_id):
        return
    ground = ground_of(offer.legal_ground)
    row = Involvement.objects.create(
        household_id=head.id,
        professional_id=offer.professional_id,
        key=f"lead-{offer.pk}",
        role=InvolvementRole.CONSULTANT.value,
        purpose=offer.reason,
        legal_ground=offer.legal_ground,
        ground=ground.id if ground is not None else "",
        since=work.at,
    )
    work.event("involved", household=head.id, subject="involvement", subject_id=row.pk)
