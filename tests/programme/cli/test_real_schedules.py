"""Whole programmes go in and come out saying the same: FOSDEM's of 2023, and our own."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.database import db
from cwf.demo import loading
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.queries.published import releases
from cwf.programme.timetable import Status
from tests.conftest import CI

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Event = tuple[str, datetime, timedelta, str, str, frozenset[str]]


@pytest.fixture(scope="module")
def fosdem(shared: Path) -> Path:
    found = shared / "data" / "fosdem-2023-schedule.xml"
    if not found.exists():
        assert not CI, f"{found} is absent"
        pytest.skip(f"{found} is absent")
    return found


def run(app: Flask, *words: object) -> str:
    """What a command said on its last line."""
    done = app.test_cli_runner().invoke(args=["programme", *map(str, words)])
    assert done.exit_code == 0, done.output
    db.session.rollback()
    return done.output.strip().splitlines()[-1]


def take_in(app: Flask, file: Path, slug: str = "fosdem-2023") -> str:
    words = ("--edition", slug, "--create", "--zone", "Europe/Brussels")
    return run(app, "import-schedule", file, *words)


def said(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def events(root: Element, starts: Callable[[Element, Element], datetime]) -> set[Event]:
    """Title, instant, length, room, track and people of each event."""
    found = set()
    for day in root.iter("day"):
        for room in day.iter("room"):
            for event in room.findall("event"):
                hours, minutes = said(event, "duration").split(":")
                found.add((
                    said(event, "title"),
                    starts(day, event),
                    timedelta(hours=int(hours), minutes=int(minutes)),
                    room.get("name", ""),
                    said(event, "track"),
                    frozenset((person.text or "").strip() for person in event.iter("person")),
                ))  # fmt: skip
    return found


def on_the_clock(day: Element, event: Element) -> datetime:
    """As the file says it: a date, and a time of the clock in Brussels."""
    wall = datetime.fromisoformat(f"{day.get('date')}T{said(event, 'start')}")
    return wall.replace(tzinfo=BRUSSELS).astimezone(UTC)


def instant(_day: Element, event: Element) -> datetime:
    return datetime.fromisoformat(said(event, "date")).astimezone(UTC)


def published(client: FlaskClient, slug: str = "fosdem-2023") -> set[Event]:
    answer = client.get(f"/en/editions/{slug}/programme.xml")
    assert answer.status_code == 200
    return events(fromstring(answer.data), instant)


def test_fosdem_comes_out_as_it_went_in(app: Flask, client: FlaskClient, fosdem: Path) -> None:
    assert take_in(app, fosdem) == (
        "Sessions: 780 added, 0 changed, 0 moved, 0 cancelled, 0 unchanged."
        " Also 1 venue added, 35 rooms added, 61 tracks added, 787 speakers added."
    )
    edition = db.session.scalars(select(Edition)).one()
    assert (edition.lifecycle, edition.day_change_hour) == ("announced", 9)
    assert run(app, "publish", "--edition", "fosdem-2023", "--note", "As it was") == (
        "Release 1 of fosdem-2023 is published."
    )
    expected = events(fromstring(fosdem.read_bytes()), on_the_clock)
    assert len(expected) == 780
    assert published(client) == expected
    db.session.expire_all()
    assert edition.lifecycle == "held"
    assert take_in(app, fosdem) == (
        "Sessions: 0 added, 0 changed, 0 moved, 0 cancelled, 780 unchanged."
    )
    assert run(app, "publish", "--edition", "fosdem-2023", "--note", "Again") == (
        "Nothing is new since the last release of fosdem-2023."
    )


def test_a_changed_file_updates_moves_and_cancels(app: Flask, fosdem: Path, tmp_path: Path) -> None:
    take_in(app, fosdem)
    slots = {row.session_id: row.uuid for row in db.session.scalars(select(models.Slot))}
    text = fosdem.read_text()
    retitled = text.replace("<title>Welcome to FOSDEM 2023<", "<title>Hello, FOSDEM 2023<")
    moved = re.sub(r'(<event id="14956">\s*<start>)10:00', r"\g<1>17:30", retitled)
    gone = re.search(r'<event id="(\d+)">(?:(?!</event>).)*</event>\s*</room>', moved, re.DOTALL)
    assert gone
    changed = tmp_path / "changed.xml"
    changed.write_text(moved.replace(gone[0], "</room>"))
    assert take_in(app, changed) == (
        "Sessions: 0 added, 1 changed, 1 moved, 1 cancelled, 777 unchanged."
    )
    rows = {row.source_key: row for row in db.session.scalars(select(models.Session))}
    assert rows["15059"].title == {"en": "Hello, FOSDEM 2023"}
    assert rows["14956"].slots[0].starts == datetime(2023, 2, 4, 16, 30, tzinfo=UTC)
    assert {key for key, row in rows.items() if row.status == Status.CANCELLED} == {gone[1]}
    assert {row.session_id: row.uuid for row in db.session.scalars(select(models.Slot))} == slots
    assert take_in(app, fosdem) == (
        "Sessions: 0 added, 2 changed, 1 moved, 0 cancelled, 777 unchanged."
    )


@pytest.mark.parametrize("ending", ["xml", "json"])
def test_our_own_programme_comes_back_the_same(
    app: Flask, client: FlaskClient, tmp_path: Path, ending: str
) -> None:
    """The invented coming edition: sessions with several slots, nights, unknown ends, meals."""
    for _line in loading.load(now=NOW):
        db.session.commit()
    file = tmp_path / "programme"
    file.write_bytes(client.get(f"/en/editions/next/programme.{ending}").data)
    take_in(app, file, "again")
    run(app, "publish", "--edition", "again")
    assert published(client, "again") == published(client, "next")
    ends = ending == "json"  # the XML formats cannot say that an end is not known
    assert sessions("again", ends=ends) == sessions("next", ends=ends)
    assert "0 added, 0 changed, 0 moved, 0 cancelled" in take_in(app, file, "again")


def sessions(slug: str, *, ends: bool) -> set[tuple[Any, ...]]:
    """Of the release: title, kind, language and slots; `ends` as far as they are known."""
    edition = db.session.scalars(select(Edition).filter_by(slug=slug)).one()
    timetable = releases(edition.id, newest=1)[0].timetable
    return {
        (
            session.title["en"],
            session.kind,
            session.language,
            tuple(
                (slot.starts, slot.ends if ends else slot.reckoned_end)
                for slot in timetable.slots_of[session.slug]
            ),
        )
        for session in timetable.sessions
        if session.status is Status.CONFIRMED and session.slug in timetable.slots_of
    }
