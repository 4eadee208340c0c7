"""*Afspraken nagekomen*: counts of what was done, of oneself and of organisations; no ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tandem.core.access import Action
from tandem.records.coordination.figures import SMALLEST
from tandem.records.coordination.kept import Kept, kept_by_me, kept_by_organisations
from tandem.web.pages.doors import Visit, page
from tandem.web.shapes.office import KeptPage, KeptRow

WORDS: Mapping[Kept, Callable[[], str]] = {
    Kept.IN_TIME: lambda: _("on the day, or before"),
    Kept.WITHIN_A_WEEK: lambda: _("within a week after it"),
    Kept.LATER: lambda: _("later"),
    Kept.FAILED: lambda: _("did not work out"),
    Kept.WITHDRAWN: lambda: _("withdrawn"),
}


@page(Action.SEE_KEPT)
def kept_page(visit: Visit) -> HttpResponse:
    """Draw the own counts, and those of organisations by name."""
    mine = kept_by_me(visit.work)
    rows = [
        KeptRow(one.organisation, [_count(one.counts.get(way)) for way in Kept])
        for one in kept_by_organisations(visit.work)
    ]
    shown = KeptPage(
        ways=[WORDS[way]() for way in Kept],
        mine=[(WORDS[way](), mine[way]) for way in Kept],
        rows=rows,
        untold=_count(None),
        smallest=SMALLEST,
    )
    return visit.draw("kept.html", page=shown)


def _count(count: int | None) -> str:
    return _("not told") if count is None else str(count)
