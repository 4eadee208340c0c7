"""Import a household file: all of it or nothing.

The plans that professionals brought come in as parts of the one plan; never as a sixth plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.people.open_household import Opened, Opening, open_household
from tandem.core.access import Action, InvolvementRole
from tandem.core.model import Agreement as CoreAgreement
from tandem.core.model import Goal as CoreGoal
from tandem.core.model import Household as CoreHousehold
from tandem.core.model import Professional as CoreProfessional
from tandem.formats.rulebase import ground_of
from tandem.records.ids import allocate
from tandem.records.people.models import (
    Involvement,
    Membership,
    Organisation,
    Professional,
    Supporter,
)
from tandem.records.people.persons import NewPerson, add_persons
from tandem.records.plans import codec
from tandem.records.plans.models import (
    Agreement,
    AgreementMember,
    Circumstances,
    Goal,
    GoalMember,
    Part,
    Plan,
)
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work

UNNAMED_ORGANISATION = "?"


@dataclass(frozen=True, slots=True)
class Import:
    """What is needed beside the file itself."""

    household: CoreHousehold
    area: int
    reason: str
    legal_ground: str
    purpose: str = ""
    roles: Mapping[str, InvolvementRole] = field(default_factory=dict)
    """Roles by short name; who is not named decides, as consultant, or else provides."""
    grounds: Mapping[str, str] = field(default_factory=dict)
    """Legal grounds by short name; who is not named has the one above."""


@dataclass(slots=True)
class _Keys:
    """The rows that the short names of the file point at."""

    people: dict[str, PersonRef] = field(default_factory=dict)
    goals: dict[str, int] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)

    def member(self, key: str) -> int:
        number = self.people[key].member
        assert number is not None  # noqa: S101 - the reader of the file checked every reference
        return number


def import_household(work: Work, wanted: Import) -> Opened:
    """Open a household and write the whole plan of a household file; return the household.

    Raises NotAllowedError and InvalidError; then nothing was written.
    """
    require(work.actor, Action.IMPORT_HOUSEHOLD)
    core = wanted.household
    professionals = _professionals(core.professionals)
    mine = [key for key, number in professionals.items() if number == work.actor.professional]
    opened = open_household(work, _opening(wanted, mine[0] if mine else _free_key(core)))
    keys = _Keys()
    _write_members(work, opened.id, core, keys)
    _write_helpers(work, opened.id, wanted, professionals, keys)
    _write_supporters(work, opened.id, core, keys)
    _write_parts_and_goals(opened.id, core, keys)
    _write_agreements(work, opened.id, core, keys)
    Plan.objects.filter(household_id=opened.id).update(
        accounts=codec.ACCOUNTS.to_json(core.accounts),
        region=core.region.value if core.region else "",
        places=codec.PLACES.to_json(core.places),
    )
    work.event(
        "imported",
        household=opened.id,
        subject="household",
        subject_id=opened.id,
        goals=len(core.goals),
        agreements=len(core.agreements),
    )
    return opened


def _opening(wanted: Import, key: str) -> Opening:
    core = wanted.household
    return Opening(
        name=core.name,
        area=wanted.area,
        reason=wanted.reason,
        purpose=wanted.purpose or wanted.reason,
        legal_ground=wanted.grounds.get(key, wanted.legal_ground),
        key=key,
        horizon_start=core.horizon.start,
        horizon_weeks=core.horizon.weeks,
        grid=core.grid,
    )


def _free_key(core: CoreHousehold) -> str:
    taken = {one.id for group in (core.members, core.professionals, core.network) for one in group}
    if len(taken) > 500:
        raise InvalidError(Problem("file", "There are too many people in this file."))
    return next(key for key in ("opener", *(f"opener-{n}" for n in range(501))) if key not in taken)


def _professionals(wanted: Iterable[CoreProfessional]) -> Mapping[str, int]:
    """Return the professional of each short name; who is not known yet is added."""
    found: dict[str, int] = {}
    for one in wanted:
        organisation, _ = Organisation.objects.get_or_create(
            name=one.organisation or UNNAMED_ORGANISATION
        )
        known = Professional.objects.filter(name=one.name, organisation=organisation).first()
        row = known or Professional.objects.create(
            name=one.name,
            organisation=organisation,
            function=one.role,
            telephone=one.telephone,
        )
        found[one.id] = row.pk
    return found


def _write_members(work: Work, household: int, core: CoreHousehold, keys: _Keys) -> None:
    persons = add_persons([NewPerson(one.name, one.born) for one in core.members])
    numbers = allocate(Membership, len(core.members))
    memberships, circumstances = [], []
    for position, (member, person) in enumerate(zip(core.members, persons, strict=True)):
        number = next(numbers)
        keys.people[member.id] = PersonRef(member=number)
        memberships.append(
            Membership(
                pk=number,
                household_id=household,
                person_id=person,
                key=member.id,
                position=position,
                since=work.at,
            )
        )
        circumstances.append(
            Circumstances(
                household_id=household,
                member_id=number,
                question=member.question,
                asked_on=work.today if member.question else None,
                contacts_a_week=member.contacts_a_week,
                statuses=codec.STATUSES.to_json(member.statuses),
                away=codec.AWAY.to_json(member.away),
            )
        )
    Membership.objects.bulk_create(memberships)
    Circumstances.objects.bulk_create(circumstances)


def _write_helpers(
    work: Work, household: int, wanted: Import, professionals: Mapping[str, int], keys: _Keys
) -> None:
    """Involve every professional of the file; the opener is involved already."""
    deciders = {one.decided_by for one in wanted.household.agreements if one.decided_by}
    opener = Involvement.objects.get(household_id=household)
    keys.people[opener.key] = PersonRef(involvement=opener.pk)
    missing = {key: number for key, number in professionals.items() if key != opener.key}
    rows = []
    titles = {part.by: part.title for part in wanted.household.parts}
    for key, number in missing.items():
        usual = InvolvementRole.CONSULTANT if key in deciders else InvolvementRole.PROVIDER
        rows.append(
            Involvement(
                household_id=household,
                professional_id=number,
                key=key,
                role=wanted.roles.get(key, usual).value,
                purpose=titles.get(key) or wanted.purpose or wanted.reason,
                legal_ground=wanted.grounds.get(key, wanted.legal_ground),
                ground=_ground_id(wanted.grounds.get(key, wanted.legal_ground)),
                since=work.at,
            )
        )
    for row in Involvement.objects.bulk_create(rows):
        keys.people[row.key] = PersonRef(involvement=row.pk)


def _ground_id(recorded: str) -> str:
    """Return a ground by its short name; empty for one in somebody's own words."""
    ground = ground_of(recorded)
    return "" if ground is None else ground.id


