"""A change of lead and what the family says of it: step by step the database says as the machine.

At every moment somebody leads, one item at most is the handover, its holder is who leads now (or
who asked to hand over), and a choice that the family opened is open until it is answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tandem.actions.coordination.answer_lead import LeadWord, answer_lead
from tandem.actions.coordination.handing_over import (
    JointTalk,
    NoHandoverError,
    ask_to_hand_over,
    close_handover,
    go_through_open,
    keep_text,
    plan_joint_talk,
    tell_joint_talk,
)
from tandem.actions.coordination.leads import answer_to_lead, ask_to_lead
from tandem.actions.coordination.matters import UnknownMatterError, answer_matter
from tandem.actions.coordination.record_lead_answer import record_lead_answer
from tandem.actions.errors import InvalidError, NotAllowedError
from tandem.core.flow import handover as core
from tandem.core.flow.handover import Handover, NotYetError, TalkState
from tandem.records.coordination.handovers import lead_answers, open_handover
from tandem.records.coordination.heads import head_of
from tandem.records.coordination.models import Item, LeadSays
from tandem.records.plans.states import Way
from tandem.records.work import Work
from tests.actions.plans.family import Family, five_plans
from tests.conftest import FULL

GROUND = "Wmo 2015, art. 2.1.2"
SAID = "Gezegd."
EXAMPLES, STEPS = (60, 30) if FULL else (4, 14)
Step = Callable[[Handover], Handover]


class Machine(RuleBasedStateMachine):
    """The household in the database, and its handover as the core has it."""

    family: Family
    names: tuple[str, ...]
    lead: str = "samira"
    open: Handover | None = None
    choices: frozenset[str] = frozenset()

    @initialize()
    def begin(self) -> None:
        """Go on where the last example stopped, with nothing open."""
        family, names = self.family, self.names
        now = family.run("chief", lambda w: head_of(w, family.code).lead)
        assert now is not None
        self.lead = next(one for one in names if self.number(one) == now.professional.id)
        if family.run("chief", lambda w: open_handover(w, family.id)) is not None:
            family.run("chief", lambda w: close_handover(w, family.code, why=SAID))
        for who in ("karin", "kevin"):
            self.say(who, LeadSays.YES)
        self.open, self.choices = None, frozenset()

    def number(self, who: str) -> int:
        number = self.family.actors[who].professional
        assert number is not None
        return number

    def say(self, who: str, says: LeadSays) -> int | None:
        family = self.family
        member = family.numbers[who]
        return family.run(who, lambda w: answer_lead(w, family.code, member=member, says=says))

    def tell(self, whom: str, who: str, says: LeadSays) -> int | None:
        family = self.family
        word = LeadWord(says, way=Way.ALOUD, given_on=family.at.date())
        return family.run(whom, lambda w: record_lead_answer(w, family.code, by=who, word=word))

    @rule(to=st.integers(0, 2))
    def pass_the_lead(self, to: int) -> None:
        """Somebody else is asked and says yes: the lead passes, and the choice is made."""
        family, name = self.family, self.names[to]
        if name == self.lead:
            return
        family.run(
            "chief",
            lambda w: ask_to_lead(
                w, family.code, professional=self.number(name), reason=SAID, legal_ground=GROUND
            ),
        )
        assert self.leads() == self.number(self.lead)
        family.run(name, lambda w: answer_to_lead(w, family.code, accepted=True))
        before = self.open or Handover(self.number(self.lead))
        after = core.passed_to(before, self.number(name))
        self.open = None if after.is_over else after
        self.lead, self.choices = name, frozenset()

    @rule()
    def want_to_hand_over(self) -> None:
        family = self.family

        def ask(opened: Work) -> int:
            return ask_to_hand_over(opened, family.code, why=SAID)

        if self.open is not None:
            with pytest.raises(InvalidError):
                family.run(self.lead, ask)
            return
        family.run(self.lead, ask)
        self.open = Handover(self.number(self.lead))

    @rule(which=st.integers(0, 3), who=st.integers(0, 3), held=st.booleans())
    def do_a_part(self, which: int, who: int, *, held: bool) -> None:
        code, actor = self.family.code, (*self.names, "chief")[who]
        karin = self.family.numbers["karin"]
        day = self.family.at.date()
        parts: list[tuple[Callable[[Work], None], Step, bool]] = [
            (
                lambda w: plan_joint_talk(w, code, JointTalk(day, members=[karin])),
                core.plan_talk,
                False,
            ),
            (
                lambda w: tell_joint_talk(w, code, held=held, why=SAID),
                lambda one: core.tell_talk(one, held=held),
                False,
            ),
            (lambda w: keep_text(w, code, SAID, give=True), core.give_text, False),
            (lambda w: go_through_open(w, code), core.go_through, True),
        ]
        do, step, is_for_lead = parts[which]
        is_again = which == 2 and self.open is not None and self.open.text_given
        self.expect(actor, do, None if is_again else step, is_for_lead=is_for_lead)

    @rule(who=st.integers(0, 3), why=st.sampled_from(["", SAID]))
    def end_it(self, who: int, why: str) -> None:
        code, actor = self.family.code, (*self.names, "chief")[who]
        self.expect(
            actor,
            lambda w: close_handover(w, code, why=why),
            lambda one: core.close(one, why=why),
            is_for_lead=True,
        )

    def expect(
        self, actor: str, do: Callable[[Work], None], step: Step | None, *, is_for_lead: bool
    ) -> None:
        """Do it as somebody: what the policy or the machine does not allow, changes nothing."""
        allowed = {self.number(self.lead), self.number("chief")}
        if self.open is not None and not is_for_lead:
            allowed.add(self.open.old)
        after = None
        if self.open is not None and step is not None and self.number(actor) in allowed:
            try:
                after = step(self.open)
            except NotYetError:
                after = None
        if after is None:
            with pytest.raises((NotAllowedError, InvalidError, NoHandoverError)):
                self.family.run(actor, do)
            return
        self.family.run(actor, do)
        self.open = None if after.is_over else after

    @rule(
        who=st.sampled_from(["karin", "kevin"]),
        says=st.sampled_from(LeadSays),
        to=st.sampled_from(["", "chief", "lead"]),
    )
    def the_family_says(self, who: str, says: LeadSays, to: str) -> None:
        """Herself, or aloud to the team leader or who leads, who writes over no open choice."""
        if to == "lead" and who in self.choices:
            with pytest.raises(InvalidError):
                self.tell(self.lead, who, says)
            return
        whom = self.lead if to == "lead" else to
        item = self.tell(whom, who, says) if whom else self.say(who, says)
        assert (item is None) == (says is LeadSays.YES)
        self.choices = self.choices - {who} if item is None else self.choices | {who}

    @rule(who=st.sampled_from(["karin", "kevin"]))
    def the_team_leader_answers(self, who: str) -> None:
        family = self.family
        rows = family.run("chief", lambda w: lead_answers(w, family.id))
        said = next((one for one in rows if one.member == family.numbers[who]), None)
        if who not in self.choices:
            assert said is None or not said.is_open
            return
        assert said is not None
        item = said.item or 0
        with pytest.raises((NotAllowedError, UnknownMatterError)):
            family.run(self.lead, lambda w: answer_matter(w, family.code, item, SAID))
        family.run("chief", lambda w: answer_matter(w, family.code, item, SAID))
        self.choices -= {who}

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.family.at += timedelta(days=days)

    def leads(self) -> int:
        lead = self.family.run("chief", lambda w: head_of(w, self.family.code).lead)
        assert lead is not None
        return lead.professional.id

    @invariant()
    def the_database_says_the_same(self) -> None:
        family = self.family

        def read(opened: Work) -> tuple[Handover | None, list[tuple[str, int]]]:
            row = open_handover(opened, family.id)
            kinds = ("handover", "lead-choice")
            items = Item.objects.filter(
                household_id=family.id, kind__in=kinds, closed_at__isnull=True
            )
            held = list(items.order_by("kind").values_list("kind", "holder_id"))
            return (None if row is None else row.core), held

        found, held = family.run("chief", read)
        assert found == self.open
        mine = [] if self.open is None else [("handover", self.open.new or self.open.old)]
        assert held == [*mine, *[("lead-choice", self.number("chief"))] * len(self.choices)]
        assert self.leads() == self.number(self.lead)
        assert self.open is None or (self.open.new or self.open.old) == self.leads()


def test_what_is_done_in_a_handover() -> None:
    one = Handover(1)
    for refused in (core.give_text, core.go_through, core.close):
        with pytest.raises(NotYetError):
            refused(one)
    assert core.close(one, why=SAID).is_over
    one = core.passed_to(core.plan_talk(one), 2)
    assert (one.new, one.talk) == (2, TalkState.PLANNED)
    one = core.go_through(core.give_text(core.tell_talk(one, held=True)))
    assert core.missing(one) == ()
    assert core.passed_to(one, 3) == Handover(1, 3)
    assert core.passed_to(one, 1) == replace(one, is_over=True)


@pytest.mark.django_db
def test_the_actions_do_what_the_machine_of_handovers_says() -> None:
    Machine.family = five_plans()
    Machine.names = ("samira", *sorted(_helpers(Machine.family))[:2])
    few = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
    run_state_machine_as_test(Machine, settings=few)


def _helpers(family: Family) -> list[str]:
    apart = {"samira", "chief", "stranger"}
    return [key for key, one in family.actors.items() if one.professional and key not in apart]
