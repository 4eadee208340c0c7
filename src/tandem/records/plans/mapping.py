"""From the records to the core's household, which is what the plan check reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem.core.model import (
    Agreement,
    Goal,
    Horizon,
    Household,
    Member,
    Part,
    Professional,
    Supporter,
)
from tandem.records.people.rows import InvolvementRow, MemberRow, SupporterRow
from tandem.records.plans.rows import AgreementRow, GoalRow, PartRow, PersonRef, PlanRow


@dataclass(frozen=True, slots=True)
class Everybody:
    """Who lives in a household and who helps, as rows, with the short name of each."""

    members: Sequence[MemberRow]
    involvements: Sequence[InvolvementRow]
    supporters: Sequence[SupporterRow]

    def keys(self) -> Mapping[PersonRef, str]:
        """Return the short name of everybody an agreement may point at."""
        return (
            {PersonRef(member=one.id): one.key for one in self.members}
            | {PersonRef(involvement=one.id): one.key for one in self.involvements}
            | {PersonRef(supporter=one.id): one.key for one in self.supporters}
        )

    def refs(self) -> Mapping[str, PersonRef]:
        """Return whom each short name points at."""
        return {key: ref for ref, key in self.keys().items()}


def to_core(
    code: str, name: str, plan: PlanRow, everybody: Everybody, lead: str | None = None
) -> Household:
    """Return the household with its plan as the plan check knows it.

    `lead` is the short name of who leads. Whoever is no longer involved and still answers for an
    agreement keeps its short name, so that the agreement is not lost from the check.
    """
    keys = everybody.keys()
    # A goal that is done or given up is not in the plan any more; its agreements stay.
    goals = {goal.id: goal.key for goal in plan.goals if goal.is_open}
    parts = {part.id: part.key for part in plan.parts}
    circumstances = {one.member: one for one in plan.circumstances}
    members = []
    for row in everybody.members:
        known = circumstances.get(row.id)
        members.append(
            Member(
                id=row.key,
                name=row.name,
                born=row.born,
                question=known.question if known else "",
                contacts_a_week=known.contacts_a_week if known else None,
                statuses=known.statuses if known else (),
                away=known.away if known else (),
            )
        )
    return Household(
        id=code,
        name=name,
        horizon=Horizon(plan.horizon_start, plan.horizon_weeks),
        members=tuple(members),
        agreements=tuple(
            _agreement(one, keys, goals, parts) for one in plan.agreements if _is_whole(one, keys)
        ),
        professionals=tuple(
            Professional(one.key, one.name, one.function, one.organisation, one.telephone)
            for one in everybody.involvements
        ),
        network=tuple(
            Supporter(one.key, one.name, one.relation, one.telephone)
            for one in everybody.supporters
        ),
        lead=lead,
        parts=tuple(_part(one, keys) for one in plan.parts),
        goals=tuple(_goal(one, keys, parts) for one in plan.goals if one.is_open),
        priorities=tuple(one.key for one in plan.goals if one.is_open and one.position),
        accounts=plan.accounts,
        grid=plan.grid,
        region=plan.region,
        places=plan.places,
    )


def _is_whole(row: AgreementRow, keys: Mapping[PersonRef, str]) -> bool:
    """Whether a member it concerns still lives here: what concerned only who left is over."""
    return not row.members or any(PersonRef(member=one) in keys for one in row.members)


def _agreement(
    row: AgreementRow,
    keys: Mapping[PersonRef, str],
    goals: Mapping[int, str],
    parts: Mapping[int, str],
) -> Agreement:
    return Agreement(
        id=row.key,
        title=row.title,
        kind=row.kind,
        owner=keys.get(row.owner, "?"),
        form=row.form,
        members=tuple(
            keys[PersonRef(member=one)] for one in row.members if PersonRef(member=one) in keys
        ),
        goal=goals.get(row.goal) if row.goal else None,
        part=parts.get(row.part) if row.part else None,
        decided_by=keys.get(PersonRef(involvement=row.decided_by)) if row.decided_by else None,
        state=row.state,
        mandatory=row.mandatory,
        protected=row.protected,
        alternatives=row.alternatives,
        unknown=row.unknown,
    )


def _part(row: PartRow, keys: Mapping[PersonRef, str]) -> Part:
    return Part(row.key, row.title, keys.get(row.by, "?"))


def _goal(row: GoalRow, keys: Mapping[PersonRef, str], parts: Mapping[int, str]) -> Goal:
    return Goal(
        id=row.key,
        text=row.text,
        members=tuple(
            keys[PersonRef(member=one)] for one in row.members if PersonRef(member=one) in keys
        ),
        part=parts.get(row.part) if row.part else None,
        own_words=row.own_words,
    )
