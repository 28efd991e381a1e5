"""A person of whom every table that can tell something does, in words that are found again."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Boolean, Column, Integer, LargeBinary, String, Table, Uuid, insert

from sqlalchemy import Date, DateTime, Float, Numeric, Time  # isort: skip
from sqlalchemy import select

from cwf import clock
from cwf.database import db

# What says whose a row is, where no foreign key does.
ACCOUNTS = {"author_id", "actor_id", "account_id", "appointed_by", "invited_by"}
ADDRESSES = {"email", "recipient"}
# What hangs on these is the work of an office, and tells of nobody.
OFFICES = {"releases"}
STARTS = {"persons", "accounts", "participants"}
# Columns that hold a code, and which one.
CODES: dict[str, Any] = {
    "appearances.role": "speaker",
    "bulk_tasks.deed": "cancel",
    "check_ins.slot": "00000000000040008000000000000001",
    "claims.state": "place",
    "delegation_heads.rank": "deputy",
    "delegation_members.role": "official",
    "delegation_messages.side": "delegation",
    "delegations.stage": "forming",
    "delegations.standing": "member",
    "edition_staff.role": "editor",
    "edition_steps.lifecycle": "announced",
    "editions.certainty": "confirmed",
    "editions.lifecycle": "announced",
    "form_blocks.condition": {},
    "form_blocks.kind": "text",
    "form_blocks.options": [],
    "member_imports.state": "done",
    "participants.category": "full",
    "participants.channel": "own",
    "participants.payment": "paid",
    "participants.standing": "confirmed",
    "particulars.languages": ["da"],
    "sessions.kind": "talk",
    "sessions.status": "draft",
    "sessions.level": "all",
    "stations.kind": "door",
}
# A reader of notices is an account, or a participant without one.
NEITHER = {("notices", "account_id"), ("notice_wishes", "account_id")}
LISTS = {"accounts.mf_recovery_codes", "passkeys.transports"}
LANGUAGES = {"language", "original_language"}


def told_of(table: Table, known: set[str]) -> bool:
    """Whether rows of a table say whose they are."""
    if any(key.column.table.name in known - OFFICES for key in table.foreign_keys):
        return True
    names = set(table.columns.keys())
    return bool(names & (ACCOUNTS | ADDRESSES))


def personal_tables() -> list[Table]:
    """All tables that tell of somebody: by a foreign key to one that does, an id or an address."""
    known = set(STARTS)
    while more := {
        table.name
        for table in db.metadata.sorted_tables
        if table.name not in known and told_of(table, known)
    }:
        known |= more
    return [table for table in db.metadata.sorted_tables if table.name in known]


@dataclass
class Filled:
    """Rows of one person; `said` are the words, by the column in which they stand."""

    email: str
    ids: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    mark: str = "canary"

    def fill(self, table: Table) -> None:
        """One row, with words of its own wherever it can hold them."""
        values = {one.name: self._value(table, one) for one in table.columns}
        values = {name: value for name, value in values.items() if value is not SKIP}
        made = db.session.execute(insert(table).values(**values).returning(*table.primary_key))
        self.ids[table.name] = made.one()[0]

    def _value(self, table: Table, column: Column[Any]) -> Any:
        name, key = column.name, next(iter(column.foreign_keys), None)
        if key is not None:
            return self._refer(table, column, key.column.table)
        if column.primary_key and name == "id":
            return SKIP
        if f"{table.name}.{name}" in CODES:
            return CODES[f"{table.name}.{name}"]
        if name in ACCOUNTS:
            return self.ids["accounts"]
        if name in ADDRESSES:
            return self.email
        return self._made_up(f"{table.name}.{name}", column)

    def _refer(self, table: Table, column: Column[Any], there: Table) -> Any:
        if there is table or (table.name, column.name) in NEITHER:
            return None
        if there.name not in self.ids and not column.nullable:
            self.fill(there)
        return self.ids.get(there.name)

    def _made_up(self, where: str, column: Column[Any]) -> Any:
        kind = column.type
        kind = getattr(kind, "impl_instance", kind)
        if column.name in LANGUAGES:
            return "en"
        if column.name == "country":
            return "DK"
        if column.name == "zone":
            return "Europe/Copenhagen"
        if column.name in ("erased", "ends", "early", "early_until") and column.nullable:
            return None
        if column.name == "ends":
            return clock.now()  # an hour after it starts
        if column.name == "scope":
            return f"account:{self.ids['accounts']}"
        word = f"{self.mark}-{where}"
        match kind:
            case JSON():
                self.said[where] = word
                return [word] if where in LISTS else {"en": word}
            case String():
                limit = kind.length or 1000
                short = word if len(word) <= limit else f"{len(self.said):03}"[:limit]
                self.said[where] = short
                return short
            case LargeBinary():
                return self.mark.encode()
            case Boolean():
                return True
            case DateTime():
                return clock.now() - timedelta(hours=1)
            case Date():
                return date(1815, 12, 10)
            case Time():
                return time(9, 30)
            case Uuid():
                return uuid4()
            case Integer() | Numeric() | Float():
                return 1 if not column.nullable else None
        raise AssertionError(f"no value for {where}")


SKIP = object()


def snapshot() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it stands."""
    db.session.rollback()
    return {
        table.name: sorted(map(repr, db.session.execute(select(table)).all()))  # type: ignore[misc]
        for table in db.metadata.sorted_tables
    }


__all__ = ["Filled", "datetime", "personal_tables", "snapshot"]
