"""What is new is told by letter: once, without a word of what it is about, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tandem.gateways.errors import RefusedError, UnreachableError
from tandem.gateways.mail import MemoryMail
from tandem.gateways.text_messages import NoTextMessages
from tandem.tasks.notices import LetterWaitsError, tell_all, tell_one
from tandem.tasks.outside import Outside

if TYPE_CHECKING:
    from tests.actions.plans.family import Family

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "https://plan.dommeldal.example"


class KilledError(Exception):
    """The worker stops here."""


@pytest.fixture
def family(transactional_db: None) -> Family:  # noqa: ARG001 - it is to be there first
    from tests.actions.plans.family import five_plans

    family = five_plans()
    choose(family, "bram", "mail")
    choose(family, "dirk", "daily")
    return family


def choose(family: Family, key: str, told_by: str) -> None:
    from tandem.actions.people.own_details import choose_news

    mail = f"{key}@werk.example"
    family.run(key, lambda w: choose_news(w, told_by=told_by, mail=mail))


def write(family: Family) -> int:
    from tandem.actions.coordination.talks import NewTalk, begin_talk
    from tandem.core.access.talks import Someone

    readers = [Someone(None, family.actors[one].professional) for one in ("bram", "dirk")]
    new = NewTalk("Het bed van Kevin", "Kan Kevin vrijdag?", tuple(readers))
    return family.run("samira", lambda w: begin_talk(w, family.code, new))


def at_once(family: Family, mail: MemoryMail, key: str = "bram") -> None:
    from tandem.records.people.models import ToldBy
    from tests.tasks.town import as_worker

    with as_worker():
        doors = Outside(mail, NoTextMessages(), SITE)
        tell_one(family.actors[key].account or 0, family.at, doors, ToldBy.MAIL)


def in_the_morning(family: Family, mail: MemoryMail) -> None:
    from tests.tasks.town import as_worker

    family.at += timedelta(hours=12)
    with as_worker():
        tell_all(family.at, Outside(mail, NoTextMessages(), SITE))


def sent_to(mail: MemoryMail) -> list[str]:
    return [one.to.split("@")[0] for one in mail.sent]


def test_everybody_hears_once_as_he_or_she_chose_and_the_letter_tells_nothing(
    family: Family,
) -> None:
    mail = MemoryMail()
    write(family)
    write(family)
    for _ in range(3):
        at_once(family, mail)
    at_once(family, mail, "dirk")
    assert sent_to(mail) == ["bram"]
    for _ in range(2):
        in_the_morning(family, mail)
    assert sent_to(mail) == ["bram", "dirk"]
    for letter in mail.sent:
        assert f"{SITE}/nieuw/" in letter.text
        assert "2 nieuwe dingen" in letter.text
        for name in ("Kevin", "Vries", "Samira", "bed", family.code):
            assert name not in letter.text + letter.subject


def test_a_worker_that_is_stopped_sends_nothing_twice_and_loses_nothing(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = MemoryMail()
    write(family)

    def killed(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr("tandem.tasks.notices.letter_left", killed)
        with pytest.raises(KilledError):
            at_once(family, mail)
    at_once(family, mail)
    assert sent_to(mail) == ["bram"], "it left, and nobody noted that"
    write(family)
    with monkeypatch.context() as patched:
        patched.setattr("tandem.tasks.notices._hand_over", killed)
        with pytest.raises(KilledError):
            at_once(family, mail)
    at_once(family, mail)
    assert sent_to(mail) == ["bram"], "nobody knows whether it left"
    in_the_morning(family, mail)
    in_the_morning(family, mail)
    assert sorted(sent_to(mail)) == ["bram", "bram", "dirk"]
    assert len({one.id for one in mail.sent}) == 3, "no letter left twice"


def test_what_cannot_leave_is_told_later_and_who_reads_needs_no_letter(family: Family) -> None:
    from tandem.actions.coordination.talks import read_talk
    from tandem.records.coordination.notices import read_everything

    broken = MemoryMail(broken=UnreachableError("away"))
    talk = write(family)
    for _ in range(2):
        with pytest.raises(LetterWaitsError):
            at_once(family, broken)
    with pytest.raises(LetterWaitsError):
        in_the_morning(family, broken)
    family.run("dirk", lambda w: read_talk(w, talk))
    mail = MemoryMail()
    in_the_morning(family, mail)
    assert sent_to(mail) == ["bram"]
    write(family)
    at_once(family, MemoryMail(broken=RefusedError("bounced")))
    family.run("dirk", read_everything)
    in_the_morning(family, mail)
    assert sent_to(mail) == ["bram"]


def test_two_people_are_told_by_two_tasks_and_one_by_one(family: Family) -> None:
    from tandem.records.coordination.notices import TELL
    from tandem.tasks.handing_over import hand_over
    from tests.tasks.town import as_worker

    choose(family, "dirk", "mail")
    write(family)
    write(family)
    with as_worker():
        assert hand_over(family.at) > 0
        waiting = family.run("samira", lambda _: _jobs(TELL))
    assert sorted(waiting) == sorted(family.actors[one].account or 0 for one in ("bram", "dirk"))


def _jobs(name: str) -> list[int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'account')::bigint FROM tandem_queue.procrastinate_jobs "
            "WHERE task_name = %s AND status = 'todo'",
            [name],
        )
        return [account for (account,) in cursor.fetchall()]
