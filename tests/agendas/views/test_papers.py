"""A sheet of paper is asked for, waited for and fetched, by who may, within the hour."""

import io
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pypdf
import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cwf import clock, jobs
from cwf.agendas.jobs import papers as paper_jobs
from cwf.agendas.models import Agenda, Favourite, Paper
from cwf.agendas.picks import spelled
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.people.models import Account
from cwf.programme.actions import publishing
from cwf.web.documents import Document
from cwf.web.rendering import Failed, Rendered, TooBig
from tests.browsing import Browser
from tests.programme.conftest import ADA, Forum

FORM = "/en/account/"  # a page with a form
OWN = "/en/account/agendas/2017/papers/"
LOOSE = "/en/editions/2017/agenda/papers/"


@pytest.fixture(autouse=True)
def published(forum: Forum) -> None:
    """The forum is announced, and its programme out."""
    forum.edition.lifecycle = Lifecycle.ANNOUNCED
    prepared = publishing.prepare(forum.edition, at=clock.now(), author="Ada", note={})
    publishing.publish(forum.edition, prepared, [], actor=ADA)
    db.session.commit()


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """A press that prints at once, and remembers what."""
    printed: list[Document] = []

    def lay_out(self: object, document: Document) -> Rendered:
        printed.append(document)
        return Rendered(pdf=b"%PDF-1.7", pages=1, seconds=0.1, peak_bytes=1, complaints=())

    monkeypatch.setattr(paper_jobs.Press, "lay_out", lay_out)
    return printed


def starred(account: Account, forum: Forum) -> None:
    agenda = Agenda(
        edition_id=forum.edition.id, account_id=account.id, created=clock.now(), used=clock.now()
    )
    db.session.add(agenda)
    db.session.flush()
    db.session.add(Favourite(agenda_id=agenda.id, slot_uuid=forum.slot.uuid, added=clock.now()))
    db.session.commit()


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Paper)) or 0


