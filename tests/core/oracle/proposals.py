"""What would fit: every combination of what may be done to the agreements, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import product
from math import prod

from tandem.core.model import Agreement, Alternative, Form
from tandem.core.rules import ChangeCosts
from tests.core.oracle.days import (
    FAR_AHEAD,
    LONG_AGO,
    Span,
    counted_span,
    counted_start,
    day_of,
    free_days,
    number,
    span,
)
from tests.core.oracle.limits import limits
from tests.core.oracle.plan import (
    clashes,
    clashes_of_plan,
    fits,
    lacking_of_plan,
    limits_of_plan,
    missing_support,
)
from tests.core.oracle.starts import all_starts, latest
from tests.core.oracle.variants import ideas_of
from tests.core.oracle.world import Kept, World

WEIGHTS = (5, 4, 3, 2, 1)


class Do(IntEnum):
    """What is done to an agreement."""

    KEEP = 0
    ALTERNATIVE = 1
    REPLACED = 2
    POSTPONE = 3
    END = 4
    VARY = 5


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be done to one agreement."""

    do: Do
    heaviness: int = 0
    alternative: Alternative | None = None
    start: int | None = None
    name: str = ""
    """Of a variant that Tandem thought of, with its form and with whom it is one visit."""
    form: Form | None = None
    partner: str | None = None
    partner_name: str = ""

    @property
    def is_gone(self) -> bool:
        return self.do in {Do.REPLACED, Do.END}


Choice = dict[str, Option]
ChangeLine = tuple[str, int, str, int]
"""An agreement, the heaviness, the alternative ("" for none) and the new start (or LONG_AGO)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One choice for the whole plan, with all by which it is compared."""

    given_up_weight: int
    cost: int
    owner_count: int
    ideas: int
    """How many changes no owner named."""
    lines: tuple[ChangeLine, ...]
    given_up: frozenset[str]
    owners: frozenset[str]
    choice: tuple[tuple[str, Option], ...]

    @property
    def rank(self) -> tuple[int, int, int, int, tuple[ChangeLine, ...]]:
        return (self.given_up_weight, self.cost, self.owner_count, self.ideas, self.lines)

    def is_gentler_somewhere(self, other: Way) -> bool:
        """Whether at least one agreement is treated more gently than in the other."""
        theirs = dict(other.choice)
        return any(option.heaviness < theirs[name].heaviness for name, option in self.choice)


@dataclass(frozen=True, slots=True)
class Rigid:
    """What nobody in the plan can solve: clashes, whose limits, and who lacks support."""

    clashes: frozenset[frozenset[str]] = frozenset()
    limits: frozenset[tuple[str, str]] = frozenset()
    unsupported: frozenset[str] = frozenset()

    @property
    def is_nothing(self) -> bool:
        return not (self.clashes or self.limits or self.unsupported)


# --- options --------------------------------------------------------------------------------


def may_end(agreement: Agreement) -> bool:
    """Whether it is open, and neither treatment nor protection."""
    return agreement.mandatory is None and not agreement.protected


def options_of(world: World, agreement: Agreement) -> list[Option]:
    """Return all that may be done to one agreement, whatever is done to the others."""
    costs: ChangeCosts = world.rules.costs
    found = [Option(Do.KEEP)]
    found += [Option(Do.ALTERNATIVE, costs.alternative, a) for a in agreement.alternatives]
    others = (a for name, a in world.plan.items() if name != agreement.id)
    if may_end(agreement):
        if any(agreement.id in alt.takes_place_of for a in others for alt in a.alternatives):
            found.append(Option(Do.REPLACED, costs.alternative))
        found.append(Option(Do.END, costs.end))
    if agreement.mandatory is None and agreement.state.value != "active":
        found += [
            Option(Do.POSTPONE, costs.postpone, start=day)
            for day in later_days(world, agreement.form)
        ]
    if world.variants:
        found += [
            Option(
                Do.VARY,
                idea.heaviness,
                name=idea.name,
                form=idea.form,
                partner=idea.partner,
                partner_name=idea.partner_name,
            )
            for idea in ideas_of(world, agreement)
        ]
    return found


def later_days(world: World, form: Form) -> list[int]:
    """Return the days to which a form can be postponed."""
    if not form.start_known:
        return []
    start = counted_start(form)
    now = world.calendar.first if start is None else start
    last = FAR_AHEAD if form.until is None else number(form.until)
    return [d for d in days_of_change(world) if now < d <= last]


def days_of_change(world: World) -> list[int]:
    """Return the days of the horizon on which something in the plan starts or has just ended."""
    spans = [s for a in world.plan.values() for s in spans_of(a)]
    for member in world.household.members:
        spans += [span(fact.period) for fact in member.statuses]
        spans += [span(away.period) for away in member.away]
    for account in world.household.accounts:
        spans += [span(income.period) for income in account.incomes]
        spans += [span(cost.period) for cost in account.costs]
    spans = [s for s in spans if s.lo <= s.hi]
    days = {s.lo for s in spans} | {s.hi + 1 for s in spans}
    return sorted(days & set(world.calendar.days))


