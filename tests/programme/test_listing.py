"""Which sessions a list shows."""

import pytest

from cwf.programme.listing import PAGE, Wanted, wanted_from


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
