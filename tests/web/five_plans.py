"""The family of the five plans with visitors around it, for the pages of its plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.actions.plans.family import Family, five_plans
from tests.web.visitors import Page, Visitor


@dataclass
class Household:
    """The family, and everybody who looks at its pages."""

    family: Family = field(default_factory=five_plans)

    def visitor(self, who: str, language: str = "en") -> Visitor:
        return Visitor(self.family.actors[who], language)

    def at(self, route: str, **values: object) -> str:
        return reverse(route, kwargs={"code": self.family.code, **values})

    def agreement(self, title: str) -> int:
        """The number of an agreement in addresses."""
        rows = self.family.case().plan.agreements
        return next(one.id for one in rows if one.title == title)

    def plan(self, who: str = "samira") -> Page:
        return self.visitor(who).get(self.at("plan"))


def household(monkeypatch: pytest.MonkeyPatch, family: Family | None = None) -> Household:
    """Return the family (or another), with a clock that follows what happens to it."""
    found = Household() if family is None else Household(family)

    def now() -> datetime:
        found.family.at += timedelta(minutes=1)
        return found.family.at

    monkeypatch.setattr("tandem.web.pages.doors.now", now)
    monkeypatch.setattr("tandem.web.pages.sign_in.now", now)
    return found
