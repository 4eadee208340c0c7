"""What a page costs by how many households its viewer has to do with.

`python -m benchmarks.web.scopes` makes a database of a few thousand households, gives three
professionals a part in 50, 500 and 5,000 of them, and asks for the same pages in turn, so that a
busy machine slows all of them. Everything that it starts it stops.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import psycopg

from benchmarks.machine import this_machine
from benchmarks.tables import table
from benchmarks.web import fill, serve
from tandem.config.embedded import Place

SCOPES = (50, 500, 5_000)
SPARE = 100
"""Households that are nobody's of these, so that the scope leaves some out."""
ASKED = """
    SELECT h.id, h.code, i.professional_id FROM people_household h
    JOIN people_involvement i ON i.household_id = h.id
    JOIN people_account a ON a.professional_id = i.professional_id
    WHERE h.name = 'Gezin De Vries' ORDER BY h.id, i.id LIMIT 1
"""
TAKEN_PART = """
    INSERT INTO people_involvement (household_id, professional_id, key, role, discipline, purpose,
                                    legal_ground, since)
    SELECT h.id, %(professional)s, 'scope-' || %(professional)s, 'provider', '', 'Meten', 'Meten',
        '2020-01-01'
    FROM people_household h
    WHERE NOT EXISTS (
        SELECT FROM people_involvement i
        WHERE i.household_id = h.id AND i.professional_id = %(professional)s
    )
    ORDER BY h.id LIMIT %(count)s
"""
FIRST = "/huishoudens/{code}/"
PAGES: Mapping[str, str] = {
    "the scope alone": "",
    "Ons plan": FIRST + "plan/",
    "Mensen": FIRST + "mensen/",
    "a household outside": "/huishoudens/abcdefghjk/plan/",
    "Vandaag": "/",
    "Huishoudens": "/huishoudens/",
}


@dataclass(slots=True)
class Asked:
    """Somebody with a scope, and how long each page took in milliseconds."""

    account: int
    code: str
    get: Callable[[str], int]
    took: dict[str, list[float]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """Pages that got no answer in the time that the database gives a statement."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, measure and print a table; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web.scopes", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, help="times each page is asked (60)")
    rounds = parser.parse_args(arguments).rounds
    machine = this_machine(None)
    with serve.database() as (place, variables):
        os.environ.update(variables)
        people = _people(place)
        _set_up()
        asked = {scope: _asked(*one) for scope, one in people.items()}
        for number in range(rounds + 5):
            for one in asked.values():
                _round(one, kept=number >= 5)
    sys.stdout.write(f"{machine}\n\n{_table(asked)}\n")
    return 0


def _people(place: Place) -> Mapping[int, tuple[int, str]]:
    """Write a professional for each scope, all with the same household; return account and code."""
    conninfo = place.conninfo()
    fill.fill(conninfo, SCOPES[-1] + SPARE)
    found = {}
    with psycopg.connect(conninfo, autocommit=True) as connection:
        row = connection.execute(ASKED).fetchone()
        assert row is not None
        household, code, known = row
        for scope in SCOPES:
            account, professional = _professional(connection, known, scope)
            part = {"professional": professional, "count": scope - 1}
            connection.execute(
                TAKEN_PART.replace("ORDER BY h.id LIMIT %(count)s", "AND h.id = %(household)s"),
                {**part, "household": household},
            )
            connection.execute(TAKEN_PART, part)
            found[scope] = account, code
        connection.execute("ANALYZE")
    return found


def _professional(
    connection: psycopg.Connection[tuple[Any, ...]], like: int, scope: int
) -> tuple[int, int]:
    """Write a professional with an account; return the numbers of account and professional."""
    made = connection.execute(
        "INSERT INTO people_professional (name, function, telephone, organisation_id) "
        "SELECT %s, function, telephone, organisation_id FROM people_professional WHERE id = %s "
        "RETURNING id",
        [f"Meter {scope}", like],
    ).fetchone()
    assert made is not None
    account = connection.execute(
        "INSERT INTO people_account SELECT (jsonb_populate_record(a, jsonb_build_object("
        "'id', nextval(pg_get_serial_sequence('people_account', 'id')), 'username', %s::text, "
        "'professional_id', %s::bigint, 'duties', '[]'::jsonb))).* "
        "FROM people_account a WHERE professional_id = %s RETURNING id",
        [f"meter-{scope}", made[0], like],
    ).fetchone()
    assert account is not None
    return int(account[0]), int(made[0])


def _set_up() -> None:
    import logging  # noqa: PLC0415 - needs settings

    import django  # noqa: PLC0415 - needs settings

    django.setup()
    logging.disable(logging.ERROR)


def _asked(account: int, code: str) -> Asked:
    """Sign somebody in within this process."""
    from django.test import Client  # noqa: PLC0415 - needs settings

    from tandem.records.door import plumbing  # noqa: PLC0415 - needs settings
    from tandem.records.people.models import Account  # noqa: PLC0415 - needs settings

    client = Client(
        raise_request_exception=False,
        SERVER_NAME="127.0.0.1",
        headers={"x-forwarded-proto": "https"},
    )
    with plumbing():
        client.force_login(
            Account.objects.get(pk=account), backend="tandem.records.sign_in.Backend"
        )

    def get(address: str) -> int:
        return client.get(address, secure=True).status_code

    return Asked(account, code, get)


def _round(asked: Asked, *, kept: bool) -> None:
    for name, pattern in PAGES.items():
        if pattern in asked.failed:
            continue
        do = partial(_page, asked, pattern) if pattern else partial(_scope, asked)
        begin = time.perf_counter()
        do()
        if kept:
            took = (time.perf_counter() - begin) * 1000
            asked.took.setdefault(name, []).append(took)


def _page(asked: Asked, pattern: str) -> None:
    status = asked.get(pattern.format(code=asked.code))
    wanted = 404 if "abcdefghjk" in pattern else 200
    if status != wanted:
        asked.failed.add(pattern)


def _scope(asked: Asked) -> None:
    """Open a work as every page does, which works the scope out once, and ask nothing else."""
    from tandem.core.access import Actor  # noqa: PLC0415 - needs settings
    from tandem.records.work import work  # noqa: PLC0415 - needs settings
    from tandem.web.clock import now  # noqa: PLC0415 - needs settings

    work(Actor(asked.account, "Meter"), now(), reads=True).run(lambda _: None)


def _table(asked: Mapping[int, Asked]) -> str:
    """Return the middle of each page, and what it costs more than at the smallest scope."""
    head = ["milliseconds, middle", *(f"{scope:,} households" for scope in SCOPES)]
    head += [f"{scope:,} : {SCOPES[0]}" for scope in SCOPES[1:]]
    rows = []
    for name in PAGES:
        middles = [_middle(asked[scope], name) for scope in SCOPES]
        ratios = [f"{one / middles[0]:.2f}" if one and middles[0] else "" for one in middles[1:]]
        rows.append([name, *(f"{one:.2f}" if one else "no answer" for one in middles), *ratios])
    return table(head, rows)


def _middle(asked: Asked, name: str) -> float | None:
    """Return the middle of what a page took; None when it once gave no answer."""
    return None if PAGES[name] in asked.failed else statistics.median(asked.took[name])


if __name__ == "__main__":
    sys.exit(main())
