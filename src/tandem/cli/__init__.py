"""The command line: `tandem check`, `explain`, `show`, `schema` and `worker`.

This module only says which commands and options there are. What a command does, and everything
that is slow to import, is loaded when the command runs.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tandem import __version__
from tandem.cli.status import INTERRUPTED, Outcome, Status

LANGUAGES = click.Choice(["nl", "en"])
PATH = click.Path(path_type=Path)
RUBBISH_AFTER = 100_000
"""After so many new objects Python looks for rubbish; by itself it does after 700."""

lang_option = click.option(
    "--lang",
    type=LANGUAGES,
    default="nl",
    show_default=True,
    help="Language of the answer: Dutch or English.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88})
@click.version_option(__version__, "-V", "--version", message="tandem %(version)s")
def tandem() -> None:
    """Can this household live this plan?

    Tandem reads the plan that several professionals wrote for one household, and says whether it
    can be lived. If not: why, in the smallest terms, and what least change would make it fit.

    Answers are in Dutch; --lang en gives English.
    """


@tandem.command()
@click.argument("files", metavar="[FILE...]", type=PATH, nargs=-1)
@click.option("--all", "every_plan", is_flag=True, help="Check every plan in the database.")
@click.option("--again", is_flag=True, help="With --all: also what was answered before.")
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --all: so many at a time; as many as there are cores, unless given.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--html", type=PATH, metavar="FILE", help="Also write a report of one page.")
@lang_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="List at most this many clashes.",
)
@click.option(
    "--deadline",
    type=click.FloatRange(min=0, min_open=True),
    default=20.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop looking after this long, for each file.",
)
@click.option(
    "--variants/--no-variants",
    default=True,
    help="Also propose what Tandem thinks of itself, or only what owners named.",
)
@click.option("--every-week", is_flag=True, help="Show every kind of week, not the usual one only.")
@click.pass_obj
def check(  # noqa: PLR0913 - one for each option
    outcome: Outcome,
    *,
    files: tuple[Path, ...],
    every_plan: bool,
    again: bool,
    processes: int | None,
    as_json: bool,
    html: Path | None,
    lang: str,
    limit: int,
    deadline: float,
    every_week: bool,
    variants: bool,
) -> None:
    """Check whether a household can live its plan.

    Each FILE is a household file (YAML or JSON), or a folder of them. One file gives the whole
    answer; several give a summary, and with --json one line for each.

    With --all and no FILE every plan in the database is checked, and how many fit is told. What
    was interrupted goes on where it was.

    The exit status is 0 when the plan fits, 1 when it does not, 2 when a file cannot be read, and
    3 when time ran out. Of several files it is the worst, in the order 2, 3, 1, 0.
    """
    if every_plan == bool(files):
        message = "--all goes without files" if files else "name a household file, or --all"
        raise click.UsageError(message)
    if every_plan:
        from tandem.cli.check_all import run_check_all

        outcome.status = run_check_all(lang, processes, again=again, as_json=as_json)
        return
    from tandem.cli.check import Request, run_check

    request = Request(
        files=files,
        as_json=as_json,
        html=html,
        lang=lang,
        limit=limit,
        deadline=deadline,
        every_week=every_week,
        variants=variants,
    )
    run_check(request, outcome)


@tandem.command()
@click.argument("file", type=PATH)
@click.argument("agreements", metavar="AGREEMENT...", nargs=-1, required=True)
@lang_option
@click.pass_obj
def explain(outcome: Outcome, file: Path, agreements: tuple[str, ...], lang: str) -> None:
    """Say why some agreements do, or do not, go together.

    AGREEMENT is the identifier of an agreement in the household file.

    The exit status is 0 when they go together, 1 when they do not, and 2 when the file cannot be
    read or an agreement is not in it.
    """
    from tandem.cli.explain import run_explain

    outcome.status = run_explain(file, agreements, lang)


@tandem.command()
@click.argument("file", type=PATH)
@lang_option
@click.pass_obj
def show(outcome: Outcome, file: Path, lang: str) -> None:
    """Read a household file back: every agreement as a sentence.

    The exit status is 0 when the file can be read, and 2 when it cannot.
    """
    from tandem.cli.show import run_show

    outcome.status = run_show(file, lang)


@tandem.command()
@click.option("--until-empty", is_flag=True, help="Stop as soon as nothing waits.")
@click.pass_obj
def worker(outcome: Outcome, *, until_empty: bool) -> None:
    """Do what the site put off, until told to stop.

    It needs TANDEM_WORKER_DATABASE_URL and the settings of the site.
    """
    from tandem.cli.site import run_worker

    outcome.status = run_worker(until_empty=until_empty)


@tandem.group()
def audit() -> None:
    """Look after the log of who looked."""


@audit.command()
@click.option("--known", default="", metavar="SEAL", help="A seal that was kept elsewhere.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@lang_option
@click.pass_obj
def verify(outcome: Outcome, *, known: str, as_json: bool, lang: str) -> None:
    """Check that no row of the access log was changed, removed or added.

    Of each chain the first thing that is wrong is told. It needs TANDEM_WORKER_DATABASE_URL and
    the settings of the site.

    The exit status is 0 when the log is right, 1 when it is not, and 2 when it cannot be read.
    """
    from tandem.cli.audit import run_verify

    outcome.status = run_verify(lang, known, as_json=as_json)


@audit.command()
@lang_option
@click.pass_obj
def seal(outcome: Outcome, lang: str) -> None:
    """Seal the access log as it is now, and print the seal, to be kept elsewhere."""
    from tandem.cli.audit import run_seal

    outcome.status = run_seal(lang)


@tandem.command()
def schema() -> None:
    """Print the JSON Schema of the household file."""
    from tandem.cli.schema import run_schema

    run_schema()


def main() -> None:
    """Run the command line, and end the process with its status."""
    _start_fast()
    sys.exit(run())


def _start_fast() -> None:
    """Spare a short process what only a long one needs.

    That is looking for rubbish while modules are loaded, and for plug-ins of pydantic.
    """
    gc.set_threshold(RUBBISH_AFTER)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; no user input gives a traceback."""
    outcome = Outcome()
    _write_what_can_be_written()
    try:
        done = tandem.main(
            None if arguments is None else list(arguments),
            prog_name="tandem",
            standalone_mode=False,
            obj=outcome,
        )
    except click.ClickException as error:
        error.show()
        return Status.BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:  # click ends so when nobody reads the answer any more
        _close_quietly()
        return outcome.status
    except OSError as error:  # what is wrong with a household file has been told already
        _close_quietly()
        click.echo(f"tandem: {error.strerror or type(error).__name__}", err=True)
        return Status.BAD_INPUT
    return done if isinstance(done, int) else outcome.status


def _write_what_can_be_written() -> None:
    """Make streams that take every name, so that no name and no closed stream stops an answer."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - stays open
            setattr(sys, name, nowhere)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _close_quietly() -> None:
    """Send what is still to be written nowhere: it cannot be written, or nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
