"""Every command and option is documented, and the tutorial shows what really happens."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tandem.cli import tandem as group
from tests.cli.examples import FIVE_PLANS, Runner

DOCS = Path(__file__).parents[2] / "docs"
COMMAND_LINE = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")
TUTORIAL = (DOCS / "tutorial" / "first-check.md").read_text(encoding="utf-8")
JSON = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*", re.IGNORECASE)


def section(command: str) -> str:
    """The chapter of the reference about one command."""
    found = re.search(
        rf"^## tandem {command}\n(.*?)(?=^## |\Z)", COMMAND_LINE, re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/reference/command-line.md has no chapter on tandem {command}"
    return found[1]


def options(command: click.Command) -> Iterator[str]:
    """Every way to write an option of a command."""
    context = click.Context(command, help_option_names=["-h", "--help"])
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from options(one)


@pytest.mark.parametrize("name", group.commands)
def test_every_option_of_every_command_is_documented(name: str) -> None:
    documented = set(OPTION.findall(section(name)))
    assert set(options(group.commands[name])) <= documented


@pytest.mark.parametrize("name", group.commands)
def test_every_documented_option_is_there(name: str) -> None:
    in_table = re.findall(r"^\| (`.*?) \|", section(name), re.MULTILINE)
    documented = {option for row in in_table for option in OPTION.findall(row)}
    assert documented <= set(options(group.commands[name]))


def test_every_documented_command_is_there() -> None:
    assert re.findall(r"^## tandem (\S+)$", COMMAND_LINE, re.MULTILINE) == [
        "check",
        "explain",
        "show",
        "schema",
        "worker",
        "audit",
    ]
    assert set(re.findall(r"^## tandem (\S+)$", COMMAND_LINE, re.MULTILINE)) == set(group.commands)
    assert all(f"`{option}`" in COMMAND_LINE for option in ("-V", "-h", "--help"))
    assert "`tandem --version`" in COMMAND_LINE


def test_help_names_every_command_and_fits_80_columns(tandem: Runner) -> None:
    done = tandem("--help")
    assert done.status == 0
    for name, command in group.commands.items():
        assert re.search(rf"^  {name} +\S", done.out, re.MULTILINE)
        shown = tandem(name, "-h")
        assert shown.status == 0
        assert command.help
        assert [line for line in shown.lines if len(line) > 80] == []


def test_nothing_typed_shows_the_help(tandem: Runner) -> None:
    done = tandem()
    assert done.status == 2
    assert "Commands:" in done.err


def test_the_version(tandem: Runner) -> None:
    assert re.fullmatch(r"tandem \d+\.\d+\.\d+\n", tandem("--version").out)


@pytest.mark.parametrize(
    "arguments", [("check",), ("nothing",), ("check", "--lang", "fr", "x"), ("explain", "x")]
)
def test_a_wrong_command_line_is_bad_input(tandem: Runner, arguments: tuple[str, ...]) -> None:
    done = tandem(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: tandem" in done.err


# --- JSON -----------------------------------------------------------------------------------


def test_every_field_of_the_json_answer_is_documented(tandem: Runner) -> None:
    answer = json.loads(tandem.once("check", FIVE_PLANS, "--json").out)
    for fields in (answer, answer["clashes"][0], answer["proposals"][0]):
        assert [field for field in fields if f"`{field}`" not in JSON] == []


# --- the tutorial ---------------------------------------------------------------------------


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)


def test_the_tutorial_shows_what_happens(
    tandem: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files, commands, shown = blocks("yaml"), blocks("sh"), blocks("text")
    assert (len(files), len(commands), len(shown)) == (2, 4, 6)
    household = Path("bakker.yaml")
    household.write_text(files[0], encoding="utf-8")
    printed = [tandem(*commands[0].split()[1:])]
    household.write_text("".join(files), encoding="utf-8")
    printed += [tandem(*command.split()[1:]) for command in commands[1:]]
    assert [done.status for done in printed] == [1, 1, 1, 1]
    for number, text in zip((0, 0, 0, 1, 1, 3), shown, strict=True):
        assert text in printed[number].out
    assert Path("bakker.html").exists()
