"""Headers of every answer, and cookies as tight as the address allows."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf import create_app
from cwf.web.security import HEADERS
from tests.conftest import settings_for


@pytest.mark.parametrize("path", ["/healthz", "/en/", "/en/nowhere", "/en/account/login"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert ("unsafe" in policy, "nonce" in policy, "*" in policy) == (False, False, False)


def test_pages_of_an_account_are_not_kept(client: FlaskClient) -> None:
    cached = client.get("/en/account/login").headers["Cache-Control"]
    assert "no-store" in cached


def test_cookies_are_locked_to_tls(tmp_path: Path) -> None:
    plain = settings_for(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}")
    app: Flask = create_app(replace(plain, base_url="https://forum.example.org"))
    assert (app.config["SESSION_COOKIE_NAME"], app.config["SESSION_COOKIE_SECURE"]) == (
        "__Host-cwf",
        True,
    )
    answer = app.test_client().get("/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(("trusted", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_exactly_the_configured_proxies_are_trusted(
    tmp_path: Path, trusted: int, seen: str
) -> None:
    plain = settings_for(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}")
    app = create_app(replace(plain, trusted_proxies=trusted))
    noted: list[str | None] = []

    @app.after_request
    def note(response):  # type: ignore[no-untyped-def]
        from flask import request

        noted.append(request.remote_addr)
        return response

    forwarded = {"X-Forwarded-For": "198.51.100.9, 192.0.2.7"}
    app.test_client().get("/healthz", headers=forwarded)
    assert noted == [seen]
