"""What is asked about sheets: what their rows are, and what their columns hold."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from cwf.programme.columns import ask, guessed, known, sheets_of
from cwf.programme.exports.sheets.filled import filled
from cwf.programme.incoming import Noun
from cwf.programme.sheets import Format, Row, Table
from cwf.programme.sheets.table import Failed, Formula
from tests.programme.sheets.drafts import VOCABULARY, standing_of
from tests.programme.strategies import sample_timetable

LANGUAGES = ("en", "da")


def table(name: str, *headings: str, rows: tuple[tuple[object, ...], ...] = ()) -> Table:
    return Table(
        name=name,
        format=Format.XLSX,
        headings=headings,
        columns=tuple(range(1, len(headings) + 1)),
        heading_row=1,
        rows=tuple(Row(number=2 + place, cells=cells) for place, cells in enumerate(rows)),
    )


SESSIONS = table("Sessions", "Title", "Room", rows=(("Opening", "Hall"),))
ROOMS = table("Rooms", "Name", "Seats")
OTHER = table("Shopping", "Milk", "Eggs")


def test_each_sheet_is_asked_about_with_a_guess() -> None:
    sessions, rooms, other = ask([SESSIONS, ROOMS, OTHER], "", languages=LANGUAGES, remembered={})
    assert (sessions.noun, sessions.holds) == ("session", {"Title": "title:en", "Room": "rooms"})
    assert (rooms.noun, rooms.holds) == ("room", {"Name": "name:en", "Seats": "seats"})
    assert (other.noun, other.holds) == ("", {})
    assert (sessions.samples, sessions.rows) == ((("Opening", "Hall"),), 1)


@pytest.mark.parametrize(
    ("brings", "nouns"),
    [("session", ["session", "", ""]), ("room", ["", "room", ""]), ("track", ["track", "", ""])],
)
def test_what_the_organiser_said_of_the_file_wins(brings: str, nouns: list[str]) -> None:
    asked = ask([SESSIONS, ROOMS, OTHER], brings, languages=LANGUAGES, remembered={})
    assert [one.noun for one in asked] == nouns


def test_a_remembered_column_wins_and_need_not_be_asked_about_again() -> None:
    remembered = {"session": {"Title": "title:da", "Room": ""}}
    asked = ask([SESSIONS], "", languages=LANGUAGES, remembered=remembered)
    assert asked[0].holds == {"Title": "title:da", "Room": ""}
    assert known(asked, LANGUAGES, remembered)
    assert not known(asked, LANGUAGES, {"session": {"Title": "title:da"}})


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_sheet_that_we_sent_out_need_not_be_asked_about(language: str) -> None:
    draft = standing_of(sample_timetable())
    sheets = filled(draft, language=language, vocabulary=VOCABULARY)
    ours = [table(one.name, *(column.heading for column in one.columns)) for one in sheets]
    assert known(ask(ours, "", languages=LANGUAGES, remembered={}), LANGUAGES, {})
    more = table("Rooms", *ours[-1].headings, "Colour of the door")
    for other in (more, table("Rooms", "ID", "Name"), table("Rooms", "Room [en]", "Seats")):
        assert not known(ask([other], "room", languages=LANGUAGES, remembered={}), LANGUAGES, {})


def test_our_own_column_of_remarks_is_never_asked_about() -> None:
    sheet = table("Sessions", "Title", "Remarks of the import")
    remembered = {"session": {"Title": "title:en"}}
    asked = ask([sheet], "", languages=LANGUAGES, remembered=remembered)
    assert known(asked, LANGUAGES, remembered)


def test_columns_are_guessed_anew_for_another_noun() -> None:
    [asked] = ask([ROOMS], "", languages=LANGUAGES, remembered={})
    assert guessed(asked, "speaker", LANGUAGES, {}).holds == {"Name": "name", "Seats": ""}
    assert guessed(asked, "", LANGUAGES, {}).holds == {}


def test_sheets_are_read_as_was_said_in_the_order_of_nouns() -> None:
    asked = ask([SESSIONS, ROOMS, OTHER], "", languages=LANGUAGES, remembered={})
    read = sheets_of([SESSIONS, ROOMS, OTHER], asked)
    assert [(one.table.name, one.noun) for one in read] == [
        ("Rooms", Noun.ROOM),
        ("Sessions", Noun.SESSION),
    ]
    left = replace(asked[1], noun="")
    assert [one.noun for one in sheets_of([SESSIONS, ROOMS], [asked[0], left])] == [Noun.SESSION]


def test_samples_are_short_texts() -> None:
    cells = (
        None, "two\nlines", "x" * 200, datetime(2017, 11, 1, 9), date(2017, 11, 1), time(9, 5), 12,
        Formula(shown="=A1"), Failed(shown="#N/A"),
    )  # fmt: skip
    sheet = table("Sessions", *map(str, range(len(cells))), rows=(cells,))
    [asked] = ask([sheet], "session", languages=LANGUAGES, remembered={})
    assert asked.samples == (
        ("", "two lines", "x" * 80, "2017-11-01 09:00", "2017-11-01", "09:05", "12", "=A1", "#N/A"),
    )
