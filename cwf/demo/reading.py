"""The data files of this folder, as plain values."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "data"


@cache
def read(name: str) -> Any:
    """What a file of the data folder holds; it is not to be changed."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def read_text(name: str) -> str:
    """A file of the data folder as it is written."""
    return (FOLDER / name).read_text(encoding="utf-8")


def sources(ids: list[str] | None) -> list[dict[str, str | None]]:
    """Sources by their ids, with title and address."""
    return [{"title": known["title"], "url": known["url"]} for known in map(_source, ids or ())]


def texts(value: dict[str, str] | None) -> dict[str, str]:
    """Texts that are never None."""
    return dict(value or {})


def _source(name: str) -> dict[str, str | None]:
    found: dict[str, str | None] = read("sources.yaml")[name]
    return found
