"""Somebody stops helping: at once the household is closed, and nothing is left lying."""

from __future__ import annotations

from functools import partial

import pytest

from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.end_involvement import (
    GUARDIAN,
    HOLDS,
    LEADS,
    UnknownHelperError,
    end_involvement,
)
from tandem.actions.people.parental_authority import Authority, say_who_has_authority
from tandem.actions.plans.withdraw_agreement import withdraw_agreement
from tandem.core.access import Reason
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.people.rows import Source
from tandem.records.plans.history import history_of
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work
from tests.actions.plans.family import Family, five_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> Family:
    return five_plans()


def number(family: Family, key: str) -> int:
    return next(one.id for one in family.case().head.helpers if one.key == key)


def stop(family: Family, by: str, whom: str, reason: str = "Marloes gaat verder") -> None:
    involvement = number(family, whom)
    family.run(
        by, lambda w: end_involvement(w, family.code, involvement=involvement, reason=reason)
    )


def withdraw_all_of(family: Family, key: str) -> None:
    """Let nothing of somebody be open any more."""
    involvement = number(family, key)
    for row in family.case().plan.agreements:
        if involvement in {row.owner.involvement, row.decided_by}:
            family.run("samira", partial(_withdraw, family.code, row))


def _withdraw(code: str, row: AgreementRow, opened: Work) -> None:
    withdraw_agreement(opened, code, key=row.key, version=row.version, reason="Klaar")


def test_what_somebody_holds_goes_to_somebody_else_first(family: Family) -> None:
    with pytest.raises(InvalidError) as caught:
        stop(family, "samira", "dirk")
    assert caught.value.problems == (HOLDS,)
    assert number(family, "dirk") in {one.id for one in family.case().head.involved}


def test_from_that_moment_the_household_is_closed(family: Family) -> None:
    withdraw_all_of(family, "dirk")
    stop(family, "samira", "dirk")
    case = family.case()
    assert "dirk" not in {one.key for one in case.head.involved}
    assert "dirk" in {one.key for one in case.head.helpers}  # his name stays in what was
    with pytest.raises(UnknownHouseholdError):
        family.run("dirk", lambda w: head_of(w, family.code))
    latest = family.run("karin", lambda w: history_of(w, family.id))[0]
    assert (latest.verb, latest.data["by"]) == ("stopped-helping", "dirk")


def test_whoever_helps_may_stop_and_others_may_not_send_him_away(family: Family) -> None:
    withdraw_all_of(family, "dirk")
    for other in ("marloes", "kevin"):
        with pytest.raises(NotAllowedError) as caught:
            stop(family, other, "dirk")
        assert caught.value.decision.reason is Reason.NOT_LEAD
    stop(family, "dirk", "dirk")
    with pytest.raises(UnknownHelperError):
        stop(family, "samira", "dirk")


def test_without_a_reason_nobody_stops(family: Family) -> None:
    withdraw_all_of(family, "dirk")
    with pytest.raises(InvalidError) as caught:
        stop(family, "samira", "dirk", reason=" ")
    assert caught.value.problems[0].field == "reason"


def test_who_leads_does_not_stop_while_leading(family: Family) -> None:
    withdraw_all_of(family, "samira")
    with pytest.raises(InvalidError) as caught:
        stop(family, "samira", "samira")
    assert LEADS in caught.value.problems


def test_a_guardian_does_not_stop_while_a_child_has_no_other(family: Family) -> None:
    withdraw_all_of(family, "dirk")

    def guard(opened: Work) -> None:
        say_who_has_authority(
            opened, family.code, child="lotte", authority=Authority((), "dirk", Source.TOLD, None)
        )

    family.run("samira", guard)
    with pytest.raises(InvalidError) as caught:
        stop(family, "samira", "dirk")
    assert caught.value.problems == (GUARDIAN,)
