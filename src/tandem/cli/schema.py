"""`tandem schema`: the JSON Schema of the household file."""

from __future__ import annotations

import json

import click


def run_schema() -> None:
    """Print the JSON Schema of the household file."""
    from tandem.formats.household import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
