"""Asking every row as every column, each time as if it were the first: what it writes goes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from tandem.core.access import Actor
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tests.access import rows
from tests.access.columns import COLUMNS, ELSEWHERE, STRANGERS
from tests.access.rows import Row
from tests.access.table import Cells
from tests.access.town import ASKED_AT, SAFE, WORDS, Place, Town, build, elsewhere
from tests.conftest import FULL

SIGN_IN = "log"
"""What stands in the table for being led to the sign-in page."""


@dataclass
class Asker:
    """Somebody with a browser that forgets what the last page told it."""

    actor: Actor | None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.actor is not None and self.actor.account is not None:
            with plumbing(), override_settings(AXES_ENABLED=False):
                account = Account.objects.get(pk=self.actor.account)
                self.client.force_login(account, "tandem.records.sign_in.Backend")
        self.kept = {name: one.value for name, one in self.client.cookies.items()}

    def ask(self, method: str, address: str, fields: Mapping[str, Any]) -> tuple[str, str]:
        """Return the code of the answer, and its text; what it wrote is taken back."""
        with taken_back():
            answered = self.send(method, address, fields)
        if answered.headers.get("Location", "").startswith(reverse("sign-in")):
            return SIGN_IN, ""
        return str(answered.status_code), answered.content.decode(errors="replace")

    def send(
        self, method: str, address: str, fields: Mapping[str, Any], **headers: str
    ) -> HttpResponse:
        """Return the answer itself; what it wrote stays, but for what the browser remembers."""
        self.client.cookies = SimpleCookie(self.kept)
        ask = self.client.post if method == "POST" else self.client.get
        return ask(address, dict(fields), headers=headers)  # type: ignore[return-value]


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is written inside."""
    with plumbing():
        before = connection.savepoint() or ""
    yield
    with plumbing():
        connection.savepoint_rollback(before)


def quickly(patch: pytest.MonkeyPatch) -> None:
    """Leave out what takes time and decides nothing about who may: working out and printing."""
    patch.setattr(settings, "TANDEM_DEMO", False)
    patch.setattr("tandem.web.pages.doors.now", lambda: ASKED_AT)
    patch.setattr("tandem.web.pages.sign_in.now", lambda: ASKED_AT)
    patch.setattr("tandem.web.pages.zorg.now", lambda: ASKED_AT)
    patch.setattr("tandem.web.pages.doors.check_plan", lambda *_, **__: None)
    patch.setattr("tandem.web.pages.copies.copy_pdf", lambda sheet, _: repr(sheet).encode())
    for page in ("files", "rights"):
        patch.setattr(f"tandem.web.pages.{page}.safe", lambda: SAFE)
    patch.setattr("tandem.web.pages.plan_pdf.plan_pdf", lambda sheet, _: repr(sheet).encode())


def found_answers(patch: pytest.MonkeyPatch, *, everything: bool = True) -> Cells:
    """Build the town, ask everything as everybody, and return the table as it is found.

    Else each route is asked by a quarter of the columns, by turns, so that each column asks a
    quarter of the routes; the cells that were not asked are left out.
    """
    quickly(patch)
    town = build()
    askers = {name: Asker(one.find(town)) for name, one in COLUMNS.items()}
    methods = methods_of(askers["none"])
    found: dict[str, dict[str, str]] = defaultdict(dict)
    read: dict[str, dict[str, str]] = {word: dict.fromkeys(COLUMNS, "-") for word in WORDS}
    turns = 1 if everything else 4
    for number, (row, address) in enumerate(rows.rows(town.here, methods).items()):
        for name, asker in list(askers.items())[number % turns :: turns]:
            code, text = asker.ask(row.method, address, _sent(row, town.here))
            found[row.name][name] = code
            for word in _words_in(text):
                read[word][name] = "yes"
    at_home = [one for name, one in askers.items() if name not in STRANGERS]
    for name, code in _elsewhere(at_home, town, methods):
        found[name][ELSEWHERE] = code
    for cells in found.values():
        cells.setdefault(ELSEWHERE, "-")
    for word, cells in read.items():
        found[f"READ {word}"] = cells | {ELSEWHERE: "-"}
    return found


def _elsewhere(
    askers: list[Asker], town: Town, methods: Callable[[str, str], tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Ask everything of the other household as those of this one: all get the same answer.

    A third of them each, by turns, so that everybody asks a third of the routes; everybody asks
    everything when all is tried.
    """
    turns = 1 if FULL else 3
    for number, (row, address) in enumerate(rows.rows(town.there, methods, first=True).items()):
        if "code" not in rows.routes()[row.route]:
            yield row.name, "-"
            continue
        sent = _sent(row, town.there)
        answers = [
            asker.ask(row.method, address, sent) for asker in askers[number % turns :: turns]
        ]
        read = {"reads" for _, text in answers for one in WORDS.values() if elsewhere(one) in text}
        yield row.name, "/".join(sorted({code for code, _ in answers} | read))


def methods_of(nobody: Asker) -> Callable[[str, str], tuple[str, ...]]:
    """Return which methods a route takes, as its view answers; asked once for each route."""
    known: dict[str, tuple[str, ...]] = {}

    def methods(route: str, address: str) -> tuple[str, ...]:
        if route not in known:
            known[route] = tuple(
                one for one in ("GET", "POST") if nobody.ask(one, address, {})[0] != "405"
            )
        return known[route]

    return methods


def _sent(row: Row, place: Place) -> Mapping[str, Any]:
    return rows.fields_of(row, place) if row.method == "POST" else {}


def _words_in(text: str) -> list[str]:
    return [name for name, word in WORDS.items() if word in text]
