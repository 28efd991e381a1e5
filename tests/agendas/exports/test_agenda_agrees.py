"""Page, calendar file, feed and paper of an agenda say the same instants on every night."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from flask import Flask, current_app
from hypothesis import Phase, example, given, settings
from lxml import html

from cwf.agendas.exports.download import agenda_ics
from cwf.agendas.exports.feed import agenda_head, blocks, picked
from cwf.agendas.exports.page import public_page
from cwf.agendas.exports.paper import agenda_sheet
from cwf.agendas.picks import Pick
from cwf.programme.exports.book.dates import Dates
from cwf.programme.release import Release
from cwf.programme.shown import Shown
from cwf.web.documents import write_pdf
from cwf.web.joined import joined
from tests.agendas.exports.nights import NIGHTS, nights
from tests.agendas.exports.sheets import all_of, sheet
from tests.agendas.feeding import read, read_by_second
from tests.programme.exports.material import EDITION, EN, TIMETABLE, release, slot

Said = list[tuple[datetime, datetime | None]]
HOUR = r"\d\d:\d\d(?: (?:[A-Z]{3,5}\b|[+-]\d\d))?"
START, END = re.compile(rf"^({HOUR})"), re.compile(rf"^to ({HOUR})")
SHEETS = settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate])


@pytest.fixture(autouse=True, scope="module")
def words(engines: dict[str, Flask | str]) -> Iterator[None]:
    """The whole application, since a page is among what is compared."""
    app = engines["sqlite"]
    assert isinstance(app, Flask)
    with app.app_context():
        yield


def wishes(of: Release) -> list[Pick]:
    return [Pick(slot=one.uuid) for one in of.timetable.slots]


def said_by_release(of: Release) -> Said:
    return in_order((one.starts, one.ends) for one in of.timetable.slots)


def in_order(found: object) -> Said:
    """By start, then end; one that is not known before all that are."""
    return sorted(found, key=lambda said: (said[0], said[1] or said[0]))  # type: ignore[call-overload,no-any-return]


def said_by_page(of: Release) -> Said:
    """What the page says to programs; what it says to people are the hours of these instants."""
    with current_app.test_request_context():
        page = html.fromstring(public_page(Shown(release=of, before=None), wishes(of), EN))
    found = []
    for moment in page.xpath("//section[@class='moment']"):
        (session,) = moment.xpath(".//article")
        starts, ends = (
            datetime.fromisoformat(at) if at else None
            for at in (session.get("data-start"), session.get("data-end"))
        )
        assert starts
        (clock,) = moment.xpath("./p/time/@datetime")
        assert datetime.fromisoformat(clock) == starts
        told = " ".join(moment.find("p").text_content().split())
        assert told == (f"{starts:%H:%M} to {ends:%H:%M}" if ends else f"from {starts:%H:%M}")
        found.append((starts.astimezone(UTC), ends.astimezone(UTC) if ends else None))
    return in_order(found)


def said_by_calendar(data: bytes) -> Said:
    """What two readers find in a calendar."""
    second = in_order((one["starts"], one["ends"]) for one in read_by_second(data).values())
    first = in_order(
        (
            one["DTSTART"].dt.astimezone(UTC),
            one["DTEND"].dt.astimezone(UTC) if "DTEND" in one else None,
        )
        for one in read(data).values()
    )
    assert first == second
    return first


def said_by_file(of: Release) -> Said:
    return said_by_calendar(agenda_ics(of, wishes(of), EN))


def said_by_feed(of: Release) -> Said:
    found = blocks(of, EN, None)
    head = agenda_head(found, "en", "", "https://forum.example.org/")
    chosen = [(pick.slot.hex, False) for pick in wishes(of)]
    return said_by_calendar(joined(picked(found, chosen, head)))


def said_by_sheet(of: Release) -> Said:
    """What the paper says: the days of its headings, the hours beside its entries."""
    pdf = write_pdf(agenda_sheet(sheet(of, all_of(of))))
    headings = {Dates("en").heading(day): day for day in of.timetable.days}
    found: Said = []
    day = date.min
    for line in "\n".join(
        one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages
    ).split("\n"):
        day = headings.get(line.removesuffix(", continued"), day)
        if start := START.match(line):
            begin = datetime.combine(day, datetime.min.time(), of.timetable.zone)
            after = begin.astimezone(UTC) + timedelta(hours=of.timetable.edition.day_change_hour)
            found.append((first_showing(start[1], after - timedelta(hours=2), day, of), None))
        elif end := END.match(line):
            starts, _unknown = found[-1]
            ends = first_showing(end[1], starts + timedelta(minutes=1), None, of)
            found[-1] = (starts, ends)
    return in_order(found)


def first_showing(said: str, after: datetime, day: date | None, of: Release) -> datetime:
    """The first minute from an instant on, of a day, at which the clock shows this, in UTC."""
    hour, _, zone = said.partition(" ")
    return next(
        at
        for at in (after + timedelta(minutes=count) for count in range(30 * 60))
        for local in [of.timetable.local(at)]
        if f"{local:%H:%M}" == hour and zone in ("", f"{local:%Z}")
        if day is None or of.timetable.day(replace(of.timetable.slots[0], starts=at)) == day
    )


READERS: dict[str, Callable[[Release], Said]] = {
    "page": said_by_page,
    "file": said_by_file,
    "feed": said_by_feed,
}


def at_the_change(zone: str, night: datetime) -> Release:
    """Entries that end, begin and lie on both sides of a moment, one of them without an end."""
    moment = night.replace(tzinfo=UTC)
    spans = [(-60, 0), (-45, 15), (0, 60), (15, 20), (30, None), (60, 120)]
    slots = tuple(
        slot(
            number,
            "night",
            moment + timedelta(minutes=begin),
            None if end is None else moment + timedelta(minutes=end),
            "great",
        )
        for number, (begin, end) in enumerate(spans, start=1)
    )
    edition = replace(EDITION, zone=zone)
    return release(replace(TIMETABLE, edition=edition, slots=slots), gone=())


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize(("zone", "night"), NIGHTS)
def test_it_says_what_the_release_says_when_clocks_change(
    format: str, zone: str, night: datetime
) -> None:
    of = at_the_change(zone, night)
    assert READERS[format](of) == said_by_release(of)


@pytest.mark.parametrize("format", READERS)
@given(of=nights())
@settings(max_examples=20, deadline=None)
def test_it_says_what_the_release_says_on_any_night(format: str, of: Release) -> None:
    assert READERS[format](of) == said_by_release(of)


@SHEETS
@example(of=at_the_change(*NIGHTS[1]))
@example(of=at_the_change(*NIGHTS[3]))
@example(of=at_the_change(*NIGHTS[4]))
@example(of=at_the_change(*NIGHTS[6]))
@example(of=at_the_change(*NIGHTS[7]))
@given(of=nights())
def test_a_sheet_says_what_the_release_says(of: Release) -> None:
    assert said_by_sheet(of) == said_by_release(of)


@pytest.mark.negative_control
@pytest.mark.parametrize("read_back", [*READERS.values(), said_by_sheet])
def test_a_reader_sees_the_hour_that_comes_twice(read_back: Callable[[Release], Said]) -> None:
    """02:30 twice in a night looks alike on a clock, and is not the same instant."""
    said = []
    for at in (
        datetime(2030, 10, 27, 0, 30, tzinfo=UTC),
        datetime(2030, 10, 27, 1, 30, tzinfo=UTC),
    ):
        one = slot(1, "night", at, at + timedelta(minutes=10), "great")
        said += read_back(release(replace(TIMETABLE, slots=(one,)), gone=()))
    assert said[1][0] - said[0][0] == said[1][1] - said[0][1] == timedelta(hours=1)  # type: ignore[operator]
