"""The site and its database are killed in the middle of writes through the site: none is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from itertools import cycle

import psycopg
import pytest

from tandem.config.embedded import destroy, settle
from tests.actions.coordination.checker import wrong_with
from tests.config.browsing import PATIENCE, Person
from tests.config.racing import Board, Racer, codes_of_the_demo, owner_of, racers
from tests.config.test_demo import VICTIMS, WORKER, Demo, children_with, comes
from tests.conftest import FULL
from tests.database import new_folder, throw_away
from tests.records import acknowledged

pytestmark = [pytest.mark.slow, pytest.mark.database]

WRITERS, RACERS = 8, 32
HOUSEHOLDS = 4
"""Around which all racers are."""
WRITES, KILLS = (16_000, 16) if FULL else (600, 4)
"""What is to be acknowledged; racers are refused as often as not, which counts as an operation."""
OPERATIONS = 20_000 if FULL else 500
"""What racers try, at least."""
UP_AGAIN = 30.0 if FULL else 60.0
"""Seconds in which it writes again; more where other tests run on the same machine."""
NOW_AND_THEN = 20
"""One in so many writes is a change, and one a page that shows what was said."""
SELDOM = 100
"""One in so many writes is a goal: a plan holds no thousands of those."""

OWNERS = """
    SELECT DISTINCT ON (h.id) k.id, h.code, a.title, a.version
    FROM people_account k
    JOIN people_involvement i ON i.professional_id = k.professional_id AND i.until IS NULL
    JOIN plans_agreement a ON a.owner_involvement_id = i.id AND a.state IN ('proposed', 'agreed')
    JOIN people_household h ON h.id = a.household_id
    ORDER BY h.id, a.id
"""


@dataclass
class Browser(Person):
    """Somebody who writes in an agreement of his or her own."""

    title: str
    version: int
    agreement: str = ""
    """The code of the agreement in addresses."""
    written: int = 0
    is_sure: bool = True
    """Whether `version` is that of the agreement: not after a write without an answer."""

    def sign_in(self) -> None:
        super().sign_in()
        said = self.ask(self.at("plan/"))[1]
        found = re.search(rf'afspraken/([a-z2-7]+)/"[^>]*>{re.escape(escape(self.title))}<', said)
        assert found, self.title
        self.agreement = found[1]

    def write(self, token: str) -> None:
        """Change something of the plan; returns when that was acknowledged."""
        if not self.is_sure:
            self.look()
        self.is_sure = False
        turn = self.written + 1
        if turn % SELDOM == 0:
            self.add_goal(token)
        elif turn % NOW_AND_THEN == 0:
            self.change(token)
        else:
            self.answer(token)
        self.is_sure, self.written = True, turn
        if turn % NOW_AND_THEN == 1:
            self.ask(self.at("plan/veranderingen/"))

    def look(self) -> None:
        """Open the agreement, to see which version it has: the last change may have been kept."""
        status, said = self.ask(self.at(f"afspraken/{self.agreement}/"))
        found = re.search(r'name="version" value="(\d+)"', said)
        assert found, status
        self.version = int(found[1])

    def answer(self, token: str) -> None:
        """Say what is not right about the agreement."""
        fields = {"answer": "disagrees", "reason": token, "version": self.version}
        self.send(f"afspraken/{self.agreement}/antwoord/", fields, f"#a-{self.agreement}")

    def change(self, token: str) -> None:
        """Give the agreement another name."""
        fields = {"do": "save", "unsaid": 1, "title": token, "version": self.version}
        address = f"afspraken/{self.agreement}/veranderen/"
        self.send(address, fields, f"#a-{self.agreement}")
        self.version += 1

    def add_goal(self, token: str) -> None:
        self.send("doelen/toevoegen/", {"own_words": token}, "/plan/")

    def send(self, address: str, fields: Mapping[str, object], leads: str) -> None:
        """Send a form; only a redirect to where it leads when it was kept acknowledges it."""
        status, said = self.ask(self.at(address), fields)
        assert status == 302, status
        assert said.endswith(leads), said


@pytest.fixture
def demo() -> Iterator[Demo]:
    folder = new_folder()
    made = Demo(folder / "a demo")
    # Who starts it may have done the worker's work before: the site is the site all the same.
    made.start(TANDEM_AS_WORKER="1")
    assert comes(made.is_ready)
    yield made
    assert made.process is not None
    made.process.send_signal(signal.SIGINT)
    made.process.communicate(timeout=60)
    destroy(settle(folder / "a demo" / "postgres"))
    throw_away(folder)
    shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Killer:
    """Kills a process of the site, all of it, the database and the worker by turns."""

    demo: Demo
    turns: Iterator[str] = field(default_factory=lambda: cycle(KILLED))
    took: list[tuple[str, float]] = field(default_factory=list)
    """Who was killed, and the seconds until another stood there and the site was ready."""

    def __call__(self) -> None:
        """Kill the next, as the system does without memory; the worker has clocks to strike."""
        pass_time(self.demo)
        name = next(self.turns)
        assert comes(lambda: self.demo.is_ready() and self.find(name) != 0)
        victim = self.find(name)
        begin = time.monotonic()
        os.kill(victim, signal.SIGKILL)
        assert comes(lambda: self.find(name) not in {0, victim} and self.demo.is_ready())
        self.took.append((name, time.monotonic() - begin))

    def find(self, name: str) -> int:
        """Return the process of this name; 0 when there is none just now."""
        with suppress(OSError, ValueError, IndexError):
            return KILLED[name](self.demo)
        return 0


KEPT = """
    SELECT coalesce(
        data ->> 'reason', data -> 'became' ->> 'title', data -> 'became' ->> 'own_words'
    )
    FROM audit_event WHERE verb IN ('answered', 'changed', 'added')
