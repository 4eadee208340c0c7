"""The command line as a process of its own: what it imports, and how it ends."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.examples import EXAMPLES, FITS, FIVE_PLANS

SLOW = (
    "django",
    "psycopg",
    "pydantic",
    "yaml",
    "pysat",
    "jinja2",
    "rich",
    "tandem.core",
    "tandem.formats",
)
COMMAND = (sys.executable, "-m", "tandem")


def test_nothing_slow_is_imported_before_a_command_runs() -> None:
    code = f"import sys, tandem.cli; print([m for m in {SLOW!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_check_imports_no_pages_and_no_framework() -> None:
    code = (
        "import sys; from tandem.cli import run; "
        f"run(['check', {str(FIVE_PLANS)!r}]); "
        "print([m for m in ('jinja2', 'rich', 'django', 'ortools') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_exit_status_reaches_the_shell() -> None:
    assert subprocess.run([*COMMAND, "--version"], check=False, capture_output=True).returncode == 0
    done = subprocess.run([*COMMAND, "check", FIVE_PLANS], check=False, capture_output=True)
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--help",), 0),
        (("check", EXAMPLES / "fits.yaml"), 0),
        (("check", FIVE_PLANS), 1),
        (("check", "--json", EXAMPLES), 1),
    ],
)
def test_a_pipe_that_is_closed_is_no_error(arguments: tuple[str | Path, ...], status: int) -> None:
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == status
    assert told == b""


def test_a_full_disk_is_told_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "schema"], check=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr == b"tandem: No space left on device\n"


def test_nowhere_to_write_is_no_error() -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = None; "
        f"from tandem.cli import run; sys.exit(run(['check', {str(FIVE_PLANS)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 1


def _heed_interruptions() -> None:
    """A shell in which the tests run in the background has them ignore what this test sends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interruption_ends_quietly(tmp_path: Path) -> None:
    for number in range(3_000):  # more than can be checked before the signal comes
        (tmp_path / f"{number}.yaml").write_text(FITS, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "check", "--json", tmp_path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interruptions,  # noqa: PLW1509 - nothing else runs in between
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == b""


def test_names_that_the_terminal_cannot_write_do_not_stop_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "name.yaml"
    path.write_text(FITS.replace("name: Ali", "name: Zoë 李"), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*COMMAND, "check", path], check=False, capture_output=True, env=environment
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert "Zoë ?".encode("latin-1") in done.stdout


def test_a_terminal_shows_a_bar_and_bold(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(FITS, encoding="utf-8")
    shown = in_a_terminal([*COMMAND, "check", str(tmp_path)])
    assert "1/1" in shown
    assert "\x1b[1mUitkomst" in shown


def in_a_terminal(command: list[str]) -> str:
    """Return everything that a command writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    process.wait(timeout=10)
    os.close(ours)
    return shown.decode("utf-8", errors="replace")
