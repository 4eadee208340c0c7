"""Requests that arrive by a clock, whether the one before is answered or not (an open loop).

How long somebody waits is counted from the moment at which the request was meant to be sent. So a
site that falls behind is not spared: whoever had to wait for a turn waited too.
"""

from __future__ import annotations

import http.client
import queue
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.web import serve

if TYPE_CHECKING:
    from benchmarks.web.visits import Visitor

PATIENCE = 30.0
"""Seconds after which nobody waits for an answer any more."""
HANDS = 64
"""Requests that can be under way at once: more people are not signed in."""
TOKEN = "b" * 32
"""What stands in the cookie against forged forms, and in each form."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that people do, and how many of a hundred times it is this."""

    name: str
    pattern: str
    share: int
    fields: Mapping[str, str] | None = None
    """Of a form; None for a page that is read."""
    promised: float | None = None
    """Milliseconds for 95 of 100; None when nothing was promised."""


HOUSEHOLD = "/huishoudens/{code}/"
MIX = (
    Ask("Vandaag", "/", 20, promised=150),
    Ask("Ons plan", f"{HOUSEHOLD}plan/", 20, promised=150),
    Ask("Vandaag, alles", "/vandaag/alles/", 8),
    Ask("Vandaag, team", "/vandaag/team/", 4),
    Ask("Huishoudens", "/huishoudens/", 5),
    Ask("Past het?", f"{HOUSEHOLD}past-het/", 5),
    Ask("Mensen", f"{HOUSEHOLD}mensen/", 6),
    Ask("Wat er loopt", f"{HOUSEHOLD}wat-loopt/", 6),
    Ask("one item", f"{HOUSEHOLD}wat-loopt/{{item}}/", 6),
    Ask("Berichten", f"{HOUSEHOLD}berichten/", 4),
    Ask("one conversation", f"{HOUSEHOLD}berichten/{{talk}}/", 6),
    Ask(
        "write: a new action",
        f"{HOUSEHOLD}wat-loopt/actie/",
        5,
        {"text": "De woningcorporatie bellen", "due_on": "{day}"},
    ),
    Ask("write: a message", f"{HOUSEHOLD}berichten/{{talk}}/", 5, {"text": "Ik belde vanmorgen."}),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request."""

    name: str
    ms: float
    """From the moment at which it was meant to be sent."""
    is_right: bool
    """Whether it was a page, or for a form a redirect."""


@dataclass(frozen=True, slots=True)
class Due:
    """A request that is to be sent."""

    at: float
    ask: Ask
    who: Visitor


@dataclass
class Day:
    """What is asked of a site by people who are signed in."""

    port: int
    people: Sequence[Visitor]
    today: date
    mix: Sequence[Ask] = MIX
    answers: list[Answer] = field(default_factory=list)

    def run(self, rate: float, seconds: float, seed: int) -> list[Answer]:
        """Let people arrive at so many a second, for so long; return what came of it."""
        self.answers = []
        line: queue.SimpleQueue[Due | None] = queue.SimpleQueue()
        hands = [threading.Thread(target=self._serve, args=[line]) for _ in range(HANDS)]
        for one in hands:
            one.start()
        begin = time.perf_counter() + 0.2
        for due in self.arrivals(begin, rate, seconds, seed):
            time.sleep(max(0.0, due.at - time.perf_counter()))
            line.put(due)
        for _ in hands:
            line.put(None)
        for one in hands:
            one.join()
        return self.answers

    def arrivals(self, begin: float, rate: float, seconds: float, seed: int) -> list[Due]:
        """Return who asks what and when; the same seed gives the same."""
        dice = random.Random(seed)
        shares = [one.share for one in self.mix]
        found, at = [], 0.0
        while (at := at + dice.expovariate(rate)) < seconds:
            (ask,) = dice.choices(self.mix, shares)
            found.append(Due(begin + at, ask, dice.choice(self.people)))
        return found

    def _serve(self, line: queue.SimpleQueue[Due | None]) -> None:
        connection = http.client.HTTPConnection(serve.HOST, self.port, timeout=PATIENCE)
        while (due := line.get()) is not None:
            try:
                is_right = self._send(connection, due)
            except (OSError, http.client.HTTPException):
                connection.close()
                is_right = False
            took = 1000 * (time.perf_counter() - due.at)
            self.answers.append(Answer(due.ask.name, took, is_right))
        connection.close()

    def _send(self, connection: http.client.HTTPConnection, due: Due) -> bool:
        body = None
        headers = {
            **serve.HTTPS,
            "Cookie": f"{due.who.cookie}; __Host-csrf={TOKEN}",
            "Referer": f"https://{serve.HOST}:{self.port}/",
        }
        if due.ask.fields is not None:
            day = (self.today + timedelta(days=20)).isoformat()
            sent = {name: value.format(day=day) for name, value in due.ask.fields.items()}
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **sent})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        method = "GET" if body is None else "POST"
        connection.request(method, due.who.at(due.ask.pattern), body, headers)
        response = connection.getresponse()
        response.read()
        return response.status == (200 if body is None else 302)
