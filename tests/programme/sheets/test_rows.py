"""What the rows of sheets say of a draft, and all that is wrong with them at once."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from cwf.programme.incoming import Noun, Placing, Taking
from cwf.programme.merging import plan
from cwf.programme.sheets import incoming_of
from cwf.programme.timetable import Kind, PersonRole, Status
from tests.programme.imports.sheets.workbooks import xlsx
from tests.programme.sheets.drafts import VOCABULARY, empty, standing_of
from tests.programme.sheets.reading import errors, items, read, sheets_in, told
from tests.programme.strategies import sample_timetable

DRAFT = standing_of(sample_timetable())
NOTHING = empty(DRAFT)
WALKS = [placing.uuid for placing in DRAFT.entry[Noun.SESSION, "harbour-walk"].values["placings"]]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In November 2031, UTC."""
    return datetime(2031, 11, day, hour, minute, tzinfo=UTC)


def test_a_new_session_with_all_that_a_row_can_say() -> None:
    (item,) = items(
        "Title,Titel (dansk),Kind,Track,Speakers,Host regions,Language,Status,Day,Start,End,Rooms,"
        "Expected number,Abstract,Notes for staff\n"
        "On making,Om at skabe,Levende laboratorium,kreative byer,Ada Berg (moderator); bo lund,"
        'Karnataka,Danish,confirmed,5.11.2031,9:30,10.15,Store Sal; Foyer,1 200,"Why\nand how",x\n',
        DRAFT,
    )
    assert (item.slug, item.source_key, item.name, item.where.row) == (None, None, "On making", 2)
    assert item.values == {
        "title": {"en": "On making", "da": "Om at skabe"},
        "kind": Kind.VISIT,
        "track": "city",
        "people": (
            Taking(speaker="ada-berg", role=PersonRole.MODERATOR),
            Taking(speaker="bo-lund"),
        ),
        "hosts": ("karnataka",),
        "language": "da",
        "status": Status.CONFIRMED,
        "placings": (
            Placing(starts=at(5, 8, 30), ends=at(5, 9, 15), rooms=("store-sal", "foyer")),
        ),
        "expected": 1200,
        "abstract": {"en": "Why\nand how"},
        "staff_note": "x",
    }


@pytest.mark.parametrize(
    ("noun", "text", "values"),
    [
        (
            Noun.ROOM,
            "Room,Venue,Seats,Standing,Step-free,Hearing loop,Note\n"
            "Attic,Musikhuset,40,,no,ja,Up\n",
            {"name": {"en": "Attic"}, "venue": "musikhuset", "seats": 40, "standing": None,
             "step_free": False, "hearing_loop": True, "note": {"en": "Up"}},
        ),
        (
            Noun.SPEAKER,
            "First name,Last name,Organisation,Country,Region of the network,Links,Bio [da],Group\n"
            "Kim,Ny,Studio,Danmark,Karnataka,Web https://a.example; www.b.example,Født,\n",
            {"name": "Kim Ny", "affiliation": {"en": "Studio"}, "country": "DK",
             "region": "karnataka", "biography": {"da": "Født"}, "group": False,
             "links": ({"label": "Web", "url": "https://a.example"},
                       {"label": "www.b.example", "url": "https://www.b.example"})},
        ),
        (
            Noun.TRACK,
            "Track,Question,Colour,Mark\nSea,Why?,moss,waves\n",
            {"name": {"en": "Sea"}, "question": {"en": "Why?"}, "hue": "moss", "mark": "waves"},
        ),
        (
            Noun.VENUE,
            "Venue,Address,Latitude,Longitude,Time zone\nBarn,Vej 1,\"56,5\",10.25,Europe/London\n",
            {"name": {"en": "Barn"}, "address": "Vej 1", "latitude": 56.5, "longitude": 10.25,
             "zone": "Europe/London"},
        ),
    ],
)  # fmt: skip
def test_rows_of_other_nouns(noun: Noun, text: str, values: dict[str, Any]) -> None:
    (item,) = items(text, DRAFT, noun)
    assert item.values == values


def test_what_has_no_column_is_not_said_and_an_empty_cell_takes_away() -> None:
    (item,) = items("ID,Subtitle,Track,Speakers,Expected number\nstreets,,,,\n", DRAFT)
    assert (item.slug, item.values) == (
        "streets", {"subtitle": {"en": ""}, "track": None, "people": (), "expected": None},
    )  # fmt: skip


