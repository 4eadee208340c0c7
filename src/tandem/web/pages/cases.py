"""A household with its plan, made ready for pages: what is said of each agreement, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from tandem.actions.households import Case, agreement_facts, everybody_of
from tandem.core.access import AnswerKind, Need, reads_why
from tandem.core.explain.languages import language
from tandem.core.model import Form, Household, State
from tandem.core.rules import RuleBase
from tandem.documents.views.columns import Columns, ColumnWriter
from tandem.formats import rulebase
from tandem.records.coordination.heads import Head
from tandem.records.plans.consent import consent_of, family_of
from tandem.records.plans.mapping import Everybody
from tandem.records.plans.rows import AgreementHead, AgreementRow, AnswerRow, PersonRef
from tandem.records.plans.states import Way
from tandem.web import wording
from tandem.web.shapes.plan import Answer, Given, Said, Standing

Needs = tuple[Need[PersonRef], ...]

STANDINGS: Mapping[State, Standing] = {
    State.PROPOSED: Standing.PROPOSED,
    State.AGREED: Standing.AGREED,
    State.ACTIVE: Standing.ACTIVE,
    State.ON_HOLD: Standing.ON_HOLD,
    State.ENDED: Standing.COMPLETED,
    State.REJECTED: Standing.NEVER_STARTED,
    State.WITHDRAWN: Standing.NEVER_STARTED,
    State.FAILED: Standing.TRIED,
}
SAID: Mapping[AnswerKind, Said] = {
    AnswerKind.YES: Said.YES,
    AnswerKind.NOT_AGREED: Said.DISAGREES,
    AnswerKind.CANNOT: Said.CANNOT,
    AnswerKind.SEEN: Said.SEEN,
}
GIVEN: Mapping[Way, Given] = {
    Way.SELF: Given.HERE,
    Way.ALOUD: Given.ALOUD,
    Way.PAPER: Given.ON_PAPER,
}


@lru_cache(maxsize=1)
def rules() -> RuleBase:
    """Return the rule base, read once for this process."""
    return rulebase.load()


def busy_word() -> str:
    """Return what stands for an agreement of which only that and when is seen."""
    return _("Busy")


class PeopleTeller:
    """Tells who is who in one household, and whose word it waits for."""

    def __init__(self, head: Head) -> None:
        self.head = head
        everybody = everybody_of(head)
        self.names = names_of(everybody)
        whole = {
            PersonRef(involvement=one.id)
            for one in everybody.involvements
            if one.name == one.organisation or one.is_veiled
        }
        self._called = {
            person: name if person in whole else wording.first_name(name)
            for person, name in self.names.items()
        }
        self.lang = wording.current_language()
        self.today = head.today
        self._words = language(self.lang.value).words
        self._readers: dict[str, str] = {}
        self._family = family_of(head.members, head.today)
        self._needs: dict[int, tuple[AgreementHead, Needs]] = {}

    def name(self, person: PersonRef) -> str:
        """Return somebody's name; empty for who is not known here any more."""
        return self.names.get(person, "")

    def called(self, person: PersonRef) -> str:
        """Return how somebody is called in a short line: by first name, an organisation whole."""
        return self._called.get(person, "")

    def needs(self, agreement: AgreementHead) -> Needs:
        """Return whose word an agreement needs, and what each said: the owner's first."""
        known = self._needs.get(agreement.id)
        if known is None or known[0] is not agreement:
            found = consent_of(agreement, self._family).needs
            known = self._needs[agreement.id] = (agreement, found)
        return known[1]

    def answers(self, agreement: AgreementHead, me: PersonRef | None) -> list[Answer]:
        """Return what everybody who is asked said."""
        return [
            self.answer(need, agreement, agreement.answers, me, counts=agreement.counts)
            for need in self.needs(agreement)
        ]

    def answer(
        self,
        need: Need[PersonRef],
        agreement: AgreementHead,
        answers: Sequence[AnswerRow],
        me: PersonRef | None,
        counts: Callable[[AnswerRow], bool] = lambda _: True,
    ) -> Answer:
        """Return what was said where this word is needed; why, to those who were named for it."""
        found = last_answer(answers, need)
        who = need.by if found is None else (found.by,)
        name = self._either([self.called(one) for one in who])
        if need.for_member is not None:
            child = self.called(need.for_member)
            name = _("%(parent)s, for %(child)s") % {"parent": name, "child": child}
        if found is None or not counts(found):
            return Answer(name, is_me=me in need.by)
        return Answer(
            who=name,
            said=SAID[found.kind],
            when=found.given_on,
            reason=found.reason if self._reads_why(agreement, found, me) else "",
            given=GIVEN[found.way],
            recorded_by=wording.first_name(found.recorded_by),
            is_me=me in need.by,
        )

    def _reads_why(self, agreement: AgreementHead, answer: AnswerRow, me: PersonRef | None) -> bool:
        """Whether this viewer is one of those of whom the form says that they read a reason."""
        if not answer.reason:
            return False
        facts = replace(agreement_facts(self.head, agreement), about_self=answer.by == me)
        return reads_why(facts)

    def readers(self, agreement: AgreementHead) -> str:
        """Say who reads a reason: who answers for the agreement, and who leads, who also calls.

        Somebody from the network, who answers for it, does not read it: see `reads_why`.
        """
        from_network = agreement.owner.supporter is not None
        owner = "" if from_network else self.called(agreement.owner)
        if owner not in self._readers:
            self._readers[owner] = readers_of(self.head, owner)
        return self._readers[owner]

    def _either(self, names: Sequence[str]) -> str:
        known = list(dict.fromkeys(one for one in names if one))
        return self._words.choice(known) if known else _("somebody who may")

    def members(self, agreement: AgreementHead) -> str:
        """Return the names of the members whom an agreement concerns."""
        who = (self.names.get(PersonRef(member=one)) for one in agreement.members)
        return self._words.listing([one for one in who if one is not None])


