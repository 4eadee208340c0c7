"""The head of a household: who lives there, who leads, who helps, and what ties the actor to it.

Every page of a household starts with it, so it is one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access import HouseholdFacts, InvolvementRole, Mandate, YesKind, YesWay
from tandem.records.coordination.head import Asked, Emergency, Head, Leading, Standing, Whole
from tandem.records.coordination.unseen import PersonShield, as_seen
from tandem.records.people.rows import (
    AuthorityRow,
    InvolvementRow,
    MemberRow,
    ProfessionalRow,
    RepresentationRow,
    Source,
    SupporterRow,
    YesRow,
)
from tandem.records.raw import parsed
from tandem.records.work import Work

__all__ = [
    "Asked",
    "Emergency",
    "Head",
    "Leading",
    "Standing",
    "UnknownHouseholdError",
    "Whole",
    "head_by_id",
    "head_of",
    "heads_of",
]


class UnknownHouseholdError(LookupError):
    """There is no household under this code within the actor's scope."""


# People, professionals and organisations are each read once, as a set: one by one, each would be
# looked up from the root of its index, and the more households there are the deeper that is.
# The household that is found is at hand for what a reading asks next: no row of it is compared with
# the whole scope any more. What changes something asks who may see it each time.
_SETS = """
WITH home AS MATERIALIZED (
    SELECT h.id, h.code, h.name, w.name AS area, w.team_leader_id,
        set_config('app.household', CASE WHEN current_setting('app.scope', true) <> ''
                   THEN h.id::text ELSE '' END, true)
    FROM people_household h JOIN people_area w ON w.id = h.area_id
    WHERE {where}
), lives AS MATERIALIZED (
    SELECT m.id, m.key, m.person_id, m.since, m.position
    FROM people_membership m
    WHERE m.household_id = (SELECT id FROM home) AND m.since <= %(at)s
      AND (m.until IS NULL OR m.until > %(at)s)
), person AS MATERIALIZED (
    SELECT n.id, n.name, n.born, n.telephone FROM people_person n
    WHERE n.id = ANY (ARRAY(SELECT person_id FROM lives))
), signs_in AS MATERIALIZED (
    SELECT c.person_id FROM people_account c
    WHERE c.person_id = ANY (ARRAY(SELECT person_id FROM lives))
), authority AS MATERIALIZED (
    SELECT a.child_id, jsonb_agg(jsonb_build_array(
            a.parent_id, a.guardian_involvement_id, a.guardian_supporter_id, a.source, a.seen_on
        ) ORDER BY a.parent_id, a.id) AS all_of_it
    FROM people_parentalauthority a
    WHERE a.household_id = (SELECT id FROM home) AND a.until IS NULL AND a.has_authority
    GROUP BY a.child_id
), without AS MATERIALIZED (
    SELECT a.child_id, jsonb_agg(a.parent_id ORDER BY a.id) AS all_of_it
    FROM people_parentalauthority a
    WHERE a.household_id = (SELECT id FROM home) AND a.until IS NULL AND NOT a.has_authority
        AND a.parent_id IS NOT NULL
    GROUP BY a.child_id
), represented AS MATERIALIZED (
    SELECT r.member_id, jsonb_agg(jsonb_build_array(
            r.id, r.mandate, r.by_member_id, r.by_involvement_id, r.by_supporter_id, r.alone,
            r.source, r.seen_on, r.since, r.until
        ) ORDER BY r.id) AS all_of_it
    FROM people_representation r
    WHERE r.household_id = (SELECT id FROM home) AND r.ended_at IS NULL GROUP BY r.member_id
), agreed AS MATERIALIZED (
    SELECT y.involvement_id, jsonb_agg(jsonb_build_array(
            y.id, y.kind, y.by_member_id, y.by_involvement_id, y.by_supporter_id, y.way,
            y.given_on, y.withdrawn_on
        ) ORDER BY y.id) AS all_of_it
    FROM people_givenyes y
    WHERE y.household_id = (SELECT id FROM home) GROUP BY y.involvement_id
), helps AS MATERIALIZED (
    SELECT * FROM people_involvement i
    WHERE i.household_id = (SELECT id FROM home) AND i.since <= %(at)s
), leads AS MATERIALIZED (
    SELECT l.professional_id, lower(l.period) AS since, l.accepted FROM coordination_lead l
    WHERE l.household_id = (SELECT id FROM home) AND l.period @> %(at)s
), stands_in AS MATERIALIZED (
    SELECT s.professional_id, upper(s.period) AS until FROM coordination_standin s
    WHERE s.household_id = (SELECT id FROM home) AND s.period @> %(at)s
), asked AS MATERIALIZED (
    SELECT * FROM coordination_leadoffer f
    WHERE f.household_id = (SELECT id FROM home) AND f.answered_at IS NULL
), working AS MATERIALIZED (
    SELECT p.id, p.name, p.function, p.telephone, p.organisation_id FROM people_professional p
    WHERE p.id = ANY (ARRAY(
        SELECT professional_id FROM helps UNION SELECT professional_id FROM leads
        UNION SELECT professional_id FROM stands_in UNION SELECT professional_id FROM asked
        UNION SELECT team_leader_id FROM home UNION SELECT %(me)s::bigint
    ))
), works_for AS MATERIALIZED (
    SELECT o.id, o.name, o.neutral_name FROM people_organisation o
    WHERE o.id = ANY (ARRAY(SELECT organisation_id FROM working))
), professional AS MATERIALIZED (
    SELECT p.id, p.name, p.function, p.telephone, o.name AS organisation, o.neutral_name,
        jsonb_build_object('id', p.id, 'name', p.name, 'function', p.function,
                           'organisation', o.name, 'telephone', p.telephone) AS card
    FROM working p JOIN works_for o ON o.id = p.organisation_id
)
"""
HEAD = f"""{_SETS}
SELECT h.id, h.code, h.name, h.area,
    (SELECT p.card FROM professional p WHERE p.id = h.team_leader_id),
    (SELECT jsonb_build_object('professional', p.card, 'since', l.since, 'accepted', l.accepted)
        FROM leads l JOIN professional p ON p.id = l.professional_id),
    (SELECT jsonb_build_object('professional', p.card, 'until', s.until)
        FROM stands_in s JOIN professional p ON p.id = s.professional_id),
    (SELECT jsonb_build_object('id', f.id, 'professional', p.card, 'offered_at', f.offered_at,
                               'reason', f.reason, 'by', f.offered_by)
        FROM asked f JOIN professional p ON p.id = f.professional_id),
    (SELECT jsonb_agg(jsonb_build_array(
            m.id, m.key, n.id, n.name, n.born, n.telephone, m.since, a.all_of_it,
            EXISTS (SELECT 1 FROM signs_in c WHERE c.person_id = n.id),
            v.all_of_it, w.all_of_it
        ) ORDER BY m.position, m.id)
        FROM lives m JOIN person n ON n.id = m.person_id
        LEFT JOIN authority a ON a.child_id = m.id
        LEFT JOIN represented v ON v.member_id = m.id
        LEFT JOIN without w ON w.child_id = m.id),
    (SELECT jsonb_agg(jsonb_build_array(
            i.id, i.key, p.id, p.name, p.function, p.organisation, p.telephone, i.role, i.purpose,
            i.legal_ground, i.since, i.until, i.shelter_for_id, p.neutral_name,
            i.ground, i.closed_at, y.all_of_it
        ) ORDER BY i.since, i.id)
        FROM helps i JOIN professional p ON p.id = i.professional_id
        LEFT JOIN agreed y ON y.involvement_id = i.id),
    (SELECT jsonb_agg(jsonb_build_array(s.id, s.key, s.name, s.relation, s.telephone, s.since)
        ORDER BY s.id)
        FROM people_supporter s
        WHERE s.household_id = h.id AND s.since <= %(at)s
          AND (s.until IS NULL OR s.until > %(at)s)),
    (SELECT jsonb_agg(jsonb_build_array(
            d.member_id, d.person_id, d.involvement_id, d.supporter_id, d.aspect
        )) FROM plans_shield d
        WHERE d.household_id = h.id AND d.lifted_at IS NULL
          AND d.agreement_id IS NULL AND d.goal_id IS NULL),
    (SELECT p.card FROM professional p WHERE p.id = %(me)s::bigint),
    (SELECT jsonb_build_object('until', e.until, 'reason', e.reason)
        FROM people_emergencyaccess e
        WHERE e.household_id = h.id AND e.professional_id = %(me)s::bigint
          AND e.since <= %(at)s AND e.until > %(at)s
        ORDER BY e.until DESC LIMIT 1),
    EXISTS (SELECT FROM coordination_item t WHERE t.household_id = h.id
        AND t.holder_id = %(me)s::bigint
        AND (t.closed_at IS NULL OR t.closed_at = %(at)s))
    OR EXISTS (SELECT FROM coordination_offer f WHERE f.household_id = h.id
        AND f.to_id = %(me)s::bigint AND (f.answered_at IS NULL OR f.answered_at = %(at)s))
    OR EXISTS (SELECT FROM coordination_commission c WHERE c.household_id = h.id
        AND c.carried_out_by_id = %(me)s::bigint)
FROM home h
"""  # noqa: S608 - fixed parts


