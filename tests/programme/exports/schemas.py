"""The schemas of c3voc, which are not part of the project."""

import json
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree


def xml_problems(data: bytes, shared: Path) -> list[str]:
    """What c3voc-schedule.xsd finds wrong."""
    schema = etree.XMLSchema(file=str(shared / "data" / "schemas" / "c3voc-schedule.xsd"))
    schema.validate(etree.fromstring(data))
    return [str(error) for error in schema.error_log]


def json_problems(data: bytes, shared: Path) -> list[str]:
    """What the v1 schema finds wrong, formats included."""
    path = shared / "data" / "schemas" / "c3voc-schedule-v1.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text())
    validator = jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(data))]
