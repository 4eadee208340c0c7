"""Small random households, the same for the same seed, made to hit every line of the meaning.

Everything lies close together on purpose: few dates, few windows, few statuses and round amounts,
so that agreements meet, touch, and miss one another by one step of the clock or one cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import prod
from random import Random
from typing import TypeVar

from tandem.core.model import (
    ALWAYS,
    HOUSEHOLD,
    Account,
    After,
    Agreement,
    Alternative,
    Away,
    Basis,
    Demands,
    Direction,
    EndsIncome,
    FixedCost,
    Form,
    Goal,
    Horizon,
    Household,
    Income,
    Mandatory,
    Member,
    Money,
    Order,
    Period,
    Professional,
    Relation,
    Sessions,
    SomebodyHome,
    State,
    StatusDemand,
    StatusFact,
    Unknown,
    Where,
    Window,
)
from tandem.core.rules import (
    ChangeCosts,
    RuleBase,
    RuleRelation,
    Status,
    StatusRule,
    StatusRules,
    UnsatisfiableRulesError,
)
from tests.core.oracle import Oracle

T = TypeVar("T")

STATUSES = ("bijstand", "day-education", "debt-scheme", "lives-here", "works-32")
MONDAYS = (date(2026, 12, 28), date(2027, 1, 4), date(2027, 2, 1), date(2027, 2, 22))
OWNERS = ("pro-a", "pro-b", "pro-c")
OUT_OF_PLAN = (State.ON_HOLD, State.WITHDRAWN, State.REJECTED, State.FAILED, State.ENDED)
TIGHT, ROTA, CHAIN, CIRCLE = "tight", "rota", "chain", "circle"
THEMES: dict[str | None, float] = {None: 35, TIGHT: 32, ROTA: 18, CHAIN: 9, CIRCLE: 6}
"""What most agreements of a household are about, so that more than two meet."""
FLAVOURS = ("agenda", "home", "status", "order", "contacts", "money")
MOST_WAYS = 1200
"""About how many combinations of options a household may have: the brute force tries them all."""


@dataclass
class Dice:
    """Chance, the same for the same seed."""

    random: Random

    def chance(self, percent: float) -> bool:
        return self.random.random() * 100 < percent

    def pick(self, *options: T) -> T:
        return self.random.choice(options)

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def some(self, options: tuple[T, ...], least: int = 1, most: int = 99) -> tuple[T, ...]:
        """Return some of these, in their own order."""
        count = self.number(min(least, len(options)), min(most, len(options)))
        places = sorted(self.random.sample(range(len(options)), count))
        return tuple(options[i] for i in places)

    def weighed(self, options: Mapping[T, float]) -> T:
        return self.random.choices(list(options), list(options.values()))[0]


@dataclass
class Scene:
    """What the agreements of one household have in common, so that they meet."""

    dice: Dice
    unit: int
    """Minutes of which every time is a multiple."""
    horizon: Horizon
    dates: tuple[date, ...]
    members: tuple[str, ...]
    days: tuple[int, ...]
    """Days of the week on which most sessions are."""
    opens: int
    """When the shared window opens, in minutes."""
    units: int
    """How long the shared window is, in units."""
    flavours: tuple[str, ...]
    theme: str | None
    given: list[tuple[str, str]] = field(default_factory=list)
    """Statuses of members that a fact or an agreement gives."""
    incomes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Incomes of each account."""

    @property
    def main(self) -> str:
        return self.members[0]


def random_household(seed: int) -> tuple[Household, RuleBase]:
    """Return a random household with its rule base, always the same for a seed."""
    dice = Dice(Random(seed))
    scene = _scene(dice)
    accounts = _accounts(scene)
    scene.incomes = {a.of: tuple(i.id for i in a.incomes) for a in accounts}
    members = tuple(_member(scene, m) for m in scene.members)
    scene.given += [(m.id, fact.status) for m in members for fact in m.statuses]
    goals = tuple(f"goal-{i}" for i in range(dice.weighed({0: 1, 1: 2, 2: 4, 3: 3, 8: 1})))
    facts = Household(
        id="random",
        name=f"Random {seed}",
        horizon=scene.horizon,
        members=members,
        professionals=tuple(Professional(p, p) for p in OWNERS),
        goals=tuple(Goal(goal, goal) for goal in goals),
        priorities=_priorities(dice, goals),
        accounts=accounts,
        grid=1 if scene.unit == 1 else 5,
    )
    rules = _rule_base(scene)
    agreements = _agreements(scene, facts, rules)
    return replace(facts, agreements=_thinned(dice, agreements)), rules


