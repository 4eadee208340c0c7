"""The household of case C1 in a real database, with an account for everybody in it."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from tandem.actions.coordination.leads import appoint_lead
from tandem.actions.people.import_household import Import, import_household
from tandem.actions.plans.check_plan import check_plan
from tandem.core.access import SYSTEM, Actor, Duty
from tandem.formats import rulebase
from tandem.formats.household import read_path
from tandem.records.coordination.heads import Head, head_of
from tandem.records.people.models import Account, Area, Organisation, Professional
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tests.e2e.family import PASSWORD, DeVries

FILE = Path(__file__).parents[2] / "examples" / "five-plans.yaml"
GROUND = "Fictional Act, section 1"


def build() -> DeVries:
    """Import the household, let Samira lead it, and give everybody an account."""
    at = timezone.now()
    chief, samira = work(SYSTEM, at).run(_town)
    area = work(chief, at).run(lambda _: Area.objects.get().pk)
    wanted = Import(read_path(FILE, rulebase.load()), area, "Five plans at once", GROUND)
    code = work(samira, at).run(lambda opened: import_household(opened, wanted)).code
    assert samira.professional is not None
    leader = samira.professional
    work(chief, at).run(
        lambda opened: appoint_lead(opened, code, professional=leader, reason="Knows Kevin")
    )
    head = work(samira, at).run(lambda opened: head_of(opened, code))
    work(SYSTEM, at).run(lambda opened: _accounts(opened, head))
    work(samira, at).run(lambda opened: check_plan(opened, code))
    return DeVries(code)


def _town(_: Work) -> tuple[Actor, Actor]:
    organisation = Organisation.objects.create(name="Gemeente")
    chief = _account(organisation, "Hanna de Wit", "teamleider", Duty.TEAM_LEADER)
    samira = _account(organisation, "Samira Haddou", "inkomensconsulent", Duty.CONSULTANT)
    assert chief.professional is not None
    Area.objects.create(name="Noord", team_leader_id=chief.professional)
    return chief, samira


def _account(organisation: Organisation, name: str, function: str, *duties: Duty) -> Actor:
    person = Professional.objects.create(
        name=name, organisation=organisation, function=function, telephone="088 000 01 23"
    )
    return actor_of(_new(name, professional=person, duties=[duty.value for duty in duties]))


def _accounts(_: Work, head: Head) -> None:
    known = set(Account.objects.exclude(professional=None).values_list("professional", flat=True))
    for one in head.involved:
        if one.professional not in known:
            _new(one.name, professional_id=one.professional)
    for member in head.members[:2]:
        _new(member.name, person_id=member.person, informal=member.name == "Kevin")


def _new(name: str, **values: object) -> Account:
    account = Account(
        username=name.split(maxsplit=1)[0].casefold(), name=name, is_demo=True, **values
    )
    account.set_password(PASSWORD)
    account.save()
    return account
