"""Sessions: list, form, state, several at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from cwf.database import db
from cwf.programme.models import Session
from tests.programme.conftest import Forum
from tests.programme.views.conftest import HERE, Browser, fields


def one(slug: str) -> Session:
    db.session.expire_all()
    return db.session.query(Session).filter_by(slug=slug).one()


def test_session_is_added_with_its_people(editor: Browser) -> None:
    answer = editor.send(
        "sessions/new",
        **{
            "title-en": "Cities for people", "title-da": "Byer for mennesker", "kind": "talk",
            "track": "city", "language": "da", "expected": "120", "hosts": ["denmark"],
            "people-0-speaker": "ming", "people-0-role": "moderator", "people-0-order": "2",
            "people-1-speaker": "gehl", "people-1-role": "speaker", "people-1-order": "1",
        },
    )  # fmt: skip
    assert (answer.status_code, answer.location) == (303, f"{HERE}/sessions/cities-for-people")
    made = one("cities-for-people")
    assert (made.title["da"], made.kind, made.track.slug, made.language, made.expected) == (
        "Byer for mennesker", "talk", "city", "da", 120,
    )  # fmt: skip
    assert [(who.speaker.slug, who.role) for who in made.people] == [
        ("gehl", "speaker"), ("ming", "moderator"),
    ]  # fmt: skip
    assert [region.slug for region in made.hosts] == ["denmark"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title-en": ""}, "Fill this in."),
        ({"kind": "event"}, "Choose one of the list."),
        ({"track": "far-city"}, "Choose one of the list."),
        ({"hosts": ["atlantis"]}, "Choose from the list only."),
        ({"people-0-speaker": "far-gehl"}, "Choose speakers of the list: far-gehl."),
        ({"people-1-speaker": "ming"}, "Vivienne Ming stands there twice. Keep one line."),
        ({"people-0-role": "king"}, "Choose a role of the list."),
        ({"expected": "many"}, "Write a whole number, such as 120."),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field(
    editor: Browser, elsewhere: Forum, changes: dict[str, str], sentence: str
) -> None:
    answer = editor.send("sessions/opening", **changes)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert one("opening").version == 1


def test_session_saved_as_it_stands_changes_nothing(editor: Browser, logged) -> None:
    assert editor.send("sessions/opening").status_code == 303
    assert (one("opening").version, logged()) == (1, [])


def test_two_at_one_session_see_both_texts(editor: Browser, second_editor: Browser) -> None:
    mine = {
        **fields(editor.get("sessions/opening").text),
        "title-en": "My opening", "people-0-speaker": "gehl",
    }  # fmt: skip
    theirs = {"title-en": "Their opening", "abstract-en": "New."}
    assert second_editor.send("sessions/opening", **theirs).status_code == 303
    answer = editor.post("sessions/opening", mine)
    assert answer.status_code == 409
    assert 'value="My opening"' in answer.text
    assert "Their opening" in answer.text
    assert "Vivienne Ming, speaker" in answer.text
    settled = fields(answer.text)
    assert settled["take"] == "abstract"  # which this editor had left alone
    settled["take"] = ["title", "abstract"]
    assert editor.post("sessions/opening", settled).status_code == 303
    stands = one("opening")
    assert (stands.title["en"], stands.abstract, stands.people[0].speaker.slug) == (
        "Their opening", {"en": "New."}, "gehl",
    )  # fmt: skip


def test_cancelled_session_says_why_and_comes_back(editor: Browser) -> None:
    assert editor.send("sessions/opening/cancellation").status_code == 422
    assert editor.send("sessions/opening/cancellation", **{"reason-en": "Ill"}).status_code == 303
    assert (one("opening").status, one("opening").reason) == ("cancelled", {"en": "Ill"})
    assert "This session is cancelled." in editor.get("sessions/opening").text
    assert editor.send("sessions/opening", **{"title-en": "Still off"}).status_code == 303
    assert one("opening").status == "cancelled"
    assert editor.post("sessions/opening/resumption", {}).status_code == 303
    assert one("opening").status == "draft"


def test_copy_is_made_once(editor: Browser) -> None:
    data = {"key": "0d9e6ad1c0f14a3b8a5a5c6d7e8f9012"}
    places = [editor.post("sessions/opening/copies", data).location for _ in range(2)]
    assert places == [f"{HERE}/sessions/opening-copy"] * 2
    assert one("opening-copy").title["en"] == "Opening (copy)"


def test_removed_session_is_gone(editor: Browser) -> None:
    assert "1 placing goes with it." in editor.get("sessions/opening/removal").text
    assert editor.send("sessions/opening/removal").status_code == 303
    assert editor.get("sessions/opening").status_code == 404


def test_someone_steps_in(editor: Browser) -> None:
    answer = editor.send("sessions/opening/substitutions", was="ming", now="gehl")
    assert answer.status_code == 303
    assert "Jan Gehl steps in for Vivienne Ming." in editor.get("sessions/opening").text


def test_who_is_there_cannot_step_in(editor: Browser) -> None:
    answer = editor.send("sessions/opening/substitutions", was="ming", now="ming")
    assert answer.status_code == 422
    assert "This speaker is in the session already. Choose someone else." in answer.text


def test_several_sessions_get_the_same(editor: Browser) -> None:
    data = {"sessions": ["opening", "panel", "far-opening"], "track": "city", "kind": "talk"}
    answer = editor.post("sessions/bulk?q=x", data)
    assert (answer.status_code, answer.location) == (303, f"{HERE}/sessions/?q=x")
    assert [(one(slug).track.slug, one(slug).kind) for slug in ("opening", "panel")] == [
        ("city", "talk")
    ] * 2
    editor.post("sessions/bulk", {"sessions": "opening", "track": "-"})
    assert one("opening").track is None


@pytest.mark.parametrize("data", [{"sessions": "opening"}, {"track": "city"}])
def test_nothing_ticked_or_chosen_is_said(editor: Browser, data: dict[str, str]) -> None:
    answer = editor.post("sessions/bulk", data)
    assert answer.status_code == 422
    assert "Tick at least one session, and choose what to give it." in answer.text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Opening", "Panel"]),
        ("?sort=-title", ["Panel", "Opening"]),
        ("?q=VIVIENNE", ["Opening"]),
        ("?q=nothing", []),
        ("?kind=panel", ["Panel"]),
        ("?track=-", ["Panel"]),
        ("?status=confirmed", ["Opening"]),
        ("?placed=no", ["Panel"]),
        ("?conflict=yes", []),
        ("?page=9", ["Opening", "Panel"]),
    ],
)
def test_list_shows_what_is_wanted(editor: Browser, query: str, titles: list[str]) -> None:
    page = editor.get(f"sessions/{query}").text
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', page) == titles


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(
    editor: Browser, forum: Forum
) -> None:
    shown = fields(editor.get("sessions/opening").text)
    path = f"{HERE}/sessions/opening"
    cookie = editor.client.get_cookie("cwf")
    assert cookie
    start = Barrier(4)

    def save(number: int) -> int:
        client = editor.client.application.test_client()
        client.set_cookie("cwf", cookie.value)
        start.wait()
        return client.post(path, data={**shown, "title-en": f"Opening {number}"}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(save, range(4)))
    assert statuses == [303, 409, 409, 409]
    assert one("opening").version == 2
