"""A household locked for a change, with what the policy needs to know of it and its agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import F

from tandem.core.access import (
    AGE_OF_OWN_YES,
    EVERYTHING,
    AgreementFacts,
    Cover,
    Depth,
    Facts,
    Sight,
    depth,
    widened,
)
from tandem.core.model import Basis, Household
from tandem.records.coordination.heads import Head, UnknownHouseholdError, head_of
from tandem.records.people.rows import MemberRow
from tandem.records.plans.consent import Family, family_of, theme_of
from tandem.records.plans.mapping import Everybody, to_core
from tandem.records.plans.models import Plan
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementHead, PersonRef, PlanHead, PlanRow, ShieldRow
from tandem.records.work import Work

PLACE = "place"
"""A shield of only the place of an agreement."""


@dataclass(frozen=True, slots=True)
class Case:
    """A household with its plan, as one actor meets it at one moment."""

    head: Head
    plan: PlanRow
    seen: Household | None = None
    """The household as the viewer sees it, when that is not all there is."""
    sight: Sight = EVERYTHING

    @property
    def busy(self) -> frozenset[str]:
        """The short names of agreements of which only that and when is seen."""
        if self.seen is None:
            return frozenset()
        return frozenset(f"busy-{one}" for one in range(1, len(self.sight.busy) + 1))

    @property
    def everybody(self) -> Everybody:
        """Who lives there and who helps, now or before; as seen, in a case that is seen."""
        return everybody_of(self.head) if self.seen is not None else all_of(self.head)

    @property
    def family(self) -> Family:
        """Who lives there, as the rule of consent sees them today."""
        return family_of(self.everybody.members, self.head.today)

    def core(self) -> Household:
        """Return the household as the plan check knows it, and as the viewer sees it."""
        if self.seen is not None:
            return self.seen
        key = ask_of(self.head) or None
        return to_core(self.head.code, self.head.name, self.plan, self.everybody, key)


def everybody_of(head: Head) -> Everybody:
    """Return who lives there and who helps, now or before, as far as the actor knows of them."""
    return Everybody(head.members, head.helpers, head.supporters)


def all_of(head: Head) -> Everybody:
    """Return everybody in a household, whoever asks: for the check and for whose yes counts."""
    whole = head.whole
    return Everybody(whole.members, whole.helpers, whole.supporters)


def lock(work: Work, code: str) -> Head:
    """Lock a household for a change, before anything else, and return its head.

    Every change of a household takes this lock first: so changes of one household wait for each
    other, and those of others do not. Raises UnknownHouseholdError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_household WHERE code = %s FOR NO KEY UPDATE", [code])
        if cursor.fetchone() is None:
            raise UnknownHouseholdError
    return head_of(work, code)


def locked_case(work: Work, code: str) -> Case:
    """Lock a household for a change and return it with its plan."""
    return _whole(work, lock(work, code))


def case_of(work: Work, code: str) -> Case:
    """Return a household with its plan, to be looked at."""
    return _whole(work, head_of(work, code))


def _whole(work: Work, head: Head) -> Case:
    """Return all of a plan, with what the actor does not see of it: that cannot be found."""
    case = Case(head, plan_of(work, head.id))
    sight = sight_of(head, case.plan)
    return replace(case, sight=widened(case.core(), sight) if sight.people else sight)


def touch_plan(household: int) -> None:
    """Count the plan up: something the check looks at has changed."""
    Plan.objects.filter(household_id=household).update(version=F("version") + 1)


def household_facts(head: Head) -> Facts:
    """Return what the policy looks at for a question about the household."""
    return Facts(household=head.facts, offered=head.facts.asked)


def agreement_facts(head: Head, agreement: AgreementHead) -> Facts:
    """Return what the policy looks at for a question about one agreement."""
    involvement = head.own_part
    member = head.facts.member
    me = own_ref(head)
    asked = {*agreement.members, agreement.owner.member}
    concerned = [one for one in head.members if one.id in asked]
    return Facts(
        household=head.facts,
        agreement=AgreementFacts(
            owns=me is not None and me == agreement.owner,
            decided=involvement is not None and agreement.decided_by == involvement,
            concerns=member is not None and member in agreement.members,
            parent=any(_is_parent(me, child, head.today) for child in concerned),
            represents=_represents(me, agreement, concerned, head.today),
            outside=_is_outside(member, agreement, concerned),
            court_ordered=agreement.mandatory is not None
            and agreement.mandatory.basis is Basis.COURT_ORDER,
            mandatory=agreement.mandatory is not None,
            guest_of=head.guest_of == agreement.id,
        ),
    )