def _scene(dice: Dice) -> Scene:
    unit = dice.weighed({30: 5, 5: 4, 1: 1})
    horizon = Horizon(dice.pick(*MONDAYS), dice.weighed({1: 1, 2: 4, 3: 3, 5: 3, 8: 1, 10: 1}))
    away_from_start = [-9, -1, 0, 2, 6, 7, 9, 13, 14, 16, 21, 28, 31]
    dates = tuple(
        sorted(horizon.start + timedelta(days=d) for d in dice.random.sample(away_from_start, 4))
    )
    length = dice.number(3, 6) if unit == 30 else dice.number(4, 12)
    midnight = dice.chance(8)
    return Scene(
        dice=dice,
        unit=unit,
        horizon=horizon,
        dates=dates,
        members=("kevin", "karin", "lotte")[: dice.weighed({1: 2, 2: 4, 3: 4})],
        days=dice.pick((0, 1), (6, 0), (5, 6)) if midnight else _days(dice),
        opens=dice.pick(0, 1440 - length * unit) if midnight else 540 + unit * dice.number(0, 3),
        units=length,
        flavours=dice.some(FLAVOURS, 1, 3),
        theme=dice.weighed(THEMES),
    )


def _days(dice: Dice) -> tuple[int, ...]:
    return dice.some(tuple(range(7)), 1, 3)


def _priorities(dice: Dice, goals: tuple[str, ...]) -> tuple[str, ...]:
    order = list(goals)
    dice.random.shuffle(order)
    return tuple(order[: dice.number(0, len(order))] if dice.chance(20) else order)


# --- dates ----------------------------------------------------------------------------------


def _period(scene: Scene, percent: float) -> Period:
    """Return a period with open ends more often than not; always, when chance says no."""
    dice = scene.dice
    if not dice.chance(percent):
        return ALWAYS
    first, last = sorted((dice.pick(*scene.dates), dice.pick(*scene.dates)))
    return dice.pick(Period(first, None), Period(None, last), Period(first, last))


# --- facts ----------------------------------------------------------------------------------


def _member(scene: Scene, name: str) -> Member:
    dice = scene.dice
    capacity = None
    if dice.chance(60 if "contacts" in scene.flavours else 15):
        capacity = dice.weighed({0: 0.5, 1: 3, 2: 4, 3: 3, 4: 1})
    return Member(
        id=name,
        name=name.capitalize(),
        contacts_a_week=capacity,
        statuses=tuple(
            StatusFact(dice.pick(*STATUSES), _period(scene, 50))
            for _ in range(dice.weighed({0: 5, 1: 3, 2: 1}))
        ),
        away=tuple(
            Away(replace(_period(scene, 100))) for _ in range(dice.weighed({0: 7, 1: 2, 2: 1}))
        ),
    )


def _accounts(scene: Scene) -> tuple[Account, ...]:
    dice = scene.dice
    if "money" not in scene.flavours and dice.chance(80):
        return ()
    owners = dice.pick((scene.main,), (HOUSEHOLD,), (scene.main, HOUSEHOLD))
    return tuple(_account(scene, of) for of in owners)