def test_what_cannot_be_without_is_asked_for() -> None:
    text = "ID,Title,Titel (dansk),Kind,Status\nstreets,,,,\n,,,,draft\ncoffee,,Kaffe,break,draft\n"
    assert errors(text, DRAFT) == [
        (2, "Title", "required"),
        (2, "Kind", "required"),
        (2, "Status", "required"),
        (3, "Title", "required"),
    ]


def test_a_new_session_may_lack_kind_and_status() -> None:
    (item,) = items("Title,Kind,Status\nNew,,\n", DRAFT)
    assert item.values == {"title": {"en": "New"}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ID,Title\nstreets,Other\n", ("streets", None)),
        ("Title\nGader  for MENNESKER\n", ("streets", None)),
        ("ID,Title\nnew-one,New\n", ("new-one", None)),
        ("ID,Title\n17,New\n", (None, "17")),
        ("ID,Title\nABCDEF,New\n", (None, "ABCDEF")),
        ("ID,Title\n17,Coffee\n", ("coffee", "17")),
        ("ID,Title\n5f0c2b1e-0000-4000-8000-000000000001,New\n",
         (None, "5f0c2b1e-0000-4000-8000-000000000001")),
    ],
)  # fmt: skip
def test_found_by_id_else_by_name_else_new(text: str, found: tuple[str | None, str | None]) -> None:
    incoming, remarks = read(text, DRAFT)
    assert told(remarks) == []
    assert [(item.slug, item.source_key) for item in incoming.items] == [found]
    assert incoming.source == ("sheet" if found[1] else "")


def test_rows_of_one_id_are_placings_of_one_session() -> None:
    (item,) = items(
        "ID,Title,Day,Start,End\nw,Walk,2031-11-05,9:00,10:00\nw,,2031-11-06,9:00,10:00\n", DRAFT
    )
    assert item.values == {
        "title": {"en": "Walk"},
        "placings": (
            Placing(starts=at(5, 8), ends=at(5, 9)),
            Placing(starts=at(6, 8), ends=at(6, 9)),
        ),
    }


def test_rows_of_one_session_must_not_differ() -> None:
    text = "ID,Title,Kind,Day,Start,End\nw,,talk,2031-11-05,9,10\nw,Walk,,2031-11-06,9,10\n" \
           "w,Wlak,visit,2031-11-07,9,10\n"  # fmt: skip
    _incoming, remarks = read(text, DRAFT)
    assert told(remarks) == [(4, "Title", "differs"), (4, "Kind", "differs")]
    assert [dict(one.data) for one in remarks] == [
        {"value": "Walk", "other": "3"}, {"value": "talk", "other": "2"},
    ]  # fmt: skip


def test_two_rows_of_one_id_or_name_are_both_told() -> None:
    assert errors("ID,Name\na,Ada\na,Bo\n,Kim\n, kim\n", NOTHING) == [
        (3, "ID", "same_id"),
        (5, "Name", "same_name"),
    ]
    assert errors("Title\nLunch\nLunch\n", NOTHING) == [(3, "Title", "same_name")]
    assert errors("ID,Title\nlunch,Lunch\n,Lunch\n", DRAFT) == [(3, "Title", "same_name")]


def test_rooms_of_one_name_are_told_apart_by_their_venues() -> None:
    assert errors("Room,Venue\nHall,Musikhuset\nHall,Dome of Visions\n", DRAFT) == []
    assert errors("Room,Venue\nHall,Musikhuset\nHall,musikhuset\n", DRAFT) == [
        (3, "Room", "same_name")
    ]


