"""Whose yes makes an agreement count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tandem.core.access import (
    AnswerKind,
    AsWhom,
    Concerned,
    Mandate,
    Need,
    Representative,
    Subject,
    Theme,
    consent,
)

YES, NO, CANNOT, SEEN = (
    AnswerKind.YES,
    AnswerKind.NOT_AGREED,
    AnswerKind.CANNOT,
    AnswerKind.SEEN,
)
Answers = dict[tuple[str, str | None], AnswerKind]


def subject(
    *concerned: Concerned[str], owner: str = "coach", decided_by: str | None = None
) -> Subject[str]:
    return Subject(owner, decided_by, concerned)


def agreed(about: Subject[str], answers: Answers) -> bool:
    return consent(about, answers).is_agreed


NOTHING: Answers = {}
KEVIN = Concerned("kevin", 18, ("karin",))
NOAH = Concerned("noah", 13, ("karin", "ron"))
LOTTE = Concerned("lotte", 9, ("karin", "ron"))


def test_from_16_a_member_says_yes_alone() -> None:
    about = subject(Concerned("kevin", 16, ("karin",)))
    assert agreed(about, {("coach", None): YES, ("kevin", None): YES})
    assert not agreed(about, {("coach", None): YES, ("karin", "kevin"): YES})


def test_from_12_the_child_and_a_parent_do() -> None:
    about = subject(NOAH)
    owner: Answers = {("coach", None): YES}
    assert not agreed(about, owner | {("noah", None): YES})
    assert not agreed(about, owner | {("ron", "noah"): YES})
    assert agreed(about, owner | {("noah", None): YES, ("ron", "noah"): YES})


def test_under_12_a_parent_does() -> None:
    about = subject(LOTTE)
    assert agreed(about, {("coach", None): YES, ("karin", "lotte"): YES})
    assert not agreed(about, {("coach", None): YES, ("lotte", None): YES})


def test_a_yes_of_a_parent_for_herself_is_none_for_her_child() -> None:
    about = subject(LOTTE, Concerned("karin", 44))
    answers: Answers = {("coach", None): YES, ("karin", None): YES}
    found = consent(about, answers)
    assert found.waits_for == (Need(AsWhom.PARENT, ("karin", "ron"), "lotte"),)


def test_one_parent_is_enough_whatever_the_other_says() -> None:
    answers: Answers = {("coach", None): YES, ("karin", "lotte"): NO, ("ron", "lotte"): YES}
    assert agreed(subject(LOTTE), answers)


def test_who_decided_speaks_while_the_owner_is_silent() -> None:
    about = subject(KEVIN, decided_by="consultant")
    kevin: Answers = {("kevin", None): YES}
    assert agreed(about, kevin | {("consultant", None): YES})
    assert not agreed(about, kevin | {("consultant", None): YES, ("coach", None): CANNOT})


def test_an_owner_who_is_a_member_says_yes_once() -> None:
    about = subject(Concerned("karin", 44), owner="karin")
    assert consent(about, NOTHING).needs == (Need(AsWhom.MEMBER, ("karin",)),)
    assert agreed(about, {("karin", None): YES})


def test_seen_is_enough_for_the_members() -> None:
    about = subject(KEVIN)
    assert agreed(about, {("coach", None): YES, ("kevin", None): SEEN})


def test_an_unknown_age_is_read_leniently() -> None:
    about = subject(Concerned("sem", None, ("karin",)))
    owner: Answers = {("coach", None): YES}
    assert agreed(about, owner | {("sem", None): YES})
    assert agreed(about, owner | {("karin", "sem"): YES})


def test_a_child_of_whom_nobody_is_known_to_have_authority_waits() -> None:
    answers: Answers = {("coach", None): YES}
    found = consent(subject(Concerned("lotte", 9)), answers)
    assert found.waits_for == (Need(AsWhom.PARENT, (), "lotte"),)


def test_without_members_the_owner_is_enough() -> None:
    assert agreed(subject(), {("coach", None): YES})
    assert not agreed(subject(), {})


# --- who represents somebody by law ----------------------------------------------------------


def represented(mandate: Mandate, *, alone: bool = False) -> Concerned[str]:
    return Concerned(
        "karin", 44, representatives=(Representative("bewind", mandate.themes, alone),)
    )


def about(theme: Theme | None, who: Concerned[str]) -> Subject[str]:
    return Subject("coach", None, (who,), theme=theme)


def asked(subject: Subject[str]) -> set[AsWhom]:
    return {need.as_whom for need in consent(subject, NOTHING).needs}


BOTH = {AsWhom.OWNER, AsWhom.MEMBER, AsWhom.REPRESENTATIVE}
OWN = {AsWhom.OWNER, AsWhom.MEMBER}


def test_a_mandate_is_about_what_it_is_about() -> None:
    table = {
        (Mandate.BEWIND, Theme.MONEY): BOTH,
        (Mandate.BEWIND, Theme.CARE): OWN,
        (Mandate.MENTORSHIP, Theme.MONEY): OWN,
        (Mandate.MENTORSHIP, Theme.CARE): BOTH,
        (Mandate.CURATORSHIP, Theme.MONEY): BOTH,
        (Mandate.CURATORSHIP, Theme.CARE): BOTH,
        (Mandate.CURATORSHIP, None): OWN,
    }
    found = {(m, t): asked(about(t, represented(m))) for m, t in table}
    assert found == table


def test_who_represents_speaks_beside_the_member() -> None:
    subject = about(Theme.MONEY, represented(Mandate.BEWIND))
    owner: Answers = {("coach", None): YES}
    assert not agreed(subject, owner | {("bewind", "karin"): YES})
    assert not agreed(subject, owner | {("karin", None): YES})
    assert agreed(subject, owner | {("karin", None): YES, ("bewind", "karin"): YES})
    assert not agreed(subject, owner | {("karin", None): NO, ("bewind", "karin"): YES})


def test_and_instead_of_the_member_only_where_that_was_recorded() -> None:
    subject = about(Theme.CARE, represented(Mandate.MENTORSHIP, alone=True))
    assert asked(subject) == {AsWhom.OWNER, AsWhom.REPRESENTATIVE}
    assert agreed(subject, {("coach", None): YES, ("bewind", "karin"): YES})
    assert asked(about(Theme.MONEY, represented(Mandate.MENTORSHIP, alone=True))) == OWN


def test_nobody_represents_himself() -> None:
    one = Concerned("karin", 44, representatives=(Representative("karin", frozenset(Theme)),))
    assert asked(about(Theme.CARE, one)) == OWN


PEOPLE = ["coach", "consultant", "karin", "ron", "kevin", "noah", "lotte"]
kinds = st.sampled_from(list(AnswerKind))
answers_given = st.dictionaries(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([None, "noah", "lotte"])), kinds
)
representatives = st.lists(
    st.builds(
        Representative,
        st.sampled_from(["karin", "ron", "coach", "kevin"]),
        st.sampled_from([mandate.themes for mandate in Mandate]),
        st.booleans(),
    ),
    max_size=2,
).map(tuple)
members = st.sampled_from([KEVIN, NOAH, LOTTE]).flatmap(
    lambda one: representatives.map(lambda by: replace(one, representatives=by))
)
subjects = st.builds(
    Subject,
    st.sampled_from(["coach", "karin"]),
    st.sampled_from([None, "consultant"]),
    st.lists(members, unique_by=lambda one: one.who).map(tuple),
    theme=st.none() | st.sampled_from(Theme),
)


@given(subjects, answers_given)
def test_it_is_agreed_when_nobody_is_waited_for_and_nobody_is_against(
    about: Subject[str], answers: Answers
) -> None:
    found = consent(about, answers)
    assert found.is_agreed == (not found.waits_for and not found.against)
    assert len(found.needs) >= len(about.concerned)


@given(subjects, answers_given, st.sampled_from(PEOPLE))
def test_one_more_yes_never_undoes_an_agreement(
    about: Subject[str], answers: Answers, who: str
) -> None:
    more = {**answers, (who, None): YES}
    assert agreed(about, more) or not agreed(about, answers)


@given(subjects, answers_given)
def test_who_is_not_asked_does_not_count(about: Subject[str], answers: Answers) -> None:
    needs = consent(about, NOTHING).needs
    asked = {(one, need.for_member) for need in needs for one in need.by}
    only = {who: kind for who, kind in answers.items() if who in asked}
    assert consent(about, only) == consent(about, answers)


@given(subjects)
def test_for_everybody_it_concerns_somebody_can_speak(about: Subject[str]) -> None:
    """No member is left without a voice, and nobody known to have one is left out silently."""
    needs = consent(about, NOTHING).needs
    for one in about.concerned:
        mine = [need for need in needs if one.who in need.by or need.for_member == one.who]
        assert any(need.by for need in mine), one
        voices = {who for need in mine for who in need.by}
        others = [by for by in one.representatives if by.who != one.who]
        in_this = [by for by in others if about.theme in by.themes]
        assert {by.who for by in in_this} <= voices
        instead = any(by.alone for by in in_this)
        if one.age is not None and one.age >= 12 and not instead:
            assert one.who in voices
        if one.age is not None and one.age < 16:
            assert set(one.parents) <= voices
