"""A file's way through the pages: sent, asked about, looked at, taken over, once."""

import io
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from cwf import clock, jobs
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.actions import reading
from cwf.programme.models import Import, Session
from tests.programme.conftest import Forum
from tests.programme.views.conftest import HERE, Browser, fields

GOOD = "Title,Kind,Room,Day,Starts,Ends\nBells,Talk,Store Sal,2017-11-02,10:00,11:00\n"
FAULTY = "Title,Kind,Room,Day,Starts,Ends\nBells,Talk,No such hall,2017-11-02,10:00,9:00\n"


def send(browser: Browser, text: str | bytes, name: str = "s.csv", **more: Any) -> TestResponse:
    """Send a file by the form."""
    body = text.encode() if isinstance(text, str) else text
    form = fields(browser.get("imports/new").text)
    return browser.post("imports/new", {**form, "file": (io.BytesIO(body), name), **more})


def read(browser: Browser, text: str | bytes, name: str = "s.csv", **more: Any) -> str:
    """Send a file, have it read, confirm its columns, have it checked: the address of its page."""
    answer = send(browser, text, name, **more)
    assert answer.status_code == 303, answer.text
    jobs.run_job("imports")
    if db.session.query(Import).order_by(Import.id.desc()).first().state == "asks":
        assert browser.send(f"{answer.location}columns").status_code == 303
        jobs.run_job("imports")
    return str(answer.location)


def state() -> str:
    """That of the newest file."""
    db.session.expire_all()
    row = db.session.query(Import).order_by(Import.id.desc()).first()
    assert row
    return row.state


def titles() -> list[str]:
    return sorted(one.title["en"] for one in db.session.query(Session))


def test_sheet_is_read_asked_about_checked_and_taken_over(editor: Browser) -> None:
    answer = send(editor, GOOD)
    there = answer.location
    assert (answer.status_code, state()) == (303, "wanted")
    assert "Waiting for its turn" in editor.get(there).text
    jobs.run_job("imports")
    assert state() == "asks"
    asked = editor.get(f"{there}columns")
    assert fields(asked.text)["column_0_0"] == "title:en"
    assert editor.send(f"{there}columns").status_code == 303
    jobs.run_job("imports")
    assert state() == "checked"
    shown = editor.get(there).text
    assert "1 thing would change. Nothing is changed yet." in shown
    assert "Thu 2 Nov, 10:00–11:00, Store Sal" in shown
    assert titles() == ["Opening", "Panel"]
    assert editor.send(f"{there}completion", form_of=there).status_code == 303
    assert (titles(), state()) == (["Bells", "Opening", "Panel"], "done")
    assert "It is in the draft since" in editor.get(there).text


def test_second_time_columns_are_remembered_and_nothing_changes(editor: Browser) -> None:
    there = read(editor, GOOD)
    editor.send(f"{there}completion", form_of=there)
    send(editor, GOOD)
    jobs.run_job("imports")
    assert state() == "checked"
    again = editor.get("imports/").text
    assert "0 changed" in again
    newest = db.session.query(Import).order_by(Import.id.desc()).first()
    shown = editor.get(f"imports/{newest.uuid}/").text
    assert "0 changed: the draft says already what the file says." in shown
    assert "completion" not in shown


def test_file_with_errors_says_all_at_once_and_changes_nothing(editor: Browser) -> None:
    there = read(editor, FAULTY)
    assert state() == "refused"
    shown = editor.get(there).text
    assert "Row 2, column Room" in shown
    assert "Row 2, column Ends" in shown
    assert "No such hall" in shown
    answer = editor.post(f"{there}completion", {})
    assert (answer.status_code, titles(), state()) == (303, ["Opening", "Panel"], "refused")


