"""An answer about who leads that was given aloud or on paper: it counts as her own, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.actions.coordination.answer_lead import LeadWord, answer_lead
from tandem.actions.coordination.leads import answer_to_lead, ask_to_lead
from tandem.actions.coordination.record_lead_answer import record_lead_answer
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.access import Reason
from tandem.records.coordination.handovers import LeadAnswerRow, lead_answers
from tandem.records.coordination.models import Item, LeadAnswer, LeadSays
from tandem.records.door import plumbing
from tandem.records.plans.states import Way
from tests.actions.plans.family import DAY, Family, five_plans

pytestmark = pytest.mark.django_db
YES, OTHER = LeadSays.YES, LeadSays.OTHER
BRAM = "Bram kent de kinderen"


@pytest.fixture
def family() -> Family:
    return five_plans()


def told(
    family: Family,
    who: str,
    says: LeadSays,
    by: str = "karin",
    way: Way = Way.ALOUD,
    on: date | None = DAY,
) -> int | None:
    word = LeadWord(says, "Zij luistert goed", way, on)
    return family.run(who, lambda w: record_lead_answer(w, family.code, by=by, word=word))


def says_herself(family: Family, who: str, says: LeadSays) -> int | None:
    member = family.numbers[who]
    return family.run(who, lambda w: answer_lead(w, family.code, member=member, says=says))


def last(family: Family, who: str = "karin") -> LeadAnswerRow:
    rows = family.run("chief", lambda w: lead_answers(w, family.id))
    return next(one for one in rows if one.member == family.numbers[who])


def wrong(family: Family, who: str, says: LeadSays, **more: object) -> list[tuple[str, str]]:
    """Write it down as told; return what is wrong with it. Nothing is kept then."""
    before = answers()
    with pytest.raises(InvalidError) as refused:
        told(family, who, says, **more)  # type: ignore[arg-type]
    assert answers() == before
    return [(one.field, one.text) for one in refused.value.problems]


def answers() -> int:
    with plumbing():
        return LeadAnswer.objects.count()


def test_a_no_that_was_told_opens_the_choice_as_her_own_does(family: Family) -> None:
    own = says_herself(family, "kevin", OTHER) or 0
    item = told(family, "samira", OTHER, way=Way.PAPER) or 0
    with plumbing():
        alike = [
            (one.kind, one.holder_id, one.due_on, one.ended)
            for one in Item.objects.filter(pk__in=[own, item]).order_by("pk")
        ]
    assert alike[0] == alike[1]
    row = last(family)
    assert (row.says, row.way, row.given_on, row.is_open) == (OTHER, Way.PAPER, DAY, True)
    assert (row.written_by, row.item) == (family.actors["samira"].name, item)
    assert row.writer == family.actors["samira"].professional
    assert last(family, "kevin").written_by == ""
    # Who leads does not end the choice, nor change its words; who holds it does, and she herself.
    open_still = "This person said no. %(name)s calls about it, and writes down what is said then."
    for says in LeadSays:
        assert wrong(family, "samira", says) == [("answer", open_still)]
    assert told(family, "chief", YES) is None
    assert (last(family).says, last(family).written_by) == (YES, family.actors["chief"].name)
    with plumbing():
        assert Item.objects.get(pk=item).closed_at is not None


def test_her_own_later_answer_counts_and_no_earlier_word_comes_over_it(family: Family) -> None:
    family.at += timedelta(days=3)
    told(family, "samira", OTHER, on=DAY)
    assert says_herself(family, "karin", YES) is None
    row = last(family)
    assert (row.says, row.way, row.given_on, row.written_by) == (YES, Way.SELF, None, "")
    later = [("given_on", "There is an answer of a later day already. That one counts.")]
    assert wrong(family, "chief", OTHER, on=DAY + timedelta(days=2)) == later
    assert told(family, "chief", OTHER, on=DAY + timedelta(days=3)) is not None
    assert says_herself(family, "karin", YES) is None
    assert not last(family).is_open


def test_what_cannot_be_written_down(family: Family) -> None:
    tomorrow = DAY + timedelta(days=1)
    future = "This day lies in the future: an answer is written down once it was given."
    before = "On this day somebody else led the plan."
    asked = ("by", "This person is not asked for an answer here.")
    assert wrong(family, "samira", YES, on=tomorrow) == [("given_on", future)]
    assert wrong(family, "samira", YES, on=DAY - timedelta(days=1)) == [("given_on", before)]
    assert [field for field, _ in wrong(family, "samira", YES, on=None)] == ["given_on"]
    assert [field for field, _ in wrong(family, "samira", YES, way=Way.SELF)] == ["way"]
    for nobody in ("lotte", "samira", "wie-dan"):  # under twelve nothing is asked of her
        assert wrong(family, "samira", YES, by=nobody) == [asked]
    # Who leads, stands in or leads the team; no other helper, and nobody of the family.
    for who in ("bram", "karin"):
        with pytest.raises(NotAllowedError) as refused:
            told(family, who, YES)
        assert refused.value.decision.reason is Reason.NOT_LEAD_RECORDER
    told(family, "samira", YES)
    with plumbing(), pytest.raises(IntegrityError), transaction.atomic():
        LeadAnswer.objects.update(given_on=None)
    # It is about who leads: with another lead nobody said anything yet.
    bram = family.actors["bram"].professional or 0
    family.run("chief", lambda w: ask_to_lead(w, family.code, professional=bram, reason=BRAM))
    family.run("bram", lambda w: answer_to_lead(w, family.code, accepted=True))
    assert family.run("chief", lambda w: lead_answers(w, family.id)) == ()
