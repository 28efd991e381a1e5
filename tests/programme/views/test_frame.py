"""Tracks, kinds, venues and rooms: the pages of the editor."""

import pytest

from cwf.database import db
from cwf.programme.models import KindName, Room, Session, Track, Venue
from tests.programme.conftest import Forum
from tests.programme.views.conftest import HERE, Browser, fields

ELSEWHERE = "/en/manage/editions/2019"


def test_new_track_is_made_once_however_often_it_is_sent(editor: Browser) -> None:
    page = editor.get("tracks/new")
    data = {**fields(page.text), "name-en": "Creative Enterprise", "hue": "rape", "mark": "bars"}
    answers = [editor.post("tracks/new", data) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, f"{HERE}/tracks/")] * 2
    made = db.session.query(Track).filter_by(slug="creative-enterprise").one()
    assert (made.name, made.hue, made.mark) == ({"en": "Creative Enterprise"}, "rape", "bars")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "Fill this in."), ("en", 'href="#name-en"')],
)
def test_track_without_name_comes_back_with_422(editor: Browser, lang: str, sentence: str) -> None:
    answer = editor.send("tracks/new", **{"name-da": "Kun dansk"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="Kun dansk"' in answer.text


def test_mark_of_another_track_is_said_at_the_field(editor: Browser) -> None:
    answer = editor.send("tracks/city", mark="dots")
    assert answer.status_code == 422
    assert "Creative People has this mark. Choose another one." in answer.text


def test_track_that_grey_print_shows_like_another_is_refused(editor: Browser) -> None:
    editor.send("tracks/people", hue="brick", mark="waves")
    answer = editor.send("tracks/city", hue="plum", mark="chevrons")
    assert answer.status_code == 422
    assert "Creative People has a mark like this one and a colour as light" in answer.text
    assert editor.send("tracks/city", hue="rape", mark="chevrons").status_code == 303


def test_track_takes_a_colour_of_our_own_and_shows_it_again(editor: Browser, forum: Forum) -> None:
    assert editor.send("tracks/city", hue="own", own="#336699").status_code == 303
    db.session.refresh(forum.track["city"])
    assert forum.track["city"].hue == "#336699"
    shown = fields(editor.get("tracks/city").text)
    assert (shown["hue"], shown["own"]) == ("own", "#336699")
    assert editor.send("tracks/city", hue="own", own="blue").status_code == 422


def test_track_changes_and_keeps_what_the_form_does_not_have(
    editor: Browser, forum: Forum, elsewhere: Forum
) -> None:
    answer = editor.send(
        "tracks/city", **{"name-da": "Kreativ by"}, edition_id=elsewhere.edition.id, slug="x"
    )
    assert answer.status_code == 303
    db.session.expire_all()
    city = forum.track["city"]
    assert (city.name, city.slug, city.edition_id) == (
        {"en": "Creative City", "da": "Kreativ by"}, "city", forum.edition.id,
    )  # fmt: skip


def test_second_of_two_sees_both_versions_and_loses_nothing(
    editor: Browser, second_editor: Browser, forum: Forum
) -> None:
    mine = {**fields(editor.get("tracks/city").text), "name-en": "Mine", "question-en": "Why?"}
    assert second_editor.send("tracks/city", **{"name-en": "Theirs"}).status_code == 303
    answer = editor.post("tracks/city", mine)
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    assert "Theirs" in answer.text
    assert 'value="Why?"' in answer.text
    again = {**fields(answer.text), "take": "name"}
    assert editor.post("tracks/city", again).status_code == 303
    db.session.expire_all()
    city = forum.track["city"]
    assert (city.name["en"], city.question["en"]) == ("Theirs", "Why?")


def test_removed_track_moves_its_sessions(editor: Browser, forum: Forum) -> None:
    assert "1 session is in it." in editor.get("tracks/people/removal").text
    assert editor.send("tracks/people/removal", to="city").status_code == 303
    db.session.expire_all()
    assert forum.session["opening"].track.slug == "city"


@pytest.mark.parametrize(
    ("slug", "to", "order"),
    [("city", "up", ["city", "people"]), ("city", "down", ["people", "city"]),
     ("far-city", "up", ["people", "city"])],
)  # fmt: skip
def test_tracks_move_up_and_down(editor: Browser, slug: str, to: str, order: list[str]) -> None:
    assert editor.post("tracks/order", {"slug": slug, "to": to}).status_code == 303
    tracks = db.session.query(Track).order_by(Track.position)
    assert [track.slug for track in tracks] == order


def test_kind_is_named(editor: Browser) -> None:
    answer = editor.send("kinds/breakout", **{"name-en": "Lab", "minutes": "45"})
    assert answer.status_code == 303
    row = db.session.query(KindName).one()
    assert (row.kind, row.name, row.minutes) == ("breakout", {"en": "Lab"}, 45)
    assert "Lab" in editor.get("sessions/new").text
    assert editor.get("kinds/nothing").status_code == 404


def test_kind_named_by_two_shows_both(editor: Browser, second_editor: Browser) -> None:
    mine = {**fields(editor.get("kinds/talk").text), "name-en": "Lecture", "minutes": "30"}
    assert second_editor.send("kinds/talk", **{"name-en": "Speech"}).status_code == 303
    answer = editor.post("kinds/talk", mine)
    assert answer.status_code == 409
    assert "Speech" in answer.text
    assert editor.post("kinds/talk", fields(answer.text)).status_code == 303
    row = db.session.query(KindName).one()
    assert (row.name, row.minutes) == ({"en": "Lecture"}, 30)


def test_venue_takes_a_position(editor: Browser) -> None:
    answer = editor.send("venues/new", **{"name-en": "House 12", "coordinates": "56.1530, 10.1998"})
    assert answer.status_code == 303
    made = db.session.query(Venue).filter_by(slug="house-12").one()
    assert (made.latitude, made.longitude, made.zone) == (56.153, 10.1998, None)
    assert 'value="56.153, 10.1998"' in editor.get("venues/house-12").text


@pytest.mark.parametrize(
    ("written", "sentence"),
    [("Aarhus", "Write latitude and longitude, such as 56.1530, 10.1998."),
     ("95, 10", "Latitude goes from -90 to 90, longitude from -180 to 180.")],
)  # fmt: skip
def test_position_that_is_none_is_refused(editor: Browser, written: str, sentence: str) -> None:
    answer = editor.send("venues/musikhuset", coordinates=written)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_room_is_added_and_changed(editor: Browser) -> None:
    assert editor.send("rooms/new", **{"name-en": "Foyer", "seats": "1 200"}).status_code == 303
    answer = editor.send("rooms/foyer", step_free="yes", hearing_loop="no", standing="")
    assert answer.status_code == 303
    room = db.session.query(Room).filter_by(slug="foyer").one()
    assert (room.seats, room.standing, room.step_free, room.hearing_loop, room.interpretation) == (
        1200, None, True, False, None,
    )  # fmt: skip


def test_room_of_a_foreign_venue_is_refused(editor: Browser, elsewhere: Forum) -> None:
    answer = editor.send("rooms/lille-sal", venue="far-musikhuset")
    assert answer.status_code == 422
    assert "Choose one of the list." in answer.text


def test_room_in_use_stays(editor: Browser) -> None:
    answer = editor.send("rooms/store-sal/removal")
    assert answer.status_code == 422
    assert "Still used: Opening. Move these first, then remove it." in answer.text
    assert editor.send("rooms/lille-sal/removal").status_code == 303
    assert db.session.query(Room).count() == 1


def test_venue_with_rooms_stays(editor: Browser) -> None:
    assert "Lille Sal, Store Sal" in editor.send("venues/musikhuset/removal").text


def test_room_needs_a_venue_first(editor: Browser, forum: Forum) -> None:
    for row in (*db.session.query(Session), *db.session.query(Room), forum.venue):
        db.session.delete(row)
    db.session.commit()
    assert editor.get("rooms/new").location == f"{HERE}/venues/new"


def test_rooms_and_venues_move(editor: Browser) -> None:
    assert editor.post("rooms/order", {"slug": "store-sal", "to": "up"}).status_code == 303
    rooms = db.session.query(Room).order_by(Room.position)
    assert [room.slug for room in rooms] == ["store-sal", "lille-sal"]
    assert editor.post("venues/order", {"slug": "musikhuset", "to": "up"}).status_code == 303
    assert editor.post("rooms/order", {"slug": "far-lille-sal", "to": "up"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["tracks/far-city", "venues/far-musikhuset", "rooms/far-lille-sal", "sessions/far-opening",
     "speakers/far-ming", "tracks/far-city/removal", "sessions/far-opening/slots/new",
     "sessions/far-opening/cancellation"],
)  # fmt: skip
def test_things_of_another_edition_are_not_found(
    editor: Browser, elsewhere: Forum, path: str
) -> None:
    assert editor.get(path).status_code == 404
    assert editor.get(f"{ELSEWHERE}/{path}").status_code == 404


def test_danish_page_says_it_in_danish_words(editor: Browser) -> None:
    answer = editor.get("/da/manage/editions/2017/tracks/")
    assert answer.status_code == 200
    assert '<html lang="da"' in answer.text
