"""The town of the permission matrix: a household with everybody around it, and one elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.db import connection

from tandem.actions.audit.ask_why import ask_why
from tandem.actions.coordination.colleagues import ask_colleague
from tandem.actions.coordination.leads import answer_to_lead, appoint_stand_in, ask_to_lead
from tandem.actions.coordination.obstacles import Stuck, raise_obstacle
from tandem.actions.coordination.outside import give_outside
from tandem.actions.coordination.own_actions import NewOwnAction, add_own_action
from tandem.actions.coordination.signals import NewSignal, give_signal
from tandem.actions.coordination.spending import Spending, spend
from tandem.actions.coordination.talks import NewTalk, begin_talk, propose
from tandem.actions.people.import_household import Import, import_household
from tandem.actions.people.involve import NewMember, add_member
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.discretion import close_part, open_to_helpers, shield_agreement
from tandem.actions.rights.answer import Decision, answer_request
from tandem.actions.rights.ask import Correction, ask_correction, ask_destruction
from tandem.actions.rights.attachments import Safe, attach
from tandem.core.access import (
    SYSTEM,
    Actor,
    AnswerKind,
    Basis,
    Duty,
    InvolvementRole,
    SpendingRole,
    Standing,
)
from tandem.core.access.talks import Someone
from tandem.core.model import Household as Core
from tandem.formats import household as household_file
from tandem.formats import rulebase
from tandem.formats.rulebase import load_grounds
from tandem.gateways.file_store import MemoryStore
from tandem.gateways.sealing import Sealer
from tandem.records.audit.models import Look
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.models import Destruction, Obstacle, RequestAnswer, Source
from tandem.records.coordination.outside import NewOutside
from tandem.records.door import plumbing
from tandem.records.people.models import (
    Account,
    Area,
    Involvement,
    Membership,
    Organisation,
    ParentalAuthority,
    Professional,
    SpendingMandate,
)
from tandem.records.plans.models import Agreement, Change, Choice, Goal
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work

T = TypeVar("T")

NOON = datetime(2026, 12, 14, 11, 0, tzinfo=UTC)
ASKED_AT = NOON + timedelta(hours=1)
"""The moment of every request of the matrix."""
GROUND = "Wmo 2015, art. 2.3.2"
HELPS_AS: Mapping[str, InvolvementRole] = {
    "provider": InvolvementRole.PROVIDER,
    "ended": InvolvementRole.PROVIDER,
    "supporter": InvolvementRole.CLIENT_SUPPORTER,
    "confidant": InvolvementRole.CONFIDANT,
    "guardian": InvolvementRole.GUARDIAN,
    "enforcement": InvolvementRole.ENFORCEMENT,
}
"""Roles that are not read from the file: who is not named here is a consultant."""


OFFICES: Mapping[str, Duty] = {
    "manager": Duty.MANAGER,
    "administrator": Duty.ADMINISTRATOR,
    "privacy": Duty.PRIVACY_OFFICER,
}
"""Duties that have no household at all; who makes policy has the manager's."""
WORDS: Mapping[str, str] = {
    "hidden": "Verscholen",
    "closed": "Dichtdeel",
    "wishes": "Wenswoord",
    "cannot": "Lukwoord",
    "network": "Netwerkwoord",
    "signal": "Zorgwoord",
}
"""Words of the household that stand nowhere else: the title of what is shielded, and of what shows
only that and when; what a member wants; why somebody said that it does not work; a supporter; what
the provider worries about."""


def elsewhere(word: str) -> str:
    """Return what stands in the other household where this one has a word of its own."""
    return word[::-1].capitalize()


@cache
def example(*, there: bool = False) -> Core:
    """Return the household of the file; with `there` in the words of the other household."""
    text = Path(__file__).with_name("household.yaml").read_text(encoding="utf-8")
    for word in WORDS.values() if there else ():
        text = text.replace(word, elsewhere(word))
    return household_file.read(text.encode(), "household.yaml", rulebase.load())


