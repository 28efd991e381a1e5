"""When an event takes place; what cannot be is remarked on."""

from datetime import date, datetime, time, timedelta

from cwf.programme.imports.schedules.clocks import Clock, Gap, Illegible, day, length, moment, start
from cwf.programme.imports.schedules.raw import RawEvent
from cwf.programme.incoming import Placing, Remark

# Taken for a length where a file says none: an event is no moment.
ASSUMED = 30


class Times:
    """Reads the times of events on one clock; remarks go to the list.

    With `ends_told` an event without an end has none that is known, and its length is assumed.
    """

    def __init__(self, clock: Clock, remarks: list[Remark], *, ends_told: bool = False) -> None:
        self.clock = clock
        self.ends_told = ends_told
        self.remarks = remarks

    def placing(self, event: RawEvent, rooms: tuple[str, ...] = ()) -> Placing | None:
        """When it is; None, with a remark, if that cannot be told."""
        try:
            starts = self._starts(event)
            ends = self._ends(event, starts)
        except Gap as error:
            self._note("gap-time", event, text=str(error))
        except Illegible as error:
            self._note("bad-time", event, text=str(error)[:40])
        else:
            if ends is None or ends == starts:
                self._note("no-length", event, error=False, minutes=str(ASSUMED))
                return Placing(starts=starts, ends=None, assumed_minutes=ASSUMED, rooms=rooms)
            if self.ends_told and not event.said("end"):
                minutes = int((ends - starts).total_seconds() // 60)
                return Placing(starts=starts, ends=None, assumed_minutes=minutes, rooms=rooms)
            return Placing(starts=starts, ends=ends, rooms=rooms)
        return None

    def _starts(self, event: RawEvent) -> datetime:
        """`date` if it has a time, else the day's date and `start`."""
        said, clock_time = event.said("date"), event.said("start")
        if "T" in said or (" " in said and ":" in said):
            found, twice = moment(said, self.clock)
        else:
            found, twice = start(self._date(said or event.day), clock_time, self.clock)
        if twice:
            self._note("time-twice", event, error=False, text=clock_time or said)
        return found

    def _date(self, text: str) -> date:
        return day(text)

    def _ends(self, event: RawEvent, starts: datetime) -> datetime | None:
        """`end` if it is a moment, else after `duration`; None if neither is said."""
        end, duration = event.said("end"), event.said("duration")
        if "T" in end:
            return moment(end, self.clock)[0]
        if not duration:
            return None
        lasting = length(duration)
        try:
            return starts + lasting if lasting > timedelta() else None
        except OverflowError:
            raise Illegible(duration) from None

    def _note(self, code: str, event: RawEvent, *, error: bool = True, **data: str) -> None:
        data["name"] = event.said("title")[:80]
        self.remarks.append(Remark(code=code, where=event.where, data=data, error=error))


def day_change_of(text: str) -> time | None:
    """The day change that a conference names ("09:00:00"), if it can be one."""
    parts = text.strip().split(":")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) < 3 for part in parts):
        return None
    try:
        return time(int(parts[0]), int(parts[1]))
    except ValueError:
        return None
