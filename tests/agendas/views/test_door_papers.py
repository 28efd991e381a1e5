"""A door list on paper and for a spreadsheet, for those who run the edition."""

import io
from collections.abc import Callable, Iterator
from uuid import UUID

import openpyxl
import pypdf
import pytest
import time_machine
from flask.testing import FlaskClient

from cwf import jobs
from cwf.agendas.exports.door_sheet import door_sheet
from cwf.agendas.queries.door import door_list
from cwf.database import db
from cwf.people.models import Account, Person
from cwf.web.documents import write_pdf
from tests.agendas.signing import NOON, crowd, limit, publish, workshop
from tests.browsing import Browser
from tests.programme.conftest import Forum

HERE = "/en/manage/editions/2017/sign-ups/"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def loom(forum: Forum) -> UUID:
    """A workshop of two places, for which four asked."""
    uuid = workshop(forum, "loom", 10)[0]
    publish(forum)
    root = limit(forum, uuid, 2)
    crowd(forum, root, 2)
    crowd(forum, root, 2, wait=True)
    return uuid


@pytest.fixture
def oda(
    forum: Forum, staff: Callable[..., Account], signed_in: Callable[[Account], FlaskClient]
) -> Browser:
    return Browser(signed_in(staff(forum, "organiser")))


def text(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_door_list_is_made_on_paper(forum: Forum, oda: Browser, loom: UUID) -> None:
    page = f"{HERE}{loom}"
    asked = oda.post(f"{page}/papers", {"size": "a4"}, page=page)
    assert asked.status_code == 303
    assert "data-again" in oda.get(asked.location).text
    jobs.run_job("papers")
    file = oda.get(oda.get(asked.location).location)
    assert file.content_type == "application/pdf"
    assert file.headers["Cache-Control"] == "no-store"
    reader = pypdf.PdfReader(io.BytesIO(file.data))
    assert reader.metadata.title == "Door list: Loom"
    said = text(file.data)
    for part in (
        "Wednesday 1 November, 11:00–12:00, Lille Sal, Musikhuset",
        "2 of 2 places taken, 2 wait",
        "For the organisers and the door alone.",
        "Number 1",
        "Number 2",
        "Loom. As it stood on 20 October 2017, 12:00.",
    ):
        assert part in said
    door = door_list(forum.edition, loom, NOON)
    assert [line.sort_name for line in door.lines if line.sort_name not in said] == []
    assert oda.post(f"{page}/papers", {"size": "a4"}, page=page).location == asked.location


def test_the_same_list_gives_the_same_bytes(forum: Forum, loom: UUID) -> None:
    door = door_list(forum.edition, loom, NOON)
    one, other = (write_pdf(door_sheet(door, language="da", paper="letter")) for _ in range(2))
    assert one == other


def test_a_door_list_for_a_spreadsheet(forum: Forum, oda: Browser, loom: UUID) -> None:
    answer = oda.get(f"{HERE}{loom}/door.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == "attachment; filename=2017-door.xlsx"
    (page,) = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == (
        "Name", "Category", "Affiliation", "Country", "State", "Number", "Offer until", "Came",
    )  # fmt: skip
    door = door_list(forum.edition, loom, NOON)
    assert [(row[0], row[4], row[5]) for row in rows[1:]] == [
        (line.sort_name, "Has a place" if line.position is None else "Waiting list", line.position)
        for line in door.lines
    ]


def test_names_that_begin_like_formulas_are_text(forum: Forum, oda: Browser, loom: UUID) -> None:
    first = db.session.query(Person).filter(Person.name != "").order_by(Person.id.desc()).first()
    assert first is not None
    first.name = first.sort_name = "=1+1"
    db.session.commit()
    (page,) = openpyxl.load_workbook(io.BytesIO(oda.get(f"{HERE}{loom}/door.xlsx").data)).worksheets
    cell = next(cell for cell in page["A"] if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("", 404)])
def test_others_get_no_door_list(
    forum: Forum,
    oda: Browser,
    loom: UUID,
    role: str,
    status: int,
    staff: Callable[..., Account],
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    page = f"{HERE}{loom}"
    sheet = oda.post(f"{page}/papers", {"size": "a4"}, page=page).location
    jobs.run_job("papers")
    other = signed_in(staff(forum, role) if role else account("eve@example.org"))
    for path in (sheet, f"{sheet}.pdf", f"{page}/door.xlsx"):
        assert other.get(path).status_code == status
    name = sheet.rsplit("/", 1)[1]
    assert other.get(f"/en/editions/2017/agenda/papers/{name}.pdf").status_code == 404
    assert other.get(f"/en/account/agendas/2017/papers/{name}.pdf").status_code == 404
