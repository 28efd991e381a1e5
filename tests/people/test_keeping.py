"""When what is kept of people goes: the rule, the job, and the page that says so."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf import jobs
from cwf.database import db
from cwf.delegations.models import Delegation, Head, MemberImport, Message
from cwf.delegations.stages import Side
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from cwf.people.jobs import RETENTION
from cwf.people.keeping import Ground, Kept, Rule, Since, Topic, before, due, kept
from cwf.people.models import Account, ErasedWord, Person
from cwf.people.queries.erased import digest_of
from cwf.registration.models import Answer, Block, Booking, Participant, Particulars

LAST_DAY = date(2027, 5, 20)
MIDNIGHT = datetime(2027, 5, 20, 22, tzinfo=UTC)  # in Aarhus, in summer
IN_WINTER = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ends", "zone", "kept", "expected"),
    [
        (LAST_DAY, "Europe/Copenhagen", {"days": 30}, datetime(2027, 6, 19, 22, tzinfo=UTC)),
        (LAST_DAY, "America/Denver", {"days": 30}, datetime(2027, 6, 20, 6, tzinfo=UTC)),
        # the clock was set back since: the day begins at its midnight
        (
            date(2027, 10, 1),
            "Europe/Copenhagen",
            {"days": 90},
            datetime(2027, 12, 30, 23, tzinfo=UTC),
        ),
        (date(2028, 2, 28), "UTC", {"years": 1}, datetime(2029, 3, 1, tzinfo=UTC)),
        (LAST_DAY, "UTC", {"years": 5, "since": Since.YEAR}, datetime(2033, 1, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_time_after_a_forum_ends_at_midnight_on_its_clock(
    ends: date, zone: str, kept: dict[str, Any], expected: datetime
) -> None:
    assert due(ends, zone, **{"since": Since.FORUM, **kept}) == expected


def test_years_are_counted_on_the_calendar() -> None:
    assert before(datetime(2028, 2, 29, 5, tzinfo=UTC), years=3) == datetime(
        2025, 3, 1, 5, tzinfo=UTC
    )


@pytest.fixture
def edition(app: Flask) -> Edition:
    """A forum of two days in May 2027, with somebody of whom all is known."""
    made = Edition(
        slug="2027",
        year=2027,
        zone="Europe/Copenhagen",
        starts=date(2027, 5, 19),
        ends=LAST_DAY,
        lifecycle=Lifecycle.HELD,
    )
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def known(edition: Edition) -> Participant:
    """Somebody of whom all is known."""
    at = datetime(2027, 3, 1, tzinfo=UTC)
    booking = Booking(
        edition_id=edition.id, key="k", buyer="Bo", email="bo@example.org", made=at, confirmed=at
    )
    block = Block(edition_id=edition.id, position=1, kind="text")
    delegation = Delegation(
        edition_id=edition.id, country="DK", name={"en": "X"}, stage_since=at, made=at
    )
    db.session.add_all([booking, block, delegation])
    db.session.flush()
    made = Participant(
        edition_id=edition.id,
        person=Person(name="Ada Whitlock", sort_name="Whitlock, Ada"),
        category="full",
        country="GB",
        email="ada@example.org",
        standing="confirmed",
        consented=at,
        asked=at,
        booking_id=booking.id,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        [
            Particulars(participant_id=made.id, diet="vegan"),
            Answer(participant_id=made.id, block_id=block.id, value="yes", answered=at),
            Head(delegation_id=delegation.id, name="Hannah", email="h@example.org", invited=at),
            Message(
                delegation_id=delegation.id,
                key="m",
                side=Side.HOST,
                author="Bo",
                text="Hello",
                written=at,
            ),
        ]
    )
    db.session.commit()
    return made


def swept(app: Flask, at: datetime) -> None:
    """The job at an instant, whenever it ran last."""
    from cwf.jobs import Heartbeat

    db.session.rollback()
    if beat := db.session.get(Heartbeat, RETENTION):
        db.session.delete(beat)
        db.session.commit()
    with time_machine.travel(at, tick=False):
        jobs.run_job(RETENTION)
    db.session.rollback()
    db.session.expire_all()


def number(kind: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def named() -> int:
    """How many registrations say whose they are."""
    wanted = select(func.count()).select_from(Participant).where(Participant.email.is_not(None))
    return db.session.scalar(wanted) or 0


@pytest.mark.parametrize(
    ("count", "at"),
    [
        (lambda: number(Particulars), MIDNIGHT + timedelta(days=30)),
        (lambda: number(Answer), MIDNIGHT + timedelta(days=90)),
        (lambda: number(Message), datetime(2028, 5, 20, 22, tzinfo=UTC)),
        (lambda: number(Head), datetime(2030, 5, 20, 22, tzinfo=UTC)),
        (named, datetime(2030, 5, 20, 22, tzinfo=UTC)),
        (lambda: number(Booking), datetime(2032, 12, 31, 23, tzinfo=UTC)),
    ],
    ids=["particulars", "answers", "messages", "heads", "names", "invoices"],
)
def test_it_goes_at_its_instant_and_not_a_second_before(
    app: Flask, known: Participant, count: Callable[[], int], at: datetime
) -> None:
    swept(app, at - timedelta(seconds=1))
    assert count() == 1
    swept(app, at)
    assert count() == 0
    swept(app, at)
    assert number(Participant) == 1, "it is counted for good"


def test_a_name_whose_time_is_over_leaves_a_number(app: Flask, known: Participant) -> None:
    swept(app, datetime(2030, 5, 20, 22, tzinfo=UTC))
    row = db.session.scalars(select(Participant)).one()
    said = (row.category, row.country, row.standing, row.email, row.person.name)
    assert said == ("full", "GB", "confirmed", None, "Erased person")
    assert db.session.scalars(select(Person.sort_name)).all() == [""]


def test_an_invoice_outlives_the_names_of_those_who_came_by_it(
    app: Flask, known: Participant
) -> None:
    """Of the buyer the law asks for five years, of whom they brought nobody does."""
    booking = db.session.scalars(select(Booking)).one()
    assert known.email
    of_one = {"category": "full", "outcome": "taken", "uuid": str(known.uuid)}
    booking.wanted = [{"name": "Ada Whitlock", "email": known.email, **of_one}]
    db.session.commit()
    at = datetime(2030, 5, 20, 22, tzinfo=UTC)
    swept(app, at - timedelta(seconds=1))
    assert known.email in str(db.session.scalars(select(Booking.wanted)).one())
    swept(app, at)
    booking = db.session.scalars(select(Booking)).one()
    uuid = str(db.session.scalars(select(Participant.uuid)).one())
    assert (booking.buyer, booking.wanted) == (
        "Bo", [{"name": "", "email": "", **of_one, "uuid": uuid}],
    )  # fmt: skip


def test_who_comes_again_keeps_their_name_at_the_later_forum(
    app: Flask, known: Participant
) -> None:
    later = Edition(slug="2029", year=2029, zone="UTC", starts=date(2029, 5, 1))
    db.session.add(later)
    db.session.flush()
    at = datetime(2029, 1, 1, tzinfo=UTC)
    again = Participant(
        edition_id=later.id, person_id=known.person_id, category="full", email="ada@example.org",
        consented=at, asked=at, standing="confirmed",
    )  # fmt: skip
    db.session.add(again)
    db.session.commit()
    swept(app, datetime(2030, 5, 20, 22, tzinfo=UTC))
    rows = db.session.scalars(select(Participant).order_by(Participant.edition_id)).all()
    assert [row.person.name for row in rows] == ["Erased person", "Ada Whitlock"]
    assert rows[0].person_id != rows[1].person_id


def test_files_of_members_go_after_a_month(app: Flask, edition: Edition) -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    db.session.add(
        MemberImport(edition_id=edition.id, author="Bo", name="l.xlsx", size=3, body=b"abc",
                     plan=b"p", language="en", requested=at, finished=at, state="done")
    )  # fmt: skip
    taken = MemberImport(edition_id=edition.id, author="Bo", name="taken.xlsx", size=3,
                         columns={"sheets": [{"samples": [["Ada Whitlock"]]}]}, language="en",
                         requested=at, finished=at, state="done")  # fmt: skip
    db.session.add(taken)
    db.session.commit()
    kept = select(MemberImport.kept).where(MemberImport.name == "l.xlsx")
    quoted = select(MemberImport.columns).where(MemberImport.name == "taken.xlsx")
    swept(app, at + timedelta(days=30, seconds=-1))
    assert db.session.scalars(kept).one() is True
    assert "Ada Whitlock" in str(db.session.scalars(quoted).one())
    swept(app, at + timedelta(days=30))
    assert db.session.scalars(kept).one() is False
    assert db.session.scalars(quoted).one() is None


def test_mails_are_emptied_after_a_month_and_never_sent_again(app: Flask) -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    db.session.add(
        OutgoingMail(key="k", recipient="ada@example.org", language="en", subject="S", body="B",
                     created=at, sent=at)
    )  # fmt: skip
    db.session.commit()
    recipients = select(OutgoingMail.recipient)
    swept(app, at + timedelta(days=30, seconds=-1))
    assert db.session.scalars(recipients).one() == "ada@example.org"
    swept(app, at + timedelta(days=30))
    assert db.session.scalars(recipients).one() == ""
    assert db.session.scalars(select(OutgoingMail.key)).one() == "k"


def test_mail_that_waits_is_never_emptied(app: Flask) -> None:
    at = datetime(2027, 3, 1, tzinfo=UTC)
    db.session.add(
        OutgoingMail(key="k", recipient="a@example.org", language="en", subject="S", body="B",
                     created=at, due=at)
    )  # fmt: skip
    db.session.commit()
    swept(app, at + timedelta(days=300))
    assert db.session.scalars(select(OutgoingMail.body)).one() == "B"


def test_an_account_that_nobody_uses_goes_after_three_years(
    app: Flask, account: Callable[..., Account]
) -> None:
    account("ada@example.org")
    account("secretariat@example.org", secretariat=True)
    swept(app, datetime(2028, 12, 31, 23, 59, 59, tzinfo=UTC))
    assert number(Account) == 2
    swept(app, datetime(2029, 1, 1, tzinfo=UTC))
    assert db.session.scalars(select(Account.email)).all() == ["secretariat@example.org"]


def known_as(name: str) -> int:
    """The id of a new person."""
    made = Person(name=name, sort_name=name)
    db.session.add(made)
    db.session.flush()
    return made.id


def test_nothing_is_left_that_names_who_had_the_account(
    app: Flask, edition: Edition, account: Callable[..., Account]
) -> None:
    ada = account("ada@example.org", name="Ada Whitlock")
    ada.person_id = known_as("Ada Whitlock")
    at = datetime(2026, 3, 1, tzinfo=UTC)
    db.session.add(
        MemberImport(edition_id=edition.id, author_id=ada.id, author="Ada Whitlock", size=3,
                     name="l.xlsx", language="en", requested=at, finished=at, state="done")
    )  # fmt: skip
    db.session.commit()
    swept(app, datetime(2029, 1, 1, tzinfo=UTC))
    authors = db.session.execute(select(MemberImport.author_id, MemberImport.author)).one()
    assert (number(Account), number(Person), tuple(authors)) == (0, 0, (None, "Erased person"))


def test_an_account_that_is_used_stays_when_another_one_of_the_same_person_goes(
    app: Flask, account: Callable[..., Account]
) -> None:
    person = known_as("Ada Whitlock")
    account("ada@example.org").person_id = person
    account("ada@gov.example", secretariat=True).person_id = person
    db.session.commit()
    swept(app, datetime(2029, 1, 1, tzinfo=UTC))
    assert db.session.scalars(select(Account.email)).all() == ["ada@gov.example"]
    assert db.session.scalars(select(Person.name)).all() == ["Ada Whitlock"]
    passed_over = set(db.session.scalars(select(ErasedWord.digest)))
    assert passed_over == {digest_of("ada@example.org")}


def test_it_runs_once_a_day(app: Flask, known: Participant) -> None:
    swept(app, MIDNIGHT + timedelta(days=29, hours=23))
    with time_machine.travel(MIDNIGHT + timedelta(days=30), tick=False):
        jobs.run_job(RETENTION)
    assert number(Particulars) == 1
    with time_machine.travel(MIDNIGHT + timedelta(days=30, hours=23), tick=False):
        jobs.run_job(RETENTION)
    assert number(Particulars) == 0


def test_one_that_fails_holds_back_no_other_and_is_tried_again(
    app: Flask, known: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(at: datetime, most: int) -> int:
        raise RuntimeError

    broken = kept(Topic.ACCOUNT, x=("", "", Rule(Ground.LAW, Since.MADE, purge=fail)))
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "cwf_kept", [*broken, *app.extensions["cwf_kept"]])
        swept(app, MIDNIGHT + timedelta(days=30))
    assert number(Particulars) == 0
    assert db.session.get(jobs.Heartbeat, RETENTION) is None


def test_it_goes_in_steps(app: Flask, known: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    from cwf.people import jobs as people_jobs

    monkeypatch.setattr(people_jobs, "STEP", 1)
    at = datetime(2027, 3, 1, tzinfo=UTC)
    for one in range(3):
        made = Participant(
            uuid=uuid4(), edition_id=known.edition_id, person=Person(name="X", sort_name="X"),
            category="full", email=f"x{one}@example.org", consented=at, asked=at,
        )  # fmt: skip
        db.session.add(made)
        db.session.flush()
        db.session.add(Particulars(participant_id=made.id))
    db.session.commit()
    swept(app, MIDNIGHT + timedelta(days=30))
    assert number(Particulars) == 0


def entries(app: Flask) -> Iterator[Kept]:
    yield from app.extensions["cwf_kept"]


def test_every_entry_is_enforced_and_on_the_page(app: Flask, client: FlaskClient) -> None:
    page = client.get("/en/privacy").text
    for one in entries(app):
        rule = one.rule
        assert rule.job in app.extensions["cwf_jobs"]
        assert (rule.purge is not None) == (rule.job == RETENTION and rule.since is not Since.END)
        assert f'id="kept-{one.code}"' in page
    assert "30 days after the forum" in page
    assert client.get("/da/privacy").status_code == 200
