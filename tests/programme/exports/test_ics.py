"""A programme as a calendar: identities, tombstones, parts, words."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from icalendar import Calendar, Event

from cwf.editions.calendar_names import umbrella
from cwf.programme.exports.ics import (
    all_blocks,
    programme_ics,
    room_ics,
    selected_ics,
    session_ics,
    speaker_ics,
    track_ics,
)
from cwf.programme.release import Release
from cwf.programme.selection import Selection
from cwf.programme.timetable import Kind, Status
from cwf.web.calendar_blocks import blocks_of
from tests.programme.exports.golden import check_golden
from tests.programme.exports.material import (
    DA,
    EDITION,
    EN,
    TIMETABLE,
    noticed,
    release,
    uuid,
)
from tests.web.ics_check import strict_problems


def whole(of: Release, addresses: object = EN) -> bytes:
    return programme_ics(of, of.timetable, addresses, gone=of.gone)  # type: ignore[arg-type]


def events(data: bytes) -> dict[str, Event]:
    return {str(event["UID"]): event for event in Calendar.from_ical(data).events}


def number(*numbers: int) -> set[str]:
    return {str(uuid(one)) for one in numbers}


def test_programme_is_as_expected() -> None:
    check_golden("programme.ics", whole(release()))


@pytest.mark.parametrize("addresses", [EN, DA])
@pytest.mark.parametrize(
    "of", [release(), noticed(invented=True), release(replace(TIMETABLE, slots=()), gone=())]
)
def test_programme_keeps_the_rules(of: Release, addresses: object) -> None:
    assert strict_problems(whole(of, addresses)) == []


def test_identity_is_the_uuid_of_the_slot_alone() -> None:
    moved = replace(EN, base_url="https://elsewhere.example.com", edition="other")
    assert set(events(whole(release()))) == number(1, 2, 3, 4, 5, 6, 90)
    assert set(events(whole(release(), moved))) == number(1, 2, 3, 4, 5, 6, 90)


def test_stamp_and_sequence_come_from_the_release() -> None:
    of = release()
    for uid, event in events(whole(of)).items():
        mark = {str(one.uuid): one for one in (*of.marks, *of.gone)}[uid]
        assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == mark.changed.astimezone(UTC)
        assert event["CREATED"].dt == mark.created
        assert event["SEQUENCE"] == mark.sequence


def test_unchanged_entry_keeps_its_bytes_in_a_later_release() -> None:
    of = release()
    later = replace(of, number=3, at=of.at.replace(month=5))
    assert all_blocks(of, EN) == all_blocks(later, EN)


@pytest.mark.parametrize(("addresses", "url"), [(EN, EN.changes()), (DA, DA.changes())])
def test_dropped_slot_stays_as_a_tombstone(addresses: object, url: str) -> None:
    tomb = events(whole(release(), addresses))[str(uuid(90))]
    assert (tomb["STATUS"], tomb["TRANSP"], tomb["URL"]) == ("CANCELLED", "TRANSPARENT", url)


def test_tombstone_of_a_session_that_is_still_on_points_to_it() -> None:
    of = release()
    gone = (replace(of.gone[0], session="opening"),)
    tomb = events(whole(replace(of, gone=gone)))[str(uuid(90))]
    assert tomb["URL"] == EN.session("opening")


def test_cancelled_session_says_so_in_every_way() -> None:
    event = events(whole(release()))[str(uuid(4))]
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert event["SUMMARY"] == "Cancelled: Called off"
    assert event["DESCRIPTION"] == f"Reason: Storm\n\n{EN.session('called-off')}"


def test_missing_language_falls_back_and_says_so() -> None:
    event = events(whole(release()))[str(uuid(2))]
    assert event["SUMMARY"] == "Tur til Ærø"
    assert event["SUMMARY"].params == {"LANGUAGE": "da"}
    opening = events(whole(release(), DA))[str(uuid(1))]
    assert opening["SUMMARY"].params == {"LANGUAGE": "da"}
    assert "engelsk" in opening["DESCRIPTION"]


def test_unknown_place_and_end_stay_unsaid() -> None:
    found = events(whole(release()))
    assert "LOCATION" not in found[str(uuid(3))]
    assert "GEO" not in found[str(uuid(2))]
    assert "DTEND" not in found[str(uuid(2))]


def test_joined_blocks_are_the_calendar() -> None:
    of = release()
    joined = programme_ics(of, of.timetable, EN, gone=of.gone, blocks=all_blocks(of, EN))
    assert joined == whole(of)


def test_entries_are_found_again_in_the_calendar() -> None:
    of = release()
    assert blocks_of(whole(of)) == all_blocks(of, EN)


def test_a_text_that_looks_like_an_entry_is_none() -> None:
    for length in range(80):  # wherever the line happens to be broken
        title = {"en": "x" * length + "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"}
        session = replace(TIMETABLE.sessions[0], title=title)
        of = release(replace(TIMETABLE, sessions=(session, *TIMETABLE.sessions[1:])))
        assert blocks_of(whole(of)) == all_blocks(of, EN)


def test_narrowed_programme_holds_what_is_in_view() -> None:
    of = release()
    view = replace(TIMETABLE, slots=TIMETABLE.slots[:1])
    data = programme_ics(of, view, EN, gone=(), source=EN.programme(".ics?track=city"), name="City")
    assert set(events(data)) == number(1)
    assert Calendar.from_ical(data).calendar_name == "Creativity World Forum 2030: City"
    assert Calendar.from_ical(data)["SOURCE"] == EN.programme(".ics?track=city")


@pytest.mark.parametrize(
    ("selection", "uuids"),
    [
        (Selection(), number(1, 2, 3, 4, 5, 6, 90)),
        (Selection(days=(date(2030, 5, 16),)), number(5, 90)),
        (Selection(tracks=("city",)), number(1, 6)),
        (Selection(rooms=("small",)), number(1)),
    ],
)
def test_selection_holds_what_fits(selection: Selection, uuids: set[str]) -> None:
    data = selected_ics(release(), selection, EN)
    assert set(events(data)) == uuids
    assert strict_problems(data) == []


@pytest.mark.parametrize(
    ("selection", "english", "danish"),
    [
        (Selection(tracks=("city",)), "Cities, alive", "Byer"),
        (Selection(days=(date(2030, 5, 16),)), "Thursday 16 May", "torsdag 16. maj"),
        (
            Selection(kinds=(Kind.KEYNOTE,), languages=("da",), days=(date(2030, 5, 16),)),
            "Keynote, Danish, Thursday 16 May",
            "Keynote, dansk, torsdag 16. maj",
        ),
        (
            Selection(rooms=("small",), stepfree=True, q="jan gehl"),
            "Small Room, step-free, “jan gehl”",
            "Small Room, uden trin, “jan gehl”",
        ),
    ],
)
def test_selection_is_called_by_what_was_asked_for_in_the_language_of_the_calendar(
    selection: Selection, english: str, danish: str
) -> None:
    for addresses, words in ((EN, english), (DA, danish)):
        data = selected_ics(release(), selection, addresses)
        said = f"Creativity World Forum 2030: {words}".replace(",", "\\,")
        unfolded = data.decode().replace("\r\n ", "").splitlines()
        names = [line for line in unfolded if line.startswith(("NAME", "X-WR-CALNAME"))]
        assert names == [
            f"NAME;LANGUAGE={addresses.language}:{said}",
            f"X-WR-CALNAME:{said}",
        ]
        assert strict_problems(data) == []


def test_selection_says_where_it_comes_from() -> None:
    calendar = Calendar.from_ical(selected_ics(release(), Selection(tracks=("city",)), EN))
    assert calendar["SOURCE"] == EN.programme(".ics", "track=city")
    assert calendar["URL"] == EN.programme("", "track=city")


def test_selection_of_everything_is_the_programme() -> None:
    assert selected_ics(release(), Selection(), EN) == whole(release())


def test_session_holds_its_slots_and_its_own_tombstones() -> None:
    of = release()
    gone = (replace(of.gone[0], uuid=uuid(91), session="opening"), *of.gone)
    data = session_ics(replace(of, gone=gone), "opening", EN)
    assert set(events(data)) == number(1, 6, 91)
    assert Calendar.from_ical(data)["URL"] == EN.session("opening")
    assert strict_problems(data) == []


def test_speaker_and_room_hold_theirs() -> None:
    of = release()
    assert set(events(speaker_ics(of, "bo-lund", EN))) == number(1, 6)
    assert set(events(room_ics(of, "small", EN))) == number(1)
    assert set(events(room_ics(of, "great", EN))) == number(1, 90)
    assert set(events(room_ics(of, "foyer", EN))) == number(4, 5, 6)


def test_track_holds_its_own_and_says_its_name() -> None:
    data = track_ics(release(), "city", EN)
    calendar = Calendar.from_ical(data)
    assert set(events(data)) == number(1, 6)
    assert rb"NAME;LANGUAGE=en:Creativity World Forum 2030: Cities\, alive" in data
    assert (calendar["SOURCE"], calendar["URL"]) == (EN.track("city", ".ics"), EN.track("city"))


def test_speaker_keeps_what_is_gone_altogether() -> None:
    gone = (replace(release().gone[0], people=("bo-lund",)),)
    assert set(events(speaker_ics(release(gone=gone), "bo-lund", EN))) == number(1, 6, 90)


def test_placings_of_a_session_know_each_other_and_the_forum() -> None:
    found = events(whole(release()))
    above = umbrella("2030")
    assert found[str(uuid(1))]["RELATED-TO"] == [above, str(uuid(6))]
    assert found[str(uuid(2))]["RELATED-TO"] == found[str(uuid(90))]["RELATED-TO"] == above


def test_entry_has_the_colour_of_its_track() -> None:
    (track,) = TIMETABLE.tracks
    data = whole(release(replace(TIMETABLE, tracks=(replace(track, hue="fjord"),))))
    colours = {uid: event.get("COLOR") for uid, event in events(data).items()}
    assert {uid for uid, colour in colours.items() if colour} == number(1, 6)


@pytest.mark.parametrize("part", [session_ics, speaker_ics, room_ics, track_ics])
def test_part_that_the_release_has_not_is_a_key_error(part: object) -> None:
    with pytest.raises(KeyError):
        part(release(), "nobody", EN)  # type: ignore[operator]


def test_illustrative_programme_says_so_in_calendar_and_entries() -> None:
    data = whole(noticed(illustrative=True))
    calendar = Calendar.from_ical(data)
    notice = "This programme is illustrative"
    assert calendar.calendar_name == "Creativity World Forum 2030 (illustrative programme)"
    assert calendar["X-WR-CALDESC"].startswith(notice)
    assert all(notice in event["DESCRIPTION"] for event in calendar.events)


def test_statuses_are_those_of_the_sessions() -> None:
    told = {uid: str(event["STATUS"]) for uid, event in events(whole(release())).items()}
    cancelled = {
        str(slot.uuid)
        for slot in TIMETABLE.slots
        if TIMETABLE.session[slot.session].status is Status.CANCELLED
    }
    assert {uid for uid, status in told.items() if status == "CANCELLED"} == cancelled | number(90)


def test_zone_is_the_edition_s() -> None:
    chicago = replace(TIMETABLE, edition=replace(EDITION, zone="America/Chicago"))
    data = whole(release(chicago))
    assert b"TZID=America/Chicago" in data
    assert strict_problems(data) == []
