"""The file `signals.yaml`: concerns, reasons to decline, and the clocks of offers and signals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from tandem.core.coordination.clocks import Clock
from tandem.core.rules.signals import CallRule, SignalRules, Word
from tandem.formats.fields import Doc, Id, Name, OpenDay, Words
from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase import FOLDER, read_file, refuse_twice, sound_document
from tandem.formats.tree import Tree

Days = Annotated[int, Field(ge=1, le=60)]
LongDays = Annotated[int, Field(ge=1, le=1000)]


class WordDoc(Doc):
    """A choice in a list."""

    id: Id = Field(description="A short name in small letters.", examples=["money"])
    nl: Name = Field(description="How it is called in Dutch.", examples=["geld of schulden"])
    en: Name = Field(description="The same in English.", examples=["money or debts"])


class ClockDoc(Doc):
    """After how many working days something happens; what is not given does not happen."""

    reminder: Days | None = Field(
        None, description="Who was asked is reminded after so many working days.", examples=[2]
    )
    lead: Days | None = Field(
        None, description="Who leads the plan sees it after so many working days.", examples=[4]
    )
    team_leader: Days | None = Field(
        None, description="So does the team leader after so many working days.", examples=[6]
    )


class CallDoc(Doc):
    """When a signal asks for a call today."""

    look_back_days: LongDays = Field(
        description="Signals and answers of so many days count.", examples=[365]
    )


class SignalsDoc(Doc):
    """The file `signals.yaml`."""

    source: Words = Field(
        description="On what the terms rest.", examples=["Eigen keuze van Tandem"]
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2026-11-22"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at them.", examples=["2026-11-22"]
    )
    concerns: list[WordDoc] = Field(
        min_length=1, max_length=30, description="What a concern is about."
    )
    decline_reasons: list[WordDoc] = Field(
        min_length=1, max_length=30, description="Why somebody does not take what is offered."
    )
    offer: ClockDoc = Field(description="The clock of an offer without an answer.")
    outside: ClockDoc = Field(description="The clock of a signal from outside.")
    kept_days: LongDays = Field(
        description="So long the words of a signal without a household are kept.", examples=[30]
    )
    call: CallDoc = Field(description="When to call, and not to write.")


@lru_cache(maxsize=1)
def load_signals() -> SignalRules:
    """Return what comes with Tandem about signals and offers; raises RuleBaseFileError."""
    return read_file(FOLDER / "signals.yaml", signal_rules)


def signal_rules(tree: Tree) -> SignalRules:
    """Return the rules from a file that was read; raises RuleBaseFileError."""
    document = sound_document(SignalsDoc, tree)
    refuse_twice(tree, "concerns", [one.id for one in document.concerns])
    refuse_twice(tree, "decline_reasons", [one.id for one in document.decline_reasons])
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    return SignalRules(
        _words(document.concerns),
        _words(document.decline_reasons),
        Clock(**document.offer.model_dump()),
        Clock(**document.outside.model_dump()),
        document.kept_days,
        CallRule(document.call.look_back_days),
        document.source,
        document.valid_from,
        document.checked_on,
    )


def _words(words: Sequence[WordDoc]) -> tuple[Word, ...]:
    return tuple(Word(one.id, one.nl, one.en) for one in words)
