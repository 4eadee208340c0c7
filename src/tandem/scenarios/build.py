"""Organisations, professionals, areas and accounts: what is there before any household."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from tandem.core.access import SYSTEM, Actor
from tandem.records.people.models import Account, Area, Organisation, Professional
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tandem.scenarios.moment import BEFORE
from tandem.scenarios.municipality import AREAS, WORKERS, Worker
from tandem.scenarios.story import Resident

PASSWORD = "samen-fietsen"  # noqa: S105 - of everybody in the demo, which holds nothing real


@dataclass(slots=True)
class Town:
    """The municipality as it is built: areas by name, actors by the name they sign in with."""

    password: str
    """Hashed once, for everybody."""
    areas: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def chief(self, area: str) -> Actor:
        """Return the team leader of an area."""
        return next(self.actors[one.team_leader] for one in AREAS if one.name == area)


def build_town() -> Town:
    """Write everybody who works in the municipality."""
    town = Town(make_password(PASSWORD))
    work(SYSTEM, BEFORE).run(lambda opened: _write(opened, town))
    return town


def _write(_: Work, town: Town) -> None:
    names = dict.fromkeys(one.organisation for one in WORKERS)
    organisations = {name: Organisation.objects.create(name=name) for name in names}
    professionals = _professionals(organisations)
    for area in AREAS:
        row = Area.objects.create(name=area.name, team_leader=professionals[area.team_leader])
        town.areas[area.name] = row.pk
    accounts = [_account(one, professionals[one.username], town) for one in WORKERS]
    for account in Account.objects.bulk_create(accounts):
        town.actors[account.username] = actor_of(account)


def _professionals(organisations: Mapping[str, Organisation]) -> Mapping[str, Professional]:
    rows = Professional.objects.bulk_create(
        Professional(
            name=one.name,
            organisation=organisations[one.organisation],
            function=one.function,
            telephone=one.telephone,
        )
        for one in WORKERS
    )
    return {one.username: row for one, row in zip(WORKERS, rows, strict=True)}


def _account(worker: Worker, professional: Professional, town: Town) -> Account:
    return Account(
        username=worker.username,
        name=worker.name,
        professional=professional,
        duties=sorted(duty.value for duty in worker.duties),
        areas=[town.areas[name] for name in worker.areas],
        password=town.password,
        is_demo=True,
    )


def add_residents(town: Town, residents: Iterable[tuple[Resident, int]]) -> None:
    """Give residents, each with the number of the person, an account."""
    wanted = list(residents)

    def write(_: Work) -> list[Account]:
        return Account.objects.bulk_create(
            Account(
                username=resident.username,
                name=resident.name,
                person_id=person,
                password=town.password,
                informal=resident.informal,
                is_demo=True,
            )
            for resident, person in wanted
        )

    for account in work(SYSTEM, BEFORE).run(write):
        town.actors[account.username] = actor_of(account)
