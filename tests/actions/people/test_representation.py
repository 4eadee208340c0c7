"""Bewindvoerder, mentor and curator: written down with a source, asked within the mandate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.end_involvement import REPRESENTS, end_involvement
from tandem.actions.people.parental_authority import Authority, say_who_has_authority
from tandem.actions.people.representation import (
    NewRepresentation,
    UnknownRepresentationError,
    end_representation,
    set_representative,
)
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.core.access import AnswerKind, AsWhom, Mandate
from tandem.core.model import State
from tandem.records.people.rows import Source
from tandem.records.plans.consent import consent_of
from tests.actions.plans.family import Family, five_plans

pytestmark = pytest.mark.django_db
YES = AnswerKind.YES
BEWIND = NewRepresentation(Mandate.BEWIND, "dirk", date(2026, 6, 1))


@pytest.fixture
def family() -> Family:
    return five_plans()


def represent(family: Family, new: NewRepresentation, whom: str = "karin") -> int:
    number = family.numbers[whom]
    return family.run(
        "samira", lambda w: set_representative(w, family.code, member=number, new=new)
    )


def add(family: Family, kind: str, owner: str = "samira", member: str = "karin") -> str:
    draft = AgreementDraft(f"Iets met {kind}", kind, owner=owner, members=(member,))
    return family.run("samira", lambda w: add_agreement(w, family.code, draft=draft)).key


def answer(family: Family, who: str, key: str, **more: object) -> State:
    version = family.version(key)
    return family.run(
        who,
        lambda w: answer_agreement(
            w,
            family.code,
            key=key,
            version=version,
            kind=YES,
            **more,  # type: ignore[arg-type]
        ),
    )


def whose(family: Family, key: str) -> set[AsWhom]:
    case = family.case()
    return {need.as_whom for need in consent_of(family.row(key), case.family).needs}


def test_money_needs_the_bewindvoerder_too_and_care_does_not(family: Family) -> None:
    represent(family, BEWIND)
    money, care = add(family, "payment"), add(family, "therapy")
    assert AsWhom.REPRESENTATIVE in whose(family, money)
    assert AsWhom.REPRESENTATIVE not in whose(family, care)
    assert answer(family, "karin", care) is State.AGREED
    assert answer(family, "karin", money) is State.PROPOSED
    assert answer(family, "dirk", money) is State.AGREED
    with pytest.raises(NotAllowedError):
        answer(family, "dirk", care)


def test_a_mandate_reopens_what_was_agreed_without_it_and_its_end_settles_it(
    family: Family,
) -> None:
    key = add(family, "payment")
    assert answer(family, "karin", key) is State.AGREED
    number = represent(family, BEWIND)
    assert family.state(key) is State.PROPOSED
    member = family.numbers["karin"]
    family.run(
        "samira",
        lambda w: end_representation(w, family.code, member=member, representation=number),
    )
    assert family.state(key) is State.AGREED
    with pytest.raises(UnknownRepresentationError):
        family.run(
            "samira",
            lambda w: end_representation(w, family.code, member=member, representation=number),
        )


def test_a_mandate_speaks_on_its_own_days_only(family: Family) -> None:
    represent(family, replace(BEWIND, until=date(2026, 12, 13)))
    represent(family, replace(BEWIND, by="bram", since=date(2026, 12, 15)))
    assert AsWhom.REPRESENTATIVE not in whose(family, add(family, "payment"))
    represent(family, replace(BEWIND, by="joris", until=date(2026, 12, 14)))
    assert AsWhom.REPRESENTATIVE in whose(family, add(family, "benefit"))


def test_an_owner_who_also_represents_answers_once(family: Family) -> None:
    represent(family, BEWIND)
    key = add(family, "payment", owner="dirk")
    answer(family, "karin", key)
    version = family.version(key)
    state = family.run(
        "dirk", lambda w: confirm_agreement(w, family.code, key=key, version=version)
    )
    assert state is State.AGREED


def test_a_guardian_with_an_account_answers_alone(family: Family) -> None:
    guardian = Authority(guardian="bram")
    family.run(
        "samira",
        lambda w: say_who_has_authority(w, family.code, child="lotte", authority=guardian),
    )
    key = add(family, "home-visit", member="lotte")
    assert answer(family, "bram", key) is State.AGREED
    with pytest.raises(NotAllowedError):
        answer(family, "joris", key)


SEEN = {"source": Source.REGISTER, "seen_on": date(2026, 12, 1)}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(BEWIND, by="niemand"), "by"),
        (replace(BEWIND, by="karin"), "by"),
        (replace(BEWIND, until=date(2026, 5, 1)), "until"),
        (replace(BEWIND, source=Source.REGISTER), "seen_on"),
        (replace(BEWIND, source=Source.REGISTER, seen_on=date(2030, 1, 1)), "seen_on"),
        (replace(BEWIND, alone=True), "source"),
    ],
)
def test_what_is_wrong_names_its_field(
    family: Family, wrong: NewRepresentation, field: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        represent(family, wrong)
    assert [one.field for one in caught.value.problems] == [field]


def test_of_a_child_somebody_with_authority_speaks(family: Family) -> None:
    with pytest.raises(InvalidError) as caught:
        represent(family, BEWIND, whom="lotte")
    assert [one.field for one in caught.value.problems] == ["by"]


def test_instead_of_somebody_only_with_the_decision_seen(family: Family) -> None:
    mentor = NewRepresentation(
        Mandate.MENTORSHIP,
        "bram",
        date(2026, 6, 1),
        source=Source.REGISTER,
        seen_on=date(2026, 12, 1),
        alone=True,
    )
    represent(family, mentor)
    key = add(family, "therapy")
    assert whose(family, key) == {AsWhom.OWNER, AsWhom.REPRESENTATIVE}
    assert answer(family, "bram", key) is State.AGREED


def test_who_represents_somebody_does_not_simply_stop(family: Family) -> None:
    represent(family, replace(BEWIND, by="bram"))
    involvement = next(one.id for one in family.case().head.involved if one.key == "bram")
    with pytest.raises(InvalidError) as caught:
        family.run(
            "samira",
            lambda w: end_involvement(w, family.code, involvement=involvement, reason="Klaar"),
        )
    assert REPRESENTS in caught.value.problems


def test_only_who_leads_writes_it_down(family: Family) -> None:
    number = family.numbers["kevin"]
    for who in ("karin", "kevin", "dirk"):
        with pytest.raises(NotAllowedError):
            family.run(who, lambda w: set_representative(w, family.code, member=number, new=BEWIND))
