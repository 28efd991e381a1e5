"""Who has a place in a slot, who was offered one, who waits; and who would be over."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from cwf.agendas.door import DoorLine, DoorList
from cwf.agendas.models import LimitedSlot
from cwf.agendas.picks import Hold
from cwf.agendas.queries.slots import shown
from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme.over import Over
from cwf.registration.categories import Category
from cwf.registration.models import Participant
from cwf.registration.places import Claimant, ClaimState
from cwf.registration.queries.places import claimants, counts, would_be_over

HOLDS = {
    ClaimState.PLACE: Hold.PLACE,
    ClaimState.OFFERED: Hold.OFFERED,
    ClaimState.WAITING: Hold.WAITING,
}


def door_list(edition: Edition, slot: UUID, at: datetime) -> DoorList:
    """The door list of a slot as it stands; raises NotFound where nobody signs up for it."""
    root_id = db.session.scalar(
        select(LimitedSlot.quota_id).where(
            LimitedSlot.edition_id == edition.id, LimitedSlot.slot_uuid == slot
        )
    )
    if root_id is None:
        raise NotFound
    placed = shown(edition, slot)
    found = [one for one in claimants(root_id, at) if one.state in HOLDS]
    people = _people([one.participant_id for one in found])
    lines = [_line(one, people[one.participant_id]) for one in found]
    lines.sort(key=_order)
    return DoorList(
        timetable=placed.timetable,
        slot=placed.slot,
        counts=counts([root_id], at)[root_id],
        lines=tuple(lines),
        at=at,
    )


def _line(one: Claimant, who: Participant) -> DoorLine:
    return DoorLine(
        participant=who.uuid,
        name=who.person.name,
        sort_name=who.person.sort_name,
        category=Category(who.category),
        affiliation=who.affiliation,
        country=who.country,
        hold=HOLDS[one.state],
        since=one.since,
        position=one.position,
        expires=one.expires,
    )


def _order(line: DoorLine) -> tuple[object, ...]:
    """Those with a place by name, then offers by their end, then the queue in order."""
    holds = (Hold.PLACE, Hold.OFFERED, Hold.WAITING)
    by_name = line.sort_name.casefold() if line.hold is Hold.PLACE else ""
    expires = line.expires.timestamp() if line.expires else 0.0
    return holds.index(line.hold), by_name, line.position or 0, expires, line.since


def names_over(root_id: int, capacity: int, at: datetime, state: ClaimState) -> tuple[str, ...]:
    """Whom so many places would not hold, who came last first; `state`: a place or an offer."""
    last = [one for one in would_be_over(root_id, capacity, at) if one.state is state]
    people = _people([one.participant_id for one in last])
    return tuple(people[one.participant_id].person.name for one in last)


def over_in_rooms(edition_id: int, seats: Mapping[UUID, int], at: datetime) -> list[Over]:
    """Of slots that would have so many seats, those in which more people have a place."""
    rows = db.session.execute(
        select(LimitedSlot.slot_uuid, LimitedSlot.quota_id)
        .where(LimitedSlot.edition_id == edition_id, LimitedSlot.slot_uuid.in_(list(seats)))
        .order_by(LimitedSlot.id)
    ).all()
    taken = counts([root for _uuid, root in rows], at)
    return [
        Over(
            slot=uuid,
            seats=seats[uuid],
            taken=taken[root].taken,
            names=names_over(root, seats[uuid], at, ClaimState.PLACE),
        )
        for uuid, root in rows
        if taken[root].taken > seats[uuid]
    ]


def _people(ids: list[int]) -> dict[int, Participant]:
    rows = db.session.scalars(select(Participant).where(Participant.id.in_(ids)))
    return {row.id: row for row in rows}
