"""What decides what somebody sees cannot be changed by the site, whatever goes wrong in it."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from tandem.records.door import plumbing
from tests.actions.town import build

pytestmark = pytest.mark.django_db

DECISIVE = [
    "UPDATE people_account SET professional_id = NULL, person_id = 1",
    "UPDATE people_account SET duties = '{team-leader}'",
    "UPDATE people_account SET username = 'somebody-else'",
    "UPDATE people_account SET is_demo = true",
    "UPDATE people_account SET unread = 0",
    "UPDATE people_area SET team_leader_id = 1",
    "DELETE FROM people_account",
]


@pytest.mark.parametrize("statement", DECISIVE)
def test_it_is_refused(statement: str) -> None:
    build()
    with (
        plumbing(),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_what_belongs_to_signing_in_may_change() -> None:
    build()
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_account SET language = 'en', last_login = now()")
        assert cursor.rowcount > 0
