"""What both engines promise: instants in UTC, texts without empty ones, no lost update."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import bindparam, event, join, literal_column, select, table, text, union_all
from sqlalchemy.exc import OperationalError, SQLAlchemyError, StatementError

from cwf import database
from cwf.database import db
from cwf.jobs import Heartbeat
from cwf.one_writer import InLine
from cwf.regions.models import Region
from tests.meeting import LONG, SHORT

THREADS, TIMES = 4, 15


def test_instants_come_back_in_utc(app: Flask) -> None:
    at = datetime(2017, 11, 1, 12, 15, tzinfo=timezone(timedelta(hours=1)))
    db.session.add(Heartbeat(name="worker", at=at))
    db.session.commit()
    db.session.expire_all()
    found = db.session.get_one(Heartbeat, "worker").at
    assert (found, found.tzinfo) == (datetime(2017, 11, 1, 11, 15, tzinfo=UTC), UTC)


def test_naive_instant_is_refused(app: Flask) -> None:
    db.session.add(Heartbeat(name="worker", at=datetime(2017, 11, 1)))
    with pytest.raises(StatementError, match="naive datetime"):
        db.session.commit()


def test_empty_texts_are_absent(app: Flask) -> None:
    db.session.add(Region(slug="x", name={"en": "X", "da": ""}, country="DK", note={}))
    db.session.commit()
    db.session.expire_all()
    found = db.session.query(Region).one()
    assert (found.name, found.note) == ({"en": "X"}, {})


def test_look_up_sees_what_is_committed_and_waits_for_nobody(app: Flask) -> None:
    countries = select(Region.country).where(Region.slug == bindparam("slug"))
    db.session.add(Region(slug="x", name={"en": "X"}, country="DK", note={}))
    db.session.commit()
    db.session.execute(text("UPDATE regions SET country = 'SE'"))  # holds the lock for writing
    assert database.look_up(countries, slug="x") == ("DK",)
    db.session.commit()
    assert database.look_up(countries, slug="x") == ("SE",)
    assert database.look_up(countries, slug="y") is None


def test_look_up_reads_every_type_as_the_session_does(app: Flask) -> None:
    at = datetime(2017, 11, 1, 12, 15, tzinfo=UTC)
    db.session.add(Heartbeat(name="worker", at=at))
    db.session.add(Region(slug="x", name={"en": "X", "da": ""}, country="DK", note={}))
    db.session.commit()
    both = join(Heartbeat, Region, Region.country != "SE")
    rows = select(Heartbeat.at, Region.name, Region.id).select_from(both)
    assert database.look_up(rows) == (at, {"en": "X"}, 1) == db.session.execute(rows).one()


def test_look_up_of_all_gives_every_row_of_several_questions(app: Flask) -> None:
    db.session.add(Region(slug="x", name={"en": "X"}, country="DK", note={}))
    db.session.add(Region(slug="y", name={"en": "Y"}, country="SE", note={}))
    db.session.commit()
    of = [select(Region.slug, Region.name).where(Region.country == one) for one in ("DK", "SE")]
    found = database.look_up_all(union_all(*of))
    assert sorted(found, key=lambda row: row[0]) == [("x", {"en": "X"}), ("y", {"en": "Y"})]
    assert database.look_up_all(of[0].where(Region.slug == bindparam("slug")), slug="y") == []


def test_look_up_that_fails_fails_in_the_usual_words(app: Flask) -> None:
    with pytest.raises(SQLAlchemyError):
        database.look_up(select(literal_column("nowhere")).select_from(table("none")))


def count_up(app: Flask, failures: list[BaseException]) -> None:
    """Read a number, add one, write it back, many times over."""
    with app.app_context():
        for _ in range(TIMES):
            try:
                region = db.session.get_one(Region, 1, with_for_update=True)
                db.session.execute(
                    text("UPDATE regions SET country = :told WHERE id = 1"),
                    {"told": f"{int(region.country) + 1:02}"},
                )
                db.session.commit()
            except Exception as error:  # noqa: BLE001 - counted below
                db.session.rollback()
                failures.append(error)
            finally:
                db.session.remove()


def raced(app: Flask) -> tuple[int, int]:
    """The number after all threads have counted, and how many writes were refused."""
    db.session.add(Region(slug="x", name={"en": "X"}, country="00", note={}))
    db.session.commit()
    failures: list[BaseException] = []
    threads = [threading.Thread(target=count_up, args=(app, failures)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    return int(db.session.get_one(Region, 1).country), len(failures)


def test_no_update_is_lost_nor_refused(app: Flask) -> None:
    assert raced(app) == (THREADS * TIMES, 0)


def test_without_immediate_transactions_updates_fail(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with a plain BEGIN the same race is refused or loses."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite alone needs BEGIN IMMEDIATE")
    monkeypatch.setattr(database, "_only_reads", lambda: True)
    assert raced(app) != (THREADS * TIMES, 0)


def test_safe_requests_take_no_write_lock(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite alone has one write lock")
    begun: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        for method in ("GET", "HEAD", "POST"):
            with app.test_request_context("/", method=method):
                db.session.execute(text("SELECT 1"))
                db.session.remove()
        with app.test_request_context("/", method="GET"):
            database.will_write()
            db.session.execute(text("SELECT 1"))
            db.session.remove()
        with app.test_request_context("/", method="POST"), database.only_reading():
            db.session.execute(text("SELECT 1"))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert begun == ["BEGIN", "BEGIN", "BEGIN IMMEDIATE", "BEGIN IMMEDIATE", "BEGIN"]


@pytest.fixture
def file(app: Flask) -> Iterator[str]:
    """The database, where it is SQLite's; its connections give up at once when it is locked."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite alone has one writer")
    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", _impatient)
    yield db.engine.url.database
    event.remove(db.engine, "connect", _impatient)
    db.engine.dispose()


