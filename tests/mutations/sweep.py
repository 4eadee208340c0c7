"""Simple mutations of a whole file: each comparison, sign, number and condition made another."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from tests.mutations.mutation import Mutant

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}

Change = Callable[[ast.AST], None]


def sweep(path: Path, every: int = 1) -> Iterator[Mutant]:
    """Yield every simple mutant of a file, or one in so many."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    places = [(at, change) for at, node in enumerate(ast.walk(tree)) for change in _changes(node)]
    for place, change in places[::every]:
        other = copy.deepcopy(tree)
        node, changed = (next(islice(ast.walk(one), place, None)) for one in (tree, other))
        change(changed)
        line = getattr(node, "lineno", 0)
        name = f"{path.name}:{line}: {ast.unparse(node)} → {ast.unparse(changed)}"
        yield Mutant(path, ast.unparse(other), name.replace("\n", " "))


def count(path: Path) -> int:
    """Return how many simple mutants a file has."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sum(1 for node in ast.walk(tree) for _ in _changes(node))


def _changes(node: ast.AST) -> Iterator[Change]:
    """Yield the ways to make one place of the source another."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARISONS:
            yield _compares
        case ast.Compare(ops=[_, _, *_]):
            yield _compares_first
            yield _compares_last
        case ast.BoolOp():
            yield _joins
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            yield _drops
        case ast.BinOp(op=operator) if type(operator) in OPERATORS and not _is_type(node):
            yield _reckons
        case ast.AugAssign(op=operator) if type(operator) in OPERATORS:
            yield _reckons
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            yield _one_more
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            yield _calls
        case _:
            return


def _is_type(node: ast.AST) -> bool:
    """Whether this is a type like `str | None`, which nothing reads while running."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    nothing = any(isinstance(n, ast.Constant) and n.value is None for n in ast.walk(node))
    return nothing or all(name[0].isupper() or name in {"str", "int"} for name in names)


def _compares(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops[-1] = COMPARISONS[type(node.ops[-1])]()


def _compares_first(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops[0] = COMPARISONS[type(node.ops[0])]()


_compares_last = _compares


def _joins(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _drops(node: ast.AST) -> None:
    """Let a `not` or `~` do nothing: twice is as if it were not there."""
    assert isinstance(node, ast.UnaryOp)
    node.operand = ast.UnaryOp(node.op, node.operand)


def _reckons(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp | ast.AugAssign)
    node.op = OPERATORS[type(node.op)]()


def _one_more(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    node.value += 1


def _calls(node: ast.AST) -> None:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func.id = CALLS[node.func.id]
