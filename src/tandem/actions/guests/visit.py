"""What a guest sees and says: one agreement, in a case that holds nothing else.

The database gives a guest nothing but what belongs to his link. It is put in a case of its own, so
that the one reader of lines and the one way of saying what an agreement asks serve guests too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case
from tandem.actions.limits import LONGEST_TEXT
from tandem.actions.plans.draft import demands_kept, draft_of
from tandem.actions.plans.find import require_open
from tandem.actions.plans.read_line import read_agreement_line, read_back_of
from tandem.core.access import (
    Action,
    AgreementFacts,
    Basis,
    Facts,
    Guest,
    GuestAsks,
    HouseholdFacts,
    InvolvementRole,
    Standing,
)
from tandem.core.model import Form
from tandem.records.coordination.heads import Head, Whole
from tandem.records.people.rows import InvolvementRow, MemberRow, ProfessionalRow
from tandem.records.plans import codec
from tandem.records.plans.guests import TAKE_ANSWERS, give_answer, seen_by_guest
from tandem.records.plans.rows import AgreementRow, PlanRow
from tandem.records.plans.states import GuestSays
from tandem.records.work import Work

LOOK = "guest-agreement"
"""What the log of looks calls the one page of a guest; the number of the link stands behind it."""
NAMELESS = "household"
"""What a guest's household is called where it has to be called something; it is shown nowhere."""
NEEDED: Mapping[GuestSays, tuple[Action, GuestAsks]] = {
    GuestSays.CONFIRMS: (Action.CONFIRM_AGREEMENT, GuestAsks.CHECK),
    GuestSays.NOT_RIGHT: (Action.CONFIRM_AGREEMENT, GuestAsks.CHECK),
    GuestSays.CHANGES: (Action.CHANGE_AGREEMENT, GuestAsks.CHECK),
    GuestSays.ANSWERS: (Action.ANSWER_AS_GUEST, GuestAsks.QUESTION),
}


class LinkOverError(LookupError):
    """The link was withdrawn, is too old, or its guest no longer answers for the agreement."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What this guest answered before."""

    says: GuestSays
    text: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class GuestSight:
    """All that a guest sees."""

    household: int
    asks: GuestAsks
    question: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    lead: ProfessionalRow
    """Whom to call: only the name and the telephone number are known."""
    case: Case
    """With this one agreement, whom it concerns and the guest, and nothing and nobody else."""
    answered: Answered | None

    @property
    def agreement(self) -> AgreementRow:
        """The one agreement."""
        return self.case.plan.agreements[0]

    @property
    def owner(self) -> InvolvementRow:
        """The guest, as a helper of this household."""
        return self.case.head.helpers[0]


def guest_sight(work: Work) -> GuestSight:
    """Return what the guest who acts sees, and note the look.

    Raises LinkOverError, and NotAllowedError for who is no guest.
    """
    guest = work.actor.guest
    require(work.actor, Action.SEE_AS_GUEST, _facts(guest))
    found = seen_by_guest(work)
    if guest is None or found is None:
        raise LinkOverError
    standing = Standing(Basis.INVOLVED, name=work.actor.name, organisation=guest.organisation)
    work.look(found["household"], f"{LOOK} {guest.link}", standing)
    return _sight(work, found)


def read_guest_line(sight: GuestSight, line: str) -> tuple[Form, tuple[str, str]]:
    """Return what a line asks, and the sentences that read it back, in Dutch and in English.

    Only when and what it asks can become otherwise: who answers for it, whom it concerns and what
    it is called stay. Raises InvalidError with the problems in the field `line`.
    """
    if not line.strip():
        raise InvalidError(Problem("line", "Write in one line how it should be."))
    reading = read_agreement_line(sight.case, line, owner=sight.owner.key)
    was = draft_of(sight.case, sight.agreement)
    form = replace(reading.draft.form, demands=demands_kept(was.form, reading.draft.form))
    return reading.draft.form, read_back_of(sight.case, replace(was, form=form))


def said_of(sight: GuestSight) -> tuple[str, str]:
    """Return what the agreement asks as one sentence, in Dutch and in English."""
    return read_back_of(sight.case, draft_of(sight.case, sight.agreement))


