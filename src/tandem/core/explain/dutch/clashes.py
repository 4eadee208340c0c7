"""Dutch sentences: why agreements do not go together."""

from __future__ import annotations

from collections.abc import Sequence

from tandem.core.explain.dutch.words import (
    between,
    capital,
    choice,
    clock,
    counted,
    days,
    duration,
    listing,
    number,
    on_days,
)
from tandem.core.explain.dutch.words import (
    money as euros,
)
from tandem.core.explain.facts import Claim, Gap, Stretch, Wanted
from tandem.core.model import DAYS_A_WEEK, Relation

MOST_STRETCHES = 3
"""More moments than this in one sentence nobody can read: the rest is only mentioned."""


def overlap(stretches: Sequence[Stretch], *, travel: bool, alone: bool) -> str:
    """Say "Dinsdag en donderdag vallen ze samen van 9.20 tot 12.40 uur, met de reis erbij."."""
    first, *others = stretches[:MOST_STRETCHES]
    what = "vallen twee delen samen" if alone else "vallen ze samen"
    moments = [f"{capital(days(first.days))} {what} {between(first.start, first.end)}"]
    moments += [f"{days(one.days)} {between(one.start, one.end)}" for one in others]
    sentence = f"{listing(moments)}, met de reis erbij." if travel else f"{listing(moments)}."
    return sentence if len(stretches) <= MOST_STRETCHES else f"{sentence} En nog op andere tijden."


def no_room(wanted: Wanted, free: Sequence[int]) -> str:
    """Say "… vraagt op twee verschillende dagen een uur. Alleen op vrijdag is er plek."."""
    asks = f"{wanted.title} vraagt {_how_often(wanted)}{_hours(wanted)}."
    if wanted.times > DAYS_A_WEEK and not wanted.same_day:
        return f"{asks} Een week heeft er zeven."
    if not free:
        return f"{asks} Op geen dag is er plek."
    if len(free) < wanted.times:
        return f"{asks} Alleen {on_days(free)} is er plek."
    return f"{asks} {capital(on_days(free))} is er plek, maar niet vaak genoeg."


def _how_often(wanted: Wanted) -> str:
    length = duration(wanted.minutes)
    if wanted.times == 1:
        return f"{length} in de week"
    if wanted.same_day:
        return f"{number(wanted.times)} keer {length} in de week"
    return f"op {number(wanted.times)} verschillende dagen {length}"


def _hours(wanted: Wanted) -> str:
    if wanted.hours is None:
        return ""
    return f", tussen {clock(wanted.hours[0])} en {clock(wanted.hours[1])} uur"


def no_week(members: Sequence[str], *, alone: bool) -> str:
    """Say "Hoe de tijden ook vallen: ze passen niet samen in een week van Kevin."."""
    what = "dit past niet" if alone else "ze passen niet samen"
    whose = f" van {listing(members)}" if members else ""
    return f"Hoe de tijden ook vallen: {what} in een week{whose}."


def nobody_home(gaps: Sequence[Gap], child: str | None) -> str:
    """Say "Maandag is van 14.15 tot 14.50 uur niemand bij Lotte: Karin is bij …"."""
    sentences: list[str] = []
    for number_, gap in enumerate(gaps[:MOST_STRETCHES]):
        moment = between(gap.stretch.start, gap.stretch.end)
        clause = f"{capital(days(gap.stretch.days))} is {moment} niemand {_with(child)}"
        is_said = number_ > 0 and gap.absences == gaps[number_ - 1].absences
        where = "" if is_said or not gap.absences else f": {_absences(gap)}"
        sentences.append(f"{clause}{where}.")
    if len(gaps) > MOST_STRETCHES:
        sentences.append("En nog op andere tijden.")
    return " ".join(sentences)


def nobody_home_ever(child: str | None) -> str:
    """Say "Hoe de tijden ook vallen: er is altijd een moment met niemand bij Lotte."."""
    return f"Hoe de tijden ook vallen: er is altijd een moment met niemand {_with(child)}."


def away(member: str, days: Sequence[int], *, other_parent: bool) -> str:
    """Say "Op maandag is Kevin niet thuis."."""
    where = "bij de andere ouder" if other_parent else "niet thuis"
    return f"{capital(on_days(days))} is {member} {where}."


def falls_out(title: str, days: Sequence[int]) -> str:
    """Say "Op maandag gaat School niet door."."""
    return f"{capital(on_days(days))} gaat {title} niet door."


def _with(child: str | None) -> str:
    return "thuis" if child is None else f"bij {child}"


def _absences(gap: Gap) -> str:
    first, *others = gap.absences
    clauses = [f"{first.member} is bij {choice(first.titles)}"]
    clauses += [f"{one.member} bij {choice(one.titles)}" for one in others]
    return listing(clauses)


def status(member: str, left: Claim, right: Claim) -> str:
    """Say "Aflossen vraagt werk van 32 uur. School betekent: Kevin zit voltijd op school."."""
    if left.relation is Relation.EXCLUDES or right.relation is Relation.REQUIRES:
        left, right = right, left
    if right.relation is Relation.EXCLUDES:
        return f"{_claim(member, left)} {_excluded(member, left, right)}"
    if left.relation is Relation.REQUIRES or right.relation is Relation.REQUIRES:
        return f"{_claim(member, left)} {_claim(member, right)}"
    if left.title == right.title:
        return f"{left.title} betekent: {member} {left.follows_name} en {right.follows_name}."
    return f"{_made(member, left)} en {right.follows_name} ({right.title})."


def _made(member: str, claim: Claim) -> str:
    return f"{member} {claim.follows_name} ({claim.title})"


