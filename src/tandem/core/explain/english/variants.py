"""English sentences: what Tandem thought of itself, and which visits could go together."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.english.words import between, days, duration, listing, money, number

SORTS = {
    "move": "at another moment",
    "remote": "by telephone or on line",
    "place": "at another place",
    "fewer": "less often",
    "shorten": "shorter",
    "halve": "half the amount",
    "merge": "in one visit with another agreement",
}


def moved(hours: Sequence[tuple[Sequence[int], int, int]]) -> str:
    """Say "at another moment, Monday to Friday from 9:00 to 17:00."."""
    told = [f"{days(on)} {between(start, end)}" for on, start, end in hours]
    return f"at another moment, {listing(told)}."


def by_telephone() -> str:
    """Say "by telephone or on line, without travel."."""
    return "by telephone or on line, without travel."


def comes_home() -> str:
    """Say "at your home, the professional travels."."""
    return "at your home, the professional travels."


def at_place(place: str, other: str) -> str:
    """Say "bij de GGZ, like Therapie. That is less travel."."""
    return f"{place}, like {other}. That is less travel."


def fewer() -> str:
    """Say "one time a week less."."""
    return "one time a week less."


def shorter(minutes: Sequence[tuple[int, int]]) -> str:
    """Say "shorter, 45 minutes instead of an hour."."""
    told = [f"{duration(now)} instead of {duration(was)}" for was, now in minutes]
    return f"shorter, {listing(told)}."


def halved(was: int, now: int) -> str:
    """Say "half of it, € 60 a month instead of € 120."."""
    return f"half of it, {money(now)} a month instead of {money(was)}."


def joins(other: str) -> str:
    """Say "together with Coachgesprek, in one visit."."""
    return f"together with {other}, in one visit."


def own_idea(owner: str) -> str:
    """Say "This is Tandem's own idea; Samira Haddou has to say yes."."""
    return f"This is Tandem's own idea; {owner} has to say yes."


def sort(variant: str) -> str:
    """Say in short what sort of change it is: "at another moment."."""
    return f"{SORTS[variant]}."


def could_be_one(title: str, other: str) -> str:
    """Say "Budgetgesprek and Coachgesprek could be one visit."."""
    return f"{title} and {other} could be one visit."


def could_share_a_day(title: str, other: str, place: str, weekday: str) -> str:
    """Say "A and B could follow one another, on Tuesday bij de gemeente."."""
    return f"{title} and {other} could follow one another, on {weekday} {place}."


def saves(contacts: int, minutes: int, travel: int) -> str:
    """Say "That saves one contact, an hour and half an hour of travel a week."."""
    parts = []
    if contacts:
        parts.append(f"{number(contacts)} {'contact' if contacts == 1 else 'contacts'}")
    if minutes:
        parts.append(f"{duration(minutes)} of talks")
    if travel:
        parts.append(f"{duration(travel)} of travel")
    return f"That saves {listing(parts)} a week."
