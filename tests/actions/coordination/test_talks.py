"""Conversations: who reads what, whom it may not name, and decisions without a meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tandem.actions.coordination.circles import NAMES_SOMEBODY, NOT_TOGETHER
from tandem.actions.coordination.colleagues import answer_colleague, ask_colleague
from tandem.actions.coordination.talks import (
    NewTalk,
    begin_talk,
    give_voice,
    let_in,
    propose,
    seen_talk,
    seen_talks,
    take_back,
    write_message,
)
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.plans.discretion import Item, shield
from tandem.actions.plans.shieldable import ShieldKind
from tandem.core.access.talks import DecisionState, Says, Someone
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.coordination.models import Message, Talker
from tandem.records.coordination.notices import notices_of
from tandem.records.coordination.questions import UnknownQuestionError, question_of
from tandem.records.coordination.talks import Talk, UnknownTalkError
from tandem.records.people.models import Account
from tests.actions.plans.family import Family, five_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return five_plans()


def who(family: Family, key: str) -> Someone:
    actor = family.actors[key]
    if actor.professional is not None:
        return Someone(None, actor.professional)
    return Someone(family.numbers[key])


def begin(family: Family, writer: str, readers: Sequence[str], **more: object) -> int:
    values = {"subject": "Het bed", "text": "Kan het vrijdag?", **more}
    circle = tuple(who(family, one) for one in readers)
    new = NewTalk(circle=circle, **values)  # type: ignore[arg-type]
    return family.run(writer, lambda w: begin_talk(w, family.code, new))


def write(family: Family, writer: str, talk: int, text: str) -> None:
    family.run(writer, lambda w: write_message(w, family.code, talk, text))


def seen(family: Family, reader: str, talk: int) -> Talk:
    return family.run(reader, lambda w: seen_talk(w, head_of(w, family.code), talk).talk)


def subjects(family: Family, reader: str) -> list[str]:
    rows = family.run(reader, lambda w: seen_talks(w, head_of(w, family.code)))
    return [one.subject for one in rows.rows]


def unread(family: Family, key: str) -> int:
    account = family.actors[key].account
    return family.run(key, lambda _: Account.objects.get(pk=account or 0).unread)


def new_for(family: Family, key: str) -> list[str]:
    return [one.kind.value for one in family.run(key, notices_of)]


def problems(error: pytest.ExceptionInfo[InvalidError]) -> list[str]:
    return [one.text for one in error.value.problems]


def test_only_who_reads_along_reads_and_what_was_written_before_stays_among_them(
    family: Family,
) -> None:
    talk = begin(family, "samira", ["kevin", "bram"])
    write(family, "kevin", talk, "Ja @Samira, vrijdag")
    for reader in ("samira", "kevin", "bram"):
        assert len(seen(family, reader, talk).messages) == 2
    for other in ("dirk", "karin", "chief"):
        assert subjects(family, other) == []
        with pytest.raises(UnknownTalkError):
            seen(family, other, talk)
        with pytest.raises(UnknownTalkError):
            write(family, other, talk, "Mag ik ook?")
        assert family.run(other, lambda _: (Message.objects.count(), Talker.objects.count())) == (
            0,
            0,
        ), "the database itself keeps it from them"
    assert new_for(family, "samira") == ["mention"]
    assert (unread(family, "bram"), unread(family, "kevin")) == (2, 1)
    family.run("bram", lambda w: let_in(w, family.code, talk, who(family, "dirk")))
    write(family, "bram", talk, "Dirk leest nu mee")
    assert [one.text for one in seen(family, "dirk", talk).messages] == ["Dirk leest nu mee"]
    assert unread(family, "dirk") == 2
    with pytest.raises(InvalidError):
        begin(family, "samira", [])
    with pytest.raises(InvalidError):
        begin(family, "samira", ["stranger"])
    with pytest.raises(UnknownHouseholdError):
        begin(family, "stranger", ["samira"])


def test_of_two_of_the_family_each_writes_in_the_own_name(family: Family) -> None:
    talk = begin(family, "samira", ["karin", "kevin"])
    for writer in ("karin", "kevin", "karin"):
        write(family, writer, talk, f"Van {writer}")
    by = [one.by for one in seen(family, "samira", talk).messages]
    assert by == [who(family, one) for one in ("samira", "karin", "kevin", "karin")]
    assert new_for(family, "kevin").count("message") == 3


def test_what_is_shielded_from_somebody_is_not_there_also_when_that_comes_later(
    family: Family,
) -> None:
    with_dirk = begin(family, "samira", ["karin", "dirk"])
    about = family.row("coach-talk").id
    begin(family, "samira", ["karin"], subject="Gesprek", agreement=about)
    begin(family, "samira", ["karin"], subject="Gewoon")
    assert unread(family, "karin") == 3
    helper, agreement = Item(ShieldKind.HELPER, "dirk"), Item(ShieldKind.AGREEMENT, "coach-talk")
    for item in (helper, agreement):
        hide = partial(shield, code=family.code, item=item, member="karin", ground="Wmo")
        family.run("samira", hide)
    assert subjects(family, "karin") == ["Gewoon"]
    assert (unread(family, "karin"), new_for(family, "karin")) == (1, ["message"])
    with pytest.raises(UnknownTalkError):
        write(family, "karin", with_dirk, "Hallo?")
    assert len(subjects(family, "samira")) == 3
    with pytest.raises(InvalidError) as refused:
        begin(family, "samira", ["karin", "dirk"])
    assert problems(refused) == [NOT_TOGETHER.text]
    with pytest.raises(InvalidError) as refused:
        begin(family, "samira", ["karin"], agreement=about)
    assert problems(refused) == [NOT_TOGETHER.text]
    name = family.actors["dirk"].name.split(" ")[0]
    with pytest.raises(InvalidError) as refused:
        begin(family, "samira", ["karin"], text=f"{name} komt langs")
    assert problems(refused) == [NAMES_SOMEBODY.text]
    begin(family, "samira", ["bram"], text=f"{name} komt langs")


def test_a_question_to_a_colleague_goes_without_names_and_leads_nowhere(family: Family) -> None:
    to = family.actors["stranger"].professional or 0

    def ask(text: str, writer: str = "samira", whom: int = to) -> int:
        return family.run(writer, lambda w: ask_colleague(w, family.code, to=whom, text=text))

    for text in (
        "Kent iemand kevin?",
        f"Zie {family.code}",
        "Het gaat om 111222333",
        "Bel 06 12345678",
        "Zij woont op 1234 AB",
        "geboren 6-1-2009",
        "mail naar x@example.org",
    ):
        with pytest.raises(InvalidError):
            ask(text)
    with pytest.raises(InvalidError):
        ask("Wie weet iets?", whom=family.actors["bram"].professional or 0)
    with pytest.raises(NotAllowedError):
        ask("Wie weet iets?", "karin")
    number = ask("Wie weet een plek voor een jongen van 17?")
    for other in ("bram", "karin"):
        with pytest.raises(UnknownQuestionError):
            family.run(other, lambda w: question_of(w, number))
    with pytest.raises(NotAllowedError):
        family.run("samira", lambda w: answer_colleague(w, number, "Ik zelf"))
    family.run("stranger", lambda w: answer_colleague(w, number, "Bij de buurtsuper"))
    with pytest.raises(InvalidError):
        family.run("stranger", lambda w: answer_colleague(w, number, "Nog eens"))
    assert family.run("samira", lambda w: question_of(w, number)).answer == "Bij de buurtsuper"
    assert (new_for(family, "stranger"), new_for(family, "samira")) == (["question"], ["answer"])


PEOPLE = ("samira", "bram", "kevin", "dirk")


class Deciding(RuleBasedStateMachine):
    """One proposal after another, beside a model: it is decided by every yes, ended by one no."""

    family: Family

    @initialize()
    def begin(self) -> None:
        self.talk = begin(self.family, "samira", PEOPLE[1:])
        self.state: DecisionState | None = None
        self.said: dict[str, Says | None] = {}

    @precondition(lambda self: self.state is not DecisionState.OPEN)
    @rule(by=st.sampled_from(PEOPLE), named=st.sets(st.sampled_from(PEOPLE), min_size=1))
    def propose(self, by: str, named: set[str]) -> None:
        asked = sorted(named - {by})
        make: Callable[[], int] = lambda: self.family.run(  # noqa: E731 - said twice below
            by,
            lambda w: propose(
                w,
                self.family.code,
                self.talk,
                text="We doen het vrijdag",
                named=[who(self.family, one) for one in asked],
            ),
        )
        if not asked:
            with pytest.raises(InvalidError):
                make()
            return
        self.decision, self.by = make(), by
        self.state, self.said = DecisionState.OPEN, dict.fromkeys(asked)

    @precondition(lambda self: self.state is not None)
    @rule(by=st.sampled_from([*PEOPLE, "karin"]), says=st.sampled_from(Says), words=st.booleans())
    def answer(self, by: str, says: Says, *, words: bool) -> None:
        why = "Dan werk ik" if words else ""
        give: Callable[[], DecisionState] = lambda: self.family.run(  # noqa: E731 - the same
            by,
            lambda w: give_voice(
                w, self.family.code, self.talk, self.decision, says=says, words=why
            ),
        )
        if by == "karin":
            with pytest.raises(UnknownTalkError):
                give()
        elif by not in self.said:
            with pytest.raises(NotAllowedError):
                give()
        elif self.state is not DecisionState.OPEN or self.said[by] or (says is Says.NO and not why):
            with pytest.raises(InvalidError):
                give()
        else:
            self.said[by] = says
            if says is Says.NO:
                self.state = DecisionState.REFUSED
            elif all(self.said.values()):
                self.state = DecisionState.DECIDED
            assert give() is self.state

    @precondition(lambda self: self.state is not None)
    @rule(by=st.sampled_from(PEOPLE))
    def withdraw(self, by: str) -> None:
        def take() -> None:
            self.family.run(by, lambda w: take_back(w, self.family.code, self.talk, self.decision))

        if by == self.by and self.state is DecisionState.OPEN:
            take()
            self.state = DecisionState.WITHDRAWN
        else:
            with pytest.raises(InvalidError):
                take()

    @invariant()
    def as_the_model_says(self) -> None:
        if self.state is None:
            return
        row = seen(self.family, "dirk", self.talk).decisions[-1]
        voices: Mapping[str, Says | None] = {
            one: voice.says
            for one in PEOPLE
            for voice in row.voices
            if voice.by == who(self.family, one)
        }
        assert (row.state, voices) == (self.state, self.said)


def test_a_decision_is_walked_as_its_model_says(family: Family) -> None:
    Deciding.family = family
    run_state_machine_as_test(
        Deciding,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