@dataclass(frozen=True)
class Place:
    """A household, and the numbers that stand in addresses of its pages."""

    id: int
    code: str
    area: int
    actors: Mapping[str, Actor]
    """Who helps, who lives there and the team leader, by short name."""
    members: Mapping[str, int]
    involvements: Mapping[str, int]
    agreements: Mapping[str, int]
    goal: int
    changes: Mapping[str, int]
    """Open changes, by the short name of the agreement."""
    look: int
    """A look of the provider, about which nobody asked yet."""
    item: int
    """A question about another look, which waits for the team leader."""
    request: int
    """Of Roos: something about herself is not right; who leads holds it."""
    destruction: int
    """Decided on at the request of Karin, for Lies."""
    expense: int
    """Something that who leads bought."""
    matter: int
    """Something that stands in the way, which who leads holds."""
    attachment: int
    """A file with the agreement that is shielded from Hans."""
    talk: int
    """A conversation of who leads with the provider and Karin."""
    decision: int
    """In it, proposed by who leads: it needs the yes of the provider and of Karin."""
    question: int
    """Of the provider, to a stranger."""
    colleague: int
    """The stranger, as a professional."""
    signal: int
    """A signal of the provider, which who stands in holds."""
    outside: int
    """A signal of no known household, which the team leader of the first area holds."""
    own: int
    """Something that Karin does herself."""


@dataclass(frozen=True)
class Town:
    """The household that is asked for, and another in another area, with its own people."""

    here: Place
    there: Place
    others: Mapping[str, Actor]
    """Professionals without a part in either: the front desk, who is asked to lead, a stranger."""


def build() -> Town:
    """Write the town; call it once, inside a transaction that is taken back."""
    with plumbing():
        others = {
            "asked": professional("Aad Gevraagd", "Gemeente"),
            "stranger": professional("Iemand Anders", "Elders"),
        }
    colleague = others["stranger"].professional or 0
    here, there = (_place(*one, colleague) for one in (("Noord", ""), ("Zuid", " Elders")))
    with plumbing():
        others["desk"] = professional("Dora Balie", "Gemeente", Duty.FRONT_DESK, areas=[here.area])
        for key, duty in OFFICES.items():
            others[key] = professional(f"Iemand {key}", "Gemeente", duty)
    asked = others["asked"].professional
    assert asked is not None
    run(
        here.actors["chief"],
        lambda w: ask_to_lead(
            w, here.code, professional=asked, reason="Kent het gezin", legal_ground=GROUND
        ),
    )
    return Town(here, there, others)


def run(actor: Actor, do: Callable[[Work], T], minutes: int = 30) -> T:
    return work(actor, NOON + timedelta(minutes=minutes)).run(do)


def professional(name: str, organisation: str, *duties: Duty, areas: Sequence[int] = ()) -> Actor:
    """Write a professional with an account; called at the side entrance."""
    home, _ = Organisation.objects.get_or_create(name=organisation)
    one, _ = Professional.objects.get_or_create(name=name, organisation=home)
    account = Account.objects.create(
        username=name.casefold(),
        name=name,
        professional=one,
        duties=[d.value for d in duties],
        areas=list(areas),
    )
    return actor_of(account)


def _place(area: str, mark: str, colleague: int) -> Place:
    """Import the household with people of its own, whose names end in `mark`."""
    core = example(there=bool(mark))
    people = tuple(replace(one, name=f"{one.name}{mark}") for one in core.professionals)
    core = replace(core, name=f"{core.name}{mark}", professionals=people)
    with plumbing():
        actors = {
            one.id: professional(one.name, one.organisation, *_duties(one.id)) for one in people
        }
        actors["chief"] = professional(f"Wil Teamleider{mark}", "Gemeente", Duty.TEAM_LEADER)
        chief = actors["chief"].professional
        assert chief is not None
        row = Area.objects.create(name=area, team_leader_id=chief)
    debts = next(one.recorded for one in load_grounds() if one.id == "debt-help")
    wanted = Import(core, row.pk, "Overal", GROUND, "Een plan", HELPS_AS, {"money": debts})
    opened = work(actors["consultant"], NOON).run(lambda w: import_household(w, wanted))
    lead = actors["lead"]
    run(actors["chief"], lambda w: _lead(w, opened.code, lead), 1)
    run(lead, lambda w: answer_to_lead(w, opened.code, accepted=True), 2)
    run(lead, lambda w: open_to_helpers(w, opened.code, ground=GROUND), 3)
    run(lead, lambda w: _around(w, opened.id, opened.code, actors), 3)
    with plumbing():
        _residents(mark, opened.id, actors)
    reason = elsewhere(WORDS["cannot"]) if mark else WORDS["cannot"]
    run(actors["roos"], lambda w: _cannot(w, opened.code, reason), 20)
    look, item = _looks(opened.id, opened.code, actors)
    rights = _rights(opened.code, actors)
    means = _means(row.pk, opened.code, actors)
    talks = _talks(opened.id, opened.code, actors, colleague)
    signals = _signals(opened.code, actors, mark)
    own = _own(opened.code, actors)
    numbers = (look, item, *rights[:2], *means, rights[2], *talks, colleague, *signals, own)
    return run(lead, lambda _: _numbers(opened.id, opened.code, row.pk, actors, numbers))


