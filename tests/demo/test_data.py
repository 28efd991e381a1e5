"""The data of the demonstration, looked at as files: complete, consistent, and true to its facts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

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


def read(name: str) -> Any:
    """One file of the data."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


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
    assert [one for one in found if not one.startswith("next")] == []


def test_every_source_named_is_known() -> None:
    named = {
        one
        for path in DATA.glob("*.yaml")
        if path.stem != "sources"
        for one in sources(read(path.stem))
    }
    assert named <= set(read("sources"))


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
