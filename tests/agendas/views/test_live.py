"""What the live fragment tells of places, and what it costs."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from cwf.agendas.jobs.sign_ups import end_cancelled
from cwf.agendas.queries.ends import words_of
from cwf.database import db
from cwf.programme.models import Slot
from cwf.programme.timetable import Status
from cwf.registration.places import PlaceWords
from tests.agendas.signing import NOON, crowd, limit, publish, state_of, workshop
from tests.programme.conftest import Forum


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def told(client: FlaskClient, lang: str = "en") -> dict[str, tuple[str, str]]:
    """(level, words) of each slot in the fragment, by its UUID."""
    page = client.get(f"/{lang}/editions/2017/live").text
    lines = re.findall(r'<span data-live-for="(\d+)" data-level="(\w+)">(.*)</span>\n', page)
    uuids = dict(list(db.session.execute(select(Slot.id, Slot.uuid))))
    return {
        str(uuids[int(number)]): (level, re.sub("<[^>]+>", "", html))
        for number, level, html in lines
    }


def test_live_tells_free_filling_full_and_soon(client: FlaskClient, forum: Forum) -> None:
    free, filling, full, soon = (workshop(forum, f"w{hour}", hour)[0] for hour in range(9, 13))
    limit(forum, free, 4)
    crowd(forum, limit(forum, filling, 4), 3)
    root = limit(forum, full, 2)
    crowd(forum, root, 2)
    crowd(forum, root, 1, wait=True)
    limit(forum, soon, 2, opens=NOON + timedelta(days=1))
    publish(forum)
    assert told(client) == {
        str(free): ("free", "4 of 4 places left"),
        str(filling): ("filling", "Filling, 1 of 4 places left"),
        str(full): ("full", "Full, 1 waiting"),
        str(soon): ("soon", "Sign-up opens Sat 21 Oct, 12:00"),
    }


def test_live_is_the_same_for_everybody_and_fresh_for_ten_seconds(
    client: FlaskClient, forum: Forum
) -> None:
    limit(forum, workshop(forum, "loom", 10)[0], 4)
    publish(forum)
    answer = client.get("/en/editions/2017/live")
    assert answer.headers["Cache-Control"] == "public, max-age=10"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_live_says_nothing_of_drafts_and_of_what_is_cancelled(
    client: FlaskClient, forum: Forum
) -> None:
    loom = workshop(forum, "loom", 10)[0]
    limit(forum, loom, 4)
    forum.session["loom"].status = Status.DRAFT
    publish(forum)
    assert told(client) == {}
    forum.session["loom"].status = Status.CONFIRMED
    publish(forum)
    assert list(told(client)) == [str(loom)]
    forum.session["loom"].status = Status.CANCELLED
    publish(forum)
    assert told(client) == {}


@pytest.mark.parametrize("number", [1, 8])
def test_live_costs_the_same_however_many_slots(
    app: Flask, client: FlaskClient, forum: Forum, number: int
) -> None:
    for hour in range(8, 8 + number):
        root = limit(forum, workshop(forum, f"w{hour}", hour)[0], 1)
        crowd(forum, root, 1)
        crowd(forum, root, 1, wait=True)
    publish(forum)
    client.get("/en/editions/2017/live")
    statements: list[str] = []
    record = lambda *arguments: statements.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", record)
    client.get("/en/editions/2017/live")
    event.remove(db.engine, "before_cursor_execute", record)
    assert len([one for one in statements if one.startswith("SELECT")]) == 4


def test_a_release_that_cancels_ends_claims_and_one_that_takes_it_back_restores_them(
    forum: Forum,
) -> None:
    loom = workshop(forum, "loom", 10)[0]
    root = limit(forum, loom, 1)
    (first,) = crowd(forum, root, 1)
    publish(forum)
    end_cancelled()
    assert state_of(first, root) == "place"
    forum.session["loom"].status = Status.CANCELLED
    publish(forum)
    end_cancelled()
    assert state_of(first, root) == "cancelled"
    assert words_of(root, "en") is None
    forum.session["loom"].status = Status.CONFIRMED
    publish(forum)
    end_cancelled()
    assert state_of(first, root) == "place"
    path = f"/da/account/agendas/2017/sign-ups/{loom}"
    assert words_of(root, "da") == PlaceWords(title="Loom", path=path)
    db.session.delete(forum.session["loom"])
    publish(forum)
    end_cancelled()
    assert state_of(first, root) == "cancelled"


def test_a_limit_on_a_draft_is_not_ended_by_the_job(forum: Forum) -> None:
    publish(forum)
    root = limit(forum, workshop(forum, "late", 12)[0], 1)
    (first,) = crowd(forum, root, 1)
    end_cancelled()
    assert state_of(first, root) == "place"
