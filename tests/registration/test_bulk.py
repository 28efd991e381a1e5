"""One deed for many: asked about first, done once to each, step by step, logged and told."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from cwf import jobs
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.mail import OutgoingMail
from cwf.registration import jobs as registration_jobs
from cwf.registration.actions import letters
from cwf.registration.bulk import STEP, filled, unknown_holes
from cwf.registration.models import BulkTask
from tests.programme.views.conftest import fields
from tests.registration.conftest import MANAGE, Visitor, mails, rows
from tests.registration.test_participants import add

Staff = Callable[[str], Visitor]
MANY = f"{MANAGE}/many/"


@pytest.fixture(autouse=True)
def _noon(noon: Any) -> None:
    """The first of March."""


@pytest.fixture
def five(edition: Edition) -> list[str]:
    """Four confirmed, the last without an address, and one cancelled; as they are chosen."""
    made = [add(edition, number) for number in range(3)]
    made.append(add(edition, 3, email=None))
    made.append(add(edition, 4, standing="cancelled"))
    return [one.uuid.hex for one in made]


def log() -> list[tuple[str, str]]:
    """(action, subject) of the log."""
    found = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(one.action, one.subject) for one in found if one.action.startswith("registration.")]


def test_it_is_said_how_many_and_whom_before_it_is_done(five: list[str], staff_of: Staff) -> None:
    who = "&".join(f"who={one}" for one in five)
    page = staff_of("organiser").get(f"{MANY}?deed=cancel&{who}")
    assert page.status_code == 200
    assert "Cancel the registrations of 4 people" in page.text
    assert "1 more was chosen to whom it does not apply, and is left out." in page.text
    assert [name in page.text for name in ("Person 000", "Person 003", "Person 004")] == [
        True, True, False,
    ]  # fmt: skip
    assert (db.session.query(BulkTask).count(), [one.standing for one in rows()][:4]) == (
        0, ["confirmed"] * 4,
    )  # fmt: skip


def test_chosen_are_cancelled_told_and_logged_once(five: list[str], staff_of: Staff) -> None:
    browser = staff_of("organiser")
    path = f"{MANY}?deed=cancel&who={five[0]}&who={five[1]}"
    done = browser.send(path, reason="The day is moved.")
    assert done.status_code == 303
    assert "0 of 2" in browser.get(done.location).text
    jobs.run_job("bulk")
    jobs.run_job("bulk")
    assert "Done to 2 people." in browser.get(done.location).text
    assert [one.standing for one in rows()] == [
        "cancelled", "cancelled", "confirmed", "confirmed", "cancelled",
    ]  # fmt: skip
    assert [to for to, _subject in mails()] == ["person0@example.org", "person1@example.org"]
    assert "The day is moved." in (db.session.query(OutgoingMail).first() or OutgoingMail()).body
    assert log() == [
        ("registration.cancel", "Person 000"), ("registration.cancel", "Person 001"),
    ]  # fmt: skip


def test_the_same_submit_is_wanted_once(five: list[str], staff_of: Staff) -> None:
    browser = staff_of("organiser")
    path = f"{MANY}?deed=link&who={five[0]}"
    sent = fields(browser.get(path).text)
    first, second = browser.post(path, sent), browser.post(path, sent)
    assert (first.status_code, second.location) == (303, first.location)
    assert db.session.query(BulkTask).count() == 1


@pytest.mark.parametrize(
    ("deed", "more"),
    [("cancel", {"reason": "x"}), ("payment", {"payment": "paid"}), ("link", {}),
     ("mail", {"subject-en": "x", "text-en": "y"})],
)  # fmt: skip
def test_pressed_again_after_it_is_done_it_says_how_far_it_is(
    five: list[str], staff_of: Staff, deed: str, more: dict[str, str]
) -> None:
    """By then nobody is left whom it is about; that is no error, and nothing is done once more."""
    browser = staff_of("organiser")
    path = f"{MANY}?deed={deed}&who={five[0]}&who={five[1]}"
    sent = {**fields(browser.get(path).text), **more}
    first = browser.post(path, sent)
    jobs.run_job("bulk")
    told, done = mails(), log()
    second = browser.post(path, sent)
    jobs.run_job("bulk")
    assert (first.status_code, second.status_code, second.location) == (303, 303, first.location)
    assert "Done to 2 people." in browser.get(second.location).text
    assert (db.session.query(BulkTask).count(), mails(), log()) == (1, told, done)


def test_applications_pressed_again_are_approved_once(edition: Edition, staff_of: Staff) -> None:
    for number in range(2):
        add(edition, number, standing="applied", confirmed=None)
    browser = staff_of("organiser")
    path = f"{MANY}?deed=approve&all=1"
    sent = fields(browser.get(path).text)
    first = browser.post(path, sent)
    jobs.run_job("bulk")
    assert browser.post(path, sent).location == first.location
    jobs.run_job("bulk")
    assert len(mails()) == 2


def test_the_key_of_another_s_submit_is_a_key_of_one_s_own(
    five: list[str], staff_of: Staff
) -> None:
    """It leads nobody to what another wanted, and stands in nobody's way."""
    browser, other = staff_of("organiser"), staff_of("secretariat")
    path = f"{MANY}?deed=link&who={five[0]}"
    sent = fields(browser.get(path).text)
    first = browser.post(path, sent)
    second = other.post(path, {**fields(other.get(path).text), "key": sent["key"]})
    assert (second.status_code, second.location != first.location) == (303, True)
    assert db.session.query(BulkTask).count() == 2


