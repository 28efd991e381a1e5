"""The front page of an edition: its tracks as questions, or as a list where there are many."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from cwf.editions.lifecycle import Certainty, Lifecycle
from cwf.editions.profile import Profile
from cwf.programme.exports.front import front
from cwf.programme.shown import Shown
from cwf.programme.timetable import Track
from tests.programme.exports.material import EDITION, EN, TIMETABLE, release

PROFILE = Profile(
    version=3, changed=datetime(2030, 2, 1, 12, tzinfo=UTC), slug="2030",
    year=2030, ordinal=None, ordinal_note={}, lifecycle=Lifecycle.PUBLISHED,
    certainty=Certainty.CONFIRMED, host=None, country=None, city={}, venue={},
    zone="Europe/Copenhagen", starts=None, ends=None, languages=("en",), theme={}, lead={},
    welcome={}, practical={}, note={}, notice={}, website=None, picture=None,
    illustrative=False, registration=False,
    invented=False, look={}, facts=(), steps=(), sources=(),
)  # fmt: skip


@pytest.fixture
def plain_app(engines: dict[str, Flask | str]) -> Iterator[None]:
    """An application for templates: no database is touched."""
    application = engines["sqlite"]
    assert isinstance(application, Flask)
    with application.app_context():
        yield


@pytest.mark.parametrize(("tracks", "cards", "lines"), [(12, 12, 0), (13, 0, 13)])
@pytest.mark.usefixtures("plain_app")
def test_many_tracks_are_a_list(tracks: int, cards: int, lines: int) -> None:
    named = tuple(
        Track(slug=f"t{n}", name={"en": f"Track {n}"}, question={}, hue=None, mark=None)
        for n in range(tracks)
    )
    shown = Shown(
        release=release(replace(TIMETABLE, tracks=named, sessions=(), slots=())), before=None
    )
    page = front(PROFILE, shown, EDITION, EN)
    assert page.count('<article class="question') == cards
    assert page.count("/tracks/t") == max(cards, lines)
    assert ('<ul class="region-list">' in page) is bool(lines)