def head_of(work: Work, code: str) -> Head:
    """Return the household with this code, as it is at the moment of the work.

    Raises UnknownHouseholdError when it is not there, or not within the actor's scope.
    """
    return _head(work, "h.code = %(code)s", {"code": code})


def head_by_id(work: Work, household: int) -> Head:
    """Return the household with this number; raises UnknownHouseholdError as `head_of` does."""
    return _head(work, "h.id = %(household)s", {"household": household})


def heads_of(work: Work, households: Sequence[int]) -> dict[int, Head]:
    """Return the heads of these households by number; those that are not there are left out."""
    heads = {}
    for number in households:
        with suppress(UnknownHouseholdError):
            heads[number] = head_by_id(work, number)
    return heads


def _head(work: Work, where: str, values: Mapping[str, str | int]) -> Head:
    with connection.cursor() as cursor:
        known = {"at": work.at, "me": work.actor.professional}
        cursor.execute(HEAD.format(where=where), {**values, **known})
        row = cursor.fetchone()
    if row is None:
        raise UnknownHouseholdError
    return _read(work, row)


def _read(work: Work, row: tuple[Any, ...]) -> Head:
    number, code, name, area, *found, holds = row
    team_leader, lead, stand_in, asked, *people, me, emergency = (parsed(one) for one in found)
    members, involvements, supporters, shields = (one or [] for one in people)
    leading = lead and Leading(
        ProfessionalRow(**lead["professional"]),
        datetime.fromisoformat(lead["since"]),
        lead["accepted"],
    )
    standing = stand_in and Standing(
        ProfessionalRow(**stand_in["professional"]), _moment(stand_in["until"])
    )
    offered = asked and Asked(
        asked["id"],
        ProfessionalRow(**asked["professional"]),
        datetime.fromisoformat(asked["offered_at"]),
        asked["reason"],
        asked["by"],
    )
    member_rows = tuple(_member(one) for one in members)
    involvement_rows = tuple(_involvement(one) for one in involvements)
    chief = ProfessionalRow(**team_leader)
    part = _own_part(work, involvement_rows)
    facts = _facts(work, member_rows, part, (leading, standing, chief))
    asked_me = bool(offered) and offered.professional.id == work.actor.professional
    facts = replace(facts, asked=asked_me, emergency=bool(emergency), holds=bool(holds))
    supporter_rows = tuple(_supporter(one) for one in supporters)
    if any(one.id == work.actor.supporter for one in supporter_rows):
        facts = replace(facts, supporter=work.actor.supporter)
    whole = Whole(member_rows, involvement_rows, supporter_rows)
    head = Head(
        number,
        code,
        name,
        area,
        chief,
        leading,
        standing,
        offered,
        member_rows,
        involvement_rows,
        supporter_rows,
        facts,
        None if part is None else part.id,
        work.at,
        whole,
        None if work.actor.guest is None else work.actor.guest.agreement,
        me and ProfessionalRow(**me),
        emergency and Emergency(datetime.fromisoformat(emergency["until"]), emergency["reason"]),
    )
    return as_seen(head, tuple(PersonShield(*one) for one in shields))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _member(row: list[Any]) -> MemberRow:
    number, key, person, name, born, telephone, since, authority, has_account, *more = row
    represented, without = more
    return MemberRow(
        number,
        key,
        person,
        name,
        date.fromisoformat(born) if born else None,
        telephone,
        datetime.fromisoformat(since),
        tuple(_authority(one) for one in authority or ()),
        has_account,
        tuple(_representation(one) for one in represented or ()),
        tuple(without or ()),
    )


