"""Addresses are those of the routes."""

from cwf.programme.exports.addresses import Addresses, subscriptions

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


def test_feed_can_be_subscribed_to() -> None:
    assert subscriptions("https://forum.example.org/en/a.ics?kind=talk") == {
        "webcal": "webcal://forum.example.org/en/a.ics?kind=talk",
        "google": "https://calendar.google.com/calendar/render"
        "?cid=webcal%3A%2F%2Fforum.example.org%2Fen%2Fa.ics%3Fkind%3Dtalk",
        "outlook": "https://outlook.live.com/calendar/0/addfromweb"
        "?url=https%3A%2F%2Fforum.example.org%2Fen%2Fa.ics%3Fkind%3Dtalk",
    }
