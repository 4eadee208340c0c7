"""Every kind of problem: where it is told to be, what is told, and what would be right."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
import yaml

from tandem.formats.household import read, read_path
from tandem.formats.messages import MESSAGES, Message
from tandem.formats.messages.area_messages import AREAS
from tandem.formats.problems import HouseholdFileError
from tests.formats.households import (
    EXTRA,
    HEAD,
    RULES,
    problems,
    told,
    with_agreement,
    with_line,
    with_session,
)

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((Path(__file__).parent / "problems").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]

NAMES = [f"{place}-{case['code']}" for place, case in enumerate(CASES)]

BIG: dict[str, tuple[str | bytes, str]] = {
    "other-encoding": ("id: x".encode("utf-16"), "1:1"),
    "not-utf8": (b"id: x\nname: Ma\xefl\n", "2:9"),
    "control-character": (b"id: x\nname: a\x07b\n", "2:8"),
    "too-big": (b"# " + b"a" * 1_000_000, "1:1"),
    "too-deep": ("id: x\nname: " + "[" * 40, "2:36 name[0][0][0][0][0][0][0]:"),
    "too-many-values": ("a: [" + "1," * 60_000 + "]", "1:100001"),
    "too-long-text": ("id: x\nname: " + "a" * 5_001, "2:7"),
    "text-long": (HEAD.replace("name: Gezin", "name: " + "a" * 121), "2:7 name:"),
    "list-long": (
        with_agreement("alternatives: [" + ", ".join(["{id: b, text: c}"] * 21) + "]"),
        "10:69 agreements[0].alternatives:",
    ),
}
ELSEWHERE = {
    "line-name-twice",
    "no-file",
    "line-long",
    "unsatisfiable",
    "word-twice",
    "costs-order",
    *AREAS,
}
UNREACHED = {"not-sound"}
"""What pydantic might say that we have no words for."""


def file_of(case: dict[str, Any]) -> tuple[str, str]:
    """Return the file that a case describes, and its name."""
    match case:
        case {"whole": str(text)}:
            return text, "gezin.yaml"
        case {"json": str(text)}:
            return text, "gezin.json"
        case {"replace": [str(old), str(new)]}:
            assert old in HEAD
            return HEAD.replace(old, new), "gezin.yaml"
        case {"added": str(text)}:
            return HEAD + text, "gezin.yaml"
        case {"agreement": str(fragment)}:
            return with_agreement(fragment), "gezin.yaml"
        case {"session": str(fragment)}:
            return with_session(fragment), "gezin.yaml"
        case {"line": str(line)}:
            return with_line(line), "gezin.yaml"
        case _:
            raise AssertionError(case)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_problem_is_told(case: dict[str, Any]) -> None:
    text, name = file_of(case)
    assert case["told"] in told(text, name)
    assert case["code"] in {problem.code for problem in problems(text, name)}


@pytest.mark.parametrize(("code", "case"), BIG.items(), ids=BIG)
def test_a_problem_of_a_strange_file_is_told(code: str, case: tuple[str | bytes, str]) -> None:
    data, place = case
    found = problems(data)
    assert [problem.code for problem in found] == [code]
    assert told(data)[0].startswith(place + " ")


def test_the_household_that_is_spoilt_is_sound() -> None:
    assert told(HEAD) == []
    assert told(with_agreement("state: active")) == []
    assert told(HEAD + EXTRA) == []


def test_every_problem_has_a_case() -> None:
    tried = {case["code"] for case in CASES} | set(BIG) | ELSEWHERE | UNREACHED
    assert tried == set(MESSAGES)


@pytest.mark.parametrize(("code", "message"), MESSAGES.items(), ids=MESSAGES)
def test_a_message_says_the_same_in_both_languages(code: str, message: Message) -> None:
    def places(text: str) -> set[str]:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        return {name.removesuffix("_nl").removesuffix("_en") for name in names}

    assert all(message), code
    assert places(message.nl) == places(message.en)
    assert places(message.right_nl) == places(message.right_en)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_problem_is_told_in_english_too(case: dict[str, Any]) -> None:
    text, name = file_of(case)
    for problem in problems(text, name):
        assert problem.what("en")
        assert problem.right("en")


REFERENCES = {
    "decided_by": "decided_by: xyzzy",
    "members[0]": "goal: doel, members: [xyzzy]",
    "goal": "goal: xyzzy",
    "part": "part: xyzzy",
    "unknown[0].who": "unknown: [{what: iets, who: xyzzy}]",
    "sessions[0].members[0]": "sessions: [{windows: di 9-10, members: [xyzzy]}]",
    "sessions[0].contact[0]": "sessions: [{windows: di 9-10, contact: [xyzzy]}]",
    "somebody_home[0].adults[0]": "somebody_home: [{adults: [xyzzy], windows: di 9-10}]",
    "somebody_home[0].child": (
        "somebody_home: [{adults: [kevin], child: xyzzy, windows: di 9-10}]"
    ),
    "money[0].account": "money: [{out: 1, account: xyzzy}]",
    "ends_income[0].income": "ends_income: [xyzzy]",
    "statuses[0].member": "statuses: [{makes: works, member: xyzzy}]",
    "statuses[0].requires": "statuses: [{requires: xyzzy}]",
    "statuses[0].excludes": "statuses: [{excludes: xyzzy}]",
    "statuses[0].makes": "statuses: [{makes: xyzzy}]",
    "order.after[0].agreement": "order: {after: [xyzzy]}",
    "alternatives[0].takes_place_of[0]": (
        "alternatives: [{id: b, text: c, takes_place_of: [xyzzy]}]"
    ),
    "alternatives[0].ends_when[0]": "alternatives: [{id: b, text: c, ends_when: [xyzzy]}]",
    "alternatives[0].money[0].account": (
        "alternatives: [{id: b, text: c, money: [{out: 1, account: xyzzy}]}]"
    ),
    "alternatives[0].statuses[0].makes": (
        "alternatives: [{id: b, text: c, statuses: [{makes: xyzzy}]}]"
    ),
}
ROOT_REFERENCES = {
    "lead": "lead: xyzzy\n",
    "parts[0].by": "parts: [{id: p, title: P, by: xyzzy}]\n",
    "goals[0].members[0]": "goals: [{id: g, text: G, members: [xyzzy]}]\n",
    "goals[0].part": "goals: [{id: g, text: G, part: xyzzy}]\n",
    "priorities[0]": "priorities: [xyzzy]\n",
    "accounts[0].of": "accounts: [{of: xyzzy}]\n",
    "agreements[0].owner": "agreements: [{id: a, kind: own, owner: xyzzy}]\n",
    "agreements[0].kind": "agreements: [{id: a, kind: xyzzy, owner: bram}]\n",
}


@pytest.mark.parametrize("place", REFERENCES)
def test_a_reference_in_an_agreement_to_nothing_is_told(place: str) -> None:
    fragment = REFERENCES[place]
    text = with_agreement(fragment)
    if place == "members[0]":
        text = text.replace("members: [kevin], ", "")
    assert [problem.place for problem in problems(text)] == [f"agreements[0].{place}"]


@pytest.mark.parametrize("place", ROOT_REFERENCES)
def test_a_reference_to_nothing_is_told(place: str) -> None:
    assert [problem.place for problem in problems(HEAD + ROOT_REFERENCES[place])] == [place]


@pytest.mark.parametrize("hours", ["10-10", "10:60-12", "24:01-24:02", "10:00-24:30", "25-26"])
def test_hours_that_cannot_be_are_told(hours: str) -> None:
    (only,) = problems(with_session(f"windows: di {hours}"))
    assert only.code in {"window-backwards", "time"}


def test_all_problems_are_told_at_once() -> None:
    text = HEAD.replace("name: Gezin", "naam: Gezin").replace("2027-01-04", "2027-01-05")
    text += "agreements:\n  - {id: a, kind: own, owner: brem, sessions: [{windows: di 12-10}]}\n"
    assert [problem.code for problem in problems(text)] == [
        "missing-key",
        "unknown-key-near",
        "not-monday",
        "nobody-near",
        "window-backwards",
    ]


def test_a_wrong_value_does_not_hide_what_stands_beside_it() -> None:
    wrong = "{id: kevin, name: 12, statuses: [xyzzy], born: 2027-13-01}"
    text = HEAD.replace("{id: kevin, name: Kevin}", wrong)
    assert [problem.place for problem in problems(text)] == [
        "members[1].name",
        "members[1].statuses[0].status",
        "members[1].born",
    ]


def test_what_follows_from_a_wrong_value_is_not_told() -> None:
    assert [p.code for p in problems(with_agreement("money: [{out: veel}]"))] == ["amount"]
    assert [p.code for p in problems(HEAD.replace("members:", "membres:"))] == [
        "missing-key",
        "unknown-key-near",
    ]


def test_places_in_lists_stay_right_when_earlier_items_are_wrong() -> None:
    items = "[{windows: nooit}, {windows: di 10-12}, {windows: wo 9-10, travel: ver}]"
    found = problems(with_agreement(f"sessions: {items}, x: 1"))
    assert [problem.place for problem in found] == [
        "agreements[0].sessions[0].windows",
        "agreements[0].sessions[2].travel",
        "agreements[0].x",
    ]


def test_at_most_fifty_problems_are_told() -> None:
    text = HEAD + "network:\n" + "  - {id: Nee, name: 1}\n" * 31
    with pytest.raises(HouseholdFileError) as caught:
        read(text.encode(), "gezin.yaml", RULES)
    assert len(caught.value.problems) == 50
    assert caught.value.more == 42
    assert str(caught.value).endswith(f"en nog {caught.value.more}")
    assert caught.value.report("en").endswith(f"and {caught.value.more} more")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileError, match="niet openen"):
        read_path(tmp_path / "weg.yaml", RULES)
    with pytest.raises(HouseholdFileError, match="niet openen"):
        read_path(tmp_path, RULES)


def test_long_pieces_of_the_file_are_cut_in_messages() -> None:
    (only,) = problems(HEAD.replace("id: x\n", f"id: {'a b ' * 30}\n"))
    assert len(only.what()) < 120
    assert "…" in only.what()
