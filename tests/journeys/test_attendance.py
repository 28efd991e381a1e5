"""A forum aims at 3,000 from abroad and 10,000 guests: from the targets to the report.

The application's clock stands still, and is moved from one stop of the way to the next.
"""

import base64
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader
from sqlalchemy import delete, select

from cwf import clock
from cwf.attendance.models import Count, Target
from cwf.database import db
from cwf.editions.models import Edition
from cwf.registration.models import Participant
from cwf.registration.queries.abroad import rule_of
from tests.journeys.conftest import PHONE, Site, served
from tests.journeys.pages import ORGANISER
from tests.journeys.registering import Newcomer, confirm, fill_in, send

HERE = "/en/manage/editions/next/attendance/"
ABROAD, GUESTS = "International participants", "Guests in all"
DEFINITIONS = {
    ABROAD: "Whoever is confirmed and lives abroad, counted once.",
    GUESTS: "Whoever comes, registered or not, counted once.",
}
HOUSES = "Lists of the twelve houses, added up by two people."
SURVEY = "The clicker on the quay, and five who were asked."
ANA = Newcomer(name="Ana Duarte", email="ana@example.org", country="PT")
BODIL = Newcomer(name="Bodil Krogh", email="bodil@example.org", country="DK")

# What a scanner does, in a page of its own: it reads the squares of a picture.
READER = Path(__file__).parents[2] / "static/vendor/jsqr.js"
SCAN = """async (png) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const { width, height } = picture;
  const seen = new OffscreenCanvas(width, height).getContext("2d");
  seen.drawImage(picture, 0, 0);
  return jsQR(seen.getImageData(0, 0, width, height).data, width, height).data;
}"""

