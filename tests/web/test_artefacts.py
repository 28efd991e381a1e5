"""Kept bytes: how they are identified, compressed, bounded in memory and answered with."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from cwf.web.artefacts import FOR_EVER, Shelf, keep, send

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LONG = "word " * 400


def test_equal_input_gives_equal_bytes() -> None:
    assert keep(LONG, "text/plain", modified=AT) == keep(LONG, "text/plain", modified=AT)
    assert keep(LONG, "text/plain", modified=AT).hash != keep("x", "text/plain", modified=AT).hash


def test_small_bodies_are_not_compressed() -> None:
    assert keep("small", "text/plain", modified=None).gzip is None
    assert keep(LONG, "text/plain", modified=None).gzip is not None


def test_shelf_lets_go_of_what_was_used_least_lately() -> None:
    one = keep("x" * 400, "text/plain", modified=None)
    shelf = Shelf(limit=one.weight * 2)
    for key in ("a", "b"):
        shelf.put(key, one)
    assert shelf.get("a") is one
    shelf.put("c", one)
    assert [shelf.get(key) is not None for key in "abc"] == [True, False, True]


def test_shelf_keeps_one_that_is_larger_than_its_limit() -> None:
    large = keep("x" * 5000, "text/plain", modified=None)
    shelf = Shelf(limit=10)
    kept = shelf.get_or_make("k", lambda: large)
    assert shelf.get("k") is kept
    shelf.clear()
    assert shelf.get("k") is None


def test_shelf_keeps_the_smaller_coding_and_gives_both() -> None:
    large, small = (keep("x" * size, "text/plain", modified=None) for size in (5000, 50))
    shelf = Shelf(limit=100_000)
    found = [shelf.get_or_make(one.hash, lambda one=one: one) for one in (large, small)]
    assert [(one.plain, one.body, one.gzip) for one in found] == [
        (None, b"x" * 5000, large.gzip),
        (b"x" * 50, b"x" * 50, None),
    ]


def test_replacing_a_key_counts_its_weight_once() -> None:
    one = keep("x" * 400, "text/plain", modified=None)
    shelf = Shelf(limit=one.weight * 2)
    for _ in range(5):
        shelf.put("a", one)
    shelf.put("b", one)
    assert (shelf.get("a"), shelf.get("b")) == (one, one)


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"x", {tag}, "y"', 304),
        ("*", 304),
        ('"x"', 200),
        ("", 200),
        ("nonsense", 200),
    ],
)
def test_if_none_match(app: Flask, header: str, status: int) -> None:
    kept = keep(LONG, "text/plain", modified=AT)
    with app.test_request_context(headers={"If-None-Match": header.format(tag=f'"{kept.hash}"')}):
        assert send(kept).status_code == status


def test_if_none_match_goes_before_if_modified_since(app: Flask) -> None:
    kept = keep(LONG, "text/plain", modified=AT)
    later = "Mon, 23 Nov 2026 12:00:00 GMT"
    with app.test_request_context(headers={"If-Modified-Since": later, "If-None-Match": '"x"'}):
        assert send(kept).status_code == 200
    with app.test_request_context(headers={"If-Modified-Since": later}):
        assert send(kept).status_code == 304


def test_each_coding_has_its_own_tag(app: Flask) -> None:
    kept = keep(LONG, "text/plain", modified=None)
    with app.test_request_context():
        plain = send(kept, cache=FOR_EVER)
    with app.test_request_context(headers={"Accept-Encoding": "br, gzip"}):
        packed = send(kept)
    assert (plain.data, packed.data) == (kept.body, kept.gzip)
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert plain.headers["Cache-Control"] == FOR_EVER
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == (
        "gzip",
        "Accept-Encoding",
    )
