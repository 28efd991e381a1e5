"""The draft as it stands: rooms and time, or by time; what is not placed; what does not fit."""

from datetime import date
from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from cwf.editions.queries import READ_DRAFT, RUN_EDITION, edition_in_reach
from cwf.i18n import language
from cwf.programme.collation import order
from cwf.programme.exports.grid import HOUR, grid
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.stylesheet import css
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import Status, Timetable
from cwf.programme.views import bp
from cwf.programme.views.answers import Answer
from cwf.programme.views.warnings import Warned, warnings_of
from cwf.web.access import Verdict, requires


@bp.get("/programme")
@requires(READ_DRAFT)
def draft(edition: str) -> Answer:
    """A day of the draft, with what is not placed and what does not fit."""
    here = edition_in_reach(current_user, edition)
    timetable = draft_timetable(here)
    labels = Labels(timetable, language())
    day = _day(timetable)
    shown = grid(timetable, day) if day else None
    warnings = warnings_of(timetable)
    return render_template(
        "programme/draft.html",
        edition=here,
        labels=labels,
        day=day,
        view="time" if request.args.get("view") == "time" else "rooms",
        grid=shown,
        hours=[shown.begins + HOUR * number for number in range(shown.hours)] if shown else [],
        slots=[slot for slot in timetable.slots if day and timetable.day(slot) == day],
        unplaced=_unplaced(timetable, labels),
        warnings=warnings,
        clashing=_clashing(warnings),
        may_publish=RUN_EDITION.decide(current_user, edition=edition) is Verdict.ALLOW,
    )


@bp.get("/programme/draft.css")
@requires(READ_DRAFT)
def draft_style(edition: str) -> Response:
    """Where the slots of the draft stand, and the colours of its tracks."""
    here = edition_in_reach(current_user, edition)
    timetable = draft_timetable(here)
    return Response(css(timetable.edition, timetable), mimetype="text/css")


@bp.get("/conflicts")
@requires(READ_DRAFT)
def conflicts(edition: str) -> Answer:
    """All that does not fit: the serious, and what is good to know."""
    here = edition_in_reach(current_user, edition)
    warnings = warnings_of(draft_timetable(here))
    return render_template(
        "programme/conflicts.html",
        edition=here,
        serious=[one for one in warnings if one.serious],
        notes=[one for one in warnings if not one.serious],
    )


def _day(timetable: Timetable) -> date | None:
    """The day asked for, if something is placed on it; else the edition's first, else any."""
    days, asked = timetable.days, request.args.get("day", "")
    found = next((day for day in days if day.isoformat() == asked), None)
    if found or not days:
        return found
    first = timetable.edition.starts
    return first if first in days else days[0]


def _unplaced(timetable: Timetable, labels: Labels) -> list[Any]:
    waiting = [
        session
        for session in timetable.sessions
        if session.slug not in timetable.slots_of and session.status is not Status.CANCELLED
    ]
    placed_by = order(labels.language)
    return sorted(waiting, key=lambda session: placed_by(labels.text(session.title)))


def _clashing(warnings: list[Warned]) -> set[Any]:
    return {uuid for one in warnings if one.serious for uuid in one.conflict.slots}
