"""The journey of the product: an organiser moves a keynote and publishes; a visitor sees it."""

import io
import json
import re
from collections.abc import Callable

import pikepdf
from icalendar import Calendar
from playwright.sync_api import Download, Locator, Page, expect
from sqlalchemy import delete, func, select

from cwf.database import db
from cwf.programme.book_name import book_name
from cwf.programme.models import Book, Release
from tests.journeys.conftest import Site

KEYNOTE = "Never the first night"
SESSION = "/en/editions/next/sessions/keynote-rehearsal"
MANAGE = "/en/manage/editions/next"


def test_organiser_moves_a_keynote_and_a_visitor_sees_it(
    site: Site, tab: Callable[..., Page]
) -> None:
    visitor = tab(accept_downloads=True)
    visitor.goto(SESSION)
    expect(_placing(visitor)).to_contain_text("Great Hall")

    organiser = tab("organiser")
    organiser.goto(f"{MANAGE}/sessions/")
    organiser.get_by_label("Search").fill(KEYNOTE)
    organiser.keyboard.press("Enter")
    organiser.get_by_role("link", name=KEYNOTE).click()
    _move_to_a_room_that_is_taken(organiser)
    _see_the_conflict_and_mend_it(organiser)
    _publish(organiser)

    visitor.reload()  # a browser may show what it has for a minute
    expect(_placing(visitor)).to_contain_text("Departure Hall")
    _look_at_the_changes(visitor)
    _download(visitor)
    _wait_for_the_book(visitor, site)


def _placing(visitor: Page) -> Locator:
    return visitor.locator(".session-side")


def _move_to_a_room_that_is_taken(organiser: Page) -> None:
    organiser.get_by_role("link", name="Move", exact=True).click()
    organiser.get_by_label("Room", exact=True).select_option("courtyard")
    beside = organiser.locator("#checked")
    expect(beside).to_contain_text("Courtyard is taken twice")
    expect(beside).to_contain_text("The unfinished museum")
    organiser.get_by_role("button", name="Place here").click()
    expect(organiser.get_by_role("status")).to_contain_text("Moved.")


def _see_the_conflict_and_mend_it(organiser: Page) -> None:
    menu = organiser.get_by_role("navigation", name="Main")
    menu.get_by_role("link", name="Conflicts").click()
    conflict = organiser.locator("li.conflict, div.conflict", has_text="Courtyard is taken twice")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text(KEYNOTE)
    conflict.get_by_role("link", name=f"Move {KEYNOTE}").click()
    organiser.locator("#checked").get_by_role("link", name="Departure Hall").click()
    organiser.get_by_role("button", name="Place here").click()
    menu.get_by_role("link", name="Conflicts").click()
    expect(conflict).to_have_count(0)


def _publish(organiser: Page) -> None:
    organiser.goto(f"{MANAGE}/releases/")
    organiser.get_by_role("link", name="See what will change").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("What release 5 will change")
    expect(organiser.locator("ul.changes li", has_text=KEYNOTE)).to_contain_text("Departure Hall")
    organiser.get_by_label("English").fill("The closing keynote has a room by the water.")
    organiser.get_by_role("button", name="Publish release 5").click()
    expect(organiser.get_by_role("status")).to_contain_text("Release 5 is published.")


def _look_at_the_changes(visitor: Page) -> None:
    visitor.get_by_role("navigation", name="Main").get_by_role("link", name="Changes").click()
    newest = visitor.locator("main section").first
    expect(newest).to_contain_text("Release 5")
    expect(newest).to_contain_text("The closing keynote has a room by the water.")
    expect(newest.locator("li", has_text=KEYNOTE)).to_contain_text("Departure Hall")
    expect(newest.locator("li", has_text=KEYNOTE)).to_contain_text("Great Hall")


def _download(visitor: Page) -> None:
    visitor.goto("/en/editions/next/programme")
    calendar = Calendar.from_ical(_taken(visitor, r"iCal\)").path().read_bytes())
    [event] = [one for one in calendar.walk("VEVENT") if one["SUMMARY"] == KEYNOTE]
    assert str(event["LOCATION"]).startswith("Departure Hall")
    visitor.goto("/en/editions/next/")
    schedule = json.loads(_taken(visitor, "JSON").path().read_text())["schedule"]
    rooms = {
        event["title"]: event["room"]
        for day in schedule["conference"]["days"]
        for events in day["rooms"].values()
        for event in events
    }
    assert rooms[KEYNOTE] == "Departure Hall"


def _taken(visitor: Page, kind: str) -> Download:
    with visitor.expect_download() as download:
        visitor.get_by_role("link", name=re.compile(f"{kind}$")).click()
    return download.value


def _wait_for_the_book(visitor: Page, site: Site) -> None:
    visitor.get_by_role("link", name="PDF").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The book is being prepared")
    _leave_one_book_to_make(site)
    site.work("books")
    visitor.wait_for_url("**/programme.pdf*")  # the page goes on by itself
    with pikepdf.open(io.BytesIO(visitor.request.get(visitor.url).body())) as book:
        assert str(book.Root.Lang) == "en"
        assert "Creativity World Forum" in str(book.docinfo["/Title"])
        assert len(book.pages) > 10


def _leave_one_book_to_make(site: Site) -> None:
    """The demonstration wants many, which takes a worker minutes."""
    with site.app.app_context():
        newest = select(func.max(Release.id))
        one = (Book.release_id == newest.scalar_subquery()) & (Book.name == book_name("en", "a5"))
        db.session.execute(delete(Book).where(~one))
        db.session.commit()
