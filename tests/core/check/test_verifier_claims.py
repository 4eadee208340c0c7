"""The verifier on days, statuses and budgets that were written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem.core.check.answer import BudgetMonth, Days, Witness, WitnessWeek
from tandem.core.check.verify import verify
from tandem.core.check.verify_claims import verify_days, verify_statuses
from tandem.core.check.why import MoneyLine
from tandem.core.model import (
    Account,
    After,
    Agreement,
    Direction,
    Due,
    EndsIncome,
    FixedCost,
    Household,
    Income,
    Member,
    Money,
    Order,
    Period,
    Relation,
    State,
    StatusDemand,
    StatusFact,
    Where,
)
from tandem.core.rules import RuleRelation, StatusRule
from tests.core.check.weeks import put
from tests.core.oracle.build import (
    MON,
    MONDAY,
    Demand,
    agreement,
    day,
    household,
    rule_base,
    session,
    status,
)

JANUARY, FEBRUARY, MARCH = date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)
WEEKS = 13
"""From 4 January to 4 April 2027: January, February and March end within it."""
NO_RULES = rule_base()

# --- first and last days ----------------------------------------------------------------------


def days_wrong(home: Household, **days: tuple[date, date]) -> list[str]:
    """Return what is wrong with first and last days, those of each agreement by its name."""
    return list(verify_days(home, [Days(name, *both) for name, both in days.items()]))


def alone(*demands: Order, **more: object) -> Household:
    """Return a plan of one agreement."""
    return household(agreement("a", *demands, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("home", "first", "last", "fits"),
    [
        (alone(), day(0), day(0), True),
        (alone(), day(-5), day(9), True),
        (alone(), day(1), day(9), False),
        (alone(), day(0), day(-1), False),
        (alone(start=day(3)), day(3), day(9), True),
        (alone(start=day(3)), day(2), day(9), False),
        (alone(start=day(3)), day(4), day(9), False),
        (alone(start=day(3), latest_start=day(5)), day(5), day(9), True),
        (alone(start=day(3), latest_start=day(5)), day(3), day(9), True),
        (alone(start=day(3), latest_start=day(5)), day(6), day(9), False),
        (alone(start=day(3), latest_start=day(5)), day(2), day(9), False),
        (alone(latest_start=day(5)), day(5), day(9), True),
        (alone(latest_start=day(5)), day(0), day(9), True),
        (alone(latest_start=day(5)), day(-1), day(9), False),
        (alone(latest_start=day(5)), day(6), day(9), False),
        (alone(latest_start=day(-5)), day(-4), day(9), False),
        (alone(start_known=False), day(90), day(91), True),
        (alone(start=day(3), start_known=False), day(2), day(91), True),
        (alone(until=day(9)), day(0), day(9), True),
        (alone(until=day(9)), day(0), day(8), False),
        (alone(until=day(9)), day(0), day(10), False),
        (alone(lasts_days=10), day(0), day(9), True),
        (alone(lasts_days=10), day(0), day(8), False),
        (alone(lasts_days=10), day(0), day(10), False),
        (alone(lasts_days=10, until=day(5)), day(0), day(5), True),
        (alone(Order(starts_before=day(1))), day(0), day(9), True),
        (alone(Order(starts_before=day(0))), day(0), day(9), False),
        (alone(Order(finishes_before=day(10))), day(0), day(9), True),
        (alone(Order(finishes_before=day(9))), day(0), day(9), False),
    ],
)
def test_first_and_last_days_are_those_agreed(
    home: Household, first: date, last: date, *, fits: bool
) -> None:
    assert bool(days_wrong(home, a=(first, last))) is not fits


@pytest.mark.parametrize(
    ("gap", "first", "fits"),
    [(0, 10, True), (0, 9, False), (3, 13, True), (3, 12, False), (0, 20, True)],
)
def test_what_comes_after_begins_when_the_other_has_ended(
    gap: int, first: int, *, fits: bool
) -> None:
    waits = agreement("b", Order(after=(After("a", gap),)), latest_start=day(60))
    home = household(agreement("a", until=day(9)), waits)
    found = days_wrong(home, a=(day(0), day(9)), b=(day(first), day(70)))
    assert found == ([] if fits else ["b starts too soon after a"])


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (agreement("z", state=State.ENDED, until=day(-1)), []),
        (agreement("z", state=State.ENDED), []),
        (agreement("z", state=State.ENDED, until=day(0)), ["a starts too soon after z"]),
        (agreement("z", state=State.WITHDRAWN, until=day(-1)), ["a: z does not come before it"]),
        (agreement("y", state=State.ENDED, until=day(-1)), ["a: z does not come before it"]),
    ],
)
def test_one_may_come_after_what_has_ended_and_not_after_what_is_not_there(
    other: Agreement, found: list[str]
) -> None:
    home = household(agreement("a", Order(after=(After("z"),))), other)
    assert days_wrong(home, a=(day(0), day(9))) == found


def test_every_agreement_of_the_plan_has_its_days_in_order() -> None:
    home = household(agreement("a"), agreement("b"), agreement("c", state=State.WITHDRAWN))
    both = (day(0), day(9))
    assert days_wrong(home, a=both, b=both) == []
    for others in ({"b": both, "a": both}, {"a": both}, {"a": both, "b": both, "c": both}, {}):
        assert days_wrong(home, **others)


# --- statuses ---------------------------------------------------------------------------------

REQUIRES, MAKES, BARS = Relation.REQUIRES, Relation.MAKES, Relation.EXCLUDES
IMPLIES, EXCLUDES = RuleRelation.IMPLIES, RuleRelation.EXCLUDES
RULES = rule_base(
    ("school", IMPLIES, "busy"),
    ("busy", IMPLIES, "tired"),
    ("job", EXCLUDES, "busy"),
    StatusRule("later", EXCLUDES, "job", "aid", "test", Period(day(14), day(20))),
    ("gone", EXCLUDES, "here"),
    StatusRule("then", IMPLIES, "aid", "rich", "test", Period(day(14), day(20))),
)


def claims_wrong(
    *demands: StatusDemand, facts: tuple[StatusFact, ...] = (), who: str = "kevin"
) -> list[str]:
    """Return what is wrong with statuses that agreements ask, each for itself, beside facts."""
    members = tuple(
        Member(name, name.capitalize(), statuses=facts if name == who else ())
        for name in ("kevin", "karin")
    )
    plan = (agreement(f"a{number}", demand) for number, demand in enumerate(demands))
    return list(verify_statuses(household(*plan, members=members), RULES.statuses))


@pytest.mark.parametrize(
    ("demands", "fits"),
    [
        ((), True),
        ((status(MAKES, "job"),), True),
        ((status(MAKES, "job"), status(BARS, "job")), False),
        ((status(MAKES, "job"), status(BARS, "school")), True),
        ((status(MAKES, "job"), StatusDemand(BARS, "karin", "job")), True),
        ((status(MAKES, "school"), status(BARS, "busy")), False),
        ((status(MAKES, "school"), status(BARS, "tired")), False),
        ((status(MAKES, "busy"), status(BARS, "school")), True),
        ((status(MAKES, "job"), status(MAKES, "school")), False),
        ((status(MAKES, "job"), StatusDemand(MAKES, "karin", "school")), True),
        ((status(MAKES, "gone"), status(MAKES, "here")), False),
        ((status(REQUIRES, "job"),), False),
        ((status(REQUIRES, "job"), status(MAKES, "job")), True),
        ((status(REQUIRES, "job"), StatusDemand(MAKES, "karin", "job")), False),
        ((status(REQUIRES, "tired"), status(MAKES, "school")), True),
        ((status(REQUIRES, "school"), status(MAKES, "tired")), False),
        ((status(REQUIRES, "job"), status(MAKES, "job"), status(BARS, "job")), False),
        ((status(MAKES, "job", Period(day(0), day(6))), status(BARS, "job")), False),
    ],
)
def test_statuses_go_together_and_have_support(
    demands: tuple[StatusDemand, ...], *, fits: bool
) -> None:
    assert bool(claims_wrong(*demands)) is not fits


@pytest.mark.parametrize(
    ("made", "asked", "fits"),
    [
        (Period(day(0), day(6)), Period(day(0), day(6)), True),
        (Period(day(0), day(6)), Period(day(0), day(7)), False),
        (Period(day(1), day(6)), Period(day(0), day(6)), False),
        (Period(day(3), day(9)), Period(day(3), None), False),
        (Period(day(3), None), Period(day(3), None), True),
        (Period(None, day(27)), Period(), True),
        (Period(None, day(26)), Period(), False),
        (Period(day(5), day(9)), Period(day(28), None), True),
        (Period(day(5), day(9)), Period(None, day(-1)), True),
        (Period(day(5), day(4)), Period(day(5), day(5)), False),
        (Period(), Period(day(5), day(4)), True),
        (Period(date(1, 1, 1), date.max), Period(), True),
    ],
)
def test_support_is_there_on_every_day_of_the_horizon(
    made: Period, asked: Period, *, fits: bool
) -> None:
    demands = status(REQUIRES, "job", asked), status(MAKES, "job", made)
    assert bool(claims_wrong(*demands)) is not fits
    facts = (StatusFact("job", made),)
    assert bool(claims_wrong(demands[0], facts=facts)) is not fits
    assert bool(claims_wrong(demands[0], facts=facts, who="karin")) is not asked_nothing(asked)


def asked_nothing(period: Period) -> bool:
    """Whether a period has no day within four weeks from the first Monday."""
    return not period.overlaps(Period(day(0), day(27)))


def test_a_fact_is_support_and_may_be_ended() -> None:
    fact = (StatusFact("job"),)
    assert claims_wrong(status(BARS, "job"), facts=fact) == []
    assert claims_wrong(status(REQUIRES, "job"), facts=fact) == []
    assert claims_wrong(status(MAKES, "school"), facts=fact) == []
    assert claims_wrong(status(REQUIRES, "busy"), facts=(StatusFact("school"),)) == []


@pytest.mark.parametrize(
    ("held", "fits"),
    [
        (Period(day(0), day(13)), True),
        (Period(day(0), day(14)), False),
        (Period(day(20), None), False),
        (Period(day(21), None), True),
        (Period(), False),
    ],
)
def test_a_rule_holds_while_it_is_valid(held: Period, *, fits: bool) -> None:
    assert bool(claims_wrong(status(MAKES, "job"), status(MAKES, "aid", held))) is not fits
    assert bool(claims_wrong(status(BARS, "rich"), status(MAKES, "aid", held))) is not fits


def test_a_status_holds_while_its_agreement_is_in_force() -> None:
    def wrong(**more: object) -> bool:
        home = household(
            agreement("a", status(BARS, "job"), start=day(7), until=day(13)),
            agreement("b", status(MAKES, "job"), **more),  # type: ignore[arg-type]
        )
        return bool(list(verify_statuses(home, RULES.statuses)))

    assert wrong()
    assert not wrong(until=day(6))
    assert wrong(until=day(7))
    assert wrong(start=day(13))
    assert not wrong(start=day(14))
    assert not wrong(start_known=False)


def test_what_is_wrong_with_a_status_names_member_day_and_status() -> None:
    barred = status(BARS, "job", Period(day(7), day(9)))
    assert claims_wrong(status(MAKES, "job"), barred) == ["kevin on 2027-01-11: job is excluded"]
    assert claims_wrong(status(REQUIRES, "job", Period(day(7), day(9)))) == [
        "kevin on 2027-01-11: nothing gives job"
    ]
    assert claims_wrong(status(MAKES, "job"), status(MAKES, "busy", Period(day(7), day(9)))) == [
        "kevin on 2027-01-11: job and busy do not go together"
    ]


# --- budget -----------------------------------------------------------------------------------


def months_of(*free: int, of: str = "kevin", floor: int | None = 0) -> tuple[BudgetMonth, ...]:
    """Return what stays free in January, February and March."""
    return tuple(
        BudgetMonth(of, month, (MoneyLine("All", cents),), cents, floor)
        for month, cents in zip((JANUARY, FEBRUARY, MARCH), free, strict=True)
    )


def budget_wrong(
    account: Account | tuple[Account, ...],
    budget: tuple[BudgetMonth, ...],
    *plan: Agreement,
) -> list[str]:
    """Return what is wrong with a budget, beside weeks and days that are right."""
    accounts = account if isinstance(account, tuple) else (account,)
    home = household(*plan, accounts=accounts, weeks=WEEKS)
    mondays = tuple(home.horizon.monday(n) for n in range(WEEKS))
    days = tuple(Days(a.id, a.form.start or MONDAY, a.form.until or date(2028, 1, 1)) for a in plan)
    witness = Witness((WitnessWeek(mondays, ()),), budget, days)
    return [problem.text for problem in verify(home, NO_RULES, witness)]


INCOME = Income("i", "Income", 100)


def test_a_budget_has_each_account_in_each_month_in_order() -> None:
    one, other = Account("kevin", 0, (INCOME,)), Account("karin", 0, (INCOME,))
    whole = months_of(100, 100, 100) + months_of(100, 100, 100, of="karin")
    assert budget_wrong((one, other), whole) == []
    for budget in (whole[:-1], whole[1:], whole[3:] + whole[:3], whole + whole[-1:], ()):
        assert len(budget_wrong((one, other), budget)) == 1


def test_what_stays_free_is_told_to_the_cent_and_by_its_lines() -> None:
    account = Account("kevin", 90, (INCOME,), (FixedCost("Rent", 10),))
    right = months_of(90, 90, 90, floor=90)
    assert budget_wrong(account, right) == []
    first, *rest = right
    for other in (
        replace(first, free=91),
        replace(first, free=89),
        replace(first, lines=(MoneyLine("All", 91),)),
        replace(first, lines=(MoneyLine("All", 91),), free=91),
        replace(first, lines=()),
        replace(first, floor=89),
        replace(first, floor=None),
        replace(first, is_checked=False),
    ):
        assert budget_wrong(account, (other, *rest)), other
    halves = (MoneyLine("In", 100), MoneyLine("Out", -10))
    assert budget_wrong(account, (replace(first, lines=halves), *rest)) == []


def test_no_less_than_the_floor_stays_free() -> None:
    for floor, found in ((100, 0), (101, 3), (99, 0)):
        account = Account("kevin", floor, (INCOME,))
        assert len(budget_wrong(account, months_of(100, 100, 100, floor=floor))) == found
    without = Account("kevin", None, (), (FixedCost("Rent", 10),))
    assert budget_wrong(without, months_of(-10, -10, -10, floor=None)) == []
    told = budget_wrong(Account("kevin", 101, (INCOME,)), months_of(100, 100, 100, floor=101))
    assert told[1] == "kevin in 2027-02-01: 100 cents stay free, less than 101"


def test_with_income_that_is_not_known_the_floor_is_not_checked() -> None:
    account = Account("kevin", 500, (INCOME,), income_known=False)
    shown = tuple(replace(m, is_checked=False) for m in months_of(100, 100, 100, floor=500))
    assert budget_wrong(account, shown) == []
    assert budget_wrong(account, months_of(100, 100, 100, floor=500))


FEBRUARY_DAYS = Period(date(2027, 2, 10), date(2027, 2, 12))
WHOLE_FEBRUARY = Period(FEBRUARY, date(2027, 2, 28))


@pytest.mark.parametrize(
    ("period", "incomes", "costs"),
    [
        (Period(), (100, 100, 100), (-100, -100, -100)),
        (WHOLE_FEBRUARY, (0, 100, 0), (0, -100, 0)),
        (FEBRUARY_DAYS, (0, 100, 0), (0, 0, 0)),
        (Period(FEBRUARY, date(2027, 2, 27)), (0, 100, 0), (0, 0, 0)),
        (Period(date(2027, 2, 2), None), (0, 100, 100), (0, 0, -100)),
        (Period(date(2027, 1, 31), date(2027, 3, 1)), (100, 100, 100), (0, -100, 0)),
        (Period(date(2027, 2, 12), date(2027, 2, 10)), (0, 0, 0), (0, 0, 0)),
    ],
)
def test_what_comes_in_counts_from_its_first_day_and_what_goes_out_by_whole_months(
    period: Period, incomes: tuple[int, int, int], costs: tuple[int, int, int]
) -> None:
    gets = Account("kevin", -999, (replace(INCOME, period=period),))
    assert budget_wrong(gets, months_of(*incomes, floor=-999)) == []
    pays = Account("kevin", -999, (), (FixedCost("Rent", 100, period),))
    assert budget_wrong(pays, months_of(*costs, floor=-999)) == []
    account = Account("kevin", -999)
    for direction, cents in ((Direction.IN, incomes), (Direction.OUT, costs)):
        asked = Money("kevin", direction, 100, period=period)
        assert budget_wrong(account, months_of(*cents, floor=-999), agreement("a", asked)) == []
        if not period.is_empty:
            held = agreement(
                "a", replace(asked, period=Period()), start=period.first, until=period.last
            )
            assert budget_wrong(account, months_of(*cents, floor=-999), held) == []


def test_an_amount_counts_as_often_as_it_is_due() -> None:
    twice = Due(four_weeks_from=date(2027, 1, 2))
    some = Due(months=(2,))
    for due, cents in ((twice, (200, 100, 100)), (some, (0, 100, 0))):
        less = tuple(-one for one in cents)
        gets = Account("kevin", -999, (replace(INCOME, due=due),))
        assert budget_wrong(gets, months_of(*cents, floor=-999)) == []
        pays = Account("kevin", -999, (), (FixedCost("Rent", 100, due=due),))
        assert budget_wrong(pays, months_of(*less, floor=-999)) == []
        account = Account("kevin", -999)
        for direction, all_months in ((Direction.IN, cents), (Direction.OUT, less)):
            asked = agreement("a", Money("kevin", direction, 100, due=due))
            assert budget_wrong(account, months_of(*all_months, floor=-999), asked) == []


def test_an_amount_is_of_its_own_account_and_of_an_agreement_in_force() -> None:
    account = Account("kevin", -999, (INCOME,))
    plain = months_of(100, 100, 100, floor=-999)
    of_karin = agreement("a", Money("karin", Direction.OUT, 10))
    assert budget_wrong(account, plain, of_karin) == []
    unknown = agreement("a", Money("kevin", Direction.OUT, 10), start_known=False)
    home = household(unknown, accounts=(account,), weeks=WEEKS)
    mondays = tuple(home.horizon.monday(n) for n in range(WEEKS))
    days = (Days("a", day(0), day(9)),)
    assert verify(home, NO_RULES, Witness((WitnessWeek(mondays, ()),), plain, days)) == ()
    two = agreement("a", Money("karin", Direction.OUT, 10), Money("kevin", Direction.OUT, 10))
    assert budget_wrong(account, months_of(90, 90, 90, floor=-999), two) == []


def test_an_amount_that_is_not_known_takes_nothing_and_brings_the_unknown() -> None:
    account = Account("kevin", 100, (INCOME,))
    pays = agreement("a", Money("kevin", Direction.OUT, None))
    assert budget_wrong(account, months_of(100, 100, 100, floor=100), pays) == []
    gets = agreement("a", Money("kevin", Direction.IN, None), until=date(2027, 1, 31))
    first, *rest = months_of(100, 100, 100, floor=100)
    assert budget_wrong(account, (replace(first, is_checked=False), *rest), gets) == []
    assert budget_wrong(account, (first, *rest), gets)
    poor = Account("kevin", 101, (INCOME,))
    shown = tuple(replace(m, is_checked=False) for m in months_of(100, 100, 100, floor=101))
    always = agreement("a", Money("kevin", Direction.IN, None), Money("kevin", Direction.IN, 0))
    assert budget_wrong(poor, shown, always) == []
    once = agreement("a", Money("kevin", Direction.IN, None, due=Due(months=(2,))))
    only = (first, replace(rest[0], is_checked=False), rest[1])
    assert budget_wrong(account, only, once) == []


@pytest.mark.parametrize(
    ("ends", "income", "free"),
    [
        (Period(), Period(), (0, 0, 0)),
        (WHOLE_FEBRUARY, Period(), (100, 0, 100)),
        (FEBRUARY_DAYS, Period(), (100, 100, 100)),
        (FEBRUARY_DAYS, FEBRUARY_DAYS, (0, 0, 0)),
        (Period(date(2027, 2, 10), None), Period(None, date(2027, 2, 12)), (100, 100, 0)),
        (Period(date(2027, 2, 10), None), Period(date(2027, 2, 10), None), (0, 0, 0)),
        (Period(date(2027, 2, 11), None), Period(date(2027, 2, 10), None), (0, 100, 0)),
    ],
)
def test_an_income_that_an_agreement_ends_is_lost_where_it_ends_all_of_it(
    ends: Period, income: Period, free: tuple[int, int, int]
) -> None:
    account = Account("kevin", 0, (replace(INCOME, period=income),))
    asked = agreement("a", EndsIncome("i", ends))
    assert budget_wrong(account, months_of(*free), asked) == []
    assert (
        budget_wrong(
            account,
            months_of(*free),
            agreement("a", EndsIncome("i"), start=ends.first, until=ends.last),
        )
        == []
    )
    other = agreement("a", EndsIncome("j", ends))
    whole = tuple(
        100 * income.overlaps(Period(m, m.replace(day=28))) for m in (JANUARY, FEBRUARY, MARCH)
    )
    assert budget_wrong(account, months_of(*whole), other) == []


# --- all of it --------------------------------------------------------------------------------

FREE_UNTIL = date(2027, 2, 15)
"""What may begin on any day of January or until here, a Monday."""
TALK = session([MON], "10:00-11:00", where=Where.HOME)
AT_TEN = put("a", MON, "10:00-11:00", where=Where.HOME)


def begun(first: date, *demands: Demand) -> tuple[Household, Witness]:
    """Return a plan of what may begin sooner or later and begins on this Monday, and its witness.

    Beside a talk on Mondays these things are asked: 10 euros a month, and a status.
    """
    pays, makes = Money("kevin", Direction.OUT, 10), status(MAKES, "job")
    free = agreement("a", TALK, pays, makes, start=MONDAY, latest_start=FREE_UNTIL)
    account = Account("kevin", 0, (INCOME,))
    home = household(free, agreement("b", *demands), accounts=(account,), weeks=WEEKS)
    mondays = [home.horizon.monday(n) for n in range(WEEKS)]
    weeks = (
        WitnessWeek(tuple(m for m in mondays if m < first), ()),
        WitnessWeek(tuple(m for m in mondays if m >= first), (AT_TEN,)),
    )
    paid = (month_first >= first for month_first in (JANUARY, FEBRUARY, MARCH))
    budget = months_of(*(90 if one else 100 for one in paid))
    days = Days("a", first, date(2028, 1, 1)), Days("b", MONDAY, date(2028, 1, 1))
    return home, Witness(tuple(w for w in weeks if w.mondays), budget, days)


def spoilt(witness: Witness) -> dict[str, Witness]:
    """Return a witness with one thing wrong: the days, the weeks or the budget."""
    return {
        "days": replace(witness, days=witness.days[::-1]),
        "weeks": replace(witness, weeks=witness.weeks[:-1]),
        "budget": replace(witness, budget=witness.budget[:-1]),
    }


@pytest.mark.parametrize("first", [MONDAY, date(2027, 1, 25), FREE_UNTIL])
def test_what_begins_on_a_day_of_choice_is_read_as_beginning_then(first: date) -> None:
    requires = status(REQUIRES, "job", Period(first, None))
    bars = status(BARS, "job", Period(None, first - timedelta(days=1)))
    home, witness = begun(first, requires, bars)
    assert verify(home, RULES, witness) == ()
    for wrong in spoilt(witness).values():
        assert verify(home, RULES, wrong)
    for demands in (
        (status(REQUIRES, "job", Period(first - timedelta(days=1), None)),),
        (status(BARS, "job", Period(None, first)),),
    ):
        home, witness = begun(first, *demands)
        assert bool(verify(home, RULES, witness)) is not (
            first == MONDAY and demands[0].relation is REQUIRES
        )
