"""Every table of the database is a household's, and closed to all others, or named here with why.

Row-level security alone: no filter, no policy of ours, `SELECT *` as the role of the site.
"""

from __future__ import annotations

import pytest
from psycopg import errors, sql

from tandem.core.access import InvolvementRole
from tests.records.conftest import Scene
from tests.records.protection import tables, wrongly_seen
from tests.records.rows import Database, act, insert, one
from tests.records.scene import professional

OF_NO_HOUSEHOLD = {
    "coordination_outsidesignal": "of no known household: policy of its own, `test_outside.py`",
    "people_account": "read before anybody is known, to sign in; holds no case",
    "people_budget": "what an area may spend, and what was spent: no household",
    "people_spendingmandate": "who may decide up to how much: no household",
    "people_areaoffice": "who answers for the subsidy in an area: no household",
    "coordination_provisiongap": "of an area and of no household; a policy of its own",
    "people_area": "the work areas and who leads their teams: anybody may know whom to call",
    "people_contactpoint": "the directory: whom anybody may call, for a postcode",
    "people_postcodes": "the directory: which postcodes belong to whom",
    "people_organisation": "names of organisations",
    "people_professional": "who works where, to be asked for help",
    "plans_checkround": "how far a round of the plan check came: numbers only",
    "django_session": "sessions, read before anybody is known",
    "django_migrations": "which version the tables have",
    "django_content_type": "Django's own list of models",
    "auth_group": "Django's own, empty: duties stand with the account",
    "auth_group_permissions": "Django's own, empty",
    "auth_permission": "Django's own list",
    "audit_chain": "the last hash of each chain of looks; the site may not read it",
    "audit_kept_key": "keys of the site, sealed; about nobody",
    "audit_processing": "what was done for which activity; whom it is about is encrypted",
    "audit_seal": "the heads of all chains at a moment, under a mark",
    "coordination_colleaguequestion": "without names and of no household; a policy of its own",
    "coordination_notice": "of one account, under a policy of its own: see `test_talks.py`",
    "coordination_noticeletter": "that a letter was begun; read by the worker alone",
    "coordination_savedview": "of one account, as `coordination_notice`",
    "coordination_destruction": "what was destroyed, in numbers; read by the worker alone",
    "people_codeapp": "of one account, under a policy of its own: see `test_signing.py`",
    "people_identity": "the same",
    "people_invitation": "a link that was sent, before there is an account; only its hash",
    "people_passkey": "of one account, as `people_codeapp`",
    "people_recoverycode": "the same",
    "people_signedin": "the same",
    "people_throttle": "how often something was tried, under a keyed hash",
    "axes_accessattempt": "wrong attempts to sign in, by name and address",
    "axes_accessattemptexpiration": "when an attempt no longer counts",
    "axes_accessfailurelog": "not written: its log is off",
    "axes_accesslog": "not written: its log is off",
}
"""Tables without rows of a household. A new table stands here with why, or has a `household_id`."""
KEPT_FROM_ENFORCEMENT = (
    *("people_supporter", "plans_answer", "plans_changeanswer"),
    *("plans_circumstances", "plans_verdict", "coordination_leadanswer"),
)
"""What a resident said, how much is asked of her and who stands by her: of no use to a sanction."""
ALL_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace
"""


def seen(app: Database, table: str) -> int:
    """Return how many rows the site sees; none of a table that it may not read."""
    try:
        with app.transaction():
            count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            return int(one(app, count))
    except errors.InsufficientPrivilege:
        return 0


def test_every_table_is_of_a_household_or_named_with_why(owner: Database) -> None:
    found = {name for (name,) in owner.execute(ALL_TABLES).fetchall()}
    unknown = found - set(tables(owner)) - set(OF_NO_HOUSEHOLD)
    assert unknown == set(), "give it a household_id and row-level security, or say here why not"
    assert set(OF_NO_HOUSEHOLD) <= found


@pytest.mark.parametrize("role", InvolvementRole)
def test_in_every_role_a_helper_sees_own_rows_only(
    superuser: Database, scene: Scene, role: InvolvementRole
) -> None:
    superuser.execute(
        "UPDATE people_involvement SET role = %s WHERE household_id = %s",
        [role.value, scene.mine.id],
    )
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, scene.mine.involved)
    kept = KEPT_FROM_ENFORCEMENT if role is InvolvementRole.ENFORCEMENT else ()
    wrong = set(wrongly_seen(superuser, scene.mine, scene.other))
    assert wrong == {f"{table}: 0 rows of mine" for table in kept}


@pytest.mark.parametrize("who", ["involved", "member", "team_leader"])
def test_whoever_has_to_do_with_one_household_sees_nothing_of_the_other(
    app: Database, scene: Scene, who: str
) -> None:
    act(app, getattr(scene.mine, who))
    assert wrongly_seen(app, scene.mine, scene.other) == []


@pytest.mark.parametrize("duty", ["front-desk", "consultant", "team-leader", "nothing"])
def test_who_has_no_part_anywhere_sees_no_row_of_any_table(
    superuser: Database, scene: Scene, duty: str
) -> None:
    """Duties open households; they show none."""
    _, account = professional(superuser, f"without a part: {duty}")
    superuser.execute("UPDATE people_account SET duties = ARRAY[%s] WHERE id = %s", [duty, account])
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, account)
    assert {table: seen(superuser, table) for table in tables(superuser)} == dict.fromkeys(
        tables(superuser), 0
    )
    assert scene.mine.id != scene.other.id


def test_a_part_that_ended_shows_no_row_of_any_table(superuser: Database, scene: Scene) -> None:
    """Of somebody whose only tie was that part."""
    number, account = professional(superuser, "helped before")
    insert(
        superuser,
        "people_involvement",
        household_id=scene.mine.id,
        professional_id=number,
        key="before",
        role="provider",
        since="2026-01-01",
        until="2026-02-01",
    )
    superuser.execute("SET LOCAL ROLE tandem_app")
    act(superuser, account)
    found = {table: seen(superuser, table) for table in tables(superuser)}
    assert {table: count for table, count in found.items() if count} == {}
