"""Professionals who do whatever comes up with the same items and the same lead, all at once.

Each is signed in on a connection of his or her own. What they see may be a moment old, as a page
is. Only what the site acknowledged is noted.
"""

from __future__ import annotations

import hashlib
import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import psycopg
from django.test import override_settings

from tandem.config.settings.base import ROOT
from tandem.web.refs import ref
from tests.actions.coordination.checker import Done
from tests.config.browsing import Person
from tests.config.test_demo import Demo

Row = tuple[Any, ...]

ENOUGH = 8
"""Open items of a household: with fewer, somebody begins something."""
FAR = date(2028, 1, 1)
STEPPED_DOWN = 400
"""In the last household, one in so many changes of who leads ends the one plan."""

TEAMS = """
    SELECT h.id, h.code, k.id, k.professional_id, k.professional_id = a.team_leader_id
    FROM people_household h JOIN people_area a ON a.id = h.area_id
    JOIN coordination_track t ON t.household_id = h.id AND upper_inf(t.period)
    JOIN people_account k ON k.is_demo AND k.is_active AND (
        k.professional_id = a.team_leader_id OR k.professional_id IN (
            SELECT i.professional_id FROM people_involvement i
            WHERE i.household_id = h.id AND i.until IS NULL
                AND i.role IN ('consultant', 'provider')))
    ORDER BY h.id, k.professional_id = a.team_leader_id DESC, k.id
"""
ITEMS = """
    SELECT i.id, i.household_id, i.kind, i.holder_id, o.to_id, c.carried_out_by_id,
        c.reported_at IS NOT NULL, i.version
    FROM coordination_item i LEFT JOIN coordination_commission c ON c.item_id = i.id
    LEFT JOIN coordination_offer o ON o.item_id = i.id AND o.answered_at IS NULL
    WHERE i.closed_at IS NULL AND i.household_id = ANY (%s)
        AND i.kind IN ('signal', 'action', 'commission')
"""
ASKED = """
    SELECT household_id, professional_id FROM coordination_leadoffer
    WHERE answered_at IS NULL AND household_id = ANY (%s)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An open item as a page showed it a moment ago."""

    id: int
    household: int
    kind: str
    holder: int
    asked: int | None
    doer: int | None
    is_reported: bool
    version: int

    def moves_of(self, me: int) -> list[str]:
        """Return what somebody would try."""
        if self.asked == me:
            return ["accept", "accept", "decline"]
        if self.doer == me:
            return ["finish", "fail"]
        if self.holder != me:
            return []
        if self.asked is not None:
            return ["take-back", "withdraw"] if self.kind != "signal" else ["take-back"]
        if self.is_reported:
            return ["read"]
        if self.doer is not None:
            return []
        return ["offer", "offer", "offer", *ENDS[self.kind]]


ENDS: Mapping[str, Sequence[str]] = {
    "signal": ["handle"],
    "action": ["finish", "fail", "withdraw"],
    "commission": [],
}
VERBS = {
    "offer": "offered",
    "accept": "accepted",
    "decline": "declined",
    "take-back": "took-back",
    "handle": "signal-handled",
    "finish": "done",
    "fail": "failed",
    "withdraw": "withdrawn",
    "read": "report-read",
    "reassign": "reassigned",
}
"""Moves as the form calls them, by the verbs of their events."""
WITHOUT_WORDS = frozenset({"accept", "take-back", "read", "reassign"})


@dataclass
class Board:
    """What everybody sees, and what was acknowledged."""

    demo: Demo
    households: Sequence[int]
    items: Sequence[Seen] = ()
    asked: Mapping[int, int] = field(default_factory=dict)
    """Who is asked to lead, by household."""
    told: list[Done] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    """How often each thing was tried and answered, and whether it was done."""
    unanswered: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def operations(self) -> int:
        """How many operations were answered, done or refused."""
        return sum(self.answered.values())

    def look(self) -> None:
        """Look again and again, until all is over; a database that is away comes back."""
        while not self.over.wait(0.2):
            try:
                with owner_of(self.demo) as database:
                    self._look(database)
            except psycopg.Error:
                continue

    def _look(self, database: psycopg.Connection[Row]) -> None:
        while not self.over.wait(0.2):
            rows = database.execute(ITEMS, [list(self.households)]).fetchall()
            self.items = [Seen(*row) for row in rows]
            asked = database.execute(ASKED, [list(self.households)]).fetchall()
            self.asked = {int(household): int(who) for household, who in asked}

    def note(self, done: Done) -> None:
        with self.lock:
            self.told.append(done)

    def count(self, what: str) -> None:
        with self.lock:
            self.answered[what] += 1


def owner_of(demo: Demo) -> psycopg.Connection[Row]:
    """Connect past row-level security."""
    return psycopg.connect(demo.place.conninfo(role="tandem_owner"), autocommit=True)


@contextmanager
def codes_of_the_demo() -> Iterator[None]:
    """Make codes of numbers as the demo does, which has a key of its own."""
    ref.cache_clear()
    with override_settings(SECRET_KEY=hashlib.sha512(f"demo of {ROOT}".encode()).hexdigest()):
        yield
    ref.cache_clear()


