"""A page that is printed from the browser is a clean sheet: what is read, and nothing to click."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

CLICKED = ".header .nav, .menu, .filters, .bar, .days, .as-link, .footer, .demo-bar, .action"
HERE = "/en/editions/next/"


@pytest.mark.parametrize(
    "path", ["", "programme", "programme?view=grid", "sessions/loom", "speakers/"]
)
def test_printed_page_has_nothing_to_click(tab: Callable[..., Page], path: str) -> None:
    page = tab(timezone_id="Asia/Kolkata", color_scheme="dark")
    page.goto(HERE + path)
    page.emulate_media(media="print")
    expect(page.locator(CLICKED).locator("visible=true")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    white, black = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (white, black) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_every_day_of_a_printed_programme_begins_a_sheet(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(HERE + "programme")
    page.emulate_media(media="print")
    breaks = page.locator(".rows > .day").evaluate_all(
        "days => days.map((day) => getComputedStyle(day).breakBefore)"
    )
    assert breaks == ["auto", "page", "page"]


def test_rooms_are_printed_as_lists(tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(HERE + "programme?view=grid")
    page.emulate_media(media="print")
    expect(page.locator(".by-place").first).to_be_visible()
    expect(page.locator(".grid-scroll").first).to_be_hidden()
