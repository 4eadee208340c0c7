"""A household locked for a change, with what the policy needs to know of it and its agreements."""

from __future__ import annotations

from dataclasses import dataclass

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
)
from tandem.core.model import Basis, Household
from tandem.records.coordination.heads import Head, UnknownHouseholdError, head_of
from tandem.records.people.rows import MemberRow
from tandem.records.plans.mapping import Everybody, to_core
from tandem.records.plans.models import Plan
from tandem.records.plans.queries import plan_of
from tandem.records.plans.rows import AgreementHead, PersonRef, PlanHead, PlanRow
from tandem.records.work import Work


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
        """Who lives there and who helps, now or before."""
        return everybody_of(self.head)

    def core(self) -> Household:
        """Return the household as the plan check knows it, and as the viewer sees it."""
        if self.seen is not None:
            return self.seen
        lead = self.head.lead
        keys = {one.professional: one.key for one in self.head.involved}
        key = keys.get(lead.professional.id) if lead else None
        return to_core(self.head.code, self.head.name, self.plan, self.everybody, key)


def everybody_of(head: Head) -> Everybody:
    """Return who lives there and who helps, now or before."""
    return Everybody(head.members, head.helpers, head.supporters)


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
    plan = plan_of(work, head.id)
    return Case(head, plan, sight=sight_of(work, head, plan))


def touch_plan(household: int) -> None:
    """Count the plan up: something the check looks at has changed."""
    Plan.objects.filter(household_id=household).update(version=F("version") + 1)


def household_facts(head: Head) -> Facts:
    """Return what the policy looks at for a question about the household."""
    return Facts(household=head.facts, offered=head.facts.asked)


def agreement_facts(work: Work, head: Head, agreement: AgreementHead) -> Facts:
    """Return what the policy looks at for a question about one agreement."""
    involvement = own_involvement(work, head)
    member = head.facts.member
    asked = {*agreement.members, agreement.owner.member}
    concerned = [one for one in head.members if one.id in asked]
    return Facts(
        household=head.facts,
        agreement=AgreementFacts(
            owns=_owns(agreement.owner, involvement, member),
            decided=involvement is not None and agreement.decided_by == involvement,
            concerns=member is not None and member in agreement.members,
            parent=any(_is_parent(member, child, work) for child in concerned),
            court_ordered=agreement.mandatory is not None
            and agreement.mandatory.basis is Basis.COURT_ORDER,
            mandatory=agreement.mandatory is not None,
        ),
    )


def own_involvement(work: Work, head: Head) -> int | None:
    """Return the actor's own involvement in this household; None when there is none."""
    if work.actor.professional is None:
        return None
    mine = (one.id for one in head.involved if one.professional == work.actor.professional)
    return next(mine, None)


def own_ref(work: Work, head: Head) -> PersonRef | None:
    """Return the actor as agreements and answers point at him or her; None when unknown there."""
    if head.facts.member is not None:
        return PersonRef(member=head.facts.member)
    involvement = own_involvement(work, head)
    return None if involvement is None else PersonRef(involvement=involvement)


def sight_of(work: Work, head: Head, plan: PlanHead) -> Sight:
    """Return what the actor does not see of a plan, and of what only that and when."""
    if not (plan.shields or plan.depths):
        return EVERYTHING
    involvement = own_involvement(work, head)
    shielded = {one.agreement for one in plan.shields if one.member == head.facts.member}
    closed = {one.part for one in plan.depths if one.opened_to is None}
    opened = {one.part for one in plan.depths if one.opened_to == involvement and involvement}
    found: dict[Depth, set[str]] = {one: set() for one in Depth}
    for row in plan.agreements:
        cover = Cover(row.id in shielded, row.part in closed, row.part in opened)
        found[depth(agreement_facts(work, head, row), cover)].add(row.key)
    return Sight(frozenset(found[Depth.NOTHING]), frozenset(found[Depth.WHEN]), ask_of(head))


def ask_of(head: Head) -> str:
    """Return whom to ask: who leads, by short name; empty when nobody who is involved does."""
    if head.lead is None:
        return ""
    keys = {one.professional: one.key for one in head.involved}
    return keys.get(head.lead.professional.id, "")


def _owns(owner: PersonRef, involvement: int | None, member: int | None) -> bool:
    if involvement is not None and owner.involvement == involvement:
        return True
    return member is not None and owner.member == member


def _is_parent(member: int | None, child: MemberRow, work: Work) -> bool:
    if member is None or member not in child.parents:
        return False
    age = child.age(work.today)
    return age is None or age < AGE_OF_OWN_YES


__all__ = [
    "Case",
    "agreement_facts",
    "ask_of",
    "case_of",
    "everybody_of",
    "household_facts",
    "lock",
    "locked_case",
    "own_involvement",
    "own_ref",
    "sight_of",
    "touch_plan",
]
