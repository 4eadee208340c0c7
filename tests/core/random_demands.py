"""Random demands that meet one another: what the agreements of a random household ask."""

from __future__ import annotations

from dataclasses import replace

from tandem.core.model import (
    HOUSEHOLD,
    After,
    Demands,
    Direction,
    EndsIncome,
    Money,
    Order,
    Relation,
    Sessions,
    SomebodyHome,
    StatusDemand,
    Where,
    Window,
)
from tests.core.scene import CHAIN, CIRCLE, ROTA, STATUSES, Scene, random_period


def random_demands(scene: Scene, others: tuple[str, ...]) -> Demands:
    """Return what an agreement asks: something of the theme of the household, or of anything."""
    dice, likes = scene.dice, scene.flavours
    if scene.theme is not None and dice.chance(80):
        return _with_more(scene, _themed(scene, others))
    timed = {"agenda", "home", "contacts"} & set(likes)
    return Demands(
        sessions=tuple(
            random_sessions(scene)
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
        period=random_period(scene, 10),
    )
    return Demands(sessions=(one,))


def _leaning(scene: Scene) -> tuple[StatusDemand, ...]:
    """Return that one status is required, and another made on which others may lean."""
    period = random_period(scene, 10)
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
    return SomebodyHome(scene.members[:2], (window,), period=random_period(scene, 10))


# --- one demand --------------------------------------------------------------------------------


def random_sessions(scene: Scene) -> Sessions:
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
        period=random_period(scene, 20),
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
        period=random_period(scene, 25),
    )


def _money(scene: Scene) -> Money:
    dice = scene.dice
    cents = None if dice.chance(5) else 5_000 * dice.number(1, 4)
    return Money(
        account=dice.pick(scene.main, scene.main, HOUSEHOLD),
        direction=dice.weighed({Direction.OUT: 3, Direction.IN: 2}),
        cents=cents,
        period=random_period(scene, 25),
    )


def _ends_income(scene: Scene) -> tuple[EndsIncome, ...]:
    dice = scene.dice
    incomes = tuple(i for ids in scene.incomes.values() for i in ids)
    if not incomes or not dice.chance(25):
        return ()
    return tuple(EndsIncome(i, random_period(scene, 40)) for i in dice.some(incomes, 1, 2))


def _status(scene: Scene) -> StatusDemand:
    dice = scene.dice
    relation = dice.weighed({Relation.REQUIRES: 3, Relation.EXCLUDES: 2, Relation.MAKES: 4})
    member = scene.main if dice.chance(80) else dice.pick(*scene.members)
    status = dice.pick(*STATUSES)
    if relation is Relation.REQUIRES and scene.given and dice.chance(75):
        member, status = dice.pick(*scene.given)
    return StatusDemand(relation, member, status, random_period(scene, 25))


def _some_others(scene: Scene, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return one or two others, rather often the one that may have ended."""
    if others and scene.dice.chance(25):
        return others[-1:]
    return scene.dice.some(others, 1, 2)


def _order(scene: Scene, others: tuple[str, ...]) -> Order:
    dice = scene.dice
    return Order(
        after=tuple(
            After(other, dice.pick(0, 0, 1, 7))
            for other in (_some_others(scene, others) if dice.chance(50) else ())
        ),
        starts_before=dice.pick(*scene.dates) if dice.chance(15) else None,
        finishes_before=dice.pick(*scene.dates) if dice.chance(15) else None,
    )
