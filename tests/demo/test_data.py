"""The data of the demonstration as files: complete, consistent, and true to its facts."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

ROLES = ("secretariat", "organiser", "editor", "attendee", "head", "deputy")
DATA = Path(__file__).resolve().parents[2] / "cwf" / "demo" / "data"
TEXTS = {
    "name", "city", "venue", "theme", "lead", "note", "ordinal_note", "label", "unit", "notice",
    "welcome", "practical", "title", "subtitle", "abstract", "question", "affiliation",
    "biography", "reason",
}  # fmt: skip
ORDINALS = {
    2004: 1, 2005: 2, 2006: 3, 2007: 4, 2008: 5, 2009: 6, 2010: 7, 2011: 8, 2012: 9, 2013: 10,
    2014: 11, 2015: 12, 2016: None, 2017: 13, 2018: None, 2019: None, 2022: None, 2024: None,
}  # fmt: skip
# abstracts of the invented edition that show how a missing language falls back
FALLING_BACK = {"next.sessions[11].abstract", "next.sessions[57].abstract"}


@cache
def read(name: str) -> Any:
    """One file of the data."""
    return yaml.load((DATA / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def texts(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a file, with the way to it."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from texts(one, f"{where}[{number}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in TEXTS and isinstance(one, dict):
                yield f"{where}.{key}", one
            else:
                yield from texts(one, f"{where}.{key}")


def sources(value: Any) -> set[str]:
    """Every source that a file refers to."""
    if isinstance(value, list):
        return {found for one in value for found in sources(one)}
    if not isinstance(value, dict):
        return set()
    own = {one for one in value.get("sources", []) if isinstance(one, str)}
    return own | {found for key, one in value.items() for found in sources(one)}


def edition(year: int) -> dict[str, Any]:
    """An edition of the reference by its year."""
    return next(one for one in read("editions") if one["year"] == year)


def test_every_text_has_english_and_no_text_is_empty() -> None:
    found = [
        f"{path.stem}{where}"
        for path in sorted(DATA.glob("*.yaml"))
        for where, text in texts(read(path.stem))
        if text and ("en" not in text or not all(map(str.strip, text.values())))
    ]
    assert [one for one in found if one not in FALLING_BACK] == []


def test_every_source_named_is_known_and_every_source_known_is_named() -> None:
    named = {
        one
        for path in DATA.glob("*.yaml")
        if path.stem != "sources"
        for one in sources(read(path.stem))
    }
    assert named == set(read("sources"))


def test_regions_are_the_nineteen_of_the_reference() -> None:
    regions = read("regions")
    assert len({one["slug"] for one in regions}) == len(regions) == 19
    assert [one["slug"] for one in regions if one["four_motors"]] == [
        "baden-wuerttemberg", "catalonia", "lombardy", "rhone-alpes",
    ]  # fmt: skip


def test_ordinals_are_those_of_the_sources() -> None:
    assert {one["year"]: one["ordinal"] for one in read("editions")} == ORDINALS


def test_editions_have_known_hosts_zones_and_whole_dates() -> None:
    regions = {one["slug"] for one in read("regions")}
    for one in read("editions"):
        assert one["slug"] == str(one["year"])
        assert one["host_region"] in regions
        assert ZoneInfo(one["zone"])
        assert (one["starts"] is None) == (one["ends"] is None)
        assert one["starts"] is None or date(one["year"], 1, 1) <= one["starts"] <= one["ends"]


def test_only_what_was_held_is_called_held() -> None:
    open_ones = {
        one["year"]: (one["lifecycle"], one["certainty"])
        for one in read("editions")
        if (one["lifecycle"], one["certainty"]) != ("held", "confirmed")
    }
    assert open_ones == {
        2013: ("announced", "unconfirmed"),
        2016: ("announced", "unconfirmed"),
        2018: ("announced", "disputed"),
    }


def test_disputed_ordinals_are_told() -> None:
    told = {one["year"] for one in read("editions") if one["ordinal_note"]}
    assert told == {2013, 2016, 2017, 2018, 2019}


def test_facts_of_aarhus_keep_promise_and_claims_apart() -> None:
    facts = [
        (one["kind"], one["value"], one["unit"]["en"])
        for one in edition(2017)["facts"]
        if one["value"] in (3000, 10000, 1200, 2000)
    ]
    assert facts == [
        ("promise", 3000, "participants"),
        ("promise", 10000, "guests"),
        ("claim", 1200, "delegates"),
        ("claim", 2000, "participants"),
    ]


def test_oklahoma_has_nine_starts_and_no_end() -> None:
    sessions = read("oklahoma-2015")["sessions"]
    assert [one["start"] for one in sessions] == [
        "08:30", "08:50", "10:00", "10:30", "10:40", "13:15", "13:25", "13:45", "14:05",
    ]  # fmt: skip
    assert [one["slug"] for one in sessions if "end" in one or not one["assumed_minutes"]] == []


def test_oklahoma_assumes_no_length_beyond_the_next_start() -> None:
    sessions = read("oklahoma-2015")["sessions"]
    ends = [_minutes(one["start"]) + one["assumed_minutes"] for one in sessions]
    starts = [_minutes(one["start"]) for one in sessions]
    assert [end for end, then in zip(ends, starts[1:], strict=False) if end > then] == []


def test_oklahoma_names_only_speakers_and_tracks_that_it_has() -> None:
    programme = read("oklahoma-2015")
    speakers = {one["slug"] for one in programme["speakers"]}
    tracks = {one["slug"] for one in programme["tracks"]} | {None}
    assert {p["speaker"] for one in programme["sessions"] for p in one["people"]} == speakers
    assert {one["track"] for one in programme["sessions"]} <= tracks


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def intervals(programme: dict[str, Any]) -> Iterator[tuple[str, datetime, datetime, list[str]]]:
    """Every placing: session, start and end on the wall clock, rooms."""
    for one in programme["sessions"]:
        for slot in one.get("slots", []):
            day = datetime.combine(slot["day"], datetime.min.time())
            start = day + timedelta(minutes=_minutes(slot["start"]))
            end = day + timedelta(minutes=_minutes(slot["end"]))
            yield one["slug"], start, end + timedelta(days=end <= start), slot["rooms"]


def clashes(taken: list[tuple[str, datetime, datetime]]) -> list[tuple[str, str]]:
    """Pairs of sessions that share a moment (half-open intervals)."""
    ordered = sorted(taken, key=lambda one: one[1])
    return [
        (one[0], other[0])
        for place, one in enumerate(ordered)
        for other in ordered[place + 1 :]
        if other[1] < one[2]
    ]


def rooms_of(programme: dict[str, Any]) -> list[str]:
    """The slugs of all rooms."""
    return [room["slug"] for venue in programme["venues"] for room in venue["rooms"]]


def test_aarhus_has_the_numbers_that_are_known() -> None:
    aarhus = read("aarhus-2017")
    kinds = Counter(one["kind"] for one in aarhus["sessions"])
    named = [s for s in aarhus["sessions"] if s["kind"] == "keynote" and s.get("people")]
    tracks = Counter(one["track"] for one in aarhus["sessions"] if one["kind"] == "breakout")
    assert (kinds["keynote"], len(named), kinds["breakout"]) == (9, 7, 38)
    assert len(aarhus["venues"]) == 27
    assert tracks == {"people": 14, "enterprise": 12, "city": 12}


def test_aarhus_places_without_a_name_say_so() -> None:
    names = [one["name"] for one in read("aarhus-2017")["venues"][5:]]
    assert names == [
        {"en": f"Place {n} (illustrative)", "da": f"Sted {n} (illustrativt)"} for n in range(6, 28)
    ]


def test_aarhus_puts_no_title_on_a_keynote_speaker() -> None:
    titles = {
        session["slug"]: session["title"]["en"]
        for session in read("aarhus-2017")["sessions"]
        if session["kind"] == "keynote"
    }
    named = {one["slug"]: one["name"] for one in read("aarhus-2017")["speakers"]}
    assert titles == {
        slug: f"Keynote: {named[slug.removeprefix('keynote-')]}"
        if slug.removeprefix("keynote-") in named
        else "Keynote, speaker not known"
        for slug in titles
    }


def test_aarhus_knows_nothing_of_access_and_positions() -> None:
    venues = read("aarhus-2017")["venues"]
    known = ("step_free", "hearing_loop", "interpretation")
    assert {room[key] for venue in venues for room in venue["rooms"] for key in known} == {None}
    assert {venue[key] for venue in venues for key in ("latitude", "longitude")} == {None}


def test_aarhus_takes_no_room_twice() -> None:
    taken: dict[str, list[tuple[str, datetime, datetime]]] = {}
    for slug, start, end, rooms in intervals(read("aarhus-2017")):
        for room in rooms:
            taken.setdefault(room, []).append((slug, start, end))
    assert {room: found for room, slots in taken.items() if (found := clashes(slots))} == {}


def test_aarhus_has_no_speaker_in_two_places() -> None:
    aarhus = read("aarhus-2017")
    # a college shows two works at once; it is no single person
    several = {one["slug"] for one in aarhus["speakers"] if one.get("group")}
    times = {slug: [] for slug in (one["slug"] for one in aarhus["speakers"])}
    people = {one["slug"]: one.get("people", []) for one in aarhus["sessions"]}
    for slug, start, end, _ in intervals(aarhus):
        for person in people[slug]:
            times[person["speaker"]].append((slug, start, end))
    assert {
        who: clashes(at) for who, at in times.items() if who not in several and clashes(at)
    } == {}


def test_clashes_are_seen() -> None:
    nine, ten, eleven = (datetime(2017, 11, 1, hour) for hour in (9, 10, 11))
    assert clashes([("a", nine, ten), ("b", ten, eleven)]) == []
    assert clashes([("a", nine, eleven), ("b", ten, eleven)]) == [("a", "b")]


def test_aarhus_refers_only_to_what_it_has() -> None:
    aarhus = read("aarhus-2017")
    sessions = aarhus["sessions"]
    people = {p["speaker"] for one in sessions for p in one.get("people", [])}
    hosts = {host for one in sessions for host in one.get("hosts", [])}
    assert len({one["slug"] for one in sessions}) == len(sessions)
    assert people <= {one["slug"] for one in aarhus["speakers"]}
    assert hosts <= {one["slug"] for one in read("regions")}
    assert {room for *_, rooms in intervals(aarhus) for room in rooms} == set(rooms_of(aarhus))


def test_aarhus_party_belongs_to_its_evening() -> None:
    party = [one[1:3] for one in intervals(read("aarhus-2017")) if one[0] == "party"]
    assert party == [(datetime(2017, 11, 1, 20), datetime(2017, 11, 2, 2))]


def dated(programme: dict[str, Any]) -> dict[str, Any]:
    """The invented programme with its days as dates of a week, cancelled sessions left out."""
    opening = date(2027, 1, 20)
    return {
        "sessions": [
            {
                **one,
                "slots": [
                    {
                        **slot,
                        "day": opening + timedelta(days=slot["day"]),
                        "end": slot["end"] or _clock(slot["start"], slot["assumed_minutes"]),
                    }
                    for slot in one["slots"]
                ],
            }
            for one in programme["sessions"].values()
            if one["status"] != "cancelled"
        ]
    }


def applied(sessions: dict[str, Any], changes: list[dict[str, Any]]) -> dict[str, Any]:
    """The sessions after some changes; fails where a change does not fit what is there."""
    after = deepcopy(sessions)
    for change in changes:
        if change["op"] == "add":
            assert change["session"]["slug"] not in after
            after[change["session"]["slug"]] = deepcopy(change["session"])
            continue
        one = after[change["session"]]
        match change["op"]:
            case "move":
                moved = {k: change[k] for k in ("day", "start", "end", "rooms") if k in change}
                assert one["slots"][change["slot"]] != {**one["slots"][change["slot"]], **moved}
                one["slots"][change["slot"]].update(moved)
            case "cancel":
                one["status"] = "cancelled"
            case "substitute":
                (person,) = (p for p in one["people"] if p["speaker"] == change["was"])
                person["speaker"] = change["now"]
            case "retitle":
                one["title"] = change["title"]
            case "expect":
                one["expected"] = change["expected"]
            case "remove":
                del after[change["session"]]
            case unknown:
                raise AssertionError(unknown)
    return after


def states() -> list[dict[str, Any]]:
    """The invented sessions at each release, and as the draft stands at last."""
    programme = read("next")
    state = {one["slug"]: one for one in programme["sessions"]}
    found = []
    for changes in [one["changes"] for one in programme["releases"]] + [programme["draft_changes"]]:
        state = applied(state, changes)
        found.append(state)
    return found


def taken(state: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What is taken twice, rooms and people alike."""
    programme = dated({"sessions": state})
    people = {one["slug"]: one.get("people", []) for one in programme["sessions"]}
    found: dict[str, list[tuple[str, datetime, datetime]]] = {}
    for slug, start, end, rooms in intervals(programme):
        for name in [*rooms, *(person["speaker"] for person in people[slug])]:
            found.setdefault(name, []).append((slug, start, end))
    return {name: pairs for name, at in found.items() if (pairs := clashes(at))}


