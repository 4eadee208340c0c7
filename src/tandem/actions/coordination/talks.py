"""Conversations: beginning one, writing, letting somebody in, and deciding together in it.

Who is not in the circle of a conversation cannot tell it from one that never was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tandem.actions.coordination.circles import (
    NOT_TOGETHER,
    Person,
    me_in,
    people_of,
    require_together,
    require_unnamed,
    talk_facts,
)
from tandem.actions.coordination.holding import item_facts
from tandem.actions.coordination.measure import require_measure
from tandem.actions.errors import InvalidError, Problem, require
from tandem.actions.households import Case, case_of, household_facts, lock
from tandem.actions.limits import too_long, wrong_words
from tandem.core.access import Action, Facts, may
from tandem.core.access.talks import (
    DecisionState,
    Says,
    Someone,
    circle_of,
    decided,
    mentioned,
)
from tandem.records.coordination.heads import Head
from tandem.records.coordination.items import ItemRow, item_row
from tandem.records.coordination.models import (
    JointDecision,
    Message,
    NoticeKind,
    Talk,
    Talker,
    Voice,
)
from tandem.records.coordination.notices import About, read, tell
from tandem.records.coordination.talks import (
    MOST,
    DecisionRow,
    TalkRow,
    UnknownTalkError,
    talk_of,
    talks_about,
    talks_of,
)
from tandem.records.coordination.talks import Talk as WholeTalk
from tandem.records.plans.rows import AgreementRow
from tandem.records.work import Work

LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True)
class NewTalk:
    """A conversation that somebody begins."""

    subject: str
    text: str
    circle: tuple[Someone, ...]
    """Who reads along, besides the writer."""
    agreement: int | None = None
    """The agreement it is about; None for the household, or for an item."""
    item: int | None = None


# --- reading ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeenTalks:
    """The conversations that somebody reads, and how the agreements are called they are about."""

    rows: tuple[TalkRow, ...]
    titles: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class SeenTalk:
    """One conversation, and how the agreement is called that it is about; empty without."""

    talk: WholeTalk
    title: str


def seen_talks(work: Work, head: Head) -> SeenTalks:
    """Return the conversations that the actor reads here, the latest first."""
    require(work.actor, Action.SEE_TALKS, household_facts(head))
    rows = talks_of(work, head.id, me_in(work, head))
    titles = _titles(work, head, rows)
    return SeenTalks(tuple(one for one in rows if _is_open(one, titles)), titles)


def seen_talks_of_item(work: Work, head: Head, item: int) -> tuple[TalkRow, ...]:
    """Return the conversations about one item that the actor reads, the latest first."""
    require(work.actor, Action.SEE_ITEM, item_facts(work, head, item_row(work, head.id, item)))
    return talks_about(work, head.id, item, me_in(work, head))


def item_of_talk(work: Work, head: Head, number: int) -> ItemRow | None:
    """Return the item that a conversation of the actor is about; None without, and for others'."""
    rows = Talk.objects.filter(pk=number, household_id=head.id)
    item = rows.values_list("of_item_id", flat=True).first()
    return None if item is None else item_row(work, head.id, item)


def facts_of_talk(work: Work, head: Head, number: int) -> Facts:
    """Return what the policy looks at for reading a conversation, which may be about an item."""
    item = item_of_talk(work, head, number)
    own = item is not None and item.concerns(work.actor.professional)
    return talk_facts(head, in_circle=False, own_item=own)


def seen_talk(work: Work, head: Head, number: int, *, most: int = MOST) -> SeenTalk:
    """Return a conversation as the actor reads it; raises UnknownTalkError for anybody else's."""
    require(work.actor, Action.SEE_TALKS, facts_of_talk(work, head, number))
    found = talk_of(work, head.id, number, me_in(work, head), most=most)
    titles = _titles(work, head, [found.row])
    if not _is_open(found.row, titles):
        raise UnknownTalkError(number)
    return SeenTalk(found, titles.get(found.row.agreement or 0, ""))


def _titles(work: Work, head: Head, rows: Sequence[TalkRow]) -> dict[int, str]:
    """Return the agreements of which the actor sees all; none when no conversation is about one."""
    if all(one.agreement is None for one in rows):
        return {}
    found = _open_agreements(case_of(work, head.code))
    return {number: row.title for number, row in found.items()}


