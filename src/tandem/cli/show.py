"""`tandem show`: a household file read back, every agreement as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tandem.cli.files import Bad, read, tell
from tandem.cli.headings import HEADINGS
from tandem.cli.layout import paper
from tandem.cli.status import Status
from tandem.core.model import Agreement, Household


def run_show(file: Path, lang: str) -> Status:
    """Print each agreement of a household file as a sentence."""
    from tandem.formats.read_back import read_back
    from tandem.formats.rulebase import load

    found = read(file, load(), lang)
    if isinstance(found, Bad):
        tell(found)
        return Status.BAD_INPUT
    household, sheet = found.household, paper()
    lines = [sheet.bold(household.name), ""]
    for agreement in household.agreements:
        lines += sheet.paragraph(read_back(agreement, household, lang), "- ")
        for remark in _remarks(agreement, household, lang):
            lines += sheet.paragraph(remark, "  ")
    if not household.agreements:
        lines.append(HEADINGS[lang].no_agreements)
    click.echo("\n".join(lines))
    return Status.FITS


def _remarks(agreement: Agreement, household: Household, lang: str) -> Iterator[str]:
    """Yield what the check knows of an agreement beside what it asks."""
    words = HEADINGS[lang]
    if not agreement.enters_check:
        yield words.takes_no_part.format(state=words.states[agreement.state])
    if agreement.mandatory is not None:
        yield words.mandatory.format(text=agreement.mandatory.text.rstrip("."))
    for alternative in agreement.alternatives:
        yield words.would_also_do.format(text=alternative.text.rstrip("."))
    for unknown in agreement.unknown:
        who = household.person_name(unknown.who or agreement.owner)
        yield words.not_filled_in.format(what=unknown.what.rstrip("."), who=who)
