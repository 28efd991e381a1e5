"""One's own ticket: who sees it, what it says, what it is as a file, how it is renewed."""

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import select

from cwf import jobs
from cwf.agendas.jobs import papers as paper_jobs
from cwf.attendance.exports.ticket import drawn
from cwf.attendance.models import Ticket
from cwf.attendance.queries.checking import code_of
from cwf.audit import AuditEntry
from cwf.database import db
from cwf.editions.lifecycle import Lifecycle
from cwf.editions.models import Edition
from cwf.people.models import Account
from cwf.registration.categories import Standing
from cwf.web.documents import Document
from cwf.web.rendering import Rendered
from tests.registration.conftest import (
    Visitor,
    confirmed,
    edition,
    noon,
    rows,
    terms,
    visitor,
)

__all__ = ["confirmed", "edition", "noon", "terms", "visitor"]
Make = Callable[..., str]


def ticket() -> Ticket:
    """The only one."""
    db.session.rollback()
    return db.session.scalars(select(Ticket).execution_options(populate_existing=True)).one()


def anybody(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def test_the_page_shows_the_code_of_this_ticket_and_whose_it_is(
    app: Flask, confirmed: Make
) -> None:
    path = confirmed()
    page = anybody(app).get(f"{path}/ticket")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    size, squares = drawn(code_of(ticket()))
    assert f'd="{squares}"' in page.text
    assert f'viewBox="0 0 {size} {size}"' in page.text
    assert "Ada Whitlock" in page.text
    assert ticket().uuid.hex[:4].upper() in page.text


def test_a_code_says_nothing_of_whose_it_is(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    anybody(app).get(f"{path}/ticket")
    code = code_of(ticket())
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}\.1\.[A-Za-z0-9_-]{27}", code)
    (row,) = rows()
    assert row.uuid != ticket().uuid


def test_the_own_page_and_the_account_lead_there(
    app: Flask, confirmed: Make, signed_in: Callable[[Account], FlaskClient]
) -> None:
    path = confirmed()
    anybody(app).get(f"{path}/ticket")
    assert f'href="{path}/ticket"' in anybody(app).get(path).text
    account = db.session.scalars(select(Account)).one()
    assert f'href="{path}/ticket"' in signed_in(account).get("/en/account/").text


@pytest.mark.parametrize("standing", [Standing.WAITING, Standing.CANCELLED, Standing.APPLIED])
def test_who_does_not_take_part_has_no_ticket(
    app: Flask, confirmed: Make, standing: Standing
) -> None:
    path = confirmed()
    (row,) = rows()
    row.standing = standing
    db.session.commit()
    for end in ("ticket", "ticket.svg"):
        assert anybody(app).get(f"{path}/{end}").status_code == 404
    assert f"{path}/ticket" not in anybody(app).get(path).text


def test_after_the_forum_there_is_none(app: Flask, confirmed: Make, noon: Any) -> None:
    path = confirmed()
    db.session.scalars(select(Edition)).one().lifecycle = Lifecycle.HELD
    db.session.commit()
    assert anybody(app).get(f"{path}/ticket").status_code == 404


def test_a_wrong_link_opens_none(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    assert anybody(app).get(f"{path}x/ticket").status_code == 404
    (row,) = rows()
    row.generation += 1
    db.session.commit()
    assert anybody(app).get(f"{path}/ticket").status_code == 410


def test_the_picture_is_dark_on_white_with_its_quiet_zone(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    answer = anybody(app).get(f"{path}/ticket.svg")
    assert answer.content_type == "image/svg+xml"
    assert answer.headers["Content-Disposition"] == "attachment; filename=ticket-2027.svg"
    root = etree.fromstring(answer.data)
    ground, squares = root.findall("{*}path")
    size, path = drawn(code_of(ticket()))
    assert (ground.get("fill"), squares.get("fill")) == ("#fff", "#000")
    assert (squares.get("d"), root.get("viewBox")) == (path, f"0 0 {size} {size}")
    assert "Ada" not in answer.text


def test_renewing_ends_the_code_and_is_logged(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    anybody(app).get(f"{path}/ticket")
    old = code_of(ticket())
    answer = anybody(app).post(f"{path}/ticket/renewal", {}, page=f"{path}/ticket")
    assert (answer.status_code, answer.location) == (303, f"{path}/ticket")
    assert code_of(ticket()) != old
    assert ticket().mailed is None
    logged = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "ticket.renew"))
    assert [(one.subject, one.actor_name) for one in logged] == [("Ada Whitlock", "Ada Whitlock")]


def test_without_a_token_of_the_form_nothing_is_renewed(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    anybody(app).get(f"{path}/ticket")
    assert app.test_client().post(f"{path}/ticket/renewal").status_code == 400
    assert ticket().generation == 1


# --- as a PDF ---


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("phone", (105, 227))])
def test_it_is_a_page_to_print_or_to_keep(
    app: Flask, confirmed: Make, size: str, millimetres: tuple[int, int]
) -> None:
    path = confirmed()
    reader = anybody(app)
    asked = reader.post(f"{path}/ticket.pdf", {"size": size}, page=f"{path}/ticket")
    assert asked.status_code == 303
    assert reader.get(asked.location).status_code == 200
    jobs.run_job("papers")
    file = reader.get(f"{asked.location}.pdf")
    assert (file.status_code, file.content_type) == (200, "application/pdf")
    pdf = pypdf.PdfReader(io.BytesIO(file.data))
    (page,) = pdf.pages
    points = (float(page.mediabox.width), float(page.mediabox.height))
    assert tuple(round(one * 25.4 / 72) for one in points) == millimetres
    words = page.extract_text()
    for said in ("Ada Whitlock", "Creativity World Forum 2027", "Aarhus", "The whole forum"):
        assert said in words
    assert ticket().uuid.hex[:4].upper() in words


def test_a_paper_of_another_ticket_is_nobodys(
    app: Flask, confirmed: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lay_out(self: object, document: Document) -> Rendered:
        return Rendered(pdf=b"%PDF-1.7", pages=1, seconds=0.1, peak_bytes=1, complaints=())

    monkeypatch.setattr(paper_jobs.Press, "lay_out", lay_out)
    ada = confirmed()
    asked = anybody(app).post(f"{ada}/ticket.pdf", {"size": "a4"}, page=f"{ada}/ticket")
    jobs.run_job("papers")
    uuid = asked.location.rpartition("/")[2]
    ben = confirmed(name="Ben Moss", email="ben@example.org")
    assert anybody(app).get(f"{ada}/ticket/papers/{uuid}.pdf").status_code == 200
    assert anybody(app).get(f"{ben}/ticket/papers/{uuid}.pdf").status_code == 404
    assert anybody(app).get(f"{ben}/ticket/papers/{uuid}").status_code == 404


def test_another_size_is_refused(app: Flask, confirmed: Make) -> None:
    path = confirmed()
    answer = anybody(app).post(f"{path}/ticket.pdf", {"size": "a0"}, page=f"{path}/ticket")
    assert answer.status_code == 422
