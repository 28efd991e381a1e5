"""Why one has a place or none: the code and what may be asked for, for every obstacle."""

import pytest

from cwf.registration.places import ClaimState, Counts, Held, Part, Tree
from cwf.registration.reasons import Code, Reason, explain
from tests.registration.placing import after

PRESS = Part(id=2, group="press", capacity=2, taken=0, held_until=after(60))


def tree(**more: object) -> Tree:
    return Tree(**{"id": 1, "edition_id": 1, "capacity": 3, "taken": 3, **more})


def claim(state: ClaimState, **more: object) -> Held:
    return Held(root_id=1, state=state, group="", since=after(0), **more)


@pytest.mark.parametrize(
    ("found", "offers", "group", "expected"),
    [
        (tree(taken=2), {}, "", Reason(code=Code.FREE, may_take=True)),
        (tree(), {}, "", Reason(code=Code.FULL, may_wait=True)),
        (tree(waiting=4), {}, "", Reason(code=Code.OTHERS_WAIT, may_wait=True, waiting=4)),
        (
            tree(taken=2, waiting=3),
            {1: 1},
            "",
            Reason(code=Code.OFFERED_TO_OTHERS, may_wait=True, offers=1, waiting=2),
        ),
        (
            tree(taken=1, parts=(PRESS,)),
            {},
            "",
            Reason(code=Code.HELD_BACK, may_wait=True, held=2, until=after(60)),
        ),
        (
            tree(taken=1, parts=(PRESS,)),
            {},
            "press",
            Reason(code=Code.FREE, may_take=True, held=2, until=after(60)),
        ),
        (tree(taken=0, closes=after(10)), {}, "", Reason(code=Code.CLOSED)),
        (tree(taken=0, closed=after(5)), {}, "", Reason(code=Code.CANCELLED)),
        (tree(capacity=None), {}, "", Reason(code=Code.FREE, may_take=True)),
    ],
)
def test_who_has_no_claim_is_told_what_stands_between(
    found: Tree, offers: dict[int, int], group: str, expected: Reason
) -> None:
    assert explain(found, offers, None, group=group, at=after(10)) == expected


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (
            claim(ClaimState.PLACE, why="offered"),
            Reason(code=Code.PLACE, why="offered", offers=1, waiting=1),
        ),
        (
            claim(ClaimState.OFFERED, expires=after(70), why="in_turn"),
            Reason(
                code=Code.OFFERED,
                may_take=True,
                expires=after(70),
                why="in_turn",
                offers=1,
                waiting=1,
            ),
        ),
        (
            claim(ClaimState.WAITING, position=2, why="full"),
            Reason(code=Code.WAITING, position=2, why="full", offers=1, waiting=1),
        ),
        (
            claim(ClaimState.LAPSED, ended=after(5), why="lapsed"),
            Reason(code=Code.LAPSED, may_wait=True, why="lapsed", offers=1, waiting=1),
        ),
        (
            claim(ClaimState.GIVEN_UP, ended=after(5), why="declined"),
            Reason(code=Code.ENDED, may_wait=True, why="declined", offers=1, waiting=1),
        ),
    ],
)
def test_who_has_or_had_a_claim_is_told_of_it(mine: Held, expected: Reason) -> None:
    found = tree(taken=2, waiting=2)
    assert explain(found, {1: 1}, mine, group="", at=after(10)) == expected


def test_who_waits_with_others_is_told_what_keeps_these() -> None:
    day = Part(id=3, group="+day", capacity=1, taken=1, across=True, held_until=None)
    found = tree(capacity=9, taken=1, parts=(PRESS, day), waiting=2)
    mine = claim(ClaimState.WAITING, position=1)
    party = ["", "+day"]
    assert explain(found, {}, mine, group="", at=after(10), party=party) == Reason(
        code=Code.WAITING, position=1, waiting=2, need=2, there_are=1, full=("+day",)
    )


@pytest.mark.parametrize(
    ("capacity", "free", "filling"),
    [(4, 2, False), (4, 1, True), (4, 0, True), (None, None, False), (0, 0, True), (100, 26, False),
     (100, 25, True)],
)  # fmt: skip
def test_a_tree_is_filling_once_three_quarters_are_gone(
    capacity: int | None, free: int | None, filling: bool
) -> None:
    found = Counts(capacity=capacity, taken=0, free=free, held=0, waiting=0, over=0)
    assert found.filling is filling
