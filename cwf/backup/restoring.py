"""Restoring: into an empty database, or over one whose name was said; all of it or nothing.

The whole file is read and checked before anything is touched. Then the schema is brought to the
revision of the backup, the rows go in within one transaction, and the schema is brought up to
date. So a backup of an older version can be restored, and one of the other engine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, bindparam, column, func, inspect, select, table, text, update
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from cwf.backup import BackupRefused
from cwf.backup.clearing import clear, lock
from cwf.backup.container import lines
from cwf.backup.dumping import Tell, fingerprint, known_revisions, revision_of
from cwf.backup.values import KINDS, TYPES, bound, parse
from cwf.database import db, only_reading
from cwf.mail import OutgoingMail

BATCH_ROWS = 500
BATCH_BYTES = 4 * 1024 * 1024
HELD = "held back: restored from a backup"


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a backup says of itself, and the rows it holds by table."""

    header: dict[str, Any]
    rows: dict[str, int]


def contents(path: Path) -> Contents:
    """Read and check a whole backup. Raises BackupRefused for one that cannot be restored here."""
    found = lines(path)
    header = next(found)
    rows: dict[str, int] = {}
    name = ""
    for line in found:
        if isinstance(line, dict):
            name = line["table"]
            rows[name] = 0
        else:
            rows[name] += 1
    if header["revision"] not in known_revisions():
        raise BackupRefused(
            f"{path} was made by a newer version (revision {header['revision']}): install that "
            "version here, then restore"
        )
    return Contents(header=header, rows=rows)


def database_name() -> str:
    """By which the database of this installation is named: its file, or its name on the server."""
    return Path(db.engine.url.database or "").name


def same_totp_key(found: Contents) -> bool:
    """Whether second factors that the backup holds can be read with this installation's key."""
    settings = current_app.extensions["cwf_settings"]
    return bool(found.header["totp_key"] == fingerprint(settings.totp_key))


def restore(
    path: Path,
    *,
    replace: str | None = None,
    send_mail: bool = False,
    tell: Tell = lambda table, rows: None,
) -> Contents:
    """Put a backup into the database; mail that it holds unsent stays so unless `send_mail`.

    Raises BackupRefused, and has then changed no row.
    """
    found = contents(path)
    try:
        _bring_schema_to(found.header["revision"], replace)
        with db.engine.begin() as connection:
            lock(connection)
            _refuse_data(connection, replace)
            clear(connection)
            _load(connection, path, tell)
            if not send_mail:
                _hold_mail(connection)
    except OperationalError as error:
        raise BackupRefused(
            f"the database is in use or away ({error.orig}): stop web and worker, and try again"
        ) from error
    except (DBAPIError, StatementError, ValueError, TypeError) as error:
        raise BackupRefused(
            f"the rows of {path} do not fit; nothing was changed ({error})"
        ) from error
    upgrade()
    return found


def _bring_schema_to(revision: str, replace: str | None) -> None:
    with only_reading(), db.engine.connect() as connection:
        at = revision_of(connection)
        _refuse_data(connection, replace)
        empty = not _held(connection)
    if at == revision:
        return
    order = known_revisions()
    if at is not None and (not empty or at not in order):
        raise BackupRefused(
            f"the backup is of revision {revision}, the database of {at}: restore it into an "
            "empty database"
        )
    if at is None or order.index(revision) < order.index(at):
        upgrade(revision=revision)
    else:
        downgrade(revision=revision)  # of a database without rows


def _held(connection: Connection) -> dict[str, int]:
    """Tables of ours in which there is anything, and how many rows."""
    there = set(inspect(connection).get_table_names())
    counted = {
        one.name: connection.scalar(select(func.count()).select_from(one)) or 0
        for one in db.metadata.sorted_tables
        if one.name in there
    }
    return {name: rows for name, rows in counted.items() if rows}


def _refuse_data(connection: Connection, replace: str | None) -> None:
    name = database_name()
    if replace is not None and replace != name:
        raise BackupRefused(f"the database is called {name}, not {replace}; nothing was changed")
    if replace is None and (held := _held(connection)):
        told = ", ".join(f"{table}: {rows}" for table, rows in sorted(held.items())[:4])
        raise BackupRefused(
            f"the database {name} is not empty ({told} …). Restore into an empty one "
            f"(CWF_DATABASE_URL), or delete all that it holds by saying --replace {name}"
        )


def _load(connection: Connection, path: Path, tell: Tell) -> None:
    """Insert every row. Raises BackupRefused at the end if the file is not whole."""
    found = lines(path)
    next(found)
    name, columns, rows = "", [], 0
    for batch in _batches(found):
        if isinstance(batch, dict):
            name, columns, rows = batch["table"], batch["columns"], 0
            _refuse_other_columns(connection, name, columns)
            continue
        kinds = [kind for _, kind in columns]
        connection.execute(
            _insert(connection, name, columns),
            [
                {
                    f"p{at}": parse(kind, value)
                    for at, (kind, value) in enumerate(zip(kinds, row, strict=True))
                }
                for row in batch
            ],
        )
        rows += len(batch)
        tell(name, rows)
    _continue_sequences(connection)


def _batches(found: Iterator[Any]) -> Iterator[Any]:
    """The line of a table as it is, rows gathered as far as memory should hold at once."""
    batch: list[Any] = []
    size = 0
    for line in found:
        if isinstance(line, dict) or len(batch) == BATCH_ROWS or size > BATCH_BYTES:
            if batch:
                yield batch
            batch, size = [], 0
        if isinstance(line, dict):
            yield line
        else:
            batch.append(line)
            size += sum(len(value) for value in line if isinstance(value, str))
    if batch:
        yield batch


def _refuse_other_columns(connection: Connection, name: str, columns: list[Any]) -> None:
    inspector = inspect(connection)
    there = (
        {one["name"] for one in inspector.get_columns(name)} if inspector.has_table(name) else set()
    )
    if there != {one for one, _ in columns} or not {kind for _, kind in columns} <= set(KINDS):
        raise BackupRefused(f"the backup's table {name} is not as this database has it")


def _insert(connection: Connection, name: str, columns: list[Any]) -> Any:
    into = table(name, *(column(one) for one, _ in columns))
    values = {
        one: bound(kind, bindparam(f"p{at}", type_=TYPES.get(kind)), connection.dialect)
        for at, (one, kind) in enumerate(columns)
    }
    return into.insert().values(values)


def _continue_sequences(connection: Connection) -> None:
    """PostgreSQL counts on from the highest id; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for one in inspect(connection).get_table_names():
        for each in inspect(connection).get_columns(one):
            if "nextval" in str(each.get("default")):
                connection.execute(
                    text(
                        f"SELECT setval(pg_get_serial_sequence('\"{one}\"', '{each['name']}'), "  # noqa: S608
                        f'coalesce(max("{each["name"]}"), 1), max("{each["name"]}") IS NOT NULL) '
                        f'FROM "{one}"'
                    )
                )


def _hold_mail(connection: Connection) -> None:
    """What waited when the backup was taken has been sent since, or is of a drill."""
    mails = OutgoingMail.__table__
    waits = update(mails).where(mails.c.due.is_not(None))  # type: ignore[arg-type]
    connection.execute(waits.values(due=None, error=HELD))
