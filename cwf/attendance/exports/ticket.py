"""A ticket as squares for a screen (SVG), and as a document to print or to keep in a telephone.

The code stands where a cover has its sun; the lines of the edition run below it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import segno
from flask import render_template
from flask_babel import gettext as _

from cwf.attendance.passes import Pass
from cwf.editions.cover import Frame
from cwf.i18n import speaking
from cwf.programme.exports.book.art import below
from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.look import GROUND, colours
from cwf.programme.scripts import runs
from cwf.programme.timetable import Timetable
from cwf.web.documents import Document
from cwf.web.templating import own_text

QUIET = 4  # modules around the squares, as the standard asks


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A page in millimetres, and where on it the disc with the code lies."""

    width: float
    height: float
    x: float
    y: float
    radius: float


PAPERS = {
    "a4": Paper(width=210, height=118, x=155, y=59, radius=44),
    "phone": Paper(width=105, height=186, x=52.5, y=122, radius=43),
}


def drawn(code: str) -> tuple[int, str]:
    """How many modules wide the squares of a code are, quiet zone and all, and their SVG path."""
    made = segno.make(code, error="m", micro=False, boost_error=False)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(made.matrix, QUIET)
        for x, dark in enumerate(row, QUIET)
        if dark
    )
    return len(made.matrix) + 2 * QUIET, path


def svg(ticket: Pass) -> str:
    """The squares as a file of their own, dark on white whatever the page is like."""
    size, path = drawn(ticket.code)
    return render_template("attendance/ticket.svg", ticket=ticket, size=size, path=path)


def ticket_document(
    ticket: Pass,
    timetable: Timetable | None,
    *,
    language: str,
    paper: str,
    words: str,
    at: datetime,
) -> Document:
    """A ticket on a paper of PAPERS; call it within an application context.

    `timetable` is the published one, for the edition's colours (None: plain); `words` say as what
    the holder comes; `at` is when the ticket stood so.
    """
    sheet = PAPERS[paper]
    size, path = drawn(ticket.code)
    book = Book(timetable, language, whole=timetable) if timetable else None
    ground = colours(book)["ground"] if book else GROUND
    with speaking(language):
        return Document(
            html=render_template(
                "print/ticket.html",
                ticket=ticket,
                name=runs(ticket.name),
                where=runs(_where(ticket)),
                words=words,
            ),
            title=_("Ticket of %(name)s, Creativity World Forum %(year)s",
                    name=ticket.name, year=ticket.year),
            language=language,
            created=at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=("print/ticket.css", f"print/ticket-{paper}.css"),
            style=f".head {{ background-color: {ground} }}",
            media={"head": _head(book, sheet), "code": _squares(size, path)},
        )  # fmt: skip


def _where(ticket: Pass) -> str:
    return ", ".join(filter(None, (own_text(ticket.venue), own_text(ticket.city))))


def _head(book: Book | None, sheet: Paper) -> bytes:
    if book is None:
        return b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    frame = Frame(
        left=0, top=sheet.y - 60 * sheet.radius, right=sheet.width, bottom=sheet.height + 400,
        x=sheet.x, y=sheet.y, radius=sheet.radius, widest=0.277,
    )  # fmt: skip
    return below(book, frame, sheet.width, sheet.height)


def _squares(size: int, path: str) -> bytes:
    """Without the quiet zone: the disc on which they lie is that."""
    inner = size - 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{inner}" height="{inner}"'
        f' viewBox="{QUIET} {QUIET} {inner} {inner}" shape-rendering="crispEdges">'
        f'<path d="{path}" fill="#000"/></svg>'
    ).encode()
