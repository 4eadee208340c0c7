"""What Tandem thought of itself, in words: what changes, and that the owner has not said yes."""

from __future__ import annotations

from collections.abc import Iterator

from tandem.core.check.answer import Change, ChangeKind
from tandem.core.explain.languages import Language
from tandem.core.explain.names import Names
from tandem.core.model import Direction, Form, Sessions, Where


def explain_variant(change: Change, names: Names) -> str:
    """Return a variant in words, with the mark that no owner named it."""
    agreement = names.agreement(change.agreement)
    if agreement is None or change.form is None:
        return names.title(change.agreement)
    other = None if change.by is None else names.title(change.by)
    what = describe_variant(names.say, change.kind, agreement.form, change.form, other)
    title = names.title(change.agreement)
    return f"{title}: {what} {names.say.variants.own_idea(names.person(agreement.owner))}"


def describe_variant(
    language: Language, kind: ChangeKind, was: Form, form: Form, other: str | None
) -> str:
    """Return what a variant makes of an agreement: `other` is whom it joins, or whose place."""
    say = language.variants
    if was == form:
        return say.sort(kind.value)
    pairs = list(zip(was.demands.sessions, form.demands.sessions, strict=False))
    match kind:
        case ChangeKind.MOVE:
            return say.moved(list(dict.fromkeys(_new_hours(pairs))))
        case ChangeKind.REMOTE:
            return say.by_telephone()
        case ChangeKind.PLACE:
            place = next((new.place for old, new in pairs if new.place != old.place), "")
            at_home = any(new.where is Where.HOME is not old.where for old, new in pairs)
            return say.comes_home() if at_home else say.at_place(place, other or "")
        case ChangeKind.FEWER:
            return say.fewer()
        case ChangeKind.SHORTEN:
            return say.shorter(list(dict.fromkeys(_new_lengths(pairs))))
        case ChangeKind.HALVE:
            return say.halved(_goes_out(was), _goes_out(form))
        case _:
            return say.joins(other or "")


Pairs = list[tuple[Sessions, Sessions]]


def _new_hours(pairs: Pairs) -> Iterator[tuple[tuple[int, ...], int, int]]:
    for old, new in pairs:
        for window in new.windows or ():
            if window not in (old.windows or ()):
                yield window.days, window.start, window.end


def _new_lengths(pairs: Pairs) -> Iterator[tuple[int, int]]:
    for old, new in pairs:
        if old.minutes != new.minutes:
            yield old.minutes or 0, new.minutes or 0


def _goes_out(form: Form) -> int:
    return sum(m.cents or 0 for m in form.demands.money if m.direction is Direction.OUT)
