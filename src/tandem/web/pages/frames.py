"""What stands around a page: navigation, who is signed in, the strip, the tabs and the readers."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.households import household_facts
from tandem.core.access import Action, Actor, Duty, may
from tandem.records.coordination.heads import Head
from tandem.records.people.models import Account
from tandem.records.people.rows import MemberRow
from tandem.records.sign_in import actor_of
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.addresses import address
from tandem.web.pages.demo import demo_bar
from tandem.web.shapes.frame import (
    Change,
    Frame,
    HouseholdFrame,
    Lead,
    LeadStanding,
    Link,
    Readers,
    Strip,
    Viewer,
)

MOST_NAMES = 4
"""Names of a family on the strip, which stands on every page; all stand on *Mensen*."""
WITHOUT_HOUSEHOLDS = frozenset(
    {Duty.MANAGER, Duty.POLICY_STAFF, Duty.PRIVACY_OFFICER, Duty.ADMINISTRATOR}
)
"""Duties that have no household in scope."""


def frame_of(request: HttpRequest, account: Account) -> Frame:
    """Return what every page has for somebody who is signed in."""
    resident = account.person_id is not None
    return Frame(
        nav=()
        if resident or account.supporter_id is not None
        else _navigation(request, actor_of(account)),
        viewer=Viewer(
            account.name,
            address("sign-out"),
            address("my-details"),
            address("notices"),
            account.unread,
        ),
        demo=demo_bar(account.pk) if settings.TANDEM_DEMO else None,
        home=address("today"),
        language_action=address("language"),
        path=request.path,
        away=address("away") if resident else "",
        notices=[str(message) for message in messages.get_messages(request)],
    )


def public_frame(request: HttpRequest) -> Frame:
    """Return what a page has for who is not signed in."""
    return Frame(home=address("today"), language_action=address("language"), path=request.path)


def _navigation(request: HttpRequest, actor: Actor) -> list[Link]:
    """Return where this account goes; who has no household at all is not led to any."""
    pages = [("figures", _("Figures"), Action.SEE_FIGURES)]
    pages += [("administration", _("Administration"), Action.CONFIGURE)]
    pages += [("leaving", _("Who leaves"), Action.OFF_BOARD)]
    pages += [("budgets", _("Budget"), Action.SEE_BUDGETS)]
    pages += [("requests", _("Requests"), Action.SEE_REQUESTS)]
    pages += [("invitations", _("Invitations"), Action.INVITE_COLLEAGUE)]
    links = [("today", _("Today"))]
    if not actor.duties & WITHOUT_HOUSEHOLDS:
        links += [("households", _("Households")), ("front-desk", _("Whom do I call?"))]
    links += [(name, words) for name, words, action in pages if may(actor, action)]
    path = request.path
    found = [(words, address(name)) for name, words in links]
    return [
        Link(words, href, is_current=path == href if href == "/" else path.startswith(href))
        for words, href in found
    ]


def household_frame(
    request: HttpRequest, work: Work, head: Head, changes: Sequence[Change] = ()
) -> HouseholdFrame:
    """Return what every page of a household has; `changes` is what changed last."""
    return HouseholdFrame(
        strip=_strip(work, head),
        tabs=_tabs(request, work, head),
        readers=Readers(
            who=readers(head),
            changes=changes,
            all_changes=address("history", code=head.code) if changes else "",
            looks=_looks(work, head),
        ),
        talks=_talks(work, head),
        emergency=head.emergency.until if is_emergency(head) and head.emergency else None,
        obstacle=_obstacle(request, work, head),
        alarm=_alarm(work, head),
    )


def _obstacle(request: HttpRequest, work: Work, head: Head) -> str:
    """Return where the viewer names what stands in the way, with the page it is named from."""
    if not may(work.actor, Action.RAISE_OBSTACLE, household_facts(head)):
        return ""
    route = request.resolver_match.url_name if request.resolver_match else ""
    return f"{address('obstacle', code=head.code)}?van={route}"


def _alarm(work: Work, head: Head) -> str:
    """Return that nobody said yes to leading yet, for everybody who knows of this household."""
    if head.lead is None or head.lead.accepted or not head.facts.is_tied:
        return ""
    days = (work.today - localdate(head.lead.since)).days
    if not days:
        said = _("Nobody said yes to leading this plan yet. Until then %(name)s leads.")
        return said % {"name": head.team_leader.name}
    said = ngettext(
        "Nobody said yes to leading this plan yet, for one day. Until then %(name)s leads.",
        "Nobody said yes to leading this plan yet, for %(num)s days. Until then %(name)s leads.",
        days,
    )
    return said % {"num": days, "name": head.team_leader.name}


def is_emergency(head: Head) -> bool:
    """Whether only an emergency opens this household to the viewer."""
    return head.facts.emergency and not head.facts.is_tied_besides_emergency


def _looks(work: Work, head: Head) -> str:
    if not may(work.actor, Action.SEE_LOOKS, household_facts(head)):
        return ""
    return address("looks", code=head.code)


def _talks(work: Work, head: Head) -> str:
    known = may(work.actor, Action.SEE_TALKS, household_facts(head))
    return address("talks", code=head.code) if known else ""


def _strip(work: Work, head: Head) -> Strip:
    mine = head.member(head.facts.member) if head.facts.member else None
    on = work.today
    if mine is not None:
        others = wording.listing(one.name for one in head.members if one is not mine)
        with_whom = _("with %(names)s") % {"names": others} if others else ""
        return Strip(mine.name, with_whom, lead_of(head))
    names = [_with_age(one, one.age(on)) for one in head.members]
    members = wording.listing(_few(names))
    return Strip(head.name, members if members != head.name else "", lead_of(head))


def _few(names: Sequence[str]) -> list[str]:
    """Return as many names as the strip holds, and how many others there are."""
    more = len(names) - MOST_NAMES
    if more < 2:
        return list(names)
    return [*names[:MOST_NAMES], _("%(count)s others") % {"count": more}]


def _with_age(member: MemberRow, age: int | None) -> str:
    shown = age is not None and age < 23
    return f"{member.name} ({age})" if shown else member.name


def lead_of(head: Head) -> Lead:
    """Return who is called: the stand-in, the lead, or the team leader."""
    if head.stand_in is not None:
        one = head.stand_in.professional
        until = head.stand_in.until
        return Lead(
            one.name,
            one.telephone,
            LeadStanding.STAND_IN,
            replaces=head.lead.professional.name if head.lead else "",
            until=localdate(until) if until else None,
        )
    if head.lead is not None and head.lead.accepted:
        one = head.lead.professional
        return Lead(one.name, one.telephone, since=localdate(head.lead.since))
    standing = LeadStanding.NO_LEAD if head.lead is None else LeadStanding.TEAM_LEADER
    return Lead(head.team_leader.name, head.team_leader.telephone, standing)


def readers(head: Head) -> str:
    """Return who reads the pages of this household, in one or two sentences."""
    family = wording.listing(one.name for one in head.members)
    helpers = wording.listing(one.name for one in head.involved)
    if not helpers:
        return _("%(family)s. Nobody else yet.") % {"family": family}
    return _(
        "%(family)s. And their helpers: %(helpers)s. They see the agreements, not each other's "
        "files."
    ) % {"family": family, "helpers": helpers}


def _tabs(request: HttpRequest, work: Work, head: Head) -> list[Link]:
    if not may(work.actor, Action.SEE_PLAN, household_facts(head)):
        return []
    pages = [("plan", _("Our plan")), ("check", _("Does it fit?")), ("people", _("People"))]
    if may(work.actor, Action.SEE_MEANS, household_facts(head)):
        pages.append(("means", _("Arrange")))
    if _talks(work, head):
        pages.append(("talks", _("Messages")))
    if work.actor.is_resident:
        pages.insert(0, ("my-plan", _("My plan")))
    elif may(work.actor, Action.SEE_ITEMS, household_facts(head)):
        pages.append(("items", _("What is going on")))
    links = []
    for name, words in pages:
        href = address(name, code=head.code)
        links.append(Link(words, href, is_current=request.path.startswith(href)))
    return links
