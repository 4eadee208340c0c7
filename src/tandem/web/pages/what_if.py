"""*Stel dat …*: what clashes, what fits and what the budget becomes, beside the plan as it is."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.actions.errors import InvalidError
from tandem.actions.households import Case, household_facts
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.what_if import Beside, look_ahead, propose_supposed
from tandem.core.access import Action, may
from tandem.core.check.answer import Answer, Clash
from tandem.core.check.beside import Difference, difference
from tandem.core.explain import (
    budget_tables,
    clash_title,
    explain_clash,
    explain_verdict,
    load_rows,
)
from tandem.core.model import Household
from tandem.records.coordination.heads import head_of
from tandem.records.work import Work
from tandem.web import wording
from tandem.web.numbers import whole
from tandem.web.pages.agreement_form import Entered
from tandem.web.pages.cases import busy_word, rules
from tandem.web.pages.check import state_of
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.forms import shown_and_sent
from tandem.web.pages.marks import plan_mark, plan_opened
from tandem.web.pages.what_if_options import choices
from tandem.web.pages.what_if_steps import FIELDS, Read, Step, agreement_chosen, read_all, read_step
from tandem.web.problems import problems_of
from tandem.web.refs import agreement_ref
from tandem.web.shapes.forms import FormState, Problem
from tandem.web.shapes.what_if import ClashLine, Kept, Side, WhatIfPage

CLASHES_TOLD = 8
"""Of each plan, how many clashes are told; what comes and goes stands first."""
FACTS = frozenset({"fact", "fact_member", "fact_from", "fact_until"})
MONEY = frozenset({"account", "income", "income_title", "amount", "income_from"})


@household_page(Action.SEE_CHECK, look="what-if")
def what_if_asked(visit: HouseholdVisit) -> HttpResponse:
    """Ask what to suppose; `afspraak` is the number of an agreement to begin with."""
    case = seen_case(visit.work, visit.head, busy_word())
    begun = QueryDict(mutable=True)
    row = agreement_chosen(case, visit.request.GET.get("afspraak", ""))
    if row is not None:
        begun["agreement"] = agreement_ref(row.id)
        begun["line"] = Entered.of(case, row).line
    page = what_if_page(visit, case, [], Step.of(begun))
    return visit.draw("what_if.html", page=page)


@change(Action.SEE_CHECK)
def what_if_sent(sent: Change, code: str) -> HttpResponse:
    """Say what would be, keep what is supposed in the form, or put it before everybody."""
    if sent.text("do") == "propose":
        return _propose(sent, code)

    def draw(visit: HouseholdVisit) -> HttpResponse:
        return _drawn(visit, sent)

    return sent.visit(code, draw, Action.SEE_CHECK)


what_if = shown_and_sent(what_if_asked, what_if_sent)


@change(Action.SEE_CHECK)
def what_if_live(sent: Change, code: str) -> HttpResponse:
    """Answer while somebody types: what would be."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = seen_case(visit.work, visit.head, busy_word())
        kept, step = Step.kept(sent.request.POST), Step.of(sent.request.POST)
        page = what_if_page(visit, case, kept, step, is_part=True)
        return visit.draw("what_if_result.html", page=page)

    return sent.visit(code, draw, Action.SEE_CHECK)


def _drawn(visit: HouseholdVisit, sent: Change) -> HttpResponse:
    case = seen_case(visit.work, visit.head, busy_word())
    kept, step = Step.kept(sent.request.POST), Step.of(sent.request.POST)
    do = sent.text("do")
    dropped = whole(do.removeprefix("drop-")) if do.startswith("drop-") else None
    if dropped is not None:
        kept = [one for n, one in enumerate(kept) if n != dropped]
    elif do == "keep" and not step.is_empty and _problems(case, step) == []:
        kept, step = [*kept, step], Step.of(QueryDict())
    page = what_if_page(visit, case, kept, step)
    return visit.draw("what_if.html", page=page, status=422 if page.form.problems else 200)


def _problems(case: Case, step: Step) -> list[Problem]:
    try:
        read_step(case, step, 0)
    except InvalidError as error:
        return problems_of(error, FIELDS)
    return []


def _propose(sent: Change, code: str) -> HttpResponse:
    kept, step = Step.kept(sent.request.POST), Step.of(sent.request.POST)
    steps = [*kept, *([] if step.is_empty else [step])]

    def do(work: Work) -> bool:
        ask(work, code, Action.CHOOSE_PROPOSAL)
        plan_opened(work, code, sent.text("version"))
        case = seen_case(work, head_of(work, code), busy_word())
        reads = read_all(case, steps)
        done = propose_supposed(
            work,
            code,
            supposed=[one.supposed for one in reads],
            plan_version=case.plan.version,
        )
        return done.changes > 0

    try:
        asks = sent.door.run(do)
    except InvalidError as error:
        problems = problems_of(error, FIELDS)

        def again(visit: HouseholdVisit) -> HttpResponse:
            case = seen_case(visit.work, visit.head, busy_word())
            page = what_if_page(visit, case, kept, step, problems)
            return visit.draw("what_if.html", page=page, status=422)

        return sent.visit(code, again, Action.SEE_CHECK)
    sent.recheck(code)
    said = _("It lies before everybody. Nothing changes until they say yes.")
    messages.success(sent.request, said)
    return HttpResponseRedirect(reverse("changes" if asks else "plan", kwargs={"code": code}))


