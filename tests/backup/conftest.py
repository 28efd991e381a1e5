"""Databases to restore into, and backups that something happened to."""

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask_migrate import upgrade

from cwf import create_app
from cwf.database import db
from tests.conftest import POSTGRES, settings_for
from tests.programme.conftest import elsewhere, forum  # noqa: F401 - fixtures


def lines_of(path: Path) -> list[Any]:
    """All lines of a backup, the last one, too."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def rows_of(path: Path) -> dict[str, list[Any]]:
    """The rows of a backup by table."""
    found: dict[str, list[Any]] = {}
    name = ""
    for line in lines_of(path)[1:-1]:
        if isinstance(line, dict):
            name = line["table"]
            found[name] = []
        else:
            found[name].append(line)
    return found


def forge(path: Path, change: Callable[[list[Any]], None]) -> None:
    """Change the lines of a backup and make its end right again."""
    lines = lines_of(path)[:-1]
    change(lines)
    rows: dict[str, int] = {}
    name = ""
    for line in lines[1:]:
        if isinstance(line, dict):
            name = line["table"]
            rows[name] = 0
        else:
            rows[name] += 1
    raw = b"".join(json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines)
    end = json.dumps({"end": rows, "sha256": hashlib.sha256(raw).hexdigest()})
    path.write_bytes(gzip.compress(raw + end.encode() + b"\n"))


@contextmanager
def postgres_database(name: str) -> Iterator[str]:
    """An empty database on the local server, dropped afterwards; its address."""
    with psycopg.connect(f"postgresql://{POSTGRES}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"postgresql+psycopg://{POSTGRES}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def other(app: Flask, engines: dict[str, Flask | str], tmp_path: Path) -> Iterator[Flask]:
    """A second installation, on the other engine, that has nothing yet, not even tables."""
    if isinstance(engines["postgresql"], str):
        pytest.skip(engines["postgresql"])
    if db.engine.dialect.name == "postgresql":
        yield create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'other.sqlite'}"))
        return
    with postgres_database(f"cwf_other_{os.getpid()}") as url:
        made = create_app(settings_for(tmp_path, url))
        yield made
        with made.app_context():
            db.engine.dispose()


@pytest.fixture
def migrated(other: Flask) -> Flask:
    """The second installation with its tables, all empty."""
    with other.app_context():
        upgrade()
    return other
