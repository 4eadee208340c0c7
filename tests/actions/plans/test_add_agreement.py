"""Adding agreements: typed, and from one line."""

from __future__ import annotations

from datetime import date

import pytest

from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.actions.plans.add_agreement import Added, add_agreement, add_agreement_line
from tandem.actions.plans.draft import AgreementDraft, draft_from
from tandem.core.access import Reason
from tandem.core.model import Form, State, Where
from tandem.records.coordination.heads import UnknownHouseholdError
from tandem.records.plans.history import history_of
from tandem.records.plans.states import AnswerKind
from tests.actions.plans.family import Family

DRAFT = AgreementDraft("Zwemles", "own", "karin", ("lotte",), goal="lotte-niet-alleen")


def by_line(family: Family, who: str, line: str, owner: str | None = None) -> Added:
    return family.run(
        who, lambda w: add_agreement_line(w, family.code, line=line, owner=owner, goal="rust")
    )


def test_a_line_becomes_an_agreement_and_is_read_back(family: Family) -> None:
    added = by_line(family, "bram", "coachgesprek: Kevin, vr 10-11, vanaf 11 januari 2027")
    assert added.key == "coachgesprek"
    assert added.reading is not None
    assert added.reading.sentence() == (
        "Coachgesprek: Kevin, met Bram Post, vrijdag van 10.00 tot 11.00 uur, "
        "vanaf 11 januari 2027."
    )
    row = family.row("coachgesprek")
    assert row.line.startswith("coachgesprek: Kevin")
    assert row.form.start == date(2027, 1, 11)
    assert row.form.demands.sessions[0].contact_of == ("kevin",)
    assert row.state is State.PROPOSED


def test_a_line_that_cannot_be_read_names_every_stretch(family: Family) -> None:
    before = family.case().plan
    with pytest.raises(InvalidError) as refused:
        by_line(family, "samira", "therapie: Kevim, di do 10-12, blabla blub")
    problems = refused.value.problems
    assert [one.field for one in problems] == ["line", "line"]
    assert "Kevim" in problems[0].text
    assert "Bedoelt u “Kevin”?" in problems[0].dutch
    assert dict(problems[0].values) == {"start": "10", "end": "15"}
    assert family.case().plan == before


def test_keys_count_on(family: Family) -> None:
    keys = [by_line(family, "bram", "coachgesprek: Kevin, vr 10-11").key for _ in range(3)]
    assert keys == ["coachgesprek", "coachgesprek-2", "coachgesprek-3"]


def test_who_adds_an_own_agreement_has_confirmed_it(family: Family) -> None:
    by_line(family, "bram", "coachgesprek: Kevin, vr 10-11")
    assert [one.kind for one in family.row("coachgesprek").answers] == [AnswerKind.YES]
    by_line(family, "samira", "gesprek: Kevin, vr 12-13", owner="bram")
    assert family.row("gesprek").answers == ()


def test_what_karin_adds_for_herself_is_agreed_at_once(family: Family) -> None:
    draft = AgreementDraft("Wandelen", "own", "karin", ("karin",))
    added = family.run("karin", lambda w: add_agreement(w, family.code, draft=draft))
    assert family.state(added.key) is State.AGREED


def test_a_typed_agreement_gets_the_defaults_of_its_kind(family: Family) -> None:
    document = {
        "kind": "therapy",
        "title": "Gezinstherapie",
        "owner": "de-oever",
        "members": ["kevin", "karin"],
        "sessions": [{"windows": "vr 19:00-20:00", "where": "remote"}],
    }
    draft = draft_from(family.case(), document)
    assert draft.protected
    assert draft.form.demands.sessions[0].where is Where.REMOTE
    family.run("samira", lambda w: add_agreement(w, family.code, draft=draft))
    row = family.row("gezinstherapie")
    assert row.protected
    assert row.members == (family.numbers["kevin"], family.numbers["karin"])
    assert row.form == draft.form


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sessions": [{"windows": "di 12:00-10:00"}]}, "sessions[0].windows"),
        ({"owner": "niemand"}, "owner"),
        ({"members": ["kevim"]}, "members[0]"),
        ({"kind": "therapi"}, "kind"),
        ({"goal": "geen-doel"}, "goal"),
        ({"from": "2027-02-01", "until": "2027-01-01"}, "until"),
    ],
)
def test_what_cannot_be_names_its_field(
    family: Family, change: dict[str, object], field: str
) -> None:
    document = {"kind": "therapy", "owner": "de-oever", "members": ["kevin"]} | change
    with pytest.raises(InvalidError) as refused:
        draft_from(family.case(), document)
    assert [one.field for one in refused.value.problems] == [field]
    assert refused.value.problems[0].dutch


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (AgreementDraft(" ", "own", "karin"), "title"),
        (AgreementDraft("Zwemles", "own", "niemand"), "owner"),
        (AgreementDraft("Zwemles", "geen-soort", "karin"), "kind"),
        (AgreementDraft("Zwemles", "own", "karin", ("bram",)), "members[0]"),
        (
            AgreementDraft(
                "Zwemles",
                "own",
                "karin",
                form=Form(date(2027, 2, 1), until=date(2027, 1, 1)),
            ),
            "until",
        ),
    ],
)
def test_a_draft_that_cannot_be_is_refused(
    family: Family, draft: AgreementDraft, field: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        family.run("karin", lambda w: add_agreement(w, family.code, draft=draft))
    assert [one.field for one in refused.value.problems] == [field]


def test_it_is_noted_and_the_plan_counts_up(family: Family) -> None:
    before = family.case().plan.version
    family.run("karin", lambda w: add_agreement(w, family.code, draft=DRAFT))
    assert family.case().plan.version == before + 1
    events = family.run("karin", lambda w: history_of(w, family.id, most=3))
    added = next(one for one in events if one.verb == "added")
    assert (added.actor, added.title) == ("Karin", "Zwemles")
    assert added.data["became"]["members"] == ["lotte"]


def test_who_has_nothing_to_do_with_it_cannot(family: Family) -> None:
    with pytest.raises(UnknownHouseholdError):
        family.run("stranger", lambda w: add_agreement(w, family.code, draft=DRAFT))
    with pytest.raises(NotAllowedError) as refused:
        family.run("chief", lambda w: add_agreement(w, family.code, draft=DRAFT))
    assert refused.value.decision.reason is Reason.NOT_WRITER