def _is_open(row: TalkRow, titles: Mapping[int, str]) -> bool:
    """Whether it is about nothing of which the actor sees no more than that and when."""
    return row.agreement is None or row.agreement in titles


def read_talk(work: Work, number: int) -> int:
    """Note that the actor read what was new in a conversation; return how much that was."""
    return read(work, About(talk=number))


def _open_agreements(case: Case) -> dict[int, AgreementRow]:
    out = case.sight.hidden | case.sight.busy
    return {one.id: one for one in case.plan.agreements if one.key not in out}


# --- writing ----------------------------------------------------------------------------------


def begin_talk(work: Work, code: str, new: NewTalk) -> int:
    """Begin a conversation with its first message; return its number.

    Raises UnknownHouseholdError, NotAllowedError, and InvalidError: nobody to read it, no words,
    people who cannot be in one conversation, or something the writer does not see.
    """
    head = lock(work, code)
    item = None if new.item is None else item_row(work, head.id, new.item)
    own = item is not None and item.concerns(work.actor.professional)
    require(work.actor, Action.WRITE_MESSAGE, talk_facts(head, in_circle=True, own_item=own))
    require_measure(work)
    known = people_of(work, head, item)
    me = me_in(work, head)
    circle = circle_of(new.circle, [one.who for one in known], me)
    problems = _problems_of_new(new, circle)
    if problems:
        raise InvalidError(*problems)
    _require_about(work, head, new, circle)
    require_together(head, circle, new.agreement)
    require_unnamed(head, circle, f"{new.subject}\n{new.text}", "text")
    made = _made(work, head, new, circle)
    _write(work, made, me, (known, circle), new.text)
    work.event("began-talk", household=head.id, subject="talk", subject_id=made.pk)
    return int(made.pk)


def write_message(work: Work, code: str, talk: int, text: str) -> None:
    """Write in a conversation. Raises UnknownTalkError, NotAllowedError and InvalidError."""
    head, found = _opened(work, code, talk)
    require_measure(work)
    problems = _problems({"text": text})
    if problems:
        raise InvalidError(*problems)
    circle = _circle(found)
    require_unnamed(head, circle, text, "text")
    row = Talk.objects.get(pk=talk)
    known = people_of(work, head, item_of_talk(work, head, talk))
    _write(work, row, me_in(work, head), (known, circle), text)
    work.event("wrote-message", household=head.id, subject="talk", subject_id=talk)


def let_in(work: Work, code: str, talk: int, whom: Someone) -> None:
    """Let somebody else read along from now on; what was written before stays among the others.

    Raises UnknownTalkError, NotAllowedError and InvalidError.
    """
    head, found = _opened(work, code, talk)
    known = people_of(work, head, item_of_talk(work, head, talk))
    allowed = {one.who for one in known} - set(_circle(found))
    if whom not in allowed:
        raise InvalidError(Problem("whom", "Choose who may read along."))
    circle = (*_circle(found), whom)
    new = NewTalk(found.row.subject, "-", circle, found.row.agreement)
    _require_about(work, head, new, circle)
    require_together(head, circle, found.row.agreement)
    require_unnamed(head, circle, found.row.subject, "whom")
    _let_in(work, head, talk, [whom])
    tell(work, NoticeKind.MESSAGE, [whom], About(talk=talk))
    work.event("let-in", household=head.id, subject="talk", subject_id=talk)


def _opened(work: Work, code: str, talk: int) -> tuple[Head, WholeTalk]:
    """Return a conversation to write in, its household locked."""
    head = lock(work, code)
    facts = facts_of_talk(work, head, talk)
    require(work.actor, Action.SEE_TALKS, facts)
    found = seen_talk(work, head, talk).talk
    inside = found.talker(me_in(work, head)) is not None
    require(work.actor, Action.WRITE_MESSAGE, replace(facts, in_circle=inside))
    return head, found


def _circle(found: WholeTalk) -> tuple[Someone, ...]:
    return tuple(one.who for one in found.row.talkers)


def _problems(texts: dict[str, str]) -> list[Problem]:
    return wrong_words(texts, [Problem("text", "Write what you want to say.")])