def _write_supporters(work: Work, household: int, core: CoreHousehold, keys: _Keys) -> None:
    rows = [
        Supporter(
            household_id=household,
            key=one.id,
            name=one.name,
            relation=one.relation,
            telephone=one.telephone,
            since=work.at,
        )
        for one in core.network
    ]
    for row in Supporter.objects.bulk_create(rows):
        keys.people[row.key] = PersonRef(supporter=row.pk)


def _write_parts_and_goals(household: int, core: CoreHousehold, keys: _Keys) -> None:
    parts = []
    for one in core.parts:
        by = keys.people[one.by]
        parts.append(
            Part(
                household_id=household,
                key=one.id,
                title=one.title,
                by_involvement_id=by.involvement,
                by_member_id=by.member,
                by_supporter_id=by.supporter,
            )
        )
    for part in Part.objects.bulk_create(parts):
        keys.parts[part.key] = part.pk
    goals = [_goal(household, one, core, keys) for one in core.goals]
    for goal in Goal.objects.bulk_create(goals):
        keys.goals[goal.key] = goal.pk
    GoalMember.objects.bulk_create(
        GoalMember(household_id=household, goal_id=keys.goals[one.id], member_id=keys.member(key))
        for one in core.goals
        for key in one.members
    )


def _goal(household: int, one: CoreGoal, core: CoreHousehold, keys: _Keys) -> Goal:
    ordered = one.id in core.priorities
    return Goal(
        household_id=household,
        key=one.id,
        text=one.text,
        own_words=one.own_words,
        part_id=keys.parts[one.part] if one.part else None,
        position=core.priorities.index(one.id) + 1 if ordered else None,
    )


def _write_agreements(work: Work, household: int, core: CoreHousehold, keys: _Keys) -> None:
    numbers = allocate(Agreement, len(core.agreements))
    rows, members = [], []
    for one in core.agreements:
        number = next(numbers)
        rows.append(_agreement(work, household, number, one, keys))
        members += [
            AgreementMember(
                household_id=household,
                agreement_id=number,
                member_id=keys.member(key),
                position=position,
            )
            for position, key in enumerate(one.members)
        ]
    Agreement.objects.bulk_create(rows)
    AgreementMember.objects.bulk_create(members)
    for row in rows:
        work.event(
            "added", household=household, subject="agreement", subject_id=row.pk, key=row.key
        )


def _agreement(
    work: Work, household: int, number: int, one: CoreAgreement, keys: _Keys
) -> Agreement:
    owner = keys.people[one.owner]
    return Agreement(
        pk=number,
        household_id=household,
        key=one.id,
        title=one.title,
        kind=one.kind,
        goal_id=keys.goals[one.goal] if one.goal else None,
        part_id=keys.parts[one.part] if one.part else None,
        owner_involvement_id=owner.involvement,
        owner_member_id=owner.member,
        owner_supporter_id=owner.supporter,
        decided_by_id=keys.people[one.decided_by].involvement if one.decided_by else None,
        state=one.state.value,
        mandatory_basis=one.mandatory.basis.value if one.mandatory else "",
        mandatory_text=one.mandatory.text if one.mandatory else "",
        protected=one.protected,
        form=codec.FORM.to_json(one.form),
        alternatives=codec.ALTERNATIVES.to_json(one.alternatives),
        unknown=codec.UNKNOWN.to_json(one.unknown),
        created_at=work.at,
        changed_at=work.at,
    )
