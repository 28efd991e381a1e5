"""The journey of a head: invited, a faulty list mended and imported, submitted, signed up."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import select

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.delegations.actions import delegations, heads
from cwf.delegations.actions.letters import head_token
from cwf.delegations.roles import Rank
from cwf.editions.models import Edition
from cwf.programme.models import Session, Slot
from cwf.programme.sheets.table import REMARKS
from tests.journeys.conftest import Site

HEADINGS = ("Vorname", "Name", "E-Mail", "Rolle", "Land", "Geburtsdatum")
ROWS = [
    ("Jürgen", "Müller", "juergen@example.org", "Politisch", "Deutschland", "31.12.1970"),
    ("Анна", "Петрова", "anna(at)example.org", "Künstlerin", "Bulgarien", "1.2.1980"),
    ("Bea", "Holm", "", "Sheriff", "Atlantis", ""),
]


def test_head_mends_a_faulty_list_imports_it_submits_and_signs_members_up(
    site: Site, tab: Callable[..., Page], tmp_path: Path
) -> None:
    link, slot = _invite(site)
    head = tab(accept_downloads=True)
    head.goto(link)
    head.get_by_role("button", name="Accept and begin").click()
    home = head.url
    _send(head, _faulty(tmp_path), "Import a list")
    site.work("member_imports")
    _confirm_the_columns(head)
    site.work("member_imports")
    mended = _see_all_errors_and_mend(head, tmp_path)
    _send(head, mended, "Send the mended list")
    site.work("member_imports")
    _look_and_import(head)
    _submit(head, home)
    _sign_up(head, home, slot)


def _invite(site: Site) -> tuple[str, str]:
    """The path of a head's link, and the id of a slot with places."""
    with site.app.app_context():
        edition = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
        row = delegations.make(
            edition, region_id=None, name={"en": "Far Shores"}, country="DE",
            zone="Europe/Berlin", actor=SYSTEM, at=clock.now(),
        )  # fmt: skip
        head = heads.invite(
            row, rank=Rank.HEAD, name="Ursel Klein", email="ursel@example.org", language="en",
            at=clock.now(), actor=SYSTEM,
        )  # fmt: skip
        wanted = select(Slot.uuid).join(Session, Session.id == Slot.session_id)
        slot = db.session.scalars(wanted.where(Session.slug == "odd-prices")).first()
        db.session.commit()
        return f"/en/delegations/invitation/{head_token(head)}", str(slot)


def _faulty(folder: Path) -> Path:
    book = Workbook()
    sheet: Any = book.active
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    book.save(folder / "liste.xlsx")
    return folder / "liste.xlsx"


def _send(head: Page, file: Path, link: str) -> None:
    head.get_by_role("main").get_by_role("link", name=link).first.click()
    head.get_by_label("File", exact=True).set_input_files(file)
    head.get_by_role("button", name="Read the list").click()
    expect(head.get_by_role("progressbar")).to_be_visible()


def _confirm_the_columns(head: Page) -> None:
    head.get_by_role("link", name="Say what the columns hold").click()  # the page goes on
    for heading, holds in zip(
        HEADINGS, ("first_name", "last_name", "email", "role", "country", "born"), strict=True
    ):
        expect(head.get_by_label(heading, exact=True)).to_have_value(holds)
    head.get_by_role("button", name="Check the list").click()
    expect(head.get_by_role("progressbar")).to_be_visible()


def _see_all_errors_and_mend(head: Page, folder: Path) -> Path:
    expect(head.get_by_role("alert")).to_contain_text(
        "3 errors keep the list out. Nothing was changed."
    )
    rows = head.locator("table tr")
    expect(rows.filter(has_text="Row 3, column E-Mail")).to_contain_text("anna(at)example.org")
    expect(rows.filter(has_text="Row 4, column Rolle")).to_contain_text("Sheriff")
    expect(rows.filter(has_text="Row 4, column Land")).to_contain_text("Atlantis")
    with head.expect_download() as download:
        head.get_by_role("link", name="Download the sheet with remarks").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet: Any = book.worksheets[0]
    assert sheet.cell(1, len(HEADINGS) + 1).value == REMARKS[0]
    sheet.cell(3, 3).value = "anna@example.org"
    sheet.cell(4, 4).value, sheet.cell(4, 5).value = "Begleitung", "Dänemark"
    book.save(folder / "mended.xlsx")
    return folder / "mended.xlsx"


def _look_and_import(head: Page) -> None:
    expect(head.get_by_text("3 members would be new or changed.")).to_be_visible()
    expect(head.locator("li.alteration", has_text="Анна Петрова")).to_contain_text("artist")
    head.get_by_role("button", name="Import all of it").click()
    expect(head.get_by_text("Imported.", exact=True)).to_be_visible()
    head.get_by_role("link", name="To the members").click()
    for name in ("Jürgen Müller", "Анна Петрова", "Bea Holm"):
        expect(head.locator("#members")).to_contain_text(name)


def _submit(head: Page, home: str) -> None:
    head.get_by_role("main").get_by_role("link", name="Submit").first.click()
    head.get_by_role("main").get_by_role("button", name="Submit").first.click()
    expect(head.get_by_text("Done. The other side is told by mail.")).to_be_visible()
    assert head.url == home


def _sign_up(head: Page, home: str, slot: str) -> None:
    head.goto(f"{home}programme/{slot}")
    head.get_by_role("checkbox", name="Jürgen Müller").last.check()
    head.get_by_role("button", name="Sign up the ticked ones").click()
    places = head.locator("section", has=head.get_by_role("heading", name="Places"))
    expect(places.locator("tr", has_text="Jürgen Müller")).to_contain_text("place")
    expect(head.get_by_role("button", name="Give their places up")).to_be_visible()
