"""What is written to guests: nothing about anybody but the guest's own name, and one link.

Dutch first, as guests are here; the last lines say the same in English.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from tandem.core.explain.languages import Lang, language
from tandem.gateways.mail import Letter
from tandem.gateways.text_messages import TextMessage
from tandem.records.plans.guests import WaitingLetter
from tandem.records.work import local_day

LANGUAGES = (Lang.NL, Lang.EN)


def link_letter(letter: WaitingLetter, secret: str, address: str) -> Letter:
    """Return the letter with a link; `address` is where this site stands."""
    link = f"{address.rstrip('/')}/gast/link/{secret}/"
    texts = []
    for lang in LANGUAGES:
        with translation.override(lang.value):
            subject = _("Tandem: would you look at one thing?")
            texts.append((subject, _asks(letter.name, link, _day(letter.expires_at, lang))))
    return _letter(letter, texts)


def code_letter(letter: WaitingLetter, code: str) -> Letter:
    """Return the letter with a code."""
    texts = []
    for lang in LANGUAGES:
        with translation.override(lang.value):
            subject = _("Tandem: your code")
            body = _(
                "Dear %(name)s,\n\nYour code is %(code)s. It works for ten minutes. Give it to "
                "nobody.\n\nDid you not ask for a code? Then you need do nothing."
            )
            texts.append((subject, body % {"name": letter.name, "code": code}))
    return _letter(letter, texts)


def code_text(letter: WaitingLetter, code: str) -> TextMessage:
    """Return the text message with a code."""
    said = []
    for lang in LANGUAGES:
        with translation.override(lang.value):
            said.append(_("Your code for Tandem: %(code)s. It works for ten minutes."))
    return TextMessage(_id(letter), letter.telephone, " ".join(said) % {"code": code})


def _asks(name: str, link: str, day: str) -> str:
    body = _(
        "Dear %(name)s,\n\nSomebody you work with asks you to look at one thing in Tandem. You "
        "need no account for it.\n\nOpen this link:\n%(link)s\n\nThen you get a code, at the "
        "number or the address that we know of you.\n\nThe link works until %(day)s. It is for "
        "you alone: do not send it on. If you did not expect this letter, do nothing."
    )
    return body % {"name": name, "link": link, "day": day}


def _day(expires: datetime, lang: Lang) -> str:
    return language(lang.value).words.date_words(local_day(expires), year=True)


def _letter(letter: WaitingLetter, texts: list[tuple[str, str]]) -> Letter:
    (subject, dutch), (_english, english) = texts
    return Letter(_id(letter), letter.mail, subject, f"{dutch}\n\n--\nEnglish:\n\n{english}\n")


def _id(letter: WaitingLetter) -> str:
    """Return what this letter is known by, however often it is sent."""
    return f"tandem-letter-{letter.id}"
