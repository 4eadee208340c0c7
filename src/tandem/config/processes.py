"""Processes that do not outlive the one that started them."""

from __future__ import annotations

import ctypes
import signal

SET_DEATH_SIGNAL = 1


def stop_with_parent() -> None:
    """In a process just started: be told to stop (SIGINT) when the one that started it is gone.

    The system does this, also when the parent was killed and could not tell anybody.
    """
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGINT)