"""


def kept(demo: Demo) -> Counter[str]:
    """Return how often the database has each token."""
    with owner_of(demo) as owner:
        return Counter(row[0] for row in owner.execute(KEPT).fetchall())


KILLED: dict[str, Callable[[Demo], int]] = {
    **VICTIMS,
    "tasks": lambda demo: children_with(demo, WORKER)[0],
}
"""What is killed, by turns; "tasks" is the worker that does what is put off."""
STRIKE_NOW = """
    UPDATE tandem_queue.procrastinate_jobs SET scheduled_at = now()
    WHERE task_name = 'offer-clock' AND status = 'todo' AND scheduled_at > now()
"""
WAITING = """
    SELECT count(*) FROM tandem_queue.procrastinate_jobs WHERE task_name = ANY
        (ARRAY['offer-clock', 'tell-what-is-new']) AND status = 'todo'
"""
STRUCK = "SELECT count(*) FROM coordination_escalation"
LETTERS = "SELECT id, left_at IS NOT NULL, failed_at IS NOT NULL FROM coordination_noticeletter"


def pass_time(demo: Demo) -> None:
    """Let days pass in the queue: the clock of every offer that nobody answered strikes."""
    with suppress(psycopg.OperationalError), owner_of(demo) as database:
        database.execute("SET search_path = tandem_queue")
        database.execute(STRIKE_NOW)


def tasks_are_done(demo: Demo) -> bool:
    """Whether nothing waits in the queue, however many days pass."""
    pass_time(demo)
    with owner_of(demo) as database:
        return database.execute(WAITING).fetchone() == (0,)


def wrong_with_letters(demo: Demo) -> list[str]:
    """Return where what lies in the letterbox is not what the database says left."""
    with owner_of(demo) as database:
        begun = {f"tandem-news-{row[0]}": row[1:] for row in database.execute(LETTERS).fetchall()}
    posted = {one.stem for one in (demo.folder / "letters").glob("tandem-news-*.json")}
    wrong = [f"{name} was never begun" for name in posted - begun.keys()]
    wrong += [
        f"{name} left and is not there" for name in begun if begun[name][0] - (name in posted)
    ]
    return wrong + [f"{name} failed and left" for name in posted & begun.keys() if begun[name][1]]


@contextmanager
def watched(board: Board) -> Iterator[None]:
    """Let the racers see what there is, until they are done."""
    eyes = threading.Thread(target=board.look)
    eyes.start()
    try:
        with codes_of_the_demo():
            yield
    finally:
        board.over.set()
        eyes.join()


def test_what_the_site_acknowledged_is_there_after_kills(
    demo: Demo,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Some write in agreements of their own; many more race for the same items and leads."""
    monkeypatch.setattr(acknowledged, "PATIENCE", PATIENCE)
    with owner_of(demo) as database:
        found = database.execute(OWNERS).fetchall()[:WRITERS]
        assert wrong_with(database) == [], "the demo itself"
    board, racing = racers(demo, HOUSEHOLDS, RACERS)
    everybody: list[Browser | Racer] = [*(Browser(demo, *row) for row in found), *racing]
    assert len(everybody) == WRITERS + RACERS
    with ThreadPoolExecutor(WRITERS) as together:
        list(together.map(lambda one: one.sign_in(), everybody))
    kill = Killer(demo)
    with watched(board):
        ledger = acknowledged.write_and_kill(
            lambda token: everybody[int(token.split("-")[0])].write(token),
            kill,
            writers=len(everybody),
            wanted=WRITES,
            kills=KILLS,
            finish=lambda: None,
        )
    assert comes(lambda: tasks_are_done(demo), 300), demo.told()
    figures = {
        "acknowledged": len(ledger.acknowledged),
        "without an answer": ledger.failed,
        "longest silence": round(ledger.longest_silence, 2),
        "up again": [(name, round(seconds, 2)) for name, seconds in kill.took],
        "racing": dict(sorted(board.answered.items())),
        "operations": board.operations,
    }
    record_property("figures", figures)
    sys.stdout.write(f"{figures}\n")  # shown by -rP
    assert ledger.is_full
    assert ledger.failed, "nobody was writing when it was killed"
    assert board.operations >= OPERATIONS
    own = [one for one in ledger.acknowledged if int(one.split("-")[0]) < WRITERS]
    times = kept(demo)
    assert {token for token in own if times[token] == 0} == set(), "lost"
    assert {token for token in own if times[token] > 1} == set(), "twice"
    with owner_of(demo) as database:
        assert wrong_with(database, board.told) == []
        assert database.execute(STRUCK).fetchone() != (0,), "no clock struck"
    assert wrong_with_letters(demo) == []
    assert ledger.longest_silence < UP_AGAIN
    assert max(seconds for _, seconds in kill.took) < UP_AGAIN
