"""The tick: from now on this household has one plan, because a person decided so and says why."""

from __future__ import annotations

from psycopg.types.range import TimestamptzRange

from tandem.actions.errors import Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words
from tandem.core.access import Action
from tandem.records.coordination.models import Lead, Track
from tandem.records.work import SomebodyWasFirstError, Work, after

NO_REASON = Problem("reason", "Say why this household needs one plan.")


def tick_one_plan(work: Work, code: str, *, reason: str) -> None:
    """Put a household that is known on the one-plan track, with a reason that the family reads.

    No computer does this. The team leader of the area leads from the same moment, until somebody
    accepts. Raises NotAllowedError, InvalidError without a reason, and SomebodyWasFirstError when
    there is one plan already.
    """
    head = lock(work, code)
    require(work.actor, Action.TICK_ONE_PLAN, household_facts(head))
    require_words({"reason": reason}, [NO_REASON])
    last = Track.objects.filter(household_id=head.id).order_by("-period").first()
    if last is not None and last.period.upper is None:
        raise SomebodyWasFirstError("one_track_at_a_time")
    # The track before it may have ended at this very moment, by another clock.
    begins = work.at if last is None else after(last.period.upper, work.at)
    period = TimestamptzRange(begins, None)
    track = Track.objects.create(
        household_id=head.id, period=period, reason=reason.strip(), by=work.account
    )
    Lead.objects.create(
        household_id=head.id,
        professional_id=head.team_leader.id,
        period=period,
        accepted=False,
        reason=reason.strip(),
    )
    work.event("ticked-one-plan", household=head.id, subject="track", subject_id=track.pk)
