"""Workers that die or meet while they tell readers of a release: each is told once.

What keeps two workers apart is taken away in the negative control: then everybody is told twice.
"""

import random
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from cwf import clock, jobs, mail
from cwf.agendas.actions import notices
from cwf.agendas.exports import notice
from cwf.agendas.jobs import notices as job
from cwf.agendas.models import Notice, NoticeRound, NoticeWishes
from cwf.agendas.queries import notices as rounds
from cwf.agendas.queries import readers
from cwf.agendas.readers import Asked, Reader
from cwf.database import db, only_reading
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.agendas.jobs.test_notices import claim, limit, move, star, take_part
from tests.faults.conftest import publish
from tests.faults.test_killed import killed_at, started
from tests.meeting import LONG, SHORT, Meeting
from tests.programme.conftest import Forum

WORK = ("jobs", "work")
ACCOUNTS, PARTICIPANTS = 5, 3
EVERYBODY = ACCOUNTS + PARTICIPANTS
KEY = "uq_notices_release_id_account_id"


@pytest.fixture
def told(forum: Forum, account: Callable[..., Account]) -> Forum:
    """A forum in 2099 whose readers know its first release; they are told at any hour.

    Accounts starred the opening; participants without one have a place in it, and are the second
    batch of a round.
    """
    forum.slot.starts, forum.slot.ends = (
        one.replace(year=2099) for one in (forum.slot.starts, forum.slot.ends)
    )
    # Its last day, too: of a forum long past the worker lets go of who took part.
    forum.edition.starts = forum.edition.ends = forum.slot.starts.date()
    db.session.commit()
    before = clock.now() - timedelta(minutes=1)
    publish(forum)
    jobs.run_job("notices")
    quota = limit(forum, forum.slot)
    for number in range(ACCOUNTS):
        one = account(f"account{number}@example.org")
        star(forum, one, forum.slot, before)
        db.session.add(NoticeWishes(account_id=one.id, quiet_from=0, quiet_to=0))
    for number in range(PARTICIPANTS):
        who = take_part(forum, f"participant{number}@example.org")
        claim(quota, who, since=before)
        db.session.add(NoticeWishes(participant_id=who.id, quiet_from=0, quiet_to=0))
    db.session.commit()
    move(forum)
    publish(forum)
    return forum


def mailed() -> Counter[str]:
    """How many notices stand in the outbox, by recipient."""
    db.session.rollback()
    found = db.session.scalars(
        select(OutgoingMail.recipient).where(OutgoingMail.key.startswith("notice:"))
    )
    return Counter(found)


def once_each(times: int = 1) -> Counter[str]:
    """Everybody told so many times."""
    accounts = [f"account{number}@example.org" for number in range(ACCOUNTS)]
    people = [f"participant{number}@example.org" for number in range(PARTICIPANTS)]
    return Counter(dict.fromkeys(accounts + people, times))


@pytest.mark.parametrize(
    ("step", "before"), [("mailing", 0), ("next batch", ACCOUNTS), ("settling", EVERYBODY)]
)
def test_killed_while_telling_everybody_is_told_once_by_the_next_worker(
    app: Flask, told: Forum, tmp_path: Path, step: str, before: int
) -> None:
    """Between the rows and the mails, between two batches, and before the round is settled."""
    killed_at(app, step, tmp_path / "reached", *WORK)
    assert mailed().total() == db.session.query(Notice).count() == before
    for _ in range(2):
        jobs.run_job("notices")
    assert mailed() == once_each()
    assert db.session.query(Notice).count() == EVERYBODY
    assert db.session.scalars(select(NoticeRound.again)).all() == [None, None]


def test_killed_at_any_moment_everybody_is_told_once(app: Flask, told: Forum, long: bool) -> None:
    """With the real worker, at chance moments, release after release."""
    chance = random.Random(4)
    releases = 8 if long else 1
    for number in range(releases):
        if number:
            move(told, ("lille-sal", "store-sal")[number % 2])
            publish(told)
        with started(app, "flask", *WORK) as worker, suppress(subprocess.TimeoutExpired):
            worker.wait(chance.uniform(1.5, 4.0))
        worker.send_signal(signal.SIGKILL)
        jobs.run_job("notices")
        assert mailed() == once_each(number + 1)
    jobs.run_job("notices")
    assert mailed() == once_each(releases)


def at_once(app: Flask) -> list[str]:
    """Two workers tell at the same time; the names of the errors that they ended with."""
    ready, failed = threading.Barrier(2), list[str]()

    def work() -> None:
        with app.app_context():
            ready.wait()
            try:
                job.tell_readers()
            except IntegrityError as error:
                db.session.rollback()
                failed.append(type(error).__name__)

    db.session.rollback()
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return failed


def meet_after_reading(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """Whoever has read the first batch waits for the other to have read it."""
    meeting, really = Meeting(seconds), readers.accounts

    def read(asked: Asked, after: int) -> list[Reader]:
        found = really(asked, after)
        if after == 0:
            meeting.wait()
        return found

    monkeypatch.setattr(readers, "accounts", read)


def without_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that do not ask whether another is at it; the round was begun before."""
    at = clock.now()
    with only_reading():
        (due,) = rounds.due_rounds(at)
    notices.enter(due.release_id, at)
    db.session.commit()
    monkeypatch.setattr(notices, "enter", lambda release_id, at: None)


@contextmanager
def without_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither one row a reader and release, nor one mail a key."""
    really = notice.letter

    def letter(*told: object) -> mail.Letter:
        made = really(*told)  # type: ignore[arg-type]
        return replace(made, key=f"{made.key}:{token_hex(4)}")

    monkeypatch.setattr(notice, "letter", letter)
    change = text(f"ALTER TABLE notices DROP CONSTRAINT {KEY}")
    db.session.execute(change)
    db.session.commit()
    try:
        yield
    finally:
        db.session.rollback()
        db.session.execute(text("DELETE FROM notices"))
        back = f"ALTER TABLE notices ADD CONSTRAINT {KEY} UNIQUE (release_id, account_id)"
        db.session.execute(text(back))
        db.session.commit()


def test_two_workers_that_meet_tell_everybody_once(
    app: Flask, told: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after_reading(monkeypatch, SHORT)
    assert at_once(app) == []
    assert mailed() == once_each()


def test_without_turns_the_database_refuses_the_second_row(
    app: Flask, told: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_writes = db.engine.dialect.name == "sqlite"  # whether or not it asked
    meet_after_reading(monkeypatch, SHORT if one_writes else LONG)
    without_turns(monkeypatch)
    assert at_once(app) == ([] if one_writes else ["IntegrityError"])
    assert mailed() == once_each()


@pytest.mark.negative_control
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_without_turns_and_keys_accounts_are_told_twice(
    app: Flask, told: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_after_reading(monkeypatch, LONG)
    without_turns(monkeypatch)
    with without_keys(monkeypatch):
        at_once(app)  # and fail at the participants, whose key stands
        twice = {who for who, times in mailed().items() if times == 2}
    assert twice >= {f"account{number}@example.org" for number in range(ACCOUNTS)}
