"""What RFC 5545 demands of a calendar, checked line by line and without a calendar library."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

ZONES = available_timezones()
UTC_FORM = re.compile(r"\d{8}T\d{6}Z")
LOCAL_FORM = re.compile(r"\d{8}T\d{6}")
LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)"
    r'(?P<parameters>(?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(?P<value>.*)",
    re.DOTALL,
)
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"}
ONCE = {
    "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO",
    "URL", "STATUS", "TRANSP", "SEQUENCE", "CREATED", "LAST-MODIFIED", "CLASS", "COLOR",
}  # fmt: skip


@dataclass
class Property:
    """One unfolded line."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def one(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)


def strict_problems(data: bytes) -> list[str]:
    """Every fault found, as sentences; an empty list for a calendar that keeps the rules."""
    problems = list(_line_problems(data))
    if problems:
        return problems
    calendar, faults = parsed(data)
    return [*faults, *_calendar_problems(calendar)]


def parsed(data: bytes) -> tuple[Component, list[str]]:
    """The calendar as components, and the faults of its lines."""
    faults = []
    top = Component("")
    stack = [top]
    for line in data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        match = LINE.fullmatch(line)
        if not match:
            faults.append(f"not a content line: {line!r}")
            continue
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            stack[-1].parts.append(Component(value))
            stack.append(stack[-1].parts[-1])
        elif name == "END":
            if stack.pop().name != value:
                faults.append(f"END:{value} closes something else")
        else:
            parameters = dict(pair.split("=", 1) for pair in match["parameters"].split(";") if pair)
            stack[-1].properties.append(Property(name, parameters, value))
    if len(stack) != 1 or [part.name for part in top.parts] != ["VCALENDAR"]:
        faults.append("not exactly one whole VCALENDAR")
    return (top.parts or [top])[0], faults


def _line_problems(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n"):
        yield "does not end with CRLF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "a line ends with something else than CRLF"
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data):
        yield "holds a control character"
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line of {len(line)} octets: {line[:30]!r}"
        try:
            line.decode()
        except UnicodeDecodeError:
            yield f"a fold splits a character: {line!r}"
    if b"\r\n\r\n" in data:
        yield "holds an empty line"


def _calendar_problems(calendar: Component) -> Iterator[str]:
    for name in ("PRODID", "VERSION"):
        if len(calendar.all(name)) != 1:
            yield f"{len(calendar.all(name))} times {name}"
    if (version := calendar.one("VERSION")) and version.value != "2.0":
        yield f"VERSION {version.value}"
    if calendar.one("METHOD"):
        yield "a feed with METHOD"
    if not calendar.parts:
        yield "holds no component"
    zones = [part for part in calendar.parts if part.name == "VTIMEZONE"]
    for zone in zones:
        yield from _zone_problems(zone)
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    uids = Counter(uid.value for event in events for uid in event.all("UID"))
    yield from (f"UID {uid} stands {count} times" for uid, count in uids.items() if count > 1)
    known = {tzid.value: zone for zone in zones if (tzid := zone.one("TZID"))}
    for event in events:
        yield from _event_problems(event, known)
    for component in (calendar, *events):
        yield from _value_problems(component)


def _zone_problems(zone: Component) -> Iterator[str]:
    tzid = zone.one("TZID")
    if not tzid or tzid.value not in ZONES:
        yield f"VTIMEZONE with a name that is not IANA's: {tzid and tzid.value}"
        return
    if not zone.parts:
        yield f"an empty VTIMEZONE {tzid.value}"
    for part in zone.parts:
        if {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} - {one.name for one in part.properties}:
            yield f"{part.name} of {tzid.value} lacks a property"
            continue
        onset, before, after = _observance(part)
        local = ZoneInfo(tzid.value)
        if onset.astimezone(local).utcoffset() != after:
            yield f"{tzid.value}: {onset} does not begin {after}"
        if (onset - timedelta(seconds=1)).astimezone(local).utcoffset() != before:
            yield f"{tzid.value}: before {onset} it was not {before}"


