"""What a book was narrowed to, in words."""

from flask_babel import gettext as _

from cwf.programme.exports.book.entries import Book
from cwf.programme.selection import Selection


def narrowed(book: Book, selection: Selection) -> str:
    """The days, tracks, rooms, kinds and languages that were asked for; "" for the whole book."""
    labels, timetable = book.labels, book.whole
    tracks = (timetable.track[slug].name for slug in selection.tracks)
    said = [
        *(book.dates.heading(day) for day in selection.days),
        *(labels.text(name) for name in tracks),
        *(labels.room(slug) for slug in selection.rooms),
        *(labels.kind(kind) for kind in selection.kinds),
        *(book.tongue(code) for code in selection.languages),
    ]
    if selection.stepfree:
        said.append(_("step-free"))
    return ", ".join(said)
