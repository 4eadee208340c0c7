"""Small random households, the same for the same seed, made to hit every line of the meaning.

Everything lies close together on purpose: few dates, few windows, few statuses and round amounts,
so that agreements meet, touch, and miss one another by one step of the clock or one cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import prod
from random import Random

from tandem.core.model import (
    HOUSEHOLD,
    Account,
    After,
    Agreement,
    Alternative,
    Away,
    Basis,
    Demands,
    FixedCost,
    Form,
    Goal,
    Horizon,
    Household,
    Income,
    Mandatory,
    Member,
    Order,
    Professional,
    Relation,
    State,
    StatusFact,
    Unknown,
    Where,
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
from tests.core.finer import refined
from tests.core.oracle import Oracle
from tests.core.random_demands import random_demands, random_sessions
from tests.core.scene import CHAIN, CIRCLE, ROTA, STATUSES, TIGHT, Dice, Scene, random_period

MONDAYS = (date(2026, 12, 28), date(2027, 1, 4), date(2027, 2, 1), date(2027, 2, 22))
OWNERS = ("pro-a", "pro-b", "pro-c")
OUT_OF_PLAN = (State.ON_HOLD, State.WITHDRAWN, State.REJECTED, State.FAILED, State.ENDED)
THEMES: dict[str | None, float] = {None: 35, TIGHT: 32, ROTA: 18, CHAIN: 9, CIRCLE: 6}
"""What most agreements of a household are about, so that more than two meet."""
FLAVOURS = ("agenda", "home", "status", "order", "contacts", "money")
MOST_WAYS = 1200
"""About how many combinations of options a household may have: the brute force tries them all."""


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
    agreements = _thinned(dice, _tight(dice, agreements))
    return refined(seed, replace(facts, agreements=agreements), rules)


def _scene(dice: Dice) -> Scene:
    unit = dice.weighed({30: 5, 5: 4, 1: 1})
    horizon = Horizon(dice.pick(*MONDAYS), dice.weighed({1: 1, 2: 4, 3: 3, 5: 3, 8: 1, 10: 1}))
    away_from_start = [-9, -1, 0, 2, 6, 7, 9, 13, 14, 16, 21, 28, 31]
    dates = tuple(
        sorted(horizon.start + timedelta(days=d) for d in dice.random.sample(away_from_start, 4))
    )
    length = dice.number(3, 6) if unit == 30 else dice.number(4, 12)
    midnight = dice.chance(10)
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
            StatusFact(dice.pick(*STATUSES), random_period(scene, 50))
            for _ in range(dice.weighed({0: 5, 1: 3, 2: 1}))
        ),
        away=tuple(
            Away(random_period(scene, 100)) for _ in range(dice.weighed({0: 7, 1: 2, 2: 1}))
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
        Income(f"{of}-income-{i}", "Income", 10_000 * dice.number(1, 3), random_period(scene, 30))
        for i in range(dice.weighed({0: 1, 1: 4, 2: 3}))
    )
    costs = tuple(
        FixedCost("Rent", 5_000 * dice.number(1, 2), random_period(scene, 40))
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
    return StatusRule(name, relation, one, other, "random", random_period(scene, 30))


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
    if not dice.chance(40 if "order" in scene.flavours else 8):
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


def _tight(dice: Dice, agreements: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """Return agreements of which one that comes after another just does, or is a day too early."""
    lasts = {a.id: a.form.until for a in agreements}
    return tuple(
        replace(a, form=replace(a.form, demands=_just_after(dice, a.form, lasts)))
        for a in agreements
    )


def _just_after(dice: Dice, form: Form, lasts: Mapping[str, date | None]) -> Demands:
    asks = form.demands
    after = []
    for one in asks.order.after:
        last = lasts.get(one.agreement)
        days = -1 if last is None or form.start is None else (form.start - last).days - 1
        is_tight = days >= 0 and dice.chance(70)
        after.append(After(one.agreement, days + dice.pick(0, 1)) if is_tight else one)
    return replace(asks, order=replace(asks.order, after=tuple(after)))


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
    if dice.chance(3):
        until = dice.pick(*scene.dates)
    if dice.chance(15):
        lasts = dice.pick(1, 6, 7, 10, 14, 28)
    known = not (start is None and latest is None and dice.chance(8))
    return Form(start, latest, until, lasts, known, random_demands(scene, others))


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
    elsewhere = tuple(
        replace(random_sessions(scene), contact_of=s.contact_of) for s in asks.sessions
    )
    half = tuple(replace(m, cents=None if m.cents is None else m.cents // 2) for m in asks.money)
    return dice.pick(
        replace(form, demands=replace(asks, sessions=remote)),
        replace(form, demands=replace(asks, sessions=elsewhere, money=half)),
        replace(form, demands=replace(asks, sessions=elsewhere, statuses=asks.statuses[1:])),
        replace(form, demands=replace(asks, somebody_home=(), statuses=(), money=half)),
        replace(form, demands=replace(asks, sessions=asks.sessions[1:], order=Order())),
    )
