"""What is wrong with a file as a file: its characters, its YAML or JSON."""

from __future__ import annotations

from tandem.formats.messages.message import Message

FILE: dict[str, Message] = {
    "no-file": Message(
        "We kunnen dit bestand niet openen: {reason}.",
        "Controleer de naam en de rechten.",
        "We cannot open this file: {reason}.",
        "Check its name and the rights on it.",
    ),
    "too-big": Message(
        "Het bestand is te groot.",
        "Er mag {most} kB in.",
        "The file is too big.",
        "It may hold {most} kB.",
    ),
    "other-encoding": Message(
        "Het bestand is {encoding}.",
        "Sla het op als UTF-8.",
        "The file is {encoding}.",
        "Save it as UTF-8.",
    ),
    "not-utf8": Message(
        "Hier staat een teken ({byte}) dat geen UTF-8 is.",
        "Sla het bestand op als UTF-8.",
        "Here is a character ({byte}) that is not UTF-8.",
        "Save the file as UTF-8.",
    ),
    "control-character": Message(
        "Hier staat een teken dat niet mag: {character}.",
        "Haal het weg.",
        "Here is a character that is not allowed: {character}.",
        "Take it out.",
    ),
    "empty-file": Message(
        "Het bestand is leeg.",
        "Begin met `id:`, `name:`, `horizon:` en `members:`.",
        "The file is empty.",
        "Begin with `id:`, `name:`, `horizon:` and `members:`.",
    ),
    "yaml-syntax": Message(
        "Dit is geen goede YAML: {problem_nl}.",
        "Kijk ook naar de regel erboven: spaties, dubbele punten en aanhalingstekens.",
        "This is not sound YAML: {problem_en}.",
        "Look at the line above as well: spaces, colons and quotes.",
    ),
    "alias": Message(
        "Een verwijzing met een sterretje (`*{name}`) mag niet.",
        "Schrijf de waarde uit, of zet de tekst tussen aanhalingstekens.",
        "An alias (`*{name}`) is not allowed.",
        "Write the value out, or put the text between quotes.",
    ),
    "anchor": Message(
        "Een anker (`&{name}`) mag niet.",
        "Haal `&{name}` weg, of zet de tekst tussen aanhalingstekens.",
        "An anchor (`&{name}`) is not allowed.",
        "Take `&{name}` out, or put the text between quotes.",
    ),
    "tag": Message(
        "Een label (`{name}`) mag niet.",
        "Haal het weg, of zet de tekst tussen aanhalingstekens.",
        "A tag (`{name}`) is not allowed.",
        "Take it out, or put the text between quotes.",
    ),
    "merge-key": Message(
        "Invoegen met `<<` mag niet.",
        "Schrijf de gegevens uit.",
        "Merging with `<<` is not allowed.",
        "Write the values out.",
    ),
    "second-document": Message(
        "Hier begint een tweede document.",
        "Zet één huishouden in één bestand, zonder `---` ertussen.",
        "Here a second document begins.",
        "Put one household in one file, without `---` in between.",
    ),
    "duplicate-key": Message(
        "`{key}` staat hier voor de tweede keer; de eerste keer is op regel {first}.",
        "Laat er één staan.",
        "`{key}` is here for the second time; the first is on line {first}.",
        "Keep one.",
    ),
    "key-no-text": Message(
        "De naam van een gegeven is hier een lijst of een blok.",
        "Zet er een woord met een dubbele punt: `name: …`.",
        "The name of a value is a list or a block here.",
        "Put a word with a colon: `name: …`.",
    ),
    "too-deep": Message(
        "Dit zit meer dan {most} lagen diep.",
        "Haal lagen weg: een huishouden heeft er hoogstens tien nodig.",
        "This is more than {most} levels deep.",
        "Take levels out: a household needs ten at most.",
    ),
    "too-many-values": Message(
        "Er staan meer dan {most} gegevens in het bestand.",
        "Zet één huishouden in één bestand.",
        "There are more than {most} values in the file.",
        "Put one household in one file.",
    ),
    "too-long-text": Message(
        "Deze tekst is te lang.",
        "Hij mag {most} tekens hebben.",
        "This text is too long.",
        "It may have {most} characters.",
    ),
    "number-too-big": Message(
        "Dit getal is te groot: {value}.",
        "Schrijf een kleiner getal, of zet het tussen aanhalingstekens als het tekst is.",
        "This number is too big: {value}.",
        "Write a smaller one, or put it between quotes if it is text.",
    ),
    "json-after-end": Message(
        "Hier staat nog iets na het einde van het huishouden.",
        "Haal het weg, of kijk of er eerder een haakje te veel staat.",
        "There is something here after the end of the household.",
        "Take it out, or look for a bracket too many before it.",
    ),
    "json-key": Message(
        "Hier hoort een naam tussen dubbele aanhalingstekens.",
        'Schrijf bijvoorbeeld `"name": "Kevin"`.',
        "A name between double quotes belongs here.",
        'Write for example `"name": "Kevin"`.',
    ),
    "json-colon": Message(
        "Na `{key}` ontbreekt een dubbele punt.",
        'Schrijf `"{key}": …`.',
        "A colon is missing after `{key}`.",
        'Write `"{key}": …`.',
    ),
    "json-comma": Message(
        "Hier ontbreekt een komma of `{end}`.",
        "Zet een komma tussen twee gegevens.",
        "A comma or `{end}` is missing here.",
        "Put a comma between two values.",
    ),
    "json-last-comma": Message(
        "Er staat een komma na het laatste gegeven.",
        "Haal die komma weg.",
        "There is a comma after the last value.",
        "Take that comma out.",
    ),
    "json-text": Message(
        "Deze tekst is geen goede JSON.",
        'Sluit hem af met `"` op dezelfde regel; schrijf `\\"` en `\\n` binnen de tekst.',
        "This text is not sound JSON.",
        'Close it with `"` on the same line; write `\\"` and `\\n` inside the text.',
    ),
    "json-value": Message(
        "We lezen “{found}” niet.",
        "Zet tekst tussen dubbele aanhalingstekens; schrijf een getal gewoon uit.",
        "We cannot read “{found}”.",
        "Put text between double quotes; write a number plainly.",
    ),
    "json-end": Message(
        "Het bestand houdt hier op, midden in een gegeven.",
        "Sluit de haakjes.",
        "The file stops here, in the middle of a value.",
        "Close the brackets.",
    ),
}
