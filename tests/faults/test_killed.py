"""A process is killed in the middle: what it was at has not happened, or happens later, once."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from cwf import clock, jobs
from cwf.audit import AuditEntry
from cwf.database import db, only_reading
from cwf.programme.actions import books
from cwf.programme.jobs import books as programme_jobs
from cwf.programme.models import Artefact, Book, Publication, Release
from cwf.web.rendering import Rendered
from tests.architecture.source import ROOT
from tests.faults.conftest import publish
from tests.programme.conftest import Forum
from tests.serving import settings_of

PROGRAMME = "/en/editions/2017/programme"
PDF = Rendered(pdf=b"%PDF-1.7", pages=12, seconds=1.0, peak_bytes=1, complaints=())


def environment(app: Flask) -> dict[str, str]:
    """Of a process on the same database."""
    settings = app.extensions["cwf_settings"]
    return settings_of(
        settings.instance,
        CWF_DATABASE_URL=settings.database_url,
        CWF_BASE_URL=settings.base_url,
        CWF_SECRET_KEY=settings.secret_key,
        CWF_TOTP_KEY=settings.totp_key,
    )


@contextmanager
def started(app: Flask, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the application; killed at the end, whatever it is at."""
    db.session.rollback()
    with subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=environment(app),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def killed_at(app: Flask, step: str, told: Path, *words: str) -> None:
    """Run a command and kill it when it comes to a step."""
    told.unlink(missing_ok=True)
    with started(app, "tests.faults.dying", step, str(told), *words) as process:
        until(lambda: told.exists() or process.poll() is not None)
        assert process.poll() is None, "it ended before that step"


def until(true: object) -> None:
    for _ in range(3000):
        if true():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("did not come to pass")


def state() -> tuple[object, ...]:
    """Everything that publishing changes."""
    db.session.rollback()
    counts = [
        db.session.scalar(select(func.count()).select_from(row))
        for row in (Release, Artefact, Book, AuditEntry)
    ]
    pointer = db.session.scalars(select(Publication)).one()
    return (*counts, pointer.version, pointer.release_id)


def change_title(forum: Forum, title: str) -> None:
    forum.session["opening"].title = {"en": title}
    db.session.commit()


PUBLISH = ("programme", "publish", "--edition", "2017", "--note", "x")


@pytest.mark.parametrize("step", ["rendering", "before", "amid"])
def test_killed_while_publishing_nothing_is_published(
    app: Flask, forum: Forum, tmp_path: Path, step: str
) -> None:
    publish(forum)
    before = app.test_client().get(PROGRAMME).data
    change_title(forum, "Another opening")
    was = state()
    killed_at(app, step, tmp_path / "told", *PUBLISH)
    assert state() == was
    assert app.test_client().get(PROGRAMME).data == before
    publish(forum)
    assert db.session.scalars(select(Release.number).order_by(Release.number)).all() == [1, 2]
    assert "Another opening" in app.test_client().get(PROGRAMME).text


def test_killed_at_any_moment_a_release_is_whole_or_not_there(
    app: Flask, forum: Forum, long: bool
) -> None:
    """With the real command, at chance moments; whatever came of it, all parts agree."""
    publish(forum)
    chance = random.Random(1)
    for number in range(12 if long else 1):
        change_title(forum, f"Opening {number}")
        with started(app, "flask", *PUBLISH) as process:
            try:
                process.wait(chance.uniform(0.5, 4.0))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        whole_releases()
    publish_if_new(app)
    assert f"Opening {number}" in app.test_client().get(PROGRAMME).text


def whole_releases() -> None:
    """Each release with artefacts has all of them, both books and an entry in the log."""
    db.session.rollback()
    numbers = db.session.scalars(select(Release.number).order_by(Release.number)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1))
    kept = db.session.execute(select(Artefact.release_id, func.count()).group_by("release_id"))
    assert len({count for _, count in kept}) == 1
    pointer = db.session.scalars(select(Publication)).one()
    newest = db.session.scalar(select(func.max(Release.id)))
    assert pointer.release_id == newest
    wanted = select(func.count()).select_from(Book).where(Book.release_id == newest)
    assert db.session.scalar(wanted) == 2


def publish_if_new(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=list(PUBLISH))
    assert result.exit_code == 0, result.output
    db.session.remove()


@pytest.mark.parametrize("step", ["laying out", "delivering"])
def test_a_book_whose_worker_was_killed_is_made_by_the_next_one_once(
    app: Flask, forum: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    publish(forum)
    killed_at(app, step, tmp_path / "told", "jobs", "work")
    db.session.rollback()
    found = db.session.scalars(select(Book).order_by(Book.id)).all()
    assert [(book.state, book.attempts) for book in found] == [("rendering", 1), ("wanted", 0)]
    printed: list[str] = []

    def render(document: object) -> Rendered:
        printed.append(document.language)  # type: ignore[attr-defined]
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    jobs.run_job("books")
    assert printed == ["da"], "the other is on lease"
    with time_machine.travel(clock.now() + books.LEASE + timedelta(seconds=1)):
        jobs.run_job("books")
        jobs.run_job("books")
    assert printed == ["da", "en"]
    db.session.rollback()
    names = db.session.scalars(select(Artefact.name).where(Artefact.media_type == books.PDF)).all()
    assert sorted(names) == ["da/programme.a5.pdf", "en/programme.a5.pdf"]
    assert {book.state for book in db.session.scalars(select(Book))} == {"ready"}


def test_a_lease_is_renewed_while_the_work_goes_on(
    app: Flask, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(forum)
    monkeypatch.setattr(books, "RENEWED_EVERY", 0.1)
    leases: list[object] = []

    def render(document: object) -> Rendered:
        at = clock.now() + timedelta(hours=1)
        with time_machine.travel(at, tick=False):
            until(lambda: lease_of(app) >= at + books.LEASE)
        leases.append(document)
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    jobs.run_job("books")
    assert len(leases) == 2


def lease_of(app: Flask) -> object:
    with app.app_context():
        return db.session.scalar(
            select(func.max(Book.leased_until)).where(Book.state == "rendering")
        )


def test_who_lost_a_lease_delivers_nothing(app: Flask, forum: Forum) -> None:
    """A worker that was paused for too long, and comes back when the book is made."""
    publish(forum)
    slow = books.take(clock.now())
    assert slow is not None
    later = clock.now() + books.LEASE + timedelta(seconds=1)
    quick = books.take(later)
    assert quick is not None
    assert (quick.id, quick.attempt) == (slow.id, 2)
    books.renew(slow, later + timedelta(hours=5))
    assert books.deliver(quick, PDF, at=later) is True
    assert books.deliver(slow, PDF, at=later) is False
    books.fail(slow, "too late")
    db.session.commit()
    book = db.session.get_one(Book, slow.id)
    assert (book.state, book.error, book.leased_until) == ("ready", None, None)
    pdfs = select(func.count()).select_from(Artefact).where(Artefact.media_type == books.PDF)
    assert db.session.scalar(pdfs) == 1


def test_a_worker_that_is_told_to_end_does_so(app: Flask, forum: Forum) -> None:
    """And has beaten before: the heartbeat is there from its start."""
    with started(app, "flask", "jobs", "work") as process:
        until(beaten)
        process.terminate()
        assert process.wait(120) is not None


def beaten() -> bool:
    with only_reading():  # else this test holds the write lock while it sleeps
        return jobs.worker_alive()