def own_ref(head: Head) -> PersonRef | None:
    """Return the actor as agreements and answers point at him or her; None when unknown there."""
    if head.facts.member is not None:
        return PersonRef(member=head.facts.member)
    if head.own_part is not None:
        return PersonRef(involvement=head.own_part)
    supporter = head.facts.supporter
    return None if supporter is None else PersonRef(supporter=supporter)


def sight_of(head: Head, plan: PlanHead) -> Sight:
    """Return what the actor does not see of a plan, and of what only that and when."""
    involvement, member = head.own_part, head.facts.member
    kept_apart = not plan.opened_ground
    covered = plan.shields or plan.depths or kept_apart or _has_outsiders(head)
    if not covered and head.sees_everybody:
        return EVERYTHING
    # Who looks in an emergency sees nothing that is shielded from anybody.
    stranger = not head.facts.is_tied_besides_emergency
    mine = [one for one in plan.shields if stranger or one.member == member]
    shielded = {one.agreement for one in mine if stranger or not one.aspect}
    closed = {one.part for one in plan.depths if one.opened_to is None}
    opened = {one.part for one in plan.depths if one.opened_to == involvement and involvement}
    found: dict[Depth, set[str]] = {one: set() for one in Depth}
    for row in plan.agreements:
        of_another = kept_apart and row.owner.involvement is not None
        cover = Cover(row.id in shielded, row.part in closed, row.part in opened, of_another)
        found[depth(agreement_facts(head, row), cover)].add(row.key)
    return replace(
        sight_with(head, plan, mine),
        hidden=frozenset(found[Depth.NOTHING]),
        busy=frozenset(found[Depth.WHEN]),
        veiled=not head.sees_everybody,
    )


def sight_with(head: Head, plan: PlanHead, shields: Sequence[ShieldRow], viewer: str = "") -> Sight:
    """Return what is not seen with these shields, for a member by short name, or the actor."""
    all_of_it = [one for one in shields if not one.aspect]
    names = all_of(head).keys()
    refs = (PersonRef(one.involvement, one.person, one.supporter) for one in all_of_it)
    agreements = {one.agreement for one in all_of_it}
    goals = {one.goal for one in all_of_it}
    nowhere = {one.agreement for one in shields if one.aspect == PLACE}
    own = PersonRef(member=head.facts.member)
    return Sight(
        hidden=frozenset(one.key for one in plan.agreements if one.id in agreements),
        ask=ask_of(head),
        viewer=viewer or (names.get(own, "") if head.facts.member is not None else ""),
        people=frozenset(names[one] for one in refs if one in names),
        goals=frozenset(one.key for one in plan.goals if one.id in goals),
        places=frozenset(one.key for one in plan.agreements if one.id in nowhere),
    )


def _has_outsiders(head: Head) -> bool:
    """Whether the actor is a parent without authority here, or of the family's own circle."""
    own = head.facts.member
    return head.facts.supporter is not None or any(
        own in one.without_authority for one in head.members
    )


def ask_of(head: Head) -> str:
    """Return whom to ask: who leads, by short name; empty when nobody who is involved does."""
    if head.lead is None:
        return ""
    now = (one for one in head.whole.helpers if one.is_current(head.at))
    keys = {one.professional: one.key for one in now}
    return keys.get(head.lead.professional.id, "")


def _is_parent(me: PersonRef | None, child: MemberRow, on: date) -> bool:
    """Whether somebody has authority over a child under 16: a parent, or a guardian (voogd)."""
    refs = {PersonRef(one.involvement, one.parent, one.supporter) for one in child.authority}
    if me is None or me not in refs:
        return False
    return _is_under_age(child, on)


def _is_under_age(child: MemberRow, on: date) -> bool:
    age = child.age(on)
    return age is None or age < AGE_OF_OWN_YES


def _represents(
    me: PersonRef | None, agreement: AgreementHead, concerned: Iterable[MemberRow], on: date
) -> bool:
    """Whether somebody represents a member in what an agreement is about, by law."""
    theme = theme_of(agreement.kind)
    return any(
        me == PersonRef(row.involvement, row.member, row.supporter)
        and theme in row.mandate.themes
        and row.is_current(on)
        for one in concerned
        for row in one.representations
    )


def _is_outside(
    member: int | None, agreement: AgreementHead, concerned: Sequence[MemberRow]
) -> bool:
    """Whether it concerns only children over whom this member is a parent without authority."""
    if member is None or agreement.owner.member == member or not concerned:
        return False
    return all(member in one.without_authority for one in concerned)


__all__ = [
    "Case",
    "agreement_facts",
    "all_of",
    "ask_of",
    "case_of",
    "everybody_of",
    "household_facts",
    "lock",
    "locked_case",
    "own_ref",
    "sight_of",
    "sight_with",
    "touch_plan",
]
