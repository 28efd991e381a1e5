"""The public counter, and the figures that are sent each week."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf import jobs
from cwf.attendance.exports.board_words import goal, verdict
from cwf.attendance.measures import Unit
from cwf.attendance.models import AttendanceSettings, DigestReader, Snapshot
from cwf.attendance.weeks import is_over
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Staff
from cwf.i18n import speaking
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from tests.attendance.reported import a_card
from tests.attendance.test_dashboard import target
from tests.browsing import Browser
from tests.programme.conftest import Forum

COUNTER = "/en/editions/2017/counter.svg"
PAGE = "/en/manage/editions/2017/attendance/sharing"
MONDAY = datetime(2017, 9, 18, 6, tzinfo=UTC)  # eight o'clock in Copenhagen


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def public(forum: Forum) -> None:
    forum.edition.lifecycle = Lifecycle.PUBLISHED
    db.session.commit()


def kept(forum: Forum, figures: dict[str, list[int]]) -> None:
    db.session.add(
        Snapshot(
            edition_id=forum.edition.id, day=date(2017, 9, 17), taken=MONDAY, source="job",
            figures=figures,
        )
    )  # fmt: skip
    db.session.commit()


def shows(client: FlaskClient, counter: str, version: int = 1) -> int:
    data = {"counter": counter, "version": version}
    return Browser(client).post(PAGE, data).status_code


def test_the_counter_is_not_there_until_an_organiser_wants_it(
    forum: Forum,
    client: FlaskClient,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    public(forum)
    row = target(forum)
    kept(forum, {str(row.uuid): [716, 0, 716, 716]})
    assert client.get(COUNTER).status_code == 404
    assert shows(signed_in(staff(forum, "organiser")), str(row.uuid)) == 303
    answer = client.get(COUNTER)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert ">716<" in answer.text
    assert "of 300, 17 September 2017" in answer.text
    assert "af 300, 17. september 2017" in client.get(COUNTER.replace("/en/", "/da/")).text
    again = client.get(COUNTER, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_estimated_is_said_to_be_about_so_many(forum: Forum, client: FlaskClient) -> None:
    public(forum)
    row = target(forum)
    db.session.add(AttendanceSettings(edition_id=forum.edition.id, counter_id=row.id))
    kept(forum, {str(row.uuid): [700, 200, 850, 950]})
    assert ">about 900<" in client.get(COUNTER).text


def test_an_invented_number_says_that_it_is_one(forum: Forum, client: FlaskClient) -> None:
    public(forum)
    row = target(forum)
    db.session.add(AttendanceSettings(edition_id=forum.edition.id, counter_id=row.id))
    kept(forum, {str(row.uuid): [700, 0, 700, 700]})
    assert "Invented" not in client.get(COUNTER).text
    forum.edition.invented = True
    db.session.commit()
    assert "of 300, 17 September 2017 (Invented)" in client.get(COUNTER).text


def test_a_planned_edition_shows_nothing_to_strangers(forum: Forum, client: FlaskClient) -> None:
    row = target(forum)
    db.session.add(AttendanceSettings(edition_id=forum.edition.id, counter_id=row.id))
    kept(forum, {str(row.uuid): [700, 0, 700, 700]})
    forum.edition.lifecycle = Lifecycle.PLANNED
    db.session.commit()
    assert client.get(COUNTER).status_code == 404


def test_an_editor_reads_the_page_and_cannot_set_the_counter(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    row = target(forum)
    editor = signed_in(staff(forum, "editor"))
    assert editor.get(PAGE).status_code == 200
    assert shows(editor, str(row.uuid)) == 403
    assert db.session.get(AttendanceSettings, forum.edition.id) is None


def test_a_target_of_elsewhere_cannot_be_shown(
    forum: Forum,
    elsewhere: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    foreign = target(elsewhere)
    assert shows(signed_in(staff(forum, "organiser")), str(foreign.uuid)) == 422


def test_figures_go_once_a_week_to_those_who_may_still_read_them(
    app: Flask,
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    monday: Any,
) -> None:
    target(forum)
    stays, goes = (
        staff(forum, "editor", "stays@example.org"),
        staff(forum, "editor", "goes@example.org"),
    )
    for account in (stays, goes):
        wants(signed_in(account), "yes")
    jobs.run_job("digests")
    assert sent() == []  # from the next week on
    db.session.execute(db.delete(Staff).where(Staff.account_id == goes.id))
    db.session.commit()
    monday.move_to(datetime(2017, 9, 25, 4, 59, tzinfo=UTC))
    jobs.run_job("digests")
    assert sent() == []  # not before seven
    monday.move_to(datetime(2017, 9, 25, 5, 0, tzinfo=UTC))
    jobs.run_job("digests")
    jobs.run_job("digests")
    assert [mail.recipient for mail in sent()] == ["stays@example.org"]
    body = sent()[0].body
    assert body.startswith("The figures of 25 September 2017, 07:00.\n\n")
    assert "\nNot known yet, of a goal of 300.\n" in body
    assert "each week" not in body  # of what is not known there is no pace
    assert "too little data for a forecast" not in body
    assert "/attendance/report\n" in body


def test_a_mail_says_the_goal_the_path_and_the_pace_of_what_is_known(app: Flask) -> None:
    path = ((date(2017, 10, 1), 0.0), (date(2017, 12, 31), 400.0))
    card = a_card(low=500, counted=200, by=date(2017, 12, 31), path=path)
    with speaking("en"):
        assert goal(card) == ("Goal: 500 by 31 December 2017. The planned path says 268 by today.")
        assert goal(a_card(low=80, high=90, unit=Unit.SHARE)) == "Goal: 80%–90%."
        share = a_card(low=80, known=False, unit=Unit.SHARE)
        assert verdict(share) == "No count is known. The goal was 80%."


def test_each_reads_the_figures_in_their_own_language(
    app: Flask,
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    monday: Any,
) -> None:
    target(forum)
    for code in ("en", "da"):
        reader = staff(forum, "editor", f"{code}@example.org")
        reader.language = code
        db.session.commit()
        wants(signed_in(reader), "yes")
    monday.move_to(datetime(2017, 9, 25, 5, 0, tzinfo=UTC))
    jobs.run_job("digests")
    told = {mail.recipient: (mail.subject[:11], "/da/manage/" in mail.body) for mail in sent()}
    assert told == {
        "en@example.org": ("The week in", False), "da@example.org": ("Ugen i tal:", True),
    }  # fmt: skip


def test_who_wants_no_more_is_sent_no_more(
    forum: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    client = signed_in(staff(forum, "editor"))
    wants(client, "yes")
    wants(client, "yes")
    assert len(db.session.scalars(select(DigestReader)).all()) == 1
    wants(client, "no")
    assert db.session.scalars(select(DigestReader)).all() == []


def test_figures_are_sent_until_two_weeks_after_the_forum() -> None:
    ends = date(2017, 11, 2)
    assert [is_over(date(2017, 11, day), ends) for day in (16, 17)] == [False, True]
    assert not is_over(date(2030, 1, 1), None)


def wants(client: FlaskClient, said: str) -> None:
    Browser(client).post(f"{PAGE}/digest", {"wanted": said}, page=PAGE)


def sent() -> list[OutgoingMail]:
    wanted = select(OutgoingMail).where(OutgoingMail.key.like("digest-%"))
    return list(db.session.scalars(wanted))
