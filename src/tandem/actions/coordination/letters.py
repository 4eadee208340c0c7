"""The letter that says that there is something new: nothing about anybody, and one link."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from tandem.gateways.mail import Letter
from tandem.records.coordination.notices import LetterToWrite


def news_letter(letter: LetterToWrite, address: str) -> Letter:
    """Return the letter; `address` is where this site stands.

    Not who wrote, in which household, or what about: a letter may be read by others than by whom
    it is for. Its identifier is the same however often it is made.
    """
    link = f"{address.rstrip('/')}/nieuw/"
    with translation.override(letter.language):
        subject = _("Tandem: there is something new")
        text = f"{_body(letter)}\n\n{link}\n\n{_choice(letter)}\n"
    return Letter(f"tandem-news-{letter.id}", letter.to, subject, text)


def _body(letter: LetterToWrite) -> str:
    if letter.informal:
        said = npgettext(
            "je",
            "There is one new thing for you in Tandem. You read it after signing in:",
            "There are %(num)s new things for you in Tandem. You read them after signing in:",
            letter.count,
        )
    else:
        said = ngettext(
            "There is one new thing for you in Tandem. You read it after signing in:",
            "There are %(num)s new things for you in Tandem. You read them after signing in:",
            letter.count,
        )
    return said % {"num": letter.count}


def _choice(letter: LetterToWrite) -> str:
    if letter.informal:
        return pgettext(
            "je", "Do you want fewer of these letters, or none? Choose so at “My details”."
        )
    return _("Do you want fewer of these letters, or none? Choose so at “My details”.")
