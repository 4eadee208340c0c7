"""English words of the tables: week, load and budget."""

from __future__ import annotations

from tandem.core.explain.english.spans import weeks
from tandem.core.explain.english.words import capital, counted, duration, hours
from tandem.core.explain.english.words import money as euros
from tandem.core.explain.facts import WeekPattern, Weeks


def week_heading(pattern: WeekPattern, *, year: bool) -> str:
    """Say "Every week from 1 February", or "Week of 1 March"."""
    words = weeks(pattern, year=year)
    if pattern.shape is Weeks.ONE:
        return words.replace("only in the week", "Week")
    if pattern.shape is Weeks.SOME:
        return words.removeprefix("in ")
    return capital(words)


def travel(minutes: int) -> str:
    """Say "40 minutes' travel", each way."""
    return f"{duration(minutes)} of travel" if minutes else ""


def at_home() -> str:
    """Say "at home"."""
    return "at home"


def remote() -> str:
    """Say "by telephone or on line"."""
    return "by telephone or on line"


def somebody_home(title: str) -> str:
    """Say "Thuis bij Lotte: somebody is always there."."""
    return f"{title}: somebody is always there."


def contacts_of(contacts: int, capacity: int | None) -> str:
    """Say "5 of 5", or "5" when nobody asked what somebody can carry."""
    return str(contacts) if capacity is None else f"{contacts} of {capacity}"


def load(member: str, contacts: int, capacity: int | None) -> str:
    """Say "Kevin: 6 contacts a week. Kevin can carry 5: 1 too many."."""
    number_ = counted(contacts, "contact", "contacts") if contacts else "no contacts"
    told = f"{member}: {number_} a week."
    if capacity is None:
        return told
    if contacts == capacity:
        return f"{told} That just fits."
    if contacts < capacity:
        return f"{told} {member} can carry {capacity}."
    return f"{told} {member} can carry {capacity}: {contacts - capacity} too many."


def load_hours(minutes: int, travel: int) -> str:
    """Say "47 hours a week in agreements, and 4 hours of travel."."""
    if not minutes and not travel:
        return "No hours in agreements."
    road = f", and {hours(travel)} of travel" if travel else ""
    return f"{capital(hours(minutes))} a week in agreements{road}."


def professionals(count: int) -> str:
    """Say "5 professionals", or "nobody"."""
    return "nobody" if count == 0 else counted(count, "professional", "professionals")


def household() -> str:
    """Say "Household"."""
    return "Household"


def months_between(first: str, last: str) -> str:
    """Say "March to June"."""
    return first if first == last else f"{first} to {last}"


def income_ended(by: str) -> str:
    """Say "stops because of School"."""
    return f"stops because of {by}"


def budget(account: str | None, free: int, floor: int) -> str:
    """Say "Kevin keeps at least €350 free every month. €330 must stay free."."""
    who = account or "The household"
    return f"{who} keeps at least {euros(free)} free every month. {euros(floor)} must stay free."


def begun(titles: str, count: int) -> str:
    """Say "at most: Wage begins or stops this month"."""
    verb = "begins or stops" if count == 1 else "begin or stop"
    return f"at most: {titles} {verb} this month"


def too_little(short: int) -> str:
    """Say "€130 too little"."""
    return f"{euros(short)} too little"


def unknown() -> str:
    """Say "not known"."""
    return "not known"


def unchecked() -> str:
    """Say "not checked: the income is not known"."""
    return "not checked: the income is not known"