def _impatient(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA busy_timeout=0")


def written_while_another_writes(end: Callable[[Any], None], *, seconds: int) -> bool:
    """Whether somebody may write who asked while another was writing, who then came to an end.

    The other ends when the answer is there, or after these seconds.
    """

    engine = db.engine

    def write() -> bool:
        try:
            with engine.begin() as connection:
                connection.execute(text("DELETE FROM heartbeats"))
        except OperationalError:
            return False
        return True

    with ThreadPoolExecutor(1) as threads, engine.connect() as first:
        first.execute(text("DELETE FROM heartbeats"))
        second = threads.submit(write)
        wait([second], timeout=seconds)
        end(first)
        return second.result(timeout=60)


@pytest.mark.parametrize(
    "end", [lambda one: one.commit(), lambda one: one.rollback(), lambda one: one.close()]
)
def test_threads_wait_in_line_for_the_one_writer(file: str, end: Callable[[Any], None]) -> None:
    assert written_while_another_writes(end, seconds=SHORT)


def test_without_a_line_who_asks_meanwhile_is_refused(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: nobody asks twice here."""
    monkeypatch.setattr(InLine, "wait_for_turn", lambda self, file, patience: None)
    assert not written_while_another_writes(lambda one: one.commit(), seconds=LONG)


def test_who_is_refused_by_another_process_holds_up_nobody(file: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _again in range(2):
            with pytest.raises(OperationalError, match="locked"), db.engine.begin():
                pass
        other.execute("ROLLBACK")
    assert written_while_another_writes(lambda one: one.commit(), seconds=SHORT)


def test_patience_has_an_end(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    with db.engine.begin(), pytest.raises(OperationalError, match="locked"), db.engine.begin():
        pass
    with db.engine.begin():
        pass


def test_files_have_a_line_each(file: str, tmp_path: Path) -> None:
    with db.engine.begin():
        other = sqlite3.connect(tmp_path / "other.sqlite", factory=InLine)
        other.wait_for_turn(str(tmp_path / "other.sqlite"), 0.1)
        other.close()
        same = sqlite3.connect(file, factory=InLine)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            same.wait_for_turn(file, 0.1)
        same.close()