def test_invented_edition_says_so() -> None:
    edition = read("next")["edition"]
    assert (edition["slug"], edition["invented"], edition["host_region"]) == ("next", True, None)
    assert edition["notice"]["en"].startswith("An invented edition, to show the system.")
    assert edition["notice"]["da"].startswith("Et opdigtet forum")
    bodies = [one["biography"] for one in read("next")["speakers"]]
    assert {"invented" in one["en"] and "opdigtet" in one["da"] for one in bodies} == {True}


def test_invented_releases_have_no_clash() -> None:
    assert [taken(state) for state in states()[:-1]] == [{}, {}, {}, {}]


def test_invented_draft_has_two_clashes_one_unplaced_one_unconfirmed() -> None:
    draft = states()[-1]
    assert taken(draft) == {
        "track-3": [("sleep-on-it", "small-machines")],
        "chiara-valtorretta": [("failure-fund", "bookkeeping")],
    }
    assert [slug for slug, one in draft.items() if not one["slots"]] == ["letters-home"]
    assert [slug for slug, one in draft.items() if one["status"] == "draft"] == ["night-shift"]


def test_invented_programme_shows_what_a_programme_can_have() -> None:
    first = states()[0].values()
    kinds = {one["kind"] for one in first}
    assert kinds == {
        "keynote", "talk", "workshop", "panel", "visit", "exhibition", "break", "meal", "social",
        "ceremony",
    }  # fmt: skip
    slots = [(one["slug"], slot) for one in first for slot in one["slots"]]
    assert [slug for slug, slot in slots if slot["end"] is None] == ["harbour-walk"]
    assert [slug for slug, slot in slots if slot["end"] and slot["end"] < slot["start"]] == [
        "party"
    ]
    assert {slug for slug, slot in slots if len(slot["rooms"]) == 2} == {
        "lunch",
        "party",
        "pavilion",
    }
    assert len(next(one for one in first if one["slug"] == "print-alphabet")["slots"]) == 2
    assert [one["slug"] for one in first if "en" not in one.get("abstract", {"en": ""})] == [
        "sleep-on-it", "library-tour",
    ]  # fmt: skip


