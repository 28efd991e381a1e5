"""Dates, numbers and names as the two languages write them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from cwf import i18n
from cwf.i18n import speaking
from cwf.web import templating

OPENS, CLOSES = date(2017, 11, 1), date(2017, 11, 2)
TURNS = (date(2009, 11, 30), date(2009, 12, 3))
NEW_YEAR = (date(2030, 12, 30), date(2031, 1, 2))


@pytest.fixture(scope="module", autouse=True)
def speaker() -> Iterator[None]:
    """As little of an application as it takes to have a language."""
    app = Flask(__name__)
    i18n.init_app(app)
    with app.app_context():
        yield


def told(function: str, *values: object) -> tuple[str, str]:
    """What a filter says in English and in Danish, with spaces that do not break as plain ones."""
    said = []
    for language in ("en", "da"):
        with speaking(language):
            said.append(getattr(templating, function)(*values).replace("\u00a0", " "))
    return said[0], said[1]


def test_day_names_the_weekday() -> None:
    assert told("day", OPENS) == ("Wednesday 1 November 2017", "onsdag 1. november 2017")
    assert told("short_day", OPENS) == ("Wed 1 Nov", "ons. 1. nov.")


@pytest.mark.parametrize(
    ("starts", "ends", "english", "danish"),
    [
        (None, None, "", ""),
        (OPENS, None, "1 November 2017", "1. november 2017"),
        (OPENS, OPENS, "1 November 2017", "1. november 2017"),
        (OPENS, CLOSES, "1–2 November 2017", "1.–2. november 2017"),
        (*TURNS, "30 November – 3 December 2009", "30. november – 3. december 2009"),
        (*NEW_YEAR, "30 December 2030 – 2 January 2031", "30. december 2030 – 2. januar 2031"),
        (
            date(2030, 5, 1),
            date(2031, 5, 1),
            "1 May 2030 – 1 May 2031",
            "1. maj 2030 – 1. maj 2031",
        ),
    ],
)
def test_day_range_says_once_what_both_days_share(
    starts: date | None, ends: date | None, english: str, danish: str
) -> None:
    assert told("day_range", starts, ends) == (english, danish)


@pytest.mark.parametrize(
    ("starts", "ends", "english", "danish"),
    [
        (OPENS, None, ("1", "November 2017"), ("1.", "november 2017")),
        (OPENS, OPENS, ("1", "November 2017"), ("1.", "november 2017")),
        (OPENS, CLOSES, ("1–2", "November 2017"), ("1.–2.", "november 2017")),
        (*TURNS, ("30 Nov – 3 Dec", "2009"), ("30. nov. – 3. dec.", "2009")),
        (*NEW_YEAR, ("30 Dec – 2 Jan", "2030–2031"), ("30. dec. – 2. jan.", "2030–2031")),
    ],
)
def test_cover_reads_as_one_date(
    starts: date, ends: date | None, english: tuple[str, str], danish: tuple[str, str]
) -> None:
    numbers, months = told("day_numbers", starts, ends), told("month", starts, ends)
    assert list(zip(numbers, months, strict=True)) == [english, danish]


def test_cover_breaks_after_the_dash_alone() -> None:
    with speaking("en"):
        assert templating.day_numbers(*TURNS).split(" ") == ["30\u00a0Nov\u00a0–", "3\u00a0Dec"]


@pytest.mark.parametrize(
    ("value", "english"),
    [
        *[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th")],
        *[(12, "12th"), (13, "13th"), (14, "14th"), (21, "21st"), (22, "22nd"), (23, "23rd")],
        *[(101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"), (123, "123rd")],
    ],
)
def test_ordinal_of_every_kind(value: int, english: str) -> None:
    assert told("ordinal", value) == (english, f"{value}.")


@pytest.mark.parametrize(
    ("at", "zone", "english", "danish"),
    [
        (datetime(2017, 11, 1, 8, 30, tzinfo=UTC), "UTC", "08:30", "08.30"),
        (datetime(2017, 11, 1, 8, 30, tzinfo=UTC), "Europe/Copenhagen", "09:30", "09.30"),
        (datetime(2017, 6, 1, 22, 5, tzinfo=UTC), ZoneInfo("Europe/Copenhagen"), "00:05", "00.05"),
        (datetime(2012, 11, 5, 18, 0, tzinfo=UTC), "Asia/Kolkata", "23:30", "23.30"),
    ],
)
def test_clock_time_is_that_of_the_zone(
    at: datetime, zone: str | ZoneInfo, english: str, danish: str
) -> None:
    assert told("clock_time", at, zone) == (english, danish)


def test_instant_has_the_day_of_the_zone() -> None:
    at = datetime(2017, 10, 20, 22, 5, tzinfo=UTC)
    assert told("instant", at) == ("20 October 2017, 22:05", "20. oktober 2017 kl. 22.05")
    assert told("instant", at, "Europe/Copenhagen") == (
        "21 October 2017, 00:05",
        "21. oktober 2017 kl. 00.05",
    )


@pytest.mark.parametrize(
    ("zone", "english", "danish"),
    [
        ("Europe/Copenhagen", "Copenhagen", "København"),
        ("Asia/Kolkata", "Kolkata", "Kolkata"),
        ("Europe/Rome", "Rome", "Rom"),
        ("America/Sao_Paulo", "Sao Paulo", "São Paulo"),
        ("America/Chicago", "Chicago", "Chicago"),
    ],
)
def test_zone_is_told_by_its_town(zone: str, english: str, danish: str) -> None:
    assert told("zone_place", zone) == (english, danish)


@pytest.mark.parametrize(
    ("value", "english", "danish"),
    [
        (0, "0", "0"),
        (1588, "1,588", "1.588"),
        (2500.0, "2,500", "2.500"),
        (12.5, "12.5", "12,5"),
        (-3, "-3", "-3"),
    ],
)
def test_number_has_the_separators_of_the_language(value: float, english: str, danish: str) -> None:
    assert told("number", value) == (english, danish)


@pytest.mark.parametrize(
    ("code", "english", "danish"),
    [
        ("DK", "Denmark", "Danmark"),
        ("DE", "Germany", "Tyskland"),
        ("XQ", "XQ", "XQ"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_country_by_its_code(code: str | None, english: str, danish: str) -> None:
    assert told("country", code) == (english, danish)


@pytest.mark.parametrize(
    ("code", "alone", "within"),
    [
        ("da", ("Danish", "Dansk"), ("Danish", "dansk")),
        ("en", ("English", "Engelsk"), ("English", "engelsk")),
        ("kn", ("Kannada", "Kannada"), ("Kannada", "kannada")),
        ("", ("", ""), ("", "")),
        (None, ("", ""), ("", "")),
    ],
)
def test_language_name_is_small_within_a_danish_sentence(
    code: str | None, alone: tuple[str, str], within: tuple[str, str]
) -> None:
    assert told("language_name", code) == alone
    assert told("language_within", code) == within


@pytest.mark.parametrize(
    ("size", "english", "danish"),
    [
        (None, "", ""),
        (0, "1 KB", "1 KB"),
        (340_000, "340 KB", "340 KB"),
        (999_999, "999 KB", "999 KB"),
        (1_234_567, "1.2 MB", "1,2 MB"),
        (12_000_000, "12 MB", "12 MB"),
    ],
)
def test_file_size_in_the_unit_one_would_say(size: int | None, english: str, danish: str) -> None:
    assert told("file_size", size) == (english, danish)


@pytest.mark.parametrize(
    ("seats", "standing", "english", "danish"),
    [
        (None, None, "", ""),
        (0, None, "0 seats", "0 pladser"),
        (700, 1000, "700 seats, 1,000 standing", "700 pladser, 1.000 ståpladser"),
        (None, 200, "200 standing", "200 ståpladser"),
    ],
)
def test_seats_in_words_where_something_is_known(
    seats: int | None, standing: int | None, english: str, danish: str
) -> None:
    assert told("seats_in_words", seats, standing) == (english, danish)


@pytest.mark.parametrize(
    ("texts", "english", "danish"),
    [
        ({"en": "City", "da": "By"}, ("City", "en"), ("By", "da")),
        ({"en": "City"}, ("City", "en"), ("City", "en")),
        ({"pt": "Cidade"}, ("Cidade", "pt"), ("Cidade", "pt")),
        ({}, ("", "en"), ("", "da")),
    ],
)
def test_own_text_falls_back_to_what_there_is(
    texts: dict[str, str], english: tuple[str, str], danish: tuple[str, str]
) -> None:
    said = zip(told("own_text", texts), told("own_language", texts), strict=True)
    assert list(said) == [english, danish]
