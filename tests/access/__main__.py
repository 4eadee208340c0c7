"""`python -m tests.access`: prints the permission matrix as it is found, to be reviewed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Run the matrix and print the table; nothing is written in the project."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "matrix.txt"
        matrix = Path(__file__).with_name("test_matrix.py")
        alone = ["-p", "no:randomly", "-p", "no:xdist", "-k", "everybody_gets"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", str(matrix), *alone],
            env={**os.environ, "TANDEM_MATRIX": str(draft)},
            check=False,
            capture_output=True,
            text=True,
        )
        if not draft.exists():
            print(done.stdout, done.stderr, file=sys.stderr)  # noqa: T201 - what this is for
            return 1
        print(draft.read_text(encoding="utf-8"), end="")  # noqa: T201 - what this is for
    return 0


if __name__ == "__main__":
    sys.exit(main())
