"""Circles of countries on the map."""

from cwf.web.maps import circles, world


def test_the_area_of_a_circle_grows_with_the_number() -> None:
    big, small = circles({"DK": 400, "SG": 100, "XX": 7, "SE": 0})
    assert (big.code, small.code) == ("DK", "SG")
    assert (big.r, small.r) == (20.0, 10.0)


def test_the_map_knows_the_countries_of_the_network() -> None:
    middles = world()["middles"]
    assert {
        "DK",
        "BE",
        "GB",
        "IN",
        "CN",
        "US",
        "NL",
        "ES",
        "FR",
        "DE",
        "CA",
        "BR",
        "IT",
        "FI",
    } <= set(
        middles  # type: ignore[call-overload]
    )
