"""The mail server refuses, is away, or hangs: mail waits, goes out once, and holds nobody up."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from select import select as readable

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cwf import clock, create_app, mail
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.regions.models import Region

SILENT_AT = ("connect", "EHLO", "MAIL", "RCPT", "DATA", ".")


@dataclass
class Server:
    """A mail server that can be told to refuse a step or to fall silent at it."""

    silent_at: str = ""
    refuses: dict[str, str] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Away."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as heard:
            if not self._say(connection, "connect", "220 here"):
                return
            while line := heard.readline().decode().strip():
                verb = line.split(":")[0].split(" ")[0].upper()
                if verb == "DATA":
                    if not self._say(connection, "DATA", "354 go on"):
                        return
                    text = "".join(iter(lambda: heard.readline().decode(), ".\r\n"))
                    if "." not in self.refuses:
                        self.accepted.append(text)
                    if not self._say(connection, ".", "250 taken"):
                        return
                elif not self._say(connection, verb, "221 bye" if verb == "QUIT" else "250 ok"):
                    return

    def _say(self, connection: socket.socket, step: str, answer: str) -> bool:
        if self.silent_at == step:
            self.reached.set()
            while not self.gone.is_set():  # until the other side hangs up, or this one does
                if readable([connection], [], [], 0.05)[0] and not connection.recv(1):
                    break
            return False
        connection.sendall(f"{self.refuses.get(step, answer)}\r\n".encode())
        return True


@pytest.fixture
def server() -> Iterator[Server]:
    """A mail server on this machine."""
    made = Server()
    yield made
    made.close()


@pytest.fixture
def mailing(app: Flask, server: Server, monkeypatch: pytest.MonkeyPatch, long: bool) -> Flask:
    """The application with one mail in its outbox, which goes to that server."""
    monkeypatch.setattr(mail, "SERVER_SECONDS", 20 if long else 0.5)
    told = replace(app.extensions["cwf_settings"], mail_url=f"smtp://127.0.0.1:{server.port}")
    monkeypatch.setitem(app.extensions, "cwf_settings", told)
    mail.queue(key="k", recipient="ada@example.org", language="en", subject="S", body="B")
    db.session.commit()
    return app


def row() -> OutgoingMail:
    db.session.expire_all()
    return db.session.scalars(select(OutgoingMail)).one()


def an_hour_later() -> None:
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        mail.send_due()


def test_mail_is_sent(mailing: Flask, server: Server) -> None:
    mail.send_due()
    assert (len(server.accepted), row().due, row().error, row().attempts) == (1, None, None, 1)
    an_hour_later()
    assert len(server.accepted) == 1


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("connect", "554 go away"),
        ("MAIL", "451 later"),
        ("RCPT", "550 no such user"),
        (".", "452 disk full"),
    ],
)
def test_refused_mail_waits_and_goes_out_once(
    mailing: Flask, server: Server, step: str, answer: str
) -> None:
    server.refuses[step] = answer
    mail.send_due()
    assert (row().attempts, row().sent, server.accepted) == (1, None, [])
    assert answer[4:] in (row().error or "")
    assert row().due == clock.now() + timedelta(minutes=2) or row().due > clock.now()
    mail.send_due()
    assert row().attempts == 1, "not at once again"
    server.refuses.clear()
    an_hour_later()
    an_hour_later()
    assert (len(server.accepted), row().attempts, row().error) == (1, 2, None)


@pytest.mark.parametrize("step", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_is_left_and_tried_again(
    mailing: Flask, server: Server, step: str
) -> None:
    server.silent_at = step
    began = time.monotonic()
    mail.send_due()
    assert time.monotonic() - began < mail.SERVER_SECONDS * 3 + 30
    assert (row().attempts, row().sent, server.accepted) == (1, None, [])
    server.silent_at = ""
    an_hour_later()
    assert (len(server.accepted), row().error) == (1, None)


@pytest.mark.parametrize("fault", ["silent", "421 going down"])
def test_what_happens_after_the_mail_was_taken_changes_nothing(
    mailing: Flask, server: Server, fault: str
) -> None:
    if fault == "silent":
        server.silent_at = "QUIT"
    else:
        server.refuses["QUIT"] = fault
    mail.send_due()
    an_hour_later()
    assert (len(server.accepted), row().attempts, row().error) == (1, 1, None)


def test_where_the_last_answer_is_lost_both_copies_carry_one_number(
    mailing: Flask, server: Server
) -> None:
    """Whether it was taken cannot be known then; mail systems tell copies by Message-ID."""
    server.silent_at = "."
    mail.send_due()
    assert row().sent is None
    server.silent_at = ""
    an_hour_later()
    numbers = {
        line for text in server.accepted for line in text.splitlines() if "Message-ID" in line
    }
    assert (len(server.accepted), len(numbers)) == (2, 1)


def test_a_server_that_is_away_is_no_error(mailing: Flask, server: Server) -> None:
    server.close()
    mail.send_due()
    assert (row().attempts, row().sent) == (1, None)


def test_nobody_waits_while_the_server_hangs(
    mailing: Flask, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite there is one write lock, and sending holds it at no time."""
    monkeypatch.setattr(mail, "SERVER_SECONDS", 120)
    server.silent_at = "connect"

    def send() -> None:
        with mailing.app_context():
            mail.send_due()

    sending = threading.Thread(target=send)
    sending.start()
    assert server.reached.wait(60)
    db.session.add(Region(slug="x", name={"en": "X"}, country="DK", note={}))
    db.session.commit()
    assert sending.is_alive()
    server.gone.set()
    sending.join()


