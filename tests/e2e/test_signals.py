"""A GP worries, and nothing falls between two desks: the whole way in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import fits, leave_by, press, violations
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

WIDE, NARROW = 1280, 360
TOLD = "Lotte is al een week niet op school, en haar moeder neemt niet op."


def is_well_made(page: Page) -> None:
    """Whether it fits on a telephone, and everybody can use it."""
    assert fits(page, NARROW)
    assert violations(page) == []
    assert fits(page, WIDE)


def sent_by_a_gp(window: Window) -> str:
    """Fill in the form without an account; return the code of the receipt."""
    page = window.open("/zorg/")
    is_well_made(page)
    page.get_by_label("De kinderen").check()
    page.fill("#words", TOLD)
    page.fill("#about", "Fam. De Vries, Dorpsstraat 1")
    page.fill("#name", "Bos, huisarts")
    page.fill("#telephone", "088 111 22 33")
    press(page, "Versturen")
    expect(page.locator("h1")).to_have_text("Wij hebben het")
    is_well_made(page)
    found = re.search(r"(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}", page.inner_text("main"))
    assert found is not None
    return found.group()


def test_from_a_worried_gp_to_a_report(window: Window) -> None:
    code = sent_by_a_gp(window)
    page = window.sign_in("hanna")
    expect(page.locator("main")).to_contain_text("Een signaal van buiten, over de kinderen")
    leave_by(page.get_by_role("link", name="Bekijken").first)
    is_well_made(page)
    press(page, "Ik pak dit op")
    page.select_option("#household", index=1)
    press(page, "Het hoort bij dit huishouden")
    expect(page.locator("main")).to_contain_text(TOLD)
    is_well_made(page)
    page.select_option("#to", label="Samira Haddou, inkomensconsulent, Gemeente")
    press(page, "Vraag deze persoon")

    page = window.sign_in("samira")
    leave_by(page.get_by_role("link", name="Antwoord", exact=False).last)
    is_well_made(page)
    press(page, "Ja, ik neem het over")
    expect(page.locator(".lead")).to_contain_text("Ligt bij Samira Haddou")
    page = window.household("wat-loopt/opdracht/")
    is_well_made(page)
    page.fill("#text", "Een gesprek op school, met Karin erbij")
    page.fill("#due_on", "1-12-2030")
    page.fill("#report_back", "Bel me na het gesprek.")
    asked = page.locator("#to option").nth(1)
    name = (asked.text_content() or "").split(",")[0]
    page.select_option("#to", index=1)
    press(page, "Opdracht aanbieden")
    expect(page.locator("main")).to_contain_text(f"vroeg {name}")
    is_well_made(page)

    page = window.sign_in(name.split()[0].casefold())
    leave_by(page.get_by_role("link", name="Antwoord", exact=False).last)
    press(page, "Ja, ik neem het over")
    page.fill("#words", "Lotte gaat maandag weer. Karin belt zelf als het niet lukt.")
    press(page, "Gedaan")

    page = window.sign_in("samira")
    expect(page.locator("main")).to_contain_text(f"{name} is klaar met: Een gesprek op school")
    leave_by(page.get_by_role("link", name="Lees het", exact=False).last)
    press(page, "Ik heb het verslag gelezen")
    expect(page.locator(".lead")).to_contain_text("Gedaan op")

    page = window.sign_in("karin")
    page = window.household("wat-loopt/")
    is_well_made(page)
    expect(page.locator("main")).not_to_contain_text(TOLD)
    page.context.clear_cookies()
    page = window.open("/zorg/ontvangstbewijs/")
    page.fill("#receipt", code)
    press(page, "Bekijken")
    expect(page.locator("main")).to_contain_text("Opgepakt op")
    expect(page.locator("main")).not_to_contain_text("Vries")
