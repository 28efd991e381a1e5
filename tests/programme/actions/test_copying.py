"""A new edition from an earlier one."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cwf.database import db
from cwf.editions.actions.settings import SlugTaken
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account
from cwf.programme.actions.copying import Part, copy_edition
from cwf.programme.models import KindName, Publication, Room, Session, Slot, Speaker, Track, Venue
from cwf.programme.timetable import Kind, Status
from tests.programme.conftest import ADA, Forum

OPENS = date(2030, 3, 30)  # a Saturday; clocks go forward the night after


def copied(forum: Forum, *parts: Part, starts: date | None = OPENS) -> Edition:
    """The new edition, stored."""
    made = copy_edition(forum.edition, parts, slug="2030", year=2030, starts=starts, actor=ADA)
    db.session.commit()
    db.session.expire_all()
    return made


def rows(model: Any, edition: Edition) -> list[Any]:
    """All rows of a kind in an edition, in order of their making."""
    return db.session.query(model).filter_by(edition_id=edition.id).order_by(model.id).all()


def test_nothing_wanted_brings_the_frame_only(forum: Forum) -> None:
    made = copied(forum)
    assert (made.slug, made.year, made.zone, made.languages, made.lifecycle) == (
        "2030", 2030, "Europe/Copenhagen", ["en", "da"], "planned",
    )  # fmt: skip
    assert (made.starts, made.ends) == (OPENS, date(2030, 3, 31))
    assert (made.city, made.host_region_id, made.theme) == ({}, None, {})
    assert [rows(model, made) for model in (Track, Venue, Room, Session, Speaker, Slot)] == [[]] * 6


def test_tracks_kinds_and_rooms_come_as_they_are(forum: Forum) -> None:
    db.session.add(KindName(edition_id=forum.edition.id, kind=Kind.PANEL, name={"en": "Round"}))
    db.session.commit()
    made = copied(forum, Part.TRACKS, Part.KINDS, Part.ROOMS)
    assert [(one.slug, one.position, one.hue, one.mark) for one in rows(Track, made)] == [
        ("people", 0, "rowan", "dots"),
        ("city", 1, "fjord", "blocks"),
    ]
    assert [(one.kind, one.name) for one in rows(KindName, made)] == [("panel", {"en": "Round"})]
    assert [(one.slug, one.seats, one.venue.slug) for one in rows(Room, made)] == [
        ("lille-sal", 325, "musikhuset"),
        ("store-sal", 1588, "musikhuset"),
    ]
    assert (made.city, made.host_region_id) == ({"en": "Aarhus"}, forum.region.id)
    assert rows(Session, made) == []


def test_sessions_come_as_drafts_with_the_same_persons(forum: Forum) -> None:
    made = copied(forum, Part.TRACKS, Part.ROOMS, Part.SESSIONS)
    opening, panel = rows(Session, made)
    assert (opening.slug, opening.status, opening.track.slug) == ("opening", "draft", "people")
    assert opening.track.edition_id == made.id
    (speaker,) = rows(Speaker, made)  # only who is in a session
    assert speaker.person_id == forum.speaker["ming"].person_id
    assert [one.speaker for one in opening.people] == [speaker]
    assert (panel.slug, panel.people) == ("panel", [])
    (slot,) = rows(Slot, made)
    assert slot.uuid != forum.slot.uuid
    assert [one.room.edition_id for one in slot.rooms] == [made.id]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        # 9:15 on the first day, in winter time then and now
        ((1, 8, 15), datetime(2030, 3, 30, 8, 15, tzinfo=UTC)),
        # 9:15 on the second day: summer time since that night
        ((2, 8, 15), datetime(2030, 3, 31, 7, 15, tzinfo=UTC)),
        # 2:30 in that night does not exist and becomes 3:30
        ((2, 1, 30), datetime(2030, 3, 31, 1, 30, tzinfo=UTC)),
    ],
)
def test_hours_on_the_wall_stay_over_a_change_of_clock(
    forum: Forum, was: tuple[int, int, int], becomes: datetime
) -> None:
    day, hour, minute = was
    forum.slot.starts = datetime(2017, 11, day, hour, minute, tzinfo=UTC)
    forum.slot.ends = None
    db.session.commit()
    (slot,) = rows(Slot, copied(forum, Part.SESSIONS))
    assert (slot.starts, slot.ends, slot.rooms) == (becomes, None, [])


def test_opening_day_of_an_edition_without_dates_is_that_of_its_first_placing(
    forum: Forum,
) -> None:
    forum.edition.starts = forum.edition.ends = None
    db.session.commit()
    made = copied(forum, Part.SESSIONS)
    assert [slot.starts for slot in rows(Slot, made)] == [datetime(2030, 3, 30, 8, 15, tzinfo=UTC)]
    assert (made.starts, made.ends) == (OPENS, OPENS)


def test_without_a_first_day_sessions_are_not_placed(forum: Forum) -> None:
    made = copied(forum, Part.SESSIONS, starts=None)
    assert (len(rows(Session, made)), rows(Slot, made)) == (2, [])


def test_cancelled_session_stays_behind(forum: Forum) -> None:
    forum.session["opening"].status = Status.CANCELLED
    db.session.commit()
    made = copied(forum, Part.SESSIONS)
    assert [one.slug for one in rows(Session, made)] == ["panel"]
    assert (rows(Speaker, made), rows(Slot, made)) == ([], [])


def test_rights_and_publications_stay_behind(forum: Forum, staff, logged) -> None:
    staff(forum, "organiser")
    made = copied(forum, *Part)
    assert db.session.query(Staff).filter_by(edition_id=made.id).count() == 0
    assert db.session.get(Publication, made.id) is None
    assert db.session.query(Account).count() == 1
    action, subject, before, after = logged()[-1]
    assert (action, subject, before) == ("edition.copy", "2030", None)
    assert after == {
        "from": "2017", "parts": ["kinds", "rooms", "sessions", "tracks"],
        "tracks": 2, "rooms": 2, "speakers": 1, "sessions": 2,
    }  # fmt: skip


def test_source_is_untouched(forum: Forum) -> None:
    before = [len(rows(model, forum.edition)) for model in (Track, Room, Session, Speaker, Slot)]
    copied(forum, *Part)
    after = [len(rows(model, forum.edition)) for model in (Track, Room, Session, Speaker, Slot)]
    assert before == after
    assert forum.edition.version == 1


def test_address_that_is_taken_is_refused(forum: Forum) -> None:
    with pytest.raises(SlugTaken):
        copy_edition(forum.edition, [], slug="2017", year=2017, starts=None, actor=ADA)
