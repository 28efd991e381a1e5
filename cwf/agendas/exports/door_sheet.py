"""A door list on paper: who has a place, with a box to tick; then who waits, in order."""

from datetime import UTC

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from cwf.agendas.door import DoorList
from cwf.agendas.exports.fullness import on_wall
from cwf.i18n import speaking
from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.look import quoted
from cwf.programme.scripts import runs
from cwf.web.documents import Document
from cwf.web.templating import instant

STYLESHEETS = {"a4": ("print/door.css",), "letter": ("print/door.css", "print/door-letter.css")}


def door_sheet(door: DoorList, *, language: str, paper: str) -> Document:
    """The list as a document on A4 or Letter; call it within an application context.

    Its clock is that of the list: two of the same list are equal.
    """
    book = Book(door.timetable, language, whole=door.timetable)
    with speaking(language):
        title = book.labels.text(door.title)
        return Document(
            html=render_template(
                "print/door.html",
                door=door,
                title=book.said(door.title),
                when=f"{book.dates.heading(door.timetable.day(door.slot))}, {book.span(door.slot)}",
                where=runs(book.labels.place(door.slot)),
                counted=counted(door),
                runs=runs,
                on_wall=lambda at: on_wall(at, door.timetable.zone),
            ),
            title=_("Door list: %(title)s", title=title),
            language=language,
            created=door.at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=STYLESHEETS[paper],
            style=_foot(door, title),
        )


def counted(door: DoorList) -> str:
    """The list in numbers: "24 of 30 places taken, 3 wait"."""
    taken, all_places = len(door.places), door.counts.capacity
    if all_places is None:
        said = ngettext("%(num)d place taken", "%(num)d places taken", taken)
    else:
        said = _("%(num)d of %(all)d places taken", num=taken, all=all_places)
    waiting = len(door.queue)
    more = ngettext("%(num)d waits", "%(num)d wait", waiting) if waiting else _("nobody waits")
    return f"{said}, {more}"


def _foot(door: DoorList, title: str) -> str:
    """When it was so, and on later pages of what; the number of the page."""
    at = instant(door.at, door.timetable.zone)
    said = _("As it stood on %(at)s.", at=at)
    count = _("%(page)s of %(pages)s", page="\x00", pages="\x00").split("\x00")
    parts = [quoted(part) for part in count]
    return (
        f"@page {{ @bottom-left {{ content: {quoted(f'{title}. {said}')} }} @bottom-right {{"
        f" content: {parts[0]} counter(page) {parts[1]} counter(pages) {parts[2]} }} }}"
    )
