"""*Mensen*: who is involved, in which role, since when, and who leads."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.actions.coordination.handing_over import handover_facts
from tandem.actions.households import household_facts
from tandem.actions.people.yeses import lacks_consent
from tandem.actions.plans.own_words import member_facts
from tandem.core.access import AGE_OF_SHARED_YES, Action, InvolvementRole, may
from tandem.records.coordination.handovers import open_handover
from tandem.records.coordination.heads import Head
from tandem.records.coordination.terms import lead_terms
from tandem.records.people.rows import InvolvementRow, MemberRow, SupporterRow
from tandem.web import wording
from tandem.web.pages.authority import authority_line
from tandem.web.pages.choices import role_words
from tandem.web.pages.doors import HouseholdVisit, household_page
from tandem.web.pages.involvement import closed_line, is_of_another
from tandem.web.pages.lead_recording import record_address
from tandem.web.pages.numbers import number_address
from tandem.web.pages.one_plan import tick_address, why_one_plan
from tandem.web.pages.representation import representation_line
from tandem.web.pages.stop_helping import stop_address
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
        record_answer="" if appoint else record_address(visit),
        hand_over=_hand_over(visit),
        tick=tick_address(visit),
        why=why_one_plan(visit) if may(visit.actor, Action.SEE_PLAN, facts) else [],
    )


def _hand_over(visit: HouseholdVisit) -> str:
    """Return where the lead is handed over; for the family nothing is looked up."""
    head = visit.head
    if head.lead is None or visit.actor.professional is None:
        return ""
    facts = handover_facts(visit.work, head, open_handover(visit.work, head.id))
    if not may(visit.actor, Action.HAND_OVER, facts):
        return ""
    return reverse("handover", kwargs={"code": head.code})


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
    """Return everybody by group; who does not see the plan sees who leads, and her own part."""
    head = visit.head
    if not may(visit.actor, Action.SEE_PLAN, household_facts(head)):
        leads = head.leader.id
        own = head.own_part
        seen = (one for one in head.involved if one.professional == leads or one.id == own)
        return [PeopleGroup("helpers", _("Who helps"), [_helper(visit, one) for one in seen])]
    family = [_member(visit, one) for one in head.members]
    network = [_supporter(one) for one in head.supporters]
    helpers = [_helper(visit, one) for one in head.involved]
    if head.facts.involvement is InvolvementRole.ENFORCEMENT:
        network = []
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
        number=number_address(visit, member.id),
        authority=authority_line(visit, member),
        invite=_invite(visit, member),
        represented=representation_line(visit, member),
    )


def _invite(visit: HouseholdVisit, member: MemberRow) -> str:
    """Return where this viewer invites a member; empty when she may not, or for a child."""
    age = member.age(visit.work.today)
    too_young = age is not None and age < AGE_OF_SHARED_YES
    if too_young or not may(visit.actor, Action.INVITE_MEMBER, household_facts(visit.head)):
        return ""
    return reverse("invite-member", kwargs={"code": visit.head.code, "member": member.id})


def _words(visit: HouseholdVisit, member: MemberRow) -> str:
    """Return where this viewer writes down what somebody wants; empty when she may not."""
    if not may(visit.actor, Action.SAY_OWN_WORDS, member_facts(visit.work, visit.head, member)):
        return ""
    return reverse("own-words", kwargs={"code": visit.head.code, "member": member.id})


def _part(helper: InvolvementRow) -> str:
    """Return in which role somebody helps, and on which ground: the article alone."""
    role, article = role_words()[helper.role], helper.legal_ground.split(": ", 1)[0]
    return _("%(role)s. Ground: %(article)s.") % {"role": role.capitalize(), "article": article}


def _part_address(visit: HouseholdVisit, helper: InvolvementRow) -> str:
    """Return where one reads what a part rests on; enforcement reads of its own part only."""
    if is_of_another(visit, helper):
        return ""
    return reverse("involvement", kwargs={"code": visit.head.code, "involvement": helper.id})


def _lacking(helper: InvolvementRow) -> str:
    if not lacks_consent(helper):
        return ""
    return _("The ground asks for consent, and that is not written down.")


def _supporter(supporter: SupporterRow) -> PersonRow:
    return PersonRow(
        name=supporter.name,
        role=supporter.relation,
        telephone=supporter.telephone,
        since=localdate(supporter.since),
        is_family=True,
    )


def _helper(visit: HouseholdVisit, helper: InvolvementRow) -> PersonRow:
    lead = visit.head.lead
    leads = lead is not None and lead.accepted and lead.professional.id == helper.professional
    return PersonRow(
        name=helper.name,
        role=", ".join(one for one in (helper.function, helper.organisation) if one),
        what=helper.purpose,
        since=localdate(helper.since),
        telephone=helper.telephone,
        is_lead=leads,
        href=stop_address(visit, helper),
        part=_part(helper),
        part_href=_part_address(visit, helper),
        note=closed_line(visit, helper) or _lacking(helper),
    )
