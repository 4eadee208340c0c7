"""What Tandem thought of itself in words, and what could go together, written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.check.answer import Change, ChangeKind, Synergy, SynergyKind
from tandem.core.explain import explain_change, explain_synergy
from tandem.core.model import (
    Agreement,
    Demands,
    Direction,
    Form,
    Money,
    Sessions,
    Where,
    Window,
)
from tests.core.explain.five_plans import (
    BUDGET_TALK,
    GUIDANCE,
    HOUSE,
    REPAYMENT,
    RULES,
    THERAPY,
    with_agreement,
)

PAYS = Money("kevin", Direction.OUT, 12_000, "Aflossen")
GETS = Money("kevin", Direction.IN, 99_900, "Loon")
PAYING = replace(REPAYMENT, form=Form(demands=Demands(money=(PAYS, GETS))))


def session_of(agreement: Agreement) -> Sessions:
    return agreement.form.demands.sessions[0]


def told(
    agreement: Agreement, kind: ChangeKind, form: Form | None, by: str | None = None
) -> tuple[str, str]:
    house = with_agreement(agreement)
    change = Change(agreement.id, kind, 1, form=form, by=by)
    return (
        explain_change(change, house, RULES, "nl"),
        explain_change(change, house, RULES, "en"),
    )


def with_session(agreement: Agreement, session: Sessions) -> Form:
    form = agreement.form
    return replace(form, demands=replace(form.demands, sessions=(session,)))


OWNER_NL = "Tandem bedacht dit; Joris van Beek moet ja zeggen."
OWNER_EN = "This is Tandem's own idea; Joris van Beek has to say yes."


def test_another_moment_tells_the_new_hours_and_not_those_that_it_had() -> None:
    (had,) = session_of(THERAPY).windows or ()
    evening = Window((0, 1, 2, 3, 4), 17 * 60, 21 * 60)
    form = with_session(THERAPY, replace(session_of(THERAPY), windows=(had, evening)))
    assert told(THERAPY, ChangeKind.MOVE, form) == (
        (
            "Therapie: op een ander moment, maandag tot en met vrijdag van 17.00 tot 21.00 uur. "
            + OWNER_NL
        ),
        f"Therapie: at another moment, Monday to Friday from 17:00 to 21:00. {OWNER_EN}",
    )


def test_by_telephone_and_at_home() -> None:
    remote = replace(session_of(THERAPY), where=Where.REMOTE, travel=0)
    form = with_session(THERAPY, remote)
    assert told(THERAPY, ChangeKind.REMOTE, form) == (
        f"Therapie: per telefoon of online, zonder reizen. {OWNER_NL}",
        f"Therapie: by telephone or on line, without travel. {OWNER_EN}",
    )
    form = with_session(THERAPY, replace(remote, where=Where.HOME))
    assert told(THERAPY, ChangeKind.PLACE, form) == (
        f"Therapie: bij jullie thuis, de professional reist. {OWNER_NL}",
        f"Therapie: at your home, the professional travels. {OWNER_EN}",
    )


def test_the_place_of_another_agreement_is_named_with_it() -> None:
    form = with_session(THERAPY, replace(session_of(THERAPY), place="bij de gemeente", travel=5))
    assert told(THERAPY, ChangeKind.PLACE, form, "budget-talk") == (
        ("Therapie: bij de gemeente, net als Budgetgesprek. Dat is minder reizen. " + OWNER_NL),
        f"Therapie: bij de gemeente, like Budgetgesprek. That is less travel. {OWNER_EN}",
    )


def test_less_often_and_shorter() -> None:
    form = with_session(THERAPY, replace(session_of(THERAPY), times=1))
    assert told(THERAPY, ChangeKind.FEWER, form) == (
        f"Therapie: één keer per week minder. {OWNER_NL}",
        f"Therapie: one time a week less. {OWNER_EN}",
    )
    form = with_session(GUIDANCE, replace(session_of(GUIDANCE), minutes=45))
    assert told(GUIDANCE, ChangeKind.SHORTEN, form) == (
        (
            "Begeleiding thuis: korter, 45 minuten in plaats van een uur. "
            "Tandem bedacht dit; Youssef Amrani moet ja zeggen."
        ),
        (
            "Begeleiding thuis: shorter, 45 minutes instead of an hour. "
            "This is Tandem's own idea; Youssef Amrani has to say yes."
        ),
    )


def test_half_of_what_goes_out_is_told_beside_what_it_was() -> None:
    form = Form(demands=Demands(money=(replace(PAYS, cents=6_000), GETS)))
    assert told(PAYING, ChangeKind.HALVE, form) == (
        (
            "Aflossen: de helft, € 60 per maand in plaats van € 120. "
            "Tandem bedacht dit; Dirk Prins moet ja zeggen."
        ),
        (
            "Aflossen: half of it, €60 a month instead of €120. "
            "This is Tandem's own idea; Dirk Prins has to say yes."
        ),
    )


def test_two_contacts_in_one_visit() -> None:
    form = with_session(THERAPY, replace(session_of(THERAPY), visit="budget-talk+therapy"))
    assert told(THERAPY, ChangeKind.MERGE, form, "budget-talk") == (
        f"Therapie: tegelijk met Budgetgesprek, in één bezoek. {OWNER_NL}",
        f"Therapie: together with Budgetgesprek, in one visit. {OWNER_EN}",
    )


def test_what_is_carried_out_already_is_told_in_short() -> None:
    dutch, english = told(THERAPY, ChangeKind.REMOTE, THERAPY.form)
    assert dutch == f"Therapie: per telefoon of online. {OWNER_NL}"
    assert english == f"Therapie: by telephone or on line. {OWNER_EN}"
    assert told(THERAPY, ChangeKind.REMOTE, None) == ("Therapie", "Therapie")
    gone = Change("gone", ChangeKind.REMOTE, 1, form=THERAPY.form)
    assert explain_change(gone, HOUSE, RULES, "nl") == "gone"


@pytest.mark.parametrize(
    ("synergy", "dutch", "english"),
    [
        (
            Synergy(SynergyKind.ONE_VISIT, BUDGET_TALK.id, THERAPY.id, 1, 60, 80),
            (
                "Budgetgesprek en Therapie kunnen in één bezoek. "
                "Dat scheelt één contact, een uur aan gesprekken en 1 uur en 20 minuten reizen "
                "per week."
            ),
            (
                "Budgetgesprek and Therapie could be one visit. "
                "That saves one contact, an hour of talks and 1 hour and 20 minutes of travel "
                "a week."
            ),
        ),
        (
            Synergy(
                SynergyKind.ONE_DAY,
                BUDGET_TALK.id,
                THERAPY.id,
                travel=50,
                place="bij de gemeente",
                day=1,
            ),
            (
                "Budgetgesprek en Therapie kunnen na elkaar, op dinsdag bij de gemeente. "
                "Dat scheelt 50 minuten reizen per week."
            ),
            (
                "Budgetgesprek and Therapie could follow one another, on Tuesday bij de gemeente. "
                "That saves 50 minutes of travel a week."
            ),
        ),
    ],
)
def test_what_could_go_together(synergy: Synergy, dutch: str, english: str) -> None:
    assert explain_synergy(synergy, HOUSE, RULES, "nl") == dutch
    assert explain_synergy(synergy, HOUSE, RULES, "en") == english
