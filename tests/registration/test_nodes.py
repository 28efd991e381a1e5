"""Nodes of a tree in a database: total > international > region > role, and categories across."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from cwf.database import db
from cwf.registration.actions import places
from cwf.registration.actions.nodes import drop_node, put_node
from cwf.registration.models import Quota
from cwf.registration.places import Outcome
from cwf.registration.queries.counting import Untrue, untrue
from cwf.registration.queries.nodes import Node, nodes, would_be_over_at
from cwf.registration.queries.places import counts, held_by, reasons
from cwf.registration.reasons import Code, Reason
from tests.registration.placing import DAY, NOON, after, make_edition, make_people, untrue_counts

OFFICIAL, STUDENT = "int/d1/official", "int/d1/student"


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Twelve participants of one edition."""
    return make_people(make_edition(), 12)


@pytest.fixture
def root(people: list[int]) -> int:
    """Ten places: six for international, four of those for a region: two officials, one student."""
    made = places.open_tree(1, capacity=10, offer_minutes=DAY)
    for group, number in (("int", 6), ("int/d1", 4), (OFFICIAL, 2), (STUDENT, 1)):
        assert put_node(made, group, capacity=number, until=None, at=NOON) == 0
    return made


def figures(root: int, minute: int = 0) -> dict[str, tuple[int | None, ...]]:
    """Of each node: capacity, taken, offered, free for whom it counts, takeable, kept."""
    return {
        one.group: (one.capacity, one.taken, one.offered, one.free, one.takeable, one.kept)
        for one in nodes(root, after(minute))
    }


def taking(root: int, *asked: tuple[int, str], wait: bool = False) -> list[str]:
    return [places.take(root, who, group=group, at=NOON, wait=wait).value for who, group in asked]


def test_each_node_bounds_whoever_is_of_it_and_holds_the_rest_back(
    root: int, people: list[int]
) -> None:
    assert figures(root) == {
        "": (10, 0, 0, 4, 4, 0),
        "int": (6, 0, 0, 2, 2, 6),
        "int/d1": (4, 0, 0, 1, 1, 4),
        OFFICIAL: (2, 0, 0, 2, 2, 2),
        STUDENT: (1, 0, 0, 1, 1, 1),
    }
    assert taking(root, *((who, OFFICIAL) for who in people[:3])) == ["taken", "taken", "full"]
    assert taking(root, *((who, "int+full") for who in people[3:6])) == ["taken", "taken", "full"]
    home = ["taken"] * 4 + ["full"]
    assert taking(root, *((who, "+full") for who in people[6:11])) == home
    assert taking(root, (people[11], "int/d1/artist")) == ["taken"], (
        "no node of its own: the region's"
    )
    assert figures(root) == {
        "": (10, 9, 0, 0, 0, 0),
        "int": (6, 5, 0, 0, 0, 1),
        "int/d1": (4, 3, 0, 0, 0, 1),
        OFFICIAL: (2, 2, 0, 0, 0, 0),
        STUDENT: (1, 0, 0, 1, 1, 1),
    }
    assert untrue_counts() == []
    assert untrue() == []


def test_a_place_given_back_is_counted_out_of_every_node(root: int, people: list[int]) -> None:
    put_node(root, "+delegate", capacity=5, until=None, across=True, at=NOON)
    taking(root, (people[0], f"{OFFICIAL}+delegate"))
    assert [one.taken for one in nodes(root, NOON)] == [1, 1, 1, 1, 0, 1]
    places.give_up(root, people[0], at=NOON)
    assert [one.taken for one in nodes(root, NOON)] == [0] * 6
    assert untrue_counts() == []


def test_a_node_across_bounds_a_category_wherever_its_people_are_counted(
    root: int, people: list[int]
) -> None:
    put_node(root, "+student", capacity=2, until=None, across=True, at=NOON)
    asked = [(people[0], "int+student"), (people[1], "+student"), (people[2], "+student")]
    assert taking(root, *asked, (people[3], f"{STUDENT}+student")) == [
        "taken", "taken", "full", "full",
    ]  # fmt: skip
    assert taking(root, (people[4], STUDENT), (people[5], "+full")) == ["taken", "taken"]
    why = reasons([root], None, group="+student", at=NOON)[root]
    assert (why.code, why.full, why.may_wait) == (Code.FULL, ("+student",), True)
    assert untrue_counts() == []


