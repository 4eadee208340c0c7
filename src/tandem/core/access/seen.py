"""A household as one viewer sees it: what is shielded left out, what is not opened only "busy".

The check runs on the result. So verdict, week, budget, load and every sentence are made of what the
viewer may see, and need no hiding afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tandem.core.access.unnamed import (
    Out,
    goals_gone_with,
    gone_with,
    places_of,
    stripped,
    without_goals,
    without_people,
    without_places,
)
from tandem.core.model import (
    Agreement,
    Alternative,
    Basis,
    Demands,
    Form,
    Horizon,
    Household,
    Mandatory,
    Member,
    Order,
    Part,
    Period,
    Place,
    Relation,
    Sessions,
    StatusFact,
    Unknown,
    free_start,
    in_force,
)

OWN_KIND = "own"
"""The kind that says nothing: an agreement of one's own."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a viewer does not see of a household; everything by short name."""

    hidden: frozenset[str] = frozenset()
    """Agreements that do not exist for the viewer."""
    busy: frozenset[str] = frozenset()
    """Agreements of which only that and when is seen."""
    ask: str = ""
    """Whom to ask what an agreement is: the identifier of who leads."""
    viewer: str = ""
    """The member who looks; empty for anybody else."""
    people: frozenset[str] = frozenset()
    """Members, helpers and people from the network who do not exist for the viewer."""
    goals: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Agreements of which the viewer does not see where they are."""
    veiled: bool = False
    """Whether of somebody else the viewer sees less than all: no name, or no telephone."""

    @property
    def is_whole(self) -> bool:
        """Whether the viewer sees everything."""
        lacks = self.hidden or self.busy or self.people or self.goals or self.places
        return not (lacks or self.veiled)


EVERYTHING = Sight()


@dataclass(frozen=True, slots=True)
class Seen:
    """A household as a viewer sees it."""

    household: Household
    names: Mapping[str, str] = field(default_factory=dict)
    """For each agreement of which only that and when is seen: its name in what is seen."""
    sight: Sight = EVERYTHING
    """The sight, with all that goes with what is hidden."""


def form_without(form: Form, people: frozenset[str], hidden: frozenset[str]) -> Form:
    """Return a form without what it asks of these people, and without these agreements in it."""
    return _form(stripped(form, Out(people)), hidden)


def widened(household: Household, sight: Sight) -> Sight:
    """Return a sight with everything in it that goes with the people who are hidden."""
    out = Out(sight.people, sight.viewer, sight.ask)
    hidden = sight.hidden | gone_with(household, out)
    goals = sight.goals | goals_gone_with(household, out)
    return replace(sight, hidden=hidden, busy=sight.busy - hidden, goals=goals)


def as_seen_by(household: Household, sight: Sight, busy: str) -> Seen:
    """Return a household as a viewer sees it; `busy` is the word for what is not told.

    What is hidden goes with everything that points at it, as if it had never been there. What is
    busy keeps its days, hours, travel, contacts and money, and loses its name, kind, goal, part,
    place, ground, alternatives and the reasons of statuses and order: of these it asks nothing,
    which is lenient, so that every clash stays real. A status that it gives stays given, as a fact.
    One thing is not lenient: who may not see a place cannot be told the short way to it either, so
    what is busy is reached by way of home. A clash that comes of that is not one of the whole plan.
    """
    if sight.is_whole:
        return Seen(household)
    sight = widened(household, sight)
    left = _left(household, sight)
    order = [one.id for one in left.agreements if one.id in sight.busy]
    names = {name: f"busy-{number}" for number, name in enumerate(order, 1)}
    agreements = tuple(
        _blank(one, names[one.id], sight.ask, busy) if one.id in names else _renamed(one, names)
        for one in left.agreements
    )
    members = tuple(_given(member, left, sight.busy) for member in left.members)
    return Seen(replace(left, agreements=agreements, members=members), names, sight)


def _left(household: Household, sight: Sight) -> Household:
    """Return a household without what is hidden, whom, and where."""
    known = without_goals(without(household, sight.hidden), sight.goals)
    left = without_places(known, sight.places)
    left = without_people(left, Out(sight.people, sight.viewer, sight.ask))
    return replace(left, parts=_parts(household, left), places=_places(household, left))


def _places(household: Household, left: Household) -> tuple[Place, ...]:
    """Return the places but those that only something hidden named."""
    gone = places_of(household) - places_of(left)
    return tuple(
        replace(one, ways=tuple(way for way in one.ways if way.place not in gone))
        for one in household.places
        if one.name not in gone
    )


# --- hidden ---------------------------------------------------------------------------------


def without(household: Household, hidden: Iterable[str]) -> Household:
    """Return a household without these agreements, and without anything that points at them."""
    gone = frozenset(hidden)
    if not gone:
        return household
    kept = tuple(_unpointed(one, gone) for one in household.agreements if one.id not in gone)
    left = replace(household, agreements=kept)
    return replace(left, parts=_parts(household, left))


def _parts(household: Household, left: Household) -> tuple[Part, ...]:
    """Return the parts that are left, but those that held only what is gone."""
    had, has = _in_parts(household), _in_parts(left)
    return tuple(part for part in left.parts if part.id in has or part.id not in had)


def _in_parts(household: Household) -> set[str | None]:
    """Return the parts that something is in."""
    agreements, goals = household.agreements, household.goals
    return {one.part for one in agreements} | {one.part for one in goals}


def _unpointed(one: Agreement, gone: frozenset[str]) -> Agreement:
    alternatives = tuple(
        _alternative(other, gone) for other in one.alternatives if not _hangs_on(other, gone)
    )
    return replace(one, form=_form(one.form, gone), alternatives=alternatives)


def _hangs_on(other: Alternative, gone: frozenset[str]) -> bool:
    """Whether an alternative means nothing without what is gone."""
    pointed = (*other.ends_when, *other.takes_place_of)
    return bool(pointed) and all(one in gone for one in pointed)


def _alternative(other: Alternative, gone: frozenset[str]) -> Alternative:
    return replace(
        other,
        form=_form(other.form, gone),
        takes_place_of=tuple(one for one in other.takes_place_of if one not in gone),
        ends_when=tuple(one for one in other.ends_when if one not in gone),
    )


def _form(form: Form, gone: frozenset[str]) -> Form:
    order = form.demands.order
    after = tuple(one for one in order.after if one.agreement not in gone)
    return replace(form, demands=replace(form.demands, order=replace(order, after=after)))


# --- busy -----------------------------------------------------------------------------------


def _blank(one: Agreement, name: str, ask: str, busy: str) -> Agreement:
    return Agreement(
        id=name,
        title=busy,
        kind=OWN_KIND,
        owner=ask or one.owner,
        form=_blank_form(one.form, busy),
        members=one.members,
        state=one.state,
        mandatory=None if one.mandatory is None else Mandatory(Basis.ARTICLE, busy),
        protected=one.protected,
        unknown=tuple(Unknown(busy, ask or None) for _ in one.unknown[:1]),
    )


def _blank_form(form: Form, busy: str) -> Form:
    demands = form.demands
    return replace(
        form,
        demands=Demands(
            sessions=tuple(_blank_sessions(session) for session in demands.sessions),
            somebody_home=demands.somebody_home,
            money=tuple(replace(money, title=busy) for money in demands.money),
            ends_income=demands.ends_income,
            order=Order(),
            paperwork=tuple(replace(papers, title="") for papers in demands.paperwork),
        ),
    )


def _blank_sessions(session: Sessions) -> Sessions:
    """Say when, not where: at home or out stays, for without it the week would be another."""
    return replace(session, place="")


def _renamed(one: Agreement, names: Mapping[str, str]) -> Agreement:
    """Return an agreement that points at what is busy by its name in what is seen."""
    if not names:
        return one
    return replace(
        one,
        form=_pointing(one.form, names),
        alternatives=tuple(
            replace(
                other,
                form=_pointing(other.form, names),
                takes_place_of=tuple(names.get(key, key) for key in other.takes_place_of),
                ends_when=tuple(names.get(key, key) for key in other.ends_when),
            )
            for other in one.alternatives
        ),
    )


def _pointing(form: Form, names: Mapping[str, str]) -> Form:
    order = form.demands.order
    after = tuple(
        replace(one, agreement=names.get(one.agreement, one.agreement)) for one in order.after
    )
    return replace(form, demands=replace(form.demands, order=replace(order, after=after)))


def _given(member: Member, household: Household, busy: frozenset[str]) -> Member:
    """Return a member with the statuses that busy agreements give, as facts.

    Else what needs such a status would seem to lack it, which would be a clash that is not real.
    """
    facts = [
        StatusFact(status.status, _at_most(one.form, household.horizon).intersect(status.period))
        for one in household.agreements
        if one.id in busy and one.enters_check
        for status in one.form.demands.statuses
        if status.relation is Relation.MAKES and status.member == member.id
    ]
    known = tuple(fact for fact in facts if not fact.period.is_empty)
    return replace(member, statuses=(*member.statuses, *known)) if known else member


def _at_most(form: Form, horizon: Horizon) -> Period:
    """Return all days on which a form may be in force, whenever it starts."""
    free, late = free_start(form, horizon), in_force(form)
    return late if free is None else Period(free.first, late.last)
