"""A reader elsewhere sees the programme on their own clock: one click there, one click back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

PROGRAMME = "/en/editions/2017/programme"
SESSION = "/en/editions/2017/sessions/keynote-tom-kelley"
THERE = "Times in Aarhus, UTC+1."
MINE, BACK = "Show my time", "Show the times in Aarhus"


def party(page: Page) -> str:
    """The time of Wednesday's party, which is at 20:00 in Aarhus."""
    moment = page.locator("#day-2017-11-01 .moment", has_text="Party").locator(".moment-time")
    return " ".join(moment.inner_text().split())


def test_one_click_shows_the_readers_clock_and_one_goes_back(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="Asia/Kolkata")
    page.goto(PROGRAMME)
    before = page.locator(".rows").inner_html()
    assert party(page) == "20:00 to 02:00"
    page.get_by_role("button", name=MINE).click()
    expect(page.locator("[data-times]")).to_have_text("Times in your zone, India Standard Time.")
    assert party(page) == "00:30 to 06:30 Thu 2 Nov 20:00 to 02:00 in Aarhus"
    page.get_by_role("button", name=BACK).click()
    expect(page.locator("[data-times]")).to_have_text(THERE)
    assert page.locator(".rows").inner_html() == before


def test_the_browser_remembers_the_choice_on_every_page(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="Asia/Kolkata")
    page.goto(PROGRAMME)
    page.get_by_role("button", name=MINE).click()
    page.goto(SESSION)
    expect(page.locator(".facts .own")).to_have_text(
        "In your zone, India Standard Time: Wed 1 Nov, 13:45–14:30"
    )
    page.get_by_role("button", name=BACK).click()
    expect(page.locator(".facts .own")).to_have_count(0)
    page.goto(PROGRAMME)
    expect(page.get_by_role("button", name=MINE)).to_be_visible()
    assert party(page) == "20:00 to 02:00"


def test_a_filter_that_answers_at_once_keeps_the_readers_clock(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="America/Chicago")
    page.goto(PROGRAMME)
    page.get_by_role("button", name=MINE).click()
    with page.expect_response(lambda answer: "kind=social" in answer.url):
        page.get_by_role("checkbox", name="Social").check()
    expect(page.locator("[data-times]")).to_have_text("Times in your zone, Central Daylight Time.")
    assert party(page) == "14:00 to 20:00 20:00 to 02:00 in Aarhus"


def test_by_room_the_axis_shows_the_readers_clock(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="Asia/Kolkata")
    page.goto(f"{PROGRAMME}?view=grid&day=2017-11-01")
    first = page.locator(".grid-axis time").first
    was = first.inner_text()
    page.get_by_role("button", name=MINE).click()
    hour, minute = map(int, was.split(":"))
    later = hour * 60 + minute + 270
    expect(first).to_have_text(f"{later // 60:02}:{later % 60:02}")


def test_whose_clock_is_the_same_is_not_asked(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="Europe/Oslo")
    page.goto(PROGRAMME)
    expect(page.locator("[data-times]")).to_have_text(THERE)
    expect(page.get_by_role("button", name=MINE)).to_have_count(0)


def test_without_scripts_every_page_says_whose_times_it_shows(tab: Callable[..., Page]) -> None:
    page = tab(timezone_id="Asia/Kolkata", java_script_enabled=False)
    for address, said in (
        (PROGRAMME, THERE),
        (SESSION, "In Aarhus, UTC+1"),
        ("/en/editions/2017/speakers/tom-kelley", THERE),
    ):
        page.goto(address)
        expect(page.locator("[data-times]")).to_have_text(said)