def _claim(member: str, claim: Claim) -> str:
    if claim.relation is Relation.REQUIRES:
        return f"{claim.title} vraagt {claim.need}."
    return f"{claim.title} betekent: {member} {claim.follows_name}."


def _excluded(member: str, left: Claim, right: Claim) -> str:
    if left.status == right.status:
        return f"Met {right.title} kan dat niet."
    return f"Met {right.title} kan dit niet: {member} {right.follows_name}."


def status_follows(member: str, follows_name: Sequence[str]) -> str:
    """Say "Dan geldt ook: Kevin volgt onderwijs overdag."."""
    return f"Dan geldt ook: {member} {listing(follows_name)}." if follows_name else ""


def rule(sources: Sequence[str], *, sure: bool) -> str:
    """Say "Dat gaat niet samen. Bron: Wet studiefinanciering 2000."."""
    if not sources:
        return ""
    told = f"Dat gaat niet samen. Bron: {'; '.join(one.rstrip('.') for one in sources)}."
    return told if sure else f"{told} Deze regel staat niet vast: laat dit nakijken."


def starts_on(title: str, when: str) -> str:
    """Say "School begint op 1 februari."."""
    return f"{title} begint op {when}."


def starts_between(title: str, first: str | None, last: str) -> str:
    """Say "School begint tussen 1 februari en 1 maart."."""
    if first is None:
        return f"{title} begint uiterlijk op {last}."
    return f"{title} begint op zijn vroegst op {first}, en uiterlijk op {last}."


def other_days(titles: Sequence[str]) -> str:
    """Say "Begint dat op een andere dag, dan gaat het niet samen met School."."""
    return f"Begint dat op een andere dag, dan gaat het niet samen met {listing(titles)}."


def no_day() -> str:
    """Say "Op geen van die dagen past alles."."""
    return "Op geen van die dagen past alles."


def is_running(title: str) -> str:
    """Say "Therapie loopt al."."""
    return f"{title} loopt al."


def lasts_days(title: str, count: int) -> str:
    """Say "Therapie duurt 30 dagen."."""
    return f"{title} duurt {counted(count, 'dag', 'dagen')}."


def lasts_until(title: str, when: str) -> str:
    """Say "Therapie duurt tot en met 31 maart."."""
    return f"{title} duurt tot en met {when}."


def starts_before(title: str, when: str) -> str:
    """Say "School moet voor 1 maart beginnen."."""
    return f"{title} moet voor {when} beginnen."


def finishes_before(title: str, when: str) -> str:
    """Say "Therapie moet voor 1 maart klaar zijn."."""
    return f"{title} moet voor {when} klaar zijn."


def comes_after(title: str, other: str, gap_days: int) -> str:
    """Say "School kan pas beginnen als Therapie klaar is."."""
    first = f"{title} kan pas beginnen als {other} klaar is"
    if not gap_days:
        return f"{first}."
    return f"{first}, en dan nog {counted(gap_days, 'dag', 'dagen')} later."


def days_short(count: int) -> str:
    """Say "Dat is 17 dagen te kort."."""
    return f"Dat is {counted(count, 'dag', 'dagen')} te kort."


def wait_for_one_another() -> str:
    """Say "Zo wachten ze op elkaar."."""
    return "Zo wachten ze op elkaar."


def contacts(member: str, contacts: int, capacity: int) -> str:
    """Say "Samen 6 contacten per week, 5 kan Kevin aan: 1 te veel."."""
    number_ = counted(contacts, "contact", "contacten")
    return f"Samen {number_} per week, {capacity} kan {member} aan: {contacts - capacity} te veel."


def contacts_clause(member: str, too_many: int) -> str:
    """Say "Kevin heeft een contact per week te veel", as a clause."""
    what = "een contact" if too_many == 1 else f"{too_many} contacten"
    return f"{member} heeft {what} per week te veel"


def money(account: str | None, month: str, free: int, floor: int) -> str:
    """Say "In maart blijft voor Kevin € 200 vrij. € 330 moet vrij blijven: € 130 te weinig."."""
    who = account or "het huishouden"
    if free < 0:
        left = f"In {month} komt {who} {euros(-free)} tekort."
    else:
        left = f"In {month} blijft voor {who} {euros(free)} vrij."
    if floor == 0:
        return left
    return f"{left} {euros(floor)} moet vrij blijven: {euros(floor - free)} te weinig."


def money_clause(account: str | None, month: str, short: int) -> str:
    """Say "Kevin houdt in maart € 130 te weinig over", as a clause."""
    return f"{account or 'het huishouden'} houdt in {month} {euros(short)} te weinig over"


def smaller_sets(count: int) -> str:
    """Say "Elke twee gaan goed samen, alle drie niet."."""
    if count < 3:
        return ""
    return f"Elke {number(count - 1)} gaan goed samen, alle {number(count)} niet."


def ask_owner(owner: str, titles: Sequence[str]) -> str:
    """Say "Vraag aan Joris van Beek: kan Therapie anders?"."""
    return f"Vraag aan {owner}: {'kan' if len(titles) == 1 else 'kunnen'} {listing(titles)} anders?"


def mandatory(title: str, text: str) -> str:
    """Say "Taalles is verplicht: Participatiewet art. 18b."."""
    return f"{title} is verplicht: {text.rstrip('.')}."


def escalate(lead: str | None, to: Sequence[str]) -> str:
    """Say "Dit kan niemand in dit plan oplossen. Samira legt het voor aan …"."""
    next_step = f"legt het voor aan {listing(to)}" if to else "zoekt uit wie dat wel kan"
    return f"Dit kan niemand in dit plan oplossen. {lead or 'De regievoerder'} {next_step}."