def test_all_errors_are_told_at_once_with_what_was_perhaps_meant() -> None:
    _incoming, remarks = read(
        "Title,Kind,Track,Room,Speakers,Host,Day,Start,End,Expected number,Odd\n"
        "A,Worksop,Creative Citty,Stor Sal,Ado Berg; Bo Lund,Mars,05/11/2031,25:00,soon,many,1\n"
        "B,talk,,,,,2031-11-05,9,8:30,-1,\n",
        DRAFT,
    )
    assert told(remarks, notes=True) == [
        (1, "Odd", "column_ignored"),
        (2, "Kind", "unknown"),
        (2, "Track", "unknown"),
        (2, "Room", "unknown"),
        (2, "Speakers", "unknown"),
        (2, "Host", "unknown"),
        (2, "Day", "date_unclear"),
        (2, "Start", "not_time"),
        (2, "End", "not_time"),
        (2, "Expected number", "not_number"),
        (3, "End", "end_before_start"),
        (3, "Expected number", "out_of_range"),
    ]
    assert [one.data["perhaps"] for one in remarks if one.code == "sheet_unknown"] == [
        "workshop", "Creative City", "Store Sal", "Ada Berg", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "placing"),
    [
        ("2031-11-05,9:00,10:00", Placing(starts=at(5, 8), ends=at(5, 9))),
        ("2031-11-05,21:00,02:00", Placing(starts=at(5, 20), ends=at(6, 1))),
        ("2031-11-05,21:00,24:00", Placing(starts=at(5, 20), ends=at(5, 23))),
        ("2031-11-05,01:00,02:00", Placing(starts=at(6, 0), ends=at(6, 1))),
        (",2031-11-06 01:00,02:00", Placing(starts=at(6, 0), ends=at(6, 1))),
        (",2031-11-05T08:00Z,10:00", Placing(starts=at(5, 8), ends=at(5, 9))),
        ("2031-10-25,02:30+01:00,03:00", Placing(starts=datetime(2031, 10, 26, 1, 30, tzinfo=UTC),
                                                 ends=datetime(2031, 10, 26, 2, tzinfo=UTC))),
        ("2031-11-05,9:00,", Placing(starts=at(5, 8), ends=None)),
    ],
)  # fmt: skip
def test_when_a_row_is_on_the_edition_s_clock(row: str, placing: Placing) -> None:
    (item,) = items(f"Title,Day,Start,End\nNew,{row}\n", DRAFT)
    assert item.values["placings"] == (placing,)


@pytest.mark.parametrize(
    ("row", "wrong", "data"),
    [
        ("2031-03-29,02:30,04:00", ("Start", "gap"),
         {"time": "02:30", "earlier": "01:30", "later": "03:30"}),
        ("2031-10-25,02:30,04:00", ("Start", "fold"),
         {"time": "02:30", "one": "02:30+02:00", "other": "02:30+01:00"}),
        ("2031-11-05,10:00,9:00", ("End", "end_before_start"), {"start": "10:00"}),
        ("2031-11-05,10:00,2031-11-07 9:00", ("End", "lasts_too_long"), {}),
        (",10:00,", ("Day", "day_missing"), {}),
        ("2031-11-05,,", ("Start", "start_missing"), {}),
        ("9999-12-31,01:00,02:00", ("Day", "not_date"), {"value": "9999-12-31"}),
    ],
)  # fmt: skip
def test_times_that_cannot_be(row: str, wrong: tuple[str, str], data: dict[str, str]) -> None:
    _incoming, remarks = read(f"Title,Day,Start,End\nNew,{row}\n", DRAFT)
    assert told(remarks) == [(2, *wrong)]
    assert dict(remarks[0].data) == data


def test_spans_and_lengths_say_the_end_too() -> None:
    (one,) = items("Title,Dato,Tid\nNew,5.11.2031,9.00–10.30\n", DRAFT)
    (other,) = items("Title,Date,Start,Duration\nNew,2031-11-05,9:00,1:30\n", DRAFT)
    assert one.values["placings"] == other.values["placings"]
    assert one.values["placings"] == (Placing(starts=at(5, 8), ends=at(5, 9, 30)),)


def test_a_heading_may_say_another_zone() -> None:
    (item,) = items("Title,Day,Starts (Asia/Kolkata),Ends\nNew,2031-11-05,9:00,10:00\n", DRAFT)
    assert item.values["placings"] == (Placing(starts=at(5, 3, 30), ends=at(5, 4, 30)),)


def test_a_sheet_of_rooms_alone_keeps_the_times() -> None:
    (item,) = items("ID,Rooms\nstreets,Lille Sal\n", DRAFT)
    (old,) = DRAFT.entry[Noun.SESSION, "streets"].values["placings"]
    assert item.values["placings"] == (
        Placing(starts=old.starts, ends=old.ends, rooms=("lille-sal",), uuid=old.uuid),
    )
    assert errors("ID,Rooms\nunplaced,Lille Sal\n", DRAFT) == [(2, "Rooms", "time_missing")]


