"""Every page asks the database a bounded number of things, however many households there are.

The municipality is loaded once, asked for everything, then copied and asked again: what a page
reads may depend on its household, never on how many others there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone
from pytest_django import Settings

from benchmarks.web.buffers import Read, read_by
from benchmarks.web.fill import TOWN, fill
from benchmarks.web.weigh import kilobytes
from tandem.config.embedded import Place
from tandem.core.access import SYSTEM
from tandem.core.access.talks import Someone
from tandem.records.coordination.notices import _accounts
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.work import work
from tandem.scenarios.load import load
from tandem.scenarios.moment import NOW
from tandem.web import urls
from tests.database import ConnectAs
from tests.web.samples import static_file

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MOST = 8
"""Statements of a page: session, account, who acts, the household, its plan, and the look."""
MORE = {
    "my-plan": 13,
    "lead-answer": 10,
    "people": 9,
    "handover": 9,
    "items": 9,
    "ladder": 9,
    "check": 10,
    "household-new": 10,
    "person-new": 10,
    "conference": 10,
    "changes": 10,
    "lead": 12,
    "means": 11,
    "ask-to-change": 9,
    "lead-stand-in": 10,
    "looks": 10,
    "my-sign-in": 16,
    "my-sign-in-password": 10,
    "agreement": 9,
    "sign-in-again": 14,
}
"""Pages that ask more, with their bound."""
FEW, MANY = 1_000, 4_000
SHARE, SPARE = 0.20, 25
"""By how much what is read may differ between few and many households; the spare is for pages that
read next to nothing, where one more level of an index is a large share."""
OF_ALL = frozenset(
    {"households", "household-new", "household-import", "invite", "work-areas", "work-areas-file"}
    | {"budgets", "kept"}
)
"""Pages of a list: of households, which grows for who has more of them, or of all areas,
organisations and professionals, which are copied along here; and the counts of a year, of all."""
HEAVIEST = 60.0
"""KB of a page with its style sheets and scripts, compressed."""
PEOPLE = ("samira", "kevin", "hanna", "sven")
"""Who asks: the first who may see a page."""
NOT_ASKED = {"change-record", "change-answer", "away", "sign-in", "metrics"}
"""Pages of something that this household does not have, and pages of nobody."""


@dataclass(frozen=True)
class Page:
    """What a page read and what it weighs."""

    who: str
    read: Read
    weight: float


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.TANDEM_DEMO = False
    settings.TANDEM_AHEAD = NOW - timezone.now() + timedelta(hours=1)


def signed_in(username: str) -> Client:
    client = Client()
    with plumbing():
        account = Account.objects.get(username=username)
        client.force_login(account, backend="tandem.records.sign_in.Backend")
    return client


def routes() -> Iterator[tuple[str, str]]:
    """Every route with what its address needs: nothing, a household, or something in it."""
    for one in urls.urlpatterns:
        if isinstance(one, URLPattern) and one.name:
            yield one.name, str(one.pattern)
    for one in urls.household:
        if isinstance(one, URLPattern) and one.name:
            yield one.name, f"<slug:code>/{one.pattern}"


def values_of(connect_as: ConnectAs) -> Mapping[str, object]:
    """What addresses need, of the household of the first story."""
    owner = connect_as("tandem_owner")
    found = owner.execute(
        "SELECT h.code, min(a.id), min(g.id), min(m.id), min(p.horizon_start)::text "
        "FROM people_household h JOIN plans_plan p ON p.household_id = h.id "
        "JOIN plans_agreement a ON a.household_id = h.id "
        "JOIN plans_goal g ON g.household_id = h.id "
        "JOIN people_membership m ON m.household_id = h.id "
        "WHERE h.name = 'Gezin De Vries' AND h.id < 1000000 GROUP BY h.code"
    ).fetchone()
    assert found is not None
    return dict(zip(("code", "agreement", "goal", "member", "monday"), found, strict=True))


def pages(values: Mapping[str, object]) -> dict[str, Page]:
    """Ask for everything that can be asked for, as the first who may."""
    clients = {who: signed_in(who) for who in PEOPLE}
    found = {}
    for name, pattern in routes():
        needed = re.findall(r"<\w+:(\w+)>", pattern)
        if name in NOT_ASKED or not set(needed) <= set(values):
            continue
        address = reverse(name, kwargs={key: values[key] for key in needed})
        for who, client in clients.items():
            if client.get(address).status_code == 200:
                found[name] = asked(who, client, address)
                break
    return found


def asked(who: str, client: Client, address: str) -> Page:
    """Ask twice and keep what read least: the server may be planning anew after an analyze."""
    answers = []
    reads = [read_by(lambda: answers.append(client.get(address))) for _ in range(2)]
    content = answers[0].content
    html = content.decode() if content.startswith(b"\n<!doctype") or b"<html" in content else ""
    least = min(reads, key=lambda one: one.buffers)
    return Page(who, least, kilobytes(html, lambda one: static_file(one).read_bytes()))


def last_look(connect_as: ConnectAs) -> int:
    """Return the number of the last look that was written down."""
    found = connect_as("postgres").execute("SELECT max(id) FROM audit_look").fetchone()
    assert found is not None
    return int(found[0] or 0)


def forget_looks(connect_as: ConnectAs, after: int) -> None:
    """Take away the looks that asking left, or *Wie keek mee* has more to read the next time."""
    database = connect_as("postgres")
    database.execute("SET session_replication_role = replica")
    database.execute("DELETE FROM audit_look WHERE id > %s", (after,))
    database.execute("VACUUM ANALYZE audit_look")


def stop(_there: int, _all: int) -> None:
    """Stop halfway, as somebody who has no more time."""
    raise InterruptedError


COPIED = "SELECT count(DISTINCT id / 1000000) FROM plans_agreement WHERE id >= 1000000"
UNEVEN = """
    SELECT id / 1000000, count(*) FROM plans_agreement GROUP BY 1
    HAVING count(*) <> (SELECT count(*) FROM plans_agreement WHERE id < 1000000)
