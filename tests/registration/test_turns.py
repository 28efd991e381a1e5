"""Whose turn it is: what time alone does to a queue, in tables of minutes after noon."""

import pytest

from cwf.registration.places import ClaimState, Part, Tree
from cwf.registration.turns import Entry, next_change, settled, would_be_over
from tests.registration.placing import after

HOUR = 60
Row = tuple[int, str, int | None, int | None]  # id, state, offered, expires


def tree(**more: object) -> Tree:
    """A tree with one place, an hour for offers, in which time has something to do at once."""
    usual = {"id": 1, "edition_id": 1, "capacity": 1, "taken": 0, "offer_minutes": HOUR}
    return Tree(**{**usual, "due": after(0), **more})


def press(*, number: int = 1, taken: int = 0, until: int | None = None) -> Part:
    return Part(
        id=2,
        group="press",
        capacity=number,
        taken=taken,
        held_until=None if until is None else after(until),
    )


def waiting(number: int, group: str = "") -> Entry:
    return Entry(
        id=number,
        participant_id=number,
        group=group,
        state=ClaimState.WAITING,
        queued=after(-100 + number),
        node=1,
        why="full",
    )


def offered(number: int, expires: int, node: int = 1) -> Entry:
    return Entry(
        id=number,
        participant_id=number,
        group="press" if node == 2 else "",
        state=ClaimState.OFFERED,
        queued=after(-100 + number),
        node=node,
        offered=after(expires - HOUR),
        expires=after(expires),
        why="in_turn",
    )


def minute(at: object) -> int | None:
    return None if at is None else int((at - after(0)).total_seconds() / 60)


def rows(queue: list[Entry]) -> list[Row]:
    return [(one.id, one.state.value, minute(one.offered), minute(one.expires)) for one in queue]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (9, [(1, "offered", -50, 10), (2, "waiting", None, None), (3, "waiting", None, None)]),
        (10, [(1, "lapsed", -50, 10), (2, "offered", 10, 70), (3, "waiting", None, None)]),
        (69, [(1, "lapsed", -50, 10), (2, "offered", 10, 70), (3, "waiting", None, None)]),
        (70, [(1, "lapsed", -50, 10), (2, "lapsed", 10, 70), (3, "offered", 70, 130)]),
        (500, [(1, "lapsed", -50, 10), (2, "lapsed", 10, 70), (3, "lapsed", 70, 130)]),
    ],
)
def test_an_offer_not_taken_goes_on_at_that_very_instant(at: int, expected: list[Row]) -> None:
    queue = [waiting(3), offered(1, 10), waiting(2)]
    assert rows(settled(tree(due=after(10)), queue, after(at))) == expected


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (10, [(1, "lapsed", -50, 10), (2, "waiting", None, None)]),
        (11, [(1, "lapsed", -50, 10), (2, "lapsed", 10, 11)]),
        (40, [(1, "lapsed", -50, 10), (2, "offered", 10, 40)]),
    ],
)
def test_no_offer_is_made_from_the_close_on_nor_lasts_past_it(
    closes: int, expected: list[Row]
) -> None:
    queue = [offered(1, 10), waiting(2)]
    found = settled(tree(due=after(10), closes=after(closes)), queue, after(20))
    assert rows(found) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (29, [(1, "waiting", None, None), (2, "waiting", None, None)]),
        (30, [(1, "offered", 30, 90), (2, "waiting", None, None)]),
        (90, [(1, "lapsed", 30, 90), (2, "offered", 90, 150)]),
    ],
)
def test_places_held_back_are_offered_when_that_ends(at: int, expected: list[Row]) -> None:
    held = tree(parts=(press(until=30),), due=after(30))
    assert rows(settled(held, [waiting(1), waiting(2)], after(at))) == expected


