"""Letters and forms on the form of an agreement: two numbers, beside the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.plans.draft import AgreementDraft
from tandem.core.model import Paperwork

PAPERS = ("papers", "paper_minutes")
MOST_PIECES, MOST_MINUTES = 200, 600


def papers_as_entered(papers: Sequence[Paperwork]) -> dict[str, str]:
    """Return what the two fields begin with; empty for what two numbers cannot say."""
    if len(papers) != 1:
        return dict.fromkeys(PAPERS, "")
    one = papers[0]
    return {"papers": _text(one.pieces), "paper_minutes": _text(one.minutes)}


def with_papers(draft: AgreementDraft, values: Mapping[str, str]) -> AgreementDraft:
    """Return a draft with the letters and forms that were filled in.

    More than two numbers can say stays as it is while both fields are empty. Raises InvalidError.
    """
    was = draft.form.demands.paperwork
    pieces = _number(values, "papers", MOST_PIECES)
    minutes = _number(values, "paper_minutes", MOST_MINUTES)
    if pieces is None and len(was) > 1:
        return draft
    papers: tuple[Paperwork, ...] = ()
    if pieces:
        kept = was[0] if len(was) == 1 else Paperwork(members=draft.members)
        papers = (replace(kept, pieces=pieces, minutes=minutes or None),)
    demands = replace(draft.form.demands, paperwork=papers)
    return replace(draft, form=replace(draft.form, demands=demands))


def _number(values: Mapping[str, str], name: str, most: int) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= most:
        return int(text)
    words = "Give a number from 0 to %(most)s, or leave it empty."
    raise InvalidError(Problem(name, words, (("most", str(most)),)))


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
