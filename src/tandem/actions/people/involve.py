"""Involve somebody: a professional, a member of the household, or somebody from the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import case_of, household_facts, touch_plan
from tandem.actions.limits import require_words, too_long, wrong_words
from tandem.actions.people.yeses import NewYes, write_yes
from tandem.actions.plans.find import free_key, key_of_new
from tandem.core.access import Action, InvolvementRole, YesKind
from tandem.formats.rulebase import ground_of
from tandem.records.coordination.heads import Head
from tandem.records.people.directory import keys_of, professional
from tandem.records.people.models import (
    Involvement,
    Membership,
    ParentalAuthority,
    Person,
    Supporter,
)
from tandem.records.people.persons import NewPerson, add_persons
from tandem.records.plans.models import Circumstances
from tandem.records.work import Work

NO_NAME = Problem("name", "Give a name.")
NEEDED = (
    Problem("purpose", "Say what this professional is involved for."),
    Problem("legal_ground", "Name the legal ground."),
)
OLDEST = 130
"""Years: an older birthday is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class NewInvolvement:
    """A professional who gets a part in a household; without a key one is made of the name."""

    professional: int
    role: InvolvementRole
    purpose: str
    legal_ground: str
    key: str = ""
    discipline: str = ""
    yeses: tuple[NewYes, ...] = ()
    """What the family said yes to already, each apart."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """Somebody who lives in the household; `person` when he or she is known already."""

    name: str
    key: str = ""
    born: date | None = None
    telephone: str = ""
    question: str = ""
    """What he or she wants, in own words."""
    parents: tuple[int, ...] = ()
    """Memberships of who has parental authority over him or her."""
    person: int | None = None


def involve_professional(work: Work, head: Head, new: NewInvolvement) -> int:
    """Give a professional a part in the household; return the number of the involvement.

    Raises NotAllowedError, InvalidError, and SomebodyWasFirstError when already involved.
    """
    require(work.actor, Action.INVOLVE, household_facts(head))
    known = professional(work, new.professional)
    problems = _problems_of_involvement(head, new)
    if known is None:
        problems.insert(0, Problem("professional", "Choose somebody from the list."))
    if known is None or problems:
        raise InvalidError(*problems)
    ground = ground_of(new.legal_ground.strip())
    row = Involvement.objects.create(
        household_id=head.id,
        professional_id=new.professional,
        key=new.key or free_key(known.name, keys_of(work, head.id), "helper"),
        role=new.role.value,
        discipline=new.discipline,
        purpose=new.purpose.strip(),
        legal_ground=new.legal_ground.strip(),
        ground=ground.id if ground is not None else "",
        since=work.at,
    )
    work.event("involved", household=head.id, subject="involvement", subject_id=row.pk)
    if new.yeses:
        case = case_of(work, head.code)
        for one in new.yeses:
            write_yes(work, case, row.pk, one)
    return int(row.pk)


def _problems_of_involvement(head: Head, new: NewInvolvement) -> list[Problem]:
    problems = []
    if any(one.professional == new.professional for one in head.involved):
        problems.append(Problem("professional", "This professional is involved already."))
    problems += wrong_words({"purpose": new.purpose, "legal_ground": new.legal_ground}, NEEDED)
    ground = ground_of(new.legal_ground.strip())
    consents = (one for one in new.yeses if one.kind is YesKind.PROCESSING)
    if ground is not None and ground.needs_consent and next(consents, None) is None:
        problems.append(
            Problem("yes_by", "This ground asks for consent: say who gave it, how and when.")
        )
    return problems


def add_member(work: Work, head: Head, new: NewMember) -> int:
    """Add somebody who lives in the household; return the number of the membership.

    Somebody who is known already lives, or lived, in a household that the actor may see too.
    Raises NotAllowedError, InvalidError, and SomebodyWasFirstError when a member already.
    """
    require(work.actor, Action.INVOLVE, household_facts(head))
    problems = problems_of(new, work.today)
    if new.person is not None and not Person.objects.filter(pk=new.person).exists():
        problems.append(Problem("person", "Choose somebody from a household you know."))
    if any(head.member(one) is None for one in new.parents):
        problems.append(Problem("parents", "Choose somebody who lives in this household."))
    if problems:
        raise InvalidError(*problems)
    number = write_member(work, head.id, len(head.members), new)
    touch_plan(head.id)
    return number


def problems_of(new: NewMember, on: date) -> list[Problem]:
    """Return what is wrong with what was entered about a member."""
    problems = [] if new.name.strip() else [NO_NAME]
    if new.born is not None and not 0 <= on.year - new.born.year <= OLDEST:
        problems.append(Problem("born", "This is not a day of birth of somebody alive."))
    elif new.born is not None and new.born > on:
        problems.append(Problem("born", "The day of birth lies in the future."))
    return problems + too_long(
        {"name": new.name, "telephone": new.telephone, "question": new.question}
    )


def write_member(work: Work, household: int, position: int, new: NewMember) -> int:
    """Write a member with own question and parents, for who may; return the membership."""
    person = new.person
    if person is None:
        (person,) = add_persons([NewPerson(new.name.strip(), new.born, new.telephone.strip())])
    row = Membership.objects.create(
        household_id=household,
        person_id=person,
        key=new.key or free_key(new.name, keys_of(work, household), "member"),
        position=position,
        since=work.at,
    )
    question = new.question.strip()
    Circumstances.objects.create(
        household_id=household,
        member_id=row.pk,
        question=question,
        asked_on=work.today if question else None,
    )
    ParentalAuthority.objects.bulk_create(
        ParentalAuthority(household_id=household, child_id=row.pk, parent_id=one)
        for one in dict.fromkeys(new.parents)
    )
    work.event("joined", household=household, subject="member", subject_id=row.pk)
    return row.pk


def add_supporter(
    work: Work, head: Head, *, name: str, relation: str = "", telephone: str = "", key: str = ""
) -> int:
    """Add somebody from the network; return the number of the supporter.

    Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.ADD_AGREEMENT, household_facts(head))
    require_words({"name": name, "relation": relation, "telephone": telephone}, [NO_NAME])
    row = Supporter.objects.create(
        household_id=head.id,
        key=key or key_of_new(head, name, keys_of(work, head.id), "network"),
        name=name.strip(),
        relation=relation.strip(),
        telephone=telephone.strip(),
        since=work.at,
    )
    work.event("involved", household=head.id, subject="supporter", subject_id=row.pk)
    return row.pk
