"""Processes that work beside this one on the database, each with a connection of its own."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import django
from django.db import connection, connections

SET_DEATH_SIGNAL = 1
RUBBISH_AFTER = 100_000
"""After so many new objects Python looks for rubbish, of which a check leaves little."""


class Here(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401
        """Do it now; what goes wrong is told when the result is asked for."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed to who asks for the result
            future.set_exception(error)
        return future


@contextmanager
def beside(processes: int) -> Iterator[Executor]:
    """Give so many processes; with one the work is done in this process.

    They are started anew rather than copied from this one, whose connection they may not share.
    """
    if processes <= 1:
        yield Here()
        return
    with ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(dict(connection.settings_dict),),
    ) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(database: Mapping[str, Any]) -> None:
    # The one that started this process tells it to stop, when it has noted how far it came. When
    # that one was killed, the system does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
    gc.set_threshold(RUBBISH_AFTER)
    django.setup()
    connections["default"].settings_dict.update(database)
