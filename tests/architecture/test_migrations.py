"""Migrations say what the models say: after an upgrade there is nothing left to migrate."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.architecture.source import ROOT

SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"


def flask(words: str, instance: Path, database_url: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the application on a database of the test's own."""
    env = {**os.environ, "CWF_INSTANCE": str(instance), "CWF_DATABASE_URL": database_url}
    return subprocess.run(
        [sys.executable, "-m", "flask", *words.split()],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )


def assert_up_to_date(instance: Path, database_url: str) -> None:
    """Upgrade from nothing, compare with the models, and go all the way back."""
    for words in ("db upgrade", "db check", "db downgrade base"):
        ran = flask(words, instance, database_url)
        assert ran.returncode == 0, f"flask {words}\n{ran.stdout}{ran.stderr}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """An empty database on the local server, dropped afterwards."""
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL on 127.0.0.1:5432: {str(error).splitlines()[0]}")
    name = f"cwf_migrations_{os.getpid()}"
    with server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgresql+psycopg://postgres@127.0.0.1:5432/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_migrations_are_up_to_date_on_sqlite(tmp_path: Path) -> None:
    assert_up_to_date(tmp_path, "")


@pytest.mark.postgres
def test_migrations_are_up_to_date_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    assert_up_to_date(tmp_path, postgres_url)
