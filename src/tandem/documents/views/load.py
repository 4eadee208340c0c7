"""How busy it is: contacts against what each can carry, now and with the first proposal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tandem.core.check.answer import Load, MemberLoad
from tandem.core.explain import LoadRow, load_rows
from tandem.documents.marks import load_blocks
from tandem.documents.views.context import Context


@dataclass(frozen=True, slots=True)
class LoadView:
    """One member under one plan."""

    name: str
    picture: Markup
    sentence: str
    hours: str
    note: str


@dataclass(frozen=True, slots=True)
class LoadsView:
    """All members, and the household as a whole."""

    members: tuple[tuple[LoadView, ...], ...]
    """For each member the load now, and with the first proposal where that differs."""
    household: str


def load_view(context: Context) -> LoadsView:
    """Return the load of each member who has one, now and with the first proposal."""
    answer = context.answer
    if not (answer.load.contacts or answer.load.minutes):
        return LoadsView((), "")
    then = answer.proposals[0].load if answer.proposals else None
    now_rows = load_rows(answer.load, context.household, context.rules, context.lang)
    views: list[tuple[LoadView, ...]] = []
    pairs = list(zip(answer.load.members, now_rows, strict=False))
    pairs.sort(key=lambda pair: -(pair[0].minutes + pair[0].travel))
    for number, (one, row) in enumerate(pairs):
        if not (one.contacts or one.minutes or one.capacity):
            continue
        views.append(tuple(_member(context, number, one, row, then)))
    whole = now_rows[-1]
    return LoadsView(tuple(views), f"{whole.professionals}. {whole.hours_sentence}")


def _member(
    context: Context, number: int, one: MemberLoad, row: LoadRow, then: Load | None
) -> Iterator[LoadView]:
    later = _same_member(then, one.member)
    differs = later is not None and _figures(later) != _figures(one)
    key = "load-now" if differs else "load-only"
    yield _view(context, f"load{number}-now", one, row, context.say(key, name=row.who))
    if differs and later is not None and then is not None:
        rows = load_rows(then, context.household, context.rules, context.lang)
        place = [m.member for m in then.members].index(one.member)
        name = context.say("load-proposal", name=row.who)
        yield _view(context, f"load{number}-then", later, rows[place], name)


def _same_member(load: Load | None, member: str) -> MemberLoad | None:
    if load is None:
        return None
    return next((one for one in load.members if one.member == member), None)


def _figures(load: MemberLoad) -> tuple[int, int, int]:
    return load.contacts, load.minutes, load.travel


def _view(context: Context, ident: str, load: MemberLoad, row: LoadRow, name: str) -> LoadView:
    sentence = row.contacts_sentence.removeprefix(f"{row.who}: ")
    unasked = load.capacity is None and load.contacts > 0
    return LoadView(
        name=name,
        picture=Markup()
        if not (load.contacts or load.capacity)
        else load_blocks(ident, load.contacts, load.capacity, row.contacts_sentence),
        sentence=context.say.words.capital(sentence),
        hours=row.hours_sentence,
        note=context.say("load-unasked", name=row.who) if unasked else "",
    )
