"""The page of the documentation with the figures."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
START, END = "<!-- figures: start -->", "<!-- figures: end -->"


def rewrite(page: Path, text: str, start_mark: str = START, end_mark: str = END) -> None:
    """Put a text between two markers of a page.

    Raises ValueError when the page does not have both markers, in this order.
    """
    before, start, rest = page.read_text(encoding="utf-8").partition(start_mark)
    _, end, after = rest.partition(end_mark)
    if not start or not end:
        raise ValueError(f"{page} lacks {start_mark} or {end_mark}")
    page.write_text(f"{before}{start_mark}\n\n{text}\n\n{end_mark}{after}", encoding="utf-8")
