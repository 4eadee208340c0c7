"""Open a household in the lightest way: one person, one question, no track and nobody who leads."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.limits import too_long
from tandem.actions.people.involve import NewMember, problems_of, write_member
from tandem.actions.people.open_household import (
    NO_AREA,
    WEEKS_AHEAD,
    Opened,
    Opening,
    area_facts,
    insert_household,
    next_monday,
    note_ground,
)
from tandem.core.access import Action
from tandem.formats.lines import slug
from tandem.records.people.models import Area
from tandem.records.people.models.households import new_code
from tandem.records.plans.models import Plan
from tandem.records.work import Work


@dataclass(frozen=True, slots=True)
class Light:
    """Who asks something, where, and on which ground that is written down."""

    name: str
    area: int
    purpose: str
    legal_ground: str


def open_lightly(work: Work, light: Light) -> tuple[Opened, int]:
    """Open a household of one person; return it, and the membership.

    It is called as the person is. There is no tick: whether one plan is needed is another decision.
    Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.NOTE_QUESTION)
    area = Area.objects.filter(pk=light.area).first()
    problems = [] if area is not None else [NO_AREA]
    problems += problems_of(NewMember(light.name), work.today)
    problems += too_long({"purpose": light.purpose})
    if not light.legal_ground.strip():
        problems.append(Problem("way", "Choose what it is about."))
    if area is None or problems:
        raise InvalidError(*problems)
    require(work.actor, Action.NOTE_QUESTION, area_facts(work.actor, area.pk, area.team_leader_id))
    code = new_code()
    household = insert_household(_opening(work, light), code)
    Plan.objects.create(
        household_id=household,
        horizon_start=next_monday(work.today),
        horizon_weeks=WEEKS_AHEAD,
        grid=5,
    )
    note_ground(household, light.legal_ground)
    member = write_member(work, household, 0, NewMember(light.name))
    work.event("opened", household=household, subject="household", subject_id=household, code=code)
    return Opened(household, code), member


def _opening(work: Work, light: Light) -> Opening:
    return Opening(
        name=light.name,
        area=light.area,
        reason="",
        purpose=light.purpose,
        legal_ground=light.legal_ground,
        key=slug(work.actor.name.split(" ", 1)[0]) or "opener",
    )
