"""Who has parental authority over a child: named by who leads, among those who live there."""

from datetime import date

import pytest

from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.parental_authority import (
    Authority,
    name_parents,
    say_who_has_authority,
)
from tandem.actions.plans.add_agreement import add_agreement
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.draft import AgreementDraft
from tandem.actions.plans.record_answer import record_answer
from tandem.actions.plans.speakers import Told
from tandem.core.access import AnswerKind
from tandem.core.model import State
from tandem.records.people.rows import AuthorityRow, Source
from tandem.records.plans.history import history_of
from tandem.records.plans.states import Way
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


# --- who has it from now on, and how that is known ------------------------------------------

SEEN = Authority(("karin", "kevin"), source=Source.REGISTER, seen_on=date(2026, 12, 1))


def say(family: Family, authority: Authority, who: str = "samira", child: str = "lotte") -> None:
    family.run(
        who,
        lambda work: say_who_has_authority(work, family.code, child=child, authority=authority),
    )


def authority(family: Family) -> tuple[AuthorityRow, ...]:
    return next(one.authority for one in family.case().head.members if one.key == "lotte")


def test_it_says_how_it_is_known_and_takes_the_place_of_what_was_known() -> None:
    family = five_plans()
    assert authority(family) == (AuthorityRow(family.numbers["karin"]),)
    say(family, SEEN)
    known = Source.REGISTER, date(2026, 12, 1)
    assert authority(family) == tuple(
        AuthorityRow(family.numbers[one], None, None, *known) for one in ("karin", "kevin")
    )
    say(family, Authority(("kevin",)))
    assert authority(family) == (
        AuthorityRow(family.numbers["kevin"], None, None, Source.TOLD, None),
    )
    events = family.run("samira", lambda w: history_of(w, family.id, before=None, most=50))
    told = [one.data for one in events if one.verb == "named-parents"]
    assert [(one["was"], one["became"]) for one in told] == [
        (["karin", "kevin"], ["kevin"]),
        (["karin"], ["karin", "kevin"]),
    ]
    assert (told[1]["source"], told[1]["seen_on"]) == ("register", "2026-12-01")


def test_what_is_known_already_is_no_event() -> None:
    family = five_plans()
    say(family, SEEN)
    before = authority(family)
    say(family, SEEN)
    assert authority(family) == before


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Authority(), "parents"),
        (Authority(("bram",)), "parents"),
        (Authority(("lotte",)), "parents"),
        (Authority(guardian="karin"), "guardian"),
        (Authority(guardian="nobody"), "guardian"),
        (Authority(("karin",), source=Source.REGISTER), "seen_on"),
        (Authority(("karin",), source=Source.REGISTER, seen_on=date(2030, 1, 1)), "seen_on"),
    ],
)
def test_what_is_wrong_names_its_field(wrong: Authority, field: str) -> None:
    family = five_plans()
    with pytest.raises(InvalidError) as caught:
        say(family, wrong)
    assert caught.value.problems[0].field == field


def test_nobody_has_authority_over_who_is_grown_up() -> None:
    family = five_plans()
    with pytest.raises(InvalidError):
        say(family, Authority(("kevin",)), child="karin")


def test_only_who_leads_says_so() -> None:
    family = five_plans()
    for who in ("bram", "karin"):
        with pytest.raises(NotAllowedError):
            say(family, SEEN, who)


# --- whose yes counts then ------------------------------------------------------------------


def for_lotte(family: Family) -> str:
    """Add an agreement of Samira's that asks something of Lotte."""
    draft = AgreementDraft("Naar de huisarts", "home-visit", owner="samira", members=("lotte",))
    return family.run("samira", lambda w: add_agreement(w, family.code, draft=draft)).key


def test_a_yes_counts_as_long_as_who_gave_it_has_authority() -> None:
    family = five_plans()
    key = for_lotte(family)
    yes = AnswerKind.YES
    assert (
        family.run(
            "karin",
            lambda w: answer_agreement(w, family.code, key=key, version=1, kind=yes),
        )
        is State.AGREED
    )
    say(family, SEEN)
    assert family.state(key) is State.AGREED
    say(family, Authority(("kevin",)))
    assert family.state(key) is State.PROPOSED
    say(family, SEEN)
    assert family.state(key) is State.AGREED


def test_what_a_guardian_says_is_written_down() -> None:
    family = five_plans()
    key = for_lotte(family)
    say(family, Authority(guardian="bram"))
    told = Told("bram", AnswerKind.YES, Way.ALOUD, date(2026, 12, 14))
    state = family.run(
        "samira", lambda w: record_answer(w, family.code, key=key, version=1, told=told)
    )
    assert state is State.AGREED
