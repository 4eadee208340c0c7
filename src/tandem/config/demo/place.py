"""Where the demo stands, and whether it can stand there."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from tandem.config.embedded import Place

ROOT = Path(__file__).resolve().parents[4]
BUILD = ROOT / "build"
DEMO = Path(os.environ.get("TANDEM_DEMO_FOLDER") or BUILD / "demo")
HOST = "127.0.0.1"
ROOM = 300
"""Megabytes that the demo's database and static files may take."""


class DemoError(Exception):
    """The demo cannot go on; the text is one line for a person."""


def uses_own_database() -> bool:
    """Whether `DATABASE_URL` names another PostgreSQL than the one that comes along."""
    if not os.environ.get("DATABASE_URL"):
        return False
    if not os.environ.get("TANDEM_OWNER_DATABASE_URL"):
        raise DemoError(
            "DATABASE_URL is set; set TANDEM_OWNER_DATABASE_URL too, for who owns the tables"
        )
    return True


def environment(place: Place | None) -> dict[str, str]:
    """Return the variables for everything that the demo starts."""
    metrics = DEMO / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tandem.config.settings.demo",
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
    }
    if place is not None:
        variables["DATABASE_URL"] = place.url(role="tandem_app")
        variables["TANDEM_OWNER_DATABASE_URL"] = place.url(role="tandem_owner")
        variables["TANDEM_WORKER_DATABASE_URL"] = place.url(role="tandem_worker")
    return variables


def need_room(folder: Path) -> None:
    """Raise DemoError when the disk has too little room."""
    there = next(path for path in (folder, *folder.parents) if path.is_dir())
    free = shutil.disk_usage(there).free // 1_000_000
    if free < ROOM:
        raise DemoError(f"no room on the disk: {there} needs {ROOM} MB and has {free} MB")


def need_free_port(port: int) -> None:
    """Raise DemoError when something else listens there."""
    if not _is_free(port):
        raise DemoError(
            f"port {port} is taken: stop what uses it, or choose another: make demo PORT={port + 1}"
        )


def free_port(wanted: int) -> int:
    """Return this port when it is free, or else another that is."""
    if _is_free(wanted):
        return wanted
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True