# --- the page -------------------------------------------------------------------------------


def what_if_page(
    visit: HouseholdVisit,
    case: Case,
    kept: Sequence[Step],
    step: Step,
    problems: Sequence[Problem] = (),
    *,
    is_part: bool = False,
) -> WhatIfPage:
    """Return everything that stands on the page."""
    found = list(problems)
    reads: list[Read] = []
    words: list[Kept] = []
    for number, one in enumerate(kept):
        try:
            read = read_step(case, one, number)
        except InvalidError as error:
            found += problems_of(error, FIELDS)
            continue
        reads += read
        words.append(Kept(" ".join(each.words for each in read), one.packed))
    mine: list[Read] = []
    try:
        mine = read_step(case, step, len(kept))
    except InvalidError as error:
        found = found or problems_of(error, FIELDS)
    reads += mine
    code = visit.head.code
    beside = look_ahead(case, [one.supposed for one in reads])
    apart = difference(beside.today, beside.then)
    core = case.core()
    shown = {one.field for one in found}
    given = {name for name in FIELDS if step.text(name)}
    may_choose = may(visit.actor, Action.CHOOSE_PROPOSAL, household_facts(visit.head))
    return WhatIfPage(
        form=FormState(
            reverse("what-if", kwargs={"code": code}),
            {name: step.text(name) for name in FIELDS},
            found,
        ),
        kept=words,
        read=[one.words for one in mine],
        today=_side(beside.today, core, apart.gone, "gone"),
        then=_side(beside.then, beside.household, apart.new, "new") if reads else None,
        said=_said(reads, beside, apart),
        version=plan_mark(case),
        live=reverse("what-if-live", kwargs={"code": code}),
        may_propose=bool(may_choose) and any(one.supposed.can_be_proposed for one in reads),
        steps_open=bool({"start", "end", "other_place"} & given),
        facts_open=bool(FACTS & (given | shown)),
        money_open=bool(MONEY & (given | shown)),
        options=choices(visit, case, step),
        check=reverse("check", kwargs={"code": code}),
        is_part=is_part,
    )


def _side(answer: Answer, household: Household, apart: Sequence[Clash], mark: str) -> Side:
    lang = wording.current_language().value
    words = explain_verdict(answer, household, rules(), lang)
    others = [one for one in (*answer.clashes, *answer.limits) if one not in apart]
    told = [_told(one, household, lang, mark) for one in apart]
    told += [_told(one, household, lang) for one in others[: max(CLASHES_TOLD - len(told), 0)]]
    told = told[: max(CLASHES_TOLD, 1)]
    rows = load_rows(answer.load, household, rules(), lang)
    return Side(
        state=state_of(answer),
        headline=words.headline,
        sentence=words.sentence,
        clashes=told,
        more=len(apart) + len(others) - len(told),
        money=_money(answer, household, lang),
        load=[
            f"{row.contacts_sentence} {row.hours_sentence}"
            for row, one in zip(rows, answer.load.members, strict=False)
            if one.contacts or one.minutes
        ],
    )


def _told(clash: Clash, household: Household, lang: str, mark: str = "") -> ClashLine:
    title = clash_title(clash, household, rules(), lang)
    return ClashLine(title, explain_clash(clash, household, rules(), lang), mark)


def _money(answer: Answer, household: Household, lang: str) -> list[str]:
    """Return of each account what stays free in the month in which that is least."""
    found = []
    for account in dict.fromkeys(one.account for one in answer.budget):
        months = [one for one in answer.budget if one.account == account and one.lines]
        if not months:
            continue
        worst = min(months, key=lambda one: (one.free, one.month))
        table = budget_tables(months, household, rules(), lang)[0]
        month = wording.words().month(worst.month, year=False)
        values = {"name": table.account, "free": wording.words().money(worst.free), "month": month}
        said = _("%(name)s: at least %(free)s stays free a month (%(month)s).") % values
        if worst.floor is not None and worst.free < worst.floor:
            short = wording.words().money(worst.floor - worst.free)
            said += " " + _("That is %(short)s too little.") % {"short": short}
        found.append(said)
    return found


def _said(reads: Sequence[Read], beside: Beside, apart: Difference) -> str:
    """Return what becomes otherwise in one sentence."""
    if not reads:
        return ""
    if apart.is_nothing:
        if beside.then.clashes or beside.then.limits:
            return _("Nothing changes in what clashes.")
        return _("It fits, as it does now.")
    parts = []
    if apart.new:
        count = len(apart.new)
        parts.append(ngettext("one clash comes", "%(num)s clashes come", count) % {"num": count})
    if apart.gone:
        count = len(apart.gone)
        parts.append(ngettext("one clash goes", "%(num)s clashes go", count) % {"num": count})
    return wording.words().capital(wording.listing(parts)) + "."
