"""The copy that a resident gets of what is known of her, as a typed document with a version.

`schemas/copy.schema.json` is made of it. A change that could break a reader raises `version`.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tandem.formats.schema import schema_of_model


class CopyPart(BaseModel):
    """A mapping of the copy: nothing but the keys it knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CopyPerson(CopyPart):
    """Whom the copy is about."""

    name: str = Field(description="The name.")
    born: str | None = Field(description="The birthday, as 2008-11-02; null: not known.")
    telephone: str = Field(description="The telephone number; empty: not known.")
    username: str | None = Field(description="What this person signs in with; null: does not.")
    citizen_number_kept: bool = Field(
        description="Whether a citizen service number (BSN) is kept. The number itself is not here."
    )


class CopyHelper(CopyPart):
    """Somebody who helps, or helped."""

    name: str = Field(description="The name.")
    function: str = Field(description="What he or she does.")
    organisation: str = Field(description="For whom he or she works.")
    purpose: str = Field(description="For what he or she is involved.")
    legal_ground: str = Field(description="On what ground.")
    since: str = Field(description="From when.")
    until: str | None = Field(description="Until when; null: now.")


class CopyLead(CopyPart):
    """A time that somebody led the plan."""

    name: str = Field(description="The name.")
    since: str = Field(description="From when.")
    until: str | None = Field(description="Until when; null: now.")


class CopyOwnWords(CopyPart):
    """What this person said, and what is known."""

    question: str = Field(description="The own question, in own words.")
    asked_on: str | None = Field(description="When that was written down.")
    talks_a_week: int | None = Field(description="Talks a week that can be carried.")
    statuses: list[str] = Field(description="What is known, as statuses of the rule base.")


class CopyGoal(CopyPart):
    """A goal of the plan."""

    text: str = Field(description="The goal.")
    own_words: str = Field(description="The same in the family's own words.")
    state: str = Field(description="How it stands.")
    is_own: bool = Field(description="Whether it is a goal of this person.")


class CopyAnswer(CopyPart):
    """What somebody answered to an agreement."""

    who: str = Field(description="Who answered.")
    said: str = Field(description="yes, not-agreed, cannot or seen.")
    reason: str = Field(description="The reason, when one was given.")
    on: str = Field(description="On which day.")


class CopyAgreement(CopyPart):
    """An agreement of the plan, as this person sees it."""

    title: str = Field(description="What it is called.")
    owner: str = Field(description="Who answers for it.")
    members: list[str] = Field(description="Whom it concerns.")
    state: str = Field(description="How it stands.")
    when: list[str] = Field(description="When it is, in words.")
    asks: list[str] = Field(description="What it asks, in words.")
    mandatory: str = Field(description="On what it is mandatory; empty: it is not.")
    line: str = Field(description="The line it was entered with; empty: it was not.")
    answers: list[CopyAnswer] = Field(description="What was answered.")
    files: list[str] = Field(description="Names of files with it.")


class CopyMoney(CopyPart):
    """An amount of the own budget."""

    title: str = Field(description="What it is.")
    kind: Literal["income", "cost"] = Field(description="Whether it comes in or goes out.")
    cents: int = Field(description="The amount in cents.")


class CopyEvent(CopyPart):
    """Something that happened."""

    at: str = Field(description="When.")
    who: str = Field(description="Who did it; empty: Tandem itself.")
    what: str = Field(description="What, as a word of the history.")
    about: str = Field(description="What it was about.")


class CopyLook(CopyPart):
    """Somebody looked."""

    at: str = Field(description="When.")
    who: str = Field(description="Who.")
    organisation: str = Field(description="Of which organisation; empty: of the family.")
    page: str = Field(description="At which page.")


class CopyRequest(CopyPart):
    """Something that was asked about what is recorded."""

    kind: str = Field(description="correction or destruction.")
    about: str = Field(description="What it was about.")
    words: str = Field(description="What was asked.")
    asked_on: str = Field(description="When.")
    answer_by: str = Field(description="Until when an answer comes.")
    answer: str = Field(description="The answer; empty: not yet.")
    reason: str = Field(description="Why.")


