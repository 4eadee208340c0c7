"""What is wrong with the meaning of a household: references, dates, choices."""

from __future__ import annotations

from tandem.formats.messages.message import Message

MEANING: dict[str, Message] = {
    "id-twice": Message(
        "De korte naam “{id}” staat twee keer in het bestand; de eerste keer op regel {first}.",
        "Geef een van de twee een andere naam.",
        "The short name “{id}” is in the file twice; the first time on line {first}.",
        "Give one of the two another name.",
    ),
    "id-reserved": Message(
        "“household” is het budget van het hele huishouden en kan geen naam zijn.",
        "Kies een andere korte naam.",
        "“household” is the budget of the whole household and cannot be a name.",
        "Choose another short name.",
    ),
    "nobody": Message(
        "“{id}” is hier niemand: we zoeken {kinds_nl}.",
        "Kies uit: {known}.",
        "“{id}” is nobody here: we look for {kinds_en}.",
        "Choose from: {known}.",
    ),
    "nobody-near": Message(
        "“{id}” is hier niemand: we zoeken {kinds_nl}.",
        "Bedoelt u “{near}”?",
        "“{id}” is nobody here: we look for {kinds_en}.",
        "Do you mean “{near}”?",
    ),
    "nothing": Message(
        "“{id}” staat nergens in het bestand: we zoeken {kinds_nl}.",
        "Kies uit: {known}.",
        "“{id}” is nowhere in the file: we look for {kinds_en}.",
        "Choose from: {known}.",
    ),
    "nothing-near": Message(
        "“{id}” staat nergens in het bestand: we zoeken {kinds_nl}.",
        "Bedoelt u “{near}”?",
        "“{id}” is nowhere in the file: we look for {kinds_en}.",
        "Do you mean “{near}”?",
    ),
    "no-rule": Message(
        "“{id}” staat niet in de regels: we zoeken {kinds_nl}.",
        "Kies uit: {known}.",
        "“{id}” is not in the rule base: we look for {kinds_en}.",
        "Choose from: {known}.",
    ),
    "no-rule-near": Message(
        "“{id}” staat niet in de regels: we zoeken {kinds_nl}.",
        "Bedoelt u “{near}”?",
        "“{id}” is not in the rule base: we look for {kinds_en}.",
        "Do you mean “{near}”?",
    ),
    "not-monday": Message(
        "De periode begint op {day_nl} {date}; dat is geen maandag.",
        "Begin op {before} of {after}.",
        "The horizon starts on {day_en} {date}, which is no Monday.",
        "Start on {before} or {after}.",
    ),
    "until-before-from": Message(
        "De laatste dag ({until}) ligt voor de eerste ({first}).",
        "Wissel ze om, of kijk de jaren na.",
        "The last day ({until}) lies before the first ({first}).",
        "Swap them, or check the years.",
    ),
    "latest-before-from": Message(
        "De laatste begindag ({latest}) ligt voor de eerste ({first}).",
        "Wissel `from` en `latest_from` om.",
        "The latest first day ({latest}) lies before the first ({first}).",
        "Swap `from` and `latest_from`.",
    ),
    "until-before-latest": Message(
        "De laatste dag ({until}) ligt voor de laatste begindag ({latest}).",
        "Zet `until` later, of `latest_from` eerder.",
        "The last day ({until}) lies before the latest first day ({latest}).",
        "Put `until` later, or `latest_from` earlier.",
    ),
    "unknown-and-latest": Message(
        "Het begin is onbekend, en toch staat er een laatste begindag.",
        "Laat `from: unknown` weg, of `latest_from`.",
        "The start is unknown, and yet there is a latest first day.",
        "Leave out `from: unknown`, or `latest_from`.",
    ),
    "until-and-lasts": Message(
        "Hier staan een laatste dag en een duur.",
        "Laat `until` staan of `lasts`, niet beide.",
        "There are both a last day and a length here.",
        "Keep `until` or `lasts`, not both.",
    ),
    "away-empty": Message(
        "Hier staat geen eerste en geen laatste dag: dan is iemand nooit thuis.",
        "Schrijf `from`, `until` of beide.",
        "There is no first and no last day here: then somebody is never at home.",
        "Write `from`, `until` or both.",
    ),
    "away-first-week": Message(
        "Dit is om de zoveel weken, maar in welke week het begint staat er niet.",
        "Schrijf `first_week:` met een dag in zo'n week.",
        "This is once every so many weeks, but in which week it begins is not said.",
        "Write `first_week:` with a day in such a week.",
    ),
    "needs-region": Message(
        "Voor schoolvakanties moet bekend zijn in welke regio het gezin woont.",
        "Schrijf bovenaan `region: noord`, `midden` of `zuid`.",
        "For school holidays the region in which the household lives must be known.",
        "Write `region: noord`, `midden` or `zuid` at the top.",
    ),
    "not-and-only": Message(
        "Deze dagen staan bij `not_in` en bij `only_in`: dan is het nooit.",
        "Laat een van de twee weg.",
        "These days are in `not_in` and in `only_in`: then it never takes place.",
        "Leave out one of the two.",
    ),
    "due-twice": Message(
        "Hier staat op meer dan één manier wanneer het bedrag komt.",
        "Laat `months`, `four_weeks_from` of `once` staan, niet meer dan één.",
        "When the amount comes is said in more than one way here.",
        "Keep `months`, `four_weeks_from` or `once`, no more than one.",
    ),
    "place-twice": Message(
        "De plaats “{name}” staat er twee keer.",
        "Zet alles van deze plaats bij elkaar.",
        "The place “{name}” is there twice.",
        "Put all of this place together.",
    ),
    "place-unused": Message(
        "Geen afspraak heeft “{name}” als plaats.",
        "Schrijf de plaats precies zoals bij `place` van de afspraak.",
        "No agreement has “{name}” for its place.",
        "Write the place just as in `place` of the agreement.",
    ),
    "itself-place": Message(
        "De plaats “{name}” verwijst hier naar zichzelf.",
        "Noem een andere plaats; op één plaats is er niets te reizen.",
        "The place “{name}” refers to itself here.",
        "Name another place; at one place there is nothing to travel.",
    ),
    "no-place": Message(
        "“{name}” staat niet bij `places`.",
        "Kies uit: {known}; of zet de plaats erbij.",
        "“{name}” is not among `places`.",
        "Choose from: {known}; or add the place.",
    ),
    "one-of": Message(
        "Hier hoort één van deze: {keys}; er staan er {count}.",
        "Schrijf er precies één.",
        "One of these belongs here: {keys}; there are {count}.",
        "Write exactly one.",
    ),
    "mandatory-reason": Message(
        "Een verplichte afspraak heeft een wetsartikel of een uitspraak van de rechter nodig.",
        "Schrijf `article:` of `court_order:`, één van de twee.",
        "A mandatory agreement needs its article of law or its court order.",
        "Write `article:` or `court_order:`, one of the two.",
    ),
    "place-of-mandatory": Message(
        "Dit kan niet in de plaats komen van “{id}”: die afspraak is verplicht.",
        "Haal “{id}” weg uit `takes_place_of`; een verplichte afspraak krijgt eigen alternatieven.",
        "This cannot take the place of “{id}”: that agreement is mandatory.",
        "Take “{id}” out of `takes_place_of`; a mandatory agreement has its own alternatives.",
    ),
    "place-of-protected": Message(
        "Dit kan niet in de plaats komen van “{id}”: dat is behandeling of bescherming.",
        "Haal “{id}” weg uit `takes_place_of`; overleg met wie ervoor zorgt.",
        "This cannot take the place of “{id}”: that is treatment or protection.",
        "Take “{id}” out of `takes_place_of`; talk with its owner.",
    ),
    "itself": Message(
        "De afspraak “{id}” verwijst hier naar zichzelf.",
        "Noem een andere afspraak.",
        "The agreement “{id}” refers to itself here.",
        "Name another agreement.",
    ),
    "whose": Message(
        "Van wie dit is staat er niet, en er is niet precies één gezinslid bij de afspraak.",
        "Noem één gezinslid bij de afspraak, of schrijf `{key}:` met de korte naam erbij.",
        "Whose this is is not said, and the agreement has not exactly one member.",
        "Name one member at the agreement, or add `{key}:` with the short name.",
    ),
    "nobody-present": Message(
        "Niemand is hierbij aanwezig.",
        "Schrijf `members:` bij de afspraak of hier.",
        "Nobody is present here.",
        "Write `members:` at the agreement or here.",
    ),
    "nobody-writes": Message(
        "Niemand doet dit papierwerk.",
        "Schrijf `members` bij de afspraak of bij het papierwerk.",
        "Nobody does this paperwork.",
        "Write `members` with the agreement or with the paperwork.",
    ),
    "travel-not-out": Message(
        "Er is reistijd, maar dit is {where}.",
        "Laat `travel` weg, of schrijf `where: out`.",
        "There is travel, but this is {where}.",
        "Leave out `travel`, or write `where: out`.",
    ),
    "lengths-differ": Message(
        "Deze uren zijn niet even lang, en er staat niet hoe lang één keer duurt.",
        "Maak er twee stukken van onder `sessions`, of schrijf `minutes` en `times`.",
        "These hours are not equally long, and how long one time takes is not said.",
        "Make it two items of `sessions`, or write `minutes` and `times`.",
    ),
    "needs-every-weeks": Message(
        "`first_week` zegt iets bij `every_weeks`, en dat staat er niet.",
        "Schrijf `every_weeks: 2`, of laat `first_week` weg.",
        "`first_week` goes with `every_weeks`, which is not there.",
        "Write `every_weeks: 2`, or leave out `first_week`.",
    ),
    "missing-in-agreement": Message(
        "`{key}` ontbreekt bij deze afspraak.",
        "Schrijf `{key}: …` erbij.",
        "`{key}` is missing in this agreement.",
        "Add `{key}: …`.",
    ),
    "account-twice": Message(
        "Het budget van “{id}” staat er twee keer.",
        "Zet alles bij elkaar in één budget.",
        "The budget of “{id}” is there twice.",
        "Put everything in one budget.",
    ),
}
