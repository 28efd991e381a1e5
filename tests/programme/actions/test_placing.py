"""Slots: place, move, take away, put back."""

from uuid import UUID

from cwf.database import db
from cwf.programme.actions.placing import Placement, move, place, unplace, values_of
from cwf.programme.models import Slot
from tests.programme.conftest import ADA, Forum, utc


def at(forum: Forum, *rooms: str, hour: int = 10, minutes: int | None = None) -> Placement:
    return Placement(
        starts=utc(1, hour),
        ends=None if minutes else utc(1, hour + 1),
        assumed_minutes=minutes,
        rooms=[forum.room[room] for room in rooms],
    )


def test_session_may_have_several_slots_and_a_slot_several_rooms(forum: Forum, logged) -> None:
    opening = forum.session["opening"]
    slot = place(forum.edition, opening, at(forum, "store-sal", "lille-sal"), actor=ADA)
    db.session.commit()
    db.session.expire_all()
    assert [one.room.slug for one in slot.rooms] == ["store-sal", "lille-sal"]
    assert [one.starts for one in opening.slots] == [utc(1, 8, 15), utc(1, 10)]
    assert logged() == [
        ("slot.place", "Opening", None,
         {"uuid": str(slot.uuid), "starts": "2017-11-01T10:00:00+00:00",
          "ends": "2017-11-01T11:00:00+00:00", "assumed_minutes": None,
          "rooms": ["store-sal", "lille-sal"]})
    ]  # fmt: skip


def test_moved_slot_keeps_its_uuid(forum: Forum, logged) -> None:
    uuid = forum.slot.uuid
    move(forum.edition, forum.slot, at(forum, "lille-sal", minutes=45), actor=ADA)
    db.session.commit()
    slot = db.session.query(Slot).one()
    assert (slot.uuid, slot.starts, slot.ends, slot.assumed_minutes) == (
        uuid, utc(1, 10), None, 45,
    )  # fmt: skip
    assert logged() == [
        ("slot.move", "Opening",
         {"starts": "2017-11-01T08:15:00+00:00", "ends": "2017-11-01T09:00:00+00:00",
          "assumed_minutes": None, "rooms": ["store-sal"]},
         {"starts": "2017-11-01T10:00:00+00:00", "ends": None, "assumed_minutes": 45,
          "rooms": ["lille-sal"]})
    ]  # fmt: skip


def test_change_of_rooms_alone_raises_the_version(forum: Forum) -> None:
    placement = Placement(
        starts=forum.slot.starts,
        ends=forum.slot.ends,
        assumed_minutes=None,
        rooms=[forum.room["lille-sal"], forum.room["store-sal"]],
    )
    move(forum.edition, forum.slot, placement, actor=ADA)
    db.session.commit()
    db.session.expire_all()
    assert forum.slot.version == 2
    assert [one.room.slug for one in forum.slot.rooms] == ["lille-sal", "store-sal"]
    move(forum.edition, forum.slot, placement, actor=ADA)
    db.session.commit()
    assert forum.slot.version == 2


def test_slot_that_comes_back_is_the_same(forum: Forum, logged) -> None:
    was = values_of(forum.slot)
    unplace(forum.edition, forum.slot, actor=ADA)
    db.session.commit()
    placement = Placement(
        starts=utc(1, 8, 15), ends=utc(1, 9), assumed_minutes=None, rooms=[forum.room["store-sal"]]
    )
    place(forum.edition, forum.session["opening"], placement, uuid=UUID(was["uuid"]), actor=ADA)
    db.session.commit()
    assert values_of(db.session.query(Slot).one()) == was
    assert [entry[0] for entry in logged()] == ["slot.unplace", "slot.place"]
