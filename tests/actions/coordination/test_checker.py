"""The checker itself: a sound database is found sound, and every planted fault is found."""

# ruff: noqa: S608 - every statement is of this module

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tandem.actions.coordination.items import Seen, give_item
from tandem.actions.coordination.leads import appoint_lead, appoint_stand_in, ask_to_lead
from tandem.actions.coordination.offers import (
    Declined,
    NewOffer,
    accept_offer,
    decline_offer,
    offer_item,
    take_step,
)
from tandem.actions.coordination.signals import Handled, NewSignal, give_signal, handle_signal
from tandem.actions.coordination.tasks import (
    NewAction,
    NewCommission,
    add_action,
    add_commission,
    finish_item,
)
from tandem.actions.plans.change_agreement import change_agreement
from tandem.actions.plans.draft import draft_of
from tandem.core.coordination.clocks import Step
from tandem.records.coordination.models import Item, MaySee, Offer, SignalAnswer
from tests.actions.coordination.checker import RULES, Done, wrong_with
from tests.actions.plans.family import NOON, Family, five_plans
from tests.database import ConnectAs

Database = psycopg.Connection[tuple[Any, ...]]
DUE = (NOON + timedelta(days=30)).date()


LETTER = """
    WITH letter AS (
        INSERT INTO coordination_noticeletter (account_id, begun_at, left_at)
        SELECT account_id, now(), now() FROM coordination_notice ORDER BY id LIMIT 1
        RETURNING id, account_id
    )
    UPDATE coordination_notice n SET letter_id = l.id FROM letter l
    WHERE n.account_id = l.account_id
"""


def lived(family: Family) -> list[Done]:
    """Let everything happen once that the checker looks at; return what was acknowledged."""
    owner = next(
        one.owner
        for one in family.case().core().agreements
        if one.owner != "samira" and one.owner in family.actors
        if family.actors[one.owner].professional
    )
    account = {name: one.account or 0 for name, one in family.actors.items()}
    handler = signal_handled(family, owner)
    action = passed_to_and_fro(family, owner)
    commissions(family, owner)
    leads(family, owner)
    change(family, owner)
    return [
        Done(action, "declined", account[owner], words="nee-1"),
        Done(action, "offered", account["samira"], words="vraag-2"),
        Done(0, "gave-item", account["chief"], family.id, "gegeven-1"),
        Done(0, "signal-handled", account[handler], family.id, "gedicht-1"),
    ]


def number(family: Family, who: str) -> int:
    return family.actors[who].professional or 0


def row_of(family: Family, item: int) -> Item:
    return family.run("chief", lambda _: Item.objects.get(pk=item))


def signal_handled(family: Family, owner: str) -> str:
    """Give a signal, and let who has it handle it; return who that is."""
    code, signal = family.code, NewSignal("home", "Het dak lekt.")
    item = family.run(owner, lambda w: give_signal(w, code, signal))
    holder = row_of(family, item).holder_id
    who = next(name for name in family.actors if number(family, name) == holder)
    handled = Handled(SignalAnswer.HELPED, "gedicht-1")
    family.run(who, lambda w: handle_signal(w, code, item, handled))
    return who


def passed_to_and_fro(family: Family, owner: str) -> int:
    """Offer an action, twice, and give it back by the team leader."""
    code, run = family.code, family.run
    offer = NewOffer(number(family, owner), "vraag-1")
    action = run("samira", lambda w: add_action(w, code, NewAction("Bellen", DUE)))
    run("samira", lambda w: offer_item(w, code, action, offer))
    run(owner, lambda w: decline_offer(w, code, action, Declined("no-time", "nee-1")))
    run("samira", lambda w: offer_item(w, code, action, replace(offer, note="vraag-2")))
    run(owner, lambda w: accept_offer(w, code, action))
    seen, samira = Seen(code, action, row_of(family, action).version), number(family, "samira")
    run("chief", lambda w: give_item(w, seen, to=samira, reason="gegeven-1"))
    return action


def commissions(family: Family, owner: str) -> None:
    """Ask for something twice: one is carried out, of the other the clock strikes."""
    code, run = family.code, family.run
    offer = NewOffer(number(family, owner), "vraag-3")
    new = NewCommission("Een regeling", DUE, "Bel me.", MaySee.ASKED, offer)
    asked = run("samira", lambda w: add_commission(w, code, new))
    run(owner, lambda w: accept_offer(w, code, asked))
    run(owner, lambda w: finish_item(w, code, asked, "verslag-1"))
    waits = run("samira", lambda w: add_commission(w, code, replace(new, text="Nog een")))
    struck = run("samira", lambda _: Offer.objects.get(item_id=waits).pk)
    run("chief", lambda w: take_step(w, family.id, struck, Step.REMINDER))


