"""Links, codes and visits walked at random in the database, beside a model of what should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tandem.actions.errors import InvalidError
from tandem.actions.guests.ask import send_again, withdraw_link
from tandem.actions.guests.visit import LinkOverError, answer_as_guest, guest_sight
from tandem.core.access import LinkState
from tandem.core.access.guests import (
    CODE_LASTS,
    CODE_PAUSE,
    CODE_TRIES,
    CODES_A_DAY,
    VISIT_LASTS,
)
from tandem.records.plans.guest_sign_in import ask_for_code, enter, guest_of_visit
from tandem.records.plans.states import By, GuestSays
from tandem.records.work import work
from tests.actions.guests.practice import DAYS

if TYPE_CHECKING:
    from tests.actions.guests.practice import Practice

STEPS = st.sampled_from([1, 30, 59, 60, 61, 299, 600, 1799, 1800, 86_400])
"""Seconds, around every bound there is but that of the link itself."""
YOUNG = 12
"""Steps during which no link ends, so that there is something to try."""
MOST_LINKS = 3
"""So many at first; those that are sent again come on top."""


@dataclass
class Link:
    """What a link should be."""

    number: int
    secret: str
    expires: datetime
    withdrawn: bool = False
    opened: bool = False
    answered: bool = False
    code: str = ""
    code_until: datetime | None = None
    tries: int = 0
    asked: datetime | None = None
    counted_from: datetime | None = None
    counted: int = 0
    old_codes: list[str] = field(default_factory=list)
    visit: str = ""
    visit_until: datetime | None = None
    old_visits: list[str] = field(default_factory=list)

    def lives(self, at: datetime) -> bool:
        return not self.withdrawn and at < self.expires

    def state(self, at: datetime) -> LinkState:
        if self.answered:
            return LinkState.ANSWERED
        if self.withdrawn:
            return LinkState.WITHDRAWN
        if at >= self.expires:
            return LinkState.EXPIRED
        return LinkState.OPENED if self.opened else LinkState.WAITING


class Walk(RuleBasedStateMachine):
    """Two links about one agreement at first; any of them may be withdrawn and sent again."""

    practice: Practice
    links: Bundle[Link] = Bundle("links")

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Link] = []
        self.steps = 0

    @property
    def at(self) -> datetime:
        return self.practice.family.at

    def made(self, number: int) -> Link:
        expires = self.at + timedelta(days=DAYS)
        link = Link(number, self.practice.sealed(number), expires)
        self.all.append(link)
        return link

    @initialize(target=links)
    def first(self) -> Link:
        return self.made(self.practice.ask())

    @precondition(lambda self: len(self.all) < MOST_LINKS)
    @rule(target=links)
    def ask(self) -> Link:
        return self.made(self.practice.ask())

    @rule(seconds=STEPS)
    def wait(self, seconds: int) -> None:
        self.practice.family.at += timedelta(seconds=seconds)

    @rule(link=links, by=st.sampled_from(By))
    def ask_code(self, link: Link, by: By) -> None:
        ask_for_code(link.secret, by, self.at)
        new_day = link.counted_from is None or link.counted_from <= self.at - timedelta(days=1)
        too_soon = link.asked is not None and link.asked > self.at - CODE_PAUSE
        if not link.lives(self.at) or too_soon or (not new_day and link.counted >= CODES_A_DAY):
            return
        if link.code:
            link.old_codes.append(link.code)
        link.code = self.practice.sealed(link.number, is_code=True)
        link.code_until, link.tries, link.asked = self.at + CODE_LASTS, 0, self.at
        link.counted_from = self.at if new_day else link.counted_from
        link.counted = 1 if new_day else link.counted + 1

    @rule(link=links)
    def enter_right(self, link: Link) -> None:
        may = link.lives(self.at) and link.code and link.tries < CODE_TRIES
        may = may and link.code_until is not None and self.at < link.code_until
        visit = enter(link.secret, link.code or "000000", self.at)
        assert (visit is not None) is bool(may)
        if visit is None:
            return
        link.old_codes.append(link.code)
        link.code, link.opened = "", True
        if link.visit:
            link.old_visits.append(link.visit)
        link.visit, link.visit_until = visit, self.at + VISIT_LASTS

    @rule(link=links)
    def enter_wrong(self, link: Link) -> None:
        wrong = f"{(int(link.code or 0) + 1) % 10**6:06}"
        assert enter(link.secret, wrong, self.at) is None
        counts = link.lives(self.at) and link.code and link.code_until is not None
        if counts and self.at < (link.code_until or self.at):
            link.tries += 1

    @rule(link=links)
    def enter_with_an_old_code(self, link: Link) -> None:
        for code in {*link.old_codes} - {link.code}:
            assert enter(link.secret, code, self.at) is None
            if link.code and link.lives(self.at) and self.at < (link.code_until or self.at):
                link.tries += 1

    @rule(link=links, other=links)
    def enter_with_the_code_of_another(self, link: Link, other: Link) -> None:
        if link is not other and other.code and other.code != link.code:
            assert enter(link.secret, other.code, self.at) is None
            if link.code and link.lives(self.at) and self.at < (link.code_until or self.at):
                link.tries += 1

    @rule(link=links, guesses=st.integers(0, CODE_TRIES + 1))
    def come_in_after_guesses(self, link: Link, guesses: int) -> None:
        self.wait(int(CODE_PAUSE.total_seconds()))
        self.ask_code(link, By.MAIL)
        for _ in range(guesses):
            self.enter_wrong(link)
        self.enter_right(link)
        self.look(link)

    @rule(link=links, more=st.integers(-1, 1))
    def ask_until_it_is_too_often(self, link: Link, more: int) -> None:
        for _ in range(CODES_A_DAY + more):
            self.wait(int(CODE_PAUSE.total_seconds()))
            self.ask_code(link, By.TEXT)

    @rule(link=links)
    def look(self, link: Link) -> None:
        assert all(guest_of_visit(old, self.at) is None for old in link.old_visits)
        actor = guest_of_visit(link.visit, self.at) if link.visit else None
        assert (actor is not None) is self.is_in(link)
        if actor is None:
            return
        assert actor.guest is not None
        assert actor.guest.link == link.number
        sight = work(actor, self.at).run(guest_sight)
        assert (sight.answered is not None) is link.answered

    def is_in(self, link: Link) -> bool:
        until = link.visit_until
        return bool(link.visit) and until is not None and self.at < until and link.lives(self.at)

    @rule(link=links)
    def answer(self, link: Link) -> None:
        actor = guest_of_visit(link.visit, self.at) if link.visit else None
        if actor is None:
            return
        door = work(actor, self.at)
        if link.answered:
            with pytest.raises(InvalidError):
                door.run(lambda w: answer_as_guest(w, says=GuestSays.CONFIRMS, version=1))
            return
        door.run(lambda w: answer_as_guest(w, says=GuestSays.CONFIRMS, version=1))
        link.answered = True

    @rule(link=links)
    def answer_after_it_is_over(self, link: Link) -> None:
        """Who was in a moment ago and is not any more answers nothing."""
        actor = guest_of_visit(link.visit, self.at) if link.visit else None
        if actor is None or not self.is_in(link):
            return
        with pytest.raises(LinkOverError):
            work(actor, link.expires).run(
                lambda w: answer_as_guest(w, says=GuestSays.CONFIRMS, version=1)
            )

    @precondition(lambda self: self.steps > YOUNG)
    @rule(link=links, seconds=st.sampled_from([-1, 0, 1]))
    def wait_for_its_end(self, link: Link, seconds: int) -> None:
        self.practice.family.at = max(self.at, link.expires + timedelta(seconds=seconds))

    @precondition(lambda self: self.steps > YOUNG)
    @rule(link=links)
    def withdraw(self, link: Link) -> None:
        family, key = self.practice.family, self.practice.key
        self.practice.do(
            "samira", lambda w: withdraw_link(w, family.code, key=key, link=link.number)
        )
        link.withdrawn = True

    @precondition(lambda self: self.steps > YOUNG)
    @rule(target=links, link=links)
    def again(self, link: Link) -> Link:
        family, key = self.practice.family, self.practice.key

        def send() -> int:
            return self.practice.do(
                "samira",
                lambda w: send_again(w, family.code, key=key, link=link.number, days=DAYS),
            )

        if link.answered:
            with pytest.raises(InvalidError):
                send()
            return link
        number = send()
        link.withdrawn = True
        return self.made(number)

    @invariant()
    def every_link_stands_where_it_should(self) -> None:
        if not self.all:
            return
        self.steps += 1
        shown = {one.id: one.state(self.at) for one in self.practice.links()}
        assert {one.number: shown[one.number] for one in self.all} == {
            one.number: one.state(self.at) for one in self.all
        }


@pytest.mark.django_db
def test_walks() -> None:
    from tests.actions.guests.practice import Practice

    Walk.practice = Practice()
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
