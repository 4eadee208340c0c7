"""A voice: one language, with the report's own words and the core's words for days and money."""

from __future__ import annotations

from tandem.core.explain import Lang, language
from tandem.documents.texts import TEXTS


class Say:
    """Says things in one language; raises ValueError for a language that does not exist."""

    def __init__(self, lang: str) -> None:
        self.language = language(lang)
        self.lang = self.language.lang
        self.words = self.language.words
        self._place = 0 if self.lang is Lang.NL else 1

    def __call__(self, key: str, **values: object) -> str:
        """Return a text of the report's own catalogue; raises KeyError for an unknown one."""
        text = TEXTS[key][self._place]
        return text.format(**values) if values else text
