"""Who is told of a release, when, of what, and how often: once."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import time_machine
from flask import Flask, current_app
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from cwf import jobs, mail
from cwf.agendas.actions import notices
from cwf.agendas.actions.notices import Telling
from cwf.agendas.jobs import notices as job
from cwf.agendas.models import (
    Agenda,
    Duty,
    Favourite,
    LimitedSlot,
    Notice,
    NoticeRound,
)
from cwf.agendas.queries import readers
from cwf.agendas.quiet import Quiet
from cwf.agendas.readers import Reader
from cwf.database import db
from cwf.jobs import Backlog
from cwf.mail import Letter, OutgoingMail
from cwf.people.models import Account, Person
from cwf.programme.actions import publishing
from cwf.programme.models import Publication, Release, Slot, SlotRoom
from cwf.programme.timetable import Status
from cwf.registration.categories import Category, Standing
from cwf.registration.models import Claim, Participant, Quota
from cwf.registration.places import ClaimState
from tests.agendas.signing import workshop
from tests.programme.conftest import ADA, Forum, utc

NOON = datetime(2017, 10, 20, 10, tzinfo=UTC)  # of Copenhagen
NIGHT = datetime(2017, 10, 20, 22, tzinfo=UTC)
MORNING = datetime(2017, 10, 21, 6, tzinfo=UTC)  # eight o'clock there
BEFORE = datetime(2017, 10, 1, 10, tzinfo=UTC)
GOLDEN = Path(__file__).parents[2] / "golden" / "agendas" / "notice.en.txt"


def publish(forum: Forum, at: datetime) -> Release:
    prepared = publishing.prepare(forum.edition, at=at, author="Ada", note={})
    row = publishing.publish(forum.edition, prepared, [], actor=ADA)
    db.session.commit()
    return row


def star(forum: Forum, account: Account, slot: Slot, at: datetime = BEFORE) -> Agenda:
    agenda = db.session.scalar(select(Agenda).where(Agenda.account_id == account.id))
    if agenda is None:
        agenda = Agenda(edition_id=forum.edition.id, account_id=account.id, created=at, used=at)
        db.session.add(agenda)
        db.session.flush()
    db.session.add(Favourite(agenda_id=agenda.id, slot_uuid=slot.uuid, added=at))
    db.session.commit()
    return agenda


def take_part(
    forum: Forum, email: str, account: Account | None = None, category: Category = Category.FULL
) -> Participant:
    person = Person(name=email.partition("@")[0].title(), sort_name=email)
    one = Participant(
        edition_id=forum.edition.id,
        person=person,
        category=category,
        email=email,
        standing=Standing.CONFIRMED,
        consented=BEFORE,
        asked=BEFORE,
    )
    db.session.add(one)
    db.session.flush()
    if account:
        account.person_id = person.id
    db.session.commit()
    return one


def limit(forum: Forum, slot: Slot) -> Quota:
    quota = Quota(edition_id=forum.edition.id, capacity=5)
    db.session.add(quota)
    db.session.flush()
    db.session.add(
        LimitedSlot(
            edition_id=forum.edition.id,
            slot_uuid=slot.uuid,
            session_id=slot.session_id,
            quota_id=quota.id,
        )
    )
    db.session.commit()
    return quota


def claim(quota: Quota, participant: Participant, **more: object) -> Claim:
    whole = {"state": ClaimState.PLACE, "since": BEFORE, **more}
    made = Claim(root_id=quota.id, quota_id=quota.id, participant_id=participant.id, **whole)
    db.session.add(made)
    db.session.commit()
    return made


def move(forum: Forum, room: str = "lille-sal") -> None:
    forum.slot.rooms = [SlotRoom(room=forum.room[room])]
    db.session.commit()


def run(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        jobs.run_job("notices")
    db.session.expire_all()


def mails() -> list[tuple[str, str]]:
    """Recipient and subject of every notice in the outbox."""
    rows = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [(row.recipient, row.subject) for row in rows if row.key.startswith("notice:")]


def body() -> str:
    return (
        db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id.desc())).first() or ""
    )


ONE = "1 change in your agenda: Creativity World Forum 2017"


@pytest.fixture
def reader(forum: Forum, account: Callable[..., Account]) -> Account:
    """Somebody who starred the opening while the first release was shown; that round is over."""
    publish(forum, BEFORE - timedelta(days=1))
    run(BEFORE)
    made = account("ada@example.org", name="Ada")
    star(forum, made, forum.slot)
    return made


def test_a_move_is_told_to_who_starred_it_once(forum: Forum, reader: Account) -> None:
    move(forum)
    release = publish(forum, NOON)
    run(NOON)
    run(NOON + timedelta(minutes=1))
    run(NOON + timedelta(days=1))
    assert mails() == [("ada@example.org", ONE)]
    rows = db.session.execute(
        select(Notice.release_id, Notice.account_id, Notice.participant_id, Notice.changes)
    ).all()
    assert rows == [(release.id, reader.id, None, 1)]
    assert "* Moved: Opening, to Lille Sal, from Store Sal, Wednesday 1 November, 09:15" in body()


def test_a_first_release_is_no_news(forum: Forum, account: Callable[..., Account]) -> None:
    star(forum, account("ada@example.org"), forum.slot)
    publish(forum, NOON)
    run(NOON)
    assert mails() == []
    assert db.session.scalars(select(NoticeRound.again)).all() == [None]


def test_what_concerns_nobody_or_is_over_is_told_to_nobody(forum: Forum, reader: Account) -> None:
    forum.session["opening"].abstract = {"en": "Longer"}
    publish(forum, NOON)
    run(NOON)
    move(forum)
    publish(forum, utc(3, 9))
    run(utc(3, 9))
    assert mails() == []
    assert db.session.scalars(select(NoticeRound.again)).all() == [None, None, None]


def test_who_starred_it_later_knows(forum: Forum, reader: Account) -> None:
    db.session.scalars(select(Favourite)).one().added = NOON + timedelta(minutes=5)
    move(forum)
    publish(forum, NOON)
    run(NOON + timedelta(minutes=10))
    assert mails() == []


def test_an_unpublished_programme_tells_nobody(forum: Forum, reader: Account) -> None:
    move(forum)
    publish(forum, NOON)
    publishing.unpublish(forum.edition, actor=ADA, at=NOON)
    db.session.commit()
    run(NOON)
    assert mails() == []


def test_the_night_is_waited_for_and_what_came_meanwhile_adds_up(
    forum: Forum, reader: Account
) -> None:
    move(forum)
    publish(forum, NIGHT)
    run(NIGHT)
    assert mails() == []
    assert db.session.scalars(select(NoticeRound.again).order_by(NoticeRound.release_id)).all() == [
        None,
        MORNING,
    ]
    forum.session["opening"].title = {"en": "Welcome"}
    publish(forum, NIGHT + timedelta(hours=1))
    run(NIGHT + timedelta(hours=1))
    run(MORNING - timedelta(seconds=1))
    assert mails() == []
    run(MORNING)
    assert mails() == [("ada@example.org", ONE.replace("1 change", "2 changes"))]
    assert [line for line in body().splitlines() if line.startswith("*")] == [
        "* Moved: Welcome, to Lille Sal, from Store Sal, Wednesday 1 November, 09:15",
        "* Title: Welcome, until now “Opening”",
    ]


def test_what_was_taken_back_by_the_morning_is_not_told(forum: Forum, reader: Account) -> None:
    move(forum)
    publish(forum, NIGHT)
    run(NIGHT)
    move(forum, "store-sal")
    publish(forum, NIGHT + timedelta(hours=2))
    run(NIGHT + timedelta(hours=2))
    run(MORNING)
    assert mails() == []


def test_what_begins_in_the_morning_is_told_at_night(forum: Forum, reader: Account) -> None:
    eve = utc(1, 0)  # the opening begins at 8:15, quiet hours end at 7
    move(forum)
    publish(forum, eve)
    run(eve)
    assert mails() == [("ada@example.org", ONE)]


def test_after_a_notice_only_what_is_newer_is_told(forum: Forum, reader: Account) -> None:
    move(forum)
    publish(forum, NOON)
    run(NOON)
    forum.session["opening"].title = {"en": "Welcome"}
    publish(forum, NOON + timedelta(hours=1))
    run(NOON + timedelta(hours=1))
    assert [subject for _, subject in mails()] == [ONE, ONE]
    assert "Lille Sal" not in body()
    assert "* Title: Welcome, until now “Opening”" in body()


def test_who_has_looked_is_not_told_again(forum: Forum, reader: Account) -> None:
    move(forum)
    publish(forum, NIGHT)
    db.session.scalars(select(Agenda)).one().seen = 2
    db.session.commit()
    run(MORNING)
    assert mails() == []


def test_a_sleeping_worker_makes_one_comparison_of_all(forum: Forum, reader: Account) -> None:
    move(forum)
    publish(forum, NOON)
    forum.session["opening"].status = Status.CANCELLED
    publish(forum, NOON + timedelta(days=1))
    run(NOON + timedelta(days=2))
    assert mails() == [("ada@example.org", ONE)]
    assert "* Cancelled: Opening" in body()


def test_wishes_are_heeded(forum: Forum, reader: Account) -> None:
    notices.wish(reader.id, mails=True, zone="America/Chicago", quiet_from=1, quiet_to=12)
    db.session.commit()
    move(forum)
    publish(forum, NOON)  # five o'clock in Chicago
    run(NOON)
    assert mails() == []
    run(NOON + timedelta(hours=7))
    assert mails() == [("ada@example.org", ONE)]


def test_who_opted_out_gets_no_mail(forum: Forum, reader: Account) -> None:
    notices.want_mails(False, account_id=reader.id)
    db.session.commit()
    move(forum)
    publish(forum, NOON)
    run(NOON)
    assert mails() == []


def test_a_closed_account_gets_no_mail(forum: Forum, reader: Account) -> None:
    reader.active = False
    move(forum)
    publish(forum, NOON)
    run(NOON)
    assert mails() == []


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ClaimState.PLACE, True),
        (ClaimState.WAITING, True),
        (ClaimState.OFFERED, True),
        (ClaimState.GIVEN_UP, False),
        (ClaimState.LAPSED, False),
    ],
)
def test_who_holds_a_place_or_waits_is_told_with_and_without_account(
    forum: Forum, account: Callable[..., Account], state: ClaimState, told: bool
) -> None:
    publish(forum, BEFORE)
    run(BEFORE)
    quota = limit(forum, forum.slot)
    mine = account("ada@example.org")
    claim(quota, take_part(forum, "registered@example.org", mine), state=state)
    claim(quota, take_part(forum, "kim@example.org"), state=state)
    move(forum)
    publish(forum, NOON)
    run(NOON)
    run(NOON)
    assert mails() == ([("ada@example.org", ONE), ("kim@example.org", ONE)] if told else [])


def test_who_has_neither_address_nor_account_is_told_nothing_and_holds_up_nobody(
    forum: Forum,
) -> None:
    """Members of delegations may have no address: their head is written to, of other things."""
    publish(forum, BEFORE)
    run(BEFORE)
    quota = limit(forum, forum.slot)
    nobody = take_part(forum, "noor@example.org")
    nobody.email = None
    claim(quota, nobody)
    claim(quota, take_part(forum, "kim@example.org"))
    move(forum)
    publish(forum, NOON)
    run(NOON)
    assert mails() == [("kim@example.org", ONE)]
    assert [one.participant_id for one in db.session.scalars(select(Notice))] != [nobody.id]


def test_who_registered_with_the_address_of_an_account_gets_one_digest(
    forum: Forum, account: Callable[..., Account]
) -> None:
    """Whose account it is was never said: a star of the account, a place of the participant."""
    workshop(forum, "loom", 10)
    publish(forum, BEFORE)
    run(BEFORE)
    star(forum, account("ada@example.org"), forum.slot)
    account("kim@example.org")
    for email in ("ada@example.org", "kim@example.org", "eve@example.org"):
        take_part(forum, email)
    db.session.add(
        Duty(edition_id=forum.edition.id, session_id=forum.session["loom"].id, category="")
    )
    forum.session["loom"].slots[0].rooms = [SlotRoom(room=forum.room["store-sal"])]
    move(forum)
    publish(forum, NOON)
    run(NOON)
    run(NOON)
    assert mails() == [
        ("ada@example.org", ONE.replace("1 change ", "2 changes ")),
        ("kim@example.org", ONE),
        ("eve@example.org", ONE),
    ]


def test_a_place_lost_by_the_cancellation_is_told(
    forum: Forum, account: Callable[..., Account]
) -> None:
    publish(forum, BEFORE)
    run(BEFORE)
    quota = limit(forum, forum.slot)
    lost = {"state": ClaimState.GIVEN_UP, "why": "cancelled"}
    claim(quota, take_part(forum, "kim@example.org"), **lost, ended=NOON)
    claim(quota, take_part(forum, "old@example.org"), **lost, ended=BEFORE - timedelta(days=1))
    forum.session["opening"].status = Status.CANCELLED
    publish(forum, NOON)
    run(NOON)
    assert mails() == [("kim@example.org", ONE)]


def test_who_has_to_attend_is_told_by_category(forum: Forum) -> None:
    publish(forum, BEFORE)
    run(BEFORE)
    take_part(forum, "press@example.org", category=Category.PRESS)
    take_part(forum, "kim@example.org")
    asked = take_part(forum, "asked@example.org", category=Category.PRESS)
    asked.standing = Standing.ASKED
    db.session.add(
        Duty(
            edition_id=forum.edition.id,
            session_id=forum.session["opening"].id,
            category=Category.PRESS,
        )
    )
    move(forum)
    publish(forum, NOON)
    run(NOON)
    assert mails() == [("press@example.org", ONE)]


def test_another_edition_hears_nothing(
    forum: Forum, elsewhere: Forum, reader: Account, account: Callable[..., Account]
) -> None:
    publish(elsewhere, BEFORE)
    run(BEFORE)
    other = account("bo@example.org")
    star(elsewhere, other, elsewhere.slot)
    move(forum)
    publish(forum, NOON)
    run(NOON)
    assert mails() == [("ada@example.org", ONE)]


def test_a_reader_is_told_in_their_language(forum: Forum, reader: Account) -> None:
    reader.language = "da"
    move(forum)
    publish(forum, NOON)
    run(NOON)
    (row,) = db.session.scalars(select(OutgoingMail))
    assert row.language == "da"
    assert "Åbning" in row.body
    assert row.unsubscribe.startswith("http://localhost/da/notices/")


# --- never twice


def crowd(forum: Forum, account: Callable[..., Account], number: int) -> None:
    for each in range(number):
        star(forum, account(f"reader{each:03}@example.org"), forum.slot)


def test_two_workers_at_once_tell_each_reader_once(
    app: Flask, forum: Forum, account: Callable[..., Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "BATCH", 7)
    publish(forum, BEFORE)
    run(BEFORE)
    crowd(forum, account, 30)
    move(forum)
    publish(forum, NOON)
    ready = threading.Barrier(2)

    def work() -> None:
        with app.app_context():
            ready.wait()
            job.tell_readers()

    with time_machine.travel(NOON, tick=False):
        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    run(NOON + timedelta(minutes=1))
    assert [recipient for recipient, _ in sorted(mails())] == [
        f"reader{each:03}@example.org" for each in range(30)
    ]
    assert db.session.query(Notice).count() == 30


def test_what_breaks_off_between_row_and_mail_has_told_nobody(
    forum: Forum, reader: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(forum)
    publish(forum, NOON)

    def fail(*given: object) -> None:
        raise ConnectionError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(mail, "queue_all", fail)
        run(NOON)
    assert (mails(), db.session.query(Notice).count()) == ([], 0)
    run(NOON + timedelta(minutes=1))
    assert mails() == [("ada@example.org", ONE)]


def test_a_round_broken_off_amid_goes_on_with_who_is_left(
    forum: Forum, account: Callable[..., Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "BATCH", 4)
    publish(forum, BEFORE)
    run(BEFORE)
    crowd(forum, account, 10)
    move(forum)
    publish(forum, NOON)
    tell, told = notices.tell, []

    def stumble(*given: object) -> None:
        told.append(given)
        if len(told) == 2:
            raise ConnectionError("killed")
        tell(*given)

    with monkeypatch.context() as patch:
        patch.setattr(notices, "tell", stumble)
        run(NOON)
    assert len(mails()) == 4
    with time_machine.travel(NOON, tick=False):
        assert job.backlog() == Backlog(waiting=1, since=NOON)
    run(NOON + timedelta(minutes=1))
    assert len(set(mails())) == len(mails()) == 10
    with time_machine.travel(NOON, tick=False):
        assert job.backlog() == Backlog(waiting=0, since=None)


def test_a_release_that_is_overtaken_stops_telling(forum: Forum, reader: Account) -> None:
    move(forum)
    release = publish(forum, NOON)
    db.session.scalars(select(Publication)).one().release_id = None
    db.session.commit()
    with pytest.raises(notices.NotOurs):
        notices.enter(release.id, NOON)


def test_the_database_itself_refuses_a_second_notice(forum: Forum, reader: Account) -> None:
    """Beneath the turns that workers take: one row a reader and release, one mail a key."""
    move(forum)
    release = publish(forum, NOON)
    run(NOON)
    (letter,) = db.session.scalars(select(OutgoingMail))
    again = Letter(
        key=letter.key, recipient="ada@example.org", language="en", subject="Again", body=""
    )
    mail.queue_all([again])
    known = Reader(
        account_id=reader.id,
        participant_id=None,
        email="ada@example.org",
        name="Ada",
        language="en",
        quiet=Quiet(zone="UTC"),
        slots=frozenset(),
        knows=1,
    )
    with pytest.raises(IntegrityError):
        notices.tell(release.id, [Telling(reader=known, changes=1, letter=again)], NOON)
    db.session.rollback()
    assert mails() == [("ada@example.org", ONE)]


def test_the_mail_word_for_word(forum: Forum, reader: Account) -> None:
    forum.session["opening"].title = {"en": "Welcome", "da": "Velkommen"}
    move(forum)
    publish(forum, NOON)
    run(NOON)
    with time_machine.travel(NOON, tick=False):
        mail.send_due()
    outbox = current_app.extensions["cwf_settings"].instance / "outbox"
    (sent,) = db.session.scalars(select(OutgoingMail.id))
    message = message_from_bytes((outbox / f"{sent:06}.eml").read_bytes(), policy=default)
    (path,) = re.findall(r"/en/notices/\S+", message.get_content())
    told = f"{message['Subject']}\n\n{message.get_content()}".replace(path, "/en/notices/TOKEN")
    assert told == GOLDEN.read_text(encoding="utf-8")
    assert message["List-Unsubscribe"].strip() == f"<http://localhost{path}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *more: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("number", [10, 190])
def test_a_batch_takes_the_same_statements_however_many_it_tells(
    forum: Forum, account: Callable[..., Account], number: int
) -> None:
    publish(forum, BEFORE)
    run(BEFORE)
    crowd(forum, account, number)
    move(forum)
    publish(forum, NOON)
    with statements() as seen:
        run(NOON)
    assert len(mails()) == number
    assert len([one for one in seen if not one.startswith("BEGIN")]) == 29
