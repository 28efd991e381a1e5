"""When and where a row says that a session takes place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.programme.incoming import Placing
from cwf.programme.sheets.clocks import Clock, read_clock, read_hours, read_minutes
from cwf.programme.sheets.days import read_day
from cwf.programme.sheets.lines import Lines
from cwf.programme.sheets.remarks import Code
from cwf.programme.sheets.table import Cell, Row
from cwf.programme.sheets.texts import line, short
from cwf.programme.sheets.wrong import Wrong
from cwf.programme.wall_clock import beside_gap, instants, shifted

COLUMNS = ("day", "starts", "ends", "hours", "minutes", "assumed_minutes", "rooms")
TIMES = ("starts", "hours")
ENDS = ("ends", "hours", "minutes")
LONGEST = timedelta(hours=24)
Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Wall:
    """The clock on the wall: its zone, when its days change, and whether days come first."""

    zone: ZoneInfo
    day_change: time
    day_first: bool


@dataclass
class PlacingReader:
    """Reads one row; `old` is the slot that stands and is meant, where there is one.

    `standing` are those of the session that no row names.
    """

    lines: Lines
    row: Row
    wall: Wall
    old: Placing | None
    rooms: Callable[[Lines, Row], tuple[str, ...]]
    standing: Sequence[Placing] = ()
    ends: Clock | None = None
    minutes: int | None = None
    assumed: int | None = None

    def read(self) -> Placing | None:
        """The placing; None where the row says none, or none that can be used.

        Every cell is read first, so that all that is wrong is said at once.
        """
        self.ends = self._cell("ends", self._clock)
        self.minutes = self._cell("minutes", read_minutes)
        self.assumed = self._cell("assumed_minutes", read_minutes)
        rooms = self.rooms(self.lines, self.row) if self.lines.has("rooms") else None
        day = self._cell("day", self._day)
        if not any(self.lines.has(code) for code in TIMES):
            return self._without_times(day, rooms)
        hours = self._cell("hours", read_hours)
        begins = self._cell("starts", self._clock) or (hours[0] if hours else None)
        if begins is None:
            self._check_nothing_lost(day, rooms)
            return None
        day = begins.day or day or (self._old_day() if not self.lines.has("day") else None)
        if day is None:
            if not self._failed("day"):
                self._remark(Code.DAY_MISSING, "day" if self.lines.has("day") else "starts")
            return None
        starts = self._instant(day, begins, "starts" if self.lines.has("starts") else "hours")
        if starts is None:
            return None
        self.old = self.old or next((one for one in self.standing if one.starts == starts), None)
        return self._with_end(day, begins, starts, hours, rooms)

    def _without_times(self, day: date | None, rooms: tuple[str, ...] | None) -> Placing | None:
        """Another day or room at the old time, where a sheet has no times."""
        if self.old is None:
            self._check_nothing_lost(day, rooms)
            return None
        starts, ends = self.old.starts, self.old.ends
        was = self._old_day()
        if day is not None and was is not None and day != was:
            starts, ends = shifted(starts, ends, days=(day - was).days, zone=self.wall.zone)
        rooms = self.old.rooms if rooms is None else rooms
        return replace(self.old, starts=starts, ends=ends, rooms=rooms)

    def _check_nothing_lost(self, day: date | None, rooms: tuple[str, ...] | None) -> None:
        """A day or a room without a time cannot be kept; better to say so than to drop it."""
        if any(map(self._failed, TIMES)):
            return
        if day is not None:
            at = next((code for code in TIMES if self.lines.has(code)), "day")
            self._remark(Code.START_MISSING, at)
        elif rooms:
            self._remark(Code.TIME_MISSING, "rooms")

    def _with_end(
        self,
        day: date,
        begins: Clock,
        starts: datetime,
        hours: tuple[Clock, Clock | None] | None,
        rooms: tuple[str, ...] | None,
    ) -> Placing | None:
        finishes = self.ends or (hours[1] if hours else None)
        ends: datetime | None = None
        if finishes:
            at = "ends" if self.lines.has("ends") else "hours"
            ends = self._end(day, begins, finishes, at)
            if ends is None or not self._fits(starts, ends, at):
                return None
        elif self.minutes:
            ends = starts + timedelta(minutes=self.minutes)
        elif not any(map(self.lines.has, ENDS)) and self.old and self.old.ends:
            ends = starts + (self.old.ends - self.old.starts)
        return Placing(
            starts=starts,
            ends=ends,
            assumed_minutes=self._assumed(starts, ends),
            rooms=rooms if rooms is not None else self.old.rooms if self.old else (),
            uuid=self.old.uuid if self.old else None,
        )

    def _assumed(self, starts: datetime, ends: datetime | None) -> int | None:
        standing = self.old.assumed_minutes if self.old else None
        if self.lines.has("assumed_minutes"):
            standing = self.assumed
        as_it_was = self.old and (self.old.starts, self.old.ends) == (starts, ends)
        failed = any(map(self._failed, (*ENDS, "assumed_minutes")))
        if ends is None and standing is None and not as_it_was and not failed:
            at = next((code for code in ENDS if self.lines.has(code)), None)
            self.lines.wrong(Wrong(Code.END_UNKNOWN), at, self.row, error=False)
        return standing

    def _end(self, day: date, begins: Clock, finishes: Clock, at: str) -> datetime | None:
        """The end in UTC; one that is not after the start may be that of the night's party."""
        if finishes.day is None and begins.day is None:
            start = self._on_wall(day, begins.at)
            end = self._on_wall(day, finishes.at)
        else:
            start = datetime.combine(day, begins.at)
            end = datetime.combine(finishes.day or day, finishes.at)
        if finishes.day is None and end <= start and finishes.at <= self.wall.day_change:
            end += timedelta(days=1)
        return self._resolved(end, finishes.offset, at)

    def _fits(self, starts: datetime, ends: datetime, at: str) -> bool:
        """Whether the end is after the start, and not by more than a day unless it stands so."""
        as_it_was = self.old and (self.old.starts, self.old.ends) == (starts, ends)
        if ends <= starts:
            local = starts.astimezone(self.wall.zone)
            self._remark(Code.END_BEFORE_START, at, start=f"{local:%H:%M}")
        elif ends - starts > LONGEST and not as_it_was:
            self._remark(Code.LASTS_TOO_LONG, at)
        else:
            return True
        return False

    def _instant(self, day: date, clock: Clock, at: str) -> datetime | None:
        wall = datetime.combine(day, clock.at) if clock.day else self._on_wall(day, clock.at)
        return self._resolved(wall, clock.offset, at)

    def _on_wall(self, day: date, at: time) -> datetime:
        """The edition's day: what is before its change belongs to the evening before."""
        return datetime.combine(day, at) + timedelta(days=at < self.wall.day_change)

    def _resolved(self, wall: datetime, offset: timedelta | None, at: str) -> datetime | None:
        """The instant in UTC; says at the cell if there is none, asks if there are two."""
        try:
            if offset is not None:
                return wall.replace(tzinfo=timezone(offset)).astimezone(UTC)
            found = instants(wall, self.wall.zone)
        except OverflowError:
            self._remark(Code.NOT_DATE, at, value=wall.date())
            return None
        if len(found) == 1:
            return found[0]
        if found:
            said = [f"{one.astimezone(self.wall.zone):%H:%M%z}" for one in found]
            one, other = (f"{text[:-2]}:{text[-2:]}" for text in said)
            self._remark(Code.FOLD, at, time=f"{wall:%H:%M}", one=one, other=other)
        else:
            earlier, later = beside_gap(wall, self.wall.zone)
            self._remark(Code.GAP, at, time=f"{wall:%H:%M}", earlier=f"{earlier:%H:%M}",
                         later=f"{later:%H:%M}")  # fmt: skip
        return None

    def _old_day(self) -> date | None:
        if self.old is None:
            return None
        local = self.old.starts.astimezone(self.wall.zone)
        return local.date() - timedelta(days=local.time() < self.wall.day_change)

    def _day(self, cell: Cell) -> date:
        return read_day(cell, day_first=self.wall.day_first)

    def _clock(self, cell: Cell) -> Clock:
        return read_clock(cell, day_first=self.wall.day_first)

    def _cell(self, code: str, reader: Callable[[Cell], Value]) -> Value | None:
        return self.lines.read(code, reader, None, self.row) if self.lines.has(code) else None

    def _failed(self, code: str) -> bool:
        """Whether this cell has been remarked on."""
        where = self.lines.where(code, self.row)
        return where.column is not None and any(
            remark.where == where for remark in self.lines.remarks
        )

    def _remark(self, code: Code, at: str, **data: object) -> None:
        self.lines.remark(code, at, self.row, **data)


def read_slot_id(cell: Cell) -> UUID:
    """The id of a slot as our own sheets have it."""
    try:
        return UUID(line(cell))
    except ValueError:
        raise Wrong(Code.NOT_PLACING_ID, value=short(line(cell))) from None


def olds(
    lines: Lines, standing: Sequence[Placing], named: Sequence[UUID | None]
) -> list[Placing | None]:
    """Which standing slot each row means: the one it names, else the only one."""
    by_uuid = {placing.uuid: placing for placing in standing}
    found = [by_uuid.get(uuid) if uuid else None for uuid in named]
    if len(standing) == 1 and len(lines.rows) == 1 and named == [None]:
        return [standing[0]]
    return found
