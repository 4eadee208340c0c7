"""A plan in which starts are free: one choice of start dates has to do for everything.

For each choice of start dates the plan is an ordinary one. The soonest in which the order is kept
is looked at first: mostly it fits. Else the search chooses the days (`dates.py`), and the judge of
proposals says what is wrong with a choice, of all days at once for which the same is wrong.

A set of agreements clashes when for every choice some clash lies within it. What clashes in one
choice is looked for as in any plan; what that says of other choices goes to the search as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from tandem.core.check import order
from tandem.core.check.answer import Clash, MissingSupport
from tandem.core.check.aside import limit_of
from tandem.core.check.choices import Choice, Choices
from tandem.core.check.clashes import WITHIN_ONE, Context, Sets
from tandem.core.check.dates import Started
from tandem.core.check.enumerate import Found, Items, enumerate_smallest, shrink, smallest
from tandem.core.check.findings import Findings
from tandem.core.check.in_each import InEach
from tandem.core.check.items import Item
from tandem.core.check.limits import budget, passed_limits
from tandem.core.check.memory import Memory
from tandem.core.check.options import Option
from tandem.core.check.pool import Pool
from tandem.core.check.solver import Liftable, OutOfTimeError, in_time, never, watch
from tandem.core.check.start_search import Chosen, StartSearch
from tandem.core.check.support import missing_support
from tandem.core.check.why import ClashKind, FreeStart, Reason, StartsReason
from tandem.core.check.witness import make_witness
from tandem.core.model import (
    Direction,
    Household,
    free_start,
    with_starts,
)


def _adds(item: Item, limit: tuple[ClashKind, str]) -> bool:
    """Whether an item may add to a limit: contacts of this member, or money of any account."""
    kind, name = limit
    demands = item.form.demands
    if kind is ClashKind.CONTACTS:
        return any(name in demand.contact_of for demand in demands.sessions)
    return bool(demands.money or demands.ends_income)


def _asks_sessions_alone(item: Item) -> bool:
    """Whether nothing but the calendar says what an item goes together with."""
    demands = item.form.demands
    return not demands.statuses and demands.order == order.NO_ORDER


def has_free_start(household: Household) -> bool:
    """Whether an agreement of the plan may start on more than one day."""
    return any(free_start(a.form, household.horizon) for a in household.plan())


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found of the plan with one choice of start dates."""

    sets: Sets
    found: Found