def answer_as_guest(work: Work, *, says: GuestSays, version: int, text: str = "") -> None:
    """Keep what a guest answers, once; what follows in the plan is done right after it.

    `version` is the one that the guest saw. Raises LinkOverError, NotAllowedError, InvalidError,
    and SomebodyWasFirstError for a second answer.
    """
    action, asked = NEEDED[says]
    require(work.actor, action, _facts(work.actor.guest))
    sight = guest_sight(work)
    guest = work.actor.guest
    if guest is None or sight.asks is not asked:
        raise LinkOverError
    require_open(sight.agreement)
    if sight.answered is not None:
        raise InvalidError(Problem("answer", "You answered this already."))
    form = _checked(sight, says, version, text)
    answer = (sight.agreement.version, text.strip(), form)
    give_answer(work, sight.household, guest.link, says, answer)
    work.event(
        "guest-answered",
        household=sight.household,
        subject="agreement",
        subject_id=guest.agreement,
        key=sight.agreement.key,
        says=says.value,
        organisation=guest.organisation,
    )
    work.later(TAKE_ANSWERS, household=sight.household)


def _checked(sight: GuestSight, says: GuestSays, version: int, text: str) -> object:
    """Return the form that a line asks as plain values, None for another answer."""
    if version != sight.agreement.version:
        raise InvalidError(
            Problem("answer", "This agreement was changed meanwhile. Look at it again first.")
        )
    if says is not GuestSays.CONFIRMS and not text.strip():
        raise InvalidError(Problem("text", "Write your answer."))
    if len(text) > LONGEST_TEXT:
        most = (("most", str(LONGEST_TEXT)),)
        raise InvalidError(Problem("text", "Write this shorter: at most %(most)s signs.", most))
    if says is not GuestSays.CHANGES:
        return None
    form, _ = read_guest_line(sight, text)
    return codec.FORM.to_json(form)


def _facts(guest: Guest | None) -> Facts:
    """A guest comes by his own link, so what he touches is what he was asked about."""
    return Facts(agreement=AgreementFacts(guest_of=guest is not None))


# --- a case with one agreement --------------------------------------------------------------


def _sight(work: Work, found: Mapping[str, Any]) -> GuestSight:
    lead = ProfessionalRow(0, found["lead"]["name"], "", "", found["lead"]["telephone"])
    head = _head(work, found, lead)
    given = found["answer"]
    return GuestSight(
        household=found["household"],
        asks=GuestAsks(found["asks"]),
        question=found["question"],
        asked_by=found["asked_by"],
        asked_at=datetime.fromisoformat(found["asked_at"]),
        expires_at=datetime.fromisoformat(found["expires_at"]),
        lead=lead,
        case=Case(head, _plan(found)),
        answered=given
        and Answered(
            GuestSays(given["says"]), given["text"], datetime.fromisoformat(given["given_at"])
        ),
    )


def _head(work: Work, found: Mapping[str, Any], lead: ProfessionalRow) -> Head:
    guest = found["guest"]
    me = InvolvementRow(
        guest["id"],
        guest["key"],
        guest["professional"],
        guest["name"],
        "",
        guest["organisation"],
        "",
        InvolvementRole.PROVIDER,
        "",
        "",
        work.at,
    )
    members = tuple(
        MemberRow(one["id"], one["key"], 0, one["name"], None, "", work.at)
        for one in found["members"]
    )
    around = Whole(members, (me,), ())
    return Head(
        id=found["household"],
        code="",
        name=NAMELESS,
        area="",
        team_leader=lead,
        lead=None,
        stand_in=None,
        asked=None,
        members=members,
        helpers=(me,),
        supporters=(),
        facts=HouseholdFacts(),
        own_part=me.id,
        at=work.at,
        whole=around,
        guest_of=found["agreement"]["id"],
    )


def _plan(found: Mapping[str, Any]) -> PlanRow:
    agreement = {
        **found["agreement"],
        "goal": None,
        "part": None,
        "owner": [found["guest"]["id"], None, None],
        "decided_by": None,
        "mandatory": None,
        "unknown": [],
        "alternatives": [],
        "members": [one["id"] for one in found["members"]],
        "answers": [],
    }
    return _made().validate_python(
        {
            "id": 0,
            "version": 0,
            "circumstances": [],
            "parts": [],
            "goals": [],
            "agreements": [agreement],
            "horizon_start": found["horizon_start"],
            "horizon_weeks": found["horizon_weeks"],
            "grid": found["grid"],
            "accounts": [],
            "region": None,
            "places": [],
        }
    )


def _made() -> TypeAdapter[PlanRow]:
    return TypeAdapter(PlanRow)
