"""Passkeys: set up, used alone, used as the second step, removed."""

import hashlib
import html
import json
import re
import secrets
from collections.abc import Callable
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from sqlalchemy import select
from webauthn.helpers import bytes_to_base64url as text

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people.models import Account, Passkey
from tests.browsing import Browser

OPTIONS = re.compile(r'data-options="([^"]+)"')
ACTION = re.compile(r'action="([^"]+)"')
PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40


class Device:
    """What keeps a passkey; by the letter of WebAuthn, without attestation."""

    def __init__(self, *, verifies: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.handle = b""
        self.used = 0

    def create(self, options: dict[str, Any]) -> str:
        """A new passkey, as the script sends it."""
        point = self.key.public_key().public_numbers()
        size = {-2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, **size})
        made = bytes(16) + len(self.id).to_bytes(2) + self.id + public
        whole = {"fmt": "none", "attStmt": {}, "authData": self._data(MADE) + made}
        self.handle = options["user"]["id"].encode()
        return self._answer(
            clientDataJSON=text(self._client("webauthn.create", options)),
            attestationObject=text(cbor2.dumps(whole)),
        )

    def use(self, options: dict[str, Any]) -> str:
        """A proof that the passkey is here, as the script sends it."""
        self.used += 1
        client, data = self._client("webauthn.get", options), self._data(0)
        proof = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=text(client), authenticatorData=text(data), signature=text(proof)
        )

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": "http://localhost"}
        return json.dumps(told).encode()

    def _data(self, more: int) -> bytes:
        host = hashlib.sha256(b"localhost").digest()
        return host + bytes([self.flags | more]) + self.used.to_bytes(4)

    def _answer(self, **response: str) -> str:
        told = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps({**told, "response": response, "extensions": "{}"})


def ceremony(browser: Browser, page: Any, answer: Callable[[dict[str, Any]], str]) -> Any:
    """Do what the script does on a page that asks for a passkey."""
    asked, action = OPTIONS.search(page.text), ACTION.search(page.text)
    assert asked, page.text
    assert action
    credential = answer(json.loads(html.unescape(asked.group(1))))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    form = {"csrf_token": token.group(1), "credential": credential}
    return browser.client.post(html.unescape(action.group(1)), data=form)


def set_up(browser: Browser, device: Device, usage: str, name: str = "Laptop") -> Any:
    page = browser.post("/en/account/wan-register", {"name": name, "usage": usage})
    return ceremony(browser, page, device.create)


def deeds() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.fixture
def hers(ada: Account, make_browser: Callable[[], Browser]) -> Browser:
    """A browser in which Ada is signed in."""
    browser = make_browser()
    browser.sign_in(ada.email)
    return browser


def test_passkey_signs_in_alone(hers: Browser, browser: Browser) -> None:
    device = Device()
    assert set_up(hers, device, "first").location == "/en/account/wan-register"
    page = browser.post("/en/account/wan-signin")
    answer = ceremony(browser, page, device.use)
    assert answer.location == "/en/account/"
    assert browser.is_signed_in()
    assert deeds() == ["account.sign_in", "account.passkey_add", "account.sign_in"]


def test_passkey_that_asked_for_no_proof_does_not_sign_in_alone(
    hers: Browser, browser: Browser
) -> None:
    device = Device()
    set_up(hers, device, "first")
    device.flags = PRESENT
    ceremony(browser, browser.post("/en/account/wan-signin"), device.use)
    assert not browser.is_signed_in()


def test_passkey_is_the_second_step_after_the_password(
    ada: Account, hers: Browser, browser: Browser
) -> None:
    device = Device(verifies=False)
    set_up(hers, device, "secondary")
    assert browser.sign_in(ada.email).location.startswith("/en/account/wan-signin")
    assert not browser.is_signed_in()
    ceremony(browser, browser.post("/en/account/wan-signin"), device.use)
    assert browser.is_signed_in()


def test_second_passkey_is_of_no_use_alone(hers: Browser, browser: Browser) -> None:
    device = Device()
    set_up(hers, device, "secondary")
    ceremony(browser, browser.post("/en/account/wan-signin"), device.use)
    assert not browser.is_signed_in()


def test_with_two_second_factors_one_chooses(
    app: Flask, ada: Account, hers: Browser, browser: Browser
) -> None:
    set_up(hers, Device(), "secondary")
    ada.tf_primary_method = "authenticator"
    ada.tf_totp_secret = app.extensions["security"].totp_factory.generate_totp_secret()
    db.session.commit()
    answer = browser.sign_in(ada.email, next="/en/account/log")
    assert answer.location == "/en/account/tf-select?next=/en/account/log"
    page = browser.get(answer.location)
    assert ("Code of the authenticator" in page.text, "Passkey" in page.text) == (True, True)
    chosen = browser.post(answer.location, {"which": "authenticator"})
    assert chosen.location.startswith("/en/account/tf-validate")


def test_wrong_device_does_not_sign_in(hers: Browser, browser: Browser) -> None:
    right, wrong = Device(), Device()
    set_up(hers, right, "first")
    wrong.id = right.id
    ceremony(browser, browser.post("/en/account/wan-signin"), wrong.use)
    assert not browser.is_signed_in()


def test_passkey_shows_that_it_is_still_oneself(hers: Browser) -> None:
    device = Device()
    set_up(hers, device, "first")
    page = hers.post("/en/account/wan-verify", page="/en/account/verify")
    assert ceremony(hers, page, device.use).location == "/en/account/"


def test_passkey_is_removed(hers: Browser, browser: Browser) -> None:
    device = Device()
    set_up(hers, device, "first")
    assert "Laptop" in hers.get("/en/account/wan-register").text
    hers.post("/en/account/wan-delete", {"name": "Laptop"}, page="/en/account/wan-register")
    assert db.session.scalars(select(Passkey)).all() == []
    ceremony(browser, browser.post("/en/account/wan-signin"), device.use)
    assert not browser.is_signed_in()
    assert deeds()[-1] == "account.passkey_remove"


@pytest.mark.parametrize(
    ("name", "told"), [("", "Give the passkey a name"), ("a/b", "letters"), ("<b>", "characters")]
)
def test_passkey_needs_a_plain_name(hers: Browser, name: str, told: str) -> None:
    page = hers.post("/en/account/wan-register", {"name": name, "usage": "first"})
    assert told in page.text
