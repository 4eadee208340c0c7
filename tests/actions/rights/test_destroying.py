"""What a person decided to destroy is gone, wherever it stood; and nothing else is."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError

from tandem.actions.plans.check_plan import check_plan
from tandem.actions.rights.answer import Decision, answer_request, stop_destruction
from tandem.actions.rights.attachments import Safe
from tandem.actions.rights.destroy import destroy, destroy_due
from tandem.gateways.file_store import DiskStore
from tandem.gateways.sealing import Sealer
from tandem.records.coordination.models import (
    Destruction,
    Request,
    RequestAnswer,
    RequestKind,
    Scope,
)
from tandem.records.door import plumbing
from tandem.records.sessions import SessionStore
from tandem.records.work import Work
from tests.actions.rights.planted import (
    Planted,
    dump,
    found,
    left_of,
    places_of,
    plant,
    plant_rows,
    texts_without_a_mark,
)
from tests.database import ConnectAs
from tests.records.rows import Database
from tests.tasks.town import as_worker

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = ("karin", "kevin", "lotte", "teun", "oma riet")
WORDS_OF_OUR_OWN = {
    "coordination_asktochange.state",
    "coordination_handover.talk",
    "coordination_leadanswer.says",
    "coordination_leadanswer.way",
    "coordination_commission.may_see",
    "coordination_escalation.step",
    "coordination_expense.role",
    "coordination_item.ended",
    "coordination_item.why",
    "coordination_obstacle.page",
    "coordination_ownaction.ended",
    "coordination_offer.reason",
    "coordination_offer.reported",
    "coordination_refusal.source",
    "coordination_signal.answer",
    "coordination_simplequestion.way",
    "coordination_stepdone.step",
    "coordination_tried.rung",
    "coordination_tried.went",
    "coordination_signal.concern",
    "coordination_signal.source",
    "coordination_attachment.file",
    "coordination_attachment.media_type",
    "coordination_attachment.state",
    "coordination_item.kind",
    "coordination_item.outcome",
    "coordination_jointdecision.state",
    "coordination_outbox.error",
    "coordination_outbox.name",
    "coordination_outbox.payload",
    "coordination_request.alternative",
    "coordination_request.answer",
    "coordination_request.caller",
    "coordination_request.kind",
    "coordination_request.source",
    "coordination_request.subject",
    "coordination_voice.says",
    "people_citizennumber.digest",
    "people_citizennumber.ground",
    "people_emergencyaccess.kind",
    "people_givenyes.kind",
    "people_givenyes.way",
    "people_involvement.role",
    "people_parentalauthority.source",
    "people_representation.mandate",
    "people_representation.source",
    "plans_agreement.kind",
    "plans_agreement.mandatory_basis",
    "plans_agreement.state",
    "plans_agreement.unknown",
    "plans_answer.kind",
    "plans_answer.way",
    "plans_change.alternative",
    "plans_change.because_of",
    "plans_change.kind",
    "plans_change.state",
    "plans_changeanswer.kind",
    "plans_changeanswer.way",
    "plans_circumstances.away",
    "plans_circumstances.statuses",
    "plans_goal.achievement",
    "plans_goal.lifecycle",
    "plans_guestanswer.says",
    "plans_guestletter.by",
    "plans_guestletter.failed",
    "plans_guestlink.asks",
    "plans_plan.region",
    "plans_verdict.digest",
    "plans_verdict.rules",
    "plans_verdict.verdict",
}
"""Columns in which nobody types: states, kinds, short names that we give, sums."""
NEWEST = {
    *("people_emergencyaccess", "people_givenyes", "people_representation"),
    *("plans_guestlink", "plans_guestletter", "plans_guestanswer"),
    *("coordination_escalation", "coordination_signal", "coordination_commission"),
    *("coordination_dispute", "coordination_expense", "coordination_refusal"),
    *("coordination_simplequestion", "coordination_stepdone", "coordination_tried"),
    *("coordination_obstacle", "coordination_asktochange"),
    *("coordination_obstacle", "coordination_asktochange", "coordination_ownaction"),
    *("coordination_handover", "coordination_leadanswer"),
}
"""Tables that no action of these tests writes in: their rows are planted past every guard."""
FILLED_BY_THE_TEST = {
    *("people_involvement.ground", "plans_plan.opened_ground", "plans_shield.aspect"),
    "coordination_lead.reason",
    "coordination_leadoffer.legal_ground",
    "coordination_offer.answer",
    "coordination_track.reason",
    "coordination_track.ended_because",
    "plans_agreement.yes_form",
    "plans_changeanswer.reason",
    "plans_verdict.summary",
}
"""Columns that the import of the tests fills with texts of its own; their rows go with the rest."""


def decide(planted: Planted, scope: Scope) -> int:
    """Grant the request of Karin for Lotte; return the number of the decision."""

    def answer(opened: Work) -> int:
        number = Request.objects.get(kind=RequestKind.DESTRUCTION.value).pk
        why = planted.marks("Er is geen grond meer")
        answer_request(opened, number, Decision(RequestAnswer.DONE, why, scope=scope))
        return Destruction.objects.get().pk

    return planted.family.run("samira", answer)


def after_waiting(planted: Planted) -> datetime:
    return planted.family.at.replace(year=2027)


def sign_in(planted: Planted) -> None:
    """Leave a session of Kevin, and one of Samira with a line that she was typing."""
    for who, more in (("kevin", {}), ("samira", {"table-line": planted.marks("nog te typen")})):
        store = SessionStore()
        store.update({"_auth_user_id": str(planted.family.actors[who].account), **more})
        store.save()
    assert found(sessions(), planted.marks.marks)


def sessions() -> str:
    with plumbing():
        return str([one.get_decoded() for one in Session.objects.all()])


def dump_of(database: Database, files: Path) -> str:
    """Everything that can be read, on the disk too."""
    lying = (path.read_bytes().decode("latin-1") for path in files.rglob("*") if path.is_file())
    return "\n".join([dump(database), sessions(), *lying])


def store_names(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def age(folder: Path) -> None:
    """Let every file be of long ago: what is young may just be being written."""
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


def test_nothing_of_a_household_can_be_read_after_it_was_destroyed(
    connect_as: ConnectAs, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    store = DiskStore(tmp_path)
    planted = plant(Safe(store, Sealer.of(["a secret of this test"], "files")))
    (letter,) = store_names(tmp_path)
    sign_in(planted)
    decide(planted, Scope.HOUSEHOLD)
    database = connect_as("postgres")
    plant_rows(database, planted)
    assert set(left_of(database, planted.family.id)) >= NEWEST
    database.execute("ANALYZE")
    before = dump_of(database, tmp_path)
    inside = planted.marks.given["Beste Kevin"]
    assert found(before, planted.marks.marks) == [
        one
        for one in planted.marks.marks
        if one != inside  # what is in a file lies encrypted
    ]
    without = texts_without_a_mark(database, planted) - WORDS_OF_OUR_OWN - FILLED_BY_THE_TEST
    assert ", ".join(sorted(one for one in without if not one.endswith(".key"))) == ""
    assert any(line.startswith("pg_stats") for line in places_of(before, planted.marks.marks))
    others = found(before, planted.other_marks.marks)
    with as_worker():
        assert destroy_due(planted.family.at, store) == 0  # its waiting time is not over
        assert destroy_due(after_waiting(planted), store) == 1
        assert destroy_due(after_waiting(planted), store) == 0
        age(tmp_path)
        assert destroy_due(after_waiting(planted), store) == 0
    assert letter not in store_names(tmp_path)
    after = dump_of(database, tmp_path)
    gone = (*planted.marks.marks, *PEOPLE, planted.family.code)
    assert places_of(after, gone) == []
    assert left_of(database, planted.family.id) == []
    assert found(after, planted.other_marks.marks) == others
    assert found(caplog.text, planted.marks.marks) == []
    query = "SELECT count(*) FROM audit_event WHERE household_id = %s"
    kept = database.execute(query, [planted.family.id]).fetchone()
    assert kept is not None
    assert kept[0] > 20  # that something happened stays; not what


def test_what_is_about_one_member_goes_and_the_others_keep_their_plan(
    connect_as: ConnectAs, tmp_path: Path
) -> None:
    planted = plant()
    decide(planted, Scope.MEMBER)
    database, family = connect_as("postgres"), planted.family
    before = dump(database)
    hers = tuple(planted.marks.given[one] for one in ("Lotte", "Zwemmen", "In het diepe"))
    assert found(before, hers) == list(hers)
    with as_worker():
        assert destroy_due(after_waiting(planted), DiskStore(tmp_path)) == 1
    after = dump(database)
    assert places_of(after, (*hers, "lotte")) == []
    kept = [planted.marks.given[one] for one in ("Karin", "Kevin", "Therapie")]
    assert found(after, tuple(kept)) == kept
    family.at = after_waiting(planted)
    case = family.case()
    assert [one.key for one in case.head.members if one.key == "lotte"] == []
    assert {"therapy", "school"} <= {one.key for one in case.plan.agreements}
    family.run("samira", lambda w: check_plan(w, family.code))  # and it can be checked


def test_the_database_destroys_only_what_a_person_decided_on(connect_as: ConnectAs) -> None:
    planted = plant()
    number = decide(planted, Scope.HOUSEHOLD)
    before = dump(connect_as("postgres"))
    with as_worker(), pytest.raises(DatabaseError, match="its time has not come"):
        destroy(planted.family.at, number)
    with pytest.raises(DatabaseError, match="permission denied"):
        destroy(after_waiting(planted), number)  # the site itself may never
    planted.family.run("samira", lambda w: stop_destruction(w, number))
    with as_worker(), pytest.raises(DatabaseError, match="nobody decided"):
        destroy(after_waiting(planted), number)
    after = dump(connect_as("postgres"))
    assert found(after, planted.marks.marks) == found(before, planted.marks.marks)