def _problems_of_new(new: NewTalk, circle: Collection[Someone]) -> list[Problem]:
    problems = []
    if len(circle) < 2:
        problems.append(Problem("with", "Choose who reads this."))
    if not new.subject.strip():
        problems.append(Problem("subject", "Say in a few words what it is about."))
    elif len(new.subject) > LONGEST_SUBJECT:
        problems.append(
            Problem(
                "subject",
                "Write this shorter: at most %(most)s signs.",
                (("most", str(LONGEST_SUBJECT)),),
            )
        )
    return problems + _problems({"text": new.text})


def _require_about(work: Work, head: Head, new: NewTalk, circle: Sequence[Someone]) -> None:
    """Raise InvalidError for an agreement or item that is not the writer's or readers' to see."""
    if new.item is not None:
        item = item_row(work, head.id, new.item)
        sees = may(work.actor, Action.SEE_ITEM, item_facts(work, head, item))
        if item is None or item.is_over or not sees:
            raise InvalidError(Problem("subject", "There is no such item any more."))
    if new.agreement is None:
        return
    case = case_of(work, head.code)
    row = _open_agreements(case).get(new.agreement)
    if row is None:
        raise InvalidError(Problem("subject", "There is no such agreement any more."))
    if _is_kept_apart(case, row) and not set(circle) <= _who_see(case, row):
        raise InvalidError(NOT_TOGETHER)


def _is_kept_apart(case: Case, row: AgreementRow) -> bool:
    """Whether others than who is concerned see no more of it than that and when."""
    closed = any(one.part == row.part and one.opened_to is None for one in case.plan.depths)
    return closed or not case.plan.opened_ground


def _who_see(case: Case, row: AgreementRow) -> set[Someone]:
    """Return who sees all of an agreement that is kept apart: whose it is, and who leads."""
    head = case.head
    opened = {one.opened_to for one in case.plan.depths if one.part == row.part}
    parts = {row.owner.involvement, row.decided_by, *opened} - {None}
    members = {row.owner.member, *row.members} - {None}
    chiefs = [one.professional.id for one in (head.lead, head.stand_in) if one is not None]
    return {
        *(Someone(one) for one in members),
        *(Someone(None, one.professional) for one in head.whole.helpers if one.id in parts),
        *(Someone(None, one) for one in chiefs),
    }


def _made(work: Work, head: Head, new: NewTalk, circle: Sequence[Someone]) -> Talk:
    made = Talk.objects.create(
        household_id=head.id,
        subject=new.subject.strip(),
        of_agreement_id=new.agreement,
        of_item_id=new.item,
        opened_at=work.at,
        opened_by=work.account,
    )
    _let_in(work, head, int(made.pk), circle)
    return made


def _let_in(work: Work, head: Head, talk: int, whom: Sequence[Someone]) -> None:
    Talker.objects.bulk_create(
        Talker(
            household_id=head.id,
            talk_id=talk,
            member_id=one.member,
            professional_id=one.professional,
            since=work.at,
        )
        for one in whom
    )


def _write(
    work: Work,
    talk: Talk,
    me: Someone,
    readers_of: tuple[Sequence[Person], Sequence[Someone]],
    text: str,
) -> None:
    """Write a message, and tell who reads along; who is named with "@" is told so.

    `readers_of` is who could read along here, and the circle that does.
    """
    known, circle = readers_of
    Message.objects.create(
        household_id=talk.household_id,
        talk=talk,
        by_member_id=me.member,
        by_professional_id=me.professional,
        text=text.strip(),
        at=work.at,
    )
    readers = [one for one in known if one.who in circle and one.who != me]
    called = {readers[place].who for place in mentioned(text, [one.name for one in readers])}
    tell(work, NoticeKind.MENTION, called, About(talk=talk.pk))
    others = [one for one in circle if one not in called and one != me]
    tell(work, NoticeKind.MESSAGE, others, About(talk=talk.pk))


# --- deciding together ------------------------------------------------------------------------


