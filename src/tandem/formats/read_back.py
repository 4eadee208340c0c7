"""An agreement read back as one plain sentence, in Dutch or English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tandem.core.explain.languages import Lang, language
from tandem.core.explain.sentences import Words
from tandem.core.model import (
    HOUSEHOLD,
    Agreement,
    Direction,
    Form,
    Household,
    Money,
    Order,
    Sessions,
    SomebodyHome,
    Where,
)

_PHRASES: dict[str, tuple[str, str]] = {
    "with": ("met {name}", "with {name}"),
    "sees-to-it": ("{name} zorgt ervoor", "{name} sees to it"),
    "via": ("via {name}", "through {name}"),
    "within": ("ergens tussen {start} en {end} uur", "at some time between {start} and {end}"),
    "times-a-week": ("{times} keer per week", "{times} times a week"),
    "once-a-week": ("1 keer per week", "once a week"),
    "times-unknown": ("hoe vaak is nog niet bekend", "how often is not known yet"),
    "windows-unknown": ("wanneer is nog niet bekend", "when is not known yet"),
    "every-weeks": ("1 keer per {weeks} weken", "once in {weeks} weeks"),
    "times-every-weeks": (
        "{times} keer in elke {weeks}e week",
        "{times} times in every {weeks}th week",
    ),
    "first-week": ("het eerst in de week van {day}", "first in the week of {day}"),
    "takes": ("{length} per keer", "{length} each time"),
    "home": ("thuis", "at home"),
    "remote": ("telefonisch of online", "by telephone or on line"),
    "not-in-school_holidays": ("niet in de schoolvakanties", "not in the school holidays"),
    "not-in-public_holidays": ("niet op feestdagen", "not on public holidays"),
    "only-in-school_holidays": ("alleen in de schoolvakanties", "only in the school holidays"),
    "only-in-public_holidays": ("alleen op feestdagen", "only on public holidays"),
    "also-away": ("ook als iemand bij de andere ouder is", "also at the other parent"),
    "travel": (
        "{minutes} minuten reizen heen en {minutes} terug",
        "{minutes} minutes of travel there and {minutes} back",
    ),
    "somebody-home": ("{adults} is thuis{child}", "{adults} is at home{child}"),
    "with-child": (" bij {name}", " with {name}"),
    "money-in": ("brengt {amount} {due}", "brings {amount} {due}"),
    "money-out": ("kost {amount} {due}", "costs {amount} {due}"),
    "money-unknown": ("het bedrag is nog niet bekend", "the amount is not known yet"),
    "of-household": ("van het geld van het gezin", "of the money of the household"),
    "from": ("vanaf {day}", "from {day}"),
    "from-between": ("te beginnen tussen {first} en {last}", "to start between {first} and {last}"),
    "from-at-latest": ("te beginnen uiterlijk op {day}", "to start at the latest on {day}"),
    "from-unknown": ("het begin is nog niet bekend", "the start is not known yet"),
    "until": ("tot en met {day}", "until {day} included"),
    "lasts": ("{days} dagen lang", "for {days} days"),
    "after": ("pas als {title} klaar is", "only when {title} has finished"),
    "starts-before": ("begint voor {day}", "starts before {day}"),
    "finishes-before": ("klaar voor {day}", "finished before {day}"),
}


def read_back(agreement: Agreement, household: Household, lang: str = "nl") -> str:
    """Return what an agreement asks as one sentence, to check what was understood.

    "Therapie: Kevin, dinsdag en donderdag van 10.00 tot 12.00 uur, bij de boerderij, 40 minuten
    reizen heen en 40 terug, vanaf 11 januari 2027."
    """
    back = _ReadBack(agreement, household, Lang(lang))
    parts = [part for part in back.parts() if part]
    return f"{agreement.title}: {', '.join(parts)}." if parts else f"{agreement.title}."


class _ReadBack:
    def __init__(self, agreement: Agreement, household: Household, lang: Lang) -> None:
        self.agreement = agreement
        self.household = household
        self.words: Words = language(lang).words
        self.column = 0 if lang is Lang.NL else 1

    def say(self, phrase: str, **values: object) -> str:
        return _PHRASES[phrase][self.column].format(**values)

    def names(self, people: tuple[str, ...]) -> str:
        return self.words.listing([self.household.person_name(person) for person in people])

    def parts(self) -> Iterator[str]:
        one, demands = self.agreement, self.agreement.form.demands
        if demands.sessions or not demands.somebody_home:
            yield self.names(one.members)
        if one.owner not in one.members:
            is_member = any(one.owner == member.id for member in self.household.members)
            key = "sees-to-it" if is_member else "with"
            yield self.say(key, name=self.household.person_name(one.owner))
        if one.decided_by is not None:
            yield self.say("via", name=self.household.person_name(one.decided_by))
        for session in demands.sessions:
            yield from self._session(session)
        for home in demands.somebody_home:
            yield from self._home(home)
        for money in demands.money:
            yield self._money(money)
        yield from self._period(one.form)
        yield from self._order(demands.order)

    def _session(self, one: Sessions) -> Iterator[str]:
        if self._is_fixed(one):
            yield self._windows(one, fixed=True)
            if one.every_weeks > 1:
                yield self.say("every-weeks", weeks=one.every_weeks)
        else:
            yield self._often(one)
            if one.minutes is not None:
                yield self.say("takes", length=self.words.duration(one.minutes))
            known = one.windows is not None
            yield self._windows(one, fixed=False) if known else self.say("windows-unknown")
        if one.first_week is not None and one.every_weeks > 1:
            yield self.say("first-week", day=self.words.date_words(one.first_week, year=True))
        if one.where is not Where.OUT:
            yield self.say(one.where.value)
        yield one.place
        if one.travel:
            yield self.say("travel", minutes=one.travel)
        yield from self._days_off(one)
        if one.also_away:
            yield self.say("also-away")
        yield from self._days(one.period.first, one.period.last)

    def _is_fixed(self, one: Sessions) -> bool:
        """Whether the windows leave no choice of times."""
        windows = one.windows or ()
        days = sum(len(window.days) for window in windows)
        fills = all(window.minutes == one.minutes for window in windows)
        return bool(windows) and fills and one.times == days

    def _often(self, one: Sessions) -> str:
        if one.times is None:
            return self.say("times-unknown")
        if one.every_weeks > 1:
            key = "every-weeks" if one.times == 1 else "times-every-weeks"
            return self.say(key, weeks=one.every_weeks, times=one.times)
        key = "once-a-week" if one.times == 1 else "times-a-week"
        return self.say(key, times=one.times)

    def _windows(self, one: Sessions, *, fixed: bool) -> str:
        texts: list[str] = []
        for window in one.windows or ():
            start, end = self.words.clock(window.start), self.words.clock(window.end)
            between = self.words.between(window.start, window.end)
            hours = between if fixed else self.say("within", start=start, end=end)
            texts.append(f"{self.words.days(window.days)} {hours}")
        return self.words.listing(texts)

    def _home(self, one: SomebodyHome) -> Iterator[str]:
        name = self.household.person_name(one.child) if one.child is not None else ""
        child = self.say("with-child", name=name) if name else ""
        adults = self.words.choice([self.household.person_name(adult) for adult in one.adults])
        yield self.say("somebody-home", adults=adults, child=child)
        windows = [
            f"{self.words.days(w.days)} {self.words.between(w.start, w.end)}" for w in one.windows
        ]
        yield self.words.listing(windows)
        yield from self._days_off(one)
        yield from self._days(one.period.first, one.period.last)

    def _days_off(self, one: Sessions | SomebodyHome) -> Iterator[str]:
        yield from (self.say(f"not-in-{kind.value}") for kind in one.not_in)
        yield from (self.say(f"only-in-{kind.value}") for kind in one.only_in)

    def _money(self, one: Money) -> str:
        if one.cents is None:
            return self.say("money-unknown")
        key = "money-in" if one.direction is Direction.IN else "money-out"
        amount, due = self.words.money(one.cents), self.words.due(one.due)
        told = self.say(key, amount=amount, due=due)
        if one.account == HOUSEHOLD:
            return f"{told} {self.say('of-household')}"
        return told

    def _period(self, form: Form) -> Iterator[str]:
        if not form.start_known:
            yield self.say("from-unknown")
        elif form.latest_start is not None and form.start is not None:
            first = self.words.date_words(form.start, year=True)
            last = self.words.date_words(form.latest_start, year=True)
            yield self.say("from-between", first=first, last=last)
        elif form.latest_start is not None:
            latest = self.words.date_words(form.latest_start, year=True)
            yield self.say("from-at-latest", day=latest)
        else:
            yield from self._days(form.start, None)
        yield from self._days(None, form.until)
        if form.lasts_days is not None:
            yield self.say("lasts", days=form.lasts_days)

    def _days(self, first: date | None, last: date | None) -> Iterator[str]:
        if first is not None:
            yield self.say("from", day=self.words.date_words(first, year=True))
        if last is not None:
            yield self.say("until", day=self.words.date_words(last, year=True))

    def _order(self, order: Order) -> Iterator[str]:
        titles = {one.id: one.title for one in self.household.agreements}
        for after in order.after:
            yield self.say("after", title=titles.get(after.agreement, after.agreement))
        for key, day in (
            ("starts-before", order.starts_before),
            ("finishes-before", order.finishes_before),
        ):
            if day is not None:
                yield self.say(key, day=self.words.date_words(day, year=True))
