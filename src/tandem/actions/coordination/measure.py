"""How much one account may write in a short time: far more than a person does, less than a machine.

What was written is counted where it stands: there is no counter that could go wrong. Whoever comes
past the measure loses nothing: the form keeps what was typed, and says from when on it goes again.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localtime

from tandem.actions.errors import InvalidError, Problem
from tandem.records.coordination.written import first_of_last
from tandem.records.work import Work

MOST = 60
"""Messages, proposals and questions of one account within `WITHIN`, together."""
WITHIN = timedelta(minutes=10)


def require_measure(work: Work, field: str = "text") -> None:
    """Raise InvalidError for who wrote more than the measure, with the time from which it goes."""
    first = first_of_last(work, work.at - WITHIN, MOST)
    if first is None:
        return
    again = localtime(first + WITHIN) + timedelta(minutes=1)
    raise InvalidError(
        Problem(
            field,
            "You wrote very much in a short time. Nothing is lost: your words stand here."
            " You can send them from %(time)s on.",
            (("time", again.strftime("%H:%M")),),
        )
    )
