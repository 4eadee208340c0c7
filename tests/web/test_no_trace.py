"""Promise P10: what is shielded from somebody leaves no trace, in any answer of any route."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from django.db import connection

from tandem.records.door import plumbing
from tests.access.town import SAFE
from tests.web.no_trace import (
    LATER,
    Secret,
    World,
    address,
    plain,
    routes,
    secret_of,
    visitor,
    wanted,
    with_it,
    without_it,
)
from tests.web.no_trace_forms import FORMS, NOT_SENT, sent_by_karin

pytestmark = pytest.mark.django_db

SEEDS = range(60 if os.environ.get("TANDEM_FULL", "") not in {"", "0"} else 2)
OUTSIDE = frozenset({"healthz", "readyz", "sign-out", "away", "demo-switch", "language"}) | {
    *("my-sign-in-second", "sign-in-key-question"),  # a secret that is new each time
}
"""Routes that say nothing of a household, or end the visit; a test of their own covers each."""
VALUES = {
    *("code", "agreement", "goal", "change", "member", "involvement", "of", "monday"),
    *("look", "item", "request", "attachment", "destruction", "professional"),
    *("matter", "token", "provider", "secret", "number"),
    *("talk", "decision", "question", "signal", "own"),
}
"""What addresses take. A new one fails here until it is named, and something is asked with it."""
OF_TALKS = frozenset({"talk", "decision"})
NAMED = frozenset({"token", "provider", "secret"})
NEVER = count(7_000_000_000)
"""Numbers of rows that were never there."""
MONDAYS = ("2026-12-14", "2027-01-04")
SENT = {"ground": "x", "do": "shield", "answer": "yes", "version": "1", "reason": "x", "line": "x"}


@dataclass(frozen=True)
class Asked:
    """Something that Karin asks for: the same in both households."""

    route: str
    values: tuple[tuple[str, object], ...] = ()


def asked(secret: Secret, one: World, route: str) -> Iterator[dict[str, object]]:
    """Return what a route is asked with: everything Karin sees, by its short name."""
    takes = wanted(route) - {"code"}
    code = {"code": one.family.code} if "code" in wanted(route) else {}
    assert wanted(route) <= VALUES, f"{route}: say what to ask for with its new value"
    choices: list[dict[str, object]] = [{}]
    for name in sorted(takes):
        choices = [{**had, name: value} for had in choices for value in _choices(secret, one, name)]
    for each in choices:
        yield {**code, **each}


def _choices(secret: Secret, one: World, name: str) -> list[object]:
    if name == "monday":
        return list(MONDAYS)
    if name == "of":
        return ["household", *(member.id for member in secret.never.members)]
    known = {
        "agreement": [row.id for row in secret.never.agreements],
        "goal": [row.id for row in secret.never.goals],
        "member": [row.id for row in secret.never.members],
        "involvement": [row.id for row in secret.never.professionals],
        "change": [],
        "talk": ["seen"],
        "decision": ["seen"],
    }
    if name not in known:
        # Of others, and of what these households do not have: there is nothing under it.
        return ["never"] if name in NAMED else [next(NEVER)]
    return [one.numbers[name][key] for key in known[name]]


def hidden(secret: Secret, one: World, route: str) -> Iterator[tuple[dict[str, object], ...]]:
    """Return pairs of addresses: of what is shielded, and of what never was."""
    takes = sorted(wanted(route) & set(one.numbers))
    seen = {
        "agreement": {row.id for row in secret.never.agreements},
        "goal": {row.id for row in secret.never.goals},
        "member": {row.id for row in secret.never.members},
        "involvement": {row.id for row in secret.never.professionals},
        "change": set(),
        "talk": {"seen"},
        "decision": {"seen"},
    }
    for name in takes:
        for key, number in one.numbers[name].items():
            if key not in seen[name]:
                code: dict[str, object] = {"code": one.family.code}
                code |= {other: one.numbers[other]["seen"] for other in takes if other in OF_TALKS}
                yield {**code, name: number}, {**code, name: next(NEVER)}


def names() -> list[str]:
    return sorted(str(one.name) for one in routes() if one.name not in OUTSIDE)


def told(world: World, secret: Secret, name: str) -> list[str]:
    client = visitor(world)
    answers = []
    for values in asked(secret, world, name):
        at = address(name, **values)
        answers.append(plain(client.get(at), world.family.code))
        answers.append(plain(client.get(at, {"voor": "3", "afspraak": "x"}), world.family.code))
        answers.append(plain(client.post(at, {}), world.family.code))
    return answers


def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page be of one moment, and files lie nowhere."""
    for page in ("doors", "sign_in"):
        monkeypatch.setattr(f"tandem.web.pages.{page}.now", lambda: LATER)
    for page in ("files", "rights"):
        monkeypatch.setattr(f"tandem.web.pages.{page}.safe", lambda: SAFE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(LATER.timestamp())))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_route_answers_as_if_it_had_never_been(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """With an odd seed Karin first fills in every form she may send, and gets the same of each."""
    settled(monkeypatch)
    secret = secret_of(seed)
    answers: list[dict[str, list[str]]] = []
    filled: list[list[tuple[str, str]]] = []
    for make in (with_it, without_it):
        with plumbing():
            before = connection.savepoint() or ""
        world = make(secret)
        filled.append(list(sent_by_karin(world)) if seed % 2 else [])
        answers.append({name: told(world, secret, name) for name in names()})
        if make is with_it:
            _same_as_never(secret, world)
        with plumbing():
            connection.savepoint_rollback(before)
    for (name, one), (_, other) in zip(*filled, strict=True):
        assert one == other, name
    for name in names():
        assert answers[0][name] == answers[1][name], name
    _nothing_is_left_out(answers[1])


def _nothing_is_left_out(answers: dict[str, list[str]]) -> None:
    """What Karin may send is sent, or it is said why not; each third answer is that of a form."""
    taken = {
        name
        for name, told in answers.items()
        if any(one[:3] not in {"403", "405"} for one in told[2::3])
    }
    sent = {one.route for one in FORMS} | {one.at for one in FORMS if one.at}
    assert taken - sent - set(NOT_SENT) == set(), "fill it in, or say why Karin does not"
    assert sent & set(NOT_SENT) == set()


def _same_as_never(secret: Secret, world: World) -> None:
    """What is asked of something shielded is answered as for what never was, on every route."""
    client = visitor(world)
    for name in names():
        for real, never in hidden(secret, world, name):
            for ask in (client.get, lambda at: client.post(at, SENT)):
                one, other = (
                    plain(ask(address(name, **values)), world.family.code)
                    for values in (real, never)
                )
                assert one == other, (name, real)
