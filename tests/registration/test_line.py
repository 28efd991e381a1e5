"""Where one stands in line: the number that is said is the number of places that it takes."""

from dataclasses import replace
from uuid import UUID

import pytest

from cwf.registration.line import Spot, spots
from cwf.registration.places import ClaimState, Part, Tree
from cwf.registration.turns import Entry, settled
from tests.registration.placing import after

ROOT, REGION, ROLE, DAY = 1, 2, 3, 4
TOGETHER = UUID(int=7)


def tree(**more: int) -> Tree:
    """All is full: ten places, six of a region, four of a role in it, three of whom come a day.

    By name: how many places more a node has.
    """

    def part(id: int, group: str, number: int, **its: object) -> Part:
        return Part(id=id, group=group, capacity=number + more.get(group, 0), taken=number,
                    held_until=None, spills=False, **its)  # fmt: skip

    parts = (
        part(REGION, "d1", 6),
        part(ROLE, "d1/official", 4, parent=REGION),
        part(DAY, "+day", 3, across=True),
    )
    return Tree(id=ROOT, edition_id=1, capacity=10 + more.get("", 0), taken=10, parts=parts)


def line(*groups: str) -> list[Entry]:
    """People of these groups, in their order, with their numbers from 1; "=" waits together."""
    return [
        Entry(
            id=number,
            participant_id=number,
            group=group.removeprefix("="),
            state=ClaimState.WAITING,
            queued=after(number),
            node=ROOT,
            party=TOGETHER if group.startswith("=") else None,
            together=group.startswith("="),
        )
        for number, group in enumerate(groups, 1)
    ]


def said(found: Tree, *groups: str) -> list[tuple[int, int]]:
    """Of each: the number, and how many others came earlier."""
    where = spots(found, line(*groups), after(60))
    return [(where[one].number, where[one].others) for one in sorted(where)]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (["+full", "+full", "+full"], [(1, 0), (2, 0), (3, 0)]),
        (["+day", "+day", "+full"], [(1, 0), (2, 0), (1, 2)]),
        (["+full", "+day", "+day"], [(1, 0), (2, 0), (3, 0)]),
        (["d1", "d1/official", "d1", "+full"], [(1, 0), (1, 1), (2, 1), (1, 3)]),
        (["d1/official", "+day", "d1+day"], [(1, 0), (1, 1), (1, 2)]),
        (["=d1", "=+day", "d1", "+day", "d1+day"], [(1, 0), (2, 0), (1, 2), (1, 3), (2, 3)]),
    ],
)
def test_who_waits_for_more_is_left_out_and_told_of(
    groups: list[str], expected: list[tuple[int, int]]
) -> None:
    assert said(tree(), *groups) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [(1, 0), (1, 1), (1, 2)]),
        ({"": 9}, [(1, 0), (1, 1), (1, 2)]),
        ({"": 9, "d1": 9}, [(1, 0), (1, 1), (2, 1)]),
    ],
)
def test_only_what_is_full_is_waited_for(
    more: dict[str, int], expected: list[tuple[int, int]]
) -> None:
    groups = ["d1/official", "d1+day", "+day"]
    assert said(tree(**more), *groups) == expected


@pytest.mark.parametrize(
    ("groups", "full"),
    [
        (["+day", "+day", "+full", "+day", "+full"], ["", "+day"]),
        (["d1", "d1/official", "+full", "d1/official", "d1", "+full"], ["", "d1", "d1/official"]),
    ],
)
def test_with_so_many_places_more_one_is_served_and_not_with_one_less(
    groups: list[str], full: list[str]
) -> None:
    queue, counts = line(*groups), {"": [""], "+full": [""], "+day": ["", "+day"]}
    counts |= {"d1": ["", "d1"], "d1/official": ["", "d1", "d1/official"]}
    for entry in queue:
        number = spots(tree(), queue, after(60))[entry.id].number
        for places in (number - 1, number):
            wider = tree(**{node: places for node in counts[entry.group] if node in full})
            (now,) = (one for one in settled(wider, queue, after(60)) if one.id == entry.id)
            assert (now.state is ClaimState.OFFERED) == (places == number), (entry, places)


def test_where_nothing_is_set_aside_any_more_all_go_for_the_same_places() -> None:
    held = tree()
    free = replace(held, parts=tuple(replace(one, held_until=after(0)) for one in held.parts))
    groups = ["d1", "d1/official", "+full", "d1"]
    assert said(held, *groups) == [(1, 0), (1, 1), (1, 2), (2, 2)]
    assert said(free, *groups) == [(1, 0), (2, 0), (1, 2), (3, 1)]


def test_an_offer_is_nobody_in_line_and_fills_what_it_is_of() -> None:
    first, second = line("+full", "+full")
    offered = replace(first, state=ClaimState.OFFERED, offered=after(9), expires=after(99))
    assert spots(tree(**{"": 1}), [offered, second], after(60)) == {2: Spot(number=1, others=0)}
