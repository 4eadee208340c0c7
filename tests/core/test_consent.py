"""Whose yes makes an agreement count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tandem.core.access import AnswerKind, AsWhom, Concerned, Need, Subject, consent

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


PEOPLE = ["coach", "consultant", "karin", "ron", "kevin", "noah", "lotte"]
kinds = st.sampled_from(list(AnswerKind))
answers_given = st.dictionaries(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from([None, "noah", "lotte"])), kinds
)
subjects = st.builds(
    Subject,
    st.sampled_from(["coach", "karin"]),
    st.sampled_from([None, "consultant"]),
    st.lists(st.sampled_from([KEVIN, NOAH, LOTTE]), unique=True).map(tuple),
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
