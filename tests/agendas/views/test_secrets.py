"""What opens somebody's agenda stands in no log, in no record of deeds, and in no search engine."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf.agendas.models import Agenda
from cwf.agendas.queries.sharing import OF_LINK
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.people.models import Account
from cwf.registration.actions import letters
from cwf.web.signing import sign
from tests.agendas.feeding import address, feed
from tests.agendas.jobs.test_notices import BEFORE, publish, star
from tests.agendas.signing import participant
from tests.browsing import Browser
from tests.programme.conftest import Forum


@pytest.fixture
def ada(forum: Forum, account: Callable[..., Account]) -> Account:
    publish(forum, BEFORE)
    return account("ada@example.org", name="Ada Sample")


@pytest.fixture
def agenda(forum: Forum, ada: Account) -> Agenda:
    agenda = star(forum, ada, forum.slot)
    agenda.shared = True
    db.session.commit()
    return agenda


def test_secret_addresses_are_in_no_log_and_no_deed(
    forum: Forum,
    agenda: Agenda,
    ada: Account,
    client: FlaskClient,
    signed_in: Callable[[Account], FlaskClient],
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = feed(agenda)
    nobodys = Agenda(edition_id=forum.edition.id, created=BEFORE, used=BEFORE)
    db.session.add(nobodys)
    db.session.flush()
    loose = address(feed(nobodys))
    mine, shared = address(own), f"/en/agendas/{sign(OF_LINK, str(agenda.uuid), 1)}"
    who = participant(forum, "bo@example.org")
    personal = f"/en/registration/{letters.own_token(who)}"
    capsys.readouterr()
    for path in (f"{mine}.ics", f"{loose}.ics", loose, shared, personal, f"{shared}x", f"{mine}0"):
        client.get(path, headers={"Referer": f"http://localhost{path}"})
    browser = Browser(signed_in(ada))
    number = own.id
    for step in ("renewal", "revocation"):
        browser.post(f"/en/account/feeds/{number}/{step}", page="/en/account/feeds/")
    said = capsys.readouterr().err
    assert said.count('"event":"answer"') > 8
    deeds = "".join(
        f"{one.subject}{one.before}{one.after}" for one in db.session.scalars(select(AuditEntry))
    )
    assert "feed.revoke" in [one.action for one in db.session.scalars(select(AuditEntry))]
    for secret in (path.rpartition("/")[2] for path in (mine, loose, shared, personal)):
        assert secret not in said
        assert secret[-20:] not in said
        assert secret not in deeds


def test_pages_behind_secret_addresses_are_kept_and_found_by_nobody(
    forum: Forum, agenda: Agenda, client: FlaskClient
) -> None:
    nobodys = Agenda(edition_id=forum.edition.id, created=BEFORE, used=BEFORE)
    db.session.add(nobodys)
    db.session.flush()
    who = participant(forum, "bo@example.org")
    personal = f"/en/registration/{letters.own_token(who)}"
    for path in (
        address(feed(nobodys)),
        f"/en/agendas/{sign(OF_LINK, str(agenda.uuid), 1)}",
        personal,
        f"{personal}/change",
        f"{personal}/cancellation",
    ):
        answer = client.get(path)
        assert (path, answer.status_code) == (path, 200)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert '<meta name="robots" content="noindex">' in answer.text
