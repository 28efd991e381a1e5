"""Several people registered by one who buys: asked for, confirmed, one for another. No commits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from cwf import audit
from cwf.audit import Actor
from cwf.database import db
from cwf.registration.actions.entering import Entered, Entrant, enter_all
from cwf.registration.actions.entrants import Known
from cwf.registration.actions.persons import drop_person, new_person, rename
from cwf.registration.actions.places import give_up
from cwf.registration.actions.seating import root_of
from cwf.registration.categories import Channel
from cwf.registration.details import Details, read_details
from cwf.registration.models import Answer, Booking, Claim, Participant, Particulars
from cwf.registration.places import Wait


@dataclass(frozen=True, kw_only=True, slots=True)
class Buyer:
    """Who buys, and where the invoice goes. `email` as `same_address` gives it."""

    buyer: str
    email: str
    organisation: str
    address: str
    tax_number: str
    reference: str
    language: str


def book(
    edition_id: int,
    buyer: Buyer,
    people: list[tuple[str, Details]],
    *,
    key: str,
    wait: Wait,
    at: datetime,
) -> Booking:
    """Somebody asks to register people by (address, details); flushed. A `key` books once."""
    if earlier := db.session.scalar(select(Booking).where(Booking.key == key)):
        return earlier
    wanted = [{**details.kept(), "email": email, "wait": str(wait)} for email, details in people]
    values = {name: getattr(buyer, name) for name in Buyer.__slots__}
    made = Booking(edition_id=edition_id, key=key, wanted=wanted, made=at, **values)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # sent twice at the same moment
        return db.session.scalars(select(Booking).where(Booking.key == key)).one()
    return made


def confirm_booking(booking: Booking, *, at: datetime) -> list[Entered]:
    """The buyer's address has confirmed it: all are entered, in one go. Once; then nothing."""
    if booking.confirmed is not None or not booking.wanted:
        return []
    wait = Wait(booking.wanted[0]["wait"])
    actor = Actor(account_id=None, name=booking.buyer)
    entered = enter_all(
        booking.edition_id,
        [Entrant(details=read_details(one), email=one["email"]) for one in booking.wanted],
        channel=Channel.BOOKING,
        at=at,
        actor=actor,
        booking_id=booking.id,
        wait=wait,
    )
    booking.confirmed = at
    booking.wanted = [
        {**one, **_outcome(done)} for one, done in zip(booking.wanted, entered, strict=True)
    ]
    audit.record(
        actor,
        "registration.book",
        scope=audit.edition_scope(booking.edition_id),
        subject=booking.organisation or booking.buyer,
        after={"people": len(entered)},
    )
    return entered


def forget_bookings(*, before: datetime) -> None:
    """Forget what buyers asked for before then and never confirmed."""
    db.session.execute(delete(Booking).where(Booking.confirmed.is_(None), Booking.made < before))


def hand_over(row: Participant, *, name: str, email: str, at: datetime, actor: Actor) -> bool:
    """Let somebody else come in one's place; False: that address has a registration.

    Category, fee and the place of the edition stay; what was the first one's own (sessions, needs,
    answers, the link) goes. With the same address it is the same person, written rightly.
    """
    before = row.person.name
    if email != row.email:
        known = Known(row.edition_id, [email])
        there = known.row_of(email)
        if there is not None:
            return False
        _empty(row, at, actor)
        _become(row, name, email, known)
    else:
        rename(row.person, name)
    scope = audit.edition_scope(row.edition_id)
    said: dict[str, Any] = {"before": {"name": before}, "after": {"name": row.person.name}}
    audit.record(actor, "registration.hand_over", scope=scope, subject=before, **said)
    return True


def _become(row: Participant, name: str, email: str, known: Known) -> None:
    details = Details(
        name=name,
        country=row.country or "",
        affiliation=row.affiliation,
        category=row.category,
        language=row.language,
    )
    former, person = row.person_id, known.person_of(email) or new_person(details)
    db.session.add(person)
    db.session.flush()
    row.person_id, row.email, row.generation = person.id, email, row.generation + 1
    db.session.flush()
    db.session.refresh(row, ["person"])
    drop_person(former)
    account = known.accounts.get(email)
    if account is not None and account.person_id is None:
        account.person_id = person.id


def _empty(row: Participant, at: datetime, actor: Actor) -> None:
    """Let go what was the first one's own."""
    root_id = root_of(row.edition_id)
    others = select(Claim.root_id).where(
        Claim.participant_id == row.id, Claim.ended.is_(None), Claim.root_id != (root_id or 0)
    )
    for other in sorted(db.session.scalars(others)):
        give_up(other, row.id, at=at, why="handed_over", by=actor)
    for leave in current_app.extensions["cwf_leaving"]:
        leave(row.id, at=at, actor=actor, erased=False)
    for table in (Particulars, Answer):
        db.session.execute(delete(table).where(table.participant_id == row.id))


def _outcome(done: Entered) -> dict[str, str]:
    uuid = {"uuid": str(done.participant.uuid)} if done.participant and not done.known else {}
    return {**uuid, "outcome": "known" if done.known else str(done.outcome)}
