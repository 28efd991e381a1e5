"""Where a page tells of changes: tags on rows, lines of a list, a session's own history."""

from uuid import UUID

from flask_babel import gettext as _

from cwf.programme.changes import Change, ChangeKind
from cwf.programme.exports.labels import Labels
from cwf.programme.exports.words import say, tell
from cwf.programme.shown import Shown
from cwf.programme.timetable import Timetable


def lines(
    changes: tuple[Change, ...], before: Timetable, after: Timetable, language: str
) -> list[tuple[str, str]]:
    """Each change as a head of one word and a sentence."""
    return [tell(one, before, after, language) for one in changes]


def latest(shown: Shown, language: str) -> list[tuple[str, str]]:
    """What the release changed, as lines; a first one nothing."""
    if shown.before is None:
        return []
    return lines(shown.changes, shown.before.timetable, shown.release.timetable, language)


def about(shown: Shown, session: str, language: str) -> list[str]:
    """What the release changed of one session, as sentences."""
    if shown.before is None:
        return []
    before, after = shown.before.timetable, shown.release.timetable
    return [say(one, before, after, language) for one in shown.changes if one.session == session]


def tags(shown: Shown, language: str) -> dict[UUID, tuple[str, ...]]:
    """A short tag for each placing that the release added or moved."""
    if shown.before is None:
        return {}
    was = Labels(shown.before.timetable, language)
    return {
        one.slot: (tag,) for one in shown.changes if one.slot and (tag := _tag(one, was, language))
    }


def _tag(change: Change, was: Labels, language: str) -> str:
    if change.kind in (ChangeKind.ADDED, ChangeKind.REINSTATED):
        return _("New")
    if change.kind is not ChangeKind.MOVED or change.old is None or change.new is None:
        return ""
    old, new = change.old, change.new
    if old.starts != new.starts:
        local = was.timetable.local(old.starts)
        time = f"{local:%H.%M}" if language == "da" else f"{local:%H:%M}"
        if was.timetable.day(old) != was.timetable.day(new):
            return _("Other day: was %(moment)s", moment=was.moment(old.starts))
        if new.starts > old.starts:
            return _("Later: was %(time)s", time=time)
        return _("Earlier: was %(time)s", time=time)
    if old.rooms != new.rooms:
        room = was.timetable.room.get(old.rooms[0]) if old.rooms else None
        return _("Moved: was %(room)s", room=was.text(room.name)) if room else _("Place is known")
    return _("New end")
