"""Which goals a proposal keeps, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.core.explain import (
    explain_proposal_keeps,
)
from tandem.core.model import State
from tests.core.explain.five_plans import (
    DAY_ACTIVITIES,
    HOUSE,
    RULES,
    with_agreement,
)
from tests.core.explain.offer import BBL, proposal


@pytest.mark.parametrize(
    ("given_up", "dutch", "gone", "english"),
    [
        ((), "Alle zes doelen blijven.", "", "All six goals stay."),
        (
            ("job",),
            "Vijf van de zes doelen blijven.",
            "Dit doel valt weg: Kevin en Karin aan het werk.",
            "Five of the six goals stay.",
        ),
        (
            ("trade", "rest", "debts", "job", "days"),
            "Eén van de zes doelen blijft.",
            (
                "Deze doelen vallen weg: Kevin leert een vak; Kevin komt tot rust; "
                "Kevin is van zijn schulden af; Kevin en Karin aan het werk; Dagstructuur."
            ),
            "One of the six goals stays.",
        ),
        (
            ("trade", "rest", "debts", "job", "days", "lotte"),
            "Geen doel blijft.",
            (
                "Deze doelen vallen weg: Kevin leert een vak; Kevin komt tot rust; "
                "Kevin is van zijn schulden af; Kevin en Karin aan het werk; Dagstructuur; "
                "Lotte komt nooit in een leeg huis."
            ),
            "No goal stays.",
        ),
    ],
)
def test_goals(given_up: tuple[str, ...], dutch: str, gone: str, english: str) -> None:
    one = proposal(BBL, goals_given_up=given_up)
    keeps = explain_proposal_keeps(one, HOUSE, RULES, "nl")
    assert (keeps.sentence, keeps.gone) == (dutch, gone)
    assert explain_proposal_keeps(one, HOUSE, RULES, "en").sentence == english


def test_goals_stand_in_the_order_of_the_family() -> None:
    keeps = explain_proposal_keeps(proposal(BBL, goals_given_up=("job",)), HOUSE, RULES, "nl")
    assert keeps.stays == (
        "Kevin leert een vak.",
        "Kevin komt tot rust",
        "Kevin is van zijn schulden af",
        "Dagstructuur",
        "Lotte komt nooit in een leeg huis",
    )
    assert keeps.given_up == ("Kevin en Karin aan het werk",)


@pytest.mark.parametrize(
    ("agreements", "given_up", "dutch", "english"),
    [
        ((), (), "", ""),
        (("reading",), (), "Het doel blijft.", "The goal stays."),
        (("reading",), ("lotte",), "Het doel blijft niet.", "The goal does not stay."),
        (("reading", "school"), (), "Beide doelen blijven.", "Both goals stay."),
    ],
)
def test_few_goals(
    agreements: tuple[str, ...], given_up: tuple[str, ...], dutch: str, english: str
) -> None:
    house = replace(HOUSE, agreements=tuple(a for a in HOUSE.agreements if a.id in agreements))
    one = proposal(BBL, goals_given_up=given_up)
    assert explain_proposal_keeps(one, house, RULES, "nl").sentence == dutch
    assert explain_proposal_keeps(one, house, RULES, "en").sentence == english


def test_goals_of_agreements_that_are_over_are_not_counted() -> None:
    house = with_agreement(replace(DAY_ACTIVITIES, state=State.ENDED))
    keeps = explain_proposal_keeps(proposal(BBL), house, RULES, "nl")
    assert keeps.sentence == "Alle vijf doelen blijven."
