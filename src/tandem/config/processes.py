"""Processes that do not outlive the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from contextlib import suppress

SET_DEATH_SIGNAL = 1


def stop_with_parent() -> None:
    """In a process just started: be told to stop (SIGINT) when the one that started it is gone.

    The system does this, also when the parent was killed and could not tell anybody.
    """
    ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGINT)


def end(process: subprocess.Popen[bytes], goodbye: float) -> None:
    """Let a process end what it does, for so many seconds; then end every process of its group."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(goodbye)
    kill_group(process)
    process.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a process and its children, which are a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
