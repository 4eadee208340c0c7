"""From the household document to the core model, with every default filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from tandem.core.model import (
    Account,
    Agreement,
    Alternative,
    Away,
    Basis,
    FixedCost,
    Form,
    Goal,
    Horizon,
    Household,
    Income,
    Mandatory,
    Member,
    Part,
    Period,
    Place,
    Professional,
    Region,
    State,
    StatusFact,
    Supporter,
    Unknown,
    Way,
    Window,
)
from tandem.core.rules import Kind, RuleBase
from tandem.formats import document_agreements as docs
from tandem.formats.document import AccountDoc, HouseholdDoc, MemberDoc
from tandem.formats.forms_to_core import alternative_form, due_of, own_form

GRID, FINE_GRID = 5, 1

WHEN = "wanneer het is"
START = "wanneer het begint"
DAYS = "op welke dagen en uren"
TIMES = "hoe vaak"
LENGTH = "hoe lang het duurt"
AMOUNT = "hoeveel geld per maand"


def household(document: HouseholdDoc, rules: RuleBase) -> Household:
    """Return the household that a sound document describes."""
    horizon = Horizon(document.horizon.from_, document.horizon.weeks)
    members = tuple(_member(member) for member in document.members)
    region = None if document.region is None else Region(document.region)
    kinds = {kind.id: _kind_in(kind, region) for kind in rules.kinds}
    agreements = tuple(
        agreement(one, kinds[one.kind or ""], horizon.start, tuple(m.id for m in members))
        for one in document.agreements
    )
    places = tuple(
        Place(one.name, tuple(Way(way.place, way.minutes) for way in one.to))
        for one in document.places
    )
    times = chain(_times(agreements), (way.minutes for one in places for way in one.ways))
    return Household(
        id=document.id,
        name=document.name,
        horizon=horizon,
        members=members,
        agreements=agreements,
        professionals=tuple(Professional(**p.model_dump()) for p in document.professionals),
        network=tuple(Supporter(**s.model_dump()) for s in document.network),
        lead=document.lead,
        parts=tuple(Part(**p.model_dump()) for p in document.parts),
        goals=tuple(Goal(**g.model_dump()) for g in document.goals),
        priorities=document.priorities,
        accounts=tuple(_account(account) for account in document.accounts),
        grid=GRID if all(t % GRID == 0 for t in times) else FINE_GRID,
        region=region,
        places=places,
    )


def _kind_in(kind: Kind, region: Region | None) -> Kind:
    """Return a kind as it is in a region; where none is said, holidays are not looked at."""
    return kind if region is not None else replace(kind, not_in=())


def _times(agreements: Iterable[Agreement]) -> Iterator[int]:
    """Yield every time of day and length of time."""
    for one in agreements:
        for form in (one.form, *(alternative.form for alternative in one.alternatives)):
            for session in form.demands.sessions:
                yield from (session.minutes or 0, session.travel)
                yield from _edges(session.windows or ())
            for home in form.demands.somebody_home:
                yield from _edges(home.windows)


def _edges(windows: Iterable[Window]) -> Iterator[int]:
    for window in windows:
        yield from (window.start, window.end)


def _member(document: MemberDoc) -> Member:
    statuses = (StatusFact(f.status, Period(f.from_, f.until)) for f in document.statuses)
    away = (
        Away(
            period=Period(a.from_, a.until),
            reason=a.reason,
            every_weeks=a.every_weeks,
            first_week=a.first_week,
            days=a.days,
            other_parent=a.other_parent,
        )
        for a in document.away
    )
    return Member(
        id=document.id,
        name=document.name,
        born=document.born,
        question=document.question,
        contacts_a_week=document.contacts_a_week,
        statuses=tuple(statuses),
        away=tuple(away),
    )


def _account(document: AccountDoc) -> Account:
    incomes = (
        Income(i.id, i.title, i.amount, Period(i.from_, i.until), due_of(i))
        for i in document.incomes
    )
    costs = (
        FixedCost(c.title, c.amount, Period(c.from_, c.until), due_of(c)) for c in document.costs
    )
    return Account(
        of=document.of,
        floor=document.floor,
        incomes=tuple(incomes),
        costs=tuple(costs),
        income_known=document.income == "known",
    )


# --- agreements -----------------------------------------------------------------------------


def agreement(
    document: docs.AgreementDoc, kind: Kind, horizon_start: date, people: tuple[str, ...]
) -> Agreement:
    """Return an agreement with the defaults of its kind; `people` are all members."""
    members = members_of(document, people)
    form = own_form(document, kind, horizon_start, members)
    alternatives = tuple(
        Alternative(
            id=one.id,
            text=one.text,
            form=alternative_form(one, form, kind, horizon_start, members),
            takes_place_of=one.takes_place_of,
            ends_when=one.ends_when,
        )
        for one in document.alternatives
    )
    return Agreement(
        id=document.id or "",
        title=document.title or kind.nl,
        kind=kind.id,
        owner=document.owner or "",
        form=form,
        members=members,
        goal=document.goal,
        part=document.part,
        decided_by=document.decided_by,
        state=State(document.state),
        mandatory=_mandatory(document.mandatory),
        protected=is_protected(document, kind),
        alternatives=alternatives,
        unknown=_unknown(document, kind, form),
    )


def members_of(document: docs.AgreementDoc, people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the members concerned: as given, else the owner when that is a member."""
    if document.members is not None:
        return document.members
    return (document.owner,) if document.owner in people else ()


def is_protected(document: docs.AgreementDoc, kind: Kind) -> bool:
    """Whether it is treatment or protection: as given, else as its kind."""
    return kind.protected if document.protected is None else document.protected


def _mandatory(document: docs.MandatoryDoc | None) -> Mandatory | None:
    if document is None:
        return None
    if document.court_order is not None:
        return Mandatory(Basis.COURT_ORDER, document.court_order)
    return Mandatory(Basis.ARTICLE, document.article or "")


def _unknown(document: docs.AgreementDoc, kind: Kind, form: Form) -> tuple[Unknown, ...]:
    if document.unknown is not None:
        return tuple(Unknown(one.what, one.who) for one in document.unknown)
    return tuple(Unknown(what) for what in dict.fromkeys(_missing(kind, form)))


def _missing(kind: Kind, form: Form) -> Iterator[str]:
    """Yield what nobody has filled in, of what an agreement of this kind asks for."""
    demands = form.demands
    if not form.start_known:
        yield START
    asks_time = kind.contact or kind.minutes is not None
    if asks_time and not demands.sessions and not demands.somebody_home:
        yield WHEN
    for session in demands.sessions:
        if session.windows is None:
            yield DAYS
        if session.times is None:
            yield TIMES
        if session.minutes is None:
            yield LENGTH
    if (kind.money is not None and not demands.money) or any(
        money.cents is None for money in demands.money
    ):
        yield AMOUNT
