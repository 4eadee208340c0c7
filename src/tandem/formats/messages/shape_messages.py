"""What is wrong with the shape of a document: keys and types."""

from __future__ import annotations

from tandem.formats.messages.message import Message

SHAPE: dict[str, Message] = {
    "not-a-household": Message(
        "Hier hoort een huishouden te staan, met namen en dubbele punten.",
        "Begin met `id:`, `name:`, `horizon:` en `members:`.",
        "A household belongs here, with names and colons.",
        "Begin with `id:`, `name:`, `horizon:` and `members:`.",
    ),
    "unknown-key": Message(
        "`{key}` kennen we hier niet.",
        "Hier mag: {known}.",
        "We do not know `{key}` here.",
        "Allowed here: {known}.",
    ),
    "unknown-key-near": Message(
        "`{key}` kennen we hier niet.",
        "Bedoelt u `{near}`?",
        "We do not know `{key}` here.",
        "Do you mean `{near}`?",
    ),
    "missing-key": Message(
        "`{key}` ontbreekt hier.",
        "Schrijf `{key}: …` erbij.",
        "`{key}` is missing here.",
        "Add `{key}: …`.",
    ),
    "type-text": Message(
        "Hier hoort tekst, geen {found_nl}.",
        "Zet het tussen aanhalingstekens als het tekst is.",
        "Text belongs here, not {found_en}.",
        "Put it between quotes if it is text.",
    ),
    "type-number": Message(
        "Hier hoort een heel getal, geen {found_nl}.",
        "Schrijf het getal zonder aanhalingstekens.",
        "A whole number belongs here, not {found_en}.",
        "Write the number without quotes.",
    ),
    "type-list": Message(
        "Hier hoort een lijst, geen {found_nl}.",
        "Begin elk stuk op een nieuwe regel met een streepje.",
        "A list belongs here, not {found_en}.",
        "Begin each item on a new line with a dash.",
    ),
    "type-mapping": Message(
        "Hier horen namen met een dubbele punt, geen {found_nl}.",
        "Hier mag: {known}.",
        "Names with a colon belong here, not {found_en}.",
        "Allowed here: {known}.",
    ),
    "text-empty": Message(
        "Deze tekst is leeg.",
        "Vul hem in, of laat de regel weg.",
        "This text is empty.",
        "Fill it in, or leave the line out.",
    ),
    "text-long": Message(
        "Deze tekst is te lang.",
        "Hij mag {most} tekens hebben.",
        "This text is too long.",
        "It may have {most} characters.",
    ),
    "list-empty": Message(
        "Deze lijst is leeg.",
        "Zet er ten minste {least} in.",
        "This list is empty.",
        "Put at least {least} in it.",
    ),
    "list-long": Message(
        "Deze lijst is te lang.",
        "Er mogen er {most} in.",
        "This list is too long.",
        "It may hold {most}.",
    ),
    "number-low": Message(
        "Dit getal is te klein.",
        "Schrijf {least} of meer.",
        "This number is too small.",
        "Write {least} or more.",
    ),
    "number-high": Message(
        "Dit getal is te groot.",
        "Schrijf {most} of minder.",
        "This number is too big.",
        "Write {most} or less.",
    ),
    "choice": Message(
        "“{value}” kan hier niet.",
        "Kies uit: {known}.",
        "“{value}” cannot be here.",
        "Choose from: {known}.",
    ),
    "not-sound": Message(
        "Dit lezen we niet: {problem}.",
        "Kijk in docs/reference/household-file.md hoe het moet.",
        "We cannot read this: {problem}.",
        "See docs/reference/household-file.md.",
    ),
}
