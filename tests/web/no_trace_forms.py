"""What Karin fills in, in the test that what is shielded leaves no trace: every form she may send.

She takes the pages as they come and types over what stands there. What she names new is called
what is shielded from her is called too: then nothing may tell her that the name was taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.web.filled import Form, forms_in, send
from tests.web.no_trace import World, plain
from tests.web.visitors import Visitor

Typed = Mapping[str, object]
LINKS = re.compile(r'(?:href|action)="(/[^"#?]*)')


@dataclass(frozen=True)
class Sent:
    """A form that somebody fills in: on which page it stands, and what is typed."""

    route: str
    """Where the form goes."""
    on: str
    """The page it stands on; its number is that of `about`, or is found on `found_on`."""
    typed: Typed = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    """Short names, by what an address calls them."""
    found_on: str = ""
    """The page with a link to the page it stands on, when only a page tells its number."""
    at: str = ""
    """Where it is sent instead, by a script of the page."""
    gives: int = 302
    who: str = "karin"
    chosen: Callable[[Form], Typed] = lambda _: {}
    """What depends on what can be chosen."""
    maybe: bool = False
    """Whether it is not on the page of every household: the same in both."""


def _first(name: str) -> Callable[[Form], Typed]:
    """Choose the first of what can be chosen."""
    return lambda form: {name: next(one for one in form.choices[name] if one)}


def _letter(_: Form) -> Typed:
    file = BytesIO(b"Beste Karin")
    file.name = "brief.txt"
    return {"file": file}


KARIN, LOTTE = {"member": "karin"}, {"member": "lotte"}
OWN, CHILD = {"agreement": "karin-traject"}, {"agreement": "lotte-home"}
LINE = "sport: Karin, za 10-11"
SHIELD = {"item": "telephone:karin", "member": "kevin", "ground": "Dat wil ik zo"}

FORMS: tuple[Sent, ...] = (
    Sent("look-question", "look-question", {"words": "Waarom?"}, found_on="looks"),
    Sent("notices", "notices"),
    Sent("answer", "answer", {"answer": "disagrees", "reason": "Te ver"}, OWN),
    Sent("answer", "plan", {"answer": "yes"}),
    Sent("answer", "answer", {"answer": "cannot", "reason": "Dan werk ik"}, CHILD),
    Sent("yes-to-all-send", "yes-to-all"),
    Sent(
        "answer-record",
        "answer-record",
        {"by": "kevin", "answer": "yes", "way": "aloud"},
        CHILD,
    ),
    Sent("own-words", "own-words", {"question": "Ik wil rust.", "contacts": "3"}, KARIN),
    Sent("own-words", "own-words", {"question": "Ik wil spelen.", "contacts": ""}, LOTTE),
    Sent("goal-add", "goal-new", {"text": "Een stil doel", "member": "karin", "do": "save"}),
    Sent("goal-add", "goal-new", {"text": "Stil", "member": "lotte", "do": "save"}),
    Sent(
        "goal-change",
        "goal",
        {"text": "Lotte is nooit alleen", "do": "save"},
        {"goal": "lotte-niet-alleen"},
    ),
    Sent(
        "goal-change",
        "goal",
        {"do": "give-up", "reason": "Het is gelukt"},
        {"goal": "lotte-niet-alleen"},
    ),
    Sent("order-set", "order", {"move": "down"}),
    Sent("conference-line", "conference", {"line": LINE}),
    Sent("agreement-add", "agreement-new", {"line": LINE}, at="agreement-live", gives=200),
    Sent("agreement-add", "agreement-new", {"line": LINE, "owner": "karin", "do": "save"}),
    Sent(
        "agreement-add",
        "agreement-new",
        {"line": "sport: Karin, zo 10-11", "title": "Stille afspraak", "do": "save"},
    ),
    Sent("agreement-change", "agreement", {"do": "hold", "reason": "Even rust"}, CHILD),
    Sent("what-if", "what-if", {"line": LINE, "do": "look"}, gives=200),
    Sent("what-if", "what-if", {"line": LINE}, at="what-if-live", gives=200),
    Sent("choose", "check", maybe=True),
    Sent("change-answer", "changes", {"answer": "disagrees", "reason": "Toch niet"}, maybe=True),
    Sent("signal-new", "signal-new", {"concern": "home", "words": "Het dak lekt"}),
    Sent(
        "talk-new",
        "talk-new",
        {"subject": "Stil", "text": "Kan dat?"},
        chosen=_first("with"),
    ),
    Sent("talk", "talk", {"do": "write", "text": "Dag @Samira"}, {"talk": "seen"}),
    Sent("talk", "talk", {"do": "let-in"}, {"talk": "seen"}, chosen=_first("whom")),
    Sent(
        "talk",
        "talk",
        {"do": "propose", "decision": "Zaterdag dan"},
        {"talk": "seen"},
        chosen=_first("named"),
    ),
    Sent("decision-answer", "talk", {"do": "yes"}, {"talk": "seen"}),
    Sent(
        "obstacle",
        "obstacle",
        {"what": "Geen sleutel", "whose": "Wonen", "order": "1", "member": "karin"},
    ),
    Sent("discretion", "discretion", {"do": "shield", **SHIELD}),
    Sent("discretion", "discretion", {"do": "unshield", **SHIELD}),
    Sent(
        "involvement",
        "involvement",
        {"do": "record", "kind": "help", "yes_by": "karin", "yes_way": "self"},
        {"involvement": "samira"},
    ),
    Sent("supporter-new", "supporter-new", {"name": "Els", "relation": "tante", "do": "add"}),
    Sent("supporter-new", "supporter-new", {"name": "Hilda", "do": "add"}),
    Sent("files", "files", about=OWN, chosen=_letter),
    Sent("file-remove", "files", about=OWN),
    Sent("rights-copy", "rights", gives=200),
    Sent("rights-correction", "rights-correction", {"subject": "other", "words": "Nee"}, KARIN),
    Sent("rights-destruction", "rights-destruction", {"words": "Weg ermee"}, KARIN),
    Sent("own-action-new", "own-action-new", {"text": "De post openmaken", "who": "karin"}),
    Sent("own-action", "own-action", {"do": "not", "words": "Te moe"}, found_on="my-plan"),
    Sent("lead-answer", "lead-answer", {"do": "other", "words": "Liever een ander"}, KARIN),
    Sent("my-details", "my-details", {"language": "nl", "form_of_address": "je"}),
)

NOT_SENT: Mapping[str, str] = {
    **dict.fromkeys(
        ("care", "care-receipt", "front-desk", "language"), "for everybody, and of no household"
    ),
    **dict.fromkeys(
        ("sign-in", "sign-in-again", "sign-in-key", "sign-in-second"), "of who one is alone"
    ),
    **dict.fromkeys(
        ("my-sign-in-password", "my-sign-in-second-remove", "my-sign-in-sessions"),
        "of one's own account alone",
    ),
    **dict.fromkeys(("my-sign-in-second",), "of one's own account alone"),
    **dict.fromkeys(
        ("guest", "guest-link", "guest-ask", "guest-change"), "of guests, who have a link of theirs"
    ),
    **dict.fromkeys(("invitation", "invitation-second"), "of who has the link of an invitation"),
    **dict.fromkeys(
        ("households-search", "work", "team-work", "work-areas-import"), "of who works here"
    ),
    **dict.fromkeys(
        ("question", "outside-signal", "request", "simple-question", "gaps"),
        "of who works here, and has it",
    ),
    **dict.fromkeys(("authority",), "of who leads: for others a child is not there"),
    **dict.fromkeys(("lead-question", "lead-take-back"), "of who was asked to lead, or asks it"),
    **dict.fromkeys(
        ("change-answer-record", "item", "item-talk", "send-back"),
        "nothing of it waits for Karin in these households",
    ),
    "destruction-stop": "of who decided on destroying",
}
"""What takes a form, and is not sent here: why."""


def sent_by_karin(world: World) -> Iterator[tuple[str, str]]:
    """Fill in every form in turn; yield its name with all that Karin got to see of it."""
    clients = {who: Visitor(world.family.actors[who], "nl").client for who in ("karin", "samira")}
    for route in ("plan", "check", "people"):
        clients["samira"].get(reverse(route, kwargs={"code": world.family.code}))
    for number, one in enumerate(FORMS):
        told = "".join(_told(world, one, clients))
        yield f"{number} {one.route}", told if one.who == "karin" else ""


def _told(world: World, one: Sent, clients: Mapping[str, Client]) -> Iterator[str]:
    client = clients[one.who]
    shown = client.get(_address(world, one, client))
    form = next((each for each in forms_in(shown.content.decode()) if _fits(each, one)), None)
    if form is None:
        assert one.maybe, f"{one.route}: there is no such form on {one.on}"
        yield "none"
        return
    if one.at:
        form.action = reverse(one.at, kwargs={"code": world.family.code})
    answered = send(client, form, {**one.typed, **one.chosen(form)})
    assert answered.status_code == one.gives, (one, answered.status_code, _why(answered))
    yield plain(answered, world.family.code)
    if answered.status_code == 302:
        yield plain(client.get(answered.headers["Location"]), world.family.code)


def _fits(form: Form, one: Sent) -> bool:
    """Whether a form goes where it should, with the button that is pressed."""
    name = resolve(form.action.partition("?")[0]).url_name
    pressed = ("do", "move", "answer")
    buttons = {(key, str(value)) for key, value in one.typed.items() if key in pressed}
    known = {key for key, _ in form.buttons}
    return name == one.route and all(
        form.button(*each) for each in buttons if each[0] in known or each[0] == "move"
    )


def _address(world: World, one: Sent, client: Client) -> str:
    if one.found_on:
        found = client.get(reverse(one.found_on, kwargs={"code": world.family.code}))
        return next(_links(found.content.decode(), one.on))
    for values in ({"code": world.family.code}, {}):
        known = {key: world.numbers[key][name] for key, name in one.about.items()}
        try:
            return reverse(one.on, kwargs={**values, **known})
        except LookupError:
            raise
        except Exception:  # noqa: BLE001, S112 - a page of no household takes no code
            continue
    raise AssertionError(one)


def _links(html: str, route: str) -> Iterator[str]:
    for link in LINKS.findall(html):
        try:
            if resolve(unescape(link)).url_name == route:
                yield unescape(link)
        except Resolver404:
            continue


def _why(answered: HttpResponse) -> str:
    text = re.sub(r"<[^>]+>", " ", answered.content.decode(errors="replace"))
    found = re.search(
        r"(Er is een probleem|Dit klopt nog niet|Controleer).{0,300}", text, re.DOTALL
    )
    return " ".join((found.group() if found else text[-1500:]).split())
