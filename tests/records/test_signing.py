"""What somebody signs in with is there for one account alone; and the small parts by themselves."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.utils import timezone
from psycopg import errors

from tandem.records.people.models import CodeApp, Identity, RecoveryCode
from tandem.records.signing.alone import only
from tandem.records.signing.browsers import address_of
from tandem.records.signing.factors import new_paper, set_code_app
from tandem.records.signing.gate import OF_A_NETWORK, Gate, Room
from tandem.records.signing.identities import bind
from tandem.records.signing.otp import STEP_SECONDS, code_at, new_secret, step_of
from tandem.records.signing.throttle import Limit
from tandem.records.signing.where import device_of
from tests.actions.town import Town, build
from tests.database import ConnectAs
from tests.records.rows import Database

AT = timezone.now()
OWN = ["passkey", "codeapp", "recoverycode", "identity", "signedin"]
# RFC 6238, appendix B, the key in base 32; six digits of the eight there.
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
KNOWN = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.fixture
def town() -> Town:
    return build()


# --- whose it is ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_of_somebody_else_there_is_nothing(town: Town) -> None:
    karin, peter = town.karin.account or 0, town.peter.account or 0
    set_code_app(karin, new_secret(), 0, AT)
    new_paper(karin)
    bind(karin, "oever", "x", AT)
    for table in (CodeApp, RecoveryCode):
        with only(peter):
            assert not table.objects.exists()
            assert not table.objects.filter(account_id=karin).update(account_id=peter)
        with only(karin):
            assert table.objects.exists()


@pytest.mark.django_db
def test_nothing_is_added_to_somebody_elses(town: Town) -> None:
    karin, peter = town.karin.account or 0, town.peter.account or 0
    with pytest.raises(ProgrammingError, match="row-level security"), only(peter):
        Identity.objects.create(account_id=karin, provider="x", subject=b"x", bound_at=AT)


@pytest.mark.parametrize("table", OWN)
def test_the_worker_reads_nothing_of_it(worker: Database, table: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        worker.execute(f"SELECT FROM people_{table}")


@pytest.mark.parametrize("table", [*OWN, "invitation"])
def test_without_an_actor_there_is_nothing_and_it_is_protected(
    app: Database, superuser: Database, table: str
) -> None:
    found = superuser.execute(
        "SELECT relrowsecurity FROM pg_class WHERE relname = %s", [f"people_{table}"]
    ).fetchone()
    assert found == (True,)
    assert app.execute(f"SELECT FROM people_{table}").fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_the_first_of_all_is_invited_on_the_command_line(
    connect_as: ConnectAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = connect_as("tandem_owner")
    monkeypatch.setitem(connection.settings_dict, "USER", "tandem_owner")
    connection.close()
    told = StringIO()
    options = {"name": "Ria Smit", "organisation": "Gemeente", "duty": ["team-leader"]}
    with only(0):
        call_command("invite", stdout=told, **options)
    connection.close()
    assert "/uitnodiging/" in told.getvalue()
    found = owner.execute("SELECT name, duties, made_by_id FROM people_invitation").fetchall()
    assert found == [("Ria Smit", ["team-leader"], None)]


# --- codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "code"), KNOWN.items())
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_at(KEY, seconds // STEP_SECONDS) == code
    assert step_of(KEY, code, seconds) == seconds // STEP_SECONDS


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    taken = [drift for drift in range(-4, 5) if step_of(KEY, code_at(KEY, 100 + drift), 3000)]
    assert taken == [-1, 0, 1]
    assert step_of(KEY, code_at(KEY, 100), 3000, after=100) is None
    assert step_of(KEY, code_at(KEY, 101), 3000, after=100) == 101


# --- limits ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_limit_is_of_who_tries_and_begins_anew() -> None:
    limit = Limit("a test", 3, timedelta(minutes=5))
    assert [limit.count("one", AT) for _ in range(4)] == [True, True, True, False]
    assert limit.is_reached("one", AT)
    assert not limit.is_reached("other", AT)
    assert limit.count("other", AT)
    assert not Limit("another", 3, timedelta(minutes=5)).is_reached("one", AT)
    assert limit.count("one", AT + timedelta(minutes=6))
    limit.forget("other")
    assert not limit.is_reached("other", AT)


class Watch:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_strangers_get_a_share_of_the_time_and_who_was_not_wrong_more() -> None:
    watch = Watch()
    gate = Gate(Room(share=0.5, burst=1.0, reserve=2.0), watch)
    admitted = 0
    while gate.admits("10.0.0.1"):
        gate.spent(0.125, "10.0.0.1", right=False)
        admitted += 1
    assert admitted == 8
    assert gate.admits("10.7.0.1")  # not wrong lately: there is a reserve
    gate.spent(2.0, "10.7.0.1", right=True)
    assert not gate.admits("10.7.0.2")
    watch.at += 4.5
    assert gate.admits("10.0.0.1")


def test_many_addresses_of_one_network_are_one_stranger() -> None:
    gate = Gate(Room(share=0.5, burst=1.0, reserve=2.0), Watch())
    for number in range(OF_A_NETWORK):
        gate.spent(0.06, f"10.0.0.{number}", right=False)
    assert not gate.admits("10.0.0.200")
    assert gate.admits("10.0.1.200")
    assert not gate.admits("10.0.0.201")


def test_a_known_browser_has_an_address_that_is_of_no_network() -> None:
    assert address_of("one").startswith("fd")
    assert address_of("one") != address_of("two")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_by_its_kind(agent: str, words: str) -> None:
    assert device_of(agent) == words
