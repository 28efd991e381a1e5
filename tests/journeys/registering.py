"""Somebody registers by the public form, and confirms by the link that is mailed."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Who registers; `country` is where they live, as ISO 3166-1 alpha-2."""

    name: str
    email: str
    country: str
    category: str = "full"


def fill_in(page: Page, who: Newcomer) -> None:
    """From the front page of the coming edition to its form, which is filled in but not sent."""
    page.goto("/en/editions/next/")
    page.get_by_role("link", name="Register").first.click()
    page.get_by_role("textbox", name="Name", exact=True).fill(who.name)
    page.get_by_label("E-mail address").fill(who.email)
    page.get_by_label("Country where you live").select_option(who.country)
    page.get_by_label("You take part as").select_option(who.category)
    page.get_by_role("radio", name="No, thank you").check()
    page.get_by_role("checkbox", name=re.compile("may keep and use")).check()


def send(page: Page) -> None:
    """Send the form: a mail with a link is on its way."""
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")


def confirm(page: Page) -> None:
    """By the link in the newest mail; then one's own page shows."""
    follow(page, "Confirm your registration")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are registered")


def follow(page: Page, subject: str) -> None:
    """The first link of the newest mail of that subject."""
    page.goto("/en/outbox")
    page.get_by_role("link", name=re.compile(f"^{subject}")).first.click()
    page.locator(".mail a").first.click()
