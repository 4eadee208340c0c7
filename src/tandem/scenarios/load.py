"""Load the fictional municipality: all of it or nothing, and once."""

from __future__ import annotations

from django.db import transaction

from tandem.records.people.queries import demo_accounts
from tandem.scenarios.budgets import add_budgets
from tandem.scenarios.build import build_town
from tandem.scenarios.cast import Cast
from tandem.scenarios.daily import add_days
from tandem.scenarios.stories import STORIES
from tandem.scenarios.tell import check_now, tell
from tandem.scenarios.two_homes import join
from tandem.scenarios.work_areas import add_work_areas


def load() -> bool:
    """Load the municipality; return whether there was anything to do."""
    if demo_accounts():
        return False
    with transaction.atomic(savepoint=False):
        _load()
    return True


def _load() -> None:
    town = build_town()
    add_work_areas(town.chief("Noord"))
    add_budgets(town.actors["wouter"])
    casts: dict[str, Cast] = {story.file: tell(town, story) for story in STORIES}
    join(casts["yilmaz"], casts["bakker"])
    add_days(town, casts)
    for cast in casts.values():
        check_now(cast)
