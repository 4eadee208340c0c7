"""Week, load and budget as rows of words, for a terminal and for a page alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tandem.core.check.answer import BudgetMonth, Load, MemberLoad, Placement, WitnessWeek
from tandem.core.check.why import MoneyLine
from tandem.core.explain.names import Names
from tandem.core.explain.spans import pattern_of_weeks
from tandem.core.model import MINUTES_A_DAY, Household, Where, month_end
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One session: on which day, what, for whom, from when to when."""

    day: str
    agreement: str
    title: str
    who: str
    times: str
    door_to_door: str
    """The same with travel; equal to `times` when there is none."""
    details: str
    """Place and travel; may be empty."""


@dataclass(frozen=True, slots=True)
class WeekTable:
    """A concrete week, for all weeks of its kind."""

    heading: str
    rows: tuple[WeekRow, ...]
    homes: tuple[str, ...]
    """A sentence for each agreement that keeps somebody at home in these weeks."""


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What a week asks of one member, or of the household."""

    who: str
    contacts: str
    hours: str
    travel: str
    professionals: str
    contacts_sentence: str
    hours_sentence: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One account in one month, or in some months that are the same."""

    account: str
    months: str
    lines: tuple[tuple[str, str], ...]
    """What comes in and goes out: title, and amount or why it has stopped."""
    income: tuple[tuple[str, str], ...]
    """Of these, what comes in."""
    costs: tuple[tuple[str, str], ...]
    """Of these, what goes out, without a sign."""
    free: str
    floor: str
    """What must stay free; empty when there is no floor."""
    note: str
    """Why it was not checked, or how much is lacking; may be empty."""
    is_checked: bool


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """One account over the months."""

    account: str
    sentence: str
    """The conclusion; empty when nothing was checked or too little stays free."""
    rows: tuple[BudgetRow, ...]


# --- week -----------------------------------------------------------------------------------


def week_table(week: WitnessWeek, household: Household, rules: RuleBase, lang: str) -> WeekTable:
    """Return one week as rows, by day and time."""
    names = Names(household, rules, lang)
    pattern = pattern_of_weeks(week.mondays, household.horizon)
    year = any(names.shows_year(monday) for monday in week.mondays)
    placements = sorted(week.placements, key=lambda p: (p.day, p.start, p.end, p.agreement))
    return WeekTable(
        names.say.tables.week_heading(pattern, year=year),
        tuple(_week_row(one, names) for one in placements),
        tuple(names.say.tables.somebody_home(title) for title in names.titles(week.homes)),
    )


def week_tables(
    weeks: Sequence[WitnessWeek], household: Household, rules: RuleBase, lang: str
) -> tuple[WeekTable, ...]:
    """Return every kind of week as rows."""
    return tuple(week_table(week, household, rules, lang) for week in weeks)


def _week_row(placement: Placement, names: Names) -> WeekRow:
    words = names.say.words
    out, back = placement.start - placement.travel, placement.end + placement.travel
    return WeekRow(
        day=words.day(placement.day),
        agreement=placement.agreement,
        title=names.title(placement.agreement),
        who=words.listing(names.people(placement.members)),
        times=words.hours_of_day(placement.start, placement.end),
        door_to_door=words.hours_of_day(max(out, 0), min(back, MINUTES_A_DAY)),
        details=", ".join(one for one in _details(placement, names) if one),
    )


def _details(placement: Placement, names: Names) -> tuple[str, str]:
    tables = names.say.tables
    place = placement.place
    if not place and placement.where is Where.HOME:
        place = tables.at_home()
    if not place and placement.where is Where.REMOTE:
        place = tables.remote()
    return place, tables.travel(placement.travel)


# --- load -----------------------------------------------------------------------------------


