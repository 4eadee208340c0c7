"""The house as a whole: where it stands, and which files are committed."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

NEVER_COMMITTED = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    ".venv-bench",
    ".venv-tools",
    "__pycache__",
    "build",
    "dist",
    "node_modules",
}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is committed or about to be, without the ignored ones."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [
            path
            for path in ROOT.rglob("*")
            if not NEVER_COMMITTED.intersection(path.relative_to(ROOT).parts)
        ]
    return tuple(sorted({path for path in found if path.is_file()}))


@cache
def texts() -> dict[str, str]:
    """The text of every committed file that is text, by its path from the root."""
    read: dict[str, str] = {}
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            read[str(path.relative_to(ROOT))] = content.decode("utf-8")
    return read


@cache
def pyproject() -> dict[str, Any]:
    """The project's settings."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
