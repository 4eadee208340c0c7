"""The reference of a file format as Markdown, from its typed document: every field, in tables."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from tandem.formats.fields import Doc
from tandem.formats.validate import fields_of, model_in


def tables(model: type[Doc], titles: dict[str, str]) -> str:
    """Return a section for the document and one for each kind of mapping in it.

    `titles` gives each document class its heading; raises KeyError for one without.
    """
    sections = [_section(one, titles) for one in dict.fromkeys(_inside(model))]
    return "\n\n".join(sections)


def _inside(model: type[Doc]) -> Iterator[type[Doc]]:
    yield model
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner is not None:
            yield from _inside(inner)


def _section(model: type[Doc], titles: dict[str, str]) -> str:
    lines = [
        f"### {titles[model.__name__]}",
        "",
        " ".join((model.__doc__ or "").split()),
        "",
        "| Key | Needed | What it means | Example |",
        "|---|---|---|---|",
    ]
    for key, info in fields_of(model).items():
        needed = "yes" if info.is_required() else "no"
        meaning = (info.description or "").replace("|", "\\|")
        lines.append(f"| `{key}` | {needed} | {meaning} | {_example(key, info, titles)} |")
    return "\n".join(lines)


def _example(key: str, info: FieldInfo, titles: dict[str, str]) -> str:
    """Return an example as it is written in YAML, or where the mapping is described."""
    inner = model_in(info.annotation)
    if inner is not None:
        title = titles[inner.__name__]
        anchor = title.lower().replace(" ", "-")
        return f"see [{title}](#{anchor})"
    value = (info.examples or [None])[0]
    return f"`{key}: {_yaml(value)}`"


def _yaml(value: object) -> str:
    from tandem.formats.write import yaml_text

    if isinstance(value, list):
        return "[" + ", ".join(str(item) for item in value) + "]"
    return yaml_text(value).removesuffix("...\n").strip()
