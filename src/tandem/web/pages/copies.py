"""The copy for a resident: everything that is known, as a document and on paper, in one zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tandem.actions.rights.copy import OwnCopy
from tandem.core.model import HOUSEHOLD
from tandem.documents.copy_pdf import CopyLine, CopySection, CopySheet, copy_pdf
from tandem.formats.copy_document import (
    CopyAgreement,
    CopyAnswer,
    CopyDoc,
    CopyEvent,
    CopyGoal,
    CopyHelper,
    CopyLead,
    CopyLeadAnswer,
    CopyLook,
    CopyMessage,
    CopyMoney,
    CopyOwnAction,
    CopyOwnWords,
    CopyPerson,
    CopyQuestion,
    CopyRequest,
    CopySignal,
    copy_json,
)
from tandem.records.coordination.unseen import WORKER
from tandem.records.plans.rows import AgreementRow, CircumstancesRow, PersonRef
from tandem.web import wording
from tandem.web.pages.cases import STANDINGS, CaseTeller
from tandem.web.pages.lead_answer_words import in_brackets, said_on
from tandem.web.pages.people_words import worker_word
from tandem.web.words import state_words


def packed(own: OwnCopy, at: datetime) -> bytes:
    """Return the copy as a zip with a PDF and JSON; both say the same."""
    document = document_of(own, at)
    printed = copy_pdf(sheet_of(document), wording.current_language().value)
    made = io.BytesIO()
    stamp = localtime(at).timetuple()[:6]
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in (("kopie.pdf", printed), ("kopie.json", copy_json(document))):
            pack.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def document_of(own: OwnCopy, at: datetime) -> CopyDoc:
    """Return everything of the copy as a document."""
    head, row = own.case.head, own.member
    teller = CaseTeller(own.case)
    circumstances = own.case.plan.circumstances
    return CopyDoc(
        format="tandem-copy",
        version=1,
        made_at=localtime(at).isoformat(timespec="seconds"),
        household=head.name,
        person=CopyPerson(
            name=row.name,
            born=row.born.isoformat() if row.born else None,
            telephone=row.telephone,
            username=own.username,
            citizen_number_kept=own.has_number,
        ),
        lives_with=[one.name for one in head.members if one.id != row.id],
        network=[one.name for one in head.supporters],
        helpers=_helpers(own),
        leads=[CopyLead(name=t.name, since=_day(t.since), until=_end(t.until)) for t in own.terms],
        own_words=_own_words(next((one for one in circumstances if one.member == row.id), None)),
        goals=_goals(own),
        agreements=[_agreement(own, teller, one) for one in own.case.plan.agreements],
        money=_money(own),
        requests=_requests(own),
        signals=_signals(own),
        questions=_questions(own),
        own_actions=_own_actions(own),
        lead_answers=_lead_answers(own),
        history=[
            CopyEvent(at=_moment(one.at), who=one.actor, what=one.verb, about=one.title)
            for one in own.events
        ],
        looks=[
            CopyLook(at=_moment(one.at), who=one.who, organisation=one.organisation, page=one.page)
            for one in own.looks
        ],
        messages=[
            CopyMessage(
                about=one.subject,
                at=_moment(one.at),
                who=worker_word() if one.name == WORKER else one.name,
                text=one.text,
            )
            for one in own.messages
        ],
    )


def _helpers(own: OwnCopy) -> list[CopyHelper]:
    return [
        CopyHelper(
            name=one.name,
            function=one.function,
            organisation=one.organisation,
            purpose=one.purpose,
            legal_ground=one.legal_ground,
            since=_day(one.since),
            until=_end(one.until),
        )
        for one in own.case.head.helpers
    ]


def _own_words(said: CircumstancesRow | None) -> CopyOwnWords:
    if said is None:
        return CopyOwnWords(question="", asked_on=None, talks_a_week=None, statuses=[])
    return CopyOwnWords(
        question=said.question,
        asked_on=said.asked_on.isoformat() if said.asked_on else None,
        talks_a_week=said.contacts_a_week,
        statuses=[one.status for one in said.statuses],
    )


def _goals(own: OwnCopy) -> list[CopyGoal]:
    return [
        CopyGoal(
            text=one.text,
            own_words=one.own_words,
            state=one.lifecycle.value,
            is_own=own.member.id in one.members,
        )
        for one in own.case.plan.goals
    ]


def _agreement(own: OwnCopy, teller: CaseTeller, row: AgreementRow) -> CopyAgreement:
    columns = teller.columns(row)
    closed = row.key in own.case.busy
    members = (teller.name(PersonRef(member=one)) for one in row.members)
    return CopyAgreement(
        title=row.title,
        owner=teller.name(row.owner),
        members=[one for one in members if one],
        state=row.state.value,
        when=list(columns.when),
        asks=[] if closed else list(columns.asks),
        mandatory=row.mandatory.text if row.mandatory else "",
        line=row.line,
        answers=[
            CopyAnswer(
                who=teller.name(one.by),
                said=one.kind.value,
                reason=one.reason,
                on=one.given_on.isoformat(),
            )
            for one in row.answers
        ],
        files=own.files.get(row.id, []),
    )


def _money(own: OwnCopy) -> list[CopyMoney]:
    mine = [one for one in own.case.plan.accounts if one.of in {own.member.key, HOUSEHOLD}]
    incomes = [
        CopyMoney(title=one.title, kind="income", cents=one.cents)
        for account in mine
        for one in account.incomes
    ]
    return incomes + [
        CopyMoney(title=one.title, kind="cost", cents=one.cents)
        for account in mine
        for one in account.costs
    ]


def _requests(own: OwnCopy) -> list[CopyRequest]:
    return [
        CopyRequest(
            kind=one.kind.value,
            about=one.title,
            words=one.words,
            asked_on=_day(one.asked_at),
            answer_by=one.answer_by.isoformat(),
            answer=one.answer.value if one.answer else "",
            reason=one.reason,
        )
        for one in own.requests
    ]


def _signals(own: OwnCopy) -> list[CopySignal]:
    return [
        CopySignal(
            words=one.text,
            about=one.signal.concern,
            given_on=_day(one.opened_at),
            picked_up_on=_end(one.signal.picked_up_at),
            answer=one.outcome,
        )
        for one in own.signals
        if one.signal is not None
    ]


def _questions(own: OwnCopy) -> list[CopyQuestion]:
    return [
        CopyQuestion(
            question=one.text,
            needed=one.question.needed,
            about=one.question.way,
            received_on=one.question.received_on.isoformat(),
            answer=one.outcome,
        )
        for one in own.signals
        if one.question is not None
    ]


def _own_actions(own: OwnCopy) -> list[CopyOwnAction]:
    return [
        CopyOwnAction(
            text=one.text,
            written_on=_day(one.opened_at),
            by_when=one.by_when.isoformat() if one.by_when else None,
            ended=one.ended.value if one.ended else "",
            words=one.words,
        )
        for one in own.own_actions
    ]


def _lead_answers(own: OwnCopy) -> list[CopyLeadAnswer]:
    return [
        CopyLeadAnswer(
            said=one.says.value,
            words=one.words,
            said_on=said_on(one).isoformat(),
            way=one.way.value,
            written_by=worker_word() if one.written_by == WORKER else one.written_by,
            answer=one.outcome,
        )
        for one in own.lead_answers
    ]


def _day(at: datetime) -> str:
    return localtime(at).date().isoformat()


def _end(at: datetime | None) -> str | None:
    return None if at is None else _day(at)


def _moment(at: datetime) -> str:
    return localtime(at).isoformat(timespec="seconds")


# --- on paper -----------------------------------------------------------------------------------


def sheet_of(copy: CopyDoc) -> CopySheet:
    """Return what stands on the paper: everything of the document, in words."""
    made = wording.day(datetime.fromisoformat(copy.made_at), year=True)
    none = _("Nothing is written down.")
    sections = [
        CopySection(_("About %(name)s") % {"name": copy.person.name}, _about(copy), none),
        CopySection(_("Who helps, and on what ground"), _helper_lines(copy), none),
        CopySection(_("Goals"), _goal_lines(copy), none),
        CopySection(_("Agreements"), [_agreement_line(one) for one in copy.agreements], none),
        CopySection(_("Money"), _money_lines(copy), none),
        CopySection(_("What was asked about what is recorded"), _request_lines(copy), none),
        CopySection(_("Messages"), _message_lines(copy), none),
        CopySection(_("My signals"), _signal_lines(copy), none),
        CopySection(_("My simple questions"), _question_lines(copy), none),
        CopySection(_("What this person does"), _own_action_lines(copy), none),
        CopySection(_("What I said of who leads"), _lead_answer_lines(copy), none),
        CopySection(_("Who looked"), _look_lines(copy), none),
        CopySection(_("What happened"), _event_lines(copy), none),
    ]
    intro = [
        _("Made on %(day)s, of what Tandem knows in the household %(household)s.")
        % {"day": made, "household": copy.household},
        _("Something that is not right, or that should go? Ask it at “Your rights”."),
    ]
    return CopySheet(_("Copy of what is known"), intro, sections)


def _about(copy: CopyDoc) -> list[CopyLine]:
    person, said = copy.person, copy.own_words
    number = _("Kept; it is not in this copy.") if person.citizen_number_kept else _("Not kept.")
    talks = "" if said.talks_a_week is None else str(said.talks_a_week)
    lines = {
        _("Name"): [person.name],
        _("Born"): _days(person.born),
        _("Telephone"): _given(person.telephone),
        _("Signs in as"): _given(person.username or ""),
        _("Citizen service number"): [number],
        _("Lives with"): copy.lives_with,
        _("From the network"): copy.network,
        _("What this person wants"): _given(said.question),
        _("Talks a week that can be carried"): _given(talks),
        _("What is known"): said.statuses,
        _("Who led the plan"): [f"{one.name}, {_span(one.since, one.until)}" for one in copy.leads],
    }
    return [CopyLine(name, told or ["–"]) for name, told in lines.items()]


def _helper_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(
            f"{one.name}, {one.function or one.organisation}",
            [one.purpose, one.legal_ground, _span(one.since, one.until)],
        )
        for one in copy.helpers
    ]


def _goal_lines(copy: CopyDoc) -> list[CopyLine]:
    return [CopyLine(one.text, _given(one.own_words)) for one in copy.goals]


def _agreement_line(one: CopyAgreement) -> CopyLine:
    said = [f"{a.who}: {a.said}{_because(a.reason)} ({_dated(a.on)})" for a in one.answers]
    standing = next(state for state in STANDINGS if state.value == one.state)
    lines = [
        one.owner,
        ", ".join(one.members),
        state_words.standing(STANDINGS[standing]),
        *one.when,
        *one.asks,
        one.mandatory,
        one.line,
        *said,
        *one.files,
    ]
    return CopyLine(one.title, [line for line in lines if line])


def _money_lines(copy: CopyDoc) -> list[CopyLine]:
    signs = {"income": "+", "cost": "−"}
    return [
        CopyLine(one.title, [f"{signs[one.kind]} {wording.money(one.cents)}"]) for one in copy.money
    ]


def _request_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(
            _dated(one.asked_on), [line for line in (one.words, one.answer, one.reason) if line]
        )
        for one in copy.requests
    ]


def _message_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(f"{_dated(one.at[:10])}: {one.who}, {one.about}", one.text.splitlines())
        for one in copy.messages
    ]


def _signal_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(_dated(one.given_on), [line for line in (one.words, one.answer) if line])
        for one in copy.signals
    ]


def _lead_answer_lines(copy: CopyDoc) -> list[CopyLine]:
    said = {"yes": _("Yes"), "other": _("Rather somebody else")}
    return [
        CopyLine(
            f"{_dated(one.said_on)}: {said[one.said]}{in_brackets(one.way, one.written_by)}",
            [line for line in (one.words, one.answer) if line],
        )
        for one in copy.lead_answers
    ]


def _question_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(
            _dated(one.received_on),
            [line for line in (one.question, one.needed, one.answer) if line],
        )
        for one in copy.questions
    ]


def _own_action_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(_dated(one.written_on), [line for line in (one.text, one.words) if line])
        for one in copy.own_actions
    ]


def _look_lines(copy: CopyDoc) -> list[CopyLine]:
    """Return who looked on which days: every look stands in the JSON."""
    days: dict[tuple[str, str], set[str]] = {}
    for one in copy.looks:
        who = f"{one.who}, {one.organisation}" if one.organisation else one.who
        days.setdefault((one.at[:10], who), set()).add(one.page)
    return [
        CopyLine(f"{_dated(on)}: {who}", [", ".join(sorted(p))]) for (on, who), p in days.items()
    ]


def _event_lines(copy: CopyDoc) -> list[CopyLine]:
    return [
        CopyLine(
            _dated(one.at[:10]),
            [", ".join(part for part in (one.who, one.what, one.about) if part)],
        )
        for one in copy.history
    ]


def _given(text: str) -> Sequence[str]:
    return [text] if text else []


def _days(on: str | None) -> Sequence[str]:
    return [_dated(on)] if on else []


def _dated(on: str) -> str:
    return wording.day(datetime.fromisoformat(on).date(), year=True)


def _span(since: str, until: str | None) -> str:
    if until is None:
        return _("since %(since)s") % {"since": _dated(since)}
    return _("from %(since)s until %(until)s") % {"since": _dated(since), "until": _dated(until)}


def _because(reason: str) -> str:
    return f", {wording.quoted(reason)}" if reason else ""
