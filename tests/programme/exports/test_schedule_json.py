"""Schedule JSON is valid for those who read it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.schedule_json import schedule_json
from cwf.programme.release import Release
from tests.programme.exports.golden import check_golden
from tests.programme.exports.material import DA, EDITION, EN, TIMETABLE, noticed, release
from tests.programme.exports.schemas import json_problems

CASES = [
    release(),
    noticed(invented=True),
    release(replace(TIMETABLE, slots=()), gone=()),
    release(replace(TIMETABLE, edition=replace(EDITION, zone="GMT"))),
]


def whole(of: Release, addresses: Addresses = EN) -> bytes:
    return schedule_json(of, of.timetable, addresses)


def conference(of: Release) -> Any:
    return json.loads(whole(of))["schedule"]["conference"]


def test_programme_is_as_expected() -> None:
    pretty = json.dumps(json.loads(whole(release())), indent=1, ensure_ascii=False)
    check_golden("programme.json", f"{pretty}\n".encode())


@pytest.mark.parametrize("addresses", [EN, DA])
@pytest.mark.parametrize("of", CASES)
def test_programme_is_valid(of: Release, addresses: Addresses, shared: Path) -> None:
    assert json_problems(whole(of, addresses), shared) == []


def test_schema_finds_faults(shared: Path) -> None:
    assert json_problems(whole(release()).replace(b'"cwf2030', b'"\xc3\xa6'), shared) != []


def test_person_has_a_name_and_no_second_one() -> None:
    event = conference(release())["days"][0]["rooms"]["Great Room"][0]
    assert [set(person) for person in event["persons"]] == [{"guid", "name", "url"}] * 2


def test_end_is_said_where_it_is_known() -> None:
    rooms = conference(release())["days"][0]["rooms"]
    assert rooms["Great Room"][0]["end"] == "2030-05-15T11:15:00+02:00"
    assert "end" not in rooms["Foyer (Dome)"][0]


def test_zone_that_the_schema_does_not_know_is_left_out() -> None:
    assert conference(CASES[0])["time_zone_name"] == "Europe/Copenhagen"
    assert "time_zone_name" not in conference(CASES[3])


def test_conference_says_what_is_not_real() -> None:
    told = conference(noticed(invented=True))
    assert told["title"] == "Creativity World Forum 2030 (invented)"
    assert told["description"] == "This edition is invented. It shows how the planner works."
