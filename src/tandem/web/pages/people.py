"""*Mensen*: who is involved, in which role, since when, and who leads."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.households import household_facts
from tandem.actions.plans.own_words import member_facts
from tandem.core.access import Action, may
from tandem.records.coordination.heads import Head
from tandem.records.coordination.terms import lead_terms
from tandem.records.people.rows import InvolvementRow, MemberRow, SupporterRow
from tandem.web import wording
from tandem.web.pages.authority import authority_line
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.shapes.people import LeadTerm, PeopleGroup, PeoplePage, PersonRow


@household_page(Action.SEE_PEOPLE, look="people")
def people(visit: HouseholdVisit) -> HttpResponse:
    """Draw who lives in the household, who helps, and who led."""
    return visit.draw("people.html", page=people_page(visit))


def people_page(visit: HouseholdVisit) -> PeoplePage:
    """Return everything that stands on the page."""
    head, facts = visit.head, household_facts(visit.head)
    terms = [
        LeadTerm(one.name, one.function, localdate(one.since), one.until and localdate(one.until))
        for one in lead_terms(visit.work, head.id)
    ]
    appoint = may(visit.actor, Action.APPOINT_LEAD, facts)
    return PeoplePage(
        groups=_groups(visit),
        terms=terms,
        asked=_asked(head),
        answer_at=reverse("lead-question", kwargs={"code": head.code}) if head.facts.asked else "",
        add_person=_add_person(visit),
        change_lead=reverse("lead", kwargs={"code": head.code}) if appoint else "",
    )


def _asked(head: Head) -> str:
    if head.asked is None:
        return ""
    return _("%(name)s was asked on %(day)s and did not answer yet.") % {
        "name": head.asked.professional.name,
        "day": wording.day(head.asked.offered_at),
    }


def _add_person(visit: HouseholdVisit) -> str:
    """Return where this viewer adds somebody; who may not add helpers adds from the own circle."""
    facts = household_facts(visit.head)
    if may(visit.actor, Action.INVOLVE, facts):
        return reverse("person-new", kwargs={"code": visit.head.code})
    if may(visit.actor, Action.ADD_AGREEMENT, facts):
        return reverse("supporter-new", kwargs={"code": visit.head.code})
    return ""


def _groups(visit: HouseholdVisit) -> list[PeopleGroup]:
    head = visit.head
    family = [_member(visit, one) for one in head.members]
    network = [_supporter(one) for one in head.supporters]
    helpers = [_helper(head, one) for one in head.involved]
    nobody = _("Nobody from the network is named yet. Who helps already: family, a neighbour?")
    return [
        PeopleGroup("family", _("The family"), family),
        PeopleGroup("network", _("From their own circle"), network, nobody),
        PeopleGroup("helpers", _("Who helps"), helpers, _("Nobody helps yet.")),
    ]


def _member(visit: HouseholdVisit, member: MemberRow) -> PersonRow:
    age = member.age(visit.work.today)
    return PersonRow(
        name=member.name,
        role=_("%(age)s years old") % {"age": age} if age is not None else "",
        telephone=member.telephone,
        is_family=True,
        href=_words(visit, member),
        authority=authority_line(visit, member),
    )


def _words(visit: HouseholdVisit, member: MemberRow) -> str:
    """Return where this viewer writes down what somebody wants; empty when she may not."""
    if not may(visit.actor, Action.SAY_OWN_WORDS, member_facts(visit.work, visit.head, member)):
        return ""
    return reverse("own-words", kwargs={"code": visit.head.code, "member": member.id})


def _supporter(supporter: SupporterRow) -> PersonRow:
    return PersonRow(
        name=supporter.name,
        role=supporter.relation,
        telephone=supporter.telephone,
        since=localdate(supporter.since),
        is_family=True,
    )


def _helper(head: Head, helper: InvolvementRow) -> PersonRow:
    lead = head.lead
    leads = lead is not None and lead.accepted and lead.professional.id == helper.professional
    return PersonRow(
        name=helper.name,
        role=", ".join(one for one in (helper.function, helper.organisation) if one),
        what=helper.purpose,
        since=localdate(helper.since),
        telephone=helper.telephone,
        is_lead=leads,
    )
