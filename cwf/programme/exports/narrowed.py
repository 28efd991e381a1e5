"""What a book or a calendar was narrowed to, in words."""

from collections.abc import Callable
from datetime import date

from babel.dates import format_date
from flask_babel import gettext as _

from cwf.programme.exports.labels import Labels
from cwf.programme.selection import Selection
from cwf.web.templating import language_within


def narrowed(
    labels: Labels, selection: Selection, heading: Callable[[date], str] | None = None
) -> str:
    """What was asked for: "Keynote, Store Sal, Thursday 2 November"; "" for everything.

    Kinds, tracks, rooms and languages, a search, and then the days, which `heading` may write.
    """
    timetable = labels.timetable
    said = [
        *(labels.kind(kind) for kind in selection.kinds),
        *(labels.text(timetable.track[slug].name) for slug in selection.tracks),
        *(labels.room(slug) for slug in selection.rooms),
        *(language_within(code) for code in selection.languages),
    ]
    if selection.stepfree:
        said.append(_("step-free"))
    if selection.q:
        said.append(_("“%(words)s”", words=selection.q))
    days = heading or (lambda day: _heading(day, labels.language))
    return ", ".join([*said, *map(days, selection.days)])


def _heading(day: date, language: str) -> str:
    return format_date(day, "EEEE d. MMMM" if language == "da" else "EEEE d MMMM", locale=language)
