"""`tandem audit`: what it prints, and how it ends."""

from __future__ import annotations

import json

import pytest

from tandem.cli import run
from tandem.cli.site import AS_WORKER
from tests.database import ConnectAs
from tests.records.looking import look
from tests.records.scene import home
from tests.tasks.town import as_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command makes the process one of the worker's; the next test is none."""
    monkeypatch.setenv(AS_WORKER, "")


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with as_worker():
        status = run(["audit", *arguments])
    return status, capsys.readouterr().out


def test_a_log_that_is_right_and_one_that_is_not(
    connect_as: ConnectAs, capsys: pytest.CaptureFixture[str]
) -> None:
    made = home(connect_as("tandem_owner"), "mine")
    look(made)
    status, told = ran(capsys, "verify", "--lang", "en")
    assert status == 0
    assert told.startswith("2 rows read: nothing changed, removed or added.\nThere is no seal")
    status, seal = ran(capsys, "seal")
    assert status == 0
    assert seal.startswith("1:")
    assert "niets bij" in ran(capsys, "seal")[1]
    status, told = ran(capsys, "verify", "--known", seal.strip())
    assert (status, told.splitlines()[1].split(": ")[-1]) == (0, seal.strip())

    superuser = connect_as("postgres")
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("UPDATE audit_look SET page = 'other' WHERE page = 'plan'")
    status, told = ran(capsys, "verify", "--lang", "en")
    assert status == 1
    assert told.startswith(f"Chain {made.id % 16}: row 2 at place 2 was changed or moved.")
    superuser.execute("DELETE FROM audit_look WHERE page = 'other'")
    superuser.execute("DELETE FROM audit_seal")
    status, told = ran(capsys, "verify", "--json", "--known", seal.strip())
    found = json.loads(told)
    assert status == 1
    assert [(one["what"], one["place"]) for one in found["findings"]] == [
        ("seal", 1),
        ("removed", 2),
    ]


def test_without_the_right_to_read_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    status = run(["audit", "verify", "--lang", "en"])  # as the site, which may not
    assert status == 2
    assert "the log cannot be reached" in capsys.readouterr().err