def spans_of(agreement: Agreement) -> Iterator[Span]:
    """Yield the periods of an agreement's forms and their demands."""
    for form in (agreement.form, *(alt.form for alt in agreement.alternatives)):
        yield counted_span(form)
        asks = form.demands
        yield from (span(d.period) for d in asks.sessions)
        yield from (span(d.period) for d in asks.somebody_home)
        yield from (span(d.period) for d in asks.money)
        yield from (span(d.period) for d in asks.ends_income)
        yield from (span(d.period) for d in asks.statuses)


# --- what follows from a choice -------------------------------------------------------------


def forms_after(world: World, choice: Choice) -> Iterator[dict[str, Form]]:
    """Yield the forms of the plan that follows, with every choice of start dates that it allows.

    Nothing when the choice contradicts itself.
    """
    if not replacements_agree(world, choice):
        return
    forms = {
        name: form_of(world.plan[name].form, option)
        for name, option in choice.items()
        if not option.is_gone
    }
    for chosen in all_starts(world, forms):
        after = ended_after(world, choice, chosen)
        if after is not None:
            yield after


def ended_after(world: World, choice: Choice, forms: dict[str, Form]) -> dict[str, Form] | None:
    """Return forms of which some end when others start; None when one would end too soon."""
    after = dict(forms)
    for name, option in choice.items():
        if option.alternative is not None and option.alternative.ends_when:
            named = [o for o in option.alternative.ends_when if o in forms and o != name]
            others = [forms[o] for o in named]
            cut = ended_by(world, forms[name], others)
            if cut is None:
                return None
            after[name] = cut
    return after


def replacements_agree(world: World, choice: Choice) -> bool:
    """Whether exactly those are replaced whose place is taken, and who is one visit agrees."""
    taken = {
        other
        for option in choice.values()
        if option.alternative is not None
        for other in option.alternative.takes_place_of
        if other in world.plan
    }
    if not all(
        o.partner is None or choice[o.partner].name == o.partner_name for o in choice.values()
    ):
        return False
    return taken == {name for name, option in choice.items() if option.do is Do.REPLACED}


def form_of(form: Form, option: Option) -> Form:
    """Return the form that an option leaves, but for ends that hang on others."""
    if option.do is Do.POSTPONE:
        assert option.start is not None
        return replace(form, start=day_of(option.start), latest_start=None)
    if option.form is not None:
        return option.form
    if option.alternative is not None and not option.alternative.ends_when:
        return option.alternative.form
    return form


def ended_by(world: World, form: Form, others: list[Form]) -> Form | None:
    """Return a form that ends the day before the first of the others starts; None if it cannot.

    Its last day is the earlier of that day and its own, counted from the start as late as allowed.
    """
    if not others:
        return None
    starts = []
    for other in others:
        if other.start_known:
            start = counted_start(other)
            starts.append(world.calendar.first if start is None else start)
    if not starts:
        return form
    last = min(starts) - 1
    if form.start_known and form.start is not None and last < number(form.start):
        return None
    own = FAR_AHEAD if form.until is None else number(form.until)
    if form.start_known:
        own = counted_span(form).hi
    return replace(form, until=day_of(min(own, last)), lasts_days=None)


def kept_after(world: World, choice: Choice) -> Iterator[list[Kept]]:
    """Yield the agreements of the plan that follows, laid out for every choice of start dates."""
    for forms in forms_after(world, choice):
        yield [world.keep(name, forms[name]) for name in sorted(forms)]


# --- all ways, and the best -----------------------------------------------------------------


def count_ways(world: World) -> int:
    """Return how many choices there are, those that contradict themselves included."""
    return prod(len(options_of(world, a)) for a in world.plan.values())


def all_choices(world: World) -> Iterator[Choice]:
    """Yield every combination of options that does not contradict itself over replacing."""
    names = list(world.plan)
    for options in product(*(options_of(world, a) for a in world.plan.values())):
        choice = dict(zip(names, options, strict=True))
        if replacements_agree(world, choice):
            yield choice


def choices_up_to(world: World, cost: int) -> Iterator[Choice]:
    """Yield the choices that cost no more than this: for plans too large to try everything."""
    options = {
        name: [
            (option, option.heaviness * goal_weight(world, agreement.goal))
            for option in options_of(world, agreement)
        ]
        for name, agreement in world.plan.items()
    }
    partial: list[tuple[Choice, int]] = [({}, 0)]
    for name, mine in options.items():
        partial = [
            (choice | {name: option}, spent + price)
            for choice, spent in partial
            for option, price in mine
            if spent + price <= cost
        ]
    yield from (choice for choice, _ in partial if replacements_agree(world, choice))


