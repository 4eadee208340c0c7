"""Who has parental authority over a child: named by who leads, among those who live there."""

import pytest

from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.parental_authority import name_parents
from tandem.records.work import Work
from tests.actions.plans.family import Family, five_plans

pytestmark = pytest.mark.django_db


def parents(family: Family) -> set[int]:
    members = family.case().head.members
    return set(next(one.parents for one in members if one.key == "lotte"))


def test_a_parent_is_named_once() -> None:
    family = five_plans()

    def both(opened: Work) -> int:
        return name_parents(opened, family.code, child="lotte", parents=["karin", "kevin"])

    assert parents(family) == {family.numbers["karin"]}
    assert (family.run("samira", both), family.run("samira", both)) == (1, 0)
    assert parents(family) == {family.numbers["karin"], family.numbers["kevin"]}


def test_a_stranger_is_no_parent() -> None:
    family = five_plans()
    with pytest.raises(InvalidError) as caught:
        family.run(
            "samira", lambda w: name_parents(w, family.code, child="lotte", parents=["bram"])
        )
    assert caught.value.problems[0].field == "parents"


def test_nobody_is_his_own_parent() -> None:
    family = five_plans()
    with pytest.raises(InvalidError):
        family.run(
            "samira", lambda w: name_parents(w, family.code, child="lotte", parents=["lotte"])
        )


def test_only_who_leads_names_parents() -> None:
    family = five_plans()
    with pytest.raises(NotAllowedError):
        family.run("bram", lambda w: name_parents(w, family.code, child="lotte", parents=["kevin"]))
