"""What stands beside a session's form: its placings, its conflicts, what can be done with it."""

from typing import Any

from cwf.i18n import language
from cwf.programme.exports.labels import Labels
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.views.undo import take_removed
from cwf.programme.views.warnings import warnings_of


def inspector(here: Any, row: Any) -> dict[str, Any]:
    """The session as the timetable has it, with placings in order of time."""
    draft = draft_timetable(here)
    return {
        "labels": Labels(draft, language()),
        "zone": here.zone,
        "session": draft.session[row.slug],
        "slots": draft.slots_of.get(row.slug, ()),
        "warnings": warnings_of(draft, row.slug),
        "removed": take_removed(here.slug, row.slug),
    }
