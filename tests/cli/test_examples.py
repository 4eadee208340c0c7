"""Every example household, from its file to the terminal: what is printed can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from tests.cli.examples import EXAMPLES, Runner
from tests.cli.test_json import SCHEMA

FILES = sorted(EXAMPLES.glob("*.yaml"))
UNTIDY = re.compile(r"  |\bNone\b|\.\.|,\.| [.,]|\{|\}|:\.|\?\.")
SENTENCE = re.compile(r"[^\s].*[.?]", re.DOTALL)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def explanations(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in {"explanation", "ask_explanation", "keeps"} and value:
                yield str(value)
            yield from explanations(value)
    elif isinstance(node, list):
        for value in node:
            yield from explanations(value)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_explanations_are_sentences(tandem: Runner, file: Path, lang: str) -> None:
    answer = json.loads(tandem.once("check", file, "--json", "--lang", lang).out)
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)
    told = list(explanations(answer))
    assert told
    assert [text for text in told if not SENTENCE.fullmatch(text) or UNTIDY.search(text)] == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_answer_fits_the_paper(tandem: Runner, file: Path, lang: str) -> None:
    done = tandem.once("check", file, "--lang", lang, "--every-week")
    assert done.status in {0, 1}
    assert done.err == ""
    assert [line for line in done.lines if len(line) > 80 or line.endswith(" ")] == []


def test_the_folder_of_examples(tandem: Runner) -> None:
    done = tandem.once("check", EXAMPLES)
    assert done.status in {0, 1}
    assert len(done.lines) == len(list(EXAMPLES.rglob("*.yaml"))) + 4
