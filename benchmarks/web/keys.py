"""Measures in a browser how soon a clash comes and goes: `python -m benchmarks.web.keys`.

On case C1, in the form of an agreement: a time is changed as if somebody typed it, and the clock
runs until the clash stands there, or stands there no more. The pause in which the page waits for
the next key is part of it. Server, database and browser share the machine.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
from collections.abc import Mapping, Sequence

import psycopg
from playwright.sync_api import Page, sync_playwright

from benchmarks.machine import this_machine
from benchmarks.tables import percentile
from benchmarks.web import serve
from tandem.config.demo.place import free_port
from tandem.config.embedded import Place
from tests.browser import FLAGS, chromium

PORT = 8850
SETTINGS = "tandem.config.settings.demo"
TITLE = "Coachgesprek"
ON_TUESDAY, ON_SUNDAY = "gesprek: Kevin, di 10:30-11:30", "gesprek: Kevin, zo 10:30-11:30"
MEETS = "vallen ze samen"
TARGET = 200.0
"""Milliseconds from the key to the clash."""
C1 = """
    SELECT h.code, k.id FROM people_household h
    JOIN coordination_lead l ON l.household_id = h.id AND l.accepted
    JOIN people_account k ON k.professional_id = l.professional_id
    WHERE h.name = 'Gezin De Vries'
"""
TYPED = """([words, meets, comes]) => new Promise((done, failed) => {
    const line = document.querySelector('#line');
    const begin = performance.now();
    line.value = words;
    line.dispatchEvent(new Event('input', {bubbles: true}));
    line.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true, key: '0'}));
    const look = () => {
        const told = document.querySelector('#result').innerText;
        if (told.includes(meets) === comes) done(performance.now() - begin);
        else if (performance.now() - begin > 10000) failed(new Error(told));
        else requestAnimationFrame(look);
    };
    look();
})"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 when the middle is slower than it should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web.keys", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often it comes and goes (20)")
    options = parser.parse_args(arguments)
    machine = this_machine(None)
    with serve.database() as (place, variables):
        found = _measured(place, {**variables, "DJANGO_SETTINGS_MODULE": SETTINGS}, options.times)
    print(f"{machine.processor}, {machine.cores} cores, load {machine.load:.1f} at the start")
    for name, times in found.items():
        print(
            f"{name}: median {statistics.median(times):.0f} ms, p95 {percentile(times, 0.95):.0f}, "
            f"max {max(times):.0f}, least {min(times):.0f} ({len(times)} times)"
        )
    return int(any(statistics.median(times) > TARGET for times in found.values()))


def _measured(place: Place, variables: Mapping[str, str], times: int) -> dict[str, list[float]]:
    os.environ.update(variables)
    import django  # noqa: PLC0415 - its settings name the database that was just made

    django.setup()
    from benchmarks.web.visits import visitor  # noqa: PLC0415 - needs Django set up

    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        row = owner.execute(C1).fetchone()
    assert row is not None, "the household of case C1 is not in the demo"
    who = visitor(str(row[0]), int(str(row[1])))
    name, _, value = who.cookie.partition("=")
    with serve.site(free_port(PORT), variables) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        context = browser.new_context(reduced_motion="reduce", locale="nl-NL")
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/huishoudens/{who.code}/plan/")
        page.get_by_role("link", name=re.compile(f"^{TITLE}$")).first.click()
        page.locator("#line").wait_for()
        found = _typed(page, times)
        browser.close()
    return found


def _typed(page: Page, times: int) -> dict[str, list[float]]:
    """Return in milliseconds how soon the clash came and went; the first time warms up."""
    found: dict[str, list[float]] = {"the clash comes": [], "the clash goes": []}
    for _ in range(times + 1):
        found["the clash comes"].append(page.evaluate(TYPED, [ON_TUESDAY, MEETS, True]))
        found["the clash goes"].append(page.evaluate(TYPED, [ON_SUNDAY, MEETS, False]))
    return {name: some[1:] for name, some in found.items()}


if __name__ == "__main__":
    sys.exit(main())
