"""What is wrong with a list of work areas, line by line."""

from __future__ import annotations

from tandem.formats.messages.message import Message

AREAS: dict[str, Message] = {
    "no-work-areas": Message(
        "Het bestand is leeg.",
        "Begin met een regel die zegt wat waar staat: {columns}.",
        "The file is empty.",
        "Begin with a line that says what stands where: {columns}.",
    ),
    "csv-quotes": Message(
        "Hier staat een aanhalingsteken dat niet wordt gesloten.",
        "Sluit het, of haal het weg.",
        "Here is a quotation mark that is not closed.",
        "Close it, or take it out.",
    ),
    "no-such-column": Message(
        "Er is geen kolom “{name}”.",
        "Bedoelt u {known}?",
        "There is no column “{name}”.",
        "Do you mean {known}?",
    ),
    "column-twice": Message(
        "De kolom “{name}” staat er twee keer.",
        "Laat er één staan.",
        "The column “{name}” stands there twice.",
        "Keep one of them.",
    ),
    "column-missing": Message(
        "De kolom “{name}” ontbreekt.",
        "Zet haar naam in de eerste regel.",
        "The column “{name}” is missing.",
        "Put its name on the first line.",
    ),
    "fields": Message(
        "Deze regel heeft {found} velden.",
        "Het moeten er {wanted} zijn, zoveel als de eerste regel heeft.",
        "This line has {found} fields.",
        "It should have {wanted}, as many as the first line.",
    ),
    "too-many-lines": Message(
        "De lijst is te lang.",
        "Er mogen {most} regels in. Neem postcodes samen van … tot ….",
        "The list is too long.",
        "It may hold {most} lines. Take postcodes together, from … to ….",
    ),
    "field-empty": Message(
        "Hier is “{name}” leeg.",
        "Vul het in.",
        "Here “{name}” is empty.",
        "Fill it in.",
    ),
    "field-too-long": Message(
        "Dit is te lang.",
        "Er mogen {most} tekens in.",
        "This is too long.",
        "It may hold {most} signs.",
    ),
    "no-postcode": Message(
        "“{text}” is geen postcode.",
        "Schrijf 1234 AB, of 1234 voor alle letters.",
        "“{text}” is no postcode.",
        "Write 1234 AB, or 1234 for all letters.",
    ),
    "postcodes-turned": Message(
        "{last} komt voor {first}.",
        "Zet de laagste postcode voorop.",
        "{last} comes before {first}.",
        "Put the lowest postcode first.",
    ),
    "postcodes-twice": Message(
        "{postcodes} staat ook op regel {other} ({others}).",
        "Een postcode hoort bij één aanspreekpunt: laat er één staan.",
        "{postcodes} stands on line {other} as well ({others}).",
        "A postcode belongs to one point of contact: keep one of them.",
    ),
    "rest-twice": Message(
        "“overig” staat ook op regel {other}.",
        "Laat er één staan.",
        "“overig” stands on line {other} as well.",
        "Keep one of them.",
    ),
    "no-such-area": Message(
        "Er is geen werkgebied “{name}”.",
        "Bedoelt u {known}?",
        "There is no work area “{name}”.",
        "Do you mean {known}?",
    ),
    "stand-in-without-name": Message(
        "Hier staat iets over een vervanger, en niet wie het is.",
        "Vul “vervanger” in, of laat het andere ook leeg.",
        "Something is said of a stand-in, and not who it is.",
        "Fill “vervanger” in, or leave the rest empty too.",
    ),
    "no-stand-in-day": Message(
        "“{text}” is geen dag.",
        "Schrijf 2027-01-31 of 31-1-2027.",
        "“{text}” is no day.",
        "Write 2027-01-31 or 31-1-2027.",
    ),
}
