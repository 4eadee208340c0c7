"""`tandem explain`: why some agreements do, or do not, go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tandem.cli.files import Bad, read, tell
from tandem.cli.headings import HEADINGS
from tandem.cli.layout import Paper, paper
from tandem.cli.owners import with_owners
from tandem.cli.status import Status
from tandem.core.check.answer import Clash
from tandem.core.model import Household
from tandem.core.rules import RuleBase


def run_explain(file: Path, agreements: Sequence[str], lang: str) -> Status:
    """Print why these agreements of a household do, or do not, go together."""
    from tandem.core.check import together
    from tandem.formats.rulebase import load

    rules = load()
    found = read(file, rules, lang)
    if isinstance(found, Bad):
        tell(found)
        return Status.BAD_INPUT
    household = found.household
    wanted = list(dict.fromkeys(agreements))
    unknown = [name for name in wanted if name not in {a.id for a in household.agreements}]
    for name in unknown:
        click.echo(_unknown(name, household, file, lang), err=True)
    if unknown:
        return Status.BAD_INPUT
    counted = [a.id for a in household.plan() if a.id in wanted]
    clashes = (*together(household, rules, counted), *_too_many_contacts(household, rules, counted))
    click.echo("\n".join(_lines(wanted, counted, clashes, (household, rules, lang), paper())))
    return Status.CLASHES if clashes else Status.FITS


def _too_many_contacts(
    household: Household, rules: RuleBase, agreements: Sequence[str]
) -> Iterator[Clash]:
    """Yield the members to whom these agreements alone bring more contacts than they can carry."""
    from tandem.core.check.items import Calendar, make_items
    from tandem.core.check.limits import contact_limit, contacts_by_week

    items = [item for item in make_items(household) if item.id in agreements]
    calendar = Calendar(household, rules.holidays)
    contacts = contacts_by_week(items, household, calendar)
    for member in household.members:
        limit = contact_limit(items, member, calendar, contacts[member.id])
        if limit is not None:
            yield limit


def _unknown(name: str, household: Household, file: Path, lang: str) -> str:
    """Return that there is no such agreement, and which was probably meant."""
    from tandem.formats.nearest import nearest, some

    words = HEADINGS[lang]
    known = [agreement.id for agreement in household.agreements]
    meant = nearest(name, known) or _by_title(name, household)
    hint = words.meant.format(name=meant) if meant else words.known.format(names=some(known))
    return f"{words.no_agreement.format(name=name, file=file)} {hint}"


def _by_title(name: str, household: Household) -> str | None:
    titles = {a.title.casefold(): a.id for a in household.agreements}
    return titles.get(name.casefold())


def _lines(
    wanted: Sequence[str],
    counted: Sequence[str],
    clashes: Sequence[Clash],
    about: tuple[Household, RuleBase, str],
    paper: Paper,
) -> list[str]:
    from tandem.core.explain import Names, clash_title, explain_clash, explain_way_out

    names, words = Names(*about), HEADINGS[about[2]]
    listing = names.say.words.listing
    lines: list[str] = []
    left_out = [name for name in wanted if name not in counted]
    if left_out:
        told = words.not_in_check.format(titles=listing(names.titles(left_out)))
        lines += paper.paragraph(told)
    if not clashes and counted:
        together = words.go_together if len(counted) > 1 else words.goes_alone
        title = listing(names.titles(counted))
        lines += paper.paragraph(together.format(titles=title, title=title))
    for clash in clashes:
        lines += [""] if lines else []
        lines += [paper.bold(line) for line in paper.paragraph(clash_title(clash, *about))]
        why = [explain_clash(clash, *about), explain_way_out(clash, *about)]
        if clash.is_limit:
            why.insert(1, words.weighs.format(parts=with_owners(clash, names)))
        for text in why:
            lines += paper.paragraph(text) if text else []
    return lines