@pytest.fixture
def maria(
    account: Callable[..., Account], forum: Forum, signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    """Somebody who starred the opening."""
    made = account("maria@example.org")
    made.name = "Maria Holm"
    starred(made, forum)
    return Browser(signed_in(made))


def test_own_sheet_is_waited_for_and_fetched(maria: Browser) -> None:
    asked = maria.post(OWN, {"size": "letter"}, page=FORM)
    assert asked.status_code == 303
    waits = maria.get(asked.location)
    assert waits.status_code == 200
    assert waits.headers["Cache-Control"] == "no-store"
    assert f'data-again="{asked.location}?wait=1"' in waits.text
    assert f'content="4;url={asked.location}?wait=1&amp;looks=1"' in waits.text
    assert maria.get(f"{asked.location}.pdf").status_code == 404
    jobs.run_job("papers")
    ready = maria.get(asked.location)
    assert (ready.status_code, ready.location) == (303, f"{asked.location}.pdf")
    file = maria.get(ready.location)
    assert file.headers["Cache-Control"] == "no-store"
    assert file.content_type == "application/pdf"
    assert file.headers["Content-Disposition"] == "inline; filename=2017-agenda.pdf"
    reader = pypdf.PdfReader(io.BytesIO(file.data))
    assert reader.metadata.title == "Agenda of Maria Holm, Creativity World Forum 2017, Aarhus"
    assert "Opening" in reader.pages[0].extract_text()
    assert round(float(reader.pages[0].mediabox.width) / 72 * 25.4, 1) == 215.9


def test_an_unchanged_request_gives_the_same_sheet_and_a_changed_one_another(
    maria: Browser, press: list[Document]
) -> None:
    first = maria.post(OWN, {"size": "a4"}, page=FORM).location
    jobs.run_job("papers")
    assert maria.post(OWN, {"size": "a4"}, page=FORM).location == first
    assert maria.post(OWN, {"size": "letter"}, page=FORM).location != first
    assert maria.post("/da" + OWN[3:], {"size": "a4"}, page=FORM).location.removeprefix("/da") != (
        first.removeprefix("/en")
    )
    db.session.execute(Favourite.__table__.delete())
    db.session.commit()
    assert maria.post(OWN, {"size": "a4"}, page=FORM).location != first


def test_a_sheet_is_nobody_elses(
    maria: Browser,
    press: list[Document],
    account: Callable[..., Account],
    staff: Callable[..., Account],
    forum: Forum,
    signed_in: Callable[[Account], FlaskClient],
    client: FlaskClient,
) -> None:
    page = maria.post(OWN, {"size": "a4"}, page=FORM).location
    jobs.run_job("papers")
    for reader in (account("eve@example.org"), staff(forum, "organiser")):
        other = signed_in(reader)
        assert other.get(page).status_code == 404
        assert other.get(f"{page}.pdf").status_code == 404
        assert other.get(LOOSE + page.rsplit("/", 1)[1] + ".pdf").status_code == 404
    client.delete_cookie("cwf")
    assert client.get(f"{page}.pdf").status_code == 302


def test_a_sheet_of_nobodys_belongs_to_who_knows_its_address(
    client: FlaskClient, forum: Forum, press: list[Document]
) -> None:
    asked = client.post(LOOSE, data={"picks": spelled([forum.slot.id]) + ".zzzz", "size": "a4"})
    assert asked.status_code == 303
    assert client.get(asked.location).status_code == 200
    jobs.run_job("papers")
    file = client.get(client.get(asked.location).location)
    assert file.data == b"%PDF-1.7"
    assert file.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in file.headers
    assert client.get(f"{LOOSE}{uuid4()}").status_code == 404
    assert client.get(f"{LOOSE}{uuid4()}.pdf").status_code == 404
    (document,) = press
    assert document.title == "My agenda, Creativity World Forum 2017, Aarhus"


def test_a_sheet_is_gone_after_an_hour(maria: Browser, press: list[Document]) -> None:
    begun = clock.now()
    with time_machine.travel(begun, tick=False) as traveller:
        page = maria.post(OWN, {"size": "a4"}, page=FORM).location
        jobs.run_job("papers")
        traveller.move_to(begun + timedelta(minutes=59))
        assert maria.get(f"{page}.pdf").status_code == 200
        traveller.move_to(begun + timedelta(hours=1))
        assert maria.get(f"{page}.pdf").status_code == 404
        assert count() == 1
        jobs.run_job("papers")
        assert count() == 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TooBig("…"), "It needs more memory than a sheet may have."),
        (Failed("no such glyph"), "It could not be laid out: no such glyph"),
    ],
)
def test_a_sheet_that_could_not_be_made_says_why_and_is_tried_anew(
    maria: Browser, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(self: object, document: Document) -> Rendered:
        raise error

    monkeypatch.setattr(paper_jobs.Press, "lay_out", fail)
    page = maria.post(OWN, {"size": "a4"}, page=FORM).location
    jobs.run_job("papers")
    failed = maria.get(page)
    assert "The sheet could not be made" in failed.text
    assert told in failed.text
    assert "data-again" not in failed.text
    assert maria.post(OWN, {"size": "a4"}, page=FORM).location == page
    assert "data-again" in maria.get(page).text


def test_one_that_fails_holds_no_other_back(
    client: FlaskClient, maria: Browser, forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def lay_out(self: object, document: Document) -> Rendered:
        if not done:
            done.append(document)
            raise Failed("broken")
        return Rendered(pdf=b"%PDF", pages=1, seconds=0.1, peak_bytes=1, complaints=())

    monkeypatch.setattr(paper_jobs.Press, "lay_out", lay_out)
    maria.post(OWN, {"size": "a4"}, page=FORM)
    maria.post(OWN, {"size": "letter"}, page=FORM)
    jobs.run_job("papers")
    states = db.session.scalars(select(Paper.state).order_by(Paper.id)).all()
    assert states == ["failed", "ready"]


def test_a_programme_that_was_withdrawn_is_not_printed(
    maria: Browser, forum: Forum, press: list[Document]
) -> None:
    page = maria.post(OWN, {"size": "a4"}, page=FORM).location
    publishing.unpublish(forum.edition, actor=ADA, at=clock.now())
    db.session.commit()
    jobs.run_job("papers")
    assert press == []
    assert "The programme is not public any more." in maria.get(page).text
    assert maria.post(OWN, {"size": "a4"}, page=FORM).status_code == 404


def test_a_paper_that_is_not_there_is_not_taken(maria: Browser) -> None:
    assert maria.post(OWN, {"size": "a0"}, page=FORM).status_code == 422
    assert count() == 0


def test_a_backlog_tells_of_sheets_that_wait(maria: Browser, press: list[Document]) -> None:
    maria.post(OWN, {"size": "a4"}, page=FORM)
    assert jobs.backlogs()["papers"].waiting == 1
    jobs.run_job("papers")
    assert jobs.backlogs()["papers"].waiting == 0
