"""Says what is wrong in a database, from its rows and events alone.

It is written apart from the actions and uses nothing of them: plain SQL over what the tables hold,
and what was acknowledged to those who asked for it. It reads past row-level security, as the owner
of the server.
"""

# ruff: noqa: S608 - every statement is of this module, and nothing from outside is put into one

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

Connection = psycopg.Connection[tuple[Any, ...]]

WITH_STEPS = "('signal', 'action', 'commission', 'dispute', 'simple-question')"
MOVES = (
    *("offered", "accepted", "declined", "took-back", "reassigned", "took-item", "gave-item"),
    *("done", "failed", "report-read", "withdrawn", "signal-handled", "dispute-settled"),
    "question-handled",
)
"""What happens to an item that makes it another version, by the verbs of the events."""
PASSED = "('accepted', 'reassigned', 'took-item', 'gave-item')"
"""What gives an item, unless it is a commission that was accepted, to another holder."""

ITEMS: Mapping[str, str] = {
    "no holder": "SELECT id FROM coordination_item WHERE holder_id IS NULL",
    "two open offers": """
        SELECT item_id FROM coordination_offer WHERE answered_at IS NULL
        GROUP BY 1 HAVING count(*) > 1
    """,
    "over and still offered": """
        SELECT i.id FROM coordination_item i JOIN coordination_offer o ON o.item_id = i.id
        WHERE i.closed_at IS NOT NULL AND o.answered_at IS NULL
    """,
    "offered to its holder": """
        SELECT i.id FROM coordination_item i JOIN coordination_offer o ON o.item_id = i.id
        WHERE o.answered_at IS NULL AND o.to_id = i.holder_id
    """,
    "carried out by its holder": """
        SELECT i.id FROM coordination_item i JOIN coordination_commission c ON c.item_id = i.id
        WHERE c.carried_out_by_id = i.holder_id
    """,
    "over and still carried out": """
        SELECT i.id FROM coordination_item i JOIN coordination_commission c ON c.item_id = i.id
        WHERE i.closed_at IS NOT NULL AND c.carried_out_by_id IS NOT NULL
    """,
    "offered and carried out": """
        SELECT c.item_id FROM coordination_commission c JOIN coordination_offer o USING (item_id)
        WHERE c.carried_out_by_id IS NOT NULL AND o.answered_at IS NULL
    """,
    "work that nobody asked for": """
        SELECT i.id FROM coordination_item i JOIN coordination_commission c ON c.item_id = i.id
        WHERE i.kind <> 'commission'
    """,
    "over without a word": f"""
        SELECT id FROM coordination_item WHERE kind IN {WITH_STEPS}
            AND closed_at IS NOT NULL AND (ended = '' OR outcome = '')
    """,
    "ended and open": "SELECT id FROM coordination_item WHERE closed_at IS NULL AND ended <> ''",
    "a signal that was not handled": """
        SELECT id FROM coordination_item WHERE kind = 'signal' AND ended NOT IN ('', 'handled')
    """,
}
"""What cannot be true of an item at any moment."""

LEADS: Mapping[str, str] = {
    "on the track without exactly one lead": """
        SELECT coalesce(t.household_id, l.household_id)
        FROM (SELECT household_id, range_agg(period) AS whole
              FROM coordination_track GROUP BY 1) t
        FULL JOIN (SELECT household_id, range_agg(period) AS whole
                   FROM coordination_lead GROUP BY 1) l USING (household_id)
        WHERE t.whole IS DISTINCT FROM l.whole
    """,
    "two leads at once": """
        SELECT a.household_id FROM coordination_lead a JOIN coordination_lead b
            ON a.household_id = b.household_id AND a.id < b.id AND a.period && b.period
    """,
    "two stand in at once": """
        SELECT a.household_id FROM coordination_standin a JOIN coordination_standin b
            ON a.household_id = b.household_id AND a.id < b.id AND a.period && b.period
    """,
    "two are asked to lead": """
        SELECT household_id FROM coordination_leadoffer WHERE answered_at IS NULL
        GROUP BY 1 HAVING count(*) > 1
    """,
    "a lead that nobody was told of": """
        SELECT household_id FROM (
            SELECT household_id, professional_id, id,
                lag(professional_id) OVER one AS was,
                lag(upper(period)) OVER one = lower(period) AS goes_on
            FROM coordination_lead WINDOW one AS (PARTITION BY household_id ORDER BY lower(period))
        ) l
        WHERE goes_on AND NOT EXISTS (
            SELECT FROM audit_event e WHERE e.subject = 'lead' AND e.subject_id = l.id
                AND e.verb = 'lead-passed' AND e.household_id = l.household_id
                AND (e.data ->> 'was')::bigint = l.was
                AND (e.data ->> 'became')::bigint = l.professional_id
        )
    """,
    "a lead that is told of and is not there": """
        SELECT e.household_id
        FROM audit_event e LEFT JOIN coordination_lead l ON l.id = e.subject_id
        WHERE e.verb = 'lead-passed' AND l.id IS NULL
    """,
}
"""What cannot be true of who leads a household, at any moment of its history."""

