"""Messages between a delegation and its host: mailed once, counted, marked as read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import heads as people
from cwf.delegations.models import Delegation, Message
from cwf.delegations.roles import Rank
from cwf.delegations.stages import Stage
from tests.browsing import link
from tests.delegations.conftest import NOW
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

Make = Callable[..., Delegation]
Enter = Callable[..., Visitor]


def written() -> list[tuple[str, str, bool]]:
    """(side, text, whether it was read) of all messages."""
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(Message).order_by(Message.id))
    return [(one.side, one.text, one.read is not None) for one in found]


def test_a_message_reaches_the_host_by_mail_and_is_counted_until_read(
    made: Make, host: Visitor, entered: Enter, noon: Any
) -> None:
    row = made()
    head = entered(row)
    path = f"/en/delegations/{row.uuid}/messages"
    assert head.send(path, text="May two of us arrive on Sunday?").status_code == 303
    assert mails() == [("org@example.org", "A message of Scotland: Aarhus 2027")]
    assert "May two of us arrive on Sunday?" in last_mail().body
    assert link(last_mail().body) == path
    assert written() == [("delegation", "May two of us arrive on Sunday?", False)]
    assert "not read yet" in head.get(path).text
    assert "Messages, 1" in host.get(f"/en/delegations/{row.uuid}/places").text
    noon.shift(timedelta(minutes=5))
    assert "May two of us arrive on Sunday?" in host.get(path).text
    assert written() == [("delegation", "May two of us arrive on Sunday?", True)]
    assert "Messages, 1" not in host.get(f"/en/delegations/{row.uuid}/places").text
    assert "read on 1 March 2027, 12:05 in London" in head.get(path).text


def test_the_host_s_answer_goes_to_all_heads_each_in_their_language(
    app: Flask, made: Make, host: Visitor
) -> None:
    row = made(stage=Stage.FORMING)
    people.invite(
        row, rank=Rank.DEPUTY, name="Bo", email="bo@gov.example", language="da", at=NOW,
        actor=SYSTEM,
    )  # fmt: skip
    db.session.commit()
    path = f"/en/delegations/{row.uuid}/messages"
    assert host.send(path, text="Gladly.").status_code == 303
    assert [to for to, _subject in mails()] == ["ailsa@gov.example", "bo@gov.example"]
    way = link(last_mail().body)
    assert way.startswith("/da/delegations/invitation/")
    browser = Visitor(app.test_client())
    there = browser.send(way).location
    assert there == f"/da/delegations/{row.uuid}/messages"
    assert "Gladly." in browser.get(there).text


def test_who_reads_their_own_message_marks_nothing(made: Make, entered: Enter) -> None:
    row = made()
    head = entered(row)
    path = f"/en/delegations/{row.uuid}/messages"
    head.send(path, text="Hello")
    head.get(path)
    assert written() == [("delegation", "Hello", False)]


def test_a_form_sent_twice_writes_and_mails_once(made: Make, host: Visitor, entered: Enter) -> None:
    row = made()
    head = entered(row)
    path = f"/en/delegations/{row.uuid}/messages"
    values = {**fields(head.get(path).text), "text": "Hello"}
    assert [head.post(path, values).status_code for _ in range(2)] == [303, 303]
    assert written() == [("delegation", "Hello", False)]
    assert len(mails()) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n", "x" * 5001])
def test_a_message_that_cannot_be_sent_is_said(made: Make, entered: Enter, text: str) -> None:
    row = made()
    head = entered(row)
    assert head.send(f"/en/delegations/{row.uuid}/messages", text=text).status_code == 422
    assert written() == []


def test_markup_of_a_message_is_harmless(made: Make, host: Visitor, entered: Enter) -> None:
    row = made()
    path = f"/en/delegations/{row.uuid}/messages"
    entered(row).send(path, text="<script>alert(1)</script> <img src=x onerror=alert(1)>")
    page = host.get(path).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
