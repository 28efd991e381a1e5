"""iCalendar (RFC 5545, 7986): entries into blocks, blocks into a calendar.

Knows entries and feeds, nothing of a programme. The same input gives the same bytes: every
identity, instant and number is passed in. A calendar is head + blocks + foot, so that a block
is built once and joined into as many feeds as there are readers.

Two things icalendar 7.3 gets wrong are done here: its VTIMEZONE starts summer time an hour late
(the onset must be told on the clock of before, RFC 5545 §3.6.5), and COLOR takes CSS names only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
    vText,
)

from cwf.web.calendar_blocks import FOOT, printable
from cwf.web.colors import color_name

PRODUCT = "-//Districts of Creativity//Creativity World Forum planner//EN"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One VEVENT.

    `starts` and `ends` are aware datetimes, or dates for whole days (the end exclusive); an
    unknown end is None and stays unsaid. `language` is that of the summary. `geo` is latitude,
    longitude. `parent` is the UID of what this one belongs to, `siblings` are those of its like.
    """

    uid: str
    starts: datetime | date
    ends: datetime | date | None
    summary: str
    language: str
    created: datetime
    changed: datetime
    sequence: int = 0
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    transparent: bool = False
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    color: str | None = None
    parent: str = ""
    siblings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a calendar says of itself. `source` is its own address, `url` the page it shows."""

    name: str
    language: str
    description: str = ""
    zone: str = "UTC"
    source: str = ""
    url: str = ""
    refresh: timedelta = timedelta(hours=1)
    color: str | None = None


def event_block(entry: Entry, *, zone: str) -> bytes:
    """The entry as folded lines with CRLF, its hours on the clock of the IANA `zone`."""
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", entry.changed.astimezone(UTC))
    event.add("CREATED", entry.created.astimezone(UTC))
    event.add("LAST-MODIFIED", entry.changed.astimezone(UTC))
    event.add("SEQUENCE", entry.sequence)
    event.add("STATUS", entry.status)
    event.add("TRANSP", "TRANSPARENT" if entry.transparent else "OPAQUE")
    for name, moment in zip(("DTSTART", "DTEND"), _written(entry, zone), strict=False):
        event.add(name, moment)
    _add_text(event, "SUMMARY", entry.summary, entry.language)
    _add_text(event, "DESCRIPTION", entry.description)
    _add_text(event, "LOCATION", entry.location)
    if entry.geo:
        event.add("GEO", entry.geo)
    if entry.url:
        event.add("URL", entry.url)
    if entry.categories:
        event.add("CATEGORIES", [printable(category) for category in entry.categories])
    if entry.color:
        event.add("COLOR", color_name(entry.color))
    if entry.parent:
        event.add("RELATED-TO", entry.parent)  # PARENT is what it means by itself
    for uid in entry.siblings:
        event.add("RELATED-TO", uid, parameters={"RELTYPE": "SIBLING"})
    return event.to_ical()


def calendar_bytes(
    feed: Feed, blocks: Iterable[bytes], *, first: datetime | date, last: datetime | date
) -> bytes:
    """The whole calendar; `first` and `last` bound the VTIMEZONE (nothing lies outside them)."""
    parts = list(blocks) or [no_entries(feed.zone)]
    return b"".join((calendar_head(feed, first=first, last=last), *parts, FOOT))


def calendar_head(feed: Feed, *, first: datetime | date, last: datetime | date) -> bytes:
    """All that stands before the entries of a calendar; FOOT follows them."""
    zone = b"" if is_utc(feed.zone) else _timezone(feed.zone, first.year, last.year)
    return _head(feed).removesuffix(FOOT) + zone


def no_entries(zone: str) -> bytes:
    """What stands for entries where there are none: a calendar has a component (RFC 5545 §3.6)."""
    return _timezone("UTC", 1970, 1970) if is_utc(zone) else b""


def _head(feed: Feed) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    _add_text(calendar, "NAME", feed.name, feed.language)
    _add_text(calendar, "DESCRIPTION", feed.description, feed.language)
    # Their readers look for the bare name and colon, so these carry no parameter.
    _add_text(calendar, "X-WR-CALNAME", feed.name)
    _add_text(calendar, "X-WR-CALDESC", feed.description)
    calendar.add("X-WR-TIMEZONE", feed.zone)
    if feed.source:
        calendar.add("SOURCE", feed.source, parameters={"VALUE": "URI"})
    if feed.url:
        calendar.add("URL", feed.url)
    calendar.add("REFRESH-INTERVAL", feed.refresh, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(feed.refresh))
    if feed.color:
        calendar.add("COLOR", color_name(feed.color))
        calendar.add("X-APPLE-CALENDAR-COLOR", feed.color.upper())
    return calendar.to_ical()


def _add_text(
    component: Calendar | Event, name: str, value: str, language: str | None = None
) -> None:
    if value:
        # As vText: it would not escape a name it does not know, such as X-WR-CALNAME.
        component.add(
            name, vText(printable(value), params={"LANGUAGE": language} if language else {})
        )


def _written(entry: Entry, zone: str) -> tuple[datetime | date, ...]:
    """Start and end as they are to be written: local where that is unambiguous, else UTC.

    An end that is not later than the start may not stand there (RFC 5545 §3.8.2.2).
    """
    moments = [entry.starts]
    if entry.ends is not None and entry.ends > entry.starts:
        moments.append(entry.ends)
    clock = ZoneInfo(zone)
    local = [moment.astimezone(clock) for moment in moments if isinstance(moment, datetime)]
    if not local:
        return tuple(moments)
    if is_utc(zone) or any(_ambiguous(moment) for moment in local):
        return tuple(moment.astimezone(UTC) for moment in local)
    return tuple(local)


def _ambiguous(local: datetime) -> bool:
    """Whether the clock shows this time twice that night."""
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def is_utc(zone: str) -> bool:
    """Whether a zone is a name of UTC, which needs and gets no VTIMEZONE."""
    return zone.removeprefix("Etc/") in {"UTC", "UCT", "Universal", "Zulu"}


@lru_cache(maxsize=64)
def _timezone(zone: str, first: int, last: int) -> bytes:
    """VTIMEZONE for the years `first` to `last`: each change of the clock in them.

    Starts a year early, so that what holds on New Year's Day is a real change, too.
    """
    local = ZoneInfo(zone)
    start = datetime(first - 1, 1, 1, tzinfo=UTC)
    stop = datetime(last + 1, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("TZID", zone)
    onsets = list(_changes_of_clock(local, start, stop))
    if not onsets or onsets[0].year >= first:
        onsets.insert(0, start)
    for onset in onsets:
        component.add_component(_observance(local, onset))
    return component.to_ical()


def _observance(local: ZoneInfo, onset: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What holds from `onset` (UTC) on; its DTSTART is told on the clock of before."""
    after = onset.astimezone(local)
    before = (onset - timedelta(seconds=1)).astimezone(local)
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    part.add("DTSTART", (onset + (before.utcoffset() or timedelta())).replace(tzinfo=None))
    part.add("TZOFFSETFROM", before.utcoffset())
    part.add("TZOFFSETTO", after.utcoffset())
    part.add("TZNAME", after.tzname())
    return part


def _changes_of_clock(local: ZoneInfo, start: datetime, stop: datetime) -> Iterator[datetime]:
    """The instants (UTC) between `start` and `stop` at which the offset of a zone changes."""

    def offset(instant: datetime) -> timedelta | None:
        return instant.astimezone(local).utcoffset()

    step = timedelta(days=1)
    for day in range((stop - start).days):
        early, late = start + day * step, start + (day + 1) * step
        if offset(early) == offset(late):
            continue
        while late - early > timedelta(seconds=1):
            middle = early + (late - early) / 2
            if offset(middle) == offset(early):
                early = middle
            else:
                late = middle
        yield late.replace(microsecond=0)
