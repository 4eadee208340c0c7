"""The site and its database are killed in the middle of writes through the site: none is lost."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import cycle
from urllib.parse import urlencode

import psycopg
import pytest

from tandem.config.embedded import destroy, running, settle
from tests.config.test_demo import VICTIMS, Demo, comes
from tests.conftest import FULL
from tests.database import new_folder, throw_away
from tests.records import acknowledged

pytestmark = [pytest.mark.slow, pytest.mark.database]

WRITERS = 8
WRITES, KILLS = (10_000, 6) if FULL else (600, 3)
UP_AGAIN = 5.0 if FULL else 20.0
"""Seconds in which it writes again; more where other tests run on the same machine."""
PATIENCE = 900.0
NOW_AND_THEN = 20
"""So many answers until a page is asked for, which shows what was said about them."""

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

    def ask(self, address: str, fields: Mapping[str, object] | None = None) -> tuple[int, str]:
        """Return the status and where it leads; raises when there is no answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.demo.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        sent = None
        if fields is not None:
            sent = urlencode({"csrfmiddlewaretoken": self.cookies["csrf"], **fields})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request("GET" if sent is None else "POST", address, sent, headers)
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        for one in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(one).items()}
        return answer.status, answer.headers.get("Location", "")

    def sign_in(self) -> None:
        assert self.ask("/inloggen/")[0] == 200
        assert self.ask("/demo/iemand-anders/", {"person": self.account})[0] == 302

    def write(self, token: str) -> None:
        """Say what is not right about an agreement; returns when that was acknowledged."""
        address = f"/huishoudens/{self.code}/afspraken/{self.agreement}/antwoord/"
        fields = {"answer": "disagrees", "reason": token, "version": self.version}
        status, leads_to = self.ask(address, fields)
        assert status == 302, status
        assert leads_to.endswith(f"#a-{self.agreement}"), leads_to
        self.written += 1
        if self.written % NOW_AND_THEN == 0:
            self.ask(f"/huishoudens/{self.code}/plan/veranderingen/")


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


def killer(demo: Demo) -> Callable[[], None]:
    """Kill a worker, the site and the database by turns, as the system does without memory."""
    turns = cycle(VICTIMS.values())

    def kill() -> None:
        assert comes(lambda: running(demo.place) is not None and demo.is_ready())
        os.kill(next(turns)(demo), signal.SIGKILL)

    return kill


def test_what_the_site_acknowledged_is_there_after_kills(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledged, "PATIENCE", PATIENCE)
    with psycopg.connect(demo.place.conninfo(role="tandem_owner"), autocommit=True) as owner:
        found = owner.execute(OWNERS).fetchall()[:WRITERS]
    browsers = {str(number): Browser(demo, *row) for number, row in enumerate(found)}
    assert len(browsers) == WRITERS
    for browser in browsers.values():
        browser.sign_in()
    ledger = acknowledged.write_and_kill(
        lambda token: browsers[token.split("-")[0]].write(token),
        killer(demo),
        writers=WRITERS,
        wanted=WRITES,
        kills=KILLS,
        finish=lambda: None,
    )
    assert ledger.is_full
    assert ledger.failed, "nobody was writing when it was killed"
    assert comes(demo.is_ready)
    with psycopg.connect(demo.place.conninfo(role="tandem_owner"), autocommit=True) as owner:
        kept = {row[0] for row in owner.execute("SELECT reason FROM plans_answer").fetchall()}
    assert set(ledger.acknowledged) <= kept
    assert ledger.longest_silence < UP_AGAIN
