"""Three yeses to a part, each apart; and what withdrawing one does at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.actions.coordination.leads import ask_to_lead
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.people.involve import NewInvolvement, involve_professional
from tandem.actions.people.yeses import (
    NewYes,
    UnknownYesError,
    lacks_consent,
    record_yes,
    withdraw_yes,
)
from tandem.actions.plans.discretion import open_part
from tandem.actions.plans.seeing import seen_case
from tandem.core.access import InvolvementRole, YesKind, YesWay
from tandem.formats.rulebase import load_grounds
from tandem.records.coordination.heads import UnknownHouseholdError, head_of
from tandem.records.people.rows import InvolvementRow
from tandem.records.work import Work
from tests.actions.plans.family import DAY, Family, five_plans

pytestmark = pytest.mark.django_db
GROUNDS = {one.id: one.recorded for one in load_grounds()}
CONSENT = NewYes(YesKind.PROCESSING, "karin", YesWay.SIGNED, DAY)


@pytest.fixture
def family() -> Family:
    return five_plans()


def involve(family: Family, ground: str, *yeses: NewYes) -> int:
    number = family.actors["stranger"].professional
    assert number is not None
    new = NewInvolvement(
        number, InvolvementRole.PROVIDER, "Meekijken", GROUNDS[ground], "anders", yeses=yeses
    )
    return family.run("samira", lambda w: involve_professional(w, head_of(w, family.code), new))


def helper(family: Family, key: str = "anders") -> InvolvementRow:
    return next(one for one in family.case().head.helpers if one.key == key)


def withdraw(family: Family, who: str, row: InvolvementRow, kind: YesKind) -> None:
    yes = next(one.id for one in row.yeses if one.kind is kind and one.stands)

    def do(work: Work) -> None:
        withdraw_yes(work, family.code, involvement=row.id, yes=yes, on=work.today)

    family.run(who, do)


def opens(family: Family, who: str) -> bool:
    try:
        return family.run(who, lambda w: head_of(w, family.code).facts.is_tied)
    except UnknownHouseholdError:
        return False


def test_a_ground_that_asks_for_consent_needs_it_written_down(family: Family) -> None:
    for lacking in ((), (NewYes(YesKind.HELP, "karin", YesWay.ALOUD, DAY),)):
        with pytest.raises(InvalidError) as caught:
            involve(family, "wmo-consent", *lacking)
        assert [one.field for one in caught.value.problems] == ["yes_by"]
    involve(family, "wmo-consent", CONSENT)
    (yes,) = helper(family).yeses
    assert (yes.kind, yes.way, yes.given_on) == (YesKind.PROCESSING, YesWay.SIGNED, DAY)
    assert opens(family, "stranger")


def test_the_direction_to_debt_help_needs_none(family: Family) -> None:
    involve(family, "debt-help")
    assert helper(family).ground == "debt-help"
    assert not lacks_consent(helper(family))
    assert opens(family, "stranger")


def test_nobody_is_asked_to_lead_on_a_consent_that_was_not_given(family: Family) -> None:
    number = family.actors["stranger"].professional
    assert number is not None
    with pytest.raises(InvalidError) as caught:
        family.run(
            "chief",
            lambda w: ask_to_lead(
                w,
                family.code,
                professional=number,
                reason="Kent het gezin",
                legal_ground=GROUNDS["treatment-consent"],
            ),
        )
    assert caught.value.problems[0].field == "legal_ground"


def test_withdrawn_consent_closes_the_household_at_that_moment(family: Family) -> None:
    involve(family, "wmo-consent", CONSENT)
    withdraw(family, "karin", helper(family), YesKind.PROCESSING)
    assert not opens(family, "stranger")
    assert lacks_consent(helper(family))
    assert helper(family).is_current(family.at)  # still the holder, until somebody else is
    with pytest.raises(NotAllowedError):
        record(family, "kevin", helper(family), CONSENT)
    record(family, "karin", helper(family), NewYes(YesKind.PROCESSING, "karin", YesWay.SELF, DAY))
    assert opens(family, "stranger")


def record(family: Family, who: str, row: InvolvementRow, new: NewYes) -> None:
    family.run(who, lambda w: record_yes(w, family.code, involvement=row.id, new=new))


def test_one_yes_stands_for_no_other(family: Family) -> None:
    involve(family, "wmo-consent", CONSENT)
    for kind in (YesKind.HELP, YesKind.SECRECY):
        record(family, "samira", helper(family), NewYes(kind, "karin", YesWay.ALOUD, DAY))
    withdraw(family, "karin", helper(family), YesKind.HELP)
    stands = {one.kind for one in helper(family).yeses if one.stands}
    assert stands == {YesKind.PROCESSING, YesKind.SECRECY}
    assert opens(family, "stranger")


def test_where_no_consent_is_asked_for_withdrawing_it_closes_nothing(family: Family) -> None:
    involve(family, "debt-help", CONSENT)
    withdraw(family, "karin", helper(family), YesKind.PROCESSING)
    assert opens(family, "stranger")


def test_withdrawn_secrecy_closes_what_she_brought_in(family: Family) -> None:
    row = helper(family, "joris")
    record(family, "samira", row, NewYes(YesKind.SECRECY, "karin", YesWay.SIGNED, DAY))
    family.run("samira", lambda w: open_part(w, family.code, part="jeugd", to="dirk", ground="Jw"))
    withdraw(family, "karin", helper(family, "joris"), YesKind.SECRECY)

    def titles(who: str) -> set[str]:
        return family.run(
            who,
            lambda w: {one.title for one in seen_case(w, head_of(w, family.code)).plan.agreements},
        )

    assert "Coachgesprek" not in titles("dirk")
    assert "Coachgesprek" in titles("samira") & titles("joris") & titles("kevin")


def test_who_leads_on_a_consent_that_is_gone_leads_no_longer(family: Family) -> None:
    row = helper(family, "samira")
    family.run("samira", lambda _: set_ground(row.id))
    record(family, "samira", row, NewYes(YesKind.PROCESSING, "karin", YesWay.ALOUD, DAY))
    withdraw(family, "karin", helper_seen_by(family, "karin", "samira"), YesKind.PROCESSING)
    assert not opens(family, "samira")
    head = family.run("karin", lambda w: head_of(w, family.code))
    assert head.lead is not None
    assert (head.lead.professional.name, head.lead.accepted) == ("Wil de Groot", False)


def set_ground(involvement: int) -> None:
    from tandem.records.people.models import Involvement

    Involvement.objects.filter(pk=involvement).update(ground="wmo-consent")


def helper_seen_by(family: Family, who: str, key: str) -> InvolvementRow:
    head = family.run(who, lambda w: head_of(w, family.code))
    return next(one for one in head.helpers if one.key == key)


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewYes(YesKind.HELP, "dirk", YesWay.ALOUD, DAY), "yes_by"),
        (NewYes(YesKind.HELP, "niemand", YesWay.ALOUD, DAY), "yes_by"),
        (NewYes(YesKind.HELP, "karin", YesWay.ALOUD, DAY + timedelta(days=30)), "yes_on"),
        (NewYes(YesKind.HELP, "karin", YesWay.SELF, DAY), "yes_way"),
    ],
)
def test_what_is_wrong_names_its_field(family: Family, new: NewYes, field: str) -> None:
    with pytest.raises(InvalidError) as caught:
        record(family, "samira", helper(family, "bram"), new)
    assert [one.field for one in caught.value.problems] == [field]


def test_nobody_withdraws_the_yes_of_another_but_who_writes_it_down(family: Family) -> None:
    involve(family, "wmo-consent", CONSENT)
    for who in ("kevin", "bram"):
        with pytest.raises(NotAllowedError):
            withdraw(family, who, helper(family), YesKind.PROCESSING)
    row = helper(family)
    withdraw(family, "samira", row, YesKind.PROCESSING)
    with pytest.raises(UnknownYesError):
        family.run(
            "samira",
            lambda w: withdraw_yes(
                w, family.code, involvement=row.id, yes=row.yeses[0].id, on=date(2026, 12, 14)
            ),
        )
