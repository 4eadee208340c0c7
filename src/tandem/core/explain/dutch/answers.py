"""Dutch sentences: the verdict, and how much was known."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.dutch.words import capital, counted, listing, number
from tandem.core.explain.facts import Findings


def fits(*, is_full: bool) -> tuple[str, str]:
    """Say "Dit plan past", or "Dit plan past, voor zover we weten"."""
    if is_full:
        return "Dit plan past", "Alle afspraken kunnen samen."
    return (
        "Dit plan past, voor zover we weten",
        "Wat is ingevuld, kan samen. Nog niet alles is ingevuld.",
    )


def fits_not(findings: Findings) -> tuple[str, str]:
    """Say "Dit plan past nog niet", with what was found."""
    found = list(findings.limits)
    if findings.clashes:
        clashes = counted(findings.clashes, "botsing", "botsingen")
        least = "" if findings.is_complete else "ten minste "
        found.insert(0, f"{_are(findings.clashes)} {least}{clashes}")
    if findings.unsupported:
        found.append(_unsupported(findings.unsupported))
    sentence = _in_one(found)
    if findings.each_is_good:
        sentence = f"Elke afspraak is op zichzelf goed. Samen passen ze niet: {sentence}"
    return "Dit plan past nog niet", capital(sentence)


def _are(count: int) -> str:
    return "er is" if count == 1 else "er zijn"


def _unsupported(count: int) -> str:
    if count == 1:
        return "een afspraak vraagt iets wat nergens in het plan staat"
    return f"{number(count)} afspraken vragen iets wat nergens in het plan staat"


def _in_one(clauses: Sequence[str]) -> str:
    if not clauses:
        return "Niet alles kan tegelijk."
    if len(clauses) == 1:
        return f"{clauses[0]}."
    return f"{', '.join(clauses[:-1])}, en {clauses[-1]}."


def not_known() -> tuple[str, str]:
    """Say "Dit weten we nu niet"."""
    return (
        "Dit weten we nu niet",
        "De tijd was op voordat het antwoord zeker was. Geef meer tijd, en kijk opnieuw.",
    )


def coverage(filled: int, total: int) -> str:
    """Say "8 van de 11 afspraken ingevuld."."""
    if total == 0:
        return "Er staan nog geen afspraken in het plan."
    if total == 1:
        return "De afspraak is ingevuld." if filled else "De afspraak is nog niet ingevuld."
    return f"{filled} van de {total} afspraken ingevuld."


def missing(title: str, what: str, who: str) -> str:
    """Say "School: begintijd. Joris van Beek kan dit invullen."."""
    return f"{title}: {what.rstrip('.')}. {who} kan dit invullen."


def unknown_days_off(first: str, last: str) -> str:
    """Say "Van 1 augustus 2029 tot en met 5 mei 2030 zijn niet alle vrije dagen bekend. …"."""
    since = f"Van {first} tot en met {last} zijn niet alle vrije dagen bekend."
    return f"{since} Wat daarvan afhangt, is dan niet bekeken."


def unchecked_account(account: str | None) -> str:
    """Say "Het inkomen van Kevin is niet bekend. Daarom is niet bekeken of het geld past."."""
    whose = account or "het huishouden"
    return f"Het inkomen van {whose} is niet bekend. Of het geld past, weten we dus niet."


def found_all(*, is_complete: bool, count: int) -> str:
    """Say "Alle botsingen zijn gevonden."."""
    if not is_complete:
        return "Er kunnen meer botsingen zijn dan hier staan."
    return "Alle botsingen zijn gevonden." if count else ""


def looked_at(first: str, last: str) -> str:
    """Say "Gekeken van 4 januari tot en met 4 juli 2027."."""
    return f"Gekeken van {first} tot en met {last}."


def missing_status(title: str, member: str, need: str) -> str:
    """Say "Aflossen vraagt werk van 32 uur. Niets in het plan geeft Kevin dat."."""
    return f"{title} vraagt {need}. Niets in het plan geeft {member} dat."


def missing_agreement(title: str, after: str) -> str:
    """Say "School komt na Therapie, maar Therapie staat niet in het plan."."""
    return f"{title} komt na {after}, maar {after} staat niet in het plan."


def circle(titles: Sequence[str]) -> str:
    """Say "School en Toelage hebben elkaar nodig. …"."""
    if len(titles) == 1:
        return f"{titles[0]} vraagt iets wat het zelf geeft. Dat telt mee."
    who = listing(titles)
    return f"{who} hebben elkaar nodig. Dat telt mee, maar spreek af wat het eerst begint."


def proposals(count: int, *, is_complete: bool) -> str:
    """Say "Er zijn 3 voorstellen die wel passen."."""
    if count == 1:
        return "Er is één voorstel dat wel past."
    if count:
        return f"Er zijn {number(count)} voorstellen die wel passen."
    if is_complete:
        return "Er is geen voorstel dat past."
    return "Er is nog geen voorstel gevonden: de tijd was op."


def others_decide() -> str:
    """Say that there is no proposal within the plan."""
    return "Binnen dit plan is er geen voorstel: anderen beslissen hierover."
