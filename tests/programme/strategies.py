"""Timetables to test with: a small one that has everything, a large one, and any at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from cwf.programme.timetable import (
    Appearance,
    Edition,
    Kind,
    KindName,
    Link,
    Look,
    PersonRole,
    Region,
    Room,
    Session,
    Slot,
    Speaker,
    Status,
    Substitution,
    Texts,
    Timetable,
    Track,
    Venue,
)

SPACE = UUID("6d0f2a52-7d5b-4b0e-9a55-0d7a5e5b2c11")
ZONE = ZoneInfo("Europe/Copenhagen")
FIRST_DAY = date(2031, 11, 5)
KARNATAKA = Region(slug="karnataka", name={"en": "Karnataka"}, country="IN")
SHANGHAI = Region(slug="shanghai", name={"en": "Shanghai"}, country="CN")
MIDT = Region(
    slug="central-denmark",
    name={"en": "Central Denmark Region", "da": "Region Midtjylland"},
    country="DK",
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """The instant in UTC at which the clock in Aarhus shows this on day `day` (0 the first)."""
    local = datetime(2031, 11, 5, tzinfo=ZONE) + timedelta(days=day)
    return local.replace(hour=hour, minute=minute).astimezone(UTC)


def make_edition(**more: object) -> Edition:
    """An edition of two days in Aarhus, days changing at four."""
    whole = {
        "slug": "2031",
        "year": 2031,
        "ordinal": None,
        "theme": {"en": "Made together", "da": "Skabt sammen"},
        "city": {"en": "Aarhus"},
        "venue": {"en": "Music House", "da": "Musikhuset"},
        "zone": "Europe/Copenhagen",
        "starts": FIRST_DAY,
        "ends": FIRST_DAY + timedelta(days=1),
        "day_change_hour": 4,
        "languages": ("en", "da"),
        "host": MIDT,
        "notice": {},
        "look": Look(ground="#B4421F", sun="#F0B429"),
    }
    return Edition(**(whole | more))  # type: ignore[arg-type]


def make_track(slug: str, en: str, da: str, hue: str, mark: str) -> Track:
    """A track with a question."""
    question = {"en": f"What of {en.lower()}?", "da": f"Hvad med {da.lower()}?"}
    return Track(slug=slug, name={"en": en, "da": da}, question=question, hue=hue, mark=mark)


def make_venue(slug: str, name: Texts, *, position: tuple[float, float] | None = None) -> Venue:
    """A house; `position` is latitude and longitude in degrees."""
    latitude, longitude = position or (None, None)
    address = f"{name['en']} Street 1, 8000 Aarhus C" if position else None
    return Venue(slug=slug, name=name, address=address, latitude=latitude, longitude=longitude,
                 zone=None, note={})  # fmt: skip


def make_room(slug: str, venue: str, seats: int | None = None, **more: object) -> Room:
    """A room of which little is known unless told."""
    whole = {
        "slug": slug,
        "venue": venue,
        "name": {"en": slug.replace("-", " ").title()},
        "seats": seats,
        "standing": None,
        "step_free": None,
        "hearing_loop": None,
        "interpretation": None,
        "note": {},
    }
    return Room(**(whole | more))  # type: ignore[arg-type]


def make_speaker(name: str, **more: object) -> Speaker:
    """A speaker with a slug made of the name's letters."""
    whole = {
        "slug": "-".join(name.lower().split()),
        "name": name,
        "sort_name": " ".join(reversed(name.split())),
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


def make_session(id: int, slug: str, **more: object) -> Session:
    """A confirmed talk unless told otherwise."""
    whole = {
        "id": id,
        "slug": slug,
        "kind": Kind.TALK,
        "title": {"en": slug.replace("-", " ").capitalize()},
        "subtitle": {},
        "abstract": {},
        "language": "en",
        "track": None,
        "hosts": (),
        "people": (),
        "substitutions": (),
        "expected": None,
        "status": Status.CONFIRMED,
        "reason": {},
    }
    return Session(**(whole | more))  # type: ignore[arg-type]


def make_slot(
    id: int,
    session: str,
    starts: datetime,
    minutes: int | None,
    *rooms: str,
    assumed: int | None = None,
) -> Slot:
    """A placing; `minutes` None: the end is not known. Its UUID follows from `id`."""
    ends = starts + timedelta(minutes=minutes) if minutes is not None else None
    return Slot(uuid=uuid5(SPACE, str(id)), id=id, session=session, starts=starts, ends=ends,
                assumed_minutes=assumed, rooms=rooms)  # fmt: skip


def make_timetable(
    sessions: tuple[Session, ...] = (),
    slots: tuple[Slot, ...] = (),
    **more: object,
) -> Timetable:
    """A timetable with its slots in order; rooms `great` and `small` in one house."""
    whole = {
        "edition": make_edition(),
        "tracks": (),
        "kinds": (),
        "venues": (make_venue("house", {"en": "House"}, position=(56.1525, 10.1993)),),
        "rooms": (make_room("great", "house", 1588), make_room("small", "house", 30)),
        "speakers": (),
        "sessions": sessions,
        "slots": tuple(sorted(slots, key=lambda slot: (slot.starts, slot.uuid))),
    }
    return Timetable(**(whole | more))  # type: ignore[arg-type]


def by(*slugs: str, role: PersonRole = PersonRole.SPEAKER) -> tuple[Appearance, ...]:
    """Appearances in this order."""
    return tuple(Appearance(speaker=slug, role=role) for slug in slugs)


def with_session(timetable: Timetable, slug: str, **more: object) -> Timetable:
    """The same with one session told otherwise."""
    sessions = tuple(
        replace(one, **more) if one.slug == slug else one  # type: ignore[arg-type]
        for one in timetable.sessions
    )
    return replace(timetable, sessions=sessions)


def with_slot(timetable: Timetable, id: int, **more: object) -> Timetable:
    """The same with one slot placed otherwise."""
    slots = [
        replace(one, **more) if one.id == id else one  # type: ignore[arg-type]
        for one in timetable.slots
    ]
    return replace(timetable, slots=tuple(sorted(slots, key=lambda slot: (slot.starts, slot.uuid))))


def without_slot(timetable: Timetable, id: int) -> Timetable:
    """The same with one placing taken away."""
    return replace(timetable, slots=tuple(one for one in timetable.slots if one.id != id))


def sample_timetable() -> Timetable:
    """Two days with all that is hard: a draft, with what must not leave it.

    Ids of sessions: 1–16. Slot 4 has no end, slot 5 spans two rooms, slot 9 ends after midnight,
    session 7 is cancelled, 10 a draft, 11 not placed; session 2 had a substitution; session 12 is
    placed twice (slots 12 and 13); slot 14 has no room.
    """
    return make_timetable(
        sessions=_sample_sessions(),
        slots=_sample_slots(),
        tracks=(
            make_track("people", "Creative People", "Kreative mennesker", "rowan", "dots"),
            make_track("enterprise", "Creative Enterprise", "Kreative erhverv", "rape", "bars"),
            make_track("city", "Creative City", "Kreative byer", "fjord", "blocks"),
        ),
        kinds=(KindName(kind=Kind.VISIT, name={"en": "Living Lab", "da": "Levende laboratorium"}),),
        venues=(
            make_venue("musikhuset", {"en": "Music House", "da": "Musikhuset"},
                       position=(56.1525, 10.1993)),
            make_venue("dome", {"en": "Dome of Visions"}, position=(56.1597, 10.2175)),
        ),
        rooms=(
            make_room("store-sal", "musikhuset", 1588, name={"da": "Store Sal"}, step_free=True,
                      hearing_loop=True, interpretation=True),
            make_room("lille-sal", "musikhuset", 325, name={"da": "Lille Sal"}, step_free=True),
            make_room("foyer", "musikhuset", None, name={"en": "Foyer", "da": "Foyeren"},
                      standing=1000),
            make_room("dome", "dome", 40, name={"en": "Dome of Visions"}, step_free=False),
        ),
        speakers=_sample_speakers(),
    )  # fmt: skip


def _sample_speakers() -> tuple[Speaker, ...]:
    biography = {"en": "Works with **cities**.\n\nLives by the sea.", "da": "Arbejder med byer."}
    return (
        make_speaker("Ada Berg", affiliation={"en": "Berg & Søn"}, country="DK", region=MIDT,
                     biography=biography,
                     links=(Link(label="Website", url="https://example.org/ada"),)),
        make_speaker("Bo Lund", country="DK"),
        make_speaker("Kavitha Rao", original_name="ಕವಿತಾ ರಾವ್", original_language="kn",
                     affiliation={"en": "Studio Mysuru"}, country="IN", region=KARNATAKA),
        make_speaker("Li Wei", sort_name="Li Wei", original_name="李伟", original_language="zh",
                     country="CN", region=SHANGHAI),
        make_speaker("João Conceição", slug="joao-conceicao", country="BR"),
        make_speaker("The Night Choir", group=True),
        make_speaker("Nobody Yet"),
    )  # fmt: skip


def _sample_sessions() -> tuple[Session, ...]:
    stepped_in = Substitution(was="bo-lund", now="kavitha-rao", at=at(-20, 9), reason={"en": "Ill"})
    return (
        make_session(1, "welcome", kind=Kind.CEREMONY, people=by("ada-berg"),
                     title={"en": "Welcome", "da": "Velkommen"}),
        make_session(2, "streets", kind=Kind.KEYNOTE, track="city", people=by("kavitha-rao"),
                     title={"en": "Streets <for> people; again", "da": "Gader for mennesker"},
                     subtitle={"en": "A keynote"}, substitutions=(stepped_in,), expected=1400,
                     abstract={"en": "Why *streets* matter.", "da": "Hvorfor gader betyder noget."},
                     hosts=(KARNATAKA,)),
        make_session(3, "coffee", kind=Kind.BREAK, title={"en": "Coffee", "da": "Kaffe"},
                     language=None),
        make_session(4, "open-studio", kind=Kind.EXHIBITION, track="people", language=None),
        make_session(5, "making-things", kind=Kind.WORKSHOP, track="enterprise", expected=300,
                     people=(*by("li-wei"), *by("bo-lund", role=PersonRole.FACILITATOR))),
        make_session(6, "havnen", kind=Kind.PANEL, track="city", language="da",
                     title={"da": "Havnen som værksted"},
                     people=(*by("ada-berg", role=PersonRole.MODERATOR), *by("joao-conceicao"))),
        make_session(7, "stormy", kind=Kind.BREAKOUT, track="people", status=Status.CANCELLED,
                     reason={"en": "Storm at sea", "da": "Storm på havet"}),
        make_session(8, "lunch", kind=Kind.MEAL, title={"en": "Lunch", "da": "Frokost"},
                     language=None),
        make_session(9, "party", kind=Kind.SOCIAL, people=by("the-night-choir"), language=None,
                     title={"en": "Party by the harbour", "da": "Fest ved havnen"}),
        make_session(10, "secret-draft", status=Status.DRAFT, people=by("nobody-yet")),
        make_session(11, "unplaced"),
        make_session(12, "harbour-walk", kind=Kind.VISIT, track="city", expected=25,
                     title={"en": "Harbour walk", "da": "Havnetur"}),
        make_session(13, "somewhere", kind=Kind.BREAKOUT, track="enterprise"),
        make_session(14, "money", kind=Kind.TALK, track="enterprise", people=by("joao-conceicao")),
        make_session(15, "schools", kind=Kind.BREAKOUT, track="people", people=by("li-wei")),
        make_session(16, "goodbye", kind=Kind.CEREMONY, people=by("ada-berg"),
                     title={"en": "Goodbye", "da": "Farvel"}),
    )  # fmt: skip


def _sample_slots() -> tuple[Slot, ...]:
    return (
        make_slot(1, "welcome", at(0, 9), 15, "store-sal"),
        make_slot(2, "streets", at(0, 9, 15), 45, "store-sal"),
        make_slot(3, "coffee", at(0, 10), 30, "foyer"),
        make_slot(4, "open-studio", at(0, 10), None, "foyer", assumed=180),
        make_slot(5, "making-things", at(0, 10, 30), 90, "lille-sal", "foyer"),
        make_slot(6, "havnen", at(0, 10, 30), 60, "dome"),
        make_slot(7, "stormy", at(0, 10, 30), 60, "store-sal"),
        make_slot(8, "lunch", at(0, 12), 60, "foyer"),
        make_slot(9, "party", at(0, 21), 300, "foyer", "dome"),
        make_slot(10, "secret-draft", at(1, 9), 30, "lille-sal"),
        make_slot(12, "harbour-walk", at(0, 14), 60, "dome"),
        make_slot(13, "harbour-walk", at(1, 14), 60, "dome"),
        make_slot(14, "somewhere", at(1, 10), 45),
        make_slot(15, "money", at(1, 10), 45, "store-sal"),
        make_slot(16, "schools", at(1, 10), 60, "lille-sal"),
        make_slot(17, "goodbye", at(1, 16), 30, "store-sal"),
    )


TITLES = (
    "The city as a workshop", "Byen som værksted", "A cidade criativa", "创意城市", "ಸೃಜನಶೀಲ ನಗರ",
    "रचनात्मक शहर",
)  # fmt: skip
NAMES = ("Ada Berg", "Søren Ærø", "João Conceição", "Li Wei", "Kavitha Rao", "Asha Patil")


def large_timetable(sessions: int = 300, *, rooms: int = 30, days: int = 3) -> Timetable:
    """A big forum without any clash: `sessions` confirmed, one slot each, 200 speakers.

    Each room takes one session an hour from 9 o'clock on; what does not fit adds days.
    """
    hours = max(1, -(-sessions // (rooms * days)))
    if hours > 14:
        hours, days = 14, -(-sessions // (rooms * 14))
    edition = make_edition(ends=FIRST_DAY + timedelta(days=days - 1))
    speakers = tuple(
        make_speaker(f"{NAMES[n % 6]} {n}", slug=f"speaker-{n}") for n in range(min(200, sessions))
    )
    return make_timetable(
        edition=edition,
        tracks=sample_timetable().tracks,
        venues=tuple(
            make_venue(f"house-{n}", {"en": f"House {n}"}, position=(56.15 + n / 200, 10.2))
            for n in range(3)
        ),
        rooms=(
            *(
                make_room(f"room-{n}", f"house-{n * 3 // rooms}", 50 * n, step_free=n % 2 == 0)
                for n in range(1, rooms)
            ),
            make_room("hall", "house-0", 5000, step_free=True),
        ),
        speakers=speakers,
        sessions=tuple(_large_session(n, len(speakers)) for n in range(sessions)),
        slots=tuple(_large_slot(n, rooms, hours) for n in range(sessions)),
    )


def _large_session(n: int, speakers: int) -> Session:
    tracks = ("people", "enterprise", "city")
    title = f"{TITLES[n % 6]} {n}"
    return make_session(
        n + 1,
        f"session-{n}",
        kind=tuple(Kind)[n % 6],
        title={"en": title, "da": f"{title} (da)"},
        abstract={"en": f"{title}. " * 20},
        language=("en", "da")[n % 2],
        track=tracks[n % 3],
        people=by(f"speaker-{n % speakers}"),
    )


def _large_slot(n: int, rooms: int, hours: int) -> Slot:
    hour, room = divmod(n, rooms)
    day, hour = divmod(hour, hours)
    starts = at(day, 9) + timedelta(hours=hour)
    return make_slot(n + 1, f"session-{n}", starts, 45, f"room-{room}" if room else "hall")


languages = st.sampled_from(["en", "da", "kn", "zh"])
LETTERS = "aZ0 -'<&æøÅé你ಕ\n\u0301"
written = st.text(LETTERS, min_size=1, max_size=8)
texts = st.dictionaries(languages, written, max_size=2)
instants = st.integers(0, 4 * 24 * 12).map(lambda n: at(-1, 0) + timedelta(minutes=5 * n))
moments = st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2060, 1, 1), timezones=st.just(UTC)
)


@st.composite
def sessions(draw: st.DrawFn, id: int, people: tuple[str, ...] = ("ada", "bo", "kim")) -> Session:
    """Any session, in any state."""
    who = draw(st.lists(st.sampled_from(people), max_size=2, unique=True))
    changed = st.builds(
        Substitution,
        was=st.sampled_from(people),
        now=st.none() | st.sampled_from(people),
        at=moments,
        reason=texts,
    )
    return make_session(
        id,
        f"session-{id}",
        kind=draw(st.sampled_from(Kind)),
        title=draw(texts),
        abstract=draw(texts),
        language=draw(st.none() | languages),
        track=draw(st.none() | st.sampled_from(["one", "two"])),
        people=by(*who),
        substitutions=tuple(draw(st.lists(changed, max_size=1))),
        expected=draw(st.none() | st.integers(1, 2000)),
        status=draw(st.sampled_from(Status)),
        reason=draw(texts),
    )


@st.composite
def slots(draw: st.DrawFn, id: int, session: str) -> Slot:
    """Any placing of a session during four days."""
    rooms = draw(st.lists(st.sampled_from(["great", "small", "far"]), max_size=2, unique=True))
    minutes = draw(st.none() | st.integers(0, 48).map(lambda n: 5 * n))
    assumed = draw(st.none() | st.integers(5, 90))
    return make_slot(id, session, draw(instants), minutes, *rooms, assumed=assumed)


@st.composite
def timetables(draw: st.DrawFn, most: int = 4) -> Timetable:
    """Any timetable of up to `most` sessions with up to two slots each.

    Sessions and slots of one id are the same ones in every timetable drawn.
    """
    made = [draw(sessions(id)) for id in draw(st.sets(st.integers(1, most)))]
    placed = [
        draw(slots(2 * session.id + n, session.slug))
        for session in made
        for n in range(draw(st.integers(0, 2)))
    ]
    return make_timetable(
        sessions=tuple(made),
        slots=tuple(placed),
        tracks=(make_track("one", "One", "Et", "rowan", "dots"),
                make_track("two", "Two", "To", "fjord", "bars")),
        rooms=(make_room("great", "house", 1588, step_free=True), make_room("small", "house", 30),
               make_room("far", "barn", None, step_free=False)),
        venues=(make_venue("house", {"en": "House"}, position=(56.15, 10.2)),
                make_venue("barn", {"en": "Barn", "da": "Laden"})),
        speakers=tuple(make_speaker(name.title(), slug=name) for name in ("ada", "bo", "kim")),
    )  # fmt: skip
