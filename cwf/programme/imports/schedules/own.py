"""Schedules that this planner made: what more they say than the formats do."""

import re
from urllib.parse import urlsplit

from cwf.programme.imports.schedules.raw import RawEvent, RawSchedule

GENERATOR = "Creativity World Forum planner"  # as exports/schedule.py writes it


def is_ours(raw: RawSchedule) -> bool:
    """Whether this planner wrote the file."""
    return raw.generator == GENERATOR


def key(raw: RawSchedule, event: RawEvent) -> str:
    """What names the session of a slot: the end of its address. Its guid names the slot alone."""
    if not is_ours(raw):
        return ""
    return urlsplit(event.said("url")).path.rpartition("/")[2]


def tells_ends(raw: RawSchedule) -> bool:
    """Whether a missing end means that it is not known, and the length is an assumed one.

    So it is in our JSON; our XML has no ends.
    """
    return is_ours(raw) and any("end" in event.fields for event in raw.events)


def language(raw: RawSchedule, languages: tuple[str, ...]) -> str:
    """The language that the file is in, by its address, if the edition has it."""
    if not is_ours(raw):
        return ""
    found = re.match(r"/([a-z]{2})/", urlsplit(raw.conference.get("url", "")).path)
    return found[1] if found and found[1] in languages else ""


def is_no_room(raw: RawSchedule, name: str) -> bool:
    """Whether a room stands for a place that is to be announced: it has no identity."""
    return is_ours(raw) and not any(room.guid for room in raw.rooms if room.name == name)
