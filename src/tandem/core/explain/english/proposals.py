"""English sentences: what a proposal changes, keeps and asks."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.english.words import capital, listing, number


def alternative(title: str, text: str) -> str:
    """Say "School: as BBL, 4 days garage and Friday school."."""
    return f"{title}: {text.rstrip('.')}."


def takes_place_of(titles: Sequence[str]) -> str:
    """Say "This takes the place of Work."."""
    return f"This takes the place of {listing(titles)}." if titles else ""


def ends_as(last: str, by: str | None) -> str:
    """Say "The last day is 31 January: then School starts."."""
    return (
        f"The last day is {last}." if by is None else (f"The last day is {last}: then {by} starts.")
    )


def ends_at_once(by: str | None) -> str:
    """Say "It stops at once: School is there already."."""
    return "It stops at once." if by is None else f"It stops at once: {by} is there already."


def replaced(title: str, by: str | None) -> str:
    """Say "Work lapses: School takes its place."."""
    return f"{title} lapses." if by is None else f"{title} lapses: {by} takes its place."


def postponed(title: str, start: str) -> str:
    """Say "School starts later: on 1 March."."""
    return f"{title} starts later: on {start}."


def ended(title: str, *, running: bool) -> str:
    """Say "Repayment stops.", or "Work does not come about." when it has not begun."""
    return f"{title} stops." if running else f"{title} does not come about."


def ask_about_end(owner: str) -> str:
    """Say "Ask Dirk Mulder: is that possible, and what does it mean?"."""
    return f"Ask {owner}: is that possible, and what does it mean?"


def goals_stay(stay: int, total: int) -> str:
    """Say "All six goals stay.", or "Five of the six goals stay."."""
    if total == 0:
        return ""
    if total == 1:
        return "The goal stays." if stay else "The goal does not stay."
    if stay == total:
        return "Both goals stay." if total == 2 else f"All {number(total)} goals stay."
    if stay == 0:
        return "No goal stays."
    verb = "stays" if stay == 1 else "stay"
    return f"{capital(number(stay))} of the {number(total)} goals {verb}."


def goals_gone(goals: Sequence[str]) -> str:
    """Say "This goal is given up: Kevin gets a basic qualification."."""
    if not goals:
        return ""
    if len(goals) == 1:
        return f"This goal is given up: {goals[0].rstrip('.')}."
    return f"These goals are given up: {'; '.join(goal.rstrip('.') for goal in goals)}."


def must_agree(names: Sequence[str]) -> str:
    """Say "Kevin, Karin and Joris van Beek have to say yes."."""
    if not names:
        return "Nobody has to say yes to this."
    return f"{listing(names)} {'has' if len(names) == 1 else 'have'} to say yes."


def set_aside(titles: Sequence[str]) -> str:
    """Say "This still clashes: Hearing and Visit. This proposal does not solve it."."""
    return f"This still clashes: {listing(titles)}. This proposal does not solve it."


def contacts_aside(member: str) -> str:
    """Say "Kevin keeps too many contacts a week. This proposal does not solve it."."""
    return f"{member} keeps too many contacts a week. This proposal does not solve it."


def money_aside(account: str | None) -> str:
    """Say "Kevin has too little money left. This proposal does not solve it."."""
    return (
        f"{account or 'The household'} has too little money left. This proposal does not solve it."
    )


def support_aside(title: str) -> str:
    """Say "Repayment still lacks what it requires. This proposal does not solve it."."""
    return f"{title} still lacks what it requires. This proposal does not solve it."


def proven(*, is_least: bool) -> str:
    """Say "With less change it cannot be done in this way."."""
    if is_least:
        return "With less change it cannot be done in this way."
    return "Perhaps it is possible with less change: time ran out."


def cost(cost: int, changed: int) -> str:
    """Say "Eight agreements change (weight 20)."."""
    if changed == 1:
        return f"One agreement changes (weight {cost})."
    return f"{capital(number(changed))} agreements change (weight {cost})."


def unlike(number_: int, titles: Sequence[str]) -> str:
    """Say "Unlike in proposal 1, School stays as it is."."""
    if len(titles) == 1:
        return f"Unlike in proposal {number_}, {titles[0]} stays as it is."
    return f"Unlike in proposal {number_}, {listing(titles)} stay as they are."


def introduction(count: int, *, is_least: bool) -> str:
    """Say "The first proposal changes least, …", and that people decide."""
    decide = "The family and those who help decide: each who is named says yes or no."
    if not is_least:
        return decide
    which = "This" if count == 1 else "The first"
    return f"{which} proposal changes least, in the family's order. {decide}"
