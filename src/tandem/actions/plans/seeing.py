"""A case as the actor sees it: what is shielded left out, what is closed only "busy"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tandem.actions.households import Case, sight_of, sight_with
from tandem.core.access import Seen, Sight, as_seen_by
from tandem.core.model import Agreement, Household, Professional
from tandem.records.coordination.heads import Head
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementRow, AnswerRow, GoalRow, PersonRef, PlanRow
from tandem.records.work import Work

BUSY = "Bezet"
"""What is said of an agreement of which only that and when is seen; pages translate it."""


def seen_case(work: Work, head: Head, busy: str = BUSY) -> Case:
    """Return a household with its plan as the actor sees it, to be looked at.

    What is shielded from the actor is left out before anything is worked out of it.
    """
    plan = plan_of(work, head.id)
    return seen_with(Case(head, plan), sight_of(head, plan), busy)


def seen_with(whole: Case, sight: Sight, busy: str = BUSY) -> Case:
    """Return a case as it is seen with this sight."""
    if sight.is_whole:
        return whole
    seen = as_seen_by(whole.core(), sight, busy)
    veil = _Veil(whole, seen, whole.everybody.refs())
    rows = [
        _busy(row, veil.agreements[seen.names[row.key]], veil.ask, busy)
        if row.key in seen.sight.busy
        else veil.agreement(row)
        for row in whole.plan.agreements
        if veil.keeps(row)
    ]
    plan = replace(
        whole.plan,
        agreements=tuple(rows),
        goals=veil.goals(),
        parts=tuple(one for one in whole.plan.parts if one.key in veil.parts),
        circumstances=tuple(
            one for one in whole.plan.circumstances if PersonRef(member=one.member) not in veil.out
        ),
        accounts=seen.household.accounts,
        places=seen.household.places,
        shields=(),
        depths=(),
    )
    return Case(whole.head, plan, _named(whole.head, seen.household), seen.sight)


def _named(head: Head, household: Household) -> Household:
    """Return a household with everybody called as the viewer may read it."""
    if head.sees_everybody:
        return household
    people = {one.key: one for one in head.helpers}
    return replace(
        household,
        professionals=tuple(
            Professional(one.id, row.name, row.function, row.organisation, row.telephone)
            if (row := people.get(one.id)) is not None
            else one
            for one in household.professionals
        ),
    )


class _Veil:
    """What is left of the rows of a plan, for a viewer."""

    def __init__(self, whole: Case, seen: Seen, refs: Mapping[str, PersonRef]) -> None:
        self.plan, self.seen = whole.plan, seen
        self.agreements = {one.id: one for one in seen.household.agreements}
        self.out = {refs[key] for key in seen.sight.people if key in refs}
        self.ask = refs.get(seen.sight.ask) or refs.get(seen.sight.viewer)
        self.parts = {one.id for one in seen.household.parts}
        known = {one.id for one in self.plan.parts if one.key in self.parts}
        self._part_numbers = known
        self._goals = {one.id for one in self.plan.goals if not self._is_gone(one)}

    def keeps(self, row: AgreementRow) -> bool:
        """Whether an agreement is seen: also one that is no longer of anybody who lives here."""
        if row.key in self.seen.sight.busy:
            return row.key in self.seen.names
        if row.key in self.agreements:
            return True
        names = {row.owner, PersonRef(involvement=row.decided_by)}
        names |= {PersonRef(member=one) for one in row.members}
        return row.key not in self.seen.sight.hidden and not names & self.out

    def agreement(self, row: AgreementRow) -> AgreementRow:
        """Return an agreement without whom, what and where the viewer does not see."""
        core = self.agreements.get(row.key)
        decider = PersonRef(involvement=row.decided_by)
        same = core is None or core.form == row.form
        return replace(
            row,
            goal=row.goal if row.goal in self._goals else None,
            part=row.part if row.part in self._part_numbers else None,
            owner=row.owner if row.owner not in self.out else (self.ask or row.owner),
            decided_by=None if decider in self.out else row.decided_by,
            members=tuple(one for one in row.members if not self._is_out(one)),
            form=row.form if core is None else core.form,
            alternatives=row.alternatives if core is None else core.alternatives,
            unknown=row.unknown if core is None else core.unknown,
            line=row.line if same else "",
            answers=self.answers(row.answers),
        )

    def answers(self, answers: Iterable[AnswerRow]) -> tuple[AnswerRow, ...]:
        """Return the answers of whom the viewer knows, for whom the viewer knows."""
        return tuple(
            one
            for one in answers
            if one.by not in self.out
            and not (one.for_member is not None and self._is_out(one.for_member))
        )

    def goals(self) -> tuple[GoalRow, ...]:
        """Return the goals that are seen, numbered on without a gap."""
        gone = [one.position for one in self.plan.goals if one.id not in self._goals]
        return tuple(
            replace(
                one,
                part=one.part if one.part in self._part_numbers else None,
                members=tuple(who for who in one.members if not self._is_out(who)),
                position=_moved_up(one.position, gone),
            )
            for one in self.plan.goals
            if one.id in self._goals
        )

    def _is_gone(self, goal: GoalRow) -> bool:
        own = goal.members and all(self._is_out(one) for one in goal.members)
        return bool(own) or goal.key in self.seen.sight.goals

    def _is_out(self, member: int) -> bool:
        return PersonRef(member=member) in self.out


def _moved_up(position: int | None, gone: Iterable[int | None]) -> int | None:
    if position is None:
        return None
    return position - sum(one is not None and one < position for one in gone)


def _busy(row: AgreementRow, seen: Agreement, ask: PersonRef | None, busy: str) -> AgreementRow:
    """Return a row that tells only that and when."""
    return replace(
        row,
        key=seen.id,
        title=busy,
        kind=seen.kind,
        goal=None,
        part=None,
        owner=ask or row.owner,
        decided_by=None,
        mandatory=None,
        form=seen.form,
        alternatives=(),
        unknown=(),
        line="",
        answers=(),
    )


# --- who sees what --------------------------------------------------------------------------


def sight_of_member(head: Head, plan: PlanRow, member: int) -> Sight:
    """Return what is shielded from a member; for who leads, to see how the plan is for her."""
    own = next((one.key for one in head.members if one.id == member), "")
    return sight_with(head, plan, [one for one in plan.shields if one.member == member], own)


def sight_at_the_table(head: Head, plan: PlanRow) -> Sight:
    """Return what everybody who may sit at the table sees: the least that anybody does."""
    closed = {one.part for one in plan.depths if one.opened_to is None}
    busy = frozenset(row.key for row in plan.agreements if row.part in closed)
    sight = sight_with(head, plan, plan.shields)
    return replace(sight, viewer="", busy=busy - sight.hidden)


def narrower(one: Sight, other: Sight) -> Sight:
    """Return what is seen with both; what asks something of either viewer stays."""
    hidden = one.hidden | other.hidden
    return Sight(
        hidden,
        (one.busy | other.busy) - hidden,
        one.ask or other.ask,
        one.viewer or other.viewer,
        one.people | other.people,
        one.goals | other.goals,
        one.places | other.places,
        veiled=one.veiled or other.veiled,
    )
