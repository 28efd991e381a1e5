"""What a check-in is asked with, and what it comes to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from cwf.programme.timetable import day_of

BACK = timedelta(days=3)  # how long a door may have been without network, and be believed
SHORT = 4  # of how many characters each half of a short code is


class State(StrEnum):
    """What became of a scan: they came in by it, had come in before, or are not let in."""

    ENTERED = "entered"
    ALREADY = "already"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why somebody is not let in.

    UNKNOWN: no code of ours, or nobody at this edition; RENEWED: a newer code has ended this one;
    NO_PLACE: the session's places are taken by name, and theirs is not among them (staff may
    admit them anyway); NOT_TODAY: no day of the forum; TAKEN_BACK: this very check-in was undone
    meanwhile; KEY_USED: the key is another check-in's.
    """

    UNKNOWN = "unknown"
    RENEWED = "renewed"
    OTHER_EDITION = "other_edition"
    NOT_CONFIRMED = "not_confirmed"
    CANCELLED = "cancelled"
    NO_PLACE = "no_place"
    NOT_TODAY = "not_today"
    TAKEN_BACK = "taken_back"
    KEY_USED = "key_used"


@dataclass(frozen=True, kw_only=True, slots=True)
class Doorway:
    """Where people come in: of an edition, or of one of its slots; at which station, if any.

    `starts` and `ends` are the edition's first and last day, None where they are not known. Days
    change at `day_change_hour` on the clock of `zone` (IANA).
    """

    edition_id: int
    zone: str
    day_change_hour: int
    starts: date | None = None
    ends: date | None = None
    slot: UUID | None = None
    station_id: int | None = None
    station: str = ""

    def day(self, at: datetime) -> date:
        """The day of the forum that an instant belongs to."""
        return day_of(at, zone=ZoneInfo(self.zone), day_change_hour=self.day_change_hour)

    def open_on(self, day: date) -> bool:
        """Whether anybody can come on a day: to the forum on its own, to a session on any."""
        if self.slot is not None or self.starts is None:
            return True
        return self.starts <= day <= (self.ends or self.starts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scan:
    """Who comes, by the code of a ticket or (found by name) as a participant, and when.

    `key` is made by the door for each scan, and sent again with it where no answer came. `anyway`:
    staff let them in without a place.
    """

    key: str
    at: datetime
    code: str = ""
    participant: UUID | None = None
    anyway: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A check-in that stands: when, at which station, or who checked in by hand."""

    key: str
    at: datetime
    station: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a scan came to. No more is told than the name; nothing of who is of another edition.

    `entry` is the check-in that stands: of ALREADY the first one.
    """

    state: State
    key: str
    day: date
    refusal: Refusal | None = None
    participant: UUID | None = None
    name: str = ""
    entry: Entry | None = None

    @property
    def may_admit(self) -> bool:
        """Whether staff may let them in all the same."""
        return self.refusal is Refusal.NO_PLACE


def moment(at: datetime, *, sent: datetime | None, received: datetime) -> datetime:
    """When somebody came, of what the door's clock said (`at`), by ours.

    `sent` is what it said when it sent the scan, so that a clock that is wrong does no harm. An
    instant that cannot be (to come, or longer ago than a door is without network) is `received`.

    >>> noon = datetime(2027, 5, 19, 12)
    >>> moment(noon, sent=noon + timedelta(minutes=5), received=noon + timedelta(hours=1))
    datetime.datetime(2027, 5, 19, 12, 55)
    """
    told = at if sent is None else at + (received - sent)
    return told if received - BACK <= told <= received else received


def short(uuid: UUID) -> str:
    """A ticket's code for reading out, and searching by: the first eight characters of its UUID.

    It opens nothing.

    >>> short(UUID("3fa85c1e-0000-4000-8000-000000000000"))
    '3FA8 5C1E'
    """
    text = uuid.hex.upper()
    return f"{text[:SHORT]} {text[SHORT : 2 * SHORT]}"
