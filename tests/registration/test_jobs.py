"""The job of offers: one mail an offer, late or not, and never past what time has decided."""

from datetime import datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from cwf.database import db
from cwf.jobs import Backlog, run_job
from cwf.mail import OutgoingMail
from cwf.registration import jobs
from cwf.registration.actions import places
from cwf.registration.actions.telling import tell
from cwf.registration.models import Claim, Participant, Quota
from cwf.registration.places import PlaceWords
from cwf.registration.queries.offers import untold
from tests.registration.placing import DAY, after, make_edition, make_people, untrue_counts


@pytest.fixture
def people(app: Flask) -> list[int]:
    """Four participants of one edition, the third of whom reads Danish."""
    people = make_people(make_edition(), 4)
    db.session.get_one(Participant, people[2]).language = "da"
    return people


@pytest.fixture
def root(people: list[int], app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """A place, taken by the first; the others wait; a registry knows what it is called."""
    root = places.open_tree(1, capacity=1, offer_minutes=DAY)
    for minute, person in enumerate(people):
        places.take(root, person, at=after(minute), wait=True)
    db.session.commit()

    def words(root_id: int, language: str) -> PlaceWords | None:
        title = {"en": "Weaving", "da": "Vævning"}[language]
        path = f"/{language}/sign-ups/{root_id}"
        return PlaceWords(title=title, path=path) if root_id == root else None

    monkeypatch.setitem(app.extensions, "cwf_offer_words", [lambda *given: None, words])
    return root


def mails() -> list[tuple[str, str, str, str]]:
    found = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [(one.key, one.recipient, one.language, one.subject) for one in found]


def give_up(root: int, person: int, at: datetime) -> None:
    places.give_up(root, person, at=at)
    db.session.commit()


def run(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        run_job("offers")


def test_an_offer_is_told_once_with_its_end_and_its_page(root: int, people: list[int]) -> None:
    give_up(root, people[0], after(10))
    with time_machine.travel(after(11), tick=False):
        assert jobs.backlog() == Backlog(waiting=1, since=after(10))
    run(after(12))
    run(after(13))
    assert mails() == [
        (
            "offer-2-20261101T121000000000",
            "person-1@example.org",
            "en",
            "A place is free for you: Weaving",
        )
    ]
    body = db.session.scalars(select(OutgoingMail.body)).one()
    assert "A place is kept for you until 2 November 2026, 13:10 (Copenhagen time)." in body
    assert f"\nhttp://localhost/en/sign-ups/{root}\n" in body
    with time_machine.travel(after(14), tick=False):
        assert jobs.backlog() == Backlog(waiting=0, since=None)


def test_a_late_job_writes_down_what_time_has_decided(root: int, people: list[int]) -> None:
    """Two offers ran out while no worker ran: the last in line has theirs from that instant."""
    give_up(root, people[0], after(10))
    run(after(10 + 2 * DAY + 30))
    claims = db.session.scalars(select(Claim).order_by(Claim.id)).all()
    assert [(one.state, one.ended) for one in claims] == [
        ("given_up", after(10)),
        ("lapsed", after(10 + DAY)),
        ("lapsed", after(10 + 2 * DAY)),
        ("offered", None),
    ]
    assert (claims[3].offered, claims[3].expires) == (after(10 + 2 * DAY), after(10 + 3 * DAY))
    assert [key for key, *_ in mails()] == ["offer-4-20261103T121000000000"]
    assert untrue_counts() == []


def test_an_offer_taken_back_is_told_to_who_had_heard_of_it(root: int, people: list[int]) -> None:
    give_up(root, people[0], after(10))
    run(after(11))
    places.resize(root, 0, after(12))
    db.session.commit()
    run(after(13))
    run(after(14))
    assert [(key, subject) for key, _, _, subject in mails()] == [
        ("offer-2-20261101T121000000000", "A place is free for you: Weaving"),
        (
            "offer-back-2-20261101T121100000000",
            "A place that was offered to you had to be taken back: Weaving",
        ),
    ]


def test_who_had_not_heard_of_an_offer_hears_nothing_of_its_end(
    root: int, people: list[int]
) -> None:
    give_up(root, people[0], after(10))
    places.resize(root, 0, after(12))
    db.session.commit()
    run(after(13))
    assert mails() == []


def test_a_second_offer_is_told_as_well_in_the_language_of_its_reader(
    root: int, people: list[int]
) -> None:
    give_up(root, people[0], after(10))
    run(after(11))
    give_up(root, people[1], after(12))
    run(after(13))
    assert [(recipient, language) for _, recipient, language, _ in mails()] == [
        ("person-1@example.org", "en"),
        ("person-2@example.org", "da"),
    ]


def test_of_a_tree_that_is_over_or_that_nobody_names_nothing_is_told(
    root: int, people: list[int], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_up(root, people[0], after(10))
    places.close_tree(root, after(11))
    db.session.commit()
    run(after(12))
    assert mails() == []
    places.reopen_tree(root, after(13))
    db.session.commit()
    monkeypatch.setitem(app.extensions, "cwf_offer_words", [])
    run(after(14))
    assert mails() == []


def test_of_two_workers_one_tells(root: int, people: list[int]) -> None:
    give_up(root, people[0], after(10))
    (claim,) = untold(after(11))
    assert (tell(claim, after(11)), tell(claim, after(11))) == (True, False)
    db.session.rollback()
    assert db.session.get_one(Quota, root).waiting == 3
