"""Since when a plan fits or does not, and what changed then: the foot of *Past het?*."""

from __future__ import annotations

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.core.check.answer import Verdict
from tandem.records.coordination.heads import Head
from tandem.records.plans.verdict_history import Turn, turns_of
from tandem.records.work import Work
from tandem.web.pages.history import names_of, tell
from tandem.web.shapes.frame import Change


def turns(work: Work, head: Head) -> list[Change]:
    """Return when the plan began to fit or ceased to, the latest first; each as a sentence."""
    names = names_of(head)
    found = turns_of(work, head.id)
    return [Change(localdate(one.at), _sentence(one, names)) for one in found]


def _sentence(turn: Turn, names: dict[str, str]) -> str:
    since = _since(turn)
    if turn.event is not None:
        return _("%(since)s Before that: %(event)s.") % {
            "since": since,
            "event": tell(turn.event, names),
        }
    if turn.new_rules:
        return _("%(since)s The rules became other ones.") % {"since": since}
    return since


def _since(turn: Turn) -> str:
    if turn.verdict is Verdict.FEASIBLE:
        return _("From then on it fits.") if turn.was else _("It fitted.")
    if turn.verdict is Verdict.UNKNOWN:
        return _("It was not known whether it fits.")
    if turn.was is Verdict.FEASIBLE:
        return _("From then on it does not fit any more.")
    return _("It did not fit yet.")
