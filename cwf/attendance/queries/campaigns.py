"""Campaigns of an edition, and how many of their segments were there on which day."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from werkzeug.exceptions import NotFound

from cwf.attendance.campaigning import Effect, days_asked, effect
from cwf.attendance.cells import unpacked
from cwf.attendance.figures import Cell, matching
from cwf.attendance.measures import Unit
from cwf.attendance.models import Campaign as Campaign  # noqa: PLC0414 - views name its type
from cwf.attendance.models import Snapshot
from cwf.attendance.predicates import Of, Predicate, Where, read
from cwf.attendance.queries.curves import days_of, over
from cwf.attendance.rising import Earlier
from cwf.database import db
from cwf.editions.models import Edition


def campaigns_of(edition_id: int) -> Sequence[Campaign]:
    """Campaigns of an edition, the earliest first."""
    return db.session.scalars(
        select(Campaign)
        .where(Campaign.edition_id == edition_id)
        .order_by(Campaign.starts, Campaign.id)
    ).all()


def campaign_of(edition: Edition, uuid: UUID, *, lock: bool = False) -> Campaign:
    """A campaign of this edition; raises NotFound. `lock=True` waits for who changes it now."""
    found = select(Campaign).where(Campaign.edition_id == edition.id, Campaign.uuid == uuid)
    if lock:
        found = found.with_for_update(of=Campaign).execution_options(populate_existing=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotFound
    return row


def segment_of(row: Campaign) -> Where:
    """At whom it is aimed."""
    return read({"of": Of.REGISTERED.value, **row.segment}).where


def effects_of(
    edition: Edition, rows: Sequence[Campaign], *, at: datetime
) -> dict[UUID, Effect | None]:
    """What each campaign did, of the days that are kept with their cells, and of earlier editions
    that were kept day by day."""
    known = _cells(edition.id, [days_asked(row.starts, row.ends) for row in rows])
    before = [(one, campaigns_of(one.id)) for one in over(edition, at=at)] if rows else []
    found = {}
    for row in rows:
        where = segment_of(row)
        first, last = days_asked(row.starts, row.ends)
        numbers = {
            day: sum(cell.number for cell in matching(where, cells))
            for day, cells in known.items()
            if first <= day <= last
        }
        found[row.uuid] = effect(
            numbers,
            starts=row.starts,
            ends=row.ends,
            others=[(one.starts, one.ends) for one in rows if one is not row],
            forum=edition.starts,
            earlier=[_earlier(edition, row, *one) for one in before],
        )
    return found


def _earlier(
    edition: Edition, row: Campaign, one: Edition, campaigns: Sequence[Campaign]
) -> Earlier:
    """An edition before this one, on the days that lie as long before it."""
    assert one.starts is not None
    moved = one.starts - (edition.starts or one.starts)
    first, last = days_asked(row.starts, row.ends)
    asked = Predicate(of=Of.REGISTERED, where=segment_of(row)), Unit.PARTICIPANT
    days = days_of(one, [asked], (first + moved, last + moved))[asked]
    return Earlier(
        name=one.slug,
        starts=one.starts,
        numbers=dict(days),
        campaigns=[(other.starts, other.ends) for other in campaigns],
    )


def _cells(edition_id: int, spans: Sequence[tuple[date, date]]) -> dict[date, tuple[Cell, ...]]:
    """Cells of the days in any of the spans. Days read from a file have none, so none is told."""
    if not spans:
        return {}
    inside = or_(*(and_(Snapshot.day >= first, Snapshot.day <= last) for first, last in spans))
    rows = db.session.execute(
        select(Snapshot.day, Snapshot.cells).where(
            Snapshot.edition_id == edition_id, Snapshot.source != "file", inside
        )
    )
    return {day: unpacked(cells) for day, cells in rows}
