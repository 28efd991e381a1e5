"""An agenda as a web page: for everybody from an address, or for its owner with bookings.

Pure: made of a release, picks and, of one's own, what is held. The page from an address is the
same for everybody, so it can be kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from cwf.agendas.agenda import Agenda, Clash, Day, Entry, State, agenda_of
from cwf.agendas.exports import wording
from cwf.agendas.exports.houses import House, Sketched, houses, sketched
from cwf.agendas.exports.news import Heard, heard
from cwf.agendas.exports.phone import Code, code
from cwf.agendas.picks import Hold, Pick
from cwf.i18n import speaking
from cwf.programme.exports import frame
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.page import offset
from cwf.programme.exports.rows import Row, Told, Writer
from cwf.programme.release import Release
from cwf.programme.shown import Shown
from cwf.registration.places import Held
from cwf.web.templating import zone_place


@dataclass(frozen=True, kw_only=True)
class Own:
    """What only the owner sees: the token of the forms, stars, claims by slot, what was said.

    `covers` are slots that they attend for their delegation.
    """

    csrf: str
    starred: frozenset[UUID] = frozenset()
    held: dict[UUID, Held] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    heard: Heard | None = None
    covers: frozenset[UUID] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of two that overlap, which may be kept: by taking the star of `other` away."""

    keep: Told
    other: UUID


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """A clash in words, and which of the two can be kept with one click."""

    sentence: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry with what comes before it: free time, a way (`late`: too little time for it)."""

    entry: Entry
    row: Row | None
    title: Told
    begins: str
    until: str
    place: str
    gap: str
    walk: str
    late: bool
    overlaps: tuple[Overlap, ...]
    held: str
    sign_up: str
    starred: bool
    covers: bool


@dataclass(frozen=True, kw_only=True)
class DayShown:
    """A day with its lines and, where one goes from house to house, its sketch."""

    date: date
    lines: tuple[Line, ...]
    sketch: Sketched | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the templates lay out."""

    days: tuple[DayShown, ...]
    number: int
    clashes: int
    houses: tuple[House, ...]
    place: str
    offset: str
    notice: str
    calendar: str
    link: str
    code: Code | None
    picks: str
    own: Own | None
    heard: Heard | None


def public_page(
    shown: Shown, picks: Iterable[Pick], addresses: Addresses, known: Release | None = None
) -> str:
    """The page that an address spells; without picks it says how to star.

    `known` is the release that the reader looked at last: what changed since is told.
    """
    picks, newest = tuple(picks), shown.release
    with speaking(addresses.language):
        page = page_of(shown, picks, addresses)
    if known:
        told = heard(known, newest, picks, addresses.language, at=newest.at)
        page = replace(page, heard=told)
    query = f"?picks={page.picks}" if page.picks else ""
    return _render("agendas/agenda.html", shown, addresses, page, f"agenda{query}")


def own_page(shown: Shown, picks: Iterable[Pick], addresses: Addresses, own: Own) -> str:
    """The page of who is signed in."""
    with speaking(addresses.language):
        page = page_of(shown, tuple(picks), addresses, own)
    return _render("agendas/my_agenda.html", shown, addresses, page, "agenda")


def _render(template: str, shown: Shown, addresses: Addresses, page: Page, path: str) -> str:
    return frame.render(
        template,
        addresses,
        shown.release.timetable.edition,
        current="agenda",
        path=path,
        release=shown.release,
        page=page,
    )


def page_of(
    shown: Shown, picks: tuple[Pick, ...], addresses: Addresses, own: Own | None = None
) -> Page:
    """What an agenda page lays out; call it while speaking the language of `addresses`."""
    release = shown.release
    agenda = agenda_of(release, picks)
    writer = Writer(release.timetable, addresses)
    labels = writer.labels
    numbers = [entry.number for entry in agenda.entries]
    starts = agenda.entries[0].starts if agenda.entries else release.at
    link = addresses.agenda(slots=numbers)
    return Page(
        days=tuple(_day(day, agenda, writer, own) for day in agenda.days),
        number=len(numbers),
        clashes=len(agenda.clashes),
        houses=houses(agenda, labels),
        place=labels.text(release.timetable.edition.city)
        or zone_place(release.timetable.edition.zone),
        offset=offset(release.timetable, starts),
        notice=labels.notice,
        calendar=writer.to.agenda(".ics", numbers),
        link=link,
        code=code(link) if numbers else None,
        picks=link.partition("?picks=")[2],
        own=own,
        heard=own.heard if own else None,
    )


def _day(day: Day, agenda: Agenda, writer: Writer, own: Own | None) -> DayShown:
    return DayShown(
        date=day.date,
        lines=tuple(_line(entry, day, agenda, writer, own) for entry in day.entries),
        sketch=sketched(day, agenda, writer.labels),
    )


def _line(entry: Entry, day: Day, agenda: Agenda, writer: Writer, own: Own | None) -> Line:
    labels = writer.labels
    row = writer.row(entry.slot) if entry.slot else None
    gap = next((one for one in day.gaps if one.before == entry.uuid), None)
    walk = next((one for one in day.walks if one.before == entry.uuid), None)
    claim = own.held.get(entry.uuid) if own else None
    return Line(
        entry=entry,
        row=row,
        title=writer.told(entry.title),
        begins=labels.hour(entry.starts),
        until=_("to %(time)s", time=labels.hour(entry.ends)) if entry.ends else "",
        place=labels.text(entry.gone.place) if entry.gone else "",
        gap=wording.gap(gap, labels) if gap else "",
        walk=wording.walk(walk, agenda, labels) if walk else "",
        late=walk is not None and walk.enough is False,
        overlaps=tuple(
            _overlap(one, agenda, writer, own) for one in day.clashes if one.other == entry.uuid
        ),
        held=wording.held(entry, claim, labels),
        sign_up=f"{writer.to.own_agenda()}sign-ups/{entry.uuid}" if claim else "",
        starred=own is not None and entry.uuid in own.starred,
        covers=own is not None and entry.uuid in own.covers,
    )


def _overlap(found: Clash, agenda: Agenda, writer: Writer, own: Own | None) -> Overlap:
    """Of two, one may be let go with a click if it is a mere wish."""
    pairs = ((found.one, found.other), (found.other, found.one))
    return Overlap(
        sentence=wording.clash(found, agenda, writer.labels),
        choices=tuple(
            Choice(keep=writer.told(agenda.entry[keep].title), other=other)
            for keep, other in pairs
            if own and other in own.starred and agenda.entry[other].hold is Hold.WISH
        ),
    )


__all__ = ["Own", "Page", "State", "own_page", "page_of", "public_page"]