def _account(scene: Scene, of: str) -> Account:
    dice = scene.dice
    incomes = tuple(
        Income(f"{of}-income-{i}", "Income", 10_000 * dice.number(1, 3), _period(scene, 30))
        for i in range(dice.weighed({0: 1, 1: 4, 2: 3}))
    )
    costs = tuple(
        FixedCost("Rent", 5_000 * dice.number(1, 2), _period(scene, 40))
        for _ in range(dice.weighed({0: 5, 1: 3, 2: 1}))
    )
    left = sum(i.cents for i in incomes) - sum(c.cents for c in costs)
    spare = dice.weighed({0: 2, 1: 1, 5_000: 2, 9_999: 1, 10_000: 3, 10_001: 1, 20_000: 2, -1: 0.3})
    floor = dice.weighed({None: 1, 0: 1, max(0, left - spare): 8})
    return Account(of, floor, incomes, costs, income_known=not dice.chance(8))


# --- rules ----------------------------------------------------------------------------------


def _rule_base(scene: Scene) -> RuleBase:
    dice = scene.dice
    statuses = tuple(Status(s, s, s, s, s) for s in STATUSES)
    while True:
        rules = tuple(_rule(scene, f"rule-{i}") for i in range(dice.number(0, 5)))
        try:
            return RuleBase(StatusRules(statuses, rules), costs=_costs(dice))
        except UnsatisfiableRulesError:
            continue


def _rule(scene: Scene, name: str) -> StatusRule:
    dice = scene.dice
    one, other = dice.random.sample(STATUSES, 2)
    relation = dice.pick(RuleRelation.IMPLIES, RuleRelation.EXCLUDES)
    return StatusRule(name, relation, one, other, "random", _period(scene, 30))


def _costs(dice: Dice) -> ChangeCosts:
    if dice.chance(85):
        return ChangeCosts()
    return dice.pick(
        ChangeCosts(alternative=2, postpone=2, end=2), ChangeCosts(alternative=1, postpone=1, end=3)
    )


# --- agreements -----------------------------------------------------------------------------


def _agreements(scene: Scene, facts: Household, rules: RuleBase) -> tuple[Agreement, ...]:
    dice = scene.dice
    count = dice.weighed({0: 2, 1: 3, 2: 10, 3: 27, 4: 33, 5: 20, 6: 5})
    names = tuple(f"{letter}-agreement" for letter in "abcdefgh"[:count])
    goals = tuple(goal.id for goal in facts.goals)
    found = tuple(_livable(scene, facts, rules, name, names, goals) for name in names)
    if not dice.chance(25 if "order" in scene.flavours else 8):
        return found
    return (*found, _left_over(scene, found))


def _livable(
    scene: Scene,
    facts: Household,
    rules: RuleBase,
    name: str,
    names: tuple[str, ...],
    goals: tuple[str, ...],
) -> Agreement:
    """Return an agreement that mostly can be kept by itself: clashes of one are less telling."""
    one = _agreement(scene, name, names, goals)
    for _ in range(scene.dice.number(0, 5)):
        alone = Oracle(replace(facts, agreements=(replace(one, state=State.AGREED),)), rules)
        if alone.keeps([name]):
            break
        one = _agreement(scene, name, names, goals)
    made = (d for d in one.form.demands.statuses if d.relation is Relation.MAKES)
    scene.given += [(d.member, d.status) for d in made]
    return one


def _left_over(scene: Scene, others: tuple[Agreement, ...]) -> Agreement:
    """Return an agreement that is not in the plan, though others may wait for it."""
    one = _agreement(scene, "z-agreement", tuple(a.id for a in others), ())
    state = scene.dice.pick(*OUT_OF_PLAN, State.ENDED, State.ENDED)
    return replace(one, state=state, alternatives=())


def _agreement(
    scene: Scene, name: str, names: tuple[str, ...], goals: tuple[str, ...]
) -> Agreement:
    dice = scene.dice
    others = tuple(n for n in (*names, "z-agreement") if n != name)
    mandatory = Mandatory(Basis.ARTICLE, "art. 1") if dice.chance(16) else None
    form = _form(scene, others)
    return Agreement(
        id=name,
        title=name.capitalize(),
        kind="own-agreement",
        owner=dice.pick(*OWNERS),
        form=form,
        members=(scene.main,),
        goal=dice.pick(*goals) if goals and dice.chance(85) else None,
        state=dice.weighed({State.PROPOSED: 5, State.AGREED: 2, State.ACTIVE: 4}),
        mandatory=mandatory,
        protected=mandatory is None and dice.chance(14),
        alternatives=tuple(
            _alternative(scene, f"alt-{i}", form, others)
            for i in range(dice.weighed({0: 4, 1: 5, 2: 2}))
        ),
        unknown=(Unknown("something"),) if dice.chance(10) else (),
    )


