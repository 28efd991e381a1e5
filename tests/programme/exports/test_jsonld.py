"""What search engines are told, and what they are not."""

import json
from dataclasses import replace

import pytest

from cwf.programme.exports.jsonld import edition_jsonld, session_jsonld
from tests.programme.exports.material import DA, EDITION, EN, TIMETABLE


def test_edition() -> None:
    told = edition_jsonld(EDITION, EN)
    assert told is not None
    assert json.loads(told) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": EN.front(),
        "name": "Creativity World Forum 2030",
        "alternateName": "Shape your future",
        "url": EN.front(),
        "startDate": "2030-05-15",
        "endDate": "2030-05-17",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Concert Hall",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Aarhus",
                "addressCountry": "DK",
            },
        },
        "inLanguage": ["en", "da"],
    }


def test_session_is_told_for_each_placing() -> None:
    told = session_jsonld(TIMETABLE, "opening", EN)
    assert told is not None
    one, other = json.loads(told)["@graph"]
    assert one == {
        "@type": "Event",
        "@id": f"{EN.session('opening')}#{TIMETABLE.slots[0].uuid}",
        "identifier": str(TIMETABLE.slots[0].uuid),
        "name": "Cities <for> people; again",
        "description": "Why streets matter.\n\n- See the map (https://example.org/map)",
        "url": EN.session("opening"),
        "startDate": "2030-05-15T10:00:00+02:00",
        "endDate": "2030-05-15T11:15:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Great Room, Small Room, Concert Hall",
            "address": "Hall Street 1, Aarhus",
            "geo": {"@type": "GeoCoordinates", "latitude": 56.1525, "longitude": 10.1993},
        },
        "performer": [
            {"@type": "Person", "name": "Ada Berg", "url": EN.speaker("ada-berg")},
            {"@type": "Person", "name": "Bo Lund", "url": EN.speaker("bo-lund")},
        ],
        "inLanguage": "en",
        "superEvent": {
            "@type": "Event",
            "@id": EN.front(),
            "name": "Creativity World Forum 2030",
        },
    }
    assert other["startDate"] == "2030-05-17T09:00:00+02:00"


def test_unknown_end_and_place_are_not_told() -> None:
    walk = session_jsonld(TIMETABLE, "ærø-walk", DA)
    lunch = session_jsonld(TIMETABLE, "unplaced-lunch", DA)
    assert walk is not None
    assert lunch is not None
    assert "endDate" not in json.loads(walk)["@graph"][0]
    assert "location" not in json.loads(lunch)["@graph"][0]


def test_cancelled_is_told() -> None:
    session = session_jsonld(TIMETABLE, "called-off", EN)
    edition = edition_jsonld(EDITION, EN, cancelled=True)
    for told in (session, edition):
        assert told is not None
        assert "https://schema.org/EventCancelled" in told


@pytest.mark.parametrize("fault", [{"illustrative": True}, {"invented": True}])
def test_what_is_not_real_is_not_told(fault: dict[str, bool]) -> None:
    edition = replace(EDITION, **fault)
    assert edition_jsonld(edition, EN) is None
    assert session_jsonld(replace(TIMETABLE, edition=edition), "opening", EN) is None


def test_what_has_no_date_is_not_told() -> None:
    assert edition_jsonld(replace(EDITION, starts=None), EN) is None
    assert session_jsonld(replace(TIMETABLE, slots=()), "opening", EN) is None


def test_script_cannot_be_left() -> None:
    opening = replace(TIMETABLE.sessions[0], title={"en": "</script><!--&\u2028"})
    told = session_jsonld(
        replace(TIMETABLE, sessions=(opening, *TIMETABLE.sessions[1:])), "opening", EN
    )
    assert told is not None
    assert set("<>&\u2028") & set(told) == set()
    assert json.loads(told)["@graph"][0]["name"] == "</script><!--&\u2028"
