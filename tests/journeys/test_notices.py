"""What happens to those who picked a session when the organiser cancels one and moves another.

The feed, the pages and one mail tell it; a browser without account sees what it has not seen yet.
"""

import email
import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar, Event
from playwright.sync_api import Page, expect

from cwf import clock
from tests.journeys.conftest import PHONE, Site, served

NEXT = "/en/editions/next"
MANAGE = "/en/manage/editions/next"
OWN = "/en/account/agendas/next/"
CANCELLED, WHY = "What came after the failure", "The speaker has lost her voice."
MOVED = "The open square"
PAGES = {CANCELLED: f"{NEXT}/sessions/second-attempts", MOVED: f"{NEXT}/sessions/open-square"}
ZONE = ZoneInfo("Europe/Copenhagen")
NEWS = "What changed since you looked"


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The draft of the demonstration is published, and whoever was to hear of that was told."""
    with served(demonstration, tmp_path_factory.mktemp("noticing")) as made:
        words = ["programme", "publish", "--edition", "next", "--note", "x"]
        result = made.app.test_cli_runner().invoke(args=words)
        assert result.exit_code == 0, result.output
        work_at(made, on_day(1, time(12)), "notices", "mail")
        for old in outbox(made).iterdir():
            old.unlink()
        yield made


def on_day(number: int, at: time) -> datetime:
    """An instant by the clock of the edition, so many days from now."""
    day = clock.now().astimezone(ZONE).date() + timedelta(days=number)
    return datetime.combine(day, at, ZONE)


def work_at(site: Site, at: datetime, *jobs: str) -> None:
    """Do jobs as the worker would at that instant."""
    with time_machine.travel(at, tick=False):
        for job in jobs:
            site.work(job)


def test_cancelled_and_moved_sessions_reach_feed_page_and_mail(
    site: Site, tab: Callable[..., Page]
) -> None:
    attendee, visitor = tab("attendee"), tab(viewport=PHONE)
    for page, agenda in ((attendee, OWN), (visitor, f"{NEXT}/agenda")):
        keep_both(page)
        page.goto(agenda)
        if page is attendee:  # what the demonstration changed before
            page.get_by_role("button", name="Mark as seen").click()
        for address in PAGES.values():
            expect(page.locator(f".agenda-day h3 a[href='{address}']")).to_be_visible()
        expect(page.get_by_text(NEWS)).to_have_count(0)
    feed = subscribe(attendee)
    before = entries(attendee, feed)

    organiser = tab("organiser")
    cancel(organiser)
    move(organiser)
    publish(organiser)

    look_at_the_feed(before, entries(attendee, feed))
    look_at_the_outbox(site)  # before the reader says to have seen it: then no mail would go out
    look_at_the_agenda(attendee)
    look_at_the_sessions(attendee)
    look_without_account(visitor)


def keep_both(page: Page) -> None:
    for address in PAGES.values():
        page.goto(address)
        star = page.get_by_role("button", name="Keep in my agenda")
        star.click()
        expect(star).to_have_attribute("aria-pressed", "true")


def subscribe(attendee: Page) -> str:
    """Make a calendar of the agenda; its address."""
    attendee.goto("/en/account/feeds/")
    attendee.get_by_label("What").select_option("agenda next")
    attendee.get_by_label("Name").fill("Phone")
    attendee.get_by_role("button", name="Make it").click()
    line = attendee.locator("li", has_text="Phone")
    found = line.locator("a[download]").get_attribute("href")
    assert found
    return found


def entries(page: Page, feed: str) -> dict[str, Event]:
    """What stands in a feed of both sessions, by UID, as a calendar without cookies gets it."""
    answer = page.request.get(feed, headers={"Cookie": ""})
    assert answer.status == 200
    found = Calendar.from_ical(answer.body()).walk("VEVENT")
    both = {
        str(one["UID"]): one
        for one in found
        if any(title in str(one["SUMMARY"]) for title in PAGES)
    }
    assert len(both) == 2
    return both


def cancel(organiser: Page) -> None:
    organiser.goto(f"{MANAGE}/sessions/second-attempts/cancellation")
    organiser.get_by_label("English").fill(WHY)
    organiser.get_by_role("button", name="Cancel session").click()
    expect(organiser.get_by_role("status")).to_contain_text(f"{CANCELLED} is cancelled.")


def move(organiser: Page) -> None:
    organiser.goto(f"{MANAGE}/sessions/open-square")
    organiser.get_by_role("link", name="Move", exact=True).click()
    organiser.get_by_label("Starts").fill("12:05")
    organiser.get_by_label("Ends").fill("12:50")
    organiser.get_by_role("button", name="Place here").click()
    expect(organiser.get_by_role("status")).to_contain_text("Moved.")


def publish(organiser: Page) -> None:
    organiser.goto(f"{MANAGE}/releases/new")
    expect(organiser.get_by_text("2 changes go out; 1 person is told.")).to_be_visible()
    organiser.get_by_role("button", name="Publish release 6").click()
    expect(organiser.get_by_role("status")).to_contain_text("Release 6 is published.")


def look_at_the_feed(before: dict[str, Event], after: dict[str, Event]) -> None:
    """The same two entries, one of them cancelled, the other at another time."""
    assert before.keys() == after.keys()
    for uid, now in after.items():
        was = before[uid]
        assert (int(was["SEQUENCE"]), str(was["STATUS"])) == (0, "CONFIRMED")
        assert int(now["SEQUENCE"]) == 1
        assert now["LAST-MODIFIED"].dt > was["LAST-MODIFIED"].dt
        if CANCELLED in str(now["SUMMARY"]):
            assert str(now["STATUS"]) == "CANCELLED"
            assert now["DTSTART"].dt == was["DTSTART"].dt
        else:
            assert str(now["STATUS"]) == "CONFIRMED"
            assert hours(was) == ("13:00", "14:00")
            assert hours(now) == ("12:05", "12:50")


def hours(event: Event) -> tuple[str, str]:
    begins, ends = (event[key].dt.astimezone(ZONE) for key in ("DTSTART", "DTEND"))
    assert begins.date() == ends.date()
    return f"{begins:%H:%M}", f"{ends:%H:%M}"


def look_at_the_agenda(attendee: Page) -> None:
    attendee.goto(OWN)
    told_until_seen(attendee)


def look_without_account(visitor: Page) -> None:
    """It asks by the number of the release that this browser keeps."""
    with visitor.expect_request("**/agenda?picks=*&since=5"):
        visitor.goto(f"{NEXT}/agenda")
    told_until_seen(visitor)
    assert visitor.evaluate("localStorage.getItem('cwf-seen-next')") == "6"


def told_until_seen(page: Page) -> None:
    """What was and what is, and a mark at the entries, until the reader says to have seen it."""
    news = page.locator("[data-news]")
    expect(news.get_by_role("heading", name=NEWS)).to_be_visible()
    expect(news.locator("li")).to_have_count(2)
    expect(news.locator("li", has_text=CANCELLED)).to_contain_text("Cancelled")
    moved = news.locator("li", has_text=MOVED)
    expect(moved).to_contain_text("12:05")
    expect(moved).to_contain_text("13:00")
    entry = {title: page.locator("article", has_text=title) for title in PAGES}
    expect(entry[CANCELLED].locator(".tag", has_text="Cancelled")).to_be_visible()
    expect(entry[CANCELLED]).to_contain_text(WHY)
    expect(entry[MOVED].locator(".tag", has_text="Changed")).to_be_visible()
    page.get_by_role("button", name="Mark as seen").click()
    expect(news).to_have_count(0)
    page.reload()
    expect(entry[MOVED]).to_be_visible()
    expect(news).to_have_count(0)
    expect(entry[MOVED].locator(".tag", has_text="Changed")).to_have_count(0)
    expect(entry[CANCELLED].locator(".tag", has_text="Cancelled")).to_be_visible()


def look_at_the_sessions(attendee: Page) -> None:
    attendee.goto(PAGES[CANCELLED])
    attendee.reload()  # a browser may show what it has for a minute
    expect(attendee.locator("main")).to_contain_text(f"Cancelled. {WHY}")
    attendee.goto(PAGES[MOVED])
    attendee.reload()
    expect(attendee.locator(".session-side")).to_contain_text("12:05")


def look_at_the_outbox(site: Site) -> None:
    """Not at night, in the morning one, and no second one later."""
    work_at(site, on_day(1, time(23)), "notices", "mail")
    assert notices(site) == []
    work_at(site, on_day(2, time(7, 59)), "notices", "mail")
    assert notices(site) == []
    for hour in (8, 9, 12):
        work_at(site, on_day(2, time(hour)), "notices", "mail")
    [(recipient, subject, body)] = notices(site)
    assert recipient == site.passwords["attendee"][0]
    assert subject.startswith("2 changes")
    told = [line for line in body.splitlines() if line.startswith("*")]
    assert [re.sub(r"day \d+ \w+", "day", line) for line in told] == [
        f"* Cancelled: {CANCELLED}, Wednesday, 15:00 ({WHY})",
        f"* Moved: {MOVED}, to Thursday, 12:05, from Thursday, 13:00",
    ]


def outbox(site: Site) -> Path:
    folder: Path = site.app.extensions["cwf_settings"].instance / "outbox"
    return folder


def notices(site: Site) -> list[tuple[str, str, str]]:
    """Recipient, subject and text of all mails that went out since the journey began."""
    found = [
        email.message_from_bytes(file.read_bytes(), policy=default)
        for file in sorted(outbox(site).iterdir())
    ]
    return [(one["To"], one["Subject"], one.get_content()) for one in found]
