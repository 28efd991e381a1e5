"""A backup is one instant of all that counts, in a file that is whole or not there."""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection

from cwf import clock
from cwf.backup import BackupRefused, dumping
from cwf.backup.dumping import dump, tables
from cwf.backup.restoring import database_name, restore
from cwf.backup.values import kind_of
from cwf.database import db
from cwf.people.models import Picture
from cwf.regions.models import Region
from tests.backup.conftest import lines_of, rows_of
from tests.programme.conftest import Forum

MIB = 1024 * 1024


def test_left_out_is_what_is_made_again_or_of_the_moment(app: Flask) -> None:
    held = {table.name for table in tables()}
    assert set(db.metadata.tables) - held == {
        "artefacts",
        "books",
        "heartbeats",
        "papers",
        "sign_in_attempts",
        "sign_ins",
    }


def test_nothing_held_refers_to_what_is_left_out(app: Flask) -> None:
    held = {table.name for table in tables()}
    referred = {key.column.table.name for table in tables() for key in table.foreign_keys}
    assert referred - held == set()


def test_every_column_has_a_kind(app: Flask) -> None:
    assert all(kind_of(column) for table in tables() for column in table.columns)


def add_region(app: Flask, slug: str) -> None:
    """In a connection of its own, as another process would."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(
            Region.__table__.insert().values(
                slug=slug, name={"en": slug}, country="DK", note={}, sources=[], four_motors=False,
                version=1, changed=clock.now(),
            )
        )  # fmt: skip


def test_backup_is_one_instant(app: Flask, forum: Forum, tmp_path: Path) -> None:
    """Somebody writes into every table that is yet to come; nothing of it is in the backup."""
    seen: list[str] = []

    def meanwhile(table: str, rows: int) -> None:
        seen.append(table)
        add_region(app, f"while-{len(seen)}")

    dump(tmp_path / "b", meanwhile)
    assert seen.index("regions") > 0
    assert len(rows_of(tmp_path / "b")["regions"]) == 1
    dump(tmp_path / "later")
    assert len(rows_of(tmp_path / "later")["regions"]) == 1 + len(seen)


def test_without_one_snapshot_it_would_be_several(
    app: Flask, forum: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: reading with commits in between sees what was written meanwhile."""

    dump_table = dumping._dump_table

    def each_by_itself(connection: Connection, *rest: Any) -> int:
        connection.rollback()
        return dump_table(connection, *rest)

    monkeypatch.setattr(dumping, "_dump_table", each_by_itself)
    seen: list[str] = []

    def meanwhile(table: str, rows: int) -> None:
        seen.append(table)
        add_region(app, f"while-{len(seen)}")

    dump(tmp_path / "b", meanwhile)
    assert len(rows_of(tmp_path / "b")["regions"]) > 1


def test_file_is_for_its_owner_and_appears_when_whole(
    app: Flask, forum: Forum, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    def fail(table: str, rows: int) -> None:
        assert [path.suffix for path in folder.iterdir()] == [".partial"]
        if table == "slots":
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        dump(folder / "b", fail)
    assert list(folder.iterdir()) == []
    dump(folder / "b")
    assert [(path.name, path.stat().st_mode & 0o777) for path in folder.iterdir()] == [("b", 0o600)]


def test_a_database_of_another_revision_is_refused(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumping, "known_revisions", lambda: ["9999", "0001"])
    with pytest.raises(BackupRefused, match="run `flask db upgrade`"):
        dump(tmp_path / "b")
    assert list(tmp_path.glob("b*")) == []


def test_header_names_no_secret(app: Flask, tmp_path: Path) -> None:
    dump(tmp_path / "b")
    settings = app.extensions["cwf_settings"]
    header = str(lines_of(tmp_path / "b")[0])
    assert all(secret not in header for secret in (settings.secret_key, settings.totp_key))


def test_memory_is_bounded_both_ways(app: Flask, tmp_path: Path) -> None:
    """96 MiB of pictures pass through; a small part of that is held at any time."""
    for number in range(96):
        body = bytes([number]) * MIB
        db.session.add(Picture(hash=str(number), media_type="image/webp", width=1, height=1,
                               body=body, alternative={}, created=clock.now()))  # fmt: skip
        db.session.commit()
        db.session.expunge_all()
    tracemalloc.start()
    try:
        dump(tmp_path / "b")
        restore(tmp_path / "b", replace=database_name())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 48 * MIB
