"""How things go in the whole municipality, as bars with counts: no household, no small group."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tandem.records.coordination.figures import Flow, FlowFigure, flow_figures
from tandem.records.work import Work
from tandem.web.shapes.office import FlowBar, FlowChart

WIDEST = 240


def flow_charts(work: Work) -> list[FlowChart]:
    """Return every measure with its groups."""
    found = flow_figures(work)
    return [
        FlowChart(flow.value, title, what, _bars(found, flow, groups))
        for flow, (title, what, groups) in _measures().items()
    ]


def _bars(found: Sequence[FlowFigure], flow: Flow, groups: Sequence[str]) -> list[FlowBar]:
    """Return a bar for each group; none when all of them are too small to tell."""
    counts = {one.place: one.count for one in found if one.flow is flow}
    if all(counts.get(place) is None for place in range(len(groups))):
        return []
    most = max([1, *(count for count in counts.values() if count is not None)])
    return [_bar(words, counts.get(place), most) for place, words in enumerate(groups)]


def _bar(words: str, count: int | None, most: int) -> FlowBar:
    if count is None:
        return FlowBar(words, _("not told"), 0)
    return FlowBar(words, str(count), max(1, WIDEST * count // most))


def _measures() -> dict[Flow, tuple[str, str, list[str]]]:
    """Return the title of each measure, what it counts, and its groups in order."""
    took = [_("within a week"), _("within four weeks"), _("within eight weeks"), _("longer")]
    return {
        Flow.SIMPLE_WAIT: (
            _("How long a simple question waits"),
            _("From the day on which it came in to its answer or the first help."),
            [*took, _("no help yet")],
        ),
        Flow.SIGNAL_TO_HELP: (
            _("From the first signal to the first help"),
            _("From the first signal about a household to the first help after it."),
            [*took, _("no help yet")],
        ),
        Flow.OPEN_OFFERS: (
            _("Offers without an answer"),
            _("Offers, not households: how long they wait now."),
            took,
        ),
        Flow.LEADS: (
            _("Leads that a household had"),
            _("Households on the one-plan track. A change is no fault of anybody."),
            [_("one"), _("two"), _("three"), _("four or more")],
        ),
        Flow.COORDINATION: (
            _("Hours that helpers talk with one another"),
            _("By agreement, a month, for each household on the one-plan track."),
            [_("none"), _("up to 2 hours"), _("2 to 8 hours"), _("more than 8 hours")],
        ),
    }