class CaseTeller(PeopleTeller):
    """Tells of one case in the language of the page, also what each agreement asks."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.head)
        self.case = case

    @property
    def busy(self) -> frozenset[str]:
        """The short names of what says only that and when."""
        return self.case.busy

    @cached_property
    def core(self) -> Household:
        """The household as the plan check knows it."""
        return self.case.core()

    @cached_property
    def _writer(self) -> ColumnWriter:
        return ColumnWriter(self.core, rules(), wording.current_language().value)

    def columns(self, agreement: AgreementRow) -> Columns:
        """Return when an agreement is and what it asks, in lines."""
        return self.columns_of(agreement.form)

    def columns_of(self, form: Form) -> Columns:
        """Return when a form of an agreement is and what it asks, in lines."""
        return self._writer.form(form)


def readers_of(head: Head, owner: str) -> str:
    """Say who reads a reason: who answers for the agreement, and who leads, who also calls."""
    lead = wording.first_name(head.leader.name)
    names = dict.fromkeys(one for one in (owner, lead) if one)
    if len(names) == 1:
        return _("%(lead)s reads this, and calls about it.") % {"lead": lead}
    return _("%(names)s read this. %(lead)s calls about it.") % {
        "names": wording.listing(names),
        "lead": lead,
    }


def last_answer(answers: Sequence[AnswerRow], need: Need[PersonRef]) -> AnswerRow | None:
    """Return what was said last where this word is needed; None when nothing."""
    child = None if need.for_member is None else need.for_member.member
    mine = [one for one in answers if one.by in need.by and one.for_member == child]
    return max(mine, key=lambda one: one.id, default=None)


def names_of(everybody: Everybody) -> Mapping[PersonRef, str]:
    """Return the name of everybody an agreement may point at."""
    return (
        {PersonRef(member=one.id): one.name for one in everybody.members}
        | {PersonRef(involvement=one.id): one.name for one in everybody.involvements}
        | {PersonRef(supporter=one.id): one.name for one in everybody.supporters}
    )
