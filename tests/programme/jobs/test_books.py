"""The worker makes the books that are wanted, once each, and says what went wrong."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from cwf import clock, jobs
from cwf.audit import Actor
from cwf.database import db
from cwf.programme.actions import books, publishing
from cwf.programme.jobs import books as programme_jobs
from cwf.programme.models import Artefact, Book, Release
from cwf.web import leases
from cwf.web.rendering import Failed, Rendered, TooBig, TooSlow
from tests.programme.conftest import ADA, Forum

PDF = Rendered(pdf=b"%PDF-1.7", pages=12, seconds=1.0, peak_bytes=1, complaints=())


def publish(forum: Forum, actor: Actor = ADA) -> Release:
    prepared = publishing.prepare(forum.edition, at=clock.now(), author="Ada", note={})
    row = publishing.publish(forum.edition, prepared, [], actor=actor)
    db.session.commit()
    return row


def all_books() -> list[Book]:
    return list(db.session.scalars(select(Book).order_by(Book.id)))


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[list]:
    """A press that prints at once, and remembers what; an exception in `answers` is raised."""
    printed: list = []

    def render(document: object) -> Rendered:
        printed.append(document)
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    return printed


def test_wanted_books_become_ready(forum: Forum, press: list) -> None:
    publish(forum)
    jobs.run_job("books")
    assert [(b.language, b.state, b.pages, b.size) for b in all_books()] == [
        ("en", "ready", 12, 8),
        ("da", "ready", 12, 8),
    ]
    names = db.session.scalars(select(Artefact.name).order_by(Artefact.id)).all()
    assert names == ["en/programme.a5.pdf", "da/programme.a5.pdf"]
    assert [document.language for document in press] == ["en", "da"]


def test_books_are_made_once(forum: Forum, press: list) -> None:
    publish(forum)
    jobs.run_job("books")
    jobs.run_job("books")
    assert len(press) == 2


def test_a_book_is_really_printed(forum: Forum) -> None:
    publish(forum)
    order = books.take(clock.now())
    assert order is not None
    db.session.commit()
    found = programme_jobs.material(order.release_id)
    rendered = programme_jobs._lay_out(found.release, order, found)
    assert rendered.pdf.startswith(b"%PDF-1.7")
    assert rendered.complaints == ()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TooBig("x"), "The book needs more memory than a book may have."),
        (TooSlow("x"), "The book needs more time than a book may have."),
    ],
)
def test_failure_is_told_and_holds_back_no_other(
    forum: Forum, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    publish(forum)

    def render(document: object) -> Rendered:
        if document.language == "en":
            raise error
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    jobs.run_job("books")
    assert [(b.state, b.error) for b in all_books()] == [("failed", said), ("ready", None)]


def test_failure_names_the_session(forum: Forum, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(forum)

    def render(document: object) -> Rendered:
        if "Opening" in document.html:
            raise Failed("AssertionError")
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    jobs.run_job("books")
    assert all_books()[0].error == (
        "The book could not be laid out. Look at the session “Opening”."
    )


def test_failure_without_a_culprit_says_what_was_said(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(forum)
    times = iter([Failed("no font")])

    def render(document: object) -> Rendered:
        for error in times:
            raise error
        return PDF

    monkeypatch.setattr(programme_jobs, "render_in_child", render)
    jobs.run_job("books")
    assert all_books()[0].error == "The book could not be laid out: no font"


def test_a_taken_book_is_not_taken_again_until_its_lease_ends(forum: Forum) -> None:
    publish(forum)
    now = clock.now()
    first, second = books.take(now), books.take(now)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert books.take(now) is None
    again = books.take(now + books.LEASE + timedelta(seconds=1))
    assert again is not None
    assert again.id == first.id


def test_a_book_that_kills_its_worker_is_given_up(forum: Forum) -> None:
    publish(forum)
    at = clock.now()
    for _ in range(leases.ATTEMPTS):
        at += books.LEASE + timedelta(seconds=1)
        while books.take(at):
            pass
    assert books.take(at + books.LEASE + timedelta(seconds=1)) is None
    assert [book.state for book in all_books()] == ["failed", "failed"]


def test_books_of_releases_that_nobody_sees_wait(forum: Forum) -> None:
    publish(forum)
    publishing.unpublish(forum.edition, actor=ADA, at=clock.now())
    db.session.commit()
    assert books.take(clock.now()) is None


def test_filtered_books_are_kept_up_to_a_number_and_wanted_once(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "FILTERED", 2)
    release = publish(forum)
    at = clock.now()

    def want(selection: str, minute: int) -> None:
        books.want(
            release.id,
            language="en",
            paper="a5",
            selection=selection,
            at=at + timedelta(minutes=minute),
        )

    for minute, selection in enumerate(["kind=panel", "kind=talk", "kind=talk", "day=2017-11-01"]):
        want(selection, minute)
    kept = [book.selection for book in all_books()]
    assert kept == ["", "", "kind=talk", "day=2017-11-01"]


def test_a_book_whose_row_went_is_dropped(forum: Forum) -> None:
    publish(forum)
    order = books.take(clock.now())
    assert order is not None
    db.session.delete(db.session.get_one(Book, order.id))
    db.session.commit()
    books.deliver(order, PDF, at=clock.now())
    assert db.session.query(Artefact).count() == 0
