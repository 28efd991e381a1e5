"""Trees of places that the current releases end or bring back, and what slots are called."""

from enum import Enum
from uuid import UUID

from sqlalchemy import select

from cwf.agendas.models import LimitedSlot
from cwf.agendas.sign_ups import slot_of
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.models import Publication
from cwf.programme.queries import published
from cwf.programme.release import Release
from cwf.programme.timetable import Status, text
from cwf.registration.models import Quota
from cwf.registration.places import PlaceWords


class Turn(Enum):
    """What becomes of a tree."""

    CLOSE = "close"
    OPEN = "open"


def turns() -> list[tuple[int, Turn]]:
    """The trees whose slots were cancelled or taken out, and those that are back; by their id."""
    rows = db.session.execute(
        select(Publication.release_id, LimitedSlot.slot_uuid, Quota.id, Quota.closed)
        .join(LimitedSlot, LimitedSlot.edition_id == Publication.edition_id)
        .join(Quota, Quota.id == LimitedSlot.quota_id)
        .where(Publication.release_id.is_not(None))
        .order_by(Quota.id)
    ).all()
    releases = {row.release_id: published.shown(row.release_id).release for row in rows}
    found = []
    for row in rows:
        release = releases[row.release_id]
        if (ended := _ended(release, row.slot_uuid)) != (row.closed is not None):
            found.append((row.id, Turn.CLOSE if ended else Turn.OPEN))
    return found


def _ended(release: Release, uuid: UUID) -> bool:
    timetable = release.timetable
    if slot := slot_of(uuid, timetable):
        return timetable.session[slot.session].status is Status.CANCELLED
    return any(one.uuid == uuid for one in release.gone)


def words_of(root_id: int, language: str) -> PlaceWords | None:
    """What the slot of a tree is called and where its page is; None where the public has none."""
    row = db.session.execute(
        select(LimitedSlot.slot_uuid, Edition.slug, Publication.release_id)
        .join(Edition, Edition.id == LimitedSlot.edition_id)
        .join(Publication, Publication.edition_id == Edition.id)
        .where(LimitedSlot.quota_id == root_id, Publication.release_id.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    timetable = published.shown(row.release_id).release.timetable
    slot = slot_of(row.slot_uuid, timetable)
    if slot is None or timetable.session[slot.session].status is Status.CANCELLED:
        return None
    title = timetable.session[slot.session].title
    return PlaceWords(
        title=text(title, language, timetable.edition.languages)[0],
        path=f"/{language}/account/agendas/{row.slug}/sign-ups/{row.slot_uuid}",
    )
