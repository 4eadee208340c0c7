"""Who looks at what: leads, each signed in, at the household with forty agreements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from psycopg import Connection

from benchmarks.web.load import Target
from tandem.actions.households import Case, case_of
from tandem.formats import rulebase
from tandem.records.door import plumbing
from tandem.records.people.models import Account
from tandem.records.plans.verdicts import digest_of
from tandem.records.sessions import SessionStore
from tandem.records.sign_in import actor_of
from tandem.records.work import work
from tandem.web.clock import now

AGREEMENTS = 40
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

    def to(self, pattern: str) -> Target:
        """Return the page of the household that a pattern with `{code}` names."""
        return Target(pattern.format(code=self.code), self.cookie)


def visitors(owner: Connection[tuple[object, ...]], count: int, seed: int = 0) -> list[Visitor]:
    """Return as many visitors of different households, drawn from all of them.

    `owner` reads past row-level security.
    """
    found = owner.execute(LARGE, {"at": now(), "agreements": AGREEMENTS}).fetchall()
    drawn = random.Random(seed).sample(found, min(count, len(found)))
    return [_visitor(str(code), int(str(account))) for code, account in drawn]


def _visitor(code: str, number: int) -> Visitor:
    with plumbing():
        account = Account.objects.get(pk=number)
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "tandem.records.sign_in.Backend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
    return Visitor(code, account, f"{settings.SESSION_COOKIE_NAME}={session.session_key}")


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
