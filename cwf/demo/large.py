"""A made-up edition of any size, to try and to measure with; the same at every loading.

300 sessions stand in 30 rooms on 3 days with 200 speakers; other sizes keep those proportions.
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from random import Random
from string import ascii_uppercase
from typing import Any

from sqlalchemy import select

from cwf.audit import Actor
from cwf.database import db
from cwf.demo.names import NAMES, PARAGRAPHS, TOPICS
from cwf.demo.programmes import Draft
from cwf.demo.publishing import publish
from cwf.editions.models import Edition

SLUG = "large"
SESSIONS = 300
DAYS = 3
HUES = ("rowan", "rape", "fjord", "brick", "cobalt", "moss")
MARKS = ("dots", "bars", "blocks", "waves", "chevrons", "rings")
STARTS = ("09:00", "10:15", "11:30", "13:00", "14:15", "15:30", "16:45", "18:00", "19:15", "20:30")
KINDS = ("talk", "talk", "workshop", "breakout", "panel", "visit")
AUTHOR = Actor(account_id=None, name="Made up")


def add(*, sessions: int = SESSIONS, now: datetime) -> str:
    """Add and publish the edition unless it is there; says what there is."""
    slug = SLUG if sessions == SESSIONS else f"{SLUG}-{sessions}"
    if db.session.scalar(select(Edition.id).where(Edition.slug == slug)):
        return f"nothing, edition {slug} is there"
    opening = now.date() + timedelta(days=84)
    edition = Edition(
        slug=slug,
        year=opening.year,
        ordinal_note={},
        city={"en": "Size (made up)", "da": "Størrelse (opdigtet)"},
        venue={},
        zone="Europe/Copenhagen",
        languages=list(PARAGRAPHS),
        starts=opening,
        ends=opening + timedelta(days=DAYS - 1),
        theme={"en": "Large", "da": "Stor"},
        lead={
            "en": f"A made-up edition of {sessions} sessions, to measure with.",
            "da": f"En opdigtet udgave med {sessions} programpunkter, til at måle med.",
        },
        note={},
        invented=True,
        lifecycle="announced",
    )
    db.session.add(edition)
    db.session.flush()
    Draft(edition, _told(sessions, opening), opening=opening).fill()
    note = {"en": "Made up.", "da": "Opdigtet."}
    publish(edition, at=now, note=note, actor=AUTHOR)
    return f"edition {slug} with {sessions} sessions"


def _told(sessions: int, opening: date) -> dict[str, Any]:
    """The same shape as a data file."""
    chance = Random(sessions)
    rooms = max(sessions // 10, 1)
    speakers = [_speaker(number, chance) for number in range(max(sessions * 2 // 3, 1))]
    return {
        "notice": {
            "en": "This edition is made up.",
            "da": "Denne udgave er opdigtet.",
        },
        "look": {"ground": "sky", "sun": "apricot"},
        "tracks": [_track(number) for number in range(len(HUES))],
        "venues": [_venue(number, rooms) for number in range(-(-rooms // 5))],
        "speakers": speakers,
        "sessions": [_session(number, rooms, speakers, chance) for number in range(sessions)],
    }


def _track(number: int) -> dict[str, Any]:
    topic = TOPICS[number]
    return {
        "slug": f"track-{number + 1}",
        "name": topic,
        "question": {"en": f"What does {topic['en'].lower()} need?"},
        "hue": HUES[number],
        "mark": MARKS[number],
    }


def _venue(number: int, rooms: int) -> dict[str, Any]:
    here = range(number * 5, min(number * 5 + 5, rooms))
    return {
        "slug": f"house-{number + 1}",
        "name": {"en": f"House {number + 1}", "da": f"Hus {number + 1}"},
        "address": f"{number + 1} Made-up Street",
        "latitude": 56.15 + number * 0.002,
        "longitude": 10.2 + number * 0.003,
        "rooms": [
            {
                "slug": f"room-{room + 1}",
                "name": {"en": f"Room {room + 1}", "da": f"Lokale {room + 1}"},
                "seats": 40 + room * 20,
                "step_free": room % 4 != 3,
            }
            for room in here
        ],
    }


def _speaker(number: int, chance: Random) -> dict[str, Any]:
    name = NAMES[number % len(NAMES)]
    again = number // len(NAMES)
    first, _, rest = name["name"].partition(" ")
    latin = f"{first} {_initials(again)} {rest}" if again else name["name"]
    return {
        **name,
        "slug": f"speaker-{number + 1}",
        "name": latin,
        "sort_name": latin,
        "affiliation": {"en": f"House of {TOPICS[number % len(TOPICS)]['en'].lower()}"},
        "biography": {"en": chance.choice(PARAGRAPHS["en"]), "da": chance.choice(PARAGRAPHS["da"])},
    }


def _initials(again: int) -> str:
    """What tells namesakes apart: "B." the second, "B. A." the 27th."""
    many, few = divmod(again, len(ascii_uppercase))
    letters = [ascii_uppercase[many], ascii_uppercase[few]] if many else [ascii_uppercase[few]]
    return " ".join(f"{letter}." for letter in letters)


def _session(
    number: int, rooms: int, speakers: list[dict[str, Any]], chance: Random
) -> dict[str, Any]:
    """Session by session through rooms, then hours, then days: nothing overlaps in a room."""
    hour, room = divmod(number, rooms)
    day, start = hour % DAYS, STARTS[hour // DAYS % len(STARTS)]
    topic, other = TOPICS[number % len(TOPICS)], TOPICS[(number * 7 + 3) % len(TOPICS)]
    language = chance.choice(("en", "en", "en", "da", "pt", "zh", "hi", "kn"))
    own = PARAGRAPHS.get(language, PARAGRAPHS["en"])
    return {
        "slug": f"session-{number + 1}",
        "kind": "keynote" if number % 50 == 0 else KINDS[number % len(KINDS)],
        "title": {
            "en": f"{topic['en']} and {other['en'].lower()}, part {number + 1}",
            "da": f"{topic['da']} og {other['da'].lower()}, del {number + 1}",
        },
        "abstract": {language: "\n\n".join(islice(cycle(own), number % 3 + 1))},
        "track": f"track-{number % len(HUES) + 1}",
        "language": language,
        "expected": 20 + number % 60,
        "people": [{"speaker": speakers[number % len(speakers)]["slug"], "role": "speaker"}],
        "slots": [
            {
                "day": day,
                "start": start,
                "end": _after(start, minutes=60),
                "rooms": [f"room-{room + 1}"],
            }
        ],
    }


def _after(start: str, *, minutes: int) -> str:
    moment = datetime.combine(date(2000, 1, 1), time.fromisoformat(start))
    return f"{moment + timedelta(minutes=minutes):%H:%M}"
