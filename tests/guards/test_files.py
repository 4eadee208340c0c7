"""Committed files are laid out alike, and the sources keep to the measure."""

import ast
from pathlib import Path

from tests.guards.house import ROOT, files, texts

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
DEEPEST = 4
VERBATIM = {"LICENSE", "OFL.txt"}
NESTING = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match)


def sources() -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and ROOT / "src" in path.parents]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring."""
    documented = ast.get_docstring(function) is not None
    first = function.body[0]
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def depth(node: ast.AST) -> int:
    """How deep blocks stand in one another; "elif" stands no deeper than its "if"."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and child in node.orelse
        deepest = max(deepest, depth(child) + (isinstance(child, NESTING) and not chained))
    return deepest


def functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_modules_are_not_too_long() -> None:
    """A migration is written by Django, and as long as what it makes."""
    written = [path for path in sources() if path.parent.name != "migrations"]
    lengths = {str(path.relative_to(ROOT)): path.read_bytes().count(b"\n") for path in written}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_functions_are_not_too_long() -> None:
    lengths = {name: length(function) for name, function in functions()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_blocks_do_not_stand_too_deep() -> None:
    depths = {name: depth(function) for name, function in functions()}
    assert {name: deep for name, deep in depths.items() if deep > DEEPEST} == {}


def is_untidy(text: str) -> bool:
    ends_well = text.endswith("\n") and not text.endswith("\n\n")
    return bool(text) and (not ends_well or " \n" in text or "\r" in text)


def test_text_ends_with_one_newline_and_lines_without_spaces() -> None:
    untidy = {path for path, text in texts().items() if is_untidy(text)}
    assert sorted(path for path in untidy if Path(path).name not in VERBATIM) == []


def test_nothing_large_is_committed() -> None:
    sizes = {str(path.relative_to(ROOT)): path.stat().st_size for path in files()}
    assert {path: size for path, size in sizes.items() if size > 1_000_000} == {}
