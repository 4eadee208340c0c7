"""Guesses passwords from many addresses while others sign in: `python -m benchmarks.web.guessing`.

It starts its own site and database, and stops them. The others come from addresses of their own;
half of them in a browser in which they signed in before. Times are of the request with the
password, in milliseconds.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from benchmarks.machine import this_machine
from benchmarks.page import rewrite
from benchmarks.tables import table
from benchmarks.web import serve
from tandem.config.demo.place import free_port
from tandem.scenarios.municipality import WORKERS
from tandem.scenarios.stories import STORIES

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "benchmarks-sign-in.md"
PORT = 8840
PROMISED = 400
"""Milliseconds for 95 of 100 who sign in while others guess."""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
NAMED = {302: "in", 422: "wrong", 429: "waits", 503: "not looked at", 403: "second step"}


@cache
def password() -> str:
    """Return the one password of the demo's people."""
    import django  # noqa: PLC0415 - its settings name the database that was just made

    django.setup()
    from tandem.scenarios.build import PASSWORD  # noqa: PLC0415 - needs Django

    return PASSWORD


@dataclass
class Browser:
    """Somebody at an address, with the cookies that the site gave."""

    port: int
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(serve.HOST, self.port, timeout=60)
        self.token = ""

    def open(self) -> None:
        """Open the page with the form."""
        found = TOKEN.search(self._ask("GET")[1])
        assert found is not None
        self.token = found.group(1)

    def sign_in(self, name: str, password: str) -> tuple[int, float]:
        """Send a name and a password; return the status, and how long it took."""
        sent = {"username": name, "password": password, "csrfmiddlewaretoken": self.token}
        begin = time.perf_counter()
        status, _ = self._ask("POST", urlencode(sent))
        return status, (time.perf_counter() - begin) * 1000

    def _ask(self, method: str, body: str = "") -> tuple[int, str]:
        headers = {
            **serve.HTTPS,
            "X-Forwarded-For": self.address,
            "Referer": f"https://{serve.HOST}:{self.port}/inloggen/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request(method, "/inloggen/", body, headers)
        answered = self.connection.getresponse()
        text = answered.read().decode()
        for one in answered.msg.get_all("Set-Cookie") or []:
            name, _, rest = one.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answered.status, text


@dataclass
class Guesses:
    """Everybody who guesses: what is left to try, and what came of it."""

    port: int
    names: Sequence[str]
    left: int
    addresses: int
    answered: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def go_on(self, seed: int) -> None:
        """Guess until nothing is left, each time from another address."""
        chance = random.Random(seed)
        browser = Browser(self.port, "10.200.0.1")
        browser.open()
        while self._take():
            number = chance.randrange(self.addresses)
            browser.address = f"10.{100 + number // 60000}.{number // 250 % 240}.{number % 250}"
            status, _ = browser.sign_in(chance.choice(self.names), f"guess {chance.random()}")
            with self.lock:
                self.answered[NAMED.get(status, str(status))] += 1

    def _take(self) -> bool:
        with self.lock:
            self.left -= 1
            return self.left >= 0


@dataclass
class Others:
    """Residents who sign in with the right password, one after the other."""

    port: int
    names: Sequence[str]
    took: dict[str, list[float]] = field(default_factory=lambda: {"new": [], "known": []})
    kept_out: int = 0

    def sign_in(self, number: int) -> None:
        """Sign in in a new browser, and then again in the same one."""
        browser = Browser(self.port, f"172.16.{number // 200}.{number % 200 + 1}")
        name = self.names[number % len(self.names)]
        for kind in self.took:
            browser.cookies.pop("__Host-session", None)
            browser.open()
            status, took = browser.sign_in(name, password())
            self.took[kind].append(took)
            self.kept_out += status != 302


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write down where asked; return 1 when what is promised is not so."""
    options = _parser().parse_args(arguments)
    machine = this_machine(options.date)
    with serve.database() as (_, variables):
        os.environ.update(variables)
        port = free_port(PORT)
        with serve.site(port, {**variables, "TANDEM_PROXIES": "1"}):
            quiet, busy, guesses, kept_out = _measure(port, options)
    p95 = max(_middle_and_high(times)[1] for times in busy.took.values())
    head = (
        f"{machine.processor}, {machine.cores} cores shared with database and clients, Python "
        f"{machine.python}, load {machine.load:.1f} at the start; {machine.date}. "
        f"{options.guesses:,} wrong passwords for {len(guesses.names)} names from "
        f"{options.addresses:,} addresses, {options.clients} at once."
    )
    text = f"{head}\n\n{_others(quiet, busy)}\n\n{_outcome(guesses, busy, kept_out)}"
    print(text)
    if options.write:
        rewrite(DOCUMENT, text)
    return int(p95 > PROMISED or busy.kept_out > 0 or kept_out > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web.guessing", description=__doc__)
    parser.add_argument("--guesses", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--addresses", type=int, default=2_500, help="from how many (2500)")
    parser.add_argument("--clients", type=int, default=16, help="so many at once (16)")
    parser.add_argument("--write", action="store_true", help="write the tables into the docs")
    parser.add_argument("--date", help="the day to name in the docs (default: the last commit's)")
    return parser


def _measure(port: int, options: argparse.Namespace) -> tuple[Others, Others, Guesses, int]:
    residents = [one.username for story in STORIES for one in story.residents.values()]
    password()
    quiet, busy = Others(port, residents), Others(port, residents)
    for number in range(20):
        quiet.sign_in(number)
        time.sleep(0.2)
    names = [*residents, *(one.username for one in WORKERS)]
    guesses = Guesses(port, names, options.guesses, options.addresses)
    crowd = [threading.Thread(target=guesses.go_on, args=[n]) for n in range(options.clients)]
    for one in crowd:
        one.start()
    number = 1000
    while any(one.is_alive() for one in crowd):
        busy.sign_in(number)
        number += 1
        time.sleep(0.3)
    return quiet, busy, guesses, _kept_out(port, names)


def _kept_out(port: int, names: Sequence[str]) -> int:
    """Return how many of those who were guessed at are not let through afterwards."""
    count = 0
    for number, name in enumerate(names):
        browser = Browser(port, f"192.168.7.{number + 1}")
        browser.open()
        count += browser.sign_in(name, password())[0] not in {302, 403}
        time.sleep(0.15)
    return count


def _middle_and_high(times: Sequence[float]) -> tuple[float, float]:
    cut = quantiles(times, n=20)
    return cut[9], cut[18]


def _others(quiet: Others, busy: Others) -> str:
    rows = []
    for when, others in (("nobody guesses", quiet), ("others guess", busy)):
        for kind, times in others.took.items():
            middle, high = _middle_and_high(times)
            rows.append([when, kind, str(len(times)), f"{middle:.0f}", f"{high:.0f}"])
    return table(["while", "browser", "signed in", "p50 ms", "p95 ms"], rows)


def _outcome(guesses: Guesses, busy: Others, kept_out: int) -> str:
    rows = [[what, f"{count:,}"] for what, count in guesses.answered.most_common()]
    rows += [
        ["others kept out meanwhile", str(busy.kept_out)],
        ["names kept out afterwards", str(kept_out)],
    ]
    return table(["what came of it", "times"], rows)


if __name__ == "__main__":
    sys.exit(main())
