"""The book as a download: kept bytes, else a page that waits for the worker."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf import clock, jobs
from cwf.database import db
from cwf.programme.actions import publishing
from cwf.programme.jobs import books as programme_jobs
from cwf.programme.models import Book, Session
from cwf.web.rendering import Failed, Rendered
from tests.programme.conftest import ADA, Forum

BASE = "/en/editions/2017"


@pytest.fixture(autouse=True)
def press(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press that prints the first title and the cover's words of what it is given."""

    def render(document: object) -> Rendered:
        if "unprintable" in document.html:
            raise Failed("no ink")
        part = document.html.partition("A part of the programme")[1]
        pdf = f"%PDF {document.language} {document.stylesheets[-1]} {part}".encode()
        return Rendered(pdf=pdf, pages=1, seconds=1, peak_bytes=1, complaints=())

    monkeypatch.setattr(programme_jobs, "render_in_child", render)


def publish(forum: Forum) -> None:
    prepared = publishing.prepare(forum.edition, at=clock.now(), author="Ada", note={})
    publishing.publish(forum.edition, prepared, [], actor=ADA)
    db.session.commit()


def change(forum: Forum, title: str) -> None:
    session = db.session.get_one(Session, forum.session["opening"].id)
    session.title = {"en": title}
    db.session.commit()


def test_nothing_published_is_not_found(client: FlaskClient, forum: Forum) -> None:
    assert client.get(f"{BASE}/programme.pdf").status_code == 404
    assert client.get(f"{BASE}/book").status_code == 404


def test_book_that_is_not_there_yet_is_waited_for(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    answer = client.get(f"{BASE}/programme.pdf")
    assert (answer.status_code, answer.location) == (303, f"{BASE}/book")
    page = client.get(f"{BASE}/book")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert f'content="4;url={BASE}/book?paper=a5&amp;looks=1"' in page.text
    assert "No books are made at the moment" in page.text
    jobs.run_all()
    assert "No books are made" not in client.get(f"{BASE}/book?paper=a4").text
    answer = client.get(f"{BASE}/book")
    assert (answer.status_code, answer.location) == (303, f"{BASE}/programme.pdf?paper=a5")


def test_page_stops_looking_by_itself(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    jobs.beat()
    page = client.get(f"{BASE}/book?looks=60").text
    assert "http-equiv" not in page
    assert "It takes longer than it should." in page


def test_book_is_sent_with_etag_and_name(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    jobs.run_job("books")
    answer = client.get(f"{BASE}/programme.pdf")
    assert answer.data == b"%PDF en print/a5.css "
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="forum-2017-en-a5.pdf"'
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    again = client.get(f"{BASE}/programme.pdf", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    danish = client.get("/da/editions/2017/programme.pdf")
    assert danish.data == b"%PDF da print/a5.css "


def test_earlier_book_serves_until_the_new_one_is_there(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    jobs.run_job("books")
    first = client.get(f"{BASE}/programme.pdf")
    change(forum, "Opening, and more")
    publish(forum)
    between = client.get(f"{BASE}/programme.pdf")
    assert between.data == first.data
    assert between.headers["Cache-Control"] == "public, max-age=10"
    jobs.run_job("books")
    assert client.get(f"{BASE}/programme.pdf").headers["Cache-Control"] != "public, max-age=10"


def test_part_of_the_programme_is_made_when_asked_for(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    jobs.run_job("books")
    part = f"{BASE}/programme.pdf?kind=panel&paper=a4&q=words"
    answer = client.get(part)
    assert (answer.status_code, answer.location) == (
        303,
        f"{BASE}/book?kind=panel&paper=a4&q=words",
    )
    assert client.get(answer.location).status_code == 200
    assert client.get(answer.location).status_code == 200
    assert [(b.paper, b.selection) for b in db.session.scalars(select(Book).order_by(Book.id))] == [
        ("a5", ""),
        ("a5", ""),
        ("a4", "kind=panel"),
    ]
    jobs.run_job("books")
    assert client.get(answer.location).location == f"{BASE}/programme.pdf?paper=a4&kind=panel"
    assert client.get(part).data == b"%PDF en print/a4.css A part of the programme"


def test_part_of_an_earlier_release_does_not_serve(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    client.get(f"{BASE}/book?kind=panel")
    jobs.run_job("books")
    assert client.get(f"{BASE}/programme.pdf?kind=panel").status_code == 200
    change(forum, "Opening, and more")
    publish(forum)
    assert client.get(f"{BASE}/programme.pdf?kind=panel").status_code == 303


def test_failed_book_is_told_and_the_earlier_one_stays(client: FlaskClient, forum: Forum) -> None:
    publish(forum)
    jobs.run_job("books")
    change(forum, "unprintable")
    publish(forum)
    jobs.run_job("books")
    assert client.get(f"{BASE}/programme.pdf").status_code == 200
    page = client.get(f"{BASE}/book").text
    assert "The book could not be made" in page
    assert "http-equiv" not in page


@pytest.mark.parametrize("query", ["paper=a0", "kind=unheard", "day=2017-11-99", "track=../etc"])
def test_what_cannot_be_asked_for_is_refused(client: FlaskClient, forum: Forum, query: str) -> None:
    publish(forum)
    assert client.get(f"{BASE}/programme.pdf?{query}").status_code == 400
    assert client.get(f"{BASE}/book?{query}").status_code == 400