def _event_problems(event: Component, zones: dict[str, Component]) -> Iterator[str]:
    uid = event.one("UID")
    name = f"event {uid.value if uid else '?'}"
    for wanted in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
        if not event.one(wanted):
            yield f"{name}: no {wanted}"
    for once in ONCE:
        if len(event.all(once)) > 1:
            yield f"{name}: {once} more than once"
    for stamp in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        if (found := event.one(stamp)) and not UTC_FORM.fullmatch(found.value):
            yield f"{name}: {stamp} is not in UTC"
    if event.one("DTEND") and event.one("DURATION"):
        yield f"{name}: DTEND and DURATION"
    status, transparency, sequence = (event.one(one) for one in ("STATUS", "TRANSP", "SEQUENCE"))
    if status and status.value not in {"TENTATIVE", "CONFIRMED", "CANCELLED"}:
        yield f"{name}: STATUS {status.value}"
    if transparency and transparency.value not in {"OPAQUE", "TRANSPARENT"}:
        yield f"{name}: TRANSP {transparency.value}"
    if sequence and not re.fullmatch(r"\d+", sequence.value):
        yield f"{name}: SEQUENCE {sequence.value}"
    yield from _time_problems(event, name, zones)


def _time_problems(event: Component, name: str, zones: dict[str, Component]) -> Iterator[str]:
    start, end = event.one("DTSTART"), event.one("DTEND")
    for moment in filter(None, (start, end)):
        tzid = moment.parameters.get("TZID")
        if tzid and (tzid not in zones or not LOCAL_FORM.fullmatch(moment.value)):
            yield f"{name}: TZID {tzid} without its VTIMEZONE, or on no local time"
        elif tzid:
            yield from _offset_problems(moment, name, zones[tzid])
        elif moment.parameters.get("VALUE") == "DATE":
            if not re.fullmatch(r"\d{8}", moment.value):
                yield f"{name}: {moment.value} is no date"
        elif not UTC_FORM.fullmatch(moment.value):
            yield f"{name}: a floating time {moment.value}"
    if start and end:
        if start.parameters.get("VALUE") != end.parameters.get("VALUE"):
            yield f"{name}: start and end of different kinds"
        elif instant(end) <= instant(start):
            yield f"{name}: ends before it starts"


def _offset_problems(moment: Property, name: str, zone: Component) -> Iterator[str]:
    """The VTIMEZONE must give the offset that the zone has, and the local time be unambiguous."""
    local = datetime.strptime(moment.value, "%Y%m%dT%H%M%S")
    real = {
        local.replace(tzinfo=ZoneInfo(moment.parameters["TZID"]), fold=fold).utcoffset()
        for fold in (0, 1)
    }
    if len(real) > 1:
        yield f"{name}: {moment.value} is ambiguous or skipped in its zone"
        return
    begun = [
        (onset + before, after)
        for onset, before, after in map(_observance, zone.parts)
        if (onset + before).replace(tzinfo=None) <= local
    ]
    told = max(begun)[1] if begun else None
    if {told} != real:
        yield f"{name}: VTIMEZONE says {told} at {moment.value}, the zone {real}"


def _value_problems(component: Component) -> Iterator[str]:
    for found in component.properties:
        if found.name in TEXTS and re.search(r"(?<!\\)(?:\\\\)*[,;]", found.value):
            yield f"{found.name}: a comma or semicolon without its backslash"
        if found.name in TEXTS and re.search(r"(?<!\\)(?:\\\\)*\\[^nN,;\\]", found.value):
            yield f"{found.name}: an unknown escape"
        if found.name in {"URL", "SOURCE"} and not re.fullmatch(r"https?://[!-~]+", found.value):
            yield f"{found.name}: no absolute address of ASCII letters: {found.value}"
        if found.name == "GEO" and not re.fullmatch(r"-?\d+(\.\d+)?;-?\d+(\.\d+)?", found.value):
            yield f"GEO {found.value}"
        if found.name == "COLOR" and not re.fullmatch(r"[a-z]+", found.value):
            yield f"COLOR is no name: {found.value}"


def instant(moment: Property) -> datetime:
    """The moment in UTC; a date as its midnight there."""
    digits = moment.value.rstrip("Z")
    naive = datetime.strptime(digits, "%Y%m%dT%H%M%S" if "T" in digits else "%Y%m%d")
    return naive.replace(tzinfo=ZoneInfo(moment.parameters.get("TZID", "UTC"))).astimezone(UTC)


def _observance(part: Component) -> tuple[datetime, timedelta, timedelta]:
    """Its onset in UTC, the offset before and the offset from then on."""
    start, before, after = (part.one(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    assert start is not None
    assert before is not None
    assert after is not None
    naive = datetime.strptime(start.value, "%Y%m%dT%H%M%S")
    return (
        (naive - _offset(before.value)).replace(tzinfo=UTC),
        _offset(before.value),
        _offset(after.value),
    )


def _offset(value: str) -> timedelta:
    sign = -1 if value[0] == "-" else 1
    return sign * timedelta(hours=int(value[1:3]), minutes=int(value[3:5]))