@pytest.mark.parametrize(
    ("groups", "places", "expected"),
    [
        # who is first in line and can be served; of a group its own places first
        (["", "press"], {"capacity": 1, "parts": (press(),)}, {2: 2}),
        (["press", "press"], {"capacity": 2, "parts": (press(),)}, {1: 2, 2: 1}),
        (["", "press", ""], {"capacity": 2, "parts": (press(),)}, {1: 1, 2: 2}),
        (["press", ""], {"capacity": 2, "parts": (press(taken=1),), "taken": 1}, {1: 1}),
        (["student", "student"], {"capacity": 3, "parts": (press(),)}, {1: 1, 2: 1}),
        (["", "press"], {"capacity": 1, "taken": 1, "parts": (press(number=3),)}, {}),
        (["", ""], {"capacity": None}, {1: 1, 2: 1}),
        (["", ""], {"capacity": 2, "taken": 3, "over": 1}, {}),
    ],
)
def test_the_first_in_line_who_can_be_served_is_served(
    groups: list[str], places: dict[str, object], expected: dict[int, int]
) -> None:
    queue = [waiting(number, group) for number, group in enumerate(groups, 1)]
    found = settled(tree(due=None, **places), queue, after(5))
    assert {one.id: one.node for one in found if one.state is ClaimState.OFFERED} == expected


@pytest.mark.parametrize(
    ("capacity", "taken", "expected"),
    [
        (3, 1, ["offered", "offered", "waiting"]),
        (2, 1, ["offered", "resized", "waiting"]),
        (1, 1, ["resized", "resized", "waiting"]),
        (0, 1, ["resized", "resized", "waiting"]),
    ],
)
def test_offers_that_no_longer_fit_are_taken_back_the_last_first(
    capacity: int, taken: int, expected: list[str]
) -> None:
    queue = [offered(1, 50), offered(2, 55), waiting(3)]
    found = settled(tree(capacity=capacity, taken=taken, due=None), queue, after(1))
    assert [one.why if one.why == "resized" else one.state.value for one in found] == expected
    assert [one.id for one in found] == [1, 2, 3], "they wait on where they stood"


def test_on_a_closed_tree_time_stands_still_and_nothing_is_offered() -> None:
    closed = tree(capacity=5, due=after(10), closed=after(5))
    found = settled(closed, [offered(1, 10), waiting(2)], after(1000))
    assert rows(found) == [(1, "waiting", None, None), (2, "waiting", None, None)]
    assert next_change(closed, found, after(1000)) is None


def test_a_place_given_up_after_the_close_is_offered_to_nobody_later() -> None:
    """An end of holding back that was seen already is no reason to look at that instant again."""
    late = tree(taken=0, due=None, closes=after(60), parts=(press(until=30),))
    assert rows(settled(late, [waiting(1)], after(90))) == [(1, "waiting", None, None)]


@pytest.mark.parametrize(
    ("queue", "expected"),
    [
        ([], None),
        ([waiting(1)], 30),
        ([offered(1, 20), waiting(2)], 20),
        ([offered(1, 40)], 40),
        ([offered(1, 40), waiting(2)], 30),
    ],
)
def test_time_next_changes_something_when_an_offer_or_a_holding_back_ends(
    queue: list[Entry], expected: int | None
) -> None:
    held = tree(capacity=5, parts=(press(until=30),))
    assert minute(next_change(held, queue, after(0))) == expected
    assert minute(next_change(held, [waiting(1)], after(30))) is None


def test_writing_down_on_the_way_changes_nothing_of_the_end() -> None:
    queue = [offered(1, 10), waiting(2), waiting(3), waiting(4)]
    at_once = settled(tree(due=after(10)), queue, after(100))
    known = tree(due=after(10))
    for at in range(0, 101, 7):
        queue = [one for one in settled(known, queue, after(at)) if one.state != "lapsed"]
        known = tree(due=next_change(known, queue, after(at)))
    now = settled(known, queue, after(100))
    assert rows(now) == [row for row in rows(at_once) if row[1] != "lapsed"]


@pytest.mark.parametrize(
    ("places", "capacity", "expected"), [(5, 5, 0), (5, 3, 2), (5, 0, 5), (5, 9, 0), (5, None, 0)]
)
def test_over_is_what_a_capacity_does_not_hold(
    places: int, capacity: int | None, expected: int
) -> None:
    assert would_be_over(places, capacity) == expected
