"""The attendance report on paper: a sentence as head, charts, and a table under every chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import get_template_attribute, render_template
from flask_babel import gettext as _

from cwf.agendas.exports.phone import printed
from cwf.attendance.exports.board_charts import charts, ran, thinned
from cwf.attendance.exports.board_words import legend, verdict
from cwf.attendance.exports.numbers import number
from cwf.attendance.exports.report_told import Told
from cwf.attendance.report_table import Table
from cwf.i18n import speaking
from cwf.programme.exports.book.look import quoted
from cwf.web.bars import laid
from cwf.web.charts import TALL, Progress
from cwf.web.documents import Document
from cwf.web.templating import instant, own_text, short_day, zone_place
from cwf.web.type_widths import SANS_BOLD, face

WIDE, LABELS = 680.0, 190.0
LOW = 0.33  # of its width, a chart that has campaigns below it
GAP = 3.0  # millimetres behind each column
BETWEEN = 6.0  # millimetres between two narrow tables side by side
MOST = 16  # rows of the longest table that stands beside another
ROWS = 8  # of the table below a chart of days
MM = 72 / 25.4  # points
HEAD = 34.0  # points of the sentence at the head
FAMILY = "Familjen Grotesk, Noto Sans Devanagari, Noto Sans Kannada, Noto Sans SC"
PAPERS = {"a4": 174.0, "letter": 179.9}  # how wide the text is, in millimetres
STYLESHEETS = {
    "a4": ("print/attendance.css",),
    "letter": ("print/attendance.css", "print/attendance-letter.css"),
}


@dataclass(frozen=True, kw_only=True)
class Stood:
    """When a report stood so, on whose clock, when its forum begins, and where it is live."""

    at: datetime
    zone: str
    today: date
    starts: date | None
    live: str


def report_sheet(told: Told, stood: Stood, *, language: str, paper: str) -> Document:
    """The report as a document on a paper of PAPERS; call it within an application context."""
    with speaking(language):
        drawn = list(_grown(told, stood))
        return Document(
            html=render_template(
                "print/attendance.html", told=told, stood=stood,
                summary="; ".join(f"{one.label}, {one.small}: {one.said}" for one in told.bars),
                blocks=list(_blocks(told)), verdict=verdict, number=number, shown=shown,
                own=own_text, legend=legend,
                rows=by_day, ran=ran, drawn=drawn,
                said=_("As it stood on %(at)s.", at=instant(stood.at, stood.zone)),
            ),
            title=f"{told.title}, {told.forum}",
            language=language,
            created=stood.at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=STYLESHEETS[paper],
            style="\n".join([*_widths(told, PAPERS[paper]), *_lines(told, stood, PAPERS[paper])]),
            media=_media(told, stood, drawn),
        )  # fmt: skip


def shown(cell: object) -> str:
    """A cell as a page and paper write it."""
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return short_day(cell)
    return number(cell) if isinstance(cell, int | float) else str(cell)


def by_day(card: Any) -> list[tuple[date, int]]:
    """The days of the table below a chart, the last of them that of its figure."""
    return thinned([*card.days, (card.at, card.figure.total)], ROWS)


def _grown(told: Told, stood: Stood) -> Iterator[Progress]:
    """The charts of days: two stand on a page, also where each tells of campaigns."""
    tall = LOW if told.marks else TALL
    for card, _counted in told.grown:
        wide, _narrow = charts(
            card, today=stood.today, starts=stood.starts, marks=told.marks, tall=tall
        )
        yield wide


def _media(told: Told, stood: Stood, drawn: Sequence[Progress]) -> dict[str, bytes]:
    media = {"code": printed(stood.live)}
    if told.bars:
        media["bars"] = _drawn("lying", laid(told.bars, width=WIDE, number=number, left=LABELS))
    for place, wide in enumerate(drawn):
        media[f"days{place}"] = _drawn("progress", wide)
    return media


def _drawn(macro: str, chart: Any) -> bytes:
    """A chart of the page as a picture: its colours are attributes, its type is named here."""
    made = str(get_template_attribute("components/charts.html", macro)(chart, "c", "", ""))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FAMILY}" '
    return made.replace("<svg ", head, 1).encode()


def _blocks(told: Told) -> Iterator[list[tuple[int, Table]]]:
    """The tables with their numbers, as they stand below each other: narrow ones two by two."""
    waiting: list[tuple[int, Table]] = []
    for place, table in enumerate(told.tables, start=1):
        if waiting and not _is_half(table):
            yield waiting
            waiting = []
        waiting.append((place, table))
        if len(waiting) == 2 or not _is_half(table):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _is_half(table: Table) -> bool:
    return table.is_narrow and len(table.rows) <= MOST


def _widths(told: Told, room: float) -> Iterator[str]:
    """How wide the columns of each table are."""
    for place, table in enumerate((told.goals, *told.tables)):
        wide = (room - BETWEEN) / 2 if _is_half(table) else room
        yield f".g{place} {{ width: {wide:.1f}mm }}"
        for column, width in enumerate(table.widths, start=1):
            long = wide * width / sum(table.widths) - GAP
            yield f".g{place} thead th:nth-child({column}) {{ width: {long:.1f}mm }}"


def _lines(told: Told, stood: Stood, room: float) -> Iterator[str]:
    """The lines of the head, as equal as they can be; and what stands on every page."""
    yield f"h1 {{ width: {_balanced(told.heading, room):.1f}mm }}"
    at = _("%(at)s, time in %(town)s",
           at=instant(stood.at, stood.zone), town=zone_place(stood.zone))  # fmt: skip
    said = _("As it stood on %(at)s.", at=at)
    count = _("%(page)s of %(pages)s", page="\x00", pages="\x01")
    before, between, after = (quoted(one) for one in count.replace("\x01", "\x00").split("\x00"))
    yield (
        f"@page {{ @top-left {{ content: {quoted(f'{told.title}, {told.forum}')} }}"
        f" @top-right {{ content: {before} counter(page) {between} counter(pages) {after} }}"
        f" @bottom-left {{ content: {quoted(said)} }} }}"
    )


def _balanced(text: str, room: float) -> float:
    """The least width, in millimetres, in which a head takes no more lines than in all the room."""
    bold = face(SANS_BOLD)
    lines = bold.lines(text, HEAD, room * MM)
    widths = (wide for wide in range(round(room / 3), round(room)))
    return next((wide for wide in widths if bold.lines(text, HEAD, wide * MM) == lines), room)
