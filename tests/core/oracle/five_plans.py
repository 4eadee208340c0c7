"""The household of five plans at eighteen, with every agreement in the form of its own plan."""

from __future__ import annotations

from datetime import date

from tandem.core.model import (
    Account,
    Agreement,
    Direction,
    EndsIncome,
    Goal,
    Horizon,
    Household,
    Income,
    Member,
    Money,
    Relation,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Where,
)
from tandem.core.rules import RuleBase, RuleRelation
from tests.core.oracle.build import (
    FRI,
    MON,
    THU,
    TUE,
    WED,
    agreement,
    rule_base,
    session,
    window,
)

JANUARY_11 = date(2027, 1, 11)
FEBRUARY = date(2027, 2, 1)
MARCH = date(2027, 3, 1)
KEVIN = ("kevin",)


def _status(relation: Relation, status: str) -> StatusDemand:
    return StatusDemand(relation, "kevin", status)


def _brings(euros: int) -> Money:
    return Money("kevin", Direction.IN, euros * 100)


def _agreements() -> tuple[Agreement, ...]:
    return (
        agreement(
            "therapy",
            session((TUE, THU), "10:00-12:00", travel=40, contact_of=KEVIN),
            protected=True,
        ),
        agreement("coach-talk", session((WED,), "14:00-15:00", travel=20, contact_of=KEVIN)),
        agreement(
            "school",
            session(range(5), "08:30-16:00", travel=30),
            _status(Relation.MAKES, "full-time-day-education"),
            _brings(480),
            EndsIncome("bijstand"),
            start=FEBRUARY,
        ),
        agreement(
            "work",
            session(range(4), "08:00-16:30", travel=20),
            _status(Relation.MAKES, "works-32"),
            _brings(950),
            EndsIncome("bijstand"),
            start=JANUARY_11,
        ),
        agreement(
            "karin-traject",
            session(range(4), "09:00-14:30", members=("karin",), travel=20),
            start=JANUARY_11,
        ),
        agreement(
            "repayment",
            Money("kevin", Direction.OUT, 120_00),
            _status(Relation.REQUIRES, "works-32"),
            start=MARCH,
        ),
        agreement(
            "budget-talk",
            session(
                (MON,),
                "10:00-11:00",
                travel=25,
                contact_of=KEVIN,
                every_weeks=2,
                first_week=JANUARY_11,
            ),
        ),
        agreement("day-activities", session((TUE, WED, THU), "09:00-12:30", travel=15)),
        agreement("home-guidance", _home_guidance()),
        agreement(
            "lotte-home",
            SomebodyHome(
                ("karin", "kevin"), (window((MON, TUE, THU), "14:15-17:00"),), child="lotte"
            ),
        ),
    )


def _home_guidance() -> Sessions:
    return session(
        (MON, TUE, WED, THU, FRI),
        "09:00-17:00",
        times=2,
        minutes=60,
        where=Where.HOME,
        contact_of=KEVIN,
    )


def five_plans() -> Household:
    """Return the household De Vries, without the alternatives of its plans."""
    return Household(
        id="de-vries",
        name="De Vries",
        horizon=Horizon(date(2027, 1, 4), 26),
        members=(
            Member("kevin", "Kevin", contacts_a_week=5),
            Member("karin", "Karin", contacts_a_week=2),
            Member("lotte", "Lotte"),
        ),
        agreements=_agreements(),
        goals=(Goal("rust", "Kevin komt tot rust"),),
        accounts=(Account("kevin", 330_00, (Income("bijstand", "Bijstand", 350_00),)),),
    )


def five_plans_rules() -> RuleBase:
    """Return the one rule that this household needs."""
    return rule_base(("full-time-day-education", RuleRelation.EXCLUDES, "works-32"))
