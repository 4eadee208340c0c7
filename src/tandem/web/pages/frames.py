"""What stands around a page: navigation, who is signed in, the strip, the tabs and the readers."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.households import household_facts
from tandem.core.access import Action, may
from tandem.records.coordination.heads import Head
from tandem.records.people.models import Account
from tandem.records.people.rows import MemberRow
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


def frame_of(request: HttpRequest, account: Account) -> Frame:
    """Return what every page has for somebody who is signed in."""
    resident = account.person_id is not None
    return Frame(
        nav=() if resident else _navigation(request),
        viewer=Viewer(account.name, address("sign-out"), address("my-details")),
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


def _navigation(request: HttpRequest) -> list[Link]:
    today, households = address("today"), address("households")
    path = request.path
    return [
        Link(_("Today"), today, is_current=path == today),
        Link(_("Households"), households, is_current=path.startswith(households)),
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
        ),
    )


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
    if work.actor.is_resident:
        pages.insert(0, ("my-plan", _("My plan")))
    links = []
    for name, words in pages:
        href = address(name, code=head.code)
        links.append(Link(words, href, is_current=request.path.startswith(href)))
    return links