def leads(family: Family, owner: str) -> None:
    """Let the lead pass to and fro, somebody stand in, and somebody be asked."""
    code, run = family.code, family.run
    other, until = number(family, owner), NOON + timedelta(days=9)
    for who in (other, number(family, "samira")):
        run("chief", lambda w, one=who: appoint_lead(w, code, professional=one, reason="Om"))  # type: ignore[misc]
    run("samira", lambda w: appoint_stand_in(w, code, professional=other, until=until))
    run("chief", lambda w: ask_to_lead(w, code, professional=other, reason="nu-1"))


def change(family: Family, owner: str) -> None:
    """Change an agreement twice."""
    key = next(one.id for one in family.case().core().agreements if one.owner == owner)
    for _ in range(2):
        case = family.case()
        row = case.plan.agreement(key)
        assert row is not None
        draft = draft_of(case, row)
        draft = replace(draft, title=f"{draft.title}.")
        version = row.version
        family.run(
            owner,
            lambda w, d=draft, v=version: change_agreement(  # type: ignore[misc]
                w, family.code, key=key, version=v, draft=d
            ),
        )


OPEN = "(SELECT item_id FROM coordination_offer WHERE answered_at IS NULL LIMIT 1)"
OVER = "(SELECT id FROM coordination_item WHERE kind = 'signal' LIMIT 1)"
DONE = "(SELECT item_id FROM coordination_commission WHERE carried_out_by_id IS NOT NULL LIMIT 1)"
LAST = "(SELECT max(id) FROM coordination_lead)"
OFFERED = """
    INSERT INTO coordination_offer (household_id, item_id, to_id, offered_at, offered_by, answer)
    SELECT household_id, id, {to}, now(), 1, '' FROM coordination_item WHERE id = {item}
"""
NOTICES = "INSERT INTO coordination_notice (account_id, kind, item_id, made_at, letter_id) "
FAULTS: dict[str, str] = {
    "no holder": f"""
        ALTER TABLE coordination_item ALTER COLUMN holder_id DROP NOT NULL;
        UPDATE coordination_item SET holder_id = NULL WHERE id = {OPEN}
    """,
    "two open offers": f"""
        DROP INDEX one_open_offer; {OFFERED.format(to="holder_id + 1", item=OPEN)}
    """,
    "over and still offered": OFFERED.format(to="holder_id + 1", item=OVER),
    "offered to its holder": f"""
        UPDATE coordination_item SET holder_id = (SELECT to_id FROM coordination_offer
            WHERE item_id = {OPEN} AND answered_at IS NULL) WHERE id = {OPEN}
    """,
    "carried out by its holder": f"""
        UPDATE coordination_item i SET holder_id = c.carried_out_by_id
        FROM coordination_commission c WHERE c.item_id = i.id AND i.id = {DONE}
    """,
    "over and still carried out": f"""
        UPDATE coordination_item SET closed_at = now(), ended = 'done', outcome = 'x'
        WHERE id = {DONE}
    """,
    "offered and carried out": OFFERED.format(to="holder_id + 1", item=DONE),
    "work that nobody asked for": f"""
        UPDATE coordination_item SET kind = 'action' WHERE id = {DONE}
    """,
    "over without a word": f"""
        ALTER TABLE coordination_item DROP CONSTRAINT closed_item_says_how_it_ended;
        UPDATE coordination_item SET outcome = '' WHERE id = {OVER}
    """,
    "ended and open": f"""
        ALTER TABLE coordination_item DROP CONSTRAINT item_ended_as_something;
        UPDATE coordination_item SET closed_at = NULL WHERE id = {OVER}
    """,
    "a signal that was not handled": f"""
        ALTER TABLE coordination_item DROP CONSTRAINT signal_ends_as_handled;
        UPDATE coordination_item SET ended = 'withdrawn' WHERE id = {OVER}
    """,
    "on the track without exactly one lead": f"""
        UPDATE coordination_lead SET period = tstzrange(
            lower(period) + interval '1 microsecond', NULL) WHERE id = {LAST}
    """,
    "two leads at once": f"""
        ALTER TABLE coordination_lead DROP CONSTRAINT one_lead_at_a_time;
        UPDATE coordination_lead SET period = tstzrange(
            lower(period) - interval '1 microsecond', NULL) WHERE id = {LAST}
    """,
    "two stand in at once": """
        ALTER TABLE coordination_standin DROP CONSTRAINT one_stand_in_at_a_time;
        INSERT INTO coordination_standin (household_id, professional_id, period)
            SELECT household_id, professional_id + 1, period FROM coordination_standin
    """,
    "two are asked to lead": """
        DROP INDEX one_open_lead_offer;
        INSERT INTO coordination_leadoffer (household_id, professional_id, reason, legal_ground,
            offered_at, offered_by, answer) SELECT household_id, professional_id, reason,
            legal_ground, now(), 1, '' FROM coordination_leadoffer WHERE answered_at IS NULL
    """,
    "a lead that nobody was told of": f"""
        DELETE FROM audit_event WHERE verb = 'lead-passed' AND subject_id = {LAST}
    """,
    "a lead that is told of and is not there": f"DELETE FROM coordination_lead WHERE id = {LAST}",
    "handed on twice": """
        UPDATE coordination_outbox SET attempts = 2
        WHERE id = (SELECT max(id) FROM coordination_outbox)
    """,
    "put in the outbox twice": """
        INSERT INTO coordination_outbox (household_id, name, payload, due_at, attempts, error)
        SELECT household_id, name, payload, due_at, 0, '' FROM coordination_outbox
            WHERE name = 'offer-clock' LIMIT 1
    """,
    "an offer with a clock that is not whole": """
        DELETE FROM coordination_outbox WHERE id =
            (SELECT max(id) FROM coordination_outbox WHERE name = 'offer-clock')
    """,
    "a clock that struck twice": """
        ALTER TABLE coordination_escalation DROP CONSTRAINT each_step_once;
        INSERT INTO coordination_escalation (household_id, offer_id, step, at)
            SELECT household_id, offer_id, step, at FROM coordination_escalation
    """,
    "a clock that told another story": """
        DELETE FROM audit_event WHERE verb = 'offer-unanswered'
    """,
    "told twice of one thing": f"""
        {NOTICES} SELECT account_id, kind, item_id, made_at, letter_id FROM coordination_notice
    """,
    "a letter that told nothing new": """
        INSERT INTO coordination_noticeletter (account_id, begun_at, left_at)
            SELECT account_id, now(), now() FROM coordination_notice LIMIT 1
    """,
    "a letter to somebody else": """
        INSERT INTO coordination_noticeletter (account_id, begun_at) SELECT account_id + 1, now()
            FROM coordination_notice LIMIT 1;
        UPDATE coordination_notice SET letter_id = (SELECT max(id) FROM coordination_noticeletter)
    """,
    "a version that was skipped": f"""
        UPDATE coordination_item SET version = version + 1 WHERE id = {OVER}
    """,
    "a change of an agreement that was skipped": """
        DELETE FROM audit_event WHERE id = (SELECT max(id) FROM audit_event
            WHERE verb = 'changed' AND subject = 'agreement')
    """,
    "passed on by somebody who did not hold it": """
        UPDATE audit_event SET data = data || '{"was": 0}'::jsonb WHERE verb = 'gave-item'
    """,
    "held by somebody whom nobody gave it": """
        UPDATE coordination_item SET holder_id = holder_id + 1 WHERE id =
            (SELECT subject_id FROM audit_event WHERE verb = 'gave-item')
    """,
    "times, told": "DELETE FROM audit_event WHERE subject = 'item' AND verb = 'offered'",
    "nee-1 was acknowledged and lost": """
        UPDATE coordination_offer SET answer = 'x' WHERE answer = 'nee-1'
    """,
    "'declined'": "DELETE FROM audit_event WHERE subject = 'item' AND verb = 'declined'",
    "'gave-item'": "DELETE FROM audit_event WHERE verb = 'gave-item'",
    "vraag-2: offer note twice": "UPDATE coordination_offer SET note = 'vraag-2'",
}
"""What could go wrong, by what the checker is to say of it; past all that guards against it."""


@pytest.mark.django_db(transaction=True)
def test_a_sound_database_is_found_sound_and_every_planted_fault_is_found(
    connect_as: ConnectAs,
) -> None:
    told = lived(five_plans())
    assert set(RULES) <= set(FAULTS), "a rule of which nobody knows whether it finds anything"
    with connect_as("postgres") as database:
        assert database.execute(LETTER).rowcount, "nobody was told anything"
        assert wrong_with(database, told) == []
        for said, sql in FAULTS.items():
            wrong = planted(database, sql, told)
            assert any(said in line for line in wrong), (said, json.dumps(wrong))
        assert wrong_with(database, told) == [], "the faults are taken back"


def planted(database: Database, sql: str, told: list[Done]) -> list[str]:
    """Return what the checker says of a fault, which is taken back."""
    with database.transaction(force_rollback=True):
        database.execute("SET LOCAL session_replication_role = replica")
        for statement in sql.split(";"):
            assert database.execute(statement).rowcount, statement
        return wrong_with(database, told)
