"""The languages in which the check can be explained, and where their sentences stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import tandem.core.explain.dutch.answers as dutch_answers
import tandem.core.explain.dutch.clashes as dutch_clashes
import tandem.core.explain.dutch.proposals as dutch_proposals
import tandem.core.explain.dutch.spans as dutch_spans
import tandem.core.explain.dutch.tables as dutch_tables
import tandem.core.explain.dutch.variants as dutch_variants
import tandem.core.explain.dutch.words as dutch_words
import tandem.core.explain.english.answers as english_answers
import tandem.core.explain.english.clashes as english_clashes
import tandem.core.explain.english.proposals as english_proposals
import tandem.core.explain.english.spans as english_spans
import tandem.core.explain.english.tables as english_tables
import tandem.core.explain.english.variants as english_variants
import tandem.core.explain.english.words as english_words
from tandem.core.explain.answer_sentences import (
    AnswerSentences,
    ProposalSentences,
    TableWords,
    VariantSentences,
)
from tandem.core.explain.sentences import ClashSentences, SpanSentences, Words


class Lang(StrEnum):
    """A language of the answer. Dutch is the default of the product."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """Everything one language can say."""

    lang: Lang
    words: Words
    spans: SpanSentences
    clashes: ClashSentences
    answers: AnswerSentences
    proposals: ProposalSentences
    tables: TableWords
    variants: VariantSentences


LANGUAGES: Mapping[Lang, Language] = {
    Lang.NL: Language(
        Lang.NL,
        dutch_words,
        dutch_spans,
        dutch_clashes,
        dutch_answers,
        dutch_proposals,
        dutch_tables,
        dutch_variants,
    ),
    Lang.EN: Language(
        Lang.EN,
        english_words,
        english_spans,
        english_clashes,
        english_answers,
        english_proposals,
        english_tables,
        english_variants,
    ),
}


def language(lang: str) -> Language:
    """Return a language by its code; raises ValueError when there is none."""
    return LANGUAGES[Lang(lang)]
