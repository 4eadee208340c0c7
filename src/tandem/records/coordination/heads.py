"""The head of a household: who lives there, who leads, who helps, and what ties the actor to it.

Every page of a household starts with it, so it is one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from tandem.core.access import HouseholdFacts, InvolvementRole
from tandem.records.people.rows import (
    AuthorityRow,
    InvolvementRow,
    MemberRow,
    ProfessionalRow,
    Source,
    SupporterRow,
)
from tandem.records.raw import parsed
from tandem.records.work import Work, local_day


class UnknownHouseholdError(LookupError):
    """There is no household under this code within the actor's scope."""


@dataclass(frozen=True, slots=True)
class Leading:
    """Who leads: a professional, since when, and whether he or she accepted."""

    professional: ProfessionalRow
    since: datetime
    accepted: bool
    """False for the team leader who leads until somebody accepts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands in for the lead, until when."""

    professional: ProfessionalRow
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is asked to lead and did not answer yet."""

    id: int
    professional: ProfessionalRow
    offered_at: datetime
    reason: str
    by: int
    """The account of who asked."""


@dataclass(frozen=True, slots=True)
class Head:
    """A household at the moment of asking."""

    id: int
    code: str
    name: str
    area: str
    team_leader: ProfessionalRow
    lead: Leading | None
    """None only for a household that is not on the one-plan track."""
    stand_in: Standing | None
    asked: Asked | None
    members: tuple[MemberRow, ...]
    helpers: tuple[InvolvementRow, ...]
    """Everybody who is or was involved: agreements may still name who is no longer."""
    supporters: tuple[SupporterRow, ...]
    facts: HouseholdFacts
    at: datetime

    @property
    def leader(self) -> ProfessionalRow:
        """Whom to call: who stands in, who leads, or else the team leader of the area."""
        if self.stand_in is not None:
            return self.stand_in.professional
        return self.lead.professional if self.lead is not None else self.team_leader

    @property
    def today(self) -> date:
        """The day of asking, where the household lives."""
        return local_day(self.at)

    @property
    def involved(self) -> tuple[InvolvementRow, ...]:
        """Who is involved at this moment."""
        return tuple(one for one in self.helpers if one.is_current(self.at))

    def member(self, membership: int) -> MemberRow | None:
        """Return a member by membership; None when there is none now."""
        return next((one for one in self.members if one.id == membership), None)


# People, professionals and organisations are each read once, as a set: one by one, each would be
# looked up from the root of its index, and the more households there are the deeper that is.
_SETS = """
WITH home AS MATERIALIZED (
    SELECT h.id, h.code, h.name, w.name AS area, w.team_leader_id
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
    WHERE a.household_id = (SELECT id FROM home) AND a.until IS NULL GROUP BY a.child_id
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
        UNION SELECT team_leader_id FROM home
    ))
), works_for AS MATERIALIZED (
    SELECT o.id, o.name FROM people_organisation o
    WHERE o.id = ANY (ARRAY(SELECT organisation_id FROM working))
), professional AS MATERIALIZED (
    SELECT p.id, p.name, p.function, p.telephone, o.name AS organisation,
        jsonb_build_object('id', p.id, 'name', p.name, 'function', p.function,
                           'organisation', o.name, 'telephone', p.telephone) AS card
    FROM working p JOIN works_for o ON o.id = p.organisation_id
)
"""
_SQL = f"""{_SETS}
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
            EXISTS (SELECT 1 FROM signs_in c WHERE c.person_id = n.id)
        ) ORDER BY m.position, m.id)
        FROM lives m JOIN person n ON n.id = m.person_id
        LEFT JOIN authority a ON a.child_id = m.id),
    (SELECT jsonb_agg(jsonb_build_array(
            i.id, i.key, p.id, p.name, p.function, p.organisation, p.telephone, i.role, i.purpose,
            i.legal_ground, i.since, i.until
        ) ORDER BY i.since, i.id)
        FROM helps i JOIN professional p ON p.id = i.professional_id),
    (SELECT jsonb_agg(jsonb_build_array(s.id, s.key, s.name, s.relation, s.telephone, s.since)
        ORDER BY s.id)
        FROM people_supporter s
        WHERE s.household_id = h.id AND s.since <= %(at)s
          AND (s.until IS NULL OR s.until > %(at)s))
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
        cursor.execute(_SQL.format(where=where), {**values, "at": work.at})
        row = cursor.fetchone()
    if row is None:
        raise UnknownHouseholdError
    return _read(work, row)


def _read(work: Work, row: tuple[Any, ...]) -> Head:
    number, code, name, area, *found = row
    team_leader, lead, stand_in, asked, *people = (parsed(one) for one in found)
    members, involvements, supporters = (one or [] for one in people)
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
    facts = _facts(work, member_rows, involvement_rows, (leading, standing, chief))
    if offered and offered.professional.id == work.actor.professional:
        facts = replace(facts, asked=True)
    return Head(
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
        tuple(_supporter(one) for one in supporters),
        facts,
        work.at,
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _member(row: list[Any]) -> MemberRow:
    number, key, person, name, born, telephone, since, authority, has_account = row
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
    )


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
    role, purpose, ground, since, until = part
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
        ground,
        datetime.fromisoformat(since),
        _moment(until),
    )


def _supporter(row: list[Any]) -> SupporterRow:
    number, key, name, relation, telephone, since = row
    return SupporterRow(number, key, name, relation, telephone, datetime.fromisoformat(since))


def _facts(
    work: Work,
    members: tuple[MemberRow, ...],
    involvements: tuple[InvolvementRow, ...],
    chiefs: tuple[Leading | None, Standing | None, ProfessionalRow],
) -> HouseholdFacts:
    actor = work.actor
    leading, standing, team_leader = chiefs
    own = next((one for one in members if one.person == actor.person), None)
    part = next(
        (
            one
            for one in involvements
            if one.professional == actor.professional and one.is_current(work.at)
        ),
        None,
    )
    known = actor.professional is not None
    return HouseholdFacts(
        involvement=part.role if part is not None and known else None,
        member=own.id if own is not None and actor.person is not None else None,
        age=own.age(work.today) if own is not None else None,
        leads=known and leading is not None and leading.professional.id == actor.professional,
        stands_in=known and standing is not None and standing.professional.id == actor.professional,
        team_leader=known and team_leader.id == actor.professional,
    )
