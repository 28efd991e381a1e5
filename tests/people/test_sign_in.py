"""Signing in by password."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people.models import Account, SignIn
from tests.people.conftest import PASSWORD, Browser


def test_password_signs_in_and_is_logged(ada: Account, browser: Browser) -> None:
    answer = browser.sign_in("Ada@Example.org")
    assert (answer.status_code, answer.location) == (302, "/en/account/")
    assert browser.get("/en/account/").status_code == 200
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_name, entry.after) == (
        "account.sign_in",
        "Ada",
        {"via": "password"},
    )


def test_password_is_kept_as_argon2id(ada: Account) -> None:
    assert ada.password is not None
    assert ada.password.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "another lake entirely"),
        ("nobody@example.org", PASSWORD),
    ],
)
def test_wrong_password_and_unknown_address_are_told_alike(
    ada: Account, browser: Browser, email: str, password: str
) -> None:
    answer = browser.sign_in(email, password)
    page = re.sub(r'value="[^"]*"', "", answer.text)
    assert answer.status_code == 200
    assert "do not go together" in page
    assert db.session.scalars(select(SignIn)).all() == []
