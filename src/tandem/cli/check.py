"""`tandem check`: one file gives the whole answer, several give a summary."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from tandem.cli.files import Bad, Good, find, read, tell
from tandem.cli.headings import HEADINGS
from tandem.cli.layout import paper
from tandem.cli.status import OF_VERDICT, Outcome, Status, worst
from tandem.core.check.answer import Answer
from tandem.core.rules import RuleBase


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    files: tuple[Path, ...]
    as_json: bool
    html: Path | None
    lang: str
    limit: int
    deadline: float
    every_week: bool
    variants: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was read, with its answer."""

    good: Good
    answer: Answer

    @property
    def status(self) -> Status:
        """The exit status of this file."""
        return OF_VERDICT[self.answer.verdict]


def run_check(request: Request, outcome: Outcome) -> None:
    """Check every file and print what was found; keeps the exit status in `outcome`."""
    from tandem.formats.rulebase import load

    found = find(request.files, request.lang)
    is_one = len(request.files) == 1 and not request.files[0].is_dir()
    if request.html is not None and not is_one:
        message = "--html goes with one household file, not with several or a folder"
        raise click.UsageError(message)
    rules = load()
    if is_one:
        _check_one(_checked(found[0], request, rules), request, rules, outcome)
    elif request.as_json:
        _print_json_lines(found, request, rules, outcome)
    else:
        _print_summary(found, request, rules, outcome)


def _checked(found: Path | Bad, request: Request, rules: RuleBase) -> Checked | Bad:
    from tandem.core.check import check

    read_file = found if isinstance(found, Bad) else read(found, rules, request.lang)
    if isinstance(read_file, Bad):
        return read_file
    end = time.monotonic() + request.deadline
    answer = check(
        read_file.household,
        rules,
        limit=request.limit,
        variants=request.variants,
        deadline=lambda: time.monotonic() > end,
    )
    return Checked(read_file, answer)


# --- one file -------------------------------------------------------------------------------


def _check_one(one: Checked | Bad, request: Request, rules: RuleBase, outcome: Outcome) -> None:
    outcome.status = one.status if isinstance(one, Checked) else Status.BAD_INPUT
    if isinstance(one, Bad):
        tell(one)
        if request.as_json:
            click.echo(_json(one, request, rules, indent=2))
        return
    if request.html is not None and not _write_report(one, request.html, request.lang, rules):
        outcome.status = Status.BAD_INPUT
    if request.as_json:
        click.echo(_json(one, request, rules, indent=2))
        return
    from tandem.cli.answer_text import AnswerText

    text = AnswerText(
        one.good.household, rules, request.lang, paper(), every_week=request.every_week
    )
    click.echo("\n".join(text.lines(one.answer)))


def _write_report(one: Checked, path: Path, lang: str, rules: RuleBase) -> bool:
    """Write the report; says where it is, or why it cannot be written."""
    from tandem.documents.report import render_report

    words = HEADINGS[lang]
    reasons = {
        FileNotFoundError: words.no_folder,
        IsADirectoryError: words.is_a_folder,
        PermissionError: words.no_permission,
    }
    report = render_report(one.answer, one.good.household, rules, lang)
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        reason = reasons.get(type(error), error.strerror or type(error).__name__)
        click.echo(words.report_not_written.format(path=path, reason=reason), err=True)
        return False
    click.echo(words.report_written.format(path=path), err=True)
    return True


def _json(one: Checked | Bad, request: Request, rules: RuleBase, indent: int | None = None) -> str:
    import json

    from tandem.cli.answer_json import answer_as_json, problems_as_json

    if isinstance(one, Bad):
        data = problems_as_json(one, request.lang)
    else:
        good = one.good
        data = answer_as_json(one.answer, good.household, rules, request.lang, good.path)
    return json.dumps(data, ensure_ascii=False, indent=indent)


# --- several files --------------------------------------------------------------------------


def _each(
    found: Sequence[Path | Bad], request: Request, rules: RuleBase, outcome: Outcome
) -> Iterator[Checked | Bad]:
    """Check file after file, with a bar on the terminal, keeping the worst status so far."""
    with _progress(found) as files:
        for file in files:
            one = _checked(file, request, rules)
            status = one.status if isinstance(one, Checked) else Status.BAD_INPUT
            outcome.status = worst((outcome.status, status))
            yield one


@contextmanager
def _progress(found: Sequence[Path | Bad]) -> Iterator[Iterable[Path | Bad]]:
    if not sys.stderr.isatty():
        yield found
        return
    with click.progressbar(found, file=sys.stderr, show_pos=True) as bar:
        yield bar


def _print_json_lines(
    found: Sequence[Path | Bad], request: Request, rules: RuleBase, outcome: Outcome
) -> None:
    bad: list[Bad] = []
    for one in _each(found, request, rules, outcome):
        click.echo(_json(one, request, rules))
        if isinstance(one, Bad):
            bad.append(one)
    for each in bad:
        tell(each)


def _print_summary(
    found: Sequence[Path | Bad], request: Request, rules: RuleBase, outcome: Outcome
) -> None:
    done = list(_each(found, request, rules, outcome))
    for one in done:
        if isinstance(one, Bad):
            tell(one)
    words = HEADINGS[request.lang]
    shown = [one for one in done if isinstance(one, Checked) or one.is_file]
    if shown:
        rows = [_summary_row(one, request.lang, rules) for one in shown]
        click.echo("\n".join(paper().table(words.summary_columns, rows, last_is_free=True)))
    if any(isinstance(one, Checked) for one in shown):
        click.echo(f"\n{words.whole_answer}")


def _summary_row(one: Checked | Bad, lang: str, rules: RuleBase) -> tuple[str, ...]:
    from tandem.core.explain import explain_verdict

    words = HEADINGS[lang]
    if isinstance(one, Bad):
        return words.cannot_be_read, "", "", "", str(one.path)
    answer = one.answer
    clashes = str(len(answer.clashes) + len(answer.limits))
    return (
        explain_verdict(answer, one.good.household, rules, lang).headline,
        clashes if answer.complete else words.incomplete.format(count=clashes),
        f"{answer.coverage.filled}/{answer.coverage.total}",
        str(len(answer.proposals)),
        str(one.good.path),
    )
