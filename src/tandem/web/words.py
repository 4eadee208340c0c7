"""The words for states, in the language of the page: in one place, so they are always the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import gettext as _

from tandem.core.explain.languages import Lang
from tandem.web.shapes.frame import Lead, LeadStanding
from tandem.web.shapes.plan import Answer, FitState, Given, Said, Standing
from tandem.web.shapes.today import TodoGroupKind
from tandem.web.wording import current_language, day, day_in, first_name, quoted

Word = Callable[[], str]

STANDING: dict[Standing, Word] = {
    Standing.PROPOSED: lambda: _("Proposed"),
    Standing.AGREED: lambda: _("Agreed"),
    Standing.ACTIVE: lambda: _("Going on"),
    Standing.ON_HOLD: lambda: _("On hold"),
    Standing.COMPLETED: lambda: _("Completed"),
    Standing.NEVER_STARTED: lambda: _("Never started"),
    Standing.TRIED: lambda: _("Tried"),
}
VERDICT: dict[FitState, Word] = {
    FitState.NOT_YET: lambda: _("Not yet."),
    FitState.FITS: lambda: _("It fits."),
    FitState.SO_FAR: lambda: _("It fits, as far as we know."),
    FitState.BUSY: lambda: _("Working it out."),
    FitState.UNKNOWN: lambda: _("We do not know now."),
}
TALLY: dict[FitState, Word] = {
    FitState.NOT_YET: lambda: _("do not fit yet"),
    FitState.FITS: lambda: _("plans fit"),
    FitState.SO_FAR: lambda: _("fit, as far as we know"),
    FitState.BUSY: lambda: _("being worked out"),
    FitState.UNKNOWN: lambda: _("not filled in yet"),
}
GROUP: dict[TodoGroupKind, Word] = {
    TodoGroupKind.LATE: lambda: _("Waits longer than agreed"),
    TodoGroupKind.TODAY: lambda: _("Today"),
    TodoGroupKind.LATER: lambda: _("After that"),
}
MARK = {
    FitState.NOT_YET: "two",
    FitState.FITS: "yes",
    FitState.SO_FAR: "dotted",
    FitState.UNKNOWN: "question",
    FitState.BUSY: "dotted",
}
SIGN = {
    Said.YES: "yes",
    Said.NOTHING: "dotted",
    Said.DISAGREES: "no",
    Said.CANNOT: "cannot",
    Said.SEEN: "seen",
}


class StateWords:
    """What templates ask about states, as `states.…`; in one language, or in that of the page."""

    def __init__(self, lang: Lang | None = None) -> None:
        self._lang = lang

    @staticmethod
    def standing(state: Standing) -> str:
        """Return how an agreement stands, in a word."""
        return STANDING[state]()

    @staticmethod
    def verdict(state: FitState) -> str:
        """Return the verdict in a short sentence."""
        return VERDICT[state]()

    @staticmethod
    def tally(state: FitState) -> str:
        """Return the words beside a number of households."""
        return TALLY[state]()

    @staticmethod
    def mark(state: FitState) -> str:
        """Return the name of the drawing of a verdict."""
        return MARK[state]

    @staticmethod
    def sign(said: Said | str) -> str:
        """Return the name of the drawing of an answer."""
        return SIGN[Said(said)]

    @staticmethod
    def group(kind: TodoGroupKind) -> str:
        """Return the heading of a group of things that wait."""
        return GROUP[kind]()

    @staticmethod
    def lead_line(lead: Lead) -> str:
        """Return the line under the name of who leads."""
        return lead_line(lead)

    def said(self, answer: Answer) -> str:
        """Return what somebody said, to stand after the name."""
        return said(answer, self._lang or current_language())

    @staticmethod
    def short(said: Said | str) -> str:
        """Return an answer in a word or two."""
        return _short(Said(said))


state_words = StateWords()


def lead_line(lead: Lead) -> str:
    """Return in what quality somebody leads, and since or until when."""
    match lead.standing:
        case LeadStanding.TEAM_LEADER:
            return _("team leader, leads until somebody says yes")
        case LeadStanding.STAND_IN if lead.until:
            return _("stands in for %(name)s until %(day)s") % {
                "name": first_name(lead.replaces),
                "day": day(lead.until),
            }
        case LeadStanding.STAND_IN:
            return _("stands in for %(name)s") % {"name": first_name(lead.replaces)}
        case LeadStanding.NO_LEAD:
            return _("team leader (one simple question)")
        case LeadStanding.LEAD:
            return _("lead")


def said(answer: Answer, lang: Lang) -> str:
    """Return an answer with its day or its reason, and how it was given."""
    words = _word(lang, answer.said)
    if answer.said is Said.CANNOT and answer.reason:
        words = _("this does not work, because %(reason)s") % {"reason": quoted(answer.reason)}
    elif answer.when:
        words = f"{words}, {day_in(lang, answer.when)}"
    return f"{words}{_given(answer)}"


@lru_cache(maxsize=50)
def _word(_language: Lang, said: Said) -> str:
    """Return the same, looked up once for each language: a plan has a hundred."""
    return _short(said)


def _short(said: Said) -> str:
    match said:
        case Said.YES:
            return _("yes")
        case Said.NOTHING:
            return _("no answer yet")
        case Said.DISAGREES:
            return _("does not agree")
        case Said.CANNOT:
            return _("this does not work")
        case Said.SEEN:
            return _("has seen it")


def _given(answer: Answer) -> str:
    if answer.given is Given.HERE:
        return ""
    values = {"name": answer.recorded_by}
    if answer.given is Given.ALOUD:
        return _(" (said aloud, written down by %(name)s)") % values
    return _(" (on paper, written down by %(name)s)") % values
