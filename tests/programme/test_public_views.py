"""What everybody gets of an edition."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event

from cwf import database
from cwf.database import db
from cwf.demo import large
from cwf.editions.models import Edition
from cwf.programme.models import Artefact
from cwf.programme.queries import published

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PATHS = (
    "",
    "practical",
    "programme",
    "programme?view=grid",
    "programme?track=track-1&stepfree=1",
    "programme.ics",
    "programme.xml",
    "programme.json",
    "programme.ics?q=craft",
    "sessions/session-1",
    "sessions/session-1.ics",
    "speakers/",
    "speakers/speaker-1",
    "speakers/speaker-1.ics",
    "tracks/track-2",
    "tracks/track-2.ics",
    "rooms/",
    "rooms/room-1",
    "rooms/room-1.ics",
    "changes",
    "changes.atom",
)


@dataclass
class Counted:
    """Statements that a database was asked, without BEGIN and the like."""

    statements: list[str] = field(default_factory=list)


@contextmanager
def counting() -> Iterator[Counted]:
    """Count the statements within."""
    counted = Counted()

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            counted.statements.append(statement)

    fetch = database._fetch

    def note_looked_up(engine: Any, statement: str, values: Any) -> Any:
        counted.statements.append(statement)
        return fetch(engine, statement, values)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        with patch.object(database, "_fetch", note_looked_up):
            yield counted
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def made(app: Flask) -> Callable[[int], str]:
    """A published made-up edition of a size; gives its address in English."""

    def make(sessions: int) -> str:
        large.add(sessions=sessions, now=NOW)
        db.session.commit()
        slug = large.SLUG if sessions == large.SESSIONS else f"{large.SLUG}-{sessions}"
        return f"/en/editions/{slug}/"

    return make


@pytest.mark.parametrize("sessions", [75, 300, 1200])
def test_pages_ask_the_database_once_when_warm_and_little_when_cold(
    app: Flask, client: FlaskClient, made: Callable[[int], str], sessions: int
) -> None:
    base = made(sessions)
    cold, warm = {}, {}
    for path in PATHS:
        app.extensions["cwf_shelf"].clear()
        app.extensions["cwf_release"].cache_clear()
        with counting() as counted:
            assert client.get(base + path).status_code == 200, path
        cold[path] = len(counted.statements)
        with counting() as counted:
            client.get(base + path)
        warm[path] = len(counted.statements)
    assert warm == dict.fromkeys(PATHS, 1)
    assert {path: number for path, number in cold.items() if number > 8} == {}
    assert cold == COLD


COLD = {
    "": 6,
    "practical": 6,
    "programme": 2,
    "programme?view=grid": 2,
    "programme?track=track-1&stepfree=1": 2,
    "programme.ics": 2,
    "programme.xml": 2,
    "programme.json": 2,
    "programme.ics?q=craft": 3,  # the whole calendar, whose entries it is joined from
    "sessions/session-1": 2,
    "sessions/session-1.ics": 2,
    "speakers/": 2,
    "speakers/speaker-1": 2,
    "speakers/speaker-1.ics": 2,
    "tracks/track-2": 2,
    "tracks/track-2.ics": 2,
    "rooms/": 2,
    "rooms/room-1": 2,
    "rooms/room-1.ics": 2,
    "changes": 3,
    "changes.atom": 3,
}


def test_pages_open_no_session(client: FlaskClient, made: Callable[[int], str]) -> None:
    base = made(12)
    for path in PATHS:
        answer = client.get(base + path.replace("track-1&stepfree=1", "track-1"))
        assert (answer.headers.get("Set-Cookie"), answer.headers.get("Vary")) == (
            None,
            "Accept-Encoding",
        ), path


def test_the_same_page_for_one_who_is_signed_in(
    client: FlaskClient,
    made: Callable[[int], str],
    account: Callable[..., Any],
    signed_in: Callable[..., FlaskClient],
) -> None:
    base = made(12)
    browser = signed_in(account("ada@example.org", secretariat=True))
    for path in PATHS[:4]:
        assert browser.get(base + path).data == client.get(base + path).data


def test_what_the_reader_has_is_not_sent_again(
    client: FlaskClient, made: Callable[[int], str]
) -> None:
    address = made(12) + "programme.ics"
    first = client.get(address)
    tag = first.headers["ETag"]
    for header in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(address, headers={"If-None-Match": header})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["ETag"] != tag
    assert zipped.headers["Content-Encoding"] == "gzip"
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304


def test_head_says_what_get_would(client: FlaskClient, made: Callable[[int], str]) -> None:
    address = made(12) + "programme"
    get, head = client.get(address), client.head(address)
    assert (head.data, head.headers["ETag"], head.content_length) == (
        b"",
        get.headers["ETag"],
        len(get.data),
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("sessions/none", 404),
        ("speakers/none.ics", 404),
        ("rooms/none", 404),
        ("tracks/none", 404),
        ("programme?track=none", 400),
        ("programme.ics?day=yesterday", 400),
        ("programme?utm_source=a-mail", 200),
        ("programme?q=nothing-fits-this", 200),
        ("programme?track=", 200),
    ],
)
def test_bad_addresses_are_answered_clearly(
    client: FlaskClient, made: Callable[[int], str], path: str, status: int
) -> None:
    assert client.get(made(12) + path).status_code == status


def test_what_is_not_there_leads_to_the_search_of_the_edition(
    client: FlaskClient, made: Callable[[int], str]
) -> None:
    here = made(12)
    page = client.get(f"{here}sessions/none")
    assert (page.status_code, f'<form action="{here}programme">' in page.text) == (404, True)


def test_planned_edition_is_not_there_and_an_announced_one_has_no_programme(
    app: Flask, client: FlaskClient
) -> None:
    edition = Edition(
        slug="2030", year=2030, zone="UTC", starts=date(2030, 5, 1), ends=date(2030, 5, 2)
    )
    db.session.add(edition)
    db.session.commit()
    assert client.get("/en/editions/2030/").status_code == 404
    edition.lifecycle = "announced"
    db.session.commit()
    assert client.get("/en/editions/2030/").status_code == 200
    missing = client.get("/en/editions/2030/programme")
    assert missing.status_code == 404
    assert "The programme of this forum is not published." in missing.text
    assert 'href="/en/editions/2030/"' in missing.text
    assert client.get("/en/editions/2030/programme.pdf").status_code == 404
    assert published.current("2030") is not None


def test_filters_serve_every_format_alike(client: FlaskClient, made: Callable[[int], str]) -> None:
    base = made(75)
    query = "?track=track-1&kind=keynote&kind=talk&day="
    day = client.get(base + "programme.json").json["schedule"]["conference"]["days"][1]["date"]
    data = client.get(base + f"programme.json{query}{day}").json["schedule"]["conference"]["days"]
    titles = {event["title"] for one in data for room in one["rooms"].values() for event in room}
    assert titles
    page = client.get(base + f"programme{query}{day}").text
    calendar = client.get(base + f"programme.ics{query}{day}").text
    assert page.count('<article class="session') == len(titles)
    assert calendar.count("BEGIN:VEVENT") == len(titles)


def test_filtered_calendar_is_the_same_whether_joined_or_made_anew(
    app: Flask, client: FlaskClient, made: Callable[[int], str]
) -> None:
    path = made(75) + "programme.ics?track=track-1"
    joined = client.get(path).data
    db.session.execute(delete(Artefact))
    db.session.commit()
    app.extensions["cwf_shelf"].clear()
    assert client.get(path).data == joined
    assert joined.count(b"BEGIN:VEVENT") == 13
