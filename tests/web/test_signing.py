"""Signed tokens: read for their own purpose only, and never when changed."""

import pytest
from flask import Flask

from cwf.web.signing import read, sign


def test_a_token_says_what_was_signed(app: Flask) -> None:
    token = sign("door", 7, "ada")
    assert read("door", token, int, str) == (7, "ada")
    assert token == sign("door", 7, "ada")


@pytest.mark.parametrize("token", ["", "x", ".", "W10.x", "é", "a" * 5000])
def test_what_was_not_signed_says_nothing(app: Flask, token: str) -> None:
    assert read("door", token, int) is None


def test_a_token_is_of_one_purpose_and_of_one_form(app: Flask) -> None:
    token = sign("door", 7)
    assert read("window", token, int) is None
    assert read("door", token, str) is None
    assert read("door", token, int, int) is None
    assert read("door", token[:-1] + ("A" if token[-1] != "A" else "B"), int) is None
