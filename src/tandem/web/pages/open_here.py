"""What is open in a household, for who takes it over: as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.households import Case
from tandem.actions.plans.changes_seen import open_changes_seen
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import Action, Facts, may
from tandem.core.coordination.items import ItemKind
from tandem.core.model import STATES_IN_CHECK
from tandem.records.coordination.handovers import OpenThing, open_things
from tandem.records.coordination.matters import MatterKind
from tandem.records.plans.rows import AgreementRow
from tandem.web import wording
from tandem.web.pages.cases import CaseTeller, Needs, busy_word
from tandem.web.pages.changing import agreement_of, needs_of
from tandem.web.pages.doors import HouseholdVisit
from tandem.web.pages.work_list import kind_words
from tandem.web.refs import agreement_ref
from tandem.web.shapes.handing_over import OpenGroup, OpenLine

SOON = timedelta(weeks=6)
"""What begins or ends within so long has a day that who takes over has to know."""
WITH_PAGES = frozenset(one.value for one in ItemKind)
WITH_WORDS = WITH_PAGES | {one.value for one in MatterKind}
"""Kinds of items of which who leads reads the words; of any other that and when."""


def open_groups(visit: HouseholdVisit, besides: int) -> list[OpenGroup]:
    """Return everything that is open, by sort; not the handover itself, whose item is `besides`."""
    case = seen_case(visit.work, visit.head, busy_word())
    teller = CaseTeller(case)
    found = [
        OpenGroup(_("What somebody has to do"), list(_items(visit, besides))),
        OpenGroup(_("Agreements that wait for an answer"), list(_waiting(visit, case, teller))),
        OpenGroup(_("Proposals that wait for an answer"), list(_changes(visit, case, teller))),
        OpenGroup(_("What begins or ends soon"), list(_dated(visit, case))),
    ]
    return [one for one in found if one.lines]


def _items(visit: HouseholdVisit, besides: int) -> Iterator[OpenLine]:
    reads = bool(may(visit.actor, Action.SEE_ITEM, Facts(household=visit.head.facts)))
    for one in open_things(visit.work, visit.head.id, besides):
        mine = one.holder == visit.actor.professional
        yield OpenLine(
            what=kind_words(one.kind),
            text=one.text if mine or (reads and one.kind in WITH_WORDS) else "",
            who=_holder(one),
            due=one.due_on,
            is_late=one.due_on is not None and one.due_on < visit.work.today,
            href=_href(visit, one) if mine or reads else "",
        )


def _holder(one: OpenThing) -> str:
    if one.offered_to:
        said = _("%(name)s has it; offered to %(other)s")
        return said % {"name": one.holder_name, "other": one.offered_to}
    return _("%(name)s has it") % {"name": one.holder_name}


def _href(visit: HouseholdVisit, one: OpenThing) -> str:
    if one.kind in WITH_PAGES:
        return reverse("item", kwargs={"code": visit.head.code, "item": one.id})
    return ""


def _waiting(visit: HouseholdVisit, case: Case, teller: CaseTeller) -> Iterator[OpenLine]:
    for row in case.plan.agreements:
        needs = teller.needs(row) if row.state in STATES_IN_CHECK else ()
        if any(one.said is None for one in needs):
            yield _agreement(visit, case, row, _waits_for(teller, needs))


def _changes(visit: HouseholdVisit, case: Case, teller: CaseTeller) -> Iterator[OpenLine]:
    for change in open_changes_seen(visit.work, case):
        row = agreement_of(teller, change)
        yield OpenLine(
            _("Proposal"),
            row.title,
            _waits_for(teller, needs_of(teller, change)),
            href=reverse("changes", kwargs={"code": visit.head.code}),
        )


def _waits_for(teller: CaseTeller, needs: Needs) -> str:
    """Return whose word is waited for, as far as the reader knows of them."""
    people = [teller.called(who) for one in needs if one.said is None for who in one.by[:1]]
    names = [one for one in dict.fromkeys(people) if one]
    if not names:
        return ""
    return _("waits for %(names)s") % {"names": wording.listing(names)}


def _dated(visit: HouseholdVisit, case: Case) -> Iterator[OpenLine]:
    today = visit.work.today
    for row in case.plan.agreements:
        if row.state not in STATES_IN_CHECK:
            continue
        start, until = row.form.start, row.form.until
        if until is not None and today <= until <= today + SOON:
            yield _agreement(visit, case, row, _("ends on %(day)s") % {"day": wording.day(until)})
        elif start is not None and today < start <= today + SOON:
            said = _("begins on %(day)s") % {"day": wording.day(start)}
            yield _agreement(visit, case, row, said)


def _agreement(visit: HouseholdVisit, case: Case, row: AgreementRow, who: str) -> OpenLine:
    href = f"{reverse('plan', kwargs={'code': visit.head.code})}#a-{agreement_ref(row.id)}"
    return OpenLine(_("Agreement"), row.title, who, href="" if row.key in case.busy else href)