def _looks(household: int, code: str, actors: Mapping[str, Actor]) -> tuple[int, int]:
    """Let the provider look twice, and Karin ask why about the first; return look and item."""
    seen = Standing(Basis.INVOLVED, name="Pia Aanbieder", organisation="Elders")
    for minutes in (4, 5):
        run(actors["provider"], lambda w: w.look(household, "plan", seen), minutes)
    first, second = run(
        actors["karin"],
        lambda _: list(
            Look.objects.filter(household_id=household).order_by("id").values_list("id", flat=True)
        ),
    )
    item = run(actors["karin"], lambda w: ask_why(w, code, first, "Waarom keek u?"), 21)
    return second, item


def _signals(code: str, actors: Mapping[str, Actor], mark: str) -> tuple[int, int]:
    """Let the provider give a signal, and somebody from outside another; return both."""
    word = elsewhere(WORDS["signal"]) if mark else WORDS["signal"]
    given = NewSignal("home", f"{word} over het dak")
    signal = run(actors["provider"], lambda w: give_signal(w, code, given), 25)
    told = NewOutside(Source.OUTSIDER, "home", "Dorpsstraat 1", "Een lek dak", "Bos", "088 1")
    outside = run(SYSTEM, lambda w: give_outside(w, told, None, f"receipt{mark}"), 26)
    return signal, outside


def _own(code: str, actors: Mapping[str, Actor]) -> int:
    """Let Karin write down what she does herself; return its number."""
    new = NewOwnAction("De post openmaken")
    return run(actors["karin"], lambda w: add_own_action(w, code, new), 27)


def _means(area: int, code: str, actors: Mapping[str, Actor]) -> tuple[int, int]:
    """Write a budget and a mandate, something that was bought, and something in the way."""
    with plumbing(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_budget (area_id, year, cents, set_at, set_by) "
            "VALUES (%s, %s, %s, %s, 1)",
            [area, NOON.year, 500_000, NOON],
        )
        for role in SpendingRole:
            SpendingMandate.objects.create(
                area_id=area, role=role.value, cents=500_000, set_at=NOON, set_by=1
            )
    bed = Spending(12_000, "Een bed voor Roos", "roos")
    stuck = Stuck("Geen sleutel zonder adres", "Wonen", 1, "roos")
    expense = run(actors["lead"], lambda w: spend(w, code, bed), 24)
    obstacle = run(actors["provider"], lambda w: raise_obstacle(w, code, stuck), 24)
    row = run(actors["lead"], lambda _: Obstacle.objects.get(pk=obstacle))
    return expense, row.item_id


def _talks(
    household: int, code: str, actors: Mapping[str, Actor], colleague: int
) -> tuple[int, int, int]:
    """Write a conversation with a proposal, and a question to a colleague; return their numbers."""
    lead = actors["lead"]
    karin = run(lead, lambda _: Membership.objects.get(household_id=household, key="karin").pk)
    named = (Someone(karin), Someone(None, actors["provider"].professional))
    new = NewTalk("Vervoer", "Wie rijdt er?", named)
    talk = run(lead, lambda w: begin_talk(w, code, new), 25)
    decision = run(lead, lambda w: propose(w, code, talk, text="Met de bus", named=named), 26)
    question = run(
        actors["provider"],
        lambda w: ask_colleague(w, code, to=colleague, text="Wie weet een plek?"),
        26,
    )
    return talk, decision, question


