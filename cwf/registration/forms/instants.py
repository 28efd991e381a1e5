"""Instants as people say them, for forms of an edition."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cwf.programme.wall_clock import instants
from cwf.web.forms import Form


class InstantsForm(Form):
    """A form with instants as people say them: a day, and an hour on the wall of the edition."""

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        self.wall = ZoneInfo(zone)
        super().__init__(*args, **kwargs)

    def instant(self, name: str) -> datetime | None:
        """The instant of `<name>_day` and `<name>_hour` in UTC; without an hour, as the day begins.

        Says beside the field what cannot be: an hour without a day, one that the clocks skip. Of
        one that comes twice it is the first.
        """
        day: date | None = self[f"{name}_day"].data
        hour: time | None = self[f"{name}_hour"].data
        if day is None:
            if hour is not None:
                self.fail(f"{name}_day", _("Choose the day, too."))
            return None
        found = instants(datetime.combine(day, hour or time(0)), self.wall)
        if not found:
            self.fail(f"{name}_hour", _("The clocks go forward over that time. Choose another."))
            return None
        return found[0]

    @staticmethod
    def shown_instant(name: str, at: datetime | None, zone: str) -> dict[str, Any]:
        """What the two fields show of an instant."""
        if at is None:
            return {}
        local = at.astimezone(ZoneInfo(zone))
        return {f"{name}_day": local.date(), f"{name}_hour": local.time().replace(tzinfo=None)}
