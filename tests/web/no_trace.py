"""Two households for the test that what is shielded leaves no trace: one with it, one without.

The one has everything that can be shielded, and shields it from Karin. The other is written by
somebody who never knew of any of it. What Karin gets of both has to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tandem.actions.coordination.obstacles import Stuck, raise_obstacle
from tandem.actions.coordination.refusing import No, refuse
from tandem.actions.coordination.talks import NewTalk, begin_talk, propose, write_message
from tandem.actions.plans.discretion import Item, shield
from tandem.actions.plans.own_words import OwnWords, say_own_words
from tandem.actions.plans.set_order import set_order
from tandem.actions.plans.shieldable import ShieldKind
from tandem.core.access.talks import Someone
from tandem.core.model import (
    Account,
    Agreement,
    Form,
    Goal,
    Household,
    Income,
    Member,
    Paperwork,
    Place,
    Professional,
    Sessions,
    Supporter,
    Way,
    Window,
)
from tandem.records.door import plumbing
from tandem.records.people.models import Membership, Person
from tandem.records.work import Work
from tests.actions.plans.family import Family, example, imported
from tests.web.visitors import Visitor

GROUND = "Wmo 2015 art. 2.3.2"
LATER = datetime.fromisoformat("2026-12-14T15:00:00+00:00")
"""The moment of every page: by then both households have the same past, as far as is seen."""
Talked = tuple[int, int]
"""A conversation and a decision in it, by number."""
OWN = ("karin-traject", "lotte-home")
"""What stays in both: it asks something of Karin herself."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shielded from Karin, and the two households."""

    whole: Household
    never: Household
    items: tuple[Item, ...]


@dataclass
class World:
    """A household, with Karin in front of it."""

    family: Family
    items: tuple[Item, ...] = ()
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    """Numbers of rows by what an address calls them, and by short name."""


def secret_of(seed: int) -> Secret:
    """Return a household with secrets, and the same without; another one for each seed."""
    random = Random(seed)
    core = _some_of(example(), random)
    never = _plain_meeting(core, ("karin",))
    whole = _with_secrets(_plain_meeting(core, ("karin", "noa")), random)
    items = [
        Item(ShieldKind.MEMBER, "noa"),
        Item(ShieldKind.HELPER, "hilda"),
        Item(ShieldKind.SUPPORTER, "els"),
        Item(ShieldKind.GOAL, "stil"),
        Item(ShieldKind.AGREEMENT, "stille-afspraak"),
        Item(ShieldKind.PLACE, "plek"),
        Item(ShieldKind.TELEPHONE, "kevin"),
    ]
    random.shuffle(items)
    return Secret(whole, never, tuple(items))


def _some_of(core: Household, random: Random) -> Household:
    """Return the family with some of its agreements: fewer are quicker checked."""
    others = sorted({one.id for one in core.agreements} - set(OWN))
    kept = {*OWN, *random.sample(others, 3)}
    agreements = [one for one in core.agreements if one.id in kept]
    bare = tuple(
        replace(
            one,
            form=_without_order(one.form),
            alternatives=tuple(
                each for each in one.alternatives if not (each.ends_when or each.takes_place_of)
            ),
        )
        for one in agreements
    )
    return replace(core, agreements=bare)


def _without_order(form: Form) -> Form:
    order = replace(form.demands.order, after=())
    return replace(form, demands=replace(form.demands, order=order))


def _meets(members: tuple[str, ...], day: int = 3, place: str = "", start: int = 600) -> Form:
    session = Sessions(
        members=members, minutes=60, windows=(Window((day,), start, start + 120),), place=place
    )
    return Form(start=date(2026, 12, 14), demands=replace(Form().demands, sessions=(session,)))


def _agreement(
    key: str, owner: str, members: tuple[str, ...], form: Form, goal: str | None = None
) -> Agreement:
    return Agreement(
        id=key,
        title=key.capitalize(),
        kind="own",
        owner=owner,
        members=members,
        form=form,
        goal=goal,
    )


def _plain_meeting(core: Household, members: tuple[str, ...]) -> Household:
    """Return the household with something for Karin, at which another may be too."""
    form = _meets(members)
    shared = _agreement("samen", "samira", members, form, goal=None)
    place = "Opvang De Haven" if "noa" in members else ""
    where = _agreement("plek", "dirk", ("kevin",), _meets(("kevin",), day=4, place=place))
    return replace(core, agreements=(*core.agreements[:1], shared, where, *core.agreements[1:]))


