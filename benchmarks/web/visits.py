"""Who looks at what: leads, each signed in, at the household with forty agreements."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from psycopg import Connection

from benchmarks.web.load import Target
from tandem.actions.coordination.circles import me_in, people_of
from tandem.actions.coordination.talks import NewTalk, begin_talk, write_message
from tandem.actions.coordination.tasks import NewAction, add_action
from tandem.actions.households import Case, case_of
from tandem.formats import rulebase
from tandem.records.coordination.heads import head_of
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.plans.verdicts import digest_of
from tandem.records.sessions import SessionStore
from tandem.records.sign_in import actor_of
from tandem.records.work import Work, work
from tandem.web.clock import now
from tandem.web.refs import ref

AGREEMENTS = 40
TALKED = 5
"""Messages of a conversation besides the first: nobody may write very much in a short time."""
LARGE = """
    SELECT h.code, k.id FROM people_household h
    JOIN coordination_lead l ON l.household_id = h.id AND l.period @> %(at)s AND l.accepted
    JOIN people_account k ON k.professional_id = l.professional_id
    WHERE (SELECT count(*) FROM plans_agreement a WHERE a.household_id = h.id) = %(agreements)s
      AND h.id %% 1000000 = (SELECT household_id FROM plans_agreement WHERE household_id < 1000000
                             GROUP BY 1 HAVING count(*) = %(agreements)s)
    ORDER BY h.id
"""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A lead who is signed in, and the household."""

    code: str
    account: Account
    cookie: str
    item: str = ""
    """The code of an action that the lead holds there."""
    talk: str = ""
    """The code of a conversation that the lead began there."""

    def to(self, pattern: str) -> Target:
        """Return the page that a pattern with `{code}`, `{item}` or `{talk}` names."""
        return Target(self.at(pattern), self.cookie)

    def at(self, pattern: str) -> str:
        """Return the address that a pattern names."""
        return pattern.format(code=self.code, item=self.item, talk=self.talk)


def visitors(owner: Connection[tuple[object, ...]], count: int, seed: int = 0) -> list[Visitor]:
    """Return as many visitors of different households, drawn from all of them.

    `owner` reads past row-level security.
    """
    found = owner.execute(LARGE, {"at": now(), "agreements": AGREEMENTS}).fetchall()
    drawn = random.Random(seed).sample(found, min(count, len(found)))
    return [visitor(str(code), int(str(account))) for code, account in drawn]


def visitor(code: str, number: int) -> Visitor:
    """Return who has this account, signed in, at a household."""
    with plumbing():
        account = Account.objects.get(pk=number)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "tandem.records.sign_in.Backend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
    return Visitor(code, account, f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


def few_each(which: Sequence[Visitor], count: int, most: int = 2) -> list[Visitor]:
    """Return so many of the visitors, of one account at most a few."""
    seen: Counter[int] = Counter()
    found = []
    for one in which:
        seen[one.account.pk] += 1
        if seen[one.account.pk] <= most:
            found.append(one)
    return found[:count]


def at_work(which: Sequence[Visitor]) -> list[Visitor]:
    """Return the same visitors, each with an action and a conversation of his or her own."""
    found = [_at_work(one) for one in which]
    connection.close()
    return found


def _at_work(one: Visitor) -> Visitor:
    def begin(opened: Work) -> tuple[int, int]:
        head = head_of(opened, one.code)
        me = me_in(opened, head)
        others = tuple(person.who for person in people_of(opened, head) if person.who != me)
        due = opened.today + timedelta(days=14)
        item = add_action(opened, one.code, NewAction("De school bellen", due))
        talk = begin_talk(opened, one.code, NewTalk("Deze week", "Wie belt de school?", others[:3]))
        for number in range(TALKED):
            write_message(opened, one.code, talk, f"Bericht {number}.")
        return item, talk

    item, talk = work(actor_of(one.account), now()).run(begin)
    return replace(one, item=ref("item", item), talk=ref("talk", talk))


def keep_verdicts(owner: Connection[tuple[object, ...]], which: Sequence[Visitor]) -> None:
    """Let the verdicts that were copied count for the copies: the code is part of their digest."""
    rules = rulebase.load()
    for one in which:
        case: Case = work(actor_of(one.account), now(), reads=True).run(
            lambda opened, code=one.code: case_of(opened, code)  # type: ignore[misc]
        )
        owner.execute(
            "UPDATE plans_verdict SET digest = %s, plan_version = %s "
            "WHERE household_id = %s AND answer IS NOT NULL",
            [digest_of(case.core(), rules), case.plan.version, case.head.id],
        )
    connection.close()
