"""After sealing anew an older key of the site is needed for nothing, and can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from tandem.actions.rights import seal_anew as sealing
from tandem.actions.rights.attachments import Safe, attach, fetch_attachment
from tandem.actions.rights.numbers import context_of
from tandem.core.access import Actor
from tandem.gateways.file_store import MemoryStore
from tandem.gateways.sealing import SealBrokenError, Sealer
from tandem.records.audit.looks import looks_of
from tandem.records.ledger import secrets
from tandem.records.people.models import CitizenNumber, CodeApp
from tandem.records.signing.alone import only
from tandem.records.signing.factors import new_paper, set_code_app, use_recovery_code
from tandem.records.signing.identities import account_of, bind
from tandem.records.signing.sealed import UnreadableError, unseal
from tests.actions.plans.family import Family, five_plans
from tests.records.looking import verified

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "of before " * 5, "of today " * 5
SECRET, BSN = "JBSWY3DPEHPK3PXP", "123456782"
LETTER = b"Beste Kevin"


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner of the tables, for all that is done inside."""
    settings = connections["default"].settings_dict
    before = settings["USER"]
    connections["default"].close()
    settings["USER"] = "tandem_owner"
    try:
        yield
    finally:
        connections["default"].close()
        settings["USER"] = before


def safe(*keys: str) -> Safe:
    return Safe(STORE, Sealer.of(keys, "files"), None)


STORE = MemoryStore()


class Kept:
    """A family of which everything that is ever sealed is sealed, under the older keys."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys(OLD, log=OLD)
        self.family: Family = five_plans()
        family, number = self.family, self.family.row("therapy").id
        self.kevin: Actor = family.actors["kevin"]
        self.account = self.kevin.account or 0
        self.file = family.run(
            "kevin",
            lambda w: attach(
                w, family.code, agreement=number, name="brief.txt", data=LETTER, safe=safe(OLD)
            ),
        )
        family.run("samira", self._number)
        set_code_app(self.account, SECRET, 0, datetime(2026, 11, 22, tzinfo=UTC))
        self.paper = new_paper(self.account)
        bind(self.account, "stad", "kevin van de stad", datetime(2026, 11, 22, tzinfo=UTC))

    def _number(self, _: object) -> None:
        member, sealer = self.family.numbers["kevin"], Sealer.of([OLD], "bsn")
        CitizenNumber.objects.create(
            household_id=self.family.id,
            member_id=member,
            sealed=sealer.seal(BSN.encode(), context_of(member)),
            digest=sealer.digest(BSN),
            ground="Wgs, artikel 8d",
            kept_at=self.family.at,
            kept_by=self.account,
        )
        _.look(self.family.id, "plan")  # type: ignore[attr-defined]

    def keys(self, *seals: str, log: str, old_log: tuple[str, ...] = ()) -> None:
        self.settings.TANDEM_SEALING_KEYS = list(seals)
        self.settings.TANDEM_LOG_KEY, self.settings.TANDEM_OLD_LOG_KEYS = log, list(old_log)

    def read(self) -> list[str]:
        """Read everything with the keys there are; return what cannot be read."""
        keys, member = self.settings.TANDEM_SEALING_KEYS, self.family.numbers["kevin"]
        numbers = Sealer.of(keys, "bsn")
        run = self.family.run
        with only(self.account):
            app = CodeApp.objects.get().secret
        number = run("samira", lambda _: CitizenNumber.objects.get())
        tries = {
            "file": lambda: (
                run(
                    "kevin",
                    lambda w: fetch_attachment(w, self.family.code, self.file, safe(*keys)).data,
                )
                == LETTER
            ),
            "number": lambda: (
                numbers.open(bytes(number.sealed), context_of(member)).decode() == BSN
                and number.digest in numbers.digests(BSN)
            ),
            "app": lambda: unseal(app) == SECRET,
            "paper": lambda: use_recovery_code(self.account, self.paper.pop()),
            "identity": lambda: account_of("stad", "kevin van de stad") == self.account,
            "look": lambda: run("samira", lambda w: looks_of(w, self.family.id)[0].is_readable),
            "marks": lambda: verified().findings == (),
        }
        return [name for name, is_read in tries.items() if not _quietly(is_read)]


def _quietly(is_read: object) -> bool:
    try:
        return bool(is_read())  # type: ignore[operator]
    except (SealBrokenError, UnreadableError, secrets.WrongKeyError, LookupError):
        return False


def command() -> str:
    told = StringIO()
    with as_owner():
        call_command("seal_anew", stdout=told)
    return told.getvalue()


def test_an_older_key_is_needed_for_nothing_any_more(settings: Settings) -> None:
    kept = Kept(settings)
    assert kept.read() == []
    everything = ["file", "number", "app", "paper", "identity", "look", "marks"]
    kept.keys(NEW, log=NEW)
    assert kept.read() == everything, "the older key was needed for all of it"
    with pytest.raises(CommandError, match="Do not take a key away"):
        command()
    kept.keys(NEW, OLD, log=NEW, old_log=(OLD,))
    assert kept.read() == []
    told = command()
    assert "files: 1 sealed anew" in told
    assert "citizen service numbers: 1 sealed anew" in told
    assert "apps with codes: 1 sealed anew" in told
    kept.keys(NEW, log=NEW)
    assert kept.read() == []
    assert "0 cannot be opened" in command()
    newest = NEW[::-1]
    kept.keys(newest, NEW, log=newest, old_log=(NEW,))
    command()
    kept.keys(newest, log=newest)
    assert kept.read() == [], "also what was kept of the oldest key is sealed anew"


def test_it_can_be_stopped_halfway_and_goes_on(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(settings)
    monkeypatch.setattr(sealing, "AT_A_TIME", 1)
    kept.keys(NEW, OLD, log=NEW, old_log=(OLD,))
    with as_owner():
        sealing.keep_what_hashes()
        files, *_others = sealing.sources()
        told = sealing.Sealed()
        next(sealing.seal_anew(files, told))
    assert (told.done, told.already) == (1, 0)
    assert kept.read() == [], "halfway both keys are in use"
    assert "files: 0 sealed anew, 1 were already" in command()
    kept.keys(NEW, log=NEW)
    assert kept.read() == []


def test_the_site_and_the_worker_may_not_wrap_a_key_anew(settings: Settings) -> None:
    kept = Kept(settings)
    kept.keys(NEW, OLD, log=NEW, old_log=(OLD,))
    log = next(each for each in sealing.sources() if each.table == "audit_key")
    with pytest.raises(Exception, match="permission denied"):
        list(sealing.seal_anew(log, sealing.Sealed()))
    with as_owner():
        list(sealing.seal_anew(log, sealing.Sealed()))
