"""What the YAML parser finds wrong, in plain Dutch and English."""

from __future__ import annotations

_PROBLEMS = {
    "found unexpected end of stream": (
        "dit aanhalingsteken wordt nergens gesloten",
        "this quote is never closed",
    ),
    "found character that cannot start any token": (
        "dit teken kan hier niet staan; spring in met spaties, niet met een tab",
        "this character cannot stand here; indent with spaces, not with a tab",
    ),
    "found a tab character": (
        "hier staat een tab; spring in met spaties",
        "there is a tab here; indent with spaces",
    ),
    "mapping values are not allowed": (
        "een dubbele punt kan hier niet; zet tekst met een dubbele punt tussen aanhalingstekens",
        "a colon cannot stand here; put text with a colon between quotes",
    ),
    "block sequence entries are not allowed": (
        "een streepje kan hier niet; begin de lijst op een nieuwe regel",
        "a dash cannot stand here; begin the list on a new line",
    ),
    "did not find expected key": (
        "hier hoort een naam met een dubbele punt, even ver ingesprongen als de vorige",
        "a name with a colon belongs here, indented as far as the one before",
    ),
    "could not find expected ':'": (
        "na deze naam ontbreekt een dubbele punt",
        "a colon is missing after this name",
    ),
    "did not find expected '-'": (
        "hier hoort een streepje, even ver ingesprongen als het vorige",
        "a dash belongs here, indented as far as the one before",
    ),
    "did not find expected ',' or ']'": (
        "hier ontbreekt een komma of een rechte haak ]",
        "a comma or a square bracket ] is missing here",
    ),
    "did not find expected ',' or '}'": (
        "hier ontbreekt een komma of een accolade }",
        "a comma or a curly bracket } is missing here",
    ),
    "did not find expected node content": (
        "hier ontbreekt een waarde",
        "a value is missing here",
    ),
    "did not find expected <document start>": (
        "hier hoort niets meer te staan, of de regel springt te ver in",
        "nothing more belongs here, or the line is indented too far",
    ),
    "escape": (
        "na een schuine streep \\ kan dit teken niet; gebruik enkele aanhalingstekens",
        "this character cannot follow a backslash; use single quotes",
    ),
}
_OTHER = ("deze plaats is niet te lezen", "this place cannot be read")


def yaml_words(problem: str) -> tuple[str, str]:
    """Return what is wrong in Dutch and English, given the words of the parser."""
    for known, words in _PROBLEMS.items():
        if known in problem:
            return words
    return _OTHER