def test_places_held_back_are_everybodys_from_their_instant_at_each_level(
    root: int, people: list[int]
) -> None:
    put_node(root, "int/d1", capacity=4, until=after(60), at=NOON)
    put_node(root, OFFICIAL, capacity=2, until=after(30), at=NOON)
    assert figures(root, 29)["int/d1"] == (4, 0, 0, 1, 1, 4)
    assert figures(root, 30)["int/d1"] == (4, 0, 0, 3, 3, 4)
    assert figures(root, 59)["int"] == (6, 0, 0, 2, 2, 6)
    # The student's place is held on, and so in the nodes above, though the region's are not.
    assert figures(root, 60)["int"] == (6, 0, 0, 5, 5, 6)
    assert figures(root, 60)["int/d1"] == (4, 0, 0, 3, 3, 1)
    taking(root, *((who, "int+full") for who in people[:3]), wait=True)
    assert [one.state.value for one in held_by(people[2], NOON)] == ["waiting"]
    assert [one.state.value for one in held_by(people[2], after(59))] == ["waiting"]
    (mine,) = held_by(people[2], after(61))
    assert (mine.state.value, mine.since) == ("offered", after(60))


def test_more_may_be_granted_than_there_is_and_is_told_and_never_sold(
    root: int, people: list[int]
) -> None:
    put_node(root, "int/d2", capacity=5, until=None, at=NOON)
    (international,) = [one for one in nodes(root, NOON) if one.group == "int"]
    assert (international.granted, international.beyond) == (9, 3)
    asked = [(who, "int/d2/official") for who in people[:5]]
    asked += [(who, OFFICIAL) for who in people[5:7]]
    assert taking(root, *asked) == ["taken"] * 6 + ["full"]
    assert reasons([root], None, group=OFFICIAL, at=NOON)[root] == Reason(
        code=Code.FULL, may_wait=True, full=("int",)
    )
    assert untrue_counts() == []


def test_a_node_smaller_than_what_is_taken_is_over_and_says_so_before(
    root: int, people: list[int]
) -> None:
    taking(root, (people[0], OFFICIAL), (people[1], OFFICIAL), (people[2], STUDENT))
    told = would_be_over_at(root, OFFICIAL, 1, NOON, until=None)
    assert [one.participant_id for one in told] == [people[1]]
    assert put_node(root, OFFICIAL, capacity=1, until=None, at=NOON) == 1
    assert counts([root], NOON)[root].taken == 3
    assert untrue_counts() == []
    places.give_up(root, people[0], at=NOON)
    assert taking(root, (people[3], OFFICIAL)) == ["full"]
    assert untrue_counts() == []


def test_offers_that_a_smaller_node_has_no_room_for_are_taken_back(
    root: int, people: list[int]
) -> None:
    asked = [(who, OFFICIAL) for who in people[:4]]
    taking(root, *asked, wait=True)
    for who in people[:2]:
        places.give_up(root, who, at=after(1))
    told = would_be_over_at(root, OFFICIAL, 1, after(2), until=None)
    assert [(one.participant_id, one.state.value) for one in told] == [(people[3], "offered")]
    put_node(root, OFFICIAL, capacity=1, until=None, at=after(2))
    assert [held_by(who, after(2))[0].state.value for who in people[2:4]] == ["offered", "waiting"]
    assert held_by(people[3], after(2))[0].why == "resized"


def test_a_node_put_between_others_takes_up_what_is_counted_there(people: list[int]) -> None:
    root = places.open_tree(1, capacity=10, offer_minutes=DAY)
    put_node(root, OFFICIAL, capacity=5, until=None, at=NOON)
    asked = [(people[0], OFFICIAL), (people[1], "int+full"), (people[2], "int/d1/artist")]
    taking(root, *asked, (people[3], "+full"), (people[4], "int/d12"))
    assert put_node(root, "int", capacity=3, until=None, at=NOON) == 1
    assert put_node(root, "int/d1", capacity=9, until=None, at=NOON) == 0
    assert {one.group: (one.above, one.taken) for one in nodes(root, NOON)} == {
        "": (None, 5),
        "int": ("", 4),
        "int/d1": ("int", 2),
        OFFICIAL: ("int/d1", 1),
    }
    assert untrue_counts() == []
    drop_node(root, "int/d1", at=NOON)
    drop_node(root, "int", at=NOON)
    drop_node(root, "int", at=NOON)
    assert {one.group: (one.above, one.taken) for one in nodes(root, NOON)} == {
        "": (None, 5),
        OFFICIAL: ("", 1),
    }
    assert untrue_counts() == untrue() == []


