"""What an organiser sees while an answer is on its way, and where none comes."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.pages import ORGANISER

PLACING = "/en/manage/editions/next/sessions/keynote-rehearsal"
UNANSWERED = "No answer came, so this is as it was. Nothing was changed."


def placing(tab: Callable[..., Page]) -> Page:
    """The form that places a session, and checks while one types."""
    page = tab(ORGANISER, cut=True)
    page.goto(PLACING)
    moved = page.locator("main a[href*='/slots/']").first.get_attribute("href")
    page.goto(str(moved))  # which ends when all of it is there, scripts, too; a click does not
    return page


def test_a_check_without_an_answer_says_so_until_one_comes(tab: Callable[..., Page]) -> None:
    page = placing(tab)
    told = page.locator("[data-told]")
    page.route("**/*", lambda route: route.abort())
    page.get_by_label("Starts").fill("10:05")
    expect(told).to_contain_text(UNANSWERED)
    page.unroute("**/*")
    page.get_by_label("Starts").fill("10:10")
    expect(told).to_have_count(0)


def test_who_loses_the_connection_is_told_and_keeps_what_was_written(
    tab: Callable[..., Page],
) -> None:
    page = placing(tab)
    page.get_by_label("Starts").fill("10:05")
    page.context.set_offline(True)
    expect(page.locator("main > [data-told]")).to_contain_text("What you wrote stays here")
    page.context.set_offline(False)
    expect(page.locator("main > [data-told]")).to_have_count(0)
    expect(page.get_by_label("Starts")).to_have_value("10:05")
