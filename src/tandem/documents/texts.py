"""The report's own words, in Dutch and English; what the check says comes from `core.explain`."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """The same words in both languages."""

    nl: str
    en: str


TEXTS: dict[str, Text] = {
    # --- the frame of the page --------------------------------------------------------------
    "page-title": Text("Past het? {household}", "Does it fit? {household}"),
    "to-content": Text("Naar de inhoud", "To the content"),
    "plan-check": Text("Plancheck", "Plan check"),
    "household-named": Text("Huishouden {name}", "Household {name}"),
    "household-words": Text("huishouden gezin familie", "household family"),
    "strip": Text("Huishouden en regievoerder", "Household and lead"),
    "lead": Text("regievoerder", "lead"),
    "no-lead": Text("Nog geen regievoerder", "No lead yet"),
    "no-lead-ask": Text(
        "Vraag aan de gemeente wie de regie krijgt.", "Ask the municipality who will lead."
    ),
    "no-lead-person": Text(
        "Bel {name} en vraag wie de regie krijgt.", "Call {name} and ask who will lead."
    ),
    "no-telephone": Text("telefoonnummer niet bekend", "telephone number not known"),
    "call": Text("Bel {name}:", "Call {name}:"),
    "on-this-page": Text("Op deze pagina", "On this page"),
    "readers-title": Text("Dit lezen", "Who reads this"),
    "readers": Text(
        "Het gezin, en de mensen die het gezin helpen. Geef deze pagina niet door aan anderen "
        "zonder het gezin te vragen.",
        "The family, and the people who help the family. Do not pass this page on to others "
        "without asking the family.",
    ),
    "how-title": Text("Hoe dit antwoord tot stand kwam", "How this answer came about"),
    "how": Text(
        "De plancheck rekent na of alle afspraken samen kunnen. Een botsing is altijd echt. "
        "Wat niet is ingevuld, telt niet mee. Mensen beslissen: een voorstel geldt pas als "
        "iedereen die genoemd is ja zegt.",
        "The plan check works out whether all agreements can be kept together. A clash is always "
        "real. What is not filled in does not count. People decide: a proposal counts only when "
        "everybody named says yes.",
    ),
    # --- the verdict ------------------------------------------------------------------------
    "missing-one-more": Text("Nog 1 die ontbreekt", "1 more that is missing"),
    "missing-more": Text("Nog {count} die ontbreken", "{count} more that are missing"),
    "nav-clashes": Text("Wat er botst", "What clashes"),
    "nav-proposals": Text("Wat wel past", "What fits"),
    "nav-week": Text("De week in beeld", "The week"),
    "nav-money": Text("Geld", "Money"),
    "nav-load": Text("Hoe druk het is", "How busy it is"),
    "nav-plan": Text("Het plan", "The plan"),
    "and": Text("en", "and"),
    # --- clashes ----------------------------------------------------------------------------
    "stuck-title": Text(
        "Dit kan dit plan zelf niet oplossen", "This plan cannot solve this by itself"
    ),
    "alone-title": Text("Afspraken die op zichzelf niet kunnen", "Agreements impossible alone"),
    "threes-title": Text(
        "Drie afspraken die alleen samen botsen", "Three agreements that clash only together"
    ),
    "larger-title": Text(
        "Vier of meer afspraken die alleen samen botsen",
        "Four or more agreements that clash only together",
    ),
    "pairs-title": Text("Twee afspraken die botsen", "Two agreements that clash"),
    "times-count": Text("{count} keer", "{count} times"),
    "time-count": Text("1 keer", "once"),
    "goes-well": Text("{first} en {second}: gaat goed", "{first} and {second}: goes well"),
    "all-three": Text("Alle drie: botst.", "All three: clash."),
    "same-way": Text(
        "botsen op dezelfde manier: elke twee gaan goed, alle drie niet.",
        "clash in the same way: each two go well, all three do not.",
    ),
    "group-first": Text("{title} botst met {others}", "{title} clashes with {others}"),
    "group-next": Text("{title} botst ook met {others}", "{title} also clashes with {others}"),
    "others-one": Text("één andere", "one other"),
    "others-many": Text("{count} andere", "{count} others"),
    "rest-one": Text("En nog één", "And one more"),
    "rest-many": Text("En nog {count}", "And {count} more"),
    "rest-fold": Text("Nog {count} botsingen", "{count} more clashes"),
    "venn-title": Text("{first}, {second} en {third}", "{first}, {second} and {third}"),
    "venn-desc": Text(
        "Drie kringen. Alleen waar alle drie elkaar raken staat een botsing.",
        "Three circles. Only where all three meet there is a clash.",
    ),
    "is-there": Text("is thuis", "is at home"),
    "gap-with": Text("{times}: niemand bij {child}", "{times}: nobody with {child}"),
    "gap": Text("{times}: niemand thuis", "{times}: nobody home"),
    "home-needs": Text("{child} is thuis {times}.", "{child} is at home {times}."),
    "away-until": Text("{name} is terug om {time}.", "{name} is back at {time}."),
    "limits-title": Text("Een grens die voorbij is", "A limit that is passed"),
    "limits-title-many": Text("Grenzen die voorbij zijn", "Limits that are passed"),
    "contacts": Text("contacten", "contacts"),
    "short": Text("te weinig", "too little"),
    "support-title": Text("Dit staat nergens in het plan", "This is nowhere in the plan"),
    "circles-title": Text("Deze hebben elkaar nodig", "These need one another"),
    # --- proposals --------------------------------------------------------------------------
    "first-rest-title": Text("Zo past de rest wel", "This makes the rest fit"),
    "first-title": Text("Zo past het wel", "This does fit"),
    "changes-more": Text("En nog {count} veranderingen.", "And {count} more changes."),
    "first-more": Text("Bekijk alle voorstellen", "See all proposals"),
    "first-more-one": Text("Bekijk het hele voorstel", "See the whole proposal"),
    "synergies-title": Text("Wat samen kan", "What could go together"),
    "synergies-intro": Text(
        "Dit past ook. Het hoeft niet: vraag het aan wie het doet.",
        "This fits too. It need not be: ask those who do it.",
    ),
    "proposals-title": Text("Wat wel past", "What does fit"),
    "proposals-intro": Text(
        "Het eerste voorstel verandert het minst, in de volgorde van het gezin. Dit zijn "
        "voorstellen. Iedereen die genoemd is, zegt zelf ja of nee.",
        "The first proposal changes least, in the family's own order. These are proposals. "
        "Everybody who is named says yes or no.",
    ),
    "proposal-intro": Text(
        "Dit verandert het minst, in de volgorde van het gezin. Het is een voorstel. Iedereen die "
        "genoemd is, zegt zelf ja of nee.",
        "This changes least, in the family's own order. It is a proposal. Everybody who is named "
        "says yes or no.",
    ),
    "shared": Text("Dit verandert in elk voorstel", "This changes in every proposal"),
    "proposal": Text("Voorstel {number}", "Proposal {number}"),
    "stays": Text("Dit blijft", "This stays"),
    "changes": Text("Dit verandert", "This changes"),
    "changes-too": Text("Dit verandert ook", "This changes as well"),
    "no-more-changes": Text("Verder niets", "Nothing else"),
    "yes-from": Text("Wie moet ja zeggen", "Who must say yes"),
    "nobody": Text("Niemand", "Nobody"),
    "week-of": Text("De week van {name}", "{name}: the week"),
    "hours-a-week": Text("Afspraken per week", "Agreements a week"),
    "travel-a-week": Text("Reizen per week", "Travel a week"),
    "contacts-a-week": Text("Contacten per week", "Contacts a week"),
    "free-a-month": Text("Vrij geld per maand", "Free money a month"),
    "at-least": Text("minstens {amount}", "at least {amount}"),
    "now": Text("(nu {value})", "(now {value})"),
    "title-other": Text("{title} anders", "{title} in another way"),
    "title-later": Text("{title} later", "{title} at a later date"),
    "title-without": Text("zonder {title}", "without {title}"),
    "title-and-one": Text("{titles}, en nog één verandering", "{titles}, and one more change"),
    "title-and-more": Text(
        "{titles}, en nog {count} veranderingen", "{titles}, and {count} more changes"
    ),
    "nothing-changes": Text("Er verandert niets", "Nothing changes"),
    # --- the week ---------------------------------------------------------------------------
    "week-title": Text("De week in beeld", "The week in a picture"),
    "week-now": Text("Zoals het nu is afgesproken", "As it is agreed now"),
    "week-now-heaviest": Text("De zwaarste week: {when}.", "The heaviest week: {when}."),
    "week-fits": Text("Een week die past", "A week that fits"),
    "week-proposal": Text("Met voorstel {number}", "With proposal {number}"),
    "week-fits-when": Text(
        "Een week die past, {when}. De tijden zijn een voorbeeld waar er keus is.",
        "A week that fits, {when}. Where there is a choice, the times are an example.",
    ),
    "week-desc": Text(
        "Dagen onder elkaar, de tijd loopt naar rechts. Wat erin staat, staat ook in de tabel.",
        "Days below one another, time runs to the right. The table holds the same.",
    ),
    "week-clash": Text(
        "{name} moet op {days} op meer plekken tegelijk zijn.",
        "{name} has to be in more places at once on {days}.",
    ),
    "week-gap": Text(
        "Op {days} is er even niemand thuis.", "On {days} nobody is home for a while."
    ),
    "week-calm": Text(
        "Niemand hoeft op twee plekken tegelijk te zijn.", "Nobody has to be in two places at once."
    ),
    "week-free": Text("Er liggen geen tijden vast.", "No times are fixed."),
    "week-table": Text("Deze week als tabel", "This week as a table"),
    "week-page": Text("Bekijk deze week", "See this week"),
    "other-weeks": Text("De andere weken", "The other weeks"),
    "legend-help": Text("afspraak, met reistijd", "agreement, with travel"),
    "legend-own": Text("van het gezin zelf", "the family's own"),
    "legend-crowd": Text("op 2, 3 of meer plekken tegelijk", "in 2, 3 or more places at once"),
    "legend-gap-too": Text("of niemand thuis", "or nobody home"),
    "legend-gap": Text("niemand thuis", "nobody home"),
    "no-place": Text("Heeft geen plek:", "Has no place:"),
    "free-choice": Text("Heeft geen vaste tijd:", "Has no fixed time:"),
    "at-once": Text("{count} tegelijk", "{count} at once"),
    "places-at-once": Text("op {count} plekken tegelijk", "in {count} places at once"),
    "nobody-home": Text("niemand thuis", "nobody home"),
    "somebody-home": Text("iemand thuis", "somebody home"),
    "is-home": Text("{name} is thuis", "{name} is home"),
    "is-with": Text("{name} bij {child}", "{name} with {child}"),
    "at-home": Text("Thuis", "Home"),
    "nothing": Text("niets", "nothing"),
    "person-and-what": Text("{name}: {what}", "{name}: {what}"),
    "col-day": Text("Dag", "Day"),
    "col-who": Text("Wie", "Who"),
    "col-what": Text("Wanneer en wat", "When and what"),
    "with-travel": Text("weg {times}", "away {times}"),
    "item": Text("{times} {what}", "{times} {what}"),
    "item-away": Text("{times} {what} ({away})", "{times} {what} ({away})"),
    # --- money ------------------------------------------------------------------------------
    "money-title": Text("Geld", "Money"),
    "money-legend": Text(
        "Elke balk is wat in die maand vrij blijft.", "Each bar is what stays free in that month."
    ),
    "money-floor": Text(
        "De stippellijn is wat vrij moet blijven: {amount}.",
        "The dashed line is what must stay free: {amount}.",
    ),
    "money-dots": Text("De stippen gaan naar afspraken.", "The dots go to agreements."),
    "money-all": Text(
        "Dit telt alle afspraken mee, ook die botsen.",
        "This counts all agreements, also those that clash.",
    ),
    "money-now": Text("Zoals het nu is afgesproken", "As it is agreed now"),
    "money-proposal": Text("Met voorstel 1", "With proposal 1"),
    "money-picture": Text("Geld van {name} per maand", "Money of {name} a month"),
    "money-table": Text("Geld als tabel", "Money as a table"),
    "col-month": Text("Maand", "Month"),
    "col-lines": Text("Erin en eruit", "In and out"),
    "col-free": Text("Vrij", "Free"),
    "months-short": Text(
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ),
    # --- load -------------------------------------------------------------------------------
    "load-title": Text("Hoe druk het is", "How busy it is"),
    "load-intro": Text(
        "Contacten met hulp in de drukste week, en wat ieder aankan.",
        "Contacts with help in the busiest week, and what each can carry.",
    ),
    "load-now": Text("{name} nu", "{name} now"),
    "load-only": Text("{name}", "{name}"),
    "load-proposal": Text("{name} met voorstel 1", "{name} with proposal 1"),
    "load-unasked": Text(
        "Aan {name} is niet gevraagd hoeveel te doen is.", "Nobody asked {name} how much is fine."
    ),
    "load-household": Text("Het hele huishouden", "The whole household"),
    # --- load over the weeks ----------------------------------------------------------------
    "weeks-contacts": Text("{name}: contacten per week", "{name}: contacts a week"),
    "weeks-hours": Text("{name}: uren per week", "{name}: hours a week"),
    "weeks-both": Text(
        "{name}: contacten en uren per week, als tabel",
        "{name}: contacts and hours a week, as a table",
    ),
    "weeks-run": Text(
        "{first} tot en met {last} ({count} weken)", "{first} until {last} ({count} weeks)"
    ),
    "legend-carry": Text("{count} kan {name} aan", "{name} can carry {count}"),
    "room-none": Text(
        "Nog één contact per week, dan is het te veel.",
        "One more contact a week, and it is too much.",
    ),
    "room-one": Text(
        "Er is nog ruimte voor 1 contact per week.", "There is room for 1 more contact a week."
    ),
    "room": Text(
        "Er is nog ruimte voor {count} contacten per week.",
        "There is room for {count} more contacts a week.",
    ),
    "room-over-week": Text(
        "In de week van {first} is het te veel.", "In the week of {first} it is too much."
    ),
    "room-over": Text(
        "In {count} weken is het te veel, voor het eerst in de week van {first}.",
        "In {count} weeks it is too much, for the first time in the week of {first}.",
    ),
    "papers-week": Text("{what}: {time} per week.", "{what}: {time} a week."),
    "papers-only": Text("{what}.", "{what}."),
    "grew-start": Text("al bij het begin", "from the start"),
    "grew-from": Text("vanaf de week van {first}", "from the week of {first}"),
    "grew-contact": Text("één contact", "one contact"),
    "grew-contacts": Text("{count} contacten", "{count} contacts"),
    "grew-travel": Text("{time} reizen", "{time} of travel"),
    "grew-hours": Text("{time} aan afspraken", "{time} in agreements"),
    # --- the plan ---------------------------------------------------------------------------
    "plan-title": Text("Het plan", "The plan"),
    "plan-intro": Text(
        "De doelen staan in de volgorde van het gezin.", "The goals stand in the family's order."
    ),
    "plan-empty": Text(
        "Er staan nog geen afspraken in dit plan.", "There are no agreements in this plan yet."
    ),
    "no-goal": Text("Zonder doel", "Without a goal"),
    "own-words": Text("“{words}”", "“{words}”"),
    "own-words-of": Text("{name}: “{words}”", "{name}: “{words}”"),
    "col-agreement": Text("Afspraak", "Agreement"),
    "col-when": Text("Wanneer en wat", "When and what"),
    "col-owner": Text("Van wie", "Whose"),
    "col-state": Text("Hoe het staat", "State"),
    "for": Text("voor {names}", "for {names}"),
    "decided-by": Text("besluit: {name}", "decided by {name}"),
    "mandatory": Text("Verplicht: {text}", "Mandatory: {text}"),
    "not-in-check": Text("telt niet mee in deze check", "does not count in this check"),
    "unknown-what": Text("Nog niet ingevuld: {what}", "Not filled in yet: {what}"),
    "clash-count-one": Text("1 botsing", "1 clash"),
    "clash-count": Text("{count} botsingen", "{count} clashes"),
    "state-proposed": Text("voorgesteld", "proposed"),
    "state-agreed": Text("afgesproken", "agreed"),
    "state-active": Text("loopt", "running"),
    "state-on-hold": Text("staat stil", "on hold"),
    "state-withdrawn": Text("ingetrokken", "withdrawn"),
    "state-rejected": Text("niet begonnen", "never started"),
    "state-failed": Text("geprobeerd", "tried"),
    "state-ended": Text("afgerond", "ended"),
    # --- what an agreement asks -------------------------------------------------------------
    "every-second": Text("om de week {times}", "every second week, {times}"),
    "every-nth": Text("eens in de {count} weken {times}", "once in {count} weeks, {times}"),
    "times-of": Text("{count} keer per week {length}", "{count} times a week {length}"),
    "once-of": Text("1 keer per week {length}", "once a week {length}"),
    "times-only": Text("{count} keer per week", "{count} times a week"),
    "once-only": Text("1 keer per week", "once a week"),
    "turn-of": Text("{count} keer {length}", "{count} times {length}"),
    "turn-once": Text("{length}", "{length}"),
    "turn-only": Text("{count} keer", "{count} times"),
    "within": Text(
        "{asks}, {days} tussen {start} en {end} uur", "{asks}, {days} between {start} and {end}"
    ),
    "home-asked": Text("{days} {times} is {adults} thuis", "{days} {times} {adults} at home"),
    "money-in": Text("{amount} {due} erbij", "{amount} {due} in"),
    "money-out": Text("{amount} {due} eraf", "{amount} {due} out"),
    "papers-one": Text("1 brief of formulier per maand", "1 letter or form a month"),
    "papers": Text("{count} brieven en formulieren per maand", "{count} letters and forms a month"),
    "papers-each": Text("{what}, {length} per stuk", "{what}, {length} each"),
    "papers-unknown": Text(
        "hoeveel brieven en formulieren is nog niet bekend",
        "how many letters and forms is not known yet",
    ),
    "money-unknown": Text("bedrag nog niet bekend", "amount not known yet"),
    "money-named": Text("{what} ({title})", "{what} ({title})"),
    "requires": Text("vraagt {need}", "requires {need}"),
    "excludes": Text("gaat niet samen met {need}", "does not go with {need}"),
    "makes": Text("{name} {status}", "{name} {status}"),
    "after": Text("pas na {title}", "only after {title}"),
    "starts-before": Text("begint voor {date}", "starts before {date}"),
    "finishes-before": Text("klaar voor {date}", "finished before {date}"),
    "travel-each": Text("{travel}, heen en terug", "{travel}, each way"),
    "from": Text("vanaf {date}", "from {date}"),
    "starts-by": Text("begint uiterlijk {date}", "starts by {date}"),
    "until": Text("tot en met {date}", "until {date}"),
    "from-until": Text("van {first} tot en met {last}", "from {first} until {last}"),
    "start-unknown": Text("begin nog niet bekend", "start not known yet"),
    "times-unknown": Text("tijden nog niet bekend", "times not known yet"),
    # --- the columns of the plan --------------------------------------------------------------
    "every-month": Text("elke maand", "every month"),
    "rhythm-week": Text("{count} keer per week", "{count} times a week"),
    "rhythm-once": Text("1 keer per week", "once a week"),
    "rhythm-second": Text("om de week", "every second week"),
    "rhythm-nth": Text("eens in de {count} weken", "once in {count} weeks"),
    "days-between": Text("{days} tussen {start} en {end} uur", "{days} between {start} and {end}"),
    "time-a-week": Text("{time} per week", "{time} a week"),
    "time-a-turn": Text("{time} per keer", "{time} each time"),
    "and-travel": Text(", {travel} reizen", ", {travel} travel"),
    "asks-contact-a-week": Text("1 contact per week", "1 contact a week"),
    "asks-contacts-a-week": Text("{count} contacten per week", "{count} contacts a week"),
    "asks-contact-a-turn": Text("1 contact per {every} weken", "1 contact in {every} weeks"),
    "asks-contacts-a-turn": Text(
        "{count} contacten per {every} weken", "{count} contacts in {every} weeks"
    ),
    "one-is-home": Text("{adults} is thuis", "{adults} is at home"),
    "brings-a-month": Text("brengt {amount} {due}", "brings {amount} {due}"),
    "costs-a-month": Text("{amount} {due}", "{amount} {due}"),
    # --- the plan on paper --------------------------------------------------------------------
    "sheet-title": Text("Ons plan – {household}", "Our plan – {household}"),
    "sheet-description": Text(
        "Het plan van een huishouden, met wie de regie heeft.",
        "The plan of a household, with who leads.",
    ),
    "sheet-h1": Text("Ons plan", "Our plan"),
    "sheet-call": Text("Bel {name}: {telephone}", "Call {name}: {telephone}"),
    "sheet-fits": Text("Past het?", "Does it fit?"),
    "sheet-agreement": Text("Afspraak", "Agreement"),
    "sheet-when": Text("Wanneer", "When"),
    "sheet-asks": Text("Wat het vraagt", "What it asks"),
    "sheet-answer": Text("Hoe het staat", "How it stands"),
    "sheet-mandatory": Text("Verplicht:", "Mandatory:"),
    "sheet-no-agreements": Text("Nog geen afspraken.", "No agreements yet."),
    "sheet-empty": Text(
        "Er zijn nog geen doelen en afspraken.", "There are no goals and agreements yet."
    ),
    "sheet-made": Text("Zo stond het op {day}.", "This is how it stood on {day}."),
}
