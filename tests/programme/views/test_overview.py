"""An edition at a glance."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from cwf import clock
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Fact, Step
from cwf.people.models import Account
from cwf.programme.models import Session
from tests.programme.conftest import Forum
from tests.programme.views.conftest import Browser


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Hold the clock still on a day, at noon UTC."""

    def hold(*day: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(*day, 12, tzinfo=UTC))

    return hold


@pytest.mark.parametrize(
    ("day", "head"),
    [
        ((2017, 9, 18), "44 days to go"),
        ((2017, 10, 31), "1 day to go"),
        ((2017, 11, 1), "Day 1 of 2"),
        ((2017, 11, 2), "Day 2 of 2"),
        ((2017, 11, 3), "Over for 1 day"),
    ],
)
def test_head_says_how_long_it_is(
    editor: Browser, on: Callable[..., None], day: tuple[int, int, int], head: str
) -> None:
    on(*day)
    assert f"<h1>{head}</h1>" in editor.get("").text


def test_dates_that_are_not_known_are_said_so(forum: Forum, editor: Browser) -> None:
    forum.edition.starts = forum.edition.ends = None
    db.session.commit()
    assert "<h1>Dates not known</h1>" in editor.get("").text


def test_what_comes_next_stands_in_order(
    forum: Forum, editor: Browser, on: Callable[..., None]
) -> None:
    on(2017, 9, 18)
    days = {"Past": date(2017, 9, 1), "Call closes": date(2017, 10, 30), "Soon": date(2017, 9, 20)}
    forum.edition.facts = [
        Fact(position=number, kind="deadline", label={"en": label}, unit={}, day=day)
        for number, (label, day) in enumerate(days.items(), start=1)
    ]
    db.session.commit()
    page = editor.get("").text
    lines = ("Soon", "Clocks go back", "Call closes", "The forum begins")
    places = [page.index(line) for line in lines]
    assert places == sorted(places)
    assert "Past" not in page


def test_line_of_life_has_dates_and_leaves_out_what_never_was(
    forum: Forum, editor: Browser
) -> None:
    at = datetime(2016, 5, 3, 12, tzinfo=UTC)
    step = Step(lifecycle=Lifecycle.ANNOUNCED, at=at, actor_name="Ada", reason={})
    forum.edition.steps, forum.edition.lifecycle = [step], Lifecycle.CANCELLED
    db.session.commit()
    steps = editor.get("").text.partition('<ol class="steps"')[2].partition("</ol>")[0]
    assert "3 May 2016" in steps
    assert "Cancelled" in steps
    assert "Held" not in steps


def test_statements_are_as_many_however_large_the_programme(forum: Forum, editor: Browser) -> None:
    few = statements_of(editor)
    for number in range(20):
        title = {"en": f"Talk {number}"}
        db.session.add(
            Session(edition_id=forum.edition.id, slug=f"talk-{number}", kind="talk", title=title)
        )
    db.session.commit()
    assert statements_of(editor) == few


def statements_of(browser: Browser) -> int:
    """How many statements the page takes."""
    sent: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    browser.get("")
    event.remove(db.engine, "before_cursor_execute", listen)
    return len([one for one in sent if one.startswith("SELECT")])


def test_editor_sees_no_button_that_is_refused(editor: Browser) -> None:
    page = editor.get("").text
    assert "/lifecycle" not in page
    assert "/releases/new" not in page


def test_stranger_finds_nothing(
    forum: Forum, account: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> None:
    browser = signed_in(account("nobody@example.org"))
    assert browser.get("/en/manage/editions/2017/").status_code == 404
