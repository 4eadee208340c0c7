"""The ladder: what was tried, a question sent back to the general provision, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tandem.actions.coordination.holding import Hold, UnknownItemError, hold, move, tell
from tandem.actions.coordination.offers import NewOffer, refuse_offer, write_offer
from tandem.actions.coordination.tried import signal_second_failure
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import household_facts, lock
from tandem.actions.limits import require_words, too_long
from tandem.core.access import Action, Facts
from tandem.core.coordination.items import ItemKind, Move
from tandem.core.coordination.ladder import Rung, Went
from tandem.core.rules.steps import StepTerm
from tandem.formats.rulebase import recorded_ground
from tandem.formats.steps import load_steps
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import item_row
from tandem.records.coordination.ladder import SUBSIDY, GapRow, gap_row, give_gaps
from tandem.records.coordination.models import Commission, Item, MaySee, ProvisionGap, Tried
from tandem.records.people.directory import professional
from tandem.records.people.models import Area, AreaOffice
from tandem.records.plans.models import Goal
from tandem.records.work import SomebodyWasFirstError, Work

REPORT_BACK = "Wat is er geprobeerd, en hoe ging het?"
"""What a provision to which a question goes back is asked to tell."""


class UnknownGapError(LookupError):
    """There is no such provision that the actor answers for."""


@dataclass(frozen=True, slots=True)
class NewTry:
    """Something that was tried: on which rung, by whom, when and how it went."""

    rung: str
    what: str
    by_whom: str
    tried_on: date | None
    went: str
    words: str = ""
    item: int = 0
    """The simple question for which it was tried; else the goal."""
    goal: int = 0


def note_try(work: Work, code: str, new: NewTry) -> int:
    """Write down what was tried for a question or a goal; return its number.

    The second failure of a general provision asks who is in charge of its subsidy. Raises
    NotAllowedError and InvalidError.
    """
    head = lock(work, code)
    require(work.actor, Action.NOTE_TRY, household_facts(head))
    problems = _problems(work, head, new)
    if problems:
        raise InvalidError(*problems)
    row = Tried.objects.create(
        household_id=head.id,
        item_id=new.item or None,
        goal_id=None if new.item else new.goal,
        rung=Rung(new.rung).value,
        what=new.what.strip(),
        by_whom=new.by_whom.strip(),
        tried_on=new.tried_on or work.today,
        went=Went(new.went).value,
        words=new.words.strip(),
        at=work.at,
        by=work.account,
    )
    work.event(
        "tried", household=head.id, subject="tried", subject_id=row.pk, rung=row.rung, went=row.went
    )
    signal_second_failure(work, row, work.actor.professional or head.leader.id)
    return int(row.pk)


def _problems(work: Work, head: Head, new: NewTry) -> list[Problem]:
    problems = too_long({"what": new.what, "by_whom": new.by_whom, "words": new.words})
    if not _is_here(work, head, new):
        problems.append(Problem("about", "Choose for which question or goal it was."))
    if new.rung not in set(Rung):
        problems.append(Problem("rung", "Choose where help was looked for."))
    if not new.what.strip():
        problems.append(Problem("what", "Say what was tried."))
    if not new.by_whom.strip():
        problems.append(Problem("by_whom", "Say who tried it."))
    if new.went not in {one.value for one in Went if one is not Went.DECLINED}:
        problems.append(Problem("went", "Say how it went."))
    if new.tried_on is not None and new.tried_on > work.today:
        problems.append(Problem("tried_on", "This day is still to come."))
    return problems


def _is_here(work: Work, head: Head, new: NewTry) -> bool:
    if new.item:
        row = item_row(work, head.id, new.item)
        return row is not None and row.kind is ItemKind.QUESTION
    return Goal.objects.filter(household_id=head.id, pk=new.goal).exists()


@dataclass(frozen=True, slots=True)
class SentBack:
    """To which general provision a question goes back, who works there, and why."""

    provision: str
    to: int
    reason: str
    """Said to the provider, and not to who asked."""


def send_back(work: Work, code: str, item: int, new: SentBack, version: int = 0) -> int:
    """Ask a general provision to try once more; return the number of the commission.

    The question stays with who holds it. The provider reads what is needed and why it comes back;
    who asked is not told "try it yourself first". Raises NotAllowedError, InvalidError,
    ChangedMeanwhileError, and SomebodyWasFirstError for a question that is over.
    """
    held = hold(work, code, item, Action.SEND_BACK, version)
    question = held.row.question
    if question is None or held.row.is_over:
        raise SomebodyWasFirstError("no-open-question")
    require_words(
        {"provision": new.provision, "reason": new.reason},
        [
            Problem("provision", "Name the general provision."),
            Problem("reason", "Say to the provider why it is worth another try."),
        ],
    )
    if Tried.objects.filter(item_id=item, went="").exists():
        raise InvalidError(Problem("provision", "A provision is trying it already."))
    way = load_steps().way(question.way)
    ground = recorded_ground(way.ground, work.today) if way is not None else ""
    offer = NewOffer(new.to, new.reason, ground)
    me = work.actor.professional or 0
    refuse_offer(work, held.head, me, offer)
    sent = _commission(work, held, question.needed)
    move(work, sent, Move.OFFER, new.to)
    write_offer(work, sent, offer)
    asked = professional(work, new.to)
    Tried.objects.create(
        household_id=held.head.id,
        item_id=item,
        rung=Rung.GENERAL.value,
        what=new.provision.strip(),
        by_whom=asked.name if asked else "–",
        tried_on=work.today,
        commission_id=sent.row.id,
        at=work.at,
        by=work.account,
    )
    tell(work, held, "sent-back", commission=sent.row.id)
    return sent.row.id


def _commission(work: Work, held: Hold, needed: str) -> Hold:
    """Open the commission by which a provision tries once more, held by who sends it back."""
    item = Item.objects.create(
        household_id=held.head.id,
        kind=ItemKind.COMMISSION.value,
        text=needed,
        holder_id=work.actor.professional or 0,
        opened_at=work.at,
        opened_by=work.account,
        due_on=load_steps().last_day(StepTerm.PROVIDER_ANSWERS, work.today),
    )
    Commission.objects.create(
        household_id=held.head.id,
        item=item,
        report_back=REPORT_BACK,
        may_see=MaySee.ASKED.value,
    )
    row = item_row(work, held.head.id, item.pk)
    if row is None:
        raise UnknownItemError(item.pk)
    sent = Hold(held.head, row)
    tell(work, sent, "item-opened")
    return sent


# --- who is in charge of the subsidy --------------------------------------------------------


def gap_facts(work: Work, row: GapRow | None) -> Facts:
    """Return what the policy looks at for answering about a provision."""
    me = work.actor.professional
    return Facts(own_item=row is not None and me is not None and row.holder == me)


def answer_gap(work: Work, number: int, words: str) -> None:
    """Answer about a provision that fell short. Raises NotAllowedError and InvalidError."""
    row = gap_row(work, number)
    if row is None:
        raise UnknownGapError(number)
    require(work.actor, Action.ANSWER_GAP, gap_facts(work, row))
    require_words(
        {"words": words}, [Problem("words", "Say what you will do about this provision.")]
    )
    if row.answered_at is not None:
        raise SomebodyWasFirstError("gap-answered")
    ProvisionGap.objects.filter(pk=number).update(answered_at=work.at, answer=words.strip())
    work.event("answered-gap", household=None, subject="gap", subject_id=number)


def set_subsidy_colleague(work: Work, *, area: int, colleague: int) -> None:
    """Say who is in charge of the subsidy in an area; what waits there goes to him or her.

    Raises NotAllowedError and InvalidError.
    """
    require(work.actor, Action.CONFIGURE)
    problems = []
    if not Area.objects.filter(pk=area).exists():
        problems.append(Problem("of_area", "Choose an area from the list."))
    if professional(work, colleague) is None:
        problems.append(Problem("team_leader", "Choose somebody from the list."))
    if problems:
        raise InvalidError(*problems)
    AreaOffice.objects.update_or_create(
        area_id=area,
        office=SUBSIDY,
        defaults={"professional_id": colleague, "set_at": work.at, "set_by": work.account},
    )
    give_gaps(work, area, colleague)
    work.event("office-set", household=None, subject="area", subject_id=area, office=SUBSIDY)
