"""How the values of a column are written in a backup, and read again on either engine.

A column is of one of KINDS. JSON is carried as the very text that the database has, so that SQL's
NULL, JSON's null and the order of keys survive.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Dialect, Text, cast, type_coerce
from sqlalchemy import types as sql
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from cwf.database import UtcDateTime

# Kind of column → how a value is written as JSON, and how it is read again.
KINDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "plain": (lambda value: value, lambda value: value),
    "number": (float, float),
    "json": (str, str),
    "bytes": (lambda value: b64encode(value).decode(), b64decode),
    "instant": (lambda value: value.astimezone(UTC).isoformat(), datetime.fromisoformat),
    "date": (date.isoformat, date.fromisoformat),
    "time": (time.isoformat, time.fromisoformat),
    "uuid": (lambda value: value.hex, UUID),
}  # fmt: skip
OF_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (sql.JSON, "json"),
    (sql.LargeBinary, "bytes"),
    (sql.DateTime, "instant"),
    (sql.Date, "date"),
    (sql.Time, "time"),
    (sql.Uuid, "uuid"),
    (sql.Numeric, "number"),
    (sql.Float, "number"),
    (sql.Integer, "plain"),
    (sql.Boolean, "plain"),
    (sql.String, "plain"),
)
TYPES: dict[str, TypeEngine[Any]] = {
    "bytes": sql.LargeBinary(),
    "instant": UtcDateTime(),
    "date": sql.Date(),
    "time": sql.Time(),
    "uuid": sql.Uuid(),
}


def kind_of(column: Column[Any]) -> str:
    """The kind of a declared column. Raises TypeError for a type that backups do not know."""
    declared = column.type
    plain = declared.impl_instance if isinstance(declared, TypeDecorator) else declared
    for type, kind in OF_TYPES:
        if isinstance(plain, type):
            return kind
    raise TypeError(f"backups do not know the type of {column}: {declared!r}")


def read(column: Column[Any]) -> ColumnElement[Any]:
    """What to select, so that `write` understands it."""
    if kind_of(column) == "json":
        return cast(column, Text)
    if isinstance(column.type, TypeDecorator) and isinstance(column.type.impl_instance, sql.String):
        return type_coerce(column, column.type.impl_instance)  # as the row has it, not as it reads
    return column


def write(kind: str, value: Any) -> Any:
    """A value as JSON can say it."""
    return None if value is None else KINDS[kind][0](value)


def parse(kind: str, value: Any) -> Any:
    """A value that was written, as a column of TYPES takes it. Raises ValueError or TypeError."""
    return None if value is None else KINDS[kind][1](value)


def bound(kind: str, value: ColumnElement[Any], dialect: Dialect) -> ColumnElement[Any]:
    """What to insert for a parameter: PostgreSQL must be told that a text is JSON."""
    if kind == "json" and dialect.name == "postgresql":
        return cast(cast(value, Text), JSON)
    return value
