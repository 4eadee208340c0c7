"""The sample pages: each template with made-up content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from tandem.web.components import check, forms, lists, plan, resident, rows
from tandem.web.components.people import HERE, NUMBER, frame, household, resident_household
from tandem.web.shapes.check import CheckPage
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.my_plan import MyPlanPage
from tandem.web.shapes.plan import FitState
from tandem.web.shapes.sign_in import SignInPage
from tandem.web.shapes.today import (
    HouseholdsPage,
    TodayPage,
)

Given = dict[str, object]
Make = Callable[[], tuple[str, Given]]


def _plan() -> tuple[str, Given]:
    return "plan.html", {"frame": frame(), "household": household(), "page": plan.page()}


def _plan_empty() -> tuple[str, Given]:
    return "plan.html", {"frame": frame(), "household": household(), "page": plan.empty_page()}


def _plan_states() -> tuple[str, Given]:
    return "plan.html", {"frame": frame(), "household": household(), "page": rows.states_page()}


def _my_plan() -> tuple[str, Given]:
    return "my_plan.html", {
        "frame": frame(),
        "household": resident_household(),
        "page": resident.my_plan(),
    }


def _my_plan_empty() -> tuple[str, Given]:
    empty = MyPlanPage(lead="Samira")
    return "my_plan.html", {"frame": frame(), "household": resident_household(), "page": empty}


def _people() -> tuple[str, Given]:
    return "people.html", {
        "frame": frame(),
        "household": household("people"),
        "page": lists.people(),
    }


def _today() -> tuple[str, Given]:
    return "today.html", {"frame": frame("today"), "page": lists.today()}


def _today_empty() -> tuple[str, Given]:
    return "today.html", {"frame": frame("today"), "page": TodayPage(date(2026, 12, 17))}


def _households() -> tuple[str, Given]:
    return "households.html", {"frame": frame(), "page": lists.households()}


def _households_none() -> tuple[str, Given]:
    page = HouseholdsPage(0, asked="De Vrise", search=HERE)
    return "households.html", {"frame": frame(), "page": page}


def _agreement() -> tuple[str, Given]:
    return "agreement_form.html", {"frame": frame(), "household": household(), "page": forms.page()}


def _agreement_wrong() -> tuple[str, Given]:
    page = forms.wrong_page()
    return "agreement_form.html", {"frame": frame(), "household": household(), "page": page}


def _check() -> tuple[str, Given]:
    given: Given = {"frame": frame(), "household": household("check"), "page": check.page()}
    return "check.html", given


def _check_busy() -> tuple[str, Given]:
    page = CheckPage(FitState.BUSY, checked_at=datetime(2026, 12, 17, 8, 12, tzinfo=UTC), busy=HERE)
    return "check.html", {"frame": frame(), "household": household("check"), "page": page}


def _check_nothing() -> tuple[str, Given]:
    page = CheckPage(FitState.UNKNOWN, nothing=True, add_agreement=HERE)
    return "check.html", {"frame": frame(), "household": household("check"), "page": page}


def _conference() -> tuple[str, Given]:
    page = check.conference()
    return "conference.html", {"frame": frame(), "household": household(), "page": page}


def _sign_in() -> tuple[str, Given]:
    wrong = "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het nog eens."
    form = FormState(HERE, {"username": "samira"}, [Problem("username", wrong)])
    demo = [
        ("Samira Haddou", "regievoerder van De Vries", "samira"),
        ("Kevin de Vries", "inwoner, 18 jaar", "kevin"),
    ]
    return "sign_in.html", {"page": SignInPage(form, "/", demo=demo, demo_action=HERE)}


def _error(status: int) -> Make:
    def make() -> tuple[str, Given]:
        given: Given = {"status": status, "request_number": "7f3a-20c1", "frame": frame()}
        if status == 403:
            given |= {
                "reason": _("This household is not open to you."),
                "call_name": "Samira Haddou",
            }
            given["call_telephone"] = NUMBER
        return "error.html", given

    return make


PAGES: Mapping[str, Make] = {
    "ons-plan": _plan,
    "ons-plan-leeg": _plan_empty,
    "ons-plan-toestanden": _plan_states,
    "past-het": _check,
    "past-het-rekent": _check_busy,
    "past-het-leeg": _check_nothing,
    "mensen": _people,
    "vandaag": _today,
    "vandaag-leeg": _today_empty,
    "huishoudens": _households,
    "huishoudens-geen": _households_none,
    "afspraak": _agreement,
    "afspraak-fout": _agreement_wrong,
    "mijn-plan": _my_plan,
    "mijn-plan-leeg": _my_plan_empty,
    "overleg": _conference,
    "inloggen": _sign_in,
    "fout-403": _error(403),
    "fout-404": _error(404),
    "fout-500": _error(500),
}
