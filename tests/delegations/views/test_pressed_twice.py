"""What is pressed twice, or sent twice by a browser, happens once, and the second says the same."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.delegations.models import Delegation, Head, Occasion
from cwf.delegations.stages import Stage
from cwf.mail import OutgoingMail
from cwf.regions.models import Region
from tests.delegations.conftest import MANAGE, heads_of, way_in
from tests.programme.views.conftest import fields
from tests.registration.conftest import Visitor, mails

Make = Callable[..., Delegation]
TOUR = {"title-en": "Tour of the harbour", "day": "2027-05-21", "starts_at": "9:30",
        "ends_at": "12", "places": "20"}  # fmt: skip
BO = {"name": "Bo Reid", "email": "bo@gov.example", "language": "en"}


def count(rows: Any, *where: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(rows).where(*where)) or 0


def deeds(action: str) -> int:
    return count(AuditEntry, AuditEntry.action == action)


def twice(browser: Visitor, page: str, to: str = "", **values: str) -> list[tuple[int, str]]:
    """The same form of a page sent two times: (status, where to) of both answers."""
    sent = {**fields(browser.get(page).text), **values}
    answers = [browser.post(to or page, sent) for _ in range(2)]
    return [(answer.status_code, answer.location) for answer in answers]


def test_an_occasion_is_made_once_and_another_form_makes_another(host: Visitor, made: Make) -> None:
    made(stage=Stage.FORMING)
    first, second = twice(host, f"{MANAGE}/occasions/", **TOUR)
    assert first == second
    assert (first[0], count(Occasion), deeds("occasion.make")) == (303, 1, 1)
    assert host.send(f"{MANAGE}/occasions/", **TOUR).status_code == 303
    assert (count(Occasion), deeds("occasion.make")) == (2, 2)


def test_regions_are_invited_once(host: Visitor, regions: dict[str, Region], noon: Any) -> None:
    one = regions["scotland"].id
    values = {f"take_{one}": "y", f"name_{one}": "Ailsa", f"email_{one}": "ailsa@gov.example"}
    sent = {**fields(host.get(f"{MANAGE}/invitations").text), **values}
    first = host.post(f"{MANAGE}/invitations", sent)
    noon.shift(timedelta(minutes=2))
    second = host.post(f"{MANAGE}/invitations", sent)
    assert [first.status_code, second.status_code] == [303, 303]
    assert first.location == second.location
    assert (count(Delegation), count(Head), len(mails())) == (1, 1, 1)


def test_a_deputy_is_named_once_and_the_second_press_is_no_error(
    made: Make, entered: Callable[..., Visitor], noon: Any
) -> None:
    row = made(stage=Stage.FORMING)
    head, page = entered(row), f"/en/delegations/{row.uuid}/heads"
    before = len(mails())
    assert twice(head, page, **BO) == [(303, page)] * 2
    assert (count(Head), len(mails()) - before, deeds("head.invite")) == (2, 1, 2)
    again = head.send(page, **BO)
    assert (again.status_code, "answers for it already" in again.text) == (422, True)
    assert head.send(page, **{**BO, "email": "cy@gov.example"}).status_code == 303
    assert count(Head) == 3


@pytest.mark.parametrize("who", ["host", "head"])
def test_a_link_is_renewed_once_and_what_was_mailed_opens(
    app: Flask, made: Make, host: Visitor, entered: Callable[..., Visitor], noon: Any, who: str
) -> None:
    """By the second press the mail of the first would lead nowhere."""
    row = made(stage=Stage.FORMING)
    page = {"host": f"{MANAGE}/{row.uuid}/", "head": f"/en/delegations/{row.uuid}/heads"}[who]
    browser = host if who == "host" else entered(row)
    old, before = way_in(row), len(mails())
    to = renewal_of(browser.get(page).text)
    for _ in range(2):
        assert browser.post(to, {}, page=page).status_code == 303
        noon.shift(timedelta(seconds=2))
    assert [one.generation for one in heads_of(row)] == [2]
    assert (len(mails()) - before, deeds("head.renew")) == (1, 1)
    mailed = newest_way()
    assert [app.test_client().get(path).status_code for path in (old, mailed)] == [410, 200]
    assert browser.post(renewal_of(browser.get(page).text), {}, page=page).status_code == 303
    assert ([one.generation for one in heads_of(row)], len(mails()) - before) == ([3], 2)


def renewal_of(page: str) -> str:
    """The address of the button that ends a link."""
    return (
        page.partition("/renew")[0].rpartition('"')[2]
        + "/renew"
        + (page.partition("/renew")[2].partition('"')[0])
    )


def newest_way() -> str:
    """The path of the link in the newest mail to a head."""
    newest = select(OutgoingMail.body).order_by(OutgoingMail.id.desc()).limit(1)
    body = db.session.scalars(newest).one()
    return "/en/delegations/invitation/" + body.partition("/delegations/invitation/")[2].split()[0]


def test_a_link_is_sent_again_once_a_minute(made: Make, host: Visitor, noon: Any) -> None:
    row = made(stage=Stage.FORMING)
    page = f"{MANAGE}/{row.uuid}/"
    noon.shift(timedelta(hours=1))
    to, before = renewal_of(host.get(page).text).replace("/renew", "/send"), len(mails())
    for _ in range(2):
        host.post(to, {}, page=page)
        noon.shift(timedelta(seconds=2))
    assert (len(mails()) - before, deeds("head.send")) == (1, 1)
    noon.shift(timedelta(minutes=2))
    host.post(to, {}, page=page)
    assert (len(mails()) - before, deeds("head.send")) == (2, 2)
