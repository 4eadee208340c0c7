"""Open a household: from now on it has a plan, and somebody leads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import connection
from psycopg.types.range import TimestamptzRange

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.limits import too_long
from tandem.actions.people.involve import NewMember, problems_of, write_member
from tandem.core.access import Action, Actor, Facts, InvolvementRole
from tandem.formats.rulebase import ground_of
from tandem.records.coordination.models import Lead, Track
from tandem.records.people.models import Area, Involvement
from tandem.records.people.models.households import new_code
from tandem.records.plans.models import Plan
from tandem.records.work import Work

WEEKS_AHEAD = 26
NO_AREA = Problem("area", "Choose an area from the list.")
NEEDED = (
    Problem("name", "Give the household a name."),
    Problem("reason", "Say why this household needs one plan."),
    Problem("purpose", "Say what will be done for this household."),
    Problem("legal_ground", "Name the legal ground."),
)
"""What cannot be left empty, and what is said when it is."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A household that was just opened."""

    id: int
    code: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What is needed to open a household."""

    name: str
    area: int
    reason: str
    """Why this household needs one plan: a human's tick."""
    purpose: str
    legal_ground: str
    key: str
    """The short name of the professional who opens it."""
    role: InvolvementRole = InvolvementRole.CONSULTANT
    horizon_start: date | None = None
    horizon_weeks: int = WEEKS_AHEAD
    grid: int = 5
    members: tuple[OpeningMember, ...] = ()
    """Who lives there; the file of an import brings its own."""

    def problems(self, on: date) -> list[Problem]:
        """Return everything that is lacking or too long, all at once."""
        problems = [one for one in NEEDED if not getattr(self, one.field).strip()]
        problems += too_long({one.field: getattr(self, one.field) for one in NEEDED})
        for one in self.members:
            problems += [
                Problem(f"{wrong.field}-{one.row}", wrong.text, wrong.values)
                for wrong in problems_of(one.member, on)
            ]
        return problems


@dataclass(frozen=True, slots=True)
class OpeningMember:
    """Somebody who lives in the household when it is opened."""

    member: NewMember
    is_parent: bool = False
    """Whether he or she has parental authority over the children among them."""
    row: int = 0
    """The row of the form, for what is said about it."""


ADULT = 18


def open_household(work: Work, opening: Opening) -> Opened:
    """Open a household on the one-plan track; the team leader of the area leads it at first.

    Raises NotAllowedError, and InvalidError when something is missing.
    """
    require(work.actor, Action.OPEN_HOUSEHOLD)
    problems = opening.problems(work.today)
    area = Area.objects.filter(pk=opening.area).first()
    if area is None:
        problems.append(NO_AREA)
    if area is None or problems:
        raise InvalidError(*problems)
    facts = area_facts(work.actor, area.pk, area.team_leader_id)
    require(work.actor, Action.OPEN_HOUSEHOLD, facts)
    code = new_code()
    household = insert_household(opening, code)
    period = TimestamptzRange(work.at, None)
    Track.objects.create(
        household_id=household, period=period, reason=opening.reason, by=work.account
    )
    Lead.objects.create(
        household_id=household,
        professional_id=area.team_leader_id,
        period=period,
        accepted=False,
        reason=opening.reason,
    )
    Plan.objects.create(
        household_id=household,
        horizon_start=opening.horizon_start or next_monday(work.today),
        horizon_weeks=opening.horizon_weeks,
        grid=opening.grid,
    )
    note_ground(household, opening.legal_ground)
    _write_members(work, household, opening.members)
    work.event("opened", household=household, subject="household", subject_id=household, code=code)
    return Opened(household, code)


def area_facts(actor: Actor, area: int, leader: int) -> Facts:
    """Return what the policy looks at for opening a household in an area."""
    return Facts(in_area=area in actor.areas or leader == actor.professional)


def next_monday(day: date) -> date:
    """Return the first Monday on or after a day."""
    return day + timedelta(days=-day.weekday() % 7)


def _write_members(work: Work, household: int, members: Sequence[OpeningMember]) -> None:
    """Write grown-ups first, for they are who has authority; everybody keeps the place given."""
    parents: list[int] = []
    places = sorted(range(len(members)), key=lambda place: not members[place].is_parent)
    for place in places:
        one = members[place]
        over = () if one.is_parent or _is_adult(one, work.today) else tuple(parents)
        number = write_member(work, household, place, replace(one.member, parents=over))
        if one.is_parent:
            parents.append(number)


def _is_adult(one: OpeningMember, on: date) -> bool:
    born = one.member.born
    return born is None or born <= years_before(on, ADULT)


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 29 February becomes 28 February."""
    last = min(day.day, 28) if day.month == 2 else day.day
    return day.replace(year=day.year - years, day=last)


def note_ground(household: int, legal_ground: str) -> None:
    """Write by which ground of the rule base the opener is involved, when it is one of them."""
    ground = ground_of(legal_ground.strip())
    Involvement.objects.filter(household_id=household).update(ground=ground.id if ground else "")


def insert_household(opening: Opening, code: str) -> int:
    """Write the household and the opener's own involvement, which brings it within scope."""
    values: list[str | int] = [
        code,
        opening.name.strip(),
        opening.area,
        opening.key,
        opening.role.value,
        opening.purpose.strip(),
        opening.legal_ground.strip(),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem_open_household(%s, %s, %s, %s, %s, %s, %s)", values)
        row = cursor.fetchone()
    assert row is not None  # noqa: S101 - a SELECT of a function has one row
    return int(row[0])