Stop = Callable[[datetime], None]


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The coming edition before anybody aims at anything, or has counted."""
    with served(demonstration, tmp_path_factory.mktemp("attendance")) as made:
        with made.app.app_context():
            for table in (Target, Count):
                db.session.execute(delete(table).where(table.edition_id == coming().id))
            db.session.commit()
        yield made


@pytest.fixture
def stop(site: Site, monkeypatch: pytest.MonkeyPatch) -> Stop:
    """Stop the clock of the application; weeks later, nobody is signed in any more."""

    def at(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)
        site.states.clear()

    return at


def coming() -> Edition:
    return db.session.scalars(select(Edition).where(Edition.slug == "next")).one()


def test_from_targets_through_registrations_door_and_clicker_to_the_report(
    site: Site, tab: Callable[..., Page], stop: Stop
) -> None:
    stop(clock.now())
    first, last, zone = days_of(site)
    organiser, ana, bodil = tab(ORGANISER), tab(), tab()
    aim_at_3000_from_abroad(organiser, first - timedelta(days=1))
    aim_at_10000_guests(organiser, last)
    site.work("snapshots")
    abroad, people = registered(site)
    assert numbers(organiser) == {ABROAD: abroad, GUESTS: people}

    fill_in(ana, ANA)
    send(ana)
    assert numbers(organiser) == {ABROAD: abroad, GUESTS: people}  # who asks is none yet
    confirm(ana)
    assert numbers(organiser) == {ABROAD: abroad + 1, GUESTS: people + 1}
    fill_in(bodil, BODIL)
    send(bodil)
    confirm(bodil)
    assert numbers(organiser) == {ABROAD: abroad + 1, GUESTS: people + 2}
    code = scanned(ticket(ana), tab())
    gate, quay = station(organiser, "door", "Harbour gate"), station(organiser, "clicker", "Quay")

    stop(datetime.combine(first, time(9), zone))
    door, clicker = tab(viewport=PHONE), tab(viewport=PHONE)
    open_station(door, gate)
    let_in(door, code)
    stop(datetime.combine(first, time(9, 40), zone))
    come_again(door, code)
    count_four(clicker, quay)

    stop(datetime.combine(first, time(20), zone))
    organiser = tab(ORGANISER)
    report_houses(organiser, first)
    assert numbers(organiser) == {ABROAD: abroad + 1, GUESTS: 2 + 10_240}
    estimate_guests(organiser, first)
    assert numbers(organiser) == {ABROAD: abroad + 1, GUESTS: 2 + 10_240 + 3}

    stop(datetime.combine(last + timedelta(days=1), time(9), zone))
    site.work("snapshots")
    organiser = tab(ORGANISER, accept_downloads=True)
    due = in_words(first - timedelta(days=1)), in_words(last)
    see_how_it_ended(organiser, abroad + 1, due)
    told = report_of(abroad + 1, f"{first:%a} {first.day} {first:%b}", due)
    read_the_report(organiser, told)
    read_the_workbook(organiser, told, abroad + 1, (first - timedelta(days=1), last))
    read_the_paper(organiser, site, told)


def days_of(site: Site) -> tuple[date, date, ZoneInfo]:
    """The first and the last day of the coming edition, and its zone."""
    with site.app.app_context():
        here = coming()
        assert here.starts
        assert here.ends
        return here.starts, here.ends, ZoneInfo(here.zone)


def registered(site: Site) -> tuple[int, int]:
    """How many who take part live outside the host country, and how many take part."""
    with site.app.app_context():
        here = coming()
        (home,) = rule_of(here).home
        found = select(Participant.country).where(
            Participant.edition_id == here.id, Participant.standing == "confirmed"
        )
        lands = db.session.scalars(found).all()
        return sum(land not in (None, home) for land in lands), len(lands)


def aim_at_3000_from_abroad(organiser: Page, by: date) -> None:
    begin_target(organiser, ABROAD, "registered", "participant")
    organiser.get_by_label("From abroad").select_option("yes")
    set_target(organiser, ("3,000", "2,400", "3,600"), by)
    expect(organiser.get_by_role("heading", level=1)).to_have_text(ABROAD)
    see_goal(organiser, "3,000 participants", "2,400 participants", "3,600 participants")


def aim_at_10000_guests(organiser: Page, by: date) -> None:
    begin_target(organiser, GUESTS, "everybody", "guest")
    set_target(organiser, ("10,000", "8,000", "12,000"), by)
    expect(organiser.get_by_role("heading", level=1)).to_have_text(GUESTS)
    see_goal(organiser, "10,000 guests", "8,000 guests", "12,000 guests")


def begin_target(organiser: Page, name: str, of: str, unit: str) -> None:
    organiser.goto(f"{HERE}targets/")
    organiser.get_by_role("link", name="New target").first.click()
    texts = {"Name": name, "Definition": DEFINITIONS[name], "Why this number": "The bid says so."}
    for legend, text in texts.items():
        group = organiser.get_by_role("group", name=legend, exact=True)
        group.get_by_label("English").fill(text)
    organiser.get_by_label("What is counted").select_option(of)
    organiser.get_by_label("Unit").select_option(unit)


def set_target(organiser: Page, goal: tuple[str, str, str], by: date) -> None:
    for label, number in zip(("Goal", "At least", "Stretch"), goal, strict=True):
        organiser.get_by_label(label).fill(number)
    organiser.get_by_label("By when").fill(by.isoformat())
    organiser.get_by_label("Who answers for it").fill("Oda Exempel")
    organiser.get_by_label("Sources").fill("Our bid, page 4 https://example.org/bid")
    organiser.get_by_role("button", name="Set the target").click()


def see_goal(organiser: Page, *said: str) -> None:
    """The goal, what must be reached and what would be splendid, as the target's page says them."""
    for label, number in zip(("Goal", "At least", "Stretch"), said, strict=True):
        line = (
            section(organiser, "Goal")
            .locator(".facts div")
            .filter(has=organiser.get_by_text(label, exact=True))
        )
        expect(line.locator("dd")).to_have_text(number)


def section(page: Page, heading: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))


def numbers(organiser: Page) -> dict[str, int]:
    """What the dashboard says that each target has now."""
    organiser.goto(HERE)
    found = {}
    for name in organiser.locator("section.target h2").all_inner_texts():
        now = section(organiser, name).locator(".figures div", has_text="now").first
        found[name] = int(now.locator("dd").inner_text().replace(",", ""))
    return found


def ticket(guest: Page) -> bytes:
    """From one's own page to the ticket: how its squares look."""
    guest.get_by_role("link", name="Show the ticket").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Your ticket")
    return guest.locator(".ticket-code").screenshot()


def scanned(squares: bytes, scanner: Page) -> str:
    scanner.evaluate(READER.read_text())
    return str(scanner.evaluate(SCAN, base64.b64encode(squares).decode()))


def station(organiser: Page, kind: str, name: str) -> str:
    """The link of a new station."""
    organiser.goto(f"{HERE}stations/")
    organiser.get_by_role("link", name="New station").first.click()
    organiser.get_by_label("What it is for").select_option(kind)
    organiser.get_by_label("Name").fill(name)
    organiser.get_by_role("button", name="Save").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text(name)
    return organiser.locator("p.address code").inner_text()


