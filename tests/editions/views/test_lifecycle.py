"""The pages of an edition's life."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from cwf import clock
from cwf.database import db
from cwf.editions.models import Edition
from tests.editions.conftest import last_entry, send

LIFE = "/en/manage/editions/2027/lifecycle"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def stands(edition: Edition) -> tuple[str, list[tuple[str, datetime, str, dict]]]:
    """Where it stands, and its steps."""
    db.session.refresh(edition)
    steps = [(step.lifecycle, step.at, step.actor_name, step.reason) for step in edition.steps]
    return edition.lifecycle, steps


def test_step_is_taken_with_day_actor_and_version(edition: Edition, organiser: FlaskClient) -> None:
    version = edition.version
    answer = send(organiser, f"{LIFE}/planned")
    assert (answer.status_code, answer.location) == (303, LIFE)
    assert stands(edition) == ("planned", [("planned", NOW, "Organiser", {})])
    assert edition.version == version + 1
    assert last_entry() == ("edition.step", {"lifecycle": "announced"}, {"lifecycle": "planned"})


def test_earlier_day_stands_at_noon_of_the_zone(edition: Edition, organiser: FlaskClient) -> None:
    send(organiser, f"{LIFE}/planned", day="2026-06-01")
    assert stands(edition)[1][0][1] == datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_later_day_is_refused(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(organiser, f"{LIFE}/planned", day="2026-11-23")
    assert answer.status_code == 422
    assert "Choose today or an earlier day." in answer.text
    assert stands(edition) == ("announced", [])


def test_cancelling_asks_for_a_reason(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(organiser, f"{LIFE}/cancelled")
    assert answer.status_code == 422
    assert "Say why; everybody will read it." in answer.text
    answer = send(organiser, f"{LIFE}/cancelled", **{"reason-en": "A storm."})
    assert answer.status_code == 303
    assert stands(edition) == ("cancelled", [("cancelled", NOW, "Organiser", {"en": "A storm."})])


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("published", "Publish the first release: the edition then moves on by itself."),
        ("held", "It is not over yet."),
    ],
)
def test_refused_step_says_why(
    edition: Edition, organiser: FlaskClient, step: str, why: str
) -> None:
    shown = organiser.get(f"{LIFE}/{step}")
    assert (shown.status_code, why in shown.text) == (200, True)
    assert why in organiser.get(LIFE).text
    token = send(organiser, f"{LIFE}/planned", day="2030-01-01").text  # a page with a token
    csrf = token.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    sent = organiser.post(f"{LIFE}/{step}", data={"csrf_token": csrf, "day": "2026-11-22"})
    assert (sent.status_code, why in sent.text) == (409, True)
    assert stands(edition) == ("announced", [])


def test_step_over_an_older_version_is_a_conflict(edition: Edition, organiser: FlaskClient) -> None:
    answer = send(organiser, f"{LIFE}/planned", version="0")
    assert answer.status_code == 409
    assert stands(edition) == ("announced", [])


def test_step_that_there_is_not_is_not_found(organiser: FlaskClient) -> None:
    assert organiser.get(f"{LIFE}/forgotten").status_code == 404
