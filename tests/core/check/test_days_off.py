"""Days off and days away, as an answer tells of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tandem.core.check import check
from tandem.core.check.answer import Verdict
from tandem.core.check.why import AgendaReason, HomeReason
from tandem.core.explain import explain_clash, explain_coverage
from tandem.core.model import (
    Agreement,
    Away,
    DaysOff,
    Demands,
    Form,
    Horizon,
    Household,
    Member,
    Period,
    Region,
    Sessions,
    SomebodyHome,
    State,
    Where,
    Window,
)
from tandem.core.rules import RuleBase
from tandem.formats.rulebase import load

RULES: RuleBase = load()
MONDAY = date(2027, 4, 26)
"""The May holiday of 2027, with King's Day on Tuesday."""
WORK = Window((0, 1), 9 * 60, 17 * 60)


def plan(*demands: Sessions | SomebodyHome, away: tuple[Away, ...] = ()) -> Household:
    """Return Ann and Ben in the week of King's Day, with an agreement for each demand."""
    agreements = tuple(
        Agreement(
            id=f"a{number}",
            title=f"Titel {number}",
            kind="own",
            owner="ann",
            state=State.ACTIVE,
            form=Form(
                demands=Demands(sessions=(one,))
                if isinstance(one, Sessions)
                else Demands(somebody_home=(one,))
            ),
        )
        for number, one in enumerate(demands)
    )
    return Household(
        id="x",
        name="X",
        horizon=Horizon(MONDAY, 1),
        members=(Member("ann", "Ann"), Member("ben", "Ben", away=away)),
        agreements=agreements,
        region=Region.MIDDLE,
    )


def work(**changes: object) -> Sessions:
    """Return work of Ann on Monday and Tuesday."""
    at_work = Sessions(members=("ann",), times=2, minutes=480, windows=(WORK,))
    return replace(at_work, **changes)  # type: ignore[arg-type]


def test_a_day_off_falls_out_and_the_other_day_stays() -> None:
    home = SomebodyHome(("ann",), (WORK,), only_in=(DaysOff.SCHOOL,))
    household = plan(work(not_in=(DaysOff.PUBLIC,)), home)
    (clash,) = check(household, RULES).clashes
    (reason,) = clash.reasons
    assert isinstance(reason, HomeReason)
    assert [gap.days for gap in reason.gaps] == [(0,)]
    assert explain_clash(clash, household, RULES, "nl").endswith(
        "Op dinsdag gaat Titel 0 niet door."
    )
    assert "On Tuesday Titel 0 does not take place." in explain_clash(clash, household, RULES, "en")


def test_what_is_not_in_school_holidays_asks_nothing_in_the_may_holiday() -> None:
    home = SomebodyHome(("ann",), (WORK,))
    assert check(plan(work(not_in=(DaysOff.SCHOOL,)), home), RULES).verdict is Verdict.FEASIBLE


def test_at_the_other_parent_nothing_is_asked_unless_it_is_said() -> None:
    away = Away(Period(), every_weeks=2, first_week=MONDAY, other_parent=True)
    talk = work(members=("ben",), where=Where.HOME, travel=0)
    assert check(plan(talk, away=(away,)), RULES).verdict is Verdict.FEASIBLE
    household = plan(replace(talk, also_away=True), away=(away,))
    (clash,) = check(household, RULES).clashes
    (reason,) = clash.reasons
    assert isinstance(reason, AgendaReason)
    assert [(one.member, one.days, one.other_parent) for one in reason.away] == [
        ("ben", (0, 1), True)
    ]
    assert "is Ben bij de andere ouder." in explain_clash(clash, household, RULES, "nl")


def test_days_off_that_nobody_knows_are_told_of() -> None:
    household = replace(plan(work(not_in=(DaysOff.SCHOOL,))), horizon=Horizon(date(2029, 7, 30), 2))
    coverage = check(household, RULES).coverage
    assert coverage.unknown_days_off == Period(date(2029, 8, 1), date(2029, 8, 12))
    assert not coverage.is_full
    (told,) = explain_coverage(coverage, household, RULES, "nl").missing
    assert told.startswith("Van 1 augustus 2029 tot en met 12 augustus 2029")
    (told,) = explain_coverage(coverage, household, RULES, "en").missing
    assert told.startswith("From 1 August 2029 to 12 August 2029")
