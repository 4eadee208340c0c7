"""The words of the command line itself: headings and heads of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings and heads of columns in one language."""

    clashes: str
    limits: str
    missing_support: str
    circles: str
    to_fill_in: str
    proposals: str
    synergies: str
    proposal: str
    """With `{number}`."""
    in_each: str
    changes: str
    changes_too: str
    a_week: str
    with_proposal: str
    """With `{number}`."""
    as_agreed: str
    load: str
    money: str
    no_times: str
    other_weeks: str
    how_to_see_weeks: str
    weighs: str
    """With `{parts}`: the agreements that weigh on a limit, with their owners."""
    a_busy_week: str
    week_columns: tuple[str, str, str, str, str]
    load_columns: tuple[str, str, str, str, str]
    free: str
    must_stay_free: str
    """Both with `{amount}`."""
    money_in: str
    money_out: str
    summary_columns: tuple[str, str, str, str, str]
    cannot_be_read: str
    incomplete: str
    """With `{count}`: at least so many."""
    whole_answer: str
    report_written: str
    report_not_written: str
    """With `{path}` and `{reason}`."""
    no_folder: str
    is_a_folder: str
    no_permission: str
    go_together: str
    """With `{titles}`."""
    goes_alone: str
    """With `{title}`."""
    not_in_check: str
    """With `{titles}`: agreements that are ended, on hold or withdrawn."""
    no_agreement: str
    """With `{name}` and `{file}`."""
    meant: str
    """With `{name}`."""
    known: str
    """With `{names}`."""
    no_agreements: str
    takes_no_part: str
    """With `{state}`."""
    states: Mapping[str, str]
    """The states in which an agreement takes no part in the check."""
    mandatory: str
    would_also_do: str
    """Both with `{text}`."""
    not_filled_in: str
    """With `{what}` and `{who}`."""
    checking_all: str
    all_columns: tuple[str, str]
    all_rows: tuple[str, str, str, str, str, str]
    """Plans that fit, that do not, not known, that could not be checked; worked out, changed."""
    new_rules: str
    """With `{count}`: verdicts that changed."""
    already_checking: str
    no_database: str
    """With `{reason}`."""


DUTCH = Headings(
    clashes="Wat er botst",
    limits="Wat te veel is",
    missing_support="Wat ontbreekt",
    circles="Wat op elkaar steunt",
    to_fill_in="Wat nog niet is ingevuld",
    proposals="Wat wel past",
    synergies="Wat samen kan",
    proposal="Voorstel {number}",
    in_each="Dit verandert in elk voorstel",
    changes="Dit verandert:",
    changes_too="Dit verandert ook:",
    a_week="Een week die past",
    with_proposal="Met voorstel {number}",
    as_agreed="Zoals het nu afgesproken is",
    load="Hoe druk het is",
    money="Geld",
    no_times="Er zijn geen tijden bekend.",
    other_weeks="Andere soorten weken:",
    how_to_see_weeks="Met --every-week staan ze er allemaal.",
    weighs="Het gaat om {parts}.",
    a_busy_week="Per week, in de drukste week:",
    week_columns=("Dag", "Tijd", "Wat", "Wie", "Waar en hoe ver"),
    load_columns=("Wie", "Contacten", "Afspraken", "Reizen", "Met"),
    free="{amount} vrij",
    must_stay_free="{amount} moet vrij blijven",
    money_in="erin",
    money_out="eruit",
    summary_columns=("Uitkomst", "Botst", "Ingevuld", "Voorstellen", "Bestand"),
    cannot_be_read="Niet gelezen: zie hierboven",
    incomplete="ten minste {count}",
    whole_answer="Het hele antwoord: tandem check BESTAND",
    report_written="Het verslag staat in {path}.",
    report_not_written="{path}: het verslag kan hier niet worden geschreven ({reason}).",
    no_folder="de map bestaat niet",
    is_a_folder="dit is een map",
    no_permission="dat mag u hier niet",
    go_together="{titles} gaan goed samen.",
    goes_alone="{title} kan op zichzelf.",
    not_in_check="Telt niet mee in de plancheck: {titles}.",
    no_agreement="{file}: er is geen afspraak met de naam {name}.",
    meant="Bedoelt u {name}?",
    known="Deze afspraken zijn er: {names}.",
    no_agreements="Er staan geen afspraken in dit bestand.",
    takes_no_part="Telt niet mee in de plancheck: {state}.",
    states={
        "on-hold": "staat stil",
        "withdrawn": "ingetrokken",
        "rejected": "niet begonnen",
        "failed": "geprobeerd",
        "ended": "afgerond",
    },
    mandatory="Verplicht: {text}.",
    would_also_do="Ook goed: {text}.",
    not_filled_in="Nog niet ingevuld: {what}. {who} kan dit invullen.",
    checking_all="Alle plannen",
    all_columns=("Alle plannen", "Aantal"),
    all_rows=(
        "Past",
        "Past nog niet",
        "Nog niet bekend",
        "Niet na te gaan",
        "Nieuw uitgerekend",
        "Anders dan de vorige keer",
    ),
    new_rules="De regels zijn nieuw. Bij {count} plannen is de uitkomst anders.",
    already_checking="Alle plannen worden op dit moment al nagekeken. Wacht tot dat klaar is.",
    no_database="Bij de plannen kunnen we nu niet: {reason}",
)

