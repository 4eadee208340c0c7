"""Both languages say the same things: the same functions, with the same arguments."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

from tandem.core.explain import answer_sentences, dutch, english, sentences

PROTOCOLS = {
    "words": sentences.Words,
    "spans": sentences.SpanSentences,
    "clashes": sentences.ClashSentences,
    "answers": answer_sentences.AnswerSentences,
    "proposals": answer_sentences.ProposalSentences,
    "tables": answer_sentences.TableWords,
    "variants": answer_sentences.VariantSentences,
}


def modules_of(package: ModuleType) -> dict[str, ModuleType]:
    return {
        one.name: import_module(f"{package.__name__}.{one.name}")
        for one in pkgutil.iter_modules(package.__path__)
    }


def functions(module: ModuleType) -> dict[str, list[str]]:
    """The public functions that a module defines, with the names of their arguments."""
    return {
        name: list(inspect.signature(function).parameters)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__
    }


def test_both_languages_have_the_same_modules() -> None:
    assert set(modules_of(dutch)) == set(modules_of(english)) == set(PROTOCOLS)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_both_languages_have_the_same_sentences(name: str) -> None:
    assert functions(modules_of(dutch)[name]) == functions(modules_of(english)[name])


@pytest.mark.parametrize("name", PROTOCOLS)
def test_no_language_lacks_a_sentence(name: str) -> None:
    wanted = {
        one: [p for p in inspect.signature(function).parameters if p != "self"]
        for one, function in inspect.getmembers(PROTOCOLS[name], inspect.isfunction)
        if not one.startswith("_")
    }
    said = functions(modules_of(dutch)[name])
    assert {one: said.get(one) for one in wanted} == wanted


@pytest.mark.parametrize("name", [one for one in PROTOCOLS if one != "words"])
def test_no_sentence_is_said_without_need(name: str) -> None:
    """A sentence that is not in the list is one that nothing can ask for."""
    assert set(functions(modules_of(dutch)[name])) <= set(vars(PROTOCOLS[name]))


@pytest.mark.parametrize("name", PROTOCOLS)
def test_every_sentence_shows_itself_in_its_own_language(name: str) -> None:
    for package in (dutch, english):
        module = modules_of(package)[name]
        for one, function in inspect.getmembers(module, inspect.isfunction):
            if one in functions(module):
                assert function.__doc__, f"{module.__name__}.{one}"