def test_two_workers_send_a_mail_once(mailing: Flask, server: Server, long: bool) -> None:
    for number in range(50 if long else 10):
        mail.queue(
            key=f"k{number}", recipient="a@example.org", language="en", subject="S", body="B"
        )
    db.session.commit()
    all_at_once = threading.Barrier(4)

    def send() -> None:
        with mailing.app_context():
            all_at_once.wait()
            mail.send_due()

    workers = [threading.Thread(target=send) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(server.accepted) == (51 if long else 11)


def test_without_taking_it_first_a_mail_goes_out_more_than_once(
    mailing: Flask, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control."""

    def look(mail_id: int, now: datetime) -> OutgoingMail:
        found = db.session.get_one(OutgoingMail, mail_id)
        db.session.expunge(found)
        return found

    monkeypatch.setattr(mail, "_take", look)
    all_at_once = threading.Barrier(2)
    deliver = mail._deliver

    def together(*words: object, **more: object) -> None:
        all_at_once.wait(60)
        deliver(*words, **more)

    monkeypatch.setattr(mail, "_deliver", together)

    def send() -> None:
        with mailing.app_context():
            mail.send_due()

    workers = [threading.Thread(target=send) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(server.accepted) == 2


def test_one_that_was_taken_by_a_process_that_died_is_due_again(
    mailing: Flask, server: Server
) -> None:
    assert mail._take(row().id, clock.now()) is not None
    db.session.commit()
    mail.send_due()
    assert server.accepted == []
    an_hour_later()
    assert len(server.accepted) == 1


def test_an_address_that_cannot_be_written_holds_no_other_mail_back(
    mailing: Flask, server: Server
) -> None:
    row().recipient = "ada\n@example.org"
    mail.queue(key="l", recipient="b@example.org", language="en", subject="S", body="B")
    db.session.commit()
    mail.send_due()
    assert ["b@example.org" in text for text in server.accepted] == [True]


def test_settings_with_a_wrong_mail_server_start(app: Flask) -> None:
    """A mail server is looked for when there is mail, not at the start."""
    told = replace(app.extensions["cwf_settings"], mail_url="smtp://127.0.0.1:1")
    assert create_app(told).test_client().get("/healthz").status_code == 200
