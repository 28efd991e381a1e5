"""Addresses are those of the routes."""

from cwf.programme.exports.addresses import Addresses

NEXT = Addresses("https://forum.example.org/", "next", "da")


def test_addresses_of_an_edition() -> None:
    root = "https://forum.example.org/da/editions/next"
    assert [
        NEXT.front(),
        NEXT.programme(),
        NEXT.programme(".ics"),
        NEXT.programme(".ics", "kind=talk"),
        NEXT.session("opening"),
        NEXT.session("opening", ".ics"),
        NEXT.speaker("ada"),
        NEXT.track("city"),
        NEXT.room("great", ".ics"),
        NEXT.changes(".atom"),
    ] == [
        f"{root}/",
        f"{root}/programme",
        f"{root}/programme.ics",
        f"{root}/programme.ics?kind=talk",
        f"{root}/sessions/opening",
        f"{root}/sessions/opening.ics",
        f"{root}/speakers/ada",
        f"{root}/tracks/city",
        f"{root}/rooms/great.ics",
        f"{root}/changes.atom",
    ]


def test_address_holds_ascii_only() -> None:
    assert NEXT.session("æ/?").endswith("/sessions/%C3%A6%2F%3F")
