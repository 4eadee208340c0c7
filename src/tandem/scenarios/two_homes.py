"""Mila lives in two households: one person, two memberships, two plans."""

from __future__ import annotations

from datetime import date

from tandem.actions.people.involve import NewMember, add_member
from tandem.actions.plans.add_agreement import add_agreement_line
from tandem.records.coordination.heads import head_of
from tandem.records.work import Work, work
from tandem.scenarios.cast import Cast
from tandem.scenarios.moment import at

DAY = date(2026, 10, 12)


def join(mother: Cast, father: Cast) -> None:
    """Let Mila join her father's household, with the agreement that he is at home for her."""

    def add(opened: Work) -> None:
        known = next(one for one in head_of(opened, mother.code).members if one.key == "mila")
        head = head_of(opened, father.code)
        parent = next(one.id for one in head.members if one.key == "jeroen")
        new = NewMember(
            known.name, key="mila", born=known.born, parents=(parent,), person=known.person
        )
        add_member(opened, head, new)

    work(father.leader, at(DAY)).run(add)
    work(father.actors["jeroen"], at(DAY, 20)).run(
        lambda opened: add_agreement_line(
            opened, father.code, line="thuis: Jeroen bij Mila, wo 12:30-17:00", goal="vader"
        )
    )