def load_rows(load: Load, household: Household, rules: RuleBase, lang: str) -> tuple[LoadRow, ...]:
    """Return the load of every member, and of the household last."""
    names = Names(household, rules, lang)
    rows = [_load_row(names.person(one.member), one, names) for one in load.members]
    whole = MemberLoad(
        member="",
        week=load.week,
        contacts=load.contacts,
        capacity=None,
        minutes=load.minutes,
        travel=load.travel,
        professionals=load.professionals,
    )
    return (*rows, _load_row(names.say.tables.household(), whole, names))


def _load_row(who: str, load: MemberLoad, names: Names) -> LoadRow:
    tables, words = names.say.tables, names.say.words
    return LoadRow(
        who=who,
        contacts=tables.contacts_of(load.contacts, load.capacity),
        hours=words.hours(load.minutes),
        travel=words.hours(load.travel),
        professionals=tables.professionals(load.professionals),
        contacts_sentence=tables.load(who, load.contacts, load.capacity),
        hours_sentence=tables.load_hours(load.minutes, load.travel),
    )


# --- budget ---------------------------------------------------------------------------------


def budget_tables(
    budget: Sequence[BudgetMonth], household: Household, rules: RuleBase, lang: str
) -> tuple[BudgetTable, ...]:
    """Return each account as rows; months that are the same and follow one another are one row."""
    names = Names(household, rules, lang)
    accounts = list(dict.fromkeys(month.account for month in budget))
    return tuple(
        _budget_table([m for m in budget if m.account == account], names) for account in accounts
    )


def _budget_table(months: Sequence[BudgetMonth], names: Names) -> BudgetTable:
    account = names.account(months[0].account)
    floor = months[0].floor
    lowest = min(months, key=lambda m: m.free)
    sentence = ""
    if floor is not None and all(m.is_checked for m in months) and lowest.free >= floor:
        sentence = names.say.tables.budget(account, lowest.free, floor)
    groups = [list(group) for _, group in groupby(months, key=_same)]
    return BudgetTable(
        account or names.say.tables.household(),
        sentence,
        tuple(_budget_row(group, names) for group in groups),
    )


def _same(month: BudgetMonth) -> tuple[object, ...]:
    return month.lines, month.free, month.floor, month.is_checked


def _budget_row(months: Sequence[BudgetMonth], names: Names) -> BudgetRow:
    words, tables = names.say.words, names.say.tables
    first = months[0]
    return BudgetRow(
        account=names.account(first.account) or tables.household(),
        months=_months(first, months[-1], names),
        lines=tuple((line.title, _amount(line, names)) for line in first.lines),
        income=tuple((one.title, _amount(one, names)) for one in first.lines if one.cents >= 0),
        costs=tuple((one.title, words.money(-one.cents)) for one in first.lines if one.cents < 0),
        free=words.money(first.free) if first.is_checked else tables.unknown(),
        floor="" if first.floor is None else words.money(first.floor),
        note=_note(first, names),
        is_checked=first.is_checked,
    )


def _note(month: BudgetMonth, names: Names) -> str:
    """Return what has to be known of a month: too little, not checked, or counted as whole."""
    tables = names.say.tables
    if month.floor is not None and not month.is_checked:
        return tables.unchecked()
    short = 0 if month.floor is None else max(month.floor - month.free, 0)
    begun = tuple(line.title for line in month.lines if line.is_begun)
    notes = (
        tables.too_little(short) if short else "",
        tables.begun(names.say.words.listing(begun), len(begun)) if begun else "",
    )
    return "; ".join(note for note in notes if note)


def _amount(line: MoneyLine, names: Names) -> str:
    if not line.ended_by:
        return names.say.words.money(line.cents)
    ending = names.say.words.listing(names.titles(line.ended_by))
    return names.say.tables.income_ended(ending)


def _months(first: BudgetMonth, last: BudgetMonth, names: Names) -> str:
    """Return the months, with the year when the budget runs over a new year."""
    horizon = names.household.horizon
    year = horizon.start.year != month_end(horizon.last).year
    word = names.say.words.month
    return names.say.tables.months_between(
        word(first.month, year=year), word(last.month, year=year)
    )