def _with_secrets(core: Household, random: Random) -> Household:
    """Return the household with everything that Karin may not know of, in between the rest."""
    noa = Member("noa", "Noa Bakker", born=date(2016, 3, 1), question="Ik wil rust.")
    hilda = Professional("hilda", "Hilda Vos", "begeleider", "Opvang De Haven", "0612345678")
    els = Supporter("els", "Els Smit", "tante", "0687654321")
    goals = (
        Goal("noas-rust", "Noa heeft rust", ("noa",)),
        Goal("stil", "Een stil doel", ("kevin",)),
    )
    income = Account("noa", incomes=(Income("bijbaan", "Bijbaan", 5000),))
    agreements = [
        _agreement("van-noa", "dirk", ("noa",), _meets(("noa", "kevin"), day=1)),
        _agreement("van-hilda", "hilda", ("kevin",), _meets(("kevin",), day=2), goal="noas-rust"),
        _agreement("van-els", "els", ("kevin", "lotte"), _meets(("lotte",), day=0)),
        _agreement(
            "stille-afspraak", "dirk", ("kevin",), _meets(("kevin",), 1, "Stille plek"), goal="stil"
        ),
    ]
    papers = Paperwork(("noa",), 2, 30)
    first = agreements[0].form.demands
    agreements[0] = replace(
        agreements[0],
        form=replace(agreements[0].form, demands=replace(first, paperwork=(papers,))),
    )
    mixed = list(core.agreements)
    for one in agreements:
        mixed.insert(random.randint(0, len(mixed)), one)
    places = (
        Place("Opvang De Haven", (Way("Stille plek", 20),)),
        Place("Stille plek"),
    )
    return replace(
        core,
        members=(core.members[0], noa, *core.members[1:]),
        professionals=(core.professionals[0], hilda, *core.professionals[1:]),
        network=(els, *core.network),
        goals=(goals[0], *core.goals, goals[1]),
        priorities=("noas-rust", *core.priorities[:1], "stil", *core.priorities[1:]),
        accounts=(*core.accounts, income),
        agreements=tuple(mixed),
        places=(*core.places, *places),
    )


# --- what happens in both -------------------------------------------------------------------


def with_it(secret: Secret) -> World:
    """Return the household in which everything is shielded from Karin, and went on meanwhile."""
    family = imported(secret.whole)
    _telephone(family, "kevin", "0611112222")
    _talks_before(family)
    for item in secret.items:
        family.run("samira", _shielding(family.code, item))
    _only_here(family)
    hidden = _talks_only_here(family)
    seen = _in_both(family)
    return _world(family, secret.items, {"seen": seen, **hidden})


def without_it(secret: Secret) -> World:
    """Return the household in which nothing of it ever was."""
    family = imported(secret.never)
    seen = _in_both(family)
    return _world(family, secret.items, {"seen": seen})


def _shielding(code: str, item: Item) -> Callable[[Work], None]:
    return lambda work: shield(work, code, item=item, member="karin", ground=GROUND)


def _telephone(family: Family, key: str, number: str) -> None:
    def write(_work: Work) -> None:
        person = Membership.objects.get(household_id=family.id, key=key).person_id
        Person.objects.filter(pk=person).update(telephone=number)

    with plumbing():
        write(None)  # type: ignore[arg-type]


def _only_here(family: Family) -> None:
    """Let things happen of which Karin may not know, and which count the plan up."""
    _means_of(family, "hilda", "noa")
    number = family.numbers["noa"]
    said = OwnWords("Ik wil rust.")
    family.run(
        "samira",
        lambda work: say_own_words(
            work, family.code, member=number, words=OwnWords("Ik wil weg.", 2), opened=said
        ),
    )
    plan = family.case().plan
    order = [one.key for one in plan.goals if one.position is not None]
    order.remove("stil")
    moved = ["stil", *order]
    family.run(
        "samira",
        lambda work: set_order(work, family.code, order=moved, version=plan.order_version),
    )


def _talk(family: Family, writer: str, readers: tuple[str, ...], about: str = "") -> Talked:
    """Let somebody begin a conversation, in which Samira proposes something to another."""
    circle = [_who(family, one) for one in readers]
    agreement = family.row(about).id if about else None
    new = NewTalk("Een gesprek", "Kan het vrijdag?", tuple(circle), agreement)
    talk = family.run(writer, lambda w: begin_talk(w, family.code, new))
    named = [_who(family, "karin")]
    decision = family.run(
        "samira",
        lambda w: propose(w, family.code, talk, text="Vrijdag dus", named=named),
    )
    return talk, decision


def _who(family: Family, key: str) -> Someone:
    professional = family.actors[key].professional
    return Someone(family.numbers[key]) if professional is None else Someone(None, professional)


def _talks_before(family: Family) -> None:
    """Let Karin read along with whom and about what is shielded from her only later."""
    _talk(family, "samira", ("karin", "hilda"))
    _talk(family, "hilda", ("karin", "samira"))
    _talk(family, "karin", ("samira",), "stille-afspraak")


def _talks_only_here(family: Family) -> dict[str, Talked]:
    """Let others write among themselves, and about what is shielded."""
    new = NewTalk("Stil", "Over Noa en Hilda", (_who(family, "hilda"), _who(family, "kevin")))
    talk = family.run("samira", lambda w: begin_talk(w, family.code, new))
    family.run("hilda", lambda w: write_message(w, family.code, talk, "Gezien @Kevin"))
    named = [_who(family, "hilda")]
    decision = family.run(
        "samira", lambda w: propose(w, family.code, talk, text="Niets zeggen", named=named)
    )
    return {"hidden": (talk, decision)}