SAFE = Safe(MemoryStore(), Sealer.of(["of the matrix"], "files"))
"""Where the files of the town lie."""


def _rights(code: str, actors: Mapping[str, Actor]) -> tuple[int, int, int]:
    """Write a request, a decision to destroy, and a file; return their numbers."""

    def of(opened: Work, key: str) -> int:
        return next(one.id for one in head_of(opened, code).members if one.key == key)

    asked = Correction("other", "Dat klopt niet")
    request = run(
        actors["roos"],
        lambda w: ask_correction(w, code, member=of(w, "roos"), correction=asked),
        21,
    )
    gone = run(
        actors["karin"],
        lambda w: ask_destruction(w, code, member=of(w, "lies"), words="Weg ermee"),
        22,
    )
    granted = Decision(RequestAnswer.DONE, "Geen grond meer")
    run(actors["lead"], lambda w: answer_request(w, gone, granted), 23)

    def keep(opened: Work) -> tuple[int, int, int]:
        hidden = Agreement.objects.get(key="hidden", household__code=code).pk
        data = b"Beste Karin"
        file = attach(opened, code, agreement=hidden, name="brief.txt", data=data, safe=SAFE)
        return request, Destruction.objects.get(request_number=gone).pk, file

    return run(actors["lead"], keep, 24)


def _duties(key: str) -> tuple[Duty, ...]:
    return (Duty.CONSULTANT,) if key == "consultant" else ()


def _lead(opened: Work, code: str, lead: Actor) -> None:
    assert lead.professional is not None
    ask_to_lead(opened, code, professional=lead.professional, reason="Kent het gezin")


def _around(opened: Work, household: int, code: str, actors: Mapping[str, Actor]) -> None:
    """Write who has authority, who stands in, whose part ended, and what not everybody sees."""
    rows = dict(Membership.objects.filter(household_id=household).values_list("key", "id"))
    for child in ("roos", "tim", "lies"):
        ParentalAuthority.objects.create(
            household_id=household, child_id=rows[child], parent_id=rows["karin"]
        )
    standin = actors["standin"].professional
    assert standin is not None
    appoint_stand_in(opened, code, professional=standin, until=NOON + timedelta(days=9))
    gone = NOON + timedelta(minutes=10)
    Involvement.objects.filter(household_id=household, key="ended").update(until=gone)
    moved = add_member(opened, head_of(opened, code), NewMember("Opa Overal", key="opa"))
    Membership.objects.filter(pk=moved).update(until=gone)
    shield_agreement(opened, code, key="hidden", member="hans", ground=GROUND)
    close_part(opened, code, part="closed", ground=GROUND)
    choice = Choice.objects.create(
        household_id=household, chosen_at=opened.at, chosen_by=opened.account, plan_version=1
    )
    for row in Agreement.objects.filter(household_id=household, key__in=("care", "hidden")):
        Change.objects.create(
            household_id=household,
            choice=choice,
            agreement=row,
            agreement_version=row.version,
            kind="end",
        )


def _cannot(opened: Work, code: str, reason: str) -> None:
    answer_agreement(
        opened, code, key="care", version=1, kind=AnswerKind.CANNOT, reason=f"{reason} dan"
    )


def _residents(mark: str, household: int, actors: dict[str, Actor]) -> None:
    for row in Membership.objects.filter(household_id=household).select_related("person"):
        account = Account.objects.create(
            username=f"{row.key}{mark}".casefold(), name=row.person.name, person_id=row.person_id
        )
        actors[row.key] = actor_of(account)


def _numbers(
    household: int,
    code: str,
    area: int,
    actors: dict[str, Actor],
    numbers: Sequence[int],
) -> Place:
    def by_key(model: type[Membership | Involvement | Agreement]) -> dict[str, int]:
        rows = model._default_manager.filter(household_id=household)
        return dict(rows.values_list("key", "id"))

    return Place(
        household,
        code,
        area,
        actors,
        by_key(Membership),
        by_key(Involvement),
        by_key(Agreement),
        Goal.objects.get(household_id=household).pk,
        dict(Change.objects.filter(household_id=household).values_list("agreement__key", "id")),
        *numbers,
    )
