"""The page of the documentation with the figures."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
START, END = "<!-- figures: start -->", "<!-- figures: end -->"


def rewrite(page: Path, text: str) -> None:
    """Put a text between the two markers of a page.

    Raises ValueError when the page does not have both markers, in this order.
    """
    before, start, rest = page.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{page} lacks {START} or {END}")
    page.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")
