"""The page of a programme says whose times it shows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask import Flask

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.page import by_time
from cwf.programme.selection import Selection
from cwf.programme.shown import Shown
from tests.programme.exports.material import DA, EDITION, EN, TIMETABLE, release


@pytest.fixture
def plain_app(engines: dict[str, Flask | str]) -> Iterator[None]:
    """An application for templates: no database is touched."""
    application = engines["sqlite"]
    assert isinstance(application, Flask)
    with application.app_context():
        yield


@pytest.mark.parametrize(
    ("city", "addresses", "said"),
    [
        ({"en": "Aarhus"}, EN, "Times in Aarhus, UTC+2."),
        ({}, EN, "Times in Copenhagen, UTC+2."),
        ({}, DA, "Tider i København, UTC+2."),
    ],
)
@pytest.mark.usefixtures("plain_app")
def test_times_are_those_of_the_city_else_of_the_zones(
    city: dict[str, str], addresses: Addresses, said: str
) -> None:
    whole = replace(TIMETABLE, edition=replace(EDITION, city=city))
    page = by_time(Shown(release=release(whole), before=None), Selection(), addresses)
    assert said in page
    assert "Europe/Copenhagen," not in page


@pytest.mark.parametrize(
    ("selection", "name"),
    [
        (Selection(), "Creativity World Forum 2030"),
        (Selection(tracks=("city",)), "Creativity World Forum 2030: Byer"),
    ],
)
@pytest.mark.usefixtures("plain_app")
def test_programs_are_told_what_the_calendar_was_narrowed_to(
    selection: Selection, name: str
) -> None:
    page = by_time(Shown(release=release(), before=None), selection, DA)
    (called,) = set(re.findall(r'outlook\.office\.com/[^"]*name=([^"&]*)"', page))
    assert unquote(called).endswith(name.partition("2030")[2])
    assert (": " in unquote(called)) == (": " in name)
