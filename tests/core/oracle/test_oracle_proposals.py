"""The proposals of the brute force, held against cases worked out by hand."""

from __future__ import annotations

from tandem.core.model import (
    Agreement,
    Alternative,
    Form,
    Household,
    Relation,
    State,
)
from tandem.core.rules import RuleBase
from tests.core.oracle import Oracle
from tests.core.oracle.build import (
    BY_LAW,
    MON,
    agreement,
    day,
    form,
    household,
    kevins_account,
    rule_base,
    session,
    status,
)

RULES = rule_base()
REQUIRES, MAKES = Relation.REQUIRES, Relation.MAKES


def changes(home: Household, rules: RuleBase = RULES) -> list[list[tuple[str, int, str]]]:
    """Return the proposals of the brute force, each as its changes without new starts."""
    return [[line[:3] for line in way.lines] for way in Oracle(home, rules).proposals()]


def fixed(name: str, hours: str = "10:00-11:00", **more: object) -> Agreement:
    return agreement(name, session([MON], hours), **more)  # type: ignore[arg-type]


def elsewhere(name: str = "later", **more: object) -> Alternative:
    moved = form(session([MON], "12:00-13:00"))
    return Alternative(name, "Later on the day", moved, **more)  # type: ignore[arg-type]


def test_an_alternative_of_the_lightest_goal_comes_first() -> None:
    plan = household(
        fixed("a", goal="g", alternatives=(elsewhere(),), state=State.ACTIVE),
        fixed("b", goal="h", alternatives=(elsewhere(),), state=State.ACTIVE),
        priorities=("g", "h"),
    )
    assert changes(plan) == [[("b", 1, "later")], [("a", 1, "later")]]


def test_a_goal_given_up_weighs_more_than_any_cost() -> None:
    plan = household(
        fixed("a", goal="g", state=State.ACTIVE),
        fixed("b", goal="h", alternatives=(elsewhere(),)),
        fixed("c", goal="h", hours="12:00-13:00", state=State.ACTIVE),
        priorities=("g", "h"),
    )
    assert changes(plan)[0] == [("b", 20, "")]


def test_an_alternative_that_takes_the_place_of_another() -> None:
    takes = elsewhere(takes_place_of=("b",))
    plan = household(fixed("a", alternatives=(takes,)), fixed("b", state=State.ACTIVE))
    assert changes(plan)[0] == [("a", 1, "later"), ("b", 1, "")]
    protected = fixed("b", protected=True, state=State.ACTIVE)
    plan = household(fixed("a", alternatives=(takes,), state=State.ACTIVE), protected)
    assert changes(plan) == [[("a", 20, "")]]


def test_an_alternative_that_ends_when_another_starts() -> None:
    ends = Alternative("ends", "Ends then", Form(), ends_when=("b",))
    first = fixed("a", alternatives=(ends,), state=State.ACTIVE)
    assert changes(household(first, fixed("b", start=day(7))))[0] == [("a", 1, "ends")]
    unknown = household(first, fixed("b"), fixed("c", start_known=False))
    assert changes(unknown)[0] == [("a", 1, "ends")]


def test_postponing_to_a_day_on_which_something_changes() -> None:
    one = fixed("a", until=day(6), state=State.ACTIVE)
    other = fixed("b", start=day(0))
    way = Oracle(household(one, other), RULES).proposals()[0]
    assert way.lines == (("b", 3, "", day(7).toordinal()),)


def test_ending_a_supporter_is_judged_by_what_it_supported() -> None:
    work = fixed("a", state=State.ACTIVE)
    pays = agreement("b", status(REQUIRES, "job"), state=State.ACTIVE)
    makes = agreement("c", session([MON], "10:00-11:00"), status(MAKES, "job"), state=State.ACTIVE)
    plan = household(work, pays, makes)
    assert changes(plan) == [[("a", 20, "")], [("b", 20, ""), ("c", 20, "")]]


def test_what_is_mandatory_is_set_aside() -> None:
    one, two = (fixed(n, mandatory=BY_LAW) for n in "ab")
    three = fixed("c", hours="12:00-13:00", state=State.ACTIVE, alternatives=())
    four = fixed("d", hours="12:00-13:00", state=State.ACTIVE, goal="g")
    oracle = Oracle(household(one, two, three, four, priorities=("g",)), RULES)
    assert oracle.rigid().clashes == {frozenset("ab")}
    assert oracle.proposals()[0].lines[0][:2] == ("c", 20)
    only = Oracle(household(one, two), RULES)
    assert only.proposals() == []


def test_a_limit_that_no_option_lifts_is_set_aside() -> None:
    short = kevins_account(101)
    plan = household(fixed("a"), fixed("b", state=State.ACTIVE), accounts=short)
    oracle = Oracle(plan, RULES)
    assert oracle.rigid().limits == {("money", "kevin")}
    assert oracle.proposals()[0].lines == (("a", 20, "", -10_000_000),)