def test_remarked_sheet_comes_back_mended(editor: Browser) -> None:
    there = read(editor, FAULTY)
    sheet = editor.get(f"{there}remarked")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="s with remarks.csv"'
    assert sheet.headers["Cache-Control"] == "no-store"
    text = sheet.data.decode("utf-8-sig")
    assert "Remarks" in text.splitlines()[0]
    assert "No such hall" in text
    mended = text.replace("No such hall,", "Store Sal,", 1).replace("9:00", "11:00", 1)
    send(editor, mended, "s with remarks.csv")
    jobs.run_job("imports")
    assert state() == "checked"


def test_form_sent_twice_makes_one_import(editor: Browser) -> None:
    form = fields(editor.get("imports/new").text)
    answers = [
        editor.post("imports/new", {**form, "file": (io.BytesIO(GOOD.encode()), "s.csv")})
        for _time in range(2)
    ]
    assert answers[0].location == answers[1].location
    assert db.session.query(Import).count() == 1


def test_import_pressed_twice_imports_once(editor: Browser) -> None:
    there = read(editor, GOOD)
    shown = fields(editor.get(there).text)
    answers = [editor.post(f"{there}completion", shown) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert titles() == ["Bells", "Opening", "Panel"]


def test_draft_that_moved_is_told_and_the_file_compared_anew(editor: Browser, forum: Forum) -> None:
    there = read(editor, GOOD)
    shown = fields(editor.get(there).text)
    forum.session["panel"].title = {"en": "Another panel"}
    db.session.commit()
    answer = editor.post(f"{there}completion", shown)
    assert answer.status_code == 409
    assert "The draft changed while you looked, so nothing was imported." in answer.text
    assert (titles(), state()) == (["Another panel", "Opening"], "wanted")
    jobs.run_job("imports")
    assert state() == "checked"
    assert editor.send(f"{there}completion", form_of=there).status_code == 303
    assert titles() == ["Another panel", "Bells", "Opening"]


def test_plan_of_another_version_is_made_again(editor: Browser) -> None:
    there = read(editor, GOOD)
    row = db.session.query(Import).one()
    row.plan = zlib.compress(b'{"steps": "of another kind"}')
    db.session.commit()
    assert "Check it again" in editor.get(there).text
    assert editor.post(f"{there}completion", {}).status_code == 303
    assert (titles(), state()) == (["Opening", "Panel"], "checked")
    assert editor.post(f"{there}reading", {}).status_code == 303
    jobs.run_job("imports")
    assert editor.send(f"{there}completion", form_of=there).status_code == 303
    assert titles() == ["Bells", "Opening", "Panel"]


def test_conflicts_that_would_be_new_are_told(editor: Browser) -> None:
    there = read(editor, GOOD.replace("2017-11-02,10:00,11:00", "2017-11-01,9:30,10:30"))
    shown = editor.get(there).text
    assert "1 serious conflict would be new." in shown
    assert "Store Sal is taken twice" in shown


def test_unknown_rooms_are_added_where_that_was_asked_for(editor: Browser) -> None:
    there = read(editor, GOOD.replace("Store Sal", "No such hall"), create_missing="y")
    assert state() == "checked"
    assert "No such hall" in editor.get(there).text


def test_progress_is_a_fragment_until_there_is_news(editor: Browser) -> None:
    there = send(editor, GOOD).location
    part = editor.get(f"{there}progress", headers={"HX-Request": "true"})
    assert (part.status_code, "<progress" in part.text, "<html" in part.text) == (200, True, False)
    jobs.run_job("imports")
    part = editor.get(f"{there}progress", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (204, there)


def test_columns_are_guessed_anew_for_other_rows(editor: Browser) -> None:
    there = send(editor, "Name,Seats\nHall,100\n").location
    jobs.run_job("imports")
    shown = fields(editor.get(f"{there}columns").text)
    assert (shown["sheet_0"], shown["column_0_1"]) == ("room", "seats")
    answer = editor.post(f"{there}columns", {**shown, "sheet_0": "speaker"})
    assert (answer.status_code, state()) == (200, "asks")
    now = fields(answer.text)
    assert (now["shown_0"], now["column_0_0"], now["column_0_1"]) == ("speaker", "name", "")
    assert editor.post(f"{there}columns", {**now, "sheet_0": "nonsense"}).status_code == 400
    assert editor.post(f"{there}columns", {**now, "column_0_1": "nonsense"}).status_code == 422
    none = editor.post(f"{there}columns", {**now, "sheet_0": "", "shown_0": ""})
    assert (none.status_code, state()) == (422, "asks")


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "The file is empty."), (b"x" * (10 * 2**20 + 1), "The file is larger than 10 MB.")],
)
def test_file_that_cannot_be_sent_is_told_at_the_field(
    editor: Browser, body: bytes, said: str
) -> None:
    answer = send(editor, body)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert db.session.query(Import).count() == 0


