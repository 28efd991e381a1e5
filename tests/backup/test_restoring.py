"""What was backed up comes back, whole or not at all, on either engine."""

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from cwf import audit, clock, create_app, jobs, mail
from cwf.backup import BackupRefused, clearing, restoring
from cwf.backup.dumping import dump, known_revisions
from cwf.backup.restoring import contents, database_name, restore
from cwf.database import db, only_reading
from cwf.mail import OutgoingMail
from cwf.people.actions import begin_sign_in
from cwf.people.models import Picture, SignIn
from cwf.programme.actions import publishing
from cwf.programme.exports import renderings
from cwf.programme.models import Artefact, Book
from cwf.programme.shown import Shown
from cwf.regions.models import Region
from tests.backup.conftest import forge, lines_of, rows_of
from tests.conftest import settings_for
from tests.programme.conftest import ADA, Forum

EXPORTS = (
    "/en/editions/2017/programme",
    "/da/editions/2017/programme",
    "/en/editions/2017/programme?view=grid",
    "/en/editions/2017/programme.ics",
    "/en/editions/2017/programme.xml",
    "/da/editions/2017/programme.json",
    "/en/editions/2017/",
    "/en/editions/2017/sessions/opening",
    "/en/editions/2017/changes.atom",
    "/en/network.ics",
)


def publish(forum: Forum) -> None:
    """Publish as the page does, renderings and all."""
    with only_reading():
        prepared = publishing.prepare(forum.edition, at=clock.now(), author="Ada", note={})
        shown = Shown(release=prepared.release, before=publishing.latest_release(forum.edition))
        rendered = list(renderings.render_all(shown, "http://localhost"))
    publishing.publish(forum.edition, prepared, rendered, actor=ADA)
    db.session.commit()


def fetched(app: Flask) -> dict[str, bytes]:
    """What the public gets, made afresh."""
    app.extensions["cwf_shelf"].clear()
    app.extensions["cwf_release"].cache_clear()
    client = app.test_client()
    return {path: client.get(path).data for path in EXPORTS}


def book_text(app: Flask) -> list[str]:
    """The words of the book, page by page."""
    from pypdf import PdfReader

    pdf = app.test_client().get("/en/editions/2017/programme.pdf").data
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    db.session.remove()
    return result.exit_code, result.output


def test_exports_and_books_are_the_same_after_a_restore(
    app: Flask, forum: Forum, tmp_path: Path
) -> None:
    publish(forum)
    jobs.run_job("books")
    before, book = fetched(app), book_text(app)
    assert all(before.values())
    dump(tmp_path / "b")

    forum.session["opening"].title = {"en": "Closing"}
    db.session.commit()
    publish(forum)
    db.session.delete(forum.session["panel"])
    db.session.commit()
    assert fetched(app) != before

    restore(tmp_path / "b", replace=database_name())
    db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(Artefact)) == 0
    assert fetched(app) == before
    answer = app.test_client().get("/en/editions/2017/programme.pdf")
    assert (answer.status_code, answer.location) == (303, "/en/editions/2017/book")
    jobs.run_job("books")
    db.session.remove()
    assert [book.state for book in db.session.scalars(select(Book))] == ["ready", "ready"]
    assert book_text(app) == book
    assert dump(tmp_path / "again")
    assert rows_of(tmp_path / "again") == rows_of(tmp_path / "b")


def test_the_other_engine_says_the_same(
    app: Flask, forum: Forum, other: Flask, tmp_path: Path
) -> None:
    publish(forum)
    dump(tmp_path / "here")
    before = fetched(app)
    with other.app_context():
        restore(tmp_path / "here")
        dump(tmp_path / "there")
        assert fetched(other) == before
        db.session.remove()
        db.engine.dispose()
    assert lines_of(tmp_path / "there")[1:] != []
    assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")


def test_values_of_every_kind_survive(app: Flask, other: Flask, tmp_path: Path) -> None:
    """NULL beside JSON's null, numbers, letters, bytes, and an instant at the end of a month."""
    db.session.add(Picture(hash="h", media_type="image/webp", width=1, height=1, alternative={},
                           body=bytes(range(256)), created=clock.now()))  # fmt: skip
    audit.record(ADA, "a.b", scope="network", subject="Ærø 北京 \\ \" '", after={"z": 1, "a": None})
    db.session.commit()
    dump(tmp_path / "here")
    entry = rows_of(tmp_path / "here")["audit_entries"][0]
    assert entry[-2:] == ["null", '{"z": 1, "a": null}']
    with other.app_context():
        restore(tmp_path / "here")
        assert db.session.get_one(Picture, "h").body == bytes(range(256))
        dump(tmp_path / "there")
        db.session.remove()
        db.engine.dispose()
    assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")


