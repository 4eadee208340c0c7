"""The lists that forms about people offer: areas, grounds, roles, professionals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.people.open_household import area_facts
from tandem.core.access import Action, InvolvementRole, may
from tandem.core.explain.languages import Lang
from tandem.core.rules import LegalGround
from tandem.formats.rulebase import load_grounds
from tandem.records.people.directory import FoundProfessionals, areas
from tandem.records.people.rows import ProfessionalRow
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.shapes.forms import Option
from tandem.web.shapes.people_forms import OptionGroup


def area_options(work: Work, chosen: str) -> list[Option]:
    """Return the work areas in which the actor opens households, with who leads each team."""
    found = [
        one
        for one in areas(work)
        if may(work.actor, Action.OPEN_HOUSEHOLD, area_facts(work.actor, one.id, one.leader))
    ]
    options = [
        Option(str(one.id), f"{one.name} ({one.team_leader})", str(one.id) == chosen)
        for one in found
    ]
    return options if len(options) == 1 else [Option("", _("Choose an area")), *options]


def ground_options(on: date, chosen: str) -> list[Option]:
    """Return the legal grounds that are valid on a day; those from memory are marked as such."""
    valid = valid_grounds(on)
    options = [Option(one.id, _ground(one), one.id == chosen) for one in valid]
    return [Option("", _("Choose a ground")), *options]


def ground_text(on: date, chosen: str) -> str:
    """Return how a ground is written down; empty when none was chosen that is valid on the day."""
    found = (one for one in valid_grounds(on) if one.id == chosen)
    return next((one.recorded for one in found), "")


def valid_grounds(on: date) -> list[LegalGround]:
    """Return the grounds that count on a day; one of a law that is not in force by its switch."""
    switched_on = {"wams"} if settings.TANDEM_WAMS else set()
    return [
        one
        for one in load_grounds()
        if one.valid.contains(on) and (not one.switch or one.switch in switched_on)
    ]


def _ground(one: LegalGround) -> str:
    said = one.nl if wording.current_language() is Lang.NL else one.en
    words = f"{one.source}: {said}"
    if one.needs_consent:
        words = _("%(ground)s (asks for consent)") % {"ground": words}
    return words if one.sure else _("%(ground)s (still to be checked)") % {"ground": words}


def role_options(chosen: str) -> list[Option]:
    """Return the roles in which a professional can have a part in a household."""
    return [Option(role.value, words, role.value == chosen) for role, words in role_words().items()]


def role_words() -> dict[InvolvementRole, str]:
    """Return each role in words."""
    return {
        InvolvementRole.PROVIDER: _("carries out help"),
        InvolvementRole.CONSULTANT: _("decides and refers, for the municipality"),
        InvolvementRole.CLIENT_SUPPORTER: _("independent client supporter"),
        InvolvementRole.CONFIDANT: _("confidant"),
        InvolvementRole.GUARDIAN: _("statutory guardian"),
        InvolvementRole.REPRESENTATIVE: _("represents somebody by law"),
        InvolvementRole.ENFORCEMENT: _("enforcement: sees who leads, and nothing of the plan"),
    }


def by_organisation(rows: Iterable[ProfessionalRow], chosen: str) -> list[OptionGroup]:
    """Return professionals to choose from, under the name of their organisation."""
    ordered = sorted(rows, key=lambda one: (one.organisation.casefold(), one.name.casefold()))
    return [
        OptionGroup(title, [_professional(one, chosen) for one in members])
        for title, members in groupby(ordered, key=lambda one: one.organisation)
    ]


def _professional(one: ProfessionalRow, chosen: str) -> Option:
    return Option(str(one.id), one.name, str(one.id) == chosen, one.function)


def others_in_words(found: FoundProfessionals) -> str:
    """Return how many professionals are not shown; empty when all are."""
    if not found.more:
        return ""
    return ngettext(
        "One other professional is not shown. Search by name, work or organisation.",
        "%(num)s other professionals are not shown. Search by name, work or organisation.",
        found.more,
    ) % {"num": found.more}
