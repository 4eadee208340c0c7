"""What happened to a plan, as far as the viewer may know: numbered without a gap, pages full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tandem.actions.households import Case
from tandem.actions.unseen import Unseen, unseen_of
from tandem.core.access import Sight
from tandem.records.plans.history import ELSEWHERE, EventRow, history_of
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work

AT_A_TIME = 500
NOT_TOLD = frozenset({"checked"}) | ELSEWHERE
"""What Tandem works out by itself changes nothing for anybody; the rest has a page of its own."""
DISCRETION = frozenset({"shielded", "unshielded", "part-closed", "part-opened", "shelter-set"})
"""What is shielded and closed is told to who helps, and to nobody who lives there."""
PEOPLE = {"member": "member", "involvement": "involvement", "supporter": "supporter"}


@dataclass(frozen=True, slots=True)
class Past:
    """A page of what happened, the latest first."""

    events: tuple[EventRow, ...]
    older: int | None
    """Before which place, counted from the first event, older ones are; None without."""


def past_of(work: Work, case: Case, *, before: int | None, most: int) -> Past:
    """Return what happened before a place in the row of all that the viewer sees.

    Places count from the first event that the viewer sees, so that they have no gaps.
    """
    seen = [one for one in _all(work, case.head.id) if is_seen(one, case)]
    end = len(seen) if before is None else max(0, min(before - 1, len(seen)))
    start = max(0, end - most)
    return Past(tuple(reversed(seen[start:end])), start + 1 if start else None)


def latest_seen(work: Work, case: Case, most: int) -> tuple[EventRow, ...]:
    """Return the last changes that the viewer sees: as many as who sees all gets."""
    found: list[EventRow] = []
    before: int | None = None
    while len(found) < most:
        events = history_of(work, case.head.id, before=before, most=AT_A_TIME)
        found += (one for one in events if is_seen(one, case))
        if len(events) < AT_A_TIME:
            break
        before = events[-1].id
    return tuple(found[:most])


def _all(work: Work, household: int) -> Sequence[EventRow]:
    """Return all that happened, the first thing first."""
    found: list[EventRow] = []
    before: int | None = None
    while True:
        events = history_of(work, household, before=before, most=AT_A_TIME)
        found += events
        if len(events) < AT_A_TIME:
            return found[::-1]
        before = events[-1].id


# --- what is seen ---------------------------------------------------------------------------


def is_seen(event: EventRow, case: Case) -> bool:
    """Whether the viewer may know that something happened."""
    if event.verb in NOT_TOLD:
        return False
    if event.verb in DISCRETION and case.head.facts.member is not None:
        return False
    if case.sight.is_whole:
        return True
    unseen = unseen_of(case.head)
    if unseen.hides(event.person, event.professional) or _names(event, unseen):
        return False
    return _is_of_the_plan_seen(event, case)


def _names(event: EventRow, unseen: Unseen) -> bool:
    """Whether an event is about somebody whom the viewer may not know of."""
    column = PEOPLE.get(event.subject)
    if column and PersonRef(**{column: event.subject_id}) in unseen.refs:
        return True
    if unseen.keys & {event.data.get("by"), event.data.get("of"), event.data.get("for_member")}:
        return True
    if event.verb != "named-parents":
        return False
    was, became = (_left(event.data.get(name), unseen.keys) for name in ("was", "became"))
    return was == became


def _left(names: object, gone: Collection[str]) -> list[object]:
    return [one for one in names if one not in gone] if isinstance(names, list) else []


def _is_of_the_plan_seen(event: EventRow, case: Case) -> bool:
    """Whether it is about something in the plan that the viewer sees the words of."""
    out = case.sight.hidden | case.sight.busy
    asked = event.data.get("changes")
    if isinstance(asked, list) and asked:
        return any(one.get("agreement") not in out for one in asked if isinstance(one, dict))
    if event.verb == "order-set":
        return _moved(event, case.sight)
    if event.verb == "places-set":
        return _is_of_places_seen(event, case)
    if event.subject == "part":
        return False
    if event.subject == "goal":
        return any(one.id == event.subject_id for one in case.plan.goals)
    if event.subject not in {"agreement", "change"}:
        return True
    if event.data.get("key") in out:
        return False
    seen = {one.id for one in case.plan.agreements if one.key not in case.busy}
    about = event.data.get("agreement") if event.subject == "change" else event.subject_id
    return about is None or about in seen


def _moved(event: EventRow, sight: Sight) -> bool:
    """Whether the order changed of goals that the viewer sees."""
    was, became = (
        _left((event.data.get(name) or {}).get("order"), sight.goals) for name in ("was", "became")
    )
    return was != became


def _is_of_places_seen(event: EventRow, case: Case) -> bool:
    """Whether something else changed than ways to places that the viewer does not know."""
    known = {one.name for one in case.plan.places}
    was, became = (_ways(event.data.get(name), known) for name in ("was", "became"))
    return was != became


def _ways(plain: object, known: Collection[str]) -> object:
    if not isinstance(plain, dict):
        return plain
    ways = [one for one in plain.get("ways", ()) if {*one[:2]} <= set(known)]
    return {**plain, "ways": ways}
