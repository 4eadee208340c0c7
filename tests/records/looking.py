"""Looks that are written through the door, and verified as the worker does."""

from __future__ import annotations

from datetime import timedelta

from tandem.core.access import Actor, Basis, Standing
from tandem.records.audit.verify import Verified, verify
from tandem.records.work import work
from tests.records.rows import MOMENT
from tests.records.scene import Home
from tests.tasks.town import as_worker

KAREL = Standing(
    Basis.INVOLVED,
    name="Karel Visser",
    function="schuldhulpverlener",
    organisation="Kredietbank",
    role="provider",
    purpose="om de schulden te regelen",
    ground="Wgs, art. 3",
)
ACTIVITY = "urn:tandem:activity:plan-lezen"


def actor(made: Home) -> Actor:
    return Actor(made.involved, "helper", professional=made.professional)


def look(made: Home, page: str = "plan", minute: int = 0, standing: Standing = KAREL) -> None:
    at = MOMENT + timedelta(minutes=minute)
    work(actor(made), at, reads=True).run(
        lambda opened: opened.look(made.id, page, standing, ACTIVITY)
    )


def verified(known: str = "") -> Verified:
    with as_worker():
        return verify(MOMENT, known=known)