def test_no_file_is_told_at_the_field(editor: Browser) -> None:
    answer = editor.send("imports/new", brings="session")
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


def test_oversized_request_is_refused_unread(editor: Browser) -> None:
    answer = send(editor, b"x" * (12 * 2**20 + 1))
    assert answer.status_code == 413
    assert "The form says how large a file may be" in answer.text
    assert db.session.query(Import).count() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"\x00\x01\x02 what is this",
        b"PK\x03\x04 no zip at all",
        b"<html><body>no schedule</body></html>",
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><schedule>&d;</schedule>',
        b'{"schedule": 7}',
        b"[1, 2, 3",
        b"Title,Starts\n=HYPERLINK(1),tomorrow\n",
        b"\xff\xfe",
    ],
)
def test_what_is_no_programme_is_refused_clearly(editor: Browser, body: bytes) -> None:
    there = read(editor, body, "x.csv")
    assert state() == "refused"
    shown = editor.get(there)
    assert shown.status_code == 200
    assert "Nothing was changed." in shown.text
    assert titles() == ["Opening", "Panel"]


def test_name_of_a_file_is_kept_without_its_folders(editor: Browser) -> None:
    send(editor, GOOD, "..\\..\\my <b>sheet</b>\x07.csv")
    assert db.session.query(Import).one().name == "b>.csv"


def test_worker_that_was_killed_leaves_the_file_to_the_next(editor: Browser) -> None:
    there = send(editor, GOOD).location
    assert reading.take(clock.now())
    db.session.commit()  # and here the worker dies
    jobs.run_job("imports")
    assert state() == "reading"
    row = db.session.query(Import).one()
    row.leased_until = clock.now() - timedelta(seconds=1)
    db.session.commit()
    jobs.run_job("imports")
    assert state() == "asks"
    assert editor.get(there).status_code == 200


def test_others_see_none_of_it(
    forum: Forum,
    elsewhere: Forum,
    editor: Browser,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    client: FlaskClient,
) -> None:
    there = read(editor, FAULTY)
    stranger = Browser(signed_in(staff(elsewhere, "organiser")))
    foreign = there.replace("/2017/", "/2019/")
    for path in ("", "columns", "progress", "remarked"):
        assert stranger.get(there + path).status_code == 404
        assert stranger.get(foreign + path).status_code == 404
    token = {
        "csrf_token": fields(stranger.get("/en/manage/editions/2019/imports/new").text)[
            "csrf_token"
        ]
    }
    for path in ("completion", "reading", "columns"):
        assert stranger.post(there + path, token).status_code == 404
        assert stranger.post(foreign + path, token).status_code == 404
    assert client.get(there).status_code == 302
    assert client.get(there + "progress", headers={"HX-Request": "true"}).status_code == 401


def test_list_and_result_ask_the_database_little(editor: Browser, app: Flask) -> None:
    rows = "".join(f"Talk {n},Talk,Store Sal,2017-11-02,10:00,11:00\n" for n in range(120))
    there = read(editor, GOOD + rows)
    counted = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: counted.append(told[2]))
    assert "Page 1 of 3" in editor.get(there).text
    assert len(counted) < 30
    assert f"{HERE}/imports/" in there
