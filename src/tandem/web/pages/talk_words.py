"""People of a conversation in forms and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from tandem.actions.coordination.circles import Person
from tandem.core.access.talks import DecisionState, Says, Someone
from tandem.records.coordination.heads import Head
from tandem.records.coordination.talks import DecisionRow, TalkerRow, VoiceRow
from tandem.web import wording
from tandem.web.environment import you
from tandem.web.pages.people_words import worker_word
from tandem.web.refs import number_of, ref
from tandem.web.shapes.forms import Option
from tandem.web.shapes.talks import Reader

MEMBER, PROFESSIONAL = "member-", "professional-"
SHORTENED = 120


def value_of(who: Someone) -> str:
    """Return how a form names somebody."""
    if who.member is not None:
        return f"{MEMBER}{ref('member', who.member)}"
    return f"{PROFESSIONAL}{ref('professional', who.professional or 0)}"


def someone_of(value: str) -> Someone | None:
    """Return whom a form names; None for nobody."""
    if value.startswith(MEMBER):
        member = number_of("member", value.removeprefix(MEMBER))
        return None if member is None else Someone(member)
    if value.startswith(PROFESSIONAL):
        number = number_of("professional", value.removeprefix(PROFESSIONAL))
        return None if number is None else Someone(None, number)
    return None


def someones_of(values: Iterable[str]) -> tuple[Someone, ...]:
    """Return whom a form names, without what names nobody."""
    return tuple(one for one in map(someone_of, values) if one is not None)


def options_of(people: Iterable[Person], chosen: Iterable[str]) -> list[Option]:
    """Return people to choose from, each with what he or she does."""
    picked = set(chosen)
    return [
        Option(value_of(one.who), one.name, value_of(one.who) in picked, _what(one))
        for one in people
    ]


def _what(one: Person) -> str:
    return ", ".join(word for word in (one.function, one.organisation) if word)


class Names:
    """How everybody of a conversation is called for its reader; `me` as "you"."""

    def __init__(
        self, head: Head, talkers: Sequence[TalkerRow], me: Someone, *, familiar: bool
    ) -> None:
        self.me = me
        self.you = str(you("you", familiar))
        self._talkers: Mapping[Someone, TalkerRow] = {one.who: one for one in talkers}
        self._veiled = {one.professional for one in head.helpers if one.is_veiled}
        self._neutral = {one.professional: one.organisation for one in head.helpers}

    def name(self, who: Someone) -> str:
        """Return how somebody is called."""
        if who.professional in self._veiled:
            return worker_word()
        row = self._talkers.get(who)
        return row.name if row is not None else _("Somebody who is not here any more")

    def organisation(self, who: Someone) -> str:
        """Return where somebody works, as the reader may know it; empty for the family."""
        if who.professional in self._veiled:
            return self._neutral[who.professional or 0]
        row = self._talkers.get(who)
        return row.organisation if row is not None else ""

    def listing(self, people: Iterable[Someone]) -> str:
        """Return people in one line; the reader comes last, as "you"."""
        everybody = list(people)
        names = [self.name(one) for one in everybody if one != self.me]
        return wording.listing([*names, self.you] if self.me in everybody else names)


def readers_of(
    people: Iterable[Person], talkers: Sequence[TalkerRow], names: Names
) -> list[Reader]:
    """Return who reads along, with role and telephone number as far as the reader may know."""
    known = {one.who: one for one in people}
    return [
        Reader(
            names.name(row.who),
            _what(known[row.who]) if row.who in known else names.organisation(row.who),
            known[row.who].telephone if row.who in known else "",
            row.who.member is not None,
        )
        for row in talkers
        if row.who != names.me
    ]


def in_short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORTENED else f"{line[:SHORTENED].rstrip()}…"


def state_of(one: DecisionRow) -> str:
    """Return how a decision stands, as a short sentence."""
    day = wording.day(one.ended_at, year=True) if one.ended_at else ""
    match one.state:
        case DecisionState.OPEN:
            return _("Waits for an answer")
        case DecisionState.DECIDED:
            return _("Decided on %(day)s") % {"day": day}
        case DecisionState.REFUSED:
            return _("Not decided: somebody said no")
        case DecisionState.WITHDRAWN:
            return _("Withdrawn on %(day)s") % {"day": day}


def voice_words(one: VoiceRow, names: Names) -> str:
    """Return what somebody said of a proposal, as a sentence."""
    values = {"name": names.name(one.by), "words": wording.quoted(one.words)}
    if one.by == names.me:
        values["name"] = wording.capital(names.you)
    if one.says is Says.YES:
        return _("%(name)s: yes") % values
    if one.says is Says.NO:
        return _("%(name)s: no, because %(words)s") % values
    return _("%(name)s: no answer yet") % values
