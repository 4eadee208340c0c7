"""The nightly round of what is kept: look for terms that ended, and destroy what was decided on.

It destroys nothing by itself: what it finds waits for the privacy officer. What a person decided on
is destroyed when its waiting time is over, then files that came in without a scanner are looked at.
"""

from __future__ import annotations

import contextlib

from tandem.actions.plans.memories import forget
from tandem.actions.rights.attachments import Safe, scan_waiting
from tandem.actions.rights.destroy import destroy_due
from tandem.actions.rights.retention import look_for_ended_terms
from tandem.actions.rights.safe import file_sealer, file_store, virus_scanner
from tandem.core.access import SYSTEM
from tandem.gateways.virus_scanner import ScannerAwayError
from tandem.records.clock import now
from tandem.records.work import work
from tandem.tasks.checks import AGAIN, with_database
from tandem.tasks.queue import KEEP, queue, small_hours


@queue.periodic(cron=small_hours())
@queue.task(name=KEEP, retry=AGAIN, queueing_lock=KEEP, lock=KEEP, pass_context=False)
@with_database
def keep_and_destroy(timestamp: int = 0) -> None:  # noqa: ARG001 - when it was due
    """Do the round; what was interrupted is finished by the next."""
    at = now()
    look_for_ended_terms(at)
    if destroy_due(at, file_store()):
        forget()
    safe = Safe(file_store(), file_sealer(), virus_scanner())
    with contextlib.suppress(ScannerAwayError):
        work(SYSTEM, at).run(lambda opened: scan_waiting(opened, safe))
