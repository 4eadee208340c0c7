"""Dutch sentences: what Tandem thought of itself, and which visits could go together."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.dutch.words import between, days, duration, listing, money, number

SORTS = {
    "move": "op een ander moment",
    "remote": "per telefoon of online",
    "place": "op een andere plek",
    "fewer": "minder vaak",
    "shorten": "korter",
    "halve": "de helft van het bedrag",
    "merge": "in één bezoek met een andere afspraak",
}


def moved(hours: Sequence[tuple[Sequence[int], int, int]]) -> str:
    """Say "op een ander moment, maandag tot en met vrijdag van 9.00 tot 17.00 uur."."""
    told = [f"{days(on)} {between(start, end)}" for on, start, end in hours]
    return f"op een ander moment, {listing(told)}."


def by_telephone() -> str:
    """Say "per telefoon of online, zonder reizen."."""
    return "per telefoon of online, zonder reizen."


def comes_home() -> str:
    """Say "bij jullie thuis, de professional reist."."""
    return "bij jullie thuis, de professional reist."


def at_place(place: str, other: str) -> str:
    """Say "bij de GGZ, net als Therapie. Dat is minder reizen."."""
    return f"{place}, net als {other}. Dat is minder reizen."


def fewer() -> str:
    """Say "één keer per week minder."."""
    return "één keer per week minder."


def shorter(minutes: Sequence[tuple[int, int]]) -> str:
    """Say "korter, 45 minuten in plaats van een uur."."""
    told = [f"{duration(now)} in plaats van {duration(was)}" for was, now in minutes]
    return f"korter, {listing(told)}."


def halved(was: int, now: int) -> str:
    """Say "de helft, € 60 per maand in plaats van € 120."."""
    return f"de helft, {money(now)} per maand in plaats van {money(was)}."


def joins(other: str) -> str:
    """Say "tegelijk met Coachgesprek, in één bezoek."."""
    return f"tegelijk met {other}, in één bezoek."


def own_idea(owner: str) -> str:
    """Say "Tandem bedacht dit; Samira Haddou moet ja zeggen."."""
    return f"Tandem bedacht dit; {owner} moet ja zeggen."


def sort(variant: str) -> str:
    """Say in short what sort of change it is: "op een ander moment."."""
    return f"{SORTS[variant]}."


def could_be_one(title: str, other: str) -> str:
    """Say "Budgetgesprek en Coachgesprek kunnen in één bezoek."."""
    return f"{title} en {other} kunnen in één bezoek."


def could_share_a_day(title: str, other: str, place: str, weekday: str) -> str:
    """Say "Budgetgesprek en Coachgesprek kunnen na elkaar, op dinsdag bij de gemeente."."""
    return f"{title} en {other} kunnen na elkaar, op {weekday} {place}."


def saves(contacts: int, minutes: int, travel: int) -> str:
    """Say "Dat scheelt één contact, een uur en een half uur reizen per week."."""
    parts = []
    if contacts:
        parts.append(f"{number(contacts)} {'contact' if contacts == 1 else 'contacten'}")
    if minutes:
        parts.append(f"{duration(minutes)} aan gesprekken")
    if travel:
        parts.append(f"{duration(travel)} reizen")
    return f"Dat scheelt {listing(parts)} per week."
