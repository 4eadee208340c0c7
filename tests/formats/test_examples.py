"""The examples are what they say: C1 with its identifiers, and five others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem.core.model import Household, Sessions, Where, Window
from tandem.formats.household import read_path
from tests.formats.households import RULES

FOLDER = Path(__file__).parents[2] / "examples"


def example(name: str) -> Household:
    return read_path(FOLDER / f"{name}.yaml", RULES)


FIVE_PLANS = example("five-plans")
PLAN = {agreement.id: agreement for agreement in FIVE_PLANS.agreements}


def windows(text_days: str, start: str, end: str) -> tuple[Window, ...]:
    def minutes(clock: str) -> int:
        hour, minute = clock.split(":")
        return int(hour) * 60 + int(minute)

    days = tuple(["ma", "di", "wo", "do", "vr", "za", "zo"].index(day) for day in text_days.split())
    return (Window(days, minutes(start), minutes(end)),)


def session(name: str, alternative: str | None = None) -> Sessions:
    agreement = PLAN[name]
    form = agreement.form
    if alternative is not None:
        form = next(one.form for one in agreement.alternatives if one.id == alternative)
    return form.demands.sessions[0]


def test_the_six_examples_are_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {
        *("five-plans", "fits", "money-and-order", "court-order", "half-known", "two-homes")
    }


def test_five_plans_has_the_identifiers_of_the_case() -> None:
    assert set(PLAN) == {
        *("therapy", "coach-talk", "school", "work", "karin-traject", "repayment"),
        *("budget-talk", "day-activities", "home-guidance", "lotte-home"),
    }
    assert (FIVE_PLANS.horizon.start.isoformat(), FIVE_PLANS.horizon.weeks) == ("2027-01-04", 26)
    assert FIVE_PLANS.lead == "samira"
    assert FIVE_PLANS.grid == 5


@pytest.mark.parametrize(
    ("name", "days", "start", "end", "times", "minutes", "travel"),
    [
        ("therapy", "di do", "10:00", "12:00", 2, 120, 40),
        ("coach-talk", "wo", "14:00", "15:00", 1, 60, 20),
        ("school", "ma di wo do vr", "8:30", "16:00", 5, 450, 30),
        ("work", "ma di wo do", "8:00", "16:30", 4, 510, 20),
        ("karin-traject", "ma di wo do", "9:00", "14:30", 4, 330, 20),
        ("budget-talk", "ma", "10:00", "11:00", 1, 60, 25),
        ("day-activities", "di wo do", "9:00", "12:30", 3, 210, 15),
        ("home-guidance", "ma di wo do vr", "9:00", "17:00", 2, 60, 0),
    ],
)
def test_five_plans_has_the_times_of_the_case(
    name: str, days: str, start: str, end: str, times: int, minutes: int, travel: int
) -> None:
    found = session(name)
    assert found.windows == windows(days, start, end)
    assert (found.times, found.minutes, found.travel) == (times, minutes, travel)


@pytest.mark.parametrize(
    ("name", "alternative", "days", "start", "end", "minutes", "where"),
    [
        ("therapy", "evening-group", "ma wo", "19:00", "20:30", 90, Where.REMOTE),
        ("coach-talk", "by-telephone", "ma di wo do vr", "17:00", "19:00", 30, Where.REMOTE),
        ("budget-talk", "by-telephone", "vr", "16:45", "17:15", 30, Where.REMOTE),
        ("home-guidance", "once-a-week", "ma di wo do vr", "9:00", "19:00", 60, Where.HOME),
        ("karin-traject", "shorter-day", "ma di wo do", "9:00", "13:30", 270, Where.OUT),
        ("school", "bbl", "ma di wo do", "8:00", "16:30", 510, Where.OUT),
    ],
)
def test_five_plans_has_the_alternatives_of_the_case(
    name: str, alternative: str, days: str, start: str, end: str, minutes: int, where: Where
) -> None:
    found = session(name, alternative)
    assert found.windows == windows(days, start, end)
    assert (found.minutes, found.where) == (minutes, where)


def test_what_five_plans_asks_of_status_and_money() -> None:
    (bbl,) = PLAN["school"].alternatives
    assert bbl.takes_place_of == ("work",)
    assert [s.status for s in bbl.form.demands.statuses] == ["works-32-hours"]
    assert [m.cents for m in bbl.form.demands.money] == [70_000]
    assert bbl.form.demands.ends_income == PLAN["school"].form.demands.ends_income
    assert len(bbl.form.demands.sessions) == 2
    assert PLAN["day-activities"].alternatives[0].ends_when == ("work", "school")
    assert [s.status for s in PLAN["repayment"].form.demands.statuses] == ["works-32-hours"]
    (account,) = FIVE_PLANS.accounts
    assert (account.of, account.floor, account.incomes[0].cents) == ("kevin", 33_000, 35_000)


def test_the_contacts_of_five_plans() -> None:
    contacts = {
        name: session(name).contact_of
        for name in PLAN
        if PLAN[name].form.demands.sessions and session(name).contact_of
    }
    assert contacts == dict.fromkeys(
        ("therapy", "coach-talk", "budget-talk", "home-guidance"), ("kevin",)
    )
    carries = {member.id: member.contacts_a_week for member in FIVE_PLANS.members}
    assert carries == {"karin": 2, "kevin": 5, "lotte": None}


def test_the_family_orders_the_goals_of_five_plans() -> None:
    weights = {one.id: FIVE_PLANS.goal_weight(one.goal) for one in FIVE_PLANS.agreements}
    assert weights == {
        "school": 5,
        "lotte-home": 4,
        "therapy": 3,
        "coach-talk": 3,
        "repayment": 2,
        "budget-talk": 2,
        "work": 1,
        "karin-traject": 1,
        "day-activities": 1,
        "home-guidance": 1,
    }
    assert {one.id for one in FIVE_PLANS.agreements if one.protected} == {"therapy", "lotte-home"}


def test_the_court_order_and_the_article_are_named() -> None:
    mandatory = [one.mandatory for one in example("court-order").agreements if one.mandatory]
    assert {one.basis.value for one in mandatory} == {"court-order", "article"}


def test_half_known_says_what_is_missing() -> None:
    household = example("half-known")
    filled = [one.id for one in household.agreements if not one.unknown]
    assert filled == ["woonbegeleiding"]
    assert not household.accounts[0].income_known


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_example_explains_itself_in_plain_dutch(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "verzonnen" in text
    assert all(len(line) <= 140 for line in text.splitlines())
    household = read_path(path, RULES)
    for professional in household.professionals:
        assert professional.telephone.startswith("088 000 ")
