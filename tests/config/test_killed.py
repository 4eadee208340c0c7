"""The site and its database are killed in the middle of writes through the site: none is lost."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from urllib.parse import urlencode

import psycopg
import pytest

from tandem.config.embedded import destroy, settle
from tests.config.test_demo import VICTIMS, Demo, comes
from tests.conftest import FULL
from tests.database import new_folder, throw_away
from tests.records import acknowledged

pytestmark = [pytest.mark.slow, pytest.mark.database]

WRITERS = 8
WRITES, KILLS = (10_000, 9) if FULL else (600, 3)
UP_AGAIN = 5.0 if FULL else 20.0
"""Seconds in which it writes again; more where other tests run on the same machine."""
PATIENCE = 900.0
NOW_AND_THEN = 20
"""One in so many writes is a change, and one a page that shows what was said."""
SELDOM = 100
"""One in so many writes is a goal: a plan holds no thousands of those."""

OWNERS = """
    SELECT DISTINCT ON (h.id) k.id, h.code, a.id, a.version
    FROM people_account k
    JOIN people_involvement i ON i.professional_id = k.professional_id AND i.until IS NULL
    JOIN plans_agreement a ON a.owner_involvement_id = i.id AND a.state IN ('proposed', 'agreed')
    JOIN people_household h ON h.id = a.household_id
    ORDER BY h.id, a.id
"""


@dataclass
class Browser:
    """Somebody who is signed in, on a connection of his or her own."""

    demo: Demo
    account: int
    code: str
    agreement: int
    version: int
    cookies: dict[str, str] = field(default_factory=dict)
    written: int = 0
    is_sure: bool = True
    """Whether `version` is that of the agreement: not after a write without an answer."""

    def ask(self, address: str, fields: Mapping[str, object] | None = None) -> tuple[int, str]:
        """Return the status, and where it leads or else what it says; raises without an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.demo.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        sent = None
        if fields is not None:
            sent = urlencode({"csrfmiddlewaretoken": self.cookies["csrf"], **fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request("GET" if sent is None else "POST", address, sent, headers)
            answer = line.getresponse()
            said = answer.read().decode()
        finally:
            line.close()
        for one in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(one).items()}
        return answer.status, answer.headers.get("Location", said)

    def sign_in(self) -> None:
        assert self.ask("/inloggen/")[0] == 200
        assert self.ask("/demo/iemand-anders/", {"person": self.account})[0] == 302

    def at(self, address: str) -> str:
        return f"/huishoudens/{self.code}/{address}"

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
    made.start()
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
    """Kills a worker, the site and the database by turns, as the system does without memory."""

    demo: Demo
    turns: Iterator[str] = field(default_factory=lambda: cycle(VICTIMS))
    took: list[tuple[str, float]] = field(default_factory=list)
    """Who was killed, and the seconds until another stood there and the site was ready."""

    def __call__(self) -> None:
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
            return VICTIMS[name](self.demo)
        return 0


KEPT = """
    SELECT coalesce(
        data ->> 'reason', data -> 'became' ->> 'title', data -> 'became' ->> 'own_words'
    )
    FROM audit_event WHERE verb IN ('answered', 'changed', 'added')
"""


def kept(demo: Demo) -> Counter[str]:
    """Return how often the database has each token."""
    with psycopg.connect(demo.place.conninfo(role="tandem_owner"), autocommit=True) as owner:
        return Counter(row[0] for row in owner.execute(KEPT).fetchall())


def test_what_the_site_acknowledged_is_there_after_kills(
    demo: Demo,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    monkeypatch.setattr(acknowledged, "PATIENCE", PATIENCE)
    with psycopg.connect(demo.place.conninfo(role="tandem_owner"), autocommit=True) as owner:
        found = owner.execute(OWNERS).fetchall()[:WRITERS]
    browsers = {str(number): Browser(demo, *row) for number, row in enumerate(found)}
    assert len(browsers) == WRITERS
    for browser in browsers.values():
        browser.sign_in()
    kill = Killer(demo)
    ledger = acknowledged.write_and_kill(
        lambda token: browsers[token.split("-")[0]].write(token),
        kill,
        writers=WRITERS,
        wanted=WRITES,
        kills=KILLS,
        finish=lambda: None,
    )
    figures = {
        "acknowledged": len(ledger.acknowledged),
        "without an answer": ledger.failed,
        "longest silence": round(ledger.longest_silence, 2),
        "up again": [(name, round(seconds, 2)) for name, seconds in kill.took],
    }
    record_property("figures", figures)
    sys.stdout.write(f"{figures}\n")  # shown by -rP
    assert ledger.is_full
    assert ledger.failed, "nobody was writing when it was killed"
    times = kept(demo)
    assert {token for token in ledger.acknowledged if times[token] == 0} == set(), "lost"
    assert {token for token in ledger.acknowledged if times[token] > 1} == set(), "twice"
    assert ledger.longest_silence < UP_AGAIN
    assert max(seconds for _, seconds in kill.took) < UP_AGAIN
