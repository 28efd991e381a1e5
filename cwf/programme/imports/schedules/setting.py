"""What of an edition decides how a file is read."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from cwf.programme.imports.schedules.clocks import Clock
from cwf.programme.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The edition's zone, or one that whoever imports named; its day change; its languages.

    Texts of a file are in the first language. All of it yields to what the file itself says,
    apart from the languages.
    """

    zone: str
    day_change_hour: int = 4
    languages: tuple[str, ...] = ("en",)

    @classmethod
    def of(cls, standing: Standing, *, zone: str | None = None) -> "Setting":
        """That of an edition; `zone` goes before the edition's."""
        return cls(
            zone=zone or standing.zone,
            day_change_hour=standing.day_change_hour,
            languages=standing.languages or ("en",),
        )

    def clock(self, zone: str | None, day_change: time | None) -> Clock:
        """The clock of a file that names a zone and a day change, or does not."""
        return Clock(
            zone=ZoneInfo(zone or self.zone), day_change=day_change or time(self.day_change_hour)
        )
