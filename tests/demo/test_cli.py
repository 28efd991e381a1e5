"""`flask demo` from the shell."""

import pytest
from flask import Flask

from cwf.database import db
from cwf.demo import cli, loading
from cwf.people.models import Account

ROLES = ("secretariat", "organiser", "editor", "attendee", "head", "deputy")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading without the programmes, which have tests of their own."""
    parts = ["3 regions", "2 editions"]
    monkeypatch.setattr(loading, "load", lambda *, now: iter(parts))
    monkeypatch.setattr(cli.large, "add", lambda *, sessions, now: f"{sessions} sessions")


def test_load_says_what_it_did(app: Flask, quick: None) -> None:
    told = app.test_cli_runner().invoke(args=["demo", "load"])
    assert (told.exit_code, told.output) == (0, "Loaded 3 regions.\nLoaded 2 editions.\n")
    assert db.session.query(Account).count() == 0  # there are no accounts outside the demo


def test_load_large_takes_the_size_wanted(app: Flask, quick: None) -> None:
    told = app.test_cli_runner().invoke(args=["demo", "load", "--large", "--sessions", "75"])
    assert told.output.splitlines()[-1] == "Loaded 75 sessions."


def test_accounts_are_printed_with_their_passwords(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["demo", "accounts"])
    assert [line.split()[:2] for line in told.output.splitlines()] == [
        [role, f"{role}@example.org"] for role in ROLES
    ]
