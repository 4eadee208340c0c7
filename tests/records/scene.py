"""Two households in two areas, with a row in every table that belongs to a household."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from psycopg.types.range import TimestamptzRange

from tests.records.rows import MOMENT, Database, insert

LONG_AGO = MOMENT - timedelta(days=300)
LAST_WEEK = MOMENT - timedelta(days=7)
NEXT_WEEK = MOMENT + timedelta(days=7)
EVER_SINCE = TimestamptzRange(LONG_AGO, None)


@dataclass
class Home:
    """A household with the accounts of who has to do with it, and a row of every table."""

    id: int
    area: int
    professional: int
    """Who is involved."""
    involved: int
    """The account of who is involved; the other accounts below likewise."""
    member: int
    team_leader: int
    person: int
    rows: dict[str, int] = field(default_factory=dict)


def professional(database: Database, name: str) -> tuple[int, int]:
    """Write a professional with an account; return the numbers of both."""
    found = database.execute("SELECT id FROM people_organisation WHERE name = 'Stad'").fetchone()
    organisation = found[0] if found else insert(database, "people_organisation", name="Stad")
    one = insert(database, "people_professional", name=name, organisation_id=organisation)
    account = insert(
        database, "people_account", username=name, name=name, professional_id=one, is_active=True
    )
    return one, account


def resident(database: Database, name: str) -> tuple[int, int]:
    """Write a person with an account; return the numbers of both."""
    one = insert(database, "people_person", name=name)
    account = insert(
        database, "people_account", username=name, name=name, person_id=one, is_active=True
    )
    return one, account


def home(database: Database, name: str) -> Home:
    """Write a household on the one-plan track, with a row in every table."""
    with database.transaction():
        chief, team_leader = professional(database, f"leader of {name}")
        helper, involved = professional(database, f"helper of {name}")
        person, member = resident(database, f"member of {name}")
        area = insert(database, "people_area", name=name, team_leader_id=chief)
        number = insert(database, "people_household", code=name, name=name, area_id=area)
        made = Home(number, area, helper, involved, member, team_leader, person)
        made.rows |= {"people_household": number, "people_person": person}
        _people(database, made)
        _plan(database, made)
        _answers(database, made)
        _coordination(database, made, chief)
    return made


def _add(database: Database, made: Home, table: str, **values: object) -> int:
    made.rows[table] = insert(database, table, household_id=made.id, **values)
    return made.rows[table]


def _people(database: Database, made: Home) -> None:
    child = insert(database, "people_person", name="child")
    parent = _add(
        database, made, "people_membership", person_id=made.person, key="m", since=LONG_AGO
    )
    youngest = insert(
        database,
        "people_membership",
        household_id=made.id,
        person_id=child,
        key="c",
        since=LONG_AGO,
    )
    _add(database, made, "people_parentalauthority", child_id=youngest, parent_id=parent)
    _add(database, made, "people_supporter", key="s", since=LONG_AGO)
    _add(
        database,
        made,
        "people_involvement",
        professional_id=made.professional,
        key="i",
        role="provider",
        since=LONG_AGO,
    )
    _add(database, made, "audit_event", actor_id=made.involved)
    _add(database, made, "audit_look", actor_id=made.involved)


def _plan(database: Database, made: Home) -> None:
    member = made.rows["people_membership"]
    involvement = made.rows["people_involvement"]
    _add(database, made, "plans_plan")
    _add(database, made, "plans_circumstances", member_id=member)
    part = _add(database, made, "plans_part", key="p", by_involvement_id=involvement)
    goal = _add(database, made, "plans_goal", key="g", lifecycle="active", part_id=part)
    _add(database, made, "plans_goalmember", goal_id=goal, member_id=member)
    agreement = _add(
        database,
        made,
        "plans_agreement",
        key="a",
        state="agreed",
        goal_id=goal,
        part_id=part,
        owner_involvement_id=involvement,
        decided_by_id=involvement,
        mandatory_basis="",
        mandatory_text="",
    )
    _add(database, made, "plans_agreementmember", agreement_id=agreement, member_id=member)
    recorded = {"ground": "by law", "set_by": 1}
    _add(database, made, "plans_shield", agreement_id=agreement, member_id=member, **recorded)
    _add(database, made, "plans_partdepth", part_id=part, opened_to_id=involvement, **recorded)
    _add(database, made, "plans_verdict", digest="", verdict="fits", summary="{}")


def _answers(database: Database, made: Home) -> None:
    member = made.rows["people_membership"]
    agreement = made.rows["plans_agreement"]
    said = {"by_member_id": member, "kind": "yes", "way": "self"}
    _add(database, made, "plans_answer", agreement_id=agreement, **said)
    choice = _add(database, made, "plans_choice")
    change = _add(
        database,
        made,
        "plans_change",
        choice_id=choice,
        agreement_id=agreement,
        kind="end",
        state="open",
    )
    _add(database, made, "plans_changeanswer", change_id=change, **said)


def _coordination(database: Database, made: Home, chief: int) -> None:
    _add(database, made, "coordination_track", period=EVER_SINCE)
    _add(
        database,
        made,
        "coordination_lead",
        period=EVER_SINCE,
        professional_id=made.professional,
        accepted=True,
    )
    answered = {"answered_at": LAST_WEEK, "accepted": False}
    _add(database, made, "coordination_leadoffer", professional_id=chief, **answered)
    week = TimestamptzRange(LAST_WEEK, NEXT_WEEK)
    _add(database, made, "coordination_standin", period=week, professional_id=chief)
    item = _add(database, made, "coordination_item", kind="question", holder_id=made.professional)
    _add(database, made, "coordination_offer", item_id=item, to_id=chief)
    _add(database, made, "coordination_outbox")
