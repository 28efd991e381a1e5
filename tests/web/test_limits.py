"""How often one address may ask."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from limits import RateLimitItemPerHour
from werkzeug.exceptions import TooManyRequests

from cwf.web import limits
from tests.conftest import settings_for

TWICE = RateLimitItemPerHour(2)


def counting(folder: Path, **more: object) -> Flask:
    app = Flask("counting")
    settings = settings_for(folder, "sqlite://")
    limits.init_app(app, replace(settings, **{"testing": False, **more}))  # type: ignore[arg-type]
    return app


def times(app: Flask, what: str, address: str, *, asked: int) -> int:
    """How often it is allowed."""
    allowed = 0
    for _ in range(asked):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            try:
                limits.count(what, TWICE)
            except TooManyRequests:
                continue
            allowed += 1
    return allowed


def test_each_address_and_each_thing_has_its_own_count(tmp_path: Path) -> None:
    app = counting(tmp_path)
    assert times(app, "books", "192.0.2.1", asked=4) == 2
    assert times(app, "books", "192.0.2.2", asked=1) == 1
    assert times(app, "sheets", "192.0.2.1", asked=1) == 1
    assert times(app, "books", "192.0.2.1", asked=1) == 0


def test_whom_it_is_asked_for_can_be_what_counts(tmp_path: Path) -> None:
    app = counting(tmp_path)
    refused = []
    for number in range(3):
        with app.test_request_context(environ_base={"REMOTE_ADDR": f"192.0.2.{number}"}):
            try:
                limits.count("mails", TWICE, of="ada@example.org")
            except TooManyRequests:
                refused.append(number)
            limits.count("mails", TWICE, of=f"bob{number}@example.org")
    assert refused == [2]


def test_tests_do_not_count(tmp_path: Path) -> None:
    assert times(counting(tmp_path, testing=True), "books", "192.0.2.1", asked=4) == 4


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0"])
def test_a_process_counts_for_itself_when_the_counter_is_away(tmp_path: Path, url: str) -> None:
    app = counting(tmp_path, redis_url=url)
    assert times(app, "books", "192.0.2.1", asked=4) == 2
    assert times(app, "books", "192.0.2.2", asked=1) == 1
