"""Speakers: known or new, their pictures, whose name it is to change."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from cwf.database import db
from cwf.people.models import Account, Person, Picture
from cwf.programme.models import Publication, Speaker
from tests.programme.conftest import Forum, utc
from tests.programme.views.conftest import HERE, Browser, fields


def one(slug: str) -> Speaker:
    db.session.expire_all()
    return db.session.query(Speaker).filter_by(slug=slug).one()


def photograph() -> tuple[io.BytesIO, str]:
    written = io.BytesIO()
    Image.new("RGB", (80, 100), "#0B5A66").save(written, "JPEG")
    written.seek(0)
    return written, "me.jpg"


def published(forum: Forum) -> None:
    from cwf.programme.models import Release

    release = Release(
        edition_id=forum.edition.id, number=1, at=utc(1, 0), author="Ada", note={}, digest="x",
        snapshot=b"{}",
    )  # fmt: skip
    db.session.add(release)
    db.session.flush()
    db.session.add(
        Publication(edition_id=forum.edition.id, release_id=release.id, changed=utc(1, 0))
    )
    db.session.commit()


def test_new_person_becomes_a_speaker(editor: Browser) -> None:
    answer = editor.send(
        "speakers/new?name=Indy+Johar",
        **{
            "country": "GB", "affiliation-en": "00", "region": "denmark",
            "links": "Website https://example.org\nhttps://example.com/indy",
        },
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, f"{HERE}/speakers/indy-johar")
    made = one("indy-johar")
    assert (made.person.name, made.person.sort_name, made.person.country, made.region.slug) == (
        "Indy Johar", "Johar, Indy", "GB", "denmark",
    )  # fmt: skip
    assert made.links == [
        {"label": "Website", "url": "https://example.org"},
        {"label": "example.com", "url": "https://example.com/indy"},
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Fill this in."),
        ({"country": "ZZ"}, "Choose one of the list."),
        ({"links": "Me javascript:alert(1)"}, "End each line with an address"),
        ({"links": "https://a.b\n" * 9}, "Keep 8 links at most."),
    ],
)
def test_what_cannot_be_taken_is_said(
    editor: Browser, changes: dict[str, str], sentence: str
) -> None:
    answer = editor.send("speakers/gehl", **changes)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_only_persons_of_published_or_reached_editions_are_known(
    editor: Browser, elsewhere: Forum
) -> None:
    person = elsewhere.speaker["far-gehl"].person.id
    assert f"person={person}" not in editor.get("speakers/known?name=gehl").text
    assert editor.get(f"speakers/new?person={person}").status_code == 404
    published(elsewhere)
    assert f"person={person}" in editor.get("speakers/known?name=GEHL").text
    answer = editor.send(f"speakers/new?person={person}", **{"affiliation-en": "Gehl"})
    assert answer.status_code == 303
    assert (one("jan-gehl").person_id, db.session.query(Person).count()) == (person, 4)


@pytest.mark.parametrize("name", ["%", "_", "\\"])
def test_signs_of_patterns_are_looked_for_as_they_are(
    editor: Browser, elsewhere: Forum, name: str
) -> None:
    published(elsewhere)
    assert "Nobody of that name is known yet." in editor.get(f"speakers/known?name={name}").text


@pytest.mark.parametrize("person", ["x", "-1", "99999999999", "٣"])
def test_nobody_is_found_under_what_is_no_number(editor: Browser, person: str) -> None:
    assert editor.get(f"speakers/new?person={person}").status_code == 404


def test_who_speaks_here_already_is_not_added_twice(editor: Browser, forum: Forum) -> None:
    person = forum.speaker["gehl"].person.id
    answer = editor.send(f"speakers/new?person={person}")
    assert answer.status_code == 422
    assert "This person is a speaker of the edition already." in answer.text


def test_name_shared_out_of_reach_stays(editor: Browser, forum: Forum, elsewhere: Forum) -> None:
    forum.speaker["gehl"].person = elsewhere.speaker["far-gehl"].person
    db.session.commit()
    assert "so the name can be changed by the secretariat only" in editor.get("speakers/gehl").text
    answer = editor.send("speakers/gehl", name="Somebody else", **{"affiliation-en": "Gehl"})
    assert answer.status_code == 303
    assert (one("gehl").person.name, one("gehl").affiliation) == ("Jan Gehl", {"en": "Gehl"})


def test_secretariat_changes_a_shared_name(
    forum: Forum,
    elsewhere: Forum,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    forum.speaker["gehl"].person = elsewhere.speaker["far-gehl"].person
    db.session.commit()
    browser = Browser(signed_in(account("office@example.org", secretariat=True)))
    assert browser.send("speakers/gehl", name="Jan G.").status_code == 303
    assert one("far-gehl").person.name == "Jan G."


def test_picture_is_kept_and_shown(editor: Browser, client: FlaskClient) -> None:
    answer = editor.send("speakers/gehl", picture=photograph(), **{"alternative-en": "A man"})
    assert answer.status_code == 303
    kept = db.session.query(Picture).one()
    assert (one("gehl").picture, kept.alternative, kept.media_type) == (
        kept.hash, {"en": "A man"}, "image/webp",
    )  # fmt: skip
    shown = client.get(f"/media/{kept.hash}.webp")
    assert (shown.status_code, shown.mimetype) == (200, "image/webp")
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shown.headers.getlist("Set-Cookie") == []
    again = client.get(f"/media/{kept.hash}.webp", headers={"If-None-Match": f'"{kept.hash}"'})
    assert again.status_code == 304
    editor.send("speakers/gehl", **{"alternative-en": "Jan Gehl"})
    db.session.expire_all()
    assert (one("gehl").picture, kept.alternative) == (kept.hash, {"en": "Jan Gehl"})
    editor.send("speakers/gehl", no_picture="y")
    assert one("gehl").picture is None


@pytest.mark.parametrize("name", ["0" * 64, "x", "../secrets", "0" * 63])
def test_picture_that_is_not_kept_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/media/{name}.webp").status_code == 404


def test_what_is_no_picture_is_said_at_the_field(editor: Browser) -> None:
    answer = editor.send("speakers/gehl", picture=(io.BytesIO(b"<svg/>"), "me.svg"))
    assert answer.status_code == 422
    assert "Send a JPEG, PNG or WebP of 8 MB and 25 million pixels at most." in answer.text
    assert db.session.query(Picture).count() == 0


def test_speaker_in_a_session_stays(editor: Browser) -> None:
    answer = editor.send("speakers/ming/removal")
    assert answer.status_code == 422
    assert "In these sessions: Opening. Take them out there first." in answer.text
    assert editor.send("speakers/gehl/removal").status_code == 303
    assert [speaker.slug for speaker in db.session.query(Speaker)] == ["ming"]


@pytest.mark.parametrize(("q", "names"), [("", 2), ("gehl", 1), ("nobody", 0)])
def test_list_is_searched(editor: Browser, q: str, names: int) -> None:
    assert editor.get(f"speakers/?q={q}").text.count('<th scope="row">') == names


def test_second_of_two_sees_both(editor: Browser, second_editor: Browser, app: Flask) -> None:
    mine = {**fields(editor.get("speakers/gehl").text), "affiliation-en": "Mine"}
    assert second_editor.send("speakers/gehl", name="Jan G. Gehl").status_code == 303
    answer = editor.post("speakers/gehl", mine)
    assert answer.status_code == 409
    assert "Jan G. Gehl" in answer.text
    assert 'value="Mine"' in answer.text
