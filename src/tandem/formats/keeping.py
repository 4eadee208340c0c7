"""Reading `keeping.yaml`: terms, retention, and the grounds on which a BSN may be used."""

from __future__ import annotations

from functools import lru_cache

from tandem.core.model import Period
from tandem.core.rules import Keeping, Retention, RightsTerm, Term
from tandem.formats.keeping_document import KeepingDoc, RetentionDoc, TermDoc
from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase import CERTAIN, FOLDER, load_grounds
from tandem.formats.source import read_tree
from tandem.formats.validate import validate


@lru_cache(maxsize=1)
def _document() -> KeepingDoc:
    path = FOLDER / "keeping.yaml"
    tree = read_tree(path.read_bytes(), str(path))
    sound = validate(KeepingDoc, tree)
    if tree.problems or sound is None:
        raise RuleBaseFileError(tree.problems)
    return sound.document


@lru_cache(maxsize=1)
def load_keeping() -> Keeping:
    """Return the terms and the retention that come with Tandem; raises RuleBaseFileError."""
    document = _document()
    return Keeping(
        tuple(_term(one) for one in document.terms),
        tuple(_retention(one) for one in document.retentions),
    )


@lru_cache(maxsize=1)
def bsn_grounds() -> frozenset[str]:
    """Return the grounds on which a BSN may be used, as they are recorded with an involvement."""
    known = {one.id: one.recorded for one in load_grounds()}
    return frozenset(known[one.ground] for one in _document().bsn)


def _term(one: TermDoc) -> Term:
    return Term(
        id=RightsTerm(one.id),
        nl=one.nl,
        en=one.en,
        months=one.months,
        days=one.days,
        source=one.source,
        valid=Period(one.valid_from, one.valid_to),
        checked_on=one.checked_on,
        sure=one.certainty in CERTAIN,
    )


def _retention(one: RetentionDoc) -> Retention:
    return Retention(
        id=one.id,
        nl=one.nl,
        en=one.en,
        law=one.law,
        years=one.years,
        source=one.source,
        valid=Period(one.valid_from, one.valid_to),
        checked_on=one.checked_on,
        sure=one.certainty in CERTAIN,
    )


def keeping_table(keeping: Keeping) -> str:
    """Return the terms and the retention as a table for the reference."""
    rows = ["| What | How long | Rests on | Sure | Checked on |", "|---|---|---|---|---|"]
    for term in keeping.terms:
        length = [f"{term.months} months"] if term.months else []
        length += [f"{term.days} days"] if term.days else []
        rows.append(_line(term.en, " and ".join(length), term))
    for one in keeping.retentions:
        length = [f"{one.years} years after the help ended" if one.years else "not known"]
        rows.append(_line(one.en, length[0], one))
    return "\n".join(rows)


def _line(what: str, length: str, one: Term | Retention) -> str:
    sure = "yes" if one.sure else "no"
    return f"| {what} | {length} | {one.source} | {sure} | {one.checked_on or '–'} |"
