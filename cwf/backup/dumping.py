"""Taking a backup: every table that counts, from one snapshot, a few rows at a time."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, Table, inspect, select, text

from cwf import clock
from cwf.backup import BackupRefused
from cwf.backup.container import FORMAT, VERSION, Writer, written
from cwf.backup.values import kind_of, read, write
from cwf.database import db, only_reading

ROWS_AT_ONCE = 500
LARGE_ROWS_AT_ONCE = 8

Tell = Callable[[str, int], None]


def tables() -> list[Table]:
    """What a backup holds, in an order in which rows can be inserted."""
    return [table for table in db.metadata.sorted_tables if table.info.get("backup", True)]


def known_revisions() -> list[str]:
    """The revisions of the database that this code knows, the newest first."""
    script = ScriptDirectory(current_app.extensions["migrate"].directory)
    return [step.revision for step in script.walk_revisions()]


def revision_of(connection: Connection) -> str | None:
    """The revision that the database is at; None where nothing was migrated yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def fingerprint(secret: str) -> str:
    """By which one secret is told from another, and which says nothing about it."""
    return hmac.new(secret.encode(), b"cwf-backup", hashlib.sha256).hexdigest()[:16]


def dump(path: Path, tell: Tell = lambda table, rows: None) -> dict[str, int]:
    """Write a backup; gives the number of rows by table, and tells of them on the way.

    Raises BackupRefused where the database is not at the revision of the code.
    """
    with only_reading(), _snapshot() as connection, written(path) as writer:
        writer.line(_header(connection))
        counted = {}
        for table in tables():
            counted[table.name] = _dump_table(connection, table, writer, tell)
        writer.end(counted)
    return counted


def _snapshot() -> Connection:
    """A connection whose reads all see one instant."""
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return connection


def _header(connection: Connection) -> dict[str, Any]:
    newest, at = known_revisions()[0], revision_of(connection)
    if at != newest:
        raise BackupRefused(
            f"the database is at revision {at or 'none'}, this code is of {newest}: "
            "run `flask db upgrade`, or take the backup with the code that the database is of"
        )
    settings = current_app.extensions["cwf_settings"]
    return {
        "format": FORMAT,
        "version": VERSION,
        "revision": at,
        "made": clock.now().isoformat(),
        "engine": connection.dialect.name,
        "base_url": settings.base_url,
        "totp_key": fingerprint(settings.totp_key),
    }


def _dump_table(connection: Connection, table: Table, writer: Writer, tell: Tell) -> int:
    columns = list(table.columns)
    kinds = [kind_of(column) for column in columns]
    writer.line(
        {
            "table": table.name,
            "columns": [[column.name, kind] for column, kind in zip(columns, kinds, strict=True)],
        }
    )
    rows = 0
    for row in _rows(connection, table, LARGE_ROWS_AT_ONCE if "bytes" in kinds else ROWS_AT_ONCE):
        writer.line([write(kind, value) for kind, value in zip(kinds, row, strict=True)])
        rows += 1
        if rows % ROWS_AT_ONCE == 0:
            tell(table.name, rows)
    tell(table.name, rows)
    return rows


def _rows(connection: Connection, table: Table, at_once: int) -> Iterator[Any]:
    statement = select(*(read(column).label(column.name) for column in table.columns))
    statement = statement.order_by(*table.primary_key.columns)
    streaming = {"stream_results": True, "yield_per": at_once}
    yield from connection.execute(statement, execution_options=streaming)
