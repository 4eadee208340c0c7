"""The report's own words: complete in both languages, and each of them used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import tandem.documents
from tandem.documents.say import Say
from tandem.documents.texts import TEXTS, Text

FOLDER = Path(tandem.documents.__file__).parent
SOURCES = [
    p.read_text(encoding="utf-8")
    for p in (*FOLDER.rglob("*.py"), *FOLDER.rglob("*.j2"))
    if p.name != "texts.py"
]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_the_same_thing(key: str) -> None:
    text = TEXTS[key]
    assert text.nl
    assert text.en
    assert fields(text.nl) == fields(text.en)


def test_dutch_and_english_differ_where_there_are_words() -> None:
    same = [
        key
        for key, text in TEXTS.items()
        if text.nl == text.en and re.search("[a-z]{3}", re.sub(r"\{.*?\}", "", text.nl))
    ]
    assert same == []


def test_every_text_is_used() -> None:
    built = {f"state-{name}" for name in (
        "proposed", "agreed", "active", "on-hold", "withdrawn", "rejected", "failed", "ended",
    )}  # fmt: skip
    unused = [
        key
        for key in TEXTS
        if key not in built and not any(f'"{key}"' in s or f"'{key}'" in s for s in SOURCES)
    ]
    assert unused == []


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = {
        key
        for source in SOURCES
        for key in re.findall(r"""\b(?:say|_say|t)\(\s*["']([a-z-]+)["']""", source)
    }
    assert asked
    assert asked <= set(TEXTS)


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Say("fr")


def test_a_text_is_filled_in() -> None:
    assert Say("nl")("proposal", number=2) == "Voorstel 2"
    assert Say("en")("proposal", number=2) == "Proposal 2"
    assert isinstance(TEXTS["proposal"], Text)
