"""Each in at most twelve interactions: the bed bought, a warm no, the wheelchair handled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tandem.actions.coordination.spending import set_budget, set_mandate
from tandem.core.access import SYSTEM, Actor, Duty, SpendingRole
from tandem.records.people.directory import areas
from tandem.records.people.models import Organisation
from tandem.records.work import Work, work
from tests.actions.town import professional
from tests.browser import leave_by, press
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

MOST_INTERACTIONS = 12


@dataclass
class Hand:
    """A hand on the page that counts: each click, each field filled in and each choice is one."""

    page: Page
    count: int = 0

    def click(self, on: Locator) -> None:
        self.count += 1
        on.click()

    def go(self, on: Locator) -> None:
        self.count += 1
        leave_by(on)

    def press(self, button: str) -> None:
        self.go(self.page.get_by_role("button", name=button))

    def follow(self, link: str) -> None:
        self.go(self.page.get_by_role("link", name=link, exact=True))

    def fill(self, field: str, words: str) -> None:
        self.count += 1
        self.page.fill(field, words)

    def choose(self, field: str, label: str) -> None:
        self.count += 1
        self.page.locator(field).select_option(label=label)


@contextmanager
def counted(window: Window) -> Iterator[Hand]:
    """Start on *Vandaag* and let nothing take more than twelve interactions."""
    hand = Hand(window.open("/"))
    yield hand
    assert 0 < hand.count <= MOST_INTERACTIONS, hand.count


def set_up() -> None:
    """Give the area a budget, and who leads a mandate."""

    def manager(_: Work) -> Actor:
        return professional(Organisation.objects.get(name="Gemeente"), "Wouter", Duty.MANAGER)

    def means(opened: Work) -> None:
        area, year = areas(opened)[0].id, opened.today.year
        set_budget(opened, area=area, year=year, cents=100_000)
        set_mandate(opened, area=area, role=SpendingRole.LEAD, cents=50_000)

    at = timezone.now()
    work(work(SYSTEM, at).run(manager), at).run(means)


def test_the_bed_the_no_and_the_wheelchair(bare_window: Window) -> None:
    set_up()
    page = bare_window.sign_in("samira")
    main = page.locator("main")

    with counted(bare_window) as hand:
        hand.follow("Bekijk alle huishoudens")
        hand.go(main.locator("th a").first)
        hand.follow("Regelen")
        hand.fill("#what", "Bed voor Lotte, die op de grond sliep")
        hand.fill("#amount", "180")
        hand.press("Koop het")
    expect(main).to_contain_text("€ 180 Bed voor Lotte")
    expect(main).to_contain_text("nog € 820")

    with counted(bare_window) as hand:
        hand.follow("Bekijk alle huishoudens")
        hand.go(main.locator("th a").first)
        hand.follow("Regelen")
        hand.follow("Ergens nee op zeggen")
        hand.fill("#asked", "Een taxipas voor Karin")
        hand.press("Noteer het nee")
        expect(page.locator("#errors li")).to_have_count(2)
        hand.fill("#reason", "De bus stopt bij de deur")
        hand.fill("#alternative", "Een abonnement voor de bus")
        hand.click(page.locator("#decision"))
        hand.press("Noteer het nee")
    expect(main).to_contain_text("Bezwaar maken tegen dit besluit kan tot en met")
    bare_window.open("/")
    leave_by(page.get_by_role("link", name="Ik heb gebeld"))
    page.fill("#words", "Karin neemt het abonnement")
    press(page, "Opschrijven")
    bare_window.household("regelen/")
    expect(main).to_contain_text("Karin neemt het abonnement")

    with counted(bare_window) as hand:
        hand.follow("Enkelvoudige vraag noteren")
        hand.fill("#name", "Sjaak Peters")
        hand.fill("#question", "Ik wil weer zelf naar buiten.")
        hand.fill("#needed", "Een rolstoel")
        hand.choose("#way", "Hulp en ondersteuning thuis (Wmo)")
        hand.press("Noteer de vraag")
        expect(main).to_contain_text("Wmo 2015, artikel 2.3.2 lid 1")
        investigated = page.locator(".steps li", has_text="Onderzoek klaar")
        expect(investigated).to_contain_text("uiterlijk")
        hand.go(investigated.locator("button[value=step]"))
        expect(investigated).to_contain_text("gedaan op")
        hand.fill("#words", "De rolstoel is gebracht")
        hand.press("Het is afgehandeld")
    expect(main).to_contain_text("De rolstoel is gebracht")
    expect(main).to_contain_text("Afgehandeld op")
    bare_window.open("/")
    expect(main).not_to_contain_text("naar buiten")
