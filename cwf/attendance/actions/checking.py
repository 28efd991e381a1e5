"""Somebody comes: once for each day and place, however often and at how many doors at once.

Nothing here commits.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cwf import audit
from cwf.attendance.checking import Doorway, Outcome, Refusal, Scan, State
from cwf.attendance.queries import checking as queries
from cwf.attendance.queries.checking import CHECK_INS, PEOPLE, Who
from cwf.audit import Actor
from cwf.database import db
from cwf.people.models import Person
from cwf.registration.categories import Standing
from cwf.registration.models import Participant

# What a check-in is made of, but for whose it is.
GIVEN = [one for one in CHECK_INS.c if one.name not in ("id", "participant_id", "undone")]
# Of who takes part at this moment; whoever cancels or joins them now is waited for.
OF_CONFIRMED = (
    select(PEOPLE.c.id, *(bindparam(f"v_{one.name}", type_=one.type) for one in GIVEN))
    .where(PEOPLE.c.id == bindparam("who"), PEOPLE.c.standing == Standing.CONFIRMED)
    .with_for_update(read=True)
)
# By the engine: no row comes back where the key is known, or a check-in stands already. Whoever
# enters the same at this moment is waited for, by the unique indexes. It is all that a transaction
# has to say, so that doors wait for each other as little as can be.
ENTER: dict[str, Any] = {
    name: engine.insert(CHECK_INS)
    .from_select(["participant_id", *(one.name for one in GIVEN)], OF_CONFIRMED)
    .on_conflict_do_nothing()
    .returning(CHECK_INS)
    for name, engine in (("sqlite", sqlite), ("postgresql", postgresql))
}
TRIES = 3  # one may be undone, or whoever comes cancel, between looking and entering


def check_in(
    door: Doorway, scan: Scan, *, received: datetime, actor: Actor, day: date | None = None
) -> Outcome:
    """Let somebody in at a door, or say why not; they stand there once a day.

    `scan.at` is believed (checking.moment); `day` (None: the one of that instant) is for whoever
    enters it by hand. The same key gives the same answer, whatever has changed since, but for a
    check-in that was undone: it is not made anew.
    """
    day = day or door.day(scan.at)
    for _ in range(TRIES):
        who = queries.found_by(scan, door)
        if isinstance(who, Refusal):
            return Outcome(state=State.REFUSED, key=scan.key, day=day, refusal=who)
        refusal = _refusal(scan, who, door, day)
        made = None if refusal else _enter(door, scan, who, day, received, actor)
        if made is not None:
            if who.refusal is not None:
                _note_admission(door, who, actor)
            return _outcome(State.ENTERED, who, scan.key, made)
        same, stands = queries.standing(scan.key, who.id, _slot(door), day)
        if same is not None:
            return _again(same, who, door)
        if stands is not None and refusal in (None, Refusal.NO_PLACE):
            return _outcome(State.ALREADY, who, scan.key, stands)
        if refusal is not None:
            return _refused(refusal, who, scan.key, day)
    raise RuntimeError("a check-in came and went")


def undo(
    edition_id: int,
    key: str,
    *,
    why: str,
    at: datetime,
    actor: Actor,
    station_id: int | None = None,
) -> bool:
    """Take a check-in of an edition back; False where there is none that stands.

    With `station_id` only one that was made there.
    """
    undone = (
        update(CHECK_INS)
        .where(CHECK_INS.c.edition_id == edition_id, CHECK_INS.c.key == key)
        .where(CHECK_INS.c.undone.is_(None))
        .values(undone=at, undone_by=actor.name, undone_why=why)
        .returning(CHECK_INS)
    )
    if station_id is not None:
        undone = undone.where(CHECK_INS.c.station_id == station_id)
    row = db.session.execute(undone).one_or_none()
    if row is None:
        return False
    stood = {"day": row.day.isoformat(), "at": row.at.isoformat(), "station": row.station}
    audit.record(
        actor,
        "check_in.undo",
        scope=audit.edition_scope(edition_id),
        subject=_name_of(row.participant_id),
        before={**stood, "slot": row.slot},
        after={"why": why},
    )
    return True


def _refusal(scan: Scan, who: Who, door: Doorway, day: date) -> Refusal | None:
    """What keeps them out; not that they have no place, where staff let them in all the same."""
    refusal = None if scan.anyway and who.refusal is Refusal.NO_PLACE else who.refusal
    return Refusal.NOT_TODAY if refusal is None and not door.open_on(day) else refusal


def _enter(
    door: Doorway, scan: Scan, who: Who, day: date, received: datetime, actor: Actor
) -> Row[Any] | None:
    values = {
        "key": scan.key,
        "edition_id": door.edition_id,
        "slot": _slot(door),
        "day": day,
        "at": scan.at,
        "received": received,
        "station_id": door.station_id,
        "station": door.station,
        "by_id": actor.account_id,
        "by_name": actor.name if actor.account_id is not None else "",
        "undone_by": "",
        "undone_why": "",
    }
    connection = db.session.connection()
    given = {f"v_{name}": value for name, value in values.items()}
    made = ENTER[connection.dialect.name]
    row: Row[Any] | None = connection.execute(made, {"who": who.id, **given}).one_or_none()
    return row


def _again(row: Row[Any], who: Who, door: Doorway) -> Outcome:
    """What the key's first sending came to."""
    if (row.participant_id, row.slot, row.edition_id) != (who.id, _slot(door), door.edition_id):
        return _refused(Refusal.KEY_USED, who, row.key, row.day)
    if row.undone is not None:
        return _refused(Refusal.TAKEN_BACK, who, row.key, row.day)
    return _outcome(State.ENTERED, who, row.key, row)


def _outcome(state: State, who: Who, key: str, row: Row[Any]) -> Outcome:
    return Outcome(
        state=state,
        key=key,
        day=row.day,
        participant=who.uuid,
        name=who.name,
        entry=queries.entry(row),
    )


def _refused(refusal: Refusal, who: Who, key: str, day: date) -> Outcome:
    return Outcome(
        state=State.REFUSED,
        key=key,
        day=day,
        refusal=refusal,
        participant=who.uuid,
        name=who.name,
    )


def _note_admission(door: Doorway, who: Who, actor: Actor) -> None:
    """Whoever let somebody in without a place answers for it."""
    scope = audit.edition_scope(door.edition_id)
    after = {"slot": _slot(door), "station": door.station}
    audit.record(actor, "check_in.admit", scope=scope, subject=who.name, after=after)


def _name_of(participant_id: int) -> str:
    row = db.session.get_one(Participant, participant_id)
    return db.session.get_one(Person, row.person_id).name


def _slot(door: Doorway) -> str:
    return door.slot.hex if door.slot else ""
