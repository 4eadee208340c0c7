"""Lets functions that were imported long ago do what a mutant does.

Nothing has to be imported anew: each function gets other code, wherever it is known by name.
"""

from __future__ import annotations

import gc
import importlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.mutations.mutation import SOURCE, Mutant

IN_A_FUNCTION = 1
"""The flag of code whose names are its own (CO_OPTIMIZED): not that of a module or a class."""


class SwapError(Exception):
    """A mutant changes what is only read while its module is imported, or nothing at all."""


def functions_of(paths: Iterable[Path]) -> dict[Path, list[FunctionType]]:
    """Return all functions that there are of each of these modules, which are imported for it."""
    found: dict[int, list[FunctionType]] = {}
    modules = {path: vars(importlib.import_module(_name(path))) for path in paths}
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found.setdefault(id(one.__globals__), []).append(one)
    return {path: found.get(id(names), []) for path, names in modules.items()}


def become(mutant: Mutant, functions: Iterable[FunctionType]) -> None:
    """Let this process do what a mutant does, from now on; the functions are those of its module.

    Raises SwapError when that cannot be done by giving functions and constants another content.
    """
    old = _compiled(mutant.path, mutant.path.read_text(encoding="utf-8"))
    new = _compiled(mutant.path, mutant.source)
    others = {was: now for was, now in _functions(old, new) if was != now}
    changed = 0
    for function in functions:
        if function.__code__ in others:
            function.__code__ = others[function.__code__]
            changed += 1
    if _body(old) != _body(new):
        changed += _set_constants(importlib.import_module(_name(mutant.path)), new)
    if not changed:
        raise SwapError(f"{mutant.name}: no function or constant would do anything else")


def _name(path: Path) -> str:
    """Return the name by which a module is imported."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def _compiled(path: Path, source: str) -> CodeType:
    return compile(source, str(path), "exec", dont_inherit=True)


def _functions(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions and methods of a module, each with what it is in the other source."""
    counted: Counter[str] = Counter()
    named = {}
    for one in _within(new):
        named[one.co_qualname, counted[one.co_qualname]] = one
        counted[one.co_qualname] += 1
    counted.clear()
    for one in _within(old):
        found = named.get((one.co_qualname, counted[one.co_qualname]))
        counted[one.co_qualname] += 1
        if found is None:
            raise SwapError(f"{one.co_qualname} is not in the mutant")
        if one.co_flags & IN_A_FUNCTION:
            yield one, found
        elif _body(one) != _body(found):
            raise SwapError(f"the class {one.co_qualname} is another one")


def _within(code: CodeType) -> Iterator[CodeType]:
    """Yield what stands in a module: its functions, its classes, and the methods of these."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            if not one.co_flags & IN_A_FUNCTION:
                yield from _within(one)


def _body(code: CodeType) -> tuple[object, ...]:
    """Return what a module or class does by itself, without its functions."""
    plain = tuple(one for one in code.co_consts if not isinstance(one, CodeType))
    return code.co_code, plain, code.co_names


def _set_constants(module: ModuleType, new: CodeType) -> int:
    """Give a module the constants that it has in the other source; return how many differ."""
    fresh = {"__name__": module.__name__, "__file__": module.__file__}
    exec(new, fresh)  # noqa: S102
    differ = {
        name: value
        for name, value in fresh.items()
        if name.isupper() and value != vars(module)[name]
    }
    vars(module).update(differ)
    return len(differ)
