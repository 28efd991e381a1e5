"""Cells are kept as short JSON lists and read again as they were."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.attendance.cells import BadCellsError, packed, unpacked
from cwf.attendance.figures import Cell

DAYS = (date(2027, 5, 19), date(2027, 5, 20))


def cell(number: int = 1, **values: object) -> Cell:
    """A confirmed participant from Denmark, unless said otherwise."""
    said: dict[str, object] = {
        "standing": "confirmed", "category": "full", "country": "DK", "region": "", "role": "",
        "channel": "own", "international": False, "days": (),
    }  # fmt: skip
    return Cell(number=number, **{**said, **values})  # type: ignore[arg-type]


CELLS = st.builds(
    cell,
    number=st.integers(1, 5000),
    standing=st.sampled_from(["confirmed", "cancelled"]),
    category=st.sampled_from(["full", "delegate"]),
    country=st.sampled_from(["DK", "SE", None]),
    region=st.sampled_from(["", "scotland", "d7"]),
    international=st.sampled_from([True, False, None]),
    days=st.sampled_from([(), DAYS[:1], DAYS]),
)


def test_a_cell_is_a_list() -> None:
    said = cell(3, country=None, region="scotland", role="official", international=True, days=DAYS)
    assert packed([said]) == [
        ["confirmed", "full", None, "scotland", "official", "own", True,
         ["2027-05-19", "2027-05-20"], 3],
    ]  # fmt: skip


def test_those_who_are_alike_are_one() -> None:
    assert packed([cell(2), cell(3), cell(0, country="SE")]) == packed([cell(5)])


@given(st.lists(CELLS, max_size=12))
def test_what_is_kept_is_read_as_it_was(cells: list[Cell]) -> None:
    kept = json.loads(json.dumps(packed(cells)))
    assert packed(unpacked(kept)) == kept
    assert sum(one.number for one in unpacked(kept)) == sum(one.number for one in cells)


@given(st.lists(CELLS, max_size=8), st.randoms())
def test_the_order_in_which_they_came_is_not_kept(cells: list[Cell], chance: object) -> None:
    other = list(cells)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert packed(other) == packed(cells)


@pytest.mark.parametrize("row", [[], ["confirmed"], packed([cell()])[0][:-1], [*"abcdefg", 1, 1]])
def test_what_is_no_cell_is_named(row: list[object]) -> None:
    with pytest.raises(BadCellsError) as raised:
        unpacked([packed([cell()])[0], row])
    assert raised.value.at == 1
