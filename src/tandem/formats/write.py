"""Writing plain data as YAML that people like to read, or as JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal

import yaml

from tandem.formats.yaml_source import DECIMAL, NO, NOTHING, WHOLE, YES

_WIDTH = 100
_SHORT = 70
"""A list or mapping of simple values that is not longer is written on one line."""

_INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_BOOL, _NULL = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
_LOOKS_LIKE_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?")


class _Dumper(yaml.CSafeDumper):
    """Puts text between quotes only where our own reader would not read it as text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        None: [
            (_NULL, re.compile(f"(?:{'|'.join(re.escape(word) for word in sorted(NOTHING))})$")),
            (_BOOL, re.compile(f"(?:{'|'.join(sorted(YES | NO))})$")),
            (_INT, re.compile(f"(?:{WHOLE.pattern})$")),
            (_FLOAT, re.compile(f"(?:{DECIMAL.pattern})$")),
            ("tandem:number", re.compile(f"(?:{_LOOKS_LIKE_NUMBER.pattern})$")),
        ]
    }

    def ignore_aliases(self, _data: object) -> bool:
        """Write everything out."""
        return True


def _mapping(dumper: _Dumper, data: dict[str, object]) -> yaml.MappingNode:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=False)
    node.flow_style = _is_short(data)
    return node


def _list(dumper: _Dumper, data: list[object]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=_is_short(data))


def _is_short(data: dict[str, object] | list[object]) -> bool:
    """Whether this may be written on one line: few simple values, no sentences."""
    values = list(data.values()) if isinstance(data, dict) else data
    simple = not any(isinstance(value, dict | list) for value in values)
    return simple and len(str(data)) <= _SHORT


def _date(dumper: _Dumper, data: date) -> yaml.ScalarNode:
    return dumper.represent_scalar(_TEXT, data.isoformat())


def _decimal(dumper: _Dumper, data: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar(_FLOAT, f"{data:.2f}")


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(date, _date)
_Dumper.add_representer(Decimal, _decimal)


def yaml_text(data: object) -> str:
    """Write plain data as YAML."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


def json_text(data: object) -> str:
    """Write plain data as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=_json) + "\n"


def _json(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)  # two decimals come back exactly: the reader reads them as text
    raise TypeError(type(value).__name__)