def propose(work: Work, code: str, talk: int, *, text: str, named: Sequence[Someone]) -> int:
    """Propose a decision to some of a circle; return its number. It needs the yes of each.

    Raises UnknownTalkError, NotAllowedError, and InvalidError without words or anybody named.
    """
    head, found = _opened(work, code, talk)
    require_measure(work, "decision")
    me = me_in(work, head)
    asked = [one for one in dict.fromkeys(named) if one in _circle(found) and one != me]
    problems = _problems({"text": text})
    problems = [Problem("decision", one.text, one.values) for one in problems]
    if not asked:
        problems.append(Problem("named", "Choose whose yes is needed."))
    if problems:
        raise InvalidError(*problems)
    require_unnamed(head, _circle(found), text, "decision")
    made = JointDecision.objects.create(
        household_id=head.id,
        talk_id=talk,
        by_member_id=me.member,
        by_professional_id=me.professional,
        text=text.strip(),
        proposed_at=work.at,
        state=DecisionState.OPEN.value,
    )
    Voice.objects.bulk_create(
        Voice(
            household_id=head.id,
            decision=made,
            talk_id=talk,
            member_id=one.member,
            professional_id=one.professional,
        )
        for one in asked
    )
    tell(work, NoticeKind.PROPOSAL, asked, About(talk=talk))
    _note(work, head, made.pk, "proposed-decision")
    return int(made.pk)


def give_voice(
    work: Work, code: str, talk: int, decision: int, *, says: Says, words: str = ""
) -> DecisionState:
    """Say yes or no to a proposal, and return how it stands then; a no says why.

    Raises UnknownTalkError, NotAllowedError for who is not named, and InvalidError when it is
    over, when the actor answered already, and for a no without words.
    """
    head, row = _opened_decision(work, code, talk, decision)
    me = me_in(work, head)
    mine = next((one for one in row.voices if one.by == me), None)
    known = facts_of_talk(work, head, talk)
    facts = replace(known, in_circle=True, named=mine is not None)
    require(work.actor, Action.DECIDE_TOGETHER, facts)
    problems = too_long({"words": words})
    if row.state is not DecisionState.OPEN or mine is None or mine.says is not None:
        problems.append(Problem("says", "This was answered already."))
    if says is Says.NO and not words.strip():
        problems.append(Problem("words", "Say why not, so that something else can be proposed."))
    if problems:
        raise InvalidError(*problems)
    _keep_voice(work, decision, me, says, words.strip())
    voices = [says if one.by == me else one.says for one in row.voices]
    return _ended(work, head, row, decided(voices))


def take_back(work: Work, code: str, talk: int, decision: int) -> None:
    """Withdraw an own proposal that is still open. Raises as `give_voice` does."""
    head, row = _opened_decision(work, code, talk, decision)
    if row.by != me_in(work, head) or row.state is not DecisionState.OPEN:
        raise InvalidError(Problem("says", "Only who proposed this may withdraw it, while open."))
    _ended(work, head, row, DecisionState.WITHDRAWN)


def _opened_decision(work: Work, code: str, talk: int, decision: int) -> tuple[Head, DecisionRow]:
    head, found = _opened(work, code, talk)
    row = next((one for one in found.decisions if one.id == decision), None)
    if row is None:
        raise UnknownTalkError(talk)
    return head, row


def _keep_voice(work: Work, decision: int, me: Someone, says: Says, words: str) -> None:
    mine = Voice.objects.filter(decision_id=decision)
    if me.member is not None:
        mine = mine.filter(member_id=me.member)
    else:
        mine = mine.filter(professional_id=me.professional or 0)
    mine.update(says=says.value, words=words, said_at=work.at)


def _ended(work: Work, head: Head, row: DecisionRow, state: DecisionState) -> DecisionState:
    """Keep how a decision stands; when it is over, tell who proposed it and who was named."""
    if state is DecisionState.OPEN:
        _note(work, head, row.id, "gave-voice")
        return state
    found = JointDecision.objects.filter(pk=row.id, state=DecisionState.OPEN.value)
    talk = found.values_list("talk_id", flat=True).get()
    found.update(state=state.value, ended_at=work.at)
    people = [row.by, *(one.by for one in row.voices)]
    tell(work, NoticeKind.DECIDED, people, About(talk=talk))
    _note(work, head, row.id, f"{state.value}-together")
    return state


def _note(work: Work, head: Head, decision: int, verb: str) -> None:
    work.event(verb, household=head.id, subject="decision", subject_id=decision)


__all__ = [
    "NewTalk",
    "begin_talk",
    "facts_of_talk",
    "give_voice",
    "item_of_talk",
    "let_in",
    "propose",
    "read_talk",
    "seen_talk",
    "seen_talks",
    "seen_talks_of_item",
    "take_back",
    "write_message",
]
