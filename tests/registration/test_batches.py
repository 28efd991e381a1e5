"""Ids in parts that one statement takes."""

import pytest

from cwf.registration.batches import in_parts


@pytest.mark.parametrize(
    ("number", "parts"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])]
)
def test_parts_are_full_but_the_last_and_nothing_is_lost(number: int, parts: list[int]) -> None:
    found = list(in_parts(range(number), 3))
    assert [len(part) for part in found] == parts
    assert [one for part in found for one in part] == list(range(number))
