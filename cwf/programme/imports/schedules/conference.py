"""What a schedule says of its conference."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from cwf.programme.imports.schedules import own
from cwf.programme.imports.schedules.clocks import Illegible, day, is_zone
from cwf.programme.imports.schedules.codes import language_of
from cwf.programme.imports.schedules.raw import RawSchedule
from cwf.programme.imports.schedules.times import day_change_of
from cwf.programme.incoming import NOWHERE, Head, Remark
from cwf.programme.merging.bounds import YEARS

LONGEST = 300


def read_head(raw: RawSchedule) -> Head:
    """The conference as the file has it; its days by those that it lists."""
    said = {name: " ".join(value[:LONGEST].split()) for name, value in raw.conference.items()}
    change = day_change_of(said.get("day_change", ""))
    zone = said.get("time_zone_name", "")
    starts, ends = _span(raw, said.get("start", ""), said.get("end", ""))
    return Head(
        title=said.get("title", ""),
        acronym=said.get("acronym", ""),
        subtitle=said.get("subtitle", ""),
        venue=said.get("venue", ""),
        city=said.get("city", ""),
        starts=starts,
        ends=ends,
        day_change_hour=change.hour if change and change.hour <= 12 else None,
        zone=zone if is_zone(zone) else None,
        url=said.get("url", "") or said.get("base_url", ""),
    )


def _span(raw: RawSchedule, start: str, end: str) -> tuple[date | None, date | None]:
    """First and last day: as the conference says, unless that cannot be; else of those listed."""
    said = _likely(start), _likely(end)
    if said[0] and said[1] and said[0] <= said[1]:
        return said
    listed = [found for one, _where in raw.days if (found := _likely(one))]
    return (min(listed), max(listed)) if listed else (None, None)


def _likely(text: str) -> date | None:
    found = day_or_none(text)
    return found if found and found.year in YEARS else None


def day_or_none(text: str) -> date | None:
    """The day, if it is one."""
    try:
        return day(text)
    except Illegible:
        return None


def language_of_texts(raw: RawSchedule, known: Collection[str]) -> str:
    """The language that the file's texts are likely in, of those known; the first if none is.

    Our own files say it by their address, others by what most sessions are held in.
    """
    by_address = own.language(raw, tuple(known))
    if by_address:
        return by_address
    spoken = Counter(language_of(said) for event in raw.events if (said := event.said("language")))
    likely = (tag for tag, _number in spoken.most_common() if tag and tag in known)
    return next(likely, next(iter(known)))


def odd_days(raw: RawSchedule) -> list[Remark]:
    """A remark for each day that is none, and for one that comes twice."""
    remarks = []
    seen: set[date] = set()
    for text, where in raw.days:
        found = day_or_none(text)
        if found is None:
            remarks.append(Remark(code="bad-day", where=where, data={"text": text[:40]}))
        elif found in seen:
            remarks.append(Remark(code="day-twice", where=where, data={"text": text[:40]}))
        else:
            seen.add(found)
    return remarks


def odd_zone(raw: RawSchedule, head: Head) -> list[Remark]:
    """A note where the file names a zone that nobody knows."""
    said = raw.conference.get("time_zone_name", "")
    if not said or head.zone:
        return []
    return [Remark(code="unknown-zone", where=NOWHERE, data={"name": said[:60]}, error=False)]
