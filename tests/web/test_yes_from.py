"""Who must say yes to a proposal, as the page tells it: by age and authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.actions.households import case_of
from tandem.actions.people.parental_authority import Authority, say_who_has_authority
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.core.check.answer import Change, ChangeKind
from tandem.records.people.models import ParentalAuthority, Person
from tandem.records.work import Work
from tandem.web.pages.yes_from import yes_from
from tests.actions.plans.family import Family, five_plans
from tests.core.explain.offer import proposal

pytestmark = pytest.mark.django_db

DRAFT = AgreementDraft("Naar de huisarts", "home-visit", owner="samira", members=("lotte",))


def told(family: Family, *agreements: str) -> list[str]:
    changes = [Change(one, ChangeKind.END, 1) for one in agreements]

    def ask(opened: Work) -> list[str]:
        offer = replace(proposal(), changes=tuple(changes), must_agree=("samira", "lotte"))
        return yes_from(case_of(opened, family.code))(offer)

    return family.run("samira", ask)


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        (date(2017, 6, 21), ["Karin", "Samira Haddou"]),
        (date(2013, 6, 21), ["Lotte", "Karin", "Samira Haddou"]),
        (date(2010, 6, 21), ["Lotte", "Samira Haddou"]),
    ],
)
def test_a_child_is_asked_by_its_age(born: date, asked: list[str]) -> None:
    family = five_plans()
    key = family.run("samira", lambda w: add_agreement(w, family.code, draft=DRAFT)).key
    family.run("samira", lambda _: Person.objects.filter(name="Lotte").update(born=born))
    assert told(family, key) == asked
    assert told(family, key, key) == asked


def test_one_of_two_parents_is_enough_and_nobody_is_told_too() -> None:
    family = five_plans()
    key = family.run("samira", lambda w: add_agreement(w, family.code, draft=DRAFT)).key
    both = Authority(("karin", "kevin"))
    family.run(
        "samira", lambda w: say_who_has_authority(w, family.code, child="lotte", authority=both)
    )
    assert told(family, key) == ["Karin of Kevin", "Samira Haddou"]
    family.run(
        "samira",
        lambda w: ParentalAuthority.objects.filter(child_id=family.numbers["lotte"]).update(
            until=w.at
        ),
    )
    assert told(family, key) == ["iemand met gezag over Lotte", "Samira Haddou"]
