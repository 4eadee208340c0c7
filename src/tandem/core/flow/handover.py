"""Another lead: what has to be done before the old one is done, and when it is over.

The lead itself passes at the moment at which the other said yes, whatever stands here. This is what
comes with it: a talk together, a text to the family, and what is open gone through.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class TalkState(StrEnum):
    """How the talk stands of who led, who leads now and the family."""

    NONE = "none"
    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not-held"
    """It will not be, and somebody said why."""


class Part(StrEnum):
    """What belongs to a handover."""

    TALK = "talk"
    TEXT = "text"
    OPEN = "open"


class NotYetError(Exception):
    """This cannot be done now: it is over, nobody takes over yet, or something is to be done."""


@dataclass(frozen=True, slots=True)
class Handover:
    """A change of lead; people are numbers."""

    old: int
    """Who led, and knows the family."""
    new: int | None = None
    """Who leads now; None while who led only asked to hand over."""
    talk: TalkState = TalkState.NONE
    text_given: bool = False
    gone_through: bool = False
    is_over: bool = False


def missing(one: Handover) -> tuple[Part, ...]:
    """Return what is still to be done, in the order in which it is shown."""
    done = {
        Part.TALK: one.talk in {TalkState.HELD, TalkState.NOT_HELD},
        Part.TEXT: one.text_given,
        Part.OPEN: one.gone_through,
    }
    return tuple(part for part, is_done in done.items() if not is_done)


def passed_to(one: Handover, lead: int) -> Handover:
    """Return the handover when somebody leads from now on.

    Who led leads again: there is nothing to hand over. Somebody else than the last who took over:
    for him or her everything begins anew. A planned talk stays planned for the first.
    """
    if one.is_over:
        raise NotYetError
    if lead == one.old:
        return replace(one, is_over=True)
    if one.new is None:
        return replace(one, new=lead)
    return one if lead == one.new else Handover(one.old, lead)


def plan_talk(one: Handover) -> Handover:
    """Return it with a day for the talk; a talk that was held is over."""
    if one.is_over or one.talk is TalkState.HELD:
        raise NotYetError
    return replace(one, talk=TalkState.PLANNED)


def tell_talk(one: Handover, *, held: bool) -> Handover:
    """Return it with whether the talk was held; without a planned talk none was."""
    if one.is_over or one.new is None or (held and one.talk is not TalkState.PLANNED):
        raise NotYetError
    return replace(one, talk=TalkState.HELD if held else TalkState.NOT_HELD)


def give_text(one: Handover) -> Handover:
    """Return it with the text given to the family: once, for it tells who leads now."""
    if one.is_over or one.new is None:
        raise NotYetError
    return replace(one, text_given=True)


def go_through(one: Handover) -> Handover:
    """Return it with everything that is open gone through by who leads now."""
    if one.is_over or one.new is None:
        raise NotYetError
    return replace(one, gone_through=True)


def close(one: Handover, *, why: str = "") -> Handover:
    """Return it ended: when all is done, or with a reason why that is not needed."""
    all_done = one.new is not None and not missing(one)
    if one.is_over or not (all_done or why.strip()):
        raise NotYetError
    return replace(one, is_over=True)
