"""The rows of the permission matrix: every route of the site, each way in which it can be asked.

The routes are read from the URL configuration, and the methods from the answers of the view. What
an address needs comes from `SUBJECTS`: more than one subject makes more than one row. What a form
sends stands in `FORMS`, filled in so that who may do it does it (302).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tandem.actions.plans import money, places
from tandem.actions.plans.places import Whereabouts
from tandem.core.model import Account
from tandem.web.refs import agreement_ref, goal_ref, ref
from tests.access.town import Place

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One way to ask for a route."""

    route: str
    method: str
    subject: str = ""
    """What in the household it is about, by short name; empty when there is one only."""

    @property
    def name(self) -> str:
        """How the row is called in the table."""
        return f"{self.method:4} {self.route}" + (f":{self.subject}" if self.subject else "")


@cache
def routes() -> Mapping[str, tuple[str, ...]]:
    """Return every route of the site, with the names that its address needs."""
    return dict(_routes(get_resolver(), ()))


def _routes(resolver: URLResolver, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        needs = (*above, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _routes(one, needs)
        elif not _is_sample(one):
            yield str(one.name), needs


def _is_sample(pattern: URLPattern) -> bool:
    """Whether it is a page of the sheet of components, which holds made-up data only."""
    return pattern.callback.__module__.startswith("tandem.web.components")


# --- what an address is about -----------------------------------------------------------------

AGREEMENTS = ("care", "play", "hidden", "busy")
SUBJECTS: Mapping[str, Callable[[Place], Mapping[str, object]]] = {
    "agreement": lambda place: {key: place.agreements[key] for key in AGREEMENTS},
    "member": lambda place: {key: place.members[key] for key in ("roos", "tim", "lies")},
    "involvement": lambda place: {"confidant": place.involvements["confidant"]},
    "professional": lambda place: {"": place.actors["provider"].professional},
    "goal": lambda place: {"": place.goal},
    "change": lambda place: place.changes,
    "look": lambda place: {"": place.look},
    "item": lambda place: {"": place.item, "signal": place.signal},
    "signal": lambda place: {"": place.outside},
    "matter": lambda place: {"": place.matter},
    "own": lambda place: {"": place.own},
    "monday": lambda _: {"": "2027-01-11"},
    "of": lambda _: {"": "karin"},
    "code": lambda place: {"": place.code},
    "secret": lambda _: {"": "A" * 43},
    "provider": lambda _: {"": "of-nobody"},
    "token": lambda _: {"": "no-invitation"},
    "number": lambda place: {"": place.request},
    "attachment": lambda place: {"": place.attachment},
    "destruction": lambda place: {"": place.destruction},
    "talk": lambda place: {"": place.talk},
    "decision": lambda place: {"": place.decision},
    "question": lambda place: {"": place.question},
}
"""What stands for each name in an address, by the short name of the subject."""


def subjects(needs: tuple[str, ...], place: Place) -> Mapping[str, Values]:
    """Return the values of an address by subject: one or more for each name it needs."""
    found: dict[str, Values] = {"": {}}
    for name in needs:
        known = SUBJECTS.get(name)
        assert known is not None, f"say in SUBJECTS what stands for <{name}> in an address"
        found = {
            f"{subject}{key}": {**values, name: value}
            for subject, values in found.items()
            for key, value in known(place).items()
        }
    return found


def rows(
    place: Place, methods: Callable[[str, str], tuple[str, ...]], *, first: bool = False
) -> dict[Row, str]:
    """Return every row with its address; `methods` says which a route takes.

    With `first` a route has its first subject only.
    """
    found = {}
    for route, needs in routes().items():
        about = list(subjects(needs, place).items())
        for subject, values in about[:1] if first else about:
            address = reverse(route, kwargs=dict(values))
            for method in methods(route, address):
                found[Row(route, method, subject)] = address
    return found


# --- what is sent -----------------------------------------------------------------------------

GROUND = "wmo-investigation"
DAY = "14-12-2026"
LINE = "sport: Roos, za 10-11"


AREAS = b"van;gebied;wie;organisatie;telefoon\n"


def _file() -> object:
    return _named("household.yaml", Path(__file__).with_name("household.yaml").read_bytes())


def _named(name: str, data: bytes) -> object:
    file = BytesIO(data)
    file.name = name
    return file


FORMS: Mapping[str, Callable[[Place, str], Values]] = {
    "sign-in": lambda *_: {"username": "pia aanbieder", "password": "geraden"},
    "sign-out": lambda *_: {},
    "sign-in-second": lambda *_: {"code": "123456"},
    "sign-in-key": lambda *_: {"answer": "{}"},
    "sign-in-key-question": lambda *_: {"for": "make"},
    "sign-in-again": lambda *_: {"password": "geraden"},
    "invitation": lambda *_: {"username": "indringer", "password": "geraden"},
    "invitation-second": lambda *_: {"code": "123456"},
    "invitation-withdraw": lambda *_: {"invitation": 1},
    "invite": lambda *_: {"q": "Pia", "do": "search"},
    "invite-member": lambda *_: {},
    "my-sign-in-sessions": lambda *_: {"session": 1},
    "my-sign-in-password": lambda *_: {"password": "kort", "repeated": "kort"},
    "my-sign-in-second": lambda *_: {"code": "123456"},
    "my-sign-in-second-remove": lambda *_: {"do": "app"},
    "front-desk": lambda *_: {"postcode": "1234 AB"},
    "work-areas-import": lambda *_: {"do": "read", "file": _named("areas.csv", AREAS)},
    "language": lambda *_: {"language": "en"},
    "demo-switch": lambda *_: {"person": "1"},
    "guest": lambda *_: {"do": "confirms", "version": 1},
    "guest-link": lambda *_: {"do": "enter", "code": "000000"},
    "guest-ask": lambda *_: {"asks": "check", "mail": "balie@praktijk.example"},
    "guest-change": lambda *_: {"do": "withdraw", "link": 1},
    "my-details": lambda *_: {"language": "en", "form_of_address": "u"},
    "households-search": lambda *_: {"q": "Overal"},
    "household-new": lambda place, _: {
        **_opening(place),
        "name": "Gezin Nieuw",
        "name-1": "Nieuw",
    },
    "household-import": lambda place, _: {**_opening(place), "file": _file()},
    "choose": lambda *_: {"proposal": 1, "version": 1},
    "what-if": lambda *_: {"line": LINE, "owner": "provider"},
    "what-if-live": lambda *_: {"line": LINE, "owner": "provider"},
    "conference-line": lambda *_: {"line": LINE, "owner": "provider"},
    "yes-to-all-send": lambda place, _: {"seen": f"{agreement_ref(place.agreements['care'])}:1"},
    "change-answer": lambda *_: {"answer": "yes"},
    "change-answer-record": lambda *_: {"by": "provider", **_aloud()},
    "agreement-add": lambda *_: {"line": LINE, "owner": "provider"},
    "agreement-live": lambda *_: {"line": LINE, "owner": "provider"},
    "agreement-change": lambda *_: {"line": LINE, "owner": "provider", "version": 1},
    "answer": lambda *_: {"answer": "yes", "version": 1},
    "own-part-answer": lambda *_: {"answer": "yes", "version": 1},
    "answer-record": lambda _, about: {
        "by": "money" if about == "busy" else "provider",
        "version": 1,
        **_aloud(),
    },
    "goal-add": lambda *_: {"text": "Een doel", "member": "roos"},
    "goal-change": lambda *_: {"text": "Een doel", "member": "roos", "version": 1},
    "order-set": lambda place, _: {"order": goal_ref(place.goal), "version": 1},
    "own-words": lambda _, who: {
        "question": "Rust",
        "contacts": "2",
        "was_question": "Wenswoord van Roos" if who == "roos" else "",
    },
    "account": lambda *_: {
        "floor": "100",
        "known": "yes",
        "reason": "Gezien",
        "opened": money.fingerprint(Account("karin")),
    },
    "places": lambda *_: {"region": "noord", "opened": places.fingerprint(Whereabouts())},
    "discretion": lambda *_: {
        "do": "shield",
        "item": "agreement:care",
        "member": "karin",
        "ground": "Een grond",
    },
    "person-new": lambda place, _: {
        "professional": place.actors["chief"].professional,
        "role": "provider",
        "purpose": "Helpen",
        "legal_ground": GROUND,
    },
    "member-new": lambda *_: {"name": "Iemand Nieuw"},
    "supporter-new": lambda *_: {"name": "Een buurvrouw"},
    "authority": lambda *_: {"parents": "hans", "source": "told"},
    "involvement": lambda *_: {
        "do": "record",
        "kind": "help",
        "yes_by": "roos",
        "yes_way": "aloud",
    },
    "representation": lambda *_: {"mandate": "bewind", "by": "provider", "since": "1-6-2026"},
    "administration": lambda *_: {"do": "organisation", "name": "Een organisatie"},
    "leaving": lambda place, _: {"professional": place.actors["provider"].professional},
    "leaver": lambda place, _: {"to": place.actors["consultant"].professional, "reason": "Weg"},
    "stop-helping": lambda *_: {"reason": "Klaar"},
    "lead-ask": lambda place, _: {
        "professional": place.actors["provider"].professional,
        "reason": "Kent het gezin",
    },
    "lead-take-back": lambda *_: {},
    "lead-stand-in": lambda place, _: {
        "stand_in": place.actors["provider"].professional,
        "since": "1-2-2027",
        "until": "2-2-2027",
    },
    "lead-step-down": lambda *_: {"why": "Niet meer nodig"},
    "lead-question": lambda *_: {"do": "yes"},
    "look-question": lambda *_: {"words": "Waarom?"},
    "look-item": lambda *_: {"words": "Het was nodig"},
    "emergency": lambda place, _: {
        "code": place.code,
        "kind": "danger",
        "reason": "Er is iemand in gevaar",
    },
    "rights-copy": lambda *_: {},
    "rights-correction": lambda *_: {"subject": "other", "words": "Dat klopt niet"},
    "rights-destruction": lambda *_: {"words": "Weg ermee"},
    "request": lambda *_: {"answer": "done", "reason": "Dat klopt"},
    "destruction-stop": lambda *_: {},
    "destruction-go": lambda *_: {},
    "files": lambda *_: {"file": _named("brief.txt", b"Beste Roos")},
    "file-remove": lambda *_: {},
    "means-spend": lambda *_: {"amount": "120", "what": "Een bed"},
    "means-take-back": lambda place, _: {
        "expense": ref("expense", place.expense),
        "because": "Gekregen",
    },
    "refuse": lambda place, _: {
        "asked": "Een taxipas",
        "reason": "De bus stopt bij de deur",
        "alternative": "Een abonnement",
        "caller": place.actors["provider"].professional,
    },
    "obstacle": lambda *_: {"what": "Geen sleutel", "whose": "Wonen", "order": "1"},
    "handover": lambda *_: {"do": "begin", "hand_over": "Zij gaat met verlof"},
    "item-talk": lambda place, _: {
        "with": f"professional-{ref('professional', place.actors['standin'].professional or 0)}",
        "subject": "Hierover",
        "text": "Een bericht",
    },
    "lead-answer": lambda *_: {"do": "yes"},
    "lead-answer-record": lambda *_: {"by": "roos", **_aloud()},
    "ask-to-change": lambda *_: {"wanted": "Na schooltijd"},
    "matter": lambda *_: {"words": "Het is geregeld"},
    "budgets": lambda place, _: {"do": "budget", "area": place.area, "amount": "5000"},
    "talk-new": lambda place, _: {
        "with": f"professional-{ref('professional', place.actors['standin'].professional or 0)}",
        "subject": "Een gesprek",
        "text": "Een bericht",
    },
    "talk": lambda *_: {"do": "write", "text": "Een bericht"},
    "decision-answer": lambda *_: {"do": "yes"},
    "colleague-ask": lambda place, _: {
        "do": "ask",
        "to": place.colleague,
        "text": "Wie weet een goede plek?",
    },
    "question": lambda *_: {"text": "Bij de buurtsuper"},
    "notices": lambda *_: {},
    "work": lambda *_: {"do": "save-view", "name": "Mijn lijst"},
    "team-work": lambda place, _: {
        "do": "take",
        "chosen": f"{place.code}.{ref('item', place.item)}.1",
    },
    "number": lambda *_: {"do": "keep", "number": "123456782"},
    "signal-new": lambda *_: {"concern": "home", "words": "Het dak lekt"},
    "action-new": lambda *_: {"text": "Bellen", "due_on": "6-1-2027"},
    "commission-new": lambda place, _: {
        "text": "Een regeling",
        "due_on": "6-1-2027",
        "report_back": "Bel me",
        "to": place.actors["guardian"].professional,
    },
    "own-action-new": lambda *_: {"text": "De post openmaken", "who": "roos"},
    "own-action": lambda *_: {"do": "worked"},
    "dispute-new": lambda *_: {"text": "Taxi", "between": "Wmo en school", "pays_first": "Wmo"},
    "item": lambda *_: {"do": "handle", "answer": "helped", "words": "Gebeld"},
    "simple-question": lambda place, _: {
        "name": "Sjaak Nieuw",
        "question": "Ik wil naar buiten",
        "needed": "Een rolstoel",
        "way": "wmo",
        "area": place.area,
    },
    "ladder": lambda place, _: {
        "about": goal_ref(place.goal),
        "rung": "general",
        "what": "Buurthuis",
        "by_whom": "Een vrijwilliger",
        "went": "failed",
    },
    "send-back": lambda place, _: {
        "provision": "Buurthuis",
        "to": place.colleague,
        "reason": "Er is nu wel plek",
    },
    "gaps": lambda *_: {"words": "Wij kijken ernaar"},
    "one-plan": lambda *_: {"reason": "Vijf plannen"},
    "care": lambda *_: {
        "concern": "home",
        "words": "Het dak lekt",
        "about": "Dorpsstraat 1",
        "name": "Bos",
        "telephone": "088 1",
    },
    "care-receipt": lambda *_: {"receipt": "AAAA-BBBB-CCCC-DDDD"},
    "outside-signal": lambda *_: {"do": "handle", "words": "Gebeld"},
}


def _opening(place: Place) -> Values:
    return {
        "area": place.area,
        "tick": "yes",
        "reason": "Vijf plannen",
        "purpose": "Een plan",
        "legal_ground": GROUND,
    }


def _aloud() -> Values:
    return {"answer": "yes", "way": "aloud", "given_on": DAY}


def fields_of(row: Row, place: Place) -> Values:
    """Return what a form sends; a route that takes POST says so in `FORMS`."""
    form = FORMS.get(row.route)
    assert form is not None, f"say in FORMS what a form of {row.route} sends, filled in well"
    return form(place, row.subject)
