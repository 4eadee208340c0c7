"""JSON Schemas of the files, from the typed documents."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from tandem.formats.fields import Doc


class _Schema(GenerateJsonSchema):
    """A schema without a title for every field: the keys say enough."""

    def field_title_should_be_set(self, schema: CoreSchema | Any) -> bool:  # noqa: ANN401
        """Never."""
        del schema
        return False


def schema_of(model: type[Doc], title: str) -> dict[str, Any]:
    """Return the JSON Schema of a file."""
    return schema_of_model(model, title)


def schema_of_model(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the JSON Schema of anything that is described by a typed document."""
    schema = model.model_json_schema(by_alias=True, schema_generator=_Schema)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": title}
