"""What is private of one person stands in no page, feed, paper or mail of another."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import openpyxl
import pypdf
import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cwf import jobs
from cwf.agendas.actions import sharing
from cwf.agendas.models import Agenda, Favourite
from cwf.agendas.picks import Hold
from cwf.agendas.queries.sharing import OF_LINK
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.mail import OutgoingMail
from cwf.people.models import Account
from cwf.programme.models import Slot, SlotRoom
from cwf.registration.actions import places
from cwf.registration.actions.letters import own_token
from cwf.registration.models import Participant
from cwf.web.signing import sign
from tests.agendas.feeding import address, feed
from tests.agendas.signing import NOON, limit, participant, publish, workshop
from tests.agendas.starring import in_address
from tests.browsing import Browser
from tests.programme.conftest import Forum

LATER = NOON + timedelta(hours=2)  # after a second release, in the middle of the day
OWN = "/en/account/agendas/2017/"
PUBLIC = "/en/editions/2017/"


@dataclass
class Story:
    """Ada has a place at the loom and waits for clay, and shares her agenda with Bo."""

    forum: Forum
    loom: UUID
    clay: UUID
    agenda: Agenda
    participant: Participant
    bo: Account
    secrets: dict[str, str]


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def story(forum: Forum, account: Callable[..., Account]) -> Story:
    (loom,), (clay,) = workshop(forum, "loom", 10), workshop(forum, "clay", 12)
    forum.session["loom"].staff_note = "canary-note"
    forum.session["loom"].expected = 987654
    publish(forum)
    ada = account("canary-ada@example.org", name="Ada Sample")
    who = participant(forum, "canary-ada@example.org", ada)
    who.affiliation, who.person.name = "canary-affiliation", "Ada Sample"
    wait = participant(forum, "canary-eve@example.org")
    wait.person.name = wait.person.sort_name = "canary-eve"
    taken = participant(forum, "canary-cy@example.org")
    taken.person.name = taken.person.sort_name = "canary-cy"
    at_loom, at_clay = limit(forum, loom, 5), limit(forum, clay, 1)
    places.take(at_loom, who.id, group=who.category, at=NOON)
    for one in (taken, who, wait):
        places.take(at_clay, one.id, group=one.category, at=NOON, wait=True)
    agendas = {}
    bo = account("bo@example.org", name="Bo Else")
    participant(forum, "bo@example.org", bo)
    for owner in (ada, bo):
        made = Agenda(edition_id=forum.edition.id, account_id=owner.id, created=NOON, used=NOON)
        db.session.add(made)
        db.session.flush()
        for slot in (loom, clay):
            db.session.add(Favourite(agenda_id=made.id, slot_uuid=slot, added=NOON))
        agendas[owner.id] = made
    sharing.share_with(agendas[ada.id], "bo@example.org", owner=ada, at=NOON)
    sharing.open_link(agendas[ada.id], actor=SYSTEM)
    db.session.commit()
    secrets = {
        "address": "canary-ada@",
        "affiliation": "canary-affiliation",
        "other people": "canary-eve",
        "their places": "canary-cy",
        "note for staff": "canary-note",
        "expected": "987654",
        "feed": address(feed(agendas[ada.id])).rpartition("-")[2],
        "own link": own_token(who),
        "participant": str(who.uuid),
    }
    return Story(
        forum=forum, loom=loom, clay=clay, agenda=agendas[ada.id], participant=who, bo=bo,
        secrets=secrets,
    )  # fmt: skip


def told(answer: TestResponse) -> str:
    """All that can be read of an answer: head and body; of a PDF its text and what lies in it."""
    assert answer.status_code == 200, answer.request.path
    head = str(answer.headers)
    if answer.mimetype == "application/pdf":
        reader = pypdf.PdfReader(io.BytesIO(answer.data))
        inside = [one.decode() for files in reader.attachments.values() for one in files]
        pages = [page.extract_text() for page in reader.pages]
        unbroken = ["".join(page.split()) for page in pages]
        return "\n".join([head, str(reader.metadata), *pages, *unbroken, *unfolded(inside)])
    if answer.mimetype.endswith("sheet"):
        book = openpyxl.load_workbook(io.BytesIO(answer.data))
        return str([[cell.value for cell in row] for row in book.worksheets[0]])
    return "\n".join([head, *unfolded([answer.text])])


def unfolded(texts: list[str]) -> list[str]:
    return [text.replace("\r\n ", "") for text in texts]


def known(story: Story, said: str) -> list[str]:
    """Which secrets stand in it."""
    return [what for what, secret in story.secrets.items() if secret in said]


def paper(browser: Browser, path: str, fields: dict[str, str], page: str) -> str:
    """A sheet that is asked for, made and fetched."""
    asked = browser.post(path, {"size": "a4", **fields}, page=page)
    assert asked.status_code == 303
    jobs.run_job("papers")
    return told(browser.get(f"{asked.location}.pdf"))


def test_a_stranger_reads_nothing_private_of_anybody(story: Story, client: FlaskClient) -> None:
    picks = in_address(story.loom, story.clay)
    token = sign(OF_LINK, str(story.agenda.uuid), story.agenda.share_generation)
    paths = [
        *(f"{PUBLIC}{one}" for one in ("", "programme", "live", "sessions/loom", "sessions/clay")),
        *(f"{PUBLIC}programme.{kind}" for kind in ("ics", "json", "xml")),
        f"{PUBLIC}agenda?picks={picks}",
        f"{PUBLIC}agenda.ics?picks={picks}",
        f"{PUBLIC}registration",
        f"{OWN}sign-ups/{story.clay}",
        f"/en/agendas/{token}",
    ]
    found = {path: known(story, told(client.get(path, follow_redirects=True))) for path in paths}
    assert not any(found.values()), found
    form = f"{PUBLIC}agenda?picks={picks}"
    sheet = paper(Browser(client), f"{PUBLIC}agenda/papers/", {"picks": picks}, form)
    assert ("Loom" in sheet, known(story, sheet)) == (True, [])


def test_with_whom_she_shares_reads_picks_and_places_and_no_more(
    story: Story, client: FlaskClient, signed_in: Callable[[Account], FlaskClient]
) -> None:
    token = sign(OF_LINK, str(story.agenda.uuid), story.agenda.share_generation)
    browser = signed_in(story.bo)
    pages = [
        told(client.get(f"/en/agendas/{token}")),
        told(browser.get(f"{OWN}shared/{story.agenda.uuid}")),
        told(browser.get(f"{OWN}compare")),
    ]
    assert [known(story, page) for page in pages] == [[], [], []]
    assert ["Clay" in page for page in pages] == [True, True, True]
    for word in ("Waiting", "You wait", Hold.WAITING.value + " list", "sign-ups/"):
        assert [word in page for page in pages] == [False, False, False], word


def test_another_participant_reads_nothing_of_hers(
    story: Story, signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = Browser(signed_in(story.bo))
    mine = feed(db.session.scalars(select(Agenda).where(Agenda.account_id == story.bo.id)).one())
    paths = [
        *(OWN, f"{OWN}marks", f"{OWN}shares", f"{OWN}notices", f"{OWN}compare"),
        *(f"{OWN}sign-ups/{slot}" for slot in (story.loom, story.clay)),
        *("/en/account/", "/en/account/feeds/", f"{address(mine)}.ics"),
    ]
    found = {path: known(story, told(browser.get(path))) for path in paths}
    assert not any(found.values()), found
    sheet = paper(browser, f"{OWN}papers/", {}, "/en/account/")
    assert ("Loom" in sheet, known(story, sheet)) == (True, [])


def test_mails_to_others_tell_nothing_of_hers(story: Story) -> None:
    slot = db.session.scalars(select(Slot).where(Slot.uuid == story.loom)).one()
    slot.rooms = [SlotRoom(room=story.forum.room["store-sal"])]
    db.session.commit()
    with time_machine.travel(LATER, tick=False):
        publish(story.forum, LATER)
        jobs.run_job("notices")
    mails = db.session.scalars(select(OutgoingMail)).all()
    to_bo = [f"{one.subject}\n{one.body}" for one in mails if one.recipient == "bo@example.org"]
    assert ["Loom" in one for one in to_bo] == [False, True]
    assert [known(story, one) for one in to_bo] == [[], []]


def test_door_lists_tell_organisers_what_they_need_and_editors_nothing(
    story: Story,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    here = f"/en/manage/editions/2017/sign-ups/{story.clay}"
    oda = Browser(signed_in(staff(story.forum, "organiser")))
    table = told(oda.get(f"{here}/door.xlsx"))
    sheet = paper(oda, f"{here}/papers", {}, here)
    names = {"other people", "their places"}
    assert [set(known(story, one)) for one in (table, sheet)] == [names | {"affiliation"}, names]
    editor = signed_in(staff(story.forum, "editor"))
    manage = "/en/manage/editions/2017/"
    for path in ("", "programme", "sessions", "sessions/loom", "conflicts", "releases"):
        answer = editor.get(f"{manage}{path}")
        if answer.status_code == 200:
            assert set(known(story, told(answer))) <= {"note for staff", "expected"}, path
    for path in ("", "/door.xlsx"):
        assert editor.get(f"{here}{path}").status_code == 403


@pytest.mark.negative_control
def test_a_secret_on_a_page_a_sheet_or_a_feed_is_found(
    story: Story, signed_in: Callable[[Account], FlaskClient]
) -> None:
    """Her own pages have them: the scan sees what is there."""
    story.secrets = {"name": "Ada Sample", "shared with": "bo@example.org", "title": "Loom"}
    ada = db.session.get_one(Account, story.agenda.account_id)
    browser = Browser(signed_in(ada))
    assert known(story, told(browser.get(f"{OWN}shares"))) == ["shared with"]
    sheet = paper(browser, f"{OWN}papers/", {}, "/en/account/")
    assert known(story, sheet) == ["name", "title"]
