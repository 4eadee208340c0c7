"""Every command is documented, and every command that a document names is there."""

import os
import re
import subprocess

import pytest

from tests.guards.house import ROOT, files

TARGET = re.compile(r"^([a-z][a-z-]*):(?!=)", re.MULTILINE)
DOCUMENTED = re.compile(r"^([a-z][a-z-]*):.*## \S", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
NAMED = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)


def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_is_documented() -> None:
    assert TARGET.findall(makefile())
    assert set(TARGET.findall(makefile())) == set(DOCUMENTED.findall(makefile()))


def test_no_target_is_taken_for_a_file() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", makefile(), re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(TARGET.findall(makefile()))


def test_help_lists_every_target() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory"],  # noqa: S607  # make is what the reader types
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.findall(r"^  make (\S+)", done.stdout, re.MULTILINE) == DOCUMENTED.findall(makefile())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_documents_name_only_commands_that_exist(document: str) -> None:
    code = CODE.findall((ROOT / document).read_text(encoding="utf-8"))
    named = {name for text in code for name in NAMED.findall(text)}
    assert named
    assert named <= set(TARGET.findall(makefile()))


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    command = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert command == "exec make test"
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_scripts_can_be_run() -> None:
    scripts = [path for path in files() if path.read_bytes().startswith(b"#!")]
    assert scripts
    assert [path for path in scripts if not os.access(path, os.X_OK)] == []
