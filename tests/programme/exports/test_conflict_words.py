"""Conflicts in words, in both languages."""

from collections.abc import Iterator

import pytest
from flask import Flask

from cwf.i18n import speaking
from cwf.programme.conflicts import Code, Conflict, Severity
from cwf.programme.exports.conflict_words import WORDS, tell
from cwf.programme.exports.labels import Labels
from tests.programme.strategies import at, sample_timetable


@pytest.fixture
def plain_app(engines: dict[str, Flask | str]) -> Iterator[Flask]:
    """An application for words: no database is touched."""
    application = engines["sqlite"]
    assert isinstance(application, Flask)
    with application.test_request_context("/en/"):
        yield application


def conflict(code: Code, **more: object) -> Conflict:
    whole = {
        "sessions": ("streets", "making-things"),
        "rooms": ("lille-sal", "foyer"),
        "speaker": "ada-berg",
        "starts": at(0, 13, 30),
        "ends": at(0, 14, 30),
        "needed": 400,
        "available": 325,
        "language": "kn",
    }
    return Conflict(code=code, severity=Severity.SERIOUS, **(whole | more))  # type: ignore[arg-type]


def test_every_code_has_words() -> None:
    assert set(WORDS) == set(Code)


@pytest.mark.parametrize(
    ("told", "head", "sentence"),
    [
        (conflict(Code.ROOM_TAKEN_TWICE), "Lille Sal is taken twice, Wed 5 Nov, 13:30–14:30.",
         "Streets <for> people; again and Making things."),
        (conflict(Code.SPEAKER_IN_TWO_PLACES),
         "Ada Berg is in two places, Wed 5 Nov, 13:30–14:30.",
         "Streets <for> people; again in Lille Sal, Making things in Foyer."),
        (conflict(Code.SPEAKER_IN_TWO_PLACES, rooms=("lille-sal", "lille-sal")),
         "Ada Berg is in two sessions at once, Wed 5 Nov, 13:30–14:30.",
         "Streets <for> people; again and Making things."),
        (conflict(Code.SPEAKER_IN_TWO_PLACES, rooms=()),
         "Ada Berg is in two places, Wed 5 Nov, 13:30–14:30.",
         "Streets <for> people; again in a place not known, "
         "Making things in a place not known."),
        (conflict(Code.ROOM_TOO_SMALL),
         "Streets <for> people; again does not fit into Lille Sal, Foyer.",
         "400 are expected, 325 fit in: Wed 5 Nov, 13:30–14:30."),
        (conflict(Code.OUTSIDE_EDITION, needed=1, ends=None),
         "Streets <for> people; again is outside the days of the edition.",
         "Wed 5 Nov, from 13:30, 1 day away from it."),
        (conflict(Code.SUBSTITUTION_OPEN), "Nobody steps in for Ada Berg yet.",
         "Streets <for> people; again."),
        (conflict(Code.UNPLACED, starts=None),
         "Streets <for> people; again is confirmed but not placed.", ""),
        (conflict(Code.NO_ROOM), "Streets <for> people; again has no room yet.",
         "Wed 5 Nov, 13:30–14:30."),
        (conflict(Code.TRAVEL, needed=18, available=15),
         "Ada Berg has 15 min for a walk of 18.",
         "From Streets <for> people; again in Lille Sal to Making things in Foyer, "
         "Wed 5 Nov, 13:30–14:30."),
        (conflict(Code.CHANGEOVER, available=0), "Lille Sal has 0 min to be furnished anew.",
         "Streets <for> people; again and Making things. Wed 5 Nov, 13:30–14:30."),
        (conflict(Code.UNCONFIRMED), "Streets <for> people; again is placed but not confirmed.",
         "It is left out when the programme is published."),
        (conflict(Code.INTERPRETATION),
         "Streets <for> people; again is in Kannada, without interpreters.",
         "No booths in Lille Sal, Foyer, Wed 5 Nov, 13:30–14:30."),
    ],
    ids=lambda value: str(value.code) if isinstance(value, Conflict) else "",
)  # fmt: skip
def test_conflict_is_a_sentence_with_names_and_hours(
    plain_app: Flask, told: Conflict, head: str, sentence: str
) -> None:
    assert tell(told, Labels(sample_timetable(), "en")) == (head, sentence)


def test_danish_writes_hours_and_small_letters_its_own_way(plain_app: Flask) -> None:
    labels = Labels(sample_timetable(), "da")
    with speaking("da"):
        twice, _names = tell(conflict(Code.ROOM_TAKEN_TWICE), labels)
        _head, when = tell(conflict(Code.NO_ROOM), labels)
        spoken, _rooms = tell(conflict(Code.INTERPRETATION), labels)
    assert twice == "Lille Sal er optaget af to, ons. 5. nov., kl. 13.30–14.30."
    assert when == "Ons. 5. nov., kl. 13.30–14.30."
    assert "på kannada" in spoken
