"""What a participant was at an instant, told afterwards from dates and from the log.

The dates of a registration say when it was last confirmed, and cancelled; of somebody who gave up
and came back only the log still knows the earlier time. With which delegation somebody comes is
known from the day on which it named them. Category, residence and channel are those of today.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cwf.attendance.figures import Cell
from cwf.registration.categories import Standing

Span = tuple[datetime, datetime | None]  # from, until (None: still)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """An entry of the log about a registration: in or out; `confirmed` None: it does not say."""

    at: datetime
    inside: bool
    confirmed: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """With whom somebody comes since then, and whether that makes them international."""

    since: datetime
    region: str
    role: str
    international: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """A participant over time. `days` are (day of the forum, from when, until when) of check-ins.

    `international` is what they are by themselves.
    """

    category: str
    country: str | None
    channel: str
    international: bool | None
    spans: tuple[Span, ...]
    party: Party | None = None
    days: tuple[tuple[date, datetime, datetime | None], ...] = ()


def spans(
    standing: str,
    confirmed: datetime | None,
    cancelled: datetime | None,
    turns: Sequence[Turn] = (),
) -> tuple[Span, ...]:
    """When somebody took part: `turns` are the log's, in its order; of the last round dates tell.

    >>> day = [datetime(2027, 1, number) for number in range(1, 6)]
    >>> came_back = [Turn(at=day[0], inside=True), Turn(at=day[1], inside=False)]
    >>> [(a.day, b and b.day) for a, b in spans("confirmed", day[3], None, came_back)]
    [(1, 2), (4, None)]
    """
    if confirmed is not None:
        last = (confirmed, None if standing == Standing.CONFIRMED else cancelled)
        return (*((a, b) for a, b in _rounds(turns) if b <= confirmed), last)
    return tuple((a, b) for a, b in _rounds(turns) if cancelled is None or b < cancelled)


def _rounds(turns: Sequence[Turn]) -> Iterator[tuple[datetime, datetime]]:
    """From each entry that confirmed somebody to the one that ended it.

    Of an entry that does not say, a later one does: who waited is confirmed by the last.
    """
    since: datetime | None = None
    for turn in turns:
        if turn.inside:
            since = turn.at if turn.confirmed is not False else None
        elif since is not None:
            yield since, turn.at
            since = None


def cells_at(lives: Iterable[Life], instant: datetime) -> tuple[Cell, ...]:
    """How many took part at that instant, and how many had given up by then, alike and alike.

    Of whoever asked, waits or was declined nothing is said: their dates do not tell when.
    """
    found: Counter[tuple[str, str, str | None, str, str, str, bool | None, tuple[date, ...]]]
    found = Counter()
    for life in lives:
        standing = _standing(life.spans, instant)
        if standing is None:
            continue
        party = life.party if life.party and life.party.since < instant else None
        days = {day for day, since, until in life.days if _holds(since, until, instant)}
        found[
            standing,
            life.category,
            life.country,
            party.region if party else "",
            party.role if party else "",
            life.channel,
            party.international if party else life.international,
            tuple(sorted(days)),
        ] += 1
    return tuple(_cell(alike, number) for alike, number in found.items())


def _cell(alike: tuple[str, str, str | None, str, str, str, bool | None, tuple[date, ...]],
          number: int) -> Cell:  # fmt: skip
    standing, category, country, region, role, channel, international, days = alike
    return Cell(
        standing=standing, category=category, country=country, region=region, role=role,
        channel=channel, international=international, days=days, number=number,
    )  # fmt: skip


def _standing(spans: tuple[Span, ...], instant: datetime) -> str | None:
    """None: nothing had come of it yet. What happens at the instant itself is the next day's."""
    begun = [span for span in spans if span[0] < instant]
    if not begun:
        return None
    holds = any(_holds(since, until, instant) for since, until in begun)
    return str(Standing.CONFIRMED if holds else Standing.CANCELLED)


def _holds(since: datetime, until: datetime | None, instant: datetime) -> bool:
    return since < instant and (until is None or until >= instant)
