"""Tickets to be handed out: eight on a sheet of A4 or Letter, with marks by which they are cut."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

import segno
from flask import render_template
from flask_babel import gettext as _

from cwf.attendance.passes import Bundle, Pass
from cwf.i18n import speaking
from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.look import GROUND, colours
from cwf.programme.scripts import runs
from cwf.programme.timetable import Timetable
from cwf.registration.categories import Category
from cwf.web.documents import Document
from cwf.web.templating import instant, own_text

COLUMNS, ROWS = 2, 4
TICK = 4  # millimetres
LONG = 22  # characters of a name, from which it is set smaller


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A sheet in millimetres: where the first ticket lies on it, and how large each is.

    The stylesheets have the same measures.
    """

    width: float
    height: float
    left: float
    top: float
    ticket: tuple[float, float]
    stylesheets: tuple[str, ...]


PAPERS = {
    "a4": Paper(
        width=210, height=297, left=13, top=13, ticket=(92, 66),
        stylesheets=("print/tickets.css",),
    ),
    "letter": Paper(
        width=215.9, height=279.4, left=15.95, top=11, ticket=(92, 63),
        stylesheets=("print/tickets.css", "print/tickets-letter.css"),
    ),
}  # fmt: skip


def tickets_document(
    told: Bundle,
    timetable: Timetable | None,
    *,
    language: str,
    words: Mapping[Category, str],
    paper: str,
) -> Document:
    """A bundle of tickets on a paper of PAPERS; call it within an application context.

    `timetable` is the published one, for the edition's colours (None: plain); `words` say as what
    holders come.
    """
    book = Book(timetable, language, whole=timetable) if timetable else None
    ground = colours(book)["ground"] if book else GROUND
    placed, each = list(enumerate(told.passes)), COLUMNS * ROWS
    sheets = [placed[first : first + each] for first in range(0, len(placed), each)]
    with speaking(language):
        whose = own_text(told.whose)
        return Document(
            html=render_template(
                "print/tickets.html", sheets=sheets, words=words, whose=runs(whose), runs=runs,
                where=lambda one: runs(_where(one)), long=LONG, told=told,
                stood=_("As it stood on %(at)s.", at=instant(told.at, told.zone)),
            ),
            title=_("Tickets of %(name)s, Creativity World Forum %(year)s",
                    name=whose, year=told.passes[0].year),
            language=language,
            created=told.at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=PAPERS[paper].stylesheets,
            style=f".band {{ background-color: {ground} }}",
            media={"cuts": _cuts(PAPERS[paper])}
            | {f"code{place}": _squares(one.code) for place, one in enumerate(told.passes)},
        )  # fmt: skip


def _cuts(paper: Paper) -> bytes:
    """Where to cut: ticks at the edges of the sheet, crosses where four tickets meet."""
    wide, high = paper.ticket
    across = [paper.left + wide * column for column in range(COLUMNS + 1)]
    down = [paper.top + high * row for row in range(ROWS + 1)]
    path = "".join(_ticks(across, down))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}mm"'
        f' height="{paper.height}mm" viewBox="0 0 {paper.width} {paper.height}">'
        f'<path d="{path}" stroke="#141414" stroke-width=".18"/></svg>'
    ).encode()


def _ticks(across: list[float], down: list[float]) -> Iterator[str]:
    for x in across:
        yield f"M{x:g} {down[0] - 1:g}v{-TICK}M{x:g} {down[-1] + 1:g}v{TICK}"
    for y in down:
        yield f"M{across[0] - 1:g} {y:g}h{-TICK}M{across[-1] + 1:g} {y:g}h{TICK}"
    for x in across[1:-1]:
        for y in down[1:-1]:
            yield f"M{x - TICK / 2:g} {y:g}h{TICK}M{x:g} {y - TICK / 2:g}v{TICK}"


def _squares(code: str) -> bytes:
    """As a picture of one bit a point: on paper it is quicker than a path. The ticket is white."""
    made = io.BytesIO()
    squares = segno.make(code, error="m", micro=False, boost_error=False)
    squares.save(made, kind="png", scale=6, border=0)
    return made.getvalue()


def _where(ticket: Pass) -> str:
    return ", ".join(filter(None, (own_text(ticket.venue), own_text(ticket.city))))