def test_all_who_fit_are_written_to_in_their_language(
    edition: Edition, five: list[str], staff_of: Staff
) -> None:
    rows()[1].language = "da"
    db.session.commit()
    browser = staff_of("organiser")
    answer = browser.send(
        f"{MANY}?deed=mail&all=1&standing=confirmed",
        **{
            "subject-en": "To {name}", "text-en": "Come to {forum}: {link}",
            "subject-da": "Til {name}", "text-da": "Kom: {link}",
        },
    )  # fmt: skip
    assert answer.status_code == 303
    jobs.run_job("bulk")
    assert mails() == [
        ("person0@example.org", "To Person 000"),
        ("person1@example.org", "Til Person 001"),
        ("person2@example.org", "To Person 002"),
    ]
    first = db.session.query(OutgoingMail).order_by(OutgoingMail.id).first()
    assert first is not None
    assert first.body.startswith("Come to Aarhus 2027: http://localhost/en/registration/")
    assert log() == [("registration.write", f"Person 00{number}") for number in range(3)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"subject-en": "x", "text-en": "{password}"}, "There is no {password}."),
        ({"subject-en": "{name.person}", "text-en": "x"}, "There is no {name.person}."),
        ({"subject-en": "x", "text-en": ""}, "Write it in one language at least."),
        ({"subject-en": "x", "text-da": "y"}, "in each language that you use"),
    ],
)
def test_a_mail_that_cannot_be_filled_in_comes_back(
    five: list[str], staff_of: Staff, sent: dict[str, str], said: str
) -> None:
    answer = staff_of("organiser").send(f"{MANY}?deed=mail&who={five[0]}", **sent)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert db.session.query(BulkTask).count() == 0


def test_payments_are_noted(five: list[str], staff_of: Staff) -> None:
    browser = staff_of("organiser")
    assert browser.send(f"{MANY}?deed=payment&who={five[0]}").status_code == 422
    browser.send(f"{MANY}?deed=payment&who={five[0]}&who={five[3]}", payment="paid")
    jobs.run_job("bulk")
    assert [one.payment for one in rows()] == ["paid", "none", "none", "paid", "none"]
    assert mails() == []


def test_applications_are_approved_together(edition: Edition, staff_of: Staff) -> None:
    for number in range(2):
        add(edition, number, standing="applied", confirmed=None)
    staff_of("organiser").send(f"{MANY}?deed=approve&all=1")
    jobs.run_job("bulk")
    assert [one.standing for one in rows()] == ["confirmed", "confirmed"]
    assert len(mails()) == 2


def test_who_changed_meanwhile_is_asked_about_anew(five: list[str], staff_of: Staff) -> None:
    browser = staff_of("organiser")
    path = f"{MANY}?deed=cancel&all=1"
    sent = {**fields(browser.get(path).text), "reason": "x"}
    rows()[0].standing = "cancelled"
    db.session.commit()
    answer = browser.post(path, sent)
    assert (answer.status_code, "Whom it is about has changed meanwhile" in answer.text) == (
        422, True,
    )  # fmt: skip
    assert "Cancel the registrations of 3 people" in answer.text


def test_nobody_chosen_is_nothing_done(five: list[str], staff_of: Staff) -> None:
    browser = staff_of("organiser")
    assert browser.get(f"{MANY}?deed=cancel").status_code == 422
    assert browser.get(f"{MANY}?deed=fire&all=1").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("editor", 403), ("nobody", 404)])
def test_others_do_nothing_to_many(five: list[str], staff_of: Staff, who: str, status: int) -> None:
    browser = staff_of(who)
    assert browser.get(f"{MANY}?deed=cancel&all=1").status_code == status
    assert browser.post(f"{MANY}?deed=cancel&all=1", {}, page="/en/account/").status_code == status


def test_a_killed_worker_leaves_nothing_half_and_goes_on(
    edition: Edition, staff_of: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies within the second step; the first stands, the rest is done by the next one, once."""
    for number in range(STEP + 20):
        add(edition, number)
    staff_of("organiser").send(f"{MANY}?deed=link&all=1")
    sent, send = [], letters.send_link

    def dies(row: Any, key: str) -> None:
        sent.append(row.id)
        if len(sent) == STEP + 5:
            raise KeyboardInterrupt
        send(row, key)

    monkeypatch.setattr(letters, "send_link", dies)
    with pytest.raises(KeyboardInterrupt):
        registration_jobs.do_bulk()
    db.session.rollback()
    assert len(mails()) == STEP
    monkeypatch.setattr(letters, "send_link", send)
    registration_jobs.do_bulk()
    assert len({to for to, _subject in mails()}) == len(mails()) == STEP + 20


def test_one_with_whom_it_goes_wrong_holds_back_nobody(
    five: list[str], staff_of: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = staff_of("organiser")
    done = browser.send(f"{MANY}?deed=link&all=1&standing=confirmed")
    bad, send = rows()[1].id, letters.send_link

    def fails(row: Any, key: str) -> None:
        if row.id == bad:
            raise ValueError
        send(row, key)

    monkeypatch.setattr(letters, "send_link", fails)
    jobs.run_job("bulk")
    assert [to for to, _subject in mails()] == ["person0@example.org", "person2@example.org"]
    assert "1 was left out" in browser.get(done.location).text


def test_placeholders_come_from_a_fixed_list() -> None:
    assert unknown_holes("{name} {link} {forum} {__class__} {name.x}") == ["__class__", "name.x"]
    assert filled("{name} {x}", {"name": "{link}", "link": "secret"}) == "{link} {x}"
