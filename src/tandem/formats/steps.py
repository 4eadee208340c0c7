"""The file `steps.yaml`: terms of steps, bands, and the way from a question to a discipline."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from tandem.core.model import Period
from tandem.core.rules.steps import (
    Band,
    Doer,
    LawStep,
    Route,
    Step,
    StepRules,
    StepTerm,
    Way,
    WayStep,
)
from tandem.formats.fields import Doc, Id, OpenDay, Words
from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase import (
    CERTAIN,
    FOLDER,
    load_grounds,
    read_file,
    refuse_twice,
    sound_document,
)
from tandem.formats.rulebase_document import Certainty
from tandem.formats.tree import Tree

Count = Annotated[int, Field(ge=0, le=365)]
Percent = Annotated[int, Field(ge=0, le=100)]
_CHECKED = Field(
    None, description="When somebody last looked at the source.", examples=["2026-11-21"]
)
_CERTAINTY = Field(
    description="V read in a law text or page, D our own choice or from the words, M from memory, "
    "S said by an article. M and S are told as still to be checked.",
    examples=["V"],
)


class StepTermDoc(Doc):
    """A term of a step: so many weeks, days and working days after it began."""

    id: Id = Field(description="Which term it is.", examples=["objection"])
    nl: Words = Field(description="Dutch.", examples=["bezwaar maken"])
    en: Words = Field(description="English.", examples=["making an objection"])
    weeks: Count = Field(0, description="Weeks.", examples=[6])
    days: Count = Field(0, description="Days after that.", examples=[7])
    working_days: Count = Field(0, description="Working days after that.", examples=[3])
    source: Words = Field(description="On what it rests.", examples=["Awb, artikel 6:7 en 6:8"])
    certainty: Certainty = _CERTAINTY
    valid_from: OpenDay = Field(
        None, description="First day. Not given: always was.", examples=["2015-01-01"]
    )
    valid_to: OpenDay = Field(
        None, description="Last day. Not given: no end known.", examples=["2030-12-31"]
    )
    checked_on: OpenDay = _CHECKED


class BandDoc(Doc):
    """Which part is said to need one plan."""

    id: Id = Field(description="A short name.", examples=["families"])
    nl: Words = Field(description="Dutch.", examples=["van alle gezinnen"])
    en: Words = Field(description="English.", examples=["of all families"])
    least: Percent = Field(description="Per cent, at least.", examples=[5])
    most: Percent = Field(description="Per cent, at most.", examples=[10])
    source: Words = Field(description="Who says so.", examples=["Een artikel"])
    certainty: Certainty = _CERTAINTY
    checked_on: OpenDay = _CHECKED


class RouteDoc(Doc):
    """Words of somebody's own question, and which functions are nearest to it."""

    words: list[Words] = Field(
        min_length=1, max_length=50, description="Words of the question.", examples=[["school"]]
    )
    nearest: list[Words] = Field(
        min_length=1,
        max_length=20,
        description="Pieces of functions, the nearest first.",
        examples=[["inkomens"]],
    )
    source: Words = Field(description="Who says so.", examples=["De hulpvraag volgen"])
    certainty: Certainty = _CERTAINTY
    checked_on: OpenDay = _CHECKED


class LawStepDoc(Doc):
    """A step of a law."""

    id: Id = Field(
        description="Which step: `report`, `own-plan`, `investigation`, `application`, `decision`.",
        examples=["investigation"],
    )
    nl: Words = Field(description="Dutch.", examples=["onderzoek"])
    en: Words = Field(description="English.", examples=["investigation"])
    who: Literal["holder", "resident"] = Field(
        "holder",
        description="Who does it: who holds the question, or the resident.",
        examples=["resident"],
    )
    after: Id | None = Field(
        None, description="The step from which its term counts.", examples=["report"]
    )
    term: Id | None = Field(
        None,
        description="The term, from `terms`. Not given: no day is told.",
        examples=["objection"],
    )
    free: bool = Field(
        False,
        description="Whether it may be left out: nobody is late with it.",
        examples=[True],
    )
    source: Words = Field(description="On what it rests.", examples=["Wmo 2015, artikel 2.3.2"])
    certainty: Certainty = _CERTAINTY
    checked_on: OpenDay = _CHECKED


class LawDoc(Doc):
    """The steps of one law between a question and a decision."""

    id: Id = Field(description="A short name.", examples=["wmo"])
    nl: Words = Field(description="Dutch.", examples=["hulp en ondersteuning thuis (Wmo)"])
    en: Words = Field(description="English.", examples=["help and support at home (Wmo)"])
    ground: Id = Field(
        description="The legal ground, from `grounds.yaml`.", examples=["wmo-investigation"]
    )
    steps: list[LawStepDoc] = Field(min_length=1, max_length=10, description="In their order.")


