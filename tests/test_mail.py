"""The outbox: once per key, after the commit, tried again with growing pauses."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from cwf import clock, mail
from cwf.database import db
from cwf.mail import OutgoingMail


def put(key: str = "one") -> None:
    mail.queue(
        key=key, recipient="ada@example.org", language="da", subject="Hej\nAda", body="Linje\n"
    )
    db.session.commit()


def outbox(app: Flask) -> Path:
    return app.extensions["cwf_settings"].instance / "outbox"


@pytest.fixture(autouse=True)
def empty(app: Flask) -> None:
    for path in outbox(app).glob("*"):
        path.unlink()


def test_mail_goes_to_a_file_where_no_server_is_set(app: Flask) -> None:
    put()
    mail.send_due()
    (path,) = outbox(app).iterdir()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Subject"], message["Content-Language"]) == (
        "ada@example.org",
        "Hej Ada",
        "da",
    )
    assert message.get_content() == "Linje\n"


def test_a_key_is_sent_once(app: Flask) -> None:
    put()
    put()
    mail.send_due()
    mail.send_due()
    assert len(list(outbox(app).iterdir())) == 1
    assert db.session.query(OutgoingMail).one().attempts == 1


def test_what_was_not_committed_is_not_sent(app: Flask) -> None:
    mail.queue(key="x", recipient="a@example.org", language="en", subject="s", body="b")
    db.session.rollback()
    mail.send_due()
    assert list(outbox(app).glob("*")) == []


def test_failure_is_tried_again_later(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError("mail is away")

    with monkeypatch.context() as patch:
        patch.setattr(mail, "_deliver", fail)
        put()
        mail.send_due()
        mail.send_due()
    row = db.session.query(OutgoingMail).one()
    assert (row.attempts, row.error, row.sent) == (1, "mail is away", None)
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        mail.send_due()
    db.session.expire_all()
    row = db.session.query(OutgoingMail).one()
    assert (row.attempts, row.error, row.due) == (2, None, None)
    assert row.sent is not None


def test_after_many_failures_it_rests(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(mail, "_deliver", fail)
    put()
    now = clock.now()
    for day in range(mail.MAX_ATTEMPTS + 3):
        with time_machine.travel(now + timedelta(days=day)):
            mail.send_due()
    row = db.session.query(OutgoingMail).one()
    assert (row.attempts, row.due, row.sent) == (mail.MAX_ATTEMPTS, None, None)
