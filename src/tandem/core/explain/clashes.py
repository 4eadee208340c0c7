"""Clashes, limits, missing support and circles in sentences."""

from __future__ import annotations

from tandem.core.check.answer import Circle, Clash, MissingSupport, WayOut
from tandem.core.check.why import ContactsReason, MoneyReason, Reason, StatusReason
from tandem.core.explain.names import Names
from tandem.core.explain.reasons import say_reason, say_when
from tandem.core.explain.spans import WEEK, say_period
from tandem.core.model import Household, Period
from tandem.core.rules import RuleBase


def clash_title(clash: Clash, household: Household, rules: RuleBase, lang: str) -> str:
    """Return the agreements of a set ("School en Therapie"), or the limit in short."""
    names = Names(household, rules, lang)
    if clash.is_limit or not clash.agreements:
        return names.say.words.capital(limit_clause(clash, names))
    return names.say.words.listing(names.titles(clash.agreements))


def limit_clause(clash: Clash, names: Names) -> str:
    """Return a limit as a clause: "Kevin heeft een contact per week te veel"."""
    reason = clash.reasons[0]
    if isinstance(reason, ContactsReason):
        return names.say.clashes.contacts_clause(names.person(reason.member), reason.too_many)
    if isinstance(reason, MoneyReason):
        account, month = names.account(reason.account), names.month(reason.worst_month)
        return names.say.clashes.money_clause(account, month, reason.short)
    return names.say.words.listing(names.titles(clash.agreements))


def explain_clash(clash: Clash, household: Household, rules: RuleBase, lang: str) -> str:
    """Return why these agreements do not go together, in one sentence for each reason.

    Sets of three and more begin with what is special about them: each smaller set goes well. When
    a reason does not hold all the time, a sentence says when.
    """
    names = Names(household, rules, lang)
    parts = [] if clash.is_limit else [names.say.clashes.smaller_sets(len(clash.agreements))]
    for reason in clash.reasons:
        parts.append(say_reason(names, reason, clash.agreements))
        if not _said_by_other(reason, clash.reasons):
            parts.append(say_when(names, reason, clash.agreements))
    return " ".join(part for part in parts if part)


def _said_by_other(reason: Reason, reasons: tuple[Reason, ...]) -> bool:
    """Whether the weeks of another reason tell the period of this one."""
    if not isinstance(reason, StatusReason):
        return False
    first = reason.period.first
    spans = [r.span for r in reasons if not isinstance(r, StatusReason) and hasattr(r, "span")]
    return first is not None and any(s.first <= first < s.first + WEEK for s in spans)


def explain_way_out(clash: Clash, household: Household, rules: RuleBase, lang: str) -> str:
    """Return whom to ask, or who puts it before whom; nothing when the plan itself can change."""
    names = Names(household, rules, lang)
    if clash.way_out is WayOut.ESCALATE:
        to = [person for person in clash.ask if person != household.lead]
        grounds = [
            names.say.clashes.mandatory(found.title, found.mandatory.text)
            for one in names.ids_in_order(clash.agreements)
            if (found := names.agreement(one)) is not None and found.mandatory is not None
        ]
        up = names.say.clashes.escalate(names.lead(), names.people(to))
        return " ".join([*grounds, up])
    if clash.way_out is WayOut.ASK_OWNER:
        return " ".join(_questions(clash, names))
    return ""


def _questions(clash: Clash, names: Names) -> list[str]:
    questions: list[str] = []
    for person in clash.ask:
        owned = [
            one
            for one in clash.agreements
            if (found := names.agreement(one)) is not None and found.owner == person
        ]
        asked = owned or clash.agreements
        questions.append(names.say.clashes.ask_owner(names.person(person), names.titles(asked)))
    return questions


def explain_missing_support(
    missing: MissingSupport, household: Household, rules: RuleBase, lang: str
) -> str:
    """Return what an agreement requires that nothing gives, and when."""
    names = Names(household, rules, lang)
    title = names.title(missing.agreement)
    if missing.after is not None:
        return names.say.answers.missing_agreement(title, names.title(missing.after))
    member = names.person(missing.member or "")
    told = names.say.answers.missing_status(title, member, names.need(missing.status or ""))
    return f"{told} {say_period(names, missing.period)}".rstrip()


def explain_circle(circle: Circle, household: Household, rules: RuleBase, lang: str) -> str:
    """Return which agreements support one another in a circle."""
    names = Names(household, rules, lang)
    return names.say.answers.circle(names.titles(circle.agreements))


def explain_period(period: Period, household: Household, rules: RuleBase, lang: str) -> str:
    """Return when something holds: "Dit geldt vanaf 1 maart."; nothing for the whole horizon."""
    return say_period(Names(household, rules, lang), period)
