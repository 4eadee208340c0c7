"""When an agreement is, and what it asks of the household, in the lines of two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tandem.core.explain import Names
from tandem.core.model import Agreement, Direction, Form, Household, Money, Period, Sessions
from tandem.core.model.periods import Window
from tandem.core.rules import RuleBase
from tandem.documents.say import Say
from tandem.documents.views.asks import papers_words

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines of one agreement."""

    when: tuple[str, ...]
    asks: tuple[str, ...]
    places: tuple[str, ...]


class ColumnWriter:
    """Writes the columns of the agreements of one household in one language."""

    def __init__(self, household: Household, rules: RuleBase, lang: str) -> None:
        self._say = Say(lang)
        self._names = Names(household, rules, lang)

    def write(self, agreement: Agreement) -> Columns:
        """Return the lines of an agreement, as it is now."""
        return self.form(agreement.form)

    def form(self, form: Form) -> Columns:
        """Return the lines of one form of an agreement."""
        demands = form.demands
        when = [line for one in demands.sessions for line in self._when(one)]
        for home in demands.somebody_home:
            when += self._windows(home.windows)
        if not when and demands.money:
            when.append(self._capital(self._say("every-month")))
        when += self._period(form)
        asks = [
            *self._time(demands.sessions),
            *self._home(form),
            *(self._money(one) for one in demands.money),
            *(papers_words(self._say, one) for one in demands.paperwork),
            *self._needs(form),
        ]
        places = dict.fromkeys(one.place for one in demands.sessions if one.place)
        return Columns(tuple(dict.fromkeys(when)), tuple(dict.fromkeys(asks)), tuple(places))

    # --- when ---------------------------------------------------------------------------------

    def _when(self, demand: Sessions) -> Iterator[str]:
        words, windows = self._say.words, demand.windows
        if windows is None:
            yield self._capital(self._say("times-unknown"))
            return
        fixed = _is_fixed(demand, windows)
        if not fixed or demand.every_weeks > 1:
            yield self._capital(self._rhythm(demand, fixed=fixed))
        if fixed:
            yield from self._windows(windows)
            return
        for window in windows:
            days, start, end = words.days(window.days), window.start, window.end
            yield self._say(
                "days-between", days=days, start=words.clock(start), end=words.clock(end)
            )

    def _rhythm(self, demand: Sessions, *, fixed: bool) -> str:
        parts = []
        if not fixed and demand.times is not None and (demand.times > 1 or demand.every_weeks == 1):
            parts.append(
                self._say("rhythm-once" if demand.times == 1 else "rhythm-week", count=demand.times)
            )
        if demand.every_weeks == 2:
            parts.append(self._say("rhythm-second"))
        elif demand.every_weeks > 2:
            parts.append(self._say("rhythm-nth", count=demand.every_weeks))
        return ", ".join(parts)

    def _windows(self, windows: Sequence[Window]) -> list[str]:
        words = self._say.words
        lines: list[str] = []
        for window in windows:
            lines.append(self._capital(words.days(window.days)))
            lines.append(words.hours_of_day(window.start, window.end))
        return lines

    def _period(self, form: Form) -> list[str]:
        say, names = self._say, self._names
        if not form.start_known:
            return [self._capital(say("start-unknown"))]
        period = Period(form.start, form.until)
        if form.latest_start is not None:
            return [say("starts-by", date=names.day(form.latest_start))]
        if period.first is not None and period.last is not None:
            first, last = names.day(period.first), names.day(period.last)
            return [say("from-until", first=first, last=last)]
        if period.first is not None:
            return [say("from", date=names.day(period.first))]
        return [] if period.last is None else [say("until", date=names.day(period.last))]

    # --- what it asks -------------------------------------------------------------------------

    def _time(self, sessions: Sequence[Sessions]) -> Iterator[str]:
        """Hours, travel and professional contacts, a week or each time it comes round."""
        known = [one for one in sessions if one.has_times]
        for every in sorted({one.every_weeks for one in known}):
            yield from self._time_each([one for one in known if one.every_weeks == every], every)

    def _time_each(self, sessions: Sequence[Sessions], every: int) -> Iterator[str]:
        minutes = sum((one.minutes or 0) * (one.times or 0) for one in sessions)
        travel = sum(2 * one.travel * (one.times or 0) for one in sessions)
        time = self._say.words.duration(minutes)
        words = self._say("time-a-week" if every == 1 else "time-a-turn", time=time)
        if travel:
            words += self._say("and-travel", travel=self._say.words.duration(travel))
        yield words
        contacts = sum((one.times or 0) for one in sessions if one.contact_of)
        if contacts:
            keys = ("asks-contact-a-turn", "asks-contacts-a-turn")
            if every == 1:
                keys = ("asks-contact-a-week", "asks-contacts-a-week")
            yield self._say(keys[contacts > 1], count=contacts, every=every)

    def _home(self, form: Form) -> Iterator[str]:
        for demand in form.demands.somebody_home:
            adults = self._names.people(demand.adults)
            yield self._say("one-is-home", adults=self._say.words.choice(list(adults)))

    def _money(self, demand: Money) -> str:
        say = self._say
        if demand.cents is None:
            return self._capital(say("money-unknown"))
        key = "brings-a-month" if demand.direction is Direction.IN else "costs-a-month"
        return say(key, amount=say.words.money(demand.cents), due=say.words.due(demand.due))

    def _needs(self, form: Form) -> Iterator[str]:
        for status in form.demands.statuses:
            if status.relation.value == "requires":
                yield self._say("requires", need=self._names.need(status.status))
        for after in form.demands.order.after:
            yield self._say("after", title=self._names.title(after.agreement))

    def _capital(self, text: str) -> str:
        return self._say.words.capital(text)


def _is_fixed(demand: Sessions, windows: Sequence[Window]) -> bool:
    """Whether the windows leave no choice."""
    days = [day for window in windows for day in window.days]
    return len(days) == len(set(days)) == demand.times and all(
        window.minutes == demand.minutes for window in windows
    )
