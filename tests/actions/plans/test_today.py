"""*Vandaag*: what waits for whom, in three statements."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tandem.actions.coordination.leads import ask_to_lead
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.check_plan import check_plan
from tandem.actions.plans.choose_proposal import choose_proposal
from tandem.core.access import AnswerKind, AsWhom
from tandem.records.coordination import today_sql
from tandem.records.coordination.lists import Fit
from tandem.records.coordination.today import MyPlans, Today, WaitingKind, today_of
from tandem.records.people.models import Involvement, ParentalAuthority, Person, Representation
from tandem.records.plans.consent import consent_of, family_of
from tandem.records.plans.models import Agreement, Answer
from tandem.records.plans.rows import PersonRef
from tandem.records.work import Work
from tests.actions.plans.family import DAY, Family


def today(family: Family, who: str) -> Today:
    return family.run(who, today_of)


def test_my_households(family: Family) -> None:
    plans = today(family, "samira").plans
    assert (plans.fits, plans.total, plans.leading) == ({Fit.UNKNOWN: 1}, 1, 1)
    his = today(family, "kevin").plans
    assert (his.total, his.leading) == (1, 0)
    for who in ("stranger", "chief"):
        assert today(family, who).plans == MyPlans({}, 0, ())


def test_the_last_verdict(family: Family) -> None:
    family.run("samira", lambda w: check_plan(w, family.code))
    plans = today(family, "bram").plans
    assert plans.fits == {Fit.NOT_YET: 1}
    (one,) = plans.not_yet
    assert (one.code, one.name, one.clashes) == (family.code, "Gezin De Vries", 15)


def test_what_waits_longest_is_named_and_all_of_it_counted(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    def for_lotte(_opened: Work) -> None:
        Person.objects.filter(memberships__id=family.numbers["lotte"]).update(born=date(2020, 1, 1))
        row = Agreement.objects.filter(household_id=family.id, key="therapy").get()
        row.concerned.update(member_id=family.numbers["lotte"])

    family.run("samira", for_lotte)
    whole = today(family, "karin")
    things = {one.as_whom for one in whole.agreements}
    assert whole.waiting == len(things) + len(whole.others) == 2
    fewer = today_sql.AGREEMENTS.replace(f"LIMIT {today_sql.MOST_WAITING}", "LIMIT 1")
    monkeypatch.setattr(today_sql, "AGREEMENTS", fewer)
    some = today(family, "karin")
    assert some.waiting == 2
    assert len({one.as_whom for one in some.agreements}) == 1
    assert {one.name for one in some.agreements} == {"Gezin De Vries"}


def test_what_waits_for_whom(family: Family) -> None:
    assert {(one.key, one.as_whom) for one in today(family, "bram").agreements} == {
        ("coach-talk", AsWhom.OWNER)
    }
    assert {one.key for one in today(family, "joris").agreements} == {"coach-talk", "therapy"}
    yes = AnswerKind.YES
    before = len(today(family, "kevin").agreements)
    family.run(
        "kevin",
        lambda w: answer_agreement(w, family.code, key="therapy", version=1, kind=yes),
    )
    assert len(today(family, "kevin").agreements) == before - 1


def test_changes_offers_and_what_cannot(family: Family) -> None:
    kinds = [one.kind for one in today(family, "bram").others]
    assert kinds == []
    version = family.case().plan.version
    family.run("samira", lambda w: choose_proposal(w, family.code, index=0, plan_version=version))
    (change,) = today(family, "bram").others
    assert (change.kind, change.key, change.who) == (
        WaitingKind.CHANGE,
        "coach-talk",
        "Samira Haddou",
    )
    stranger = family.actors["stranger"].professional
    assert stranger is not None
    family.run(
        "chief",
        lambda w: ask_to_lead(
            w, family.code, professional=stranger, reason="Samira gaat weg", legal_ground="Wmo"
        ),
    )
    (offer,) = today(family, "stranger").others
    assert (offer.kind, offer.reason) == (WaitingKind.LEAD_OFFER, "Samira gaat weg")
    family.run(
        "kevin",
        lambda w: answer_agreement(
            w,
            family.code,
            key="therapy",
            version=1,
            kind=AnswerKind.CANNOT,
            reason="Te ver",
        ),
    )
    against = [one for one in today(family, "samira").others if one.kind is WaitingKind.AGAINST]
    assert [(one.who, one.reason, one.key) for one in against] == [("Kevin", "Te ver", "therapy")]


def test_three_statements_however_many_households(family: Family) -> None:
    def count(who: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            today(family, who)
        return len([one for one in caught.captured_queries if "set_config" not in one["sql"]])

    few = count("samira")
    assert few - 2 == 3, "three, and the two of the transaction"
    assert few == count("kevin") == count("stranger")


BORN = {
    "an adult": date(1990, 1, 1),
    "16 today": date(2010, 12, 14),
    "16 tomorrow": date(2010, 12, 15),
    "12 today": date(2014, 12, 14),
    "12 tomorrow": date(2014, 12, 15),
    "unknown": None,
}


@pytest.mark.parametrize("born", BORN.values(), ids=BORN)
@pytest.mark.parametrize("seed", range(4))
def test_it_says_what_the_rule_of_consent_says(
    family: Family, born: date | None, seed: int
) -> None:
    def arrange(_opened: Work) -> None:
        Person.objects.filter(memberships__id=family.numbers["lotte"]).update(born=born)
        chance = Random(seed)
        if seed:
            speak_for(family, chance)
        scatter(family, chance)

    family.run("samira", arrange)
    case = family.case()
    refs = case.everybody.refs()
    for who in ("karin", "kevin", "lotte", "bram", "joris", "de-oever"):
        expected = {
            (row.key, need.as_whom)
            for row in case.plan.agreements
            for need in consent_of(row, family_of(case.head.members, DAY)).waits_for
            if refs[who] in need.by
        }
        found = {(one.key, one.as_whom) for one in today(family, who).agreements}
        if born is None:
            assert {key for key, _ in found} == {key for key, _ in expected}, who
        else:
            assert found == expected, who


def speak_for(family: Family, chance: Random) -> None:
    """Let a guardian have authority, and a mentor and a bewindvoerder represent somebody."""
    rows = Involvement.objects.filter(household_id=family.id)
    helpers = dict(rows.values_list("key", "id"))
    ParentalAuthority.objects.create(
        household_id=family.id,
        child_id=family.numbers["lotte"],
        guardian_involvement_id=helpers["bram"],
        has_authority=chance.random() < 0.7,
    )
    for key, mandate in (("bram", "mentorship"), ("joris", "curatorship"), ("joris", "bewind")):
        Representation.objects.create(
            household_id=family.id,
            member_id=family.numbers[chance.choice(["karin", "kevin"])],
            mandate=mandate,
            by_involvement_id=helpers[key],
            alone=chance.random() < 0.5,
            source="told",
            since=date(2026, 1, 1),
            until=chance.choice([None, date(2026, 12, 13), date(2026, 12, 14)]),
        )


def scatter(family: Family, chance: Random) -> None:
    """Let everybody answer something or nothing, and let agreements concern anybody."""
    for row in Agreement.objects.filter(household_id=family.id):
        row.concerned.exclude(pk=row.concerned.order_by("id").values("id")[:1]).delete()
        row.concerned.update(member_id=chance.choice(list(family.numbers.values())))
        for ref, child in speakers(family, row):
            if chance.random() < 0.4:
                Answer.objects.create(
                    household_id=family.id,
                    agreement_id=row.pk,
                    agreement_version=chance.choice([1, row.version]),
                    by_involvement_id=ref.involvement,
                    by_member_id=ref.member,
                    for_member_id=child,
                    kind=chance.choice(["yes", "not-agreed"]),
                    given_on=DAY,
                    recorded_at=family.at,
                )


def speakers(family: Family, row: Agreement) -> list[tuple[PersonRef, int | None]]:
    everybody = [(PersonRef(member=one), None) for one in family.numbers.values()]
    lotte = (PersonRef(member=family.numbers["karin"]), family.numbers["lotte"])
    owner = (PersonRef(involvement=row.owner_involvement_id), None)
    decider = (PersonRef(involvement=row.decided_by_id), None)
    helpers = [one for one in (owner, decider) if one[0].involvement is not None]
    others = [
        (PersonRef(involvement=one), family.numbers[child])
        for one in Involvement.objects.filter(key__in=("bram", "joris")).values_list(
            "id", flat=True
        )
        for child in ("karin", "kevin", "lotte")
    ]
    return [*everybody, lotte, *helpers, *others]
