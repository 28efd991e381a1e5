"""The database handle, and how both engines are made to keep the same promises.

SQLite runs in WAL mode with foreign keys on and a busy timeout; transactions that may write begin
with BEGIN IMMEDIATE (with the default, concurrent writers silently lose updates), those of safe
requests with a plain BEGIN; threads that write wait in line. PostgreSQL needs nothing special.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import Flask, g, has_app_context, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    CompoundSelect,
    Connection,
    DateTime,
    Dialect,
    MetaData,
    Select,
    event,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from cwf.one_writer import InLine
from cwf.settings import ROOT, Settings

# What is raised when the database is away, too busy or full; never by what somebody entered.
AWAY = (OperationalError, InterfaceError, PoolTimeout)
PATIENCE = 10  # seconds that one waits for a lock of SQLite, or for a connection of the pool
# libpq: how long to wait for a server that does not answer, and to believe in a silent one
CONNECTING = {
    "connect_timeout": 3,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONNECTIONS = 10  # kept open by a process; more than it has threads, so that none waits


Asked = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


class Base(DeclarativeBase):
    """The base of all rows; names every constraint so that migrations can speak of it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
NOT_IN_BACKUPS = {"info": {"backup": False}}  # made again from other rows, or of the moment only
migrate = Migrate()

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model  # made at run time, where no type checker sees it


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on both engines; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as an aware instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TextsColumn(TypeDecorator[dict[str, str]]):
    """A text per language, {"en": …}; empty ones are left out. Assign a new dict to change it."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, str] | None, dialect: Dialect
    ) -> dict[str, str]:
        """Drop empty texts, so that absent is the one way to say missing."""
        return {language: text for language, text in (value or {}).items() if text}

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, str]:
        """Always a dict."""
        return value or {}


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the handle to the application; nothing connects yet."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    options: dict[str, Any] = {
        "hide_parameters": not settings.testing,  # never in a log
        "pool_size": CONNECTIONS,
    }
    if settings.database_url.startswith("postgresql"):
        options |= {
            "pool_pre_ping": True,
            "pool_timeout": PATIENCE,
            "connect_args": CONNECTING,
        }
    else:
        options["connect_args"] = {"factory": InLine}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "cwf" / "migrations"), render_as_batch=True)


def look_up(statement: Asked, **values: Any) -> tuple[Any, ...] | None:
    """The one row of a statement, else None; outside the session, and sees what is committed."""
    found = look_up_all(statement, **values)
    return found[0] if found else None


def look_up_all(statement: Asked, **values: Any) -> list[tuple[Any, ...]]:
    """All rows of a statement; outside the session, and sees what is committed.

    For what every request asks: a fifth of what a connection of SQLAlchemy costs. What goes wrong
    is tried again by such a one, which mends the pool, or says it in the usual words. `values` go
    to the driver as they are: numbers and texts.
    """
    engine = db.engine
    sql, constants, order, readers = _compiled(statement, engine.dialect)
    given = {**constants, **values}
    try:
        rows = _fetch(engine, sql, [given[name] for name in order] if order else given)
    except engine.dialect.loaded_dbapi.Error:
        with engine.connect() as connection:
            found = connection.execution_options(alone=True).execute(statement, values)
            return [tuple(row) for row in found]
    return [
        tuple([read(one) if read else one for read, one in zip(readers, row, strict=True)])
        for row in rows
    ]


@lru_cache
def _compiled(
    statement: Asked, dialect: Dialect
) -> tuple[str, dict[str, Any], list[str] | None, list[Any]]:
    """The SQL, its own values, their order where the driver wants one, how to read each column."""
    made = statement.compile(dialect=dialect)
    constants = {
        name: value.value if isinstance(value, Enum) else value
        for name, value in made.params.items()
    }
    readers = [
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.selected_columns
    ]
    return str(made), constants, made.positiontup, readers


def _fetch(engine: Engine, sql: str, values: Any) -> Any:
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def will_write() -> None:
    """Say that this safe request is going to write after all; ends a read already begun."""
    g.writes = True
    db.session.rollback()


@contextmanager
def only_reading() -> Iterator[None]:
    """Read within, whatever the request is, so that long work takes no write lock.

    Ends the transaction at hand on entering and on leaving; write nothing in between.
    """
    db.session.rollback()
    g.reads = True
    try:
        yield
    finally:
        db.session.rollback()
        g.reads = False


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # else the driver issues BEGINs of its own
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and not connection.get_execution_options().get("alone"):
        if _only_reads():
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_to_write(connection)


def _begin_to_write(connection: Connection) -> None:
    file, driver = connection.engine.url.database, connection.connection.driver_connection
    if not file or not isinstance(driver, InLine):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    try:
        driver.wait_for_turn(file, PATIENCE)
    except sqlite3.OperationalError as error:
        raise OperationalError("BEGIN IMMEDIATE", None, error) from error
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        driver.rollback()  # another process writes: the next in line may ask
        raise


def _only_reads() -> bool:
    if has_app_context() and g.get("reads"):
        return True
    return has_request_context() and request.method in SAFE_METHODS and not g.get("writes")
