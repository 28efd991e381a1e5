"""The mail server refuses, is away, hangs or drops after DATA while people register.

All mails are delivered once it is back, none twice but where the last answer was lost: those two
copies carry one Message-ID.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf import clock, jobs, mail
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations, heads, letters
from cwf.delegations.actions.reminding import remind
from cwf.delegations.forms.tasks import said
from cwf.delegations.queries.left import known_of
from cwf.delegations.roles import Rank
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from tests.faults.test_mail import Server
from tests.registration.conftest import Visitor, edition, noon, terms, visitor  # noqa: F401

PEOPLE = 3
# What is wrong, as the server is told: the step that it refuses, or at which it falls silent.
FAULTS = {
    "refuses all": {"refuses": {"MAIL": "451 not now"}},
    "refuses one address": {"refuses": {"RCPT": "450 greylisted"}},
    "is full": {"refuses": {".": "452 disk full"}},
    "hangs at the greeting": {"silent_at": "connect"},
    "hangs before DATA": {"silent_at": "RCPT"},
    "drops within DATA": {"silent_at": "DATA"},
}


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A mail server on this machine, to which the application writes."""
    made = Server()
    monkeypatch.setattr(mail, "SERVER_SECONDS", 0.3)
    told = replace(app.extensions["cwf_settings"], mail_url=f"smtp://127.0.0.1:{made.port}")
    monkeypatch.setitem(app.extensions, "cwf_settings", told)
    yield made
    made.close()


@pytest.fixture
def waiting(app: Flask, visitor: Visitor, server: Server) -> int:  # noqa: F811
    """Registrations, the invitation of a head and a reminder; gives how many mails that is."""
    for number in range(PEOPLE):
        answer = visitor.register(email=f"ada{number}@example.org")
        assert answer.status_code == 200
    here = db.session.scalars(select(Edition)).one()
    row = delegations.make(
        here, region_id=None, name={"en": "Scotland"}, country="GB", at=clock.now(), actor=SYSTEM
    )
    head = heads.invite(
        row, rank=Rank.HEAD, name="Hannah", email="hannah@example.org", language="en",
        at=clock.now(), actor=SYSTEM,
    )  # fmt: skip
    with app.test_request_context():
        letters.send_invitation(row, head)
        letters.send_invitation(row, head)  # the same submit, sent twice
    known = known_of([row], granted={row.id: None}, at=clock.now())[row.id]
    reminded = [
        remind(row, known, key="14", said=said, at=clock.now(), actor=SYSTEM) for _ in range(2)
    ]
    db.session.commit()
    assert reminded == [True, False]
    return PEOPLE + 2


def delivered(server: Server) -> Counter[tuple[str, str]]:
    """(address, Message-ID) of what was taken, with how often."""
    found: Counter[tuple[str, str]] = Counter()
    for text in server.accepted:
        [to] = re.findall(r"(?m)^To: (.*?)\r?$", text)
        [number] = re.findall(r"(?m)^Message-ID:\s*(\S+)", text)
        found[to, number] += 1
    return found


def later(noon: Any, hours: int) -> None:  # noqa: F811
    noon.shift(timedelta(hours=hours))
    jobs.run_job("mail")


def unsent() -> int:
    db.session.rollback()
    wanted = select(func.count()).select_from(OutgoingMail).where(OutgoingMail.sent.is_(None))
    return db.session.scalar(wanted) or 0


@pytest.mark.parametrize("fault", FAULTS)
def test_all_arrive_once_when_the_server_is_back(
    app: Flask,
    waiting: int,
    server: Server,
    noon: Any,  # noqa: F811
    fault: str,
) -> None:
    for name, value in FAULTS[fault].items():
        setattr(server, name, value)
    jobs.run_job("mail")
    later(noon, 1)
    assert (server.accepted, unsent()) == ([], waiting)
    server.refuses, server.silent_at = {}, ""
    later(noon, 7)
    later(noon, 7)
    assert unsent() == 0
    found = delivered(server)
    assert set(found.values()) == {1}
    assert sorted(to for to, _ in found) == sorted(
        [*(f"ada{number}@example.org" for number in range(PEOPLE)), *["hannah@example.org"] * 2]
    )


def test_one_whose_last_answer_was_lost_comes_twice_under_one_number(
    app: Flask,
    waiting: int,
    server: Server,
    noon: Any,  # noqa: F811
) -> None:
    server.silent_at = "."
    jobs.run_job("mail")
    server.silent_at = ""
    later(noon, 7)
    later(noon, 7)
    found = delivered(server)
    assert unsent() == 0
    assert (len(found), set(found.values())) == (waiting, {2})


def test_somebody_who_registers_while_it_is_away_waits_for_nothing(
    visitor: Visitor,  # noqa: F811
    server: Server,
    noon: Any,  # noqa: F811
) -> None:
    server.close()
    assert visitor.register().status_code == 200
    jobs.run_job("mail")
    assert unsent() == 1
