"""What a file says and would change comes back from JSON as it went in, or is refused."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from cwf.programme import packing
from cwf.programme.incoming import (
    VALUES,
    Head,
    Incoming,
    Item,
    Noun,
    Placing,
    Remark,
    Taking,
    Where,
)
from cwf.programme.merging import Plan, Step, Verb
from cwf.programme.standing import Entry, Standing
from cwf.programme.timetable import Kind, PersonRole, Status

AT = datetime(2017, 11, 1, 8, 15, tzinfo=UTC)
PLACING = Placing(starts=AT, ends=None, assumed_minutes=30, rooms=("store-sal",), uuid=UUID(int=7))
EVERYTHING = {
    Noun.VENUE: {
        "name": {"en": "House"}, "address": None, "latitude": 56.1, "longitude": None,
        "zone": "Europe/Copenhagen", "note": {},
    },
    Noun.ROOM: {
        "venue": "house", "name": {"da": "Sal"}, "seats": 325, "standing": None, "step_free": True,
        "hearing_loop": None, "interpretation": False, "note": {},
    },
    Noun.TRACK: {"name": {"en": "City"}, "question": {}, "hue": "fjord", "mark": None},
    Noun.SPEAKER: {
        "name": "Jan Gehl", "sort_name": "Gehl, Jan", "original_name": None,
        "original_language": None, "group": False, "country": "DK", "region": None,
        "affiliation": {"en": "Gehl"}, "biography": {},
        "links": ({"label": "Web", "url": "https://example.org"},),
    },
    Noun.SESSION: {
        "kind": Kind.PANEL, "title": {"en": "Panel"}, "subtitle": {}, "abstract": {},
        "language": "en", "track": None, "hosts": ("denmark",),
        "people": (Taking(speaker="gehl", role=PersonRole.MODERATOR),), "expected": None,
        "staff_note": "", "status": Status.CONFIRMED, "reason": {}, "placings": (PLACING,),
    },
}  # fmt: skip


def test_every_value_is_tried() -> None:
    assert {noun: set(values) for noun, values in EVERYTHING.items()} == {
        noun: set(names) for noun, names in VALUES.items()
    }


def test_incoming_comes_back() -> None:
    items = tuple(
        Item(noun=noun, key="k", name="n", values=values, where=Where(row=2, column="Title"))
        for noun, values in EVERYTHING.items()
    )
    said = Incoming(source="x", whole=True, items=items, head=Head(title="Forum"))
    assert packing.unpack(packing.pack(said), Incoming) == said


def test_plan_comes_back() -> None:
    steps = tuple(
        Step(verb=Verb.CHANGE, noun=noun, slug="s", name="n", values=values, before=values)
        for noun, values in EVERYTHING.items()
    )
    remark = Remark(code="twice", data={"name": "x"}, where=Where(line=3), error=False)
    made = Plan(source="", steps=steps, same={Noun.ROOM: 3}, remarks=(remark,), standing="d")
    assert packing.unpack(packing.pack(made), Plan) == made


def test_standing_comes_back() -> None:
    entries = tuple(
        Entry(noun=noun, slug="s", name="n", values=values) for noun, values in EVERYTHING.items()
    )
    stands = Standing(
        edition="2017", zone="Europe/Copenhagen", day_change_hour=4, languages=("en", "da"),
        regions=("denmark",), entries=entries,
    )  # fmt: skip
    assert packing.read(packing.write(stands), Standing) == stands


@pytest.mark.parametrize(
    ("noun", "value"),
    [
        (Noun.ROOM, {"seats": "many"}),
        (Noun.SESSION, {"kind": "no kind"}),
        (Noun.SESSION, {"placings": [{"starts": "yesterday", "ends": None}]}),
        (Noun.SPEAKER, {"name": {"en": "Jan"}}),
        (Noun.TRACK, {"name": "City"}),
    ],
)
def test_what_is_no_value_is_refused(noun: Noun, value: dict) -> None:
    item = Item(noun=noun, key="k", name="n", values=value)
    written = packing.write(Incoming(source="", whole=False, items=(item,)))
    with pytest.raises(msgspec.ValidationError):
        packing.read(written, Incoming)


def test_remarks_come_back() -> None:
    said = (Remark(code="twice", data={"name": "x"}, where=Where(row=3)),)
    assert packing.remarks(packing.plain(said)) == said
