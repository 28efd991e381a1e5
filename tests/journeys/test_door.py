"""A forum opens: an organiser makes stations, devices become them, and people come in.

The camera is Chromium's own, which shows a film that is drawn here: a ticket, held still.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from cwf import clock
from cwf.attendance.actions.tickets import ticket_for
from cwf.attendance.models import CheckIn, Clicks, Station
from cwf.attendance.queries.checking import code_of, doorway
from cwf.database import db
from cwf.editions.models import Edition
from cwf.people.models import Person
from cwf.registration.actions import keys
from cwf.registration.models import Participant
from tests.journeys.conftest import CHROMIUM, FLAGS, PATIENCE, PHONE, Site, served

STATIONS = "/en/manage/editions/next/attendance/stations/"
WIDTH, HEIGHT, SCALE = 640, 480, 9


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The forum of the demonstration opened today."""
    with served(demonstration, tmp_path_factory.mktemp("door")) as made:
        with made.app.app_context():
            here = db.session.scalars(select(Edition).where(Edition.slug == "next")).one()
            here.starts = doorway(here).day(clock.now())
            here.ends = here.starts + timedelta(days=2)
            keys.mend()  # by what people are found, as the worker does within the hour
            db.session.commit()
        yield made


def somebody(site: Site, number: int) -> tuple[str, str]:
    """One who takes part and has not come: a name, and the ticket's code."""
    with site.app.app_context():
        found = (
            select(Participant, Person.name)
            .join(Person, Person.id == Participant.person_id)
            .join(Edition, Edition.id == Participant.edition_id)
            .where(Edition.slug == "next", Participant.standing == "confirmed")
            .where(Participant.id.not_in(select(CheckIn.participant_id)))
            .order_by(Participant.id)
        )
        row, name = db.session.execute(found).all()[number]
        code = code_of(ticket_for(row, clock.now()))
        db.session.commit()
        return name, code


def made(organiser: Page, kind: str, name: str) -> str:
    """The link of a new station, as its page says it."""
    organiser.goto(STATIONS)
    organiser.get_by_role("link", name="New station").first.click()
    organiser.get_by_label("What it is for").select_option(kind)
    organiser.get_by_label("Name").fill(name)
    organiser.get_by_role("button", name="Save").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text(name)
    return organiser.locator("p.address code").inner_text()


def opened(device: Page, link: str, name: str) -> None:
    device.goto(link)
    device.get_by_role("button", name="Open the station here").click()
    expect(device.get_by_role("heading", level=1)).to_have_text(name)


def look_for(device: Page, name: str) -> None:
    """Find somebody by name, and check them in."""
    device.get_by_label("Name, or the eight characters").fill(name)
    device.get_by_role("button", name="Find").click()
    device.locator(".found li", has_text=name).get_by_role("button", name="Check in").click()
    expect(device.locator("[data-outcome] .who")).to_have_text(name)


def test_somebody_is_found_by_name_comes_in_once_and_a_clicker_counts(
    site: Site, tab: Callable[..., Page]
) -> None:
    name, code = somebody(site, 0)
    organiser, door, clicker = tab("organiser"), tab(viewport=PHONE), tab(viewport=PHONE)
    opened(door, made(organiser, "door", "South door"), "South door")
    outcome = door.locator("[data-outcome]")
    look_for(door, name)
    expect(outcome).to_contain_text("Welcome.")
    door.get_by_role("button", name="Take back").click()
    expect(door.get_by_text("Taken back.")).to_be_visible()
    look_for(door, name)
    expect(outcome).to_contain_text("Welcome.")
    door.get_by_label("Code of a ticket").fill(code)
    door.get_by_role("button", name="Check in").first.click()
    expect(outcome).to_contain_text(re.compile(r"Came in at \d\d:\d\d already: South door\."))
    expect(door.get_by_text("1 came in here today.")).to_be_visible()

    opened(clicker, made(organiser, "clicker", "Foyer"), "Foyer")
    with clicker.expect_response("**/door/clicks"):
        for button in ("One came", "One came", "One came", "One left"):
            clicker.get_by_role("button", name=button).click()
        expect(clicker.locator("[data-inside]")).to_have_text("2")
    while clicks(site) != (3, 1):  # what was pressed while the first was on its way
        clicker.wait_for_timeout(100)
    clicker.reload()
    expect(clicker.locator("[data-inside]")).to_have_text("2")
    expect(clicker.locator("[data-came]")).to_have_text("3")

    organiser.goto("/en/manage/editions/next/attendance/check-ins/")
    line = organiser.locator("tbody tr", has_text=name)
    expect(line).to_have_count(1)
    expect(line).to_contain_text("South door")
    organiser.goto(STATIONS)
    organiser.get_by_role("link", name="South door").click()
    organiser.get_by_role("button", name="Close the station").click()
    door.reload()
    expect(door.get_by_role("heading", level=1)).to_have_text("This device is no station")


