"""What of earlier editions may be compared, and why the rest may not."""

from typing import Any

from cwf.attendance.history import Outcome, Said, Why, contradictions, outcomes
from cwf.attendance.measures import Unit


def said(kind: str, low: float, measure: Unit | None, **values: Any) -> Said:
    return Said(
        kind=kind,
        low=low,
        measure=measure,
        **{"label": {"en": "x"}, "unit": {"en": "people"}, "confidence": "A", **values},
    )


PEOPLE = Unit.PARTICIPANT
EXPECTED = said("promise", 1200, PEOPLE)


def test_of_2009_the_part_is_said() -> None:
    came = said("result", 2000, PEOPLE, qualifier="about")
    (found,) = outcomes([EXPECTED, came])
    assert found == Outcome(said=came, low=2000 / 1200, high=2000 / 1200)


def test_of_a_promised_range_there_are_two_parts() -> None:
    """2010: 1,500 to 2,000 were expected, over 2,600 came."""
    (found,) = outcomes([said("promise", 1500, PEOPLE, high=2000), said("result", 2600, PEOPLE)])
    assert (found.low, found.high) == (1.3, 2600 / 1500)


def test_of_2017_nothing_is_compared() -> None:
    """Participants and guests were promised, delegates and participants told of, by two."""
    facts = [
        said("promise", 3000, PEOPLE),
        said("promise", 10000, Unit.GUEST),
        said("claim", 1200, Unit.DELEGATE, confidence="X"),
        said("claim", 2000, PEOPLE, confidence="X", qualifier="more_than"),
        said("result", 21, Unit.COUNTRY),
        said("result", 20, Unit.DELEGATE),
        said("result", 5, None),
    ]
    found = outcomes(facts)
    assert [one.why for one in found] == [
        Why.DISPUTED, Why.DISPUTED, Why.OTHER_UNIT, Why.OTHER_UNIT, Why.NO_UNIT,
    ]  # fmt: skip
    assert {(one.low, one.high) for one in found} == {(None, None)}
    assert contradictions(facts) == [(facts[2], facts[3])]


def test_two_promises_or_two_results_of_one_unit_are_not_compared() -> None:
    came = said("result", 900, PEOPLE)
    assert [one.why for one in outcomes([EXPECTED, EXPECTED, came])] == [Why.SEVERAL]
    assert [one.why for one in outcomes([EXPECTED, came, came])] == [Why.SEVERAL, Why.SEVERAL]
    assert [one.why for one in outcomes([came])] == [Why.NOTHING_PROMISED]


def test_a_single_figure_contradicts_nobody() -> None:
    places = [said(kind, 30, Unit.VENUE, confidence="X") for kind in ("promise", "claim")]
    assert contradictions([*places, said("claim", 43, Unit.STUDENT, confidence="X")]) == [
        tuple(places)
    ]