def open_station(device: Page, link: str) -> None:
    device.goto(link)
    device.get_by_role("button", name="Open the station here").click()


def let_in(door: Page, code: str) -> None:
    """One by the ticket, the other by name."""
    outcome = door.locator("[data-outcome]")
    door.get_by_label("Code of a ticket").fill(code)
    door.get_by_role("button", name="Check in").click()
    expect(outcome).to_have_text(f"{ANA.name}Welcome.")
    door.get_by_label("Name, or the eight characters").fill("bodil")
    door.get_by_role("button", name="Find").click()
    door.locator(".found li", has_text=BODIL.name).get_by_role("button").click()
    expect(outcome).to_have_text(f"{BODIL.name}Welcome.")
    expect(door.get_by_text("2 came in here today.")).to_be_visible()


def come_again(door: Page, code: str) -> None:
    door.get_by_label("Code of a ticket").fill(code)
    door.get_by_role("button", name="Check in").click()
    expect(door.locator("[data-outcome]")).to_have_text(
        f"{ANA.name}Came in at 09:00 already: Harbour gate."
    )
    expect(door.get_by_text("2 came in here today.")).to_be_visible()


def count_four(clicker: Page, link: str) -> None:
    """Four came and one left. The device's own clock is held, so that all go in one bundle."""
    clicker.clock.install()
    open_station(clicker, link)
    expect(clicker.get_by_role("heading", level=1)).to_have_text("Quay")
    clicker.clock.pause_at(datetime.now() + timedelta(hours=1))
    for button in ("One came", "One came", "One came", "One left", "One came"):
        clicker.get_by_role("button", name=button).click()
    with clicker.expect_response("**/door/clicks"):
        clicker.clock.run_for(1500)
    clicker.reload()
    expect(clicker.locator("[data-inside]")).to_have_text("3")
    expect(clicker.locator("[data-came]")).to_have_text("4")


def report_houses(organiser: Page, day: date) -> None:
    organiser.goto(f"{HERE}counts/")
    clicked = section(organiser, "Clickers").locator("tbody tr")
    assert clicked.locator("th, td.number").all_inner_texts() == ["Quay", "4", "3"]
    organiser.get_by_role("link", name="Report a number").first.click()
    organiser.get_by_label("How many", exact=True).fill("10,240")
    ground(organiser, day, "Open houses", HOUSES)
    expect(organiser.get_by_role("status")).to_have_text("Kept: 10,240 guests.")


def estimate_guests(organiser: Page, day: date) -> None:
    """Of four visits; three who were asked came on one day, two on two."""
    organiser.goto(f"{HERE}counts/")
    organiser.get_by_role("link", name="Estimate guests of visits").click()
    organiser.get_by_label("Visits").fill("4")
    organiser.get_by_label("Answered: one day").fill("3")
    organiser.get_by_label("Two days").fill("2")
    ground(organiser, day, "Quay", SURVEY)
    expect(organiser.get_by_role("status")).to_have_text(
        "Kept: an estimate of 3 guests, between 2 and 4 (95 %)."
    )


def ground(organiser: Page, day: date, place: str, evidence: str) -> None:
    organiser.get_by_label("Day", exact=True).fill(day.isoformat())
    organiser.get_by_label("Place").fill(place)
    organiser.get_by_label("What it rests on").fill(evidence)
    organiser.get_by_role("button", name="Keep it").click()


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def see_how_it_ended(organiser: Page, abroad: int, due: tuple[str, str]) -> None:
    assert numbers(organiser) == {ABROAD: abroad, GUESTS: 10_245}
    assert organiser.locator(".verdict").all_inner_texts() == [
        f"{abroad} on {due[0]}: the goal of 3,000 was missed, by {3000 - abroad:,}.",
        f"About 10,245 on {due[1]}: the goal of 10,000 was reached on time.",
    ]
    meant = [
        " ".join(one.split()) for one in organiser.locator(".target > .meta").all_inner_texts()
    ]
    assert meant == [
        f"{DEFINITIONS[ABROAD]} Counted by registrations. Oda Exempel answers for it.",
        f"{DEFINITIONS[GUESTS]} 10,242 counted, and beside them about 3 estimated (2 to 4), "
        "by check-ins, estimated by a duplication factor, report. Oda Exempel answers for it.",
    ]


