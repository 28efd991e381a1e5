"""The database restarts, is locked, or is full: reading goes on, nothing is half-written."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import OperationalError

from cwf import create_app, database, jobs
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Release, Session
from cwf.web import last_known
from tests.browsing import Browser
from tests.faults.conftest import Wire, publish
from tests.programme.conftest import Forum

POSTGRES = pytest.mark.parametrize("app", ["postgresql"], indirect=True)
SQLITE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
PROGRAMME = "/en/editions/2017/programme"
TOKEN = {"Authorization": "Bearer a-token-for-the-tests"}


def over(app: Flask, wire: Wire) -> Flask:
    """The application on the same database, by way of the wire."""
    settings = app.extensions["cwf_settings"]
    url = settings.database_url.replace(":5432", f":{wire.port}")
    made = create_app(replace(settings, database_url=url))
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def served(app: Flask, forum: Forum, wire: Wire) -> Iterator[Flask]:
    """The published forum, read over the wire."""
    publish(forum)
    made = over(app, wire)
    yield made
    with made.app_context():
        db.engine.dispose()


def refused(client: FlaskClient, path: str) -> bool:
    """Whether a page is refused as it should be: 503, when to try again, the reader's language."""
    answer = client.get(path)
    return (
        answer.status_code == 503
        and answer.headers["Retry-After"] == "10"
        and answer.headers["Cache-Control"] == "no-store"
        and f'<html lang="{path[1:3]}"' in answer.text
        and answer.headers["X-Request-ID"] in answer.text
    )


@POSTGRES
def test_reading_goes_on_while_the_database_is_away(served: Flask, wire: Wire) -> None:
    client = served.test_client()
    warm = [PROGRAMME, "/da/editions/2017/programme.ics", "/en/editions/2017/", "/en/"]
    before = {path: client.get(path) for path in warm}
    assert not any("Warning" in answer.headers for answer in before.values())
    wire.cut()
    for path, fresh in before.items():
        stale = client.get(path)
        assert (stale.status_code, stale.data) == (200, fresh.data)
        assert stale.headers["Cache-Control"] == "public, max-age=10"
        assert stale.headers["Warning"] == '110 - "Response is Stale"'
        assert int(stale.headers["Age"]) < 60
    tag = before[PROGRAMME].headers["ETag"]
    assert client.get(PROGRAMME, headers={"If-None-Match": tag}).status_code == 304
    opening = client.get("/da/editions/2017/sessions/opening")
    assert opening.status_code == 200, "made of the release, which is in memory"
    assert client.get("/da/editions/2017/sessions/none").status_code == 404
    served.extensions["cwf_shelf"].clear()
    served.extensions["cwf_release"].cache_clear()
    assert refused(client, "/da/editions/2017/sessions/opening")
    assert refused(client, "/da/editions/2019/")
    wire.mend()
    last_known_of(served)._away_until = 0
    again = client.get(PROGRAMME)
    assert (again.status_code, again.data, "Warning" in again.headers) == (
        200,
        before[PROGRAMME].data,
        False,
    )
    assert client.get("/da/editions/2017/sessions/opening").status_code == 200


def last_known_of(app: Flask) -> last_known.LastKnown:
    found: last_known.LastKnown = app.extensions["cwf_last_known"]
    return found


