"""Start the demo, say where it is, and stay until told to stop."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext

from tandem.config.demo.commands import PLAIN, Command, Stopped, make_ready
from tandem.config.demo.place import (
    DEMO,
    HOST,
    DemoError,
    environment,
    free_port,
    need_free_port,
    need_room,
    uses_own_database,
)
from tandem.config.demo.site import Site
from tandem.config.demo.worker import Worker
from tandem.config.embedded import EmbeddedError, Place, destroy, ensure, settle, use
from tandem.config.prepare import prepare

INTERVAL = 0.25
"""Seconds between two looks at whether everything lives."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; return the exit status. What goes wrong is told in one line."""
    parser = argparse.ArgumentParser(prog="tools/demo")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    options = parser.parse_args(arguments)
    try:
        with told_to_stop() as stop:
            _run(options.port, reset=options.reset, stop=stop)
    except Stopped:
        _say("\nStopped before it was ready; the same command goes on from here.")
    except (DemoError, EmbeddedError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.strerror or type(error).__name__}: {error.filename or DEMO}")
    return 0


def _fail(sentence: str) -> int:
    sys.stderr.write(f"Tandem: {sentence}\n")
    return 1


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Give an event that is set when somebody wants this to stop."""
    event = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: event.set()) for number in numbers}
    try:
        yield event
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(port: int, *, reset: bool, stop: threading.Event) -> None:
    need_free_port(port)
    need_room(DEMO)
    place = None if uses_own_database() else settle(DEMO / "postgres")
    if reset:
        _reset(place)
    with nullcontext() if place is None else use(place):
        if place is not None:
            prepare(lambda database: place.conninfo(database=database))
        variables = environment(place) | {"TANDEM_ADDRESS": f"http://{HOST}:{port}"}
        make_ready(variables, stop)
        with Site(port, free_port(port + 1), variables) as site:
            with closing(Command(variables, "demo_accounts", *PLAIN)) as accounts:
                site.wait_until_ready(stop)
                _tell(site, accounts.finish(stop))
            with Worker(variables) as worker:
                _watch(site, worker, place, stop)
        _say("\nStopping …")
    _say("Everything is stopped; the data is kept for next time.")


def _reset(place: Place | None) -> None:
    if place is None:
        raise DemoError("DATABASE_URL is set: only the demo's own database is ever thrown away")
    destroy(place)
    shutil.rmtree(DEMO / "letters", ignore_errors=True)


def _tell(site: Site, accounts: str) -> None:
    _say(f"\nTandem is at {site.address}", f"Figures for Prometheus: {site.metrics_address}", "")
    if accounts:
        _say(accounts)
    _say("Control-C stops everything.")


def _watch(site: Site, worker: Worker, place: Place | None, stop: threading.Event) -> None:
    """Start again what was killed, until told to stop."""
    while not stop.wait(INTERVAL):
        if place is not None:
            ensure(place)
        site.ensure()
        worker.ensure()


def _say(*lines: str) -> None:
    """Write to the terminal; that nobody reads it is no reason to stop."""
    try:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open


if __name__ == "__main__":
    sys.exit(main())
