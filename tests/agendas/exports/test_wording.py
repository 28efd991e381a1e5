"""Lengths in words, and codes that a phone reads."""

import pytest
from flask import Flask

from cwf.agendas.exports.phone import LONGEST, code
from cwf.agendas.exports.wording import length
from cwf.i18n import speaking


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "1 min"), (59, "59 min"), (60, "1 h"), (90, "1 h 30 min"), (600, "10 h")],
)
def test_length_is_said_in_hours_and_minutes(app: Flask, minutes: int, said: str) -> None:
    with speaking("en"):
        assert length(minutes) == said


def test_a_code_has_a_quiet_zone_and_only_whole_modules() -> None:
    found = code("http://localhost/en/editions/2017/agenda?picks=1a.2b")
    assert found
    modules = [part.split("h1")[0].split(" ") for part in found.path.split("M")[1:]]
    assert all(4 <= int(n) < found.size - 4 for module in modules for n in module)
    assert ["4", "4"] in modules  # the corner of the first finder


def test_a_long_address_has_no_code() -> None:
    assert code("x" * (LONGEST + 1)) is None
