"""The programme book: a release in one language on one paper, as a document to be laid out.

A pure rendering: the same release, options and texts give the same document, and that the same
PDF. `book` puts the parts together; `days`, `glance` and `people` decide what stands where,
`entries` how a session is said, `look` what depends on the edition's colours, and the templates
and stylesheets under `print/` how it all is set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC

from flask import render_template
from flask_babel import gettext as _

from cwf.i18n import speaking
from cwf.programme.exports.book.art import art, theme_size
from cwf.programme.exports.book.days import Day, days
from cwf.programme.exports.book.entries import Book, Entry
from cwf.programme.exports.book.look import Feet, Tab, colours, stylesheet, tighter
from cwf.programme.exports.book.people import Place, Region, places, regions
from cwf.programme.exports.narrowed import narrowed
from cwf.programme.release import Release
from cwf.programme.selection import Selection, narrow
from cwf.web.documents import Document
from cwf.web.portraits import drawing
from cwf.web.templating import instant

# Height in millimetres that the scale of a day at a glance may take.
PAPERS = {"a5": 150.0, "a4": 232.0, "letter": 215.0, "half-letter": 152.0}
SHEETS = {"a4", "letter"}  # often printed on one side
CONTENTS = 22  # lines beside heads that a page of contents holds


@dataclass(frozen=True, kw_only=True)
class BookOptions:
    """What a reader chooses. `dense`: one line an entry; None: where a day is long."""

    language: str
    paper: str = "a5"
    dense: bool | None = None
    selection: Selection = field(default_factory=Selection)


@dataclass(frozen=True, kw_only=True)
class BookTexts:
    """What an edition says beside its programme: Markdown in the book's language, and pictures
    by their hash."""

    welcome: str = ""
    practical: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the book consists of, besides its front matter."""

    days: tuple[Day, ...]
    regions: tuple[Region, ...]
    places: tuple[Place, ...]

    @property
    def many(self) -> bool:
        """Whether the contents are more than a page of A5 holds: then they are set tight."""
        return 5 * len(self.days) + len(self.regions) > CONTENTS


def book(release: Release, *, options: BookOptions, texts: BookTexts | None = None) -> Document:
    """The release as a document, on a paper of PAPERS; call it within an application context."""
    texts = texts or BookTexts()
    timetable = narrow(release.timetable, options.selection)
    with speaking(options.language):
        made = Book(timetable, options.language, whole=release.timetable)
        parts = Parts(
            days=days(made, dense=options.dense, height=PAPERS[options.paper]),
            regions=regions(made),
            places=places(made),
        )
        part = narrowed(made.labels, options.selection, made.dates.heading)
        drawn = art(made, options.paper, narrowed=bool(part))
        return Document(
            html=render_template(
                "print/book.html",
                book=made,
                edition=timetable.edition,
                options=options,
                texts=texts,
                parts=parts,
                narrowed=part,
                theme_size=theme_size(made),
                sample=_sample(parts.days),
            ),
            title=_("%(forum)s: programme", forum=made.labels.forum),
            language=options.language,
            created=release.at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=("print/book.css", f"print/{options.paper}.css"),
            style=stylesheet(
                made, parts.days, _tabs(made, parts), _feet(made, release, options.paper), drawn
            ),
            tighter={f"day{n}-times": tighter(n) for n, _day in enumerate(parts.days, start=1)},
            media={**drawn.media, **_busts(made, parts.days), **texts.pictures},
        )


def _busts(book: Book, days: tuple[Day, ...]) -> dict[str, bytes]:
    """The drawings of those who have no photograph, by key."""
    found = [keynote.bust for day in days for page in day.keynotes for keynote in page]
    return {one.key: drawing(one, colours(book)) for one in found if one}


def _sample(days: tuple[Day, ...]) -> Entry | None:
    """The entry that is taken apart: one with a mark, an end and a place, if there is any."""
    entries = [entry for day in days for group in day.groups for entry in group.entries]
    whole = [e for e in entries if e.mark and e.slot.ends and e.place and not e.words]
    return next(iter([*whole, *entries]), None)


def _tabs(book: Book, parts: Parts) -> tuple[Tab, ...]:
    found = [Tab(pages=f"day{day.number}", word=book.dates.tab(day.date)) for day in parts.days]
    if parts.regions:
        found.append(Tab(pages="people", word=_("Who")))
    if parts.places:
        found.append(Tab(pages="places", word=_("Where")))
    return tuple(found)


def _feet(book: Book, release: Release, paper: str) -> Feet:
    """Which release it is, and what to mind of it, where there is something."""
    at = instant(release.at, book.timetable.zone)
    edition = book.timetable.edition
    notice = ""
    if edition.invented:
        notice = _("An invented edition")
    elif edition.illustrative:
        notice = _("Times and places are illustrative")
    said = _("Release %(number)d, %(at)s", number=release.number, at=at)
    return Feet(left=said, right=notice, on_both=paper in SHEETS)
