"""What can be chosen on the form of an agreement: kinds, people, days, places, goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tandem.actions.households import Case, own_ref
from tandem.web import wording
from tandem.web.pages.agreement_steps import DAYS, KEPT_PLACE, kept_places
from tandem.web.pages.cases import rules
from tandem.web.pages.doors import HouseholdVisit
from tandem.web.shapes.forms import Option


def options(
    visit: HouseholdVisit, case: Case, values: Mapping[str, str], many: Mapping[str, Sequence[str]]
) -> dict[str, list[Option]]:
    """Return every choice of the form, by the name of its field in `AgreementFormPage`."""
    dutch = wording.current_language().value == "nl"
    words = wording.words()
    kinds = [Option("", _("Choose"), not values.get("kind"))]
    kinds += [
        Option(one.id, words.capital(one.nl if dutch else one.en), one.id == values.get("kind"))
        for one in rules().kinds
    ]
    rhythm = values.get("rhythm") or "1"
    return {
        "kinds": kinds,
        "members": [
            Option(one.key, one.name, one.key in many.get("member", ()))
            for one in case.head.members
        ],
        "days": [
            Option(short, words.day(place), short in many.get("day", ()))
            for place, short in enumerate(DAYS)
        ],
        "rhythms": [
            Option("1", _("every week"), rhythm == "1"),
            Option("2", _("every second week"), rhythm == "2"),
            Option("4", _("once in four weeks"), rhythm == "4"),
        ],
        "places": _places(case, values.get("place", "")),
        "goals": _goals(case, values.get("goal", "")),
        "owners": _owners(visit, case, values.get("owner", "")),
    }


def _places(case: Case, chosen: str) -> list[Option]:
    options = [
        Option("", _("As usual for this kind"), not chosen),
        Option("home", _("At home"), chosen == "home"),
        Option("remote", _("By telephone or on line"), chosen == "remote"),
    ]
    for place, session in kept_places(case):
        value = f"{KEPT_PLACE}{place}"
        note = _("%(minutes)s minutes of travel") % {"minutes": session.travel}
        words = wording.words().capital(place)
        options.append(Option(value, words, chosen == value, note if session.travel else ""))
    options.append(Option("other", _("Another place"), chosen == "other"))
    return options


def _goals(case: Case, chosen: str) -> list[Option]:
    options = [Option("", _("No goal yet"), not chosen)]
    for goal in case.plan.goals:
        if goal.is_open:
            words = wording.quoted(goal.own_words) if goal.own_words else goal.text
            options.append(Option(goal.key, words, goal.key == chosen))
    return options


def _owners(visit: HouseholdVisit, case: Case, chosen: str) -> list[Option]:
    own = own_ref(visit.head)
    keys = case.everybody.keys()
    present = chosen or (keys.get(own, "") if own is not None else "")
    head = case.head
    people = [(one.key, one.name) for one in head.involved]
    people += [(one.key, one.name) for one in head.members]
    people += [(one.key, one.name) for one in head.supporters]
    return [Option(key, name, key == present) for key, name in people]
