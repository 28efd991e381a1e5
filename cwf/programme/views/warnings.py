"""What does not fit in a timetable, for the pages that show it: sentences and ways to mend."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cwf.i18n import language
from cwf.programme.conflicts import Code, Conflict, Severity, find_conflicts
from cwf.programme.exports.conflict_words import tell
from cwf.programme.exports.labels import Labels
from cwf.programme.timetable import Slot, Timetable


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A conflict in words; links are (label, address)."""

    conflict: Conflict
    head: str
    sentence: str
    links: tuple[tuple[str, str], ...]

    @property
    def serious(self) -> bool:
        """Whether it should be mended before publishing."""
        return self.conflict.severity is Severity.SERIOUS


OF_TIME = {Code.ROOM_TAKEN_TWICE, Code.SPEAKER_IN_TWO_PLACES, Code.TRAVEL}
OF_PLACE = {Code.ROOM_TAKEN_TWICE, Code.ROOM_TOO_SMALL, Code.NO_ROOM, Code.INTERPRETATION}


def mended_by(warnings: list[Warned], codes: set[Code]) -> bool:
    """Whether another time (OF_TIME) or another room (OF_PLACE) would mend one of them."""
    return any(one.conflict.code in codes for one in warnings)


def in_conflict(timetable: Timetable) -> set[str]:
    """The slugs of sessions that are in a serious conflict."""
    return {
        session
        for conflict in find_conflicts(timetable)
        if conflict.severity is Severity.SERIOUS
        for session in conflict.sessions
    }


def warnings_of(
    timetable: Timetable, session: str | None = None, slot: Slot | None = None
) -> list[Warned]:
    """All conflicts, those of a session, or those of a placing (which need not exist yet)."""
    labels = Labels(timetable, language())
    found = []
    for conflict in find_conflicts(timetable):
        if session and session not in conflict.sessions:
            continue
        if slot and slot.uuid not in conflict.slots:
            continue
        head, sentence = tell(conflict, labels)
        links = () if slot else tuple(_links(conflict, labels))
        found.append(Warned(conflict=conflict, head=head, sentence=sentence, links=links))
    return found


def _links(conflict: Conflict, labels: Labels) -> Iterator[tuple[str, str]]:
    to: dict[str, Any] = {"edition": labels.timetable.edition.slug}
    sessions = labels.timetable.session
    if conflict.code is Code.UNPLACED:
        yield _("Place it"), url_for("programme_manage.slot_new", slug=conflict.sessions[0], **to)
    elif len(conflict.slots) == len(conflict.sessions):
        for slug, uuid in zip(conflict.sessions, conflict.slots, strict=True):
            label = _("Move %(title)s", title=labels.text(sessions[slug].title))
            at = url_for("programme_manage.slot_placement", slug=slug, uuid=uuid, **to)
            yield label, at
    if conflict.code in (Code.UNCONFIRMED, Code.SUBSTITUTION_OPEN, Code.ROOM_TOO_SMALL):
        slug = conflict.sessions[0]
        label = _("Open %(title)s", title=labels.text(sessions[slug].title))
        yield label, url_for("programme_manage.session", slug=slug, **to)
