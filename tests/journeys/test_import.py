"""The journey of a sheet: an organiser sends a faulty one, mends it, and publishes."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cwf.database import db
from cwf.editions.models import Edition, Staff
from cwf.people.models import Account
from cwf.programme.models import Room, Venue
from cwf.programme.sheets.table import REMARKS
from tests.journeys.conftest import Site

MANAGE = "/en/manage/editions/2031"
HEADS = ("Title", "Kind", "Speakers", "Room", "Day", "Starts", "Ends", "Status")
ROWS = [
    ("The patience of stone", "Talk", "Ingrid Sund", "Long Room", date(2031, 5, 6), "9:00",
     "10:00", "Confirmed"),
    ("Bread for two hundred", "Workshop", "Jonas Lehm", "Long Rom", date(2031, 5, 6), "11:00",
     "10:30", "Confirmed"),
    ("Nothing but rain", "Dance", "Ingrid Sund", "Long Room", date(2031, 5, 7), "9:00", "10:00",
     "Confirmed"),
]  # fmt: skip


def test_organiser_mends_a_faulty_sheet_and_a_visitor_sees_it(
    site: Site, tab: Callable[..., Page], tmp_path: Path
) -> None:
    _make_edition(site)
    organiser = tab("organiser", accept_downloads=True)
    _send(organiser, _faulty(tmp_path))
    site.work("imports")
    _confirm_the_columns(organiser)
    site.work("imports")
    _see_the_errors(organiser)
    mended = _download_and_mend(organiser, tmp_path)
    _send_mended(organiser, mended)
    site.work("imports")
    _look_and_import(organiser)
    _publish(organiser)

    visitor = tab()
    visitor.goto("/en/editions/2031/programme")
    for title in ("The patience of stone", "Bread for two hundred", "Nothing but rain"):
        expect(visitor.locator("article", has_text=title)).to_contain_text("Long Room")
    expect(visitor.locator("main")).to_contain_text("Jonas Lehm")


def _make_edition(site: Site) -> None:
    with site.app.app_context():
        edition = Edition(
            slug="2031", year=2031, zone="Europe/Copenhagen", starts=date(2031, 5, 6),
            ends=date(2031, 5, 7), languages=["en", "da"], city={"en": "Skagen"},
        )  # fmt: skip
        db.session.add(edition)
        db.session.flush()
        organiser = select(Account).where(Account.email == site.passwords["organiser"][0])
        at = datetime(2026, 1, 1, tzinfo=UTC)
        staff = Staff(
            edition_id=edition.id,
            account_id=db.session.scalars(organiser).one().id,
            role="organiser",
            appointed=at,
        )
        venue = Venue(edition_id=edition.id, slug="house", name={"en": "The House"}, note={})
        room = Room(
            edition_id=edition.id, slug="long-room", venue=venue, name={"en": "Long Room"}, note={}
        )
        db.session.add_all([staff, venue, room])
        db.session.commit()


def _faulty(folder: Path) -> Path:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Sessions"
    for row in (HEADS, *ROWS):
        sheet.append(row)
    book.save(folder / "programme.xlsx")
    return folder / "programme.xlsx"


def _send(organiser: Page, file: Path) -> None:
    organiser.goto(f"{MANAGE}/sessions/")
    organiser.get_by_role("main").get_by_role("link", name="Import", exact=True).click()
    organiser.get_by_label("File", exact=True).set_input_files(file)
    organiser.get_by_label("Add rooms, tracks and speakers").check()
    organiser.get_by_role("button", name="Read the file").click()
    expect(organiser.get_by_role("progressbar")).to_be_visible()


def _confirm_the_columns(organiser: Page) -> None:
    organiser.get_by_role("link", name="Say what the columns hold").click()  # the page goes on
    expect(organiser.get_by_label("Title", exact=True)).to_have_value("title:en")
    expect(organiser.get_by_label("Room", exact=True)).to_have_value("rooms")
    organiser.get_by_role("button", name="Check the file").click()
    expect(organiser.get_by_role("progressbar")).to_be_visible()


def _see_the_errors(organiser: Page) -> None:
    alert = organiser.get_by_role("alert")
    expect(alert).to_contain_text("2 errors keep the file out. Nothing was changed.")
    rows = organiser.locator("table tr")
    expect(rows.filter(has_text="Row 3, column Ends")).to_have_count(1)
    expect(rows.filter(has_text="Row 4, column Kind")).to_contain_text("Dance")


def _download_and_mend(organiser: Page, folder: Path) -> Path:
    with organiser.expect_download() as download:
        organiser.get_by_role("link", name="Download the sheet with remarks").click()
    assert download.value.suggested_filename == "programme with remarks.xlsx"
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book["Sessions"]
    heads = [cell.value for cell in sheet[1]]
    remarks = heads.index(REMARKS[0])
    assert "Dance" in str(sheet[4][remarks].value)
    sheet[3][heads.index("Room")].value = "Long Room"
    sheet[3][heads.index("Ends")].value = "12:00"
    sheet[4][heads.index("Kind")].value = "Talk"
    book.save(folder / "mended.xlsx")
    return folder / "mended.xlsx"


def _send_mended(organiser: Page, file: Path) -> None:
    organiser.get_by_role("link", name="Send the mended file").click()
    organiser.get_by_label("File", exact=True).set_input_files(file)
    organiser.get_by_label("Add rooms, tracks and speakers").check()
    organiser.get_by_role("button", name="Read the file").click()
    expect(organiser.get_by_role("progressbar")).to_be_visible()


def _look_and_import(organiser: Page) -> None:
    expect(organiser.get_by_text("5 things would change.")).to_be_visible()
    sessions = organiser.get_by_role("row", name="Sessions")
    expect(sessions.get_by_role("cell").nth(1)).to_have_text("3")
    bread = organiser.locator("li", has_text="Bread for two hundred")
    expect(bread).to_contain_text("Tue 6 May, 11:00–12:00, Long Room")
    organiser.get_by_role("button", name="Import all of it").click()
    expect(organiser.get_by_text("It is in the draft since")).to_be_visible()


def _publish(organiser: Page) -> None:
    organiser.get_by_role("main").get_by_role("link", name="Releases").click()
    organiser.get_by_role("link", name="See what will change").click()
    organiser.get_by_role("button", name="Publish release 1").click()
    expect(organiser.get_by_role("status")).to_contain_text("Release 1 is published.")
