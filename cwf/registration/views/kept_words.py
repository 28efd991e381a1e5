"""What is kept of somebody as a page says it: codes, money, places and times in words.

The rows are those of the export (`Section`), which keeps each value as it stands.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.editions.queries import name_of
from cwf.i18n import LANGUAGES
from cwf.people.keeping import Section
from cwf.people.views.kept_fields import kept_named
from cwf.people.views.log import deed, in_words
from cwf.registration.blocks import Question
from cwf.registration.categories import Category
from cwf.registration.exports.costs import money
from cwf.registration.forms.answer_words import answer_words
from cwf.registration.forms.bulk import DEEDS
from cwf.registration.forms.words import CATEGORIES, CHANNELS, PAYMENTS, STANDINGS
from cwf.registration.groups import path_of, read
from cwf.registration.places import ClaimState
from cwf.registration.queries.blocks import questions_by_uuid
from cwf.registration.queries.participants import Edition, editions_by_slug, terms_of
from cwf.registration.views.node_names import names
from cwf.web.templating import (
    clock_time,
    country,
    day_range,
    instant,
    language_name,
    own_text,
    zone_place,
)

# By what rows are known: for other programs, and in the file alone.
KNOWN_BY = frozenset({"uuid", "party", "slot"})
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CLAIMS: dict[str, Any] = {
    ClaimState.PLACE: _l("has a place"),
    ClaimState.WAITING: _l("waits"),
    ClaimState.OFFERED: _l("is offered a place"),
    ClaimState.LAPSED: _l("did not take it in time"),
    ClaimState.GIVEN_UP: _l("given up"),
}
WHY: dict[str, Any] = {
    "cancelled": _l("the registration was cancelled"),
    "exchanged": _l("exchanged for another"),
    "given_up": _l("given up"),
    "handed_over": _l("handed over"),
    "in_turn": _l("the next in line"),
    "lapsed": _l("the offer ran out"),
    "merged": _l("two registrations became one"),
    "offered": _l("an offer was taken"),
    "resized": _l("there are fewer places now"),
    "taken_out": _l("taken out by the organisers"),
}
CALENDARS: dict[str, Any] = {
    "agenda": _l("your agenda"),
    "group": _l("agendas shared with you"),
    "staff": _l("what the team needs"),
}
# Codes of some columns, by section where they mean something there alone.
CODES: dict[str, Mapping[Any, Any]] = {
    "calendars.kind": CALENDARS,
    "category": CATEGORIES,
    "channel": CHANNELS,
    "deeds.deed": DEEDS,
    "payment": PAYMENTS,
    "places.state": CLAIMS,
    "places.why": WHY,
    "standing": STANDINGS,
}

Line = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What words of a row hang on: its forum, if it is of one, and the question it answers."""

    edition: Edition | None
    question: Question | None

    @property
    def zone(self) -> str:
        """On which clock its times are told."""
        return self.edition.zone if self.edition else "UTC"


def in_lines(parts: list[Section]) -> list[tuple[str, list[list[Line]]]]:
    """Each section's title and rows, a row as its columns with their values in words."""
    rows = [row for part in parts for row in part.rows]
    editions = editions_by_slug({row["edition"] for row in rows if row.get("edition")})
    asked = questions_by_uuid({UUID(row["uuid"]) for row in rows if "question" in row})
    found = []
    for part in parts:
        told = [
            _row(
                part.code,
                row,
                _Around(
                    edition=editions.get(row.get("edition", "")),
                    question=asked.get(row["uuid"]) if "question" in row else None,
                ),
            )
            for row in part.rows
        ]
        found.append((str(part.title), [lines for lines in told if lines]))
    return found


def _row(code: str, row: Mapping[str, Any], around: _Around) -> list[Line]:
    found = []
    for name, value in row.items():
        if name in KNOWN_BY or value in (None, "", [], {}):
            continue
        if name == "slot_uuid":
            if not row.get("session"):
                found.append((kept_named("session"), _("in the programme no longer")))
            continue
        found.append((kept_named(name, code), _said(code, name, value, around)))
    return found


def _said(code: str, name: str, value: Any, around: _Around) -> str:
    if name in TOLD:
        return TOLD[name](value, around)
    if code == "log" and name == "action":
        return deed(value)
    if isinstance(value, str):
        words = CODES.get(f"{code}.{name}") or CODES.get(name) or {}
        return str(words[value]) if value in words else _text(value, around)
    if isinstance(value, dict) and value.keys() <= LANGUAGES.keys():
        return own_text(value)
    return in_words(value)


def _text(value: str, around: _Around) -> str:
    if INSTANT.fullmatch(value):
        place = zone_place(around.zone) if around.edition else "UTC"
        return f"{instant(datetime.fromisoformat(value), around.zone)} ({place})"
    if DAY.fullmatch(value):
        return day_range(date.fromisoformat(value), None)
    return in_words(value)


def _edition(value: str, around: _Around) -> str:
    return own_text(name_of(around.edition)) if around.edition else value


def _fee(value: int, around: _Around) -> str:
    terms = terms_of(around.edition.id) if around.edition else None
    return money(value, terms.currency if terms else "")


def _group(value: str, around: _Around) -> str:
    """The node that somebody counts in, and as what: "International, one day"."""
    path, (_codes, tags) = path_of(value), read(value)
    if path in list(Category):
        return str(CATEGORIES[Category(path)])
    where = [names(around.edition.id, [path])[path]] if path and around.edition else []
    return ", ".join([*where, *(str(CATEGORIES[Category(tag)]) for tag in sorted(tags))])


def _answer(value: Any, around: _Around) -> str:
    return answer_words(around.question, value) if around.question else in_words(value)


def _clock(value: str, around: _Around) -> str:
    return clock_time(datetime.combine(date(2000, 1, 1), time.fromisoformat(value), UTC))


TOLD: dict[str, Callable[[Any, _Around], str]] = {
    "answer": _answer,
    "arrives_at": _clock,
    "country": lambda value, _around: country(value),
    "departs_at": _clock,
    "edition": _edition,
    "fee": _fee,
    "group_code": _group,
    "language": lambda value, _around: language_name(value),
    "languages": lambda value, _around: ", ".join(map(language_name, value)),
    "original_language": lambda value, _around: language_name(value),
}
