"""Which sessions a list shows."""

import pytest

from cwf.programme.listing import PAGE, Wanted, find, wanted_from
from tests.programme.strategies import at, make_session, make_slot, make_timetable


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ({}, Wanted()),
        ({"q": " ming ", "sort": "-starts", "page": "2"}, Wanted(q="ming", sort="-starts", page=2)),
        ({"sort": "password", "page": "-1"}, Wanted()),
        ({"page": "٣", "edition": "x"}, Wanted()),
        ({"page": "9999999"}, Wanted()),
    ],
)
def test_address_says_what_is_wanted(sent: dict[str, str], wanted: Wanted) -> None:
    assert wanted_from(sent) == wanted


def test_query_has_only_what_asks_for_something() -> None:
    assert Wanted(q="x", sort="title", page=3).query == {"q": "x"}
    assert Wanted(sort="-title", kind="talk").query == {"kind": "talk", "sort": "-title"}
    assert (Wanted(sort="kind").filtered, Wanted(placed="no").filtered) == (False, True)


def test_page_is_large_enough_for_a_usual_programme() -> None:
    assert PAGE == 50


@pytest.mark.parametrize(
    ("sort", "slugs"),
    [
        ("title", ["zoo", "aeble", "oe", "aa"]),
        ("-title", ["aa", "oe", "aeble", "zoo"]),
        ("starts", ["oe", "aa", "zoo", "aeble"]),
        ("status", ["zoo", "aeble", "oe", "aa"]),
    ],
)
def test_list_is_sorted_as_the_reader_sorts(sort: str, slugs: list[str]) -> None:
    titles = {"aa": "Åben scene", "aeble": "Æbler", "oe": "Øer", "zoo": "Zoo"}
    sessions = tuple(
        make_session(number, slug, title={"da": title})
        for number, (slug, title) in enumerate(titles.items(), start=1)
    )
    slots = (make_slot(1, "aa", at(0, 11), 30), make_slot(2, "oe", at(0, 9), 30))
    found = find(make_timetable(sessions, slots), Wanted(sort=sort), language="da")
    assert [line.session.slug for line in found.lines] == slugs


def test_pages_hold_fifty() -> None:
    sessions = tuple(make_session(number, f"s-{number:03}") for number in range(1, 121))
    found = find(make_timetable(sessions), Wanted(page=3), language="en")
    assert (len(found.lines), found.total, found.page, found.pages) == (20, 120, 3, 3)
