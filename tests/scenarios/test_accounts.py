"""Signing in to the demo, its list of accounts, and its clock."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from django.test import override_settings
from django.utils import timezone

from tandem.config.settings import base
from tandem.records.people.models import Account
from tandem.records.people.queries import demo_accounts
from tandem.records.sign_in import Backend
from tandem.scenarios.build import PASSWORD, build_town
from tandem.scenarios.clock import ahead, begin
from tandem.scenarios.load import load
from tandem.scenarios.moment import NOW
from tandem.scenarios.municipality import WORKERS
from tandem.scenarios.stories import STORIES
from tandem.web import clock
from tests.scenarios.town import Loaded


def test_everybody_of_the_list_signs_in(town: Loaded) -> None:
    assert town.actor("karin").is_resident
    told = StringIO()
    call_command("demo_accounts", stdout=told)
    assert PASSWORD in told.getvalue()
    for one in demo_accounts():
        assert one.username in told.getvalue()
    for username in ("karin", "samira", "hanna", "nel"):
        found = Backend().authenticate(HttpRequest(), username=username, password=PASSWORD)
        assert isinstance(found, Account)
        assert found.is_demo


def test_everybody_has_one_account_and_de_vries_come_first(town: Loaded) -> None:
    names = [one.username for one in demo_accounts()]
    residents = sum(len(story.residents) for story in STORIES)
    assert town.actor("samira").professional is not None
    assert len(names) == len(WORKERS) + residents
    assert names[:2] == ["karin", "kevin"]
    assert names[residents] == "samira"


@pytest.mark.django_db
def test_what_goes_wrong_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tandem.scenarios.load.tell", breaks)
    with pytest.raises(RuntimeError):
        load()
    assert connection.needs_rollback
    connection.set_rollback(False)


@pytest.mark.django_db
def test_the_password_is_hashed_as_settings_say() -> None:
    town = build_town()
    assert PASSWORD not in town.password
    assert len(town.actors) == len(WORKERS)


def test_the_clock_begins_in_the_story_and_goes_on(tmp_path: Path) -> None:
    note = tmp_path / "deep" / "clock"
    assert ahead(note) == timedelta()
    with override_settings(TANDEM_CLOCK=note):
        begin(anew=True)
        written = note.read_text(encoding="utf-8")
        begin(anew=False)
    assert note.read_text(encoding="utf-8") == written
    with override_settings(TANDEM_AHEAD=ahead(note)):
        assert timedelta() <= clock.now() - NOW < timedelta(minutes=1)


def test_a_spoilt_note_leaves_the_real_time(tmp_path: Path) -> None:
    note = tmp_path / "clock"
    note.write_text("gisteren", encoding="utf-8")
    assert ahead(note) == timedelta()


def test_outside_the_demo_the_clock_is_the_real_one() -> None:
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)


def test_production_does_not_know_this_room() -> None:
    assert "tandem.scenarios" not in base.INSTALLED_APPS
    assert timedelta() == base.TANDEM_AHEAD
