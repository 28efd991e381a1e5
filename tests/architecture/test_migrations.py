"""Migrations say what the models say: after an upgrade there is nothing left to migrate."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.architecture.source import ROOT

SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"

# Rows of the schema before places were nested: a place of a part, and whose it is.
A_PLACE_OF_0007 = (
    "INSERT INTO editions (id, version, changed, slug, year, ordinal_note, city, venue, zone,"
    " day_change_hour, languages, theme, lead, welcome, practical, note, notice, lifecycle,"
    " certainty, illustrative, invented, registration, look, sources) VALUES (1, 1,"
    " '2026-01-01', 'x', 2026, '{}', '{}', '{}', 'UTC', 4, '[]', '{}', '{}', '{}', '{}', '{}',"
    " '{}', 'planned', 'confirmed', false, false, false, '{}', '[]')",
    "INSERT INTO persons (id, version, name, sort_name, is_group)"
    " VALUES (1, 1, 'Ada', 'Ada', false)",
    "INSERT INTO participants (id, version, uuid, generation, edition_id, person_id, category,"
    " email, language, affiliation, standing, consented, asked) VALUES (1, 1,"
    " '00000000000000000000000000000001', 1, 1, 1, 'full', 'ada@example.org', 'en', '',"
    " 'confirmed', '2026-01-01', '2026-01-01')",
    *(
        "INSERT INTO quotas (id, edition_id, parent_id, group_code, capacity, taken, over, parts,"
        f" waiting, offer_minutes) VALUES ({number}, 1, {parent}, '{group}', 5, 1, 0, 0, 0, 60)"
        for number, parent, group in ((1, "NULL", ""), (2, "1", "full"))
    ),
    "INSERT INTO claims (root_id, quota_id, participant_id, group_code, state, since, why)"
    " VALUES (1, 2, 1, 'full', 'place', '2026-01-01', '')",
)


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


@pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_a_table_that_is_made_anew_keeps_what_refers_to_it(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """SQLite changes a table by copying it; dropping the old one must not take its children."""
    file = tmp_path / "cwf.sqlite"
    url = f"sqlite:///{file}" if engine == "sqlite" else request.getfixturevalue("postgres_url")
    assert flask("db upgrade 0007", tmp_path, url).returncode == 0
    database = create_engine(url)
    with database.begin() as rows:
        for statement in A_PLACE_OF_0007:
            rows.execute(text(statement))
    assert flask("db upgrade", tmp_path, url).returncode == 0
    with database.begin() as rows:
        assert rows.execute(text("SELECT id, root_id, taken FROM quotas ORDER BY id")).all() == [
            (1, None, 1),
            (2, 1, 1),
        ]
        assert rows.execute(text("SELECT quota_id, participant_id FROM claims")).all() == [(2, 1)]
        assert rows.execute(text("SELECT email, channel FROM participants")).all() == [
            ("ada@example.org", "own")
        ]
    database.dispose()
