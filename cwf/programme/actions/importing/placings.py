"""Slots: a moved one keeps its row and its UUID; new ones get theirs here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from cwf.database import db
from cwf.editions.models import Edition
from cwf.programme import models
from cwf.programme.actions.importing.rows import Ids, insert_rows, update_rows
from cwf.programme.incoming import Noun, Placing
from cwf.programme.merging import Plan


@dataclass(frozen=True, kw_only=True)
class _Moves:
    """Which slots are to be made, changed and taken away; `rooms` of those whose rooms differ."""

    made: list[tuple[int, UUID, Placing]] = field(default_factory=list)
    moved: dict[UUID, Placing] = field(default_factory=dict)
    rooms: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)


def write_placings(plan: Plan, edition: Edition, ids: Ids) -> None:
    """The placings of every session whose placings differ."""
    moves = _Moves()
    for step in plan.steps:
        if step.noun is Noun.SESSION and "placings" in step.values:
            session = ids.of[Noun.SESSION][step.slug]
            _compare(moves, session, step.before.get("placings", ()), step.values["placings"])
    _remove(moves.gone)
    insert_rows(models.Slot, [_row(one, edition) for one in moves.made])
    slots = _ids(edition)
    update_rows(models.Slot, {slots[uuid]: _times(one) for uuid, one in moves.moved.items()})
    old = [slots[uuid] for uuid in moves.rooms if uuid in moves.moved]
    if old:
        table = models.SlotRoom
        db.session.execute(delete(table.__table__).where(table.slot_id.in_(old)))  # type: ignore[arg-type]
    insert_rows(
        models.SlotRoom,
        [
            {"slot_id": slots[uuid], "room_id": ids.of[Noun.ROOM][room], "position": position}
            for uuid, rooms in moves.rooms.items()
            for position, room in enumerate(rooms)
        ],
    )


def _compare(
    moves: _Moves, session: int, before: Iterable[Placing], after: Iterable[Placing]
) -> None:
    standing = {one.uuid: one for one in before if one.uuid}
    kept = set()
    for one in after:
        old = standing.get(one.uuid) if one.uuid else None
        if old is None or one.uuid is None:
            uuid = uuid4()
            moves.made.append((session, uuid, one))
            moves.rooms[uuid] = one.rooms
            continue
        kept.add(one.uuid)
        if one != old:
            moves.moved[one.uuid] = one
        if one.rooms != old.rooms:
            moves.rooms[one.uuid] = one.rooms
    moves.gone.update(set(standing) - kept)


def _row(made: tuple[int, UUID, Placing], edition: Edition) -> dict[str, object]:
    session, uuid, placing = made
    return {"edition_id": edition.id, "session_id": session, "uuid": uuid, **_times(placing)}


def _times(placing: Placing) -> dict[str, object]:
    return {
        "starts": placing.starts,
        "ends": placing.ends,
        "assumed_minutes": placing.assumed_minutes,
    }


def _ids(edition: Edition) -> dict[UUID, int]:
    """All slots of the edition, new ones among them: a list of those wanted may be too long."""
    statement = select(models.Slot.uuid, models.Slot.id)
    found = db.session.execute(statement.where(models.Slot.edition_id == edition.id))
    return dict(found.all())


def _remove(gone: set[UUID]) -> None:
    if gone:
        table = models.Slot
        db.session.execute(delete(table.__table__).where(table.uuid.in_(gone)))  # type: ignore[arg-type]
