"""What each format says, by a small file in the shape of its real exports."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from cwf.programme.imports.schedules import Setting, read_schedule
from cwf.programme.incoming import Head, Incoming, Noun, Placing, Remark, Taking, Where
from cwf.programme.timetable import Kind, PersonRole, Status

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "schedules"
GHENT = Setting(zone="Europe/Brussels")


def read(name: str, setting: Setting = GHENT, **more: Any) -> tuple[Incoming, tuple[Remark, ...]]:
    return read_schedule((GOLDEN / name).read_bytes(), setting, **more)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2031, month, day, hour, minute, tzinfo=UTC)


def of(incoming: Incoming, noun: Noun) -> list[tuple[str, str | None, dict[str, Any]]]:
    return [
        (one.key, one.source_key, dict(one.values)) for one in incoming.items if one.noun is noun
    ]


def placed(start: datetime, end: datetime, *rooms: str) -> Placing:
    return Placing(starts=start, ends=end, rooms=rooms)


def test_pentabarf() -> None:
    """No guids, no zone, HTML; a time before the day change is of the next date."""
    incoming, remarks = read("pentabarf.xml")
    assert (incoming.source, incoming.whole) == ("pentabarf-days-2031", True)
    assert incoming.head == Head(
        title="Pentabarf Days 2031", venue="Old Mill", city="Ghent", day_change_hour=6,
        starts=date(2031, 5, 20), ends=date(2031, 5, 21),
    )  # fmt: skip
    assert of(incoming, Noun.ROOM) == [
        ("Aula", None, {"name": {"en": "Aula"}}), ("Empty", None, {"name": {"en": "Empty"}}),
    ]  # fmt: skip
    assert of(incoming, Noun.TRACK) == [("Main", None, {"name": {"en": "Main"}})]
    assert of(incoming, Noun.SPEAKER) == [
        ("6", "6", {"name": "Ada Lovelace"}), ("7", "7", {"name": "Jan Gehl"}),
    ]  # fmt: skip
    assert of(incoming, Noun.SESSION) == [
        (
            "11",
            "11",
            {
                "title": {"en": "Opening & welcome"},
                "subtitle": {"en": ""},
                "abstract": {"en": "Why *we* came.\n\n- one\n- two"},
                "kind": Kind.KEYNOTE,
                "track": "Main",
                "people": (Taking(speaker="6"), Taking(speaker="7")),
                "status": Status.CONFIRMED,
                "placings": (
                    placed(utc(5, 20, 7, 30), utc(5, 20, 8, 15), "Aula"),
                    placed(utc(5, 21, 8), utc(5, 21, 8, 45), "Aula"),
                ),
            },
        ),
        (
            "12",
            "12",
            {
                "title": {"en": "Night shift"},
                "kind": Kind.TALK,
                "track": "Main",
                "people": (Taking(speaker="6"),),
                "status": Status.CONFIRMED,
                "placings": (placed(utc(5, 20, 23, 30), utc(5, 21, 0, 30), "Aula"),),
            },
        ),
    ]
    assert remarks == (
        Remark(code="unknown-type", data={"name": "devroom", "number": "1"}, error=False),
    )


def test_frab() -> None:
    """Guids, a zone, instants with their offsets, languages that are none."""
    incoming, remarks = read("frab.xml", source="Congress")
    assert incoming.source == "congress"
    assert incoming.head == Head(
        title="Frab Forum", acronym="frab31", zone="Europe/Berlin",
        starts=date(2031, 12, 27), ends=date(2031, 12, 27), url="https://frab.example.org/",
    )  # fmt: skip
    assert [key for key, _source, _values in of(incoming, Noun.ROOM)] == ["Saal 1", "Saal 2"]
    stars, party = of(incoming, Noun.SESSION)
    assert stars == (
        "5b8b8ea0-64a2-4dd2-b1a5-6f1c8b7a8f01",
        "5b8b8ea0-64a2-4dd2-b1a5-6f1c8b7a8f01",
        {
            "title": {"en": "Stars"},
            "subtitle": {"en": "and planets"},
            "abstract": {"en": "Kurz. Und dann lang."},
            "kind": Kind.TALK,
            "language": "de",
            "track": "Science",
            "people": (Taking(speaker="1f6a3a3e-0000-4000-8000-000000000003"),),
            "status": Status.CONFIRMED,
            "placings": (placed(utc(12, 27, 10), utc(12, 27, 11), "Saal 1"),),
        },
    )
    assert party[2]["placings"] == (placed(utc(12, 27, 23, 30), utc(12, 28, 2), "Saal 2"),)
    assert party[2]["kind"] is Kind.SOCIAL
    assert remarks == (
        Remark(code="unknown-language", data={"name": "Gibberish", "number": "1"}, error=False),
    )


def test_pretalx() -> None:
    """Markdown stays what it is; a length may have days."""
    incoming, remarks = read("pretalx.xml")
    assert (incoming.source, remarks) == ("talx-2031", ())
    ((key, _source, values),) = of(incoming, Noun.SESSION)
    assert key == "0a0a0a0a-0000-4000-8000-000000000010"
    assert values["abstract"] == {"en": "With *hands*.\n\n- clay\n- code"}
    assert values["kind"] is Kind.WORKSHOP
    assert values["placings"] == (placed(utc(6, 1, 8), utc(6, 2, 10, 30), "Studio"),)
    assert of(incoming, Noun.SPEAKER) == [("5", "5", {"name": "Grace Hopper"})]


def test_json_of_version_1() -> None:
    incoming, remarks = read("c3voc-1.json")
    assert (incoming.source, remarks) == ("json31", ())
    assert of(incoming, Noun.ROOM) == [("Studio", None, {"name": {"en": "Studio"}, "seats": 40})]
    assert of(incoming, Noun.SPEAKER) == [
        (
            "0a0a0a0a-0000-4000-8000-000000000005",
            "0a0a0a0a-0000-4000-8000-000000000005",
            {"name": "Grace Hopper", "biography": {"en": "Wrote a *compiler*."}},
        )
    ]
    ((_key, _source, values),) = of(incoming, Noun.SESSION)
    assert values == {
        "title": {"en": "Clay"},
        "subtitle": {"en": ""},
        "abstract": {"en": "Short."},
        "kind": Kind.TALK,
        "language": "en",
        "track": "Craft",
        "people": (Taking(speaker="0a0a0a0a-0000-4000-8000-000000000005"),),
        "status": Status.CONFIRMED,
        "placings": (placed(utc(6, 1, 8), utc(6, 1, 8, 45), "Studio"),),
    }


def test_json_of_version_2() -> None:
    """Texts in several languages, references by guid and slug, states, roles, and a break."""
    german = Setting(zone="UTC", languages=("de", "en"))
    incoming, remarks = read("c3voc-2.json", german)
    assert (incoming.source, remarks) == ("hub31", ())
    assert of(incoming, Noun.ROOM) == [("Stage A", None, {"name": {"de": "Stage A"}, "seats": 900})]
    assert of(incoming, Noun.TRACK) == [("Hacking", None, {"name": {"de": "Hacking"}})]
    locks, off, lunch = (values for _key, _source, values in of(incoming, Noun.SESSION))
    assert locks["abstract"] == {"en": "How **locks** work", "de": "Wie Schlösser gehen"}
    assert locks["people"] == (
        Taking(speaker="0b0b0b0b-0000-4000-8000-000000000005", role=PersonRole.MODERATOR),
        Taking(speaker="0b0b0b0b-0000-4000-8000-000000000006"),
    )
    assert (locks["kind"], locks["track"], locks["status"]) == (
        Kind.WORKSHOP, "Hacking", Status.CONFIRMED,
    )  # fmt: skip
    assert locks["placings"] == (placed(utc(8, 1, 8), utc(8, 1, 9, 15), "Stage A"),)
    assert (off["status"], off["language"]) == (Status.CANCELLED, "de")
    assert (lunch["kind"], lunch["placings"]) == (
        Kind.BREAK, (placed(utc(8, 1, 11), utc(8, 1, 12)),),
    )  # fmt: skip


def test_an_event_in_two_rooms_at_once_is_one_slot() -> None:
    """Wafer lists it under each."""
    incoming, _remarks = read("wafer.xml")
    ((_key, _source, values),) = of(incoming, Noun.SESSION)
    assert values["placings"] == (placed(utc(7, 21, 13), utc(7, 21, 13, 20), "East", "West"),)


def test_text_of_one_language_only_goes_into_the_editions() -> None:
    danish = Setting(zone="UTC", languages=("da",))
    incoming, _remarks = read("c3voc-2.json", danish)
    assert of(incoming, Noun.SESSION)[0][2]["abstract"] == {"da": "How **locks** work"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_xml_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{name}"?><schedule><conference><title>Å</title>'
        '</conference><day date="2031-05-20"><room name="Blå"><event id="1"><title>Rød</title>'
        "<start>09:00</start><duration>30</duration></event></room></day></schedule>"
    )
    incoming, _remarks = read_schedule(text.encode(encoding), GHENT)
    assert [one.name for one in incoming.items] == ["Blå", "Rød"]


def test_json_is_read_in_every_encoding_of_unicode() -> None:
    text = (GOLDEN / "c3voc-1.json").read_text()
    read_as = {
        read_schedule(text.encode(encoding), GHENT)[0].items
        == read_schedule(text.encode(), GHENT)[0].items
        for encoding in ("utf-8-sig", "utf-16", "utf-32")
    }
    assert read_as == {True}


def test_progress_is_told_from_beginning_to_end() -> None:
    told: list[tuple[int, int]] = []
    for name in ("pentabarf.xml", "c3voc-1.json"):
        read(name, progress=lambda done, total: told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == [0.5, 1.0, 0.5, 1.0] or (min(shares) >= 0 and shares[-1] == 1.0)


def test_lines_and_paths_tell_where() -> None:
    xml, _remarks = read("pentabarf.xml")
    assert [one.where for one in xml.items if one.key == "12"] == [Where(line=35)]
    json, _remarks = read("c3voc-2.json")
    assert [one.where.path for one in json.items if one.name == "Off"] == ["schedule.events[1]"]