def test_a_sheet_of_days_alone_keeps_the_hours() -> None:
    (item,) = items("ID,Day\nparty,2031-10-25\nstreets,2031-11-05\n", DRAFT)[:1]
    assert item.values["placings"] == (
        Placing(starts=datetime(2031, 10, 25, 19, tzinfo=UTC),
                ends=datetime(2031, 10, 26, 0, tzinfo=UTC), rooms=("foyer", "dome"),
                uuid=DRAFT.entry[Noun.SESSION, "party"].values["placings"][0].uuid),
    )  # fmt: skip
    assert errors("Title,Day\nNew,2031-11-05\n", DRAFT) == [(2, "Day", "start_missing")]


def test_a_sheet_of_times_alone_keeps_rooms_and_lengths() -> None:
    (item,) = items("ID,Day,Start\nstreets,2031-11-06,9:00\n", DRAFT)
    assert item.values["placings"] == (
        Placing(starts=at(6, 8), ends=at(6, 8, 45), rooms=("store-sal",),
                uuid=DRAFT.entry[Noun.SESSION, "streets"].values["placings"][0].uuid),
    )  # fmt: skip


def test_slots_are_known_by_their_ids() -> None:
    head = "ID,Day,Start,End,Placing ID\n"
    first, second = WALKS
    (item,) = items(
        f"{head}harbour-walk,2031-11-05,15:00,16:00,{second}\n"
        f"harbour-walk,2031-11-05,14:00,15:00,{first}\n", DRAFT,
    )  # fmt: skip
    assert [placing.uuid for placing in item.values["placings"]] == [second, first]
    unknown = UUID(int=7)
    assert errors(
        f"{head}coffee,2031-11-05,9,10,{first}\nlunch,2031-11-05,9,10,nonsense\n"
        f"party,2031-11-05,9,10,{unknown}\n", DRAFT,
    ) == [(2, "Placing ID", "placed_elsewhere"), (3, "Placing ID", "not_placing_id")]  # fmt: skip
    assert errors(
        f"{head}harbour-walk,2031-11-05,9,10,{first}\nharbour-walk,2031-11-06,9,10,{first}\n", DRAFT
    ) == [(3, "Placing ID", "same_placing")]


def test_names_may_come_from_the_same_workbook() -> None:
    made = [
        sheet
        for text in ("Room,Venue\nAttic,Musikhuset\n", "Name\nKim Ny\n",
                     "Title,Room,Speakers,Day,Start,End\nNew,attic,kim ny,2031-11-05,9,10\n")
        for sheet in sheets_in(text.encode(), DRAFT)
    ]  # fmt: skip
    incoming, remarks = incoming_of(made, DRAFT, vocabulary=VOCABULARY)
    assert told(remarks) == []
    keys = {item.noun: item.key for item in incoming.items}
    session = incoming.items[-1]
    assert session.values["people"] == (Taking(speaker=keys[Noun.SPEAKER]),)
    assert session.values["placings"][0].rooms == (keys[Noun.ROOM],)


def test_what_is_missing_is_added_if_that_is_wanted() -> None:
    text = "Title,Track,Room,Speakers,Day,Start,End\n" \
           "A,Sea,Attic,Kim Ny,2031-11-05,9,10\nB,sea,,kim  ny; Ada Berg,,,\n"  # fmt: skip
    assert [code for _row, _column, code in errors(text, DRAFT)] == ["unknown"] * 5
    incoming, remarks = read(text, DRAFT, create_missing=True)
    assert told(remarks, notes=True) == [
        (2, "Track", "is_made"),
        (2, "Room", "is_made"),
        (2, "Speakers", "is_made"),
    ]
    made = {item.noun: (item.name, item.values) for item in incoming.items[:3]}
    assert made == {
        Noun.ROOM: ("Attic", {"name": {"en": "Attic"}}),
        Noun.TRACK: ("Sea", {"name": {"en": "Sea"}}),
        Noun.SPEAKER: ("Kim Ny", {"name": "Kim Ny"}),
    }
    keys = {item.noun: item.key for item in incoming.items[:3]}
    assert [item.values["track"] for item in incoming.items[3:]] == [keys[Noun.TRACK]] * 2
    assert incoming.items[4].values["people"] == (
        Taking(speaker=keys[Noun.SPEAKER]), Taking(speaker="ada-berg"),
    )  # fmt: skip


