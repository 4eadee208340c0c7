"""What the tests know of the household before there is a database."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "tandem-een-gezin-een-plan"  # noqa: S105 - of people who do not exist


@dataclass(frozen=True, slots=True)
class DeVries:
    """Where the household is."""

    code: str

    def at(self, page: str) -> str:
        """Return the address of one of its pages."""
        return f"/huishoudens/{self.code}/{page}"