def goal_weight(world: World, goal: str | None) -> int:
    """Return 5, 4, 3, 2, 1, then 1 in the family's order; 1 without a goal."""
    order = list(world.household.priorities)
    if goal is None or goal not in order[:5]:
        return 1
    return WEIGHTS[order.index(goal)]


def way(world: World, choice: Choice) -> Way:
    """Return a choice with all by which it is compared."""
    changed = {name: o for name, o in choice.items() if o.do is not Do.KEEP}
    goals: dict[str, list[Option]] = {}
    for name, option in choice.items():
        goal = world.plan[name].goal
        if goal is not None:
            goals.setdefault(goal, []).append(option)
    given_up = frozenset(g for g, options in goals.items() if all(o.is_gone for o in options))
    owners = frozenset(world.plan[name].owner for name in changed)
    lines = (
        (
            name,
            o.heaviness,
            o.name if o.alternative is None else o.alternative.id,
            LONG_AGO if o.start is None else o.start,
        )
        for name, o in changed.items()
    )
    return Way(
        sum(goal_weight(world, g) for g in given_up),
        sum(o.heaviness * goal_weight(world, world.plan[n].goal) for n, o in changed.items()),
        len(owners),
        sum(o.do is Do.VARY for o in changed.values()),
        tuple(sorted(lines)),
        given_up,
        owners,
        tuple(sorted(choice.items(), key=lambda item: item[0])),
    )


def rigid(world: World) -> Rigid:
    """Return what no combination of options solves, of the plan as it is written."""
    hard = [
        clash
        for clash in clashes_of_plan(world)
        if not any(may_end(world.plan[name]) for name in clash) and is_rigid(world, clash)
    ]
    passed = {(limit.kind, limit.of) for limit in limits_of_plan(world)}
    lacking = {one.agreement for one in lacking_of_plan(world)}
    needy = {name for name in lacking if not may_end(world.plan[name])}
    if passed or needy:
        for after in (kept for choice in all_choices(world) for kept in kept_after(world, choice)):
            passed &= {(limit.kind, limit.of) for limit in limits(world, after)}
            needy &= without_support(world, after)
            if not passed and not needy:
                break
    return Rigid(frozenset(hard), frozenset(passed), frozenset(needy))


def without_support(world: World, kept: list[Kept]) -> set[str]:
    """Return the agreements of which a requirement lacks support."""
    return {lacking.agreement for lacking in missing_support(world, kept)}


def is_rigid(world: World, clash: frozenset[str]) -> bool:
    """Whether no combination of options keeps the agreements of a clash together."""
    tried = set()
    for after in (kept for choice in all_choices(world) for kept in kept_after(world, choice)):
        some = [k for k in after if k.id in clash]
        if some and tuple(some) not in tried and world.keeps(some):
            return False
        tried.add(tuple(some))
    return True


def starts_aside(world: World, aside: Rigid) -> set[str]:
    """Return the agreements with a free start in the clashes that are set aside."""
    first = world.calendar.first
    names = {name for clash in aside.clashes for name in clash}
    return {name for name in names if free_days(world.plan[name].form, first)}


def with_latest_starts(world: World, names: set[str]) -> World:
    """Return the same plan in which these start as late as allowed."""
    agreements = tuple(
        replace(a, form=latest(a.form, world.calendar.first)) if a.id in names else a
        for a in world.household.agreements
    )
    household = replace(world.household, agreements=agreements)
    return World(household, world.rules, variants=world.variants)


def fits_but_for(world: World, kept: list[Kept], aside: Rigid) -> bool:
    """Whether a plan fits by the true meaning, with what nobody can solve set aside."""
    if aside.is_nothing:
        return fits(world, kept)
    if without_support(world, kept) - aside.unsupported:
        return False
    if {(limit.kind, limit.of) for limit in limits(world, kept)} - aside.limits:
        return False
    if not aside.clashes:
        return world.keeps(kept)
    return clashes(world, kept) <= aside.clashes


def best_ways(world: World, aside: Rigid, count: int = 3) -> list[Way]:
    """Return the best way that fits, and the next ones that are each another way.

    No change at all is no proposal.
    """
    ways = sorted((way(world, choice) for choice in all_choices(world)), key=lambda w: w.rank)
    found: list[Way] = []
    judged: dict[int, bool] = {}
    while len(found) < count:
        following = next(
            (
                w
                for i, w in enumerate(ways)
                if all(w.is_gentler_somewhere(earlier) for earlier in found)
                and judge(world, w, i, aside, judged)
            ),
            None,
        )
        if following is None or not following.lines:
            break
        found.append(following)
    return found


def judge(world: World, one: Way, place: int, aside: Rigid, judged: dict[int, bool]) -> bool:
    """Whether a way fits; judged once for its place in the list."""
    if place not in judged:
        after = kept_after(world, dict(one.choice))
        judged[place] = any(fits_but_for(world, kept, aside) for kept in after)
    return judged[place]
