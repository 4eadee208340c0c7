"""Goals: adding one, changing it, giving it up, and the order of the family."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.actions.errors import ChangedMeanwhileError, InvalidError
from tandem.actions.households import Case
from tandem.actions.plans.goals import (
    GoalDraft,
    add_goal,
    change_goal,
    goal_draft_of,
    withdraw_goal,
)
from tandem.actions.plans.seeing import seen_case
from tandem.actions.plans.set_order import set_order
from tandem.core.access import Action
from tandem.records.plans.rows import GoalRow, PlanRow
from tandem.records.plans.states import Achievement, Lifecycle
from tandem.records.work import Work
from tandem.web.pages.cases import busy_word
from tandem.web.pages.doors import Change, HouseholdVisit, ask, change, household_page
from tandem.web.pages.marks import order_mark, order_opened
from tandem.web.problems import problems_of
from tandem.web.refs import goal_ref
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.goals import GoalPage, OrderPage, OrderRow

FIELDS = ("text", "own_words", "member", "part", "achievement", "reason")
NOW = (Lifecycle.PROPOSED, Lifecycle.ACTIVE, Lifecycle.ON_HOLD, Lifecycle.COMPLETED)


@household_page(Action.ADD_GOAL, look="goal")
def goal_new(visit: HouseholdVisit) -> HttpResponse:
    """Ask for a new goal."""
    case = seen_case(visit.work, visit.head, busy_word())
    return visit.draw("goal_form.html", page=_page(case, _blank(visit)))


@household_page(Action.CHANGE_GOAL, look="goal")
def goal(visit: HouseholdVisit, goal: int) -> HttpResponse:
    """Show a goal, to change it or to give it up. Raises Http404 for one that is not there."""
    case = seen_case(visit.work, visit.head, busy_word())
    row = _find(case.plan, goal)
    return visit.draw("goal_form.html", page=_page(case, _filled(case, row), row))


@change(Action.ADD_GOAL)
def goal_add(sent: Change, code: str) -> HttpResponse:
    """Add the goal that was filled in."""
    try:
        sent.door.run(lambda work: add_goal(work, code, draft=_draft(sent)))
    except InvalidError as error:
        return _again(sent, code, error)
    sent.recheck(code)
    messages.success(sent.request, _("The goal stands in the plan."))
    return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))


@change(Action.CHANGE_GOAL)
def goal_change(sent: Change, code: str, goal: int) -> HttpResponse:
    """Change a goal, or give it up with a reason."""
    give_up = sent.text("do") == "give-up"
    try:
        sent.door.run(lambda work: _change(work, sent, code, goal, give_up=give_up))
    except InvalidError as error:
        return _again(sent, code, error, goal)
    except ChangedMeanwhileError:
        return _again(sent, code, None, goal)
    sent.recheck(code)
    said = _("The goal is given up. Its agreements stay.") if give_up else _("The goal is changed.")
    messages.success(sent.request, said)
    return HttpResponseRedirect(reverse("plan", kwargs={"code": code}))


def _change(work: Work, sent: Change, code: str, number: int, *, give_up: bool) -> None:
    row = _find(seen_case(work, ask(work, code, Action.CHANGE_GOAL)).plan, number)
    version = sent.number("version", 1)
    if give_up:
        withdraw_goal(work, code, key=row.key, version=version, reason=sent.text("reason"))
    else:
        change_goal(work, code, key=row.key, version=version, draft=_draft(sent, row))


def _find(plan: PlanRow, number: int) -> GoalRow:
    found = plan.goal(number)
    if found is None or not found.is_open:
        raise Http404
    return found


def _draft(sent: Change, row: GoalRow | None = None) -> GoalDraft:
    achievement = sent.text("achievement")
    lifecycle = sent.text("lifecycle")
    own_words = sent.text("own_words")
    return GoalDraft(
        text=sent.text("text") or own_words,
        own_words=own_words,
        members=tuple(sent.request.POST.getlist("member")),
        part=sent.text("part") or None,
        lifecycle=Lifecycle(lifecycle)
        if lifecycle in set(Lifecycle)
        else (row.lifecycle if row else Lifecycle.ACTIVE),
        achievement=Achievement(achievement) if achievement in set(Achievement) else None,
    )


# --- drawing --------------------------------------------------------------------------------


def _again(
    sent: Change, code: str, error: InvalidError | None, number: int | None = None
) -> HttpResponse:
    """Draw the form again with everything that was filled in."""

    def draw(visit: HouseholdVisit) -> HttpResponse:
        case = seen_case(visit.work, visit.head, busy_word())
        row = None if number is None else _find(case.plan, number)
        values = {name: sent.text(name) for name in (*FIELDS, "lifecycle")}
        values["members"] = " ".join(sent.request.POST.getlist("member"))
        problems = problems_of(error, FIELDS) if error else ()
        form = FormState(_action(visit, row), values, problems)
        theirs = "" if error or row is None else _theirs(row)
        status = 422 if error else 409
        page = _page(case, form, row, theirs)
        return visit.draw("goal_form.html", status=status, page=page)

    return sent.visit(code, draw)


def _theirs(row: GoalRow) -> str:
    said = row.own_words or row.text
    words = _("Somebody changed this goal meanwhile. It now says: “%(words)s”. Yours is below.")
    return words % {"words": said}


def _action(visit: HouseholdVisit, row: GoalRow | None) -> str:
    if row is None:
        return reverse("goal-add", kwargs={"code": visit.head.code})
    return reverse("goal-change", kwargs={"code": visit.head.code, "goal": row.id})


def _blank(visit: HouseholdVisit) -> FormState:
    own = visit.head.member(visit.head.facts.member) if visit.head.facts.member else None
    return FormState(_action(visit, None), {"members": own.key if own else ""})


def _filled(case: Case, row: GoalRow) -> FormState:
    draft = goal_draft_of(case, row)
    values = {
        "text": draft.text,
        "own_words": draft.own_words,
        "members": " ".join(draft.members),
        "part": draft.part or "",
        "lifecycle": draft.lifecycle.value,
        "achievement": draft.achievement.value if draft.achievement else "",
    }
    address = reverse("goal-change", kwargs={"code": case.head.code, "goal": row.id})
    return FormState(address, values)


def _page(case: Case, form: FormState, row: GoalRow | None = None, theirs: str = "") -> GoalPage:
    chosen = form.value("members").split()
    members = [Option(one.key, one.name, one.key in chosen) for one in case.head.members]
    parts = [Option("", _("Not from a part"), not form.value("part"))]
    parts += [Option(one.key, one.title, one.key == form.value("part")) for one in case.plan.parts]
    return GoalPage(
        form=form,
        title=_("A goal") if row else _("Add a goal"),
        members=members,
        parts=parts,
        lifecycles=_options(form.value("lifecycle"), lifecycle_words()) if row else (),
        achievements=_options(form.value("achievement"), achievement_words()) if row else (),
        version=row.version if row else 1,
        changed_by_other=theirs,
    )


def _options(chosen: str, words: dict[str, str]) -> list[Option]:
    return [Option(value, said, value == chosen) for value, said in words.items()]


def lifecycle_words() -> dict[str, str]:
    """Return how a goal can stand, in words."""
    return {
        Lifecycle.PROPOSED.value: _("Proposed"),
        Lifecycle.ACTIVE.value: _("We work on it"),
        Lifecycle.ON_HOLD.value: _("On hold"),
        Lifecycle.COMPLETED.value: _("Completed"),
    }


def achievement_words() -> dict[str, str]:
    """Return how far a goal was reached, in words."""
    return {
        "": _("Nothing said yet"),
        Achievement.IMPROVING.value: _("It gets better"),
        Achievement.NO_CHANGE.value: _("It stays the same"),
        Achievement.WORSENING.value: _("It gets worse"),
        Achievement.ACHIEVED.value: _("Reached"),
        Achievement.NOT_ATTAINABLE.value: _("It turned out not to be possible"),
    }


# --- the order ------------------------------------------------------------------------------


@household_page(Action.SET_ORDER, look="order")
def order(visit: HouseholdVisit) -> HttpResponse:
    """Show the goals, to put them in the family's order."""
    case = seen_case(visit.work, visit.head, busy_word())
    goals = [one for one in case.plan.goals if one.is_open]
    last = len(goals)
    rows = [
        OrderRow(
            goal_ref(one.id),
            number,
            one.own_words or one.text,
            can_go_up=number > 1,
            can_go_down=number < last,
        )
        for number, one in enumerate(goals, 1)
    ]
    address = reverse("order-set", kwargs={"code": visit.head.code})
    page = OrderPage(action=address, version=order_mark(case), rows=rows)
    return visit.draw("order.html", page=page)


