"""The page that sets agendas beside each other, and whose it takes."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf.agendas.actions import sharing
from cwf.agendas.models import Agenda, Duty, Feed
from cwf.agendas.queries.sharing import OF_LINK
from cwf.audit import Actor
from cwf.database import db
from cwf.people.models import Account
from cwf.web.signing import sign
from tests.agendas.jobs.test_notices import (
    BEFORE,
    claim,
    limit,
    publish,
    star,
    statements,
    take_part,
)
from tests.agendas.views.test_notices import csrf
from tests.programme.conftest import Forum

COMPARE = "/en/account/agendas/2017/compare"


@pytest.fixture
def ada(forum: Forum, account: Callable[..., Account]) -> Account:
    publish(forum, BEFORE)
    return account("ada@example.org", name="Ada Sample")


@pytest.fixture
def agenda(forum: Forum, ada: Account) -> Agenda:
    return star(forum, ada, forum.slot)


def test_mine_and_those_shared_with_me_are_compared(
    forum: Forum,
    agenda: Agenda,
    ada: Account,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    bo = account("bo@example.org", name="Bo Else")
    browser = signed_in(bo)
    assert "No agenda to compare yet" in browser.get(COMPARE).text
    sharing.share_with(agenda, "bo@example.org", owner=ada, at=BEFORE)
    db.session.commit()
    page = browser.get(COMPARE)
    assert (page.status_code, "<b>A</b> Ada Sample" in page.text) == (200, True)
    assert "1 of 1 covered" in page.text
    assert "Never while the programme runs." in page.text
    star(forum, bo, forum.slot)
    both = browser.get(COMPARE).text
    assert "<b>A</b> Bo Else" in both
    assert "<b>B</b> Ada Sample" in both
    only = browser.get(f"{COMPARE}?with={agenda.uuid}").text
    assert "<b>A</b> Ada Sample" in only
    assert "<b>B</b>" not in only


def test_what_nobody_covers_is_said_within_a_filter(
    forum: Forum,
    agenda: Agenda,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    bo = account("bo@example.org")
    db.session.add(
        Agenda(edition_id=forum.edition.id, account_id=bo.id, created=BEFORE, used=BEFORE)
    )
    db.session.commit()
    browser = signed_in(bo)
    assert "Nothing picked yet." in browser.get(COMPARE).text
    page = browser.get(f"{COMPARE}?kind=keynote").text
    assert "0 of 1 covered" in page
    assert ">Nobody<" in page
    assert browser.get(f"{COMPARE}?kind=nonsense&day=x&track=y").status_code == 200


def test_a_pasted_link_brings_one_more_and_a_wrong_one_is_said(
    agenda: Agenda,
    ada: Account,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    browser = signed_in(account("bo@example.org"))
    token = sign(OF_LINK, str(agenda.uuid), 1)
    link = f"http://localhost/en/agendas/{token}"
    closed = browser.get(COMPARE, query_string={"link": link})
    assert (closed.status_code, "This link opens no agenda" in closed.text) == (422, True)
    sharing.open_link(agenda, actor=Actor(account_id=ada.id, name="Ada"))
    db.session.commit()
    page = browser.get(COMPARE, query_string={"link": link})
    assert (page.status_code, "<b>A</b> Ada Sample" in page.text) == (200, True)
    assert f'value="{token}" checked' in page.text
    assert "<b>A</b> Ada Sample" in browser.get(COMPARE, query_string={"with": token}).text
    assert browser.get(f"{COMPARE}?with={agenda.uuid}").text.count("Ada Sample") == 0


def test_chosen_agendas_become_one_calendar(
    forum: Forum,
    agenda: Agenda,
    ada: Account,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    bo = account("bo@example.org", name="Bo Else")
    own, browser = star(forum, bo, forum.slot), signed_in(bo)
    sharing.share_with(agenda, "bo@example.org", owner=ada, at=BEFORE)
    db.session.commit()
    asked = {"with": [str(agenda.uuid)], "csrf_token": csrf(browser.get(COMPARE).text)}
    answers = [browser.post(COMPARE, data=asked) for _ in range(2)]
    made = db.session.scalars(select(Feed)).one()
    assert {answer.location for answer in answers} == {f"/en/account/feeds/#feed-{made.id}"}
    assert (made.name, made.options) == ("Ada Sample", {"of": [agenda.id]})
    assert "Chosen agendas, " in browser.get("/en/account/feeds/").text

    both = {**asked, "with": [str(agenda.uuid), str(own.uuid)]}
    assert browser.post(COMPARE, data=both).status_code == 303
    assert db.session.scalar(select(func.count()).select_from(Feed)) == 2


def test_no_calendar_is_made_of_what_one_may_not_read(
    forum: Forum,
    agenda: Agenda,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    bo = account("bo@example.org", name="Bo Else")
    star(forum, bo, forum.slot)
    browser = signed_in(bo)
    asked = {"with": [str(agenda.uuid)], "csrf_token": csrf(browser.get(COMPARE).text)}
    assert browser.post(COMPARE, data=asked).status_code == 404
    assert db.session.scalars(select(Feed)).all() == []


FIXED = 11  # five of the account, the release and the agendas offered; six of all picks, covers too


@pytest.mark.parametrize("number", [2, 8])
def test_the_page_takes_the_same_statements_however_many_are_compared(
    forum: Forum,
    ada: Account,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    number: int,
) -> None:
    """With stars, places and a duty of each."""
    quota = limit(forum, forum.slot)
    duty = Duty(edition_id=forum.edition.id, session_id=forum.session["opening"].id, category="")
    db.session.add(duty)
    for each in range(number):
        one = account(f"reader{each}@example.org", name=f"Reader {each}")
        agenda = star(forum, one, forum.slot)
        if each < 5:
            claim(quota, take_part(forum, one.email, one))
        sharing.share_with(agenda, ada.email, owner=one, at=BEFORE)
        db.session.commit()
    browser = signed_in(ada)
    browser.get(COMPARE)
    with statements() as seen:
        page = browser.get(COMPARE).text
    assert page.count("</b> Reader") == number
    assert len([one for one in seen if not one.startswith("BEGIN")]) == FIXED
