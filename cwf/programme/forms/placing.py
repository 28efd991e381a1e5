"""When and where a session takes place, as people say it: a day, hours on the wall, rooms."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cwf.programme.wall_clock import instants
from cwf.web.forms import (
    ChoiceField,
    ClockField,
    DayField,
    Form,
    MultiCheckField,
    NewForm,
    NumberField,
)
from cwf.web.forms.fields import said_clock

TWICE = [
    ("", _l("Choose")),
    ("0", _l("the first time, before the clocks go back")),
    ("1", _l("the second time, after the clocks went back")),
]
LONGEST = timedelta(hours=24)


class PlacementForm(Form):
    """A slot. `day` is the edition's own: what begins before its day change belongs to the eve.

    Once validated, `begins` and `finishes` are the instants in UTC (`finishes` may be None).
    """

    room = ChoiceField(_l("Room"))
    more = MultiCheckField(_l("Further rooms"))
    day = DayField(_l("Day"), required=True)
    starts = ClockField(_l("Starts"), required=True)
    starts_twice = ChoiceField(_l("This hour comes twice. It starts"), choices=TWICE)
    ends = ClockField(_l("Ends"))
    ends_twice = ChoiceField(_l("This hour comes twice. It ends"), choices=TWICE)
    assumed_minutes = NumberField(
        _l("Assumed length in minutes, where no end is known"),
        least=1,
        most=1440,
        description=_l("Leave the end empty then; programmes say “from” and the start."),
    )

    begins: datetime | None = None
    finishes: datetime | None = None
    asked = frozenset[str]()

    def __init__(self, *args: Any, zone: str, day_change_hour: int, **kwargs: Any) -> None:
        self.wall = ZoneInfo(zone)
        self.day_change = time(day_change_hour)
        super().__init__(*args, **kwargs)

    @property
    def rooms(self) -> list[str]:
        """The rooms, the main one first."""
        return list(dict.fromkeys(slug for slug in (self.room.data, *self.more.data) if slug))

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, then the interval they make."""
        self.asked = frozenset(name for name in ("starts_twice", "ends_twice") if self[name].data)
        if not super().validate(extra_validators):
            return False
        start, end = self.starts.data, self.ends.data
        assert start  # required, so the fields' own validation has seen to it
        self.begins = self._instant("starts", self._on_wall(start))
        if not self.begins:
            return False
        if end is None:
            if self.assumed_minutes.data is None:
                self.fail("assumed_minutes", _("Say how long it is taken to be, or when it ends."))
        elif finishes := self._instant("ends", self._end_on_wall(start, end)):
            self.finishes = finishes
            self._check_order(start, end, finishes - self.begins)
        return not self.errors

    def _on_wall(self, at: time) -> datetime:
        day: date = self.day.data
        return datetime.combine(day + timedelta(days=at < self.day_change), at)

    def _end_on_wall(self, start: time, end: time) -> datetime:
        wall = self._on_wall(end)
        # A party's end at the very hour of day change is still that night's.
        if wall <= self._on_wall(start) and end <= self.day_change:
            wall += timedelta(days=1)
        return wall

    def _instant(self, name: str, wall: datetime) -> datetime | None:
        """The instant in UTC; says at the field if there is none, asks if there are two."""
        found = instants(wall, self.wall)
        if not found:
            self.fail(
                name,
                _("The clocks go forward over %(at)s that night. Choose another time.",
                  at=said_clock(wall.time())),
            )  # fmt: skip
            return None
        chosen = self[f"{name}_twice"].data
        if len(found) == 2 and not chosen:
            self.asked |= {f"{name}_twice"}
            self.fail(f"{name}_twice", _("The clocks go back that night. Choose one."))
            return None
        return found[int(chosen)] if len(found) == 2 else found[0]

    def _check_order(self, start: time, end: time, length: timedelta) -> None:
        if length <= timedelta(0):
            self.fail("ends", self._said_too_early(start, end))
        elif length > LONGEST:
            self.fail("ends", _("A placing lasts 24 hours at most. Place it once for each day."))

    def _said_too_early(self, start: time, end: time) -> str:
        sentence = _("The end is before the start, %(start)s.", start=said_clock(start))
        hours = 1 + (start.hour * 60 + start.minute - end.hour * 60 - end.minute) // 60
        later = datetime.combine(self.day.data, end) + timedelta(hours=hours)
        if later.date() == self.day.data:
            perhaps = _("Perhaps %(time)s?", time=said_clock(later.time()))
            return f"{sentence} {perhaps}"
        return str(sentence)


class NewPlacementForm(PlacementForm, NewForm):
    """A further slot."""
