"""Units and what is counted: which go together, and what is refused."""

from typing import Any

import pytest

from cwf.attendance.figures import Evidence
from cwf.attendance.fitting import FITS, MAY_ASK, Misfit, axes_of, misfits
from cwf.attendance.grounds import known
from cwf.attendance.measures import Unit
from cwf.attendance.predicates import Of, read


def wrong(unit: Unit, **written: Any) -> list[tuple[Misfit, str]]:
    return misfits(unit, read(written))


def test_every_source_of_numbers_has_its_units_and_conditions() -> None:
    assert set(FITS) == set(MAY_ASK) == set(Of)
    assert {unit for units in FITS.values() for unit in units} == set(Unit)


@pytest.mark.parametrize(
    ("unit", "of"),
    [
        (Unit.GUEST, "registered"),
        (Unit.PARTICIPANT, "everybody"),
        (Unit.DELEGATE, "everybody"),
        (Unit.PARTICIPANT, "visits"),
        (Unit.VISIT, "arrived"),
        (Unit.COUNTRY, "registered"),
        (Unit.SESSION, "speakers"),
    ],
)
def test_a_unit_that_is_not_what_is_counted_is_refused(unit: Unit, of: str) -> None:
    assert wrong(unit, of=of) == [(Misfit.UNIT, "unit")]


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        (Unit.PARTICIPANT, {"of": "registered", "international": True}),
        (Unit.DELEGATE, {"of": "arrived", "categories": ["delegate"], "days": ["2027-05-19"]}),
        (Unit.GUEST, {"of": "everybody", "regions": ["scotland"]}),
        (Unit.GUEST, {"of": "counted", "days": ["2027-05-19"]}),
        (Unit.VISIT, {"of": "visits"}),
        (Unit.KEYNOTE, {"of": "sessions", "kinds": ["keynote"]}),
        (Unit.SHARE, {"of": "counted"}),
    ],
)
def test_what_fits(unit: Unit, written: dict[str, Any]) -> None:
    assert misfits(unit, read(written)) == []


@pytest.mark.parametrize(
    ("unit", "written", "found"),
    [
        (Unit.GUEST, {"of": "everybody", "international": True}, "international"),
        (Unit.GUEST, {"of": "counted", "countries": ["SE"]}, "countries"),
        (Unit.PARTICIPANT, {"of": "registered", "days": ["2027-05-19"]}, "days"),
        (Unit.SPEAKER, {"of": "speakers", "regions": ["scotland"]}, "regions"),
        (
            Unit.PARTICIPANT,
            {"of": "registered", "international": False, "kinds": ["talk"]},
            "kinds",
        ),
    ],
)
def test_a_condition_of_which_nothing_is_known_is_refused(
    unit: Unit, written: dict[str, Any], found: str
) -> None:
    assert misfits(unit, read(written)) == [(Misfit.ASKED, found)]


def test_a_unit_of_one_category_counts_that_category_alone() -> None:
    assert wrong(Unit.DELEGATE, of="registered") == [(Misfit.CATEGORY, "categories")]
    both = ["delegate", "student"]
    assert wrong(Unit.STUDENT, of="arrived", categories=both) == [(Misfit.CATEGORY, "categories")]
    assert wrong(Unit.REPORTER, of="registered", categories=["press"]) == []
    assert wrong(Unit.DELEGATE, of="counted") == []  # a count has a unit of its own
    assert wrong(Unit.KEYNOTE, of="sessions") == [(Misfit.KEYNOTES, "kinds")]


def test_by_what_a_target_can_be_divided() -> None:
    assert axes_of(read({"of": "registered"})) == ["region", "role", "channel"]
    assert axes_of(read({"of": "arrived", "regions": ["scotland"]})) == ["role", "day", "channel"]
    assert axes_of(read({"of": "everybody"})) == ["region", "day", "channel"]
    assert axes_of(read({"of": "sessions"})) == []


def test_nothing_kept_is_not_nobody() -> None:
    """Of a forum without a list of participants the number is not known, and no 0."""
    for of in Of:
        unit = next(iter(FITS[of]))
        assert not known(read({"of": of}), unit, Evidence())
