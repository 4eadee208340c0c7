"""The form of an agreement: what was filled in, how it is read, and whether it would fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError, Problem
from tandem.actions.households import Case, agreement_facts, household_facts
from tandem.actions.plans.add_agreement import own_key
from tandem.actions.plans.draft import AgreementDraft, demands_kept, draft_of
from tandem.actions.plans.read_line import read_agreement_line, read_back_of
from tandem.core.access import Action, may
from tandem.core.model import STATES_IN_CHECK, Agreement, Form
from tandem.formats.one_line.write import line_of
from tandem.records.plans.rows import AgreementRow
from tandem.web import wording
from tandem.web.pages.agreement_options import options
from tandem.web.pages.agreement_papers import PAPERS, papers_as_entered, with_papers
from tandem.web.pages.agreement_states import ways
from tandem.web.pages.agreement_steps import (
    FIELDS,
    has_steps,
    line_of_steps,
)
from tandem.web.pages.cases import rules
from tandem.web.pages.doors import HouseholdVisit
from tandem.web.problems import message_of
from tandem.web.refs import agreement_ref
from tandem.web.shapes.agreement_form import AgreementFormPage, Preview, ReadBack
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.forms import Problem as Shown

READ = re.compile(
    r"\d{1,2}[.:]\d{2}|€\s?[\d.,]+|\d+ (?:minuten|keer|uur|minutes|times|hours)"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2} [a-zA-Z]{3,9} \d{4}"
)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was filled in. The line is what counts; the steps are another way to write it."""

    line: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_steps: bool = False
    unsaid: bool = False
    """Whether it is an agreement that one line cannot say."""

    @classmethod
    def of(cls, case: Case, row: AgreementRow) -> Entered:
        """Return what the form of an agreement begins with."""
        draft = draft_of(case, row)
        line = line_of_draft(case, draft)
        values = {"owner": draft.owner, "goal": draft.goal or "", "title": draft.title}
        values |= papers_as_entered(draft.form.demands.paperwork)
        return cls(line or "", values, unsaid=line is None)


def entered(case: Case, sent: QueryDict) -> Entered:
    """Return what was sent; steps without a line are written as the line that they mean."""
    values = {name: sent.get(name, "").strip() for name in (*FIELDS, "owner", "goal", "title")}
    values |= {name: sent.get(name, "").strip() for name in ("travel", *PAPERS)}
    many = {name: sent.getlist(name) for name in ("member", "day")}
    line = sent.get("line", "").strip()
    by_steps = not line and has_steps(sent)
    unsaid = sent.get("unsaid") == "1" and not line and not by_steps
    return Entered(line_of_steps(case, sent) if by_steps else line, values, many, by_steps, unsaid)


def draft_entered(case: Case, filled: Entered, row: AgreementRow | None = None) -> AgreementDraft:
    """Return the agreement that was filled in; raises InvalidError that names what is wrong."""
    goal, title = filled.values.get("goal") or None, filled.values.get("title", "")
    if row is not None and filled.unsaid:
        was = draft_of(case, row)
        return with_papers(replace(was, title=title or was.title, goal=goal), filled.values)
    if not filled.line:
        raise InvalidError(Problem("line", "Write what is agreed: kind, who, when, where."))
    owner = filled.values.get("owner") or own_key(case)
    draft = read_agreement_line(case, filled.line, owner=owner, goal=goal).draft
    if row is None:
        return with_papers(replace(draft, title=title or draft.title), filled.values)
    was = draft_of(case, row)
    changed = replace(
        was,
        title=title or draft.title,
        kind=draft.kind,
        owner=draft.owner,
        members=draft.members or was.members,
        goal=goal,
        form=replace(draft.form, demands=demands_kept(was.form, draft.form)),
        line=filled.line,
        unknown=draft.unknown,
    )
    return with_papers(changed, filled.values)


# --- the page -------------------------------------------------------------------------------


