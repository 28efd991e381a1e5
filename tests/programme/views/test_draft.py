"""The draft page, the page of conflicts, and who may see them."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Appearance, Slot, SlotRoom
from tests.programme.conftest import Forum, utc
from tests.programme.views.conftest import HERE, Browser


@pytest.fixture
def clash(forum: Forum) -> Slot:
    """The panel in the room of the opening, at its hour, with its speaker."""
    slot = Slot(
        edition_id=forum.edition.id,
        session=forum.session["panel"],
        starts=utc(1, 8, 30),
        ends=utc(1, 9, 30),
        rooms=[SlotRoom(room=forum.room["store-sal"])],
    )
    db.session.add(slot)
    forum.session["panel"].people.append(Appearance(speaker=forum.speaker["ming"]))
    db.session.commit()
    return slot


@pytest.mark.parametrize("view", ["rooms", "time"])
def test_draft_shows_what_is_placed_and_what_is_not(editor: Browser, view: str) -> None:
    page = editor.get(f"programme?view={view}").text
    assert "Opening" in page
    assert "09:15–10:00" in page
    assert "1 of 2" in page
    assert "sessions/panel/slots/new" in page


def test_empty_draft_says_so(editor: Browser, forum: Forum) -> None:
    db.session.delete(forum.slot)
    db.session.commit()
    assert "Nothing is placed yet" in editor.get("programme").text


def test_conflicts_are_sentences_with_names_and_hours(editor: Browser, clash: Slot) -> None:
    page = editor.get("conflicts").text
    assert "2 serious, 1 good to know." in page
    assert "Store Sal is taken twice, Wed 1 Nov, 09:30–10:00." in page
    assert "Vivienne Ming is in two sessions at once, Wed 1 Nov, 09:30–10:00." in page
    assert page.count("Opening and Panel.") == 2
    assert "Panel is placed but not confirmed." in page
    assert f"sessions/panel/slots/{clash.uuid}/placement" in page


def test_danish_hours_are_danish(editor: Browser, clash: Slot) -> None:
    assert "09.30–10.00" in editor.get("/da/manage/editions/2017/conflicts").text


def test_conflict_shows_where_the_eye_is(editor: Browser, clash: Slot) -> None:
    assert "clashing" in editor.get("programme").text
    assert "Store Sal is taken twice" in editor.get("sessions/panel").text
    assert editor.get("sessions/?conflict=yes").text.count('<th scope="row">') == 2


def test_day_that_is_asked_for_is_shown(editor: Browser, clash: Slot) -> None:
    clash.starts, clash.ends = utc(2, 9), utc(2, 10)
    db.session.commit()
    assert "Panel" in editor.get("programme?day=2017-11-02&view=time").text
    assert editor.get("programme?day=nonsense").status_code == 200


def test_style_sheet_says_where_slots_stand(editor: Browser, forum: Forum) -> None:
    answer = editor.get("programme/draft.css")
    assert answer.mimetype == "text/css"
    assert f".s-{forum.slot.id}{{--at:15;--for:45}}" in answer.text


PAGES = ["programme", "conflicts", "sessions/", "sessions/opening", "places/", "tracks/",
         "kinds/", "speakers/", "programme/draft.css"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_those_who_work_here(
    forum: Forum,
    elsewhere: Forum,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    client: FlaskClient,
    path: str,
) -> None:
    work = {"organiser": forum, "editor": forum, "editor of another": elsewhere}
    answers = {
        who: Browser(signed_in(staff(where, who.split()[0], f"{n}@example.org"))).get(path)
        for n, (who, where) in enumerate(work.items())
    }
    assert {who: answer.status_code for who, answer in answers.items()} == {
        "organiser": 200,
        "editor": 200,
        "editor of another": 404,
    }
    stranger = client.get(f"{HERE}/{path}")
    assert stranger.status_code == 302
    assert client.get(f"{HERE}/{path}", headers={"HX-Request": "true"}).status_code == 401
