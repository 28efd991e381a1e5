"""A log as a page shows it: filtered, in pages, each entry in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from cwf.audit import AuditEntry
from cwf.people import queries
from cwf.people.queries import LogFilter, erased
from cwf.people.views.deed_fields import FIELDS, OF_A_NOUN, VALUES
from cwf.people.views.deeds import DEEDS
from cwf.web.templating import country, instant, language_name

# As `audit` keeps an instant: with its offset.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
# What codes stand for that a library of names knows.
NAMES: dict[str, Callable[[str], str]] = {"country": country, "language": language_name}


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownEntry:
    """An entry as a page shows it: who was erased since is not named. `who` "": the system."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class ShownLog:
    """One page of a log; `older` is where the next one begins, None at its end."""

    entries: list[ShownEntry]
    actions: list[tuple[str, str]]
    wanted: LogFilter
    day: str
    older: int | None


def shown_log(
    scope: ColumnElement[bool] | None, asked: Mapping[str, str], *, zone: str = "UTC"
) -> ShownLog:
    """The page of a log that the address asks for (`who`, `action`, `day` in a zone, `before`)."""
    day = _day(asked.get("day", ""), zone)
    before = asked.get("before", "")
    wanted = LogFilter(
        who=asked.get("who", "").strip()[:80],
        action=asked.get("action", "")[:60],
        since=day,
        until=day + timedelta(days=1) if day else None,  # of the wall: 23 to 25 hours
        before=int(before) if before.isdecimal() and len(before) < 12 else None,
    )
    found = queries.log_entries(scope, wanted)
    entries = _shown(found[: queries.PAGE])
    older = entries[-1].id if len(found) > queries.PAGE else None
    if wanted.who:  # nobody is found by a name that is not shown
        entries = [one for one in entries if wanted.who.casefold() in one.who.casefold()]
    return ShownLog(
        entries=entries,
        actions=sorted(
            ((code, deed(code)) for code in queries.log_actions(scope)), key=lambda pair: pair[1]
        ),
        wanted=wanted,
        day=day.date().isoformat() if day else "",
        older=older,
    )


def _shown(entries: Sequence[AuditEntry]) -> list[ShownEntry]:
    """Entries stay as they were written; names of those who were erased are passed over here."""
    words = erased.passed_over(entries)

    def masked(value: Any) -> Any:
        match value:
            case str():
                return _("Erased person") if value in words else value
            case dict():
                return {key: masked(one) for key, one in value.items()}
            case list():
                return [masked(one) for one in value]
        return value

    def who(entry: AuditEntry) -> str:
        named = entry.actor_id is not None or not entry.actor_name
        return masked(entry.actor_name or _("Erased person")) if named else ""

    return [
        ShownEntry(
            id=entry.id,
            at=entry.at,
            who=who(entry),
            action=entry.action,
            subject=masked(entry.subject),
            before=masked(entry.before),
            after=masked(entry.after),
        )
        for entry in entries
    ]


def deed(action: str) -> str:
    """An action in words of the reader's language; its code where none are known."""
    return str(DEEDS.get(action, action))


def differences(entry: ShownEntry, zone: str = "UTC") -> list[tuple[str, str, str]]:
    """What an entry changed: name, before, after, all in words; "" for what was not there.

    Instants are told on the clock of `zone`.
    """
    before, after = entry.before or {}, entry.after or {}
    return [
        (_named(entry, key), _said(key, before.get(key), zone), _said(key, after.get(key), zone))
        for key in {**before, **after}
    ]


def _named(entry: ShownEntry, key: str) -> str:
    of_its_noun = OF_A_NOUN.get((entry.action.partition(".")[0], key))
    return str(of_its_noun) if of_its_noun else named(key)


def _said(key: str, value: Any, zone: str) -> str:
    if key in NAMES and isinstance(value, str):
        return NAMES[key](value)
    return in_words(value, zone)


def named(key: str) -> str:
    """A field in the reader's language; its name in the code where none is known."""
    return str(FIELDS.get(key, key.replace("_", " ")))


def in_words(value: Any, zone: str = "UTC") -> str:
    """A kept value as text: yes and no, lists with commas, texts with their languages."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return "; ".join(f"{named(key)}: {in_words(one, zone)}" for key, one in value.items())
        case list():
            return ", ".join(in_words(one, zone) for one in value)
        case str() if INSTANT.fullmatch(value):
            return instant(datetime.fromisoformat(value), zone)
    return str(VALUES.get(str(value), value))


def _day(text: str, zone: str) -> datetime | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(found.year, found.month, found.day, tzinfo=ZoneInfo(zone))
