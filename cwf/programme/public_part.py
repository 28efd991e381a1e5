"""What of a draft may be seen by everybody."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC
from uuid import UUID

from cwf.programme.timetable import Session, Slot, Status, Timetable


def public_part(draft: Timetable, shown: Collection[UUID]) -> Timetable:
    """Confirmed sessions where they are placed, and cancelled ones where they were `shown`.

    `shown` are the UUIDs of slots that the public knows already: of a cancelled session it has
    to learn just where it knew it. What stays inside: expected numbers, why a speaker does not
    come, the reason of a session that takes place after all, speakers of nothing shown.
    """
    status = {session.slug: session.status for session in draft.sessions}
    slots = tuple(
        _in_utc(slot)
        for slot in draft.slots
        if status[slot.session] is Status.CONFIRMED
        or (status[slot.session] is Status.CANCELLED and slot.uuid in shown)
    )
    placed = {slot.session for slot in slots}
    sessions = tuple(_public(session) for session in draft.sessions if session.slug in placed)
    named = {speaker for session in sessions for speaker in named_in(session)}
    speakers = tuple(speaker for speaker in draft.speakers if speaker.slug in named)
    return replace(draft, sessions=sessions, slots=slots, speakers=speakers)


def _public(session: Session) -> Session:
    """A session without what is meant for organisers."""
    return replace(
        session,
        expected=None,
        reason=session.reason if session.status is Status.CANCELLED else {},
        substitutions=tuple(
            replace(one, at=one.at.astimezone(UTC), reason={}) for one in session.substitutions
        ),
    )


def _in_utc(slot: Slot) -> Slot:
    """The same instants, spelled in UTC, for bytes that are the same."""
    ends = slot.ends.astimezone(UTC) if slot.ends else None
    return replace(slot, starts=slot.starts.astimezone(UTC), ends=ends)


def named_in(session: Session) -> set[str]:
    """The slugs of all whom a session names: who is to speak, who was, and who steps in."""
    changes = (name for one in session.substitutions for name in (one.was, one.now) if name)
    return {*(one.speaker for one in session.people), *changes}
