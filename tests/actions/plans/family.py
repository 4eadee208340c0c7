"""The family of examples/five-plans.yaml, imported through the action, with accounts for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from tandem.actions.coordination.leads import answer_to_lead, ask_to_lead
from tandem.actions.households import Case, case_of
from tandem.actions.people.import_household import Import, import_household
from tandem.actions.plans.discretion import open_to_helpers
from tandem.core.access import Actor, Duty
from tandem.core.model import Household, Mandatory, State
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.records.door import plumbing
from tandem.records.people.models import (
    Account,
    Area,
    Membership,
    Organisation,
    ParentalAuthority,
    Professional,
)
from tandem.records.plans.models import Agreement
from tandem.records.plans.rows import AgreementRow
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work

T = TypeVar("T")

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
DAY = date(2026, 12, 14)
NOON = datetime(2026, 12, 14, 11, 0, tzinfo=UTC)


@cache
def example(name: str = "five-plans") -> Household:
    return read_path(EXAMPLES / f"{name}.yaml", rulebase.load())


@dataclass
class Family:
    """A household with the actors around it, and a clock that goes on."""

    id: int
    code: str
    actors: dict[str, Actor]
    at: datetime = NOON
    numbers: dict[str, int] = field(default_factory=dict)
    """Memberships by short name."""

    def run(self, who: str, do: Callable[[Work], T]) -> T:
        """Do something as somebody, a minute later than the last."""
        self.at += timedelta(minutes=1)
        return work(self.actors[who], self.at).run(do)

    def case(self, who: str = "samira") -> Case:
        return self.run(who, lambda opened: case_of(opened, self.code))

    def row(self, key: str) -> AgreementRow:
        found = self.case().plan.agreement(key)
        assert found is not None
        return found

    def version(self, key: str) -> int:
        return self.row(key).version

    def state(self, key: str) -> State:
        return self.row(key).state

    def order_by_court(self, key: str, mandatory: Mandatory) -> None:
        """Make an agreement mandatory, behind the back of the actions."""

        def write(_opened: Work) -> None:
            Agreement.objects.filter(key=key).update(
                mandatory_basis=mandatory.basis.value, mandatory_text=mandatory.text
            )

        self.run("samira", write)


def five_plans() -> Family:
    """Import the family; Samira leads, and everybody has an account but Lotte."""
    return imported(example())


def imported(core: Household) -> Family:
    """Import the family with a plan of its own."""
    with plumbing():
        actors = {one.id: _helper(one.name, one.organisation) for one in core.professionals}
        actors["chief"] = _helper("Wil de Groot", "Gemeente", Duty.TEAM_LEADER)
        actors["stranger"] = _helper("Iemand Anders", "Elders")
        chief = actors["chief"].professional
        assert chief is not None
        area = Area.objects.create(name="Noord", team_leader_id=chief)
    wanted = Import(core, area.pk, "Vijf plannen", "Wmo 2015, art. 2.1.2", "Een plan")
    opened = work(actors["samira"], NOON).run(lambda w: import_household(w, wanted))
    family = Family(opened.id, opened.code, actors)
    family.numbers = family.run("samira", lambda _: dict(_members(opened.id)))
    family.run("samira", lambda _: _residents(family, opened.id))
    samira = actors["samira"].professional
    assert samira is not None
    family.run("chief", lambda w: ask_to_lead(w, opened.code, professional=samira, reason="Kent"))
    family.run("samira", lambda w: answer_to_lead(w, opened.code, accepted=True))
    family.run("samira", lambda w: open_to_helpers(w, opened.code, ground="Aan tafel afgesproken"))
    return family


def _helper(name: str, organisation: str, *duties: Duty) -> Actor:
    home, _ = Organisation.objects.get_or_create(name=organisation)
    one = Professional.objects.create(name=name, organisation=home)
    wanted = duties or (Duty.CONSULTANT,)
    account = Account.objects.create(
        username=name.casefold(), name=name, professional=one, duties=[d.value for d in wanted]
    )
    return actor_of(account)


def _members(household: int) -> list[tuple[str, int]]:
    return list(Membership.objects.filter(household_id=household).values_list("key", "id"))


def _residents(family: Family, household: int) -> None:
    for row in Membership.objects.filter(household_id=household).select_related("person"):
        account = Account.objects.create(
            username=row.key, name=row.person.name, person_id=row.person_id
        )
        family.actors[row.key] = actor_of(account)
    for child in ("kevin", "lotte"):
        ParentalAuthority.objects.create(
            household_id=household,
            child_id=family.numbers[child],
            parent_id=family.numbers["karin"],
        )
