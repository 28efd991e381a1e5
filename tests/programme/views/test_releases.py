"""Looking at what will change, publishing it, and taking it back."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.programme.models import Artefact, Book, Publication, Release
from cwf.programme.views import releases as views
from tests.programme.conftest import Forum, utc
from tests.programme.overtaking import Overtaken
from tests.programme.views.conftest import Browser, fields

PUBLIC = "/en/editions/2017"


@pytest.fixture
def organiser(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    """An organiser of the forum."""
    return Browser(signed_in(staff(forum, "organiser")))


def publish(browser: Browser, note: str = "") -> None:
    answer = browser.send("releases/new", **({"note-en": note} if note else {}))
    assert (answer.status_code, answer.location) == (303, "/en/manage/editions/2017/releases/")


def test_first_release_publishes_the_edition(
    organiser: Browser, client: FlaskClient, forum: Forum
) -> None:
    assert client.get(f"{PUBLIC}/programme").status_code == 404
    publish(organiser, "Here it is.")
    assert "Opening" in client.get(f"{PUBLIC}/programme").text
    edition = db.session.get_one(Edition, forum.edition.id)
    release = db.session.query(Release).one()
    assert (release.number, release.author, release.note) == (1, "Organiser", {"en": "Here it is."})
    assert edition.lifecycle == "held"  # its dates are past
    assert [step.lifecycle for step in edition.steps] == ["announced", "held"]
    assert db.session.query(Artefact).count() == 10
    assert {book.language for book in db.session.query(Book)} == {"en", "da"}
    actions = [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert actions == ["edition.step", "edition.step", "release.publish"]


def test_a_move_shows_in_preview_then_on_page_calendar_and_changes(
    organiser: Browser, client: FlaskClient, forum: Forum
) -> None:
    publish(organiser)
    before = client.get(f"{PUBLIC}/programme.ics").text
    forum.slot.starts, forum.slot.ends = utc(1, 9, 15), utc(1, 10)
    db.session.commit()
    assert client.get(f"{PUBLIC}/programme.ics").text == before
    preview = organiser.get("releases/new").text
    assert "Moved" in preview
    assert "1 change goes out; 0 people are told." in preview
    publish(organiser, "Later, so that all can come.")
    after = client.get(f"{PUBLIC}/programme.ics").text
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:1" in after
    assert "T091500" in before
    assert "T101500" in after
    assert "Later: was 09:15" in client.get(f"{PUBLIC}/programme").text
    changes = client.get(f"{PUBLIC}/changes").text
    assert "Later, so that all can come." in changes
    assert "Opening" in client.get(f"{PUBLIC}/changes.atom").text


def test_nothing_new_makes_no_release(organiser: Browser) -> None:
    publish(organiser)
    assert "Nothing new to publish" in organiser.get("releases/new").text
    assert db.session.query(Release).count() == 1


def test_draft_that_moved_since_the_preview_is_not_published(
    organiser: Browser, forum: Forum
) -> None:
    shown = fields(organiser.get("releases/new").text)
    forum.session["opening"].title = {"en": "Another opening"}
    db.session.commit()
    answer = organiser.post("releases/new", {**shown, "note-en": "As I saw it."})
    assert answer.status_code == 409
    assert "As I saw it." in answer.text
    assert db.session.query(Release).count() == 0
    again = organiser.post("releases/new", fields(answer.text))
    assert again.status_code == 303
    assert db.session.query(Release).count() == 1


def test_who_publishes_the_same_draft_a_moment_later_makes_no_second_release(
    app: Flask, organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Overtaken(app, "2017")
    monkeypatch.setattr(views, "renderings", other)
    answer = organiser.post("releases/new", fields(organiser.get("releases/new").text))
    assert (answer.status_code, answer.location) == (303, "/en/manage/editions/2017/releases/")
    assert other.told == "Release 1 of 2017 is published."
    db.session.rollback()
    assert [release.author for release in db.session.query(Release)] == ["system"]
    assert db.session.query(AuditEntry).filter_by(action="release.publish").count() == 1


def test_earlier_release_reads_as_it_was(organiser: Browser, forum: Forum) -> None:
    publish(organiser)
    forum.session["opening"].title = {"en": "Another opening"}
    db.session.commit()
    publish(organiser)
    first = organiser.get("releases/1/programme.html")
    assert ("Another opening" in first.text, first.headers["Cache-Control"]) == (
        False,
        "private, no-store",
    )
    assert "Another opening" in organiser.get("releases/2/programme.ics").text
    assert organiser.get("releases/2").status_code == 200
    assert organiser.get("releases/9").status_code == 404
    assert organiser.get("releases/1/etc").status_code == 404


def test_unpublish_takes_the_programme_out_of_sight(
    organiser: Browser, client: FlaskClient, forum: Forum
) -> None:
    publish(organiser)
    assert client.get(f"{PUBLIC}/programme").status_code == 200
    assert organiser.send("withdrawal").status_code == 303
    assert client.get(f"{PUBLIC}/programme").status_code == 404
    assert client.get(f"{PUBLIC}/programme.ics").status_code == 404
    assert client.get(f"{PUBLIC}/").status_code == 200
    pointer = db.session.get_one(Publication, forum.edition.id)
    assert pointer.release_id is None
    publish(organiser)
    assert client.get(f"{PUBLIC}/programme").status_code == 200


def test_editor_looks_but_does_not_publish(editor: Browser, client: FlaskClient) -> None:
    assert editor.get("releases/").status_code == 200
    assert editor.get("releases/new").status_code == 403
    assert editor.get("withdrawal").status_code == 403
    assert editor.post("releases/new", {}).status_code == 403


def test_only_the_last_two_releases_keep_their_bytes(organiser: Browser, forum: Forum) -> None:
    for number in range(3):
        forum.session["opening"].title = {"en": f"Opening {number}"}
        db.session.commit()
        publish(organiser)
    kept = db.session.query(Artefact.release_id).distinct().order_by(Artefact.release_id).all()
    assert [row[0] for row in kept] == [2, 3]
    assert "Opening 0" in organiser.get("releases/1/programme.html").text


def test_drafts_and_private_figures_stay_inside(
    organiser: Browser, client: FlaskClient, forum: Forum
) -> None:
    opening = forum.session["opening"]
    opening.staff_note, opening.expected = "canary-of-the-staff", 987654
    db.session.commit()
    publish(organiser)
    for path in ("", "programme", "programme.ics", "programme.json", "programme.xml"):
        said = client.get(f"{PUBLIC}/{path}").text
        assert ("canary-of-the-staff" in said, "987654" in said, "Panel" in said) == (
            False,
            False,
            False,
        ), path
