"""Secret addresses, and whether they still hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwf.agendas.feeds import (
    LARGEST,
    Address,
    Ending,
    Found,
    Kind,
    address_of,
    client_named,
    ended,
    ending,
    is_worth_noting,
    read_address,
)

SECRET = "a secret key"
AT = datetime(2030, 4, 1, 12, tzinfo=UTC)
numbers = st.integers(1, LARGEST)
FOUND = Found(
    id=7,
    kind=Kind.AGENDA,
    name="",
    language="en",
    alarm=None,
    of=None,
    generation=2,
    created=AT,
    renewed=None,
    revoked=None,
    fetched=None,
    agenda=1,
    account=1,
    edition_id=1,
    edition="2030",
    year=2030,
    zone="UTC",
    release=1,
    reaches=True,
)


@given(feed=numbers, generation=numbers)
def test_address_says_its_feed_and_generation(feed: int, generation: int) -> None:
    made = address_of(SECRET, feed, generation)
    assert read_address(SECRET, made) == Address(feed, generation)
    assert made.isascii()
    assert made.replace("-", "").isalnum()
    assert SECRET not in made


@given(feed=numbers, generation=numbers, other=numbers)
def test_address_opens_nothing_else(feed: int, generation: int, other: int) -> None:
    *_, signature = address_of(SECRET, feed, generation).split("-")
    for said in ((other, generation), (feed, other)):
        read = read_address(SECRET, f"{said[0]}-{said[1]}-{signature}")
        assert read == (Address(feed, generation) if said == (feed, generation) else None)


def test_address_of_another_installation_is_none() -> None:
    assert read_address("another key", address_of(SECRET, 7, 1)) is None


@pytest.mark.parametrize(
    "text",
    ["", "7", "7-1", "7-1-", "7-1-" + "a" * 26, "07-1-" + "a" * 26, "７-1-" + "a" * 26, "-1-1-x"],
)
def test_made_up_address_is_none(text: str) -> None:
    assert read_address(SECRET, text) is None


def test_every_letter_of_the_signature_counts() -> None:
    made = address_of(SECRET, 7, 1)
    for place in range(4, len(made)):
        other = "b" if made[place] != "b" else "c"
        assert read_address(SECRET, made[:place] + other + made[place + 1 :]) is None


@pytest.mark.parametrize(
    ("more", "generation", "expected"),
    [
        ({}, 2, None),
        ({}, 1, Ending.RENEWED),
        ({"revoked": AT}, 2, Ending.REVOKED),
        ({"revoked": AT}, 1, Ending.REVOKED),
        ({"reaches": False}, 2, Ending.OUT_OF_REACH),
    ],
)
def test_why_an_address_gives_nothing(
    more: dict[str, object], generation: int, expected: Ending | None
) -> None:
    assert ending(replace(FOUND, **more), generation) == expected  # type: ignore[arg-type]


def test_end_is_told_as_far_as_it_is_known() -> None:
    later = AT + timedelta(days=1)
    assert ended(FOUND) == AT
    assert ended(replace(FOUND, renewed=later)) == later
    assert ended(replace(FOUND, renewed=AT, revoked=later)) == later


@pytest.mark.parametrize(
    ("fetched", "expected"),
    [
        (None, True),
        (AT - timedelta(minutes=59, seconds=59), False),
        (AT - timedelta(hours=1), True),
    ],
)
def test_one_fetch_an_hour_is_written_down(fetched: datetime | None, expected: bool) -> None:
    assert is_worth_noting(fetched, AT) is expected


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Google-Calendar-Importer", "Google Calendar"),
        ("Microsoft.Exchange/15.20 (Windows NT 10.0; Win64; x64)", "Outlook"),
        ("iOS/17.4 (21E219) dataaccessd/1.0", "iPhone or iPad"),
        ("macOS/14.4 (23E214) CalendarAgent/1188", "Calendar on a Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115", "Thunderbird"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/1", "Edge"),
        ("curl/8.1", "curl"),
        ("ada@example.org 192.0.2.7", "ada"),
        ("192.0.2.7 https://example.org/bot", ""),
        ("A" * 300, "A" * 40),
        ("", ""),
    ],
)
def test_client_is_named_in_short(user_agent: str, name: str) -> None:
    assert client_named(user_agent) == name


@given(st.text(max_size=120))
def test_name_of_a_client_holds_no_address_and_no_number(user_agent: str) -> None:
    name = client_named(user_agent)
    assert len(name) <= 40
    assert not set(name) & set("@./:0123456789")
