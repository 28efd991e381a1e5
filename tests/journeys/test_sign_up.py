"""A participant signs up: sees places in the programme, keeps one of two, takes an offer."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

PROGRAMME = "/en/editions/next/programme"


def test_a_stranger_sees_places_left_and_is_led_to_where_one_signs_up(
    tab: Callable[..., Page],
) -> None:
    page = tab()
    page.goto(PROGRAMME)
    row = page.locator(".session", has_text="Say your price aloud")
    expect(row.locator("[data-places]")).to_have_text("Filling, 3 of 24 places left")
    row.get_by_role("link", name="Say your price aloud").click()
    box = page.locator("[data-sign-up]")
    expect(box.locator(".state")).to_have_text("Filling, 3 of 24 places left")
    box.get_by_role("link", name="Sign up").click()
    expect(page.locator("[data-sign-up]")).to_contain_text("To sign up you need")
    expect(page.get_by_role("link", name="Register for the forum")).to_be_visible()


def test_mine_stand_first_among_parallel_sessions_then_places_left_then_full(
    tab: Callable[..., Page],
) -> None:
    page = tab("attendee")
    page.goto(PROGRAMME)
    moment = page.locator(".moment", has_text="Repair hall")
    expect(moment.locator(".session").first.locator("[data-places]")).to_have_text(
        "You have a place"
    )
    titles = moment.locator(".session :is(h4, h5)").all_inner_texts()
    assert titles[:2] == ["Repair hall", "On air in an hour"]
    assert titles[-1] == "Rules for a shared door"


def test_an_attendee_takes_an_offer_and_keeps_one_of_two(tab: Callable[..., Page]) -> None:
    page = tab("attendee")
    page.goto("/en/editions/next/sessions/loom")
    box = page.locator("[data-sign-up]")
    expect(box.locator(".state")).to_contain_text("A place is offered to you until")
    box.get_by_role("button", name="Take the place").click()
    expect(page.locator(".state")).to_have_text("You have a place.")
    page.goto("/en/editions/next/sessions/lend-me")
    box = page.locator("[data-sign-up]")
    expect(box).to_contain_text("You have a place in An hour at the loom at the same time.")
    box.get_by_role("button", name="Take this one, give the other up").click()
    expect(page.locator(".state")).to_have_text("You have a place.")
    page.goto("/en/editions/next/sessions/loom")
    expect(page.locator("[data-sign-up] .state")).to_contain_text("of 12 places left")


def test_without_scripts_one_signs_up_on_a_page_of_its_own(tab: Callable[..., Page]) -> None:
    page = tab("attendee", java_script_enabled=False)
    page.goto("/en/editions/next/sessions/bells")
    page.get_by_role("link", name="Places and signing up").click()
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator(".state")).to_have_text("You have a place.")
    page.get_by_role("button", name="Give it up").click()
    expect(page.get_by_role("status")).to_have_text("You gave your place up.")
    expect(page.locator(".state")).to_have_text("21 of 30 places left")
