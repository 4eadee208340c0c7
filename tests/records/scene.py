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
    said = {"by_member_id": parent, "since": LONG_AGO.date()}
    represented = {"mandate": "bewind", "source": "told", "member_id": youngest}
    _add(database, made, "people_representation", **said, **represented)
    involvement = made.rows["people_involvement"]
    given = {"kind": "help", "way": "aloud", "by_member_id": parent}
    _add(database, made, "people_givenyes", involvement_id=involvement, **given)
    _add(database, made, "audit_event", actor_id=made.involved)
    _add(database, made, "audit_look", actor_id=made.involved)
    _add(database, made, "audit_key", person_id=made.person, wrapped=b"w")
    _add(
        database,
        made,
        "people_emergencyaccess",
        professional_id=made.professional,
        since=LONG_AGO,
        until=LAST_WEEK,
        withheld_reason="",
    )


def _plan(database: Database, made: Home) -> None:
    member = made.rows["people_membership"]
    involvement = made.rows["people_involvement"]
    _add(database, made, "plans_plan", region="")
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
    shielded = {"agreement_id": agreement, "member_id": member, "aspect": ""}
    _add(database, made, "plans_shield", **shielded, **recorded)
    _add(database, made, "plans_partdepth", part_id=part, opened_to_id=involvement, **recorded)
    _add(database, made, "plans_verdict", digest="", verdict="fits", summary="{}")
    _guests(database, made, agreement, involvement)


def _guests(database: Database, made: Home, agreement: int, involvement: int) -> None:
    link = _add(
        database,
        made,
        "plans_guestlink",
        agreement_id=agreement,
        involvement_id=involvement,
        asks="check",
        question="",
        expires_at=NEXT_WEEK,
        asked_at=LAST_WEEK,
        secret_digest=f"secret {made.id}",
    )
    _add(database, made, "plans_guestletter", link_id=link, by="mail", sealed="", failed="")
    _add(database, made, "plans_guestanswer", link_id=link, says="confirms")


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
    _handover(database, made, item, chief)
    offer = _add(database, made, "coordination_offer", item_id=item, to_id=chief)
    _add(database, made, "coordination_escalation", offer_id=offer)
    _add(database, made, "coordination_signal", item_id=item, answer="")
    _add(database, made, "coordination_commission", item_id=item)
    _add(database, made, "coordination_dispute", item_id=item)
    _add(database, made, "coordination_simplequestion", item_id=item)
    _add(database, made, "coordination_stepdone", item_id=item)
    _add(database, made, "coordination_tried", item_id=item, went="failed")
    member = made.rows["people_membership"]
    _add(database, made, "coordination_ownaction", member_id=member, ended="", words="")
    emergency = made.rows["people_emergencyaccess"]
    _add(database, made, "coordination_lookitem", item_id=item, emergency_id=emergency)
    _add(database, made, "coordination_outbox")
    _talk(database, made, chief)
    _rights(database, made, item)
    _means(database, made, item)


def _handover(database: Database, made: Home, item: int, chief: int) -> None:
    leads = {"old_lead_id": chief, "new_lead_id": made.professional, "talk": "none"}
    _add(database, made, "coordination_handover", item_id=item, with_members=[], **leads)
    said = {"lead_id": made.rows["coordination_lead"], "says": "other", "item_id": item}
    member = made.rows["people_membership"]
    _add(database, made, "coordination_leadanswer", member_id=member, **said)


def _means(database: Database, made: Home, item: int) -> None:
    set_by = {"set_by": 1, "year": MOMENT.year, "cents": 100_000, "area_id": made.area}
    budget = insert(database, "people_budget", **set_by)
    mandate = {"role": "lead", "cents": 100, "area_id": made.area}
    insert(database, "people_spendingmandate", **mandate)
    _add(database, made, "coordination_expense", budget_id=budget, role="lead", cents=100)
    told = {"is_decision": False, "caller_id": made.professional}
    _add(database, made, "coordination_refusal", item_id=item, **told)
    _add(database, made, "coordination_obstacle", item_id=item, of_order=1)
    asked = {"agreement_id": made.rows["plans_agreement"], "state": "withdrawn"}
    _add(database, made, "coordination_asktochange", item_id=item, **asked)


def _talk(database: Database, made: Home, chief: int) -> None:
    """A conversation of all three, with a decision in it."""
    member = made.rows["people_membership"]
    talk = _add(database, made, "coordination_talk", opened_by=made.involved)
    for who in ({"professional_id": made.professional}, {"professional_id": chief}):
        _add(database, made, "coordination_talker", talk_id=talk, **who)
    _add(database, made, "coordination_talker", talk_id=talk, member_id=member)
    by = {"by_member_id": member}
    _add(database, made, "coordination_message", talk_id=talk, **by)
    decision = _add(database, made, "coordination_jointdecision", talk_id=talk, state="open", **by)
    _add(
        database,
        made,
        "coordination_voice",
        talk_id=talk,
        decision_id=decision,
        member_id=member,
        says="",
    )


def _rights(database: Database, made: Home, item: int) -> None:
    member = made.rows["people_membership"]
    _add(database, made, "people_citizennumber", member_id=member, digest="x")
    asked = {"kind": "correction", "answer": ""}
    request = _add(database, made, "coordination_request", item_id=item, member_id=member, **asked)
    _add(database, made, "coordination_attachment", of_request_id=request, file=f"of {made.id}")
