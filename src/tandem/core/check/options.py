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
    free_start,
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
    group: int = 0
    """The same for options that are one change, but for the days on which forms start."""

    @property
    def id(self) -> str:
        """The identifier of the agreement."""
        return self.agreement.id

    @property
    def is_paired(self) -> bool:
        """Whether it goes with an option of another agreement: both or neither."""
        return self.variation is not None and self.variation.partner is not None

    @property
    def sort_key(self) -> SortKey:
        """How a change stands in the list by which ties between proposals are broken."""
        name = self.variation.name if self.variation is not None else self.alternative or ""
        return (self.id, self.heaviness, name, self.start or date.min)


class Listed:
    """Options of a plan, by number and by agreement."""

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        self._plan = {a.id: a for a in agreements}
        self._groups = 0
        self.all: list[Option] = []
        self.of: dict[str, list[Option]] = {}
        """For each agreement its options, the one that keeps it first."""

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements of the plan, by identifier."""
        return tuple(self._plan.values())

    def _put(self, option: Option, form: Form | None) -> None:
        """Include an option in this form, numbered, in the group of the change at hand."""
        index = len(self.all)
        item = None if form is None else Item(index, option.agreement, form, in_force(form))
        self._include(replace(option, index=index, form=form, item=item, group=self._groups))

    def _include(self, option: Option) -> None:
        self.all.append(option)
        self.of.setdefault(option.agreement.id, []).append(option)


class Options(Listed):
    """All options of a plan; those of postponing are made only when asked for."""

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
        self._postponed: dict[str, tuple[Option, ...]] = {}
        self._change_days: tuple[date, ...] | None = None
        for agreement in self._plan.values():
            self._add(agreement, None, 0, agreement.form)
        for agreement in self._plan.values():
            watch(deadline)
            self._alternatives(agreement)
        self._replacements()
        for name, varied in (variations or {}).items():
            watch(deadline)
            for variation in varied:
                self._vary(self._plan[name], variation)
        for agreement in self._plan.values():
            if agreement.may_end:
                self._add(agreement, ChangeKind.END, costs.end, None)
        for agreement in self._plan.values():
            self._endings(agreement)
        self._replacements()

    def may_postpone(self, agreement: Agreement) -> bool:
        """Whether there is a later day to which this agreement may be postponed."""
        return any(True for _ in self._later_days(agreement))

    def postponed(self, agreement: Agreement) -> tuple[Option, ...]:
        """Return (and from now on include) the options of postponing an agreement."""
        if agreement.id not in self._postponed:
            before = len(self.all)
            for day in self._later_days(agreement):
                form = replace(agreement.form, start=day, latest_start=None)
                self._add(agreement, ChangeKind.POSTPONE, self._costs.postpone, form, start=day)
            self._postponed[agreement.id] = tuple(self.all[before:])
        return self._postponed[agreement.id]

    def _add(
        self,
        agreement: Agreement,
        kind: ChangeKind | None,
        heaviness: int,
        form: Form | None,
        *,
        alternative: Alternative | None = None,
        start: date | None = None,
        variation: Variation | None = None,
    ) -> None:
        """Add an option: one for each day on which it may start, when that is free."""
        self._groups += 1
        index = len(self.all)
        option = Option(
            index=index,
            agreement=agreement,
            kind=kind,
            heaviness=heaviness,
            form=form,
            alternative=alternative.id if alternative else None,
            start=start,
            takes_place_of=self._replaced_by(alternative) if alternative else (),
            variation=variation,
            item=None if form is None else Item(index, agreement, form, in_force(form)),
            group=self._groups,
        )
        is_free = form is not None and form.latest_start is not None
        days = self._start_days.of(agreement, form) if form and is_free else ()
        if form is None or not days:
            self._include(option)
            return
        option = replace(option, stated=form)
        for day in days:
            self._put(option, starting(form, day))

    def _vary(self, agreement: Agreement, variation: Variation) -> None:
        kind, form = ChangeKind(variation.variant.value), variation.form
        self._add(agreement, kind, variation.heaviness, form, variation=variation)

    def partners(self, option: Option) -> tuple[Option, ...]:
        """Return the options of another agreement of which one goes with this one, or neither."""
        own = option.variation
        if own is None or own.partner is None:
            return ()
        theirs = (o for o in self.of[own.partner] if o.variation and o.variation.partner)
        return tuple(
            o for o in theirs if o.variation is not None and o.variation.name == own.partner_name
        )

    def _present(self, agreements: Iterable[str]) -> tuple[str, ...]:
        return tuple(a for a in agreements if a in self._plan)

    def _triggers(self, agreement: Agreement, alternative: Alternative) -> tuple[str, ...]:
        return tuple(a for a in self._present(alternative.ends_when) if a != agreement.id)

    def _replaced_by(self, alternative: Alternative) -> tuple[str, ...]:
        return self._present(alternative.takes_place_of)

    def _alternatives(self, agreement: Agreement) -> None:
        for alternative in agreement.alternatives:
            if not alternative.ends_when and self._may_replace(agreement, alternative):
                self._add(
                    agreement,
                    ChangeKind.ALTERNATIVE,
                    self._costs.alternative,
                    alternative.form,
                    alternative=alternative,
                )

    def _may_replace(self, agreement: Agreement, alternative: Alternative) -> bool:
        replaced = [self._plan[a] for a in self._replaced_by(alternative)]
        return all(a.may_end and a.id != agreement.id for a in replaced)

    def _replacements(self) -> None:
        for option in tuple(self.all):
            for name in option.takes_place_of:
                if all(o.kind is not ChangeKind.REPLACED for o in self.of[name]):
                    replaced = self._plan[name]
                    self._add(replaced, ChangeKind.REPLACED, self._costs.alternative, None)

    def _endings(self, agreement: Agreement) -> None:
        """Add alternatives that end when others start: one for each day that could be the first."""
        for alternative in agreement.alternatives:
            triggers = self._triggers(agreement, alternative)
            if not triggers or not self._may_replace(agreement, alternative):
                continue
            days = {self.first_day(o) for name in triggers for o in self.options_of(name)}
            known = sorted(day for day in days if day is not None)
            is_one = self._start_is_free(agreement, triggers)
            self._groups += 1
            forms = tuple(self._started(agreement))
            ended = Option(
                index=0,
                agreement=agreement,
                kind=ChangeKind.ALTERNATIVE,
                heaviness=self._costs.alternative,
                form=None,
                alternative=alternative.id,
                takes_place_of=self._replaced_by(alternative),
                triggers=triggers,
            )
            for day in [None, *known] if None in days else known:
                watch(self._deadline)
                self._groups += 0 if is_one else 1
                on_day = replace(ended, first_start=day)
                for form, stated in self._ended(agreement, forms, day):
                    if on_day.stated is not stated:
                        on_day = replace(on_day, stated=stated)
                    self._put(on_day, form)

    def _start_is_free(self, agreement: Agreement, triggers: Sequence[str]) -> bool:
        """Whether an agreement, or one that may end it, may start on more than one day."""
        return free_start(agreement.form, self._household.horizon) is not None or any(
            option.stated is not None for name in triggers for option in self.options_of(name)
        )

    def _started(self, agreement: Agreement) -> Iterator[Started]:
        """Yield the form of an agreement on each day on which it may start, with that as stated."""
        stated = agreement.form
        for start in self._start_days.of(agreement, stated):
            yield starting(stated, start), stated
        if not free_start(stated, self._household.horizon):
            yield stated, None

    def _ended(
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

    def options_of(self, agreement: str) -> Iterator[Option]:
        """Yield every option with a form of an agreement, postponing included."""
        self.postponed(self._plan[agreement])
        yield from (o for o in self.of[agreement] if o.form is not None)

    def first_day(self, option: Option) -> date | None:
        """Return the day on which an option starts, as late as allowed; None when not known."""
        if option.form is None or not option.form.start_known:
            return None
        return in_force(option.form).first or self._household.horizon.start

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
