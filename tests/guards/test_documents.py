"""The documents hold together: links lead somewhere, decisions are listed, versions agree."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

import tandem
from tests.guards.house import ROOT, files, texts

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
DECISIONS = ROOT / "docs" / "decisions"
DECISION = re.compile(r"\d{4}-[a-z0-9-]+\.md")
KINDS = ("tutorial", "how-to", "reference", "explanation")


def markdown() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


def anchors(document: Path) -> set[str]:
    """The places in a document that a link can lead to."""
    headings = HEADING.findall(CODE.sub("", document.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(document: Path) -> list[str]:
    """The links of a document that lead nowhere within the house."""
    text = CODE.sub("", document.read_text(encoding="utf-8"))
    wrong = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        place = (document.parent / name).resolve() if name else document
        if not place.exists() or (
            anchor and place.suffix == ".md" and anchor not in anchors(place)
        ):
            wrong.append(f"{document.relative_to(ROOT)}: {target}")
    return wrong


def decisions() -> list[Path]:
    return sorted(path for path in files() if path.parent == DECISIONS and path.name != "README.md")


def test_links_lead_somewhere() -> None:
    assert [link for document in markdown() for link in broken(document)] == []


def test_every_document_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = {(ROOT / "docs" / target).resolve() for target in LINK.findall(index)}
    documents = {path for path in markdown() if path.parent.name in KINDS}
    assert sorted(documents - listed) == []


def test_documents_stand_in_one_of_four_kinds() -> None:
    docs = ROOT / "docs"
    elsewhere = [path for path in markdown() if docs in path.parents and path.parent != docs]
    assert {path.relative_to(docs).parts[0] for path in elsewhere} <= {*KINDS, "decisions"}


def test_decisions_are_numbered_and_listed_in_order() -> None:
    names = [path.name for path in decisions()]
    assert names
    assert all(DECISION.fullmatch(name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert [target for target in LINK.findall(index) if DECISION.fullmatch(target)] == names


def test_a_decision_is_listed_under_its_own_title() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for path in decisions():
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"[{title}]({path.name})" in index


@pytest.mark.parametrize("part", ["## Context", "## Decision", "## Why"])
def test_decisions_have_their_parts_and_a_date(part: str) -> None:
    for path in decisions():
        text = path.read_text(encoding="utf-8")
        assert part in text, f"{path.name} lacks {part}"
        assert re.search(r"^Date: \d{4}-\d\d-\d\d$", text, re.MULTILINE), path.name


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert versions[0] == tandem.__version__


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.[A-Z]", licence, re.MULTILINE) == [str(n) for n in range(1, 16)]
    assert "Appendix" in licence


def test_nothing_is_left_to_be_done() -> None:
    """Work that is not done stands in an issue; the sources hold what is there."""
    marker = re.compile(r"\b(?:TO[D]O|FIX[M]E)\b")
    left = [path for path, text in texts().items() if marker.search(text)]
    assert left == []
