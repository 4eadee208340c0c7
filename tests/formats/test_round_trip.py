"""Writing a household and reading it again gives the same household."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from tandem.core.model import Agreement, Demands, Form, Household, Sessions, Where
from tandem.core.rules import Kind
from tandem.formats.household import read, schema, write_json, write_yaml
from tests.formats.households import HEAD, parsed
from tests.formats.strategies import RULES, households

VALIDATOR = Draft202012Validator(schema())

some_examples = settings(
    max_examples=settings().max_examples // 20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@some_examples
@given(households())
def test_a_household_written_and_read_is_the_same(household: Household) -> None:
    for write, name in ((write_yaml, "gezin.yaml"), (write_json, "gezin.json")):
        written = write(household)
        again = read(written.encode(), name, RULES)
        assert again == household
        assert write(again) == written


@pytest.mark.parametrize("kind", RULES.kinds, ids=[kind.id for kind in RULES.kinds])
def test_what_differs_from_the_defaults_of_a_kind_is_written_out(kind: Kind) -> None:
    """So that it is read as it was, whatever the kind says."""
    where = Where.HOME if kind.where is not Where.HOME else Where.REMOTE
    session = Sessions(("kevin",), times=3, minutes=7, windows=None, where=where)
    other = () if kind.contact else ("kevin",)
    form = Form(demands=Demands(sessions=(replace(session, contact_of=other),)))
    plain = Agreement("a", "Titel", kind.id, "bram", members=("kevin",), unknown=())
    plan = (
        replace(plain, protected=not kind.protected),
        replace(plain, id="b", form=form, protected=not kind.protected),
    )
    household = replace(parsed(HEAD), agreements=plan)
    again = read(write_yaml(household).encode(), "gezin.yaml", RULES)
    assert again.agreements == plan


@settings(some_examples, max_examples=20)
@given(households())
def test_the_schema_accepts_what_is_written(household: Household) -> None:
    VALIDATOR.validate(json.loads(write_json(household)))
