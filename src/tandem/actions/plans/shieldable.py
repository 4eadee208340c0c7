"""What can be shielded from a member: of each, who may do so, and of whom it asks something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tandem.actions.households import Case, agreement_facts
from tandem.core.access import Action, Actor, AgreementFacts, Facts, may
from tandem.records.coordination.heads import Head
from tandem.records.plans.rows import AgreementRow, GoalRow, PersonRef, ShieldRow


class ShieldKind(StrEnum):
    """What is shielded."""

    AGREEMENT = "agreement"
    PLACE = "place"
    """Only where an agreement is."""
    GOAL = "goal"
    MEMBER = "member"
    """Somebody who lives there, and everything that names that person."""
    HELPER = "helper"
    SUPPORTER = "supporter"
    TELEPHONE = "telephone"
    """Only how somebody can be reached."""


OF_AGREEMENTS = frozenset({ShieldKind.AGREEMENT, ShieldKind.PLACE})
_COLUMNS = {"member": "person_id", "involvement": "involvement_id", "supporter": "supporter_id"}


@dataclass(frozen=True, slots=True)
class Shieldable:
    """Something that can be shielded, as the actor meets it."""

    kind: ShieldKind
    key: str
    name: str
    subject: str
    """What events call it."""
    number: int
    columns: Mapping[str, int | str]
    """How a shield points at it."""
    facts: Facts
    asks: frozenset[int] = field(default=frozenset())
    """Members whom it asks something, or who are it: from them it cannot be shielded."""
    leads: bool = False
    """Whether it is who leads, stands in or is called otherwise: that nobody may miss."""

    def is_of(self, shield: ShieldRow) -> bool:
        """Whether a shield is of this."""
        return all(
            getattr(shield, name.removesuffix("_id")) == value
            for name, value in self.columns.items()
        )


def shieldables(case: Case) -> Iterator[Shieldable]:
    """Return everything that the actor knows of and that can be shielded from somebody."""
    for row in case.plan.agreements:
        if row.key not in case.sight.hidden | case.sight.busy:
            yield from _of_agreement(case, row)
    for goal in case.plan.goals:
        if goal.is_open and goal.key not in case.sight.goals:
            yield _of_goal(case, goal)
    yield from _people(case.head)


def may_shield(actor: Actor, case: Case) -> list[Shieldable]:
    """Return what the actor may shield from somebody."""
    return [one for one in shieldables(case) if may(actor, Action.SHIELD, one.facts)]


def shieldable(case: Case, kind: ShieldKind, key: str) -> Shieldable | None:
    """Return what has this short name; None when there is nothing the actor knows of."""
    found = (one for one in shieldables(case) if one.kind is kind and one.key == key)
    return next(found, None)


def _of_agreement(case: Case, row: AgreementRow) -> Iterator[Shieldable]:
    facts = agreement_facts(case.head, row)
    owner = () if row.owner.member is None else (row.owner.member,)
    asks = frozenset((*row.members, *owner))
    point: dict[str, int | str] = {"agreement_id": row.id}
    whole = {**point, "aspect": ""}
    yield Shieldable(
        ShieldKind.AGREEMENT, row.key, row.title, "agreement", row.id, whole, facts, asks
    )
    if any(session.place for session in row.form.demands.sessions):
        place = {**point, "aspect": ShieldKind.PLACE.value}
        yield Shieldable(
            ShieldKind.PLACE, row.key, row.title, "agreement", row.id, place, facts, asks
        )


def _of_goal(case: Case, goal: GoalRow) -> Shieldable:
    head = case.head
    part = next((one for one in case.plan.parts if one.id == goal.part), None)
    brought = part is not None and head.own_part is not None
    owns = head.facts.member in goal.members or (
        brought and part is not None and part.by.involvement == head.own_part
    )
    return Shieldable(
        ShieldKind.GOAL,
        goal.key,
        goal.own_words or goal.text,
        "goal",
        goal.id,
        {"goal_id": goal.id, "aspect": ""},
        _facts(head, owns=owns),
        frozenset(goal.members),
    )


def _people(head: Head) -> Iterator[Shieldable]:
    """Return people: who leads shields them, and everybody the own number."""
    called = _called(head)
    for one in head.members:
        own = one.id == head.facts.member
        yield from _person(
            head, ShieldKind.MEMBER, PersonRef(member=one.id), (one.key, one.name), (False, own)
        )
    for helper in head.involved:
        own = helper.id == head.own_part
        yield from _person(
            head,
            ShieldKind.HELPER,
            PersonRef(involvement=helper.id),
            (helper.key, helper.name),
            (own, own),
            leads=helper.professional in called,
        )
    for supporter in head.supporters:
        ref = PersonRef(supporter=supporter.id)
        name = (supporter.key, supporter.name)
        yield from _person(head, ShieldKind.SUPPORTER, ref, name, (False, False))


def _called(head: Head) -> set[int]:
    """Return the professionals whom everybody calls."""
    found = {head.leader.id, head.team_leader.id}
    if head.lead is not None:
        found.add(head.lead.professional.id)
    return found


def _person(
    head: Head,
    kind: ShieldKind,
    ref: PersonRef,
    called: tuple[str, str],
    owns: tuple[bool, bool],
    *,
    leads: bool = False,
) -> Iterator[Shieldable]:
    """Return somebody, and the number; `owns` says whether the actor answers for each."""
    subject = "member" if ref.member else "involvement" if ref.involvement else "supporter"
    number = ref.member or ref.involvement or ref.supporter or 0
    asks = frozenset() if ref.member is None else frozenset({ref.member})
    for what, own in zip((kind, ShieldKind.TELEPHONE), owns, strict=True):
        aspect = "telephone" if what is ShieldKind.TELEPHONE else ""
        columns: dict[str, int | str] = {_COLUMNS[subject]: number, "aspect": aspect}
        facts = _facts(head, owns=own)
        yield Shieldable(what, *called, subject, number, columns, facts, asks, leads)


def _facts(head: Head, *, owns: bool) -> Facts:
    return Facts(household=head.facts, agreement=AgreementFacts(owns=owns))
