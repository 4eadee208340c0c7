"""The step-by-step part of the form of an agreement, written as the one line that it means.

So there is one reader, one grammar and one way to be wrong, however somebody enters it.
"""

from __future__ import annotations

from django.http import QueryDict

from tandem.actions.households import Case
from tandem.core.model import Sessions
from tandem.formats.one_line.write import place_words
from tandem.web.pages.cases import rules

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
FIELDS = (
    "kind",
    "member",
    "day",
    "start",
    "end",
    "rhythm",
    "place",
    "other_place",
    "from",
    "latest",
)
KEPT_PLACE = "kept-"


def has_steps(sent: QueryDict) -> bool:
    """Whether something was filled in step by step."""
    return any(sent.get(name, "").strip() for name in ("day", "start", "member", "other_place"))


def line_of_steps(case: Case, sent: QueryDict) -> str:
    """Return the line of text that the steps mean."""
    kind = next((one for one in rules().kinds if one.id == sent.get("kind")), None)
    word = "" if kind is None else (kind.words[0] if kind.words else kind.nl.casefold())
    pieces = [_members(case, sent), _when(sent), _where(case, sent), _start(sent)]
    return f"{word}: " + ", ".join(piece for piece in pieces if piece)


def kept_places(case: Case) -> list[tuple[str, Sessions]]:
    """Return the places that this plan uses already, each with a session that goes there."""
    places: dict[str, Sessions] = {}
    for agreement in case.plan.agreements:
        for session in agreement.form.demands.sessions:
            if session.place:
                places.setdefault(session.place, session)
    return list(places.items())


def _members(case: Case, sent: QueryDict) -> str:
    chosen = sent.getlist("member")
    return " en ".join(one.name for one in case.head.members if one.key in chosen)


def _when(sent: QueryDict) -> str:
    days = [one for one in DAYS if one in sent.getlist("day")]
    start, end = _time(sent.get("start", "")), _time(sent.get("end", ""))
    rhythm = sent.get("rhythm", "1")
    if not rhythm or not days:
        return "in overleg"
    often = f"{len(days)}x per {rhythm} weken " if rhythm != "1" else ""
    if start and not end:
        return f"{often}{' '.join(days)} om {start}"
    return f"{often}{' '.join(days)} {start}-{end}"


def _time(text: str) -> str:
    return text.strip().replace(".", ":").removesuffix(" uur")


def _where(case: Case, sent: QueryDict) -> str:
    chosen = sent.get("place", "")
    other = sent.get("other_place", "").strip()
    if chosen == "home":
        return "thuis"
    if chosen == "remote":
        return "telefonisch"
    if chosen.startswith(KEPT_PLACE):
        for place, session in kept_places(case):
            if chosen == f"{KEPT_PLACE}{place}":
                travel = f", {session.travel} min reizen" if session.travel else ""
                return place_words(place) + travel
    if not other:
        return ""
    travel = sent.get("travel", "").strip()
    return place_words(other) + (f", {travel} min reizen" if travel.isdigit() else "")


def _start(sent: QueryDict) -> str:
    start, latest = sent.get("from", "").strip(), sent.get("latest", "").strip()
    if latest:
        return f"begint tussen {start} en {latest}" if start else f"begint uiterlijk {latest}"
    return f"vanaf {start}" if start else ""
