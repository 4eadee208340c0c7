"""Three households, of which one fits, and a connection that is the site's or the worker's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import connections

from tandem.actions.people.import_household import Import, import_household
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.draft import draft_of
from tandem.config.database import WORKER_LIMITS
from tandem.core.check.answer import Verdict
from tandem.records.people.models import Area
from tandem.records.plans.models import Verdict as Row
from tandem.records.work import work
from tests.actions.plans.family import Family, example, five_plans

AHEAD = timedelta(days=365)
"""How far the clock of the worker is ahead of the real one, and so of the story of the family."""


@dataclass
class Town:
    """The family of the five plans, and two households beside it."""

    family: Family
    fitting: int
    other: int

    @property
    def households(self) -> list[int]:
        return sorted([self.family.id, self.fitting, self.other])

    def retitle(self, title: str) -> None:
        """Change the plan of the family, as the site does."""
        family = self.family
        draft = replace(draft_of(family.case(), family.row("coach-talk")), title=title)
        at = family.version("coach-talk")
        family.run(
            "bram",
            lambda w: change_agreement(w, family.code, key="coach-talk", version=at, draft=draft),
        )


def build() -> Town:
    family = five_plans()
    fitting, other = (_household(family, name) for name in ("fits", "other"))
    return Town(family, fitting, other)


def _household(family: Family, name: str) -> int:
    core = example()
    kept = core.agreements[:1] if name == "fits" else core.agreements
    core = replace(core, id=name, agreements=kept, lead=None)
    area = family.run("samira", lambda _: Area.objects.values_list("pk", flat=True)[0])
    wanted = Import(core, area, "Vijf plannen", "Wmo 2015, art. 2.1.2", "Een plan")
    opened = work(family.actors["samira"], family.at).run(lambda w: import_household(w, wanted))
    return opened.id


@contextmanager
def as_worker() -> Iterator[None]:
    """Connect as the worker, for all that is done inside."""
    settings = connections["default"].settings_dict
    before = {key: settings[key] for key in ("USER", "OPTIONS")}
    limits = " ".join(f"-c {key}={value}" for key, value in WORKER_LIMITS.items())
    connections["default"].close()
    settings.update(USER="tandem_worker", OPTIONS={**settings["OPTIONS"], "options": limits})
    try:
        yield
    finally:
        connections["default"].close()
        settings.update(before)


def verdicts(household: int) -> list[Verdict]:
    """Return every verdict that is kept, the oldest first; called inside a work."""
    rows = Row.objects.filter(household_id=household).order_by("id")
    return [Verdict(value) for value in rows.values_list("verdict", flat=True)]
