"""Tickets on paper: a head prints those of members whom no mail reaches, and nobody else's."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cwf import jobs
from cwf.agendas.models import Paper
from cwf.attendance.exports.ticket_sheet import PAPERS, tickets_document
from cwf.attendance.models import Ticket
from cwf.attendance.passes import Bundle
from cwf.attendance.queries.ticket_sheets import passes_of
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.people.models import Account
from cwf.registration.categories import Category
from cwf.registration.models import Participant
from cwf.web.documents import write_pdf
from tests.browsing import Browser
from tests.delegations.exports.conftest import _noon, ailsa, host, parties
from tests.delegations.parties import NOON, Party, comes, leads
from tests.programme.conftest import Forum

__all__ = ["_noon", "ailsa", "host", "parties"]
Parties = tuple[Party, Party]
STATIC = Path(__file__).parents[3] / "static"


@pytest.fixture
def silent(forum: Forum, parties: Parties) -> Party:
    """Scotland, of whose members Calum and Moira have no address."""
    scotland = parties[0]
    comes(forum, scotland, "Moira Bain", email=None)
    calum = db.session.get_one(Participant, scotland.member["Calum Reid"].participant_id)
    calum.email = None
    db.session.commit()
    return scotland


def at(party: Party) -> str:
    return f"/en/delegations/{party.row.uuid}/tickets/"


def printed(browser: Browser, party: Party, whose: str = "") -> list[str]:
    """The text of each page of the tickets that a browser has made."""
    asked = browser.post(f"{at(party)}papers", {"whose": whose}, page=at(party))
    assert asked.status_code == 303, asked.status
    jobs.run_job("papers")
    file = browser.get(browser.get(asked.location).location)
    assert (file.content_type, file.headers["Cache-Control"]) == ("application/pdf", "no-store")
    pages = pypdf.PdfReader(io.BytesIO(file.data)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_the_page_names_whom_no_mail_reaches(ailsa: Browser, silent: Party) -> None:
    page = ailsa.get(at(silent)).text
    listed = page.partition('class="lines"')[2]
    assert [name in listed for name in ("Calum Reid", "Moira Bain", "Ailsa Morrison")] == [
        True, True, False,
    ]  # fmt: skip
    assert ("Those without an address, 2" in page, "All, 4" in page) == (True, True)
    assert f'href="{at(silent)}"' in ailsa.get(f"/en/delegations/{silent.row.uuid}/").text


def test_tickets_of_those_without_an_address_are_made_and_logged(
    ailsa: Browser, silent: Party
) -> None:
    (page,) = printed(ailsa, silent)
    tickets = {
        one.participant_id: one.uuid.hex[:8].upper() for one in db.session.scalars(select(Ticket))
    }
    assert len(tickets) == 2
    for name in ("Calum Reid", "Moira Bain"):
        number = tickets[silent.member[name].participant_id]
        for said in (name, f"{number[:4]} {number[4:]}"):
            assert said in page
    assert ("Ailsa Morrison" in page, "Scotland" in page) == (False, True)
    (deed,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "ticket.hand_out"))
    assert (deed.actor_name, deed.subject, deed.after) == (
        "Ailsa Morrison", "Scotland", {"number": 2},
    )  # fmt: skip


def test_all_are_printed_where_that_is_chosen(host: Browser, silent: Party) -> None:
    (page,) = printed(host, silent, "all")
    assert all(name in page for name in silent.member)


def test_nine_take_a_second_sheet(forum: Forum, ailsa: Browser, silent: Party) -> None:
    for number in range(7):
        comes(forum, silent, f"Guest{number} Reid", email=None)
    first, second = printed(ailsa, silent)
    assert (first.count("Creativity World Forum"), second.count("Creativity World Forum")) == (8, 1)
    assert ("1 / 2" in first, "2 / 2" in second) == (True, True)


def test_who_does_not_take_part_has_none(ailsa: Browser, silent: Party) -> None:
    row = db.session.get_one(Participant, silent.member["Moira Bain"].participant_id)
    row.standing = "waiting"
    db.session.commit()
    (page,) = printed(ailsa, silent, "all")
    assert ("Moira Bain" in page, "Calum Reid" in page) == (False, True)


def test_when_the_forum_is_over_there_are_none(forum: Forum, ailsa: Browser, silent: Party) -> None:
    forum.edition.lifecycle = Lifecycle.HELD
    db.session.commit()
    assert "until it is over" in ailsa.get(at(silent)).text
    home = f"/en/delegations/{silent.row.uuid}/"
    assert ailsa.post(f"{at(silent)}papers", {}, page=home).status_code == 404
    assert at(silent) not in ailsa.get(home).text
    assert db.session.scalars(select(Ticket)).all() == []


def test_anything_else_is_refused(ailsa: Browser, silent: Party, parties: Parties) -> None:
    refused = ailsa.post(f"{at(silent)}papers", {"whose": "mine"}, page=at(silent))
    assert refused.status_code == 422
    assert ailsa.get(at(parties[1])).status_code == 404


def test_a_sheet_is_of_its_delegation_alone(
    silent: Party,
    parties: Parties,
    ailsa: Browser,
    account: Callable[..., Account],
    signed_in: Callable[[Account], FlaskClient],
) -> None:
    printed(ailsa, silent)
    paper = db.session.scalars(select(Paper.uuid).where(Paper.kind == "tickets")).one()
    other = account("ben@example.org", name="Ben Oaks")
    leads(parties[1], other)
    ben = Browser(signed_in(other))
    for whose in (silent, parties[1]):
        for end in ("", ".pdf"):
            assert ben.get(f"{at(whose)}papers/{paper}{end}").status_code == 404
    assert ailsa.get(f"{at(silent)}papers/{paper}.pdf").status_code == 200


def test_organisers_see_where_tickets_are_to_be_handed_out(
    forum: Forum, host: Browser, ailsa: Browser, silent: Party, parties: Parties
) -> None:
    path = f"/en/manage/editions/{forum.edition.slug}/attendance/tickets/"
    page = host.get(path).text
    assert page.index(f'href="{at(parties[1])}"') < page.index(f'href="{at(silent)}"')
    numbers = page.partition("Scotland")[2].partition("</tr>")[0]
    assert ('">4</td>' in numbers, '">2</td>' in numbers) == (True, True)
    assert ailsa.get(path).status_code == 404


@pytest.mark.parametrize(
    ("paper", "edges", "corner"),
    [("a4", [210, 297], (197, 277)), ("letter", [216, 279], (199.95, 263))],
)
def test_a_sheet_has_its_size_and_ticks_where_its_tickets_end(
    app: Flask, silent: Party, paper: str, edges: list[int], corner: tuple[float, float]
) -> None:
    row = silent.row
    for one in silent.member.values():
        db.session.add(Ticket(participant_id=one.participant_id, made=NOON))
    db.session.commit()
    told = Bundle(
        whose={"en": "Scotland"}, passes=passes_of(row, everybody=True), at=NOON, zone="UTC"
    )
    words = {Category.DELEGATE: "Delegate"}
    with app.test_request_context("/en/"):
        made = tickets_document(told, None, language="en", words=words, paper=paper)
        page = pypdf.PdfReader(io.BytesIO(write_pdf(made))).pages[0]
    size: Any = (page.mediabox.width, page.mediabox.height)
    assert [round(float(edge) * 25.4 / 72) for edge in size] == edges
    cuts, (right, bottom) = made.media["cuts"].decode(), corner
    assert cuts.count("M") == 2 * (3 + 5) + 2 * 3
    assert f"M{right + 1:g} {bottom:g}h4" in cuts
    assert f"M{right:g} {bottom + 1:g}v4" in cuts


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_stylesheet_lays_tickets_where_the_marks_are(paper: str) -> None:
    """Of rules that say the same the last one counts, as in a browser."""
    found = PAPERS[paper]
    styles = "".join((STATIC / one).read_text() for one in found.stylesheets)

    def stands(wanted: str) -> list[float]:
        last: str | tuple[str, ...] = re.findall(wanted, styles)[-1]
        return [float(one) for one in ([last] if isinstance(last, str) else last)]

    width, height = found.ticket
    assert stands(r"@page { size: ([\d.]+)mm ([\d.]+)mm") == [found.width, found.height]
    assert stands(r"\.ticket {[^}]*height: ([\d.]+)mm") == [height]
    assert stands(r"\.ticket {[^}]*width: ([\d.]+)mm") == [width]
    for number in range(8):
        for edge, where in (
            ("left", found.left + number % 2 * width),
            ("top", found.top + number // 2 * height),
        ):
            said = stands(rf"\.at{number}[ ,][^{{]*{{ {edge}: ([\d.]+)mm")
            assert said == [where], (number, edge)


def test_a_head_chooses_the_paper(ailsa: Browser, silent: Party) -> None:
    page = ailsa.get(at(silent)).text
    assert page.count('name="size" value="letter"') == page.count('name="size" value="a4"') == 2
    for size, height in (("a4", 297), ("letter", 279)):
        asked = ailsa.post(f"{at(silent)}papers", {"whose": "", "size": size}, page=at(silent))
        jobs.run_job("papers")
        file = ailsa.get(ailsa.get(asked.location).location)
        (made,) = pypdf.PdfReader(io.BytesIO(file.data)).pages
        assert round(float(made.mediabox.height) * 25.4 / 72) == height
    refused = ailsa.post(f"{at(silent)}papers", {"size": "phone"}, page=at(silent))
    assert refused.status_code == 422