def test_invented_programme_refers_only_to_what_it_has() -> None:
    programme = read("next")
    rooms, speakers = set(rooms_of(programme)), {one["slug"] for one in programme["speakers"]}
    tracks = {one["slug"] for one in programme["tracks"]} | {None}
    for state in states():
        for one in state.values():
            assert {room for slot in one["slots"] for room in slot["rooms"]} <= rooms
            assert {person["speaker"] for person in one.get("people", [])} <= speakers
            assert one["track"] in tracks
    assert {p["speaker"] for one in states()[0].values() for p in one.get("people", [])} == speakers


def test_invented_rooms_are_large_enough_until_the_draft() -> None:
    seats = {r["slug"]: r["seats"] for v in read("next")["venues"] for r in v["rooms"]}
    small = [
        [
            slug
            for slug, one in state.items()
            for slot in one["slots"]
            if (held := [seats[room] for room in slot["rooms"]])
            and None not in held
            and one.get("expected", 0) > sum(held)
        ]
        for state in states()
    ]
    assert small == [[], [], [], [], ["keys-workshop"]]


def test_accounts_are_one_per_role_at_addresses_without_mail() -> None:
    accounts = read("accounts")
    assert [(one["role"], one["email"]) for one in accounts] == [
        (role, f"{role}@example.org") for role in ROLES
    ]
    assert {len(one["password"]) >= 12 for one in accounts} == {True}
    assert [one.get("editions") for one in accounts] == [
        None,
        ["next", "2017"],
        ["next"],
        None,
        None,
        None,
    ]


def _clock(start: str, minutes: int) -> str:
    reached = _minutes(start) + minutes
    return f"{reached // 60:02}:{reached % 60:02}"
