"""Sending a form twice makes one thing."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from cwf import clock
from cwf.database import db
from cwf.web.jobs import forget_submissions
from cwf.web.submissions import Submission, claim

KEY = "0d9e6ad1c0f14a3b8a5a5c6d7e8f9012"


def test_second_claim_finds_what_the_first_made(app: Flask) -> None:
    first = claim(KEY, 1)
    assert first.location is None
    first.location = "/en/made"
    db.session.commit()
    assert claim(KEY, 1).location == "/en/made"
    assert claim(KEY, 2).location is None


def test_claim_that_was_rolled_back_is_free_again(app: Flask) -> None:
    claim(KEY, 1).location = "/en/made"
    db.session.rollback()
    assert claim(KEY, 1).location is None


def test_old_claims_are_forgotten(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    claim(KEY, 1)
    db.session.commit()
    now = datetime.now(UTC).replace(microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    claim("another", 1)
    db.session.commit()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2, hours=1))
    forget_submissions()
    assert [one.key for one in db.session.query(Submission)] == ["another"]
