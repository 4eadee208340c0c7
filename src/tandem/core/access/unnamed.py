"""A plan without some of the people in it: as somebody would write it who never knew of them.

What names them goes with them. Only what asks something of the viewer stays, without their names:
nobody is asked for something that is hidden from that same person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tandem.core.model import (
    HOUSEHOLD,
    Agreement,
    Demands,
    Form,
    Goal,
    Household,
    Sessions,
    SomebodyHome,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class Out:
    """Whom somebody may not know of, and who that somebody is; all by short name."""

    people: frozenset[str]
    viewer: str = ""
    ask: str = ""
    """Who answers, for this viewer, for what somebody unknown answers for."""


def gone_with(household: Household, out: Out) -> frozenset[str]:
    """Return the agreements that go with these people: those that name them.

    What asks something of the viewer stays, and so does what the viewer answers for.
    """
    if not out.people:
        return frozenset()
    parts = {one.id for one in household.parts if one.by in out.people}
    incomes = _incomes_of(household, out)
    return frozenset(
        one.id
        for one in household.agreements
        if not _is_of(one, out.viewer)
        and (one.part in parts or _names(one) & out.people or _ends(one) & incomes)
    )


def goals_gone_with(household: Household, out: Out) -> frozenset[str]:
    """Return the goals that go with these people: theirs alone, or brought in by one of them."""
    if not out.people:
        return frozenset()
    parts = {one.id for one in household.parts if one.by in out.people}
    return frozenset(
        one.id
        for one in household.goals
        if out.viewer not in one.members
        and (one.part in parts or (one.members and out.people.issuperset(one.members)))
    )


def without_people(household: Household, out: Out) -> Household:
    """Return a household without these people, after what names them went."""
    if not out.people:
        return household
    parts = tuple(one for one in household.parts if one.by not in out.people)
    known = {one.id for one in parts}
    incomes = _incomes_of(household, out)
    return replace(
        household,
        members=tuple(one for one in household.members if one.id not in out.people),
        professionals=tuple(one for one in household.professionals if one.id not in out.people),
        network=tuple(one for one in household.network if one.id not in out.people),
        lead=None if household.lead in out.people else household.lead,
        parts=parts,
        goals=tuple(_goal(one, out, known) for one in household.goals),
        accounts=tuple(one for one in household.accounts if one.of not in out.people),
        agreements=tuple(_agreement(one, out, known, incomes) for one in household.agreements),
    )


def without_goals(household: Household, gone: frozenset[str]) -> Household:
    """Return a household without these goals; agreements for them stay, for no goal."""
    if not gone:
        return household
    return replace(
        household,
        goals=tuple(one for one in household.goals if one.id not in gone),
        priorities=tuple(one for one in household.priorities if one not in gone),
        agreements=tuple(
            replace(one, goal=None) if one.goal in gone else one for one in household.agreements
        ),
    )


def without_places(household: Household, of: frozenset[str]) -> Household:
    """Return a household in which nobody wrote down where these agreements are."""
    if not of:
        return household
    agreements = tuple(_nowhere(one) if one.id in of else one for one in household.agreements)
    return replace(household, agreements=agreements)


def places_of(household: Household) -> frozenset[str]:
    """Return the places that agreements name."""
    return frozenset(
        session.place
        for one in household.agreements
        for form in _forms(one)
        for session in form.demands.sessions
        if session.place
    )


# --- who is named ---------------------------------------------------------------------------


def _is_of(one: Agreement, viewer: str) -> bool:
    return bool(viewer) and (viewer in one.members or one.owner == viewer)


def _forms(one: Agreement) -> Iterator[Form]:
    yield one.form
    yield from (other.form for other in one.alternatives)


def _names(one: Agreement) -> frozenset[str]:
    """Return everybody whom an agreement names, in any of its forms."""
    found = {one.owner, one.decided_by, *one.members}
    for form in _forms(one):
        found |= set(_asked(form.demands))
    return frozenset(name for name in found if name)


def _incomes_of(household: Household, out: Out) -> frozenset[str]:
    """Return the incomes that are theirs."""
    theirs = (one for one in household.accounts if one.of in out.people)
    return frozenset(income.id for one in theirs for income in one.incomes)


def _ends(one: Agreement) -> frozenset[str]:
    """Return the incomes that an agreement ends, in any of its forms."""
    return frozenset(end.income for form in _forms(one) for end in form.demands.ends_income)


def _asked(demands: Demands) -> Iterator[str]:
    for session in demands.sessions:
        yield from (*session.members, *session.contact_of)
    for home in demands.somebody_home:
        yield from (*home.adults, home.child or "")
    yield from (money.account for money in demands.money if money.account != HOUSEHOLD)
    yield from (status.member for status in demands.statuses)
    for papers in demands.paperwork:
        yield from papers.members


# --- without them ---------------------------------------------------------------------------


def _left(names: tuple[str, ...], out: Out) -> tuple[str, ...]:
    return tuple(one for one in names if one not in out.people)


def _goal(one: Goal, out: Out, parts: set[str]) -> Goal:
    part = one.part if one.part in parts else None
    return replace(one, members=_left(one.members, out), part=part)


def _agreement(one: Agreement, out: Out, parts: set[str], incomes: frozenset[str]) -> Agreement:
    def left(form: Form) -> Form:
        return stripped(form, out, incomes)

    return replace(
        one,
        owner=(out.ask or out.viewer) if one.owner in out.people else one.owner,
        decided_by=None if one.decided_by in out.people else one.decided_by,
        members=_left(one.members, out),
        part=one.part if one.part in parts else None,
        form=left(one.form),
        alternatives=tuple(replace(each, form=left(each.form)) for each in one.alternatives),
        unknown=tuple(_unknown(other, out) for other in one.unknown),
    )


def _unknown(one: Unknown, out: Out) -> Unknown:
    return replace(one, who=None) if one.who in out.people else one


def stripped(form: Form, out: Out, incomes: frozenset[str] = frozenset()) -> Form:
    """Return what a form asks of who is known; what nobody is left for is not asked."""
    was = form.demands
    sessions = (_sessions(one, out) for one in was.sessions)
    homes = (_home(one, out) for one in was.somebody_home)
    papers = (replace(one, members=_left(one.members, out)) for one in was.paperwork)
    demands = replace(
        was,
        sessions=tuple(one for one in sessions if one.members),
        somebody_home=tuple(one for one in homes if one.adults and one.child not in out.people),
        money=tuple(one for one in was.money if one.account not in out.people),
        ends_income=tuple(one for one in was.ends_income if one.income not in incomes),
        statuses=tuple(one for one in was.statuses if one.member not in out.people),
        paperwork=tuple(one for one in papers if one.members),
    )
    return form if demands == was else replace(form, demands=demands)


def _sessions(one: Sessions, out: Out) -> Sessions:
    return replace(one, members=_left(one.members, out), contact_of=_left(one.contact_of, out))


def _home(one: SomebodyHome, out: Out) -> SomebodyHome:
    return replace(one, adults=_left(one.adults, out))


def _nowhere(one: Agreement) -> Agreement:
    def bare(form: Form) -> Form:
        sessions = tuple(replace(session, place="") for session in form.demands.sessions)
        return replace(form, demands=replace(form.demands, sessions=sessions))

    alternatives = tuple(replace(other, form=bare(other.form)) for other in one.alternatives)
    return replace(one, form=bare(one.form), alternatives=alternatives)
