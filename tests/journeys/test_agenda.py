"""A visitor keeps sessions: in one browser, on a phone, in an account; and takes them along."""

import re
from collections.abc import Callable

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site

PROGRAMME = "/en/editions/next/programme"
AGENDA = "/en/editions/next/agenda"
OWN = "/en/account/agendas/next/"
KEPT = "localStorage.getItem('cwf-agenda-next')"


def titles(page: Page) -> list[str]:
    return page.locator(".agenda-day h3 a").all_inner_texts()


def settled(page: Page) -> None:
    """Places left have come by themselves; rows stand in the order of what one can still have."""
    expect(page.locator(".rows [data-places]").first).to_be_attached()


def some(page: Page, number: int) -> list[str]:
    """Star so many sessions that can be seen, evenly over the page; their titles."""
    stars = page.locator(".rows [data-star]:visible")
    expect(stars.first).to_be_visible()
    settled(page)
    step = stars.count() // number
    chosen = []
    for count in range(number):
        row = stars.nth(count * step).locator("xpath=ancestor::article")
        chosen.append(row.locator("a").first.inner_text())
        stars.nth(count * step).click()
        expect(stars.nth(count * step)).to_have_attribute("aria-pressed", "true")
    return chosen


def test_visitor_stars_carries_them_to_a_phone_and_downloads(tab: Callable[..., Page]) -> None:
    desk = tab(accept_downloads=True)
    desk.goto(PROGRAMME)
    expect(desk.locator("[data-star]").first).to_be_visible()
    stand = "[...document.querySelectorAll('.rows .session')].map((one) => one.offsetTop).join()"
    settled(desk)
    before = desk.evaluate(stand)
    chosen = some(desk, 5)
    assert desk.evaluate(stand) == before
    desk.get_by_role("navigation", name="Main").get_by_role("link", name="My agenda").click()
    expect(desk.locator(".agenda-day h3 a")).to_have_count(5)
    assert sorted(titles(desk)) == sorted(chosen)
    assert desk.url.endswith(AGENDA)  # the address tells nobody what is kept
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Download for calendars").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    entries = calendar.walk("VEVENT")
    assert sorted(str(one["SUMMARY"]) for one in entries) == sorted(chosen)
    assert {str(one["TRANSP"]) for one in entries} == {"TRANSPARENT"}

    link = desk.get_by_role("link", name="Link with these sessions").get_attribute("href")
    assert link
    phone = tab(viewport=PHONE)
    phone.goto(PROGRAMME)
    some(phone, 1)  # the first of those that come
    phone.goto(link)
    expect(phone.get_by_text("This link brings 5 sessions along.")).to_be_visible()
    phone.get_by_role("button", name="Keep them here").click()
    phone.wait_for_url(f"**{AGENDA}")
    expect(phone.locator(".agenda-day h3 a")).to_have_count(5)
    phone.goto(link)
    expect(phone.locator("[data-star]").first).to_be_visible()
    expect(phone.get_by_role("button", name="Keep them here")).to_be_hidden()


def test_star_is_taken_away_again_and_nothing_is_left(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto("/en/editions/next/sessions/loom")
    button = page.get_by_role("button", name="Keep in my agenda")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{PROGRAMME}?view=grid")
    expect(page.locator(".grid-slot.mine")).to_have_count(1)
    page.goto("/en/editions/next/sessions/loom")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(KEPT) is None
    page.goto(AGENDA)
    expect(page.get_by_text("Nothing kept yet")).to_be_visible()


@pytest.mark.parametrize("rubbish", ["", "{}", "1a..2b", "[1,2]", "é", "1a.2b." * 9])
def test_corrupt_storage_is_nothing_and_is_written_over(
    tab: Callable[..., Page], rubbish: str
) -> None:
    page = tab()
    page.goto("/en/editions/next/practical")
    page.evaluate("text => localStorage.setItem('cwf-agenda-next', text)", rubbish)
    page.goto(PROGRAMME)
    expect(page.locator("[data-star]").first).to_have_attribute("aria-pressed", "false")
    some(page, 1)
    assert re.fullmatch("[0-9a-z]+", page.evaluate(KEPT))


def test_filtered_rows_have_their_stars_too(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(PROGRAMME)
    chosen = some(page, 1)
    page.locator("form.filters input[name=q]").fill(chosen[0])
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    row = page.locator(".session", has_text=chosen[0]).first
    expect(row.locator("[data-star]")).to_have_attribute("aria-pressed", "true")


def test_stars_come_along_at_sign_in_and_stay_in_the_account(
    tab: Callable[..., Page], site: Site
) -> None:
    page = tab(viewport=PHONE)
    page.goto("/en/editions/next/sessions/sit-in-it")
    page.get_by_role("button", name="Keep in my agenda").click()
    page.goto(f"/en/account/login?next={OWN}")
    email, password = site.passwords["attendee"]
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("1 session of this browser is now in")
    expect(page.locator(".agenda-day h3 a[href$='sit-in-it']")).to_be_visible()
    assert page.evaluate(KEPT) is None
    elsewhere = tab("attendee")
    elsewhere.goto(AGENDA)
    elsewhere.wait_for_url(f"**{OWN}")
    row = elsewhere.locator(".session", has=elsewhere.locator("a[href$='sit-in-it']")).first
    expect(row.locator("[data-star]")).to_have_attribute("aria-pressed", "true")
    with elsewhere.expect_response("**/favourites"):  # the star turns before the answer
        row.locator("[data-star]").click()
    expect(row.locator("[data-star]")).to_have_attribute("aria-pressed", "false")
    elsewhere.reload()
    expect(elsewhere.locator("[data-star]").first).to_be_visible()
    expect(elsewhere.locator("a[href$='sit-in-it']")).to_have_count(0)


def test_what_could_not_be_kept_is_said_and_undone(tab: Callable[..., Page]) -> None:
    page = tab("attendee", cut=True)
    page.goto(PROGRAMME)
    star = page.locator(".rows [data-star][aria-pressed=false]:visible").first
    expect(star).to_be_visible()
    label = star.get_attribute("aria-label")
    assert label
    page.route("**/favourites", lambda route: route.abort())
    button = page.get_by_role("button", name=label).first
    button.click()
    expect(page.get_by_role("alert")).to_have_text(
        "That could not be kept. Nothing was changed; try again."
    )
    expect(button).to_have_attribute("aria-pressed", "false")


def test_visitor_without_scripts_keeps_a_session_in_the_account(tab: Callable[..., Page]) -> None:
    page = tab("attendee", java_script_enabled=False)
    page.goto("/en/editions/next/sessions/rehearsal")
    page.get_by_role("link", name="Keep in my agenda").first.click()
    page.get_by_role("link", name="Sign in to keep them in your account").click()
    page.get_by_role("button", name="Keep this session").click()
    page.wait_for_url(f"**{OWN}")
    title = page.locator(".session", has=page.locator("a[href$='sessions/rehearsal']")).first
    title.get_by_role("button").click()
    expect(page.get_by_text("Taken out of your agenda.")).to_be_visible()
    expect(page.locator("a[href$='sessions/rehearsal']")).to_have_count(0)
