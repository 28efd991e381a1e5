"""What is asked of who takes a check-in back, or checks somebody in by hand."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from cwf.attendance.checked import Place, Show, Wanted
from cwf.web.forms import ChoiceField, ClockField, Form, LineField
from cwf.web.forms.base import NewForm
from cwf.web.templating import clock_time, own_text, short_day

SHOW = {
    Show.STANDING: _l("Those that stand"),
    Show.UNDONE: _l("Those taken back"),
    Show.ALL: _l("All of them"),
}


class UndoForm(Form):
    """Why a check-in is taken back."""

    why = LineField(_l("Reason"), description=_l("The log keeps it."), required=True, most=300)


class ByHandForm(NewForm):
    """When and where somebody came."""

    slot = ChoiceField(_l("Where"))
    came_day = ChoiceField(_l("Day"))
    came_hour = ClockField(_l("Came in"), description=_l("Empty: now."))
    anyway = BooleanField(_l("Let them in without a place in this session"))


def days_of(starts: date | None, ends: date | None, today: date) -> list[date]:
    """The days on which one can have come: those of the forum, and today where they are unknown."""
    if starts is None:
        return [today]
    last = ends or starts
    return [starts + timedelta(days=one) for one in range((last - starts).days + 1)]


def places_in_words(places: list[Place], zone: str) -> dict[str, str]:
    """The forum itself, then sessions with day and hour, by slot."""
    named = {"": _("The forum")}
    for one in places:
        day = one.starts.astimezone(ZoneInfo(zone)).date()
        when = f"{short_day(day)}, {clock_time(one.starts, zone)}"
        named[one.slot] = f"{own_text(one.title)} ({when})"
    return named


def read_wanted(said: Mapping[str, str]) -> Wanted:
    """What an address asks for; what cannot be read asks nothing."""
    show = said.get("show", "")
    return Wanted(
        words=said.get("q", "").strip()[:100],
        day=_day(said.get("day", "")),
        slot={"": None, "forum": ""}.get(said.get("at", ""), said.get("at", "")[:32]),
        station=said.get("station", "")[:200],
        show=Show(show) if show in set(Show) else Show.STANDING,
    )


def query_of(wanted: Wanted) -> dict[str, Any]:
    """The same as the query of an address; what asks nothing is left out."""
    told = {
        "q": wanted.words,
        "day": wanted.day.isoformat() if wanted.day else "",
        "at": {None: "", "": "forum"}.get(wanted.slot, wanted.slot),
        "station": wanted.station,
        "show": "" if wanted.show is Show.STANDING else wanted.show.value,
    }
    return {name: value for name, value in told.items() if value}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
