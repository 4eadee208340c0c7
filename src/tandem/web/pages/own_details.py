"""*Mijn gegevens*: the language, and "u" or "je"; kept with the account."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tandem.actions.errors import InvalidError
from tandem.actions.people.own_details import choose_address, choose_news
from tandem.core.access import Action
from tandem.records.coordination.lists import own_households
from tandem.records.people.models import Account, ToldBy
from tandem.records.work import Work
from tandem.web.pages.doors import Change, Visit, change, page
from tandem.web.pages.forms import drawn_again, shown_and_sent, values_of
from tandem.web.pages.languages import remember_language
from tandem.web.problems import problems_of
from tandem.web.shapes.forms import FormState, Option
from tandem.web.shapes.frame import Link
from tandem.web.shapes.own_details import DetailsPage

FIELDS = ("language", "form_of_address", "told_by", "mail")


@page(Action.SEE_TODAY)
def details(visit: Visit) -> HttpResponse:
    """Show how somebody is addressed, to change it."""
    account = visit.account
    values = {"language": account.language, "form_of_address": "je" if account.informal else "u"}
    values |= {"told_by": account.told_by, "mail": account.mail}
    return _draw(visit, FormState(reverse("my-details"), values))


@change(Action.SEE_TODAY)
def details_kept(sent: Change) -> HttpResponse:
    """Keep what was chosen, and go on in that language."""
    language, address = sent.text("language"), sent.text("form_of_address")
    informal = address == "je" if address and _is_of_the_family(sent.account) else None

    def keep(work: Work) -> None:
        choose_address(work, language=language, informal=informal)
        if sent.text("told_by"):
            choose_news(work, told_by=sent.text("told_by"), mail=sent.text("mail"))

    try:
        sent.door.run(keep)
    except InvalidError as error:
        values = values_of(sent, FIELDS)
        form = FormState(reverse("my-details"), values, problems_of(error, FIELDS))
        return drawn_again(sent, lambda visit: _draw(visit, form))
    with translation.override(language):
        messages.success(sent.request, _("Your choice is kept."))
    response = HttpResponseRedirect(reverse("my-details"))
    remember_language(response, language)
    return response


details_form = shown_and_sent(details, details_kept)


def _draw(visit: Visit, form: FormState) -> HttpResponse:
    account, language = visit.account, form.value("language")
    is_resident = account.person_id is not None
    shown = DetailsPage(
        form=form,
        name=account.name,
        username=account.username,
        languages=[
            Option(code, translation.get_language_info(code)["name_local"], code == language)
            for code, _name in settings.LANGUAGES
        ],
        addresses=_addresses(form.value("form_of_address")) if _is_of_the_family(account) else (),
        familiar=account.informal,
        news=_news(form.value("told_by")),
        rights=_rights(visit) if is_resident else (),
    )
    return visit.draw("own_details.html", status=422 if form.problems else 200, page=shown)


def _is_of_the_family(account: Account) -> bool:
    """Whether the site speaks to somebody with "u" or "je": a resident, or of their own circle."""
    return account.person_id is not None or account.supporter_id is not None


def _rights(visit: Visit) -> list[Link]:
    return [
        Link(one.name, reverse("rights", kwargs={"code": one.code}))
        for one in own_households(visit.work)
    ]


def _news(chosen: str) -> list[Option]:
    words = {
        ToldBy.SITE: _("On these pages alone"),
        ToldBy.MAIL: _("Also by a letter each time"),
        ToldBy.DAILY: _("Also by one letter each working day, in the morning"),
    }
    return [Option(one.value, said, one.value == chosen) for one, said in words.items()]


def _addresses(chosen: str) -> list[Option]:
    return [
        Option("u", _("With “u”"), chosen == "u"),
        Option("je", _("With “je”"), chosen == "je"),
    ]
