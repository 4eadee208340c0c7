"""The search for start dates with which nothing is wrong, of what is asked about.

The search chooses days (`dates.py`); what is wrong with a choice is said by those who judge
proposals too (`judge.py`, `sums.py`), of all days at once for which the same is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from tandem.core.check.clashes import Context
from tandem.core.check.dates import Concern, Dates, Impossible, Started
from tandem.core.check.enumerate import Items
from tandem.core.check.judge import Judge
from tandem.core.check.options import Listed, Option
from tandem.core.check.pool import Pool
from tandem.core.check.solver import watch
from tandem.core.check.sums import Sums
from tandem.core.check.usages import Clause
from tandem.core.check.why import ClashKind
from tandem.core.model import Demands, Direction

Said = tuple[tuple[Concern, ...], Clause]
"""What must be otherwise in a choice of start dates, and what that is about."""
Chosen = tuple[Option, ...]
Judging = Callable[[Chosen], Iterable[Said]]
KNOWN = "known clashes"
"""The concern of clashes that were known before: what is said under it finds nothing new."""


class StartSearch:
    """The search over the start dates of some agreements, with what it learnt so far."""

    def __init__(
        self,
        started: Started,
        context: Context,
        pool: Pool,
        known: Sequence[Items] = (),
        counted: Items | None = None,
    ) -> None:
        """Take in agreements, and which of them are known to clash with all start dates.

        With `counted`, of others than these only the income counts.
        """
        self._known = known
        self._context = context
        self._household = context.household
        self._started = started
        self._dates = Dates(started, context.deadline)
        self._judge = Judge(context, self._dates, pool)
        self._added: Mapping[int, Option] | None = None
        self._counted: Sums | None = None
        if counted is not None:
            listed = _Counted(started, counted)
            self._added = {option.index: option for option in listed.all}
            self._counted = Sums(context, self._dates, listed)

    # --- questions --------------------------------------------------------------------------

    def fitting(self) -> Chosen | None:
        """Return the start dates, as soon as can be, with which all is well; None: there are none.

        Raises OutOfTimeError, as all questions do.
        """
        asked = [*self._started.numbers, KNOWN, *self._sum_concerns(), *self._needs(None)]
        found = self._settle(asked, self._against, soonest=True)
        return None if isinstance(found, Impossible) else found

    def fits_counted(self, some: Items) -> bool:
        """Whether for some dates these go together, have support, and no limit is passed."""
        asked = [*some, KNOWN, *self._sum_concerns(), *self._needs(some)]
        judging = partial(self._against, some=some)
        return not isinstance(self._settle(asked, judging), Impossible)

    def always_passes(self, limit: Concern) -> bool:
        """Whether a limit is passed with all start dates."""
        judging = partial(self._sums_against, of=limit)
        return isinstance(self._settle([limit], judging), Impossible)

    def always_lacks(self, need: Concern) -> bool:
        """Whether support is missing with all start dates."""
        judging = partial(self._support_against, of=need)
        return isinstance(self._settle([need], judging), Impossible)

    def core(self, items: Items) -> Items | None:
        """Return some of these items that clash with all start dates; None: they need not."""
        judging = partial(self._sets_against, some=items)
        found = self._settle([*items, KNOWN], judging)
        return _items_in(found) if isinstance(found, Impossible) else None

    def known_core(self, items: Items, apart: Items) -> Items | Chosen:
        """Return items of which is known that they clash with all start dates, or other dates.

        With these dates some of them, `apart`, go together. Clashes that were known before are left
        out.
        """
        found = self._settle([*items], partial(self._new_sets_against, some=apart))
        return _items_in(found) if isinstance(found, Impossible) else found

    def _new_sets_against(self, chosen: Chosen, some: Items) -> Iterator[Said]:
        """Yield what must be otherwise for some items, but for what was known before."""
        return (said for said in self._sets_against(chosen, some) if KNOWN not in said[0])

    def learn(self, clash: Items, chosen: Chosen) -> None:
        """Take in that these items clash with these start dates, and with others like them."""
        among = [option for option in chosen if self._started.number(option) in clash]
        for about, clause in self._sets_against(among):
            self._dates.say(clause, about)
        self._dates.say([-self._dates.literal(option) for option in among], clash)

    def _settle(
        self, concerns: Sequence[Concern], judging: Judging, *, soonest: bool = False
    ) -> Chosen | Impossible:
        """Return start dates with which nothing is wrong, of what is asked about."""
        ask = self._dates.soonest if soonest else self._dates.any
        while True:
            watch(self._context.deadline)
            chosen = ask(concerns)
            if isinstance(chosen, Impossible):
                return chosen
            said = list(judging(chosen))
            if not said:
                return chosen
            for about, clause in said:
                self._dates.say(clause, about)

    # --- what there is to ask about ---------------------------------------------------------

    def _sum_concerns(self) -> Iterator[Concern]:
        for member in self._household.members:
            yield ClashKind.CONTACTS, member.id
        for account in self._household.accounts:
            yield ClashKind.MONEY, account.of

    def _needs(self, some: Items | None) -> Iterator[Concern]:
        """Yield all requirements, of all items or of some, that could lack support."""
        for item in self._started.items:
            if some is None or item.index in some:
                demands = item.form.demands
                yield from ((item.id, d.member, d.status, None) for d in demands.statuses)
                yield from ((item.id, None, None, one.agreement) for one in demands.order.after)

    # --- what is wrong with a choice --------------------------------------------------------

    def _against(self, chosen: Chosen, some: Items | None = None) -> Iterator[Said]:
        """Yield all that is wrong; sets only when nothing else is: they take longest."""
        others = [*self._sums_against(chosen), *self._support_against(chosen, some)]
        yield from others or self._sets_against(chosen, some)

    def _sums_against(self, chosen: Chosen, of: Concern = None) -> Iterator[Said]:
        """Yield what must be otherwise for limits: for all of them, or for one."""
        added = [self._added[o.index] for o in chosen] if self._added else chosen
        sums = self._counted or self._judge.sums
        for member in self._household.members:
            about: Concern = (ClashKind.CONTACTS, member.id)
            if of in {None, about}:
                yield from (((about,), one) for one in sums.contacts(added, member))
        for account in self._household.accounts:
            about = ClashKind.MONEY, account.of
            if of in {None, about}:
                yield from (((about,), one) for one in sums.money(added, account))

    def _support_against(
        self, chosen: Chosen, some: Items | None = None, of: Concern = None
    ) -> Iterator[Said]:
        """Yield what must be otherwise for support: of some items, or of one requirement."""
        for need, clause in self._judge.lacking(chosen):
            is_asked = some is None or self._started.index[need[0]] in some
            if is_asked and of in {None, need}:
                yield (need,), clause

    def _sets_against(self, chosen: Sequence[Option], some: Items | None = None) -> Iterator[Said]:
        """Yield what must be otherwise for all or some items to go together."""
        if some is not None:
            chosen = [option for option in chosen if self._started.number(option) in some]
        for names, clause in self._judge.clashing(chosen):
            items = frozenset(self._started.index[name] for name in names)
            yield (*items, *((KNOWN,) if self._is_known(items) else ())), clause

    def _is_known(self, items: Items) -> bool:
        return items.isdisjoint(self._started.days) or any(one <= items for one in self._known)


class _Counted(Listed):
    """The same options; of all but some agreements nothing is left but the income they bring."""

    def __init__(self, started: Started, counted: Items) -> None:
        super().__init__(started.agreements)
        for option in started.all:
            left = option if started.number(option) in counted else _income_of(option)
            self._put(left, left.form)


def _income_of(option: Option) -> Option:
    """Return an option of which nothing is left but the income that it brings."""
    if option.form is None:
        return option
    money = tuple(m for m in option.form.demands.money if m.direction is Direction.IN)
    return replace(option, form=replace(option.form, demands=Demands(money=money)))


def _items_in(found: Impossible) -> Items:
    """Return the items that are concerned by what could not be."""
    return frozenset(one for one in found.concerns if isinstance(one, int))