def test_who_gave_a_place_of_a_dropped_node_up_is_remembered(root: int, people: list[int]) -> None:
    taking(root, (people[0], OFFICIAL))
    places.give_up(root, people[0], at=after(1))
    drop_node(root, OFFICIAL, at=after(2))
    assert [one.state.value for one in held_by(people[0], after(3))] == ["given_up"]


@pytest.mark.parametrize(("group", "across"), [("", False), ("+full", False), ("int", True),
                                               ("x" * 41, False)])  # fmt: skip
def test_a_group_that_can_have_no_node_is_refused(root: int, group: str, across: bool) -> None:
    with pytest.raises(ValueError, match="no node"):
        put_node(root, group, capacity=1, until=None, across=across, at=NOON)


# --- another group ---


def test_a_place_is_counted_in_another_role_where_that_has_room(
    root: int, people: list[int]
) -> None:
    taking(root, (people[0], OFFICIAL), (people[1], STUDENT))
    assert places.regroup(root, people[1], OFFICIAL, at=NOON) is Outcome.TAKEN
    assert places.regroup(root, people[1], OFFICIAL, at=NOON) is Outcome.ALREADY
    assert places.regroup(root, people[5], OFFICIAL, at=NOON) is Outcome.NOT_OFFERED
    assert [one.taken for one in nodes(root, NOON)] == [2, 2, 2, 2, 0]
    assert places.regroup(root, people[0], STUDENT, at=NOON) is Outcome.TAKEN
    taking(root, (people[2], OFFICIAL))
    assert places.regroup(root, people[0], OFFICIAL, at=NOON) is Outcome.FULL
    assert held_by(people[0], NOON)[0].group == STUDENT
    assert untrue_counts() == []


def test_in_a_region_that_is_over_roles_can_still_be_exchanged(
    root: int, people: list[int]
) -> None:
    taking(root, *((who, "int/d1/artist") for who in people[:1]), (people[1], OFFICIAL))
    put_node(root, "int/d1", capacity=1, until=None, at=NOON)
    assert places.regroup(root, people[1], STUDENT, at=NOON) is Outcome.TAKEN
    assert untrue_counts() == []


def test_who_waits_or_has_an_offer_keeps_their_turn_in_another_group(
    root: int, people: list[int]
) -> None:
    taking(root, *((who, OFFICIAL) for who in people[:4]), wait=True)
    assert places.regroup(root, people[3], "int/d1/press", at=after(1)) is Outcome.WAITING
    assert held_by(people[3], after(1))[0].state.value == "offered", "the region has one for it"
    places.give_up(root, people[0], at=after(2))
    before = held_by(people[2], after(2))[0]
    assert places.regroup(root, people[2], STUDENT, at=after(3)) is Outcome.WAITING
    now = held_by(people[2], after(3))[0]
    assert (now.state.value, now.group, now.expires) == ("offered", STUDENT, before.expires)
    assert places.regroup(root, people[2], "int+full", at=after(3)) is Outcome.WAITING
    assert places.accept(root, people[2], at=after(4)) is Outcome.TAKEN
    assert untrue_counts() == []


# --- true or not ---


@pytest.mark.negative_control
def test_counters_that_are_not_true_are_named(root: int, people: list[int]) -> None:
    taking(root, (people[0], OFFICIAL))
    node = db.session.scalar(select(Quota.id).where(Quota.group == OFFICIAL))
    db.session.execute(update(Quota).where(Quota.id == node).values(taken=2))
    assert untrue() == [
        Untrue(root_id=root, node=node, group=OFFICIAL, what="taken", said=2, counted=1)
    ]
    assert untrue(edition_id=99) == []


def test_a_node_tells_all_there_is_of_it(root: int) -> None:
    assert nodes(root, NOON)[2] == Node(
        id=nodes(root, NOON)[2].id,
        group="int/d1",
        above="int",
        depth=2,
        capacity=4,
        taken=0,
        offered=0,
        held=3,
        free=1,
        takeable=1,
        kept=4,
        held_until=None,
        holds=True,
        over=0,
        granted=3,
        beyond=0,
        waiting=0,
    )
    assert nodes(99, NOON) == []
