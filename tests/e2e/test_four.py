"""One signal, four people, four browsers: from a worried GP to a report; Karin follows it.

Hanna leads the team, Samira leads the plan, Dirk helps with debts, and Karin lives there. The GP
has a fifth browser, and no account. After each step is asked what Karin sees of it, and that she
sees nothing that was written for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tandem.core.access import SYSTEM, Duty
from tandem.records.people.models import Account, Area, Organisation, Professional
from tandem.records.work import Work, work
from tests.browser import leave_by, press
from tests.e2e.conftest import Window
from tests.e2e.family import PASSWORD, DeVries

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

TOLD = "Mevrouw slaapt niet meer en maakt haar post niet open."
WHY_ONE_PLAN = "Schulden, werk en slaap hangen aan elkaar."
ASKED = "Een regeling met alle schuldeisers"
FOR_HER = "Dirk zoekt uit welke schulden er zijn en belt de schuldeisers."
NOT_NOW = "Tot maandag heb ik geen plek."
REPORT = "Regeling met vier schuldeisers, ingaand in januari."
FOR_OTHERS = (TOLD, ASKED, NOT_NOW, REPORT, "huisarts")
"""What was written for who helps: none of it stands on a page of Karin."""


@dataclass(frozen=True)
class Four:
    """The windows of the four, and how the household is called in an address."""

    hanna: Window
    samira: Window
    dirk: Window
    karin: Window

    def of(self, code: str) -> Four:
        """Return the same windows, for this household."""
        family = DeVries(code)
        return Four(*(replace(one, family=family) for one in self.all))

    @property
    def all(self) -> tuple[Window, ...]:
        return (self.hanna, self.samira, self.dirk, self.karin)

    def karin_sees(self, *words: str) -> Page:
        """Her own page says this, and nothing that is not hers."""
        page = self.karin.household("mijn-plan/")
        shown = page.inner_text("body")
        for one in words:
            expect(page.locator("body")).to_contain_text(one)
        assert not [one for one in FOR_OTHERS if one in shown]
        return page


def _town(_: Work) -> None:
    desk = Organisation.objects.create(name="Gemeente")
    debts = Organisation.objects.create(name="Schuldhulp")
    chief = _person(desk, "Hanna de Wit", "teamleider", Duty.TEAM_LEADER)
    _person(desk, "Samira Haddou", "inkomensconsulent", Duty.CONSULTANT)
    _person(debts, "Dirk Hofman", "schuldhulpverlener")
    Area.objects.create(name="Noord", team_leader=chief)


def _person(organisation: Organisation, name: str, function: str, *duties: Duty) -> Professional:
    one = Professional.objects.create(
        name=name, organisation=organisation, function=function, telephone="088 000 01 23"
    )
    account = Account(
        username=name.split(maxsplit=1)[0].casefold(),
        name=name,
        professional=one,
        duties=[duty.value for duty in duties],
    )
    account.set_password(PASSWORD)
    account.save()
    return one


@contextmanager
def _window(browser: Browser, place: str, width: int = 1280) -> Iterator[Window]:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    yield Window(context.new_page(), place, DeVries(""))
    context.close()


@pytest.fixture
def four(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Four]:  # noqa: ARG001
    work(SYSTEM, timezone.now()).run(_town)
    with ExitStack() as stack:
        windows = [
            stack.enter_context(_window(browser, live_server.url, width))
            for width in (1280, 1280, 1280, 360)
        ]
        yield Four(*windows)


def todo(window: Window, words: str) -> Page:
    """Open what waits on *Vandaag*, by its words."""
    page = window.open("/")
    line = page.locator("li.todo", has_text=words)
    expect(line).to_have_count(1)
    leave_by(line.locator(".todo__act a"))
    return page


def day(after: int) -> str:
    """Return a day as people write it."""
    on = timezone.localdate() + timedelta(days=after)
    return f"{on.day}-{on.month}-{on.year}"


# --- the story ------------------------------------------------------------------------------


def a_gp_worries(browser: Browser, place: str) -> str:
    """Fill in the form for anybody; return the code of the receipt."""
    with _window(browser, place, 360) as gp:
        page = gp.open("/zorg/")
        page.get_by_label("geld of schulden", exact=False).check()
        page.fill("#words", TOLD)
        page.fill("#about", "Mevrouw Jansen, Dorpsstraat 1")
        page.fill("#name", "Bos, huisarts")
        page.fill("#telephone", "088 111 22 33")
        press(page, "Versturen")
        found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", page.inner_text("main"))
        assert found is not None
        return found.group()


def one_plan_is_ticked(four: Four) -> str:
    """Hanna picks it up and ticks one plan for a new household; return its code."""
    page = four.hanna.sign_in("hanna")
    page = todo(four.hanna, "Een signaal van buiten")
    press(page, "Ik pak dit op")
    signal = page.url
    leave_by(page.get_by_role("link", name="Een nieuw huishouden openen"))
    page.fill("#name", "Gezin Jansen")
    page.fill("#name-1", "Karin Jansen")
    page.get_by_label("heeft gezag over de kinderen").first.check()
    page.locator("input[name=tick]").check()
    page.fill("#reason", WHY_ONE_PLAN)
    page.fill("#purpose", "Rust in het huis")
    page.select_option("#legal_ground", index=1)
    leave_by(page.locator("button[name=do][value=open]").last)
    found = re.search(r"/huishoudens/([^/]+)/", page.url)
    assert found is not None
    page.goto(signal)
    page.select_option("#household", value=found.group(1))
    press(page, "Het hoort bij dit huishouden")
    expect(page.locator("main")).to_contain_text(TOLD)
    return found.group(1)


def karin_joins(four: Four) -> None:
    """Hanna invites Karin, who chooses how she signs in."""
    page = four.hanna.household("mensen/")
    leave_by(page.get_by_role("link", name=re.compile("Uitnodigen.*Karin")))
    press(page, "Uitnodiging maken")
    link = page.locator(".secret").inner_text()
    page = four.karin.page
    page.goto(link)
    page.fill("#username", "karin")
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    press(page, "Verder")
    press(page, "Later, nu alleen met een wachtwoord")
    expect(page.locator("h1")).to_have_text("Mijn plan")


def nobody_leads_yet(four: Four) -> None:
    """Dirk does not want to lead, so Hanna does, and everybody sees that."""
    page = four.hanna.household("mensen/regie/")
    page.fill("#q", "Hofman")
    press(page, "Zoek")
    page.get_by_label("Dirk Hofman").check()
    page.fill("#reason", "De schulden komen eerst")
    page.select_option("#legal_ground", index=1)
    press(page, "Vraag deze persoon")
    four.karin_sees("Nog niemand", "Hanna de Wit")
    four.dirk.sign_in("dirk")
    page = todo(four.dirk, "regie wilt voeren")
    page.fill("#answer", "Ik doe alleen de schulden")
    press(page, "Nee, dat kan ik niet")
    four.karin_sees("Nog niemand", "Hanna de Wit")


def somebody_leads(four: Four) -> None:
    """Hanna asks Samira, who says yes; she gets the signal too."""
    page = four.hanna.household("mensen/regie/")
    page.fill("#q", "Haddou")
    press(page, "Zoek")
    page.get_by_label("Samira Haddou").check()
    page.fill("#reason", "Samira kent de weg in inkomen en schuld")
    page.select_option("#legal_ground", index=1)
    press(page, "Vraag deze persoon")
    four.samira.sign_in("samira")
    page = todo(four.samira, "regie wilt voeren")
    press(page, "Ja, ik voer regie")
    seen = four.karin_sees("Samira Haddou", "leidt ons plan")
    expect(seen.locator("body")).not_to_contain_text("Nog niemand")
    page = four.hanna.household("wat-loopt/")
    leave_by(page.get_by_role("link", name="Signaal", exact=True))
    page.select_option("#to", label="Samira Haddou, inkomensconsulent, Gemeente")
    press(page, "Vraag deze persoon")
    page = todo(four.samira, "neemt u dit over? Signaal")
    press(page, "Ja, ik neem het over")
    expect(page.locator(".lead")).to_contain_text("Ligt bij Samira Haddou")


def debt_help_is_asked(four: Four) -> None:
    """A commission: declined with a reason, offered again, accepted."""
    page = four.samira.household("wat-loopt/opdracht/")
    page.fill("#q", "Hofman")
    press(page, "Zoek")
    page.fill("#text", ASKED)
    page.fill("#due_on", day(30))
    page.fill("#report_back", "Bel me zodra de regeling er is.")
    page.fill("#for_family", FOR_HER)
    page.select_option("#to", label="Dirk Hofman, schuldhulpverlener, Schuldhulp")
    page.select_option("#legal_ground", index=7)
    press(page, "Opdracht aanbieden")
    leave_by(page.get_by_role("link", name="Opdracht", exact=True))
    commission = page.url
    four.karin_sees(FOR_HER, "Samira Haddou vroeg Dirk Hofman")
    page = todo(four.dirk, ASKED)
    page.select_option("#reason", label="Ik heb er nu geen tijd voor")
    page.fill("#words", NOT_NOW)
    press(page, "Nee, dat kan ik niet")
    four.karin_sees(FOR_HER, "Samira Haddou zoekt iemand die dit kan doen")
    page = four.samira.open("/nieuw/")
    expect(page.locator("main")).to_contain_text("er is antwoord op wat u vroeg")
    page.goto(commission)
    expect(page.locator("main")).to_contain_text(NOT_NOW)
    page.fill("#q", "Hofman")
    press(page, "Zoek")
    page.select_option("#to", label="Dirk Hofman, schuldhulpverlener, Schuldhulp")
    page.select_option("#legal_ground", index=7)
    press(page, "Vraag deze persoon")
    page = todo(four.dirk, ASKED)
    press(page, "Ja, ik neem het over")
    four.karin_sees(FOR_HER, "Dirk Hofman doet dit")


def somebody_stands_in(four: Four) -> None:
    """Samira is away for ten days: Hanna stands in, and Karin knows whom to call."""
    page = four.samira.household("mensen/regie/")
    page.locator("label.choice", has_text="Hanna de Wit").locator("input[name=stand_in]").check()
    page.fill("#until", day(10))
    press(page, "Leg de vervanging vast")
    four.karin_sees("vervangt Samira tot", "Vragen erover? Bel Hanna de Wit")


def an_owner_is_asked_to_change(four: Four) -> None:
    """Karin cannot come on Tuesdays; Dirk says by a date what he changes."""
    page = four.samira.household("mensen/helper-erbij/")
    page.fill("#q", "Hofman")
    press(page, "Zoek")
    page.get_by_label("Dirk Hofman").check()
    page.fill("#purpose", "Hulp bij de schulden")
    page.select_option("#legal_ground", index=7)
    press(page, "Voeg toe")
    page = four.samira.household("afspraken/nieuw/")
    page.fill("#line", "gesprek: Karin, di 9-10")
    page.select_option("#owner", label="Dirk Hofman")
    press(page, "Bewaar als voorstel")
    page = four.karin_sees("Dinsdag")
    form = page.locator(".answers").first
    form.locator("summary").click()
    form.locator("textarea").fill("dan werk ik")
    leave_by(form.locator("button[value=cannot]"))
    page = four.samira.household("plan/")
    leave_by(page.get_by_role("link", name="Gesprek", exact=False).first)
    leave_by(page.get_by_role("link", name="Vraag om verandering"))
    page.fill("#wanted", "Karin werkt dinsdag. Kan het een avond?")
    press(page, "Vraag het")
    page = todo(four.dirk, "Karin werkt dinsdag")
    page.locator("input[name=do][value=change]").check()
    page.fill("#words", "Het wordt donderdagavond.")
    press(page, "Opschrijven")


def dirk_changes_it(four: Four) -> None:
    """What he said becomes the agreement, and Karin is asked about that one."""
    page = four.dirk.household("plan/")
    leave_by(page.get_by_role("link", name="Gesprek", exact=True).first)
    page.fill("#line", "gesprek: Karin, do 19-20")
    press(page, "Bewaar als voorstel")
    page = four.karin_sees("Donderdag")
    expect(page.locator("main")).not_to_contain_text("Dinsdag")
    leave_by(page.locator(".answers button[value=yes]").first)
    expect(page.locator("main")).to_contain_text("Uw ja is opgeschreven")


def it_is_done(four: Four, receipt: str) -> None:
    """Dirk reports, Samira reads it and closes the signal; the GP reads that it was picked up."""
    page = todo(four.dirk, ASKED)
    page.fill("#words", REPORT)
    press(page, "Gedaan")
    page = todo(four.samira, ASKED)
    expect(page.locator("main")).to_contain_text(REPORT)
    four.karin_sees(FOR_HER, "Dirk Hofman is klaar")
    press(page, "Ik heb het verslag gelezen")
    four.karin_sees(FOR_HER, "Klaar op")
    page = four.samira.household("wat-loopt/")
    leave_by(page.get_by_role("link", name="Signaal", exact=True))
    page.fill("#words", "Er is een regeling, en Karin weet wie zij belt.")
    press(page, "Het is afgehandeld")
    page = four.hanna.open("/zorg/ontvangstbewijs/")
    page.context.clear_cookies()
    page.reload()
    page.fill("#receipt", receipt)
    press(page, "Bekijken")
    expect(page.locator("main")).to_contain_text("Opgepakt op")
    expect(page.locator("main")).not_to_contain_text("Jansen")


def karin_sees_who_looked(four: Four) -> None:
    """Everybody who had a look stands in her log, and nobody else."""
    page = four.karin.household("wie-keek-er-mee/")
    for name in ("Hanna de Wit", "Samira Haddou", "Dirk Hofman"):
        expect(page.locator("main")).to_contain_text(name)
    page = four.karin.household("wat-loopt/")
    assert not [one for one in FOR_OTHERS if one in page.inner_text("main")]


def test_from_a_worried_gp_to_a_report_with_karin_following_it(
    browser: Browser, live_server: LiveServer, four: Four
) -> None:
    receipt = a_gp_worries(browser, live_server.url)
    four = four.of(one_plan_is_ticked(four))
    karin_joins(four)
    nobody_leads_yet(four)
    somebody_leads(four)
    debt_help_is_asked(four)
    somebody_stands_in(four)
    an_owner_is_asked_to_change(four)
    dirk_changes_it(four)
    it_is_done(four, receipt)
    karin_sees_who_looked(four)
