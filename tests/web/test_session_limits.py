"""A session ends when it is not used, and in any case some hours after it began."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings as present
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tests.actions.town import Town, build
from tests.web.signing import first_step, give_password, is_in

pytestmark = pytest.mark.django_db

BEGIN = datetime.fromisoformat("2026-11-22T09:00:00+00:00")


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = BEGIN
        monkeypatch.setattr(timezone, "now", lambda: self.at)

    def go_on(self, **much: float) -> None:
        self.at += timedelta(**much)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


@pytest.fixture(autouse=True)
def town() -> Town:
    found = build()
    give_password("karin")
    return found


def test_who_does_nothing_is_signed_out(watch: Watch) -> None:
    idle, _ = present.TANDEM_SESSIONS["professional"]
    client = first_step("karin")
    watch.go_on(minutes=idle - 1)
    assert is_in(client)
    watch.go_on(minutes=idle - 1)
    assert is_in(client)
    watch.go_on(minutes=idle + 1)
    assert not is_in(client)


def test_a_session_ends_however_much_it_is_used(watch: Watch) -> None:
    _, hours = present.TANDEM_SESSIONS["professional"]
    client = first_step("karin")
    for _ in range(hours * 3 - 1):
        watch.go_on(minutes=20)
        assert is_in(client)
    watch.go_on(minutes=21)
    assert not is_in(client)


def test_it_is_written_once_a_minute_at_most(watch: Watch) -> None:
    client = first_step("karin")

    def until() -> datetime:
        with plumbing():
            return Session.objects.get(pk=client.cookies["session"].value).expire_date

    first = until()
    watch.go_on(seconds=50)
    is_in(client)
    assert until() == first
    watch.go_on(seconds=20)
    is_in(client)
    assert until() == first + timedelta(seconds=70)


def test_sessions_are_shorter_for_who_works_here() -> None:
    professional, resident = (present.TANDEM_SESSIONS[k] for k in ("professional", "resident"))
    assert professional[0] < resident[0]
    assert professional[1] < resident[1]


def test_an_account_that_closes_ends_its_sessions() -> None:
    client = first_step("karin")
    assert is_in(client)
    with plumbing():
        Account.objects.filter(username="karin").update(is_active=False)
    assert not is_in(client)


def test_a_session_of_nobody_becomes_nobodys() -> None:
    """Session fixation: what was there before signing in is not there afterwards."""
    trap = Client()
    trap.post("/inloggen/sleutel/vraag/")
    key = trap.cookies["session"].value
    victim = Client()
    victim.cookies["session"] = key
    first_step("karin", victim)
    assert is_in(victim)
    assert not is_in(trap)
    assert victim.cookies["session"].value != key
