"""What is wrong with the rule base."""

from __future__ import annotations

from tandem.formats.messages.message import Message

RULES: dict[str, Message] = {
    "unsatisfiable": Message(
        "Niemand kan ooit de status “{status}” hebben, door de regels {rules}.",
        "Haal een van deze regels weg, of geef haar andere dagen.",
        "Nobody could ever have the status “{status}”, by the rules {rules}.",
        "Take one of these rules out, or give it other days.",
    ),
    "word-twice": Message(
        "Het woord “{word}” staat al bij een andere soort.",
        "Laat het bij één soort staan.",
        "The word “{word}” is already at another kind.",
        "Keep it at one kind.",
    ),
    "costs-order": Message(
        "De kosten lopen niet op van alternatief naar uitstellen naar stoppen.",
        "Zorg dat alternative ≤ postpone ≤ end.",
        "The costs do not rise from alternative to postpone to end.",
        "Make sure that alternative ≤ postpone ≤ end.",
    ),
}
