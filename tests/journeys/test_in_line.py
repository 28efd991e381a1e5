"""An individual registers, changes and cancels; the next in line is offered the place, takes it."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from cwf import clock
from cwf.audit import SYSTEM
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.actions.admission import open_places
from cwf.registration.queries.places import counts
from tests.journeys.conftest import Site

FORM = "/en/editions/next/registration"
FIRST, SECOND = ("Ane Først", "ane@example.org"), ("Bo Næst", "bo@example.org")


def test_the_next_in_line_gets_the_place(site: Site, tab: Callable[..., Page]) -> None:
    first, second = tab(), tab()
    _leave_one_place(site)

    _register(first, *FIRST)
    expect(_heading(first)).to_have_text("You are registered")
    first.get_by_role("link", name="Change", exact=True).first.click()
    first.get_by_label("Affiliation").fill("The Weavers")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("The Weavers")).to_be_visible()

    _register(second, *SECOND)
    expect(_heading(second)).to_have_text("You are in line for a place")
    # Four wait before, for a day: their group is full, so none of them is next.
    expect(second.get_by_text("You are number 1 in line, at the latest.")).to_be_visible()
    expect(second.get_by_text("4 who came earlier are not counted")).to_be_visible()

    first.get_by_role("link", name="Cancel registration").click()
    first.get_by_role("button", name="Cancel registration").click()
    expect(_heading(first)).to_have_text("Your registration is cancelled")

    site.work("offers")
    _follow(second, "A place is free for you")
    expect(_heading(second)).to_have_text("A place is free for you")
    second.get_by_role("button", name="Take the place").click()
    expect(_heading(second)).to_have_text("You are registered")


def _leave_one_place(site: Site) -> None:
    """The edition is bounded by one place more than are taken or held back."""
    with site.app.app_context():
        edition = db.session.query(Edition).filter_by(slug="next").one()
        root_id = open_places(edition, None, clock.now(), SYSTEM).root_id
        assert root_id is not None
        now = counts([root_id], clock.now())[root_id]
        open_places(edition, now.taken + now.held + now.offered + 1, clock.now(), SYSTEM)
        db.session.commit()


def _heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def _register(page: Page, name: str, email: str) -> None:
    page.goto(FORM)
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Country where you live").select_option("DK")
    page.get_by_label("You take part as").select_option("full")
    page.get_by_role("radio", name="No, thank you").check()
    page.get_by_role("checkbox", name=re.compile("may keep and use")).check()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(_heading(page)).to_have_text("Look into your mail")
    _follow(page, "Confirm your registration")
    page.get_by_role("button", name="Confirm").click()


def _follow(page: Page, subject: str) -> None:
    """The first link of the newest mail of that subject."""
    page.goto("/en/outbox")
    page.get_by_role("link", name=re.compile(f"^{subject}")).first.click()
    page.locator(".mail a").first.click()
