"""What Flask-Security says of its own accord is ours, and in the reader's language."""

import pytest
from flask import Flask
from flask_security.core import _default_messages

from cwf.people.sign_in.messages import MESSAGES
from tests.browsing import Browser

# Ways that are not offered here: other messages belong to them.
NOT_OFFERED = ("CHANGE_EMAIL_", "CONFIRM", "OAUTH_", "PHONE_", "US_", "USERNAME_")
NEVER_SAID = {
    "ALREADY_CONFIRMED",  # an account is made by an invitation, which proves the address
    "EMAIL_ALREADY_ASSOCIATED",
    "EMAIL_CONFIRMED",
    "INVALID_CONFIRMATION_TOKEN",
    "IDENTITY_ALREADY_ASSOCIATED",
    "IDENTITY_NOT_REGISTERED",
    "FORGOT_PASSWORD",  # no page of ours has their link
    "CODE_HAS_BEEN_SENT",  # codes come from the authenticator, none by mail or phone
    "FAILED_TO_SEND_CODE",
    "GENERIC_US_SIGNIN",
    "INVALID_CODE",
    "INVALID_PASSWORD_CODE",
    "USE_CODE",
    "INVALID_LOGIN_TOKEN",  # the link that signs in is our own
    "LOGIN_EMAIL_SENT",
    "LOGIN_EXPIRED",
    "PASSWORDLESS_LOGIN_SUCCESSFUL",
    "LOGIN",  # Flask-Login's; Flask-Security answers in its place
    "REFRESH",
    "REFRESH_TOKEN_INVALID",  # no tokens
    "PASSWORD_BREACHED",  # passwords are not sent anywhere to be checked
    "PASSWORD_BREACHED_SITE_ERROR",
    "PASSWORD_TOO_SIMPLE",
    "PASSWORD_MISMATCH",
    "PASSWORD_RESET",  # who chose a new password signs in with it
}


def test_every_message_that_can_be_met_is_ours() -> None:
    theirs = {name for name in _default_messages if not name.startswith(NOT_OFFERED)}
    assert sorted(theirs - set(MESSAGES)) == sorted(NEVER_SAID)


@pytest.mark.parametrize(
    ("lang", "refused"),
    [
        ("en", "The address and the password do not go together."),
        ("da", "Adressen og adgangskoden hører ikke sammen."),
    ],
)
def test_refused_sign_in_says_so_in_the_language_of_the_page(
    app: Flask, browser: Browser, lang: str, refused: str
) -> None:
    page = browser.post(f"/{lang}/account/login", {"email": "a@example.org", "password": "no"})
    assert refused in page.text


@pytest.mark.parametrize(
    ("lang", "spent"),
    [("en", "This link was used before, or is not whole."), ("da", "Linket er brugt før")],
)
def test_spent_link_says_so_in_the_language_of_the_page(
    app: Flask, browser: Browser, lang: str, spent: str
) -> None:
    answer = browser.get(f"/{lang}/account/reset/none")
    assert spent in browser.get(answer.location).text