@POSTGRES
def test_nobody_waits_for_a_database_that_was_away_just_now(
    served: Flask, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = served.test_client()
    client.get(PROGRAMME)
    wire.cut()
    client.get(PROGRAMME)
    tries: list[str] = []

    def away(slug: str) -> None:
        tries.append(slug)
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr("cwf.programme.queries.published.current", away)
    for _ in range(5):
        assert client.get(PROGRAMME).status_code == 200
    assert tries == []
    monkeypatch.setattr(last_known_of(served), "_away_until", 0)
    client.get(PROGRAMME)
    assert tries == ["2017"]


@POSTGRES
def test_what_was_last_known_serves_for_a_quarter_of_an_hour(
    served: Flask, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = served.test_client()
    client.get(PROGRAMME)
    wire.cut()
    later = time.monotonic() + 14.5 * 60
    monkeypatch.setattr(last_known, "monotonic", lambda: later)
    answer = client.get(PROGRAMME)
    assert (answer.status_code, int(answer.headers["Age"]) // 60) == (200, 14)
    later += 60
    assert refused(client, PROGRAMME)


@POSTGRES
def test_a_backup_says_that_the_database_is_away(served: Flask, wire: Wire, tmp_path: Path) -> None:
    wire.cut()
    with served.app_context():
        told = served.test_cli_runner().invoke(args=["backup", str(tmp_path / "b")])
    assert (told.exit_code, told.output) == (
        1, "Error: no backup was made: the database is away\n",
    )  # fmt: skip
    assert list(tmp_path.glob("b*")) == []


@POSTGRES
def test_monitors_are_told_and_the_process_lives(served: Flask, wire: Wire) -> None:
    client = served.test_client()
    wire.cut()
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["database"]) == (503, "away")
    told = client.get("/metrics", headers=TOKEN)
    assert (told.status_code, "cwf_database_up 0.0" in told.text) == (200, True)
    wire.mend()
    assert client.get("/readyz").status_code == 200
    assert "cwf_database_up 1.0" in client.get("/metrics", headers=TOKEN).text


@POSTGRES
def test_a_change_is_refused_whole_and_can_be_sent_again(
    app: Flask, served: Flask, wire: Wire, account: Callable[..., Account], signed_in: Callable
) -> None:
    ada = account("ada@example.org", name="Ada")
    browser = Browser(served.test_client())
    session = signed_in(ada).get_cookie("cwf")
    browser.client.set_cookie("cwf", session.value)
    assert browser.is_signed_in()
    change = {"name": "Augusta", "language": "en", **token_of(browser)}
    wire.cut()
    answer = browser.client.post("/da/account/profile", data=change)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert '<html lang="da"' in answer.text
    wire.mend()
    db.session.rollback()
    assert db.session.get_one(Account, ada.id).name == "Ada"
    assert browser.client.post("/da/account/profile", data=change).status_code == 302
    db.session.rollback()
    assert db.session.get_one(Account, ada.id).name == "Augusta"


def token_of(browser: Browser) -> dict[str, str]:
    """The token of the account home's form."""
    from tests.programme.views.conftest import token

    return {"csrf_token": token(browser.get("/en/account/").text)}


@POSTGRES
def test_connections_that_died_are_replaced_before_they_are_used(
    served: Flask, wire: Wire, long: bool
) -> None:
    """The database restarts between two requests; nobody sees it."""
    client = served.test_client()
    cold = "/en/editions/2017/sessions/opening"
    assert client.get(cold).status_code == 200
    for _ in range(20 if long else 2):
        wire.cut()
        wire.mend()
        served.extensions["cwf_shelf"].clear()
        answer = client.get(cold)
        assert (answer.status_code, "Warning" in answer.headers) == (200, False)


@POSTGRES
def test_without_asking_first_a_restart_would_be_seen(
    app: Flask, forum: Forum, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""
    publish(forum)
    made = over(app, wire)
    client = made.test_client()
    assert client.get("/readyz").status_code == 200
    with made.app_context():
        monkeypatch.setattr(db.engine.pool, "_pre_ping", False)
    wire.cut()
    wire.mend()
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").status_code == 200
    with made.app_context():
        db.engine.dispose()


@POSTGRES
def test_jobs_survive_and_find_their_rows_again(served: Flask, wire: Wire) -> None:
    with served.app_context():
        jobs.run_all()
        wire.cut()
        with pytest.raises(OperationalError):
            jobs.run_all()
        db.session.rollback()
        jobs.run_job("mail")
        wire.mend()
        jobs.run_all()
        assert jobs.worker_alive()


@POSTGRES
def test_a_server_that_says_nothing_is_given_up(app: Flask, long: bool) -> None:
    """It takes connections and never answers: three seconds, and 503."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"postgresql+psycopg://cwf@127.0.0.1:{mute.getsockname()[1]}/cwf"
        made = create_app(replace(app.extensions["cwf_settings"], database_url=url))
        began = time.monotonic()
        assert made.test_client().get("/readyz").status_code == 503
        assert time.monotonic() - began < 30


@POSTGRES
def test_a_pool_without_a_free_connection_is_a_503(
    app: Flask, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = db.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.2)
    db.session.remove()
    held = [db.engine.connect() for _ in range(pool.size() + pool._max_overflow)]
    try:
        assert refused(app.test_client(), "/da/editions/2017/")
    finally:
        for connection in held:
            connection.close()
    assert app.test_client().get("/da/editions/2017/").status_code == 404


@SQLITE
def test_a_lock_that_lasts_too_long_is_a_503(
    app: Flask,
    forum: Forum,
    account: Callable[..., Account],
    signed_in: Callable,
    monkeypatch: pytest.MonkeyPatch,
    long: bool,
) -> None:
    publish(forum)
    monkeypatch.setattr(database, "PATIENCE", 10 if long else 0.3)
    browser = Browser(signed_in(account("ada@example.org", name="Ada")))
    change = {"name": "Augusta", "language": "en", **token_of(browser)}
    db.session.remove()
    db.engine.dispose()
    with locked(app):
        answer = browser.client.post("/en/account/profile", data=change)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
        assert app.test_client().get(PROGRAMME).status_code == 200, "reading needs no lock"
    assert browser.client.post("/en/account/profile", data=change).status_code == 302
    db.session.rollback()
    assert db.session.scalar(select(Account.name)) == "Augusta"


class locked:  # noqa: N801 - used as a block
    """Hold SQLite's one write lock in another connection."""

    def __init__(self, app: Flask) -> None:
        self._file = app.extensions["cwf_settings"].instance / "cwf.sqlite"

    def __enter__(self) -> None:
        self._connection = sqlite3.connect(self._file, isolation_level=None)
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *error: object) -> None:
        self._connection.rollback()
        self._connection.close()


class full:  # noqa: N801 - used as a block
    """Let the database file grow no further: SQLite then says what it says of a full disk."""

    def __enter__(self) -> None:
        db.session.remove()
        db.engine.dispose()
        event.listen(db.engine, "connect", self._limit)

    def _limit(self, connection: sqlite3.Connection, record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    def __exit__(self, *error: object) -> None:
        event.remove(db.engine, "connect", self._limit)
        db.session.remove()
        db.engine.dispose()


@SQLITE
def test_a_full_disk_refuses_changes_whole_and_reading_goes_on(
    app: Flask, forum: Forum, signed_in: Callable, account: Callable[..., Account]
) -> None:
    publish(forum)
    browser = Browser(signed_in(account("ada@example.org", secretariat=True)))
    page = "/en/manage/editions/2017/sessions/opening"
    from tests.programme.views.conftest import fields

    form = {**fields(browser.get(page).text), "abstract-en": "x" * 20_000}
    before = app.test_client().get(PROGRAMME).data
    logged = db.session.scalar(select(func.count()).select_from(AuditEntry))
    with full():
        answer = browser.client.post(page, data=form)
        assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "10"), answer.text
        assert app.test_client().get(PROGRAMME).data == before
        assert app.test_client().get("/en/editions/2017/sessions/opening").status_code == 200
        abstract = db.session.scalar(select(Session.abstract).where(Session.slug == "opening"))
        assert "x" * 100 not in str(abstract)
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == logged
    assert browser.client.post(page, data=form).status_code in (302, 303)
    abstract = db.session.scalar(select(Session.abstract).where(Session.slug == "opening"))
    assert abstract == {"en": "x" * 20_000}
    assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"


@SQLITE
def test_a_full_disk_lets_no_release_through_by_half(app: Flask, forum: Forum) -> None:
    publish(forum)
    forum.session["opening"].title = {"en": "Another opening"}
    db.session.commit()
    before = app.test_client().get(PROGRAMME).data
    edition_id = forum.edition.id
    with full():
        forum.edition = db.session.get_one(Edition, edition_id)
        with pytest.raises(OperationalError, match="full"):
            publish(forum)
        db.session.rollback()
    forum.edition = db.session.get_one(Edition, edition_id)
    assert db.session.scalars(select(Release.number)).all() == [1]
    assert app.test_client().get(PROGRAMME).data == before
    publish(forum)
    assert db.session.scalars(select(Release.number).order_by(Release.number)).all() == [1, 2]
    assert "Another opening" in app.test_client().get(PROGRAMME).text


@SQLITE
def test_no_space_for_a_file_is_a_503(
    app: Flask, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def fail(slug: str) -> None:
        raise error

    monkeypatch.setattr("cwf.programme.queries.published.current", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    error = OSError(errno.ENOSPC, "No space left on device")
    assert refused(app.test_client(), "/en/editions/2017/")
    error = OSError(errno.EACCES, "Permission denied")
    assert app.test_client().get("/en/editions/2017/").status_code == 500


def test_many_readers_during_an_outage_are_all_served(
    app: Flask, forum: Forum, monkeypatch: pytest.MonkeyPatch, long: bool
) -> None:
    publish(forum)
    app.test_client().get(PROGRAMME)

    def away(slug: str) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr("cwf.programme.queries.published.current", away)
    seen: list[int] = []

    def read() -> None:
        seen.extend(app.test_client().get(PROGRAMME).status_code for _ in range(20 if long else 4))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) == {200}


def test_instance_is_left_as_it_was(app: Flask, tmp_path: Path) -> None:
    """Guards the tests above: none of them may leave a limit behind."""
    if db.engine.dialect.name == "sqlite":
        assert (db.session.scalar(text("PRAGMA max_page_count")) or 0) > 1_000_000
