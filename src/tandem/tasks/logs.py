"""What the worker does for the logs: handing processings on to a collector, and sealing looks.

The site never waits for a collector: it writes rows, and the worker hands them on in batches. What
a collector did not take stays, and is offered again.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from logging import getLogger

from django.conf import settings

from tandem.core.access import SYSTEM
from tandem.gateways.collector import Collector, OtlpCollector
from tandem.records.audit.processings import mark_handed_on, take_processings
from tandem.records.audit.seals import Seal, put_seal
from tandem.records.clock import now
from tandem.records.work import work

MOST = 500
"""Processings in a batch."""

log = getLogger(__name__)


def hand_on_all() -> None:
    """Hand on what no collector got yet; nothing when none is named."""
    collector = collector_of(settings.TANDEM_LOG_COLLECTOR, settings.TANDEM_ACTIVITY_REGISTER)
    if collector is None:
        return
    while hand_on(now(), collector) == MOST:
        pass


def hand_on(at: datetime, collector: Collector, most: int = MOST) -> int:
    """Hand one batch on; return how many the collector took."""
    with work(SYSTEM, at).once() as opened:
        batch = take_processings(opened, most)
        if not batch or not collector.send(list(batch.values())):
            return 0
        mark_handed_on(opened, list(batch))
        return len(batch)


@lru_cache(maxsize=4)
def collector_of(endpoint: str, register: str) -> Collector | None:
    """Return the collector at an address; None without one."""
    return OtlpCollector(endpoint, register) if endpoint else None


def seal() -> Seal | None:
    """Seal the log of looks, and write the seal where lines of the log go: elsewhere, if wise."""
    made = work(SYSTEM, now()).run(put_seal)
    if made is not None:
        log.info("the log of looks was sealed", extra={"seal": made.short})
    return made
