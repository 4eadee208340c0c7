"""Tell a story: open the household, let somebody lead it, and let everybody answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from tandem.actions.coordination.leads import (
    answer_to_lead,
    appoint_stand_in,
    ask_to_lead,
    step_down,
)
from tandem.actions.guests.ask import NewGuest, ask_guest
from tandem.actions.people.import_household import Import, import_household
from tandem.actions.people.involve import NewInvolvement, involve_professional
from tandem.actions.people.parental_authority import name_parents
from tandem.actions.people.representation import NewRepresentation, set_representative
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.discretion import open_to_helpers, shield_agreement
from tandem.core.access import Actor, GuestAsks, InvolvementRole
from tandem.core.model import Agreement, Household, State
from tandem.records.coordination.heads import head_of
from tandem.records.people.rows import Source
from tandem.records.work import Work, work
from tandem.scenarios.build import Town, add_residents
from tandem.scenarios.cast import (
    Cast,
    ground_of,
    grounds_of,
    helpers_of,
    household_of,
    residents_of,
    roles_of,
)
from tandem.scenarios.moment import NOW, at
from tandem.scenarios.municipality import WORKERS
from tandem.scenarios.story import Invited, Represented, Shielded, Story
from tandem.scenarios.words import say, usual_words

SIMPLE = "Eén vraag: dit blijft een enkelvoudige vraag, zonder brede intake."
AT_THE_TABLE = "Aan tafel afgesproken: helpers mogen elkaars afspraken zien"


def tell(town: Town, story: Story) -> Cast:
    """Tell the story of one household; return who plays in it."""
    core = household_of(story.file)
    code = _open(town, story, core)
    helpers = helpers_of(core, town)
    leader = _lead(town, story, code, core, helpers)
    _residents(town, story, code, leader)
    cast = Cast(code, helpers | residents_of(story, town), leader)
    _others(town, story, cast)
    work(cast.leader, at(story.settled, 9, 30)).run(
        lambda opened: open_to_helpers(opened, code, ground=AT_THE_TABLE)
    )
    for one in story.shielded:
        _shield(story, cast, one)
    _answers(story, cast, core)
    for invited in story.invited:
        _invite(cast, invited)
    if story.is_simple:
        chief = town.chief(story.area)
        work(chief, at(story.opened, 16)).run(lambda opened: step_down(opened, code, reason=SIMPLE))
    return cast


def check_now(cast: Cast) -> None:
    """Ask whether the plan fits, and keep the answer."""
    work(cast.leader, NOW).run(lambda opened: check_plan(opened, cast.code, seconds=None))


def _open(town: Town, story: Story, core: Household) -> str:
    wanted = Import(
        household=replace(core, agreements=tuple(_as_brought(one) for one in core.agreements)),
        area=town.areas[story.area],
        reason=story.reason,
        legal_ground=ground_of(""),
        roles=roles_of(core),
        grounds=grounds_of(core),
    )
    actor = town.actors[story.opener]
    return work(actor, at(story.opened, 9)).run(lambda o: import_household(o, wanted)).code


def _as_brought(agreement: Agreement) -> Agreement:
    """What was agreed is brought in as a proposal: the words of the story make it agreed."""
    if agreement.state is State.AGREED:
        return replace(agreement, state=State.PROPOSED)
    return agreement


def _lead(town: Town, story: Story, code: str, core: Household, helpers: dict[str, Actor]) -> Actor:
    """Ask who should lead, with the answer; return who leads then."""
    chief = town.chief(story.area)
    wanted = helpers.get(story.asked or core.lead or "")
    if wanted is None or wanted.professional is None or not story.lead_reason:
        return chief
    asked, since = wanted.professional, story.leads_since
    work(chief, at(since or story.opened, 11)).run(
        lambda opened: ask_to_lead(opened, code, professional=asked, reason=story.lead_reason)
    )
    if since is None:
        return chief
    work(wanted, at(since, 14)).run(lambda opened: answer_to_lead(opened, code, accepted=True))
    return wanted


def _residents(town: Town, story: Story, code: str, leader: Actor) -> None:
    def persons(opened: Work) -> dict[str, int]:
        return {one.key: one.person for one in head_of(opened, code).members}

    found = work(leader, _settled(story)).run(persons)
    add_residents(town, [(one, found[key]) for key, one in story.residents.items()])


def _others(town: Town, story: Story, cast: Cast) -> None:
    """Name the parents, involve the client supporter, appoint who stands in."""

    def settle(opened: Work) -> None:
        for child, parents in story.parents.items():
            name_parents(opened, cast.code, child=child, parents=parents)
        if story.supported_by:
            head = head_of(opened, cast.code)
            involve_professional(opened, head, _supporter(town, story.supported_by))
        for one in story.represented:
            _represent(opened, town, cast.code, one)

    work(cast.leader, _settled(story)).run(settle)
    if story.stand_in and story.stand_in_until:
        _stand_in(town, story, cast)


def _represent(opened: Work, town: Town, code: str, one: Represented) -> None:
    """Involve who represents a member by law, and write the mandate down."""
    worker = next(each for each in WORKERS if each.username == one.by)
    new = NewInvolvement(
        professional=town.actors[one.by].professional or 0,
        role=InvolvementRole.REPRESENTATIVE,
        purpose=one.purpose,
        legal_ground=ground_of(worker.function),
        key=one.by,
    )
    head = head_of(opened, code)
    involve_professional(opened, head, new)
    number = next(each.id for each in head.members if each.key == one.member)
    mandate = NewRepresentation(
        one.mandate, one.by, one.since, source=Source.REGISTER, seen_on=one.seen
    )
    set_representative(opened, code, member=number, new=mandate)


def _stand_in(town: Town, story: Story, cast: Cast) -> None:
    professional = town.actors[story.stand_in].professional
    until = at(story.stand_in_until, 23, 59) if story.stand_in_until else NOW
    if professional is not None:
        work(cast.leader, at(NOW.date(), 8)).run(
            lambda o: appoint_stand_in(o, cast.code, professional=professional, until=until)
        )


def _supporter(town: Town, username: str) -> NewInvolvement:
    worker = next(one for one in WORKERS if one.username == username)
    professional = town.actors[username].professional
    assert professional is not None  # noqa: S101 - a worker is a professional
    return NewInvolvement(
        professional=professional,
        role=InvolvementRole.CLIENT_SUPPORTER,
        purpose="Naast het gezin staan, ook bij gesprekken",
        legal_ground=ground_of(worker.function),
        key=username,
    )


def _answers(story: Story, cast: Cast, core: Household) -> None:
    if story.answered:
        runs = {State.ACTIVE, State.AGREED}
        running = frozenset(one.id for one in core.agreements if one.state in runs)
        say(cast, usual_words(cast, story.answered, running))
    say(cast, story.words)


def _shield(story: Story, cast: Cast, one: Shielded) -> None:
    def shield(opened: Work) -> None:
        for member in one.members:
            shield_agreement(opened, cast.code, key=one.agreement, member=member, ground=one.ground)

    work(cast.actors[one.by], at(story.settled, 10)).run(shield)


def _invite(cast: Cast, one: Invited) -> None:
    wanted = NewGuest(GuestAsks.CHECK, one.mail, one.telephone)
    days = settings.TANDEM_GUEST_DAYS
    work(cast.leader, at(NOW.date(), 8, 30)).run(
        lambda opened: ask_guest(opened, cast.code, key=one.agreement, wanted=wanted, days=days)
    )


def _settled(story: Story) -> datetime:
    return at(story.settled, 9)