"""


def test_every_page_among_few_and_among_many(
    connect_as: ConnectAs, postgres: Place, database_name: str
) -> None:
    assert load()
    everything = postgres.conninfo(database=database_name)
    values = values_of(connect_as)
    fill(everything, FEW)
    looked = last_look(connect_as)
    few = pages(values)
    forget_looks(connect_as, looked)
    with pytest.raises(InterruptedError):
        fill(everything, MANY, told=stop)
    fill(everything, MANY)
    with connect_as("postgres") as database:
        assert database.execute(UNEVEN).fetchall() == [], "whoever goes on copies nothing twice"
        assert database.execute(COPIED).fetchone() == (-(-MANY // TOWN) - 1,)
    many = pages(values)
    whom = [Someone(1), Someone(None, 1)]
    told = read_by(lambda: work(SYSTEM, NOW).run(lambda _: _accounts(whom)))
    assert "people_account" not in told.scanned, "whoever is told something is found by an index"

    assert {
        "plan",
        "check",
        "check-week",
        "people",
        "today",
        "my-plan",
        "history",
        "households",
    } <= set(few)
    assert set(many) == set(few)
    counts = {name: len(one.read.statements) for name, one in few.items()}
    assert {name: len(one.read.statements) for name, one in many.items()} == counts
    too_many = {name: count for name, count in counts.items() if count > MORE.get(name, MOST)}
    assert too_many == {}
    grown = {
        name: (few[name].read.buffers, one.read.buffers)
        for name, one in many.items()
        if name not in OF_ALL and one.read.buffers > few[name].read.buffers * (1 + SHARE) + SPARE
    }
    assert grown == {}
    heavy = {name: one.weight for name, one in few.items() if one.weight > HEAVIEST}
    assert heavy == {}
