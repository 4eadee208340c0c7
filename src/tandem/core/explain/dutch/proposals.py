"""Dutch sentences: what a proposal changes, keeps and asks."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.dutch.words import capital, listing, number


def alternative(title: str, text: str) -> str:
    """Say "School: als BBL, 4 dagen garage en vrijdag school."."""
    return f"{title}: {text.rstrip('.')}."


def takes_place_of(titles: Sequence[str]) -> str:
    """Say "Dit komt in de plaats van Werk."."""
    return f"Dit komt in de plaats van {listing(titles)}." if titles else ""


def ends_as(last: str, by: str | None) -> str:
    """Say "De laatste dag is 31 januari: daarna begint School."."""
    return (
        f"De laatste dag is {last}."
        if by is None
        else (f"De laatste dag is {last}: daarna begint {by}.")
    )


def ends_at_once(by: str | None) -> str:
    """Say "Het stopt meteen: School is er al."."""
    return "Het stopt meteen." if by is None else f"Het stopt meteen: {by} is er al."


def replaced(title: str, by: str | None) -> str:
    """Say "Werk vervalt: School komt daarvoor in de plaats."."""
    return (
        f"{title} vervalt."
        if by is None
        else (f"{title} vervalt: {by} komt daarvoor in de plaats.")
    )


def postponed(title: str, start: str) -> str:
    """Say "School begint later: op 1 maart."."""
    return f"{title} begint later: op {start}."


def ended(title: str, *, running: bool) -> str:
    """Say "Aflossen stopt.", or "Werk komt er niet." when it has not begun."""
    return f"{title} stopt." if running else f"{title} komt er niet."


def ask_about_end(owner: str) -> str:
    """Say "Vraag aan Dirk Mulder: kan dat, en wat betekent het?"."""
    return f"Vraag aan {owner}: kan dat, en wat betekent het?"


def goals_stay(stay: int, total: int) -> str:
    """Say "Alle zes doelen blijven.", or "Vijf van de zes doelen blijven."."""
    if total == 0:
        return ""
    if total == 1:
        return "Het doel blijft." if stay else "Het doel blijft niet."
    if stay == total:
        return "Beide doelen blijven." if total == 2 else f"Alle {number(total)} doelen blijven."
    if stay == 0:
        return "Geen doel blijft."
    verb = "blijft" if stay == 1 else "blijven"
    return f"{capital(number(stay))} van de {number(total)} doelen {verb}."


def goals_gone(goals: Sequence[str]) -> str:
    """Say "Dit doel valt weg: Kevin haalt een startkwalificatie."."""
    if not goals:
        return ""
    if len(goals) == 1:
        return f"Dit doel valt weg: {goals[0].rstrip('.')}."
    return f"Deze doelen vallen weg: {'; '.join(goal.rstrip('.') for goal in goals)}."


def must_agree(names: Sequence[str]) -> str:
    """Say "Kevin, Karin en Joris van Beek moeten ja zeggen."."""
    if not names:
        return "Niemand hoeft hiervoor ja te zeggen."
    return f"{listing(names)} {'moet' if len(names) == 1 else 'moeten'} ja zeggen."


def set_aside(titles: Sequence[str]) -> str:
    """Say "Dit blijft botsen: Zitting en Bezoek. Dat lost dit voorstel niet op."."""
    return f"Dit blijft botsen: {listing(titles)}. Dat lost dit voorstel niet op."


def contacts_aside(member: str) -> str:
    """Say "Kevin houdt te veel contacten per week. Dat lost dit voorstel niet op."."""
    return f"{member} houdt te veel contacten per week. Dat lost dit voorstel niet op."


def money_aside(account: str | None) -> str:
    """Say "Kevin houdt te weinig geld over. Dat lost dit voorstel niet op."."""
    who = account or "Het huishouden"
    return f"{who} houdt te weinig geld over. Dat lost dit voorstel niet op."


def support_aside(title: str) -> str:
    """Say "Aflossen mist nog wat het vraagt. Dat lost dit voorstel niet op."."""
    return f"{title} mist nog wat het vraagt. Dat lost dit voorstel niet op."


def proven(*, is_least: bool) -> str:
    """Say "Met minder verandering kan het zo niet."."""
    if is_least:
        return "Met minder verandering kan het zo niet."
    return "Misschien kan het met minder verandering: de tijd was op."


def cost(cost: int, changed: int) -> str:
    """Say "Er veranderen acht afspraken (zwaarte 20)."."""
    if changed == 1:
        return f"Er verandert één afspraak (zwaarte {cost})."
    return f"Er veranderen {number(changed)} afspraken (zwaarte {cost})."


def unlike(number_: int, titles: Sequence[str]) -> str:
    """Say "Anders dan in voorstel 1 blijft School zoals het is."."""
    if len(titles) == 1:
        return f"Anders dan in voorstel {number_} blijft {titles[0]} zoals het is."
    return f"Anders dan in voorstel {number_} blijven {listing(titles)} zoals ze zijn."


def introduction(count: int, *, is_least: bool) -> str:
    """Say "Het eerste voorstel verandert het minst, …", and that people decide."""
    decide = "Het gezin en de helpers beslissen: wie genoemd is, zegt zelf ja of nee."
    if not is_least:
        return decide
    which = "Dit" if count == 1 else "Het eerste"
    return f"{which} voorstel verandert het minst, in de volgorde van het gezin. {decide}"
