"""How many people a release would be told to."""

from collections.abc import Callable

from flask.testing import FlaskClient

from cwf.agendas.actions import notices
from cwf.database import db
from cwf.people.models import Account
from tests.agendas.jobs.test_notices import (
    BEFORE,
    NOON,
    claim,
    limit,
    mails,
    move,
    publish,
    run,
    star,
    take_part,
)
from tests.programme.conftest import Forum


def test_as_many_as_are_told_then(
    forum: Forum,
    account: Callable[..., Account],
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    publish(forum, BEFORE)
    run(BEFORE)
    browser = signed_in(staff(forum, "organiser"))
    path = "/en/manage/editions/2017/releases/new"
    quota = limit(forum, forum.slot)
    ada, bo = account("ada@example.org"), account("bo@example.org")
    star(forum, ada, forum.slot)
    claim(quota, take_part(forum, "ada@example.org", ada))
    claim(quota, take_part(forum, "kim@example.org"))
    star(forum, bo, forum.slot)
    notices.want_mails(False, account_id=bo.id)
    forum.session["opening"].abstract = {"en": "Longer"}
    db.session.commit()
    assert "1 change goes out; 0 people are told." in browser.get(path).text
    forum.edition.ends = forum.edition.ends.replace(year=2099)
    forum.slot.starts = forum.slot.starts.replace(year=2099)
    forum.slot.ends = forum.slot.ends.replace(year=2099)
    move(forum)
    assert "3 changes go out; 2 people are told." in browser.get(path).text
    publish(forum, NOON)
    run(NOON)
    assert sorted(recipient for recipient, _ in mails()) == ["ada@example.org", "kim@example.org"]
