"""A day at a glance: who chooses from what, what is true to scale, and when rooms are listed."""

from dataclasses import replace

import pytest

from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.glance import Glance, glance, parallel
from cwf.programme.timetable import Kind, Session, Slot, Status
from tests.programme.exports.material import TIMETABLE, at, session, slot


def day(*placed: tuple[str, Kind, int, int | None, str], **more: object) -> tuple[Book, list]:
    """Sessions from–to full hours, each in a room ("": nowhere)."""
    sessions: list[Session] = []
    slots: list[Slot] = []
    for number, (slug, kind, starts, ends, room) in enumerate(placed, start=1):
        sessions.append(session(number, slug, kind=kind, **more))
        end = at(15, ends) if ends else None
        slots.append(slot(number, slug, at(15, starts), end, *([room] if room else [])))
    book = Book(replace(TIMETABLE, sessions=tuple(sessions), slots=tuple(slots)), "en", TIMETABLE)
    return book, [book.entry(one) for one in slots]


def seen(*placed: tuple[str, Kind, int, int | None, str]) -> Glance:
    book, entries = day(*placed)
    return glance(book, entries, height=150)


def many(count: int) -> list[tuple[str, Kind, int, int, str]]:
    return [(f"talk-{n}", Kind.TALK, 9, 10, "great") for n in range(count)]


def test_parallel_are_those_beside_another_that_is_not_for_all():
    _, entries = day(
        ("opening", Kind.KEYNOTE, 9, 10, ""),
        ("coffee", Kind.BREAK, 9, 12, ""),
        ("one", Kind.TALK, 10, 11, ""),
        ("two", Kind.TALK, 10, 12, ""),
        ("alone", Kind.TALK, 12, 13, ""),
    )
    assert [entry.session.slug for entry in parallel(entries)] == ["one", "two"]


def test_cancelled_sessions_are_no_choice():
    _, entries = day(
        ("one", Kind.TALK, 10, 11, ""), ("two", Kind.TALK, 10, 11, ""), status=Status.CANCELLED
    )
    assert parallel(entries) == []


def test_blocks_are_true_to_scale_and_the_evening_stands_apart():
    found = seen(
        ("breakfast", Kind.MEAL, 8, 9, ""),
        ("opening", Kind.KEYNOTE, 9, 11, ""),
        ("party", Kind.SOCIAL, 20, 22, ""),
    )
    assert [(block.top, block.height) for block in found.blocks] == [(0, 16), (16, 32), (54, 13.5)]
    assert found.height == 67.5


def test_what_overlaps_is_one_block_that_names_what_is_for_all_and_counts_the_rest():
    found = seen(
        ("market", Kind.MEAL, 12, 15, ""),
        ("one", Kind.TALK, 13, 14, "great"),
        ("two", Kind.TALK, 13, 15, "small"),
    )
    (block,) = found.blocks
    assert [entry and entry.session.slug for entry in block.said] == ["market", None]
    assert (block.kind, block.choices, block.choice) == ("choose", 2, "13:00")
    assert [len(column.tiles) for column in found.columns] == [2]


@pytest.mark.parametrize(
    "placed",
    [
        [("open", Kind.KEYNOTE, 9, None, ""), ("close", Kind.KEYNOTE, 10, 11, "")],
        [*many(2), ("long", Kind.SOCIAL, 10, 10, "")],
    ],
    ids=["an end is not known", "a block could not hold its line"],
)
def test_blocks_are_a_list(placed):
    found = seen(*placed)
    assert found.height == 0
    assert {block.height for block in found.blocks} == {0}


@pytest.mark.parametrize(
    ("placed", "by_room"),
    [
        (many(8), False),
        (many(9), True),  # a column holds eight tiles
        ([*many(2), ("late-1", Kind.TALK, 14, 15, ""), ("late-2", Kind.TALK, 14, 15, "")], True),
    ],
)
def test_rooms_are_listed_where_tiles_do_not_fit_or_have_no_moment_in_common(placed, by_room):
    found = seen(*placed)
    assert (bool(found.rooms), bool(found.columns)) == (by_room, not by_room)


def test_rooms_follow_the_timetable_and_nowhere_comes_last():
    found = seen(*many(9), ("walk", Kind.VISIT, 9, 10, ""), ("film", Kind.TALK, 9, 10, "small"))
    names = ["".join(run.text for run in room.name) for room in found.rooms]
    assert names == ["Great Room", "Small Room", ""]
