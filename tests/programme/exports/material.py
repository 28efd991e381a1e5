"""A small release with all that exports find hard: two houses, two languages, tombstones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from cwf.programme.exports.addresses import Addresses
from cwf.programme.release import Gone, Mark, Release
from cwf.programme.timetable import (
    Appearance,
    Edition,
    Kind,
    KindName,
    Look,
    PersonRole,
    Region,
    Room,
    Session,
    Slot,
    Speaker,
    Status,
    Substitution,
    Timetable,
    Track,
    Venue,
)

FIRST = datetime(2030, 3, 1, 12, tzinfo=UTC)
SECOND = datetime(2030, 4, 1, 12, tzinfo=UTC)
EXPECTED = 48217
SCOTLAND = Region(slug="scotland", name={"en": "Scotland", "da": "Skotland"}, country="GB")
EN = Addresses("https://forum.example.org", "2030", "en")
DA = replace(EN, language="da")


def uuid(number: int) -> UUID:
    return UUID(f"00000000-0000-4000-8000-{number:012d}")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in May 2030, when Copenhagen is two hours ahead of UTC."""
    return datetime(2030, 5, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def session(number: int, slug: str, **more: object) -> Session:
    whole = {
        "id": number,
        "slug": slug,
        "kind": Kind.TALK,
        "title": {"en": slug.replace("-", " ").capitalize()},
        "subtitle": {},
        "abstract": {},
        "language": None,
        "track": None,
        "hosts": (),
        "people": (),
        "substitutions": (),
        "expected": None,
        "status": Status.CONFIRMED,
        "reason": {},
    }
    return Session(**(whole | more))  # type: ignore[arg-type]


def slot(number: int, session: str, starts: datetime, ends: datetime | None, *rooms: str) -> Slot:
    minutes = None if ends else 45
    return Slot(
        uuid=uuid(number),
        id=number,
        session=session,
        starts=starts,
        ends=ends,
        assumed_minutes=minutes,
        rooms=rooms,
    )


def room(slug: str, venue: str, name: str) -> Room:
    return Room(
        slug=slug,
        venue=venue,
        name={"en": name},
        seats=None,
        standing=None,
        step_free=None,
        hearing_loop=None,
        interpretation=None,
        note={},
    )


def speaker(slug: str, name: str, **more: object) -> Speaker:
    whole = {
        "slug": slug,
        "name": name,
        "sort_name": name,
        "original_name": None,
        "original_language": None,
        "group": False,
        "affiliation": {},
        "country": None,
        "region": None,
        "biography": {},
        "links": (),
        "picture": None,
    }
    return Speaker(**(whole | more))  # type: ignore[arg-type]


EDITION = Edition(
    slug="2030",
    year=2030,
    ordinal=None,
    theme={"en": "Shape your future"},
    city={"en": "Aarhus"},
    venue={"en": "Concert Hall", "da": "Musikhuset"},
    zone="Europe/Copenhagen",
    starts=date(2030, 5, 15),
    ends=date(2030, 5, 17),
    day_change_hour=4,
    languages=("en", "da"),
    host=Region(slug="midtjylland", name={"en": "Central Denmark Region"}, country="DK"),
    notice={},
    look=Look(ground="#B4421F"),
)
TIMETABLE = Timetable(
    edition=EDITION,
    tracks=(
        Track(
            slug="city",
            name={"en": "Cities, alive", "da": "Byer"},
            question={},
            hue=None,
            mark=None,
        ),
    ),
    kinds=(KindName(kind=Kind.VISIT, name={"en": "Living Lab"}),),
    venues=(
        Venue(
            slug="hall",
            name={"en": "Concert Hall", "da": "Musikhuset"},
            address="Hall Street 1, Aarhus",
            latitude=56.1525,
            longitude=10.1993,
            zone=None,
            note={},
        ),
        Venue(
            slug="dome",
            name={"en": "Dome"},
            address=None,
            latitude=None,
            longitude=None,
            zone=None,
            note={},
        ),
    ),
    rooms=(
        room("great", "hall", "Great Room"),
        room("small", "hall", "Small Room"),
        room("foyer", "hall", "Foyer"),
        room("foyer-dome", "dome", "Foyer"),
    ),
    speakers=(
        speaker("ada-berg", "Ada Berg", affiliation={"en": "Berg & Søn"}),
        speaker("bo-lund", "Bo Lund"),
        speaker("the-choir", "The Choir", group=True),
    ),
    sessions=(
        session(
            1,
            "opening",
            kind=Kind.KEYNOTE,
            title={"en": "Cities <for> people; again", "da": "Byer for mennesker"},
            subtitle={"en": "An opening"},
            abstract={"en": "Why *streets* matter.\n\n- See the [map](https://example.org/map)"},
            language="en",
            track="city",
            hosts=(SCOTLAND,),
            people=(
                Appearance(speaker="ada-berg", role=PersonRole.SPEAKER),
                Appearance(speaker="bo-lund", role=PersonRole.MODERATOR),
            ),
            substitutions=(Substitution(was="carl-holm", now="ada-berg", at=FIRST, reason={}),),
            expected=EXPECTED,
        ),
        session(2, "ærø-walk", kind=Kind.VISIT, title={"da": "Tur til Ærø"}),
        session(3, "unplaced-lunch", kind=Kind.MEAL),
        session(4, "called-off", status=Status.CANCELLED, reason={"en": "Storm"}),
        session(
            5,
            "night",
            kind=Kind.SOCIAL,
            people=(Appearance(speaker="the-choir", role=PersonRole.HOST),),
        ),
    ),
    slots=(
        slot(1, "opening", at(15, 10), at(15, 11, 15), "great", "small"),
        slot(2, "ærø-walk", at(15, 13), None, "foyer-dome"),
        slot(3, "unplaced-lunch", at(15, 14), at(15, 15)),
        slot(4, "called-off", at(15, 16), at(15, 17), "foyer"),
        slot(5, "night", at(17, 1), at(17, 3), "foyer"),
        slot(6, "opening", at(17, 9), at(17, 10), "foyer"),
    ),
)


def release(timetable: Timetable = TIMETABLE, gone: tuple[Gone, ...] | None = None) -> Release:
    """The second release of a timetable."""
    vanished = Gone(
        uuid=uuid(90),
        id=90,
        session="dropped",
        title={"en": "Dropped", "da": "Droppet"},
        place={"en": "Great Room"},
        rooms=("great",),
        starts=at(16, 10),
        ends=at(16, 11),
        sequence=1,
        created=FIRST,
        changed=SECOND,
    )
    return Release(
        number=2,
        at=SECOND,
        author="secret.author@example.org",
        note={"en": "The opening moves"},
        timetable=timetable,
        marks=tuple(
            Mark(uuid=one.uuid, sequence=one.id % 3, created=FIRST, changed=SECOND)
            for one in timetable.slots
        ),
        gone=(vanished,) if gone is None else gone,
    )


def noticed(*, illustrative: bool = False, invented: bool = False) -> Release:
    """The same release of an edition that is not real."""
    edition = replace(EDITION, illustrative=illustrative, invented=invented)
    return release(replace(TIMETABLE, edition=edition))