def _in_both(family: Family) -> Talked:
    """Let something happen that Karin sees, at the same moment in both."""
    family.at = LATER.replace(hour=12)
    talked = _talk(family, "samira", ("karin", "kevin"))
    family.at = LATER.replace(hour=13)
    _means_of(family, "samira", "karin")
    plan = family.case().plan
    number = family.numbers["kevin"]
    known = next(one.question for one in plan.circumstances if one.member == number)
    family.run(
        "samira",
        lambda work: say_own_words(
            work,
            family.code,
            member=number,
            words=OwnWords("Ik wil een baan.", 3),
            opened=OwnWords(
                known,
                next(one.contacts_a_week for one in plan.circumstances if one.member == number),
            ),
        ),
    )
    family.at = LATER
    return talked


def _means_of(family: Family, who: str, about: str) -> None:
    """Let somebody say no about a member and name what stands in the way."""
    number = family.actors[who].professional
    assert number is not None
    no = No("Een taxi", "De bus rijdt", "Een abonnement", number, member=about)
    stuck = Stuck("Geen sleutel", "Wonen", 1, member=about)
    family.run(who, lambda work: refuse(work, family.code, no))
    family.run(who, lambda work: raise_obstacle(work, family.code, stuck))


def _world(family: Family, items: tuple[Item, ...], talks: dict[str, Talked]) -> World:
    case = family.case()
    found = {
        "agreement": {one.key: one.id for one in case.plan.agreements},
        "goal": {one.key: one.id for one in case.plan.goals},
        "member": dict(family.numbers),
        "involvement": {one.key: one.id for one in case.head.whole.helpers},
        "change": {},
        "talk": {key: talk for key, (talk, _) in talks.items()},
        "decision": {key: decision for key, (_, decision) in talks.items()},
    }
    return World(family, items, found)


# --- every route ----------------------------------------------------------------------------


def routes(resolver: URLResolver | None = None) -> Iterable[URLPattern]:
    """Return every route of the site, but the sheet of components."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one)
        elif not one.callback.__module__.startswith("tandem.web.components"):
            yield one


def wanted(name: str) -> frozenset[str]:
    """Return what the address of a route takes."""
    found = get_resolver().reverse_dict.getlist(name)
    return frozenset(key for possible, *_rest in found for _, keys in possible for key in keys)


def visitor(world: World) -> Client:
    """Return Karin's browser."""
    return Visitor(world.family.actors["karin"], "nl").client


CODES = re.compile(r"(?<![a-z0-9])[a-z2-7]{13}(?![a-z0-9])")
MARKS = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|htmx[^>]*csrf[^>]*')
REQUEST = re.compile(r"\b\d{3}-\d{3}-\d{4}\b")
PDF_ID = re.compile(rb"/ID \[[^\]]*\]")


def plain(response: Any, code: str) -> str:  # noqa: ANN401 - what the client of Django gives
    """Return all that a browser gets, with identifiers by the order in which they first stand."""
    body = response.content if not response.streaming else b"".join(response.streaming_content)
    kind = response.headers.get("Content-Type", "")
    text = _unzipped(body) if "zip" in kind else _text(body, kind)
    text = REQUEST.sub("NUMBER", TOKENS.sub("", text.replace(code, "CODE")))
    text = without_codes(text)
    headers = {
        key: value.replace(code, "CODE")
        for key, value in response.headers.items()
        if key not in {"Content-Security-Policy", "Content-Length", "X-Request-Number"}
    }
    location = headers.pop("Location", "")
    told = sorted(headers.items())
    return f"{response.status_code}\n{_in_order(location, CODES, 'ref')}\n{told}\n{text}"


def _text(body: bytes, kind: str) -> str:
    return PDF_ID.sub(b"", body).decode("latin-1") if "pdf" in kind else body.decode()


def _unzipped(body: bytes) -> str:
    """Return what is in a zip, file by file: how well it could be packed is of no matter."""
    with ZipFile(BytesIO(body)) as packed:
        names = packed.namelist()
        return "\n".join(f"{name}\n{_text(packed.read(name), name)}" for name in names)


def without_codes(text: str) -> str:
    """Return a text with its codes and marks by the order in which each first stands in it."""
    for pattern, name in ((CODES, "ref"), (MARKS, "mark")):
        text = _in_order(text, pattern, name)
    return text


def _in_order(text: str, pattern: re.Pattern[str], name: str) -> str:
    known: dict[str, str] = {}
    return pattern.sub(lambda m: known.setdefault(m.group(), f"{name}-{len(known) + 1}"), text)


def address(name: str, **values: object) -> str:
    """Return an address."""
    return reverse(name, kwargs=values)
