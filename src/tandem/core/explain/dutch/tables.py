"""Dutch words of the tables: week, load and budget."""

from __future__ import annotations

from tandem.core.explain.dutch.spans import weeks
from tandem.core.explain.dutch.words import capital, counted, duration, hours
from tandem.core.explain.dutch.words import money as euros
from tandem.core.explain.facts import WeekPattern, Weeks


def week_heading(pattern: WeekPattern, *, year: bool) -> str:
    """Say "Elke week vanaf 1 februari", or "Week van 1 maart"."""
    words = weeks(pattern, year=year)
    if pattern.shape is Weeks.ONE:
        return words.replace("alleen in de week", "Week")
    if pattern.shape is Weeks.SOME:
        return words.removeprefix("in ")
    return capital(words)


def travel(minutes: int) -> str:
    """Say "40 minuten reizen", each way."""
    return f"{duration(minutes)} reizen" if minutes else ""


def at_home() -> str:
    """Say "thuis"."""
    return "thuis"


def remote() -> str:
    """Say "per telefoon of online"."""
    return "per telefoon of online"


def somebody_home(title: str) -> str:
    """Say "Thuis bij Lotte: er is steeds iemand."."""
    return f"{title}: er is steeds iemand."


def contacts_of(contacts: int, capacity: int | None) -> str:
    """Say "5 van 5", or "5" when nobody asked what somebody can carry."""
    return str(contacts) if capacity is None else f"{contacts} van {capacity}"


def load(member: str, contacts: int, capacity: int | None) -> str:
    """Say "Kevin: 6 contacten per week. 5 kan Kevin aan: 1 te veel."."""
    number_ = counted(contacts, "contact", "contacten") if contacts else "geen contacten"
    told = f"{member}: {number_} per week."
    if capacity is None:
        return told
    if contacts == capacity:
        return f"{told} Dat past precies."
    if contacts < capacity:
        return f"{told} {capacity} kan {member} aan."
    return f"{told} {capacity} kan {member} aan: {contacts - capacity} te veel."


def load_hours(minutes: int, travel: int) -> str:
    """Say "47 uur per week aan afspraken, en 4 uur reizen."."""
    if not minutes and not travel:
        return "Geen uren aan afspraken."
    road = f", en {hours(travel)} reizen" if travel else ""
    return f"{capital(hours(minutes))} per week aan afspraken{road}."


def professionals(count: int) -> str:
    """Say "5 professionals", or "niemand"."""
    return "niemand" if count == 0 else counted(count, "professional", "professionals")


def household() -> str:
    """Say "Huishouden"."""
    return "Huishouden"


def months_between(first: str, last: str) -> str:
    """Say "maart tot en met juni"."""
    return first if first == last else f"{first} tot en met {last}"


def income_ended(by: str) -> str:
    """Say "stopt door School"."""
    return f"stopt door {by}"


def budget(account: str | None, free: int, floor: int) -> str:
    """Say "Kevin houdt elke maand ten minste € 350 vrij. € 330 moet vrij blijven."."""
    who = account or "Het huishouden"
    return (
        f"{who} houdt elke maand ten minste {euros(free)} vrij. {euros(floor)} moet vrij blijven."
    )


def begun(titles: str, count: int) -> str:
    """Say "het meeste dat kan: Loon begint of stopt deze maand"."""
    verb = "begint of stopt" if count == 1 else "beginnen of stoppen"
    return f"het meeste dat kan: {titles} {verb} deze maand"


def too_little(short: int) -> str:
    """Say "€ 130 te weinig"."""
    return f"{euros(short)} te weinig"


def unknown() -> str:
    """Say "niet bekend"."""
    return "niet bekend"


def unchecked() -> str:
    """Say "niet bekeken: het inkomen is niet bekend"."""
    return "niet bekeken: het inkomen is niet bekend"