def test_a_sheet_without_names_is_refused() -> None:
    assert errors("Kind,Day\ntalk,2031-11-05\n", DRAFT) == [(1, None, "no_name_column")]


@pytest.mark.parametrize(
    ("mapping", "found"),
    [
        ({"A": "title:en", "B": "title:en"}, [(1, "B", "same_target")]),
        ({"A": "title:en", "B": "title"}, [(1, "B", "column_ignored")]),
        ({"A": "title:en", "B": "starts:en"}, [(1, "B", "column_ignored")]),
        ({"A": "title:en", "B": "seats"}, [(1, "B", "column_ignored")]),
        ({"A": "title:en", "B": ""}, [(1, "B", "column_ignored")]),
        ({"A": "title:en"}, [(1, "B", "column_ignored")]),
    ],
)
def test_what_columns_are_said_to_hold_is_checked(
    mapping: dict[str, str], found: list[tuple[int, str, str]]
) -> None:
    (sheet,) = sheets_in(b"A,B\nNew,x\n", DRAFT)
    sheet = replace(sheet, noun=Noun.SESSION, mapping=mapping)
    incoming, remarks = incoming_of([sheet], DRAFT)
    assert told(remarks, notes=True) == found
    assert incoming.items[0].values == {"title": {"en": "New"}}


def test_no_two_tracks_share_a_mark() -> None:
    head = "ID,Track,Mark\n"
    assert errors(f"{head},Sea,dots\n,Sky,waves\n,Air,waves\n", DRAFT) == [
        (2, "Mark", "same_mark"),
        (4, "Mark", "same_mark"),
    ]
    assert errors(f"{head}people,Creative People,bars\n", DRAFT) == [(2, "Mark", "same_mark")]
    swapped = f"{head}people,Creative People,bars\nenterprise,Creative Enterprise,dots\n"
    assert errors(swapped, DRAFT) == []


def test_three_dots_leave_what_stands() -> None:
    (item,) = items("ID,Abstract,Subtitle\nstreets,…,x\n", DRAFT)
    assert item.values == {"subtitle": {"en": "x"}}


def test_a_name_that_cannot_be_taken_is_not_said_to_be_missing_too() -> None:
    incoming, remarks = read(xlsx([["Title", "Kind"], ["=A1", "talk"]]), DRAFT)
    assert told(remarks) == [(2, "Title", "formula")]
    assert plan(DRAFT, incoming).remarks == ()


def test_names_that_cannot_be_taken_are_not_said_to_be_the_same() -> None:
    _incoming, remarks = read(xlsx([["Title", "Kind"], ["=A1", "talk"], ["=A2", "talk"]]), DRAFT)
    assert told(remarks) == [(2, "Title", "formula"), (3, "Title", "formula")]


def test_too_long_a_text_is_told_with_both_lengths() -> None:
    _incoming, remarks = read(f"Title\n{'x' * 301}\n", DRAFT)
    assert [(one.code, dict(one.data)) for one in remarks] == [
        ("sheet_too_long", {"most": "300", "length": "301"})
    ]


def test_progress_is_told_while_rows_are_checked() -> None:
    said: list[tuple[int, int]] = []
    rows = "".join(f"Title {n}\n" for n in range(120))
    sheets = sheets_in(f"Title\n{rows}".encode(), DRAFT)
    incoming_of(sheets, DRAFT, progress=lambda done, total: said.append((done, total)))
    assert said == [(50, 120), (100, 120)]


def test_thousands_of_remarks_are_counted_rather_than_kept() -> None:
    rows = "".join(f"T{n},x\n" for n in range(5100))
    _incoming, remarks = read(f"Title,Day,Start\n{rows.replace(',x', ',x,9')}", NOTHING)
    assert len(remarks) == 5001
    assert (remarks[-1].code, dict(remarks[-1].data), remarks[-1].error) == (
        "sheet_more", {"count": "100"}, True,
    )  # fmt: skip