def _representation(row: list[Any]) -> RepresentationRow:
    number, mandate, member, involvement, supporter, alone, source, seen_on, since, until = row
    return RepresentationRow(
        number,
        Mandate(mandate),
        member,
        involvement,
        supporter,
        alone,
        Source(source),
        _day(seen_on),
        date.fromisoformat(since),
        _day(until),
    )


def _yes(row: list[Any]) -> YesRow:
    number, kind, member, involvement, supporter, way, given_on, withdrawn_on = row
    return YesRow(
        number,
        YesKind(kind),
        member,
        involvement,
        supporter,
        YesWay(way),
        date.fromisoformat(given_on),
        _day(withdrawn_on),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _authority(row: list[Any]) -> AuthorityRow:
    parent, involvement, supporter, source, seen_on = row
    return AuthorityRow(
        parent,
        involvement,
        supporter,
        Source(source) if source else None,
        date.fromisoformat(seen_on) if seen_on else None,
    )


def _involvement(row: list[Any]) -> InvolvementRow:
    number, key, professional, name, function, organisation, telephone, *part = row
    role, purpose, legal_ground, since, until, shelter_for, neutral, ground, closed_at, yeses = part
    return InvolvementRow(
        number,
        key,
        professional,
        name,
        function,
        organisation,
        telephone,
        InvolvementRole(role),
        purpose,
        legal_ground,
        datetime.fromisoformat(since),
        _moment(until),
        ground,
        _moment(closed_at),
        tuple(_yes(one) for one in yeses or ()),
        shelter_for,
        neutral,
    )


def _supporter(row: list[Any]) -> SupporterRow:
    number, key, name, relation, telephone, since = row
    return SupporterRow(number, key, name, relation, telephone, datetime.fromisoformat(since))


def _own_part(work: Work, involvements: tuple[InvolvementRow, ...]) -> InvolvementRow | None:
    """Return by which involvement the actor helps now."""
    if (guest := work.actor.guest) is not None:
        asked = (one for one in involvements if one.id == guest.involvement)
        return next((one for one in asked if one.is_current(work.at)), None)
    me = work.actor.professional
    if me is None:
        return None
    mine = (one for one in involvements if one.professional == me and one.is_open(work.at))
    return next(mine, None)


def _facts(
    work: Work,
    members: tuple[MemberRow, ...],
    part: InvolvementRow | None,
    chiefs: tuple[Leading | None, Standing | None, ProfessionalRow],
) -> HouseholdFacts:
    actor = work.actor
    leading, standing, team_leader = chiefs
    own = next((one for one in members if one.person == actor.person), None)
    known = actor.professional is not None
    return HouseholdFacts(
        involvement=part.role if part is not None else None,
        member=own.id if own is not None and actor.person is not None else None,
        age=own.age(work.today) if own is not None else None,
        leads=known and leading is not None and leading.professional.id == actor.professional,
        stands_in=known and standing is not None and standing.professional.id == actor.professional,
        team_leader=known and team_leader.id == actor.professional,
    )
