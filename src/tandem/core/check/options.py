"""What may happen to each agreement in a proposal: keep, another form, postpone, make way, end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tandem.core.check.answer import ChangeKind
from tandem.core.check.items import Item
from tandem.core.check.variants import Variation
from tandem.core.model import Agreement, Alternative, Form, Household, Period, in_force
from tandem.core.rules import ChangeCosts

ONE_DAY = timedelta(days=1)

SortKey = tuple[str, int, str, date]
"""Agreement, heaviness, alternative or variant, and new start: how a change stands in a list."""


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


class Options:
    """All options of a plan; those of postponing are made only when asked for."""

    def __init__(
        self,
        household: Household,
        costs: ChangeCosts,
        variations: Mapping[str, Sequence[Variation]] | None = None,
    ) -> None:
        """Take in a plan, with the variants that Tandem thought of, by agreement."""
        self._household = household
        self._costs = costs
        self._plan = {a.id: a for a in household.plan()}
        self._postponed: dict[str, tuple[Option, ...]] = {}
        self._change_days: tuple[date, ...] | None = None
        self.all: list[Option] = []
        self.of: dict[str, list[Option]] = {}
        """For each agreement its options, the one that keeps it first."""
        for agreement in self._plan.values():
            self._add(agreement, None, 0, agreement.form)
        for agreement in self._plan.values():
            self._alternatives(agreement)
        self._replacements()
        for name, varied in (variations or {}).items():
            for variation in varied:
                self._vary(self._plan[name], variation)
        for agreement in self._plan.values():
            if agreement.may_end:
                self._add(agreement, ChangeKind.END, costs.end, None)
        for agreement in self._plan.values():
            self._endings(agreement)
        self._replacements()

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements of the plan, by identifier."""
        return tuple(self._plan.values())

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
        ends: tuple[date | None] | None = None,
        variation: Variation | None = None,
    ) -> None:
        option = Option(
            index=len(self.all),
            agreement=agreement,
            kind=kind,
            heaviness=heaviness,
            form=form,
            alternative=alternative.id if alternative else None,
            start=start,
            takes_place_of=self._replaced_by(alternative) if alternative else (),
            triggers=self._triggers(agreement, alternative) if alternative and ends else (),
            first_start=ends[0] if ends else None,
            variation=variation,
            item=None if form is None else Item(len(self.all), agreement, form, in_force(form)),
        )
        self.all.append(option)
        self.of.setdefault(agreement.id, []).append(option)

    def _vary(self, agreement: Agreement, variation: Variation) -> None:
        kind, form = ChangeKind(variation.variant.value), variation.form
        self._add(agreement, kind, variation.heaviness, form, variation=variation)

    def partner(self, option: Option) -> Option | None:
        """Return the option of another agreement that goes with this one: both or neither."""
        own = option.variation
        if own is None or own.partner is None:
            return None
        theirs = (o for o in self.of[own.partner] if o.variation and o.variation.partner)
        return next(
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
            if None in days:
                self._add_ending(agreement, alternative, None)
            for day in known:
                self._add_ending(agreement, alternative, day)

    def _add_ending(self, agreement: Agreement, alternative: Alternative, day: date | None) -> None:
        form = agreement.form
        if day is not None:
            own_last = in_force(form).last if form.start_known else form.until
            until = min(day - ONE_DAY, own_last or date.max)
            if form.start is not None and until < form.start:
                return
            form = replace(form, until=until)
        kind, cost = ChangeKind.ALTERNATIVE, self._costs.alternative
        self._add(agreement, kind, cost, form, alternative=alternative, ends=(day,))

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