ENGLISH = Headings(
    clashes="What clashes",
    limits="What is too much",
    missing_support="What is lacking",
    circles="What leans on one another",
    to_fill_in="What is not filled in yet",
    proposals="What does fit",
    synergies="What could go together",
    proposal="Proposal {number}",
    in_each="This changes in each proposal",
    changes="This changes:",
    changes_too="This changes too:",
    a_week="A week that fits",
    with_proposal="With proposal {number}",
    as_agreed="As it is agreed now",
    load="How busy it is",
    money="Money",
    no_times="No times are known.",
    other_weeks="Other kinds of weeks:",
    how_to_see_weeks="With --every-week they are all shown.",
    weighs="It is about {parts}.",
    a_busy_week="A week, in the busiest week:",
    week_columns=("Day", "Time", "What", "Who", "Where and how far"),
    load_columns=("Who", "Contacts", "Agreements", "Travel", "With"),
    free="{amount} free",
    must_stay_free="{amount} must stay free",
    money_in="in",
    money_out="out",
    summary_columns=("Verdict", "Clashes", "Filled in", "Proposals", "File"),
    cannot_be_read="Not read: see above",
    incomplete="at least {count}",
    whole_answer="The whole answer: tandem check FILE",
    report_written="The report is in {path}.",
    report_not_written="{path}: the report cannot be written here ({reason}).",
    no_folder="the folder does not exist",
    is_a_folder="this is a folder",
    no_permission="you may not write here",
    go_together="{titles} go well together.",
    goes_alone="{title} is possible in itself.",
    not_in_check="Takes no part in the plan check: {titles}.",
    no_agreement="{file}: there is no agreement with the name {name}.",
    meant="Did you mean {name}?",
    known="These agreements are there: {names}.",
    no_agreements="There are no agreements in this file.",
    takes_no_part="Takes no part in the plan check: {state}.",
    states={
        "on-hold": "on hold",
        "withdrawn": "withdrawn",
        "rejected": "never started",
        "failed": "tried",
        "ended": "ended",
    },
    mandatory="Mandatory: {text}.",
    would_also_do="Would also do: {text}.",
    not_filled_in="Not filled in yet: {what}. {who} can fill this in.",
    checking_all="All plans",
    all_columns=("All plans", "Number"),
    all_rows=(
        "Fits",
        "Does not fit yet",
        "Not known yet",
        "Could not be checked",
        "Worked out anew",
        "Other than last time",
    ),
    new_rules="The rules are new. For {count} plans the verdict is another.",
    already_checking="All plans are being checked at this moment. Wait until that is done.",
    no_database="We cannot get at the plans now: {reason}",
)

HEADINGS = {"nl": DUTCH, "en": ENGLISH}
