"""Every row of the table is some group's to measure, and exactly one's."""

from lxml import etree

from tests.bench import (
    beside,
    books,
    browser,
    check_ins,
    cold,
    dashboards,
    feeds,
    imports,
    member_lists,
    papers,
    participants,
    processes,
    registering,
    signups,
    snapshots,
    together,
    warm,
)
from tests.bench.books import plain_blocks
from tests.bench.rows import ROWS
from tests.bench.schedule_file import pentabarf


def test_each_row_is_measured_by_one_group() -> None:
    groups = (
        warm.ROWS,
        browser.ROWS,
        check_ins.ROWS,
        cold.ROWS,
        dashboards.ROWS,
        books.ROWS,
        papers.ROWS,
        imports.ROWS,
        member_lists.ROWS,
        participants.ROWS,
        registering.ROWS,
        signups.ROWS,
        snapshots.ROWS,
        together.ROWS,
        feeds.ROWS,
        beside.ROWS,
        processes.MEMORY,
        processes.START,
    )

    assert sorted(name for group in groups for name in group) == sorted(row.name for row in ROWS)


def test_plain_blocks_have_the_words_of_each_block_in_order() -> None:
    html = "<h1>A <b>b</b></h1><div>c <p>d &amp; e</p> f<ul><li>g</li></ul></div><p></p>"

    assert plain_blocks(html) == "<p>A b</p><p>c f</p><p>d &amp; e</p><p>g</p>"


def test_the_made_up_schedule_has_the_size_of_the_great_one() -> None:
    schedule = etree.fromstring(pentabarf().encode())

    assert len(schedule.findall(".//event")) == 780
    assert len({room.get("name") for room in schedule.iter("room") if room.get("name")}) == 35
    assert len(schedule.findall("day")) == 2
    assert 1_500_000 < len(pentabarf()) < 2_500_000