def test_ids_go_on_from_the_highest(app: Flask, forum: Forum, tmp_path: Path) -> None:
    dump(tmp_path / "b")
    restore(tmp_path / "b", replace=database_name())
    db.session.remove()
    highest = db.session.scalar(select(func.max(Region.id)))
    made = Region(slug="new", name={"en": "New"}, country="DK", note={})
    db.session.add(made)
    db.session.commit()
    assert made.id == (highest or 0) + 1


def test_the_log_stays_append_only(app: Flask, tmp_path: Path) -> None:
    audit.record(ADA, "a.b", scope="network", subject="x")
    db.session.commit()
    dump(tmp_path / "b")
    restore(tmp_path / "b", replace=database_name())
    for statement in ("UPDATE audit_entries SET subject = 'y'", "DELETE FROM audit_entries"):
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_data_are_never_replaced_by_accident(app: Flask, forum: Forum, tmp_path: Path) -> None:
    path = tmp_path / "b"
    dump(path)
    before = rows_of(path)
    assert run(app, "restore", str(path)) == (
        1,
        f"Error: the database {database_name()} is not empty (appearances: 1, editions: 1, "
        "persons: 2, regions: 1 …). Restore into an empty one (CWF_DATABASE_URL), or delete all "
        f"that it holds by saying --replace {database_name()}\n",
    )
    assert run(app, "restore", str(path), "--replace", "production") == (
        1,
        f"Error: the database is called {database_name()}, not production; nothing was changed\n",
    )
    dump(tmp_path / "after")
    assert rows_of(tmp_path / "after") == before


def refused(path: Path, tmp_path: Path) -> str:
    """The words with which a backup is refused, and proof that nothing was changed."""
    dump(tmp_path / "before")
    with pytest.raises(BackupRefused) as refusal:
        restore(path, replace=database_name())
    db.session.remove()
    dump(tmp_path / "after")
    assert rows_of(tmp_path / "after") == rows_of(tmp_path / "before")
    return str(refusal.value)


def test_every_truncation_is_refused(app: Flask, forum: Forum, tmp_path: Path) -> None:
    dump(tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    cut = tmp_path / "cut"
    for length in (0, 1, 10, 40, len(whole) // 3, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        cut.write_bytes(whole[:length])
        with pytest.raises(BackupRefused):
            contents(cut)
    cut.write_bytes(whole[: len(whole) // 2])
    assert "is damaged or cut short" in refused(cut, tmp_path)


def test_every_alteration_is_refused(app: Flask, forum: Forum, tmp_path: Path) -> None:
    dump(tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    altered = tmp_path / "altered"
    step = max(1, len(whole) // 97)
    for at in range(10, len(whole), step):  # the first ten bytes are gzip's own
        altered.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(BackupRefused):
            contents(altered)
    altered.write_bytes(whole + b"x")
    with pytest.raises(BackupRefused):
        contents(altered)
    assert "is damaged or cut short" in refused(altered, tmp_path)


def test_a_changed_row_is_refused(app: Flask, forum: Forum, tmp_path: Path) -> None:
    """Packed anew by hand, so that gzip itself has nothing to say."""
    import gzip

    path = tmp_path / "b"
    dump(path)
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b"Ming", b"Mong")))
    assert "what it holds is not what was written" in refused(path, tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"SQLite format 3\0", b"\x1f\x8b\x08"])
def test_another_file_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(BackupRefused):
        restore(tmp_path / "b")


def set_header(**values: Any) -> Any:
    return lambda lines: lines[0].update(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_header(revision="9999"), "newer version (revision 9999): install that version"),
        (set_header(version=2), "newer version of this application"),
        (set_header(format="other"), "is no backup of this application"),
        (lambda lines: lines[0].pop("revision"), "is no backup of this application"),
        (lambda lines: lines[1].update(table="nonsense"), "is not as this database has it"),
        (lambda lines: lines[1]["columns"].pop(), "is not as this database has it"),
        (lambda lines: lines[2].pop(), "do not fit; nothing was changed"),
    ],
)
def test_what_does_not_fit_is_refused(
    app: Flask, forum: Forum, tmp_path: Path, change: Any, said: str
) -> None:
    audit.record(ADA, "a.b", scope="network", subject="x")
    db.session.commit()
    path = tmp_path / "b"
    dump(path)
    forge(path, change)
    assert said in refused(path, tmp_path)


def test_a_row_that_breaks_a_rule_undoes_all(app: Flask, forum: Forum, tmp_path: Path) -> None:
    """The last table is at fault, when all others are in."""
    path = tmp_path / "b"
    dump(path)
    forge(path, lambda lines: lines.append(lines[-1]))
    assert "do not fit; nothing was changed" in refused(path, tmp_path)
    audit.record(ADA, "a.b", scope="network", subject="x")
    db.session.flush()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text("DELETE FROM audit_entries"))
    db.session.rollback()