class StepsDoc(Doc):
    """The file `steps.yaml`."""

    terms: list[StepTermDoc] = Field(min_length=1, max_length=200, description="The terms.")
    bands: list[BandDoc] = Field(max_length=20, description="The bands.")
    routes: list[RouteDoc] = Field(max_length=100, description="The ways to a discipline.")
    ways: list[LawDoc] = Field(
        default_factory=list, max_length=20, description="The steps of each law."
    )


@lru_cache(maxsize=1)
def load_steps() -> StepRules:
    """Return the terms, bands and routes that come with Tandem; raises RuleBaseFileError."""
    return read_file(FOLDER / "steps.yaml", step_rules)


def step_rules(tree: Tree) -> StepRules:
    """Return the rules of a file that was read; raises RuleBaseFileError."""
    document = sound_document(StepsDoc, tree)
    refuse_twice(tree, "bands", [one.id for one in document.bands])
    known = set(StepTerm)
    for place, one in enumerate(document.terms):
        if one.id not in known:
            details = {
                "id": one.id,
                "kinds_nl": "een termijn",
                "kinds_en": "a term",
                "known": ", ".join(sorted(known)),
            }
            tree.problem("no-rule", ("terms", place, "id"), details)
    refuse_twice(tree, "ways", [one.id for one in document.ways])
    _refuse_unknown_steps(tree, document)
    if tree.problems:
        raise RuleBaseFileError(tree.problems)
    return StepRules(
        tuple(_term(one) for one in document.terms),
        tuple(
            Band(
                one.id,
                one.nl,
                one.en,
                one.least,
                one.most,
                one.source,
                one.checked_on,
                one.certainty in CERTAIN,
            )
            for one in document.bands
        ),
        tuple(
            Route(
                tuple(one.words),
                tuple(one.nearest),
                one.source,
                one.checked_on,
                one.certainty in CERTAIN,
            )
            for one in document.routes
        ),
        tuple(_way(one) for one in document.ways),
    )


def _refuse_unknown_steps(tree: Tree, document: StepsDoc) -> None:
    """Add a problem for each step, term and ground that a way names and that is not there."""
    terms = {one.id for one in document.terms}
    for place, way in enumerate(document.ways):
        here = {one.id for one in way.steps}
        for nth, step in enumerate(way.steps):
            at = ("ways", place, "steps", nth)
            _refuse_unknown(tree, (*at, "id"), step.id, {one.value for one in LawStep})
            _refuse_unknown(tree, (*at, "after"), step.after, here)
            _refuse_unknown(tree, (*at, "term"), step.term, terms)
        _refuse_unknown(tree, ("ways", place, "ground"), way.ground, _grounds())


def _grounds() -> set[str]:
    return {one.id for one in load_grounds()}


def _refuse_unknown(
    tree: Tree, at: tuple[str | int, ...], name: str | None, known: set[str]
) -> None:
    if name is None or name in known:
        return
    said = {"kinds_nl": "een naam", "kinds_en": "a name", "known": ", ".join(sorted(known))}
    tree.problem("no-rule", at, {"id": name, **said})


def _way(one: LawDoc) -> Way:
    return Way(one.id, one.nl, one.en, one.ground, tuple(_way_step(step) for step in one.steps))


def _way_step(one: LawStepDoc) -> WayStep:
    return WayStep(
        id=LawStep(one.id),
        nl=one.nl,
        en=one.en,
        doer=Doer(one.who),
        after=None if one.after is None else LawStep(one.after),
        term=None if one.term is None else StepTerm(one.term),
        is_free=one.free,
        source=one.source,
        checked_on=one.checked_on,
        sure=one.certainty in CERTAIN,
    )


def _term(one: StepTermDoc) -> Step:
    return Step(
        id=StepTerm(one.id),
        nl=one.nl,
        en=one.en,
        weeks=one.weeks,
        days=one.days,
        working_days=one.working_days,
        source=one.source,
        valid=Period(one.valid_from, one.valid_to),
        checked_on=one.checked_on,
        sure=one.certainty in CERTAIN,
    )


def steps_table(rules: StepRules) -> str:
    """Return the terms as a table for the reference."""
    rows = ["| What | How long | Rests on | Sure | Checked on |", "|---|---|---|---|---|"]
    for one in rules.terms:
        named = ((one.weeks, "weeks"), (one.days, "days"), (one.working_days, "working days"))
        length = " and ".join(f"{count} {unit}" for count, unit in named if count)
        sure = "yes" if one.sure else "no"
        checked = one.checked_on or "–"
        rows.append(f"| {one.en} | {length} | {one.source} | {sure} | {checked} |")
    return "\n".join(rows)


def ways_table(rules: StepRules) -> str:
    """Return the steps of each law as a table for the reference."""
    rows = ["| Law | Step | Who | Counts from | Rests on | Sure | Checked on |"]
    rows.append("|---|---|---|---|---|---|---|")
    for way in rules.ways:
        for one in way.steps:
            sure, checked = "yes" if one.sure else "no", one.checked_on or "–"
            after = one.after.value if one.after else "–"
            cells = (way.id, one.en, one.doer.value, after, one.source, sure, checked)
            rows.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(rows)
