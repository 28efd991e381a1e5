"""A filtered calendar holds the tombstones that fit, as far as that is known."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from cwf.programme.exports.tombstones import tombstones
from cwf.programme.selection import Selection
from cwf.programme.timetable import Kind
from tests.programme.exports.material import at, release, uuid

# 90 is of a session that is gone, in the great room on the 16th; 91 of one that is still on, its
# place unknown, on the 15th.
LOST = release().gone[0]
KNOWN = replace(
    LOST, uuid=uuid(91), session="opening", place={}, rooms=(), starts=at(15, 8), ends=None
)
RELEASE = replace(release(), gone=(KNOWN, LOST))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {91, 90}),
        (Selection(days=(date(2030, 5, 15),)), {91}),
        (Selection(days=(date(2030, 5, 16),)), {90}),
        (Selection(tracks=("city",)), {91}),
        (Selection(kinds=(Kind.KEYNOTE,)), {91}),
        (Selection(kinds=(Kind.TALK,)), set()),
        (Selection(languages=("en",)), {91}),
        (Selection(rooms=("great",)), {90}),
        (Selection(rooms=("small",)), set()),
        (Selection(q="droppet"), {90}),
        (Selection(stepfree=True), set()),
    ],
)
def test_tombstones_that_fit(selection: Selection, expected: set[int]) -> None:
    found: set[UUID] = {one.uuid for one in tombstones(RELEASE, selection)}
    assert found == {uuid(number) for number in expected}


# The same, as releases keep it since: of a session that is gone altogether, all that filters ask.
KEPT = replace(LOST, kind=Kind.WORKSHOP, track="city", language="da")


@pytest.mark.parametrize(
    ("selection", "fits"),
    [
        (Selection(kinds=(Kind.WORKSHOP,)), True),
        (Selection(kinds=(Kind.TALK,)), False),
        (Selection(tracks=("city",)), True),
        (Selection(languages=("da",)), True),
        (Selection(languages=("en",)), False),
        (Selection(tracks=("city",), kinds=(Kind.WORKSHOP,), rooms=("great",)), True),
    ],
)
def test_session_that_is_gone_altogether_stays_in_its_filters(
    selection: Selection, fits: bool
) -> None:
    assert tombstones(replace(RELEASE, gone=(KEPT,)), selection) == ((KEPT,) if fits else ())
