"""A small town to act in: an area, a few professionals with accounts, and a household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tandem.actions.people.involve import NewInvolvement, involve_professional
from tandem.actions.people.open_household import Opened, Opening, open_household
from tandem.core.access import SYSTEM, Actor, Duty, InvolvementRole
from tandem.records.coordination.heads import head_of
from tandem.records.people.models import Account, Area, Organisation, Professional
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
GROUND = "Fictional Act, section 1"


def later(minutes: float) -> datetime:
    return MOMENT + timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Town:
    """Who works here. The team leader leads the household that the front desk opens."""

    area: int
    chief: Actor
    desk: Actor
    karin: Actor
    peter: Actor

    def open(self, name: str = "Fam. de Wit", at: datetime = MOMENT) -> Opened:
        """Open a household as the front desk does."""
        opening = Opening(
            name=name,
            area=self.area,
            reason="Five plans at once.",
            purpose="To begin",
            legal_ground=GROUND,
            key="desk",
        )
        return work(self.desk, at).run(lambda opened: open_household(opened, opening))


def build() -> Town:
    """Write the town; call it once in a test."""
    return work(SYSTEM, MOMENT).run(_build)


def _build(_: Work) -> Town:
    organisation = Organisation.objects.create(name="Gemeente Dommeldal")
    chief = professional(organisation, "Anja", Duty.TEAM_LEADER)
    assert chief.professional is not None
    area = Area.objects.create(name="Noord", team_leader_id=chief.professional)
    return Town(
        area.pk,
        chief,
        professional(organisation, "Dirk", Duty.FRONT_DESK, areas=[area.pk]),
        professional(organisation, "Karin"),
        professional(organisation, "Peter"),
    )


def professional(
    organisation: Organisation, name: str, *duties: Duty, areas: Sequence[int] = ()
) -> Actor:
    """Write a professional with an account."""
    one = Professional.objects.create(name=name, organisation=organisation)
    account = Account.objects.create(
        username=name.lower(),
        name=name,
        professional=one,
        duties=[duty.value for duty in duties],
        areas=list(areas),
    )
    return actor_of(account)


def number(actor: Actor) -> int:
    """Return the professional that an actor is."""
    assert actor.professional is not None
    return actor.professional


def involve(town: Town, code: str, whom: Actor, key: str = "k") -> int:
    """Involve a professional in a household, as the team leader does."""

    def do(opened: Work) -> int:
        new = NewInvolvement(
            professional=number(whom),
            key=key,
            role=InvolvementRole.PROVIDER,
            purpose="To help",
            legal_ground=GROUND,
        )
        return involve_professional(opened, head_of(opened, code), new)

    return work(town.chief, MOMENT).run(do)
