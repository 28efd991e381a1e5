"""The network's pages and calendar as a stranger gets them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import icalendar
import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event

from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.regions.models import Region
from tests.web.ics_check import strict_problems

ADDRESSES = ("/en/", "/da/", "/en/regions/central-denmark", "/en/network.ics")


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements sent within."""
    sent: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)


def words(html: str) -> str:
    """The words of a page's content, in one line."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("da", "/da/"),
        ("da-DK,en;q=0.5", "/da/"),
        ("fr,en;q=0.1", "/en/"),
        ("pt", "/en/"),
        ("", "/en/"),
    ],
)
def test_root_sends_to_the_best_language(client: FlaskClient, header: str, target: str) -> None:
    g.pop("lang", None)  # the test's own application context outlives a request
    answer = client.get("/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.location) == (302, target)
    assert answer.headers["Vary"] == "Accept-Language"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ADDRESSES)
def test_statements_are_one_when_warm_and_three_when_cold(
    client: FlaskClient, network: dict[str, Edition], address: str
) -> None:
    counts = []
    for _time in range(2):
        with statements() as sent:
            assert client.get(address).status_code == 200
        counts.append(len([one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))]))
    assert counts == [3, 1]


@pytest.mark.parametrize("address", [*ADDRESSES, "/en/accessibility", "/da/privacy"])
def test_page_opens_no_session_and_answers_conditional_requests(
    client: FlaskClient, network: dict[str, Edition], address: str
) -> None:
    first = client.get(address)
    assert "Set-Cookie" not in first.headers
    assert first.headers["Vary"] == "Accept-Encoding"
    assert first.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]


def test_change_of_any_part_is_seen(client: FlaskClient, network: dict[str, Edition]) -> None:
    tags = [client.get("/en/").headers["ETag"]]
    network["2017"].city = {"en": "Randers"}
    db.session.commit()
    tags.append(client.get("/en/").headers["ETag"])
    db.session.query(Region).filter_by(slug="baden-wuerttemberg").one().name = {"en": "Swabia"}
    db.session.commit()
    tags.append(client.get("/en/").headers["ETag"])
    db.session.delete(network["2009"])
    db.session.commit()
    tags.append(client.get("/en/").headers["ETag"])
    assert len(set(tags)) == 4


def test_home_shows_what_is_known_and_says_what_is_not(
    client: FlaskClient, network: dict[str, Edition]
) -> None:
    said = words(client.get("/en/").text)
    assert said.startswith("The next forum: Aarhus 2027 Fælles by 17–19 January 2027")
    years = re.findall(r'forums-year">(\d+)', client.get("/en/").text)
    assert years == ["2027", "2020", "2017", "2016", "2013", "2009"]
    for sentence in (
        "13th forum", "One list counts it as the 14th.", "Number not known", "Dates not known",
        "Host not known", "Unconfirmed; no report that it was held", "No report was found.",
        "Disputed", "Cancelled", "30 November – 3 December 2009",
        "One of the Four Motors for Europe",
        "This edition is invented. It shows how the planner works.",
    ):  # fmt: skip
        assert sentence in said


def test_planned_edition_is_nowhere(client: FlaskClient, network: dict[str, Edition]) -> None:
    for address in ADDRESSES:
        assert "Atlantis" not in client.get(address).text
    network["2029"].lifecycle = Lifecycle.ANNOUNCED
    db.session.commit()
    assert "Atlantis" in client.get("/en/").text


def test_text_in_another_language_carries_it(
    client: FlaskClient, network: dict[str, Edition]
) -> None:
    assert '<span lang="da">Fælles by</span>' in client.get("/en/").text
    assert '<span lang="en">Creative Resilience' in client.get("/da/").text
    assert '<span lang="en">' not in client.get("/en/").text


def test_empty_network_says_what_comes(client: FlaskClient) -> None:
    assert words(client.get("/en/").text) == (
        "Creativity World Forum No forum is announced yet. It will stand here."
    )
    calendar = client.get("/en/network.ics")
    assert (calendar.status_code, strict_problems(calendar.data)) == (200, [])


def test_region_says_what_it_is_and_hosted(
    client: FlaskClient, network: dict[str, Edition]
) -> None:
    html = client.get("/en/regions/central-denmark").text
    said = words(html)
    assert "Danish: Region Midtjylland" in said
    assert "2 forums" in said
    assert "A member since 2010 ." in said
    assert '<a href="https://example.org/bid" rel="noopener">The bid</a>' in html
    assert re.findall(r'forums-year">(\d+)', html) == ["2027", "2017"]
    assert '<a href="/en/regions/central-denmark">' in client.get("/en/").text


def test_region_that_there_is_not_is_not_found(
    client: FlaskClient, network: dict[str, Edition]
) -> None:
    assert client.get("/en/regions/atlantis").status_code == 404


def test_calendar_has_a_day_long_entry_per_dated_edition(
    app: Flask, client: FlaskClient, network: dict[str, Edition]
) -> None:
    answer = client.get("/en/network.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert strict_problems(answer.data) == []
    entries = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert [
        (
            str(entry["SUMMARY"]),
            entry["DTSTART"].to_ical().decode(),
            entry["DTEND"].to_ical().decode() if "DTEND" in entry else None,
            str(entry["STATUS"]),
            str(entry["URL"]),
        )
        for entry in entries
    ] == [
        ("Creativity World Forum 2009", "20091130", "20091204", "CONFIRMED", "http://localhost/en/editions/2009/"),
        ("Creativity World Forum 2017", "20171101", "20171103", "CONFIRMED", "http://localhost/en/editions/2017/"),
        ("Cancelled: Creativity World Forum 2020", "20200504", None, "CANCELLED", "http://localhost/en/editions/2020/"),
        ("Creativity World Forum 2027 (invented)", "20270117", "20270120", "CONFIRMED", "http://localhost/en/editions/2027/"),
    ]  # fmt: skip
    assert "localhost" not in "".join(str(entry["UID"]) for entry in entries)


def test_calendar_keeps_identities_and_counts_changes(
    client: FlaskClient, network: dict[str, Edition]
) -> None:
    def of_2017() -> tuple[str, int]:
        entries = icalendar.Calendar.from_ical(client.get("/en/network.ics").data).walk("VEVENT")
        return str(entries[1]["UID"]), int(entries[1]["SEQUENCE"])

    uid, sequence = of_2017()
    network["2017"].city = {"en": "Randers"}
    db.session.commit()
    assert of_2017() == (uid, sequence + 1)


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_statement_needs_no_database(client: FlaskClient, name: str) -> None:
    with statements() as sent:
        assert client.get(f"/en/{name}").status_code == 200
    assert sent == []
