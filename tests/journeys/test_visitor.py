"""A visitor finds what there is: without scripts, with the keyboard alone, on a phone."""

import re
from collections.abc import Callable

from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

PROGRAMME = "/en/editions/next/programme"
FOCUSED = "document.activeElement.textContent.trim()"


def test_visitor_without_scripts_filters_reads_and_takes_a_session_along(
    tab: Callable[..., Page],
) -> None:
    page = tab(java_script_enabled=False, accept_downloads=True)
    page.goto("/en/editions/next/")
    page.get_by_role("link", name="See the programme").click()
    page.get_by_label("Search").fill("loom")
    page.get_by_role("checkbox", name=re.compile(r"^Workshop \d+$")).check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".rows .session a").first).to_have_text("An hour at the loom")
    assert "q=loom" in page.url
    page.get_by_role("link", name="An hour at the loom").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("An hour at the loom")
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").first.click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["An hour at the loom"]


def test_visitor_without_scripts_changes_the_language_of_the_page(
    tab: Callable[..., Page],
) -> None:
    page = tab(java_script_enabled=False)
    page.goto("/en/editions/next/sessions/loom")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Dansk").click()
    assert page.url.endswith("/da/editions/next/sessions/loom")
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.get_by_role("heading", level=1)).to_have_text("En time ved væven")


def test_search_without_a_match_says_which_filter_to_loosen(tab: Callable[..., Page]) -> None:
    page = tab(java_script_enabled=False)
    page.goto(f"{PROGRAMME}?kind=keynote&q=nothing+of+the+kind")
    expect(page.locator(".empty")).to_contain_text("You asked for Keynote, “nothing of the kind”.")
    page.get_by_role("link", name="Leave out the search").click()
    expect(page.locator(".session.keynote")).to_have_count(6)


def test_many_sessions_at_once_stand_behind_a_button(tab: Callable[..., Page]) -> None:
    page = tab(java_script_enabled=False)
    page.goto("/en/editions/2017/programme?day=2017-11-01")
    moment = page.locator(".moment", has_text="19 breakouts at once")
    expect(moment.locator(".session:visible")).to_have_count(10)
    moment.get_by_text("Show the other 9").click()
    expect(moment.locator(".session:visible")).to_have_count(19)


def test_keyboard_skips_to_the_content(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(PROGRAMME)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_keyboard_opens_and_closes_the_menu_of_a_phone(tab: Callable[..., Page]) -> None:
    page = tab(viewport=PHONE)
    page.goto("/en/editions/next/")
    menu = page.locator("details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Speakers")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Speakers")).to_be_hidden()
    assert page.evaluate(FOCUSED) == "Menu"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PROGRAMME}")


def test_current_day_stands_in_view_on_a_phone(tab: Callable[..., Page]) -> None:
    page = tab(viewport={"width": 320, "height": 640})
    page.goto(PROGRAMME)
    page.locator(".days [data-tabs] a").last.click()
    page.wait_for_url("**day=**")
    box = page.locator(".days [data-tabs] [aria-current]").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_what_has_focus_is_never_under_a_sticky_bar(tab: Callable[..., Page]) -> None:
    page = tab(viewport=PHONE, reduced_motion="reduce")
    page.goto(PROGRAMME)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('.rows a')].filter((link) => {
          link.focus();
          const box = link.getClientRects()[0];
          const top = document.elementFromPoint(box.left + 3, box.top + 3);
          return !(top && (link.contains(top) || top.contains(link)));
        }).map((link) => link.textContent)"""
    )
    assert hidden == []
