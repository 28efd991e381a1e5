"""Deadlines of an edition as a calendar of whole days."""

from dataclasses import replace
from datetime import date

import icalendar

from cwf.editions.calendar_names import deadline, umbrella
from cwf.editions.profile import FactLine
from cwf.programme.exports.deadlines import deadlines_ics
from tests.programme.exports.material import DA, EN
from tests.programme.exports.test_front import PROFILE
from tests.web.ics_check import strict_problems


def fact(number: int, day: date | None, **label: str) -> FactLine:
    return FactLine(
        id=number, kind="deadline", label=label, value=None, value_high=None, qualifier=None,
        unit={}, day=day, confidence=None, sources=(),
    )  # fmt: skip


FACTS = (
    fact(8, date(2030, 3, 31), en="Registration closes", da="Tilmeldingen lukker"),
    fact(7, date(2030, 1, 15), en="Proposals, too"),
    fact(9, None, en="Participants"),
)


def test_facts_with_a_day_are_whole_days_in_order() -> None:
    data = deadlines_ics(replace(PROFILE, facts=FACTS), EN)
    events = icalendar.Calendar.from_ical(data).events
    assert strict_problems(data) == []
    assert [(str(one["SUMMARY"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events] == [
        ("Proposals, too (Creativity World Forum 2030)", date(2030, 1, 15), date(2030, 1, 16)),
        ("Registration closes (Creativity World Forum 2030)", date(2030, 3, 31), date(2030, 4, 1)),
    ]
    assert [str(one["UID"]) for one in events] == [deadline("2030", 7), deadline("2030", 8)]
    assert {one["SEQUENCE"] for one in events} == {2}
    assert {str(one["TRANSP"]) for one in events} == {"TRANSPARENT"}
    assert {str(one["RELATED-TO"]) for one in events} == {umbrella("2030")}


def test_a_moved_deadline_keeps_its_identity_in_every_language() -> None:
    moved = replace(FACTS[0], day=date(2030, 4, 2))
    later = replace(PROFILE, version=4, facts=(moved,))
    (event,) = icalendar.Calendar.from_ical(deadlines_ics(later, DA)).events
    assert (str(event["UID"]), event["SEQUENCE"]) == (deadline("2030", 8), 3)
    assert str(event["SUMMARY"]).startswith("Tilmeldingen lukker")


def test_an_edition_without_deadlines_has_an_empty_calendar() -> None:
    assert strict_problems(deadlines_ics(PROFILE, EN)) == []
