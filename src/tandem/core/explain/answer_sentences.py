"""More sentences that every language has: on an answer, on proposals, and in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tandem.core.explain.facts import Findings, WeekPattern


class AnswerSentences(Protocol):
    """The verdict, and how much was known."""

    def fits(self, *, is_full: bool) -> tuple[str, str]:
        """Return the headline and the sentence of a plan that fits."""

    def fits_not(self, findings: Findings) -> tuple[str, str]:
        """Return the headline and the sentence of a plan that does not fit."""

    def not_known(self) -> tuple[str, str]:
        """Return the headline and the sentence when time ran out."""

    def coverage(self, filled: int, total: int) -> str:
        """How many agreements are filled in."""

    def missing(self, title: str, what: str, who: str) -> str:
        """What is not filled in, and who could fill it in."""

    def unknown_days_off(self, first: str, last: str) -> str:
        """Between these days holidays are not known that the plan heeds."""

    def unchecked_account(self, account: str | None) -> str:
        """An account that was not checked. None: the household's."""

    def found_all(self, *, is_complete: bool, count: int) -> str:
        """Whether the list of clashes is whole."""

    def looked_at(self, first: str, last: str) -> str:
        """The days that were looked at."""

    def missing_status(self, title: str, member: str, need: str) -> str:
        """An agreement requires a status that nothing gives."""

    def missing_agreement(self, title: str, after: str) -> str:
        """An agreement comes after one that is not in the plan."""

    def circle(self, titles: Sequence[str]) -> str:
        """Agreements that support one another."""

    def proposals(self, count: int, *, is_complete: bool) -> str:
        """How many proposals there are."""

    def others_decide(self) -> str:
        """There is no proposal within the plan, because only others can solve what clashes."""


class ProposalSentences(Protocol):
    """What a proposal changes, keeps and asks."""

    def alternative(self, title: str, text: str) -> str:
        """An alternative of the owner, in the owner's words."""

    def takes_place_of(self, titles: Sequence[str]) -> str:
        """What the alternative makes unnecessary."""

    def ends_as(self, last: str, by: str | None) -> str:
        """The new last day, and what starts after it."""

    def ends_at_once(self, by: str | None) -> str:
        """It stops at once, because another is running already."""

    def replaced(self, title: str, by: str | None) -> str:
        """An agreement that another makes unnecessary."""

    def postponed(self, title: str, start: str) -> str:
        """An agreement that starts later."""

    def ended(self, title: str, *, running: bool) -> str:
        """An agreement that stops, or never starts."""

    def ask_about_end(self, owner: str) -> str:
        """What to ask the professional whose agreement stops."""

    def goals_stay(self, stay: int, total: int) -> str:
        """How many goals stay."""

    def goals_gone(self, goals: Sequence[str]) -> str:
        """Which goals are given up."""

    def must_agree(self, names: Sequence[str]) -> str:
        """Who must say yes."""

    def set_aside(self, titles: Sequence[str]) -> str:
        """A clash that the proposal leaves."""

    def contacts_aside(self, member: str) -> str:
        """Too many contacts that the proposal leaves."""

    def money_aside(self, account: str | None) -> str:
        """Too little money that the proposal leaves. None: the household's."""

    def support_aside(self, title: str) -> str:
        """An agreement that the proposal leaves without what it requires."""

    def proven(self, *, is_least: bool) -> str:
        """Whether no smaller change exists."""

    def cost(self, cost: int, changed: int) -> str:
        """How many agreements change, and how heavy that is in the family's own order."""

    def unlike(self, number_: int, titles: Sequence[str]) -> str:
        """What stays as it is, unlike in an earlier proposal."""

    def introduction(self, count: int, *, is_least: bool) -> str:
        """What proposals are, and who decides."""


class TableWords(Protocol):
    """The words of the tables: week, load and budget."""

    def week_heading(self, pattern: WeekPattern, *, year: bool) -> str:
        """Return the heading of a concrete week, for all weeks of its kind."""

    def travel(self, minutes: int) -> str:
        """Return the travel of one session, each way."""

    def at_home(self) -> str:
        """Return that it is at home."""

    def remote(self) -> str:
        """Return that it is by telephone or on line."""

    def somebody_home(self, title: str) -> str:
        """An agreement that keeps somebody at home, and is kept."""

    def contacts_of(self, contacts: int, capacity: int | None) -> str:
        """Return contacts a week against what somebody can carry, for a table."""

    def load(self, member: str, contacts: int, capacity: int | None) -> str:
        """Return the sentence on a member's contacts."""

    def load_hours(self, minutes: int, travel: int) -> str:
        """Return the sentence on hours and travel."""

    def professionals(self, count: int) -> str:
        """Return with how many professionals somebody deals."""

    def household(self) -> str:
        """Return the word for the household as a whole."""

    def months_between(self, first: str, last: str) -> str:
        """Return "March to June"."""

    def income_ended(self, by: str) -> str:
        """Return that an income has stopped, and by what."""

    def budget(self, account: str | None, free: int, floor: int) -> str:
        """Return the sentence on an account that stays above its floor in every month."""

    def begun(self, titles: str, count: int) -> str:
        """Return that incomes count as a whole month in which they begin or stop."""

    def too_little(self, short: int) -> str:
        """Return how much is lacking."""

    def unknown(self) -> str:
        """Return the word for an amount that is not known."""

    def unchecked(self) -> str:
        """Return that a budget was not checked."""


class VariantSentences(Protocol):
    """What Tandem thought of itself, and which visits could go together."""

    def moved(self, hours: Sequence[tuple[Sequence[int], int, int]]) -> str:
        """At another moment: days, from and until in minutes of the day."""

    def by_telephone(self) -> str:
        """By telephone or on line."""

    def comes_home(self) -> str:
        """At home."""

    def at_place(self, place: str, other: str) -> str:
        """At the place of another agreement."""

    def fewer(self) -> str:
        """One time a week less."""

    def shorter(self, minutes: Sequence[tuple[int, int]]) -> str:
        """Shorter: minutes as they were and as they become."""

    def halved(self, was: int, now: int) -> str:
        """Half the amount, in cents a month."""

    def joins(self, other: str) -> str:
        """Two contacts in one visit."""

    def own_idea(self, owner: str) -> str:
        """That no owner named it yet."""

    def sort(self, variant: str) -> str:
        """In short what sort of change it is."""

    def could_be_one(self, title: str, other: str) -> str:
        """Two contacts that could be one visit."""

    def could_share_a_day(self, title: str, other: str, place: str, weekday: str) -> str:
        """Two visits to one place that could follow one another."""

    def saves(self, contacts: int, minutes: int, travel: int) -> str:
        """What that saves a week."""