def form_page(
    visit: HouseholdVisit,
    case: Case,
    filled: Entered,
    row: AgreementRow | None = None,
    *,
    problems: Sequence[Shown] = (),
    preview: Preview | None = None,
    theirs: str = "",
    is_part: bool = False,
) -> AgreementFormPage:
    """Return everything that stands on the form."""
    code = visit.head.code
    values = {**filled.values, "line": filled.line}
    read_back, wrong = _read_back(case, filled, row)
    shown = list(problems) or (wrong if is_part else [])
    return AgreementFormPage(
        form=FormState(_action(code, row), values, shown),
        title=row.title if row else _("Add an agreement"),
        **options(visit, case, filled.values, filled.many),
        steps_open=filled.by_steps,
        read_back=read_back,
        preview=preview,
        live=reverse("agreement-live", kwargs={"code": code}),
        afterwards=_afterwards(visit, case),
        version=row.version if row else 1,
        changed_by_other=theirs,
        agreement=agreement_ref(row.id) if row else "",
        unsaid=filled.unsaid,
        record=_record(code, row),
        ask_to_change=_ask_to_change(visit, row),
        steps=_steps(visit, row),
        files=reverse("files", kwargs={"code": code, "agreement": row.id}) if row else "",
        happened=(),
        guests=None,
        is_part=is_part,
    )


def _action(code: str, row: AgreementRow | None) -> str:
    if row is None:
        return reverse("agreement-add", kwargs={"code": code})
    return reverse("agreement-change", kwargs={"code": code, "agreement": row.id})


def _ask_to_change(visit: HouseholdVisit, row: AgreementRow | None) -> str:
    """Return where who leads asks somebody else who helps to change an agreement."""
    part = (row.owner.involvement or row.decided_by) if row is not None else None
    if row is None or part in {None, visit.head.own_part}:
        return ""
    if not may(visit.actor, Action.ASK_TO_CHANGE, household_facts(visit.head)):
        return ""
    return reverse("ask-to-change", kwargs={"code": visit.head.code, "agreement": row.id})


def _record(code: str, row: AgreementRow | None) -> str:
    if row is None or row.state not in STATES_IN_CHECK:
        return ""
    return reverse("answer-record", kwargs={"code": code, "agreement": row.id})


def _steps(visit: HouseholdVisit, row: AgreementRow | None) -> list[Option]:
    """Return what can be done with an agreement besides changing its words."""
    if row is None:
        return []
    facts = agreement_facts(visit.head, row)
    return ways(row, may_end=bool(may(visit.actor, Action.WITHDRAW_AGREEMENT, facts)))


def _afterwards(visit: HouseholdVisit, case: Case) -> str:
    if visit.head.facts.member is not None:
        return _("Afterwards we ask whoever is involved: is this right?")
    names = [wording.first_name(one.name) for one in case.head.members]
    said = _("Afterwards we ask whoever answers for it: is this right? And %(names)s: yes or no.")
    return said % {"names": wording.words().choice(names)}


# --- how it is read -------------------------------------------------------------------------


def _read_back(
    case: Case, filled: Entered, row: AgreementRow | None
) -> tuple[ReadBack | None, list[Shown]]:
    try:
        draft = draft_entered(case, filled, row)
    except InvalidError as error:
        if not filled.line:
            return None, []
        return None, [Shown("line", message_of(one)) for one in error.problems]
    dutch, english = read_back_of(case, draft)
    sentence = dutch if wording.current_language().value == "nl" else english
    names = {wording.first_name(one.name) for one in case.head.members}
    return ReadBack(list(_bold(sentence, names)), _note(case, draft)), []


def _bold(sentence: str, names: set[str]) -> Iterator[tuple[str, bool]]:
    """Split a sentence into what was read and the words around it."""
    known = "|".join(sorted((re.escape(one) for one in names), key=len, reverse=True))
    pattern = re.compile(f"{READ.pattern}|\\b(?:{known})\\b" if known else READ.pattern)
    at = 0
    for found in pattern.finditer(sentence):
        if found.start() > at:
            yield sentence[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(sentence):
        yield sentence[at:], False


def _note(case: Case, draft: AgreementDraft) -> str:
    kind = next((one for one in rules().kinds if one.id == draft.kind), None)
    owner = case.core().person_name(draft.owner)
    parts = [_("%(name)s answers for it.") % {"name": owner}]
    if kind is not None and kind.contact:
        parts.append(_("It counts as a contact with a professional."))
    return " ".join(parts)


def line_of_draft(case: Case, draft: AgreementDraft) -> str | None:
    """Return the line that means an agreement; None when one line cannot say it."""
    kind = next((one for one in rules().kinds if one.id == draft.kind), None)
    if kind is None:
        return None
    names = {one.key: one.name for one in case.head.members}
    core: Agreement = draft.core()

    def read(line: str) -> Form | None:
        try:
            found = read_agreement_line(case, line, owner=draft.owner).draft.form
        except InvalidError:
            return None
        return replace(found, demands=demands_kept(draft.form, found))

    return line_of(core, kind, names, read)
