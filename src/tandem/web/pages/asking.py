"""The question for an answer, to whoever is asked one on a page."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.core.access import AsWhom, Need
from tandem.core.model import STATES_IN_CHECK
from tandem.records.plans.consent import is_court_ordered
from tandem.records.plans.rows import AgreementHead, PersonRef
from tandem.web.addresses import address
from tandem.web.pages.cases import SAID, PeopleTeller, last_answer
from tandem.web.refs import ref
from tandem.web.shapes.plan import Ask, Said


@dataclass(frozen=True, slots=True)
class Wrong:
    """An answer that could not be taken: to what, what was written, and what is wrong."""

    subject: int
    reason: str
    error: str


def ask_of(
    teller: PeopleTeller, agreement: AgreementHead, me: PersonRef | None, wrong: Wrong | None = None
) -> Ask | None:
    """Return the question to this viewer about an agreement; None when nothing is asked."""
    if me is None or agreement.state not in STATES_IN_CHECK:
        return None
    need = own_need(teller.needs(agreement), me)
    if need is None:
        return None
    head = teller.head
    said = last_answer(agreement.answers, need)
    counts = said is not None and agreement.counts(said)
    mistaken = wrong is not None and wrong.subject == agreement.id
    reason = said.reason if said is not None and counts else ""
    return Ask(
        action=address("answer", code=head.code, agreement=agreement.id),
        name=agreement.title,
        anchor=f"ask-{ref('agreement', agreement.id)}",
        version=agreement.version,
        asks_owner=need.as_whom is AsWhom.OWNER and me.member is None,
        ordered=is_court_ordered(agreement) and need.as_whom is not AsWhom.OWNER,
        chosen=SAID[said.kind] if said is not None and counts else Said.NOTHING,
        is_open=mistaken,
        reason=wrong.reason if wrong is not None and mistaken else reason,
        error=wrong.error if wrong is not None and mistaken else "",
        readers=teller.readers(agreement),
    )


def own_need(needs: tuple[Need[PersonRef], ...], me: PersonRef | None) -> Need[PersonRef] | None:
    """Return where this person's own word is needed, first what is not said yet."""
    mine = [one for one in needs if me is not None and me in one.by]
    return min(mine, key=lambda one: one.said is not None, default=None)
