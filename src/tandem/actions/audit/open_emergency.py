"""Emergency access: a household is opened for some hours, with a reason, and others are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.limits import too_long
from tandem.core.access import Action
from tandem.core.rules.logs import LookTerms
from tandem.formats.rulebase_logs import load_logs
from tandem.records.coordination.heads import Head, head_by_id
from tandem.records.coordination.look_items import LookItemKind, NewLookItem, make_look_item
from tandem.records.people.directory import privacy_officer
from tandem.records.people.emergencies import Grounds, Wanted, open_access, open_ones
from tandem.records.work import Work


class EmergencyKind(StrEnum):
    """What kind of emergency it is."""

    DANGER = "danger"
    """Somebody is, or may be, in danger."""
    CARE = "care"
    """Somebody needs care at once, and who helps cannot be reached."""
    EVICTION = "eviction"
    """A home, light, heating or water is about to be lost."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody fills in to open a household in an emergency."""

    wanted: Wanted
    kind: str
    reason: str
    withheld_until: date | None = None
    withheld_reason: str = ""


SHORTEST_REASON = 10
"""Signs: one word is no reason that somebody else can judge."""


def open_emergency(work: Work, asked: Asked) -> str:
    """Open a household to the actor for some hours; return its code.

    Whoever leads and who looks after privacy each get a notice that they answer. Raises
    NotAllowedError, and InvalidError for what is missing, when no household is meant by exactly
    these words, and for one that is open to the actor already.
    """
    require(work.actor, Action.OPEN_EMERGENCY)
    terms = load_logs().terms
    problems = [*_problems(asked), *_problems_of_withholding(asked, work.today, terms)]
    if problems:
        raise InvalidError(*problems)
    grounds = Grounds(
        asked.kind,
        asked.reason.strip(),
        work.at + timedelta(hours=terms.emergency_hours),
        asked.withheld_until,
        asked.withheld_reason.strip(),
    )
    opened = open_access(work, asked.wanted, grounds)
    if opened is None:
        work.event("sought-in-emergency", household=None, subject="emergency")
        raise InvalidError(
            Problem("name", "No household is known by exactly this. Look at how it is written.")
        )
    head = head_by_id(work, opened.household)
    _refuse_open(work, head)
    for holder in _told(work, head):
        due = work.today + timedelta(days=terms.notice_days)
        notice = NewLookItem(LookItemKind.NOTICE, grounds.reason, holder, due, emergency=opened.id)
        make_look_item(work, head.id, notice)
    work.event("emergency", household=head.id, subject="emergency", subject_id=opened.id)
    return opened.code


def _refuse_open(work: Work, head: Head) -> None:
    """Refuse who needs no emergency: the household is open already."""
    if head.facts.is_tied_besides_emergency:
        raise InvalidError(
            Problem("name", "You have to do with this household already: it is in your list.")
        )
    if open_ones(work, head.id) > 1:
        raise InvalidError(Problem("name", "You opened this household already."))


def _problems(asked: Asked) -> Iterator[Problem]:
    wanted = asked.wanted
    if not wanted.code and not wanted.name:
        yield Problem("name", "Give the whole name of somebody who lives there.")
    if not wanted.code and wanted.name and wanted.born is None:
        yield Problem("born", "Give the day of birth too, like this: 6-1-2015.")
    if asked.kind not in set(EmergencyKind):
        yield Problem("kind", "Choose what is the matter.")
    if len(asked.reason.strip()) < SHORTEST_REASON:
        yield Problem("reason", "Say in your own words why you must look now.")
    yield from too_long({"reason": asked.reason, "withheld_reason": asked.withheld_reason})


def _problems_of_withholding(asked: Asked, today: date, terms: LookTerms) -> Iterator[Problem]:
    last = today + timedelta(days=terms.longest_withheld_days)
    if asked.withheld_reason.strip() and asked.withheld_until is None:
        yield Problem("withheld_until", "Say until which day the family may not see this.")
    if asked.withheld_until is None:
        return
    if not asked.withheld_reason.strip():
        yield Problem("withheld_reason", "Say why the family may not see this yet.")
    if not today <= asked.withheld_until <= last:
        yield Problem(
            "withheld_until",
            "Choose a day at most %(days)s days from now.",
            (("days", str(terms.longest_withheld_days)),),
        )


def _told(work: Work, head: Head) -> list[int]:
    """Return who is told: who leads and who looks after privacy, but not the one who opened it."""
    wanted = dict.fromkeys([head.leader.id, privacy_officer(work)])
    found = [one for one in wanted if one is not None and one != work.actor.professional]
    return found or [head.team_leader.id]
