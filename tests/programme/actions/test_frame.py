"""Tracks, words for kinds, venues and rooms."""

import pytest

from cwf.database import db
from cwf.programme.actions import frame
from cwf.programme.actions.writing import reorder
from cwf.programme.models import KindName, Room, Session, Track, Venue
from cwf.programme.refusals import InUse, MarkTaken
from cwf.programme.slugs import slug_of
from cwf.programme.timetable import Kind
from tests.programme.conftest import ADA, Forum


def test_new_track_stands_last_under_its_name(forum: Forum, logged) -> None:
    track = frame.add_track(
        forum.edition, actor=ADA, name={"en": "Creative Enterprise"}, question={}, hue="rape",
        mark="bars",
    )  # fmt: skip
    db.session.commit()
    assert (track.slug, track.position) == ("creative-enterprise", 2)
    assert logged() == [
        ("track.add", "Creative Enterprise", None,
         {"slug": "creative-enterprise", "name": {"en": "Creative Enterprise"}, "question": {},
          "hue": "rape", "mark": "bars"})
    ]  # fmt: skip


def test_mark_of_another_track_is_refused(forum: Forum) -> None:
    with pytest.raises(MarkTaken) as refused:
        frame.change_track(forum.edition, forum.track["city"], actor=ADA, mark="dots")
    assert refused.value.name == {"en": "Creative People"}
    frame.change_track(forum.edition, forum.track["city"], actor=ADA, mark="blocks")


def test_change_keeps_the_address_and_logs_what_differs(forum: Forum, logged) -> None:
    frame.change_track(forum.edition, forum.track["city"], actor=ADA, name={"en": "Town"})
    frame.change_track(forum.edition, forum.track["city"], actor=ADA, name={"en": "Town"})
    db.session.commit()
    assert forum.track["city"].slug == "city"
    assert logged() == [
        ("track.change", "Town", {"name": {"en": "Creative City"}}, {"name": {"en": "Town"}})
    ]


def test_address_that_is_taken_gets_a_number(forum: Forum) -> None:
    made = [
        frame.add_track(forum.edition, actor=ADA, name={"en": "City!"}, question={}).slug
        for _ in range(2)
    ]
    assert made == ["city-2", "city-3"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Ærø & Skagen", "aeroe-skagen"), ("Lille Sal", "lille-sal"), ("ಸಭಾಂಗಣ", ""),
     ("Crème brûlée", "creme-brulee"), ("x" * 90, "x" * 60), ("Straße", "strasse")],
)  # fmt: skip
def test_names_become_addresses(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_name_without_latin_letters_has_an_address_all_the_same(forum: Forum) -> None:
    track = frame.add_track(forum.edition, actor=ADA, name={"en": "ಸಭಾಂಗಣ"}, question={})
    assert track.slug == "track"


def test_values_that_are_not_the_callers_are_refused(forum: Forum) -> None:
    with pytest.raises(ValueError, match="edition_id"):
        frame.change_track(forum.edition, forum.track["city"], actor=ADA, edition_id=7)


@pytest.mark.parametrize("to", [None, "city"])
def test_sessions_of_a_removed_track_move(forum: Forum, to: str | None, logged) -> None:
    target = forum.track[to] if to else None
    frame.remove_track(forum.edition, forum.track["people"], to=target, actor=ADA)
    db.session.commit()
    assert [track.slug for track in db.session.query(Track)] == ["city"]
    session = db.session.query(Session).filter_by(slug="opening").one()
    assert (session.track.slug if session.track else None, session.version) == (to, 2)
    assert logged()[0][3] == {**({"sessions_to": to} if to else {}), "sessions": 1}


def test_kind_gets_the_editions_own_word(forum: Forum, logged) -> None:
    for minutes in (45, 60, 60):
        frame.name_kind(
            forum.edition, Kind.BREAKOUT, name={"en": "Lab"}, minutes=minutes, actor=ADA
        )
    db.session.commit()
    row = db.session.query(KindName).one()
    assert (row.kind, row.name, row.minutes) == ("breakout", {"en": "Lab"}, 60)
    assert [entry[2:] for entry in logged()] == [
        ({"name": {}, "minutes": None}, {"name": {"en": "Lab"}, "minutes": 45}),
        ({"minutes": 45}, {"minutes": 60}),
    ]


def test_room_moves_to_another_venue(forum: Forum, logged) -> None:
    venue = frame.add_venue(forum.edition, actor=ADA, name={"en": "House 12"}, note={})
    room = forum.room["lille-sal"]
    frame.change_room(forum.edition, room, venue=venue, actor=ADA, seats=300)
    db.session.commit()
    assert (room.venue.slug, room.seats, room.version) == ("house-12", 300, 2)
    assert logged()[1] == (
        "room.change", "Lille Sal", {"seats": 325, "venue": "musikhuset"},
        {"seats": 300, "venue": "house-12"},
    )  # fmt: skip


def test_new_room_knows_no_more_than_it_is_told(forum: Forum) -> None:
    room = frame.add_room(forum.edition, forum.venue, actor=ADA, name={"en": "Foyer"}, note={})
    db.session.commit()
    assert (room.slug, room.position, room.seats, room.step_free) == ("foyer", 2, None, None)


def test_room_in_use_is_not_removed(forum: Forum) -> None:
    with pytest.raises(InUse) as refused:
        frame.remove_room(forum.edition, forum.room["store-sal"], actor=ADA)
    assert refused.value.by == ({"en": "Opening", "da": "Åbning"},)
    frame.remove_room(forum.edition, forum.room["lille-sal"], actor=ADA)
    db.session.commit()
    assert [room.slug for room in db.session.query(Room)] == ["store-sal"]


def test_venue_with_rooms_is_not_removed(forum: Forum) -> None:
    with pytest.raises(InUse) as refused:
        frame.remove_venue(forum.edition, forum.venue, actor=ADA)
    assert refused.value.by == ({"da": "Lille Sal"}, {"da": "Store Sal"})
    empty = frame.add_venue(forum.edition, actor=ADA, name={"en": "Empty"}, note={})
    db.session.commit()
    frame.remove_venue(forum.edition, empty, actor=ADA)
    db.session.commit()
    assert [venue.slug for venue in db.session.query(Venue)] == ["musikhuset"]


def test_venue_takes_other_values(forum: Forum, logged) -> None:
    frame.change_venue(forum.edition, forum.venue, actor=ADA, latitude=56.153, longitude=10.2)
    db.session.commit()
    assert logged() == [
        ("venue.change", "Musikhuset", {"latitude": None, "longitude": None},
         {"latitude": 56.153, "longitude": 10.2})
    ]  # fmt: skip


def test_reorder_ignores_what_is_not_there(forum: Forum, logged) -> None:
    order = ["city", "nowhere", "city"]
    reorder(forum.track.values(), order, edition=forum.edition, actor=ADA, action="track.order")
    db.session.commit()
    assert {slug: track.position for slug, track in forum.track.items()} == {"city": 0, "people": 1}
    assert logged() == [
        ("track.order", "2017", {"order": ["people", "city"]}, {"order": ["city", "people"]})
    ]
