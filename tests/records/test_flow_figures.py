"""How things go: counted right, and no group under ten can be read or worked out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from tandem.core.access import Actor, Duty
from tandem.records.coordination.figures import SMALLEST, Flow, flow_figures
from tandem.records.door import plumbing
from tandem.records.people.models import Organisation
from tandem.records.work import work
from tests.actions.town import MOMENT, Town, build, number, professional
from tests.database import ConnectAs

GROUPS = {3: 12, 20: 15, 40: 4, 80: 0, None: 11}
"""Days to the first help, and how many households had it so."""
HOUSEHOLDS = """
WITH made AS (
    INSERT INTO people_household (code, name, area_id, opened_at)
    SELECT %(mark)s::text || nth, 'x', %(area)s::bigint, %(opened)s::timestamptz
    FROM generate_series(1, %(count)s) nth
    RETURNING id
), signal AS (
    INSERT INTO coordination_item
        (household_id, kind, text, holder_id, version, opened_at, outcome)
    SELECT id, 'signal', 'x', %(holder)s::bigint, 1,
        %(opened)s::timestamptz + interval '1 hour', ''
    FROM made
)
INSERT INTO people_involvement (household_id, professional_id, key, role, discipline, purpose,
    legal_ground, since)
SELECT id, %(holder)s::bigint, 'k', 'provider', '', 'x', 'x', %(helped)s::timestamptz FROM made
WHERE %(helped)s::timestamptz IS NOT NULL
"""


def told(actor: Actor, flow: Flow) -> list[int | None]:
    rows = work(actor, MOMENT).run(flow_figures)
    return [one.count for one in rows if one.flow is flow]


def households(town: Town, connect_as: ConnectAs, ago: int, wait: int | None, count: int) -> None:
    """Write households with a simple question and a signal, and the days to their first help."""
    opened = MOMENT - timedelta(days=ago)
    values = {
        "mark": f"h{ago}-{wait}-",
        "area": town.area,
        "opened": opened,
        "count": count,
        "holder": number(town.karin),
        "helped": None if wait is None else opened + timedelta(days=wait),
    }
    connect_as("tandem_owner").execute(HOUSEHOLDS, values)


@pytest.mark.django_db(transaction=True)
def test_groups_of_ten_are_told_and_smaller_ones_not(connect_as: ConnectAs) -> None:
    town = build()
    with plumbing():
        boss = professional(Organisation.objects.get(), "Mina", Duty.MANAGER)
    for wait, count in GROUPS.items():
        households(town, connect_as, 100, wait, count)
    households(town, connect_as, 900, 3, 30)
    # Four are too few to be told; with the eleven beside them nobody can work them out.
    assert told(boss, Flow.SIMPLE_WAIT) == [12, 15, None, None, None]
    assert told(boss, Flow.SIGNAL_TO_HELP) == [12, 15, None, None, None]
    for other in (town.chief, town.karin, town.desk):
        assert work(other, MOMENT).run(flow_figures) == ()


ANSWERED = """
    INSERT INTO coordination_item
        (household_id, kind, text, holder_id, version, opened_at, closed_at, ended, outcome)
    SELECT id, 'simple-question', 'x', %(holder)s::bigint, 1, opened_at,
        opened_at + interval '3 days', 'handled', 'x'
    FROM people_household WHERE opened_at = %(opened)s
"""


@pytest.mark.django_db(transaction=True)
def test_the_answer_to_a_simple_question_ends_its_wait(connect_as: ConnectAs) -> None:
    town = build()
    with plumbing():
        boss = professional(Organisation.objects.get(), "Mina", Duty.MANAGER)
    households(town, connect_as, 100, None, 12)
    assert told(boss, Flow.SIMPLE_WAIT) == [None, None, None, None, 12]
    answered = {"holder": number(town.karin), "opened": MOMENT - timedelta(days=100)}
    connect_as("tandem_owner").execute(ANSWERED, answered)
    assert told(boss, Flow.SIMPLE_WAIT) == [12, None, None, None, None]
    assert told(boss, Flow.SIGNAL_TO_HELP) == [None, None, None, None, 12]


@pytest.mark.django_db
@given(st.lists(st.integers(0, 25), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_is_not_told_is_nobody_or_at_least_ten(counts: list[int]) -> None:
    with plumbing(), connection.cursor() as cursor:
        cursor.execute("SELECT place, told FROM tandem_told(%s::bigint[])", [counts])
        found = dict(cursor.fetchall())
    untold = [count for place, count in enumerate(counts) if found[place] is None]
    assert all(found[place] in {None, count} for place, count in enumerate(counts))
    assert all(count >= SMALLEST for count in found.values() if count is not None)
    assert sum(untold) == 0 or sum(untold) >= SMALLEST or len(untold) == len(counts)