class CopyMessage(CopyPart):
    """What somebody wrote in a conversation that this person reads."""

    about: str = Field(description="What the conversation is about.")
    at: str = Field(description="When.")
    who: str = Field(description="Who wrote it.")
    text: str = Field(description="What was written.")


class CopySignal(CopyPart):
    """Something that this person was worried about, and said."""

    words: str = Field(description="What was said.")
    about: str = Field(description="About what, by its short name in the rule base.")
    given_on: str = Field(description="When.")
    picked_up_on: str | None = Field(description="When somebody began with it; null: not yet.")
    answer: str = Field(description="What was done; empty: nothing was said yet.")


class CopyQuestion(CopyPart):
    """A simple question of this person."""

    question: str = Field(description="The question, in own words.")
    needed: str = Field(description="What is needed, as it was written down.")
    about: str = Field(description="The law whose steps it takes, by its short name.")
    received_on: str = Field(description="When it came in.")
    answer: str = Field(description="What was done; empty: nothing was said yet.")


class CopyOwnAction(CopyPart):
    """Something that this person does, or did, herself."""

    text: str = Field(description="What.")
    written_on: str = Field(description="When it was written down.")
    by_when: str | None = Field(description="Around which day; null: none was chosen.")
    ended: str = Field(description="How it ended: worked, not or dropped; empty: it goes on.")
    words: str = Field(description="Why it did not work, in this person's own words.")


class CopyLeadAnswer(CopyPart):
    """What this person said of who leads."""

    said: str = Field(description="`yes`, or `other` for rather somebody else.")
    words: str = Field(description="In own words; may be empty.")
    said_on: str = Field(description="When.")
    way: str = Field(default="self", description="How: `self`, `aloud` or `paper`.")
    written_by: str = Field(
        default="", description="Who wrote it down; empty: this person gave it."
    )
    answer: str = Field(description="What was answered; empty: nothing, or it names another.")


class CopyDoc(CopyPart):
    """Everything that is known of a person in one household, as this person may see it."""

    format: Literal["tandem-copy"] = Field(
        default="tandem-copy", description="Which format this is."
    )
    version: Literal[1] = Field(default=1, description="The version of the format.")
    made_at: str = Field(description="When the copy was made.")
    household: str = Field(description="The name of the household.")
    person: CopyPerson = Field(description="Whom it is about.")
    lives_with: list[str] = Field(description="The names of the others who live there.")
    network: list[str] = Field(description="The names of who helps from the network.")
    helpers: list[CopyHelper] = Field(description="Who helps, or helped, by profession.")
    leads: list[CopyLead] = Field(description="Who led the plan, the last first.")
    own_words: CopyOwnWords = Field(description="What this person said.")
    goals: list[CopyGoal] = Field(description="The goals.")
    agreements: list[CopyAgreement] = Field(description="The agreements.")
    money: list[CopyMoney] = Field(description="The own budget.")
    requests: list[CopyRequest] = Field(description="What was asked about what is recorded.")
    signals: list[CopySignal] = Field(
        default=[], description="What this person was worried about, the last first."
    )
    questions: list[CopyQuestion] = Field(
        default=[], description="Simple questions of this person, the last first."
    )
    own_actions: list[CopyOwnAction] = Field(
        default=[], description="What this person does herself, the first first."
    )
    lead_answers: list[CopyLeadAnswer] = Field(
        default=[], description="What this person said of who leads, the last first."
    )
    history: list[CopyEvent] = Field(description="What happened, the last first.")
    looks: list[CopyLook] = Field(description="Who looked, the last first.")
    messages: list[CopyMessage] = Field(
        description="What was written in conversations that this person reads, the last first."
    )


def copy_schema() -> dict[str, object]:
    """Return the JSON Schema of the copy."""
    return schema_of_model(CopyDoc, "Tandem copy for a resident")


def copy_json(copy: CopyDoc) -> bytes:
    """Return the copy as JSON."""
    told = copy.model_dump(mode="json")
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