def _thinned(dice: Dice, agreements: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Return agreements of which so few can be postponed that all ways can be tried."""
    thin = list(agreements)
    order = list(range(len(thin)))
    dice.random.shuffle(order)
    for place in order:
        if prod(_rough_count(a) for a in thin) <= MOST_WAYS:
            break
        if thin[place].enters_check:
            thin[place] = replace(thin[place], state=State.ACTIVE)
    return tuple(thin)


def _rough_count(agreement: Agreement) -> int:
    postpones = agreement.may_postpone * 4
    return 1 + len(agreement.alternatives) + postpones + agreement.may_end


def _form(scene: Scene, others: tuple[str, ...]) -> Form:
    dice = scene.dice
    start, latest, until, lasts = None, None, None, None
    if dice.chance(50 if scene.theme is None else 25):
        start = dice.pick(*scene.dates)
    if dice.chance(15):
        latest = dice.pick(*(d for d in scene.dates if start is None or d >= start))
    begin = start or scene.dates[0]
    if dice.chance(20):
        until = dice.pick(*(d for d in scene.dates if d >= begin))
    if dice.chance(15):
        lasts = dice.pick(1, 6, 7, 10, 14, 28)
    known = not (start is None and latest is None and dice.chance(8))
    return Form(start, latest, until, lasts, known, _demands(scene, others))


def _demands(scene: Scene, others: tuple[str, ...]) -> Demands:
    dice, likes = scene.dice, scene.flavours
    if scene.theme is not None and dice.chance(80):
        return _with_more(scene, _themed(scene, others))
    timed = {"agenda", "home", "contacts"} & set(likes)
    return Demands(
        sessions=tuple(
            _sessions(scene)
            for _ in range(dice.weighed({0: 1, 1: 4, 2: 2} if timed else {0: 4, 1: 1}))
        ),
        somebody_home=tuple(
            _somebody_home(scene)
            for _ in range(dice.weighed({0: 5, 1: 2, 2: 1} if "home" in likes else {0: 1}))
        ),
        money=tuple(
            _money(scene)
            for _ in range(dice.weighed({0: 2, 1: 3, 2: 1} if "money" in likes else {0: 9, 1: 1}))
        ),
        ends_income=_ends_income(scene),
        statuses=tuple(
            _status(scene)
            for _ in range(dice.weighed({0: 1, 1: 4, 2: 2} if "status" in likes else {0: 9, 1: 1}))
        ),
        order=_order(scene, others) if "order" in likes else Order(),
    )


def _with_more(scene: Scene, asks: Demands) -> Demands:
    """Return demands with, now and then, a status and money besides."""
    dice, likes = scene.dice, scene.flavours
    if "status" in likes and dice.chance(55):
        asks = replace(asks, statuses=(*asks.statuses, _status(scene)))
    if "money" in likes and dice.chance(40):
        asks = replace(asks, money=(_money(scene),), ends_income=_ends_income(scene))
    return asks


def _themed(scene: Scene, others: tuple[str, ...]) -> Demands:
    """Return demands by which three or more agreements have to share something."""
    dice = scene.dice
    if scene.theme == CHAIN:
        return Demands(order=_order(scene, others[:-1]))
    if scene.theme == CIRCLE:
        return Demands(statuses=_leaning(scene))
    if scene.theme == ROTA and dice.chance(35):
        return Demands(somebody_home=(_watch(scene),))
    members = (dice.pick(*scene.members[:2]),) if scene.theme == ROTA else (scene.main,)
    share = scene.units // (2 if scene.theme == ROTA else dice.pick(3, 3, 4))
    where = Where.OUT if scene.theme == ROTA else dice.pick(Where.OUT, Where.REMOTE)
    days = scene.days if dice.chance(70) else dice.some(scene.days)
    one = Sessions(
        members=members,
        times=len(days) if dice.chance(85) else dice.number(1, len(days)),
        minutes=scene.unit * max(1, share + dice.weighed({-1: 0.5, 0: 2, 1: 7, 2: 1})),
        windows=(_shared_window(scene, days),),
        where=where,
        travel=scene.unit if where is Where.OUT and dice.chance(15) else 0,
        contact_of=members if dice.chance(30) else (),
        visit="visit-a" if dice.chance(5) else None,
        period=_period(scene, 10),
    )
    return Demands(sessions=(one,))


def _leaning(scene: Scene) -> tuple[StatusDemand, ...]:
    """Return that one status is required, and another made on which others may lean."""
    period = _period(scene, 10)
    required, made = scene.dice.random.sample(STATUSES[-3:], 2)
    return (
        StatusDemand(Relation.REQUIRES, scene.main, required, period),
        StatusDemand(Relation.MAKES, scene.main, made, period),
    )


def _shared_window(scene: Scene, days: tuple[int, ...]) -> Window:
    return Window(days, scene.opens, scene.opens + scene.units * scene.unit)


def _watch(scene: Scene) -> SomebodyHome:
    """Return that one of two has to be at home in (nearly) all of the shared window."""
    dice, unit = scene.dice, scene.unit
    begin = scene.opens + unit * dice.number(0, 1)
    window = Window(scene.days, begin, scene.opens + unit * scene.units)
    return SomebodyHome(scene.members[:2], (window,), period=_period(scene, 10))


def _alternative(scene: Scene, name: str, form: Form, others: tuple[str, ...]) -> Alternative:
    """Return an alternative: less of the same, another form, or an end when others start."""
    dice = scene.dice
    takes = dice.some(others, 1, 1) if others and dice.chance(20) else ()
    ends = dice.some(others, 1, 2) if others and dice.chance(20) else ()
    other = form if ends or dice.chance(20) else _other_form(scene, form, others)
    return Alternative(name, f"Alternative {name}", other, takes, ends)


def _other_form(scene: Scene, form: Form, others: tuple[str, ...]) -> Form:
    dice = scene.dice
    asks = form.demands
    if dice.chance(25):
        return _form(scene, others)
    remote = tuple(
        replace(s, where=dice.pick(Where.REMOTE, Where.HOME), travel=0) for s in asks.sessions
    )
    elsewhere = tuple(replace(_sessions(scene), contact_of=s.contact_of) for s in asks.sessions)
    half = tuple(replace(m, cents=None if m.cents is None else m.cents // 2) for m in asks.money)
    return dice.pick(
        replace(form, demands=replace(asks, sessions=remote)),
        replace(form, demands=replace(asks, sessions=elsewhere, money=half)),
        replace(form, demands=replace(asks, sessions=elsewhere, statuses=asks.statuses[1:])),
        replace(form, demands=replace(asks, somebody_home=(), statuses=(), money=half)),
        replace(form, demands=replace(asks, sessions=asks.sessions[1:], order=Order())),
    )


# --- demands --------------------------------------------------------------------------------


def _sessions(scene: Scene) -> Sessions:
    dice = scene.dice
    where = dice.weighed({Where.OUT: 5, Where.HOME: 2, Where.REMOTE: 2})
    every = dice.weighed({1: 8, 2: 2, 3: 1})
    times, minutes, windows = _times(scene)
    missing = dice.number(0, 40)
    return Sessions(
        members=_present(scene),
        times=None if missing == 0 else times,
        minutes=None if missing == 1 else minutes,
        windows=None if missing == 2 else windows,
        every_weeks=every,
        first_week=dice.pick(*scene.dates) if every > 1 else None,
        where=where,
        place=dice.pick("", "office"),
        travel=scene.unit * dice.pick(0, 0, 1, 2) if where is Where.OUT else 0,
        same_day=dice.chance(20),
        contact_of=dice.some(scene.members, 1, 2)
        if dice.chance(75 if "contacts" in scene.flavours else 25)
        else (),
        visit=dice.pick("visit-a", "visit-b") if dice.chance(12) else None,
        period=_period(scene, 20),
    )


def _present(scene: Scene) -> tuple[str, ...]:
    dice = scene.dice
    if dice.chance(60):
        return (scene.main,)
    return dice.some(scene.members, 1, 2)


def _times(scene: Scene) -> tuple[int, int, tuple[Window, ...]]:
    """Return how often, how long and when: fixed, packed in the shared window, or loose."""
    dice, unit = scene.dice, scene.unit
    style = dice.weighed({"packed": 6, "fixed": 3, "loose": 2})
    if style == "packed":
        days = dice.some(scene.days, 1, 2)
        units = dice.number(1, scene.units)
        window = _shared_window(scene, days)
        times = dice.weighed({1: 6, 2: 3, 3: 1, 0: 0.2})
        return times, unit * min(units, dice.number(1, 6)), (window,)
    days = dice.some(scene.days, 1, 3)
    opens = min(scene.opens + unit * dice.number(-2, scene.units), 1440 - 7 * unit)
    units = dice.number(1, 5)
    if style == "fixed":
        window = Window(days, max(0, opens), max(0, opens) + units * unit)
        return len(days), units * unit, (window,)
    windows = tuple(
        Window(dice.some(scene.days, 1, 2), max(0, o), max(0, o) + (units + 1) * unit)
        for o in dice.random.sample((opens, opens + unit, opens - 3 * unit), dice.number(1, 2))
    )
    return dice.number(1, 2), units * unit, windows


def _somebody_home(scene: Scene) -> SomebodyHome:
    dice, unit = scene.dice, scene.unit
    adults = dice.some(scene.members, 1, 3)
    opens = min(max(0, scene.opens + unit * dice.number(-2, scene.units)), 1440 - 7 * unit)
    return SomebodyHome(
        adults=adults,
        windows=tuple(
            Window(dice.some(scene.days, 1, 2), o, o + unit * dice.number(1, 5))
            for o in (opens, opens + unit)[: dice.number(1, 2)]
        ),
        child=dice.pick(None, scene.members[-1]),
        period=_period(scene, 25),
    )


def _money(scene: Scene) -> Money:
    dice = scene.dice
    cents = None if dice.chance(5) else 5_000 * dice.number(1, 4)
    return Money(
        account=dice.pick(scene.main, scene.main, HOUSEHOLD),
        direction=dice.weighed({Direction.OUT: 3, Direction.IN: 2}),
        cents=cents,
        period=_period(scene, 25),
    )


def _ends_income(scene: Scene) -> tuple[EndsIncome, ...]:
    dice = scene.dice
    incomes = tuple(i for ids in scene.incomes.values() for i in ids)
    if not incomes or not dice.chance(25):
        return ()
    return tuple(EndsIncome(i, _period(scene, 40)) for i in dice.some(incomes, 1, 2))


def _status(scene: Scene) -> StatusDemand:
    dice = scene.dice
    relation = dice.weighed({Relation.REQUIRES: 3, Relation.EXCLUDES: 2, Relation.MAKES: 4})
    member = scene.main if dice.chance(80) else dice.pick(*scene.members)
    status = dice.pick(*STATUSES)
    if relation is Relation.REQUIRES and scene.given and dice.chance(75):
        member, status = dice.pick(*scene.given)
    return StatusDemand(relation, member, status, _period(scene, 25))


def _order(scene: Scene, others: tuple[str, ...]) -> Order:
    dice = scene.dice
    return Order(
        after=tuple(
            After(other, dice.pick(0, 0, 1, 7))
            for other in (dice.some(others, 1, 2) if others and dice.chance(50) else ())
        ),
        starts_before=dice.pick(*scene.dates) if dice.chance(15) else None,
        finishes_before=dice.pick(*scene.dates) if dice.chance(15) else None,
    )
