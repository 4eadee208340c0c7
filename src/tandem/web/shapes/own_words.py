"""A member's own question, and how much he or she can carry."""

from __future__ import annotations

from dataclasses import dataclass

from tandem.web.shapes.forms import FormState


@dataclass(frozen=True, slots=True)
class OwnWordsPage:
    """*Eigen woorden*. Fields: `question`, `contacts`; `was_question`, `was_contacts` as opened."""

    form: FormState
    name: str
    """Whose words they are."""
    is_own: bool
    """Whether the viewer writes about herself: then she is addressed."""
    familiar: bool
    back: str
    changed_by_other: str = ""
