"""What attacks share: who asks, every address and form, and what a household looks like inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tandem.core.access import Actor
from tandem.records.work import work
from tests.access import rows
from tests.access.asking import Asker, methods_of
from tests.access.rows import Row
from tests.access.town import ASKED_AT, WORDS, Place, Town, elsewhere

OF_HOUSEHOLDS = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'household_id' AND NOT a.attisdropped
      AND c.relname NOT IN ('audit_event', 'audit_look')
    ORDER BY c.relname
"""
CHANGES = re.compile(r"_at$|^at$|^id$|^told$|^password$|^last_login$")
"""Columns that say when, or are numbers given out: another every time."""
BY_CHANCE = {("coordination_attachment", "file"), ("coordination_attachment", "key")}
"""The name of a file on disk and its key: made up anew for each."""
NUMBER = re.compile(r"\d{3}-\d{3}-\d{4}")
"""The number of a request, which every answer quotes."""


@dataclass
class Site:
    """The town, and somebody of every role with a browser."""

    town: Town
    askers: Mapping[str, Asker]

    @property
    def here(self) -> Place:
        return self.town.here

    @property
    def there(self) -> Place:
        return self.town.there

    @cached_property
    def rows(self) -> Mapping[Row, str]:
        """Every row of the matrix with its address in this household, one subject a route."""
        return rows.rows(self.here, methods_of(self.askers["none"]), first=True)

    def forms(self) -> Iterator[tuple[Row, str, Mapping[str, Any]]]:
        """Every form, with where it is sent and how it is filled in well."""
        for row, address in self.rows.items():
            if row.method == "POST":
                yield row, address, rows.fields_of(row, self.here)

    def send(
        self, who: str, method: str, address: str, fields: Mapping[str, Any], **headers: str
    ) -> HttpResponse:
        for value in fields.values():
            if hasattr(value, "seek"):
                value.seek(0)  # a file that was sent before is sent whole again
        return self.askers[who].send(method, address, fields, **headers)

    def browser(self, who: str) -> Client:
        """Return the browser of somebody, who is signed in again whatever was tried before."""
        asker = self.askers[who]
        asker.client.cookies = SimpleCookie(asker.kept)
        return asker.client

    def get(self, who: str, address: str, **headers: str) -> HttpResponse:
        return self.send(who, "GET", address, {}, **headers)

    def best(self, row: Row) -> str:
        """Return somebody who may do this: what is refused to others says little."""
        return BEST.get(row.route, "lead")


BEST = {
    "household-new": "chief",
    "household-import": "chief",
    "simple-question": "chief",
    "one-plan": "chief",
    "lead-take-back": "chief",
    "lead-question": "asked",
    "yes-to-all-send": "r17",
    "change-answer": "prov",
    "answer": "prov",
    "sign-in": "none",
    "language": "none",
}
"""Who may do what the lead may not."""


def text_of(answered: HttpResponse) -> str:
    """Return what an answer says, without the number that is another each time."""
    return NUMBER.sub("", answered.content.decode(errors="replace"))


def leaks(answered: HttpResponse) -> list[str]:
    """Return which words of the other household an answer says."""
    text = text_of(answered)
    return [name for name, word in WORDS.items() if elsewhere(word) in text]


Known = Mapping[str, frozenset[object]]
"""The numbers that stood in a column before, by its name."""


def inside(actor: Actor, household: int, known: Known | None = None) -> str:
    """Return a digest of all that is written of a household, but for the moments and the logs.

    Numbers that did not stand in their column before count as new: which they are is chance.
    """

    def read(_: object) -> str:
        lines = [
            str(
                (
                    table,
                    {
                        name: "new" if known and value not in known.get(name, (value,)) else value
                        for name, value in row.items()
                        if not CHANGES.search(name) and (table, name) not in BY_CHANCE
                    },
                )
            )
            for table, row in _rows(household)
        ]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    return work(actor, ASKED_AT).run(read)


def numbers(actor: Actor, household: int) -> Known:
    """Return the numbers that stand in the columns that point at rows."""

    def read(_: object) -> Known:
        found: dict[str, set[object]] = {}
        for _table, row in _rows(household):
            for name, value in row.items():
                if name.endswith("_id"):
                    found.setdefault(name, set()).add(value)
        return {name: frozenset(values) for name, values in found.items()}

    return work(actor, ASKED_AT).run(read)


def _rows(household: int) -> Iterator[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute(OF_HOUSEHOLDS)
        # What waits in the outbox names the rows that were just written.
        for table in [name for (name,) in cursor.fetchall()] + ["people_household"]:
            column = "id" if table == "people_household" else "household_id"
            cursor.execute(f"SELECT * FROM {table} WHERE {column} = %s", [household])  # noqa: S608 - of the catalog
            names = [one.name for one in cursor.description]
            for row in cursor.fetchall():
                values = dict(zip(names, row, strict=True))
                yield table, values | ({"payload": ""} if "payload" in values else {})
