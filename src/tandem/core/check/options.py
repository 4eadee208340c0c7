"""What may happen to each agreement in a proposal: keep, another form, postpone, make way, end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tandem.core.check.answer import ChangeKind
from tandem.core.check.items import Calendar, Item
from tandem.core.check.solver import Deadline, never, watch
from tandem.core.check.starts import StartDays
from tandem.core.check.variants import Variation
from tandem.core.model import (
    Agreement,
    Alternative,
    Form,
    Household,
    Period,
    in_force,
    starting,
)
from tandem.core.rules import ChangeCosts

ONE_DAY = timedelta(days=1)

SortKey = tuple[str, int, str, date]
"""Agreement, heaviness, alternative or variant, and new start: how a change stands in a list."""


Started = tuple[Form, Form | None]
"""A form that starts on a certain day, and as it stands when its start is free."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may happen to one agreement.

    `form` is None when the agreement is gone. `takes_place_of` must then be replaced.
    `first_start` belongs to an alternative that ends when others start: the day on which the first
    of `triggers` has to start for this option to be there; None: none with a known start is there.
    """

    index: int
    agreement: Agreement
    kind: ChangeKind | None
    heaviness: int
    form: Form | None
    alternative: str | None = None
    start: date | None = None
    takes_place_of: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    first_start: date | None = None
    variation: Variation | None = None
    """Set when Tandem thought of it by itself."""
    item: Item | None = None
    """The option as an item of the solver, numbered as the option; None when it is gone."""
    stated: Form | None = None
    """The form as it stands, when its start is free: `form` then starts on one of the days."""
    way: int = -1
    """The number of the way of which it is one: options of one way differ in days alone."""

    @property
    def id(self) -> str:
        """The identifier of the agreement."""
        return self.agreement.id

    def numbered(self, index: int, form: Form | None) -> Option:
        """Return the same with a number and in a form; many are made, so field by field."""
        return Option(
            index=index,
            agreement=self.agreement,
            kind=self.kind,
            heaviness=self.heaviness,
            form=form,
            alternative=self.alternative,
            start=self.start,
            takes_place_of=self.takes_place_of,
            triggers=self.triggers,
            first_start=self.first_start,
            variation=self.variation,
            item=None if form is None else Item(index, self.agreement, form, in_force(form)),
            stated=self.stated,
            way=self.way,
        )

    @property
    def is_paired(self) -> bool:
        """Whether it goes with an option of another agreement: both or neither."""
        return self.variation is not None and self.variation.partner is not None

    @property
    def sort_key(self) -> SortKey:
        """How a change stands in the list by which ties between proposals are broken."""
        name = self.variation.name if self.variation is not None else self.alternative or ""
        return (self.id, self.heaviness, name, self.start or date.min)


@dataclass(frozen=True, slots=True)
class Way:
    """What may happen to an agreement, on whatever days: options of one way differ in days alone.

    Most ways with a choice of days are never chosen, so their options are made when they are.
    """

    number: int
    stated: Option
    """An option as it stands, before any day is chosen."""
    days: tuple[date, ...] = ()
    """The days on which it may start; empty when there is no choice."""

    @property
    def id(self) -> str:
        """The identifier of the agreement."""
        return self.stated.id

    @property
    def ends(self) -> bool:
        """Whether it ends when another agreement starts."""
        return bool(self.stated.triggers)

    @property
    def postpones(self) -> bool:
        """Whether it is to start later: then each day is a change of its own."""
        return self.stated.kind is ChangeKind.POSTPONE


class Listed:
    """Options of a plan, by number and by agreement."""

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        self._plan = {a.id: a for a in agreements}
        self.all: list[Option] = []
        self.of: dict[str, list[Option]] = {}
        """For each agreement its options, the one that keeps it first."""

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements of the plan, by identifier."""
        return tuple(self._plan.values())

    def _put(self, option: Option, form: Form | None) -> Option:
        """Include an option in this form, numbered; return it."""
        made = option.numbered(len(self.all), form)
        self.all.append(made)
        self.of.setdefault(option.agreement.id, []).append(made)
        return made