CLOCKS: Mapping[str, str] = {
    "handed on twice": "SELECT id FROM coordination_outbox WHERE attempts > 1",
    "put in the outbox twice": """
        SELECT min(id) FROM coordination_outbox WHERE name IN
            ('offer-clock', 'outside-clock', 'forget-outside', 'ask-clock', 'tell-asked-to-lead')
        GROUP BY name, household_id, payload HAVING count(*) > 1
    """,
    "an offer with a clock that is not whole": f"""
        SELECT o.id FROM coordination_offer o JOIN coordination_item i ON i.id = o.item_id
        LEFT JOIN coordination_outbox c ON c.name = 'offer-clock'
            AND c.household_id = o.household_id AND (c.payload ->> 'offer')::bigint = o.id
        WHERE i.kind IN {WITH_STEPS} GROUP BY o.id HAVING count(c.id) <> 3
    """,
    "a clock that struck twice": """
        SELECT offer_id FROM coordination_escalation GROUP BY offer_id, step HAVING count(*) > 1
    """,
    "a clock that told another story": """
        SELECT coalesce(s.item_id, e.item_id)
        FROM (SELECT o.item_id, x.step, count(*) FROM coordination_escalation x
              JOIN coordination_offer o ON o.id = x.offer_id GROUP BY 1, 2) s
        FULL JOIN (SELECT subject_id AS item_id, data ->> 'step' AS step, count(*)
                   FROM audit_event WHERE verb = 'offer-unanswered' GROUP BY 1, 2) e
            USING (item_id, step)
        WHERE s.count IS DISTINCT FROM e.count
    """,
}
"""What must happen once, and did not."""

TOLD: Mapping[str, str] = {
    "told twice of one thing": """
        SELECT min(id) FROM coordination_notice
        GROUP BY account_id, kind, talk_id, question_id, item_id, made_at HAVING count(*) > 1
    """,
    "a letter that told nothing new": """
        SELECT l.id FROM coordination_noticeletter l WHERE l.failed_at IS NULL AND NOT EXISTS
            (SELECT FROM coordination_notice n WHERE n.letter_id = l.id)
    """,
    "a letter to somebody else": """
        SELECT n.id
        FROM coordination_notice n JOIN coordination_noticeletter l ON l.id = n.letter_id
        WHERE l.account_id <> n.account_id
    """,
}
"""What reaches people."""

HISTORY: Mapping[str, str] = {
    "a version that was skipped": f"""
        SELECT i.id FROM coordination_item i LEFT JOIN audit_event e
            ON e.subject = 'item' AND e.subject_id = i.id AND e.verb = ANY (%(moves)s)
        WHERE i.kind IN {WITH_STEPS} AND i.household_id NOT IN ({{taken_over}})
        GROUP BY i.id HAVING i.version <> 1 + count(e.id)
    """,
    "a change of an agreement that was skipped": """
        SELECT a.id FROM plans_agreement a JOIN audit_event e ON e.subject = 'agreement'
            AND e.subject_id = a.id AND e.data ?& ARRAY['version', 'became']
        WHERE a.household_id NOT IN ({taken_over})
        GROUP BY a.id HAVING max((e.data ->> 'version')::int) <> a.version
            OR count(*) <> count(DISTINCT e.data ->> 'version')
            OR count(*) <> 1 + max((e.data ->> 'version')::int) - min((e.data ->> 'version')::int)
    """,
    "passed on by somebody who did not hold it": """
        WITH passed AS ({passed})
        SELECT item FROM (
            SELECT item, was, lag(became) OVER (PARTITION BY item ORDER BY id) AS held FROM passed
            WHERE coalesce(household_id, 0) NOT IN ({taken_over})
        ) p WHERE held IS NOT NULL AND held <> was
    """,
    "held by somebody whom nobody gave it": f"""
        WITH passed AS ({{passed}})
        SELECT i.id FROM coordination_item i JOIN LATERAL (
            SELECT became FROM passed WHERE item = i.id ORDER BY passed.id DESC LIMIT 1
        ) p ON true WHERE i.kind IN {WITH_STEPS} AND i.holder_id <> p.became
            AND i.household_id NOT IN ({{taken_over}})
    """,
}
"""What the events and the rows do not agree about."""
BECAME = f"""
    SELECT e.id, e.household_id, e.subject_id AS item, (e.data ->> 'was')::bigint AS was,
        coalesce((e.data ->> 'became')::bigint, k.professional_id) AS became
    FROM audit_event e LEFT JOIN people_account k ON k.id = e.actor_id
    WHERE e.subject = 'item' AND e.verb IN {PASSED}
        AND NOT (e.verb = 'accepted' AND e.data ->> 'kind' = 'commission')
"""
TAKEN_OVER = """
    SELECT household_id FROM audit_event WHERE verb = 'taken-over' AND household_id IS NOT NULL
"""
"""Where somebody took over all that another had: told once, and not of each thing."""
RULES = {**ITEMS, **LEADS, **CLOCKS, **TOLD, **HISTORY}

