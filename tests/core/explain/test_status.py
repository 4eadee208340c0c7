"""Clashes of status and order as sentences, written by hand in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem.core.check.why import OrderReason, OrderStep, Overlap, StatusClaim, StatusReason
from tandem.core.model import Form, Period, Relation
from tests.core.explain.clash import (
    FROM_FEBRUARY,
    agenda,
    explained,
)
from tests.core.explain.five_plans import (
    FEBRUARY,
    HOUSE,
    MARCH,
    THERAPY,
    with_agreement,
)

# --- status -----------------------------------------------------------------------------------


def status(
    left: tuple[str, Relation, str],
    right: tuple[str, Relation, str],
    *rules: str,
    period: Period = HOUSE.horizon.period,
) -> StatusReason:
    return StatusReason("kevin", StatusClaim(*left), StatusClaim(*right), rules, period)


UNSURE = (
    "Dat gaat niet samen. Bron: Vuistregel van professionals. "
    "Deze regel staat niet vast: laat dit nakijken."
)


def test_two_statuses_that_exclude_one_another() -> None:
    reason = status(
        ("school", Relation.MAKES, "school"),
        ("work", Relation.MAKES, "works-32"),
        "school-and-work",
        period=Period(FEBRUARY, date(2027, 7, 4)),
    )
    dutch, english = explained(("school", "work"), reason)
    assert dutch == (
        "Kevin zit voltijd op school (School) en werkt 32 uur of meer per week (Werk). "
        f"{UNSURE} Dit geldt vanaf 1 februari."
    )
    assert english == (
        "Kevin is in full-time school (School) and works 32 hours or more a week (Werk). "
        "That does not go together. Source: Vuistregel van professionals. "
        "This rule is not certain: have it checked. This holds from 1 February."
    )


def test_a_requirement_comes_first_and_a_rule_is_followed() -> None:
    reason = status(
        ("school", Relation.MAKES, "school"),
        ("repayment", Relation.REQUIRES, "works-32"),
        "school-and-work",
    )
    dutch, _ = explained(("repayment", "school"), reason)
    assert dutch == (
        "Aflossen vraagt werk van 32 uur of meer per week. "
        f"School betekent: Kevin zit voltijd op school. {UNSURE}"
    )


def test_what_a_rule_adds_is_said() -> None:
    reason = status(
        ("work", Relation.MAKES, "works-32"),
        ("therapy", Relation.MAKES, "stays"),
        "work-is-work",
        "no-work-inside",
    )
    dutch, english = explained(("therapy", "work"), reason)
    assert dutch == (
        "Kevin werkt 32 uur of meer per week (Werk) en zit vast (Therapie). "
        "Dan geldt ook: Kevin heeft betaald werk. "
        "Dat gaat niet samen. Bron: De woorden zelf; Wet X, art. 3."
    )
    assert "Then this holds too: Kevin has paid work." in english


def test_one_agreement_that_makes_both() -> None:
    reason = status(
        ("school", Relation.MAKES, "school"),
        ("school", Relation.MAKES, "works-32"),
        "school-and-work",
    )
    dutch, english = explained(("school",), reason)
    assert dutch == (
        f"School betekent: Kevin zit voltijd op school en werkt 32 uur of meer per week. {UNSURE}"
    )
    assert english.startswith("School means: Kevin is in full-time school and works 32 hours")


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_requires_another_excludes(*, turned: bool) -> None:
    claims = [
        ("repayment", Relation.REQUIRES, "works-32"),
        ("therapy", Relation.EXCLUDES, "works-32"),
    ]
    left, right = reversed(claims) if turned else claims
    dutch, english = explained(("repayment", "therapy"), status(left, right))
    assert dutch == ("Aflossen vraagt werk van 32 uur of meer per week. Met Therapie kan dat niet.")
    assert english == (
        "Aflossen requires work of 32 hours or more a week. With Therapie that is not possible."
    )


def test_what_follows_from_a_status_is_excluded() -> None:
    reason = status(
        ("work", Relation.MAKES, "works-32"),
        ("therapy", Relation.EXCLUDES, "works"),
        "work-is-work",
    )
    dutch, english = explained(("therapy", "work"), reason)
    assert dutch == (
        "Werk betekent: Kevin werkt 32 uur of meer per week. "
        "Met Therapie kan dit niet: Kevin heeft betaald werk. "
        "Dat gaat niet samen. Bron: De woorden zelf."
    )
    assert "With Therapie this is not possible: Kevin has paid work." in english


def test_two_requirements_that_exclude_one_another() -> None:
    reason = status(
        ("repayment", Relation.REQUIRES, "works-32"),
        ("therapy", Relation.REQUIRES, "school"),
        "school-and-work",
    )
    dutch, _ = explained(("repayment", "therapy"), reason)
    assert dutch == (
        "Therapie vraagt voltijd school. "
        f"Aflossen vraagt werk van 32 uur of meer per week. {UNSURE}"
    )


def test_a_status_that_the_rules_do_not_know_is_called_by_its_name() -> None:
    reason = status(("work", Relation.REQUIRES, "pilot"), ("therapy", Relation.EXCLUDES, "pilot"))
    dutch, _ = explained(("therapy", "work"), reason)
    assert dutch == "Werk vraagt pilot. Met Therapie kan dat niet."


def test_two_reasons_say_once_when_they_hold() -> None:
    reason = status(
        ("school", Relation.MAKES, "school"),
        ("work", Relation.MAKES, "works-32"),
        "school-and-work",
        period=Period(FEBRUARY, date(2027, 7, 4)),
    )
    monday_to_thursday = Overlap("kevin", (0, 1, 2, 3), 480, 990)
    dutch, _ = explained(("school", "work"), agenda(FROM_FEBRUARY, monday_to_thursday), reason)
    assert dutch == (
        "Maandag tot en met donderdag vallen ze samen van 8.00 tot 16.30 uur, met de reis erbij. "
        "Dit geldt elke week vanaf 1 februari. "
        f"Kevin zit voltijd op school (School) en werkt 32 uur of meer per week (Werk). {UNSURE}"
    )


# --- order ------------------------------------------------------------------------------------


def test_an_order_that_cannot_be_kept() -> None:
    steps = (
        OrderStep("therapy", "until", date(2027, 3, 31)),
        OrderStep("school", "after", other="therapy", gap_days=1),
        OrderStep("school", "starts-before", date(2027, 3, 15)),
    )
    dutch, english = explained(("school", "therapy"), OrderReason(steps, 18))
    assert dutch == (
        "Therapie duurt tot en met 31 maart. "
        "School kan pas beginnen als Therapie klaar is, en dan nog 1 dag later. "
        "School moet voor 15 maart beginnen. Dat is 18 dagen te kort."
    )
    assert english == (
        "Therapie lasts until 31 March. "
        "School can only start when Therapie has finished, and then 1 day later. "
        "School has to start before 15 March. That is 18 days short."
    )


def test_an_order_ends_with_what_must_be() -> None:
    steps = (
        OrderStep("school", "finishes-before", date(2027, 3, 15)),
        OrderStep("therapy", "until", date(2027, 3, 31)),
        OrderStep("school", "after", other="therapy"),
    )
    dutch, _ = explained(("school", "therapy"), OrderReason(steps, 18))
    assert dutch == (
        "Therapie duurt tot en met 31 maart. School kan pas beginnen als Therapie klaar is. "
        "School moet voor 15 maart klaar zijn. Dat is 18 dagen te kort."
    )


def test_an_order_that_goes_round_has_no_days() -> None:
    steps = (
        OrderStep("school", "after", other="therapy"),
        OrderStep("therapy", "until"),
        OrderStep("therapy", "after", other="school", gap_days=7),
    )
    dutch, english = explained(("school", "therapy"), OrderReason(steps, 9))
    assert dutch == (
        "School kan pas beginnen als Therapie klaar is. "
        "Therapie kan pas beginnen als School klaar is, en dan nog 7 dagen later. "
        "Zo wachten ze op elkaar."
    )
    assert english.endswith("So they wait for one another.")


def test_every_bound_of_an_order_has_a_sentence() -> None:
    lasting = replace(THERAPY, form=Form(lasts_days=30))
    steps = (
        OrderStep("therapy", "start"),
        OrderStep("therapy", "until"),
        OrderStep("school", "after", other="therapy"),
        OrderStep("school", "start", FEBRUARY),
        OrderStep("work", "until"),
        OrderStep("work", "finishes-before", date(2028, 1, 3)),
        OrderStep("work", "starts-before"),
    )
    dutch, english = explained(
        ("school", "therapy", "work"), OrderReason(steps, 1), house=with_agreement(lasting)
    )
    assert dutch == (
        "Elke twee gaan goed samen, alle drie niet. Therapie loopt al. Therapie duurt 30 dagen. "
        "School kan pas beginnen als Therapie klaar is. School begint op 1 februari. "
        "Werk moet voor 3 januari 2028 klaar zijn. Dat is 1 dag te kort."
    )
    assert english == (
        "Any two of them go well together, all three do not. "
        "Therapie is running already. Therapie lasts 30 days. "
        "School can only start when Therapie has finished. School starts on 1 February. "
        "Werk has to be finished before 3 January 2028. That is 1 day short."
    )


@pytest.mark.parametrize(
    ("form", "dutch", "english"),
    [
        (
            Form(FEBRUARY, MARCH),
            "Therapie begint op zijn vroegst op 1 februari, en uiterlijk op 1 maart.",
            "Therapie starts on 1 February at the earliest, and on 1 March at the latest.",
        ),
        (
            Form(None, MARCH),
            "Therapie begint uiterlijk op 1 maart.",
            "Therapie starts on 1 March at the latest.",
        ),
    ],
)
def test_a_start_that_is_free(form: Form, dutch: str, english: str) -> None:
    reason = OrderReason((OrderStep("therapy", "start", MARCH),), 2)
    told = explained(("therapy",), reason, house=with_agreement(replace(THERAPY, form=form)))
    assert told == (f"{dutch} Dat is 2 dagen te kort.", f"{english} That is 2 days short.")