@change(Action.SET_ORDER)
def order_set(sent: Change, code: str) -> HttpResponse:
    """Put a goal one place up or down, or set the whole order after a drag."""

    def do(work: Work) -> None:
        ask(work, code, Action.SET_ORDER)
        case = order_opened(work, code, sent.text("version"))
        set_order(work, code, order=_wanted_order(case, sent), version=case.plan.order_version)

    try:
        sent.door.run(do)
    except ChangedMeanwhileError:
        messages.warning(sent.request, _("The order was changed meanwhile. Look at it again."))
    name = "order" if sent.account.person_id is None else "my-plan"
    return HttpResponseRedirect(reverse(name, kwargs={"code": code}))


def _wanted_order(case: Case, sent: Change) -> list[str]:
    """Return the short names of the goals in the order that was asked for."""
    keys = {goal_ref(one.id): one.key for one in case.plan.goals if one.is_open}
    wanted = sent.text("order").split()
    if wanted:
        return [keys[one] for one in wanted if one in keys]
    present = list(keys)
    moved, move = sent.text("goal"), sent.text("move")
    if moved in present:
        place = present.index(moved)
        other = place - 1 if move == "up" else place + 1
        if 0 <= other < len(present):
            present[place], present[other] = present[other], present[place]
    return [keys[one] for one in present]
