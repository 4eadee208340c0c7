"""Reading a rule base: strict, with file and line, and refused when nobody could live by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem.formats.problems import RuleBaseFileError
from tandem.formats.rulebase import FOLDER, load, load_folder


@pytest.fixture(name="folder")
def a_copy_of_the_rule_base(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Change one place in a file; return its line."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(folder: Path) -> RuleBaseFileError:
    with pytest.raises(RuleBaseFileError) as caught:
        load_folder(folder)
    return caught.value


def test_it_comes_with_tandem_and_is_read_once() -> None:
    assert load() is load()
    assert load() == load_folder(FOLDER)


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("kinds.yaml", "id: therapy\n", "id: therapy\n    wat: 1\n", "unknown-key"),
        ("kinds.yaml", "id: treatment\n", "id: therapy\n", "id-twice"),
        ("kinds.yaml", "words: [behandeling,", "words: [therapie,", "word-twice"),
        ("kinds.yaml", "makes: [works]", "makes: [workz]", "no-rule-near"),
        ("kinds.yaml", "makes: [works]", "makes: [xyzzy]", "no-rule"),
        ("kinds.yaml", "minutes: 480", "minutes: 0", "number-low"),
        ("kinds.yaml", "where: remote", "where: ergens", "choice"),
        ("costs.yaml", "  move: 1", "  move: nul", "type-number"),
        ("costs.yaml", "  end: 20", "  end: 1", "costs-order"),
        ("statuses.yaml", "id: school-and-32-hours", "id: works-32-is-work", "id-twice"),
        ("statuses.yaml", "excludes: works-under-32-hours", "excludes: xyzzy", "no-rule"),
        ("statuses.yaml", "valid_from: 2022-01-01", "valid_to: 2022-31-01", "date-none"),
        ("statuses.yaml", "valid_from: 2022-01-01",
         "valid_from: 2022-01-01\n    valid_to: 2021-01-01", "until-before-from"),
        ("statuses.yaml", "excludes: works-under-32-hours", "source: nog een", "duplicate-key"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(
    folder: Path, name: str, old: str, new: str, code: str
) -> None:
    line = spoil(folder, name, old, new)
    error = refusal(folder)
    found = [problem for problem in error.problems if problem.code == code]
    assert found
    assert found[0].file == str(folder / name)
    assert abs(found[0].line - line) <= 9
    assert name in str(error)


def test_a_rule_says_exactly_one_thing(folder: Path) -> None:
    spoil(folder, "statuses.yaml", "    excludes: works-under-32-hours\n", "")
    assert [problem.code for problem in refusal(folder).problems] == ["one-of"]


def test_rules_by_which_nobody_could_live_are_refused(folder: Path) -> None:
    path = folder / "statuses.yaml"
    impossible = """
  - id: no-work-at-all
    status: works-32-hours
    excludes: works
    source: Een vergissing
    certainty: S
    checked_on: 2026-11-21
"""
    path.write_text(path.read_text(encoding="utf-8") + impossible, encoding="utf-8")
    (only,) = refusal(folder).problems
    assert only.code == "unsatisfiable"
    assert "no-work-at-all" in only.what()
    assert "works-32-hours" in only.what("en")
    assert only.line == path.read_text(encoding="utf-8").count("\n") - 5


def test_a_rule_base_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in refusal(tmp_path).problems] == ["no-file"]


def test_hostile_rules_are_refused(folder: Path) -> None:
    (folder / "costs.yaml").write_text("a: &a [*a]\n", encoding="utf-8")
    assert [problem.code for problem in refusal(folder).problems] == ["anchor"]
