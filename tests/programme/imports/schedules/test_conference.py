"""What a schedule says of its conference, and what it does not."""

from datetime import date

import pytest

from cwf.programme.exports import schedule
from cwf.programme.imports.schedules import Setting, head_of
from cwf.programme.imports.schedules.conference import language_of_texts, read_head
from cwf.programme.imports.schedules.own import GENERATOR
from cwf.programme.imports.schedules.raw import RawEvent, RawSchedule
from cwf.programme.incoming import NOWHERE

DAYS = [("2031-05-21", NOWHERE), ("2031-05-20", NOWHERE), ("nonsense", NOWHERE)]


@pytest.mark.parametrize(
    ("said", "starts", "ends"),
    [
        ({"start": "2031-05-19", "end": "2031-05-22"}, date(2031, 5, 19), date(2031, 5, 22)),
        ({"start": "2031-05-22", "end": "2031-05-19"}, date(2031, 5, 20), date(2031, 5, 21)),
        ({"start": "0001-01-01", "end": "2031-05-22"}, date(2031, 5, 20), date(2031, 5, 21)),
        ({}, date(2031, 5, 20), date(2031, 5, 21)),
    ],
)
def test_days_are_those_of_the_conference_unless_they_cannot_be(
    said: dict[str, str], starts: date, ends: date
) -> None:
    head = read_head(RawSchedule(conference=said, days=DAYS))
    assert (head.starts, head.ends) == (starts, ends)


def test_days_are_else_those_of_the_events() -> None:
    """A night belongs to its evening."""
    events = [
        RawEvent(fields={"date": f"{moment}+02:00", "duration": "00:30"})
        for moment in ("2031-05-20T09:00:00", "2031-05-22T02:00:00")
    ]
    head = head_of(RawSchedule(events=events), Setting(zone="Europe/Copenhagen"))
    assert (head.starts, head.ends) == (date(2031, 5, 20), date(2031, 5, 21))


@pytest.mark.parametrize(
    ("said", "hour"), [("09:00:00", 9), ("04:00", 4), ("13:00", None), ("late", None), ("", None)]
)
def test_day_change_is_an_hour_that_an_edition_can_have(said: str, hour: int | None) -> None:
    assert read_head(RawSchedule(conference={"day_change": said})).day_change_hour == hour


def test_a_zone_that_nobody_knows_is_none() -> None:
    assert read_head(RawSchedule(conference={"time_zone_name": "Mars/Olympus"})).zone is None


@pytest.mark.parametrize(
    ("spoken", "language"),
    [(["Dansk", "da", "en", "de", "de"], "da"), (["de", "fr"], "en"), ([], "en")],
)
def test_texts_are_in_what_most_sessions_are_held_in(spoken: list[str], language: str) -> None:
    raw = RawSchedule(events=[RawEvent(fields={"language": one}) for one in spoken])
    assert language_of_texts(raw, ("en", "da")) == language


def test_our_own_files_say_their_language_by_their_address() -> None:
    raw = RawSchedule(
        generator=GENERATOR, conference={"url": "https://forum.example.org/da/editions/2031"}
    )
    assert language_of_texts(raw, ("en", "da")) == "da"
    assert schedule.GENERATOR == GENERATOR
