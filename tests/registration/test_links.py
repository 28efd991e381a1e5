"""Tokens: what they are made of, and that nothing else opens."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from cwf.registration.links import Opened, Purpose, opened, stamp, token

KEY = "a key of the tests"
ADA = UUID("12345678-1234-5678-1234-567812345678")


def test_token_opens_what_it_was_made_for() -> None:
    made = token(KEY, Purpose.OWN, ADA, 3)
    assert made.startswith("EjRWeBI0VngSNFZ4EjRWeA.3.")
    assert opened(KEY, Purpose.OWN, made) == Opened(uuid=ADA, number=3)
    assert opened(KEY, Purpose.CONFIRM, made) is None
    assert opened("another key", Purpose.OWN, made) is None


def test_same_token_each_time() -> None:
    assert token(KEY, Purpose.OWN, ADA, 3) == token(KEY, Purpose.OWN, ADA, 3)
    assert token(KEY, Purpose.OWN, ADA, 3) != token(KEY, Purpose.OWN, ADA, 4)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "..",
        "a.b",
        "é.1.x",
        "EjRWeBI0VngSNFZ4EjRWeA.٣.x",
        f"x.{'9' * 40}.x",
        "A" * 4000,
        "a.1.é",
    ],
)
def test_what_is_no_token_opens_nothing(written: str) -> None:
    assert opened(KEY, Purpose.OWN, written) is None


def test_stamp_tells_instants_apart_by_a_microsecond() -> None:
    at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    assert stamp(at + timedelta(microseconds=1)) - stamp(at) == 1
    assert stamp(datetime(1970, 1, 1, tzinfo=UTC)) == 0