def report_of(abroad: int, day: str, due: tuple[str, str]) -> dict[str, list[list[str]]]:
    """What the tables of the report have to say, wherever it is read."""
    method, by_report = "estimated by a duplication factor", "B: a report of somebody who was there"
    of_all = (
        "Counted: Everybody: who checked in (before the forum: is registered), and who was counted"
    )
    return {
        "Targets and results": [
            [ABROAD, "3,000 participants", f"{abroad} participants", "registrations",
             f"{abroad / 3000:.0%}", f"missed; {abroad} on {due[0]}"],
            [GUESTS, "10,000 guests", "about 10,245 guests, of which 3 estimated (2–4)",
             f"check-ins, {method}, report", "102%",
             f"reached on time; about 10,245 on {due[1]}"],
        ],
        "Day by day": [[day, "2", "10,240", "3"]],
        "Counts without names": [
            ["10,240 guests", day, "Open houses", "report", by_report, HOUSES],
            ["about 3 guests (2–4)", day, "Quay", method, by_report, SURVEY],
            ["4 visits", day, "Quay", "counted by clicker", "–", "–"],
        ],
        "Definitions": [
            [ABROAD, "Participants", DEFINITIONS[ABROAD],
             "Counted: Who is registered and confirmed; From abroad: yes", "Our bid, page 4"],
            [GUESTS, "Guests", DEFINITIONS[GUESTS], of_all, "Our bid, page 4"],
        ],
    }  # fmt: skip


def read_the_report(organiser: Page, told: dict[str, list[list[str]]]) -> None:
    organiser.goto(f"{HERE}report")
    for heading, rows in told.items():
        found = section(organiser, heading).locator("tbody tr").all()
        assert [row.locator("th, td").all_inner_texts() for row in found] == rows
    portugal = section(organiser, "By country of residence").locator("tr", has_text="Portugal")
    assert portugal.locator("td").all_inner_texts() == ["1", "1"]


def read_the_workbook(
    organiser: Page, told: dict[str, list[list[str]]], abroad: int, by: tuple[date, date]
) -> None:
    """Numbers are numbers there; what was counted and what was estimated stand apart."""
    with organiser.expect_download() as download:
        organiser.get_by_role("link", name="Excel").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    heads, *targets = rows_of(book["Targets and results"])
    assert [dict(zip(heads, row, strict=True)) for row in targets] == [
        in_full(ABROAD, "Participants", (3000, 2400, 3600), by[0], abroad)
        | {"Of the goal, per cent": round(abroad / 3000 * 100, 1), "Counted by": "registrations"}
        | {"By its day": told["Targets and results"][0][-1]},
        in_full(GUESTS, "Guests", (10000, 8000, 12000), by[1], 10_242)
        | {"Estimated": 3, "Estimate from": 2, "Estimate to": 4, "Of the goal, per cent": 102.5}
        | {"Counted by": told["Targets and results"][1][3], "Estimated by then": 3}
        | {"By its day": told["Targets and results"][1][-1]},
    ]
    (when, *_numbers) = told["Day by day"][0]
    assert as_shown(rows_of(book["Day by day"])[1:]) == [[when, 2, 10_240, 3]]
    for sheet in ("Counts without names", "Definitions"):
        assert as_shown(rows_of(book[sheet])[1:]) == told[sheet]


def rows_of(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def as_shown(rows: list[list[Any]]) -> list[list[Any]]:
    """Days, which are days in the workbook, as the page writes them."""
    return [
        [f"{one:%a} {one.day} {one:%b}" if isinstance(one, datetime) else one for one in row]
        for row in rows
    ]


def in_full(
    name: str, unit: str, goal: tuple[int, int, int], by: date, counted: int
) -> dict[str, Any]:
    """A target's row in the workbook, where nothing was estimated."""
    low, least, stretch = goal
    return {
        "Target": name, "Part of": None, "Unit": unit, "Goal": low, "Goal, upper end": None,
        "At least": least, "Stretch": stretch, "By when": datetime.combine(by, time()),
        "Counted by then": counted, "Estimated by then": None, "Reached late on": None,
        "Counted": counted, "Estimated": None, "Estimate from": None, "Estimate to": None,
        "Who answers for it": "Oda Exempel",
    }  # fmt: skip


def read_the_paper(organiser: Page, site: Site, told: dict[str, list[list[str]]]) -> None:
    """It is prepared while one waits."""
    organiser.get_by_role("button", name="PDF", exact=True).click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("The sheet is being prepared")
    address = f"{organiser.url}.pdf"
    organiser.goto("about:blank")  # the page would look again by itself
    site.work("papers")
    pdf = PdfReader(io.BytesIO(organiser.request.get(address).body()))
    said = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for row in [row for rows in told.values() for row in rows]:
        assert " ".join(row) in said
