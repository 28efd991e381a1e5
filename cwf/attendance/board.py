"""How a target stands: what a card of the dashboard says, before it is put into words.

A sentence before a chart: the verdict is a code with numbers, `exports/board_words.py` says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from types import MappingProxyType

from cwf.attendance.figures import Figure
from cwf.attendance.forecast import Band, Forecast
from cwf.attendance.judging import Judgement, Outcome
from cwf.attendance.lines import TargetLine
from cwf.attendance.measures import share
from cwf.attendance.paths import planned

LATELY = 28  # days of which the pace is taken
WEEK = 7
Texts = dict[str, str]
Day = tuple[date, int]  # what was known at the end of the day


class Verdict(StrEnum):
    """How a target stands.

    REACHED or MISSED are said of what is over or held already, ON_TIME, LATE or MISSED of what was
    known on a target's own day (judging.py), once that is over; LIKELY, SHORT and OUT_OF_REACH go
    by a forecast (the goal lies in it, above its middle, above nine in ten of it); AHEAD and BEHIND
    by the planned path, where there is no forecast; UNKNOWN where there is neither.
    """

    REACHED = "reached"
    ON_TIME = "on_time"
    LATE = "late"
    MISSED = "missed"
    LIKELY = "likely"
    SHORT = "short"
    OUT_OF_REACH = "out_of_reach"
    AHEAD = "ahead"
    BEHIND = "behind"
    UNKNOWN = "unknown"


JUDGED = {
    Outcome.ON_TIME: Verdict.ON_TIME,
    Outcome.LATE: Verdict.LATE,
    Outcome.MISSED: Verdict.MISSED,
    Outcome.SOME_TIME: Verdict.REACHED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A target as the dashboard shows it.

    `planned` is what the path says by today, `lately` how many more came a week of late, `needed`
    how many must come a week from now on; None where it cannot be said. `days` are what was known
    at the end of each day, the earliest first. `reached` is the part of the goal, of equal units.
    Where `is_known` is false there is nothing to count from: the figure says nothing, and what is
    expected (of who is registered: how many will come) may be said all the same. `is_over`: the
    day by which it was to be reached is over, so that nothing more is expected. `at` is the day of
    the figure: today, of a forum that is over its last day or the last that is kept. `earlier` are
    the names, by language, of the editions that the forecast is made of. `judgement` says how it
    stood on the day by which it was to be reached, once that is over.
    """

    line: TargetLine
    figure: Figure
    at: date
    verdict: Verdict
    days: tuple[Day, ...]
    reached: float | None
    is_known: bool = True
    is_over: bool = False
    planned: int | None = None
    lately: int | None = None
    needed: int | None = None
    forecast: Forecast | None = None
    earlier: tuple[Texts, ...] = ()
    judgement: Judgement | None = None

    @property
    def expected(self) -> Band | None:
        """What is expected at the end, if anything can be said."""
        return self.forecast.final if self.forecast else None

    @property
    def missing(self) -> int:
        """How many are missing: of what is expected, else of what is there."""
        has = self.expected.middle if self.expected else self.figure.total
        return max(0, round(self.line.low - has))


def card(
    line: TargetLine,
    figure: Figure,
    days: Sequence[Day],
    *,
    today: date,
    ends: date | None,
    forecast: Forecast | None = None,
    is_known: bool = True,
    names: Mapping[str, Texts] = MappingProxyType({}),
    judgement: Judgement | None = None,
) -> Card:
    """A target with its figure of now, its days so far, and what is expected.

    `ends` is the day on which the number is final: the target's own, else the forum's last. `names`
    are those of editions by slug; what has none is called as the forecast has it.
    """
    until = line.by or ends
    over = until is not None and today > until
    known = forecast if forecast and forecast.bands and not over else None
    path = planned(line.path, today)
    return Card(
        line=line,
        figure=figure,
        at=today if ends is None else min(today, max([ends, *(day for day, _ in days[-1:])])),
        verdict=_verdict(line, figure, path, known, judgement, over=over)
        if is_known or known
        else Verdict.UNKNOWN,
        days=tuple(days),
        reached=share(figure.total, line.low, figure.unit, line.unit),
        planned=None if path is None else round(path),
        lately=_lately(days, figure.total, today) if is_known and not over else None,
        needed=_needed(line.low - figure.total, today, until) if is_known else None,
        forecast=known,
        earlier=tuple(names.get(one, {"en": one}) for one in known.data) if known else (),
        judgement=judgement,
        is_known=is_known,
        is_over=over,
    )


def _verdict(
    line: TargetLine, figure: Figure, path: float | None, forecast: Forecast | None,
    judgement: Judgement | None, *, over: bool,
) -> Verdict:  # fmt: skip
    if judgement:
        return JUDGED[judgement.outcome]
    if figure.total >= line.low or over:
        return Verdict.REACHED if figure.total >= line.low else Verdict.MISSED
    if forecast and (final := forecast.final):
        if final.high90 < line.low:
            return Verdict.OUT_OF_REACH
        return Verdict.LIKELY if final.middle >= line.low else Verdict.SHORT
    if path is None:
        return Verdict.UNKNOWN
    return Verdict.AHEAD if figure.total >= path else Verdict.BEHIND


def _lately(days: Sequence[Day], now: int, today: date) -> int | None:
    """How many more a week, over the last four weeks; None where nothing is known from then."""
    since = today - timedelta(days=LATELY)
    before = [number for day, number in days if day <= since]
    return round((now - before[-1]) * WEEK / LATELY) if before else None


def _needed(missing: float, today: date, until: date | None) -> int | None:
    """How many a week it takes from today on; None where it is over, or nothing is missing."""
    if until is None or today >= until or missing <= 0:
        return None
    return ceil(missing * WEEK / (until - today).days)