@dataclass
class Racer(Person):
    """Somebody who helps in a household, or leads its team."""

    household: int
    me: int
    """The professional."""
    is_chief: bool
    board: Board
    colleagues: Sequence[int]
    seed: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.tries = 0

    def write(self, token: str) -> None:
        """Try what comes up until something is acknowledged; raises when there is no answer."""
        while not self.board.over.is_set():
            self.tries += 1
            try:
                if self._try(f"{token}-{self.tries}"):
                    return
            except Exception:
                self.board.unanswered += 1
                raise

    def _try(self, token: str) -> bool:
        chance = self.dice.random()
        mine = [one for one in self.board.items if one.household == self.household]
        if chance < 0.04 or len(mine) < ENOUGH:
            return self._begin(token)
        if chance < (0.20 if self.is_chief else 0.10):
            return self._lead(token)
        if self.is_chief and chance < 0.26:
            return self._give(token, mine)
        return self._move(token, mine)

    def _send(self, address: str, fields: Mapping[str, object], done: Done) -> bool:
        """Send a form; note it when it was acknowledged, and return whether that is so."""
        status, said = self.ask(address, fields)
        assert status < 500, (status, address)
        is_done = status == 302 and not said.startswith("/inloggen/")
        assert status != 302 or is_done, "no longer signed in"
        self.board.count(f"{done.verb}{'' if is_done else ', refused'}")
        if is_done:
            self.board.note(done)
        return is_done

    def _done(self, verb: str, token: str = "", item: int = 0) -> Done:
        return Done(item, verb, self.account, self.household, token)

    def _begin(self, token: str) -> bool:
        due = (FAR + timedelta(days=self.dice.randrange(300))).isoformat()
        kind = self.dice.choice(("signal", "action", "commission"))
        if kind == "signal":
            concern = self.dice.choice(("home", "money", "care"))
            given = {"concern": concern, "words": token}
            return self._send(
                self.at("wat-loopt/signaal/"), given, self._done("signal-given", token)
            )
        fields: dict[str, object] = {"text": token, "due_on": due}
        if kind == "commission":
            asked = {"report_back": "Bel me.", "may_see": "asked", "to": self._other()}
            fields |= {**asked, "note": f"{token} erbij"}
        address = {"action": "wat-loopt/actie/", "commission": "wat-loopt/opdracht/"}[kind]
        return self._send(self.at(address), fields, self._done("item-opened", token))

    def _move(self, token: str, mine: Sequence[Seen]) -> bool:
        """Do something with an item: mostly what one may, now and then anything."""
        likely = [(one, do) for one in mine for do in one.moves_of(self.me)]
        if self.is_chief and self.dice.random() < 0.1:
            likely = [(one, "reassign") for one in mine]
        if not likely or self.dice.random() < 0.05:
            likely = [(one, do) for one in mine for do in VERBS]
        item, do = self.dice.choice(likely)
        fields: dict[str, object] = {"do": do, "to": self._other(), "note": token, "words": token}
        fields |= {"reason": "no-time", "answer": self.dice.choice(("helped", "try-first"))}
        done = self._done(VERBS[do], "" if do in WITHOUT_WORDS else token, item.id)
        return self._send(self.at(f"wat-loopt/{ref('item', item.id)}/"), fields, done)

    def _give(self, token: str, mine: Sequence[Seen]) -> bool:
        """Give several items to one colleague at once, as the list of the team does."""
        few = self.dice.sample(mine, min(3, len(mine)))
        chosen = [f"{self.code}.{ref('item', one.id)}.{one.version}" for one in few]
        fields = {"do": "give", "to": self._other(), "reason": token, "chosen": chosen}
        return self._send("/vandaag/team/", fields, self._done("gave-item", token))

    def _lead(self, token: str) -> bool:
        """Ask somebody to lead, answer, take it back, have a stand-in, or end the one plan."""
        if self.board.asked.get(self.household) == self.me:
            says_yes = self.dice.random() < 0.7
            fields = {"do": "yes" if says_yes else "no", "answer": token}
            done = self._done(
                "accepted-to-lead" if says_yes else "declined-to-lead",
                token,
            )
            return self._send(self.at("mensen/regie/vraag/"), fields, done)
        is_last = self.household == self.board.households[-1]
        if is_last and self.dice.randrange(STEPPED_DOWN) == 0:
            done = self._done("stepped-down", token)
            return self._send(self.at("mensen/regie/afschalen/"), {"why": token}, done)
        if self.dice.random() < 0.15:
            done = self._done("took-question-back")
            return self._send(self.at("mensen/regie/terugnemen/"), {}, done)
        if self.dice.random() < 0.2:
            return self._stand_in()
        asked = {"professional": self._other(), "reason": token}
        done = self._done("asked-to-lead", token)
        return self._send(self.at("mensen/regie/vragen/"), asked, done)

    def _stand_in(self) -> bool:
        since = FAR + timedelta(days=self.dice.randrange(4_000))
        until = since + timedelta(days=self.dice.randrange(5))
        fields = {
            "stand_in": self._other(),
            "since": since.isoformat(),
            "until": until.isoformat(),
        }
        return self._send(self.at("mensen/regie/vervanging/"), fields, self._done("stands-in"))

    def _other(self) -> int:
        return self.dice.choice([one for one in self.colleagues if one != self.me])


def racers(demo: Demo, households: int, count: int) -> tuple[Board, list[Racer]]:
    """Return so many people around so many households, and the board that they look at."""
    with owner_of(demo) as database:
        rows = database.execute(TEAMS).fetchall()
        accounts = [row[2] for row in rows]
        database.execute(
            "UPDATE people_account SET told_by = 'mail', mail = username || '@example.nl' "
            "WHERE id = ANY (%s)",
            [accounts],
        )
    teams: dict[int, list[Row]] = {}
    for row in rows:
        teams.setdefault(row[0], []).append(row)
    largest = sorted(teams, key=lambda one: (-len(teams[one]), one))[:households]
    board = Board(demo, largest)
    found = []
    for number in range(count):
        team = teams[largest[number % households]]
        row = team[number // households % len(team)]
        household, code, account, me, is_chief = row
        colleagues = [one[3] for one in team]
        found.append(Racer(demo, account, code, household, me, is_chief, board, colleagues, number))
    return board, found
