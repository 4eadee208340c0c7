"""Who may read along in a conversation, and who may not be in one with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import household_facts
from tandem.core.access import AGE_OF_SHARED_YES, Facts, InvolvementRole
from tandem.core.access.talks import Someone, names_in
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow
from tandem.records.people.directory import professional as professional_row
from tandem.records.people.models import Account
from tandem.records.people.rows import ProfessionalRow
from tandem.records.plans.models import Shield
from tandem.records.work import Work

NOT_TOGETHER = Problem(
    "with", "Not everybody here can be in one conversation. Choose fewer people, or call who leads."
)
NAMES_SOMEBODY = Problem(
    "text",
    "“%(name)s”: not everybody who reads along knows about this person. Write it without the name.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can read along."""

    who: Someone
    name: str
    organisation: str = ""
    function: str = ""
    telephone: str = ""

    @property
    def lives_here(self) -> bool:
        """Whether it is somebody of the family."""
        return self.who.member is not None


def me_in(work: Work, head: Head) -> Someone:
    """Return who the actor is here: the member, or else the professional."""
    member = head.facts.member
    return Someone(member) if member is not None else Someone(None, work.actor.professional)


def people_of(work: Work, head: Head, item: ItemRow | None = None) -> tuple[Person, ...]:
    """Return everybody who can read along here, as the actor may know them; also the actor.

    The family from 12 years on, whoever is involved (enforcement is not), and who leads; about one
    item also who holds it, is asked for it or carries it out. Who is here for that item alone
    learns of nobody else. Who has no account reads nothing here, so is not offered.
    """
    here = head.facts.is_tied_besides_emergency
    members = [
        Person(Someone(one.id), one.name, telephone=one.telephone)
        for one in head.members
        if here and one.has_account and not _is_too_young(one.age(head.today))
    ]
    around = [*(_involved(head) if here else ()), *_leading(head), *_of_item(work, head, item)]
    helpers = {one.who: one for one in reversed(around)}
    known = _with_account(work, [one.professional or 0 for one in helpers])
    found = (one for who, one in reversed(helpers.items()) if who.professional in known)
    return (*members, *found)


def _of_item(work: Work, head: Head, item: ItemRow | None) -> list[Person]:
    """Return whom an item concerns; the family chooses among those it knows."""
    if item is None or head.facts.member is not None:
        return []
    core = item.core
    numbers = dict.fromkeys((core.holder, core.offered_to, core.carried_out_by))
    rows = (professional_row(work, one) for one in numbers if one is not None)
    return [_person(one) for one in rows if one is not None]


def _is_too_young(age: int | None) -> bool:
    return age is not None and age < AGE_OF_SHARED_YES


def _involved(head: Head) -> list[Person]:
    return [
        Person(
            Someone(None, one.professional), one.name, one.organisation, one.function, one.telephone
        )
        for one in head.helpers
        if one.is_open(head.at) and one.role is not InvolvementRole.ENFORCEMENT
    ]


def _leading(head: Head) -> list[Person]:
    """Return who leads, stands in or leads the team, without being involved.

    To who is here for one item alone whoever leads is named: that is whom she calls about it.
    """
    if not head.facts.is_tied_besides_emergency:
        return [_person(head.leader)]
    chiefs = [head.team_leader]
    chiefs += [head.lead.professional] if head.lead else []
    chiefs += [head.stand_in.professional] if head.stand_in else []
    apart = {one.professional for one in head.whole.helpers if one.is_open(head.at)}
    return [_person(one) for one in chiefs if one.id not in apart]


def _person(one: ProfessionalRow) -> Person:
    return Person(Someone(None, one.id), one.name, one.organisation, one.function, one.telephone)


def _with_account(_work: Work, professionals: Sequence[int]) -> frozenset[int]:
    rows = Account.objects.filter(professional_id__in=professionals, is_active=True)
    return frozenset(rows.values_list("professional_id", flat=True))


def talk_facts(
    head: Head, *, in_circle: bool, named: bool = False, own_item: bool = False
) -> Facts:
    """Return what the policy looks at for a question about one conversation."""
    known = household_facts(head)
    return Facts(household=known.household, in_circle=in_circle, named=named, own_item=own_item)


# --- who cannot be in one conversation ----------------------------------------------------------


def require_together(head: Head, circle: Iterable[Someone], agreement: int | None = None) -> None:
    """Raise InvalidError when somebody of a circle, or what it is about, is shielded from another.

    Nothing says from whom: whoever reads that a person cannot be chosen learns no more.
    """
    people = list(circle)
    members = [one.member for one in people if one.member is not None]
    professionals = {one.professional for one in people if one.professional is not None}
    parts = [one.id for one in head.whole.helpers if one.professional in professionals]
    shields = Shield.objects.filter(
        household_id=head.id, member_id__in=members, lifted_at__isnull=True, aspect=""
    )
    between = (
        shields.filter(person_id__in=members)
        | shields.filter(involvement_id__in=parts)
        | shields.filter(agreement_id=agreement or 0)
    )
    if between.exists():
        raise InvalidError(NOT_TOGETHER)


def require_unnamed(head: Head, circle: Iterable[Someone], text: str, field: str) -> None:
    """Raise InvalidError when a text names somebody who is shielded from a reader of it.

    Only of whom the writer knows: of anybody else nothing is told.
    """
    readers = [one.member for one in circle if one.member is not None]
    shields = Shield.objects.filter(
        household_id=head.id, member_id__in=readers, lifted_at__isnull=True, aspect=""
    ).values_list("person_id", "involvement_id", "supporter_id")
    members, helpers, network = ({row[place] for row in shields} for place in range(3))
    names = [one.name for one in head.members if one.id in members]
    names += [one.name for one in head.helpers if one.id in helpers and not one.is_veiled]
    names += [one.name for one in head.supporters if one.id in network]
    found = names_in(text, names)
    if found:
        raise InvalidError(replace(NAMES_SOMEBODY, field=field, values=(("name", found[0]),)))
