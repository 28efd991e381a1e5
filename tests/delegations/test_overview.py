"""The host's page of all delegations: made, invited, listed, exported, reminded."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, select

from cwf.clock import now
from cwf.database import db
from cwf.delegations.actions import quotas
from cwf.delegations.jobs import reminders
from cwf.delegations.models import Delegation, Reminder
from cwf.delegations.roles import Role
from cwf.delegations.stages import Stage
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.jobs import Backlog, run_job
from cwf.mail import OutgoingMail
from cwf.regions.models import Region
from tests.browsing import link
from tests.delegations.conftest import DEADLINE, MANAGE, stage_of
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, last_mail, mails

Make = Callable[..., Delegation]
INVITED = "Your delegation to the Creativity World Forum, Aarhus 2027"
LEFT = "What is left for the delegation of Scotland: Aarhus 2027"


def rows() -> dict[str, tuple[str, str, str, int]]:
    """(country, zone, stage, how many heads) of all delegations, by the name of the region."""
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(Delegation).order_by(Delegation.id))
    return {
        (one.region.name if one.region else one.name)["en"]: (
            one.country, one.zone, str(one.stage), len(one.heads),
        )
        for one in found
    }  # fmt: skip


def test_regions_are_invited_at_once_or_become_drafts(
    host: Visitor, regions: dict[str, Region]
) -> None:
    scotland, oklahoma = regions["scotland"].id, regions["oklahoma"].id
    page = host.get(f"{MANAGE}/invitations").text
    assert "Central Denmark" not in page, "the host does not invite itself"
    values = {**fields(page)}
    values.update(
        {
            f"take_{scotland}": "y",
            f"name_{scotland}": "Ailsa Morrison",
            f"email_{scotland}": " Ailsa@Gov.Example ",
            f"take_{oklahoma}": "y",
            "deadline_day": "2027-04-25",
        },
    )
    answer = host.post(f"{MANAGE}/invitations", values)
    assert answer.status_code == 303
    assert rows() == {
        "Oklahoma": ("US", "America/Chicago", "invited", 0),
        "Scotland": ("GB", "Europe/London", "invited", 1),
    }
    assert mails() == [("ailsa@gov.example", INVITED)]
    assert "25 April 2027, 22:59 (time of London; 23:59 in Copenhagen)" in (last_mail().body)
    listed = host.get(f"{MANAGE}/").text
    assert "Draft" in listed
    assert host.post(f"{MANAGE}/invitations", values).status_code == 303, "the same submit"
    assert len(mails()) == 1
    again = {f"take_{scotland}": "y", "key": "0" * 32}
    taken = host.post(f"{MANAGE}/invitations", {**values, **again})
    assert (taken.status_code, "Scotland is invited already." in taken.text) == (422, True)
    later = host.get(f"{MANAGE}/invitations").text
    assert ("Oklahoma" in later, "Scotland" in later) == (True, False)
    done = host.send(
        f"{MANAGE}/invitations",
        **{
            f"take_{oklahoma}": "y",
            f"name_{oklahoma}": "Ann",
            f"email_{oklahoma}": "ann@ok.example",
        },
    )
    assert done.status_code == 303
    assert rows()["Oklahoma"] == ("US", "America/Chicago", "invited", 1)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Tick one at least."),
        ({"take": "y", "name": "Ailsa"}, "Write the address, too."),
        ({"take": "y", "email": "a@example.org"}, "Write the name, too."),
        ({"take": "y", "name": "Ailsa", "email": "nobody"}, "Write an e-mail address"),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_and_kept(
    host: Visitor, regions: dict[str, Region], sent: dict[str, str], sentence: str
) -> None:
    one = regions["scotland"].id
    values = {f"{name}_{one}": value for name, value in sent.items()}
    answer = host.send(f"{MANAGE}/invitations", **values)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert all(value in answer.text for value in sent.values())
    assert (rows(), mails()) == ({}, [])


def test_nobody_is_invited_to_what_is_not_announced(
    host: Visitor, edition: Edition, regions: dict[str, Region], made: Make
) -> None:
    row = made(head=None)
    db.session.get_one(Edition, edition.id).lifecycle = Lifecycle.PLANNED
    db.session.commit()
    one = regions["oklahoma"].id
    values = {f"take_{one}": "y", f"name_{one}": "A", f"email_{one}": "a@example.org"}
    answer = host.send(f"{MANAGE}/invitations", **values)
    assert (answer.status_code, "not announced yet" in answer.text) == (422, True)
    single = host.send(f"{MANAGE}/{row.uuid}/", name="A", email="a@example.org", language="en")
    assert (single.status_code, "not announced yet" in single.text) == (422, True)
    assert mails() == []


def test_a_guest_is_no_region_of_the_network(host: Visitor) -> None:
    name = {"name-en": "Outer Hebrides", "country": "GB"}
    member = host.send(f"{MANAGE}/new", **name, standing="member")
    assert (member.status_code, "no region of the network" in member.text) == (422, True)
    answer = host.send(
        f"{MANAGE}/new",
        **{"name-en": "Outer Hebrides", "country": "GB", "zone": "Europe/London"},
        standing="guest",
    )
    assert answer.status_code == 303
    assert rows() == {"Outer Hebrides": ("GB", "Europe/London", "invited", 0)}
    assert "Guest" in host.get(f"{MANAGE}/").text


def test_a_region_brings_name_country_and_clock(host: Visitor) -> None:
    assert host.send(f"{MANAGE}/new", region="oklahoma").status_code == 303
    assert rows() == {"Oklahoma": ("US", "America/Chicago", "invited", 0)}


def test_a_form_sent_twice_makes_one(host: Visitor) -> None:
    values = {**fields(host.get(f"{MANAGE}/new").text), "region": "oklahoma"}
    assert [host.post(f"{MANAGE}/new", values).status_code for _ in range(2)] == [303, 303]
    assert len(rows()) == 1


def test_a_draft_is_removed_and_nothing_else(host: Visitor, made: Make) -> None:
    draft, led = made("oklahoma", head=None), made()
    pages = [f"{MANAGE}/{one.uuid}/" for one in (draft, led)]
    found = [host.post(f"{page}removal", {}, page=page).status_code for page in pages]
    assert (found, list(rows())) == ([303, 404], ["Scotland"])


def test_dates_are_on_the_host_s_clock_and_in_order(host: Visitor, made: Make) -> None:
    row = made()
    path = f"{MANAGE}/{row.uuid}/settings"
    wrong = host.send(path, deadline_day="2027-04-20", substitutes_until_day="2027-04-19")
    assert (wrong.status_code, "This is before names are due." in wrong.text) == (422, True)
    gap = host.send(path, deadline_day="2027-03-28", deadline_at="2:30")
    assert (gap.status_code, "The clocks go forward" in gap.text) == (422, True)
    assert host.send(path, deadline_day="2027-10-31", deadline_at="2:30").status_code == 303
    db.session.expire_all()
    kept = db.session.scalars(select(Delegation.deadline)).one()
    assert kept is not None
    assert kept.isoformat() == "2027-10-31T01:30:00+00:00", "the second time"


def test_the_list_is_filtered_sorted_and_exported(host: Visitor, made: Make) -> None:
    scotland = made(stage=Stage.FORMING, lead="Scottish Government")
    made("oklahoma", head="ann@ok.example", deadline=DEADLINE - timedelta(days=3))
    quotas.grant(scotland, 9, {Role.OFFICIAL: 4}, at=now(), actor=reminders.SYSTEM)
    db.session.commit()

    def names(query: str) -> list[str]:
        sheet = host.get(f"{MANAGE}/delegations.csv?{query}").data.decode("utf-8-sig")
        return [line[0] for line in csv.reader(io.StringIO(sheet))][1:]

    assert names("") == ["Oklahoma", "Scotland"]
    assert names("stage=forming") == ["Scotland"]
    assert names("sort=deadline") == ["Oklahoma", "Scotland"]
    assert names("sort=stage") == ["Oklahoma", "Scotland"]
    assert names("sort=left&stage=nonsense") == ["Oklahoma", "Scotland"]
    book = load_workbook(io.BytesIO(host.get(f"{MANAGE}/delegations.xlsx?stage=forming").data))
    (head, line) = book.worksheets[0].iter_rows(values_only=True)
    told = dict(zip(head, line, strict=True))
    assert (told["Region"], told["Stage"], told["Granted"], told["Named"], told["Free"]) == (
        "Scotland", "forming", 9, 0, 9,
    )  # fmt: skip
    assert (told["Missing"], told["Led by"]) == ("9 places without a name", "Scottish Government")
    page = host.get(f"{MANAGE}/?stage=forming").text
    assert ("Scotland" in page, ">Oklahoma<" in page) == (True, False)


def test_the_list_costs_the_same_however_many_there_are(
    app: Flask, host: Visitor, made: Make, edition: Edition
) -> None:
    from cwf.delegations.queries.overview import lines

    def statements() -> int:
        seen = []
        db.session.rollback()
        db.session.expire_all()
        here = db.session.scalars(select(Edition)).one()
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        lines(here, now())
        event.remove(db.engine, "before_cursor_execute", listen)
        return len(seen)

    made()
    one = statements()
    made("oklahoma", head="ann@ok.example")
    made("central-denmark", head="bo@rm.example")
    assert statements() == one


def test_a_reminder_by_hand_goes_once_a_day(host: Visitor, made: Make, noon: Any) -> None:
    row = made(stage=Stage.FORMING)
    made("oklahoma", head=None)
    sent = {"uuid": [str(row.uuid)]}
    path = f"{MANAGE}/reminders"
    for _ in range(2):
        assert host.post(path, sent, page=f"{MANAGE}/").status_code == 303
    assert mails() == [("ailsa@gov.example", LEFT)]
    body = last_mail().body
    assert "1. Name who comes\n   by 25 April 2027, 22:59 (time of London; " in body
    assert link(body).startswith("/en/delegations/invitation/")
    assert "reminded on Mon 1 Mar" in host.get(f"{MANAGE}/").text
    noon.shift(timedelta(days=1))
    host.post(path, sent, page=f"{MANAGE}/")
    assert mails() == [("ailsa@gov.example", LEFT)] * 2


def test_nobody_is_reminded_of_nothing(host: Visitor, made: Make) -> None:
    row = made(stage=Stage.DECLINED)
    host.post(f"{MANAGE}/reminders", {"uuid": [str(row.uuid), "x"]}, page=f"{MANAGE}/")
    assert mails() == []
    assert stage_of(row.uuid) is Stage.DECLINED


def test_reminders_go_by_themselves_before_names_are_due(app: Flask, made: Make, noon: Any) -> None:
    made(stage=Stage.FORMING)
    found = []
    for days in (15, 14, 13, 7, 3, 2, 1, 0):
        noon.move_to(DEADLINE - timedelta(days=days))
        run_job("reminders")
        run_job("reminders")
        found.append((days, len(mails())))
    assert found == [(15, 0), (14, 1), (13, 1), (7, 2), (3, 3), (2, 3), (1, 4), (0, 4)]


def test_who_was_reminded_by_hand_is_left_in_peace_that_day(
    host: Visitor, made: Make, noon: Any
) -> None:
    row = made(stage=Stage.FORMING, deadline=now() + timedelta(days=14, hours=1))
    noon.shift(timedelta(minutes=1))
    host.post(f"{MANAGE}/reminders", {"uuid": [str(row.uuid)]}, page=f"{MANAGE}/")
    noon.shift(timedelta(hours=2))
    run_job("reminders")
    assert len(mails()) == 1
    noon.shift(timedelta(days=1))
    run_job("reminders")
    assert len(mails()) == 2


def test_who_was_reminded_by_itself_gets_none_by_hand_that_day(
    host: Visitor, made: Make, noon: Any
) -> None:
    row = made(stage=Stage.FORMING, deadline=now() + timedelta(days=13))
    run_job("reminders")
    noon.shift(timedelta(hours=2))
    sent = {"uuid": [str(row.uuid)]}
    host.post(f"{MANAGE}/reminders", sent, page=f"{MANAGE}/")
    assert len(mails()) == 1
    noon.shift(timedelta(days=1))
    host.post(f"{MANAGE}/reminders", sent, page=f"{MANAGE}/")
    assert len(mails()) == 2


def test_a_moved_deadline_is_reminded_of_anew(app: Flask, made: Make, noon: Any) -> None:
    row = made(stage=Stage.FORMING)
    noon.move_to(DEADLINE - timedelta(days=1))
    run_job("reminders")
    later = db.session.get_one(Delegation, row.id)
    later.deadline = DEADLINE + timedelta(days=6)
    db.session.commit()
    noon.move_to(DEADLINE)
    run_job("reminders")
    assert len(mails()) == 2


def test_two_workers_send_one_reminder(app: Flask, made: Make, noon: Any) -> None:
    made(stage=Stage.FORMING)
    db.session.rollback()
    noon.move_to(DEADLINE - timedelta(days=7))
    barrier, due = Barrier(2), reminders.queries.due

    def look_together(at: Any) -> Any:
        found = due(at)
        barrier.wait()
        return found

    def work() -> None:
        with app.app_context():
            reminders.send_reminders()

    reminders.queries.due = look_together  # both have seen that it is due
    try:
        workers = [Thread(target=work) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
    finally:
        reminders.queries.due = due
    assert mails() == [("ailsa@gov.example", LEFT)]
    assert len(db.session.scalars(select(Reminder)).all()) == 1


def test_a_worker_that_dies_before_its_commit_has_sent_nothing_and_the_next_one_does(
    app: Flask, made: Make, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(stage=Stage.FORMING)
    noon.move_to(DEADLINE - timedelta(days=7))

    def die(*args: Any, **kwargs: Any) -> bool:
        remind(*args, **kwargs)
        raise SystemExit

    remind = reminders.remind
    monkeypatch.setattr(reminders, "remind", die)
    with pytest.raises(SystemExit):
        reminders.send_reminders()
    db.session.remove()
    assert (mails(), db.session.scalars(select(Reminder)).all()) == ([], [])
    since = DEADLINE - timedelta(days=7)
    assert reminders.backlog() == Backlog(waiting=1, since=since)
    monkeypatch.setattr(reminders, "remind", remind)
    reminders.send_reminders()
    reminders.send_reminders()
    assert mails() == [("ailsa@gov.example", LEFT)]
    assert reminders.backlog() == Backlog(waiting=0, since=None)


@pytest.mark.negative_control
def test_without_the_key_two_workers_would_send_two(
    app: Flask, made: Make, noon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from uuid import uuid4

    made(stage=Stage.FORMING)
    noon.move_to(DEADLINE - timedelta(days=7))
    found = reminders.queries.due(now())
    monkeypatch.setattr(reminders.queries, "due", lambda at: found)
    monkeypatch.setattr(reminders.queries, "rested", lambda delegation_id, at: True)
    remind = reminders.remind

    def keyless(*args: Any, key: str, **kwargs: Any) -> bool:
        return remind(*args, key=uuid4().hex, **kwargs)

    monkeypatch.setattr(reminders, "remind", keyless)
    for _ in range(2):
        reminders.send_reminders()
    assert db.session.scalars(select(OutgoingMail.recipient)).all() == ["ailsa@gov.example"] * 2
