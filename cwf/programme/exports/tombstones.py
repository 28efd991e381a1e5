"""Which vanished slots belong into a filtered calendar, as far as that is still known.

A vanished slot kept its session's slug, title, kind, track and language, its hours and its rooms.
It is laid back into the timetable as a placing, and the filter that readers use decides.
"""

from dataclasses import replace

from cwf.programme.release import Gone, Release
from cwf.programme.selection import Selection, narrow
from cwf.programme.timetable import Kind, Session, Slot, Status, Timetable


def tombstones(release: Release, selection: Selection) -> tuple[Gone, ...]:
    """The vanished slots that fit the selection; all of them where nothing is selected.

    What cannot be known of one, such as the kind of a session that left altogether before releases
    kept it, does not fit: it then vanishes from the filtered calendar without a word.
    """
    if selection == Selection():
        return release.gone
    ghosts = _ghosts(release)
    fitting = {slot.uuid for slot in narrow(ghosts, selection).slots}
    known = release.timetable.session
    return tuple(
        one
        for one in release.gone
        if one.uuid in fitting and (one.session in known or one.kind or not selection.kinds)
    )


def _ghosts(release: Release) -> Timetable:
    timetable = release.timetable
    lost = {one.session: one for one in release.gone if one.session not in timetable.session}
    return replace(
        timetable,
        sessions=(*timetable.sessions, *(_session(one) for one in lost.values())),
        slots=tuple(_slot(one, timetable) for one in release.gone),
    )


def _slot(gone: Gone, timetable: Timetable) -> Slot:
    return Slot(
        uuid=gone.uuid,
        id=gone.id,
        session=gone.session,
        starts=gone.starts,
        ends=gone.ends,
        assumed_minutes=None,
        rooms=tuple(slug for slug in gone.rooms if slug in timetable.room),
    )


def _session(gone: Gone) -> Session:
    """A session of which no more is known; where that is not its kind, this one stands for none."""
    return Session(
        id=gone.id,
        slug=gone.session,
        kind=gone.kind or Kind.TALK,
        title=gone.title,
        subtitle={},
        abstract={},
        language=gone.language,
        track=gone.track,
        hosts=(),
        people=(),
        substitutions=(),
        expected=None,
        status=Status.CANCELLED,
        reason={},
    )
