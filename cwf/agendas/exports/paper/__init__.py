"""An agenda on a sheet of paper: a release and picks, as a document to be laid out.

A pure rendering: the same content gives the same document, and that the same PDF; the clock is the
release's. `rows` says what a line holds, `fitting` on which page it stands, `way` the column
beside it; how it is set stands in templates/print/ and static/print/. The calendar of the same
agenda lies in the PDF.
"""

from dataclasses import dataclass
from datetime import UTC
from urllib.parse import quote

from flask import render_template
from flask_babel import gettext as _

from cwf.agendas.agenda import Agenda, agenda_of
from cwf.agendas.exports.feed import Blocks, agenda_head, picked
from cwf.agendas.exports.paper.fitting import MM, PAPERS, Paper, Setting, pages
from cwf.agendas.exports.paper.rows import Rows
from cwf.agendas.exports.paper.way import Way, way
from cwf.agendas.exports.phone import printed
from cwf.agendas.papers import Content
from cwf.agendas.picks import FIRM, spelled
from cwf.editions.cover import Frame
from cwf.editions.palette import hue
from cwf.i18n import speaking
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.book.art import below, line_colours
from cwf.programme.exports.book.dates import Dates
from cwf.programme.exports.book.entries import Book
from cwf.programme.exports.book.look import colours, quoted
from cwf.programme.release import Release
from cwf.programme.scripts import runs
from cwf.web.documents import Attachment, Document
from cwf.web.joined import joined
from cwf.web.templating import instant, zone_place
from cwf.web.type_widths import SANS_BOLD, face

__all__ = ["PAPERS", "AgendaSheet", "agenda_sheet"]

HEAD = 64.0  # millimetres
STYLESHEETS = {
    "a4": ("print/agenda.css",),
    "letter": ("print/agenda.css", "print/agenda-letter.css"),
}
FILE = "agenda.ics"
# Classes of a name, with its size in points and the lines that it may take.
SIZES = (("n40", 40.0, 1), ("n34", 34.0, 1), ("n26", 26.0, 2), ("n18", 18.0, 3))


@dataclass(frozen=True, kw_only=True)
class AgendaSheet:
    """What a sheet says, in the language of its addresses, and on which paper of PAPERS.

    `blocks` are the calendar's entries of that release in that language.
    """

    release: Release
    content: Content
    addresses: Addresses
    blocks: Blocks
    paper: str

    @property
    def name(self) -> str:
        """Whose it is, or ""."""
        return self.content.name

    @property
    def language(self) -> str:
        """The language of all words."""
        return self.addresses.language

    @property
    def live(self) -> str:
        """Where it stands as it is now: for an account's a page to sign in to, no secret."""
        if self.content.own:
            base = self.addresses.base_url.rstrip("/")
            return f"{base}/{self.language}/account/agendas/{quote(self.addresses.edition)}/"
        wanted = {pick.slot for pick in self.content.picks}
        numbers = [one.id for one in self.release.timetable.slots if one.uuid in wanted]
        numbers += [one.id for one in self.release.gone if one.uuid in wanted]
        page = self.addresses.programme().removesuffix("programme")
        return f"{page}agenda?picks={spelled(numbers)}"


def agenda_sheet(sheet: AgendaSheet) -> Document:
    """The sheet as a document, on a paper of PAPERS; call it within an application context."""
    timetable = sheet.release.timetable
    agenda = agenda_of(sheet.release, sheet.content.picks)
    paper = PAPERS[sheet.paper]
    book = Book(timetable, sheet.language, whole=timetable)
    with speaking(sheet.language):
        rows = Rows(book=book, release=sheet.release, agenda=agenda, held=sheet.content.held)
        setting, laid = pages(
            [(day.date, [rows.row(entry) for entry in day.entries]) for day in agenda.days], paper
        )
        shown = way(book, agenda, line_colours(book)[2])
        return Document(
            html=render_template(
                "print/agenda.html",
                sheet=sheet,
                forum=_forum(book),
                name=runs(sheet.name),
                size=_size(sheet.name or _("My agenda"), paper),
                pages=laid,
                setting=setting,
                way=shown,
                dates=Dates(sheet.language),
            ),
            title=_title(sheet, book),
            language=sheet.language,
            created=sheet.release.at.astimezone(UTC).isoformat(timespec="seconds"),
            stylesheets=STYLESHEETS[sheet.paper],
            style="\n".join(_style(book, sheet, agenda, setting)),
            media=_media(book, sheet, paper, shown),
            attachments=(
                Attachment(
                    name=FILE, description=_("This agenda as a calendar"), body=calendar(sheet)
                ),
            ),
        )


