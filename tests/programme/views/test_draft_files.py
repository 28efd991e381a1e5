"""The draft as files: the right bytes under the right name, for those who may read it."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from cwf import jobs
from cwf.database import db
from cwf.people.models import Account
from cwf.programme.models import Import
from tests.programme.conftest import Forum
from tests.programme.views.conftest import HERE, Browser
from tests.programme.views.test_imports import read

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("file", "media_type", "says"),
    [
        ("sessions.csv", "text/csv", "Opening"),
        ("speakers.csv", "text/csv", "Vivienne Ming"),
        ("rooms.csv", "text/csv", "Store Sal"),
    ],
)
def test_lists_leave_as_csv(editor: Browser, file: str, media_type: str, says: str) -> None:
    answer = editor.get(f"draft/{file}")
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=2017-{file}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert says in answer.data.decode("utf-8-sig")


def test_everything_leaves_as_a_workbook(editor: Browser) -> None:
    answer = editor.get("draft/programme.xlsx")
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    assert answer.headers["Content-Disposition"] == "attachment; filename=2017-programme.xlsx"
    assert "Sessions" in load_workbook(io.BytesIO(answer.data)).sheetnames


@pytest.mark.parametrize("file", ["programme.xlsx", "sessions.csv", "speakers.csv", "rooms.csv"])
def test_what_left_comes_back_and_changes_nothing(editor: Browser, file: str) -> None:
    read(editor, editor.get(f"draft/{file}").data, file)
    jobs.run_job("imports")
    row = db.session.query(Import).one()
    assert (row.state, row.errors, row.summary["counts"]) == ("checked", 0, [])


def test_no_other_file_is_there(editor: Browser) -> None:
    assert editor.get("draft/secrets.csv").status_code == 404


def test_draft_leaves_to_its_own_staff_only(
    elsewhere: Forum,
    editor: Browser,
    staff: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
    client: FlaskClient,
) -> None:
    stranger = Browser(signed_in(staff(elsewhere, "organiser")))
    assert stranger.get(f"{HERE}/draft/sessions.csv").status_code == 404
    assert client.get(f"{HERE}/draft/sessions.csv").status_code == 302
