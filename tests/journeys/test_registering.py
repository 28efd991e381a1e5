"""Somebody registers, takes a place, waits for another, and is offered it when it becomes free."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Site
from tests.journeys.pages import ATTENDEE, ORGANISER
from tests.journeys.registering import Newcomer, confirm, fill_in, follow, send

VIGGA = Newcomer(name="Vigga Prøvesen", email="vigga@example.org", country="DK", category="student")
ROOMY, FULL = "The open square", "Plans on stage"
SIGN_UPS = "/en/manage/editions/next/sign-ups/"


def test_newcomer_registers_waits_and_gets_an_offer(site: Site, tab: Callable[..., Page]) -> None:
    organiser, newcomer, other = tab(ORGANISER), tab(), tab(ATTENDEE)
    _limit(organiser, ROOMY, 2)
    _limit(organiser, FULL, 1)
    _put_in(organiser, site.passwords[ATTENDEE][0])

    _register(newcomer)
    _take_a_place(newcomer)
    _wait(newcomer)

    _give_up(other)
    site.work("offers")
    _accept(newcomer)
    _give_up_by_mistake_and_take_again(newcomer)

    _see_both_in_my_agenda(newcomer)
    organiser.reload()
    expect(_people(organiser, "Who has a place")).to_have_text([VIGGA.name])


def _limit(organiser: Page, title: str, places: int) -> None:
    organiser.goto(f"{SIGN_UPS}?show=all")
    organiser.get_by_role("link", name=title, exact=True).click()
    organiser.get_by_label("Places").fill(str(places))
    organiser.get_by_role("button", name="Save").click()
    expect(organiser.get_by_text(f"{places} of {places} places left")).to_be_visible()


def _put_in(organiser: Page, email: str) -> None:
    organiser.get_by_label("E-mail address of the participant").fill(email)
    organiser.get_by_label("Reason").fill("Asked at the desk")
    organiser.get_by_role("button", name="Put in").click()
    expect(_people(organiser, "Who has a place")).to_have_text(["Ada Sample"])


def _register(newcomer: Page) -> None:
    fill_in(newcomer, VIGGA)
    newcomer.get_by_label("Your student card is valid until").fill("2027-12-31")
    send(newcomer)
    confirm(newcomer)


def _take_a_place(newcomer: Page) -> None:
    """On the page of the session: a script puts there what can be done."""
    newcomer.get_by_role("link", name="See the programme").click()
    newcomer.get_by_label("Search").fill(ROOMY)
    newcomer.keyboard.press("Enter")
    newcomer.get_by_role("link", name=ROOMY).click()
    expect(_box(newcomer)).to_contain_text("2 of 2 places left")
    _box(newcomer).get_by_role("button", name="Sign up").click()
    expect(_box(newcomer)).to_contain_text("You have a place.")


def _wait(newcomer: Page) -> None:
    newcomer.goto("/en/editions/next/sessions/theatre-of-plans")
    expect(_box(newcomer)).to_contain_text("Full")
    _box(newcomer).get_by_role("button", name="Join waiting list").click()
    expect(_box(newcomer)).to_contain_text("You are number 1 in line.")


def _give_up(other: Page) -> None:
    other.goto("/en/editions/next/sessions/theatre-of-plans")
    _box(other).get_by_role("button", name="Give it up").click()
    expect(other.get_by_role("status")).to_have_text("You gave your place up.")


def _accept(newcomer: Page) -> None:
    follow(newcomer, f"A place is free for you: {FULL}")
    expect(_box(newcomer)).to_contain_text("A place is offered to you until")
    _box(newcomer).get_by_role("button", name="Take the place").click()
    expect(_box(newcomer)).to_contain_text("You took the offer from the waiting list.")


def _give_up_by_mistake_and_take_again(newcomer: Page) -> None:
    _box(newcomer).get_by_role("button", name="Give it up").click()
    expect(_box(newcomer)).to_contain_text("1 of 1 places left")
    _box(newcomer).get_by_role("button", name="Sign up").click()
    newcomer.goto("/en/editions/next/sessions/theatre-of-plans")
    expect(_box(newcomer)).to_contain_text("You have a place.")


def _see_both_in_my_agenda(newcomer: Page) -> None:
    """With what the forum made compulsory for everyone."""
    newcomer.goto("/da/account/agendas/next/")
    sessions = newcomer.locator("article h3")
    expect(sessions).to_have_text(["Åbning", "Den åbne plads", "Planer på scenen"])
    newcomer.goto("/en/account/agendas/next/")
    tags = newcomer.locator("article .tag")
    expect(tags).to_have_text(["Compulsory", "You have a place", "You have a place"])


def _box(page: Page) -> Locator:
    return page.locator("[data-sign-up]")


def _people(organiser: Page, table: str) -> Locator:
    return organiser.get_by_role("table", name=table).locator("tbody th")