def calendar(sheet: AgendaSheet) -> bytes:
    """The calendar that lies in the sheet: the body of a feed of the same picks."""
    above = agenda_head(sheet.blocks, sheet.language, "", sheet.live)
    chosen = [(pick.slot.hex, pick.hold in FIRM) for pick in sheet.content.picks]
    return joined(picked(sheet.blocks, chosen, above))


def _forum(book: Book) -> tuple[str, str]:
    """What the edition is called, and where it is, or ""."""
    edition = book.timetable.edition
    return _("Creativity World Forum %(year)s", year=edition.year), book.labels.text(edition.city)


def _title(sheet: AgendaSheet, book: Book) -> str:
    whose = _("Agenda of %(name)s", name=sheet.name) if sheet.name else _("My agenda")
    return ", ".join(filter(None, (whose, *_forum(book))))


def _size(name: str, paper: Paper) -> str:
    """The class of a name: the largest in which it fits beside the code."""
    room = (paper.width - 80) * MM
    fits = (
        size for size, points, most in SIZES if face(SANS_BOLD).lines(name, points, room) <= most
    )
    return next(fits, SIZES[-1][0])


def _media(book: Book, sheet: AgendaSheet, paper: Paper, shown: Way) -> dict[str, bytes]:
    frame = Frame(
        left=0, top=30 - 60 * 22, right=paper.width, bottom=30 + 60 * 22,
        x=paper.width - 38, y=30, radius=22, widest=0.277,
    )  # fmt: skip
    media = {"head": below(book, frame, paper.width, HEAD), "code": printed(sheet.live)}
    return {**media, "sketch": shown.drawing} if shown.drawing else media


def _style(book: Book, sheet: AgendaSheet, agenda: Agenda, setting: Setting) -> list[str]:
    """What depends on the edition's colours, on words in the foot, and on how much there is."""
    count = _("%(page)s of %(pages)s", page="\x00", pages="\x01")
    parts = [quoted(part) for part in count.replace("\x01", "\x00").split("\x00")]
    counted = f"{parts[0]} counter(page) {parts[1]} counter(pages) {parts[2]}"
    foot = " ".join(_foot(book, sheet, agenda))
    apart, head = setting.apart, setting.heading - 19.5
    return [
        f".head {{ background-color: {colours(book)['ground']} }}",
        f"li {{ padding: {apart / 2 - 0.5:g}pt 0 {apart / 2:g}pt }}",
        f".p {{ top: {apart / 2 - 0.5:g}pt }}",
        f"h2 {{ padding: {head - 6:g}pt 0 6pt }}" if head > 6 else "h2 { padding: 2pt 0 2.5pt }",
        f"ol + h2 {{ margin-top: {setting.above:g}pt }}",
        *(
            f".t{number} {{ color: {hue(track.hue).light.ink} }}"
            for number, track in enumerate(book.timetable.tracks, start=1)
        ),
        f"@page {{ @bottom-left {{ content: {quoted(foot)} }}"
        f" @bottom-right {{ content: {counted} }} }}",
    ]


def _foot(book: Book, sheet: AgendaSheet, agenda: Agenda) -> list[str]:
    """Which release it is, whose clock it tells, and what to mind."""
    edition, zone = book.timetable.edition, book.timetable.zone
    at = instant(sheet.release.at, zone)
    said = [_("Release %(number)d, %(at)s.", number=sheet.release.number, at=at)]
    offsets = {f"{entry.starts.astimezone(zone):%z}" for entry in agenda.entries}
    town = zone_place(edition.zone)
    if len(offsets) == 1:
        (one,) = offsets
        town = f"{town} (UTC{one[0]}{int(one[1:3])}{':' + one[3:5] if one[3:5] != '00' else ''})"
    said.append(_("Times in %(town)s.", town=town))
    if edition.invented:
        said.append(_("An invented edition."))
    elif edition.illustrative:
        said.append(_("Times and places are illustrative."))
    return said
