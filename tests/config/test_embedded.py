"""The PostgreSQL that comes along: started, used, killed, stopped and thrown away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tandem.config.embedded import EmbeddedError, Place, destroy, ensure, running, settle, use
from tandem.config.embedded.place import ELSEWHERE, SOCKETS
from tandem.config.prepare import prepare

USER = """
import sys
from tests.database import place_in
from tandem.config.embedded import use
from pathlib import Path
with use(place_in(Path(sys.argv[1]))):
    print("up", flush=True)
    sys.stdin.read()
"""


def comes(happens: Callable[[], bool], patience: float = 20) -> bool:
    end = time.monotonic() + patience
    while not happens() and time.monotonic() < end:
        time.sleep(0.02)
    return happens()


def answers(place: Place) -> bool:
    try:
        with psycopg.connect(place.conninfo(database="postgres")) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def server_of(place: Place) -> int:
    found = running(place)
    assert found is not None
    return found


@pytest.fixture
def user(empty_server: Place) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses the server."""
    with subprocess.Popen(
        [sys.executable, "-c", USER, empty_server.home.parent],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        yield process
        process.kill()


def test_it_runs_while_it_is_used_and_not_longer(empty_server: Place) -> None:
    assert running(empty_server) is None
    with use(empty_server):
        assert answers(empty_server)
    assert running(empty_server) is None
    assert not answers(empty_server)


def test_what_was_written_is_there_the_next_time(empty_server: Place) -> None:
    with use(empty_server), psycopg.connect(empty_server.conninfo(database="postgres")) as one:
        one.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with use(empty_server), psycopg.connect(empty_server.conninfo(database="postgres")) as one:
        assert one.execute("SELECT number FROM kept").fetchone() == (7,)


def test_it_listens_on_no_port_and_nobody_else_reaches_its_socket(empty_server: Place) -> None:
    with use(empty_server), psycopg.connect(empty_server.conninfo(database="postgres")) as one:
        assert one.execute("SHOW listen_addresses").fetchone() == ("",)
        assert empty_server.sockets.stat().st_mode & 0o77 == 0
        assert len(str(empty_server.sockets)) < 80


def test_a_server_that_was_killed_comes_back_by_itself(empty_server: Place) -> None:
    with use(empty_server):
        for _ in range(2):
            before = server_of(empty_server)
            os.kill(before, signal.SIGKILL)
            assert comes(lambda: running(empty_server) not in (None, before))  # noqa: B023
            assert comes(lambda: answers(empty_server))


def test_a_keeper_that_was_killed_is_replaced(empty_server: Place) -> None:
    with use(empty_server):
        before = server_of(empty_server)
        keeper = int(Path(f"/proc/{before}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
        os.kill(keeper, signal.SIGKILL)
        assert comes(lambda: running(empty_server) is None)
        ensure(empty_server)
        assert answers(empty_server)
    assert running(empty_server) is None


def test_it_stops_when_its_user_is_killed(empty_server: Place, user: subprocess.Popen[str]) -> None:
    assert answers(empty_server)
    user.kill()
    assert comes(lambda: running(empty_server) is None)


def test_it_goes_on_while_another_uses_it(empty_server: Place, user: subprocess.Popen[str]) -> None:
    with use(empty_server):
        server = server_of(empty_server)
    time.sleep(0.5)
    assert running(empty_server) == server
    assert user.poll() is None


def test_a_recorded_number_of_another_process_is_not_taken_for_the_server(
    empty_server: Place,
) -> None:
    with use(empty_server):
        record = (empty_server.data / "postmaster.pid").read_text("utf-8")
    stranger = record.replace(record.split("\n", 1)[0], str(os.getpid()), 1)
    (empty_server.data / "postmaster.pid").write_text(stranger, encoding="utf-8")
    assert running(empty_server) is None
    with use(empty_server):
        assert answers(empty_server)
        assert server_of(empty_server) != os.getpid()


def test_a_cluster_that_was_not_finished_is_made_anew(empty_server: Place) -> None:
    half = empty_server.home / "data.new"
    half.mkdir(parents=True)
    (half / "debris").touch()
    with use(empty_server):
        assert answers(empty_server)
    assert not half.exists()


def test_a_server_in_use_is_not_thrown_away(
    empty_server: Place, user: subprocess.Popen[str]
) -> None:
    with pytest.raises(EmbeddedError, match=r"is in use: stop that first$"):
        destroy(empty_server)
    assert user.poll() is None
    assert answers(empty_server)


def test_one_that_is_thrown_away_leaves_nothing(empty_server: Place) -> None:
    with use(empty_server):
        pass
    destroy(empty_server)
    assert not empty_server.home.exists()
    assert not empty_server.sockets.exists()
    destroy(empty_server)


def test_a_socket_folder_of_somebody_else_is_refused(empty_server: Place) -> None:
    empty_server.sockets.mkdir(mode=0o755)
    try:
        with pytest.raises(EmbeddedError, match="belongs to somebody else"), use(empty_server):
            pass
    finally:
        empty_server.sockets.rmdir()


def test_why_it_cannot_be_made_is_told_in_one_line(empty_server: Place) -> None:
    place = replace(empty_server, home=Path("/proc/nothing"))
    with pytest.raises(EmbeddedError) as told, use(place):
        pass
    assert str(told.value).startswith("the database cannot be made in ")
    assert "\n" not in str(told.value)


def test_what_a_household_says_is_not_in_its_log(empty_server: Place) -> None:
    told = empty_server.conninfo(database="postgres")
    with use(empty_server), psycopg.connect(told, autocommit=True) as one:
        one.execute("CREATE TABLE person (name text UNIQUE)")
        one.execute("INSERT INTO person VALUES (%s)", ["Karin"])
        with pytest.raises(psycopg.errors.UniqueViolation):
            one.execute("INSERT INTO person VALUES (%s)", ["Karin"])
        log = empty_server.log.read_text("utf-8")
    assert "duplicate key" in log
    assert "Karin" not in log


def test_roles_own_nothing_and_may_little_also_the_second_time(empty_server: Place) -> None:
    asked = """SELECT rolname FROM pg_roles WHERE rolname LIKE 'tandem%' AND rolcanlogin
        AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) ORDER BY 1"""
    with use(empty_server) as place:
        for _ in range(2):
            prepare(lambda database: place.conninfo(database=database))
        with psycopg.connect(place.conninfo()) as one:
            assert [role for (role,) in one.execute(asked)] == [
                "tandem_app",
                "tandem_owner",
                "tandem_worker",
            ]
            found = one.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'")
            assert {name for (name,) in found} == {"btree_gist", "pg_trgm"}
        with (
            psycopg.connect(place.conninfo(role="tandem_app")) as app,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            app.execute("CREATE TABLE mine (id int)")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as somebody else")
def test_what_roots_server_cannot_reach_stands_elsewhere(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    place = settle(tmp_path / "data")
    assert place.home.parent == ELSEWHERE
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert place == settle(place.home)


def test_sockets_stand_where_a_path_is_short() -> None:
    assert len(str(SOCKETS)) <= 4
