"""Other days or another zone for an edition, and what that means for what is placed already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cwf import audit
from cwf.database import db
from cwf.editions.actions import settings
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions import placing
from cwf.programme.wall_clock import shifted


class Days(StrEnum):
    """What becomes of placings when the first day changes."""

    MOVE = "move"
    STAY = "stay"


class Hours(StrEnum):
    """What becomes of placings when the zone changes: the clock's hours stay, or the instants."""

    CLOCK = "clock"
    INSTANT = "instant"


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """By how many days what is placed moves, and from the clock of which zone to which."""

    days: int
    zone: ZoneInfo
    into: ZoneInfo

    def instant(self, at: datetime, *, days: bool = True) -> datetime:
        """An instant (UTC) that was set by the clock, moved; `days` False: on its day."""
        by = self.days if days else 0
        return shifted(at, None, days=by, zone=self.zone, into=self.into)[0]


def change_dates(
    edition: Edition,
    *,
    days: Days = Days.STAY,
    hours: Hours = Hours.CLOCK,
    at: datetime,
    actor: audit.Actor,
    **values: Any,
) -> int:
    """Set first and last day, zone and hour of day change; gives how many placings moved.

    Placings in a venue with a zone of its own keep that zone's clock. Other slices move what they
    keep by functions of the edition and the Move (`cwf_dates_moved`).
    """
    before, old = edition.starts, ZoneInfo(edition.zone)
    settings.set_dates(edition, actor=actor, **values)
    by = _days_between(before, edition.starts) if days is Days.MOVE else 0
    new = ZoneInfo(edition.zone)
    move = Move(days=by, zone=old if hours is Hours.CLOCK else new, into=new)
    moved = 0
    for slot in slots_of(edition):
        own = zone_of(slot)
        zone, into = (own, own) if own else (move.zone, move.into)
        if by or zone != into:
            _shift(edition, slot, days=by, zone=zone, into=into, actor=actor)
            moved += 1
    if by or move.zone != move.into:
        for follow in current_app.extensions["cwf_dates_moved"]:
            follow(edition, move, at=at, actor=actor)
    return moved


def slots_of(edition: Edition) -> Sequence[models.Slot]:
    """All placings of an edition with their rooms and venues."""
    venue = selectinload(models.Slot.rooms).selectinload(models.SlotRoom.room)
    statement = (
        select(models.Slot)
        .where(models.Slot.edition_id == edition.id)
        .options(selectinload(models.Slot.session), venue.selectinload(models.Room.venue))
        .order_by(models.Slot.starts, models.Slot.id)
    )
    return db.session.scalars(statement).all()


def zone_of(slot: models.Slot) -> ZoneInfo | None:
    """The zone of the venue where a slot is, if that has one of its own."""
    name = slot.rooms[0].room.venue.zone if slot.rooms else None
    return ZoneInfo(name) if name else None


def _days_between(before: date | None, after: date | None) -> int:
    return (after - before).days if before and after else 0


def _shift(
    edition: Edition,
    slot: models.Slot,
    *,
    days: int,
    zone: ZoneInfo,
    into: ZoneInfo,
    actor: audit.Actor,
) -> None:
    starts, ends = shifted(slot.starts, slot.ends, days=days, zone=zone, into=into)
    placement = placing.Placement(
        starts=starts,
        ends=ends,
        assumed_minutes=slot.assumed_minutes,
        rooms=[one.room for one in slot.rooms],
    )
    placing.move(edition, slot, placement, actor=actor)
