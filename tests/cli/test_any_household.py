"""Whatever the household: the answer is put into whole sentences, and keeps to the schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tandem.cli.answer_json import answer_as_json
from tandem.cli.answer_text import AnswerText
from tandem.cli.layout import Paper
from tests.cli.test_examples import SENTENCE, UNTIDY, explanations
from tests.cli.test_json import validate
from tests.core.households import IS_FULL, case_of

SEEDS = range(1_000 if IS_FULL else 40)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_answer_is_said_in_whole_sentences(lang: str) -> None:
    for seed in SEEDS:
        case = case_of(seed)
        data = answer_as_json(case.answer, case.household, case.rules, lang, Path("any"))
        told = list(explanations(json.loads(json.dumps(data))))
        untidy = [one for one in told if not SENTENCE.fullmatch(one) or UNTIDY.search(one)]
        assert untidy == [], seed


def test_every_answer_keeps_to_the_schema() -> None:
    for seed in SEEDS:
        case = case_of(seed)
        data = answer_as_json(case.answer, case.household, case.rules, "nl", Path("any"))
        validate(json.loads(json.dumps(data)), "answer")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_answer_fits_the_paper(lang: str) -> None:
    for seed in SEEDS:
        case = case_of(seed)
        text = AnswerText(case.household, case.rules, lang, Paper(), every_week=True)
        wide = [line for line in text.lines(case.answer) if len(line) > 80 or line[-1:] == " "]
        assert wide == [], seed
