"""What is published of the formats is in step with the code, and every field is explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tandem.formats.document import HouseholdDoc
from tandem.formats.fields import Doc
from tandem.formats.household import schema
from tandem.formats.published import HOUSEHOLD_TITLES, ROOT, RULE_FILES, RULE_TITLES, files
from tandem.formats.rulebase import FOLDER
from tandem.formats.schema import schema_of
from tandem.formats.validate import fields_of, model_in
from tests.formats.test_fuzz import EXAMPLES

PUBLISHED = dict(files(ROOT))
DOCUMENTS: dict[str, type[Doc]] = {"household": HouseholdDoc, **RULE_FILES}


class _Core(yaml.SafeLoader):
    """Reads YAML as our own reader does: dates and times are text."""


_Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def inside(model: type[Doc]) -> Iterator[type[Doc]]:
    yield model
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner is not None:
            yield from inside(inner)


MODELS = {one.__name__: one for model in DOCUMENTS.values() for one in inside(model)}
FIELDS = [(name, key) for name, model in MODELS.items() for key in fields_of(model)]


@pytest.mark.parametrize("path", PUBLISHED, ids=[path.name for path in PUBLISHED])
def test_what_is_checked_in_is_in_step(path: Path) -> None:
    """When this fails: python -m tandem.formats.published."""
    assert path.read_text(encoding="utf-8") == PUBLISHED[path]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_is_sound(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(DOCUMENTS[name], name))


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_the_schema_accepts_the_examples(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Core)  # noqa: S506
    Draft202012Validator(schema()).validate(data)


@pytest.mark.parametrize("name", RULE_FILES)
def test_the_schemas_accept_the_rule_base(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=_Core)  # noqa: S506
    Draft202012Validator(schema_of(RULE_FILES[name], name)).validate(data)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "De Vries"},
        {"extra": 1},
        {"members": []},
        {"horizon": {}},
        {"horizon": {"from": "2027-01-04", "weeks": 0}},
        {"agreements": [{"state": "bezig"}]},
        {"accounts": [{"of": "x", "floor": -1}]},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(spoilt: dict[str, Any]) -> None:
    sound = {
        "id": "x",
        "name": "X",
        "horizon": {"from": "2027-01-04"},
        "members": [{"id": "a", "name": "A"}],
    }
    validator = Draft202012Validator(schema())
    assert validator.is_valid(sound)
    assert not validator.is_valid(sound | spoilt)


@pytest.mark.parametrize(("name", "key"), FIELDS)
def test_every_field_is_explained_with_an_example_that_is_right(name: str, key: str) -> None:
    model = MODELS[name]
    info = fields_of(model)[key]
    assert info.description
    assert info.description.endswith((".", ").", ":"))
    if model_in(info.annotation) is not None:
        return
    assert info.examples
    definition = schema_of(model, name)
    field = definition["properties"][key] | {"$defs": definition.get("$defs", {})}
    for example in info.examples:
        Draft202012Validator(field).validate(example)


def test_every_mapping_has_a_heading_and_a_sentence() -> None:
    assert set(MODELS) == set(HOUSEHOLD_TITLES) | set(RULE_TITLES)
    assert all(model.__doc__ for model in MODELS.values())


@pytest.mark.parametrize(("name", "key"), FIELDS)
def test_every_field_stands_in_the_reference(name: str, key: str) -> None:
    names = (
        "household-file",
        "kinds",
        "statuses",
        "costs",
        "grounds",
        "variants",
        "holidays",
        "keeping",
        "activities",
        "steps",
        "signals",
    )
    folder = ROOT / "docs" / "reference"
    text = "".join((folder / f"{one}.md").read_text(encoding="utf-8") for one in names)
    title = HOUSEHOLD_TITLES.get(name) or RULE_TITLES[name]
    section = text.split(f"### {title}\n", 1)[1].split("\n### ", 1)[0]
    assert f"| `{key}` |" in section


def test_the_schema_is_what_other_tools_can_read() -> None:
    published = json.loads((ROOT / "schemas" / "household.schema.json").read_text(encoding="utf-8"))
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["title"] == "Tandem household file"