class Film:
    """What a camera sees, as uncompressed YUV4MPEG2 video: a ticket's code on a white ground.

    The browser reads each picture from the file, so that another ticket can be held before it.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def show(self, code: str) -> None:
        """Hold a ticket before the camera."""
        rows = [bytearray(b"\xeb" * WIDTH) for _ in range(HEIGHT)]
        modules = list(segno.make(code, error="m", micro=False).matrix_iter(scale=SCALE, border=4))
        top, left = (HEIGHT - len(modules)) // 2, (WIDTH - len(modules)) // 2
        assert top >= 0
        for y, line in enumerate(modules):
            rows[top + y][left : left + len(line)] = bytes(16 if dark else 235 for dark in line)
        luma, chroma = b"".join(rows), b"\x80" * (WIDTH * HEIGHT // 2)
        head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
        with self.file.open("r+b" if self.file.exists() else "wb") as there:
            there.write(head + (b"FRAME\n" + luma + chroma) * 2)


@pytest.fixture
def phone(
    site: Site, chromium: Browser, tmp_path: Path
) -> Iterator[Callable[[str], tuple[Page, Film, list[str]]]]:
    """A phone before whose camera a code is held: its page, the film, and what failed there."""
    browsers = []

    def make(code: str) -> tuple[Page, Film, list[str]]:
        seen = Film(tmp_path / "ticket.y4m")
        seen.show(code)
        camera = [
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={seen.file}",
        ]
        kind: Any = chromium.browser_type
        browser = kind.launch(executable_path=CHROMIUM, args=[*FLAGS, *camera])
        browsers.append(browser)
        page = browser.new_context(viewport=PHONE, base_url=site.url).new_page()
        page.set_default_timeout(PATIENCE)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page, seen, faults

    yield make
    for browser in browsers:
        browser.close()


def came(site: Site, name: str) -> list[tuple[str, bool]]:
    """The check-ins of somebody: at which station, and whether it was taken back."""
    with site.app.app_context():
        found = (
            select(CheckIn.station, CheckIn.undone)
            .join(Participant, Participant.id == CheckIn.participant_id)
            .join(Person, Person.id == Participant.person_id)
            .where(Person.name == name)
            .order_by(CheckIn.id)
        )
        return [(where, undone is not None) for where, undone in db.session.execute(found)]


def clicks(site: Site) -> tuple[int, int]:
    """How many came and left by all clickers."""
    with site.app.app_context():
        came, left = db.session.execute(select(func.sum(Clicks.came), func.sum(Clicks.left))).one()
        return came or 0, left or 0


def test_the_camera_reads_ticket_after_ticket_also_when_one_was_taken_back(
    site: Site, tab: Callable[..., Page], phone: Any
) -> None:
    (ada, first), (ben, second) = somebody(site, 1), somebody(site, 2)
    device, film, faults = phone(first)
    opened(device, made(tab("organiser"), "door", "North gate"), "North gate")
    outcome, number = device.locator("[data-outcome]"), device.locator("[data-came]")
    device.get_by_role("button", name="Scan with the camera").click()
    expect(outcome).to_have_text(f"{ada}Welcome.")
    expect(number).to_have_text("1 came in here today.")
    device.get_by_role("button", name="Take back").click()
    expect(outcome).to_have_text(f"{ada}Taken back.")
    expect(number).to_have_text("0 came in here today.")
    assert came(site, ada) == [("North gate", True)]
    film.show(second)
    expect(outcome).to_have_text(f"{ben}Welcome.")
    film.show(first)
    expect(outcome).to_have_text(f"{ada}Welcome.")
    expect(number).to_have_text("2 came in here today.")
    assert came(site, ada) == [("North gate", True), ("North gate", False)]
    film.show(second)
    expect(outcome).to_contain_text(re.compile(r"Came in at \d\d:\d\d already: North gate\."))
    film.show("https://example.org/no/ticket")
    expect(outcome).to_have_text("This is no ticket of ours.")
    assert faults == []


def test_what_got_no_answer_is_sent_again_and_who_may_not_come_in_is_told_of(
    site: Site, tab: Callable[..., Page], phone: Any
) -> None:
    (ada, first), (ben, second) = somebody(site, 3), somebody(site, 4)
    device, _film, faults = phone(first)
    opened(device, made(tab("organiser"), "door", "West gate"), "West gate")
    outcome, kept = device.locator("[data-outcome]"), device.locator("[data-rest]")
    device.route("**/door/*", lambda route: route.abort())
    device.get_by_role("button", name="Scan with the camera").click()
    expect(outcome).to_have_text("No answer yet. It is kept here and sent again.")
    expect(kept).to_have_text("Kept here until there is an answer: 1")
    for number, code in ((2, second), (3, "nonsense")):
        device.get_by_label("Code of a ticket").fill(code)
        device.keyboard.press("Enter")
        expect(kept).to_have_text(f"Kept here until there is an answer: {number}")
    device.get_by_label("Name, or the eight characters").fill(ada)
    device.keyboard.press("Enter")
    expect(outcome).to_have_text("No answer. Try again as soon as there is a network.")
    assert came(site, ada) == came(site, ben) == []
    device.unroute("**/door/*")
    device.evaluate("dispatchEvent(new Event('online'))")
    late = device.locator("[data-late] li")
    expect(late).to_have_text(re.compile(r"^\d\d:\d\d · This is no ticket of ours\.$"))
    expect(kept).to_be_hidden()
    expect(device.locator("[data-came]")).to_have_text("2 came in here today.")
    assert came(site, ada) == came(site, ben) == [("West gate", False)]
    device.reload()
    device.get_by_role("button", name="Scan with the camera").click()
    expect(outcome).to_contain_text(re.compile(r"Came in at \d\d:\d\d already: West gate\."))
    assert came(site, ada) == [("West gate", False)]
    assert faults == []


def test_nobody_s_welcome_stands_while_the_next_is_waited_for(
    site: Site, tab: Callable[..., Page]
) -> None:
    (ada, first), (ben, second) = somebody(site, 5), somebody(site, 6)
    door = tab(viewport=PHONE)
    opened(door, made(tab("organiser"), "door", "Slow gate"), "Slow gate")
    outcome, code = door.locator("[data-outcome]"), door.get_by_label("Code of a ticket")
    code.fill(first)
    door.keyboard.press("Enter")
    expect(outcome).to_have_text(f"{ada}Welcome.")
    held: list[Any] = []
    door.route("**/door/check-ins", lambda route: held.append(route))  # noqa: PLW0108 - Playwright asks its names
    code.fill(second)  # by a hand scanner, which types where it typed before
    door.keyboard.press("Enter")
    expect(outcome).to_have_text("One moment …")
    expect(door.get_by_role("button", name="Take back")).to_have_count(0)
    expect(code).to_be_focused()
    expect(code).to_have_value("")
    held[0].continue_()
    expect(outcome).to_have_text(f"{ben}Welcome.")
    assert came(site, ben) == [("Slow gate", False)]


def pressed(clicker: Page, *buttons: str) -> None:
    for button in buttons:
        clicker.get_by_role("button", name=button).click()


def counted(site: Site, name: str) -> tuple[int, int]:
    """How many came and left by a clicker."""
    with site.app.app_context():
        sums = select(func.sum(Clicks.came), func.sum(Clicks.left)).join(
            Station, Station.id == Clicks.station_id
        )
        came, left = db.session.execute(sums.where(Station.name == name)).one()
        return came or 0, left or 0


def test_a_clicker_neither_loses_nor_doubles_a_press(site: Site, tab: Callable[..., Page]) -> None:
    clicker = tab(viewport=PHONE, cut=True)
    link = made(tab("organiser"), "clicker", "Quay")
    opened(clicker, link, "Quay")
    shown, told = clicker.locator("[data-came]"), clicker.locator("[data-told]")
    held: list[Any] = []
    clicker.route("**/door/clicks", lambda route: held.append(route))  # noqa: PLW0108 - the same
    pressed(clicker, "One came", "One came", "One came")
    while not held:  # the first bundle is on its way, and stays there
        clicker.wait_for_timeout(100)
    pressed(clicker, "One came", "One left")
    held[0].fetch()  # it arrives, and its answer does not
    assert counted(site, "Quay") == (3, 0)
    clicker.reload()
    clicker.unroute("**/door/clicks")
    while counted(site, "Quay") != (4, 1):
        clicker.wait_for_timeout(100)
    expect(shown).to_have_text("4")
    clicker.route("**/door/clicks", lambda route: route.abort())
    pressed(clicker, "One came", "One came")
    expect(told).to_have_text("No answer yet. It is kept here and sent again.")
    expect(shown).to_have_text("6")
    clicker.close()
    again = clicker.context.new_page()
    again.goto("/en/door/")
    while counted(site, "Quay") != (6, 1):
        again.wait_for_timeout(100)
    expect(again.locator("[data-inside]")).to_have_text("5")
    again.get_by_role("button", name="One came").focus()
    for _ in range(3):
        again.keyboard.down("Enter")  # held down: one press
    again.keyboard.up("Enter")
    expect(again.locator("[data-came]")).to_have_text("7")
    pressed(again, "One left", "Sign this device out")
    again.wait_for_url("**/en/")
    assert counted(site, "Quay") == (7, 2)
