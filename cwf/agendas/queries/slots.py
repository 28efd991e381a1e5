"""A slot as the draft has it, or as the public sees it."""

from dataclasses import dataclass
from uuid import UUID

from werkzeug.exceptions import NotFound

from cwf.agendas.sign_ups import slot_of
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import Publication
from cwf.programme.queries import published
from cwf.programme.queries.timetables import draft_timetable
from cwf.programme.timetable import Session, Slot, Timetable


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A slot with the timetable that it stands in."""

    timetable: Timetable
    slot: Slot

    @property
    def session(self) -> Session:
        """What is placed there."""
        return self.timetable.session[self.slot.session]


def released(edition_id: int) -> Timetable | None:
    """The timetable that the public sees; None where nothing is published (two statements)."""
    publication = db.session.get(Publication, edition_id)
    if publication is None or publication.release_id is None:
        return None
    return published.shown(publication.release_id).release.timetable


def title_of(edition_id: int, uuid: UUID | str) -> dict[str, str]:
    """What takes place there, by languages; {}: the public sees nothing there (any more)."""
    timetable = released(edition_id)
    slot = slot_of(UUID(str(uuid)), timetable)
    return dict(timetable.session[slot.session].title) if timetable and slot else {}


def drafted(edition: Edition, uuid: UUID) -> Placed:
    """The slot as the draft has it, else as it was published; raises NotFound."""
    return _first(draft_timetable(edition), uuid) or _found(released(edition.id), uuid)


def shown(edition: Edition, uuid: UUID) -> Placed:
    """The slot as the public sees it, else as the draft has it; raises NotFound."""
    return _first(released(edition.id), uuid) or _found(draft_timetable(edition), uuid)


def _found(timetable: Timetable | None, uuid: UUID) -> Placed:
    found = _first(timetable, uuid)
    if found is None:
        raise NotFound
    return found


def _first(timetable: Timetable | None, uuid: UUID) -> Placed | None:
    slot = slot_of(uuid, timetable)
    return Placed(timetable=timetable, slot=slot) if timetable and slot else None
