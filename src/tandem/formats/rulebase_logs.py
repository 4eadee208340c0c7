"""The file `logs.yaml`: terms around looks, and the register of processing activities."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from pydantic import Field

from tandem.core.access import Action
from tandem.core.rules.logs import Activity, LogRules, LookTerms
from tandem.formats.fields import Doc, Id, Name, OpenDay, Words
from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase import FOLDER, read_file, refuse_twice, sound_document
from tandem.formats.tree import Tree

Days = Annotated[int, Field(ge=1, le=365)]
Hours = Annotated[int, Field(ge=1, le=3)]


class LookTermsDoc(Doc):
    """How long things about looks last, or may wait."""

    answer_days: Days = Field(
        description="Within so many days a question about a look is answered.", examples=[14]
    )
    notice_days: Days = Field(
        description="Within so many days somebody says what they think of an emergency access.",
        examples=[7],
    )
    emergency_hours: Hours = Field(
        description="So many hours an emergency opens a household.", examples=[3]
    )
    longest_withheld_days: Days = Field(
        description="So many days an emergency may be kept from the family at most.",
        examples=[90],
    )


class ActivityDoc(Doc):
    """A processing activity."""

    id: Id = Field(description="A short name in small letters.", examples=["plan-lezen"])
    nl: Name = Field(
        description="What is done, in Dutch.", examples=["Het plan van een huishouden lezen"]
    )
    en: Name = Field(
        description="The same in English.", examples=["Reading the plan of a household"]
    )
    purpose: Words = Field(
        description="What it is for, in Dutch.", examples=["Weten wat er is afgesproken"]
    )
    actions: list[Id] = Field(
        min_length=1,
        max_length=100,
        description="What of the policy belongs to it; each action belongs to one activity.",
        examples=[["see-plan", "see-check"]],
    )


class LogsDoc(Doc):
    """The file `logs.yaml`."""

    source: Words = Field(
        description="On what the terms rest.", examples=["Eigen keuze van Tandem"]
    )
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2026-11-22"]
    )
    checked_on: OpenDay = Field(
        description="When somebody last looked at them.", examples=["2026-11-22"]
    )
    terms: LookTermsDoc = Field(description="The terms.")
    activities: list[ActivityDoc] = Field(
        min_length=1, max_length=100, description="The register of processing activities."
    )


@lru_cache(maxsize=1)
def load_logs() -> LogRules:
    """Return the terms and the register that come with Tandem; raises RuleBaseFileError."""
    return read_file(FOLDER / "logs.yaml", log_rules)


def log_rules(tree: Tree) -> LogRules:
    """Return terms and register from a file that was read; raises RuleBaseFileError."""
    document = sound_document(LogsDoc, tree)
    refuse_twice(tree, "activities", [one.id for one in document.activities])
    _refuse_strange_actions(tree, document)
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    return LogRules(
        LookTerms(**document.terms.model_dump()),
        tuple(
            Activity(
                one.id, one.nl, one.en, one.purpose, tuple(Action(name) for name in one.actions)
            )
            for one in document.activities
        ),
        document.source,
        document.valid_from,
        document.checked_on,
    )


def _refuse_strange_actions(tree: Tree, document: LogsDoc) -> None:
    """Note actions that the policy does not know, and those that stand with two activities."""
    known = {action.value for action in Action}
    seen: set[str] = set()
    for place, activity in enumerate(document.activities):
        path = ("activities", place, "actions")
        for name in activity.actions:
            if name not in known:
                details = {
                    "id": name,
                    "kinds_nl": "een handeling van het beleid",
                    "kinds_en": "an action of the policy",
                    "known": "see-plan, …",
                }
                tree.problem("no-rule", path, details)
            if name in seen:
                tree.problem("word-twice", path, {"word": name})
            seen.add(name)