class FreePlan:
    """The plan for each choice of start dates, as far as it was looked at."""

    def __init__(self, items: Sequence[Item], context: Context, limit: int) -> None:
        self._items = tuple(items)
        self._context = context
        self._household = context.household
        self._limit = limit
        self._choices = Choices(self._items, context, limit)
        self._days = self._choices.days
        self._looked: dict[Choice, Looked] = {}
        self._learnt: dict[Choice, tuple[Items, ...]] = {}
        """The choices that were looked at, with the clashes in which a start is free."""

    # --- one choice -------------------------------------------------------------------------

    def _look(self, choice: Choice) -> Looked:
        """Return what cannot go together with these start dates, as a plan that was not free."""
        if choice not in self._looked:
            sets = Sets(self._choices.items_at(choice), self._again)
            self._looked[choice] = Looked(sets, sets.smallest(self._limit))
        return self._looked[choice]

    def _look_again(self, choice: Choice) -> Found:
        """Return what cannot go together, looking only at what is otherwise than it was."""
        if choice in self._looked:
            return self._looked[choice].found
        return Sets(self._choices.items_at(choice), self._again).smallest(self._limit)

    @cached_property
    def _again(self) -> Context:
        return replace(self._context, memory=self._context.memory or Memory())

    def _fits_at_once(self, choice: Choice) -> bool:
        """Whether nothing is wrong with a choice, by the look at a plan without free starts."""
        found = self._look(choice).found
        if found.sets or not found.complete:
            return False
        items, household = self._choices.items_at(choice), self._household
        if passed_limits(items, household, self._context.calendar):
            return False
        return not any(True for _ in missing_support(household, items, self._context.rules))

    def _is_free(self, found: Items) -> bool:
        return not found.isdisjoint(self._days)

    # --- the search -------------------------------------------------------------------------

    @cached_property
    def _options(self) -> Started:
        return Started(self._items, self._days)

    @cached_property
    def _pool(self) -> Pool:
        return Pool(self._context)

    @cached_property
    def _search(self) -> StartSearch:
        return StartSearch(self._options, self._context, self._pool, self._known)

    def _choice_of(self, chosen: Sequence[Option]) -> Choice:
        forms = {self._options.number(option): option.form for option in chosen}
        days = ((item, form.start) for item in self._days if (form := forms[item]))
        return tuple((item, day) for item, day in days if day is not None)

    def _fitting(self) -> Choice | None:
        """Return the choice with which the plan fits, as soon as can be; None: there is none.

        Raises OutOfTimeError.
        """
        if self._fits_at_once(self._choices.soonest):
            return self._choices.soonest
        found = None if self._known else self._search.fitting()
        if found is None:
            return None
        choice = self._choice_of(found)
        if not self._look(choice).found.complete:
            raise OutOfTimeError
        return choice

    @property
    def _first(self) -> Looked:
        """What was found with the choice that is looked at first."""
        return self._look(self._choices.soonest)

    @cached_property
    def _in_each(self) -> InEach:
        """What is known of what clashes with every choice, after a look at few of them."""
        first = self._first.found
        fixed = (one for one in first.sets if not self._is_free(one))
        found = InEach(first.sets, [*fixed, *self._choices.in_no_order])
        with suppress(OutOfTimeError):
            for one in found.open if not first.complete else ():
                if self._together(one) is None:
                    found.note(one)
            while first.complete and found.open and len(found.sets) <= self._limit:
                self._narrow(found, found.open[0])
        return found

    def _narrow(self, found: InEach, one: Items) -> None:
        """Note that a set clashes with every choice, or look at a choice in which it does not.

        Raises OutOfTimeError.
        """
        choice = self._together(one)
        if choice is None:
            found.note(one)
            return
        looked = self._look(choice).found
        if not looked.complete:
            raise OutOfTimeError
        found.narrow(looked.sets)

    def _together(self, some: Items) -> Choice | None:
        """Return a choice with which these few go together by themselves; None: there is none.

        Raises OutOfTimeError.
        """
        if order.circle(self._choices.edges, some) is not None:
            return None
        soonest = self._choices.soonest_for(some)
        if not self._was_looked_at(soonest, some):
            items = [item for item in self._choices.items_at(soonest) if item.index in some]
            if Sets(items, self._alone).smallest(1) == Found((), complete=True):
                return soonest
        days = self._days_together(some)
        return None if days is None else tuple((i, days.get(i, day)) for i, day in soonest)

    def _days_together(self, some: Items) -> dict[int, date] | None:
        """Return days on which these few go together by themselves; None: there are none.

        Of sessions alone a memory knows of which it was found before that there are none. Raises
        OutOfTimeError.
        """
        items = [item for item in self._items if item.index in some]
        memory = self._context.memory if all(map(_asks_sessions_alone, items)) else None
        question = "never together", tuple(sorted((item.id, id(item.form)) for item in items))
        if memory and memory.recall(question):
            return None
        started = Started(items, {i: days for i, days in self._days.items() if i in some})
        found = StartSearch(started, self._context, Pool(self._context)).known_core(some, some)
        if isinstance(found, frozenset):
            if memory:
                memory.keep(question, answer=True, named=[item.form for item in items])
            return None
        forms = {started.number(option): option.form for option in found}
        days = ((i, form.start) for i in started.days if (form := forms[i]))
        return {i: day for i, day in days if day is not None}

    def _was_looked_at(self, choice: Choice, some: Items) -> bool:
        """Whether some items were looked at with the days that a choice gives them."""
        days = {(item, day) for item, day in choice if item in some}
        return any(days.issubset(looked) for looked in self._looked)

    @cached_property
    def _alone(self) -> Context:
        """What a look at a few items needs."""
        return replace(self._context, memory=None)

    @cached_property
    def _known(self) -> tuple[Items, ...]:
        """The clashes that are there with any choice, without a search in the whole plan."""
        return self._in_each.certain or self._among_fixed

    @property
    def _among_fixed(self) -> tuple[Items, ...]:
        """The clashes in which no start is free, when the first look could not find all."""
        if self._first.found.complete:
            return ()
        fixed = [item for item in self._items if item.index not in self._days]
        return Sets(fixed, self._context).smallest(self._limit).sets

    def _limits(self) -> Iterator[Clash]:
        """Yield the limits that are passed with every choice, as they are with the latest."""
        items = self._choices.items_at(self._choices.latest)
        for clash in passed_limits(items, self._household, self._context.calendar):
            limit = limit_of(clash)
            if limit in self._passed_anyway or self._always_passes(limit):
                yield clash

    def _always_passes(self, limit: tuple[ClashKind, str]) -> bool:
        """Whether a limit that is passed with the latest start dates is passed with all.

        Of what adds nothing to it the latest day stands for all. Raises OutOfTimeError.
        """
        days = {i: days for i, days in self._days.items() if _adds(self._items_by[i], limit)}
        if not days:
            return True
        latest = self._choices.items_at(self._choices.latest)
        search = StartSearch(Started(latest, days), self._context, Pool(self._context))
        return search.always_passes(limit)

    @cached_property
    def _items_by(self) -> Mapping[int, Item]:
        return {item.index: item for item in self._items}

    @cached_property
    def _passed_anyway(self) -> frozenset[tuple[ClashKind, str]]:
        """The limits that are passed even without all that has a free start.

        That may bring money: then nothing is said of money.
        """
        fixed = [item for item in self._items if item.index not in self._days]
        free = (item for item in self._items if item.index in self._days)
        brings = any(m.direction is Direction.IN for i in free for m in i.form.demands.money)
        passed = passed_limits(fixed, self._household, self._context.calendar)
        limits = frozenset(map(limit_of, passed))
        return frozenset(one for one in limits if one[0] is ClashKind.CONTACTS or not brings)

    def _lacking(self) -> Iterator[MissingSupport]:
        """Yield the support that is missing with every choice, as it is with the latest."""
        items = self._choices.items_at(self._choices.latest)
        for one in missing_support(self._household, items, self._context.rules):
            if self._search.always_lacks((one.agreement, one.member, one.status, one.after)):
                yield one

    # --- clashes ----------------------------------------------------------------------------

    def smallest(self) -> Found:
        """Return the smallest sets that clash with every choice, up to the limit and deadline."""
        first, known = self._first.found, self._known
        if first.complete and not self._in_each.open:
            return Found(known[: self._limit], len(known) <= self._limit)
        if len(known) >= self._limit:
            return self._some(known)
        if not first.complete:
            return self._first_of(known)
        everything = frozenset(item.index for item in self._items)
        deadline = self._context.deadline
        found = enumerate_smallest(everything, self._core, self._limit, deadline)
        kept = smallest([*known, *found.sets])
        if not found.complete:
            return self._some(kept)
        return Found(kept[: self._limit], len(kept) <= self._limit)

    def _is_new(self, found: Items) -> bool:
        """Whether a clash that was found with one choice is none that is there with any."""
        return self._is_free(found) and not any(one <= found for one in self._known)

    def _some(self, found: Sequence[Items]) -> Found:
        """Return sets of which there may be more, and smaller ones where a start is free."""
        told = in_time(found[: self._limit], self._context.deadline)
        kept = smallest(part for one in told for part in self._within(one))
        return Found(kept[: self._limit], complete=False)

    def _first_of(self, known: tuple[Items, ...]) -> Found:
        """Return the sets that are known, or else one, when not all can be found."""
        if known:
            return self._some(known)
        try:
            core = self._search.core(frozenset(item.index for item in self._items))
            if core is None:
                return Found((), complete=True)
            return Found((shrink(core, self._search.core),), complete=False)
        except OutOfTimeError:
            return Found((), complete=False)

    def _core(self, items: Items) -> Items | None:
        """Return items by which these clash with every choice; None when they do not.

        Clashes that are known are left out. When there is none among these items, they can be
        judged like any choice; else the plan is looked at as a whole.
        """
        if not any(one <= items for one in self._known):
            return self._search.core(items)
        if any(self._keeps(clashing, items) for clashing in self._learnt.values()):
            return None
        apart = self._without_known(items)
        while True:
            watch(self._context.deadline)
            found = self._search.known_core(items, apart)
            if isinstance(found, frozenset):
                return found
            clashing = self._clashing(found)
            if self._keeps(clashing, items):
                return None

    def _keeps(self, clashing: Sequence[Items], items: Items) -> bool:
        return not any(one <= items for one in clashing)

    def _without_known(self, items: Items) -> Items:
        """Return of these items so many that no clash is among them that is known."""
        for one in self._known:
            if one <= items:
                items -= {min(one)}
        return items

    def _clashing(self, chosen: Chosen) -> tuple[Items, ...]:
        """Return what clashes with some start dates, where a start is free, and take it in."""
        choice = self._choice_of(chosen)
        if choice not in self._learnt:
            looked = self._look_again(choice)
            if not looked.complete:
                raise OutOfTimeError
            self._learnt[choice] = tuple(filter(self._is_new, looked.sets))
            for one in self._learnt[choice]:
                self._search.learn(one, chosen)
        return self._learnt[choice]

    def _within(self, found: Items) -> tuple[Items, ...]:
        """Return the smallest sets in one that was found when not all could be looked at."""
        if not self._is_free(found):
            return (found,)
        context = replace(self._context, deadline=never, memory=None)
        some = [item for item in self._items if item.index in found]
        return FreePlan(some, context, WITHIN_ONE).smallest().sets

    def clash(self, found: Items) -> Clash:
        """Return a smallest set with its reasons."""
        first = self._first
        if found in first.found.sets and not self._is_free(found):
            return first.sets.clash(found)
        some = [
            item for item in self._choices.items_at(self._choices.latest) if item.index in found
        ]
        names = tuple(sorted(item.id for item in some))
        circle = self._circle(found) if self._is_free(found) else None
        if circle is not None:
            return Clash(names, (order.reason(circle),))
        late = Sets(some, replace(self._context, deadline=never, memory=None))
        within = [late.clash(one) for one in late.smallest(WITHIN_ONE).sets]
        if not self._is_free(found):
            return within[0]
        reasons: list[Reason] = [reason for one in within for reason in one.reasons]
        told = {name for one in within for name in one.agreements}
        others = tuple(name for name in names if name not in told)
        reasons.append(StartsReason(self._free_in(found), others))
        return Clash(names, tuple(reasons))

    def _circle(self, found: Items) -> tuple[order.Edge, ...] | None:
        """Return why a set cannot be put in order, whenever its agreements start."""
        some = [item for item in self._items if item.index in found]
        edges = order.edges_of(some, self._context.ended, self._household.horizon)
        return order.circle(edges, found)

    def _free_in(self, found: Items) -> tuple[FreeStart, ...]:
        return tuple(
            FreeStart(item.id, free.first, free.last)
            for item in self._items
            if item.index in found
            and (free := free_start(item.form, self._household.horizon)) is not None
            and free.first is not None
            and free.last is not None
        )

    def _nothing_fits(self) -> Clash:
        """Return a smallest set with which no choice keeps everything, all support counted.

        Agreements are left out one by one, in the order of their names.
        """
        left = frozenset(item.index for item in self._items)
        for item in self._items:
            some = left - {item.index}
            search = StartSearch(self._options, self._context, self._pool, self._known, some)
            if not search.fits_counted(some):
                left = some
        names = tuple(sorted(item.id for item in self._items if item.index in left))
        free = self._free_in(left) or self._free_in(frozenset(self._days))
        return Clash(names, (StartsReason(free),))

    # --- the findings -----------------------------------------------------------------------

    def findings(self, clock: Liftable | None) -> Findings:
        """Return what is found of the plan."""
        try:
            choice = self._fitting()
        except OutOfTimeError:
            return self._failing(complete=False)
        if choice is None:
            return self._failing(complete=True)
        if clock:
            clock.lift()
        sets = self._look(choice).sets
        sets.begin_anew(self._limit)
        household, items = self._plan_at(choice)
        months = budget(items, household)
        witness = make_witness(sets, items, household, months)
        return Findings(household, items, months, (), (), (), complete=True, witness=witness)

    def _plan_at(self, choice: Choice) -> tuple[Household, tuple[Item, ...]]:
        items = self._choices.items_at(choice)
        names = {item.index: item.id for item in items}
        return with_starts(self._household, {names[i]: day for i, day in choice}), items

    def _failing(self, *, complete: bool) -> Findings:
        """Return what is found when no choice fits, or none was found in time."""
        limits: list[Clash] = []
        lacking: list[MissingSupport] = []
        found = self.smallest()
        clashes = tuple(map(self.clash, in_time(found.sets, self._context.deadline)))
        complete = complete and found.complete and len(clashes) == len(found.sets)
        try:
            limits.extend(self._limits())
            lacking.extend(self._lacking())
            if complete and not (clashes or limits or lacking):
                clashes = (self._nothing_fits(),)
        except OutOfTimeError:
            complete = False
        household, items = self._plan_at(self._choices.latest)
        months = budget(items, household)
        return Findings(household, items, months, clashes, tuple(limits), tuple(lacking), complete)
