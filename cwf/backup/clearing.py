"""Emptying a database within a transaction, so that a restore can fail and nothing has happened."""

from sqlalchemy import Connection, delete, inspect, text

from cwf.database import db

PATIENCE = "10s"  # SQLite waits as long (busy_timeout)


def lock(connection: Connection) -> None:
    """Let nobody else read or write until the transaction ends (SQLite: nobody else write)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
        connection.execute(text(f"LOCK TABLE {_all(connection)} IN ACCESS EXCLUSIVE MODE"))


def clear(connection: Connection) -> None:
    """Delete every row; the triggers that guard tables against that rest meanwhile."""
    if connection.dialect.name == "postgresql":
        guarded = _guarded(connection)
        for name in guarded:
            connection.execute(text(f'ALTER TABLE "{name}" DISABLE TRIGGER USER'))
        connection.execute(text(f"TRUNCATE {_all(connection)} RESTART IDENTITY"))
        for name in guarded:
            connection.execute(text(f'ALTER TABLE "{name}" ENABLE TRIGGER USER'))
        return
    guards = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for name, _ in guards:
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    for one in reversed(_tables(connection)):
        connection.execute(delete(db.metadata.tables[one]))
    for _, sql in guards:
        connection.exec_driver_sql(sql)


def _tables(connection: Connection) -> list[str]:
    there = set(inspect(connection).get_table_names())
    return [one.name for one in db.metadata.sorted_tables if one.name in there]


def _all(connection: Connection) -> str:
    return ", ".join(f'"{name}"' for name in _tables(connection))


def _guarded(connection: Connection) -> list[str]:
    found = connection.scalars(
        text("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    )
    return [name.strip('"') for name in found]
