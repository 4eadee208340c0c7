"""A flood of the form that anybody can use: `python -m benchmarks.web.flood`.

A thousand forms a minute come in, first all from one address, then each from another, by a clock
that waits for nobody. Meanwhile a practice gives a real signal every few seconds, from an address
of its own, and somebody who is signed in reads *Vandaag*. It starts its own site and database, and
stops them. Times count from the moment at which a request was meant to be sent.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.machine import this_machine
from benchmarks.page import rewrite
from benchmarks.tables import percentile, table
from benchmarks.web import serve
from benchmarks.web.guessing import Browser as SignIn
from benchmarks.web.guessing import password
from tandem.config.demo.place import free_port
from tandem.scenarios.stories import STORIES

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "benchmarks-web.md"
START, END = "<!-- flood: start -->", "<!-- flood: end -->"
PORT = 8870
A_MINUTE = 1_000
HANDS = 32
PAUSE = 2.0
"""Seconds between two real signals, and between two pages that somebody reads."""
RECEIPT = re.compile(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}")
RESIDENTS = {re.escape(one.name) for story in STORIES for one in story.residents.values()}
NAMES = re.compile(rf"\b({'|'.join(sorted(RESIDENTS))})\b")
"""People who live in the households of the demo: none of them may be in an answer.

Whole words: a token of chance may hold the letters of a short name.
"""
FORM = {"concern": "children", "words": "Er is elke avond ruzie.", "about": "Nummer 12"}
FORM |= {"name": "Bos, huisarts", "telephone": "088 111 22 33"}


@dataclass
class Came:
    """What came of one kind of requests."""

    ms: list[float] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    leaks: int = 0
    """Answers with the name of somebody of a household."""

    def note(self, due: float, status: int, text: str, *, may_name: bool = False) -> None:
        """Note an answer; 0 is none."""
        self.ms.append(1000 * (time.perf_counter() - due))
        self.answered[str(status or "no answer")] += 1
        self.leaks += not may_name and bool(NAMES.search(text))


def send(port: int, address: str) -> tuple[int, str]:
    """Send the form from an address; return the status and the page."""
    token = secrets.token_hex(16)
    headers = {
        **serve.HTTPS,
        "X-Forwarded-For": address,
        "Referer": f"https://{serve.HOST}:{port}/zorg/",
        "Cookie": f"__Host-csrf={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode({**FORM, "csrfmiddlewaretoken": token})
    connection = http.client.HTTPConnection(serve.HOST, port, timeout=30)
    try:
        connection.request("POST", "/zorg/", body, headers)
        answered = connection.getresponse()
        return answered.status, answered.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def flood(port: int, address: Callable[[int], str], seconds: float) -> tuple[Came, Came, Came]:
    """Let forms come in by the clock; return what came of them, of real signals, and of reading."""
    forms, real, read = Came(), Came(), Came()
    over = threading.Event()
    others = [
        threading.Thread(target=_give, args=[port, real, over]),
        threading.Thread(target=_read, args=[port, read, over]),
    ]
    for one in others:
        one.start()
    begin = time.perf_counter()
    with ThreadPoolExecutor(HANDS) as hands:
        for number in range(round(A_MINUTE * seconds / 60)):
            due = begin + 60 * number / A_MINUTE
            time.sleep(max(0.0, due - time.perf_counter()))
            hands.submit(lambda at=due, n=number: forms.note(at, *send(port, address(n))))  # type: ignore[misc]
    over.set()
    for one in others:
        one.join()
    return forms, real, read


def _give(port: int, real: Came, over: threading.Event) -> None:
    """Give a signal now and then, each from another practice; the receipt has to be there."""
    number = secrets.randbelow(200)
    while not over.is_set():
        due = time.perf_counter()
        number += 1
        status, text = send(port, f"172.20.{number // 250}.{number % 250 + 1}")
        real.note(due, status if RECEIPT.search(text) else 0, text)
        over.wait(PAUSE)


def _read(port: int, read: Came, over: threading.Event) -> None:
    """Read the own page again and again, as a resident who is signed in."""
    browser = SignIn(port, "172.16.0.1")
    browser.open()
    resident = next(iter(STORIES[0].residents.values()))
    assert browser.sign_in(resident.username, password())[0] == http.client.FOUND
    while not over.is_set():
        due = time.perf_counter()
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        status = serve.status(port, "/mijn-gegevens/", cookie)
        read.note(due, status, "", may_name=True)
        over.wait(PAUSE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write down where asked; return 1 when something real did not get through."""
    options = _parser().parse_args(arguments)
    machine = this_machine(options.date)
    with serve.database() as (_, variables):
        os.environ.update(variables)
        password()
        port = free_port(PORT)
        with serve.site(port, {**variables, "TANDEM_PROXIES": "1"}):
            seconds = 60 * options.minutes
            one = flood(port, lambda _: "10.66.0.1", seconds)
            many = flood(
                port, lambda n: f"10.{70 + n // 60000}.{n // 250 % 240}.{n % 250}", seconds
            )
            is_up = serve.status(port, "/readyz") == http.client.OK
    head = (
        f"{machine.processor}, {machine.cores} cores shared with database and clients, Python "
        f"{machine.python}, load {machine.load:.1f} at the start; {machine.date}. "
        f"{A_MINUTE:,} forms a minute, twice for {options.minutes:g} min."
    )
    text = f"{head}\n\n{_table({'one address': one, 'many addresses': many})}"
    print(text)
    if options.write:
        rewrite(DOCUMENT, text, START, END)
    return int(not is_up or any(_is_wrong(*came) for came in (one, many)))


def _is_wrong(forms: Came, real: Came, read: Came) -> bool:
    only_right = set(real.answered) == {"200"} == set(read.answered)
    return bool(forms.leaks + real.leaks) or not only_right or "500" in forms.answered


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web.flood", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1, help="for each of the two floods (1)")
    parser.add_argument("--write", action="store_true", help="write the table into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    return parser


def _table(found: dict[str, tuple[Came, Came, Came]]) -> str:
    rows = []
    for where, came in found.items():
        for what, one in zip(
            ("the flood", "real signals", "a page that is read"), came, strict=True
        ):
            answers = ", ".join(f"{count:,} × {name}" for name, count in one.answered.most_common())
            middle, high = percentile(one.ms, 0.5), percentile(one.ms, 0.95)
            rows.append([where, what, answers, f"{middle:.0f}", f"{high:.0f}", str(one.leaks)])
    return table(["flood from", "what", "answers", "p50 ms", "p95 ms", "leaks"], rows)


if __name__ == "__main__":
    sys.exit(main())
