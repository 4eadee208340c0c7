"""Changing agreements: what needs a new yes, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tandem.actions.errors import ChangedMeanwhileError, InvalidError, NotAllowedError
from tandem.actions.plans.answer_agreement import answer_agreement
from tandem.actions.plans.change_agreement import Changed, change_agreement
from tandem.actions.plans.confirm_agreement import confirm_agreement
from tandem.actions.plans.draft import AgreementDraft, draft_of
from tandem.actions.plans.find import UnknownAgreementError
from tandem.actions.plans.withdraw_agreement import withdraw_agreement
from tandem.core.access import AnswerKind
from tandem.core.model import Form, State, Window
from tandem.records.plans.history import changes_since
from tests.actions.plans.family import Family

Edit = Callable[[AgreementDraft], AgreementDraft]
KEY = "coach-talk"


def change(family: Family, who: str, edit: Edit, version: int | None = None) -> Changed:
    case = family.case()
    row = family.row(KEY)
    draft = edit(draft_of(case, row))
    opened = row.version if version is None else version
    return family.run(
        who, lambda w: change_agreement(w, family.code, key=KEY, version=opened, draft=draft)
    )


def agree(family: Family) -> None:
    at = family.version(KEY)
    family.run("bram", lambda w: confirm_agreement(w, family.code, key=KEY, version=at))
    yes = AnswerKind.YES
    family.run("kevin", lambda w: answer_agreement(w, family.code, key=KEY, version=at, kind=yes))
    assert family.state(KEY) is State.AGREED


def titled(title: str) -> Edit:
    return lambda draft: replace(draft, title=title)


def moved(minutes: int) -> Edit:
    def edit(draft: AgreementDraft) -> AgreementDraft:
        (session,) = draft.form.demands.sessions
        assert session.windows is not None
        (window,) = session.windows
        window = Window(window.days, window.start + minutes, window.end + minutes)
        return replace(draft, form=with_windows(draft.form, (window,)))

    return edit


def with_windows(form: Form, windows: tuple[Window, ...]) -> Form:
    (session,) = form.demands.sessions
    sessions = (replace(session, windows=windows),)
    return replace(form, demands=replace(form.demands, sessions=sessions))


@pytest.mark.parametrize(
    "edit",
    [titled("Praten"), moved(30), lambda d: replace(d, goal="vak", alternatives=())],
    ids=["title", "half an hour", "goal"],
)
def test_what_is_small_keeps_every_yes(family: Family, edit: Edit) -> None:
    agree(family)
    assert change(family, "bram", edit) == Changed(2, asked_anew=False)
    row = family.row(KEY)
    assert (row.state, row.version, row.yes_from_version) == (State.AGREED, 2, 1)


@pytest.mark.parametrize(
    "edit",
    [
        moved(35),
        lambda d: replace(d, members=("kevin", "karin")),
        lambda d: replace(d, owner="samira"),
    ],
    ids=["more", "members", "owner"],
)
def test_anything_else_is_asked_anew(family: Family, edit: Edit) -> None:
    agree(family)
    assert change(family, "samira", edit) == Changed(2, asked_anew=True)
    row = family.row(KEY)
    assert row.state is State.PROPOSED
    assert row.yes_from_version == 2
    assert not [one for one in row.answers if one.by.member and row.counts(one)]


def test_small_moves_do_not_add_up(family: Family) -> None:
    agree(family)
    assert not change(family, "bram", moved(25)).asked_anew
    assert change(family, "bram", moved(25)).asked_anew
    assert family.row(KEY).yes_from_version == 3
    assert not change(family, "bram", moved(25)).asked_anew


def test_moving_back_is_small(family: Family) -> None:
    agree(family)
    for minutes in (30, -30, -30, 30):
        assert not change(family, "bram", moved(minutes)).asked_anew
    assert family.state(KEY) is State.AGREED


def test_the_owner_who_changes_it_has_confirmed_that(family: Family) -> None:
    agree(family)
    change(family, "bram", moved(60))
    row = family.row(KEY)
    counting = [one for one in row.answers if row.counts(one)]
    assert [one.by for one in counting] == [row.owner]
    yes = AnswerKind.YES
    family.run("kevin", lambda w: answer_agreement(w, family.code, key=KEY, version=2, kind=yes))
    assert family.state(KEY) is State.AGREED


def test_nothing_changed_is_no_change(family: Family) -> None:
    plan = family.case().plan
    assert change(family, "bram", lambda draft: draft) == Changed(1, asked_anew=False)
    assert family.case().plan == plan


def test_the_second_sees_what_the_first_changed(family: Family) -> None:
    change(family, "bram", titled("Praten met Bram"), version=1)
    change(family, "samira", lambda d: replace(moved(60)(d), goal="vak"), version=2)
    with pytest.raises(ChangedMeanwhileError) as refused:
        change(family, "bram", titled("Bellen"), version=1)
    assert (refused.value.subject, refused.value.version) == (KEY, 3)
    number = family.row(KEY).id
    found = {
        one.field: one
        for one in family.run("bram", lambda w: changes_since(w, family.id, number, 1))
    }
    assert found.keys() == {"title", "form", "goal"}
    assert (found["title"].was, found["title"].became) == ("Coachgesprek", "Praten met Bram")
    assert (found["title"].by, found["goal"].by) == ("Bram Post", "Samira Haddou")
    assert found["title"].at < found["goal"].at
    since = family.run("bram", lambda w: changes_since(w, family.id, number, 2))
    assert {one.field for one in since} == {"form", "goal"}


def test_what_was_changed_back_is_no_change(family: Family) -> None:
    change(family, "bram", titled("Praten"))
    change(family, "bram", titled("Coachgesprek"))
    number = family.row(KEY).id
    assert family.run("bram", lambda w: changes_since(w, family.id, number, 1)) == ()


def test_who_may_not(family: Family) -> None:
    for who in ("kevin", "dirk"):
        with pytest.raises(NotAllowedError):
            change(family, who, titled("Anders"))


def test_what_cannot_be_is_refused(family: Family) -> None:
    with pytest.raises(InvalidError):
        change(family, "bram", lambda d: replace(d, owner="niemand"))
    draft = AgreementDraft("X", "own", "bram")
    with pytest.raises(UnknownAgreementError):
        family.run(
            "bram",
            lambda w: change_agreement(w, family.code, key="geen", version=1, draft=draft),
        )


def test_what_is_over_does_not_change(family: Family) -> None:
    family.run(
        "bram",
        lambda w: withdraw_agreement(w, family.code, key=KEY, version=1, reason="Niet nodig"),
    )
    with pytest.raises(InvalidError):
        change(family, "bram", titled("Anders"))
