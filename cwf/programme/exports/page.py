"""The programme as a web page: by time, or by room; whole, or filtered.

The page is the same for everybody and a pure function of what is shown, of the selection and of
the language, so it can be stored with the release.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest

from cwf.i18n import speaking
from cwf.programme.exports import frame, telling
from cwf.programme.exports.addresses import Addresses
from cwf.programme.exports.by_room import GridDay, grid_days
from cwf.programme.exports.choices import (
    Chip,
    Group,
    asked_for,
    chips,
    day_tabs,
    groups,
    ways_out,
)
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.narrowed import narrowed
from cwf.programme.exports.rows import Moment, Writer
from cwf.programme.selection import Selection, narrow, to_pairs
from cwf.programme.shown import Shown
from cwf.programme.timetable import Timetable
from cwf.web.templating import zone_place

BOOK_PARAMETERS = ("day", "track", "room", "kind", "language", "stepfree")


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day by time."""

    date: date
    moments: tuple[Moment, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the templates of the programme page lay out."""

    grid: bool
    selection: Selection
    query: str
    place: str
    offset: str
    notice: str
    hidden: bool
    changes: int
    matches: int
    tags: dict[UUID, tuple[str, ...]]
    tabs: list[tuple[str, str, bool, str]]
    views: list[tuple[str, str, bool]]
    chips: list[Chip]
    groups: list[Group]
    loosen: list[tuple[str, str]]
    asked: str
    action: str
    canonical: str
    book: str
    called: str
    days: tuple[Day, ...] = ()
    grids: tuple[GridDay, ...] = ()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self.selection != Selection()

    @property
    def clear(self) -> str:
        """The same view of everything."""
        return f"{self.action}?view=grid" if self.grid else self.action

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """What is shown, for other systems."""
        return [
            (_("Calendar (iCal)"), self.download(".ics")),
            (_("Schedule (XML)"), self.download(".xml")),
            (_("Data (JSON)"), self.download(".json")),
        ]

    def download(self, extension: str) -> str:
        """The address of what is shown in another format."""
        return self.action + extension + (f"?{self.query}" if self.query else "")


def by_time(shown: Shown, selection: Selection, addresses: Addresses) -> str:
    """The page by time."""
    return _render("programme/by_time.html", shown, selection, addresses, by_room=False)


def by_room(shown: Shown, selection: Selection, addresses: Addresses) -> str:
    """The page by room."""
    return _render("programme/by_room.html", shown, selection, addresses, by_room=True)


def _render(
    template: str, shown: Shown, selection: Selection, addresses: Addresses, *, by_room: bool
) -> str:
    with speaking(addresses.language):
        page = _page(shown, selection, addresses, by_room=by_room)
    return frame.render(
        template,
        addresses,
        shown.release.timetable.edition,
        current="programme",
        path="programme" + ("?view=grid" if by_room else ""),
        release=shown.release,
        page=page,
    )


def _page(shown: Shown, selection: Selection, addresses: Addresses, *, by_room: bool) -> Page:
    addresses = addresses.rooted()
    whole = shown.release.timetable
    part = narrow(whole, selection)
    writer = Writer(part, addresses)
    query = urlencode(to_pairs(selection))
    filters = groups(whole, selection, addresses)
    first = part.slots[0].starts if part.slots else shown.release.at
    return Page(
        grid=by_room,
        selection=selection,
        query=query,
        place=writer.labels.text(whole.edition.city) or zone_place(whole.edition.zone),
        offset=offset(whole, first),
        notice=writer.labels.notice,
        hidden=whole.edition.invented or whole.edition.illustrative or bool(query),
        changes=len(shown.changes),
        matches=len({slot.session for slot in part.slots}),
        tags=telling.tags(shown, addresses.language),
        tabs=day_tabs(whole, selection, addresses, by_room=by_room),
        views=_views(query, addresses, by_room=by_room),
        chips=chips(whole, selection, addresses, by_room=by_room),
        groups=filters,
        loosen=[] if part.slots else ways_out(whole, selection, addresses, by_room=by_room),
        asked=asked_for(filters, selection),
        action=addresses.programme(),
        canonical=addresses.programme(),
        book=_book(selection, addresses),
        called=narrowed(Labels(whole, addresses.language), selection),
        days=() if by_room else _days(writer),
        grids=grid_days(writer) if by_room else (),
    )


def no_such_filter(param: str, value: str) -> BadRequest:
    """A filter that asks for what the programme does not have, as an answer to the reader."""
    error = BadRequest(
        _("The programme has no “%(value)s” to filter by (%(param)s).", value=value, param=param)
    )
    error.told = True  # type: ignore[attr-defined]
    return error


def offset(timetable: Timetable, instant: datetime) -> str:
    """The edition's distance from UTC at an instant, as read: "UTC+1", "UTC+5:30"."""
    minutes = int((timetable.local(instant).utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _views(query: str, addresses: Addresses, *, by_room: bool) -> list[tuple[str, str, bool]]:
    here = addresses.programme()
    rest = f"&{query}" if query else ""
    return [
        (_("By time"), here + (f"?{query}" if query else ""), not by_room),
        (_("By room"), f"{here}?view=grid{rest}", by_room),
    ]


def _book(selection: Selection, addresses: Addresses) -> str:
    pairs = [pair for pair in to_pairs(selection) if pair[0] in BOOK_PARAMETERS]
    return addresses.programme(".pdf") + (f"?{urlencode(pairs)}" if pairs else "")


def _days(writer: Writer) -> tuple[Day, ...]:
    return tuple(Day(date=day, moments=writer.moments(day)) for day in writer.timetable.days)
