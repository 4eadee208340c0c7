"""The sentences that every language has; the modules of a language are checked against these.

mypy holds each language to the functions and their arguments; `tests/core/explain` holds each to
its sentences. What a sentence is given are names and numbers; how it says them is its own affair.
Those on an answer as a whole, on proposals and in tables stand in `answer_sentences`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from tandem.core.explain.facts import Claim, Gap, Stretch, Wanted, WeekPattern
from tandem.core.model import Due


class Words(Protocol):
    """Days, dates, times, durations, money, numbers and lists."""

    def capital(self, text: str) -> str:
        """Return the text with a capital first."""

    def listing(self, items: Sequence[str]) -> str:
        """Return "a, b and c"."""

    def choice(self, items: Sequence[str]) -> str:
        """Return "a, b or c"."""

    def number(self, count: int) -> str:
        """Return a number in words up to twelve, in figures beyond."""

    def thousands(self, count: int) -> str:
        """Return a number in figures."""

    def day(self, weekday: int) -> str:
        """Return the name of a day of the week (0 is Monday)."""

    def days(self, weekdays: Sequence[int]) -> str:
        """Return the names of days of the week, with long runs shortened."""

    def clock(self, minute: int) -> str:
        """Return a time of day."""

    def between(self, start: int, end: int) -> str:
        """Return from when to when, for a sentence."""

    def hours_of_day(self, start: int, end: int) -> str:
        """Return from when to when, for a table."""

    def date_words(self, when: date, *, year: bool = False) -> str:
        """Return a day and its month."""

    def month(self, when: date, *, year: bool = False) -> str:
        """Return a month."""

    def money(self, cents: int) -> str:
        """Return an amount."""

    def due(self, due: Due) -> str:
        """Return when money comes, to follow an amount: "a month"."""

    def duration(self, minutes: int) -> str:
        """Return how long something takes, exactly."""

    def hours(self, minutes: int) -> str:
        """Return a number of hours, true to the half hour."""

    def counted(self, count: int, one: str, many: str) -> str:
        """Return a number with its noun."""


class ClashSentences(Protocol):
    """Why agreements do not go together."""

    def overlap(self, stretches: Sequence[Stretch], *, travel: bool, alone: bool) -> str:
        """Two agreements with fixed times meet."""

    def no_room(self, wanted: Wanted, free: Sequence[int]) -> str:
        """One agreement still needs a place beside the others, which are fixed."""

    def no_week(self, members: Sequence[str], *, alone: bool) -> str:
        """No choice of times makes them fit in one week."""

    def nobody_home(self, gaps: Sequence[Gap], child: str | None) -> str:
        """At these moments nobody is at home."""

    def nobody_home_ever(self, child: str | None) -> str:
        """Whatever times are chosen, there is a moment with nobody at home."""

    def away(self, member: str, days: Sequence[int], *, other_parent: bool) -> str:
        """On these days a member is not at home, or at the other parent."""

    def falls_out(self, title: str, days: Sequence[int]) -> str:
        """On these days an agreement does not take place."""

    def status(self, member: str, left: Claim, right: Claim) -> str:
        """Two claims on a status that cannot both hold."""

    def status_follows(self, member: str, follows_name: Sequence[str]) -> str:
        """What a rule adds: who is this, is that too."""

    def rule(self, sources: Sequence[str], *, sure: bool) -> str:
        """Where the rule stands, and that it must be checked when it is not sure."""

    def starts_on(self, title: str, when: str) -> str:
        """An agreement has a fixed first day."""

    def starts_between(self, title: str, first: str | None, last: str) -> str:
        """An agreement may start between two days."""

    def other_days(self, titles: Sequence[str]) -> str:
        """On other days than the last it does not go together with these."""

    def no_day(self) -> str:
        """On none of the days between which it may start everything fits."""

    def is_running(self, title: str) -> str:
        """An agreement is in force already."""

    def lasts_days(self, title: str, count: int) -> str:
        """An agreement lasts a number of days."""

    def lasts_until(self, title: str, when: str) -> str:
        """An agreement has a fixed last day."""

    def starts_before(self, title: str, when: str) -> str:
        """An agreement has to start before a day."""

    def finishes_before(self, title: str, when: str) -> str:
        """An agreement has to be finished before a day."""

    def comes_after(self, title: str, other: str, gap_days: int) -> str:
        """An agreement starts when another has finished."""

    def days_short(self, count: int) -> str:
        """By how many days the order cannot be kept."""

    def wait_for_one_another(self) -> str:
        """Each has to come after the other."""

    def contacts(self, member: str, contacts: int, capacity: int) -> str:
        """A member has more contacts a week than he or she can carry."""

    def contacts_clause(self, member: str, too_many: int) -> str:
        """The same in short, as a clause."""

    def money(self, account: str | None, month: str, free: int, floor: int) -> str:
        """Less stays free in a month than must stay free. No account: the household's."""

    def money_clause(self, account: str | None, month: str, short: int) -> str:
        """The same in short, as a clause."""

    def smaller_sets(self, count: int) -> str:
        """Each set with one less goes well, all of them do not."""

    def ask_owner(self, owner: str, titles: Sequence[str]) -> str:
        """A question to the owner of treatment or protection."""

    def mandatory(self, title: str, text: str) -> str:
        """An agreement is mandatory, and on what ground."""

    def escalate(self, lead: str | None, to: Sequence[str]) -> str:
        """Nobody in this plan can solve it: who puts it before whom."""


class SpanSentences(Protocol):
    """In which weeks, days or months something holds."""

    def applies(self, when: str) -> str:
        """In which weeks or days a finding holds."""

    def weeks(self, pattern: WeekPattern, *, year: bool) -> str:
        """Return the weeks in words."""

    def period(self, first: str | None, last: str | None) -> str:
        """Return a period in words."""

    def months(self, first: str, count: int) -> str:
        """Return in how many months something is so, and from which."""