@pytest.fixture
def of_0003(tmp_path: Path) -> Any:
    """Makes a backup one of revision 0003: without the tables and columns that it had not yet."""
    old = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'old.sqlite'}"))
    with old.app_context():
        upgrade(revision="0003")
        inspector = inspect(db.engine)
        there = {
            table: {column["name"] for column in inspector.get_columns(table)}
            for table in inspector.get_table_names()
        }
        db.engine.dispose()

    def change(lines: list[Any]) -> None:
        lines[0]["revision"] = "0003"
        kept: list[int] = []
        for line in lines[1:]:
            if isinstance(line, dict):
                known = there.get(line["table"], set())
                kept = [at for at, (name, _) in enumerate(line["columns"]) if name in known]
                line["columns"] = [line["columns"][at] for at in kept]
            else:
                line[:] = [line[at] for at in kept]
        lines[:] = [line for line in lines if line not in ([], *of_later(lines))]

    def of_later(lines: list[Any]) -> list[Any]:
        return [line for line in lines if isinstance(line, dict) and line.get("columns") == []]

    return change


@pytest.mark.parametrize("ready", ["other", "migrated"])
def test_an_older_backup_is_brought_up_to_date(
    app: Flask,
    forum: Forum,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    ready: str,
    of_0003: Any,
) -> None:
    path = tmp_path / "b"
    dump(path)
    forge(path, of_0003)
    with request.getfixturevalue(ready).app_context():
        restore(path)
        dump(tmp_path / "after")
        db.session.remove()
        db.engine.dispose()
    header = lines_of(tmp_path / "after")[0]
    assert header["revision"] == known_revisions()[0]
    assert rows_of(tmp_path / "after")["slots"] == rows_of(path)["slots"]


def test_an_older_backup_does_not_go_over_data(
    app: Flask, forum: Forum, tmp_path: Path, of_0003: Any
) -> None:
    path = tmp_path / "b"
    dump(path)
    forge(path, of_0003)
    assert "restore it into an empty database" in refused(path, tmp_path)


@pytest.mark.parametrize("send", [False, True])
def test_mail_is_held_back_unless_asked_for(app: Flask, tmp_path: Path, send: bool) -> None:
    mail.queue(key="k", recipient="a@example.org", language="en", subject="S", body="B")
    db.session.commit()
    dump(tmp_path / "b")
    restore(tmp_path / "b", replace=database_name(), send_mail=send)
    db.session.remove()
    found = db.session.scalars(select(OutgoingMail)).one()
    assert (found.due is not None, found.error) == (send, None if send else restoring.HELD)


def test_sessions_do_not_come_back(app: Flask, account: Any, tmp_path: Path) -> None:
    begin_sign_in(account("ada@example.org"), client="Firefox")
    db.session.commit()
    dump(tmp_path / "b")
    db.session.execute(delete(SignIn))
    db.session.commit()
    restore(tmp_path / "b", replace=database_name())
    db.session.remove()
    assert db.session.scalars(select(SignIn)).all() == []


def test_command_tells_and_logs(app: Flask, forum: Forum, tmp_path: Path) -> None:
    path = tmp_path / "b"
    assert run(app, "backup", str(path))[0] == 0
    assert run(app, "backup", str(path)) == (
        1,
        f"Error: {path} exists already; nothing was written\n",
    )
    assert run(app, "backup", str(path), "--force")[0] == 0
    code, said = run(app, "restore", str(path), "--check")
    assert (code, said.endswith("It is whole.\n")) == (0, True)
    code, said = run(app, "restore", str(path), "--replace", database_name())
    assert (code, "CWF_TOTP_KEY" in said) == (0, False), said
    logged = db.session.scalars(select(audit.AuditEntry)).one()
    assert (logged.actor_name, logged.action) == ("system", "backup.restore")


def test_command_says_that_the_key_is_another(
    app: Flask, forum: Forum, other: Flask, tmp_path: Path
) -> None:
    path = tmp_path / "b"
    dump(path)
    forge(path, set_header(totp_key="0" * 16))
    code, said = run(app, "restore", str(path), "--replace", database_name())
    assert (code, "CWF_TOTP_KEY is not the one of the backup" in said) == (0, True)


def test_a_database_in_use_is_said_to_be(
    app: Flask, forum: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b"
    dump(path)
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text("UPDATE regions SET country = 'SE'"))
            held.set()
            release.wait(60)

    monkeypatch.setattr(clearing, "PATIENCE", "200ms")
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(60)
    try:
        with pytest.raises(BackupRefused, match="stop web and worker, and try again"):
            restore(path, replace=database_name())
    finally:
        release.set()
        thread.join()
