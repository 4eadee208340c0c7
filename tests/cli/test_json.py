"""`tandem check --json` keeps to the published schema, and says what the docs promise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tandem.cli.reasons_json import reason_json
from tandem.core.check.why import (
    AgendaReason,
    MoneyLine,
    MoneyReason,
    NoRoom,
    OrderReason,
    OrderStep,
    Reason,
    WeekSpan,
)
from tandem.core.model import HOUSEHOLD
from tests.cli.examples import FIVE_PLANS, Runner

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schemas" / "answer.schema.json").read_text("utf-8"))


def objects(node: object) -> Iterator[dict[str, Any]]:
    """Every object that the schema describes."""
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def validate(data: object, name: str) -> None:
    """Hold data against a definition; a field that is not described is an error here."""
    strict = json.loads(json.dumps(SCHEMA))
    for described in objects(strict):
        described["additionalProperties"] = False
    wanted = {"$ref": f"#/$defs/{name}", "$defs": strict["$defs"]}
    jsonschema.Draft202012Validator(wanted, format_checker=jsonschema.FormatChecker()).validate(
        data
    )


@pytest.fixture
def answer(tandem: Runner) -> dict[str, Any]:
    done = tandem.once("check", FIVE_PLANS, "--json")
    assert (done.status, done.err) == (1, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_schema_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_field_is_required() -> None:
    """Readers can count on every field: what is not there is null."""
    for described in objects(SCHEMA):
        assert sorted(described["required"]) == sorted(described["properties"])


def test_an_answer_keeps_to_the_schema(answer: dict[str, Any]) -> None:
    validate(answer, "answer")
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)


def test_what_an_answer_holds(answer: dict[str, Any]) -> None:
    assert (answer["format"], answer["file"], answer["lang"]) == (1, str(FIVE_PLANS), "nl")
    assert (answer["verdict"], answer["complete"]) == ("infeasible", True)
    assert answer["coverage"]["filled"] == answer["coverage"]["total"] == 10
    sets = [clash["agreements"] for clash in answer["clashes"] if not clash["is_limit"]]
    assert len(sets) == 15
    assert ["karin-traject", "lotte-home", "school"] in sets
    limits = [clash for clash in answer["clashes"] if clash["is_limit"]]
    assert [(one["kind"], one["reasons"][0]["too_many"]) for one in limits] == [("contacts", 1)]
    assert all(clash["explanation"] and clash["owners"] for clash in answer["clashes"])
    assert answer["week"] == []
    assert answer["missing_support"] == []


def test_what_a_proposal_holds(answer: dict[str, Any]) -> None:
    first = answer["proposals"][0]
    assert first["goals_given_up"] == []
    assert first["changes"][0]["agreement"] == "school"
    assert first["changes"][0]["kind"] == "alternative"
    assert first["proven_least"] is True
    assert first["week"][0]["sessions"]
    assert first["budget"]
    assert {"id": "kevin", "name": "Kevin"} in first["must_agree"]


def test_english_explanations(tandem: Runner) -> None:
    answer = json.loads(tandem.once("check", FIVE_PLANS, "--json", "--lang", "en").out)
    assert answer["lang"] == "en"
    assert answer["headline"] == "This plan does not fit yet"


def test_a_plan_that_fits_has_a_week(tandem: Runner, fits: Path) -> None:
    done = tandem("check", fits, "--json")
    answer = json.loads(done.out)
    assert (done.status, answer["verdict"]) == (0, "feasible")
    assert len(answer["week"]) == 1
    validate(answer, "answer")


def test_a_file_that_cannot_be_read(tandem: Runner, bad: Path) -> None:
    done = tandem("check", bad, "--json")
    told = json.loads(done.out)
    assert (done.status, told["verdict"]) == (2, "bad-input")
    assert told["problems"][0]["line"] == 1
    validate(told, "badInput")


def test_several_files_give_a_line_each(tandem: Runner, bad: Path, fits: Path) -> None:
    (fits.parent / "empty").mkdir()
    done = tandem("check", "--json", FIVE_PLANS, fits, bad, fits.parent / "empty")
    assert done.status == 2
    told = [json.loads(line) for line in done.lines]
    assert [one["verdict"] for one in told] == [
        "infeasible",
        "feasible",
        "bad-input",
        "bad-input",
    ]
    assert told[3]["problems"][0]["line"] is None
    for one in told:
        jsonschema.Draft202012Validator(SCHEMA).validate(one)


# --- reasons that the examples above do not have --------------------------------------------

SPAN = WeekSpan(date(2027, 1, 4), date(2027, 1, 4), 1)


@pytest.mark.parametrize(
    "reason",
    [
        AgendaReason(SPAN, ("kevin",), no_room=NoRoom("talk", ("kevin",), 2, 60, (4,))),
        OrderReason((OrderStep("a", "start", SPAN.first), OrderStep("b", "after", other="a")), 3),
        MoneyReason(
            HOUSEHOLD,
            100,
            -50,
            SPAN.first,
            SPAN.first,
            2,
            (MoneyLine("loon", 100, "work"), MoneyLine("bijstand", 0, ended_by=("work",))),
        ),
    ],
)
def test_reasons_keep_to_the_schema(reason: Reason) -> None:
    validate(reason_json(reason), f"{reason.kind}Reason")


def test_a_free_day_has_its_name() -> None:
    room = NoRoom("talk", ("kevin",), 2, 60, (4, 5))
    told = reason_json(AgendaReason(SPAN, ("kevin",), no_room=room))
    assert told["no_room"]["free_days"] == ["friday", "saturday"]
    assert reason_json(replace(AgendaReason(SPAN, ()), no_room=None))["no_room"] is None