class Options(Listed):
    """The ways of a plan, and the options of those that were asked for."""

    def __init__(
        self,
        household: Household,
        costs: ChangeCosts,
        calendar: Calendar,
        variations: Mapping[str, Sequence[Variation]] | None = None,
        deadline: Deadline = never,
    ) -> None:
        """Take in a plan, with the variants that Tandem thought of, by agreement.

        Raises OutOfTimeError.
        """
        super().__init__(household.plan())
        self._household = household
        self._costs = costs
        self._deadline = deadline
        self._start_days = StartDays(household, calendar)
        self._made: dict[int, list[Option]] = {}
        self._ended: dict[int, set[date | None]] = {}
        self._change_days: tuple[date, ...] | None = None
        self.ways: dict[str, list[Way]] = {}
        """For each agreement its ways, the one that keeps it first."""
        self._by_number: list[Way] = []
        for agreement in self._plan.values():
            self.make(self._add(agreement, None, 0, agreement.form))
        for agreement in self._plan.values():
            watch(deadline)
            self._alternatives(agreement)
        for name, varied in (variations or {}).items():
            watch(deadline)
            for variation in varied:
                self._vary(self._plan[name], variation)
        for agreement in self._plan.values():
            if agreement.may_end:
                self._add(agreement, ChangeKind.END, costs.end, None)
        self._replacements()
        for agreement in self._plan.values():
            days = tuple(self._later_days(agreement))
            if days:
                kind, heaviness = ChangeKind.POSTPONE, costs.postpone
                option = self._option(agreement, kind, heaviness, agreement.form)
                self._include(Way(0, replace(option, start=days[0]), days))

    # --- ways -------------------------------------------------------------------------------

    def way_of(self, option: Option) -> Way:
        """Return the way of which an option is one."""
        return self._by_number[option.way]

    def is_made(self, way: Way) -> bool:
        """Whether all options of a way were made."""
        return way.number in self._made and not (way.ends and way.number in self._ended)

    def made(self, way: Way) -> tuple[Option, ...]:
        """Return the options of a way that were made."""
        return tuple(self._made.get(way.number, ()))

    def make(self, way: Way) -> tuple[Option, ...]:
        """Return all options of a way; they are made the first time. Raises OutOfTimeError."""
        if way.ends and not self.is_made(way):
            for day in self._first_days(way):
                watch(self._deadline)
                self.make_ended(way, day)
            self._made.setdefault(way.number, [])
            self._ended.pop(way.number, None)
        elif way.number not in self._made:
            self._made[way.number] = [self._put(*option) for option in self._all(way)]
        return tuple(self._made[way.number])

    def make_ended(self, way: Way, first_start: date | None) -> tuple[Option, ...]:
        """Make and return the options of a way that ends when another starts, first on this day.

        Return nothing when these were made before.
        """
        if self.is_made(way):
            return ()
        done = self._ended.setdefault(way.number, set())
        if first_start in done:
            return ()
        done.add(first_start)
        agreement = way.stated.agreement
        on_day = replace(way.stated, first_start=first_start)
        new: list[Option] = []
        for form, stated in self._until(agreement, self._started(agreement), first_start):
            if on_day.stated is not stated:
                on_day = replace(on_day, stated=stated)
            new.append(self._put(on_day, form))
        self._made.setdefault(way.number, []).extend(new)
        return tuple(new)

    def _all(self, way: Way) -> Iterator[tuple[Option, Form | None]]:
        """Yield the options of a way as they are to be made, with their forms."""
        option, form = way.stated, way.stated.form
        if form is None or not way.days:
            yield option, form
        elif way.postpones:
            for day in way.days:
                yield replace(option, start=day), starting(form, day)
        else:
            free = replace(option, stated=form)
            for day in way.days:
                yield free, starting(form, day)

    def _add(
        self,
        agreement: Agreement,
        kind: ChangeKind | None,
        heaviness: int,
        form: Form | None,
        *,
        alternative: Alternative | None = None,
        variation: Variation | None = None,
    ) -> Way:
        """Add a way; its options are made at once when there is no choice of days."""
        option = self._option(agreement, kind, heaviness, form, alternative, variation)
        is_free = form is not None and form.latest_start is not None
        days = self._start_days.of(agreement, form) if form and is_free else ()
        way = self._include(Way(0, option, days))
        if not days:
            self.make(way)
        return way

    def _option(
        self,
        agreement: Agreement,
        kind: ChangeKind | None,
        heaviness: int,
        form: Form | None,
        alternative: Alternative | None = None,
        variation: Variation | None = None,
    ) -> Option:
        return Option(
            index=-1,
            agreement=agreement,
            kind=kind,
            heaviness=heaviness,
            form=form,
            alternative=alternative.id if alternative else None,
            takes_place_of=self._replaced_by(alternative) if alternative else (),
            triggers=self._triggers(agreement, alternative) if alternative else (),
            variation=variation,
        )

    def _include(self, way: Way) -> Way:
        number = len(self._by_number)
        numbered = replace(way, number=number, stated=replace(way.stated, way=number))
        self._by_number.append(numbered)
        self.ways.setdefault(way.id, []).append(numbered)
        return numbered

    def _vary(self, agreement: Agreement, variation: Variation) -> None:
        kind, form = ChangeKind(variation.variant.value), variation.form
        self._add(agreement, kind, variation.heaviness, form, variation=variation)

    def partners(self, way: Way) -> tuple[Way, ...]:
        """Return the ways of another agreement of which one goes with this one, or neither."""
        own = way.stated.variation
        if own is None or own.partner is None:
            return ()
        return tuple(
            other
            for other in self.ways[own.partner]
            if (theirs := other.stated.variation) is not None
            and theirs.partner
            and theirs.name == own.partner_name
        )

    def _present(self, agreements: Iterable[str]) -> tuple[str, ...]:
        return tuple(a for a in agreements if a in self._plan)

    def _triggers(self, agreement: Agreement, alternative: Alternative) -> tuple[str, ...]:
        return tuple(a for a in self._present(alternative.ends_when) if a != agreement.id)

    def _replaced_by(self, alternative: Alternative) -> tuple[str, ...]:
        return self._present(alternative.takes_place_of)

    def _alternatives(self, agreement: Agreement) -> None:
        for alternative in agreement.alternatives:
            if not self._may_replace(agreement, alternative):
                continue
            kind, heaviness = ChangeKind.ALTERNATIVE, self._costs.alternative
            if self._triggers(agreement, alternative):
                option = self._option(agreement, kind, heaviness, agreement.form, alternative)
                self._include(Way(0, option))
            elif not alternative.ends_when:
                form = alternative.form
                self._add(agreement, kind, heaviness, form, alternative=alternative)

    def _may_replace(self, agreement: Agreement, alternative: Alternative) -> bool:
        replaced = [self._plan[a] for a in self._replaced_by(alternative)]
        return all(a.may_end and a.id != agreement.id for a in replaced)

    def _replacements(self) -> None:
        for way in tuple(self._by_number):
            for name in way.stated.takes_place_of:
                if all(one.stated.kind is not ChangeKind.REPLACED for one in self.ways[name]):
                    replaced = self._plan[name]
                    self._add(replaced, ChangeKind.REPLACED, self._costs.alternative, None)

    def _first_days(self, way: Way) -> tuple[date | None, ...]:
        """Return the days that may be the first on which one starts that ends a way."""
        days = {
            day
            for name in way.stated.triggers
            for other in self.ways[name]
            if other.stated.form is not None
            for day in self._starts_of(other)
        }
        known = sorted(day for day in days if day is not None)
        return (None, *known) if None in days else tuple(known)

    def _starts_of(self, way: Way) -> Iterator[date | None]:
        """Yield the days on which a way may start; None: that is not known."""
        if way.ends:
            for form, _ in self._started(way.stated.agreement):
                yield self._first_of(form)
        elif way.days:
            yield from way.days
        else:
            yield self.first_day(way.stated)

    def _started(self, agreement: Agreement) -> Iterator[Started]:
        """Yield the form of an agreement on each day on which it may start, with that as stated."""
        stated, days = agreement.form, self.ways[agreement.id][0].days
        for start in days:
            yield starting(stated, start), stated
        if not days:
            yield stated, None

    def _until(
        self, agreement: Agreement, forms: Iterable[Started], day: date | None
    ) -> Iterator[Started]:
        """Yield forms of an agreement that end before this day, unless they then start later."""
        known: dict[date, Form] = {}
        for form, stated in forms:
            if day is None:
                yield form, stated
                continue
            own_last = in_force(form).last if form.start_known else form.until
            until = min(day - ONE_DAY, own_last or date.max)
            if form.start is not None and until < form.start:
                continue
            if stated is not None and until not in known:
                known[until] = replace(agreement.form, until=until)
            yield replace(form, until=until), stated and known[until]

    def first_day(self, option: Option) -> date | None:
        """Return the day on which an option starts, as late as allowed; None when not known."""
        return None if option.form is None else self._first_of(option.form)

    def _first_of(self, form: Form) -> date | None:
        if not form.start_known:
            return None
        return in_force(form).first or self._household.horizon.start

    def _later_days(self, agreement: Agreement) -> Iterator[date]:
        if not agreement.may_postpone:
            return
        horizon = self._household.horizon
        period = in_force(agreement.form)
        now = period.first or horizon.start
        last = agreement.form.until or date.max
        for day in self._days_of_change():
            if now < day <= min(last, horizon.last):
                yield day

    def _days_of_change(self) -> tuple[date, ...]:
        if self._change_days is None:
            horizon = self._household.horizon
            days = {day for period in self._periods() for day in _edges(period)}
            self._change_days = tuple(sorted(d for d in days if horizon.period.contains(d)))
        return self._change_days

    def _periods(self) -> Iterator[Period]:
        for agreement in self._plan.values():
            for form in (agreement.form, *(a.form for a in agreement.alternatives)):
                yield in_force(form)
                demands = form.demands
                yield from (d.period for d in demands.sessions)
                yield from (d.period for d in demands.somebody_home)
                yield from (d.period for d in demands.money)
                yield from (d.period for d in demands.ends_income)
                yield from (d.period for d in demands.statuses)
        for member in self._household.members:
            yield from (fact.period for fact in member.statuses)
            yield from (away.period for away in member.away)
        for account in self._household.accounts:
            yield from (income.period for income in account.incomes)
            yield from (cost.period for cost in account.costs)


def _edges(period: Period) -> Iterator[date]:
    if not period.is_empty:
        if period.first is not None:
            yield period.first
        if period.last is not None and period.last < date.max:
            yield period.last + ONE_DAY