ANSWERS = f"""
    SELECT o.item_id, count(*) FILTER (WHERE accepted), count(*) FILTER (WHERE NOT accepted
        AND NOT taken_back), count(*)
    FROM coordination_offer o JOIN coordination_item i ON i.id = o.item_id
    WHERE i.kind IN {WITH_STEPS} AND i.household_id NOT IN ({TAKEN_OVER}) GROUP BY 1
"""
EVENTS = """
    SELECT coalesce(household_id, 0), coalesce(subject_id, 0), subject, verb,
        coalesce(actor_id, 0) FROM audit_event
"""
WORDS = """
    SELECT place, row, words FROM (
        SELECT 'offer note' AS place, id AS row, note AS words FROM coordination_offer
        UNION ALL SELECT 'answer', id, answer FROM coordination_offer
        UNION ALL SELECT 'report', id, report FROM coordination_offer
        UNION ALL SELECT 'item', id, text FROM coordination_item
        UNION ALL SELECT 'outcome', id, outcome FROM coordination_item
        UNION ALL SELECT 'asked to lead', id, reason FROM coordination_leadoffer
        UNION ALL SELECT 'answered to lead', id, answer FROM coordination_leadoffer
        UNION ALL SELECT 'reason', subject_id, data ->> 'reason' FROM audit_event
            WHERE verb IN ('gave-item', 'stepped-down')
    ) told WHERE words = ANY (%s)
"""


@dataclass(frozen=True, slots=True)
class Done:
    """A change of which somebody was told that it went through."""

    item: int
    """0 when who did it does not know the number."""
    verb: str
    account: int
    household: int = 0
    words: str = ""
    """What nobody else wrote; empty for a change without words."""


def wrong_with(database: Connection, told: Iterable[Done] = ()) -> list[str]:
    """Return what is wrong, a line each; nothing when all is well."""
    acknowledged = list(told)
    wrong = []
    for said, sql in RULES.items():
        found = database.execute(
            sql.replace("{passed}", BECAME).replace("{taken_over}", TAKEN_OVER),
            {"moves": list(MOVES)},
        ).fetchall()
        wrong += [f"{said}: {row[0]}" for row in found]
    return [*wrong, *_answers(database), *_lost(database, acknowledged)]


def _answers(database: Connection) -> list[str]:
    """Return the items of which the events tell other answers than the rows."""
    counted = Counter((row[1], row[3]) for row in _events(database) if row[2] == "item")
    wrong = []
    for item, accepted, declined, offered in database.execute(ANSWERS).fetchall():
        for verb, count in (("accepted", accepted), ("declined", declined), ("offered", offered)):
            if counted[item, verb] != count:
                wrong.append(f"item {item}: {verb} {count} times, told {counted[item, verb]}")
    return wrong


def _lost(database: Connection, told: list[Done]) -> list[str]:
    """Return what was acknowledged and is not there, or is there twice."""
    events = _events(database)
    by_item = Counter((row[1], row[3], row[4]) for row in events if row[2] == "item")
    by_household = Counter((row[0], row[3], row[4]) for row in events)
    asked = Counter((one.item, one.verb, one.account) for one in told if one.item)
    wrong = [f"{key} was acknowledged and lost" for key in asked - by_item]
    asked = Counter((one.household, one.verb, one.account) for one in told if not one.item)
    wrong += [f"{key} was acknowledged and lost" for key in asked - by_household]
    written = [one.words for one in told if one.words]
    rows = database.execute(WORDS, [written]).fetchall()
    there = {words for _place, _row, words in rows}
    wrong += [f"{one} was acknowledged and lost" for one in written if one not in there]
    twice = Counter((place, words) for place, _row, words in rows if place not in SEVERAL)
    return wrong + [f"{words}: {place} twice" for (place, words), n in twice.items() if n > 1]


SEVERAL = frozenset({"reason", "outcome"})
"""Where the same words may stand with several: what is given in bulk has one reason."""


def _events(database: Connection) -> list[tuple[Any, ...]]:
    return database.execute(EVENTS).fetchall()
