"""An agreement is entered in a minute: by one line, step by step, with two people at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import leave_by, press
from tests.e2e.conftest import Window

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

LINE = "huisarts: Lotte, vr 15:30-15:45, 10 min reizen, vanaf 8 jan"
MOST_INTERACTIONS = 12


def test_one_line_takes_four_interactions(window: Window) -> None:
    page = window.sign_in("samira")
    window.household("plan/")
    interactions = 0

    leave_by(page.get_by_role("link", name="Afspraak toevoegen"))
    interactions += 1
    page.locator("#line").click()
    interactions += 1
    page.locator("#line").type(LINE)
    interactions += 1
    expect(page.locator("#live")).to_contain_text("Lotte")
    expect(page.locator("#result")).to_contain_text("past")
    press(page, "Bewaar als voorstel")
    interactions += 1

    expect(page.locator("table.plan")).to_contain_text("Huisarts")
    assert interactions <= MOST_INTERACTIONS


def test_step_by_step_takes_no_more_than_twelve(bare_window: Window) -> None:
    page = bare_window.sign_in("samira")
    bare_window.household("afspraken/nieuw/")
    presses = [
        page.locator("details.parts > summary").first,
        page.locator("label.pick", has_text="Kevin"),
        page.locator("label.pick", has_text="vrijdag"),
    ]
    fields = {"#start": "9.00", "#end": "10.00", "#from": "8 januari 2027"}
    for one in presses:
        one.click()
    page.locator("#kind").select_option(label="Gesprek op kantoor")
    for field, words in fields.items():
        page.fill(field, words)
    press(page, "Bewaar als voorstel")
    opened, chosen, kept = 1, 1, 1
    assert opened + len(presses) + chosen + len(fields) + kept <= MOST_INTERACTIONS
    expect(page.locator("table.plan")).to_contain_text("9.00–10.00")


def test_what_cannot_be_read_is_named_and_nothing_is_lost(window: Window) -> None:
    page = window.sign_in("samira")
    window.household("afspraken/nieuw/")
    page.fill("#line", "gesprek: Kevin, vr 9-10, zomaar iets")
    press(page, "Bewaar als voorstel")
    expect(page.locator("#errors")).to_contain_text("zomaar iets")
    expect(page.locator("#line")).to_have_value("gesprek: Kevin, vr 9-10, zomaar iets")


def test_who_is_second_sees_what_the_first_changed_and_loses_nothing(window: Window) -> None:
    page = window.sign_in("samira")
    window.household("plan/")
    leave_by(page.get_by_role("link", name="Coachgesprek", exact=True))
    address = page.url
    other = page.context.new_page()
    other.goto(address)
    other.fill("#line", "gesprek: Kevin, do 17:00-18:00, telefonisch")
    press(other, "Bewaar als voorstel")
    expect(other.locator("h1")).to_have_text("Ons plan")

    page.fill("#line", "gesprek: Kevin, wo 16:30-17:30, telefonisch")
    press(page, "Bewaar als voorstel")

    expect(page.locator("main .notice").first).to_contain_text("Samira")
    expect(page.locator("#line")).to_have_value("gesprek: Kevin, wo 16:30-17:30, telefonisch")


def test_this_does_not_work_needs_a_word_and_keeps_it(bare_window: Window) -> None:
    page = bare_window.sign_in("kevin")
    bare_window.household("mijn-plan/")
    form = page.locator(".answers").first
    form.locator("summary").click()
    leave_by(form.locator("button[value=cannot]"))
    expect(page.locator(".utrecht-form-field-error-message").first).to_be_visible()
    form = page.locator(".answers", has=page.locator("details[open]")).first
    form.locator("textarea").fill("dan ben ik op school")
    leave_by(form.locator("button[value=cannot]"))
    expect(page.locator("main")).to_contain_text("dan ben ik op school")


def test_what_if_answers_at_once_beside_today(window: Window) -> None:
    """The time of therapy meets the coach: another time, and the clash goes; back, and it comes."""
    page = window.sign_in("samira")
    window.household("afspraken/nieuw/")
    window.household("stel-dat/")
    page.get_by_label("Over welke afspraak").select_option(label="Coachgesprek (Kevin)")
    line, said = page.locator("#line"), page.locator("#said")
    line.fill("gesprek: Kevin, di 10:30-11:30")
    expect(said).to_contain_text("bij")
    line.fill("gesprek: Kevin, zo 10:30-11:30")
    expect(said).not_to_contain_text("bij")
    line.fill("gesprek: Kevin, di 10:30-11:30")
    expect(said).to_contain_text("bij")
    window.household("plan/")
    expect(page.locator("table.plan")).not_to_contain_text("10.30–11.30")
