"""The loaded municipality, to be asked as anybody in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tandem.actions.households import Case, case_of
from tandem.actions.plans.check_plan import stored_verdict
from tandem.core.access import Actor
from tandem.core.check.answer import Answer
from tandem.records.door import plumbing
from tandem.records.people.models import Account, Household
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tandem.scenarios.municipality import AREAS

T = TypeVar("T")


@dataclass(frozen=True)
class Loaded:
    at: datetime

    def actor(self, username: str) -> Actor:
        with plumbing():
            return actor_of(Account.objects.get(username=username))

    def run(self, username: str, do: Callable[[Work], T]) -> T:
        return work(self.actor(username), self.at).run(do)

    def codes(self, username: str) -> dict[str, str]:
        """The households within somebody's scope: code by name."""

        def ask(_: Work) -> dict[str, str]:
            return dict(Household.objects.order_by("id").values_list("name", "code"))

        return self.run(username, ask)

    def case(self, username: str, name: str) -> Case:
        code = self.codes(username)[name]
        return self.run(username, lambda opened: case_of(opened, code))

    def everything(self) -> dict[str, Case]:
        """Every household by name, as the team leader of its area sees it."""
        return {
            name: self.case(chief, name)
            for chief in ("hanna", "rob", "amina")
            for name in self.codes(chief)
        }

    def answer(self, case: Case) -> Answer:
        """What the plan check answered when the municipality was loaded."""
        chief = next(one.team_leader for one in AREAS if one.name == case.head.area)
        stored = self.run(chief, lambda _: stored_verdict(case))
        assert stored is not None, case.head.name
        return stored.answer
