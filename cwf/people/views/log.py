"""A log as a page shows it: filtered, in pages, each entry in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from cwf.audit import AuditEntry
from cwf.people import queries
from cwf.people.queries import LogFilter
from cwf.people.views.deeds import DEEDS, FIELDS, VALUES
from cwf.web.templating import instant

# As `audit` keeps an instant: in UTC.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")


@dataclass(frozen=True, kw_only=True)
class ShownLog:
    """One page of a log; `older` is where the next one begins, None at its end."""

    entries: list[AuditEntry]
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
    entries = list(found[: queries.PAGE])
    return ShownLog(
        entries=entries,
        actions=sorted(
            ((code, deed(code)) for code in queries.log_actions(scope)), key=lambda pair: pair[1]
        ),
        wanted=wanted,
        day=day.date().isoformat() if day else "",
        older=entries[-1].id if len(found) > queries.PAGE else None,
    )


def deed(action: str) -> str:
    """An action in words of the reader's language; its code where none are known."""
    return str(DEEDS.get(action, action))


def differences(entry: AuditEntry, zone: str = "UTC") -> list[tuple[str, str, str]]:
    """What an entry changed: name, before, after, all in words; "" for what was not there.

    Instants are told on the clock of `zone`.
    """
    before, after = entry.before or {}, entry.after or {}
    return [
        (named(key), in_words(before.get(key), zone), in_words(after.get(key), zone))
        for key in {**before, **after}
    ]


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
            return "; ".join(f"{key}: {in_words(one, zone)}" for key, one in value.items())
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
