"""Letters to guests leave, and what guests answer comes into the plan: as the worker does it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from tandem.core.access import LinkState
from tandem.core.model import State
from tandem.gateways.errors import RefusedError, UnreachableError
from tandem.gateways.mail import MemoryMail, NoMail, SmtpMail, SmtpServer, Tls
from tandem.gateways.text_messages import HttpService, HttpTextMessages, MemoryTextMessages
from tandem.records.plans.guest_sign_in import ask_for_code, enter, guest_of_visit
from tandem.records.plans.states import By, GuestSays, LetterFailed
from tandem.tasks.guests import MOST_TRIES, send_letters, take_answers
from tandem.tasks.outside import Outside, doors_of, wrong_with
from tests.database import ConnectAs
from tests.gateways.servers import HOST, mail_server, post_server

if TYPE_CHECKING:
    from tests.actions.guests.practice import Practice

pytestmark = pytest.mark.django_db(transaction=True)

SITE = "https://plan.dommeldal.example"
SECRET = re.compile(rf"{SITE}/gast/link/([\w-]{{43}})/")
CODE = re.compile(r"\b(\d{6})\b")


@pytest.fixture
def practice(transactional_db: None) -> Practice:  # noqa: ARG001 - it is to be there first
    from tests.actions.guests.practice import Practice

    return Practice()


def deliver(practice: Practice, doors: Outside) -> int:
    from tests.tasks.town import as_worker

    with as_worker():
        return send_letters(practice.family.id, practice.family.at, doors)


def take(practice: Practice) -> None:
    from tests.tasks.town import as_worker

    practice.family.at += timedelta(seconds=1)
    with as_worker():
        take_answers(practice.family.id, practice.family.at)


def memory() -> Outside:
    return Outside(MemoryMail(), MemoryTextMessages(), SITE)


def visit_of(practice: Practice) -> str:
    """Send a link, and come in by what was sent."""
    doors = memory()
    practice.ask()
    deliver(practice, doors)
    (secret,) = SECRET.findall(doors.mail.sent[0].text.split("English")[0])  # type: ignore[attr-defined]
    ask_for_code(secret, By.TEXT, practice.family.at)
    deliver(practice, doors)
    (code,) = set(CODE.findall(doors.texts.sent[0].text))  # type: ignore[attr-defined]
    visit = enter(secret, code, practice.family.at)
    assert visit is not None
    return visit


def answer(practice: Practice, says: GuestSays, text: str = "") -> None:
    from tandem.actions.guests.visit import answer_as_guest
    from tandem.records.work import work

    actor = guest_of_visit(visit_of(practice), practice.family.at)
    assert actor is not None
    version = practice.family.version(practice.key)
    work(actor, practice.family.at).run(
        lambda w: answer_as_guest(w, says=says, version=version, text=text)
    )


def test_letters_and_codes_through_real_servers_leave_nothing_behind(
    practice: Practice, connect_as: ConnectAs
) -> None:
    from tests.actions.guests.practice import MAIL, TELEPHONE

    link = practice.ask()
    secret = practice.sealed(link)
    with mail_server() as server, post_server() as service:
        doors = Outside(
            SmtpMail(SmtpServer(HOST, server.port, "plan@dommeldal.example", tls=Tls.NONE)),
            HttpTextMessages(HttpService(f"http://{HOST}:{service.port}/", "woord")),
            SITE,
        )
        assert deliver(practice, doors) == 0
        assert deliver(practice, doors) == 0
        ask_for_code(secret, By.TEXT, practice.family.at)
        deliver(practice, doors)
    (letter,) = server.taken
    body = letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert letter["To"] == MAIL
    assert set(SECRET.findall(body)) == {secret}
    assert "Dr. Els Bos" in body
    for name in ("Kevin", "Vries", "Samira", "Huisarts"):
        assert name not in body, name
    ((_, _, text),) = service.taken
    assert TELEPHONE.encode() in text
    (code,) = set(CODE.findall(text.decode()))
    assert enter(secret, code, practice.family.at) is not None
    worker = connect_as("tandem_worker")
    kept = worker.execute(
        "SELECT row_to_json(l)::text FROM plans_guestlink l UNION ALL "
        "SELECT row_to_json(t)::text FROM plans_guestletter t UNION ALL "
        "SELECT row_to_json(o)::text FROM coordination_outbox o UNION ALL "
        "SELECT row_to_json(e)::text FROM audit_event e"
    ).fetchall()
    assert not [row for (row,) in kept if secret in row or f'"{code}"' in row]
    assert worker.execute("SELECT sealed FROM plans_guestletter").fetchall() == [("",)] * 2


def test_a_letter_of_which_nobody_noted_that_it_left_is_sent_again_the_same(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = memory()
    practice.ask()

    class KilledError(Exception):
        pass

    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr("tandem.tasks.guests.letter_left", killed)
        with pytest.raises(KilledError):
            deliver(practice, doors)
    deliver(practice, doors)
    deliver(practice, doors)
    first, again = doors.mail.sent  # type: ignore[attr-defined]
    assert first == again
    assert practice.links()[0].state(practice.family.at) is LinkState.SENT


def test_an_address_that_bounces_is_seen_by_who_asked(practice: Practice) -> None:
    practice.ask()
    broken = Outside(MemoryMail(broken=RefusedError("bounced")), MemoryTextMessages(), SITE)
    assert deliver(practice, broken) == 0
    (link,) = practice.links()
    assert (link.state(practice.family.at), link.failed) == (
        LinkState.FAILED,
        LetterFailed.BOUNCED,
    )
    practice.ask()
    deliver(practice, Outside(NoMail(), MemoryTextMessages(), SITE))
    assert practice.links()[0].failed is LetterFailed.NOT_SET_UP


def test_who_cannot_be_reached_is_tried_a_few_times(practice: Practice) -> None:
    practice.ask()
    mail = MemoryMail(broken=UnreachableError("not now"))
    doors = Outside(mail, MemoryTextMessages(), SITE)
    left = [deliver(practice, doors) for _ in range(MOST_TRIES)]
    assert left == [1] * (MOST_TRIES - 1) + [0]
    assert practice.links()[0].failed is LetterFailed.UNREACHABLE
    mail.broken = None
    deliver(practice, doors)
    assert mail.sent == []


def test_what_has_no_use_any_more_is_not_sent(practice: Practice) -> None:
    from tandem.actions.guests.ask import withdraw_link

    doors = memory()
    link = practice.ask()
    secret = practice.sealed(link)
    ask_for_code(secret, By.MAIL, practice.family.at)
    practice.family.at += timedelta(minutes=10)
    deliver(practice, doors)
    assert [one.subject for one in doors.mail.sent] == ["Tandem: wilt u iets nakijken?"]  # type: ignore[attr-defined]
    gone = practice.ask()
    family = practice.family
    practice.do("samira", lambda w: withdraw_link(w, family.code, key=practice.key, link=gone))
    deliver(practice, doors)
    assert len(doors.mail.sent) == 1  # type: ignore[attr-defined]


def test_a_confirmation_is_the_yes_of_the_owner(practice: Practice) -> None:
    answer(practice, GuestSays.CONFIRMS)
    take(practice)
    row = practice.family.row(practice.key)
    (given,) = row.answers
    assert given.by == row.owner
    assert given.kind == "yes"
    settled = practice.links()[0].answer
    assert settled is not None
    assert settled.problem == ""
    take(practice)
    assert len(practice.family.row(practice.key).answers) == 1


def test_a_change_is_asked_of_everybody_anew(practice: Practice) -> None:
    from tandem.actions.plans.answer_agreement import answer_agreement
    from tandem.core.access import AnswerKind

    family = practice.family
    family.run(
        "kevin",
        lambda w: answer_agreement(
            w, family.code, key=practice.key, version=1, kind=AnswerKind.YES
        ),
    )
    answer(practice, GuestSays.CHANGES, "huisarts: Kevin, vr 15-15:30, vanaf 4 januari 2027")
    take(practice)
    row = family.row(practice.key)
    (session,) = row.form.demands.sessions
    assert session.windows is not None
    assert session.windows[0].start == 15 * 60
    assert row.version == 2
    assert row.state is State.PROPOSED
    assert [one.by for one in row.answers if row.counts(one)] == [row.owner]


def test_what_is_not_right_stands_with_its_reason(practice: Practice) -> None:
    answer(practice, GuestSays.NOT_RIGHT, "Wij doen dit op dinsdag")
    take(practice)
    (given,) = practice.family.row(practice.key).answers
    assert (given.kind, given.reason) == ("not-agreed", "Wij doen dit op dinsdag")


def test_an_answer_that_comes_too_late_stays_to_be_read(practice: Practice) -> None:
    from dataclasses import replace

    from tandem.actions.plans.change_agreement import change_agreement
    from tandem.actions.plans.draft import draft_of

    answer(practice, GuestSays.CHANGES, "huisarts: Kevin, vr 15-15:30, vanaf 4 januari 2027")
    family = practice.family
    draft = replace(draft_of(family.case(), family.row(practice.key)), title="Anders")
    family.run(
        "samira",
        lambda w: change_agreement(w, family.code, key=practice.key, version=1, draft=draft),
    )
    take(practice)
    (link,) = practice.links()
    assert link.answer is not None
    assert "changed at the same moment" in link.answer.problem
    assert link.answer.text.endswith("vanaf 4 januari 2027")
    assert family.row(practice.key).title == "Anders"


def test_from_the_outbox_by_the_queue_to_the_folder_of_the_demo(
    practice: Practice, settings: Settings, tmp_path: Path
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from django.utils import timezone

    from tandem.gateways.folder import posted
    from tandem.tasks.worker import Pace, run_worker
    from tests.tasks.town import as_worker

    settings.TANDEM_LETTERS = tmp_path
    settings.TANDEM_ADDRESS = SITE
    settings.TANDEM_AHEAD = practice.family.at - timezone.now()
    practice.ask()
    with as_worker(), ThreadPoolExecutor(1) as apart:
        apart.submit(run_worker, Pace(0.1, 0.1, 0.2, 1.0, 5.0), until_empty=True).result()
    (letter,) = posted(tmp_path)
    assert SECRET.search(letter.text)


# --- a guest has no scope -------------------------------------------------------------------


def test_a_guest_reads_no_row_of_any_table_and_one_agreement_by_one_function(
    practice: Practice, connect_as: ConnectAs
) -> None:
    """With every filter in Python switched off: as the site connects, with only the guest set."""
    link = practice.ask()
    other = practice.ask()
    app = connect_as("tandem_app")
    told = "SELECT set_config('app.actor', '', false), set_config('app.at', %s, false)"
    app.execute(told, [practice.family.at.isoformat()])
    app.execute("SELECT set_config('app.guest', %s, false)", [str(link)])
    tables = app.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity ORDER BY 1"
    ).fetchall()
    assert len(tables) >= 28
    for (table,) in tables:
        if table in {"audit_processing", "coordination_noticeletter"}:
            # The site only adds to them, for whomever.
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            continue
        count = app.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        assert count == (0,), table
    (seen,) = app.execute("SELECT tandem_guest_sees()").fetchone() or ({},)
    assert seen["agreement"]["id"] == practice.agreement
    assert [one["name"] for one in seen["members"]] == ["Kevin"]
    assert {"lead", "guest", "members", "agreement", "answer"} < set(seen)
    for name in ("Lotte", "Karin", "Marloes", "therap"):
        assert name not in str(seen), name
    added = "INSERT INTO plans_guestanswer (household_id, link_id, says, agreement_version, text, "
    added += "given_at, problem) VALUES (%s, %s, 'confirms', 1, '', now(), '')"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(added, [practice.family.id, other])
    app.execute(added, [practice.family.id, link])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(added, [practice.family.id, link])
    app.execute("SELECT set_config('app.guest', '', false)")
    assert app.execute("SELECT tandem_guest_sees()").fetchone() == (None,)


# --- how it is set up -----------------------------------------------------------------------


def given(**more: str) -> dict[str, str]:
    return {**dict.fromkeys(django_settings.TANDEM_OUTSIDE, ""), **more}


def test_what_is_wrong_with_the_settings_is_told() -> None:
    good = given(
        MAIL_HOST="mail.example",
        MAIL_FROM="plan@dommeldal.example",
        SMS_URL="https://sms.example/",
        SMS_TOKEN="woord",  # noqa: S106 - of nobody
    )
    assert list(wrong_with(given(), "")) == []
    assert list(wrong_with(good, SITE)) == []
    assert isinstance(doors_of(good, SITE).mail, SmtpMail)
    for more, address in (
        ({}, "http://plan.example"),
        ({"MAIL_FROM": "plan"}, SITE),
        ({"MAIL_TLS": "none"}, SITE),
        ({"MAIL_TLS": "ssl"}, SITE),
        ({"MAIL_PORT": "veel"}, SITE),
        ({"SMS_URL": "http://sms.example/"}, SITE),
        ({"SMS_TOKEN": ""}, SITE),
    ):
        assert len(list(wrong_with(good | more, address))) == 1, more
