"""Placing: by form, through the nights of clock changes, with conflicts beside it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from cwf.database import db
from cwf.programme.models import Slot
from tests.programme.conftest import Forum, utc
from tests.programme.views.conftest import HERE, Browser, fields

NEW = "sessions/panel/slots/new"


def slots() -> list[tuple[datetime, datetime | None, int | None, list[str]]]:
    db.session.expire_all()
    return [
        (slot.starts, slot.ends, slot.assumed_minutes, [one.room.slug for one in slot.rooms])
        for slot in db.session.query(Slot).order_by(Slot.id)
    ]


def place(editor: Browser, **changes):
    return editor.send(NEW, **{"day": "2017-11-01", "starts": "11:00", "ends": "12:00", **changes})


def test_session_is_placed(editor: Browser) -> None:
    answer = place(editor, room="lille-sal", more=["store-sal"], starts="11.00", ends="1230")
    assert (answer.status_code, answer.location) == (303, f"{HERE}/sessions/panel")
    assert slots()[1:] == [(utc(1, 10), utc(1, 11, 30), None, ["lille-sal", "store-sal"])]


def test_end_may_be_unknown_with_an_assumed_length(editor: Browser) -> None:
    answer = place(editor, ends="")
    assert answer.status_code == 422
    assert "Say how long it is taken to be, or when it ends." in answer.text
    assert place(editor, ends="", assumed_minutes="45").status_code == 303
    assert slots()[1:] == [(utc(1, 10), None, 45, [])]


def test_usual_length_of_the_kind_is_proposed(editor: Browser) -> None:
    editor.send("kinds/panel", minutes="75")
    assert fields(editor.get(NEW).text)["assumed_minutes"] == "75"


def test_party_ends_in_the_night_of_its_day(editor: Browser) -> None:
    assert place(editor, starts="21:00", ends="02:00").status_code == 303
    assert place(editor, starts="01:30", ends="04:00").status_code == 303
    assert [slot[:2] for slot in slots()[1:]] == [
        (utc(1, 20), utc(2, 1)),
        (utc(2, 0, 30), utc(2, 3)),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ends": "10:15"}, "The end is before the start, 11:00. Perhaps 11:15?"),
        ({"ends": "11:00"}, "The end is before the start, 11:00. Perhaps 12:00?"),
        ({"starts": "soon"}, "Write hours and minutes, such as 9:30, up to 23:59."),
        ({"starts": ""}, "Write a time, such as 9:30."),
        ({"day": ""}, "Choose a day."),
        ({"room": "far-lille-sal"}, "Choose one of the list."),
        ({"more": ["far-lille-sal"]}, "Choose from the list only."),
        ({"ends": "", "assumed_minutes": "0"}, "Write a number from 1 to 1440."),
    ],
)
def test_what_cannot_be_placed_is_said_at_the_field(
    editor: Browser, elsewhere: Forum, changes: dict[str, str], sentence: str
) -> None:
    answer = place(editor, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(slots()) == 1 + 1  # of the forum, and of the one elsewhere


def night(forum: Forum, day: date) -> None:
    forum.edition.starts = forum.edition.ends = day
    forum.edition.day_change_hour = 0
    db.session.commit()


def test_hour_that_the_clocks_skip_is_refused(editor: Browser, forum: Forum) -> None:
    night(forum, date(2018, 3, 25))
    answer = place(editor, day="2018-03-25", starts="2:30", ends="4:00")
    assert answer.status_code == 422
    assert "The clocks go forward over 02:30 that night. Choose another time." in answer.text


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_hour_that_comes_twice_is_asked_about(
    editor: Browser, forum: Forum, which: str, hour: int
) -> None:
    night(forum, date(2017, 10, 29))
    asked = place(editor, day="2017-10-29", starts="2:30", ends="4:00")
    assert asked.status_code == 422
    assert "The clocks go back that night. Choose one." in asked.text
    answer = editor.post(NEW, {**fields(asked.text), "starts_twice": which})
    assert answer.status_code == 303
    assert slots()[1][:2] == (
        datetime(2017, 10, 29, hour, 30, tzinfo=UTC),
        datetime(2017, 10, 29, 3, tzinfo=UTC),
    )
    slot = db.session.query(Slot).order_by(Slot.id.desc()).first()
    again = editor.send(f"sessions/panel/slots/{slot.uuid}/placement")
    assert again.status_code == 303
    assert slots()[1][0] == datetime(2017, 10, 29, hour, 30, tzinfo=UTC)


def test_moved_slot_keeps_its_uuid(editor: Browser, forum: Forum) -> None:
    uuid = forum.slot.uuid
    path = f"sessions/opening/slots/{uuid}/placement"
    shown = fields(editor.get(path).text)
    assert (shown["room"], shown["day"], shown["starts"], shown["ends"]) == (
        "store-sal", "2017-11-01", "09:15", "10:00",
    )  # fmt: skip
    assert editor.send(path, room="lille-sal", uuid="x", edition_id="7").status_code == 303
    assert slots() == [(utc(1, 8, 15), utc(1, 9), None, ["lille-sal"])]
    assert db.session.query(Slot).one().uuid == uuid


def test_two_at_one_slot_see_both(editor: Browser, second_editor: Browser, forum: Forum) -> None:
    path = f"sessions/opening/slots/{forum.slot.uuid}/placement"
    mine = {**fields(editor.get(path).text), "starts": "08:00"}
    assert second_editor.send(path, room="lille-sal").status_code == 303
    answer = editor.post(path, mine)
    assert answer.status_code == 409
    assert 'value="08:00"' in answer.text
    assert "09:15" in answer.text
    assert "Lille Sal" in answer.text


def test_check_shows_conflicts_and_saves_nothing(editor: Browser, forum: Forum) -> None:
    answer = place(editor, room="store-sal", starts="9:30", ends="10:30", check="1")
    assert answer.status_code == 200
    assert "Store Sal is taken twice, Wed 1 Nov, 09:30–10:00." in answer.text
    assert "Opening and Panel." in answer.text
    assert "Lille Sal, Musikhuset" in answer.text  # free then
    assert len(slots()) == 1
    alone = place(editor, room="lille-sal", starts="14:00", ends="15:00", check="1").text
    assert "Free at" not in alone
    assert "Free then" not in alone
    unreadable = place(editor, starts="soon", check="1")
    assert unreadable.status_code == 422
    assert len(slots()) == 1


def test_proposal_fills_the_form(editor: Browser) -> None:
    page = place(editor, room="store-sal", starts="9:30", ends="10:30", check="1").text
    link = re.findall(r'href="([^"]+starts=[^"]+)"', page)[0].replace("&amp;", "&")
    shown = fields(editor.get(link).text)
    assert (shown["room"], shown["starts"], shown["ends"]) == ("store-sal", "10:00", "11:00")


def test_removed_slot_is_put_back_as_the_same(
    editor: Browser, forum: Forum, logged: Callable[[], list]
) -> None:
    uuid = forum.slot.uuid
    before = slots()
    assert editor.post(f"sessions/opening/slots/{uuid}/removal", {}).status_code == 303
    assert slots() == []
    page = editor.get("sessions/opening").text
    removed = re.findall(r'name="removed" value="([^"]+)"', page)[0]
    assert 'name="removed"' not in editor.get("sessions/opening").text
    answer = editor.post("sessions/opening/slots/restoration", {"removed": removed})
    assert answer.status_code == 303
    assert slots() == before
    assert db.session.query(Slot).one().uuid == uuid
    assert [entry[0] for entry in logged()] == ["slot.unplace", "slot.place"]


@pytest.mark.parametrize(("path", "removed"), [("opening", "forged"), ("panel", None)])
def test_what_was_not_removed_here_is_not_put_back(
    editor: Browser, forum: Forum, path: str, removed: str | None
) -> None:
    editor.post(f"sessions/opening/slots/{forum.slot.uuid}/removal", {})
    page = editor.get("sessions/opening").text
    signed = removed or re.findall(r'name="removed" value="([^"]+)"', page)[0]
    answer = editor.post(f"sessions/{path}/slots/restoration", {"removed": signed})
    assert answer.status_code == 404
    assert slots() == []


def test_foreign_slot_is_not_found(editor: Browser, elsewhere: Forum) -> None:
    uuid = elsewhere.slot.uuid
    for slug in ("opening", "panel"):
        assert editor.get(f"sessions/{slug}/slots/{uuid}/placement").status_code == 404
    assert editor.post(f"sessions/opening/slots/{uuid}/removal", {}).status_code == 404
