"""Schedule JSON of c3voc: version 1 (days, rooms, events) and version 2 (one list of events).

What may be large is counted before it is decoded: a few bytes of JSON can be many objects.
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from cwf.programme.imports.schedules.raw import (
    MOST_DAYS,
    MOST_EVENTS,
    RawEvent,
    RawPerson,
    RawRoom,
    RawSchedule,
)
from cwf.programme.incoming import NOWHERE, Progress, Remark, Unreadable, Where

MOST_VALUES = 1_000_000
CONFERENCE = ("title", "acronym", "subtitle", "venue", "city", "start", "end", "day_change")
MORE = ("time_zone_name", "url", "timeslot_duration")
ROLES = {"MODERATOR": "moderator", "HOST": "host"}


def read_json(data: bytes, progress: Progress) -> RawSchedule:
    """The schedule in a JSON document; raises Unreadable."""
    schedule = _checked(_decoded(data), "schedule", "schedule")
    conference = _checked(schedule, "conference", "schedule.conference")
    found = RawSchedule(
        generator=_text(_mapping(schedule.get("generator")).get("name")),
        conference={name: _text(conference.get(name)) for name in (*CONFERENCE, *MORE)},
        rooms=[_room(one) for one in _listed(conference.get("rooms"))],
        tracks=_tracks(conference),
    )
    listed = schedule.get("events", conference.get("events"))
    events = _of_list(listed) if isinstance(listed, list) else _of_days(conference, found)
    for event in events:
        found.events.append(event)
        if len(found.events) > MOST_EVENTS:
            raise Unreadable(Remark(code="too-much", where=event.where))
    progress(len(data), len(data))
    return found


def _decoded(data: bytes) -> Any:
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise Unreadable(Remark(code="too-much"))
    try:
        text = data.decode(json.detect_encoding(data))
        whole = msgspec.json.decode(text)
    except UnicodeDecodeError as error:
        raise Unreadable(Remark(code="unknown-encoding")) from error
    except RecursionError as error:
        raise Unreadable(Remark(code="too-much")) from error
    except msgspec.DecodeError as error:
        raise Unreadable(Remark(code="broken-json", where=_line(text, str(error)))) from error
    if not isinstance(whole, dict):
        raise Unreadable(Remark(code="wrong-root", data={"root": type(whole).__name__}))
    if isinstance(whole.get("generator"), dict) and isinstance(whole.get("schedule"), dict):
        whole["schedule"].setdefault("generator", whole["generator"])
    return whole


def _line(text: str, told: str) -> Where:
    """The line of the byte that the decoder stumbled over, if it says which."""
    _before, _sign, number = told.rpartition("(byte ")
    if not number[:-1].isdecimal():
        return NOWHERE
    return Where(line=text.encode()[: int(number[:-1])].count(b"\n") + 1)


def _checked(parent: dict[str, Any], name: str, path: str) -> dict[str, Any]:
    value = parent.get(name)
    if not isinstance(value, dict):
        raise Unreadable(Remark(code="wrong-root", where=Where(path=path), data={"root": path}))
    return value


def _of_list(listed: list[Any]) -> Iterator[RawEvent]:
    """Version 2: events with start and end as instants, rooms and tracks by reference."""
    for place, one in enumerate(listed):
        where = Where(path=f"schedule.events[{place}]")
        event = _event(_object(one, where), where)
        event.fields["date"] = event.fields.pop("start", "")
        room = _mapping(one.get("room"))
        names = (_text(room.get(name)) for name in ("name", "guid", "slug"))
        event.room = next(filter(None, names), "") or _text(one.get("room"))
        yield event


def _of_days(conference: dict[str, Any], found: RawSchedule) -> Iterator[RawEvent]:
    """Version 1: days, in them rooms by name, in them events."""
    for number, day in enumerate(_listed(conference.get("days"))):
        path = f"schedule.conference.days[{number}]"
        date = _text(_object(day, Where(path=path)).get("date"))
        found.days.append((date, Where(path=path)))
        if number >= MOST_DAYS:
            raise Unreadable(Remark(code="too-much", where=Where(path=path)))
        for name, listed in _mapping(day.get("rooms")).items():
            for place, one in enumerate(_listed(listed)):
                where = Where(path=f"{path}.rooms.{name}[{place}]")
                event = _event(_object(one, where), where)
                event.day, event.room = date, name.strip()
                yield event


def _event(one: dict[str, Any], where: Where) -> RawEvent:
    fields: dict[str, Any] = {}
    for name, value in one.items():
        if isinstance(value, str) or (name in ("abstract", "description") and value):
            fields[name] = value
        elif value is None:
            fields[name] = ""
        elif isinstance(value, int) and not isinstance(value, bool):
            fields[name] = str(value)
    track = _mapping(one.get("track"))
    if track:
        fields["track"] = _text(track.get("slug")) or _text(track.get("name"))
    persons = one.get("persons") or one.get("participants")
    return RawEvent(where=where, fields=fields, persons=[_person(p) for p in _listed(persons)])


def _person(one: Any) -> RawPerson:
    if isinstance(one, str):
        return RawPerson(name=one)
    person = _mapping(one)
    names = (person.get(name) for name in ("public_name", "name", "full_public_name"))
    return RawPerson(
        key=_text(person.get("guid")) or _text(person.get("id")) or _text(person.get("code")),
        name=next(filter(None, map(_text, names)), ""),
        role=ROLES.get(_text(person.get("role")), ""),
        biography=person.get("biography") or "",
    )


def _room(one: Any) -> RawRoom:
    room = _mapping(one)
    seats = room.get("capacity")
    return RawRoom(
        guid=_text(room.get("guid")) or _text(room.get("slug")),
        name=_text(room.get("name")) or _text(one),
        seats=int(seats) if isinstance(seats, int | float) and 0 < seats <= 100_000 else None,
    )


def _tracks(conference: dict[str, Any]) -> dict[str, str]:
    """Names of tracks by what events call them."""
    found: dict[str, str] = {}
    for one in _listed(conference.get("tracks")):
        track = _mapping(one)
        name = _text(track.get("name"))
        for key in (_text(track.get("slug")), name):
            if key and name:
                found.setdefault(key, name)
    return found


def _object(value: Any, where: Where) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(Remark(code="wrong-shape", where=where))
    return value


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
